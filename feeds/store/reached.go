package store

import (
	"context"
	"database/sql"
	"errors"

	"pullquote/feeds"
)

// Reached is how far an entry's article was read, as an offset into its text;
// 0: it was not begun, or read to its end.
func (s *Store) Reached(ctx context.Context, id feeds.EntryID) (at int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT at FROM reached WHERE entry = ?", id).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return at, s.damage(err)
}

// Reach remembers it.
func (s *Store) Reach(ctx context.Context, id feeds.EntryID, at int) error {
	return s.damage(s.change(ctx, false, func(tx *sql.Tx) error {
		if at <= 0 {
			_, err := tx.ExecContext(ctx, "DELETE FROM reached WHERE entry = ?", id)
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO reached (entry, at) SELECT id, ?2 FROM entries WHERE id = ?1 ON CONFLICT (entry) DO UPDATE SET at = excluded.at", id, at)
		return err
	}))
}
