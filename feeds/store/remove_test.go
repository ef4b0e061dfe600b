package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pullquote/feeds"
)

// TestTurning: a removal that was broken off is finished later, one that is
// taken back meanwhile is undone, and starred entries stay all the time.
func TestTurning(t *testing.T) {
	s := open(t)
	f, stay := addFeed(t, s, "https://a.example/"), addFeed(t, s, "https://b.example/")
	var es []feeds.Entry
	for n := range 50 {
		es = append(es, entry(n))
	}
	put(t, s, f, es...)
	put(t, s, stay, entry(100))
	all := pages(t, s, feeds.Query{}, 100, false)
	if _, err := s.Mark(t.Context(), feeds.Change{Star: []feeds.EntryID{all[7].ID}}); err != nil {
		t.Fatal(err)
	}
	run := func(query string) {
		t.Helper()
		if _, err := s.write.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	listed := func(want int) {
		t.Helper()
		if got := titles(t, s, feeds.Query{}); len(got) != want {
			t.Errorf("%d entries, want %d: %v", len(got), want, got)
		}
	}
	run(fmt.Sprintf("UPDATE feeds SET hidden = 1, turning = 1 WHERE id = %d", f.ID)) // killed behind the first step
	if err := s.TurnAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	listed(2)
	run(fmt.Sprintf("UPDATE feeds SET hidden = 0, turning = 2 WHERE id = %d", f.ID))
	if err := s.TurnAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	listed(51)
	removed := make(chan error)
	go func() { removed <- s.RemoveFeed(t.Context(), f.ID) }()
	for {
		_, err := s.RestoreFeed(t.Context())
		if err == nil {
			break
		}
		if !errors.Is(err, feeds.ErrNotFound) { // not removed yet
			t.Fatal(err)
		}
	}
	if err := <-removed; err != nil {
		t.Fatal(err)
	}
	listed(51)
	if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 {
		t.Errorf("%v, %v", h.Problems, err)
	}
}

// BenchmarkMarkWhileRemoving is how long a key press that marks an entry waits
// while a large feed, whose entries hold quotes, is removed.
func BenchmarkMarkWhileRemoving(b *testing.B) {
	s, err := Open(b.Context(), b.TempDir()+"/pq.db", time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ids, err := s.AddFeeds(b.Context(), []feeds.Feed{{URL: "https://a.example/"}, {URL: "https://b.example/"}})
	if err != nil {
		b.Fatal(err)
	}
	var es []feeds.Entry
	for n := range most {
		es = append(es, entry(n))
	}
	for i, list := range [][]feeds.Entry{es, es[:1]} {
		if _, err := s.PutFeed(b.Context(), feeds.Feed{ID: ids[i]}, list, Fetch{}); err != nil {
			b.Fatal(err)
		}
	}
	for {
		gs, err := s.Ungleaned(b.Context(), 100)
		if err != nil {
			b.Fatal(err)
		}
		if len(gs) == 0 {
			break
		}
		for i, g := range gs {
			e := g.Entry
			gs[i].Made, gs[i].Quotes = true, []feeds.StoredQuote{{Number: 1, Text: "We will", Speaker: fmt.Sprint("Ana ", e.ID%200), Published: e.Time()}, {Number: 2, Text: "rebuild it", Speaker: "Ana Ruiz", Published: e.Time()}}
		}
		if err := s.Glean(b.Context(), gs); err != nil {
			b.Fatal(err)
		}
	}
	mine := pages(b, s, feeds.Query{Feeds: ids[1:]}, 1, false)[0].ID
	var took []time.Duration
	began := time.Now()
	for b.Loop() {
		gone := make(chan error, 1)
		go func() {
			err := s.RemoveFeed(b.Context(), ids[0])
			if err == nil {
				_, err = s.RestoreFeed(b.Context())
			}
			gone <- err
		}()
		for n := 0; len(gone) == 0; n++ {
			c := feeds.Change{Read: []feeds.EntryID{mine}}
			if n%2 == 1 {
				c = c.Inverse()
			}
			at := time.Now()
			if _, err := s.Mark(b.Context(), c); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(at))
			time.Sleep(2 * time.Millisecond)
		}
		if err := <-gone; err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(time.Since(began).Seconds()/float64(b.N)/2, "s-each")
	slices.Sort(took)
	for _, p := range []float64{50, 99, 99.9} {
		b.ReportMetric(float64(took[int(float64(len(took))*p/100)].Microseconds())/1e3, fmt.Sprintf("ms-p%g", p))
	}
}
