package store

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// crowd fills a store with so many quotes of articles of five, by a vocabulary
// whose words are as unevenly common as those of a language.
func crowd(b *testing.B, quotes int) *Store {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "pq.db"), func() time.Time { return noon })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	ids, err := s.AddFeeds(b.Context(), []feeds.Feed{{URL: "https://a.example/"}})
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 4, 30_000)
	for done := 0; done < quotes; {
		err := s.change(b.Context(), false, func(tx *sql.Tx) error {
			c := s.cite(tx)
			for range 500 {
				done += 5
				at := noon.Unix() - int64(quotes-done)*60
				res, err := tx.Exec("INSERT INTO entries (feed, guid, arrived, sort, quotes) VALUES (?,?,?,?,5)", ids[0], done, at, at)
				if err != nil {
					return err
				}
				id, err := res.LastInsertId()
				if err != nil {
					return err
				}
				if err := c.put(b.Context(), feeds.EntryID(id), made(r, zipf, at)); err != nil {
					return err
				}
			}
			return c.end(b.Context())
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return s
}

func made(r *rand.Rand, zipf *rand.Zipf, at int64) []feeds.StoredQuote {
	var out []feeds.StoredQuote
	for n := range 5 {
		var words []string
		for range 12 + r.IntN(20) {
			words = append(words, spelled(zipf.Uint64()))
		}
		who := fmt.Sprintf("F%s L%s", spelled(zipf.Uint64()%700), spelled(zipf.Uint64()))
		if r.IntN(8) == 0 {
			who = ""
		}
		out = append(out, feeds.StoredQuote{Number: n + 1, Text: strings.Join(words, " "), Speaker: who, Role: "mayor", Headline: "A headline", Publisher: fmt.Sprint("Paper ", r.IntN(40)), Published: time.Unix(at, 0)})
	}
	return out
}

// spelled is a word for a number: syllables, so that beginnings are shared as
// they are in a language.
func spelled(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for n += 70; n > 0; n /= 70 {
		b.WriteByte(consonants[n%14])
		b.WriteByte(vowels[n/14%5])
	}
	return b.String()
}

const manyQuotes = 200_000

func BenchmarkQuotes(b *testing.B) {
	s := crowd(b, manyQuotes)
	deep := feeds.QuoteCursor{Time: noon.Add(-manyQuotes / 2 * time.Minute), ID: 1}
	for _, c := range []struct {
		name string
		q    feeds.QuoteQuery
	}{
		{"newest", feeds.QuoteQuery{}},
		{"deep", feeds.QuoteQuery{After: deep}},
		{"end", feeds.QuoteQuery{Up: true}},
		{"voice", feeds.QuoteQuery{Voice: 1}},
		{"nobody", feeds.QuoteQuery{Nobody: true}},
		{"commonword", feeds.QuoteQuery{Words: "bada"}},
		{"commonprefix", feeds.QuoteQuery{Words: "bad"}},
		{"prefix", feeds.QuoteQuery{Words: "vada"}},
		{"rareword", feeds.QuoteQuery{Words: "tirama"}},
		{"speaker", feeds.QuoteQuery{Speaker: "ldada"}},
		{"speakerandword", feeds.QuoteQuery{Speaker: "lnada", Text: "gada"}},
		{"voiceandword", feeds.QuoteQuery{Voice: 1, Words: "dada"}},
		{"publisher", feeds.QuoteQuery{Publisher: "paper 17"}},
		{"since", feeds.QuoteQuery{Words: "dada", Since: noon.AddDate(0, 0, -7)}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Quotes(b.Context(), c.q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, c := range []struct {
		name string
		q    feeds.QuoteQuery
	}{
		{"all", feeds.QuoteQuery{}},
		{"deep", feeds.QuoteQuery{After: deep}},
		{"commonword", feeds.QuoteQuery{Words: "bada"}},
		{"name", feeds.QuoteQuery{Words: "lvada"}},
	} {
		b.Run("voices/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Voices(b.Context(), c.q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, words := range []string{"", "bada", "lvada"} {
		b.Run("count/"+words, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.CountQuotes(b.Context(), feeds.QuoteQuery{Words: words}, window); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("headlines/speaker", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Entries(b.Context(), feeds.Page{Query: feeds.Query{Speaker: "ldada"}}); err != nil {
				b.Fatal(err)
			}
		}
	})
	// One article's quotes made anew in a large store.
	b.Run("put", func(b *testing.B) {
		r := rand.New(rand.NewPCG(3, 4))
		zipf := rand.NewZipf(r, 1.1, 4, 30_000)
		for n := int64(1); b.Loop(); n++ {
			if err := s.change(b.Context(), false, func(tx *sql.Tx) error {
				c := s.cite(tx)
				return errors.Join(c.put(b.Context(), feeds.EntryID(n%1000*30+1), made(r, zipf, noon.Unix()-n)), c.end(b.Context()))
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
