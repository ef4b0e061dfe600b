package library

import (
	"context"
	"errors"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/discover"
	"pullquote/feeds/fetch"
	"pullquote/feeds/store"
)

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

// batch is how many outcomes without news are stored in one transaction: a
// refresh in which nothing changed then costs a few writes and not a thousand.
const batch = 250

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
