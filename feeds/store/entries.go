package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"pullquote/feeds"
)

// Stored says what storing a feed's entries did.
type Stored struct{ New, Changed int }

// piece is how many entries are stored in one transaction: a feed of thousands
// must not keep a key press waiting for the writer.
const piece = 100

// PutFeed stores what a fetch brought: its entries, and last the feed's own
// fields. Few entries are one transaction; of many, those that are stored stay
// when a later piece fails, and the validators that would let the server answer
// "unchanged" are not stored then. Entries that say what they said before
// aren't rewritten; read and star outlive any change.
// Errors: feeds.ErrNotFound where the feed was removed meanwhile.
func (s *Store) PutFeed(ctx context.Context, f feeds.Feed, entries []feeds.Entry, fetch Fetch) (Stored, error) {
	var done Stored
	entries = once(distinct(entries))
	here := make(map[string]bool, 2*len(entries))
	for _, e := range entries {
		here[e.GUID], here[alias(e.GUID)] = true, true
	}
	ins, err := s.recognise(ctx, f, entries, here)
	if err != nil {
		return done, s.damage(err)
	}
	for {
		// The feed's first entry is its newest: stored last, it gets the highest id.
		now := ins[max(0, len(ins)-piece):]
		ins = ins[:len(ins)-len(now)]
		last := len(ins) == 0
		packs := s.packAll(now)
		var d Stored
		err := s.group(ctx, 4*len(now)+1, func(ctx context.Context, tx *sql.Tx) error {
			d = Stored{}
			if err := s.putEntries(ctx, tx, f.ID, now, packs, &d); err != nil || !last {
				return err
			}
			sum := Stored{done.New + d.New, done.Changed + d.Changed}
			// A reader's own name for the feed is not the feed's title.
			if err := one(s.exec(ctx, tx, `UPDATE feeds SET title = coalesce(nullif(?, ''), title), site = ?, description = ?, language = ?, etag = ?, modified = ?,
				checked = ?, fetched = ?, ttl = ?, skip = ?, failures = 0, failure = '', gone = 0 WHERE id = ?`,
				f.Title, f.Site, f.Description, f.Language, f.ETag, f.LastModified,
				unix(f.Checked), unix(f.Fetched), int64(f.TTL.Seconds()), skips(f.Skip), f.ID)); err != nil {
				return err
			}
			if err := s.plan(ctx, tx, f, fetch, sum); err != nil {
				return err
			}
			return s.note(ctx, tx, f, fetch, sum)
		})
		if err != nil {
			return done, s.damage(err)
		}
		done.New, done.Changed = done.New+d.New, done.Changed+d.Changed
		if last {
			break
		}
	}
	if done.New == 0 {
		return done, nil
	}
	return done, s.damage(s.trim(ctx, f.ID, here))
}

// packing is a pack that is still to be stored, and whose bodies it holds.
type packing struct {
	ins    []incoming
	blob   []byte
	counts int // as so many entries: a pack that is large enough is not loose
}

// packAll packs the bodies of new and edited entries, outside of the writer's lock.
func (s *Store) packAll(ins []incoming) []packing {
	var out []packing
	bodies := make([]body, len(ins))
	for i, in := range ins {
		bodies[i] = body{in.Summary, in.Content}
	}
	for len(ins) > 0 {
		n := takes(bodies)
		p := packing{ins: ins[:n]}
		if slices.ContainsFunc(bodies[:n], func(b body) bool { return b.size() > 0 }) {
			p.blob, p.counts = s.packed(bodies[:n]), n
			if n < len(bodies) || large(bodies[:n]) {
				p.counts = max(n, loose)
			}
		}
		out = append(out, p)
		ins, bodies = ins[n:], bodies[n:]
	}
	return out
}

// putEntries stores entries, the last first.
func (s *Store) putEntries(ctx context.Context, tx *sql.Tx, id feeds.FeedID, ins []incoming, packs []packing, done *Stored) error {
	var there bool
	if err := s.row(ctx, tx, "SELECT EXISTS (SELECT 1 FROM feeds WHERE id = ? AND hidden = 0)", id).Scan(&there); err != nil {
		return err
	}
	if !there {
		return feeds.ErrNotFound
	}
	if len(ins) == 0 {
		return nil
	}
	if err := s.takeAwaited(ctx, tx, id, ins); err != nil {
		return err
	}
	for _, p := range packs {
		var pack int64
		if p.blob != nil {
			var err error
			if pack, err = s.putPack(ctx, tx, id, p.counts, p.blob); err != nil {
				return err
			}
		}
		for slot := range p.ins {
			p.ins[slot].pack, p.ins[slot].slot = pack, int64(slot)
		}
	}
	p, err := newPut(ctx, tx, s, id)
	if err != nil {
		return err
	}
	defer p.close()
	unread := 0
	for i := len(ins) - 1; i >= 0; i-- {
		what, err := p.entry(ctx, ins[i])
		if err != nil {
			return fmt.Errorf("store an entry: %w", err)
		}
		switch what {
		case fresh:
			done.New++
			if !ins[i].read {
				unread++
			}
		case edited:
			done.Changed++
		}
	}
	_, err = s.exec(ctx, tx, "UPDATE feeds SET total = total + ?, unread = unread + ? WHERE id = ?", done.New, unread, id)
	return err
}

// Checked stores the outcome of fetches that brought nothing new: 304s and
// failures, many in one transaction.
func (s *Store) Checked(ctx context.Context, fs []feeds.Feed, how []Fetch) error {
	return s.damage(s.group(ctx, len(fs), func(ctx context.Context, tx *sql.Tx) error {
		for i, f := range fs {
			// The validators are left as they are: another process may have
			// stored newer ones, together with their entries.
			err := one(s.exec(ctx, tx, "UPDATE feeds SET checked = ?, fetched = ?, next = ?, why = ?, wait = ?, pace = ?, news = ?, failures = ?, failure = ?, gone = ? WHERE id = ?",
				unix(f.Checked), unix(f.Fetched), unix(f.NextCheck), f.Why, unix(f.Wait), int64(f.Pace.Seconds()), unix(f.News), f.Failures, f.Failure, f.Gone, f.ID))
			if errors.Is(err, feeds.ErrNotFound) {
				continue // removed meanwhile
			}
			if err != nil {
				return err
			}
			if err := s.note(ctx, tx, f, how[i], Stored{}); err != nil {
				return err
			}
		}
		return nil
	}))
}
