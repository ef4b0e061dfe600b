package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pullquote/feeds"
)

// RemoveFeed unsubscribes. The feed's row is hidden at once and its entries with
// it in steps, the newest first: thousands that hold quotes take seconds, and
// nobody's key press waits for them. Starred ones stay in the list. Sweep deletes
// what is hidden a day later; RestoreFeed can take it back until then.
func (s *Store) RemoveFeed(ctx context.Context, id feeds.FeedID) error {
	if err := s.change(ctx, true, func(tx *sql.Tx) error {
		if err := s.hide(ctx, tx, id); err != nil {
			return err
		}
		s.undo = id // under change's lock
		return nil
	}); err != nil {
		return s.damage(err)
	}
	return s.TurnAll(ctx)
}

// What feeds.turning says of a feed's entries.
const (
	hiding  = 1
	showing = 2
)

func (s *Store) hide(ctx context.Context, tx *sql.Tx, id feeds.FeedID) error {
	return one(tx.ExecContext(ctx, "UPDATE feeds SET hidden = ?, turning = ?, etag = '', modified = '' WHERE id = ? AND hidden = 0", max(unix(s.now()), 1), hiding, id))
}

// RestoreFeed takes the last RemoveFeed since the start back.
// Errors: feeds.ErrNotFound when there is none.
func (s *Store) RestoreFeed(ctx context.Context) (feeds.Feed, error) {
	var id feeds.FeedID
	if err := s.change(ctx, true, func(tx *sql.Tx) error {
		if id = s.undo; id == 0 { // under change's lock
			return feeds.ErrNotFound
		}
		s.undo = 0
		return one(tx.ExecContext(ctx, "UPDATE feeds SET hidden = 0, turning = ? WHERE id = ?", showing, id))
	}); err != nil {
		return feeds.Feed{}, s.damage(err)
	}
	if err := s.TurnAll(ctx); err != nil {
		return feeds.Feed{}, err
	}
	return s.Feed(ctx, id)
}

// TurnAll hides the entries of feeds that were removed, and shows those of feeds
// that came back, as far as that is still to be done.
func (s *Store) TurnAll(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM feeds WHERE turning <> 0")
	if err != nil {
		return s.damage(err)
	}
	all, err := idsOf[feeds.FeedID](rows)
	for _, id := range all {
		err = errors.Join(err, s.turn(ctx, id))
	}
	return s.damage(err)
}

// turnTime is how long one step of it may keep others from writing.
const turnTime = 4 * time.Millisecond

func (s *Store) turn(ctx context.Context, id feeds.FeedID) error {
	var way int
	if err := s.read.QueryRowContext(ctx, "SELECT turning FROM feeds WHERE id = ?", id).Scan(&way); err != nil || way == 0 {
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	}
	which, turned := "hidden = 0 AND starred = 0", 1
	if way == showing {
		which, turned = "hidden = 1", 0
	}
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM entries WHERE feed = ? AND "+which+" ORDER BY sort DESC", id)
	if err != nil {
		return err
	}
	ids, err := idsOf[feeds.EntryID](rows)
	for still := true; still && err == nil; {
		err = s.change(ctx, false, func(tx *sql.Tx) error {
			// Another may have turned it round.
			if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM feeds WHERE id = ? AND turning = ?)", id, way).Scan(&still); err != nil || !still {
				return err
			}
			for began := time.Now(); len(ids) > 0 && time.Since(began) < turnTime && s.waiting.Load() == 0; ids = ids[1:] {
				if _, err := s.exec(ctx, tx, "UPDATE entries SET hidden = ? WHERE id = ? AND "+which, turned, ids[0]); err != nil {
					return err
				}
			}
			if len(ids) > 0 {
				return nil
			}
			still = false
			_, err := tx.ExecContext(ctx, "UPDATE feeds SET turning = 0 WHERE id = ?", id)
			return err
		})
	}
	return err
}

// keep is how long a removed feed can be taken back. Not only until the next
// start: another process that starts meanwhile must not spoil this one's undo.
const keep = 24 * time.Hour

// swept is how many entries go in one step: each takes its quotes along.
const swept = 20

// Sweep deletes some of what removals hid long ago, in one short transaction,
// and says whether there may be more. A hidden feed stays as long as starred
// entries are left of it.
func (s *Store) Sweep(ctx context.Context) (more bool, err error) {
	old := s.now().Add(-keep).Unix()
	const hidden = "SELECT e.id FROM feeds f CROSS JOIN entries e ON e.feed = f.id WHERE f.hidden BETWEEN 1 AND ? AND e.hidden = 1 LIMIT ?"
	const empty = "FROM feeds WHERE hidden BETWEEN 1 AND ? AND NOT EXISTS (SELECT 1 FROM entries WHERE feed = feeds.id)"
	if err := s.read.QueryRowContext(ctx, "SELECT EXISTS ("+hidden+") OR EXISTS (SELECT 1 "+empty+")", old, 1, old).Scan(&more); err != nil || !more {
		return false, s.damage(err)
	}
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM entries WHERE id IN ("+hidden+")", old, swept); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE "+empty, old)
		return err
	})
	return err == nil, s.damage(err)
}
