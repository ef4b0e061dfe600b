package library

import (
	"context"
	"pullquote/feeds"
)

// Quotes is a page of stored quotes of all articles that were opened or
// prefetched, or of saved ones.
func (l *Library) Quotes(ctx context.Context, q feeds.QuoteQuery) ([]feeds.StoredQuote, error) {
	return l.store.Quotes(ctx, q)
}

// Voices is a page of the speakers of stored quotes, with their counts.
func (l *Library) Voices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	return l.store.Voices(ctx, q)
}

// CountQuotes counts the quotes that a query chooses, up to most.
func (l *Library) CountQuotes(ctx context.Context, q feeds.QuoteQuery, most int) (int, error) {
	return l.store.CountQuotes(ctx, q, most)
}

// SaveQuote keeps a quote for good, with a note, and gives it back as it is
// kept; it outlives its article. Saved again, it takes the new note.
func (l *Library) SaveQuote(ctx context.Context, q feeds.StoredQuote) (feeds.StoredQuote, error) {
	return l.store.SaveQuote(ctx, q)
}

// UnsaveQuote lets a saved quote go, by its SavedID.
func (l *Library) UnsaveQuote(ctx context.Context, saved int64) error {
	return l.store.UnsaveQuote(ctx, saved)
}
