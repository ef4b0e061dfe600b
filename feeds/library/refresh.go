package library

import (
	"context"
	"slices"
	"time"

	"pullquote/feeds"
)

// RefreshOptions choose what is refreshed.
type RefreshOptions struct {
	Feeds []feeds.FeedID // nil: all
	Due   bool           // only those whose time has come
	// Force asks those too whose server asked to wait (Retry-After).
	Force bool
	// Explain tells of each feed that is not asked because it is not due.
	Explain bool
}

// Progress is one step of a refresh. A result (Done) is never dropped; the
// beginning of a feed may be.
type Progress struct {
	Feed     feeds.Feed
	Started  bool // the feed is being fetched now
	Done     bool // the feed is through: New, Changed, Err count; with no Feed the whole refresh failed
	New      int
	Changed  int
	Same     bool        // 304, or nothing new
	Skipped  string      // it was not asked, and why, in human words
	Moved    string      // the address that the feed has from now on
	List     *ListReport // a followed list was brought into step: Feed has its name and address alone
	Err      error       // in human words by Explain
	Status   int         // HTTP status; 0 none
	Bytes    int64       // off the wire
	Took     time.Duration
	Finished int // feeds through so far
	Total    int
}

// gone is how long after a cancellation a result waits for its reader.
const gone = time.Second

// Refresh fetches feeds, several at once, and tells each step on the channel,
// which it closes at the end. Cancelling the context stops it within a second;
// what was finished is kept, and told for as long as somebody listens. One
// broken feed holds up no other. Results have to be taken: a reader who stops
// listening cancels ctx.
func (l *Library) Refresh(ctx context.Context, o RefreshOptions) <-chan Progress {
	tell := make(chan Progress)
	if !l.jobs.begin() { // closed
		close(tell)
		return tell
	}
	l.stopped.Store(false)
	go func() {
		defer l.jobs.end()
		defer close(tell)
		listening := true
		for p := range l.refresh(ctx, o) {
			listening = listening && l.say(ctx, tell, p)
		}
		l.background()
	}()
	return tell
}

// say hands a step to the reader. false: nobody listens any more.
func (l *Library) say(ctx context.Context, tell chan<- Progress, p Progress) bool {
	select {
	case tell <- p:
		return true
	case <-l.ctx.Done(): // closing
		return false
	case <-ctx.Done():
	}
	late := time.NewTimer(gone)
	defer late.Stop()
	select {
	case tell <- p:
		return true
	case <-l.ctx.Done():
	case <-late.C:
	}
	return false
}

// refresh is Refresh whose channel is always read to its end. It ends with the
// library as well.
func (l *Library) refresh(ctx context.Context, o RefreshOptions) <-chan Progress {
	tell := make(chan Progress)
	go func() {
		defer close(tell)
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(l.ctx, cancel)()
		chosen, skipped, err := l.chosen(ctx, o)
		if err != nil {
			tell <- Progress{Done: true, Err: err}
			return
		}
		r := &run{l: l, tell: tell, force: o.Force, total: len(chosen) + len(skipped)}
		for _, p := range skipped {
			r.finished++
			p.Done, p.Finished, p.Total = true, r.finished, r.total
			tell <- p
		}
		if len(o.Feeds) > 0 {
			r.all(ctx, order(chosen))
			return
		}
		// A list whose server is dead holds up no feed; what it adds comes last.
		lists := make(chan error, 1)
		go func() { lists <- l.steps(ctx, o.Due, func(p Progress) { tell <- p }) }()
		r.all(ctx, order(chosen))
		added, err := l.listed(ctx, <-lists, chosen)
		if err != nil && ctx.Err() == nil {
			tell <- Progress{Done: true, Err: err}
		}
		r.total += len(added)
		r.all(ctx, order(added))
	}()
	return tell
}

// listed are the feeds that lists have added since a refresh began.
func (l *Library) listed(ctx context.Context, err error, known []feeds.Feed) ([]feeds.Feed, error) {
	if err != nil {
		return nil, err
	}
	all, err := l.store.Feeds(ctx)
	return slices.DeleteFunc(all, func(f feeds.Feed) bool {
		return f.List == "" || !f.Checked.IsZero() || slices.ContainsFunc(known, func(k feeds.Feed) bool { return k.ID == f.ID })
	}), err
}
