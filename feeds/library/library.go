// Package library holds the use-cases of the reader: subscribe, refresh, open,
// mark, search, quotes. It joins fetch, parse, discover, opml, store and the
// article engine, owns all concurrency (bounded workers, politeness to hosts)
// and tells progress as values on a channel. The screen and the verbs call
// this package and nothing below it. It never draws and knows no terminal.
package library

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/builtin"
	"pullquote/feeds/fetch"
	"pullquote/feeds/store"
)

// Options say where the library lives and how it behaves. The zero value of
// each field has a default.
type Options struct {
	Path      string            // the database file; its folder is made, 0700
	Now       func() time.Time  // time.Now
	Transport http.RoundTripper // for tests; nil: the guarded dialer of feeds/fetch
	UserAgent string
	Timeout   time.Duration // for one feed or page, all in all; 20 s
	Connect   time.Duration // of it for the connection; 10 s
	Answer    time.Duration // until the answer begins; 15 s
	Stall     time.Duration // between two pieces of it; 10 s
	Proxy     string        // "" the environment's, "none", or an address
	Sites     []Site        // what the reader set for single sites
	MaxBytes  int64         // of one document, decoded; 15 MiB
	Workers   int           // fetches at once; 16
	PerHost   int           // fetches at once from one host; 2
	Private   bool          // redirects and links may lead into private networks
	Prefetch  int           // new articles to open in the background after a refresh; 0 none
	Keep      Keeping       // how long entries are kept; the zero value keeps all
	Guide     bool          // subscribe to the built-in feeds when the store is new
	Moving    func()        // called before an old store is brought up to date, which may take seconds; may be nil
	Rules     string        // the file of the reader's own rules (article/rules); "" none
}

// Site is what the reader set for one site or feed.
type Site = fetch.Site

// CheckSite says what is wrong with a site of the settings; nil: nothing.
func CheckSite(s Site) error { return fetch.CheckSite(s) }

// defaultWorkers is how many fetches run at once: the wait for servers is what
// a refresh is made of, and two cores keep up with so many answers.
const defaultWorkers = 16

// Library is an open store with everything that can be done to it. Its methods
// may be called from several goroutines.
type Library struct {
	*Reader
	store *store.Store

	// Refreshes and background work (the full-text index, prefetching): Close
	// ends them. Background work never runs twice at once.
	ctx    context.Context //nolint:containedctx // the life of the library itself
	cancel context.CancelFunc
	jobs   jobs
	busy   sync.Mutex
	queued atomic.Bool // background work waits for its turn

	tended atomic.Bool          // somebody stays until all of it is done: Tend
	work   atomic.Pointer[Work] // how far it is
	told   chan struct{}        // there is news of it
	toldAt time.Time
	stop   atomic.Pointer[context.CancelFunc] // ends prefetching

	stopped atomic.Bool   // no prefetching until the next refresh
	pause   time.Duration // see the constant
}

// Open opens (or makes) the store. With Guide set, a new store begins with the
// built-in feeds, already parsed: no network.
func Open(ctx context.Context, o Options) (*Library, error) {
	r := NewReader(o)
	var moving []func()
	if o.Moving != nil {
		moving = append(moving, o.Moving)
	}
	s, err := store.Open(ctx, o.Path, r.o.Now, moving...)
	if err != nil {
		return nil, err
	}
	s.Keep(o.Keep)
	l := &Library{Reader: r, store: s, told: make(chan struct{}, 1), pause: pause}
	l.ctx, l.cancel = context.WithCancel(context.WithoutCancel(ctx))
	if o.Guide {
		if err := l.addGuide(ctx); err != nil {
			return nil, errors.Join(err, l.Close())
		}
	}
	return l, nil
}

// addGuide subscribes to the built-in feeds and reads them, from memory, where
// there never was a feed: those who removed the guide do not get it again.
func (l *Library) addGuide(ctx context.Context) error {
	if virgin, err := l.store.Untouched(ctx); err != nil || !virgin {
		return err
	}
	fs := builtin.Feeds()
	for i := range fs {
		fs[i].Named = true
	}
	added, err := l.store.AddFeeds(ctx, fs)
	if err != nil {
		return err
	}
	var ids []feeds.FeedID
	for _, id := range added {
		if id != 0 {
			ids = append(ids, id)
		}
	}
	for p := range l.refresh(ctx, RefreshOptions{Feeds: ids}) {
		if p.Done && p.Err != nil {
			err = errors.Join(err, p.Err)
		}
	}
	return err
}

// Close stops refreshes and background work and closes the store.
func (l *Library) Close() error {
	l.jobs.close()
	l.cancel()
	<-l.jobs.wait()
	l.client.Close()
	return l.store.Close()
}

// Settle waits until refreshes and background work are through: for programs
// that end after one verb, so that what a refresh began is finished. After ctx
// has ended the work is ended as well, and Close is all that is left to do.
func (l *Library) Settle(ctx context.Context) error {
	select {
	case <-l.jobs.wait():
		return nil
	case <-ctx.Done():
		l.cancel()
		<-l.jobs.wait()
		return ctx.Err()
	}
}
