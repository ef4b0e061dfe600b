package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"pullquote/feeds"
)

// An entry that waits for the full-text index, and one that stands in it: as
// their indexes say it (schema7.sql), word for word, or they are not used.
const (
	waits  = "place = -2147483648"
	placed = "place <> -2147483648"
)

// Raw is an entry that is not in the full-text index yet, with its bodies as
// the feed wrote them. A body that can't be unpacked is empty: one damaged
// text must not keep all others out of the index.
type Raw struct {
	Entry                           feeds.EntryID
	Title, Author, Summary, Content string

	at rawAt
}

// rawAt is what else of an entry the index wants to know.
type rawAt struct {
	sort, hash int64
	feed       feeds.FeedID
	language   string // its own, or its feed's
	categories string // JSON
}

const rawColumns = "e.id, e.title, e.author, e.pack, e.slot, e.sort, e.hash, e.feed, coalesce(nullif(e.language, ''), (SELECT f.language FROM feeds f WHERE f.id = e.feed), ''), e.categories"

// Pending are entries that are not in the full-text index yet, newest first.
func (s *Store) Pending(ctx context.Context, limit int) ([]Raw, error) {
	return s.raw(ctx, s.read, "SELECT "+rawColumns+" FROM entries e INDEXED BY entries_pending WHERE e."+waits+" ORDER BY e.id DESC LIMIT ?", limit)
}

// CountPending counts them.
func (s *Store) CountPending(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM entries INDEXED BY entries_pending WHERE "+waits).Scan(&n)
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
func (s *Store) raw(ctx context.Context, from querier, query string, args ...any) ([]Raw, error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.damage(err)
	}
	type at struct{ pack, slot int64 }
	var out []Raw
	var where []at
	for rows.Next() {
		var r Raw
		var a at
		if err := rows.Scan(&r.Entry, &r.Title, &r.Author, &a.pack, &a.slot, &r.at.sort, &r.at.hash, &r.at.feed, &r.at.language, &r.at.categories); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		out, where = append(out, r), append(where, a)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, s.damage(err)
	}
	u := unpacker{s: s}
	for i, a := range where {
		b, err := u.body(ctx, from, a.pack, a.slot)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, s.damage(err)
		}
		out[i].Summary, out[i].Content = b.summary, b.content
	}
	return out, nil
}

// Words is an entry with its text for the index.
type Words struct {
	Raw
	Text string
}

// row is what the index gets of an entry: its different words, with its marks.
func (w Words) row(v *vocabulary) (string, error) {
	var categories []string
	if w.at.categories != "null" {
		if err := json.Unmarshal([]byte(w.at.categories), &categories); err != nil {
			return "", err
		}
	}
	return v.words(segment(w.Title), segment(w.Author), segment(w.Text)) + marks(w.at.feed, w.at.language, categories, w.Title, w.Author), nil
}

// ErrGaveWay: a write that can wait was taken back for one that a reader waits for.
var ErrGaveWay = errors.New("gave way")

// Index puts texts into the full-text index, in one transaction, and says how
// long that kept others from writing. An entry that is gone, or was indexed or
// edited meanwhile, is passed over. With yield it gives way to what a reader
// does, which then waits for less than a transaction: ErrGaveWay, and nothing is
// indexed.
func (s *Store) Index(ctx context.Context, ws []Words, yield bool) (took time.Duration, err error) {
	var v vocabulary
	texts := make([]string, len(ws))
	order := make([]int, len(ws))
	for i, w := range ws { // before anybody waits for the writer
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		order[i] = i
		if texts[i], err = w.row(&v); err != nil {
			return 0, err
		}
	}
	// FTS5 writes a segment of its own each time that a rowid is lower than the
	// one before it: in rising order the batch is one segment, or nearly so.
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ws[a].at.sort, ws[b].at.sort) })
	var began time.Time
	// Each statement would be watched for the end of ctx: of a short transaction that is a fifth.
	ctx = context.WithoutCancel(ctx)
	wanted := func() bool { return yield && s.waiting.Load() > 0 }
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		began = time.Now()
		p, err := s.newPlacing(ctx, tx)
		if err != nil {
			return err
		}
		defer p.close()
		type row struct {
			place int64
			text  string
		}
		rows := make([]row, 0, len(ws))
		for _, i := range order {
			place, err := p.claim(ctx, ws[i].Raw)
			if err != nil {
				return err
			}
			if wanted() {
				return ErrGaveWay
			}
			if place != waitsPlace {
				rows = append(rows, row{place, texts[i]})
			}
		}
		slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.place, b.place) })
		for _, r := range rows {
			if wanted() {
				return ErrGaveWay
			}
			if _, err := p.insert.ExecContext(ctx, r.place, r.text); err != nil {
				return err
			}
		}
		return nil
	})
	return time.Since(began), s.damage(err)
}

// rewords puts one entry into the index anew, with another text.
func (s *Store) rewords(ctx context.Context, tx *sql.Tx, id feeds.EntryID, text string) error {
	if _, err := tx.ExecContext(ctx, unword, id); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE entries SET "+waits+" WHERE id = ?", id); err != nil {
		return err
	}
	raw, err := s.raw(ctx, tx, "SELECT "+rawColumns+" FROM entries e WHERE e.id = ?", id)
	if err != nil || len(raw) == 0 {
		return err
	}
	p, err := s.newPlacing(ctx, tx)
	if err != nil {
		return err
	}
	defer p.close()
	place, err := p.claim(ctx, raw[0])
	if err != nil {
		return err
	}
	var v vocabulary
	t, err := Words{Raw: raw[0], Text: text}.row(&v)
	if err != nil {
		return err
	}
	_, err = p.insert.ExecContext(ctx, place, t)
	return err
}

