package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"pullquote/feeds"
)

// Blocks are the fingerprints of an article's blocks, by which its publisher's
// furniture is learned.
type Blocks struct {
	Site   string // the publisher; "" nothing is remembered
	Story  feeds.EntryID
	Prints []uint64
}

// remembered is how many articles of one publisher bear witness: the newest.
// It bounds the table, and lets furniture of years ago be forgotten.
const remembered = 300

// putBlocks remembers the blocks of an article in place of what was remembered
// of it for this publisher before.
func putBlocks(ctx context.Context, tx *sql.Tx, id feeds.EntryID, b Blocks) error {
	if b.Site == "" {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM blocks WHERE entry = ? AND host = ?", id, b.Site); err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, "INSERT OR IGNORE INTO blocks (host, print, entry, story) VALUES (?,?,?,?)")
	if err != nil {
		return err
	}
	defer put.Close() //nolint:errcheck // its transaction ends anyway
	for _, p := range b.Prints {
		if _, err := put.ExecContext(ctx, b.Site, int64(p), id, b.Story); err != nil {
			return err
		}
	}
	if id%16 != 0 { // now and then is often enough
		return nil
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM blocks WHERE host = ?1 AND entry < (SELECT min(entry) FROM (SELECT DISTINCT entry FROM blocks WHERE host = ?1 ORDER BY entry DESC LIMIT ?2))", b.Site, remembered)
	return err
}

// Story is the story that a remembered article of a publisher tells; the
// article's own number where it is not remembered.
func (s *Store) Story(ctx context.Context, site string, id feeds.EntryID) (feeds.EntryID, error) {
	story := id
	err := s.read.QueryRowContext(ctx, "SELECT story FROM blocks WHERE entry = ? AND host = ? LIMIT 1", id, site).Scan(&story)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return story, s.damage(err)
}

// Seen tells in how many other stories of a publisher a block stood.
func (s *Store) Seen(ctx context.Context, site string, print uint64, but feeds.EntryID) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(DISTINCT story) FROM blocks WHERE host = ? AND print = ? AND story <> ?", site, int64(print), but).Scan(&n)
	return n, s.damage(err)
}

// Stories is how many other stories of a publisher are remembered.
func (s *Store) Stories(ctx context.Context, site string, but feeds.EntryID) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(DISTINCT story) FROM blocks WHERE host = ? AND story <> ?", site, but).Scan(&n)
	return n, s.damage(err)
}

// Sharing are the other articles of a publisher that hold some of these
// blocks, each with the story that it tells and the blocks that it shares.
func (s *Store) Sharing(ctx context.Context, site string, prints []uint64, but feeds.EntryID) ([]Blocks, error) {
	ids := make([]int64, len(prints))
	for i, p := range prints {
		ids[i] = int64(p)
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("look for shared blocks: %w", err)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT entry, story, print FROM blocks WHERE host = ? AND print IN (SELECT value FROM json_each(?)) AND entry <> ? LIMIT 10000", site, string(list), but)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []Blocks
	at := map[feeds.EntryID]int{}
	for rows.Next() {
		var entry, story feeds.EntryID
		var print int64
		if err := rows.Scan(&entry, &story, &print); err != nil {
			return nil, err
		}
		i, ok := at[entry]
		if !ok {
			i = len(out)
			at[entry] = i
			out = append(out, Blocks{Site: site, Story: story})
		}
		out[i].Prints = append(out[i].Prints, uint64(print))
	}
	return out, s.damage(rows.Err())
}
