package store

import (
	"encoding/base64"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// TestKeeping: what is old goes, and what the reader or the feed still has stays.
func TestKeeping(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		name string
		keep Keeping
		want string // what is left of days 0 to 9, each a day older
	}{
		{"all", Keeping{}, "0 1 2 3 4 5 6 7 8 9"},
		{"days", Keeping{Days: 3}, "0 1 2 3 5 7 8 9"}, // 5 starred, 7 quoted, 8 unread, 9 in the document
		{"days, unread too", Keeping{Days: 3, Unread: true}, "0 1 2 3 5 7 9"},
		{"entries", Keeping{Entries: 8}, "0 1 2 3 5 7 8 9"},
		{"few entries", Keeping{Entries: 1}, "0 5 7 8 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			clock := noon
			s.now = func() time.Time { return clock }
			f := addFeed(t, s, "https://a.example/")
			var es []feeds.Entry
			for n := range 10 {
				e := entry(n)
				e.Published = noon.Add(-time.Duration(n) * day)
				es = append(es, e)
			}
			put(t, s, f, es[1:]...)
			var ch feeds.Change
			for _, e := range pages(t, s, feeds.Query{}, 100, false) {
				switch e.Title {
				case "Title 5":
					ch.Star = append(ch.Star, e.ID)
				case "Title 7":
					if _, err := s.SaveQuote(t.Context(), feeds.StoredQuote{Text: "Words", Entry: e.ID}); err != nil {
						t.Fatal(err)
					}
				}
				if e.Title != "Title 8" {
					ch.Read = append(ch.Read, e.ID)
				}
			}
			if _, err := s.Mark(t.Context(), ch); err != nil {
				t.Fatal(err)
			}
			s.Keep(c.keep)
			clock = clock.AddDate(10, 0, 0) // a clock that runs wrong
			put(t, s, f, es[0], es[9])
			var left []string
			for _, title := range titles(t, s, feeds.Query{}) {
				left = append(left, strings.TrimPrefix(title, "Title "))
			}
			slices.Sort(left)
			if got := strings.Join(left, " "); got != c.want {
				t.Errorf("left %s, want %s", got, c.want)
			}
			if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 {
				t.Errorf("%v, %v", h.Problems, err)
			}
		})
	}
}

// TestForget: marks wait for a year, and not for ever.
func TestForget(t *testing.T) {
	s := open(t)
	clock := noon
	s.now = func() time.Time { return clock }
	if _, err := s.MergeState(t.Context(), State{Kept: []Kept{{Feed: "https://a.example/", GUID: "1", Read: true}}}); err != nil {
		t.Fatal(err)
	}
	for _, days := range []int{300, 200} {
		clock = clock.AddDate(0, 0, days)
		more, err := s.Forget(t.Context())
		if err != nil || more != (days == 200) {
			t.Errorf("%v, %v", more, err)
		}
	}
	if more, err := s.Forget(t.Context()); err != nil || more {
		t.Errorf("%v, %v", more, err)
	}
}

// TestShrink: a file that has become mostly empty gives its space back.
func TestShrink(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	noise, raw := rand.NewChaCha8([32]byte{}), make([]byte, 75_000)
	for n := range 12 {
		var es []feeds.Entry
		for k := range 20 {
			e := entry(n*20 + k)
			_, _ = noise.Read(raw) // it never fails
			e.Content = base64.StdEncoding.EncodeToString(raw)
			es = append(es, e)
		}
		put(t, s, f, es...)
	}
	if more, err := s.Shrink(t.Context()); err != nil || more {
		t.Fatalf("a full file: %v, %v", more, err)
	}
	if _, err := s.write.Exec("DELETE FROM entries WHERE id > 3"); err != nil {
		t.Fatal(err)
	}
	pages := func() (n int) {
		t.Helper()
		if err := s.read.QueryRow("PRAGMA page_count").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before, steps := pages(), 0
	for more := true; more; steps++ {
		var err error
		if more, err = s.Shrink(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if after := pages(); after > sparePages+before/spareShare || steps < 3 {
		t.Errorf("%d pages after %d steps, were %d", after, steps, before)
	}
}
