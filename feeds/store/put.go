package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"pullquote/article"
	"pullquote/feeds"
)

// outcome is what became of one entry.
type outcome int

const (
	same outcome = iota
	edited
	fresh
)

// putting stores the entries of one feed in one transaction.
type putting struct {
	s       *Store
	tx      *sql.Tx
	feed    feeds.FeedID
	arrived int64
	insert  *sql.Stmt
	old     unpacker
}

// An entry that another process stored meanwhile, or edited meanwhile, is left
// as it is: the next fetch sees what there is to do.
const (
	insertEntry = `INSERT INTO entries (feed, guid, url, comments, title, author, language, published, updated, arrived, sort, image, categories, enclosures, hash, likeness, akin, pack, slot, read, starred, place)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,-2147483648) ON CONFLICT (feed, guid) DO NOTHING`
	updateEntry = `UPDATE entries SET guid = ?, url = ?, comments = ?, title = ?, author = ?, language = ?, published = ?, updated = ?, sort = ?, image = ?, categories = ?, enclosures = ?,
		hash = ?, likeness = ?, akin = ?, pack = ?, slot = ?, place = -2147483648, gleaned = 0, edited = ? WHERE id = ?`
)

func newPut(ctx context.Context, tx *sql.Tx, s *Store, id feeds.FeedID) (*putting, error) {
	p := &putting{s: s, tx: tx, feed: id, arrived: unix(s.now()), old: unpacker{s: s}}
	var err error
	p.insert, err = s.stmt(ctx, tx, insertEntry)
	return p, err
}

func (p *putting) close() { _ = p.insert.Close() } // the transaction's end closes it as well

// entry stores one entry that recognise found to be new or edited.
func (p *putting) entry(ctx context.Context, in incoming) (outcome, error) {
	cats, err := jsonOf(in.Categories)
	if err != nil {
		return same, err
	}
	encs, err := jsonOf(in.Enclosures)
	if err != nil {
		return same, err
	}
	if in.was.id != 0 {
		return p.edit(ctx, in, cats, encs)
	}
	e := &in.Entry
	e.Arrived = fromUnix(p.arrived)
	res, err := p.insert.ExecContext(ctx, p.feed, storedGUID(*e), e.URL, e.Comments, e.Title, e.Author, e.Language, unix(e.Published), unix(e.Updated), p.arrived, unix(e.Time()), e.Image, cats, encs,
		in.hash, in.likeness, in.akin, in.pack, in.slot, in.read, in.starred)
	if err != nil {
		return same, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return same, err
	}
	if e.Extra == nil && e.Lead == "" {
		return fresh, nil
	}
	id, err := res.LastInsertId()
	if err != nil {
		return same, err
	}
	return fresh, p.rare(ctx, id, fresh, *e)
}

// edit puts what an entry says now in the place of what it said.
func (p *putting) edit(ctx context.Context, in incoming, cats, encs string) (outcome, error) {
	e := &in.Entry
	var hash, pack, slot, changed int64
	var title string
	err := p.s.row(ctx, p.tx, "SELECT hash, pack, slot, title, edited FROM entries WHERE id = ?", in.was.id).Scan(&hash, &pack, &slot, &title, &changed)
	if errors.Is(err, sql.ErrNoRows) || err == nil && hash != in.was.hash {
		return same, nil
	}
	if err != nil {
		return same, err
	}
	kept, err := p.keepVersion(ctx, in, title, pack, slot)
	if err != nil {
		return same, err
	}
	if kept {
		changed = p.arrived
	}
	// A text that was indexed is taken out of the index; it goes in anew later.
	if _, err := p.s.exec(ctx, p.tx, unword, in.was.id); err != nil {
		return same, err
	}
	e.Arrived = fromUnix(in.was.arrived)
	if _, err := p.s.exec(ctx, p.tx, updateEntry, storedGUID(*e), e.URL, e.Comments, e.Title, e.Author, e.Language, unix(e.Published), unix(e.Updated), unix(e.Time()), e.Image, cats, encs,
		in.hash, in.likeness, in.akin, in.pack, in.slot, changed, in.was.id); err != nil {
		return same, err
	}
	if err := p.rare(ctx, in.was.id, edited, *e); err != nil {
		return same, err
	}
	_, err = p.s.exec(ctx, p.tx, "DELETE FROM documents WHERE entry = ? AND shown = ?", in.was.id, article.FromFeed)
	return edited, err
}

// jsonOf is a list for its column; most are empty.
func jsonOf[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "null", nil
	}
	b, err := json.Marshal(list)
	return string(b), err
}
