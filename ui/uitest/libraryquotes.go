package uitest

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/library"
)

// Quotes finds stored quotes, newest first; the last saved first.
func (l *Library) Quotes(ctx context.Context, q feeds.QuoteQuery) ([]feeds.StoredQuote, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Quotes"); err != nil {
		return nil, err
	}
	return l.chosen(q), nil
}

func (l *Library) chosen(q feeds.QuoteQuery) []feeds.StoredQuote {
	var out []feeds.StoredQuote
	place := func(s feeds.StoredQuote) feeds.QuoteCursor { return feeds.CursorOfQuote(s, q.Saved) }
	order := func(a, b feeds.QuoteCursor) int {
		return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(b.ID, a.ID))
	}
	for _, s := range l.Stored {
		all := strings.ToLower(s.Text + " " + s.Speaker + " " + s.Publisher + " " + s.Note)
		switch {
		case !strings.Contains(all, strings.ToLower(q.Words)), q.Saved && !s.Saved(), q.Voice != 0 && s.Voice != q.Voice, q.Nobody && s.Voice != 0, q.Entry != 0 && s.Entry != q.Entry:
			continue
		case q.After != (feeds.QuoteCursor{}) && order(q.After, place(s)) >= 0 != q.Up:
			continue
		case q.After != (feeds.QuoteCursor{}) && place(s) == q.After:
			continue
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b feeds.StoredQuote) int { return order(place(a), place(b)) })
	if n := len(out) - q.Limit; q.Limit > 0 && n > 0 {
		if q.Up {
			return out[n:]
		}
		return out[:q.Limit]
	}
	return out
}

// Voices are the speakers of stored quotes.
func (l *Library) Voices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Voices"); err != nil {
		return nil, err
	}
	var out []feeds.Voice
	after := q.After
	q.After, q.Limit = feeds.QuoteCursor{}, 0
	for _, s := range l.chosen(q) {
		i := slices.IndexFunc(out, func(v feeds.Voice) bool { return v.ID == s.Voice })
		if i < 0 {
			out = append(out, feeds.Voice{ID: s.Voice, Name: s.Speaker, Role: s.Role, Newest: s.Published, Last: s.Text})
			i = len(out) - 1
		}
		out[i].Quotes++
	}
	if after != (feeds.QuoteCursor{}) {
		i := slices.IndexFunc(out, func(v feeds.Voice) bool { return v.ID == after.ID })
		return out[i+1:], nil
	}
	return out, nil
}

// CountQuotes counts stored quotes.
func (l *Library) CountQuotes(ctx context.Context, q feeds.QuoteQuery, most int) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "CountQuotes"); err != nil {
		return 0, err
	}
	q.After, q.Limit = feeds.QuoteCursor{}, 0
	return min(len(l.chosen(q)), most), nil
}

// SaveQuote keeps a quote.
func (l *Library) SaveQuote(ctx context.Context, q feeds.StoredQuote) (feeds.StoredQuote, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "SaveQuote"); err != nil {
		return q, err
	}
	if q.SavedID == 0 {
		q.SavedID = int64(len(l.Calls)) + 1000
	}
	if q.SavedAt.IsZero() {
		q.SavedAt = Now()
	}
	for i := range l.Stored {
		if s := &l.Stored[i]; s.Text == q.Text && s.URL == q.URL {
			s.SavedID, s.SavedAt, s.Note = q.SavedID, q.SavedAt, q.Note
		}
	}
	return q, nil
}

// UnsaveQuote lets a quote go.
func (l *Library) UnsaveQuote(ctx context.Context, saved int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "UnsaveQuote"); err != nil {
		return err
	}
	for i := range l.Stored {
		if l.Stored[i].SavedID == saved {
			l.Stored[i].SavedID, l.Stored[i].Note = 0, ""
			return nil
		}
	}
	return feeds.ErrNotFound
}

// ExportQuotes writes quotes as the library does.
func (l *Library) ExportQuotes(ctx context.Context, w io.Writer, f library.QuoteFormat, q feeds.QuoteQuery) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "ExportQuotes"); err != nil {
		return 0, err
	}
	out, err := library.NewQuoteWriter(w, f)
	if err != nil {
		return 0, err
	}
	all := l.chosen(q)
	for _, s := range all {
		if err := out.Write(s); err != nil {
			return 0, err
		}
	}
	return len(all), out.Close()
}
