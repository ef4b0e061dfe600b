package store

import (
	"fmt"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// Two entries of one document that share address and title are two.
func TestTwinsOfOneDocument(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/a")
	a, b := entry(1), entry(1)
	b.GUID, b.Content, b.Published = "other", "<p>Quite another text</p>", b.Published.Add(-time.Hour)
	if d := put(t, s, f, a, b); d.New != 2 {
		t.Errorf("first: %+v", d)
	}
	if d := put(t, s, f, a, b); d.New+d.Changed != 0 {
		t.Errorf("again: %+v", d)
	}
}

// Two that differ by nothing but id and date are one, whichever comes first and
// whichever is left; without an address they are two.
func TestOneArticleUnderTwoIDs(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/a")
	a, b := entry(1), entry(1)
	b.GUID, b.Published = "other", b.Published.Add(-time.Hour)
	if d := put(t, s, f, a, b); d.New != 1 {
		t.Errorf("first: %+v", d)
	}
	for i, es := range [][]feeds.Entry{{a, b}, {b, a}, {b}, {a}, {b, a}} {
		if d := put(t, s, f, es...); d.New+d.Changed != 0 {
			t.Errorf("again %d: %+v", i, d)
		}
	}
	if got := titles(t, s, feeds.Query{}); len(got) != 1 {
		t.Errorf("titles %v", got)
	}
	a.URL, b.URL = "", ""
	if d := put(t, s, addFeed(t, s, "https://example.org/b"), a, b); d.New != 2 {
		t.Errorf("without an address: %+v", d)
	}
}

// Two entries with one id and different addresses: stable from fetch to fetch.
func TestOneIDTwice(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/a")
	a, b := entry(1), entry(2)
	b.GUID = a.GUID
	put(t, s, f, a, b)
	if d := put(t, s, f, a, b); d.New+d.Changed != 0 {
		t.Errorf("again: %+v", d)
	}
	if got := titles(t, s, feeds.Query{}); len(got) != 2 {
		t.Errorf("titles %v", got)
	}
}

// A feed that dates its entries anew at every fetch changes nothing.
func TestDatesOfTheHour(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/a")
	e := entry(1)
	put(t, s, f, e)
	e.Published = e.Published.Add(30 * time.Minute)
	if d := put(t, s, f, e); d.New+d.Changed != 0 {
		t.Errorf("again: %+v", d)
	}
}

// Letting a quote of the index go never removes another saved one.
func TestUnsaveByIndexID(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/a")
	put(t, s, f, entry(1))
	e, err := s.Entries(t.Context(), feeds.Page{})
	if err != nil {
		t.Fatal(err)
	}
	var qs []feeds.StoredQuote
	for i := range 3 {
		qs = append(qs, feeds.StoredQuote{Entry: e[0].ID, Number: i + 1, Text: fmt.Sprint("Words number ", i), Speaker: "Ada Voss"})
	}
	whole, err := s.Entry(t.Context(), e[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutDocument(t.Context(), whole, "page", 1, &article.Document{Title: "T", Text: "x"}, qs, Blocks{}, ""); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{2, 0} { // saved in another order than they stand
		if _, err := s.SaveQuote(t.Context(), qs[i]); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Quotes(t.Context(), feeds.QuoteQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		if q.Saved() && q.Text == "Words number 0" {
			if err := s.UnsaveQuote(t.Context(), q.SavedID); err != nil {
				t.Error(err)
			}
		}
	}
	left, err := s.Quotes(t.Context(), feeds.QuoteQuery{Saved: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 || left[0].Text != "Words number 2" {
		t.Errorf("left %v", left)
	}
}
