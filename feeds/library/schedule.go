package library

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"pullquote/feeds"
)

// The bounds of scheduling, for refreshes that ask only for what is due.
const (
	soonest = 10 * time.Minute
	usual   = 30 * time.Minute // of a feed that nothing is known about
	latest  = 24 * time.Hour
	// share is how often a feed is looked at for each of its batches of news: a
	// story then waits for a third of the usual pause at most.
	share = 3
)

// rhythm is the pause between two batches of news, by the dates of a document's
// entries, and the date of the newest; 0 where they do not tell. Entries that
// came within half an hour are one batch: ten stories put out at once each
// morning are a daily feed. The middle one of the pauses counts, so that a
// night, a holiday or one old entry pinned to the top change nothing.
func rhythm(entries []feeds.Entry, now time.Time) (pause time.Duration, newest time.Time) {
	const batch, batches = 30 * time.Minute, 12
	var dates []time.Time
	for i := range entries {
		t := entries[i].Published
		if t.IsZero() {
			t = entries[i].Updated
		}
		if !t.IsZero() && !t.After(now) {
			dates = append(dates, t)
		}
	}
	if len(dates) == 0 {
		return 0, time.Time{}
	}
	slices.SortFunc(dates, func(a, b time.Time) int { return b.Compare(a) })
	var pauses []time.Duration
	last := dates[0]
	for _, t := range dates[1:] {
		if d := last.Sub(t); d >= batch && len(pauses) < batches {
			pauses, last = append(pauses, d), t
		}
	}
	if len(pauses) == 0 {
		if len(dates) < 3 {
			return 0, dates[0]
		}
		return batch, dates[0] // all of it within half an hour
	}
	slices.Sort(pauses)
	return pauses[len(pauses)/2], dates[0]
}

// learn is what a fetch that was read tells of a feed's rhythm: fresh entries
// came, of a document of this rhythm. Where the entries carry no dates, the time
// between fetches that brought something has to do.
func learn(f feeds.Feed, fresh int, pause time.Duration, newest, now time.Time) feeds.Feed {
	since := now.Sub(f.News)
	switch {
	case pause > 0:
		f.Pace = pause
	case fresh == 0 || f.News.IsZero() || since <= 0:
	case f.Pace == 0:
		f.Pace = since
	default:
		f.Pace = (3*f.Pace + since) / 4
	}
	switch {
	case f.News.IsZero() && !newest.IsZero():
		f.News = newest
	case fresh > 0, f.News.After(now):
		f.News = now
	}
	return f
}

// due settles when a feed that answered is asked again: by its rhythm, a feed
// that has gone quiet less and less often; later where the server (fresh) or
// the feed says that nothing will change before; never in the hours and days
// that it wants to be left alone in. every is the reader's own setting, which
// is stronger than all of them; 0 none.
func due(f feeds.Feed, fresh, every time.Duration, now time.Time) feeds.Feed {
	wait, why := usual, feeds.ByPace
	if f.Pace > 0 {
		wait = f.Pace / share
	}
	wait = max(wait, quiet(f, now)/share, soonest)
	if fresh > wait {
		wait, why = fresh, feeds.ByServer
	}
	if f.TTL > wait {
		wait, why = f.TTL, feeds.ByFeed
	}
	wait = min(wait, latest)
	f.NextCheck = f.Skip.After(now.Add(wait))
	if f.NextCheck.After(now.Add(wait)) {
		why = feeds.BySkip
	}
	if every > 0 {
		f.NextCheck, why = now.Add(every), feeds.BySetting
	}
	f.Wait, f.Why = time.Time{}, why
	return f
}

// recall learns the rhythm of a feed that is unchanged and of which nothing is
// known, from the entries that are stored: after an upgrade, say.
func (l *Library) recall(ctx context.Context, f feeds.Feed, now time.Time) feeds.Feed {
	if !f.News.IsZero() || f.Total == 0 {
		return f
	}
	es, err := l.store.Entries(ctx, feeds.Page{Query: feeds.Query{Feeds: []feeds.FeedID{f.ID}}, Limit: 50})
	if err != nil {
		return f // the next fetch tries again
	}
	pause, newest := rhythm(es, now)
	return learn(f, 0, pause, newest, now)
}

