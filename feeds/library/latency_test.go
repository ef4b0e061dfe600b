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
	// What prefetching and renewing write: a Document, its quotes and blocks.
	b.Run("opening", func(b *testing.B) {
		behind(b, l, es, func(n int) error {
			_, err := l.Open(b.Context(), es[n%len(es)].ID, OpenOptions{Feed: true, Reload: true})
			return err
		})
	})
	b.Run("refreshing", func(b *testing.B) {
		behind(b, l, es, func(n int) error {
			var news []feeds.Entry
			for k := range 100 {
				news = append(news, feeds.Entry{GUID: fmt.Sprint("new", n, "-", k), URL: fmt.Sprint("https://n.example/", n, "/", k), Title: fmt.Sprint("News ", n), Published: time.Unix(int64(2e9+n*100+k), 0), Content: words.String()})
			}
			_, err := l.store.PutFeed(b.Context(), feeds.Feed{ID: feeds.FeedID(n%100 + 1)}, news, store.Fetch{})
			return err
		})
	})
}

// behind marks entries while something else is done over and over.
func behind(b *testing.B, l *Library, es []feeds.Entry, do func(n int) error) {
	b.Helper()
	stop, end := make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for n := 0; err == nil; n++ {
			select {
			case <-stop:
				end <- nil
				return
			default:
			}
			err = do(n)
		}
		end <- err
	}()
	benchMarks(b, l, es, nil)
	close(stop)
	if err := <-end; err != nil {
		b.Fatal(err)
	}
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
	for _, p := range []float64{50, 99, 99.9} {
		b.ReportMetric(float64(took[int(float64(len(took))*p/100)].Microseconds())/1e3, fmt.Sprintf("ms-p%g", p))
	}
}
