package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
)

// Stored says what storing a feed's entries did.
type Stored struct{ New, Changed int }

// piece is how many entries are stored in one transaction: a feed of thousands
// must not keep a key press waiting for the writer.
const piece = 100

// PutFeed stores what a fetch brought: its entries, and last the feed's own
// fields. Few entries are one transaction; of many, those that are stored stay
// when a later piece fails, and the validators that would let the server answer
// "unchanged" are not stored then. Entries that say what they said before
// aren't rewritten; read and star outlive any change.
// Errors: feeds.ErrNotFound where the feed was removed meanwhile.
func (s *Store) PutFeed(ctx context.Context, f feeds.Feed, entries []feeds.Entry, fetch Fetch) (Stored, error) {
	var done Stored
	entries = distinct(entries)
	here := make(map[string]bool, len(entries))
	for _, e := range entries {
		here[e.GUID] = true
	}
	for {
		// The feed's first entry is its newest: stored last, it gets the highest id.
		now := entries[max(0, len(entries)-piece):]
		entries = entries[:len(entries)-len(now)]
		last := len(entries) == 0
		var d Stored
		err := s.change(ctx, false, func(tx *sql.Tx) error {
			d = Stored{}
			if err := s.putEntries(ctx, tx, f.ID, now, here, &d); err != nil || !last {
				return err
			}
			sum := Stored{done.New + d.New, done.Changed + d.Changed}
			// A reader's own name for the feed is not the feed's title.
			if err := one(tx.ExecContext(ctx, `UPDATE feeds SET title = coalesce(nullif(?, ''), title), site = ?, description = ?, language = ?, etag = ?, modified = ?,
				checked = ?, fetched = ?, ttl = ?, skip = ?, failures = 0, failure = '', gone = 0 WHERE id = ?`,
				f.Title, f.Site, f.Description, f.Language, f.ETag, f.LastModified,
				unix(f.Checked), unix(f.Fetched), int64(f.TTL.Seconds()), skips(f.Skip), f.ID)); err != nil {
				return err
			}
			if err := s.plan(ctx, tx, f, fetch, sum); err != nil {
				return err
			}
			if err := s.trim(ctx, tx, f.ID, here); err != nil {
				return err
			}
			return s.note(ctx, tx, f, fetch, sum)
		})
		if err != nil {
			return done, s.damage(err)
		}
		done.New, done.Changed = done.New+d.New, done.Changed+d.Changed
		if last {
			return done, nil
		}
	}
}

// putEntries stores entries, the last first; here are the ids of the whole document.
func (s *Store) putEntries(ctx context.Context, tx *sql.Tx, id feeds.FeedID, entries []feeds.Entry, here map[string]bool, done *Stored) error {
	var there bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM feeds WHERE id = ? AND hidden = 0)", id).Scan(&there); err != nil {
		return err
	}
	if !there {
		return feeds.ErrNotFound
	}
	p, err := newPut(ctx, tx, s, id, here)
	if err != nil {
		return err
	}
	defer p.close()
	for i := len(entries) - 1; i >= 0; i-- {
		what, err := p.entry(ctx, entries[i])
		if err != nil {
			return fmt.Errorf("store an entry: %w", err)
		}
		switch what {
		case fresh:
			done.New++
		case edited:
			done.Changed++
		}
	}
	return nil
}

// most is how many entries of one feed are kept: a feed that makes thousands of
// new ids at every fetch must not fill the disk. The largest real feeds hold a
// few thousand.
const most = 12_000

