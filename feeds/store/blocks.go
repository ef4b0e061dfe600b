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
	if _, err := tx.ExecContext(ctx, "INSERT INTO stories (host, entry, story) VALUES (?,?,?) ON CONFLICT (host, entry) DO UPDATE SET story = excluded.story", b.Site, id, b.Story); err != nil {
		return err
	}
	var oldest sql.NullInt64 // that is remembered
	if err := tx.QueryRowContext(ctx, "SELECT min(entry) FROM (SELECT entry FROM stories WHERE host = ? ORDER BY entry DESC LIMIT ?)", b.Site, remembered).Scan(&oldest); err != nil {
		return err
	}
	for _, table := range []string{"blocks", "stories"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE entry IN (SELECT entry FROM stories WHERE host = ?1 AND entry < ?2) AND host = ?1", b.Site, oldest.Int64); err != nil {
			return err
		}
	}
	return nil
}

// Story is the story that a remembered article of a publisher tells; the
// article's own number where it is not remembered.
func (s *Store) Story(ctx context.Context, site string, id feeds.EntryID) (feeds.EntryID, error) {
	story := id
	err := s.read.QueryRowContext(ctx, "SELECT story FROM stories WHERE host = ? AND entry = ?", site, id).Scan(&story)
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

// Repeats tells, of those of the blocks that stand in two other stories or
// more, in how many.
func (s *Store) Repeats(ctx context.Context, site string, prints []uint64, but feeds.EntryID) (map[uint64]int, error) {
	list, err := asJSON(prints)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT print, count(DISTINCT story) FROM blocks WHERE host = ? AND print IN (SELECT value FROM json_each(?)) AND story <> ?
		GROUP BY print HAVING count(DISTINCT story) > 1`, site, list, but)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	out := map[uint64]int{}
	for rows.Next() {
		var print int64
		var n int
		if err := rows.Scan(&print, &n); err != nil {
			return nil, err
		}
		out[uint64(print)] = n
	}
	return out, s.damage(rows.Err())
}

// asJSON lists fingerprints as SQLite holds them: signed.
func asJSON(prints []uint64) (string, error) {
	ids := make([]int64, len(prints))
	for i, p := range prints {
		ids[i] = int64(p)
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return "", fmt.Errorf("look for blocks: %w", err)
	}
	return string(list), nil
}

// Stories is how many other stories of a publisher are remembered.
func (s *Store) Stories(ctx context.Context, site string, but feeds.EntryID) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(DISTINCT story) FROM stories WHERE host = ? AND story <> ?", site, but).Scan(&n)
	return n, s.damage(err)
}

// Sharing are the other articles of a publisher that hold some of these
// blocks, each with the story that it tells and the blocks that it shares.
func (s *Store) Sharing(ctx context.Context, site string, prints []uint64, but feeds.EntryID) ([]Blocks, error) {
	list, err := asJSON(prints)
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT entry, story, print FROM blocks WHERE host = ? AND print IN (SELECT value FROM json_each(?)) AND entry <> ? LIMIT 10000", site, list, but)
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
