package store

import (
	"context"
	"slices"

	"pullquote/feeds"
)

// Count is the number of entries that a query chooses, and of unread ones
// among them. All, and single feeds and folders, come from the counters.
func (s *Store) Count(ctx context.Context, q feeds.Query) (total, unread int, err error) {
	plain := q.Text == "" && q.Speaker == "" && q.Author == "" && q.Tag == "" && q.Language == "" && q.Starred == nil && q.Quoted == 0 && q.Since.IsZero() && q.Until.IsZero()
	if plain {
		total, unread, err = s.counters(ctx, q)
	} else {
		read := q.Read
		q.Read = nil
		total, unread, err = s.countRows(ctx, q)
		q.Read = read
	}
	if q.Read != nil {
		if *q.Read {
			total, unread = total-unread, 0
		} else {
			total = unread
		}
	}
	return total, unread, s.damage(err)
}

// countRows counts along the indexes.
func (s *Store) countRows(ctx context.Context, q feeds.Query) (total, unread int, err error) {
	w, ok, err := s.conditions(ctx, q)
	if err != nil || !ok {
		return 0, 0, err
	}
	from := " FROM " + w.from() + " WHERE " + w.String()
	if w.match != "" || w.quote || w.rows || q.Starred != nil || q.Quoted > 0 {
		for u := &w; u != nil && err == nil; u = u.waits {
			var t, n int
			err = s.read.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(e.read = 0), 0) FROM "+u.from()+" WHERE "+u.String(), u.args...).Scan(&t, &n)
			total, unread = total+t, unread+n
		}
		return total, unread, err
	}
	// Only time and feeds: an index of its own answers each half.
	no := false
	q.Read = &no
	u, _, err := s.conditions(ctx, q)
	if err != nil {
		return 0, 0, err
	}
	err = s.read.QueryRowContext(ctx, "SELECT (SELECT count(*)"+from+"), (SELECT count(*) FROM "+u.from()+" WHERE "+u.String()+")", slices.Concat(w.args, u.args)...).Scan(&total, &unread)
	return total, unread, err
}

// counters adds up what the feeds' rows say.
func (s *Store) counters(ctx context.Context, q feeds.Query) (total, unread int, err error) {
	ids, chosen, err := s.chosenFeeds(ctx, q)
	if err != nil {
		return 0, 0, err
	}
	if !chosen {
		// With the starred entries that are left of feeds that were removed.
		err = s.read.QueryRowContext(ctx, `SELECT coalesce(sum(total), 0) + (SELECT count(*) FROM entries WHERE hidden = 0 AND feed IN (SELECT id FROM feeds WHERE hidden <> 0)),
			coalesce(sum(unread), 0) + (SELECT count(*) FROM entries WHERE hidden = 0 AND read = 0 AND feed IN (SELECT id FROM feeds WHERE hidden <> 0))
			FROM feeds WHERE hidden = 0`).Scan(&total, &unread)
		return total, unread, err
	}
	err = s.read.QueryRowContext(ctx, "SELECT coalesce(sum(total), 0), coalesce(sum(unread), 0) FROM feeds WHERE hidden = 0 AND id IN (SELECT value FROM json_each(?))", idList(ids)).Scan(&total, &unread)
	return total, unread, err
}
