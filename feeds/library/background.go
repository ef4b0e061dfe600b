package library

import (
	"context"
	"errors"
	"sync"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/store"
)

// jobs are goroutines that Close ends. Unlike a sync.WaitGroup it may be waited
// for while new ones begin.
type jobs struct {
	mu      sync.Mutex
	running int
	closed  bool
	idle    chan struct{} // closed when nothing runs; nil while nobody waits
}

// begin counts one job in; false after close: then nothing may be begun.
func (j *jobs) begin() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return false
	}
	j.running++
	return true
}

func (j *jobs) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.running--; j.running == 0 && j.idle != nil {
		close(j.idle)
		j.idle = nil
	}
}

// wait gives a channel that is closed once nothing runs.
func (j *jobs) wait() <-chan struct{} {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.running == 0 {
		done := make(chan struct{})
		close(done)
		return done
	}
	if j.idle == nil {
		j.idle = make(chan struct{})
	}
	return j.idle
}

func (j *jobs) close() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
}

// background does what is left to do behind everything else: the full-text
// index, the quotes of what came in, old articles anew, and the housekeeping.
// One such run at a time; one other that is asked for meanwhile follows it. All
// of it is in short steps that are each whole in the store: what a kill leaves
// undone is done the next time.
func (l *Library) background() {
	if l.queued.Swap(true) || !l.jobs.begin() {
		return // the one that waits will see what this one would have seen
	}
	go func() {
		defer l.jobs.end()
		l.busy.Lock()
		defer l.busy.Unlock()
		l.queued.Store(false)
		// What fails here is tried again after the next refresh, and doctor
		// tells what stays wrong: there is nobody to tell it to now.
		_ = errors.Join(l.store.TurnAll(l.ctx), l.index(l.ctx), l.glean(l.ctx, gleaned), l.prefetch(l.ctx), l.revoiceAll(l.ctx), l.renewAll(l.ctx), l.gleanRest(l.ctx),
			stepwise(l.ctx, l.store.Sweep, 1000), stepwise(l.ctx, l.store.Forget, 100), stepwise(l.ctx, l.store.Repack, 1000), stepwise(l.ctx, l.store.Tidy, tidyEnd), stepwise(l.ctx, l.store.Shrink, 1000))
		l.tell(Work{})
	}()
}

// stepwise does something in short steps until there is no more of it, so that
// others get at the writer between them. What is left after so many steps waits
// for the next time: nobody waits at the end of a refresh for the merging of a
// million old entries.
func stepwise(ctx context.Context, do func(context.Context) (more bool, err error), steps int) error {
	for n := 0; n < steps && ctx.Err() == nil; n++ {
		if more, err := do(ctx); err != nil || !more {
			return err
		}
	}
	return ctx.Err()
}

// The full-text index is filled in transactions that take about patience each: a
// key press that marks an entry waits for one of them at most. Fewer and larger
// ones cost much less, and behind a verb of the command line, where nobody
// presses keys, they are.
const (
	patience   = 10 * time.Millisecond
	longest    = 60 * time.Millisecond // where nobody waits
	firstBatch = 384 << 10             // bytes of text
	leastBatch = 192 << 10             // however slow a busy machine makes it
	mostBatch  = 4 << 20
	pending    = 512 // entries read at once

	tidyBatch = 2   // steps of merging behind each transaction
	tidyEnd   = 100 // and at the end: under a second
)

// indexed is how much of one entry's text the index takes, in bytes: a whole
// book of news, and still no long transaction.
const indexed = 256 << 10

