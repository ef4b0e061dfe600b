package library

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// newsroom is a library whose pages come from made-up hosts; it notes what was
// asked for, in order.
func newsroom(t *testing.T, o Options, answer func(url string) (int, string)) (l *Library, asked func() []string) {
	t.Helper()
	var mu sync.Mutex
	var urls []string
	o.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		u := r.URL.String()
		if !strings.Contains(u, "/feed") {
			mu.Lock()
			urls = append(urls, u)
			mu.Unlock()
		}
		status, body := answer(u)
		res := response(r, body)
		res.StatusCode = status
		if !strings.Contains(u, "/feed") {
			res.Header.Set("Content-Type", "text/html; charset=utf-8")
		}
		return res, nil
	})
	l = open(t, func(own *Options) { own.Transport, own.Prefetch, own.Now = o.Transport, o.Prefetch, o.Now })
	return l, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(urls)
	}
}

func pagesOf(host string, n int) string {
	var items []item
	for i := range n {
		items = append(items, item{guid: fmt.Sprint(i), title: fmt.Sprint("Story ", i), link: fmt.Sprintf("https://%s/%d", host, i)})
	}
	return rss("F", items...)
}

// A host gets a rest between two articles, and other hosts are asked meanwhile.
func TestPrefetchIsPolite(t *testing.T) {
	var mu sync.Mutex
	last, least := map[string]time.Time{}, time.Hour
	l, asked := newsroom(t, Options{Prefetch: 6}, func(u string) (int, string) {
		host := article.Host(u)
		if strings.Contains(u, "/feed") {
			return 200, pagesOf(host, 3)
		}
		mu.Lock()
		defer mu.Unlock()
		if was, ok := last[host]; ok {
			least = min(least, time.Since(was))
		}
		last[host] = time.Now()
		return 200, page(prose)
	})
	l.pause = 80 * time.Millisecond
	began := time.Now()
	if _, err := l.Import(t.Context(), strings.NewReader("https://a.example/feed\nhttps://b.example/feed\n")); err != nil {
		t.Fatal(err)
	}
	results(t, l, RefreshOptions{})
	settle(t, l)
	got := asked()
	if len(got) != 6 {
		t.Fatalf("asked for %q", got)
	}
	if article.Host(got[0]) == article.Host(got[1]) || article.Host(got[2]) == article.Host(got[3]) {
		t.Errorf("one host after the other: %q", got)
	}
	if least < l.pause {
		t.Errorf("a host rested for %s only", least)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

// What cannot be had is not asked for again after every refresh, and a host that
// fails is left alone.
func TestPrefetchRemembersFailures(t *testing.T) {
	now := time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)
	l, asked := newsroom(t, Options{Prefetch: 10, Now: func() time.Time { return now }}, func(u string) (int, string) {
		if strings.Contains(u, "/feed") {
			return 200, pagesOf("down.example", 5)
		}
		return 503, "busy"
	})
	l.pause = time.Millisecond
	if _, err := l.Import(t.Context(), strings.NewReader("https://a.example/feed\n")); err != nil {
		t.Fatal(err)
	}
	hear := func() map[string]bool {
		results(t, l, RefreshOptions{})
		settle(t, l)
		urls := map[string]bool{}
		for _, u := range asked() {
			urls[u] = true
		}
		return urls
	}
	if got := hear(); len(got) != enough {
		t.Errorf("asked for %v", got)
	}
	if got := hear(); len(got) != 2*enough { // others than before
		t.Errorf("then for %v", got)
	}
	hear()
	n := len(asked())
	hear()
	if m := len(asked()); m != n {
		t.Errorf("%d more requests for what failed today", m-n)
	}
	now = now.Add(retry + time.Hour)
	hear()
	if m := len(asked()); m == n {
		t.Error("never tried again")
	}
}

// The work is told of, can be stopped, and goes on after the next refresh.
func TestPrefetchIsToldAndStopped(t *testing.T) {
	l, asked := newsroom(t, Options{Prefetch: 8}, func(u string) (int, string) {
		if strings.Contains(u, "/feed") {
			return 200, pagesOf("a.example", 8)
		}
		return 200, page(prose)
	})
	l.pause = 150 * time.Millisecond
	if _, err := l.Import(t.Context(), strings.NewReader("https://a.example/feed\n")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	works := l.Tend(ctx)
	go func() { results(t, l, RefreshOptions{}) }()
	var last Work
	for w := range works {
		if w.What == Prefetching && w.Done >= 2 {
			if w.Total != 8 {
				t.Errorf("%+v", w)
			}
			l.StopPrefetch()
		}
		if w == (Work{}) && last.What == Prefetching {
			cancel()
		}
		last = w
	}
	if last != (Work{}) {
		t.Fatalf("the end was not told: %+v", last)
	}
	settle(t, l)
	if n := len(asked()); n < 2 || n > 5 {
		t.Errorf("%d pages after it was stopped", n)
	}
	l.pause = 0
	results(t, l, RefreshOptions{})
	settle(t, l)
	if n := len(asked()); n < 8 {
		t.Errorf("%d pages in the end", n)
	}
	if es := headlines(t, l, "has:quote"); len(es) != 8 {
		t.Errorf("%d with quotes", len(es))
	}
}

// A screen makes all old articles anew, a verb only so many.
func TestTendingRenewsAll(t *testing.T) {
	s := newSite(t)
	var items []item
	for n := range 3 {
		items = append(items, item{guid: fmt.Sprint(n), title: fmt.Sprint("Story ", n), summary: "Pier.", content: prose + "<p>" + strings.Repeat(fmt.Sprint(n), 30) + "</p>"})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	settle(t, l)
	for _, e := range headlines(t, l, "") {
		spoil(t, l, e.ID, article.FromFeed)
	}
	if n, err := l.store.CountStale(t.Context(), l.engine()); err != nil || n != 3 {
		t.Fatal(n, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for w := range l.Tend(ctx) {
		if w.What == Renewing && w.Total != 3 { // steps may be dropped, the end is told
			t.Errorf("%+v", w)
		}
		if w == (Work{}) {
			cancel()
		}
	}
	if n, err := l.store.CountStale(t.Context(), l.engine()); err != nil || n != 0 {
		t.Errorf("%d left, %v", n, err)
	}
	if qs, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"}); err != nil || len(qs) != 6 {
		t.Errorf("%d quotes, %v", len(qs), err)
	}
}
