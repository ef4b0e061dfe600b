package library

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/store"
)

// spoil puts Documents of an older engine, with one wrong quote each, in place
// of what was made.
func spoil(t *testing.T, l *Library, id feeds.EntryID, shown article.Path) {
	t.Helper()
	e, err := l.store.Entry(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.store.DropStale(t.Context(), id, -1); err != nil {
		t.Fatal(err)
	}
	words := "" // those of the feed's own text are no Document's
	if shown == article.FromPage {
		words = "old words"
	}
	if err := l.store.PutDocument(t.Context(), e, shown, l.engine()-1, &article.Document{Title: "Old"},
		[]feeds.StoredQuote{{Entry: id, Number: 1, Text: "made by older rules", Speaker: "Nobody", URL: e.URL}}, store.Blocks{}, words); err != nil {
		t.Fatal(err)
	}
}

// TestQuotesAreMadeAnew: articles of older rules get the quotes of today's, from
// what is stored, and the network is asked for nothing.
func TestQuotesAreMadeAnew(t *testing.T) {
	s := newSite(t)
	s.on("/page", text("text/html; charset=utf-8", page(prose)))
	s.on("/feed", text("application/rss+xml", rss("F",
		item{guid: "page", title: "The pier", link: s.URL + "/page", summary: "The pier is to be rebuilt."},
		item{guid: "feed", title: "In full", link: s.URL + "/never", summary: "The pier.", content: prose},
		item{guid: "none", title: "No text", link: s.URL + "/never2"})))
	l := open(t, func(o *Options) { o.Path = filepath.Join(t.TempDir(), "renew.db") })
	subscribe(t, l, s.URL+"/feed")
	settle(t, l)
	id := map[string]feeds.EntryID{}
	for _, e := range headlines(t, l, "") {
		id[e.GUID] = e.ID
	}
	if _, err := l.Open(t.Context(), id["page"], OpenOptions{}); err != nil {
		t.Fatal(err)
	}
	asked := s.count("/page")
	spoil(t, l, id["page"], article.FromPage)
	spoil(t, l, id["feed"], article.FromFeed)
	spoil(t, l, id["none"], article.FromPage)
	wrong, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "nobody"})
	if err != nil || len(wrong) != 3 {
		t.Fatalf("%+v, %v", wrong, err)
	}
	if _, err := l.SaveQuote(t.Context(), wrong[0]); err != nil {
		t.Fatal(err)
	}

	l.background()
	settle(t, l)

	got, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"})
	if err != nil || len(got) != 4 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, q := range got {
		if q.ID <= 0 || q.Saved() {
			t.Errorf("a quote of the index is %+v", q)
		}
	}
	// Nothing to make it of: its quotes stay, and it is not tried for ever.
	old, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "nobody"})
	if err != nil || len(old) != 1 || old[0].Entry != id["none"] {
		t.Errorf("%+v, %v", old, err)
	}
	if left, err := l.store.Stale(t.Context(), l.engine(), 10); err != nil || len(left) != 0 {
		t.Errorf("still of older rules: %v, %v", left, err)
	}
	// A saved quote outlives the rules that found it.
	saved, err := l.Quotes(t.Context(), feeds.QuoteQuery{Saved: true})
	if err != nil || len(saved) != 1 || saved[0].ID != 0 || saved[0].SavedID == 0 || saved[0].Text != "made by older rules" {
		t.Fatalf("%+v, %v", saved, err)
	}
	if err := l.UnsaveQuote(t.Context(), saved[0].SavedID); err != nil {
		t.Error(err)
	}
	if es := headlines(t, l, "engineers foundations"); len(es) != 2 {
		t.Errorf("%d entries by their words", len(es))
	}
	if n := s.count("/page"); n != asked {
		t.Errorf("the page was asked for %d times more", n-asked)
	}
	if n := s.count("/never") + s.count("/never2"); n != 0 {
		t.Errorf("%d pages were asked for", n)
	}
}

// TestRenewing goes newest first, one article a step, and stops when told.
func TestRenewing(t *testing.T) {
	s := newSite(t)
	var items []item
	for _, n := range []string{"1", "2", "3"} {
		items = append(items, item{guid: n, title: "Story " + n, link: s.URL + "/" + n, summary: "Pier.", content: prose + "<p>" + strings.Repeat(n, 30) + "</p>"})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	settle(t, l)
	es := headlines(t, l, "")
	for _, e := range es {
		spoil(t, l, e.ID, article.FromFeed)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.renew(gone); err == nil {
		t.Error("it goes on after the end")
	}
	for i := range es {
		if more, err := l.renew(t.Context()); err != nil || !more {
			t.Fatalf("%v, %v", more, err)
		}
		left, err := l.store.Stale(t.Context(), l.engine(), 10)
		if err != nil || len(left) != len(es)-i-1 || len(left) > 0 && left[0] != es[i+1].ID {
			t.Errorf("after %d steps %v, %v", i+1, left, err)
		}
	}
	if more, err := l.renew(t.Context()); err != nil || more {
		t.Errorf("%v, %v", more, err)
	}
	if qs, err := l.store.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"}); err != nil || len(qs) != 2*len(es) {
		t.Errorf("%d quotes, %v", len(qs), err)
	}
}