// every is the reader's own pace for a feed; 0 none.
func (l *Library) every(f feeds.Feed) time.Duration { return l.client.Every(f.URL) }

// quiet is how slow a silence makes a feed: one of four days is worth a daily
// rhythm.
func quiet(f feeds.Feed, now time.Time) time.Duration {
	if f.News.IsZero() {
		return 0
	}
	return now.Sub(f.News) / 4
}

// failedAt settles when a feed that failed is asked again. A server's Retry-After
// is kept, by refreshes that ask for everything too.
func failedAt(f feeds.Feed, retry time.Duration, now time.Time) feeds.Feed {
	f.NextCheck, f.Why, f.Wait = now.Add(backOff(f.Failures, retry)), feeds.ByFailure, time.Time{}
	if retry > 0 {
		f.Wait = now.Add(retry)
		f.Why = feeds.ByWait
	}
	return f
}

// backOff doubles with each failure in a row, from five minutes to a day, with
// a tenth of jitter so that feeds of one dead host do not all come back at
// once. A server's Retry-After is kept where it is longer.
func backOff(failures int, retry time.Duration) time.Duration {
	wait := 5 * time.Minute << min(failures-1, 9)
	wait = max(min(wait, latest), retry)
	return wait + time.Duration(rand.Int64N(int64(wait)/10+1))
}

// waits reports whether a feed's time has not come. One that was checked in
// the future was checked by a clock that went wrong.
func waits(f feeds.Feed, now time.Time) bool {
	return f.NextCheck.After(now) && !f.Checked.After(now)
}

// held reports whether the server asked to be left alone until later.
func held(f feeds.Feed, now time.Time) bool {
	return f.Wait.After(now) && !f.Checked.After(now)
}

// Waits says in human words why a feed is not asked now: "not due until 14:30:
// the feed publishes about twice a day"; "" where it is due.
func Waits(f feeds.Feed, now time.Time) string {
	switch {
	case f.Gone:
		return "not asked any more: the server says that it is gone for good"
	case !waits(f, now):
		return ""
	}
	return "not due until " + hour(f.NextCheck, now) + ": " + because(f, now)
}

func because(f feeds.Feed, now time.Time) string {
	switch f.Why {
	case feeds.ByServer:
		return "the server says that nothing changes before"
	case feeds.ByFeed:
		return "the feed asks to be fetched " + often(f.TTL)
	case feeds.BySkip:
		return "the feed asks to be left alone at this time"
	case feeds.ByFailure:
		if f.Failures == 1 {
			return "it failed"
		}
		return fmt.Sprintf("it failed %d times in a row", f.Failures)
	case feeds.ByWait:
		return "the server asked to wait"
	case feeds.BySetting:
		return "your settings say so"
	}
	switch {
	case f.Pace == 0 && f.News.IsZero():
		return "it was asked a moment ago"
	case quiet(f, now) > max(f.Pace, usual*share):
		return fmt.Sprintf("the feed has had nothing new for %s", days(now.Sub(f.News)))
	case f.Pace == 0:
		return "it was asked a moment ago"
	}
	return "the feed publishes " + often(f.Pace)
}

// hour is a time of today, or else with its day.
func hour(t, now time.Time) string {
	t = t.In(now.Location())
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04")
	}
	return t.Format("2 Jan 15:04")
}

// often says how often something comes that comes each pause.
func often(pause time.Duration) string {
	const day = 24 * time.Hour
	several := func(n float64, per string) string {
		switch k := int(n + 0.5); {
		case k <= 1:
			return "about once a " + per
		case k == 2:
			return "about twice a " + per
		default:
			return fmt.Sprintf("about %d times a %s", k, per)
		}
	}
	switch {
	case pause <= 40*time.Minute:
		return "more than once an hour"
	case pause < 90*time.Minute:
		return "about once an hour"
	case pause < 40*time.Hour:
		return several(float64(day)/float64(pause), "day")
	case pause < 10*day:
		return several(float64(7*day)/float64(pause), "week")
	case pause < 300*day:
		return several(float64(30*day)/float64(pause), "month")
	}
	return "hardly once a year"
}

func days(d time.Duration) string {
	n := int(d.Hours() / 24)
	if n < 2 {
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", n)
}
