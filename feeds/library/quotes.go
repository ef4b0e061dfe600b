package library

import (
	"context"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

// QuoteQuery chooses stored quotes, newest first.
type QuoteQuery struct {
	Speaker string
	Text    string
	Since   time.Time
	Saved   bool
	Limit   int // 0: 200
}

// Quotes are stored quotes of all articles that were opened or prefetched.
func (l *Library) Quotes(ctx context.Context, q QuoteQuery) ([]feeds.StoredQuote, error) {
	return l.store.Quotes(ctx, store.QuoteQuery(q))
}

// SaveQuote keeps a quote for good, with a note; it outlives its article.
func (l *Library) SaveQuote(ctx context.Context, q feeds.StoredQuote) error {
	return l.store.SaveQuote(ctx, q)
}

// UnsaveQuote lets a saved quote go.
func (l *Library) UnsaveQuote(ctx context.Context, id int64) error {
	return l.store.UnsaveQuote(ctx, id)
}

// Health is what doctor finds.
type Health struct {
	Path           string
	Bytes          int64
	Schema         int
	Whole          bool
	Problems       []string
	Feeds, Entries int
	Documents      int
	Quotes         int
	Backup         string // newest backup file; "" none
}

// Check looks the store over; with repair it mends what can be mended, after a backup.
func (l *Library) Check(ctx context.Context, repair bool) (Health, error) {
	h, err := l.store.Check(ctx, repair)
	if repair && err == nil {
		l.background() // the full text was emptied and fills again
	}
	return Health{
		Path: h.Path, Bytes: h.Bytes, Schema: h.Schema, Whole: len(h.Problems) == 0, Problems: h.Problems,
		Feeds: h.Feeds, Entries: h.Entries, Documents: h.Documents, Quotes: h.Quotes, Backup: h.Backup,
	}, err
}
