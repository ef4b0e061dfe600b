package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"pullquote/feeds"
)

// Keeping says how long entries are kept. What is starred, what a saved quote is
// from and what still stands in its feed is kept for ever: the last would come
// back as unread. The zero value keeps all, but for floods (see most).
type Keeping struct {
	// Days back from the newest entry of the feed, and not from today: a clock
	// that runs wrong deletes nothing, and a feed that fell silent keeps what it
	// has. 0: no bound.
	Days int
	// Entries of one feed; 0: no bound.
	Entries int
	// Unread ones go as well; else only those that are read.
	Unread bool
}

// Keep sets how long entries are kept, before anything is stored.
func (s *Store) Keep(k Keeping) { s.keeping = k }

// most is how many entries of one feed are kept: a feed that makes thousands of
// new ids at every fetch must not fill the disk. The largest real feeds hold a
// few thousand.
const most = 12_000

// goAtOnce is how many old entries go with one fetch of a feed: the others go
// with the next ones, and nobody waits for the deleting of years. goStep are
// deleted in one transaction.
const (
	goAtOnce = 300
	goStep   = 20
)

// trim lets the oldest entries of a feed go that are over a bound; here are the
// ids of the document that was just read.
func (s *Store) trim(ctx context.Context, id feeds.FeedID, here map[string]bool) error {
	st, err := s.ask(ctx, "SELECT total, coalesce((SELECT max(sort) FROM entries WHERE feed = feeds.id AND hidden = 0), 0) FROM feeds WHERE id = ?")
	if err != nil {
		return err
	}
	var total int
	var newest int64
	if err := st.QueryRowContext(ctx, id).Scan(&total, &newest); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return nil // deleted meanwhile
		}
		return err
	}
	// A flood goes whatever the reader wishes, at once and unread as it is.
	if total > most {
		if err := s.letGo(ctx, id, here, total-most, math.MaxInt64, true); err != nil {
			return err
		}
	}
	if n := s.keeping.Entries; n > 0 && total > n {
		if err := s.letGo(ctx, id, here, min(total-n, goAtOnce), math.MaxInt64, s.keeping.Unread); err != nil {
			return err
		}
	}
	if days := s.keeping.Days; days > 0 {
		return s.letGo(ctx, id, here, goAtOnce, newest-int64(days)*24*60*60, s.keeping.Unread)
	}
	return nil
}

// letGo deletes the oldest entries of a feed that are older than a time, so many
// at most, read ones only or all; in steps, as each takes its quotes along.
func (s *Store) letGo(ctx context.Context, id feeds.FeedID, here map[string]bool, n int, before int64, unread bool) error {
	const going = `feed = ? AND hidden = 0 AND starred = 0 AND sort < ? AND (read = 1 OR ?)
		AND id NOT IN (SELECT entry FROM saved) AND url NOT IN (SELECT url FROM saved WHERE url <> '')`
	rows, err := s.read.QueryContext(ctx, "SELECT id, guid FROM entries INDEXED BY entries_feed WHERE "+going+" ORDER BY sort, id LIMIT ?", id, before, unread, n+len(here)/2)
	if err != nil {
		return err
	}
	var old []int64
	for rows.Next() && len(old) < n {
		var id int64
		var guid string
		if err := rows.Scan(&id, &guid); err != nil {
			return errors.Join(err, rows.Close())
		}
		if !here[guid] {
			old = append(old, id)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for step := range slices.Chunk(old, goStep) {
		if err := s.group(ctx, 4*goStep, func(ctx context.Context, tx *sql.Tx) error {
			for _, e := range step { // it may have been starred since
				if _, err := s.exec(ctx, tx, "DELETE FROM entries WHERE id = ? AND "+going, e, id, before, unread); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// patienceFor is how long, in days, marks wait for an entry that has not come.
const patienceFor = 400

// Forget deletes marks that waited in vain for over a year.
func (s *Store) Forget(ctx context.Context) (more bool, err error) {
	old := s.now().AddDate(0, 0, -patienceFor).Unix()
	if err := s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM awaited WHERE since < ?)", old).Scan(&more); err != nil || !more {
		return false, s.damage(err)
	}
	return true, s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM awaited WHERE (feed, guid) IN (SELECT feed, guid FROM awaited WHERE since < ? LIMIT ?)", old, 4*piece)
		return err
	}))
}

// spare is how much of the file may be free, as a share of it and in pages,
// before it is given back: what is free is used by what comes next.
const (
	spareShare = 5
	sparePages = 4096
	freeAtOnce = 64
)

// Shrink gives a little of what is free in the file back to the disk, and says
// whether there is more. A file that an older version made gives nothing back
// before Compact.
func (s *Store) Shrink(ctx context.Context) (more bool, err error) {
	var free, all, way int
	if err := s.read.QueryRowContext(ctx, "SELECT (SELECT freelist_count FROM pragma_freelist_count), (SELECT page_count FROM pragma_page_count), (SELECT auto_vacuum FROM pragma_auto_vacuum)").Scan(&free, &all, &way); err != nil {
		return false, s.damage(err)
	}
	if way != 2 || free < sparePages || free < all/spareShare {
		return false, nil
	}
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, fmt.Sprintf("PRAGMA incremental_vacuum(%d)", freeAtOnce))
		if err != nil {
			return err
		}
		for rows.Next() { //nolint:revive // each step gives one page back
		}
		return errors.Join(rows.Err(), rows.Close())
	})
	return err == nil, s.damage(err)
}