// placing gives entries their places in the full-text index.
type placing struct {
	s            *Store
	tx           *sql.Tx
	take, insert *sql.Stmt
	// Stretches of places that are known to be taken, both ends included: of a
	// thousand entries of one second, or of a thousand more of seconds that are
	// taken, each begins to look behind the one before it.
	taken []span
}

type span struct{ from, to int64 }

// skip is where to look for a free place from one on.
func (p *placing) skip(at int64) int64 {
	for _, t := range p.taken {
		if at >= t.from && at <= t.to {
			return t.to
		}
	}
	return at
}

// mind remembers what is taken.
func (p *placing) mind(from, to int64) {
	for i, t := range p.taken {
		if from >= t.from && from <= t.to {
			p.taken[i].to = max(t.to, to)
			return
		}
	}
	const most = 8
	if len(p.taken) == most {
		p.taken = slices.Delete(p.taken, 0, 1)
	}
	p.taken = append(p.taken, span{from, to})
}

// takePlace gives an entry a place that is free, if it still waits for one and
// says what it said when it was read.
const takePlace = "UPDATE entries SET place = ?1 WHERE id = ?2 AND " + waits + " AND hash = ?3 AND NOT EXISTS (SELECT 1 FROM entries o INDEXED BY entries_place WHERE o.place = ?1 AND o." + placed + ")"

func (s *Store) newPlacing(ctx context.Context, tx *sql.Tx) (*placing, error) {
	p := &placing{s: s, tx: tx}
	var err error
	if p.take, err = s.stmt(ctx, tx, takePlace); err != nil {
		return nil, err
	}
	p.insert, err = s.stmt(ctx, tx, putWord)
	return p, err
}

func (p *placing) close() { _, _ = p.take.Close(), p.insert.Close() } // the transaction's end closes them as well

// claim takes a place; waitsPlace: the entry is gone, has one already, or was edited.
func (p *placing) claim(ctx context.Context, r Raw) (int64, error) {
	at := placeOf(r.at.sort)
	if at == waitsPlace {
		at++
	}
	did, err := p.try(ctx, r, at)
	if did || err != nil {
		return at, err
	}
	var still bool
	if err := p.s.row(ctx, p.tx, "SELECT EXISTS (SELECT 1 FROM entries WHERE id = ? AND "+waits+" AND hash = ?)", r.Entry, r.at.hash).Scan(&still); err != nil || !still {
		return waitsPlace, err
	}
	end := stretchEnd(r.at.sort)
	free := int64(waitsPlace)
	for _, part := range [...]span{{at, end}, {stretch(r.at.sort), at}, {end - 1, lastPlace}} { // the last: more than a stretch holds, they follow it
		if free, err = p.free(ctx, part.from, part.to); err != nil || free != waitsPlace {
			break
		}
	}
	if err != nil || free == waitsPlace {
		return waitsPlace, err
	}
	if did, err = p.try(ctx, r, free); !did {
		free = waitsPlace
	}
	return free, err
}

func (p *placing) try(ctx context.Context, r Raw, at int64) (did bool, err error) {
	res, err := p.take.ExecContext(ctx, at, r.Entry, r.at.hash)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// free is the first free place from one on and before another; waitsPlace: there
// is none.
func (p *placing) free(ctx context.Context, from, before int64) (int64, error) {
	at := p.skip(from)
	if at == waitsPlace {
		at++
	}
	if at >= before {
		return waitsPlace, nil
	}
	var found sql.NullInt64
	if err := p.s.row(ctx, p.tx, `SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM entries WHERE place = ?1 AND `+placed+`) THEN ?1 ELSE
		(SELECT a.place + 1 FROM entries a WHERE a.place >= ?1 AND a.place < ?2 AND a.`+placed+` AND a.place + 1 <> -2147483648
		AND NOT EXISTS (SELECT 1 FROM entries b WHERE b.place = a.place + 1 AND b.`+placed+`) ORDER BY a.place LIMIT 1) END`, at, before).Scan(&found); err != nil {
		return waitsPlace, err
	}
	if !found.Valid || found.Int64 >= before {
		p.mind(from, before)
		return waitsPlace, nil
	}
	p.mind(from, found.Int64)
	return found.Int64, nil
}

// step is how many pages of the full-text index one Tidy writes.
const step = 48

// Tidy merges a little of what Index wrote in pieces, in one short transaction,
// and says whether there may be more to merge. An index that is never tidied
// stays right and becomes slow.
func (s *Store) Tidy(ctx context.Context) (more bool, err error) {
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		var before, after int64
		if err := s.row(ctx, tx, "SELECT total_changes()").Scan(&before); err != nil {
			return err
		}
		if _, err := s.exec(ctx, tx, "INSERT INTO words (words, rank) VALUES ('merge', ?)", step); err != nil {
			return err
		}
		err := s.row(ctx, tx, "SELECT total_changes()").Scan(&after)
		more = after-before >= 2 // the command itself counts as one
		return err
	})
	return more, s.damage(err)
}
