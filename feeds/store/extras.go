package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"pullquote/feeds"
)

// rare keeps what few entries have: first words for want of a title, and what
// few feeds say. Most have neither and cost nothing.
func (p *putting) rare(ctx context.Context, id int64, what outcome, e feeds.Entry) error {
	if e.Lead != "" {
		if _, err := p.tx.ExecContext(ctx, "UPDATE entries SET lead = ? WHERE id = ?", e.Lead, id); err != nil {
			return err
		}
	}
	x := e.Extra
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
