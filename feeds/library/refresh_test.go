package library

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

func TestRefresh(t *testing.T) {
	s := newSite(t)
	s.on("/good", text("application/rss+xml", rss("Good", item{guid: "1", title: "One", link: "https://paper.example/1", summary: "a"})))
	s.on("/broken", text("text/html", "<p>no feed here</p>"))
	s.on("/down", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	l := open(t, nil)
	if _, err := l.Import(t.Context(), strings.NewReader(s.URL+"/good\n"+s.URL+"/broken\n"+s.URL+"/down\n")); err != nil {
		t.Fatal(err)
	}
	got := results(t, l, RefreshOptions{})
	if len(got) != 3 {
		t.Fatalf("%d results", len(got))
	}
	if p := got[s.URL+"/good"]; p.Err != nil || p.New != 1 || p.Status != 200 || p.Total != 3 || p.Feed.Total != 1 || p.Feed.Title != "Good" {
		t.Errorf("good: %+v", p)
	}
	if p := got[s.URL+"/broken"]; !errors.Is(p.Err, feeds.ErrNotFeed) || p.Feed.Failures != 1 {
		t.Errorf("broken: %+v", p)
	}
	var status feeds.StatusError
	if p := got[s.URL+"/down"]; !errors.As(p.Err, &status) || status.Code != 503 {
		t.Errorf("down: %+v", p)
	}
	got = results(t, l, RefreshOptions{})
	if p := got[s.URL+"/good"]; p.Err != nil || !p.Same || p.Status != 304 || p.New+p.Changed != 0 {
		t.Errorf("unchanged: %+v", p)
	}
	fs, err := l.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		want := 2
		if f.URL == s.URL+"/good" {
			want = 0
		}
		if f.Failures != want || (f.Failure == "") != (want == 0) {
			t.Errorf("%s: %d failures, %q", f.URL, f.Failures, f.Failure)
		}
	}
	if es := headlines(t, l, ""); len(es) != 1 {
		t.Errorf("%d entries", len(es))
	}
	var some []feeds.FeedID
	for _, f := range fs[:2] {
		some = append(some, f.ID)
	}
	if got := results(t, l, RefreshOptions{Feeds: some}); len(got) != 2 {
		t.Errorf("%d results of two feeds", len(got))
	}
}

// TestManyFeeds: every feed is told exactly once and the last count is the total.
func TestManyFeeds(t *testing.T) {
	s := newSite(t)
	var list strings.Builder
	for i := range 150 {
		p := fmt.Sprint("/", i)
		s.on(p, text("application/rss+xml", rss("F", item{guid: "1", title: "T", link: "https://paper.example" + p, summary: "s"})))
		fmt.Fprintln(&list, s.URL+p)
	}
	l := open(t, func(o *Options) { o.PerHost = 8 })
	if _, err := l.Import(t.Context(), strings.NewReader(list.String())); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		top := 0
		got := map[feeds.FeedID]int{}
		for p := range l.Refresh(t.Context(), RefreshOptions{}) {
			if p.Done {
				got[p.Feed.ID]++
				top = max(top, p.Finished)
				if p.Err != nil || p.Same != (round == 1) {
					t.Errorf("round %d: %+v", round, p)
				}
			}
		}
		if len(got) != 150 || top != 150 {
			t.Errorf("round %d: %d feeds, last count %d", round, len(got), top)
		}
	}
}

func TestRedirectIsKeptAtTheSecondSighting(t *testing.T) {
	s := newSite(t)
	s.on("/new", text("application/rss+xml", rss("F", item{guid: "1", title: "T", link: "https://paper.example/1", summary: "s"})))
	s.on("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusMovedPermanently) })
	s.on("/once", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusFound) })
	l := open(t, nil)
	if _, err := l.Import(t.Context(), strings.NewReader(s.URL+"/old\n"+s.URL+"/once\n")); err != nil {
		t.Fatal(err)
	}
	addresses := func() string {
		fs, err := l.Feeds(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range fs {
			out = append(out, strings.TrimPrefix(f.URL, s.URL))
		}
		return strings.Join(out, " ")
	}
	for round, want := range []string{"/old /once", "/new /once", "/new /once"} {
		for url, p := range results(t, l, RefreshOptions{}) { // the second time it is a 304
			if p.Err != nil {
				t.Errorf("%s: %v", url, p.Err)
			}
		}
		if got := addresses(); got != want {
			t.Errorf("after round %d: %s, want %s", round+1, got, want)
		}
	}
}

func TestCancelKeepsWhatIsFinished(t *testing.T) {
	s := newSite(t)
	free := make(chan struct{})
	defer close(free)
	s.on("/quick", text("application/rss+xml", rss("F", item{guid: "1", title: "T", link: "https://paper.example/1", summary: "s"})))
	s.on("/slow", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-free:
		case <-r.Context().Done():
		}
	})
	l := open(t, func(o *Options) { o.Timeout = time.Minute })
	if _, err := l.Import(t.Context(), strings.NewReader(s.URL+"/quick\n"+s.URL+"/slow\n")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := 0
	for p := range l.Refresh(ctx, RefreshOptions{}) { // ends only because of the cancellation
		if p.Done {
			done++
			cancel()
		}
	}
	if done != 1 {
		t.Errorf("%d results", done)
	}
	if es := headlines(t, l, ""); len(es) != 1 {
		t.Errorf("%d entries are kept", len(es))
	}
	fs, err := l.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		if f.Failures != 0 {
			t.Errorf("a cancelled fetch is no failure: %+v", f)
		}
	}
}