// Compact makes the file as small as it can be: loose bodies are packed, the
// full-text index is merged into one piece, and the whole is written anew. It
// needs as much space again while it runs. Others may read meanwhile and wait to
// write.
func (s *Store) Compact(ctx context.Context) error {
	for more := true; more; {
		var err error
		if more, err = s.Repack(ctx); err != nil {
			return err
		}
	}
	if err := s.packRest(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, q := range []string{
		"INSERT INTO words (words) VALUES ('optimize')", "INSERT INTO quotes_text (quotes_text) VALUES ('optimize')",
		"PRAGMA auto_vacuum = INCREMENTAL", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)",
	} {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			return s.damage(fmt.Errorf("compact the database: %w", err))
		}
	}
	return nil
}

// packRest packs the loose bodies of feeds that have too few of them for Repack.
func (s *Store) packRest(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, "SELECT feed FROM packs INDEXED BY packs_loose WHERE entries < 8 GROUP BY feed HAVING count(*) > 1")
	if err != nil {
		return s.damage(err)
	}
	all, err := idsOf[feeds.FeedID](rows)
	if err != nil {
		return s.damage(err)
	}
	for _, feed := range all {
		if err := s.group(ctx, packMost, func(ctx context.Context, tx *sql.Tx) error { return s.repack(ctx, tx, feed, loose) }); err != nil {
			return s.damage(err)
		}
	}
	return nil
}

// bodiesWhole looks whether every body can be read.
func (s *Store) bodiesWhole(ctx context.Context) ([]string, error) {
	lost, err := s.tally(ctx, "SELECT count(*) FROM entries WHERE pack <> 0 AND pack NOT IN (SELECT id FROM packs)", "%d articles have lost their text")
	if err != nil {
		return lost, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT p.id, p.body, coalesce((SELECT max(slot) FROM entries WHERE pack = p.id AND pack <> 0), -1) FROM packs p")
	if err != nil {
		return lost, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	broken := 0
	for rows.Next() {
		var id int64
		var slot int
		var blob sql.RawBytes
		if err := rows.Scan(&id, &blob, &slot); err != nil {
			return lost, err
		}
		if o, err := s.open(blob); err != nil || slot >= o.len() {
			broken++
		}
	}
	if broken > 0 {
		lost = append(lost, fmt.Sprintf("%d packs of articles can't be read", broken))
	}
	return lost, rows.Err()
}
