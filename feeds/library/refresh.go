package library

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/discover"
	"pullquote/feeds/fetch"
	"pullquote/feeds/store"
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

// chosen are the feeds to be fetched, and those of which is told that they are not.
func (l *Library) chosen(ctx context.Context, o RefreshOptions) (out []feeds.Feed, skipped []Progress, err error) {
	all, err := l.store.Feeds(ctx)
	if err != nil {
		return nil, nil, err
	}
	want := map[feeds.FeedID]bool{}
	for _, id := range o.Feeds {
		want[id] = true
	}
	now := l.o.Now()
	l.remember(all, now)
	for _, f := range all {
		switch {
		case len(o.Feeds) > 0 && !want[f.ID]:
		case f.Gone && (o.Due || len(o.Feeds) == 0), o.Due && waits(f, now): // gone for good: asked only by name
			if o.Explain {
				skipped = append(skipped, Progress{Feed: f, Skipped: Waits(f, now)})
			}
		case held(f, now) && !o.Force:
			skipped = append(skipped, Progress{Feed: f, Skipped: asked(f.Wait, now)})
		default:
			out = append(out, f)
		}
	}
	return out, skipped, nil
}

// remember tells the client which hosts asked to be left alone in an earlier
// refresh: one that is asked too often means all of its feeds.
func (l *Library) remember(fs []feeds.Feed, now time.Time) {
	for _, f := range fs {
		if held(f, now) && strings.HasPrefix(f.Failure, "HTTP 429") { // our own words: see fetch.Explain
			l.client.Hold(f.URL, f.Wait)
		}
	}
}

// asked says until when a server wants to be left alone.
func asked(until, now time.Time) string {
	return "not asked before " + hour(until, now) + ": the server asked to wait"
}

// order is the order of a refresh: feeds that failed last time come last, so
// that a dead host holds up nobody.
func order(fs []feeds.Feed) []feeds.Feed {
	out := spread(fs)
	slices.SortStableFunc(out, func(a, b feeds.Feed) int { return min(a.Failures, 1) - min(b.Failures, 1) })
	return out
}

// spread orders feeds so that neighbours are of different hosts: the workers
// then seldom queue for the same one.
func spread(fs []feeds.Feed) []feeds.Feed {
	byHost := map[string][]feeds.Feed{}
	var hosts []string
	for _, f := range fs {
		h := article.Host(f.URL)
		if len(byHost[h]) == 0 {
			hosts = append(hosts, h)
		}
		byHost[h] = append(byHost[h], f)
	}
	out := make([]feeds.Feed, 0, len(fs))
	for i := 0; len(out) < len(fs); i++ {
		for _, h := range hosts {
			if i < len(byHost[h]) {
				out = append(out, byHost[h][i])
			}
		}
	}
	return out
}

// run is one refresh.
type run struct {
	l     *Library
	tell  chan<- Progress
	total int
	force bool

	mu       sync.Mutex
	finished int
	quiet    []feeds.Feed // nothing new or failed: stored together
	how      []store.Fetch
}

// batch is how many outcomes without news are stored in one transaction: a
// refresh in which nothing changed then costs a few writes and not a thousand.
const batch = 64

// silence is how long a host may be silent before the feed's place is given to
// the next one; crowd is how many feeds may be under way for each place: each
// silent one costs a connection and no work.
const (
	silence = time.Second
	crowd   = 8
)

func (r *run) all(ctx context.Context, fs []feeds.Feed) {
	places := make(chan struct{}, r.l.o.Workers)
	under := make(chan struct{}, crowd*r.l.o.Workers)
	var wg sync.WaitGroup
	for _, f := range fs {
		if !enter(ctx, under) {
			break
		}
		if !enter(ctx, places) {
			break
		}
		wg.Go(func() {
			defer func() { <-under }()
			p := &place{places: places, held: true}
			defer p.leave()
			r.one(ctx, f, p)
		})
	}
	wg.Wait()
	if err := r.flush(context.WithoutCancel(ctx)); err != nil {
		r.tell <- Progress{Done: true, Err: err, Finished: r.finished, Total: r.total}
	}
}

