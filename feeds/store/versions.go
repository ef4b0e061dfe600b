package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"pullquote/feeds"
)

// How many versions of an entry are kept, and how long one may be: what a page
// of the news was corrected to in a day, and no archive.
const (
	versionsKept = 5
	versionMost  = 256 << 10
)

// Version is what an entry said before it was edited.
type Version struct {
	Until                   time.Time // when the next one was seen
	Title, Summary, Content string
}

// keepVersion keeps what an entry said, where the words that a reader sees are
// others now, and says whether they are. Markup, counters in addresses and the
// like are no news.
func (p *putting) keepVersion(ctx context.Context, in incoming, title string, pack, slot int64) (bool, error) {
	b, err := p.old.body(ctx, p.tx, pack, slot)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return false, err
	}
	if err != nil || title == in.Title && seen(b.content) == seen(in.Content) && (b.content != "" || seen(b.summary) == seen(in.Summary)) {
		return false, nil
	}
	if b.size() > versionMost {
		return true, nil
	}
	if _, err := p.tx.ExecContext(ctx, "INSERT OR REPLACE INTO versions (entry, until, title, body) VALUES (?,?,?,?)", in.was.id, p.arrived, title, p.s.packed([]body{b})); err != nil {
		return true, err
	}
	_, err = p.tx.ExecContext(ctx, "DELETE FROM versions WHERE entry = ?1 AND until NOT IN (SELECT until FROM versions WHERE entry = ?1 ORDER BY until DESC LIMIT ?2)", in.was.id, versionsKept)
	return true, err
}

// seen is the text that a reader sees, one blank between words.
func seen(html string) string {
	return strings.Join(strings.Fields(feeds.Plain(html, versionMost)), " ")
}

// Versions are what an entry said before, the last first.
func (s *Store) Versions(ctx context.Context, id feeds.EntryID) ([]Version, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT until, title, body FROM versions WHERE entry = ? ORDER BY until DESC", id)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []Version
	for rows.Next() {
		var v Version
		var until int64
		var blob sql.RawBytes
		if err := rows.Scan(&until, &v.Title, &blob); err != nil {
			return nil, err
		}
		bs, err := s.unpacked(blob)
		if err != nil || len(bs) != 1 {
			continue // one that can't be read is as good as none
		}
		v.Until, v.Summary, v.Content = fromUnix(until), bs[0].summary, bs[0].content
		out = append(out, v)
	}
	return out, s.damage(rows.Err())
}