func TestRetryAfterAndGone(t *testing.T) {
	s, other := newSite(t), newSite(t) // the whole of the busy host is left alone
	other.on("/busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	s.on("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	s.on("/fails", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	s.on("/good", text("application/rss+xml", rss("F")))
	c := newClock()
	l := open(t, func(o *Options) { o.Now = c.now })
	if _, err := l.Import(t.Context(), strings.NewReader(other.URL+"/busy\n"+s.URL+"/gone\n"+s.URL+"/fails\n"+s.URL+"/good\n")); err != nil {
		t.Fatal(err)
	}
	if n := len(results(t, l, RefreshOptions{Due: true})); n != 4 {
		t.Fatalf("%d feeds were due at first", n)
	}
	for _, step := range []struct {
		later time.Duration
		want  string
	}{
		{time.Minute, ""},
		{9 * time.Minute, "fails"},         // five minutes and a tenth are over
		{25 * time.Minute, "fails good"},   // half an hour
		{2 * time.Hour, "busy fails good"}, // what the server asked for, with jitter
	} {
		c.add(step.later)
		got := results(t, l, RefreshOptions{Due: true})
		var names []string
		for _, n := range []string{"busy", "fails", "gone", "good"} {
			_, here := got[s.URL+"/"+n]
			_, there := got[other.URL+"/"+n]
			if here || there {
				names = append(names, n)
			}
		}
		if strings.Join(names, " ") != step.want {
			t.Errorf("after %v more: %v, want %s", step.later, names, step.want)
		}
	}
	f, err := l.FindFeed(t.Context(), s.URL+"/gone")
	if err != nil || !f.Gone {
		t.Fatalf("%+v, %v", f, err)
	}
	got := results(t, l, RefreshOptions{})
	if len(got) != 3 {
		t.Errorf("a feed that is gone is asked: %d results", len(got))
	}
	if p := got[other.URL+"/busy"]; p.Skipped != "not asked before 16:35: the server asked to wait" || p.Err != nil {
		t.Errorf("a refresh of all breaks Retry-After: %+v", p)
	}
	if p := results(t, l, RefreshOptions{Force: true})[other.URL+"/busy"]; p.Skipped != "" || p.Status != 429 {
		t.Errorf("forced: %+v", p)
	}
	if got := results(t, l, RefreshOptions{Feeds: []feeds.FeedID{f.ID}}); len(got) != 1 {
		t.Error("a feed that is gone can't be asked by name")
	}
}

func TestBackOff(t *testing.T) {
	for failures, want := range map[int]time.Duration{1: 5 * time.Minute, 2: 10 * time.Minute, 5: 80 * time.Minute, 20: 24 * time.Hour, 1000: 24 * time.Hour} {
		if got := backOff(failures, 0); got < want || got > want+want/10 {
			t.Errorf("after %d failures %v, want %v", failures, got, want)
		}
	}
	if got := backOff(1, 3*time.Hour); got < 3*time.Hour {
		t.Errorf("Retry-After is cut to %v", got)
	}
}

// TestClockJumps: a clock that stood in the future or in 1970 does not keep
// feeds from being asked for ever, and entries stay in order.
func TestClockJumps(t *testing.T) {
	s := newSite(t)
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>F</title>
			<item><guid>a</guid><title>Far</title><description>x</description><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item>
			<item><guid>b</guid><title>Old</title><description>x</description><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>
			<item><guid>c</guid><title>Now</title><description>x</description><pubDate>Wed, 20 May 2026 11:00:00 GMT</pubDate></item></channel></rss>`)
	})
	c := newClock()
	l := open(t, func(o *Options) { o.Now = c.now })
	subscribe(t, l, s.URL+"/feed")
	c.add(10 * 365 * 24 * time.Hour)
	results(t, l, RefreshOptions{})
	c.add(-10 * 365 * 24 * time.Hour)
	if got := results(t, l, RefreshOptions{Due: true}); len(got) != 1 {
		t.Errorf("a feed that was checked in the future is never due again: %d", len(got))
	}
	es := headlines(t, l, "")
	for _, e := range es {
		if e.Time().After(noon) {
			t.Errorf("%s stands at %v", e.Title, e.Time())
		}
	}
	var again []string
	at := feeds.Cursor{}
	for range es {
		page, err := l.Entries(t.Context(), feeds.Page{After: at, Limit: 1})
		if err != nil || len(page) != 1 {
			t.Fatalf("%v, %v", page, err)
		}
		again = append(again, page[0].Title)
		at = feeds.CursorOf(page[0])
	}
	if len(es) != 3 || es[0].Title != again[0] || es[1].Title != again[1] || es[2].Title != again[2] {
		t.Errorf("%v one by one", again)
	}
}

// TestUnsubscribedWhileRefreshing: the feed is away, and that is no failure.
func TestUnsubscribedWhileRefreshing(t *testing.T) {
	s := newSite(t)
	l := open(t, nil)
	s.on("/feed", text("application/rss+xml", rss("F", item{guid: "1", title: "T", link: "https://paper.example/1", summary: "s"})))
	f := subscribe(t, l, s.URL+"/feed")
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		if err := l.Unsubscribe(context.WithoutCancel(t.Context()), f.ID); err != nil {
			t.Error(err)
		}
		_, _ = fmt.Fprint(w, rss("F", item{guid: "2", title: "U", link: "https://paper.example/2", summary: "s"}))
	})
	for _, p := range results(t, l, RefreshOptions{}) {
		if p.Err != nil {
			t.Error(p.Err)
		}
	}
	if es := headlines(t, l, ""); len(es) != 0 {
		t.Errorf("entries of a removed feed: %v", es)
	}
}
