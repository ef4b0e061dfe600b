package store

import (
	"context"
	"database/sql"
	"errors"

	"pullquote/feeds"
)

// Mark applies a change and returns what really changed. What is marked read is
// so in all feeds that have it, by its address; the change names each of them.
func (s *Store) Mark(ctx context.Context, c feeds.Change) (feeds.Change, error) {
	var done feeds.Change
	err := s.change(ctx, true, func(tx *sql.Tx) error {
		done = feeds.Change{}
		for _, m := range []struct {
			ids []feeds.EntryID
			to  *[]feeds.EntryID
			sql string
		}{
			{c.Read, &done.Read, "UPDATE entries SET read = 1 WHERE id = ? AND read = 0"},
			{c.Unread, &done.Unread, "UPDATE entries SET read = 0 WHERE id = ? AND read = 1"},
			{c.Star, &done.Star, "UPDATE entries SET starred = 1 WHERE id = ? AND starred = 0"},
			{c.Unstar, &done.Unstar, "UPDATE entries SET starred = 0 WHERE id = ? AND starred = 1"},
		} {
			if len(m.ids) == 0 {
				continue
			}
			st, err := tx.PrepareContext(ctx, m.sql)
			if err != nil {
				return err
			}
			defer st.Close() //nolint:errcheck // the transaction's end closes it as well
			for _, id := range m.ids {
				res, err := st.ExecContext(ctx, id)
				if err != nil {
					return err
				}
				if n, err := res.RowsAffected(); err != nil {
					return err
				} else if n > 0 {
					*m.to = append(*m.to, id)
				}
			}
		}
		return readElsewhere(ctx, tx, &done)
	})
	return done, s.damage(err)
}

// MarkAll marks all unread entries of a query read and returns the change.
func (s *Store) MarkAll(ctx context.Context, q feeds.Query) (feeds.Change, error) {
	no := false
	q.Read = &no
	w, ok, err := s.conditions(ctx, q)
	if err != nil || !ok {
		return feeds.Change{}, s.damage(err)
	}
	ids, args := w.ids()
	var c feeds.Change
	err = s.change(ctx, true, func(tx *sql.Tx) error {
		c = feeds.Change{}
		rows, err := tx.QueryContext(ctx, "UPDATE entries SET read = 1 WHERE id IN ("+ids+") RETURNING id", args...)
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // rows.Err tells
		for rows.Next() {
			var id feeds.EntryID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			c.Read = append(c.Read, id)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		return readElsewhere(ctx, tx, &c)
	})
	return c, s.damage(err)
}

// readElsewhere marks the same articles read in other feeds.
func readElsewhere(ctx context.Context, tx *sql.Tx, c *feeds.Change) error {
	if len(c.Read) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, `UPDATE entries SET read = 1 WHERE id IN (SELECT o.id FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value
		CROSS JOIN entries o INDEXED BY entries_akin ON o.akin = e.akin AND o.akin <> 0 WHERE e.akin <> 0 AND o.feed <> e.feed AND o.read = 0) RETURNING id`, idList(c.Read))
	if err != nil {
		return err
	}
	more, err := idsOf[feeds.EntryID](rows)
	c.Read = append(c.Read, more...)
	return err
}
