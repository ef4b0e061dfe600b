package library

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
)

func TestOpen(t *testing.T) {
	s := newSite(t)
	s.on("/page", text("text/html; charset=utf-8", page(prose)))
	s.on("/wall", text("text/html; charset=utf-8", page("<p>Please subscribe.</p>")))
	items := []item{
		{guid: "whole", title: "Whole", link: s.URL + "/never", summary: "The pier.", content: prose},
		{guid: "page", title: "Page", link: s.URL + "/page", summary: "The pier is to be rebuilt."},
		{guid: "missing", title: "Missing", link: s.URL + "/missing", summary: "<p>The feed's own words.</p>"},
		{guid: "wall", title: "Wall", link: s.URL + "/wall", summary: "<p>The feed's own words, which say a good deal more than the wall does: the board voted, the pier moves north.</p>"},
		{guid: "empty", title: "Empty", link: s.URL + "/missing"},
		{guid: "picture", title: "Picture", link: s.URL + "/missing", summary: `<img src="https://paper.example/p.jpg">`},
	}
	s.on("/feed", text("application/rss+xml", rss("The Paper", items...)))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	id := map[string]feeds.EntryID{}
	for _, e := range headlines(t, l, "") {
		id[e.GUID] = e.ID
	}
	for _, c := range []struct {
		guid    string
		o       OpenOptions
		shown   article.Path
		cached  bool
		problem bool
		holds   string
	}{
		{"whole", OpenOptions{}, article.FromFeed, true, false, "a place to land"},
		{"page", OpenOptions{}, article.FromPage, false, false, "a place to land"},
		{"page", OpenOptions{}, article.FromPage, true, false, "a place to land"},
		{"page", OpenOptions{Feed: true}, article.FromFeed, true, false, "is to be rebuilt"},
		{"page", OpenOptions{Reload: true}, article.FromPage, false, false, "a place to land"},
		{"missing", OpenOptions{}, article.FromFeed, false, true, "own words"},
		{"wall", OpenOptions{}, article.FromFeed, false, true, "moves north"},
	} {
		o, err := l.Open(t.Context(), id[c.guid], c.o)
		if err != nil {
			t.Errorf("%s %+v: %v", c.guid, c.o, err)
			continue
		}
		body, _ := o.Doc.Body()
		if o.Shown != c.shown || o.Cached != c.cached || (o.Problem != "") != c.problem || !strings.Contains(body, c.holds) || o.Doc.Title == "" {
			t.Errorf("%s %+v: shown %s, cached %v, %q: %q", c.guid, c.o, o.Shown, o.Cached, o.Problem, body)
		}
	}
	if n := s.count("/page"); n != 2 {
		t.Errorf("the page was asked for %d times", n)
	}
	if n := s.count("/never"); n != 0 {
		t.Errorf("the page of a whole entry was asked for %d times", n)
	}
	for _, guid := range []string{"empty", "picture"} {
		if o, err := l.Open(t.Context(), id[guid], OpenOptions{}); err == nil {
			t.Errorf("%s opens as %+v", guid, o.Doc)
		}
	}
	if _, err := l.Open(t.Context(), 9999, OpenOptions{}); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("no such entry: %v", err)
	}

	got, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"})
	if err != nil || len(got) == 0 || !strings.Contains(got[0].Text, "another season") {
		t.Fatalf("quotes by speaker: %+v, %v", got, err)
	}
	if es := headlines(t, l, "speaker:ruiz"); len(es) != 2 {
		t.Errorf("%d entries by speaker", len(es))
	}
	for _, e := range headlines(t, l, "") {
		want := map[string]bool{"whole": true, "page": true}[e.GUID]
		if (e.Quotes > 0) != want {
			t.Errorf("%s counts %d quotes", e.GUID, e.Quotes)
		}
	}
	// What was read from the page is found by its words, not only by the feed's.
	if es := headlines(t, l, "engineers foundations"); len(es) != 2 {
		t.Errorf("%d entries by words of the page", len(es))
	}
}

