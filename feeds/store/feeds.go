package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pullquote/feeds"
)

// sep follows each part of a stored folder path. It is a control byte, so that
// no cleaned name can hold it.
const sep = "\x1f"

func folderText(path []string) string {
	var b strings.Builder
	for _, p := range path {
		b.WriteString(p)
		b.WriteString(sep)
	}
	return b.String()
}

func folderPath(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, sep), sep)
}

const feedColumns = `id, url, site, title, name, description, language, folder, tags, attrs, added,
	etag, modified, checked, fetched, next, ttl, failures, failure, gone, unread, total, pace, news, skip, wait, why, list, rank`

func scanFeed(row interface{ Scan(...any) error }) (feeds.Feed, error) {
	var f feeds.Feed
	var name, folder, tags, attrs string
	var added, checked, fetched, next, ttl, pace, news, skip, wait int64
	err := row.Scan(&f.ID, &f.URL, &f.Site, &f.Title, &name, &f.Description, &f.Language, &folder, &tags, &attrs, &added,
		&f.ETag, &f.LastModified, &checked, &fetched, &next, &ttl, &f.Failures, &f.Failure, &f.Gone, &f.Unread, &f.Total,
		&pace, &news, &skip, &wait, &f.Why, &f.List, &f.Rank)
	if errors.Is(err, sql.ErrNoRows) {
		return f, feeds.ErrNotFound
	}
	if err != nil {
		return f, err
	}
	if name != "" {
		f.Title, f.Named = name, true
	}
	f.Folder = folderPath(folder)
	f.Added, f.Checked, f.Fetched, f.NextCheck = fromUnix(added), fromUnix(checked), fromUnix(fetched), fromUnix(next)
	f.TTL, f.Pace = time.Duration(ttl)*time.Second, time.Duration(pace)*time.Second
	f.News, f.Wait = fromUnix(news), fromUnix(wait)
	f.Skip = feeds.Skip{Hours: uint32(skip & (1<<24 - 1)), Days: uint8(skip >> 24 & 127)}
	if tags != "null" {
		err = json.Unmarshal([]byte(tags), &f.Tags)
	}
	if attrs != "null" {
		err = errors.Join(err, json.Unmarshal([]byte(attrs), &f.Attrs))
	}
	return f, err
}

// skips is a feeds.Skip as it is stored.
func skips(s feeds.Skip) int64 { return int64(s.Hours&(1<<24-1)) | int64(s.Days&127)<<24 }

// Feeds are all subscriptions by folder, then by name.
func (s *Store) Feeds(ctx context.Context) ([]feeds.Feed, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+feedColumns+" FROM feeds WHERE hidden = 0")
	if err != nil {
		return nil, s.damage(fmt.Errorf("read the feeds: %w", err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Feed
	for rows.Next() {
		f, err := scanFeed(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b feeds.Feed) int {
		if c := slices.Compare(a.Folder, b.Folder); c != 0 {
			return c
		}
		if c := strings.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name())); c != 0 {
			return c
		}
		return int(a.ID - b.ID)
	})
	return out, s.damage(rows.Err())
}

// Untouched reports whether there never was a feed in this database.
func (s *Store) Untouched(ctx context.Context) (bool, error) {
	var never bool
	err := s.read.QueryRowContext(ctx, "SELECT NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feeds')").Scan(&never)
	return never, s.damage(err)
}

// Feed is one subscription. Errors: feeds.ErrNotFound.
func (s *Store) Feed(ctx context.Context, id feeds.FeedID) (feeds.Feed, error) {
	st, err := s.ask(ctx, "SELECT "+feedColumns+" FROM feeds WHERE id = ? AND hidden = 0")
	if err != nil {
		return feeds.Feed{}, s.damage(err)
	}
	f, err := scanFeed(st.QueryRowContext(ctx, id))
	return f, s.damage(err)
}

// FeedByURL finds a subscription by its address. Errors: feeds.ErrNotFound.
func (s *Store) FeedByURL(ctx context.Context, url string) (feeds.Feed, error) {
	f, err := scanFeed(s.read.QueryRowContext(ctx, "SELECT "+feedColumns+" FROM feeds WHERE url = ? AND hidden = 0", url))
	return f, s.damage(err)
}

// AddFeeds stores new subscriptions and says which addresses were there
// already: added[i] is the id of fs[i], 0 where it was there. All or none.
func (s *Store) AddFeeds(ctx context.Context, fs []feeds.Feed) (added []feeds.FeedID, err error) {
	added = make([]feeds.FeedID, len(fs))
	err = s.change(ctx, true, func(tx *sql.Tx) error {
		for i, f := range fs {
			id, err := s.addFeed(ctx, tx, f)
			if err != nil {
				return fmt.Errorf("store the feed: %w", err)
			}
			added[i] = id
		}
		return nil
	})
	if err != nil {
		return nil, s.damage(err)
	}
	return added, s.TurnAll(ctx)
}

func (s *Store) addFeed(ctx context.Context, tx *sql.Tx, f feeds.Feed) (feeds.FeedID, error) {
	var id feeds.FeedID
	var hidden bool
	err := tx.QueryRowContext(ctx, "SELECT id, hidden <> 0 FROM feeds WHERE url = ?", f.URL).Scan(&id, &hidden)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, "SELECT f.id FROM former o JOIN feeds f ON f.id = o.feed AND f.hidden = 0 WHERE o.url = ?", f.URL).Scan(&id)
	}
	switch {
	case err == nil && !hidden:
		return 0, nil
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return 0, err
	}
	tags, err := json.Marshal(f.Tags)
	if err != nil {
		return 0, err
	}
	attrs, err := json.Marshal(f.Attrs)
	if err != nil {
		return 0, err
	}
	name := ""
	if f.Named {
		name = f.Title
	}
	if hidden { // subscribed again: its entries come back as they were
		_, err = tx.ExecContext(ctx, "UPDATE feeds SET hidden = 0, turning = 2, title = ?, name = ?, site = ?, folder = ?, tags = ?, attrs = ?, added = ?, list = ?, rank = ? WHERE id = ?",
			f.Title, name, f.Site, folderText(f.Folder), string(tags), string(attrs), unix(s.now()), f.List, f.Rank, id)
		return id, err
	}
	res, err := tx.ExecContext(ctx, "INSERT INTO feeds (url, site, title, name, description, language, folder, tags, attrs, added, list, rank) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
		f.URL, f.Site, f.Title, name, f.Description, f.Language, folderText(f.Folder), string(tags), string(attrs), unix(s.now()), f.List, f.Rank)
	if err != nil {
		return 0, err
	}
	n, err := res.LastInsertId()
	return feeds.FeedID(n), err
}

// Rename gives a feed the reader's own name ("" takes it back) and folder.
func (s *Store) Rename(ctx context.Context, id feeds.FeedID, name string, folder []string) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, "UPDATE feeds SET name = ?, folder = ? WHERE id = ? AND hidden = 0", name, folderText(folder), id))
	}))
}

// one makes "no row was touched" an error.
func one(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, feeds.ErrNotFound)
	}
	return nil
}
