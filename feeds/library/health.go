package library

import (
	"context"

	"pullquote/feeds/store"
)

// Keeping says how long entries are kept; see there what is kept for ever.
type Keeping = store.Keeping

// Health is what doctor finds.
type Health struct {
	Path           string
	Bytes          int64
	Free           int64 // of them, what holds nothing
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
		Path: h.Path, Bytes: h.Bytes, Free: h.Free, Schema: h.Schema, Whole: len(h.Problems) == 0, Problems: h.Problems,
		Feeds: h.Feeds, Entries: h.Entries, Documents: h.Documents, Quotes: h.Quotes, Backup: h.Backup,
	}, err
}

// Compact makes the database as small as it can be, and says how large it was
// and is. Background work waits meanwhile.
func (l *Library) Compact(ctx context.Context) (before, after int64, err error) {
	l.busy.Lock()
	defer l.busy.Unlock()
	if before, err = l.store.Size(); err != nil {
		return 0, 0, err
	}
	if err := l.store.Compact(ctx); err != nil {
		return before, before, err
	}
	after, err = l.store.Size()
	return before, after, err
}
