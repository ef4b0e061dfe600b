package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pullquote/feeds"
)

// A row of the full-text index of quotes has the place in the list as its rowid:
// the time, shifted by 31 bits, and the quote's id below. Below are two thousand
// million quotes, above the years 1834 to 2106; times outside are drawn to the edges.
const (
	idBits   = 31
	idMask   = "2147483647"
	maxPlace = 1<<32 - 1
	minPlace = -1 << 32
)

// word is the rowid of a quote in that index.
func word(at int64, id feeds.EntryID) int64 {
	return max(min(at, maxPlace), minPlace)<<idBits | int64(id)
}

// putQuoteWords puts a quote into that index.
const putQuoteWords = "INSERT INTO quotes_text (rowid, text, speaker, publisher) VALUES (?,?,?,?)"

// markVoice stands before the number of the voice in the index, so that "these
// words by that speaker" is found without reading all who used the words.
const markVoice = "\ue000"

// speakerWords is the index's column for who speaks. Names are folded as a
// query's are: the tokenizer alone knows no ø for an o.
func speakerWords(speaker string, v voice) string {
	name := feeds.FoldName(speaker)
	if full := feeds.FoldName(v.name); full != name {
		name += " " + full
	}
	return segment(name) + " " + voiceMark(v.id)
}

func voiceMark(id int64) string { return markVoice + strconv.FormatInt(id, 10) }

