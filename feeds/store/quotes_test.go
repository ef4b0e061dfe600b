package store

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// said stores articles with quotes, "Speaker: words" each; the first is the newest.
func said(t testing.TB, s *Store, f feeds.Feed, articles ...[]string) []feeds.EntryID {
	t.Helper()
	var ids []feeds.EntryID
	for i, lines := range articles {
		e := entry(i + 1)
		e.GUID = fmt.Sprint("said-", f.ID, "-", i)
		if _, err := s.PutFeed(t.Context(), f, []feeds.Entry{e}, Fetch{Status: 200}); err != nil {
			t.Fatal(err)
		}
		if err := s.read.QueryRow("SELECT id FROM entries WHERE guid = ?", e.GUID).Scan(&e.ID); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
		say(t, s, e.ID, lines...)
	}
	return ids
}

// say puts quotes in place of those of an article.
func say(t testing.TB, s *Store, id feeds.EntryID, lines ...string) {
	t.Helper()
	e, err := s.Entry(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var qs []feeds.StoredQuote
	for n, l := range lines {
		who, words, _ := strings.Cut(l, ": ")
		who, role, _ := strings.Cut(who, ", ")
		qs = append(qs, feeds.StoredQuote{Number: n + 1, Text: words, Speaker: who, Role: role, Headline: e.Title, Publisher: "Harbour Post", URL: e.URL, Published: e.Time()})
	}
	if err := s.PutDocument(t.Context(), e, article.FromPage, 1, &article.Document{}, qs, Blocks{}, "text"); err != nil {
		t.Fatal(err)
	}
}

func quotesOf(t *testing.T, s *Store, q feeds.QuoteQuery) []string {
	t.Helper()
	found, err := s.Quotes(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, f := range found {
		out = append(out, f.Text)
	}
	return out
}

func voicesOfStore(t *testing.T, s *Store, q feeds.QuoteQuery) []string {
	t.Helper()
	found, err := s.Voices(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, v := range found {
		out = append(out, fmt.Sprintf("%s %d", v.Name, v.Quotes))
	}
	return out
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

func TestVoices(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	ids := said(t, s, f,
		[]string{"OBA President Mira Holt: one", "Holt: two", ": nobody"},
		[]string{"Mira R. Holt, president of the OBA: three", "Jon Holt: four", "Holt: which of the two"},
		[]string{"Holt: alone", "Zoë Ågren: å"},
		[]string{"Mira Holt: five", "Zoe Agren: a", "a clerk: phrase"})
	equal(t, "voices", voicesOfStore(t, s, feeds.QuoteQuery{}), "Mira Holt 4", "Holt 2", "Jon Holt 1", "Zoë Ågren 2", "a clerk 1", " 1")
	vs, err := s.Voices(t.Context(), feeds.QuoteQuery{Limit: 1})
	if err != nil || len(vs) != 1 {
		t.Fatal(vs, err)
	}
	mira := vs[0]
	if mira.Role != "president of the OBA" || mira.Last != "one" || !mira.Newest.Equal(entry(1).Published) {
		t.Errorf("%+v", mira)
	}
	rest, err := s.Voices(t.Context(), feeds.QuoteQuery{After: feeds.QuoteCursor{Time: mira.Newest, ID: mira.ID}})
	if err != nil || len(rest) != 5 || rest[4].ID != 0 || rest[4].Last != "nobody" {
		t.Errorf("the page behind: %v, %v", rest, err)
	}
	if none, err := s.Voices(t.Context(), feeds.QuoteQuery{After: feeds.QuoteCursor{Time: rest[4].Newest}}); err != nil || len(none) != 0 {
		t.Errorf("behind nobody: %v, %v", none, err)
	}
	equal(t, "one voice, newest first, each article as it reads", quotesOf(t, s, feeds.QuoteQuery{Voice: mira.ID}), "one", "two", "three", "five")
	equal(t, "her words", quotesOf(t, s, feeds.QuoteQuery{Voice: mira.ID, Words: "thr"}), "three")
	equal(t, "another's words are not hers", quotesOf(t, s, feeds.QuoteQuery{Voice: mira.ID, Words: "four"}))
	equal(t, "nobody", quotesOf(t, s, feeds.QuoteQuery{Nobody: true}), "nobody")
	equal(t, "a bare name is found by the full one", quotesOf(t, s, feeds.QuoteQuery{Speaker: "mira holt"}), "one", "two", "three", "five")
	equal(t, "folded", quotesOf(t, s, feeds.QuoteQuery{Speaker: "agren"}), "å", "a")
	equal(t, "folded the other way", quotesOf(t, s, feeds.QuoteQuery{Speaker: "Ågren zoë"}), "å", "a")
	equal(t, "words of name and text", quotesOf(t, s, feeds.QuoteQuery{Words: "holt four"}), "four")
	equal(t, "publisher", quotesOf(t, s, feeds.QuoteQuery{Publisher: "harbour", Text: "alone"}), "alone")
	equal(t, "another publisher", quotesOf(t, s, feeds.QuoteQuery{Publisher: "Gazette"}))
	equal(t, "text is not the name", quotesOf(t, s, feeds.QuoteQuery{Text: "holt"}))
	equal(t, "since", quotesOf(t, s, feeds.QuoteQuery{Since: entry(2).Published, Speaker: "jon"}), "four")
	equal(t, "since, without words", quotesOf(t, s, feeds.QuoteQuery{Since: entry(1).Published}), "one", "two", "nobody")
	equal(t, "voices with words", voicesOfStore(t, s, feeds.QuoteQuery{Words: "holt"}), "Mira Holt 4", "Holt 2", "Jon Holt 1")
	equal(t, "voices with nobody's words", voicesOfStore(t, s, feeds.QuoteQuery{Words: "nobody"}), " 1")
	if n, err := s.CountQuotes(t.Context(), feeds.QuoteQuery{Words: "holt"}, 5); err != nil || n != 5 {
		t.Errorf("counted %d, %v", n, err)
	}
	equal(t, "headlines by speaker", titles(t, s, feeds.Query{Speaker: "Mira Holt"}), "Title 1", "Title 2", "Title 4")

	// Made anew: counts follow, and who is named again keeps the number.
	say(t, s, ids[0], "Mira Holt: one, better")
	say(t, s, ids[1])
	if vs, err = s.Voices(t.Context(), feeds.QuoteQuery{}); err != nil || vs[0].ID != mira.ID || vs[0].Quotes != 2 || vs[0].Last != "one, better" {
		t.Errorf("%+v, %v", vs, err)
	}
	equal(t, "who is gone is forgotten", voicesOfStore(t, s, feeds.QuoteQuery{}), "Mira Holt 2", "Zoë Ågren 2", "Holt 1", "a clerk 1")

	// A removed feed takes its quotes out of sight, and brings them back.
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	equal(t, "removed", append(voicesOfStore(t, s, feeds.QuoteQuery{}), quotesOf(t, s, feeds.QuoteQuery{})...))
	equal(t, "removed, by words", append(voicesOfStore(t, s, feeds.QuoteQuery{Words: "holt"}), quotesOf(t, s, feeds.QuoteQuery{Words: "holt"})...))
	if _, err := s.RestoreFeed(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "restored", voicesOfStore(t, s, feeds.QuoteQuery{}), "Mira Holt 2", "Zoë Ågren 2", "Holt 1", "a clerk 1")
	if _, err := s.write.Exec("UPDATE voices SET quotes = quotes + 1"); err != nil {
		t.Fatal(err)
	}
	if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 1 || !strings.Contains(h.Problems[0], "speakers are counted wrongly") {
		t.Errorf("%+v, %v", h, err)
	}
	h, err := s.Check(t.Context(), true)
	if err != nil || len(h.Problems) != 0 {
		t.Errorf("%+v, %v", h, err)
	}
	equal(t, "counted after a repair", voicesOfStore(t, s, feeds.QuoteQuery{}), "Mira Holt 2", "Zoë Ågren 2", "Holt 1", "a clerk 1")
	equal(t, "found after a repair", quotesOf(t, s, feeds.QuoteQuery{Speaker: "mira", Text: "better"}), "one, better")
}

// Pages of quotes, down and up, with words and without, give each quote once.
func TestQuotePages(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var articles [][]string
	for i := range 7 {
		var lines []string
		for n := range 5 {
			lines = append(lines, fmt.Sprintf("Mira Holt: harbour %d.%d", i, n))
		}
		articles = append(articles, lines)
	}
	said(t, s, f, articles...)
	for _, q := range []feeds.QuoteQuery{{}, {Words: "harb"}, {Speaker: "holt"}, {Voice: 1}, {Voice: 1, Words: "harbour"}} {
		all := quotesOf(t, s, q)
		if len(all) != 35 || all[0] != "harbour 0.0" || all[34] != "harbour 6.4" {
			t.Fatalf("%+v: %q", q, all)
		}
		for _, up := range []bool{false, true} {
			var got []string
			page := q
			page.Limit, page.Up = 4, up
			for range 20 {
				found, err := s.Quotes(t.Context(), page)
				if err != nil {
					t.Fatal(err)
				}
				if len(found) == 0 {
					break
				}
				var texts []string
				for _, f := range found {
					texts = append(texts, f.Text)
				}
				if up {
					got = append(texts, got...)
					page.After = feeds.CursorOfQuote(found[0], false)
				} else {
					got = append(got, texts...)
					page.After = feeds.CursorOfQuote(found[len(found)-1], false)
				}
			}
			if !slices.Equal(got, all) {
				t.Errorf("%+v up %v: %q", q, up, got)
			}
		}
	}
}

// Saved quotes outlive the article, the feed and the rules that found them, and
// are known again by their words when the speaker is found to be another.
func TestSavedQuotesStay(t *testing.T) {
	now := noon
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "pq.db"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	f := addFeed(t, s, "https://a.example/")
	ids := said(t, s, f, []string{"Mira Holt: one", "Jon Field: Zwölf Möwen"})
	qs, err := s.Quotes(t.Context(), feeds.QuoteQuery{})
	if err != nil || len(qs) != 2 {
		t.Fatal(qs, err)
	}
	for i := range qs {
		now = noon.Add(time.Duration(i) * time.Minute)
		if qs[i], err = s.SaveQuote(t.Context(), qs[i]); err != nil || !qs[i].Saved() {
			t.Fatal(qs[i], err)
		}
	}
	qs[0].Note = "for the essay"
	if _, err := s.SaveQuote(t.Context(), qs[0]); err != nil {
		t.Fatal(err)
	}
	say(t, s, ids[0], "Ana Ruiz: one")
	again, err := s.Quotes(t.Context(), feeds.QuoteQuery{})
	if err != nil || len(again) != 1 || again[0].SavedID != qs[0].SavedID || again[0].Note != "for the essay" {
		t.Errorf("%+v, %v", again, err)
	}
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	now = now.Add(72 * time.Hour)
	for more := true; more; {
		if more, err = s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "the last saved first", quotesOf(t, s, feeds.QuoteQuery{Saved: true}), "Zwölf Möwen", "one")
	equal(t, "by its note", quotesOf(t, s, feeds.QuoteQuery{Saved: true, Words: "essay"}), "one")
	equal(t, "by its words, folded", quotesOf(t, s, feeds.QuoteQuery{Saved: true, Text: "mowen"}), "Zwölf Möwen")
	equal(t, "by speaker", quotesOf(t, s, feeds.QuoteQuery{Saved: true, Speaker: "holt"}), "one")
	equal(t, "one behind the other", quotesOf(t, s, feeds.QuoteQuery{Saved: true, After: feeds.CursorOfQuote(qs[1], true)}), "one")
	if err := s.UnsaveQuote(t.Context(), qs[0].SavedID); err != nil {
		t.Fatal(err)
	}
	if err := s.UnsaveQuote(t.Context(), qs[0].SavedID); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("let go twice: %v", err)
	}
	// Taken back, it stands where it stood.
	if _, err := s.SaveQuote(t.Context(), qs[0]); err != nil {
		t.Fatal(err)
	}
	equal(t, "taken back", quotesOf(t, s, feeds.QuoteQuery{Saved: true}), "Zwölf Möwen", "one")
}

// A database of version 1 keeps its quotes, saved and other, and they get their
// voices step by step, in any process.
func TestQuotesOfVersion1(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pq.db")
	old, err := sql.Open("sqlite", dsn(path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := schemas.ReadFile("schema1.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		string(schema), "PRAGMA user_version = 1",
		"INSERT INTO feeds (id, url) VALUES (1, 'https://a.example/')",
		"INSERT INTO entries (id, feed, guid, url, arrived, sort, quotes) VALUES (1, 1, 'a', 'https://a.example/1', 5, 5, 2), (2, 1, 'b', 'https://a.example/2', 7, 7, 1)",
		`INSERT INTO quotes (entry, number, start, text, speaker, role, cue, kind, headline, publisher, url, published) VALUES
			(1, 1, 0, 'first', 'Mira Holt', 'mayor', '', 'direct', 'H', 'P', 'https://a.example/1', 5),
			(1, 2, 9, 'second', 'Holt', '', '', 'direct', 'H', 'P', 'https://a.example/1', 5),
			(2, 1, 0, 'third', 'Mira Holt', '', '', 'direct', 'H', 'P', 'https://a.example/2', 7)`,
		`INSERT INTO saved (text, speaker, role, cue, kind, headline, publisher, url, published, saved) VALUES ('first', 'Mira Holt', '', '', '', 'H', 'P', 'https://a.example/1', 5, 6)`,
	} {
		if _, err := old.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	equal(t, "at once by time", quotesOf(t, s, feeds.QuoteQuery{}), "third", "second", "first")
	for want := range 2 {
		more, err := s.Revoice(t.Context(), 1)
		if err != nil || !more {
			t.Fatalf("step %d: %v, %v", want, more, err)
		}
	}
	if more, err := s.Revoice(t.Context(), 1); err != nil || more {
		t.Fatalf("%v, %v", more, err)
	}
	equal(t, "voices", voicesOfStore(t, s, feeds.QuoteQuery{}), "Mira Holt 3")
	equal(t, "by speaker", quotesOf(t, s, feeds.QuoteQuery{Speaker: "mira"}), "third", "first", "second")
	qs, err := s.Quotes(t.Context(), feeds.QuoteQuery{Text: "first"})
	if err != nil || len(qs) != 1 || !qs[0].Saved() {
		t.Errorf("%+v, %v", qs, err)
	}
}

// FuzzQuoteQuery: whatever is typed is a query, and never an error of SQLite.
func FuzzQuoteQuery(f *testing.F) {
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "pq.db"), func() time.Time { return noon })
	if err != nil {
		f.Fatal(err)
	}
	defer s.Close()
	ids, err := s.AddFeeds(f.Context(), []feeds.Feed{{URL: "https://a.example/"}})
	if err != nil {
		f.Fatal(err)
	}
	said(f, s, feeds.Feed{ID: ids[0]}, []string{"Søren Holt: one", ": 橋", "a clerk: \"two\""})
	for _, w := range []string{"søren", `"`, "* AND (", "o'", "speaker : x", "橋*", "\ue0001", "a OR", "NEAR(a b)", "é-ø^", "-"} {
		f.Add(w, w)
	}
	f.Fuzz(func(t *testing.T, words, name string) {
		for _, q := range []feeds.QuoteQuery{{Words: words}, {Speaker: name, Text: words}, {Publisher: words, Voice: 1}, {Words: words, Nobody: true}, {Words: name, Saved: true}} {
			if _, err := s.Quotes(t.Context(), q); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			if _, err := s.CountQuotes(t.Context(), q, 10); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			if q.Saved {
				continue
			}
			if _, err := s.Voices(t.Context(), q); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
		}
		if _, err := s.Entries(t.Context(), feeds.Page{Query: feeds.Query{Speaker: name}}); err != nil {
			t.Fatal(err)
		}
	})
}
