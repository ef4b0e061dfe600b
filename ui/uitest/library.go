package uitest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
)

// Now is the time of the made-up world.
func Now() time.Time { return time.Date(2026, 11, 24, 15, 30, 0, 0, time.UTC) }

// Library is a library in memory. Its fields may be looked at and changed
// while no command runs.
type Library struct {
	All      []feeds.Entry
	Subs     []feeds.Feed
	Docs     map[feeds.EntryID]*article.Document
	Places   map[feeds.EntryID]int // how far articles were read
	Stored   []feeds.StoredQuote
	Progress []library.Progress // what a refresh tells
	Works    []library.Work     // what tending tells
	Arrive   []feeds.Entry      // what the next refresh brings
	Fail     map[string]error   // by method
	Calls    []string           // methods that were called, in order
	Asked    []feeds.Query      // of Entries
	Guessed  bool               // the last subscription was to be guessed
	Rules    []library.Rule     // that were written
	Deaf     bool               // answers even when it was cancelled
	mu       sync.Mutex         // a program runs its commands side by side
	gone     []feeds.Feed
	goneRows []feeds.Entry
}

func (l *Library) call(ctx context.Context, name string) error {
	l.Calls = append(l.Calls, name)
	if err := ctx.Err(); err != nil && !l.Deaf {
		return err
	}
	return l.Fail[name]
}

func (l *Library) sorted() {
	slices.SortFunc(l.All, func(a, b feeds.Entry) int {
		return cmp.Or(b.Time().Compare(a.Time()), cmp.Compare(b.ID, a.ID))
	})
}

func (l *Library) fits(e feeds.Entry, q feeds.Query) bool {
	folder := l.feed(e.Feed).Folder
	switch {
	case q.Read != nil && *q.Read != e.Read, q.Starred != nil && *q.Starred != e.Starred:
		return false
	case len(q.Feeds) > 0 && !slices.Contains(q.Feeds, e.Feed):
		return false
	case len(q.Folder) > 0 && (len(folder) < len(q.Folder) || !slices.Equal(folder[:len(q.Folder)], q.Folder)):
		return false
	case q.Quoted > 0 && e.Quotes < q.Quoted:
		return false
	case q.FeedName != "" && !strings.Contains(strings.ToLower(e.FeedTitle), strings.ToLower(q.FeedName)):
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(q.Text)) {
		if !strings.Contains(strings.ToLower(e.Title), w) {
			return false
		}
	}
	return true
}

func (l *Library) feed(id feeds.FeedID) feeds.Feed {
	for _, f := range l.Subs {
		if f.ID == id {
			return f
		}
	}
	return feeds.Feed{}
}

// Entries is one page.
func (l *Library) Entries(ctx context.Context, p feeds.Page) ([]feeds.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Entries"); err != nil {
		return nil, err
	}
	l.Asked = append(l.Asked, p.Query)
	l.sorted()
	limit := p.Limit
	if limit == 0 {
		limit = 100
	}
	behind := func(e feeds.Entry) int {
		return cmp.Or(p.After.Time.Compare(e.Time()), cmp.Compare(p.After.ID, e.ID))
	}
	var out []feeds.Entry
	for _, e := range l.All {
		if !l.fits(e, p.Query) {
			continue
		}
		if p.After != (feeds.Cursor{}) && (behind(e) > 0 == p.Up || behind(e) == 0) {
			continue
		}
		out = append(out, e)
	}
	if len(out) > limit {
		if p.Up && p.After != (feeds.Cursor{}) {
			out = out[len(out)-limit:]
		} else {
			out = out[:limit]
		}
	}
	return slices.Clone(out), nil
}

// Entry is one entry.
func (l *Library) Entry(ctx context.Context, id feeds.EntryID) (feeds.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Entry"); err != nil {
		return feeds.Entry{}, err
	}
	for _, e := range l.All {
		if e.ID == id {
			return e, nil
		}
	}
	return feeds.Entry{}, feeds.ErrNotFound
}

// Count counts a query.
func (l *Library) Count(ctx context.Context, q feeds.Query) (total, unread int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Count"); err != nil {
		return 0, 0, err
	}
	for _, e := range l.All {
		if l.fits(e, q) {
			total++
			if !e.Read {
				unread++
			}
		}
	}
	return total, unread, nil
}

