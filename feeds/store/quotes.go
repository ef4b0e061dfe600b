package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"pullquote/feeds"
)

// QuoteQuery chooses quotes, newest first.
type QuoteQuery struct {
	Speaker, Text string
	Since         time.Time
	Saved         bool
	Limit         int
}

// putQuoteWords puts a quote into the full-text index of quotes.
const putQuoteWords = "INSERT INTO quotes_text (rowid, text, speaker) VALUES (?,?,?)"

// requote fills that index anew.
func requote(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "SELECT id, text, speaker FROM quotes ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var id int64
		var text, speaker string
		if err := rows.Scan(&id, &text, &speaker); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, putQuoteWords, id, segment(text), segment(speaker)); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Quotes are stored quotes, or saved ones, newest first.
func (s *Store) Quotes(ctx context.Context, q QuoteQuery) ([]feeds.StoredQuote, error) {
	if q.Limit <= 0 {
		q.Limit = 200
	}
	if q.Saved {
		return s.savedQuotes(ctx, q)
	}
	conds, args := []string{"e.hidden = 0"}, []any{}
	var words []string
	for _, w := range []struct{ text, column string }{{q.Speaker, "speaker"}, {q.Text, ""}} {
		if w.text == "" {
			continue
		}
		m := match(w.text, w.column)
		if m == "" {
			return nil, nil
		}
		words = append(words, "("+m+")")
	}
	if len(words) > 0 {
		conds = append(conds, "q.id IN (SELECT rowid FROM quotes_text WHERE quotes_text MATCH ? ORDER BY rowid DESC LIMIT ?)")
		args = append(args, strings.Join(words, " AND "), window)
	}
	if !q.Since.IsZero() {
		conds = append(conds, "q.published >= ?")
		args = append(args, q.Since.Unix())
	}
	return s.quotes(ctx, `SELECT coalesce(-s.id, q.id), q.entry, q.number, q.start, q.text, q.speaker, q.role, q.cue, q.kind, q.headline, q.publisher, q.url, q.published,
		coalesce(s.note, ''), s.id IS NOT NULL FROM quotes q JOIN entries e ON e.id = q.entry LEFT JOIN saved s ON s.text = q.text AND s.speaker = q.speaker AND s.url = q.url
		WHERE `+strings.Join(conds, " AND ")+" ORDER BY q.published DESC, q.entry DESC, q.number LIMIT ?", append(args, q.Limit)...)
}

func (s *Store) savedQuotes(ctx context.Context, q QuoteQuery) ([]feeds.StoredQuote, error) {
	return s.quotes(ctx, `SELECT -id, entry, number, start, text, speaker, role, cue, kind, headline, publisher, url, published, note, 1 FROM saved
		WHERE speaker LIKE ? ESCAPE '\' AND (text LIKE ? ESCAPE '\' OR note LIKE ? ESCAPE '\') AND published >= ? ORDER BY saved DESC, id DESC LIMIT ?`,
		contains(q.Speaker), contains(q.Text), contains(q.Text), unix(q.Since), q.Limit)
}

func (s *Store) quotes(ctx context.Context, query string, args ...any) ([]feeds.StoredQuote, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.damage(fmt.Errorf("read the quotes: %w", err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.StoredQuote
	for rows.Next() {
		var q feeds.StoredQuote
		var published int64
		if err := rows.Scan(&q.ID, &q.Entry, &q.Number, &q.Start, &q.Text, &q.Speaker, &q.Role, &q.Cue, &q.Kind, &q.Headline, &q.Publisher, &q.URL, &published, &q.Note, &q.Saved); err != nil {
			return nil, err
		}
		q.Published = fromUnix(published)
		out = append(out, q)
	}
	return out, s.damage(rows.Err())
}

// SaveQuote keeps a quote for good; saving it again changes its note.
func (s *Store) SaveQuote(ctx context.Context, q feeds.StoredQuote) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO saved (text, speaker, role, cue, kind, headline, publisher, url, published, entry, number, start, note, saved)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (text, speaker, url) DO UPDATE SET note = excluded.note`,
			q.Text, q.Speaker, q.Role, q.Cue, q.Kind, q.Headline, q.Publisher, q.URL, unix(q.Published), q.Entry, q.Number, q.Start, q.Note, unix(s.now()))
		return err
	}))
}

// UnsaveQuote lets a saved quote go. id is as Quotes gave it: of the index, or,
// below zero, of the saved ones, so that the one is never taken for the other.
// Errors: feeds.ErrNotFound.
func (s *Store) UnsaveQuote(ctx context.Context, id int64) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error {
		if id < 0 {
			return one(tx.ExecContext(ctx, "DELETE FROM saved WHERE id = ?", -id))
		}
		return one(tx.ExecContext(ctx, "DELETE FROM saved WHERE (text, speaker, url) = (SELECT text, speaker, url FROM quotes WHERE id = ?)", id))
	}))
}
