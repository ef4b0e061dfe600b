package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"pullquote/feeds"
)

const entryColumns = `e.id, e.feed, coalesce(nullif(f.name, ''), f.title), f.site, ` + ownGUID + `, e.url, e.comments, e.title, e.author, e.language,
	e.published, e.updated, e.arrived, e.image, e.categories, e.enclosures, e.read, e.starred, e.quotes, e.lead, e.edited`

func scanEntry(row interface{ Scan(...any) error }) (feeds.Entry, error) {
	var e feeds.Entry
	var published, updated, arrived, changed int64
	var cats, encs string
	err := row.Scan(&e.ID, &e.Feed, &e.FeedTitle, &e.FeedSite, &e.GUID, &e.URL, &e.Comments, &e.Title, &e.Author, &e.Language,
		&published, &updated, &arrived, &e.Image, &cats, &encs, &e.Read, &e.Starred, &e.Quotes, &e.Lead, &changed)
	if errors.Is(err, sql.ErrNoRows) {
		return e, feeds.ErrNotFound
	}
	if err != nil {
		return e, err
	}
	e.Published, e.Updated, e.Arrived = fromUnix(published), fromUnix(updated), fromUnix(arrived)
	e.Edited = fromUnix(changed)
	if cats != "null" {
		err = json.Unmarshal([]byte(cats), &e.Categories)
	}
	if encs != "null" {
		err = errors.Join(err, json.Unmarshal([]byte(encs), &e.Enclosures))
	}
	return e, err
}

// maxPage is the most entries that one page holds.
const maxPage = 1000

// Entries is one page of headlines, newest first, without bodies.
func (s *Store) Entries(ctx context.Context, p feeds.Page) ([]feeds.Entry, error) {
	w, ok, err := s.conditions(ctx, p.Query)
	if err != nil || !ok {
		return nil, s.damage(err)
	}
	if p.Limit <= 0 {
		p.Limit = 100
	}
	p.Limit = min(p.Limit, maxPage)
	if p.Query.Ranked && w.match != "" {
		return s.ranked(ctx, w, p)
	}
	w.after(p)
	var out []feeds.Entry
	if len(w.feeds) > 0 && w.match == "" && !w.rows && !w.quote {
		out, err = s.folder(ctx, w, p)
	} else {
		out, err = s.walk(ctx, &w, p)
	}
	if err == nil && w.waits != nil {
		w.waits.after(p)
		var more []feeds.Entry
		if more, err = s.walk(ctx, w.waits, p); len(more) > 0 {
			out = join(out, more, p)
		}
	}
	if p.Up {
		slices.Reverse(out)
	}
	return out, err
}

// walk is a page along the index that the conditions name, in the order of its
// direction: with Up oldest first.
func (s *Store) walk(ctx context.Context, w *where, p feeds.Page) ([]feeds.Entry, error) {
	if w.match != "" {
		return s.hits(ctx, w, p)
	}
	return s.page(ctx, "SELECT e.id FROM "+w.from()+" WHERE "+w.String()+order(p.Up)+" LIMIT ?", p.Up, append(slices.Clone(w.args), p.Limit)...)
}

// hits is a page from the full-text index. Its rows come in the order of the
// list but for those of one stretch of time, so the last stretch is read to its
// end before the page is cut off.
func (s *Store) hits(ctx context.Context, w *where, p feeds.Page) ([]feeds.Entry, error) {
	way := " DESC"
	if p.Up {
		way = " ASC"
	}
	rows, err := s.read.QueryContext(ctx, "SELECT e.id, e.sort, words.rowid FROM "+w.from()+" WHERE "+w.String()+" ORDER BY words.rowid"+way, w.args...)
	if err != nil {
		return nil, s.damage(fmt.Errorf("search the headlines: %w", err))
	}
	var found []place
	var at int64 // the stretch that is being read
	for rows.Next() {
		var f place
		var row int64
		if err := rows.Scan(&f.id, &f.sort, &row); err != nil {
			return nil, s.damage(errors.Join(err, rows.Close()))
		}
		if row &^= perStretch - 1; row != at && len(found) >= p.Limit {
			break
		}
		at = row
		found = append(found, f)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, s.damage(err)
	}
	slices.SortFunc(found, func(a, b place) int {
		c := cmp.Or(cmp.Compare(b.sort, a.sort), cmp.Compare(b.id, a.id))
		if p.Up {
			return -c
		}
		return c
	})
	ids := make([]feeds.EntryID, 0, p.Limit)
	for _, f := range found[:min(len(found), p.Limit)] {
		ids = append(ids, f.id)
	}
	return s.page(ctx, "SELECT value FROM json_each(?)", p.Up, idList(ids))
}

// join makes one page of two of the same direction.
func join(a, b []feeds.Entry, p feeds.Page) []feeds.Entry {
	out := slices.Concat(a, b)
	slices.SortFunc(out, func(x, y feeds.Entry) int {
		c := cmp.Or(cmp.Compare(unix(y.Time()), unix(x.Time())), cmp.Compare(y.ID, x.ID))
		if p.Up {
			return -c
		}
		return c
	})
	return out[:min(len(out), p.Limit)]
}

func order(up bool) string {
	if up {
		return " ORDER BY e.sort ASC, e.id ASC"
	}
	return " ORDER BY e.sort DESC, e.id DESC"
}

// page reads the rows of a few ids, which SQL chooses: only these rows are
// touched and sorted, whatever was looked through in the indexes.
func (s *Store) page(ctx context.Context, ids string, up bool, args ...any) ([]feeds.Entry, error) {
	return s.entries(ctx, "SELECT "+entryColumns+" FROM entries e CROSS JOIN feeds f ON f.id = e.feed WHERE e.id IN ("+ids+")"+order(up), args...)
}

