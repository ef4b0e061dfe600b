package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"pullquote/feeds"
)

// extra keeps what few feeds say. Most entries have none and cost nothing.
func (p *putting) extra(ctx context.Context, id int64, what outcome, x *feeds.Extra) error {
	if x == nil {
		if what == fresh {
			return nil
		}
		_, err := p.tx.ExecContext(ctx, "DELETE FROM extras WHERE entry = ?", id)
		return err
	}
	data, err := json.Marshal(x)
	if err != nil {
		return err
	}
	_, err = p.tx.ExecContext(ctx, "INSERT OR REPLACE INTO extras (entry, data) VALUES (?, ?)", id, string(data))
	return err
}

// extra reads it; nil for none.
func (s *Store) extra(ctx context.Context, id feeds.EntryID) (*feeds.Extra, error) {
	var data string
	err := s.read.QueryRowContext(ctx, "SELECT data FROM extras WHERE entry = ?", id).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.damage(err)
	}
	x := new(feeds.Extra)
	return x, json.Unmarshal([]byte(data), x)
}
