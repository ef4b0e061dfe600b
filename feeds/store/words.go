package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

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
	return s.raw(ctx, "SELECT id, title, author, pack, slot FROM entries INDEXED BY entries_pending WHERE place IS NULL ORDER BY id DESC LIMIT ?", limit)
}

// CountPending counts them.
func (s *Store) CountPending(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM entries INDEXED BY entries_pending WHERE place IS NULL").Scan(&n)
	return n, s.damage(err)
}

func idsOf[T ~int64](rows *sql.Rows) ([]T, error) {
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []T
	for rows.Next() {
		var id T
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// raw reads entries with their bodies.
func (s *Store) raw(ctx context.Context, query string, args ...any) ([]Raw, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.damage(err)
	}
	type at struct{ pack, slot int64 }
	var out []Raw
	var where []at
	for rows.Next() {
		var r Raw
		var a at
		if err := rows.Scan(&r.Entry, &r.Title, &r.Author, &a.pack, &a.slot); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		out, where = append(out, r), append(where, a)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, s.damage(err)
	}
	u := unpacker{s: s}
	for i, a := range where {
		b, err := u.body(ctx, s.read, a.pack, a.slot)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, s.damage(err)
		}
		out[i].Summary, out[i].Content = b.summary, b.content
	}
	return out, nil
}

// Words is an entry's text for the index.
type Words struct {
	Entry               feeds.EntryID
	Title, Author, Text string
}

// Index puts texts into the full-text index, in one transaction, and says how
// long that kept others from writing. An entry that is gone or was indexed
// meanwhile is passed over. The texts are its own to change.
func (s *Store) Index(ctx context.Context, ws []Words) (took time.Duration, err error) {
	var v vocabulary
	for i, w := range ws { // before anybody waits for the writer
		ws[i].Text = v.words(segment(w.Text))
	}
	var began time.Time
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		began = time.Now()
		type row struct {
			claimed
			Words
		}
		var rows []row
		claiming, err := newClaiming(ctx, tx)
		if err != nil {
			return err
		}
		defer claiming.close()
		insert, err := tx.PrepareContext(ctx, putWord)
		if err != nil {
			return err
		}
		defer insert.Close() //nolint:errcheck // the transaction's end closes it as well
		for _, w := range ws {
			c, err := claiming.entry(ctx, w.Entry)
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
			if _, err := insert.ExecContext(ctx, r.place, segment(r.Title), segment(r.Author), r.Text, r.marks); err != nil {
				return err
			}
		}
		return nil
	})
	return time.Since(began), s.damage(err)
}

// rewords puts one entry into the index anew.
func rewords(ctx context.Context, tx *sql.Tx, w Words) error {
	if _, err := tx.ExecContext(ctx, unword, w.Entry); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE entries SET place = NULL WHERE id = ?", w.Entry); err != nil {
		return err
	}
	claiming, err := newClaiming(ctx, tx)
	if err != nil {
		return err
	}
	defer claiming.close()
	c, err := claiming.entry(ctx, w.Entry)
	if err != nil {
		return err
	}
	var v vocabulary
	_, err = tx.ExecContext(ctx, putWord, c.place, segment(w.Title), segment(w.Author), v.words(segment(w.Text)), c.marks)
	return err
}

// claiming gives entries their places in the full-text index.
type claiming struct {
	tx *sql.Tx
	st *sql.Stmt
	// The last one that found its second full: of a thousand entries of one
	// second each is put behind the one before it.
	sort, last int64
}

func newClaiming(ctx context.Context, tx *sql.Tx) (*claiming, error) {
	st, err := tx.PrepareContext(ctx, claim)
	return &claiming{tx: tx, st: st}, err
}

func (c *claiming) close() { _ = c.st.Close() } // the transaction's end closes it as well

// entry claims a place. sql.ErrNoRows: the entry is gone, or has one already.
func (c *claiming) entry(ctx context.Context, id feeds.EntryID) (claimed, error) {
	got, err := scanClaim(c.st.QueryRowContext(ctx, id))
	if err != nil || !got.full {
		return got, err
	}
	var sort int64
	if err := c.tx.QueryRowContext(ctx, "SELECT sort FROM entries WHERE id = ?", id).Scan(&sort); err != nil {
		return got, err
	}
	from := placeOf(sort) + perSecond - 1
	if c.sort == sort && c.last > from {
		from = c.last
	}
	free, err := c.free(ctx, from, stretchEnd(sort))
	if err == nil && free == 0 {
		free, err = c.free(ctx, stretch(sort), placeOf(sort))
	}
	if err == nil && free == 0 { // more than a stretch holds: they follow it
		free, err = c.free(ctx, stretchEnd(sort)-1, lastPlace)
	}
	if err != nil {
		return got, err
	}
	c.sort, c.last = sort, free
	return scanClaim(c.tx.QueryRowContext(ctx, strings.Replace(claim, placeSQL, "?2", 1), id, free))
}

// free is the first free place from one on, which is taken or free itself, and
// before another; 0: there is none.
func (c *claiming) free(ctx context.Context, from, before int64) (int64, error) {
	var at sql.NullInt64
	err := c.tx.QueryRowContext(ctx, `SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM entries WHERE place = ?1) THEN ?1 ELSE
		(SELECT a.place + 1 FROM entries a WHERE a.place >= ?1 AND a.place < ?2 AND NOT EXISTS (SELECT 1 FROM entries b WHERE b.place = a.place + 1) ORDER BY a.place LIMIT 1) END`, from, before).Scan(&at)
	if !at.Valid || at.Int64 >= before {
		return 0, err
	}
	return at.Int64, err
}

// step is how many pages of the full-text index one Tidy writes.
const step = 48

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
