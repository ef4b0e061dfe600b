package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// TestDiskFull: what does not fit is told with file and cause, nothing of it is
// half there, and with space it works again.
func TestDiskFull(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1))
	limit := func(pages string) {
		t.Helper()
		if _, err := s.write.Exec("PRAGMA max_page_count = " + pages); err != nil {
			t.Fatal(err)
		}
	}
	var pages int
	if err := s.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit(fmt.Sprint(pages + 4))
	var many []feeds.Entry
	for n := range 90 {
		e := entry(100 + n)
		var b strings.Builder
		for w := range 400 {
			fmt.Fprintf(&b, "w%d ", (w*7919+n*104729)%99991)
		}
		e.Content = b.String()
		many = append(many, e)
	}
	if _, err := s.PutFeed(t.Context(), f, many, Fetch{}); !errors.Is(err, ErrStore) || !strings.Contains(err.Error(), "full") || !strings.Contains(err.Error(), s.path) {
		t.Errorf("a full disk is told as %v", err)
	}
	if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 || h.Entries != 1 {
		t.Errorf("%+v, %v", h, err)
	}
	limit("1000000")
	if d := put(t, s, f, many...); d.New != 90 {
		t.Errorf("with space again: %+v", d)
	}
}

// TestLikeness: entries without a text or a title are like no other.
func TestLikeness(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n := range 3 {
		es = append(es,
			feeds.Entry{GUID: fmt.Sprint("a", n), URL: fmt.Sprint("https://example.org/weather/", n), Title: "Weather", Published: noon},
			feeds.Entry{GUID: fmt.Sprint("b", n), URL: fmt.Sprint("https://example.org/photo/", n), Content: "<p>Photo of the day</p>", Published: noon},
			feeds.Entry{GUID: fmt.Sprint("c", n), Title: "Numbers", Summary: "The numbers.", Published: noon.AddDate(0, 0, -n)},
			feeds.Entry{GUID: fmt.Sprint("d", n), Published: noon})
	}
	if d := put(t, s, f, es...); d.New != len(es) {
		t.Errorf("%+v of %d different entries", d, len(es))
	}
	if d := put(t, s, f, es...); d != (Stored{}) {
		t.Errorf("the same again: %+v", d)
	}
}

