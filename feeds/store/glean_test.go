package store

import (
	"slices"
	"testing"

	"pullquote/feeds"
)

// TestUngleaned: entries come with all that Entry tells of them, and what was
// edited, opened or damaged meanwhile is neither lost nor looked at for ever.
func TestUngleaned(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n := range 6 {
		e := entry(n)
		if n == 1 {
			e.Extra = &feeds.Extra{Source: "The Gazette"}
		}
		es = append(es, e)
	}
	put(t, s, f, es[:3]...)
	put(t, s, f, es[3:]...)
	gs, err := s.Ungleaned(t.Context(), 100)
	if err != nil || len(gs) != 6 {
		t.Fatalf("%d, %v", len(gs), err)
	}
	for i, g := range gs {
		if want := whole(t, s, g.Entry.ID); want.Content == "" || g.Entry.Content != want.Content || g.Entry.Summary != want.Summary || g.Entry.Title != want.Title ||
			(g.Entry.Extra == nil) != (want.Extra == nil) || g.Entry.Extra != nil && g.Entry.Extra.Source != "The Gazette" {
			t.Errorf("got %+v\nwant %+v", g.Entry, want)
		}
		if i > 0 && g.Entry.ID >= gs[i-1].Entry.ID {
			t.Error("not the newest first")
		}
		gs[i].Made, gs[i].Quotes = true, []feeds.StoredQuote{{Number: 1, Text: "We will", Speaker: "Ana Ruiz", Published: g.Entry.Time()}}
	}
	changed := es[5]
	changed.Content = "<p>Something else</p>"
	put(t, s, f, changed)
	if err := s.Glean(t.Context(), gs); err != nil {
		t.Fatal(err)
	}
	again, err := s.Ungleaned(t.Context(), 100)
	if err != nil || len(again) != 1 || again[0].Entry.Content != changed.Content {
		t.Fatalf("the edited one is looked through again: %+v, %v", again, err)
	}
	if _, err := s.write.ExecContext(t.Context(), "UPDATE packs SET body = x'00' WHERE id = (SELECT pack FROM entries WHERE id = ?)", again[0].Entry.ID); err != nil {
		t.Fatal(err)
	}
	if again, err = s.Ungleaned(t.Context(), 100); err != nil || len(again) != 1 || again[0].Entry.Content != "" {
		t.Fatalf("a damaged one: %+v, %v", again, err)
	}
	if err := s.Glean(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if again, err = s.Ungleaned(t.Context(), 100); err != nil || len(again) != 0 {
		t.Errorf("a damaged one comes up for ever: %+v, %v", again, err)
	}
	if got, err := s.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz"}); err != nil || len(got) != 5 {
		t.Errorf("%d quotes, %v", len(got), err)
	}
}

// TestGleanedTogether: articles of one transaction know each other's speakers as
// those of many do, and each quote is found by its words.
func TestGleanedTogether(t *testing.T) {
	speakers := [][]string{{"Ann R. Hale", "Hale"}, {"Ann Hale"}, {"Hale", "Ann Q. Hale"}, {"ECB President Christine Lagarde"}, {"Christine Lagarde", "Ann Hale"}}
	said := []string{"glacier", "harbour", "orchard", "viaduct", "lantern"}
	voices := func(together bool) (out []string) {
		s := open(t)
		f := addFeed(t, s, "https://a.example/")
		var es []feeds.Entry
		for n := range speakers {
			es = append(es, entry(n))
		}
		put(t, s, f, es...)
		gs, err := s.Ungleaned(t.Context(), 100)
		if err != nil {
			t.Fatal(err)
		}
		for i := range gs {
			gs[i].Made = true
			for n, who := range speakers[i] {
				gs[i].Quotes = append(gs[i].Quotes, feeds.StoredQuote{Number: n + 1, Text: said[i], Speaker: who, Role: "of " + said[i], Published: gs[i].Entry.Time()})
			}
		}
		for len(gs) > 0 {
			n := len(gs)
			if !together {
				n = 1
			}
			if err := s.Glean(t.Context(), gs[:n]); err != nil {
				t.Fatal(err)
			}
			gs = gs[n:]
		}
		vs, err := s.Voices(t.Context(), feeds.QuoteQuery{})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vs {
			out = append(out, v.Name+", "+v.Role+": "+v.Last)
			qs, err := s.Quotes(t.Context(), feeds.QuoteQuery{Voice: v.ID, Text: v.Last})
			if err != nil || len(qs) == 0 {
				t.Errorf("%+v is not found by %q, %v", v, v.Last, err)
			}
		}
		for i, w := range said {
			if qs, err := s.Quotes(t.Context(), feeds.QuoteQuery{Text: w}); err != nil || len(qs) != len(speakers[i]) {
				t.Errorf("%d quotes with %s, %v", len(qs), w, err)
			}
		}
		return out
	}
	one, all := voices(false), voices(true)
	if len(one) != 3 {
		t.Errorf("%q", one)
	}
	if !slices.Equal(one, all) {
		t.Errorf("one by one %q\ntogether   %q", one, all)
	}
}
