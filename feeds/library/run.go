package library

import (
	"context"
	"errors"
	"sync"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

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