// index puts waiting entries into the full-text index, newest first.
func (l *Library) index(ctx context.Context) error {
	total, err := l.store.CountPending(ctx)
	if err != nil || total == 0 {
		return err
	}
	in := indexing{l: l, size: firstBatch}
	for done := 0; ctx.Err() == nil; done += pending {
		l.tell(Work{What: Indexing, Done: min(done, total), Total: total})
		raw, err := l.store.Pending(ctx, pending)
		if err != nil || len(raw) == 0 {
			return err
		}
		ws := make([]store.Words, len(raw))
		for i, r := range raw {
			body := ownText(feeds.Entry{Content: r.Content, Summary: r.Summary})
			raw[i].Content, raw[i].Summary = "", ""
			ws[i] = store.Words{Raw: raw[i], Text: plainText(body)}
		}
		for len(ws) > 0 && ctx.Err() == nil {
			n, err := in.some(ctx, ws)
			if err != nil {
				return err
			}
			ws = ws[n:]
			// Merging keeps up with writing, or searches would become slow.
			for more, n := true, 0; more && n < tidyBatch; n++ {
				if more, err = l.store.Tidy(ctx); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
}

// indexing is one filling of the full-text index.
type indexing struct {
	l     *Library
	size  int  // of a batch, in bytes
	stays bool // the last batch gave way: the next one does not
}

// some indexes from the front of what is given as much as one transaction takes,
// and says how many entries that were. 0: it gave way to a key press.
func (x *indexing) some(ctx context.Context, ws []store.Words) (n int, err error) {
	for bytes := 0; n < len(ws) && bytes < x.size; n++ {
		bytes += len(ws[n].Text)
	}
	enough := longest
	if x.l.tended.Load() {
		enough = patience
	}
	took, err := x.l.store.Index(ctx, ws[:n], !x.stays)
	if errors.Is(err, store.ErrGaveWay) {
		x.stays, x.size = true, leastBatch
		return 0, nil
	}
	x.stays = false
	switch {
	case took > enough:
		x.size = max(x.size/2, leastBatch)
	case took < enough/2:
		x.size = min(x.size*3/2, mostBatch)
	}
	return n, err
}

// renewed is how many articles are made anew behind a verb of the command line
// at most: at some 10 ms each nobody waits long at the end of a program, and the
// newest come first. A screen stays open, and all are made anew behind it.
const renewed = 200

// renewAll makes old articles anew, until none is left or newer work waits; what
// is left then is done behind that. It can end at any step and goes on there.
func (l *Library) renewAll(ctx context.Context) error {
	total, err := l.store.CountStale(ctx, l.engine())
	if err != nil || total == 0 {
		return err
	}
	steps := renewed
	if l.tended.Load() {
		steps = total
	}
	done := 0
	return stepwise(ctx, func(ctx context.Context) (bool, error) {
		l.tell(Work{What: Renewing, Done: done, Total: total})
		done++
		more, err := l.renew(ctx)
		return more && !l.queued.Load(), err
	}, steps)
}

// voiced is how many articles get their voices in one transaction: a few
// milliseconds, as a key press waits for it.
const voiced = 4

// revoiceAll gives the quotes of an older version their voices: all of them, as
// until then they are not found by speaker.
func (l *Library) revoiceAll(ctx context.Context) error {
	for more := true; more; {
		var err error
		if more, err = l.store.Revoice(ctx, voiced); err != nil {
			return err
		}
	}
	return nil
}

// renew makes the newest article that older rules made anew, from what is
// stored, so that the index of quotes follows better rules. It asks the network
// for nothing. What the new rules make nothing of keeps its quotes.
func (l *Library) renew(ctx context.Context) (more bool, err error) {
	engine := l.engine() // a rule may be written meanwhile
	ids, err := l.store.Stale(ctx, engine, 1)
	if err != nil || len(ids) == 0 {
		return false, err
	}
	e, err := l.store.Entry(ctx, ids[0])
	if errors.Is(err, feeds.ErrNotFound) {
		return true, nil // deleted meanwhile, with its Documents
	}
	if err != nil {
		return false, err
	}
	if out, ok := l.again(ctx, e, engine); ok {
		if _, err := l.keep(ctx, out); err != nil {
			return false, err
		}
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	// Also where nothing was made: one bad text must not come up for ever.
	return true, l.store.DropStale(ctx, e.ID, engine)
}

// again is the article of an entry as Open would show it without the network.
// false: there is none, or it was made by the rules of that engine already.
func (l *Library) again(ctx context.Context, e feeds.Entry, engine int) (Opened, bool) {
	for _, shown := range []article.Path{article.FromPage, article.FromFeed} {
		if _, err := l.store.Document(ctx, e.ID, shown, engine); err == nil {
			return Opened{}, false
		}
	}
	if e.URL != "" && !isWhole(e) {
		if d, _, err := l.fromStored(ctx, e, nil); err == nil && !holdsLess(d, e) {
			return Opened{Entry: e, Doc: d, Shown: article.FromPage, engine: engine}, true
		}
	}
	d, err := l.fromFeed(ctx, e)
	return Opened{Entry: e, Doc: d, Shown: article.FromFeed, engine: engine}, err == nil && d != nil
}

// plainText is the visible text of HTML, for the index.
func plainText(body string) string { return feeds.Plain(body, indexed) }
