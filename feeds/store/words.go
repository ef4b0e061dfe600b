package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"pullquote/feeds"
)

// Raw is an entry that is not in the full-text index yet, with its bodies as
// the feed wrote them. A body that can't be unpacked is empty: one damaged
// text must not keep all others out of the index.
type Raw struct {
	Entry                           feeds.EntryID
	Title, Author, Summary, Content string
}

// Pending are entries that are not in the full-text index yet, newest first.
func (s *Store) Pending(ctx context.Context, limit int) ([]Raw, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.id, e.title, e.author, b.summary, b.content
		FROM entries e LEFT JOIN bodies b ON b.entry = e.id WHERE e.indexed = 0 ORDER BY e.id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []Raw
	for rows.Next() {
		var r Raw
		var summary, content sql.RawBytes
		if err := rows.Scan(&r.Entry, &r.Title, &r.Author, &summary, &content); err != nil {
			return nil, err
		}
		if b, err := s.unpack(summary); err == nil {
			r.Summary = string(b)
		}
		if b, err := s.unpack(content); err == nil {
			r.Content = string(b)
		}
		out = append(out, r)
	}
	return out, s.damage(rows.Err())
}

// Words is an entry's text for the index.
type Words struct {
	Entry               feeds.EntryID
	Title, Author, Text string
}

// Index puts texts into the full-text index, in one transaction. An entry that
// is gone or was indexed meanwhile is passed over.
func (s *Store) Index(ctx context.Context, ws []Words) error {
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		type row struct {
			claimed
			Words
		}
		var rows []row
		claiming, err := tx.PrepareContext(ctx, claim)
		if err != nil {
			return err
		}
		defer claiming.Close() //nolint:errcheck // the transaction's end closes it as well
		insert, err := tx.PrepareContext(ctx, putWord)
		if err != nil {
			return err
		}
		defer insert.Close() //nolint:errcheck // as above
		for _, w := range ws {
			c, err := scanClaim(claiming.QueryRowContext(ctx, w.Entry))
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			rows = append(rows, row{c, w})
		}
		// FTS5 writes a segment of its own each time that a rowid is lower than
		// the one before it: in rising order the batch is one segment.
		slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.place, b.place) })
		for _, r := range rows {
			if _, err := insert.ExecContext(ctx, r.place, segment(r.Title), segment(r.Author), segment(r.Text), r.marks); err != nil {
				return err
			}
		}
		return nil
	}))
}

// rewords puts one entry into the index anew.
func rewords(ctx context.Context, tx *sql.Tx, w Words) error {
	if _, err := tx.ExecContext(ctx, unword, w.Entry); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE entries SET indexed = 0 WHERE id = ?", w.Entry); err != nil {
		return err
	}
	c, err := scanClaim(tx.QueryRowContext(ctx, claim, w.Entry))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, putWord, c.place, segment(w.Title), segment(w.Author), segment(w.Text), c.marks)
	return err
}

// step is how many pages of the full-text index one Tidy writes.
const step = 16

// Tidy merges a little of what Index wrote in pieces, in one short transaction,
// and says whether there may be more to merge. An index that is never tidied
// stays right and becomes slow.
func (s *Store) Tidy(ctx context.Context) (more bool, err error) {
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		var before, after int64
		if err := tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&before); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO words (words, rank) VALUES ('merge', ?)", step); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&after)
		more = after-before >= 2 // the command itself counts as one
		return err
	})
	return more, s.damage(err)
}
