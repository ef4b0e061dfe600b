package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/gob"
	"errors"
	"fmt"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// Page is a web page as it came off the wire.
type Page struct {
	URL     string // after redirects
	Type    string // media type with charset
	Fetched time.Time
	Body    []byte
}

// PutPage keeps a page, and those that follow it where the article stands on
// several: the truth that Documents are made from again.
func (s *Store) PutPage(ctx context.Context, id feeds.EntryID, p Page, further ...Page) error {
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM further WHERE entry = ?", id); err != nil {
			return err
		}
		for i, f := range further {
			if _, err := tx.ExecContext(ctx, "INSERT INTO further (entry, number, url, type, body) SELECT id, ?2, ?3, ?4, ?5 FROM entries WHERE id = ?1",
				id, i+2, f.URL, f.Type, s.pack(f.Body)); err != nil {
				return err
			}
		}
		// An entry that was removed while its page came keeps none.
		_, err := tx.ExecContext(ctx, `INSERT INTO pages (entry, url, type, fetched, body) SELECT id, ?2, ?3, ?4, ?5 FROM entries WHERE id = ?1
			ON CONFLICT (entry) DO UPDATE SET url = excluded.url, type = excluded.type, fetched = excluded.fetched, body = excluded.body`,
			id, p.URL, p.Type, unix(p.Fetched), s.pack(p.Body))
		return err
	}))
}

// Page is the stored page of an entry. Errors: feeds.ErrNotFound.
func (s *Store) Page(ctx context.Context, id feeds.EntryID) (Page, error) {
	var p Page
	var at int64
	var body []byte
	err := s.read.QueryRowContext(ctx, "SELECT url, type, fetched, body FROM pages WHERE entry = ?", id).Scan(&p.URL, &p.Type, &at, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return p, feeds.ErrNotFound
	}
	if err != nil {
		return p, s.damage(err)
	}
	p.Fetched = fromUnix(at)
	p.Body, err = s.unpack(body)
	return p, err
}

// Further are the stored pages behind the first one, in order; none is no error.
func (s *Store) Further(ctx context.Context, id feeds.EntryID) ([]Page, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT url, type, body FROM further WHERE entry = ? ORDER BY number", id)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []Page
	for rows.Next() {
		var p Page
		var body []byte
		if err := rows.Scan(&p.URL, &p.Type, &body); err != nil {
			return nil, err
		}
		if p.Body, err = s.unpack(body); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, s.damage(rows.Err())
}

// Document is the cached Document of an entry. Errors: feeds.ErrNotFound where
// there is none of this engine.
func (s *Store) Document(ctx context.Context, id feeds.EntryID, shown article.Path, engine int) (*article.Document, error) {
	var body []byte
	err := s.read.QueryRowContext(ctx, "SELECT body FROM documents WHERE entry = ? AND shown = ? AND engine = ?", id, shown, engine).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, feeds.ErrNotFound
	}
	if err != nil {
		return nil, s.damage(err)
	}
	raw, err := s.unpack(body)
	if err != nil {
		return nil, err
	}
	d := new(article.Document)
	if err := gob.NewDecoder(bytes.NewReader(raw)).Decode(d); err != nil {
		return nil, feeds.ErrNotFound // a cache that can't be read is made anew
	}
	return d, nil
}

// PutDocument caches a Document, puts its quotes into the index, counts them on
// the entry and remembers its blocks for its publisher: one transaction. text is
// what the full-text index gets; "" leaves it as it is. An entry that was edited
// or removed since e was read is left alone: what was made of its old text must
// not stand in for the new one.
func (s *Store) PutDocument(ctx context.Context, e feeds.Entry, shown article.Path, engine int, d *article.Document, quotes []feeds.StoredQuote, blocks Blocks, text string) error {
	var raw bytes.Buffer
	if err := gob.NewEncoder(&raw).Encode(d); err != nil {
		return fmt.Errorf("store the article: %w", err)
	}
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		run := func(query string, args ...any) error {
			_, err := tx.ExecContext(ctx, query, args...)
			return err
		}
		var hash int64
		err := tx.QueryRowContext(ctx, "SELECT hash FROM entries WHERE id = ?", e.ID).Scan(&hash)
		if errors.Is(err, sql.ErrNoRows) || err == nil && hash != contentHash(e) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := run("INSERT INTO documents (entry, shown, engine, body) VALUES (?,?,?,?) ON CONFLICT (entry, shown) DO UPDATE SET engine = excluded.engine, body = excluded.body",
			e.ID, shown, engine, s.pack(raw.Bytes())); err != nil {
			return err
		}
		c := s.cite(tx)
		if err := errors.Join(c.put(ctx, e.ID, quotes), c.end(ctx)); err != nil {
			return err
		}
		if err := run("UPDATE entries SET quotes = ? WHERE id = ?", len(quotes), e.ID); err != nil {
			return err
		}
		if err := putBlocks(ctx, tx, e.ID, blocks); err != nil {
			return err
		}
		if text == "" {
			return nil
		}
		return s.rewords(ctx, tx, e.ID, text)
	}))
}

// Stale are the newest entries that have a Document of another engine.
func (s *Store) Stale(ctx context.Context, engine, limit int) ([]feeds.EntryID, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id FROM entries WHERE id IN (SELECT entry FROM documents INDEXED BY documents_engine WHERE engine < ?1
		UNION SELECT entry FROM documents INDEXED BY documents_engine WHERE engine > ?1) ORDER BY sort DESC, id DESC LIMIT ?2`, engine, limit)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.EntryID
	for rows.Next() {
		var id feeds.EntryID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, s.damage(rows.Err())
}

// CountStale counts them.
func (s *Store) CountStale(ctx context.Context, engine int) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(DISTINCT entry) FROM documents WHERE engine < ?1 OR engine > ?1", engine).Scan(&n)
	return n, s.damage(err)
}

// Unopened are the entries among the newest unread ones, so many of them, that
// were never opened, and not tried in vain since.
func (s *Store) Unopened(ctx context.Context, among int, since time.Time) ([]feeds.Entry, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.id, e.url FROM (SELECT id, url, quotes, sort FROM entries INDEXED BY entries_unread WHERE hidden = 0 AND read = 0 ORDER BY sort DESC, id DESC LIMIT ?) e
		WHERE e.quotes < 0 AND NOT EXISTS (SELECT 1 FROM tries t WHERE t.entry = e.id AND t.at > ?) ORDER BY e.sort DESC, e.id DESC`, among, since.Unix())
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Entry
	for rows.Next() {
		var e feeds.Entry
		if err := rows.Scan(&e.ID, &e.URL); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, s.damage(rows.Err())
}

// Tried notes that an article could not be had.
func (s *Store) Tried(ctx context.Context, id feeds.EntryID) error {
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO tries (entry, at) SELECT id, ?2 FROM entries WHERE id = ?1 ON CONFLICT (entry) DO UPDATE SET at = excluded.at", id, s.now().Unix())
		return err
	}))
}

// DropStale deletes an entry's Documents of other engines. Its quotes stay.
func (s *Store) DropStale(ctx context.Context, id feeds.EntryID, engine int) error {
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM documents WHERE entry = ? AND engine <> ?", id, engine)
		return err
	}))
}