// stroll is how many of the newest entries are looked at for those of a folder
// before its feeds are asked one by one.
const stroll = 3000

// folder is a page of several feeds. Where they write much, the newest entries
// of all feeds hold enough of theirs; where they write seldom, each feed's
// newest are merged. Walking on would look through the whole store for a
// folder that has three entries.
func (s *Store) folder(ctx context.Context, w where, p feeds.Page) ([]feeds.Entry, error) {
	plain := where{index: w.index} // the same without the choice of feeds
	conds, args := w.part("+e.feed", false)
	plain.add(conds, args...)
	near := "SELECT id FROM (SELECT e.id, e.feed FROM " + plain.from() + " WHERE " + plain.String() + order(p.Up) + " LIMIT ?) WHERE feed IN (SELECT value FROM json_each(?)) LIMIT ?"
	out, err := s.page(ctx, near, p.Up, append(slices.Clone(plain.args), stroll, idList(w.feeds), p.Limit)...)
	if err != nil || len(out) == p.Limit {
		return out, err
	}
	ids, err := s.merged(ctx, plain, w.feeds, p)
	if err != nil {
		return nil, s.damage(err)
	}
	return s.page(ctx, "SELECT value FROM json_each(?)", p.Up, idList(ids))
}

// place is where an entry stands in a list.
type place struct {
	id   feeds.EntryID
	sort int64
}

// merged are the ids of a page of several feeds. The feeds are asked in the
// order of their first entry, each for what could still stand in the page, and
// no more once their first entries stand behind it.
func (s *Store) merged(ctx context.Context, w where, fs []feeds.FeedID, p feeds.Page) ([]feeds.EntryID, error) {
	w.index = feedIndex(w.index)
	than, way := ">", cmp.Compare[int64]
	edge := place{math.MinInt64, math.MinInt64}
	if p.Up {
		than, edge = "<", place{math.MaxInt64, math.MaxInt64}
	} else {
		way = func(a, b int64) int { return cmp.Compare(b, a) }
	}
	before := func(a, b place) int { return cmp.Or(way(a.sort, b.sort), way(int64(a.id), int64(b.id))) }
	c, err := s.read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close() //nolint:errcheck // goes back to the pool
	heads, err := places(c.QueryContext(ctx, "SELECT j.value, (SELECT e.sort FROM "+w.from()+" WHERE "+w.String()+" AND e.feed = j.value"+order(p.Up)+" LIMIT 1) AS head FROM json_each(?) j WHERE head IS NOT NULL",
		append(slices.Clone(w.args), idList(fs))...))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(heads, before)
	st, err := c.PrepareContext(ctx, "SELECT e.id, e.sort FROM "+w.from()+" WHERE "+w.String()+" AND e.feed = ? AND (e.sort, e.id) "+than+" (?, ?)"+order(p.Up)+" LIMIT ?")
	if err != nil {
		return nil, err
	}
	defer st.Close() //nolint:errcheck // read only
	var best []place
	for _, head := range heads {
		if way(head.sort, edge.sort) > 0 {
			break
		}
		more, err := places(st.QueryContext(ctx, append(slices.Clone(w.args), head.id, edge.sort, edge.id, p.Limit)...))
		if err != nil {
			return nil, err
		}
		best = append(best, more...)
		slices.SortFunc(best, before)
		if len(best) >= p.Limit {
			best = best[:p.Limit]
			edge = best[p.Limit-1]
		}
	}
	ids := make([]feeds.EntryID, len(best))
	for i, b := range best {
		ids[i] = b.id
	}
	return ids, nil
}

func places(rows *sql.Rows, err error) ([]place, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []place
	for rows.Next() {
		var at place
		if err := rows.Scan(&at.id, &at.sort); err != nil {
			return nil, err
		}
		out = append(out, at)
	}
	return out, rows.Err()
}

func (s *Store) entries(ctx context.Context, query string, args ...any) ([]feeds.Entry, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.damage(fmt.Errorf("read the headlines: %w", err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, s.damage(err)
		}
		out = append(out, e)
	}
	return out, s.damage(rows.Err())
}

// Entry is one entry with its bodies. Errors: feeds.ErrNotFound.
func (s *Store) Entry(ctx context.Context, id feeds.EntryID) (feeds.Entry, error) {
	e, err := scanEntry(s.read.QueryRowContext(ctx, "SELECT "+entryColumns+" FROM entries e JOIN feeds f ON f.id = e.feed WHERE e.id = ?", id))
	if err != nil {
		return e, s.damage(err)
	}
	if e.Extra, err = s.extra(ctx, id); err != nil {
		return e, err
	}
	u := unpacker{s: s}
	var pack, slot int64
	if err := s.read.QueryRowContext(ctx, "SELECT pack, slot FROM entries WHERE id = ?", id).Scan(&pack, &slot); err != nil {
		return e, s.damage(err)
	}
	b, err := u.body(ctx, s.read, pack, slot)
	if errors.Is(err, errPack) { // it was packed anew, or edited, between the two questions
		if err := s.read.QueryRowContext(ctx, "SELECT pack, slot FROM entries WHERE id = ?", id).Scan(&pack, &slot); err != nil {
			return e, s.damage(err)
		}
		b, err = u.body(ctx, s.read, pack, slot)
	}
	e.Summary, e.Content = b.summary, b.content
	return e, err
}
