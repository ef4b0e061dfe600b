package library

import (
	"context"
	"errors"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// pause is how long one host is left in peace between two articles that nobody
// asked for yet.
const pause = time.Second

// retry is how long after an article could not be had it is tried again.
const retry = 24 * time.Hour

// enough is how many failures in a row one host may have before it is left
// alone until the next refresh.
const enough = 2

// prefetch opens the newest unread articles that were never opened, one after
// the other, so that they open at once and their quotes are in the index. Those
// of other hosts come while one host rests.
func (l *Library) prefetch(ctx context.Context) error {
	if l.o.Prefetch <= 0 {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	l.stop.Store(&stop)
	defer l.stop.Store(nil)
	if l.stopped.Load() {
		return nil
	}
	wanted, err := l.store.Unopened(ctx, l.o.Prefetch, l.o.Now().Add(-retry))
	if err != nil {
		return err
	}
	total := len(wanted)
	rest, failed := map[string]time.Time{}, map[string]int{}
	for len(wanted) > 0 && ctx.Err() == nil {
		l.tell(Work{What: Prefetching, Done: total - len(wanted), Total: total})
		i, wait := rested(wanted, rest)
		if err := sleep(ctx, wait); err != nil {
			return nil
		}
		e := wanted[i]
		wanted = append(wanted[:i], wanted[i+1:]...)
		host := article.Host(e.URL)
		if failed[host] >= enough {
			continue
		}
		o, err := l.Open(ctx, e.ID, OpenOptions{ahead: true})
		if ctx.Err() != nil {
			return nil // it was stopped, and nothing failed
		}
		if (!o.Cached || err != nil) && !strings.HasPrefix(e.URL, feeds.Builtin) {
			rest[host] = time.Now().Add(l.pause)
		}
		if err == nil {
			failed[host] = 0
			continue
		}
		// That a page holds no article is no fault of its host.
		if !errors.Is(err, article.ErrNoArticle) {
			failed[host]++
		}
		if err := l.store.Tried(ctx, e.ID); err != nil {
			return err
		}
	}
	return nil
}

// rested is the first entry whose host has rested, or else the one whose host
// will have so first.
func rested(es []feeds.Entry, rest map[string]time.Time) (at int, wait time.Duration) {
	for i, e := range es {
		w := time.Until(rest[article.Host(e.URL)])
		if w <= 0 {
			return i, 0
		}
		if i == 0 || w < wait {
			at, wait = i, w
		}
	}
	return at, wait
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// StopPrefetch ends the prefetching that is under way, and what is queued
// behind it; the next refresh begins another.
func (l *Library) StopPrefetch() {
	l.stopped.Store(true)
	if stop := l.stop.Load(); stop != nil {
		(*stop)()
	}
}

// The kinds of background work that are told of.
const (
	Prefetching = "prefetch" // new articles are fetched
	Renewing    = "renew"    // stored articles are made anew by better rules
	Indexing    = "index"    // the full-text index is filled
	Gleaning    = "glean"    // quotes are found in what came in
)

// Work is how far the background work is. The zero Work is none.
type Work struct {
	What        string
	Done, Total int
}

// telling is how often background work is told of at most.
const telling = 100 * time.Millisecond

// Tend begins the background work that an earlier run left, and tells on the
// channel how far such work is, now and later, until ctx ends; the channel is
// closed then. It is for programs that stay: behind them all that is to do is
// done, however long it takes. Steps are dropped while nobody listens, the last
// is not.
func (l *Library) Tend(ctx context.Context) <-chan Work {
	out := make(chan Work)
	l.tended.Store(true)
	select {
	case <-l.told: // of work that was over before
	default:
	}
	l.background()
	go func() {
		defer close(out)
		for {
			select {
			case <-ctx.Done():
				return
			case <-l.ctx.Done():
				return
			case <-l.told:
			}
			select {
			case <-ctx.Done():
				return
			case <-l.ctx.Done():
				return
			case out <- *l.work.Load():
			}
		}
	}()
	return out
}

// tell leaves word of the background work for who tends it.
func (l *Library) tell(w Work) {
	was := l.work.Load()
	if was != nil && was.What == w.What && w.Total == was.Total && time.Since(l.toldAt) < telling || was == nil && w == (Work{}) {
		return
	}
	l.toldAt = time.Now() // only the one background run writes it
	l.work.Store(&w)
	select {
	case l.told <- struct{}{}:
	default: // who comes to look will see the newest
	}
}
