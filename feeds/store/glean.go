package store

import (
	"context"
	"database/sql"
	"errors"

	"pullquote/feeds"
)

// Gleaned is an entry that was looked through for quotes, as its feed wrote it.
type Gleaned struct {
	Entry  feeds.Entry
	Made   bool // an article could be made of it; else its quotes stay unknown
	Quotes []feeds.StoredQuote
}

// Ungleaned are entries that nobody has looked through for quotes yet, newest first.
func (s *Store) Ungleaned(ctx context.Context, limit int) ([]feeds.EntryID, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM entries INDEXED BY entries_gleaning WHERE gleaned = 0 ORDER BY id DESC LIMIT ?", limit)
	if err != nil {
		return nil, s.damage(err)
	}
	ids, err := idsOf[feeds.EntryID](rows)
	return ids, s.damage(err)
}

// CountUngleaned counts them.
func (s *Store) CountUngleaned(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM entries INDEXED BY entries_gleaning WHERE gleaned = 0").Scan(&n)
	return n, s.damage(err)
}

// Glean stores the quotes of entries, in one transaction. An entry that was
// opened has its quotes from what was shown, and one that was edited meanwhile
// is looked through again.
func (s *Store) Glean(ctx context.Context, gs []Gleaned) error {
	weight := len(gs)
	for _, g := range gs {
		weight += 2 * len(g.Quotes)
	}
	return s.damage(s.group(ctx, weight, func(ctx context.Context, tx *sql.Tx) error {
		for _, g := range gs {
			var hash int64
			var quotes int
			err := s.row(ctx, tx, "SELECT hash, quotes FROM entries WHERE id = ?", g.Entry.ID).Scan(&hash, &quotes)
			if errors.Is(err, sql.ErrNoRows) || err == nil && hash != contentHash(g.Entry) {
				continue
			}
			if err != nil {
				return err
			}
			if quotes < 0 && g.Made {
				if quotes = len(g.Quotes); quotes > 0 {
					if err := putQuotes(ctx, tx, g.Entry.ID, g.Quotes); err != nil {
						return err
					}
				}
			}
			if _, err := s.exec(ctx, tx, "UPDATE entries SET gleaned = 1, quotes = ? WHERE id = ?", quotes, g.Entry.ID); err != nil {
				return err
			}
		}
		return nil
	}))
}