// TestRedated: an entry that the feed dates anew stands where its new date
// says, and pages through it lose and repeat nothing.
func TestRedated(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n := range 20 {
		es = append(es, entry(n))
	}
	put(t, s, f, es...)
	for n := range es {
		switch n % 4 {
		case 0:
			es[n].Published = noon.AddDate(0, -1, -n)
		case 1:
			es[n].Published = noon.AddDate(8000, 0, 0) // as if it had just come
		case 2:
			es[n].Published = time.Unix(0, 0)
		}
	}
	put(t, s, f, es...)
	seen := map[feeds.EntryID]bool{}
	for at := (feeds.Cursor{}); ; {
		page, err := s.Entries(t.Context(), feeds.Page{After: at, Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			if seen[e.ID] {
				t.Fatalf("%s is repeated", e.Title)
			}
			seen[e.ID] = true
		}
		at = feeds.CursorOf(page[len(page)-1])
	}
	if len(seen) != 20 {
		t.Errorf("%d of 20 entries", len(seen))
	}
}

// TestFoldersMerge: a folder whose feeds write seldom is the same list as the
// one that a walk through everything would give.
func TestFoldersMerge(t *testing.T) {
	s := open(t)
	for i := range 5 {
		f := addFeed(t, s, fmt.Sprintf("https://f%d.example/", i), []string{"Rare", "Much"}[i/4])
		n := 7
		if i >= 4 {
			n = stroll
		}
		var es []feeds.Entry
		for k := range n {
			e := entry(k)
			e.Published = noon.Add(-time.Duration(k*(7-i)) * time.Minute)
			if i < 4 {
				e.Published = e.Published.AddDate(0, -6, 0)
			}
			es = append(es, e)
		}
		put(t, s, f, es...)
	}
	q := feeds.Query{Folder: []string{"Rare"}}
	var want []feeds.EntryID
	for _, e := range pages(t, s, feeds.Query{}, 1000, false) {
		if e.Feed <= 4 {
			want = append(want, e.ID)
		}
	}
	for _, limit := range []int{1, 5, 9, 100} {
		for _, up := range []bool{false, true} {
			var got []feeds.EntryID
			for _, e := range pages(t, s, q, limit, up) {
				got = append(got, e.ID)
			}
			if len(want) != 28 || !slices.Equal(got, want) {
				t.Errorf("by %d, up %v: %d entries, want %d in order", limit, up, len(got), len(want))
			}
		}
	}
}

// pages is a whole list, page by page.
func pages(t testing.TB, s *Store, q feeds.Query, limit int, up bool) []feeds.Entry {
	t.Helper()
	var out []feeds.Entry
	at := feeds.Cursor{}
	if up {
		at.Time = time.Unix(-1e9, 0)
	}
	for {
		es, err := s.Entries(t.Context(), feeds.Page{Query: q, After: at, Up: up, Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		if len(es) == 0 {
			return out
		}
		if up {
			out, at = append(es, out...), feeds.CursorOf(es[0])
		} else {
			out, at = append(out, es...), feeds.CursorOf(es[len(es)-1])
		}
	}
}

// TestPlans: every list is walked along an index and never sorted whole, also
// with the statistics of an empty store.
func TestPlans(t *testing.T) {
	s := open(t)
	if _, err := s.write.Exec("ANALYZE"); err != nil {
		t.Fatal(err)
	}
	f := addFeed(t, s, "https://a.example/", "News")
	addFeed(t, s, "https://b.example/", "News")
	var es []feeds.Entry
	for n := range 50 {
		es = append(es, entry(n))
	}
	put(t, s, f, es...)
	for q, index := range map[string]string{
		"": "entries_newest", "is:unread": "entries_unread", "is:read": "entries_read", "is:starred": "entries_starred", "has:quote": "entries_quoted",
		"is:unread has:quote": "entries_quoted", "quotes:>3": "entries_quoted", "feed:a.example": "entries_feed", "feed:a.example is:unread": "entries_feed_unread", "since:1d": "entries_newest",
	} {
		parsed, err := feeds.ParseQuery(q, noon)
		if err != nil {
			t.Fatal(err)
		}
		w, ok, err := s.conditions(t.Context(), parsed)
		if err != nil || !ok {
			t.Fatal(err)
		}
		plan := explain(t, s, "SELECT e.id FROM "+w.from()+" WHERE "+w.String()+order(false)+" LIMIT 100", w.args...)
		if !strings.Contains(plan+" ", "INDEX "+index+" ") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%q: %s", q, plan)
		}
	}
}

func explain(t *testing.T, s *Store, query string, args ...any) string {
	t.Helper()
	rows, err := s.read.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		out = append(out, detail)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "; ")
}

// TestTextWindows: newest first by text gives what a look through everything
// would, also where old stories arrive late, and finds words by their beginning.
func TestTextWindows(t *testing.T) {
	s := open(t)
	clock := noon.AddDate(-1, 0, 0)
	s.now = func() time.Time { return clock }
	f := addFeed(t, s, "https://a.example/")
	want := map[string]int{}
	for n := range 40 {
		clock = clock.Add(24 * time.Hour)
		var es []feeds.Entry
		for k := range 50 {
			e := entry(n*50 + k)
			e.Published = clock.Add(-time.Duration((k*37)%90) * time.Hour)
			e.Content = "glacier"
			if k%2 == 0 {
				e.Content = "glacial"
			}
			want[e.Content]++
			es = append(es, e)
		}
		put(t, s, f, es...)
	}
	for {
		raw, err := s.Pending(t.Context(), 300)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) == 0 {
			break
		}
		var ws []Words
		for _, r := range raw {
			ws = append(ws, Words{Raw: r, Text: r.Content})
		}
		if _, err := s.Index(t.Context(), ws, false); err != nil {
			t.Fatal(err)
		}
	}
	all := pages(t, s, feeds.Query{}, 1000, false)
	got := pages(t, s, feeds.Query{Text: "glac"}, 40, false)
	if !slices.EqualFunc(got, all, sameEntry) {
		t.Errorf("%d of %d entries by the beginning of a word", len(got), len(all))
	}
	for word, n := range want {
		if got := pages(t, s, feeds.Query{Text: word}, 40, true); len(got) != n {
			t.Errorf("%d of %d entries with %s", len(got), n, word)
		}
	}
}

// TestSweep deletes what was removed long ago, piece by piece, and nothing else.
func TestSweep(t *testing.T) {
	s := open(t)
	clock := noon
	s.now = func() time.Time { return clock }
	f, stay := addFeed(t, s, "https://a.example/"), addFeed(t, s, "https://b.example/")
	var es []feeds.Entry
	for n := range piece + 20 {
		es = append(es, entry(n))
	}
	put(t, s, f, es...)
	put(t, s, stay, entry(1))
	if err := s.RemoveFeed(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if more, err := s.Sweep(t.Context()); more || err != nil {
		t.Errorf("swept at once: %v, %v", more, err)
	}
	clock = clock.Add(keep + time.Hour)
	steps := 0
	for more := true; more; steps++ {
		var err error
		if more, err = s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var left int
	if err := s.read.QueryRow("SELECT (SELECT count(*) FROM entries) * 100 + (SELECT count(*) FROM feeds)").Scan(&left); err != nil || left != 101 || steps < 2 {
		t.Errorf("left %d after %d steps, %v", left, steps, err)
	}
	if _, err := s.RestoreFeed(t.Context()); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("what is gone is restored: %v", err)
	}
}

// TestCancelledWrite leaves nothing behind and the writer free.
func TestCancelledWrite(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.PutFeed(ctx, f, []feeds.Entry{entry(1)}, Fetch{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if d := put(t, s, f, entry(1)); d.New != 1 {
		t.Errorf("%+v", d)
	}
}
