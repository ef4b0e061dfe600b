package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

var noon = time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)

// pristine is an empty database as Open makes it. It is made once: its tables are
// built through all versions of the schema, which takes longer than most tests.
var pristine = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "pullquote")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "sub", "pq.db")
	s, err := Open(context.Background(), path, func() time.Time { return noon })
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		panic(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return b
})

func open(t *testing.T) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pq.db")
	if err := os.WriteFile(path, pristine(), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func addFeed(t *testing.T, s *Store, url string, folder ...string) feeds.Feed {
	t.Helper()
	ids, err := s.AddFeeds(t.Context(), []feeds.Feed{{URL: url, Title: "Feed " + url, Folder: folder, Attrs: map[string]string{"x": "y"}}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Feed(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func entry(n int) feeds.Entry {
	return feeds.Entry{
		GUID: fmt.Sprint("id-", n), URL: fmt.Sprint("https://example.org/", n), Title: fmt.Sprint("Title ", n),
		Published: noon.Add(-time.Duration(n) * time.Hour), Content: fmt.Sprint("<p>The body of number ", n, "</p>"), Summary: "short",
	}
}

func put(t *testing.T, s *Store, f feeds.Feed, es ...feeds.Entry) Stored {
	t.Helper()
	d, err := s.PutFeed(t.Context(), f, es, Fetch{Status: 200})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// whole is an entry with its bodies.
func whole(t *testing.T, s *Store, id feeds.EntryID) feeds.Entry {
	t.Helper()
	e, err := s.Entry(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func titles(t *testing.T, s *Store, q feeds.Query) []string {
	t.Helper()
	es, err := s.Entries(t.Context(), feeds.Page{Query: q})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range es {
		out = append(out, e.Title)
	}
	return out
}

func TestFilesAreTheReadersOwn(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "sub", "pq.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for path, want := range map[string]os.FileMode{s.path: 0o600, filepath.Dir(s.path): 0o700 | os.ModeDir} {
		fi, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if os.PathSeparator == '/' && fi.Mode() != want {
			t.Errorf("%s is %v, want %v", path, fi.Mode(), want)
		}
	}
}

func TestIdentity(t *testing.T) {
	base := entry(1)
	for _, c := range []struct {
		name   string
		change func(*feeds.Entry)
		want   Stored
	}{
		{"the same again", func(*feeds.Entry) {}, Stored{}},
		{"edited text", func(e *feeds.Entry) { e.Content = "<p>New words</p>" }, Stored{Changed: 1}},
		{"edited headline", func(e *feeds.Entry) { e.Title = "Better" }, Stored{Changed: 1}},
		{"new address", func(e *feeds.Entry) { e.URL += "?v=2" }, Stored{Changed: 1}},
		{"new id, same address and headline", func(e *feeds.Entry) { e.GUID = "other"; e.Content += "!" }, Stored{Changed: 1}},
		{"new id and address, same text", func(e *feeds.Entry) { e.GUID, e.URL = "other", "https://example.org/else" }, Stored{Changed: 1}},
		{"another story", func(e *feeds.Entry) { *e = entry(2) }, Stored{New: 1}},
		{"same headline, other text and address", func(e *feeds.Entry) {
			e.GUID, e.URL, e.Content = "o", "https://example.org/o", "<p>Weather, Tuesday</p>"
		}, Stored{New: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			f := addFeed(t, s, "https://example.org/feed")
			if d := put(t, s, f, base); d.New != 1 {
				t.Fatalf("first: %+v", d)
			}
			all, err := s.Entries(t.Context(), feeds.Page{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Mark(t.Context(), feeds.Change{Read: []feeds.EntryID{all[0].ID}, Star: []feeds.EntryID{all[0].ID}}); err != nil {
				t.Fatal(err)
			}
			e := base
			c.change(&e)
			if d := put(t, s, f, e); d != c.want {
				t.Errorf("got %+v, want %+v", d, c.want)
			}
			got, err := s.Entry(t.Context(), all[0].ID)
			if err != nil || !got.Read || !got.Starred {
				t.Errorf("marks are lost: %+v, %v", got, err)
			}
			if c.want.Changed == 1 && got.Content != e.Content {
				t.Errorf("the edit is lost: %q", got.Content)
			}
		})
	}
}

// TestPaging: down page by page and up again is the whole list, in order.
func TestPaging(t *testing.T) {
	s := open(t)
	a, b := addFeed(t, s, "https://a.example/"), addFeed(t, s, "https://b.example/")
	var es []feeds.Entry
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 137 {
		e := entry(n)
		e.Published = noon.Add(-time.Duration(r.IntN(40)) * time.Minute) // many at the same time
		es = append(es, e)
	}
	put(t, s, a, es[:70]...)
	put(t, s, b, es[70:]...)
	whole, err := s.Entries(t.Context(), feeds.Page{Limit: 1000})
	if err != nil || len(whole) != 137 {
		t.Fatalf("%d entries, %v", len(whole), err)
	}
	if !slices.IsSortedFunc(whole, func(x, y feeds.Entry) int {
		if c := y.Time().Compare(x.Time()); c != 0 {
			return c
		}
		return int(y.ID - x.ID)
	}) {
		t.Fatal("not newest first")
	}
	var down []feeds.Entry
	at := feeds.Cursor{}
	for {
		page, err := s.Entries(t.Context(), feeds.Page{After: at, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		down = append(down, page...)
		at = feeds.CursorOf(page[len(page)-1])
	}
	if !slices.EqualFunc(down, whole, sameEntry) {
		t.Fatal("paging down loses or repeats entries")
	}
	var up []feeds.Entry
	at = feeds.CursorOf(whole[len(whole)-1])
	for {
		page, err := s.Entries(t.Context(), feeds.Page{After: at, Up: true, Limit: 7})
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		up = append(page, up...)
		at = feeds.CursorOf(page[0])
	}
	if !slices.EqualFunc(up, whole[:len(whole)-1], sameEntry) {
		t.Fatal("paging up loses or repeats entries")
	}
}

func sameEntry(a, b feeds.Entry) bool { return a.ID == b.ID }

func TestQueries(t *testing.T) {
	s := open(t)
	a, b := addFeed(t, s, "https://a.example/", "World", "Europe"), addFeed(t, s, "https://b.example/", "Sport")
	one, two, three := entry(1), entry(2), entry(3)
	one.Author, two.Categories, three.Language = "Ada Crane", []string{"tennis"}, "de-at"
	put(t, s, a, one, two)
	put(t, s, b, three)
	es, err := s.Entries(t.Context(), feeds.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Mark(t.Context(), feeds.Change{Read: []feeds.EntryID{es[0].ID}, Star: []feeds.EntryID{es[2].ID}}); err != nil {
		t.Fatal(err)
	}
	d := &article.Document{Text: "She said so."}
	if err := s.PutDocument(t.Context(), whole(t, s, es[1].ID), article.FromFeed, 1, d, []feeds.StoredQuote{{Number: 1, Text: "so be it", Speaker: "Berta Ångström"}}, Blocks{}, "glacier words"); err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string]string{
		"":                            "Title 1,Title 2,Title 3",
		"is:unread":                   "Title 2,Title 3",
		"is:read":                     "Title 1",
		"is:starred":                  "Title 3",
		"has:quote":                   "Title 2",
		"quotes:>0":                   "Title 2",
		"quotes:>1":                   "",
		"speaker:angstrom":            "Title 2",
		"speaker:nobody":              "",
		"feed:b.example":              "Title 3",
		"folder:World":                "Title 1,Title 2",
		"folder:world/europe":         "Title 1,Title 2",
		"folder:World/Asia":           "",
		"author:crane":                "Title 1",
		"tag:tennis":                  "Title 2",
		"lang:de":                     "Title 3",
		"since:90m":                   "Title 1",
		"until:2026-05-20 feed:b":     "",
		"glac":                        "Title 2",
		"title":                       "Title 1,Title 2,Title 3",
		"sort:rank glacier":           "Title 2",
		"\"; DROP TABLE entries; --":  "",
		"100%":                        "",
		"is:unread folder:World glac": "Title 2",
	} {
		parsed, err := feeds.ParseQuery(q, noon)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(titles(t, s, parsed), ","); got != want {
			t.Errorf("%q: %s, want %s", q, got, want)
		}
		if parsed.Ranked {
			continue
		}
		total, unread, err := s.Count(t.Context(), parsed)
		n := len(strings.FieldsFunc(want, func(r rune) bool { return r == ',' }))
		if err != nil || total != n || unread > total {
			t.Errorf("Count(%q) = %d, %d, %v, want %d", q, total, unread, err, n)
		}
	}
}

func TestMarkReturnsWhatChanged(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1), entry(2), entry(3))
	c, err := s.MarkAll(t.Context(), feeds.Query{Text: "title 2"})
	if err != nil || len(c.Read) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	all, err := s.MarkAll(t.Context(), feeds.Query{})
	if err != nil || len(all.Read) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	if f, err = s.Feed(t.Context(), f.ID); err != nil || f.Unread != 0 || f.Total != 3 {
		t.Fatalf("counted %d/%d, %v", f.Unread, f.Total, err)
	}
	if _, err := s.Mark(t.Context(), all.Inverse()); err != nil {
		t.Fatal(err)
	}
	if f, err = s.Feed(t.Context(), f.ID); err != nil || f.Unread != 2 {
		t.Fatalf("undo leaves %d unread, %v", f.Unread, err)
	}
	again, err := s.Mark(t.Context(), feeds.Change{Read: c.Read})
	if err != nil || !again.Empty() {
		t.Errorf("what was read already changed: %+v, %v", again, err)
	}
}

func TestRemoveAndRestore(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/", "News")
	put(t, s, f, entry(1), entry(2))
	es, err := s.Entries(t.Context(), feeds.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Mark(t.Context(), feeds.Change{Star: []feeds.EntryID{es[0].ID}}); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, feeds.Query{}); len(got) != 1 || got[0] != es[0].Title {
		t.Errorf("after the removal: %v", got)
	}
	back, err := s.RestoreFeed(t.Context())
	if err != nil || back.ID != f.ID || !slices.Equal(back.Folder, []string{"News"}) || back.Attrs["x"] != "y" {
		t.Errorf("restored %+v, %v", back, err)
	}
	if got := titles(t, s, feeds.Query{}); len(got) != 2 {
		t.Errorf("after the restoration: %v", got)
	}
	if _, err := s.RestoreFeed(t.Context()); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("restored twice: %v", err)
	}
	// After the next start the removal is final; the star stays.
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), s.path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := titles(t, again, feeds.Query{}); len(got) != 1 {
		t.Errorf("after the next start: %v", got)
	}
	if got := addFeed(t, again, "https://a.example/"); got.ID != f.ID {
		t.Errorf("subscribed again under another id")
	}
}

func TestMovedAtTheSecondSighting(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "http://old.example/feed")
	for i, want := range []bool{false, true} {
		if moved, err := s.Moved(t.Context(), f.ID, "https://new.example/feed"); err != nil || moved != want {
			t.Fatalf("sighting %d: %v, %v", i+1, moved, err)
		}
	}
	if got, err := s.FeedByURL(t.Context(), "https://new.example/feed"); err != nil || got.ID != f.ID {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestQuotesAndSavedOnes(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1))
	es, err := s.Entries(t.Context(), feeds.Page{})
	if err != nil {
		t.Fatal(err)
	}
	q := feeds.StoredQuote{Number: 1, Text: "We shall see the harbour", Speaker: "Ana Ruiz", Headline: "H", URL: "https://example.org/1", Published: noon}
	d := &article.Document{Title: "H", Text: "x", Quotes: []article.Quote{{Spans: []article.Range{{Start: 0, End: 1}}}}}
	for range 2 { // made anew, never doubled
		if err := s.PutDocument(t.Context(), whole(t, s, es[0].ID), article.FromPage, 7, d, []feeds.StoredQuote{q}, Blocks{Site: "example.org", Story: es[0].ID, Prints: []uint64{1, 2}}, "text"); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Quotes(t.Context(), feeds.QuoteQuery{Speaker: "ruiz", Text: "harb", Since: noon.Add(-time.Hour)})
	if err != nil || len(got) != 1 || got[0].Saved() || got[0].Entry != es[0].ID || !got[0].Published.Equal(noon) {
		t.Fatalf("%+v, %v", got, err)
	}
	got[0].Note = "for the essay"
	if _, err := s.SaveQuote(t.Context(), got[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Quotes(t.Context(), feeds.QuoteQuery{}); err != nil || len(all) != 0 {
		t.Errorf("quotes of a removed feed: %+v, %v", all, err)
	}
	saved, err := s.Quotes(t.Context(), feeds.QuoteQuery{Saved: true, Speaker: "ana"})
	if err != nil || len(saved) != 1 || saved[0].Note != "for the essay" {
		t.Fatalf("%+v, %v", saved, err)
	}
	if err := s.UnsaveQuote(t.Context(), saved[0].SavedID); err != nil {
		t.Fatal(err)
	}
	back, err := s.Document(t.Context(), es[0].ID, article.FromPage, 7)
	if err != nil || back.Title != "H" || len(back.Quotes) != 1 {
		t.Errorf("%+v, %v", back, err)
	}
	if _, err := s.Document(t.Context(), es[0].ID, article.FromPage, 8); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("a Document of another engine: %v", err)
	}
	if n, err := s.Seen(t.Context(), "example.org", 1, 0); err != nil || n != 1 {
		t.Errorf("seen %d, %v", n, err)
	}
}

// TestFloodIsBounded: a feed whose ids are new at every fetch does not grow for
// ever, and what was starred is not pushed out.
func TestFloodIsBounded(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(0))
	es, err := s.Entries(t.Context(), feeds.Page{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Mark(t.Context(), feeds.Change{Star: []feeds.EntryID{es[0].ID}}); err != nil {
		t.Fatal(err)
	}
	const once = 5000
	for round := range 3 {
		flood := make([]feeds.Entry, once)
		for i := range flood {
			n := 1 + round*once + i
			flood[i] = feeds.Entry{GUID: fmt.Sprint("g", n), Title: fmt.Sprint("flood ", n), Published: noon}
		}
		put(t, s, f, flood...)
	}
	total, _, err := s.Count(t.Context(), feeds.Query{})
	if err != nil || total != most {
		t.Errorf("%d entries are kept, want %d: %v", total, most, err)
	}
	yes := true
	if got := titles(t, s, feeds.Query{Starred: &yes}); len(got) != 1 {
		t.Errorf("starred: %v", got)
	}
	if got := titles(t, s, feeds.Query{Text: "flood 10001"}); len(got) != 1 {
		t.Errorf("the newest: %v", got)
	}
}

func TestIndexing(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1), entry(2))
	ids, err := s.Pending(t.Context(), 10)
	if err != nil || len(ids) != 2 {
		t.Fatalf("%v, %v", ids, err)
	}
	if _, err := s.Index(t.Context(), []Words{{ids[0], "an uncommon microplastic"}, {ids[1], "other"}}, false); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, feeds.Query{Text: "micro"}); len(got) != 1 {
		t.Errorf("found %v", got)
	}
	e := entry(1)
	e.Content = "<p>edited</p>"
	put(t, s, f, e)
	if ids, err = s.Pending(t.Context(), 10); err != nil || len(ids) != 1 {
		t.Errorf("an edited entry is not indexed anew: %v, %v", ids, err)
	}
	h, err := s.Check(t.Context(), false)
	if err != nil || len(h.Problems) != 0 || h.Entries != 2 {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestCheckFindsAndMends(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1), entry(2))
	if _, err := s.write.Exec("UPDATE feeds SET unread = 99"); err != nil {
		t.Fatal(err)
	}
	h, err := s.Check(t.Context(), false)
	if err != nil || len(h.Problems) != 1 || !strings.Contains(h.Problems[0], "counted wrongly") {
		t.Fatalf("%+v, %v", h, err)
	}
	if h, err = s.Check(t.Context(), true); err != nil || len(h.Problems) != 0 || h.Backup == "" {
		t.Fatalf("%+v, %v", h, err)
	}
}

func TestRefusedFiles(t *testing.T) {
	dir := t.TempDir()
	noise := filepath.Join(dir, "noise.db")
	if err := os.WriteFile(noise, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	s, err := Open(t.Context(), newer, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec(fmt.Sprintf("PRAGMA user_version = %d", Schema+1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{noise: ErrDamaged, newer: ErrNewer} {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), path, time.Now); !errors.Is(err, want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Errorf("%s was touched", path)
		}
	}
	if _, err := Open(t.Context(), dir, time.Now); err == nil {
		t.Error("a folder is opened")
	}
}

// TestTwoAtOnce: two processes write the same file; nothing is lost or locked.
func TestTwoAtOnce(t *testing.T) {
	a := open(t)
	b, err := Open(t.Context(), a.path, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	f, g := addFeed(t, a, "https://a.example/"), addFeed(t, b, "https://b.example/")
	errs := make(chan error, 2)
	write := func(s *Store, f feeds.Feed, from int) {
		for n := range 40 {
			if _, err := s.PutFeed(context.Background(), f, []feeds.Entry{entry(from + n)}, Fetch{}); err != nil {
				errs <- err
				return
			}
		}
		errs <- nil
	}
	go write(a, f, 0)
	go write(b, g, 100)
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if total, _, err := a.Count(t.Context(), feeds.Query{}); err != nil || total != 80 {
		t.Errorf("%d entries, %v", total, err)
	}
}

func BenchmarkPutFeed(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "pq.db"), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ids, err := s.AddFeeds(b.Context(), []feeds.Feed{{URL: "https://a.example/"}})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		es := make([]feeds.Entry, 50)
		for i := range es {
			es[i] = entry(n)
			n++
		}
		if _, err := s.PutFeed(b.Context(), feeds.Feed{ID: ids[0]}, es, Fetch{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewest(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "pq.db"), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ids, err := s.AddFeeds(b.Context(), []feeds.Feed{{URL: "https://a.example/"}, {URL: "https://b.example/"}})
	if err != nil {
		b.Fatal(err)
	}
	es := make([]feeds.Entry, 10_000)
	for i := range es {
		es[i] = entry(i)
	}
	for _, id := range ids {
		if _, err := s.PutFeed(b.Context(), feeds.Feed{ID: id}, es, Fetch{}); err != nil {
			b.Fatal(err)
		}
	}
	no := false
	for name, q := range map[string]feeds.Query{"all": {}, "unread": {Read: &no}, "feed": {Feeds: ids[:1]}, "word": {Text: "title"}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Entries(b.Context(), feeds.Page{Query: q}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What SQLite reports by number is told in words that say what to do.
func TestStoreErrorsAreTold(t *testing.T) {
	s := open(t)
	other, err := sql.Open("sqlite", dsn(s.path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	conn, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.ExecContext(t.Context(), "PRAGMA busy_timeout=1"); err != nil {
		t.Fatal(err)
	}
	_, err = s.write.ExecContext(t.Context(), "DELETE FROM entries")
	if err = s.damage(err); !errors.Is(err, ErrStore) || !strings.HasSuffix(err.Error(), "another program is writing to it; try again in a moment") {
		t.Errorf("a locked database: %v", err)
	}
}
