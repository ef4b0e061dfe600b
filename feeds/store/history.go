package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pullquote/feeds"
)

// Fetch is what one fetch of a feed was like, for its history.
type Fetch struct {
	Status  int
	Bytes   int64
	Millis  int64
	Failure string
	// Plan settles when the feed is due again (NextCheck, Why, Pace, News), once
	// it is known how many entries were new. nil: it is settled.
	Plan func(f feeds.Feed, fresh int) feeds.Feed
}

// plan stores when a feed that was read is due again.
func (s *Store) plan(ctx context.Context, tx *sql.Tx, f feeds.Feed, h Fetch, did Stored) error {
	if h.Plan != nil {
		f = h.Plan(f, did.New)
	}
	return one(s.exec(ctx, tx, "UPDATE feeds SET next = ?, why = ?, pace = ?, news = ?, wait = 0 WHERE id = ?",
		unix(f.NextCheck), f.Why, int64(f.Pace.Seconds()), unix(f.News), f.ID))
}

// history is how many fetches of a feed are kept.
const history = 20

// note adds a fetch to the feed's history and lets the oldest go.
func (s *Store) note(ctx context.Context, tx *sql.Tx, f feeds.Feed, h Fetch, d Stored) error {
	if _, err := s.exec(ctx, tx, "INSERT INTO fetches (feed, at, status, bytes, new, changed, ms, failure) VALUES (?,?,?,?,?,?,?,?)",
		f.ID, unix(f.Checked), h.Status, h.Bytes, d.New, d.Changed, h.Millis, h.Failure); err != nil {
		return err
	}
	_, err := s.exec(ctx, tx, "DELETE FROM fetches WHERE feed = ? AND rowid NOT IN (SELECT rowid FROM fetches WHERE feed = ? ORDER BY at DESC, rowid DESC LIMIT ?)", f.ID, f.ID, history)
	return err
}

// History is the last fetches of a feed, the last one first.
func (s *Store) History(ctx context.Context, id feeds.FeedID) ([]feeds.Visit, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT at, status, bytes, new, changed, ms, failure FROM fetches WHERE feed = ? ORDER BY at DESC, rowid DESC LIMIT ?", id, history)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Visit
	for rows.Next() {
		var v feeds.Visit
		var at, ms int64
		if err := rows.Scan(&at, &v.Status, &v.Bytes, &v.New, &v.Changed, &ms, &v.Failure); err != nil {
			return nil, s.damage(err)
		}
		v.At, v.Took = fromUnix(at), time.Duration(ms)*time.Millisecond
		out = append(out, v)
	}
	return out, s.damage(rows.Err())
}

// Moved remembers where a permanent redirect led; the second sighting of the
// same address makes it the feed's own. It says whether it did. The address
// that is left is kept as a former one.
func (s *Store) Moved(ctx context.Context, id feeds.FeedID, to string) (bool, error) {
	moved := false
	err := s.change(ctx, false, func(tx *sql.Tx) error {
		var before, from string
		if err := tx.QueryRowContext(ctx, "SELECT moved, url FROM feeds WHERE id = ?", id).Scan(&before, &from); errors.Is(err, sql.ErrNoRows) {
			return feeds.ErrNotFound
		} else if err != nil {
			return err
		}
		if before != to {
			_, err := tx.ExecContext(ctx, "UPDATE feeds SET moved = ? WHERE id = ?", to, id)
			return err
		}
		var taken bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM feeds WHERE url = ?)", to).Scan(&taken); err != nil || taken {
			return err // somebody subscribed to the new address already
		}
		moved = true
		if _, err := tx.ExecContext(ctx, "UPDATE feeds SET url = ?, moved = '' WHERE id = ?", to, id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM former WHERE url = ?", to); err != nil { // back where it was
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO former (url, feed) VALUES (?, ?)", from, id)
		return err
	})
	return moved, s.damage(err)
}
