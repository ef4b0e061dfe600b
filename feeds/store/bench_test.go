package store

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// The store that the benchmarks read holds words as frequent as those of a
// language are. It is made once and kept in the folder for temporary files.
var benchEntries = flag.Int("bench-entries", 50_000, "entries of the store that the benchmarks read")

const perBenchFeed = 500

// benchStore opens the store of the benchmarks, and makes it where it is missing.
func benchStore(b *testing.B) (*Store, int) {
	b.Helper()
	n := *benchEntries
	path := filepath.Join(os.TempDir(), fmt.Sprintf("pullquote-bench-%d-%d.db", Schema, n))
	s, err := Open(b.Context(), path, func() time.Time { return noon })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	total, _, err := s.Count(b.Context(), feeds.Query{})
	if err != nil {
		b.Fatal(err)
	}
	if total < n {
		fillBench(b, s, total/perBenchFeed, n/perBenchFeed)
	}
	return s, n
}

// fillBench stores feeds from one number to another, half of them read, each
// twentieth entry starred, in folders of a hundred feeds, spread over two years.
func fillBench(b *testing.B, s *Store, from, to int) {
	b.Helper()
	g := newGibberish(int64(from))
	for n := from; n < to; n++ {
		f := feeds.Feed{URL: fmt.Sprintf("https://f%d.example/feed", n), Title: fmt.Sprint("Feed ", n), Folder: []string{fmt.Sprint("Folder ", n/100)}, Language: "en"}
		ids, err := s.AddFeeds(b.Context(), []feeds.Feed{f})
		if err != nil {
			b.Fatal(err)
		}
		f.ID = ids[0]
		es := make([]feeds.Entry, perBenchFeed)
		for k := range es {
			es[k] = feeds.Entry{
				GUID: fmt.Sprintf("urn:%d:%d", n, k), URL: fmt.Sprintf("https://f%d.example/story/%d", n, k), Title: g.text(9), Author: g.text(2),
				Published: noon.Add(-time.Duration(g.r.Int64N(int64(2 * 365 * 24 * time.Hour)))), Content: "<p>" + g.text(150) + "</p>\n<p>" + g.text(150) + "</p>",
			}
		}
		if _, err := s.PutFeed(b.Context(), f, es, Fetch{Status: 200}); err != nil {
			b.Fatal(err)
		}
		if _, err := s.write.ExecContext(b.Context(), "UPDATE entries SET read = id % 2, starred = id % 20 = 0 WHERE feed = ?", f.ID); err != nil {
			b.Fatal(err)
		}
	}
	for {
		raw, err := s.Pending(b.Context(), 2000)
		if err != nil {
			b.Fatal(err)
		}
		if len(raw) == 0 {
			break
		}
		ws := make([]Words, len(raw))
		for i, r := range raw {
			ws[i] = Words{Raw: r, Text: feeds.Plain(r.Content, 1<<20)}
		}
		if _, err := s.Index(b.Context(), ws, false); err != nil {
			b.Fatal(err)
		}
		for more := true; more; {
			if more, err = s.Tidy(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// gibberish is text whose words are as frequent as Zipf says.
type gibberish struct {
	r    *rand.Rand
	zipf *rand.Zipf
}

func newGibberish(seed int64) gibberish {
	r := rand.New(rand.NewPCG(uint64(seed), 7))
	return gibberish{r, rand.NewZipf(r, 1.05, 3, 400_000)}
}

// benchWord is the word of a rank: 0 is the commonest, the higher the rarer.
func benchWord(rank uint64) string {
	syllables := [...]string{"ka", "lo", "mi", "ten", "ru", "sa", "vor", "el", "dan", "pi", "gos", "ne", "tu", "ar", "bel", "co"}
	var w strings.Builder
	for i := 0; i < 2 || rank > 0; i++ {
		w.WriteString(syllables[(rank*7+uint64(i)*3)%16])
		rank /= 16
	}
	return w.String()
}

func (g gibberish) text(words int) string {
	var t strings.Builder
	for i := range words {
		if i > 0 {
			t.WriteByte(' ')
		}
		t.WriteString(benchWord(g.zipf.Uint64()))
	}
	return t.String()
}

func BenchmarkList(b *testing.B) {
	s, n := benchStore(b)
	yes, no := true, false
	for _, q := range []struct {
		name  string
		query feeds.Query
	}{
		{"newest", feeds.Query{}},
		{"unread", feeds.Query{Read: &no}},
		{"feed", feeds.Query{Feeds: []feeds.FeedID{feeds.FeedID(n / perBenchFeed / 2)}}},
		{"folder", feeds.Query{Folder: []string{"Folder 0"}}},
		{"folder unread", feeds.Query{Folder: []string{"Folder 0"}, Read: &no}},
		{"starred", feeds.Query{Starred: &yes}},
		{"old folder", feeds.Query{Folder: []string{"Folder 0"}, Until: noon.AddDate(-1, 0, 0)}},
		{"month", feeds.Query{Since: noon.AddDate(0, -7, 0), Until: noon.AddDate(0, -6, 0), Read: &no}},
	} {
		b.Run(q.name, func(b *testing.B) { benchPage(b, s, q.query, 100) })
	}
	b.Run("next page", func(b *testing.B) {
		benchEach(b, func() error {
			_, err := s.Entries(b.Context(), feeds.Page{After: feeds.Cursor{Time: noon.AddDate(-1, 0, 0), ID: 1}})
			return err
		})
	})
}

func benchPage(b *testing.B, s *Store, q feeds.Query, want int) {
	b.Helper()
	benchEach(b, func() error {
		es, err := s.Entries(b.Context(), feeds.Page{Query: q, Limit: 100})
		if err == nil && len(es) < want {
			err = fmt.Errorf("%d entries", len(es))
		}
		return err
	})
}

// benchEach reports the median of each time as well: a busy machine spoils the mean.
func benchEach(b *testing.B, do func() error) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if err := do(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1e3, "ms-median")
	b.ReportMetric(took[0].Seconds()*1e3, "ms-least")
}

func BenchmarkSearch(b *testing.B) {
	s, _ := benchStore(b)
	for _, q := range []struct{ name, query string }{
		{"commonest", benchWord(0)},
		{"common", benchWord(40)},
		{"rare", benchWord(30_000)},
		{"rarest", benchWord(300_000)},
		{"two common", benchWord(1) + " " + benchWord(60)},
		{"common and rare", benchWord(0) + " " + benchWord(20_000)},
		{"two rarer", benchWord(900) + " " + benchWord(1100)},
		{"beginning of 3", benchWord(300)[:3]},
		{"beginning of 4", benchWord(300)[:4]},
		{"beginning of 6", benchWord(30_000)[:6]},
		{"unread", benchWord(40) + " is:unread"},
		{"feed", benchWord(40) + " feed:f7.example"},
		{"folder", benchWord(40) + ` folder:"Folder 0"`},
		{"year", benchWord(40) + " until:2025-05-01"},
	} {
		for _, way := range []string{"", " sort:rank"} {
			parsed, err := feeds.ParseQuery(q.query+way, noon)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(q.name+strings.TrimPrefix(way, " sort:"), func(b *testing.B) { benchPage(b, s, parsed, 0) })
		}
	}
}

func BenchmarkCount(b *testing.B) {
	s, _ := benchStore(b)
	for _, q := range []struct{ name, query string }{
		{"all", ""},
		{"folder", `folder:"Folder 0"`},
		{"unread of a year", "is:unread since:365d"},
		{"commonest", benchWord(0)},
		{"common", benchWord(40)},
		{"starred", "is:starred"},
	} {
		parsed, err := feeds.ParseQuery(q.query, noon)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(q.name, func(b *testing.B) {
			benchEach(b, func() error {
				_, _, err := s.Count(b.Context(), parsed)
				return err
			})
		})
	}
}

// BenchmarkSize tells how large the file is for each byte of text in it.
func BenchmarkSize(b *testing.B) {
	s, n := benchStore(b)
	if _, err := s.write.ExecContext(b.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		b.Fatal(err)
	}
	fi, err := os.Stat(s.path)
	if err != nil {
		b.Fatal(err)
	}
	raw, err := s.raw(b.Context(), s.read, "SELECT "+rawColumns+" FROM entries e WHERE e.id % 50 = 0 ORDER BY e.pack")
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, r := range raw {
		size += len(r.Title) + len(r.Author) + len(r.Summary) + len(r.Content)
	}
	text := float64(size) / float64(len(raw)) * float64(n)
	for b.Loop() { //nolint:revive // a size, not a time
	}
	b.ReportMetric(float64(fi.Size())/text, "of-text")
	b.ReportMetric(float64(fi.Size())/1e6, "MB")
}
