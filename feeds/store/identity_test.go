package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// long is a text that belongs to one entry only.
func long(n int) string {
	return fmt.Sprint("<p>", strings.Repeat(fmt.Sprint("The ferry of pier ", n, " was late again and nobody said why. "), 10), "</p>")
}

// TestRecognised: what of an entry may change, and what makes it another.
func TestRecognised(t *testing.T) {
	day := 24 * time.Hour
	for _, c := range []struct {
		name   string
		change func(*feeds.Entry)
		want   Stored
	}{
		{"new date", func(e *feeds.Entry) { e.Published = e.Published.Add(3 * day) }, Stored{}},
		{"new id and date", func(e *feeds.Entry) { e.GUID, e.Published = "n", e.Published.Add(3*day) }, Stored{}},
		{"new id, address and date", func(e *feeds.Entry) {
			e.GUID, e.URL, e.Published = "n", "https://example.org/new", e.Published.Add(3*day)
		}, Stored{Changed: 1}},
		{"new id and headline, same time", func(e *feeds.Entry) { e.GUID, e.Title = "n", "Better" }, Stored{Changed: 1}},
		{"new id and headline and date, same text", func(e *feeds.Entry) {
			e.GUID, e.Title, e.Published = "n", "Better", e.Published.Add(time.Hour)
		}, Stored{New: 1}},
		{"new id, text and date, same headline", func(e *feeds.Entry) { e.GUID, e.Content, e.Published = "n", long(9), e.Published.Add(time.Hour) }, Stored{Changed: 1}},
		{"address with where it was read", func(e *feeds.Entry) { e.GUID, e.URL, e.Content = "n", e.URL+"?utm_source=rss#top", long(9) }, Stored{Changed: 1}},
		{"address with another article", func(e *feeds.Entry) { e.GUID, e.URL, e.Content = "n", e.URL+"?id=2", long(9) }, Stored{New: 1}},
		{"same address, nothing else", func(e *feeds.Entry) {
			e.GUID, e.Title, e.Content, e.Published = "n", "Another", long(9), e.Published.Add(day)
		}, Stored{New: 1}},
		{"short text, another day", func(e *feeds.Entry) {
			e.GUID, e.URL, e.Content, e.Summary, e.Published = "n", "", "<p>No change.</p>", "", e.Published.Add(day)
		}, Stored{New: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			f := addFeed(t, s, "https://example.org/feed")
			e := entry(1)
			e.Content = long(1)
			if strings.HasPrefix(c.name, "short") {
				e.URL, e.Content, e.Summary = "", "<p>No change.</p>", ""
			}
			put(t, s, f, e)
			c.change(&e)
			if d := put(t, s, f, e); d != c.want {
				t.Errorf("got %+v, want %+v", d, c.want)
			}
			if d := put(t, s, f, e); d != (Stored{}) {
				t.Errorf("again: %+v", d)
			}
		})
	}
}

