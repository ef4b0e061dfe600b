package library

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pullquote/feeds"
)

// TestSilentHosts: feeds whose hosts take the connection and say nothing hold up
// no other. They are let go only after all the others are through.
func TestSilentHosts(t *testing.T) {
	const honest, dead = 100, 20
	s := newSite(t)
	free := make(chan struct{})
	release := sync.OnceFunc(func() { close(free) })
	var list strings.Builder
	for i := range dead { // each on a port of its own
		mute := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-free }))
		defer mute.Close()
		fmt.Fprintf(&list, "%s/%d \"~A %d\"\n", mute.URL, i, i) // first in the order of names
	}
	defer release() // before the servers close
	for i := range honest {
		p := fmt.Sprint("/", i)
		s.on(p, text("application/rss+xml", rss("F", item{guid: "1", title: "T", link: "https://paper.example" + p, summary: "s"})))
		fmt.Fprintf(&list, "%s%s \"~B %d\"\n", s.URL, p, i)
	}
	l := open(t, func(o *Options) { o.Timeout, o.PerHost = time.Hour, 8 })
	if _, err := l.Import(t.Context(), strings.NewReader(list.String())); err != nil {
		t.Fatal(err)
	}
	stored, silent := 0, 0
	for p := range l.Refresh(t.Context(), RefreshOptions{}) {
		switch {
		case !p.Done:
		case strings.HasPrefix(p.Feed.URL, s.URL):
			if p.Err != nil || p.New != 1 {
				t.Errorf("%+v", p)
			}
			if stored++; stored == honest {
				if silent != 0 {
					t.Errorf("%d silent feeds came first", silent)
				}
				release()
			}
		default:
			silent++
		}
	}
	if stored != honest || silent != dead {
		t.Errorf("%d honest and %d silent feeds", stored, silent)
	}
}

// TestPlacesAreGivenBack: a place that was lent comes back for the work, and is
// never counted twice.
func TestPlacesAreGivenBack(t *testing.T) {
	places := make(chan struct{}, 1)
	places <- struct{}{}
	p := &place{places: places, held: true}
	p.lend(time.Nanosecond, func() {
		places <- struct{}{} // another one gets in
		<-places
	})
	if len(places) != 1 || !p.held {
		t.Errorf("%d places are taken, held %v", len(places), p.held)
	}
	p.lend(time.Hour, func() {})
	if len(places) != 1 || !p.held {
		t.Errorf("a quick answer: %d places are taken, held %v", len(places), p.held)
	}
	p.leave()
	p.leave()
	if len(places) != 0 {
		t.Errorf("%d places are left", len(places))
	}
}

func TestFailedFeedsComeLast(t *testing.T) {
	got := ""
	for _, f := range order([]feeds.Feed{
		{URL: "https://a.example/1", Failures: 3}, {URL: "https://b.example/2"}, {URL: "https://b.example/3"}, {URL: "https://c.example/4", Failures: 1}, {URL: "https://d.example/5"},
	}) {
		got += f.URL[len(f.URL)-1:]
	}
	if got != "25314" {
		t.Errorf("the order is %s", got)
	}
}
