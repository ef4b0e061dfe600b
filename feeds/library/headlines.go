package library

import (
	"context"

	"pullquote/feeds"
)

// Entries is one page of headlines, newest first, without bodies.
func (l *Library) Entries(ctx context.Context, p feeds.Page) ([]feeds.Entry, error) {
	return l.store.Entries(ctx, p)
}

// Entry is one entry with its bodies.
func (l *Library) Entry(ctx context.Context, id feeds.EntryID) (feeds.Entry, error) {
	return l.store.Entry(ctx, id)
}

// Count is the number of entries that a query chooses, and of unread among them.
func (l *Library) Count(ctx context.Context, q feeds.Query) (total, unread int, err error) {
	return l.store.Count(ctx, q)
}

// Mark applies a change at once and returns it reduced to what really changed,
// so that its Inverse undoes exactly that.
func (l *Library) Mark(ctx context.Context, c feeds.Change) (feeds.Change, error) {
	return l.store.Mark(ctx, c)
}

// MarkAll marks all entries of a query read; the change that it returns undoes it.
func (l *Library) MarkAll(ctx context.Context, q feeds.Query) (feeds.Change, error) {
	return l.store.MarkAll(ctx, q)
}