// TestEditedEntryIsMadeAnew: what was made of an old text does not stand in for
// the new one.
func TestEditedEntryIsMadeAnew(t *testing.T) {
	s := newSite(t)
	at := item{guid: "1", title: "Pier", link: s.URL + "/none", summary: "Short.", content: prose}
	s.on("/feed", text("application/rss+xml", rss("F", at)))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	id := headlines(t, l, "")[0].ID
	if _, err := l.Open(t.Context(), id, OpenOptions{}); err != nil {
		t.Fatal(err)
	}
	at.content = strings.ReplaceAll(prose, "eastern pier", "western lighthouse")
	s.on("/feed", text("application/rss+xml", rss("F", at)))
	results(t, l, RefreshOptions{})
	o, err := l.Open(t.Context(), id, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := o.Doc.Body(); !strings.Contains(body, "western lighthouse") {
		t.Errorf("the old text is shown: %q", body)
	}
	settle(t, l)
	if es := headlines(t, l, "lighthouse"); len(es) != 1 {
		t.Errorf("%d entries by the new words", len(es))
	}
	if es := headlines(t, l, "eastern"); len(es) != 0 {
		t.Errorf("%d entries by the old words", len(es))
	}
}

// TestPublicFeedLeadsNowhereInside: neither into the guide nor, from a public
// name, to a private address.
func TestPublicFeedLeadsNowhereInside(t *testing.T) {
	feed := rss("Public",
		item{guid: "1", title: "Guide", link: "builtin://guide/quotes.html", summary: "words of the feed"},
		item{guid: "2", title: "Router", link: "http://192.168.1.1/admin", summary: "words of the feed"},
		item{guid: "3", title: "Metadata", link: "http://169.254.169.254/latest", summary: "words of the feed"},
		item{guid: "4", title: "Loopback", link: "http://localhost:8080/", summary: "words of the feed"})
	public := roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "public.example" {
			t.Errorf("asked %s", r.URL.Host)
			return nil, errors.New("not public")
		}
		return response(r, feed), nil
	})
	l := open(t, func(o *Options) { o.Transport = public })
	subscribe(t, l, "https://public.example/feed")
	es := headlines(t, l, "")
	if len(es) != 4 {
		t.Fatalf("%d entries", len(es))
	}
	for _, e := range es {
		o, err := l.Open(t.Context(), e.ID, OpenOptions{})
		if err != nil || o.Shown != article.FromFeed || o.Problem == "" && e.URL != "" {
			t.Errorf("%s (%s): shown %s, %q, %v", e.Title, e.URL, o.Shown, o.Problem, err)
		}
	}
}

func TestPrefetchAndIndex(t *testing.T) {
	s := newSite(t)
	s.on("/page", text("text/html; charset=utf-8", page(prose)))
	var items []item
	for i := range 5 {
		items = append(items, item{guid: fmt.Sprint(i), title: fmt.Sprint("Story ", i), link: s.URL + "/page?n=" + fmt.Sprint(i), summary: "A zeppelin flies."})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	l := open(t, func(o *Options) { o.Prefetch = 3 })
	l.pause = 0
	if _, err := l.Import(t.Context(), strings.NewReader(s.URL+"/feed\n")); err != nil {
		t.Fatal(err)
	}
	results(t, l, RefreshOptions{})
	settle(t, l)
	if n := s.count("/page"); n != 3 {
		t.Errorf("%d pages prefetched", n)
	}
	if es := headlines(t, l, "has:quote"); len(es) != 3 {
		t.Errorf("%d entries with quotes", len(es))
	}
	if es := headlines(t, l, "zeppelin"); len(es) < 2 {
		t.Errorf("%d entries found by the feed's words", len(es))
	}
	if h, err := l.Check(t.Context(), true); err != nil || !h.Whole || h.Backup == "" {
		t.Errorf("%+v, %v", h, err)
	}
	settle(t, l) // repair emptied the index
	if es := headlines(t, l, "zeppelin"); len(es) != 5 {
		t.Errorf("%d entries found after the repair", len(es))
	}
}

// TestPanicIsOneFeedsFailure: an engine that panics has failed on one document.
func TestPanicIsOneFeedsFailure(t *testing.T) {
	r := NewReader(Options{})
	if err := guard(func() error { panic("parser") }, feeds.ErrNotFeed); !errors.Is(err, feeds.ErrNotFeed) {
		t.Errorf("a panicking parser: %v", err)
	}
	if err := guard(func() error { return nil }, feeds.ErrNotFeed); err != nil {
		t.Error(err)
	}
	if _, err := r.Extract([]byte("\x00\x01\x02"), "", ""); err == nil {
		t.Error("noise is an article")
	}
}
