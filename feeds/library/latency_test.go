package library

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

// BenchmarkMarkWhileIndexing is how long a key press that marks an entry waits
// while the full-text index and the quotes of all that came in are made: that of
// every hundredth is what is felt.
func BenchmarkMarkWhileIndexing(b *testing.B) {
	l, err := Open(b.Context(), Options{Path: filepath.Join(b.TempDir(), "pq.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	l.tended.Store(true)
	var words strings.Builder
	for n := range 100 {
		url := fmt.Sprintf("https://f%d.example/feed", n)
		ids, err := l.store.AddFeeds(b.Context(), []feeds.Feed{{URL: url, Title: url}})
		if err != nil {
			b.Fatal(err)
		}
		var es []feeds.Entry
		for k := range 100 {
			words.Reset()
			for w := range 350 {
				fmt.Fprintf(&words, "w%d ", (w*w*(k+3)+n*7)%9973)
			}
			es = append(es, feeds.Entry{
				GUID: fmt.Sprint(k), URL: fmt.Sprint(url, "/", k), Title: fmt.Sprint("Story ", k), Published: time.Unix(int64(1e9+n*3600+k*60), 0),
				Content: "<p>“We will rebuild it,” said Ana Ruiz, the mayor.</p><p>" + words.String() + "</p>",
			})
		}
		if _, err := l.store.PutFeed(b.Context(), feeds.Feed{ID: ids[0]}, es, store.Fetch{}); err != nil {
			b.Fatal(err)
		}
	}
	es, err := l.Entries(b.Context(), feeds.Page{Limit: 1000})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("nothing else", func(b *testing.B) { benchMarks(b, l, es, nil) })
	b.Run("indexing", func(b *testing.B) {
		l.background()
		benchMarks(b, l, es, l.jobs.wait())
	})
}

// benchMarks marks entries one after the other until the end, which is to come
// later than the last.
func benchMarks(b *testing.B, l *Library, es []feeds.Entry, end <-chan struct{}) {
	b.Helper()
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		select {
		case <-end:
			b.Fatalf("the work was over after %d marks", n)
		default:
		}
		e := es[n%len(es)]
		c := feeds.Change{Read: []feeds.EntryID{e.ID}}
		if n/len(es)%2 == 1 {
			c = c.Inverse()
		}
		began := time.Now()
		if _, err := l.Mark(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		time.Sleep(2 * time.Millisecond)
	}
	slices.Sort(took)
	for _, p := range []int{50, 90, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1e3, fmt.Sprintf("ms-p%d", p))
	}
}
