package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// BenchmarkGlean is what the store does to find the quotes of sixteen entries:
// it reads them, and stores five quotes of each.
func BenchmarkGlean(b *testing.B) {
	s, err := Open(b.Context(), b.TempDir()+"/pq.db", func() time.Time { return noon })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() }) // a benchmark's own store
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 4, 30_000)
	for f := range 100 {
		url := fmt.Sprintf("https://f%d.example/feed", f)
		ids, err := s.AddFeeds(b.Context(), []feeds.Feed{{URL: url, Title: url}})
		if err != nil {
			b.Fatal(err)
		}
		var es []feeds.Entry
		for k := range 50 {
			e := feeds.Entry{GUID: fmt.Sprint(k), URL: fmt.Sprint(url, "/", k), Title: fmt.Sprint("Story ", k), Published: noon.Add(-time.Duration(k) * time.Hour)}
			for len(e.Content) < 3000 {
				e.Content += "<p>" + strings.Repeat(spelled(zipf.Uint64())+" ", 20)
			}
			es = append(es, e)
		}
		if _, err := s.PutFeed(b.Context(), feeds.Feed{ID: ids[0]}, es, Fetch{}); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		gs, err := s.Ungleaned(b.Context(), 16)
		if err != nil {
			b.Fatal(err)
		}
		for i, g := range gs {
			gs[i].Made, gs[i].Quotes = true, made(r, zipf, g.Entry.Published.Unix())
		}
		if err := s.Glean(b.Context(), gs); err != nil {
			b.Fatal(err)
		}
		if len(gs) == 0 { // once more from the start
			if _, err := s.write.ExecContext(b.Context(), "DELETE FROM quotes; UPDATE entries SET gleaned = 0, quotes = -1"); err != nil {
				b.Fatal(err)
			}
		}
	}
}