// TestIDsOfTheHour: a feed that makes all its ids, addresses and dates anew at
// every fetch has as many entries as before, and what was read stays read.
func TestIDsOfTheHour(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/feed")
	for round := range 5 {
		var es []feeds.Entry
		for n := range 20 {
			es = append(es, feeds.Entry{
				GUID: fmt.Sprintf("%d-%d", round, n), URL: fmt.Sprintf("https://example.org/s/%d/%d", round, n), Title: fmt.Sprint("Story ", n),
				Content: long(n), Published: noon.Add(time.Duration(round-9) * 30 * time.Hour),
			})
		}
		put(t, s, f, es...)
		total, unread, err := s.Count(t.Context(), feeds.Query{})
		if err != nil || total != 20 || round > 0 && unread != 0 {
			t.Fatalf("round %d: %d entries, %d unread, %v", round, total, unread, err)
		}
		if _, err := s.MarkAll(t.Context(), feeds.Query{}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadElsewhere: an article is read in all feeds that have it, also those
// that bring it later, and undoing the mark undoes it in all of them.
func TestReadElsewhere(t *testing.T) {
	s := open(t)
	a, b, late := addFeed(t, s, "https://a.example/"), addFeed(t, s, "https://b.example/"), addFeed(t, s, "https://c.example/")
	one, two, front := entry(1), entry(1), entry(2)
	two.GUID, two.URL, two.Title = "x", "http://www.example.org/1/?utm_medium=b", "As the other one calls it"
	front.URL = "https://example.org/"
	put(t, s, a, one, front)
	put(t, s, b, two, front)
	es := pages(t, s, feeds.Query{Feeds: []feeds.FeedID{a.ID}}, 10, false)
	c, err := s.Mark(t.Context(), feeds.Change{Read: []feeds.EntryID{es[0].ID, es[1].ID}})
	if err != nil || len(c.Read) != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	if got := titles(t, s, query(t, "is:unread")); !slices.Equal(got, []string{"Title 2"}) {
		t.Errorf("unread: %v", got) // a front page is no article
	}
	put(t, s, late, two)
	if got := titles(t, s, query(t, "is:unread feed:c.example")); len(got) != 0 {
		t.Errorf("unread in the late one: %v", got)
	}
	if _, err := s.Mark(t.Context(), c.Inverse()); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, query(t, "is:unread")); len(got) != 4 {
		t.Errorf("after undo: %v", got)
	}
	if c, err := s.MarkAll(t.Context(), query(t, "feed:b.example")); err != nil || len(c.Read) != 3 {
		t.Errorf("%+v, %v", c, err)
	}
	if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 {
		t.Errorf("%v, %v", h.Problems, err)
	}
}

// TestVersions: what an entry said before is kept where its words changed, a few
// times; markup and counters are no change.
func TestVersions(t *testing.T) {
	s := open(t)
	clock := noon
	s.now = func() time.Time { return clock }
	f := addFeed(t, s, "https://a.example/")
	e := entry(1)
	put(t, s, f, e)
	id := pages(t, s, feeds.Query{}, 10, false)[0].ID
	e.Content = `<div class="b"><p>The  body of&nbsp;number 1</p><img src="/count?n=7"></div>`
	if d := put(t, s, f, e); d.Changed != 1 {
		t.Fatalf("%+v", d)
	}
	if got := whole(t, s, id); !got.Edited.IsZero() || got.Content != e.Content {
		t.Errorf("other markup is an edit at %v, %q", got.Edited, got.Content)
	}
	for n := range versionsKept + 3 {
		clock = clock.Add(time.Hour)
		e.Content = fmt.Sprint("<p>Said ", n, "</p>")
		put(t, s, f, e)
	}
	got, err := s.Versions(t.Context(), id)
	if err != nil || len(got) != versionsKept || got[0].Content != fmt.Sprintf("<p>Said %d</p>", versionsKept+1) || !got[0].Until.Equal(clock) || got[0].Title != "Title 1" {
		t.Errorf("%+v, %v", got, err)
	}
	if e := whole(t, s, id); !e.Edited.Equal(clock) {
		t.Errorf("edited at %v, want %v", e.Edited, clock)
	}
}

// TestManyOfOneSecond: text is found in the order of the list however many
// entries have the same time, and none is lost.
func TestManyOfOneSecond(t *testing.T) {
	s := open(t)
	f, g := addFeed(t, s, "https://a.example/"), addFeed(t, s, "https://b.example/")
	for i, to := range []feeds.Feed{f, g, f} {
		var es []feeds.Entry
		for n := range 200 {
			e := entry(1000*i + n)
			e.Content, e.Published = "glacier", noon.AddDate(0, 0, -1)
			if n%10 == 0 {
				e.Published = e.Published.Add(time.Duration(n*(i+1)%7) * time.Second)
			}
			es = append(es, e)
		}
		put(t, s, to, es...)
		indexAll(t, s)
	}
	wholeIndex(t, s)
	all := pages(t, s, feeds.Query{}, 1000, false)
	for _, limit := range []int{7, 1000} {
		for _, up := range []bool{false, true} {
			if got := pages(t, s, query(t, "glacier"), limit, up); len(all) != 600 || !slices.EqualFunc(got, all, sameEntry) {
				t.Errorf("by %d, up %v: %d of %d in order", limit, up, len(got), len(all))
			}
		}
	}
	var twice int
	if err := s.read.QueryRow("SELECT count(*) - count(DISTINCT place) FROM entries").Scan(&twice); err != nil || twice != 0 {
		t.Errorf("%d entries share their place, %v", twice, err)
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.Example.org/a/b/":             "example.org/a/b?",
		"http://example.org/a/b#c":                 "example.org/a/b?",
		"https://example.org/?p=7&utm_source=x":    "example.org/?p=7",
		"https://example.org/":                     "",
		"https://example.org":                      "",
		"https://example.org/?fbclid=1":            "",
		"https://example.org/a?id=1&gclid=2&x=3":   "example.org/a?id=1&x=3",
		"builtin:guide/1":                          "",
		"":                                         "",
		"https://example.org/A?Id=1":               "example.org/A?Id=1",
		"https://news.example.org/item?source=rss": "news.example.org/item?",
	} {
		if got := address(in); got != want {
			t.Errorf("address(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestAddressAsID: an id that is the address is stored short and given back
// whole; the entry is known again when either changes, and by a file of marks.
func TestAddressAsID(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	e := entry(1)
	e.GUID = "https://a.example/stories/one-and-only"
	e.URL = e.GUID
	put(t, s, f, e)
	var stored string
	if err := s.read.QueryRow("SELECT guid FROM entries").Scan(&stored); err != nil || len(stored) > 16 {
		t.Errorf("stored as %q, %v", stored, err)
	}
	all := pages(t, s, feeds.Query{}, 10, false)
	if len(all) != 1 || all[0].GUID != e.GUID {
		t.Fatalf("%+v", all)
	}
	if d := put(t, s, f, e); d != (Stored{}) {
		t.Errorf("the same again: %+v", d)
	}
	moved := e
	moved.URL = "https://a.example/moved"
	for n, x := range []feeds.Entry{moved, e} {
		if d := put(t, s, f, x); d != (Stored{Changed: 1}) {
			t.Errorf("change %d: %+v", n, d)
		}
	}
	m, err := s.MergeState(t.Context(), State{Kept: []Kept{{Feed: f.URL, GUID: e.GUID, URL: "https://a.example/elsewhere", Read: true}}})
	if err != nil || m.Read != 1 || m.Awaited != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	if err := s.EachKept(t.Context(), func(k Kept) error {
		if k.GUID != e.GUID {
			t.Errorf("kept as %q", k.GUID)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