// enter takes one of a number of places; false: cancelled before.
func enter(ctx context.Context, places chan<- struct{}) bool {
	select {
	case places <- struct{}{}:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// place is a feed's right to be worked on. It can be left while the host is
// silent, and is taken again for the work on the answer.
type place struct {
	places chan struct{}
	mu     sync.Mutex
	held   bool
}

// lend runs wait, and lends the place to others once it takes too long.
func (p *place) lend(after time.Duration, wait func()) {
	late := time.AfterFunc(after, p.leave)
	wait()
	if late.Stop() {
		return
	}
	p.leave() // it may be about to be left at this very moment
	p.places <- struct{}{}
	p.mu.Lock()
	p.held = true
	p.mu.Unlock()
}

func (p *place) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held {
		p.held = false
		<-p.places
	}
}

// one fetches one feed and tells what became of it.
func (r *run) one(ctx context.Context, f feeds.Feed, at *place) {
	if ctx.Err() != nil {
		return
	}
	r.mu.Lock()
	begun := Progress{Feed: f, Started: true, Finished: r.finished, Total: r.total}
	r.mu.Unlock()
	select { // a beginning may be dropped
	case r.tell <- begun:
	case <-ctx.Done():
		return
	default:
	}
	start := time.Now()
	p := r.fetch(ctx, f, at)
	if p.Err != nil && ctx.Err() != nil {
		return // cancelled is not failed
	}
	if errors.Is(p.Err, feeds.ErrNotFound) && p.Status == 200 {
		p.Err, p.Same = nil, true // unsubscribed meanwhile
	}
	p.Took = time.Since(start)
	p.Done = true
	r.mu.Lock()
	r.finished++
	p.Finished, p.Total = r.finished, r.total
	r.mu.Unlock()
	r.tell <- p
}

func (r *run) fetch(ctx context.Context, f feeds.Feed, at *place) Progress {
	l := r.l
	start := time.Now()
	var a fetch.Answer
	var err error
	at.lend(silence, func() {
		// What a list on the web names is not what the reader typed.
		a, err = l.get(ctx, fetch.Request{
			URL: f.URL, ETag: f.ETag, LastModified: f.LastModified, Patient: !r.force, Unasked: f.List != "", From: f.List,
		})
	})
	var wait feeds.HeldError
	if errors.As(err, &wait) {
		return Progress{Feed: f, Skipped: asked(wait.Until, l.o.Now())}
	}
	p := Progress{Feed: f, Status: a.Status, Bytes: a.Wire}
	now := l.o.Now()
	f.Checked = now
	how := store.Fetch{Status: a.Status, Bytes: a.Wire}
	if errors.Is(err, feeds.ErrUnchanged) {
		p.Same, p.Status, how.Status = true, 304, 304
		f.Fetched, f.Failures, f.Failure, f.Gone = now, 0, "", false
		f = due(l.recall(ctx, f, now), a.Fresh, l.every(f), now)
		how.Millis = time.Since(start).Milliseconds()
		p.Feed = f
		p.Err = errors.Join(r.later(ctx, f, how), r.moved(ctx, &p, a))
		return p
	}
	var parsed feeds.Parsed
	if err == nil {
		if parsed, err = l.parse(a); err != nil {
			if page, perr := l.page(a); perr == nil { // subscribed as it is: a page with microformats
				parsed, err = page, nil
			} else {
				err = l.instead(f, a, err)
			}
		}
	}
	how.Millis = time.Since(start).Milliseconds()
	if err != nil {
		if ctx.Err() != nil {
			p.Err = err
			return p
		}
		p.Err = err
		f.Failures++
		f.Failure = Explain(err)
		f.Gone = errors.Is(err, feeds.ErrGone)
		f = failedAt(f, a.RetryAfter, now)
		p.Feed, how.Failure = f, f.Failure
		if serr := r.later(ctx, f, how); serr != nil {
			p.Err = errors.Join(err, serr)
		}
		return p
	}
	p.Err = r.store(ctx, &p, f, a, parsed, how)
	return p
}

// pageError: a page stands where the feed was.
type pageError struct{ named string }

func (e pageError) Error() string {
	return "a page stands where the feed was; it names " + e.named
}

func (pageError) Unwrap() error { return feeds.ErrNotFeed }

// instead says which feed the page names that came in place of one. The reader
// decides: a server that is being mended names all kinds of things.
func (l *Library) instead(f feeds.Feed, a fetch.Answer, err error) error {
	for _, c := range discover.Page(a.Body, a.ContentType, a.URL) {
		if c.URL != f.URL && len(c.URL) < 200 {
			return pageError{feeds.Shown(c.URL)}
		}
	}
	return err
}

// store puts what came into the store.
func (r *run) store(ctx context.Context, p *Progress, f feeds.Feed, a fetch.Answer, parsed feeds.Parsed, how store.Fetch) error {
	got := parsed.Feed
	got.ID, got.URL, got.Named = f.ID, f.URL, f.Named
	got.Checked, got.Fetched = f.Checked, f.Checked
	got.ETag, got.LastModified = a.ETag, a.LastModified
	got.Pace, got.News = f.Pace, f.News
	how.Plan = r.l.plan(a, parsed.Entries, f.Checked)
	done, err := r.l.store.PutFeed(ctx, got, parsed.Entries, how)
	if err != nil {
		return err
	}
	p.New, p.Changed, p.Same = done.New, done.Changed, done.New+done.Changed == 0
	if err := r.moved(ctx, p, a); err != nil {
		return err
	}
	if fresh, err := r.l.store.Feed(ctx, f.ID); err == nil {
		p.Feed = fresh
	}
	return nil
}

// plan is how the store settles when a feed that was read is due again.
func (l *Library) plan(a fetch.Answer, entries []feeds.Entry, now time.Time) func(feeds.Feed, int) feeds.Feed {
	pause, newest := rhythm(entries, now)
	return func(f feeds.Feed, fresh int) feeds.Feed {
		return due(learn(f, fresh, pause, newest, now), a.Fresh, l.every(f), now)
	}
}

// moved tells the store of a permanent redirect.
func (r *run) moved(ctx context.Context, p *Progress, a fetch.Answer) error {
	if a.Moved == "" || a.Moved == p.Feed.URL {
		return nil
	}
	did, err := r.l.store.Moved(ctx, p.Feed.ID, a.Moved)
	if did {
		p.Moved = a.Moved
	}
	return err
}

// later keeps an outcome without news for the next batch.
func (r *run) later(ctx context.Context, f feeds.Feed, how store.Fetch) error {
	r.mu.Lock()
	r.quiet, r.how = append(r.quiet, f), append(r.how, how)
	full := len(r.quiet) >= batch
	r.mu.Unlock()
	if full {
		return r.flush(context.WithoutCancel(ctx))
	}
	return nil
}

func (r *run) flush(ctx context.Context) error {
	r.mu.Lock()
	fs, how := r.quiet, r.how
	r.quiet, r.how = nil, nil
	r.mu.Unlock()
	if len(fs) == 0 {
		return nil
	}
	return r.l.store.Checked(ctx, fs, how)
}
