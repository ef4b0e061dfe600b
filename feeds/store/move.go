package store

import (
	"context"
	"database/sql"
	"errors"

	"pullquote/feeds"
)

// moves is what a step to a newer schema does that SQL alone can't: after its
// schemaN.sql, in the same transaction.
var moves = map[int]func(*Store, context.Context, *sql.Tx) error{6: (*Store).moveTo6}

// moveTo6 packs the bodies, numbers the addresses, and indexes the quotes anew.
func (s *Store) moveTo6(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "SELECT id FROM feeds")
	if err != nil {
		return err
	}
	all, err := idsOf[feeds.FeedID](rows)
	if err != nil {
		return err
	}
	for _, feed := range all {
		for at := int64(0); ; {
			ins, err := s.unmoved(ctx, tx, feed, at)
			if err != nil {
				return err
			}
			if len(ins) == 0 {
				break
			}
			at = ins[len(ins)-1].was.id
			if err := s.moveBodies(ctx, tx, feed, ins); err != nil {
				return err
			}
		}
	}
	for _, q := range []string{"DROP TABLE bodies", "INSERT INTO quotes_text (quotes_text) VALUES ('delete-all')"} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return requote(ctx, tx)
}

// unmoved are the next entries of a feed, as the schemas before kept them. A body that
// can't be unpacked is empty from here on; the backup has it.
func (s *Store) unmoved(ctx context.Context, tx *sql.Tx, feed feeds.FeedID, after int64) ([]incoming, error) {
	rows, err := tx.QueryContext(ctx, `SELECT e.id, e.guid, e.url, e.title, e.published, b.summary, b.content FROM entries e LEFT JOIN bodies b ON b.entry = e.id
		WHERE e.feed = ? AND e.id > ? ORDER BY e.id LIMIT ?`, feed, after, packMost)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []incoming
	for rows.Next() {
		var in incoming
		var published int64
		var summary, content sql.RawBytes
		if err := rows.Scan(&in.was.id, &in.GUID, &in.URL, &in.Title, &published, &summary, &content); err != nil {
			return nil, err
		}
		in.Published = fromUnix(published)
		for _, b := range []struct {
			from sql.RawBytes
			to   *string
		}{{summary, &in.Summary}, {content, &in.Content}} {
			raw, err := s.unpack(b.from)
			if err != nil && !errors.Is(err, ErrDamaged) {
				return nil, err
			}
			*b.to = string(raw)
		}
		out = append(out, in)
	}
	return out, rows.Err()
}

func (s *Store) moveBodies(ctx context.Context, tx *sql.Tx, feed feeds.FeedID, ins []incoming) error {
	for _, p := range s.packAll(ins) {
		var pack int64
		if p.blob != nil {
			var err error
			if pack, err = s.putPack(ctx, tx, feed, p.counts, p.blob); err != nil {
				return err
			}
		}
		for slot, in := range p.ins {
			if _, err := tx.ExecContext(ctx, "UPDATE entries SET akin = ?, likeness = ?, pack = ?, slot = ? WHERE id = ?", akin(in.URL), likeness(in.Entry), pack, slot, in.was.id); err != nil {
				return err
			}
		}
	}
	return nil
}
