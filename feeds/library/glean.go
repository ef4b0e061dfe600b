package library

import (
	"context"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

// gleaned is how many entries are looked through for quotes behind a verb of the
// command line at most: under a second. The newest come first; a screen stays
// open, and all follow behind it.
const (
	gleaned   = 500
	gleanStep = 16 // entries stored together
)

// glean finds the quotes of entries whose feed carries the whole article, so that
// "who said what" covers what came in and not only what was opened. No Document
// is kept: it is made in a moment when the article is opened. The others get
// their quotes when their page was fetched.
func (l *Library) glean(ctx context.Context, most int) error {
	total, err := l.store.CountUngleaned(ctx)
	if err != nil || total == 0 {
		return err
	}
	for n := 0; ctx.Err() == nil && n < most; n += gleanStep {
		l.tell(Work{What: Gleaning, Done: min(n, total), Total: total})
		gs, err := l.store.Ungleaned(ctx, gleanStep)
		if err != nil || len(gs) == 0 {
			return err
		}
		for i := range gs {
			if e := &gs[i].Entry; strings.HasPrefix(e.URL, feeds.Builtin) {
				// The guide's pages are at hand: who opens the quotes at the very
				// first start finds some.
				if _, err := l.Open(ctx, e.ID, OpenOptions{ahead: true}); err != nil {
					return err
				}
			}
			l.gleanOne(ctx, &gs[i])
		}
		if ctx.Err() != nil {
			break // what was made half is made again
		}
		if err := l.store.Glean(ctx, gs); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// gleanRest is glean of what is left, behind a screen, until newer work waits.
func (l *Library) gleanRest(ctx context.Context) error {
	for l.tended.Load() && !l.queued.Load() && ctx.Err() == nil {
		if n, err := l.store.CountUngleaned(ctx); err != nil || n == 0 {
			return err
		}
		if err := l.glean(ctx, 10*gleanStep); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (l *Library) gleanOne(ctx context.Context, g *store.Gleaned) {
	e := g.Entry
	if e.Quotes >= 0 || !maySpeak(ownText(e)) || !isWhole(e) {
		return
	}
	d, err := l.fromFeed(ctx, e)
	if err != nil || d == nil {
		return // it says why when it is opened
	}
	complete(d, e)
	g.Made, g.Quotes = true, storedQuotes(d, e)
}

// maySpeak reports whether there is anything in HTML that a quote can begin
// with: most summaries have nothing of it, and are not looked into any further.
func maySpeak(body string) bool {
	return strings.ContainsAny(body, "\"“”„«»‹›「『《—–―‘’'") || strings.Contains(body, "quot;") || strings.Contains(body, "&#") || strings.Contains(body, "dquo") || strings.Contains(body, "squo") ||
		strings.Contains(body, "<q") || strings.Contains(body, "<blockquote")
}
