package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"pullquote/feeds"
)

// Gleaned is an entry that is looked through for quotes, as its feed wrote it.
type Gleaned struct {
	Entry  feeds.Entry
	Made   bool // an article could be made of it; else its quotes stay unknown
	Quotes []feeds.StoredQuote

	hash int64 // of what was read
}

// Ungleaned are entries that nobody has looked through for quotes yet, newest
// first, with their bodies; an entry whose body is damaged has none. Entries that
// came together are packed together: many are read at the price of few.
func (s *Store) Ungleaned(ctx context.Context, limit int) ([]Gleaned, error) {
	gs, err := s.ungleaned(ctx, limit)
	return gs, s.damage(err)
}

func (s *Store) ungleaned(ctx context.Context, limit int) ([]Gleaned, error) {
	st, err := s.ask(ctx, "SELECT "+entryColumns+", e.hash, e.pack, e.slot FROM entries e INDEXED BY entries_gleaning JOIN feeds f ON f.id = e.feed WHERE e.gleaned = 0 ORDER BY e.id DESC LIMIT ?")
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(ctx, limit)
	if err != nil {
		return nil, err
	}
	type at struct{ pack, slot int64 }
	var out []Gleaned
	var where []at
	for rows.Next() {
		var g Gleaned
		var a at
		if g.Entry, err = scanEntry(withMore{rows, []any{&g.hash, &a.pack, &a.slot}}); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		out, where = append(out, g), append(where, a)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	u := unpacker{s: s}
	for i, a := range where {
		e := &out[i].Entry
		b, err := u.body(ctx, s.read, a.pack, a.slot)
		e.Summary, e.Content = b.summary, b.content
		if errors.Is(err, errPack) { // it was packed anew meanwhile, or is damaged
			again, err := s.Entry(ctx, e.ID)
			if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, feeds.ErrNotFound) {
				return nil, err
			}
			e.Summary, e.Content = again.Summary, again.Content
			continue
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, err
		}
	}
	return out, s.addExtras(ctx, out)
}

// addExtras gives entries the rare things that feeds say of them.
func (s *Store) addExtras(ctx context.Context, gs []Gleaned) error {
	byID := make(map[feeds.EntryID]*feeds.Entry, len(gs))
	ids := make([]feeds.EntryID, len(gs))
	for i := range gs {
		ids[i] = gs[i].Entry.ID
		byID[ids[i]] = &gs[i].Entry
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT entry, data FROM extras WHERE entry IN (SELECT value FROM json_each(?))", string(list))
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var id feeds.EntryID
		var data []byte
		if err := rows.Scan(&id, &data); err != nil {
			return err
		}
		if err := json.Unmarshal(data, &byID[id].Extra); err != nil {
			return err
		}
	}
	return rows.Err()
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
		c := s.cite(tx)
		for _, g := range gs {
			if err := c.glean(ctx, g); err != nil {
				return err
			}
		}
		return c.end(ctx)
	}))
}

func (c *citing) glean(ctx context.Context, g Gleaned) error {
	var hash int64
	var quotes int
	err := c.s.row(ctx, c.tx, "SELECT hash, quotes FROM entries WHERE id = ?", g.Entry.ID).Scan(&hash, &quotes)
	if errors.Is(err, sql.ErrNoRows) || err == nil && hash != g.hash {
		return nil
	}
	if err != nil {
		return err
	}
	if quotes < 0 && g.Made {
		if quotes = len(g.Quotes); quotes > 0 {
			if err := c.put(ctx, g.Entry.ID, g.Quotes); err != nil {
				return err
			}
		}
	}
	_, err = c.s.exec(ctx, c.tx, "UPDATE entries SET gleaned = 1, quotes = ? WHERE id = ?", quotes, g.Entry.ID)
	return err
}