// Feeds are all subscriptions with their counts.
func (l *Library) Feeds(ctx context.Context) ([]feeds.Feed, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Feeds"); err != nil {
		return nil, err
	}
	out := slices.Clone(l.Subs)
	for i := range out {
		out[i].Total, out[i].Unread = l.count(out[i].ID)
	}
	return out, nil
}

// History is the two fetches of every feed here.
func (l *Library) History(ctx context.Context, _ feeds.FeedID) ([]feeds.Visit, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return []feeds.Visit{
		{At: Now().Add(-time.Hour), Status: 200, Bytes: 48 << 10, New: 3, Changed: 1, Took: 240 * time.Millisecond},
		{At: Now().Add(-7 * time.Hour), Status: 503, Failure: "HTTP 503: the server is overloaded"},
	}, l.call(ctx, "History")
}

func (l *Library) count(id feeds.FeedID) (total, unread int) {
	for _, e := range l.All {
		if e.Feed == id {
			total++
			if !e.Read {
				unread++
			}
		}
	}
	return total, unread
}

// Mark applies a change and returns what it changed.
func (l *Library) Mark(ctx context.Context, c feeds.Change) (feeds.Change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Mark"); err != nil {
		return feeds.Change{}, err
	}
	var did feeds.Change
	for i := range l.All {
		e := &l.All[i]
		set := func(ids []feeds.EntryID, field *bool, to bool, done *[]feeds.EntryID) {
			if slices.Contains(ids, e.ID) && *field != to {
				*field = to
				*done = append(*done, e.ID)
			}
		}
		set(c.Read, &e.Read, true, &did.Read)
		set(c.Unread, &e.Read, false, &did.Unread)
		set(c.Star, &e.Starred, true, &did.Star)
		set(c.Unstar, &e.Starred, false, &did.Unstar)
	}
	return did, nil
}

// MarkAll marks a query read.
func (l *Library) MarkAll(ctx context.Context, q feeds.Query) (feeds.Change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "MarkAll"); err != nil {
		return feeds.Change{}, err
	}
	var did feeds.Change
	for i := range l.All {
		if e := &l.All[i]; !e.Read && l.fits(*e, q) {
			e.Read = true
			did.Read = append(did.Read, e.ID)
		}
	}
	return did, nil
}

// Open gives an article of Docs, or a short one made up.
func (l *Library) Open(ctx context.Context, id feeds.EntryID, _ library.OpenOptions) (library.Opened, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Open"); err != nil {
		return library.Opened{}, err
	}
	i := slices.IndexFunc(l.All, func(e feeds.Entry) bool { return e.ID == id })
	if i < 0 {
		return library.Opened{}, feeds.ErrNotFound
	}
	e := l.All[i]
	doc := l.Docs[id]
	if doc == nil {
		doc = Article(e.Title)
	}
	return library.Opened{Entry: e, Doc: l.Ruled(doc), Shown: article.FromFeed, Cached: true, Reached: l.Places[id]}, nil
}

// ReadLink gives an article that is called as its address.
func (l *Library) ReadLink(ctx context.Context, url, _ string) (library.Opened, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "ReadLink"); err != nil {
		return library.Opened{}, err
	}
	doc := Article("Behind " + url)
	doc.URL = url
	return library.Opened{Doc: doc, Shown: article.FromPage}, nil
}

// Reach keeps the place for the next Open.
func (l *Library) Reach(ctx context.Context, id feeds.EntryID, at int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.Places == nil {
		l.Places = map[feeds.EntryID]int{}
	}
	l.Places[id] = at
	return l.call(ctx, "Reach")
}

// Tend tells of Works.
func (l *Library) Tend(context.Context) <-chan library.Work {
	l.mu.Lock()
	defer l.mu.Unlock()
	ch := make(chan library.Work, len(l.Works))
	for _, w := range l.Works {
		ch <- w
	}
	close(ch)
	return ch
}

// StopPrefetch notes that it was called.
func (l *Library) StopPrefetch() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Calls = append(l.Calls, "StopPrefetch")
}
