package library

import (
	"context"
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

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
