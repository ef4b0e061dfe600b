package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pullquote/feeds"
)

// Merged is what became of one subscription of a list.
type Merged struct {
	ID    feeds.FeedID
	Added bool
	Moved bool     // into the list's folder
	Was   []string // the folder that it stood in
}

// Merge takes subscriptions into the store, all or none. What is there already
// stays as the reader has it, but for what it lacks: a feed without a folder
// moves into the list's, and tags and foreign attributes are added. arrange
// moves those with a folder as well.
func (s *Store) Merge(ctx context.Context, fs []feeds.Feed, arrange bool) ([]Merged, error) {
	out := make([]Merged, len(fs))
	err := s.change(ctx, true, func(tx *sql.Tx) error {
		for i, f := range fs {
			var err error
			if out[i], err = s.merge(ctx, tx, f, arrange); err != nil {
				return fmt.Errorf("store the feed: %w", err)
			}
		}
		return nil
	})
	return out, s.damage(err)
}

func (s *Store) merge(ctx context.Context, tx *sql.Tx, f feeds.Feed, arrange bool) (Merged, error) {
	id, err := s.addFeed(ctx, tx, f)
	if err != nil || id != 0 {
		return Merged{ID: id, Added: true, Was: f.Folder}, err
	}
	have, err := scanFeed(tx.QueryRowContext(ctx, "SELECT "+feedColumns+" FROM feeds WHERE hidden = 0 AND (url = ? OR id = (SELECT feed FROM former WHERE url = ?)) ORDER BY url <> ?", f.URL, f.URL, f.URL))
	if err != nil {
		return Merged{}, err
	}
	m := Merged{ID: have.ID, Was: have.Folder}
	m.Moved = len(f.Folder) > 0 && !slices.Equal(have.Folder, f.Folder) && (arrange || len(have.Folder) == 0)
	folder := have.Folder
	if m.Moved {
		folder = f.Folder
	}
	tags := slices.Clone(have.Tags)
	for _, t := range f.Tags {
		if !slices.ContainsFunc(tags, func(have string) bool { return strings.EqualFold(have, t) }) {
			tags = append(tags, t)
		}
	}
	attrs := maps.Clone(f.Attrs)
	if attrs == nil {
		attrs = have.Attrs
	} else {
		maps.Copy(attrs, have.Attrs) // the reader's own are stronger
	}
	if !m.Moved && len(tags) == len(have.Tags) && len(attrs) == len(have.Attrs) {
		return m, nil
	}
	tagText, err := json.Marshal(tags)
	if err != nil {
		return m, err
	}
	attrText, err := json.Marshal(attrs)
	if err != nil {
		return m, err
	}
	_, err = tx.ExecContext(ctx, "UPDATE feeds SET folder = ?, tags = ?, attrs = ? WHERE id = ?", folderText(folder), string(tagText), string(attrText), have.ID)
	return m, err
}

// LastRank is the highest rank of a feed or folder.
func (s *Store) LastRank(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT max(coalesce((SELECT max(rank) FROM feeds), 0), coalesce((SELECT max(rank) FROM folders), 0))").Scan(&n)
	return n, s.damage(err)
}

// AddFolders keeps what lists say of folders; what is known already stays.
func (s *Store) AddFolders(ctx context.Context, fs []feeds.Folder) error {
	if len(fs) == 0 {
		return nil
	}
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error { return putFolders(ctx, tx, fs) }))
}

func putFolders(ctx context.Context, tx *sql.Tx, fs []feeds.Folder) error {
	for _, f := range fs {
		attrs, err := json.Marshal(f.Attrs)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO folders (path, attrs, rank) VALUES (?, ?, ?) ON CONFLICT (path) DO NOTHING", folderText(f.Path), string(attrs), f.Rank); err != nil {
			return err
		}
	}
	return nil
}

