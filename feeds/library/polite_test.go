package library

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"pullquote/feeds"
)

// crowdedHost counts how many requests are under way at a server. Its answers
// end only after its handler has, so that the count is that of the reader.
type crowdedHost struct {
	*httptest.Server
	mu        sync.Mutex
	now, most int
	asked     int
}

func newCrowdedHost(t *testing.T, h http.HandlerFunc) *crowdedHost {
	t.Helper()
	c := &crowdedHost{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.now++
		c.asked++
		c.most = max(c.most, c.now)
		c.mu.Unlock()
		defer func() {
			c.mu.Lock()
			c.now--
			c.mu.Unlock()
		}()
		time.Sleep(3 * time.Millisecond)
		h(w, r)
		if f, ok := w.(http.Flusher); ok {
			f.Flush() // without a length: the end is told behind the handler
		}
	}))
	t.Cleanup(c.Close)
	return c
}

// TestTwoAtOneHost: whatever is going on at the same time (a refresh, redirects
// to and from another host, articles that are prefetched and opened, a followed
// list, discovery, requests that are given up), no host has more than two
// requests of ours.
func TestTwoAtOneHost(t *testing.T) {
	var hosts [2]*crowdedHost
	for i := range hosts {
		hosts[i] = newCrowdedHost(t, func(w http.ResponseWriter, r *http.Request) {
			var n int
			kind := r.URL.Path
			if _, err := fmt.Sscanf(r.URL.Path, "/feed/%d", &n); err == nil {
				kind = "feed"
			}
			switch {
			case kind == "feed" && n%4 == 1 && r.URL.Query().Get("to") == "":
				http.Redirect(w, r, hosts[1-i].URL+r.URL.Path+"?to=1", http.StatusFound)
			case kind == "feed" && n == 10: // in the midst of its answer
				w.Header().Set("Content-Type", "application/rss+xml")
				_, _ = w.Write([]byte("<rss><channel>"))
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			case kind == "feed":
				text("application/rss+xml", rss(fmt.Sprint("F", n),
					item{guid: "a", title: "One", link: fmt.Sprint(hosts[i].URL, "/page/", n, "/a"), summary: "short"},
					item{guid: "b", title: "Two", link: fmt.Sprint(hosts[1-i].URL, "/page/", n, "/b"), summary: "short"}))(w, r)
			case kind == "/list":
				_, _ = fmt.Fprintf(w, `<opml version="2.0"><body><outline text="L" xmlUrl="%s/feed/20"/><outline text="M" xmlUrl="%s/feed/21"/></body></opml>`, hosts[0].URL, hosts[1].URL)
			case kind == "/site":
				w.Header().Set("Content-Type", "text/html")
				_, _ = fmt.Fprintf(w, `<link rel="alternate" type="application/rss+xml" href="/feed/30"><p>A site.</p>`)
			default:
				text("text/html; charset=utf-8", page(prose))(w, r)
			}
		})
	}
	l := open(t, func(o *Options) { o.Prefetch, o.Timeout = 40, 400*time.Millisecond })
	l.pause = 0
	var urls []string
	for n := range 16 {
		urls = append(urls, fmt.Sprint(hosts[n%2].URL, "/feed/", n))
	}
	for _, u := range urls {
		if _, err := l.store.AddFeeds(t.Context(), []feeds.Feed{{URL: u}}); err != nil {
			t.Fatal(err)
		}
	}
	results(t, l, RefreshOptions{})
	// Prefetching goes on behind it, and now all the rest at the same time.
	var all sync.WaitGroup
	all.Go(func() { results(t, l, RefreshOptions{Force: true}) })
	for i := range hosts {
		all.Go(func() { _, _ = l.Follow(t.Context(), hosts[i].URL+"/list") })
		all.Go(func() { _, _ = l.Fetch(t.Context(), hosts[i].URL+"/page/x") })
		all.Go(func() { _, _ = l.Subscribe(t.Context(), hosts[i].URL+"/site", SubscribeOptions{}) })
	}
	for _, e := range headlines(t, l, "") {
		all.Go(func() { _, _ = l.Open(t.Context(), e.ID, OpenOptions{Reload: true}) })
	}
	all.Wait()
	settle(t, l)
	for i, h := range hosts {
		h.mu.Lock()
		if h.most != 2 || h.asked < 40 {
			t.Errorf("host %d: %d at once, of %d requests", i, h.most, h.asked)
		}
		h.mu.Unlock()
	}
}
