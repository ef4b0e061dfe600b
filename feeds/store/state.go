package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"pullquote/feeds"
)

// Kept is what a reader did to one entry: what a state file is made of.
type Kept struct {
	Feed          string // the feed's address
	GUID, URL     string
	Read, Starred bool
	// Entry is the whole entry where it is starred: it has to outlive its feed.
	Entry *feeds.Entry
}

// SavedQuote is a saved quote with the time when it was saved.
type SavedQuote struct {
	feeds.StoredQuote
	At time.Time
}

// Subscription is a feed as the reader has it; Removed: only starred entries
// are left of it.
type Subscription struct {
	feeds.Feed
	Own     string // the reader's own name for it
	Removed bool
	Former  []string // addresses that it had before
}

// Subscriptions are all feeds by address, with those that were removed and
// still have starred entries.
func (s *Store) Subscriptions(ctx context.Context, each func(Subscription) error) error {
	rows, err := s.read.QueryContext(ctx, "SELECT "+feedColumns+", title, name, hidden <> 0, (SELECT json_group_array(url) FROM (SELECT url FROM former WHERE feed = f.id ORDER BY url)) FROM feeds f WHERE hidden = 0 OR EXISTS (SELECT 1 FROM entries WHERE feed = f.id AND starred = 1 AND hidden = 0) ORDER BY url")
	if err != nil {
		return s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var sub Subscription
		var title, former string
		sub.Feed, err = scanFeed(withMore{rows, []any{&title, &sub.Own, &sub.Removed, &former}})
		if err == nil && former != "[]" {
			err = json.Unmarshal([]byte(former), &sub.Former)
		}
		if err != nil {
			return s.damage(err)
		}
		sub.Title = title
		if err := each(sub); err != nil {
			return err
		}
	}
	return s.damage(rows.Err())
}

// withMore scans more columns behind those of a known row.
type withMore struct {
	rows *sql.Rows
	more []any
}

func (w withMore) Scan(to ...any) error { return w.rows.Scan(append(to, w.more...)...) }