// requote fills the full-text index of quotes anew.
func requote(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT q.id, q.text, q.speaker, q.publisher, q.published, q.voice, coalesce(v.name, '')
		FROM quotes q LEFT JOIN voices v ON v.id = q.voice WHERE q.voice IS NOT NULL ORDER BY q.published, q.id`)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var q feeds.StoredQuote
		var published int64
		var v voice
		if err := rows.Scan(&q.ID, &q.Text, &q.Speaker, &q.Publisher, &published, &v.id, &v.name); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, putQuoteWords, word(published, feeds.EntryID(q.ID)), segment(q.Text), speakerWords(q.Speaker, v), segment(q.Publisher)); err != nil {
			return err
		}
	}
	return rows.Err()
}

// quoteMatch makes the full-text query of a query for quotes; "" where it asks
// for no words. ok is false where no quote can have them.
func quoteMatch(q feeds.QuoteQuery) (m string, ok bool) {
	var parts []string
	for _, part := range []struct{ asked, made string }{
		{q.Words, anyMatch(q.Words)},
		{q.Speaker, match(feeds.FoldName(q.Speaker), "speaker")},
		{q.Text, match(q.Text, "text")},
		{q.Publisher, match(q.Publisher, "publisher")},
	} {
		if strings.TrimSpace(part.asked) == "" {
			continue
		}
		if part.made == "" {
			return "", false
		}
		parts = append(parts, "("+part.made+")")
	}
	if len(parts) > 0 && (q.Voice > 0 || q.Nobody) {
		parts = append(parts, `speaker : "`+voiceMark(q.Voice)+`"`)
	}
	return strings.Join(parts, " AND "), true
}

// anyMatch looks for words in all columns, in the speaker's as names are folded.
func anyMatch(words string) string {
	var parts []string
	fields := strings.Fields(words)
	for i, w := range fields {
		p := phrase(w, "")
		if p == "" {
			continue
		}
		if i == len(fields)-1 {
			p += star(w)
		}
		if name := feeds.FoldName(w); name != strings.ToLower(w) && phrase(name, "") != "" {
			p = "(" + p + ` OR ` + phrase(name, "speaker") + star(name) + ")"
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, " AND ")
}

// quotesWhere is a query for quotes as SQL: what it reads, and its conditions.
func quotesWhere(q feeds.QuoteQuery) (from string, w where, ok bool) {
	m, ok := quoteMatch(q)
	if !ok {
		return "", w, false
	}
	from = "quotes q INDEXED BY quotes_newest"
	switch {
	case m != "":
		from = "quotes_text CROSS JOIN quotes q ON q.id = quotes_text.rowid & " + idMask
		w.add("quotes_text MATCH ?", m)
		if !q.Since.IsZero() {
			w.add("quotes_text.rowid >= ?", word(q.Since.Unix(), 0))
		}
	case q.Entry != 0:
		from = "quotes q INDEXED BY quotes_entry"
	case q.Voice > 0 || q.Nobody:
		from = "quotes q INDEXED BY quotes_voice"
	}
	w.match = m
	w.add("q.hidden = 0")
	if q.Entry != 0 {
		w.add("q.entry = ?", q.Entry)
	}
	if q.Voice > 0 || q.Nobody {
		w.add("q.voice = ?", q.Voice)
	}
	if !q.Since.IsZero() {
		w.add("q.published >= ?", q.Since.Unix())
	}
	return from, w, true
}

// Quotes is a page of stored quotes, newest first, or of saved ones.
func (s *Store) Quotes(ctx context.Context, q feeds.QuoteQuery) ([]feeds.StoredQuote, error) {
	if q.Limit <= 0 {
		q.Limit = 200
	}
	if q.Saved {
		return s.savedQuotes(ctx, q)
	}
	from, w, ok := quotesWhere(q)
	if !ok {
		return nil, nil
	}
	order, than := "DESC", "<"
	if q.Up {
		order, than = "ASC", ">"
	}
	by := "q.published " + order + ", q.id " + order
	if w.match != "" {
		by = "quotes_text.rowid " + order
	}
	if at := unix(q.After.Time); q.After != (feeds.QuoteCursor{}) {
		if w.match != "" {
			w.add("quotes_text.rowid "+than+" ?", word(at, feeds.EntryID(q.After.ID)))
		} else {
			w.add("(q.published, q.id) "+than+" (?, ?)", at, q.After.ID)
		}
	}
	found, err := s.quotes(ctx, `SELECT q.id, coalesce(q.voice, 0), q.entry, q.number, q.start, q.text, q.speaker, q.role, q.cue, q.kind, q.headline, q.publisher, q.url, q.published,
		coalesce(s.id, 0), coalesce(s.saved, 0), coalesce(s.note, '') FROM `+from+" LEFT JOIN saved s ON s.id = "+savedOf+
		" WHERE "+w.String()+" ORDER BY "+by+" LIMIT ?", append(w.args, q.Limit)...)
	if q.Up {
		slices.Reverse(found)
	}
	return found, err
}

// savedOf finds a quote among the saved ones by its words and its article, which
// outlive better rules for who speaks.
const savedOf = "(SELECT id FROM saved WHERE text = q.text AND url = q.url ORDER BY speaker = q.speaker DESC LIMIT 1)"

// maxSaved is how many saved quotes are looked through for words: they are the
// work of one reader's hands and stand in no index.
const maxSaved = 50_000

func (s *Store) savedQuotes(ctx context.Context, q feeds.QuoteQuery) ([]feeds.StoredQuote, error) {
	order, than := "DESC", "<"
	if q.Up {
		order, than = "ASC", ">"
	}
	var w where
	w.add("published >= ?", unix(q.Since))
	if q.After != (feeds.QuoteCursor{}) {
		w.add("(saved, id) "+than+" (?, ?)", unix(q.After.Time), q.After.ID)
	}
	all, err := s.quotes(ctx, `SELECT 0, 0, entry, number, start, text, speaker, role, cue, kind, headline, publisher, url, published, id, saved, note
		FROM saved WHERE `+w.String()+" ORDER BY saved "+order+", id "+order+" LIMIT ?", append(w.args, maxSaved)...)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(all, func(s feeds.StoredQuote) bool { return !savedFits(s, q) })
	out = out[:min(len(out), q.Limit)]
	if q.Up {
		slices.Reverse(out)
	}
	return out, nil
}

// savedFits is what the full-text index would say. Notes are looked through as
// the quote's own words are.
func savedFits(s feeds.StoredQuote, q feeds.QuoteQuery) bool {
	holds := func(asked string, texts ...string) bool {
		all := feeds.FoldName(strings.Join(texts, " "))
		for _, w := range strings.Fields(feeds.FoldName(asked)) {
			if !strings.Contains(all, w) {
				return false
			}
		}
		return true
	}
	return holds(q.Words, s.Text, s.Note, s.Speaker, s.Publisher) && holds(q.Text, s.Text, s.Note) && holds(q.Publisher, s.Publisher) &&
		(strings.TrimSpace(q.Speaker) == "" || feeds.Asked(q.Speaker, s.Speaker)) &&
		(q.Entry == 0 || q.Entry == s.Entry)
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
		var published, saved int64
		if err := rows.Scan(&q.ID, &q.Voice, &q.Entry, &q.Number, &q.Start, &q.Text, &q.Speaker, &q.Role, &q.Cue, &q.Kind, &q.Headline, &q.Publisher, &q.URL, &published,
			&q.SavedID, &saved, &q.Note); err != nil {
			return nil, err
		}
		q.Published, q.SavedAt = fromUnix(published), fromUnix(saved)
		out = append(out, q)
	}
	return out, s.damage(rows.Err())
}

// CountQuotes counts what a query chooses, up to most.
func (s *Store) CountQuotes(ctx context.Context, q feeds.QuoteQuery, most int) (int, error) {
	if q.Saved {
		q.Limit, q.After, q.Up = most, feeds.QuoteCursor{}, false
		found, err := s.savedQuotes(ctx, q)
		return len(found), err
	}
	from, w, ok := quotesWhere(q)
	if !ok {
		return 0, nil
	}
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+from+" WHERE "+w.String()+" LIMIT ?)", append(w.args, most)...).Scan(&n)
	return n, s.damage(err)
}

// SaveQuote keeps a quote for good and gives it back with its number; saving it
// again changes its note.
func (s *Store) SaveQuote(ctx context.Context, q feeds.StoredQuote) (feeds.StoredQuote, error) {
	at := q.SavedAt
	if at.IsZero() {
		at = s.now()
	}
	err := s.change(ctx, true, func(tx *sql.Tx) error {
		if q.SavedID != 0 {
			err := one(tx.ExecContext(ctx, "UPDATE saved SET note = ? WHERE id = ?", q.Note, q.SavedID))
			if err == nil {
				return nil
			} // it was let go meanwhile: keep it again
		}
		return tx.QueryRowContext(ctx, `INSERT INTO saved (text, speaker, role, cue, kind, headline, publisher, url, published, entry, number, start, note, saved)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (text, speaker, url) DO UPDATE SET note = excluded.note RETURNING id`,
			q.Text, q.Speaker, q.Role, q.Cue, q.Kind, q.Headline, q.Publisher, q.URL, unix(q.Published), q.Entry, q.Number, q.Start, q.Note, unix(at)).Scan(&q.SavedID)
	})
	q.SavedAt = at.Truncate(time.Second)
	return q, s.damage(err)
}

// UnsaveQuote lets a saved quote go. Errors: feeds.ErrNotFound.
func (s *Store) UnsaveQuote(ctx context.Context, saved int64) error {
	return s.damage(s.change(ctx, true, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, "DELETE FROM saved WHERE id = ?", saved))
	}))
}
