package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"pullquote/feeds"
)

// Revoice gives quotes that an older version stored their voices and their place
// in the full-text index, those of so many articles, the newest first. It says
// whether there may be more.
func (s *Store) Revoice(ctx context.Context, limit int) (more bool, err error) {
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT DISTINCT entry FROM quotes INDEXED BY quotes_waiting WHERE voice IS NULL ORDER BY entry DESC LIMIT ?", limit)
		if err != nil {
			return err
		}
		var ids []feeds.EntryID
		for rows.Next() {
			var id feeds.EntryID
			if err := rows.Scan(&id); err != nil {
				return errors.Join(err, rows.Close())
			}
			ids = append(ids, id)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		more = len(ids) == limit
		c := s.cite(tx)
		for _, id := range ids {
			qs, err := stored(ctx, tx, id)
			if err != nil {
				return err
			}
			if err := c.put(ctx, id, qs); err != nil {
				return err
			}
		}
		return c.end(ctx)
	})
	return more, s.damage(err)
}

// stored are the quotes of an article in reading order.
func stored(ctx context.Context, tx *sql.Tx, id feeds.EntryID) ([]feeds.StoredQuote, error) {
	rows, err := tx.QueryContext(ctx, "SELECT number, start, text, speaker, role, cue, kind, headline, publisher, url, published FROM quotes WHERE entry = ? ORDER BY number", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.StoredQuote
	for rows.Next() {
		q := feeds.StoredQuote{Entry: id}
		var published int64
		if err := rows.Scan(&q.Number, &q.Start, &q.Text, &q.Speaker, &q.Role, &q.Cue, &q.Kind, &q.Headline, &q.Publisher, &q.URL, &published); err != nil {
			return nil, err
		}
		q.Published = fromUnix(published)
		out = append(out, q)
	}
	return out, rows.Err()
}

// window is how many quotes with the words asked for are looked at, the newest.
const window = 5000

// Voices is a page of speakers, whom the newest quote is of first; the zero
// place of q.After is the top. With words, those who have quotes with them
// among the newest window of such quotes, and how many.
func (s *Store) Voices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	if q.Limit <= 0 {
		q.Limit = 200
	}
	if q.Words == "" && q.Speaker == "" && q.Text == "" && q.Publisher == "" && q.Since.IsZero() {
		return s.allVoices(ctx, q)
	}
	from, w, ok := quotesWhere(q)
	if !ok || q.After != (feeds.QuoteCursor{}) {
		return nil, nil
	}
	by := "q.published DESC, q.id DESC"
	if w.match != "" {
		by = "quotes_text.rowid DESC"
	}
	// SQLite gives the bare column text from the row that holds the maximum.
	return s.voices(ctx, "SELECT coalesce(m.voice, 0), coalesce(v.name, ''), coalesce(v.role, ''), count(*), max(m.published), m.text FROM (SELECT q.voice, q.published, substr(q.text, 1, 400) AS text FROM "+from+
		" WHERE "+w.String()+" ORDER BY "+by+" LIMIT ?) m LEFT JOIN voices v ON v.id = m.voice GROUP BY m.voice ORDER BY max(m.published) DESC, m.voice DESC LIMIT ?", append(w.args, window, q.Limit)...)
}

// allVoices is a page of all speakers; behind the last stands nobody, for the
// quotes that no name goes with.
func (s *Store) allVoices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	const last = `coalesce((SELECT substr(text, 1, 400) FROM quotes WHERE voice = v.id AND hidden = 0 ORDER BY published DESC, id DESC LIMIT 1), '')`
	var w where
	w.add("v.quotes > 0")
	if q.After != (feeds.QuoteCursor{}) {
		if q.After.ID == 0 { // behind nobody
			return nil, nil
		}
		w.add("(v.newest, v.id) < (?, ?)", unix(q.After.Time), q.After.ID)
	}
	found, err := s.voices(ctx, "SELECT v.id, v.name, v.role, v.quotes, v.newest, "+last+" FROM voices v INDEXED BY voices_newest WHERE "+w.String()+
		" ORDER BY v.newest DESC, v.id DESC LIMIT ?", append(w.args, q.Limit)...)
	if err != nil || len(found) == q.Limit {
		return found, err
	}
	nobody, err := s.voices(ctx, `SELECT 0, '', '', count(*), coalesce(max(v.published), 0), `+strings.ReplaceAll(last, "v.id", "0")+
		" FROM quotes v INDEXED BY quotes_voice WHERE v.voice = 0 AND v.hidden = 0 HAVING count(*) > 0")
	return append(found, nobody...), err
}

func (s *Store) voices(ctx context.Context, query string, args ...any) ([]feeds.Voice, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Voice
	for rows.Next() {
		var v feeds.Voice
		var newest int64
		if err := rows.Scan(&v.ID, &v.Name, &v.Role, &v.Quotes, &newest, &v.Last); err != nil {
			return nil, err
		}
		v.Newest = fromUnix(newest)
		out = append(out, v)
	}
	return out, s.damage(rows.Err())
}