// EachKept gives all entries that are read or starred, and the marks that still
// wait for theirs, by feed and id.
func (s *Store) EachKept(ctx context.Context, each func(Kept) error) error {
	rows, err := s.read.QueryContext(ctx, "SELECT url FROM feeds UNION SELECT feed FROM awaited ORDER BY 1")
	if err != nil {
		return s.damage(err)
	}
	var urls []string
	for rows.Next() {
		var url string
		if err := rows.Scan(&url); err != nil {
			return s.damage(errors.Join(err, rows.Close()))
		}
		urls = append(urls, url)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return s.damage(err)
	}
	for _, url := range urls { // one feed at a time: a store of a million is never sorted whole
		if err := s.keptOf(ctx, url, each); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) keptOf(ctx context.Context, url string, each func(Kept) error) error {
	rows, err := s.read.QueryContext(ctx, `SELECT `+ownGUID+`, url, read, starred, CASE WHEN starred THEN id ELSE 0 END FROM entries e
			WHERE feed = (SELECT id FROM feeds WHERE url = ?1) AND (read = 1 OR starred = 1) AND hidden = 0
		UNION ALL SELECT guid, url, read, starred, 0 FROM awaited WHERE feed = ?1 ORDER BY 1`, url)
	if err != nil {
		return s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		k := Kept{Feed: url}
		var id feeds.EntryID
		if err := rows.Scan(&k.GUID, &k.URL, &k.Read, &k.Starred, &id); err != nil {
			return s.damage(err)
		}
		if id != 0 {
			e, err := s.Entry(ctx, id)
			if errors.Is(err, feeds.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			k.Entry = &e
		}
		if err := each(k); err != nil {
			return err
		}
	}
	return s.damage(rows.Err())
}

// EachSaved gives all saved quotes in the order in which they were saved.
func (s *Store) EachSaved(ctx context.Context, each func(SavedQuote) error) error {
	rows, err := s.read.QueryContext(ctx, "SELECT text, speaker, role, cue, kind, headline, publisher, url, published, note, saved FROM saved ORDER BY saved, text, speaker, url")
	if err != nil {
		return s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var q SavedQuote
		var published, at int64
		if err := rows.Scan(&q.Text, &q.Speaker, &q.Role, &q.Cue, &q.Kind, &q.Headline, &q.Publisher, &q.URL, &published, &q.Note, &at); err != nil {
			return s.damage(err)
		}
		q.Published, q.At = fromUnix(published), fromUnix(at)
		if err := each(q); err != nil {
			return err
		}
	}
	return s.damage(rows.Err())
}

// State is a piece of what a reader has, to be merged with what is there.
type State struct {
	Feeds   []Subscription
	Lists   []feeds.List
	Folders []feeds.Folder
	Kept    []Kept
	Quotes  []SavedQuote
}

// Len is how many things it holds.
func (st State) Len() int {
	return len(st.Feeds) + len(st.Lists) + len(st.Folders) + len(st.Kept) + len(st.Quotes)
}

// StateMerged counts what merging a State changed.
type StateMerged struct {
	Feeds, Read, Starred, Quotes int
	Awaited                      int // marks whose entries have not come yet
}

// MergeState adds a State to what is there, in one transaction: nothing that is here
// is overwritten, what is read or starred in either is so afterwards.
func (s *Store) MergeState(ctx context.Context, st State) (StateMerged, error) {
	var m StateMerged
	err := s.change(ctx, false, func(tx *sql.Tx) error {
		m = StateMerged{}
		for _, f := range st.Feeds {
			if err := s.mergeFeed(ctx, tx, f, &m); err != nil {
				return err
			}
		}
		for _, l := range st.Lists { // what is followed here already goes its own way
			if err := putList(ctx, tx, l, "INSERT OR IGNORE"); err != nil {
				return err
			}
		}
		if err := putFolders(ctx, tx, st.Folders); err != nil {
			return err
		}
		for _, k := range st.Kept {
			if err := s.mergeKept(ctx, tx, k, &m); err != nil {
				return err
			}
		}
		for _, q := range st.Quotes {
			n, err := changed(tx.ExecContext(ctx, `INSERT INTO saved (text, speaker, role, cue, kind, headline, publisher, url, published, note, saved)
				VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (text, speaker, url) DO UPDATE SET note = excluded.note WHERE note = '' AND excluded.note <> ''`,
				q.Text, q.Speaker, q.Role, q.Cue, q.Kind, q.Headline, q.Publisher, q.URL, unix(q.Published), q.Note, unix(q.At)))
			if err != nil {
				return err
			}
			m.Quotes += n
		}
		return nil
	})
	return m, s.damage(err)
}

func changed(r sql.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}

func (s *Store) mergeFeed(ctx context.Context, tx *sql.Tx, f Subscription, m *StateMerged) error {
	tags, err := json.Marshal(f.Tags)
	if err != nil {
		return err
	}
	attrs, err := json.Marshal(f.Attrs)
	if err != nil {
		return err
	}
	hidden := int64(0)
	if f.Removed {
		hidden = max(unix(s.now()), 1)
	}
	n, err := changed(tx.ExecContext(ctx, "INSERT INTO feeds (url, site, title, name, description, language, folder, tags, attrs, added, list, hidden, rank) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (url) DO NOTHING",
		f.URL, f.Site, f.Title, f.Own, f.Description, f.Language, folderText(f.Folder), string(tags), string(attrs), unix(f.Added), f.List, hidden, f.Rank))
	if err != nil {
		return err
	}
	if n == 0 && !f.Removed { // one that was removed here and is wanted again
		if n, err = changed(tx.ExecContext(ctx, "UPDATE feeds SET hidden = 0 WHERE url = ? AND hidden <> 0", f.URL)); err == nil && n > 0 {
			_, err = tx.ExecContext(ctx, "UPDATE entries SET hidden = 0 WHERE hidden = 1 AND feed = (SELECT id FROM feeds WHERE url = ?)", f.URL)
		}
	}
	for _, u := range f.Former {
		if err == nil { // one that is a feed of its own here stays one
			_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO former (url, feed) SELECT ?1, id FROM feeds WHERE url = ?2 AND NOT EXISTS (SELECT 1 FROM feeds WHERE url = ?1)", u, f.URL)
		}
	}
	if !f.Removed {
		m.Feeds += n
	}
	return err
}

// mergeKept marks an entry; one that is not there is made, where it came whole,
// or its marks wait for it.
func (s *Store) mergeKept(ctx context.Context, tx *sql.Tx, k Kept, m *StateMerged) error {
	var id feeds.EntryID
	var feed feeds.FeedID
	err := tx.QueryRowContext(ctx, "SELECT id FROM feeds WHERE url = ?", k.Feed).Scan(&feed)
	if err == nil {
		err = tx.QueryRowContext(ctx, "SELECT coalesce((SELECT id FROM entries WHERE feed = ?1 AND guid IN (?2, ?4)), (SELECT id FROM entries WHERE akin = ?3 AND akin <> 0 AND feed = ?1 ORDER BY id DESC LIMIT 1), 0)", feed, k.GUID, akin(k.URL), alias(k.GUID)).Scan(&id)
	}
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return err
	case id == 0 && feed != 0 && k.Entry != nil:
		return s.makeKept(ctx, tx, feed, k, m)
	case id == 0:
		n, err := changed(tx.ExecContext(ctx, `INSERT INTO awaited (feed, guid, akin, url, read, starred, since) VALUES (?,?,?,?,?,?,?)
			ON CONFLICT (feed, guid) DO UPDATE SET read = max(read, excluded.read), starred = max(starred, excluded.starred) WHERE read < excluded.read OR starred < excluded.starred`,
			k.Feed, k.GUID, akin(k.URL), k.URL, k.Read, k.Starred, unix(s.now())))
		m.Awaited += n
		return err
	}
	for _, mark := range []struct {
		on    bool
		query string
		count *int
	}{
		{k.Read, "UPDATE entries SET read = 1 WHERE id = ? AND read = 0", &m.Read},
		{k.Starred, "UPDATE entries SET starred = 1, hidden = 0 WHERE id = ? AND starred = 0", &m.Starred},
	} {
		if mark.on {
			n, err := changed(tx.ExecContext(ctx, mark.query, id))
			if err != nil {
				return err
			}
			*mark.count += n
		}
	}
	return nil
}

func (s *Store) makeKept(ctx context.Context, tx *sql.Tx, feed feeds.FeedID, k Kept, m *StateMerged) error {
	in := incoming{Entry: *k.Entry, read: k.Read, starred: k.Starred}
	in.GUID = k.GUID
	in.hash, in.akin, in.likeness = contentHash(in.Entry), akin(in.URL), likeness(in.Entry)
	packs := s.packAll([]incoming{in})
	if packs[0].blob != nil {
		var err error
		if in.pack, err = s.putPack(ctx, tx, feed, packs[0].counts, packs[0].blob); err != nil {
			return err
		}
	}
	p, err := newPut(ctx, tx, s, feed)
	if err != nil {
		return err
	}
	defer p.close()
	if at := unix(k.Entry.Arrived); at != 0 {
		p.arrived = min(at, p.arrived)
	}
	if _, err := p.entry(ctx, in); err != nil {
		return err
	}
	m.Starred++
	_, err = tx.ExecContext(ctx, "UPDATE feeds SET total = total + 1, unread = unread + ? WHERE id = ?", !k.Read, feed)
	return err
}

// takeAwaited takes the marks that wait for new entries of a feed, which come in so.
func (s *Store) takeAwaited(ctx context.Context, tx *sql.Tx, feed feeds.FeedID, ins []incoming) error {
	var some bool
	if err := s.row(ctx, tx, "SELECT EXISTS (SELECT 1 FROM awaited WHERE feed = (SELECT url FROM feeds WHERE id = ?))", feed).Scan(&some); err != nil || !some {
		return err
	}
	for i := range ins {
		in := &ins[i]
		if in.was.id != 0 {
			continue
		}
		var read, starred bool
		err := tx.QueryRowContext(ctx, `DELETE FROM awaited WHERE (feed, guid) = (SELECT feed, guid FROM awaited WHERE feed = (SELECT url FROM feeds WHERE id = ?1) AND (guid = ?2 OR akin = ?3 AND akin <> 0) ORDER BY guid = ?2 DESC LIMIT 1)
			RETURNING read, starred`, feed, in.GUID, in.akin).Scan(&read, &starred)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		in.read, in.starred = in.read || read, in.starred || starred
	}
	return nil
}

// NewsboatItems reads the items of newsboat's cache.db, which is only read, and
// gives those that are read or carry a flag. A flagged one is given whole.
func NewsboatItems(ctx context.Context, path string, each func(Kept) error) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "ro"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, `SELECT feedurl, guid, coalesce(url, ''), unread = 0 OR coalesce(deleted, 0) <> 0, coalesce(flags, '') <> '', coalesce(title, ''), coalesce(author, ''), coalesce(pubDate, 0),
		CASE WHEN coalesce(flags, '') <> '' THEN coalesce(content, '') ELSE '' END FROM rss_item WHERE unread = 0 OR coalesce(deleted, 0) <> 0 OR coalesce(flags, '') <> ''`)
	if err != nil {
		if strings.Contains(err.Error(), "no such") {
			return ErrNotNewsboat
		}
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var k Kept
		var e feeds.Entry
		var published int64
		if err := rows.Scan(&k.Feed, &k.GUID, &k.URL, &k.Read, &k.Starred, &e.Title, &e.Author, &published, &e.Content); err != nil {
			return err
		}
		if k.Starred {
			e.GUID, e.URL, e.Published = k.GUID, k.URL, fromUnix(published)
			k.Entry = &e
		}
		if err := each(k); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ErrNotNewsboat: a database of another program.
var ErrNotNewsboat = errors.New("not a cache.db of newsboat")