// Folders are those that a list said something of, or that hold nothing.
func (s *Store) Folders(ctx context.Context) ([]feeds.Folder, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT path, attrs, rank FROM folders ORDER BY path")
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Folder
	for rows.Next() {
		var path, attrs string
		var f feeds.Folder
		if err := rows.Scan(&path, &attrs, &f.Rank); err != nil {
			return nil, s.damage(err)
		}
		f.Path = folderPath(path)
		if err := json.Unmarshal([]byte(attrs), &f.Attrs); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, s.damage(rows.Err())
}

// Lists are the followed lists by name.
func (s *Store) Lists(ctx context.Context) ([]feeds.List, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT url, title, etag, modified, checked, fetched, next, failures, failure, urls,
		(SELECT count(*) FROM feeds WHERE list = lists.url AND hidden = 0) FROM lists ORDER BY url`)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.List
	for rows.Next() {
		var l feeds.List
		var checked, fetched, next int64
		var urls string
		if err := rows.Scan(&l.URL, &l.Title, &l.ETag, &l.LastModified, &checked, &fetched, &next, &l.Failures, &l.Failure, &urls, &l.Feeds); err != nil {
			return nil, s.damage(err)
		}
		l.Checked, l.Fetched, l.NextCheck = fromUnix(checked), fromUnix(fetched), fromUnix(next)
		if err := json.Unmarshal([]byte(urls), &l.Held); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, s.damage(rows.Err())
}

// PutList keeps a followed list.
func (s *Store) PutList(ctx context.Context, l feeds.List) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error { return putList(ctx, tx, l, "INSERT OR REPLACE") }))
}

func putList(ctx context.Context, tx *sql.Tx, l feeds.List, insert string) error {
	urls, err := json.Marshal(l.Held)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, insert+` INTO lists (url, title, etag, modified, checked, fetched, next, failures, failure, urls) VALUES (?,?,?,?,?,?,?,?,?,?)`,
		l.URL, l.Title, l.ETag, l.LastModified, unix(l.Checked), unix(l.Fetched), unix(l.NextCheck), l.Failures, l.Failure, string(urls))
	return err
}

// DropList stops following: its feeds become the reader's own.
// Errors: feeds.ErrNotFound.
func (s *Store) DropList(ctx context.Context, url string) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error {
		if err := one(tx.ExecContext(ctx, "DELETE FROM lists WHERE url = ?", url)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE feeds SET list = '' WHERE list = ?", url)
		return err
	}))
}

// Own makes a feed of a followed list the reader's own choice.
func (s *Store) Own(ctx context.Context, id feeds.FeedID) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, "UPDATE feeds SET list = '' WHERE id = ?", id))
	}))
}

// RemoveListed unsubscribes from feeds that a list dropped, as long as they
// still are the list's. It says from which.
func (s *Store) RemoveListed(ctx context.Context, list string, urls []string) (removed []feeds.Feed, err error) {
	err = s.change(ctx, true, func(tx *sql.Tx) error {
		removed = nil
		for _, u := range urls {
			f, err := scanFeed(tx.QueryRowContext(ctx, "SELECT "+feedColumns+` FROM feeds WHERE hidden = 0 AND list = ?
				AND (url = ? OR id = (SELECT feed FROM former WHERE url = ?))`, list, u, u))
			if errors.Is(err, feeds.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			if err := s.hide(ctx, tx, f.ID); err != nil {
				return err
			}
			removed = append(removed, f)
		}
		return nil
	})
	if err != nil {
		return removed, s.damage(err)
	}
	return removed, s.TurnAll(ctx)
}

// Refile moves feeds of a list along with it: those that still stand in the
// folder that the list gave them.
func (s *Store) Refile(ctx context.Context, list, url string, was, now []string) (bool, error) {
	moved := false
	err := s.change(ctx, true, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE feeds SET folder = ? WHERE list = ? AND folder = ? AND (url = ? OR id = (SELECT feed FROM former WHERE url = ?))",
			folderText(now), list, folderText(was), url, url)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		moved = n > 0
		return err
	})
	return moved, s.damage(err)
}
