package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"

	"pullquote/feeds"
)

// Bodies are packed: those of one feed that come together are compressed as one
// text, as entries of one feed are much alike. That takes half the space and a
// fifth of the work of compressing each by itself. One body is read by unpacking
// its neighbours as well, at most packSize or so: a tenth of a millisecond.
const (
	packSize = 64 << 10 // of text, unpacked
	packMost = 64       // entries
	// loose packs hold few entries: those of feeds that say little at a time are
	// packed together later, once there are enough of them. As in schema2.sql.
	loose  = 8
	enough = 24
)

// body is what a feed wrote of an entry.
type body struct{ summary, content string }

func (b body) size() int { return len(b.summary) + len(b.content) }

// takes is how many bodies from the front go into one pack.
func takes(bs []body) int {
	n, size := 0, 0
	for n < len(bs) && n < packMost && (n == 0 || size+bs[n].size() <= packSize) {
		size += bs[n].size()
		n++
	}
	return n
}

// large reports whether bodies are enough for a pack, however few they are.
func large(bs []body) bool {
	size := 0
	for _, b := range bs {
		size += b.size()
	}
	return size >= packSize/2
}

// packed is the blob of a pack: the number of bodies, the lengths of each, the texts.
func (s *Store) packed(bs []body) []byte {
	size := 0
	for _, b := range bs {
		size += b.size()
	}
	raw := make([]byte, 0, size+10*len(bs)+4)
	raw = binary.AppendUvarint(raw, uint64(len(bs)))
	for _, b := range bs {
		raw = binary.AppendUvarint(raw, uint64(len(b.summary)))
		raw = binary.AppendUvarint(raw, uint64(len(b.content)))
	}
	for _, b := range bs {
		raw = append(raw, b.summary...)
		raw = append(raw, b.content...)
	}
	return s.pack(raw)
}

// opened is a pack whose texts are still in one piece.
type opened struct {
	lengths []int // of summary and content by turns
	ends    []int // where each stops
	text    []byte
}

// open unpacks a pack.
func (s *Store) open(blob []byte) (opened, error) {
	var o opened
	raw, err := s.unpack(blob)
	if err != nil {
		return o, err
	}
	number := func() int {
		n, w := binary.Uvarint(raw)
		if w <= 0 || n > maxBody {
			err = errPack
			return 0
		}
		raw = raw[w:]
		return int(n)
	}
	n := number()
	if err != nil || n > len(raw) {
		return o, errPack
	}
	o.lengths, o.ends = make([]int, 2*n), make([]int, 2*n)
	end := 0
	for i := range o.lengths {
		o.lengths[i] = number()
		end += o.lengths[i]
		o.ends[i] = end
	}
	if err != nil || end > len(raw) {
		return o, errPack
	}
	o.text = raw
	return o, nil
}

func (o opened) len() int { return len(o.ends) / 2 }

func (o opened) body(slot int) body {
	text := func(i int) string { return string(o.text[o.ends[i]-o.lengths[i] : o.ends[i]]) }
	return body{text(2 * slot), text(2*slot + 1)}
}

// errPack: what is stored is no pack.
var errPack = fmt.Errorf("%w: stored texts can't be unpacked", ErrDamaged)

// unpacked are all bodies of a pack.
func (s *Store) unpacked(blob []byte) ([]body, error) {
	o, err := s.open(blob)
	if err != nil {
		return nil, err
	}
	out := make([]body, o.len())
	for i := range out {
		out[i] = o.body(i)
	}
	return out, nil
}

// unpacker reads bodies and keeps the last pack: entries that are read one after
// the other mostly stand in the same.
type unpacker struct {
	s    *Store
	id   int64
	have opened
}

// body reads one; an entry without bodies has an empty one.
func (u *unpacker) body(ctx context.Context, q querier, pack, slot int64) (body, error) {
	if pack == 0 {
		return body{}, nil
	}
	if u.id != pack {
		var blob []byte
		err := q.QueryRowContext(ctx, "SELECT body FROM packs WHERE id = ?", pack).Scan(&blob)
		if errors.Is(err, sql.ErrNoRows) {
			return body{}, errPack
		}
		if err != nil {
			return body{}, err
		}
		have, err := u.s.open(blob)
		if err != nil {
			return body{}, err
		}
		u.id, u.have = pack, have
	}
	if slot < 0 || slot >= int64(u.have.len()) {
		return body{}, errPack
	}
	return u.have.body(int(slot)), nil
}

// querier is a database, a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// putPack stores a pack.
func (s *Store) putPack(ctx context.Context, tx *sql.Tx, feed feeds.FeedID, entries int, blob []byte) (int64, error) {
	res, err := s.exec(ctx, tx, "INSERT INTO packs (feed, entries, body) VALUES (?,?,?)", feed, entries, blob)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// Repack packs the loose entries of one feed together, in one short transaction,
// and says whether there may be more to do.
func (s *Store) Repack(ctx context.Context) (more bool, err error) {
	var feed feeds.FeedID
	err = s.read.QueryRowContext(ctx, "SELECT feed FROM packs INDEXED BY packs_loose WHERE entries < 8 GROUP BY feed HAVING sum(entries) >= ? LIMIT 1", enough).Scan(&feed)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, s.damage(err)
	}
	return true, s.damage(s.group(ctx, packMost, func(ctx context.Context, tx *sql.Tx) error { return s.repack(ctx, tx, feed, loose) }))
}

// repack packs entries of a feed that stand in packs of fewer than so many
// entries together. A pack that can't be read is left as it is, and passed over
// from then on.
func (s *Store) repack(ctx context.Context, tx *sql.Tx, feed feeds.FeedID, fewer int) error {
	rows, err := tx.QueryContext(ctx, `SELECT e.id, e.pack, e.slot FROM (SELECT id FROM packs WHERE feed = ?1 AND entries < ?2 ORDER BY id LIMIT ?3) p
		CROSS JOIN entries e ON e.pack = p.id AND e.pack <> 0`, feed, fewer, packMost)
	if err != nil {
		return err
	}
	type at struct{ id, pack, slot int64 }
	var all []at
	for rows.Next() {
		var a at
		if err := rows.Scan(&a.id, &a.pack, &a.slot); err != nil {
			return errors.Join(err, rows.Close())
		}
		all = append(all, a)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	u := unpacker{s: s}
	var ids []int64
	var bodies []body
	for _, a := range all {
		b, err := u.body(ctx, tx, a.pack, a.slot)
		if errors.Is(err, ErrDamaged) {
			_, err = tx.ExecContext(ctx, "UPDATE packs SET entries = ? WHERE id = ?", packMost, a.pack)
			if err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		ids, bodies = append(ids, a.id), append(bodies, b)
	}
	for len(bodies) > 0 {
		n := takes(bodies)
		id, err := s.putPack(ctx, tx, feed, max(n, loose), s.packed(bodies[:n]))
		if err != nil {
			return err
		}
		for slot, entry := range ids[:n] {
			if _, err := tx.ExecContext(ctx, "UPDATE entries SET pack = ?, slot = ? WHERE id = ?", id, slot, entry); err != nil {
				return err
			}
		}
		ids, bodies = ids[n:], bodies[n:]
	}
	return nil
}