// trim lets the oldest entries of a feed go that are over most, but none that
// is starred or stands in the document that was just read (here): that one
// would come back unread.
func (s *Store) trim(ctx context.Context, tx *sql.Tx, id feeds.FeedID, here map[string]bool) error {
	var over int
	if err := tx.QueryRowContext(ctx, "SELECT total - ? FROM feeds WHERE id = ?", most, id).Scan(&over); err != nil || over <= 0 {
		return err
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, guid FROM entries WHERE feed = ? AND starred = 0 ORDER BY id LIMIT ?", id, over+len(here))
	if err != nil {
		return err
	}
	var old []int64
	for rows.Next() && len(old) < over {
		var n int64
		var guid string
		if err := rows.Scan(&n, &guid); err != nil {
			return errors.Join(err, rows.Close())
		}
		if !here[guid] {
			old = append(old, n)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, n := range old {
		if _, err := tx.ExecContext(ctx, "DELETE FROM entries WHERE id = ?", n); err != nil {
			return err
		}
	}
	return nil
}

// Checked stores the outcome of fetches that brought nothing new: 304s and
// failures, many in one transaction.
func (s *Store) Checked(ctx context.Context, fs []feeds.Feed, how []Fetch) error {
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		for i, f := range fs {
			// The validators are left as they are: another process may have
			// stored newer ones, together with their entries.
			err := one(tx.ExecContext(ctx, "UPDATE feeds SET checked = ?, fetched = ?, next = ?, why = ?, wait = ?, pace = ?, news = ?, failures = ?, failure = ?, gone = ? WHERE id = ?",
				unix(f.Checked), unix(f.Fetched), unix(f.NextCheck), f.Why, unix(f.Wait), int64(f.Pace.Seconds()), unix(f.News), f.Failures, f.Failure, f.Gone, f.ID))
			if errors.Is(err, feeds.ErrNotFound) {
				continue // removed meanwhile
			}
			if err != nil {
				return err
			}
			if err := s.note(ctx, tx, f, how[i], Stored{}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// outcome is what became of one entry.
type outcome int

const (
	same outcome = iota
	edited
	fresh
)

// putting stores the entries of one feed in one transaction.
type putting struct {
	s                         *Store
	tx                        *sql.Tx
	feed                      feeds.FeedID
	arrived                   int64
	here                      map[string]bool // the ids of this document
	byGUID, byURL, byLikeness *sql.Stmt
	insert, update, body      *sql.Stmt
}

func newPut(ctx context.Context, tx *sql.Tx, s *Store, id feeds.FeedID, here map[string]bool) (*putting, error) {
	p := &putting{s: s, tx: tx, feed: id, arrived: unix(s.now()), here: here}
	for _, q := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&p.byGUID, "SELECT id, hash, arrived, guid FROM entries WHERE feed = ? AND guid = ?"},
		{&p.byURL, "SELECT id, hash, arrived, guid FROM entries WHERE feed = ? AND url = ? AND url <> '' AND title = ? ORDER BY id DESC LIMIT 50"},
		{&p.byLikeness, "SELECT id, hash, arrived, guid FROM entries WHERE feed = ? AND likeness = ? ORDER BY id DESC LIMIT 50"},
		{&p.insert, `INSERT INTO entries (feed, guid, url, comments, title, author, language, published, updated, arrived, sort, image, categories, enclosures, hash, likeness)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`},
		{&p.update, `UPDATE entries SET guid = ?, url = ?, comments = ?, title = ?, author = ?, language = ?, published = ?, updated = ?, sort = ?, image = ?, categories = ?, enclosures = ?,
			hash = ?, likeness = ?, indexed = 0 WHERE id = ?`},
		{&p.body, "INSERT INTO bodies (entry, summary, content) VALUES (?,?,?) ON CONFLICT (entry) DO UPDATE SET summary = excluded.summary, content = excluded.content"},
	} {
		st, err := tx.PrepareContext(ctx, q.sql)
		if err != nil {
			p.close()
			return nil, err
		}
		*q.to = st
	}
	return p, nil
}

func (p *putting) close() {
	for _, st := range []*sql.Stmt{p.byGUID, p.byURL, p.byLikeness, p.insert, p.update, p.body} {
		if st != nil {
			_ = st.Close() // the transaction's end closes it as well
		}
	}
}

// entry stores one entry. It is recognised by its id; where a feed changes its
// ids, by address and title together; where it changes both, by title and text:
// so that ids made anew at every fetch do not flood the list or bring back as
// unread what was read.
func (p *putting) entry(ctx context.Context, e feeds.Entry) (outcome, error) {
	// As they come back from the store: the place in the list (sort) must be the
	// one that Entry.Time gives after reading.
	e.Published, e.Updated = fromUnix(unix(e.Published)), fromUnix(unix(e.Updated))
	hash, like := contentHash(e), likeness(e)
	k, err := p.known(ctx, e, like)
	if err != nil || k.id != 0 && k.hash == hash {
		return same, err
	}
	cats, err := json.Marshal(e.Categories)
	if err != nil {
		return same, err
	}
	encs, err := json.Marshal(e.Enclosures)
	if err != nil {
		return same, err
	}
	what := fresh
	if k.id != 0 {
		what = edited
		e.Arrived = fromUnix(k.arrived)
		// A text that was indexed is taken out of the index; it goes in anew later.
		if _, err := p.tx.ExecContext(ctx, unword, k.id); err != nil {
			return same, err
		}
		if _, err := p.update.ExecContext(ctx, e.GUID, e.URL, e.Comments, e.Title, e.Author, e.Language, unix(e.Published), unix(e.Updated), unix(e.Time()), e.Image, string(cats), string(encs), hash, like, k.id); err != nil {
			return same, err
		}
		if _, err := p.tx.ExecContext(ctx, "DELETE FROM documents WHERE entry = ? AND shown = ?", k.id, article.FromFeed); err != nil {
			return same, err
		}
	} else {
		e.Arrived = fromUnix(p.arrived)
		res, err := p.insert.ExecContext(ctx, p.feed, e.GUID, e.URL, e.Comments, e.Title, e.Author, e.Language, unix(e.Published), unix(e.Updated), p.arrived, unix(e.Time()), e.Image, string(cats), string(encs), hash, like)
		if err != nil {
			return same, err
		}
		if k.id, err = res.LastInsertId(); err != nil {
			return same, err
		}
	}
	if err := p.rare(ctx, k.id, what, e); err != nil {
		return same, err
	}
	_, err = p.body.ExecContext(ctx, k.id, p.s.pack([]byte(e.Summary)), p.s.pack([]byte(e.Content)))
	return what, err
}

// kept is what the store knows of an entry; id 0: nothing.
type kept struct{ id, hash, arrived int64 }

// known finds the entry in the store. What is recognised by other things than
// its id must not be another entry of the same document: two that share address
// and headline would be merged, and edited at every fetch.
func (p *putting) known(ctx context.Context, e feeds.Entry, like int64) (k kept, err error) {
	for i, q := range []struct {
		st   *sql.Stmt
		args []any
	}{
		{p.byGUID, []any{p.feed, e.GUID}},
		{p.byURL, []any{p.feed, e.URL, e.Title}},
		{p.byLikeness, []any{p.feed, like}},
	} {
		if k, err = p.pick(ctx, q.st, i == 0, q.args...); err != nil || k.id != 0 {
			return k, err
		}
	}
	return kept{}, nil
}

// pick is the first row of a query whose id is not in this document, or simply
// the first.
func (p *putting) pick(ctx context.Context, st *sql.Stmt, first bool, args ...any) (kept, error) {
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return kept{}, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var k kept
		var guid string
		if err := rows.Scan(&k.id, &k.hash, &k.arrived, &guid); err != nil {
			return kept{}, err
		}
		if first || !p.here[guid] {
			return k, nil
		}
	}
	return kept{}, rows.Err()
}

// distinct gives each entry of a document an id of its own: entries that share
// an id but not an address (or, without addresses, a headline) are several, and
// one that comes twice is one. The order stays.
func distinct(es []feeds.Entry) []feeds.Entry {
	what := func(e feeds.Entry) string { return cmp.Or(e.URL, e.Title) }
	first, several := map[string]string{}, map[string]bool{}
	for _, e := range es {
		if w, ok := first[e.GUID]; !ok {
			first[e.GUID] = what(e)
		} else if w != what(e) {
			several[e.GUID] = true
		}
	}
	if len(first) == len(es) {
		return es
	}
	out, seen := make([]feeds.Entry, 0, len(es)), map[string]bool{}
	for _, e := range es {
		if several[e.GUID] {
			h := fnv.New64a()
			_, _ = io.WriteString(h, what(e)) // a hash takes everything
			e.GUID = fmt.Sprintf("%s#%016x", e.GUID, h.Sum64())
		}
		if !seen[e.GUID] {
			seen[e.GUID] = true
			out = append(out, e)
		}
	}
	return out
}

// contentHash covers all that a feed says of an entry but its id and its dates:
// a feed that makes those anew at every fetch changes nothing that is read.
func contentHash(e feeds.Entry) int64 {
	h := fnv.New64a()
	parts := []string{e.URL, e.Comments, e.Title, e.Author, e.Language, e.Summary, e.Content, e.Image, strings.Join(e.Categories, sep)}
	for _, x := range e.Enclosures {
		parts = append(parts, x.URL)
	}
	for _, t := range parts {
		_, _ = io.WriteString(h, t) // a hash takes everything
		_, _ = h.Write([]byte{0})
	}
	return int64(h.Sum64())
}

// likeness covers title, text and day: what stays when a feed makes new ids
// and addresses. An entry without a title or text is like no other.
func likeness(e feeds.Entry) int64 {
	h := fnv.New64a()
	text := e.Content
	if text == "" {
		text = e.Summary
	}
	if e.Title == "" || text == "" {
		_, _ = io.WriteString(h, e.GUID)
	}
	_, _ = io.WriteString(h, e.Title+sep+text)
	if !e.Published.IsZero() {
		_, _ = io.WriteString(h, e.Published.UTC().Format("2006-01-02"))
	}
	return int64(h.Sum64())
}
