package library

import (
	"strings"
	"testing"

	"pullquote/feeds"
)

// TestGlean: the quotes of what a feed carries whole are there before anything
// was opened; a summary's are not looked for, and a page is not asked for.
func TestGlean(t *testing.T) {
	s := newSite(t)
	s.on("/page", text("text/html; charset=utf-8", page(prose)))
	s.on("/feed", text("application/rss+xml", rss("F",
		item{guid: "whole", title: "The pier", link: s.URL + "/whole", summary: "The pier.", content: prose},
		item{guid: "teaser", title: "More", link: s.URL + "/page", summary: "“No,” said Ana Ruiz."})))
	l := open(t, func(*Options) {})
	subscribe(t, l, s.URL+"/feed")
	settle(t, l)
	got, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"})
	if err != nil || len(got) == 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, e := range headlines(t, l, "") {
		if want := map[string]int{"whole": len(got), "teaser": -1}[e.GUID]; e.Quotes != want {
			t.Errorf("%s counts %d quotes, want %d", e.GUID, e.Quotes, want)
		}
	}
	if n := s.count("/whole") + s.count("/page"); n != 0 {
		t.Errorf("%d pages were asked for", n)
	}
	// Opening the article finds the same ones and doubles none.
	for _, e := range headlines(t, l, "") {
		if e.GUID == "whole" {
			if _, err := l.Open(t.Context(), e.ID, OpenOptions{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if again, err := l.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"}); err != nil || len(again) != len(got) {
		t.Errorf("%d quotes after opening, %d before, %v", len(again), len(got), err)
	}
	if ids, err := l.store.Ungleaned(t.Context(), 10); err != nil || len(ids) != 0 {
		t.Errorf("still to be looked through: %v, %v", ids, err)
	}
}

// TestGleanTheGuide: a new store has quotes to show before anything was opened,
// and without any network.
func TestGleanTheGuide(t *testing.T) {
	l := open(t, func(o *Options) { o.Guide = true })
	l.background()
	settle(t, l)
	for _, e := range headlines(t, l, "") {
		if e.Quotes < 1 && strings.HasPrefix(e.URL, feeds.Builtin) || e.Read {
			t.Errorf("%s counts %d quotes, read %v", e.Title, e.Quotes, e.Read)
		}
	}
	if vs, err := l.Voices(t.Context(), feeds.QuoteQuery{}); err != nil || len(vs) < 10 {
		t.Errorf("%d speakers, %v", len(vs), err)
	}
}
