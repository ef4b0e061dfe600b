package store

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"pullquote/feeds"
)

// TestMergeKnowsFormerAddresses: a list that names the address from before a
// feed moved names the same feed, and what the reader set is stronger.
func TestMergeKnowsFormerAddresses(t *testing.T) {
	s := open(t)
	first, err := s.Merge(t.Context(), []feeds.Feed{{URL: "https://a.example/old", Title: "A", Named: true, Attrs: map[string]string{"x": "mine"}, Tags: []string{"News"}}}, false)
	if err != nil || len(first) != 1 || !first[0].Added {
		t.Fatalf("%+v, %v", first, err)
	}
	id := first[0].ID
	for range 2 {
		if _, err := s.Moved(t.Context(), id, "https://a.example/new"); err != nil {
			t.Fatal(err)
		}
	}
	again := []feeds.Feed{{URL: "https://a.example/old", Title: "Other", Folder: []string{"World"}, Attrs: map[string]string{"x": "theirs", "y": "1"}, Tags: []string{"news", "Local"}}}
	for round, want := range []Merged{{ID: id, Moved: true}, {ID: id, Was: []string{"World"}}} {
		got, err := s.Merge(t.Context(), again, false)
		if err != nil || !reflect.DeepEqual(got, []Merged{want}) {
			t.Errorf("round %d: %+v, %v", round, got, err)
		}
	}
	f, err := s.Feed(t.Context(), id)
	if err != nil || f.URL != "https://a.example/new" || f.Title != "A" || !reflect.DeepEqual(f.Folder, []string{"World"}) ||
		!reflect.DeepEqual(f.Tags, []string{"News", "Local"}) || !reflect.DeepEqual(f.Attrs, map[string]string{"x": "mine", "y": "1"}) {
		t.Errorf("%+v, %v", f, err)
	}
	// Back where it was: the address is its own again.
	for range 2 {
		if _, err := s.Moved(t.Context(), id, "https://a.example/old"); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Merge(t.Context(), []feeds.Feed{{URL: "https://a.example/new"}, {URL: "https://a.example/old"}}, false); err != nil || got[0].ID != id || got[1].ID != id {
		t.Errorf("moved back: %+v, %v", got, err)
	}
	// Another folder is kept, unless the reader asks for the list's.
	other := []feeds.Feed{{URL: "https://a.example/old", Folder: []string{"Local"}}}
	for _, arrange := range []bool{false, true} {
		if got, err := s.Merge(t.Context(), other, arrange); err != nil || got[0].Moved != arrange {
			t.Errorf("arrange %v: %+v, %v", arrange, got, err)
		}
	}
}

func TestListsAndFolders(t *testing.T) {
	s := open(t)
	list := feeds.List{
		URL: "https://l.example/", Title: "L", ETag: `"1"`, Checked: time.Unix(100, 0), NextCheck: time.Unix(300, 0), Failures: 2, Failure: "no",
		Held: map[string][]string{"https://a.example/": nil, "https://b.example/": {"B", "C"}},
	}
	if err := s.PutList(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Merge(t.Context(), []feeds.Feed{{URL: "https://a.example/", List: list.URL}, {URL: "https://own.example/"}}, false); err != nil {
		t.Fatal(err)
	}
	list.Feeds = 1
	if got, err := s.Lists(t.Context()); err != nil || !reflect.DeepEqual(got, []feeds.List{list}) {
		t.Errorf("got  %+v\nwant %+v, %v", got, list, err)
	}
	// Only what is the list's is removed, by whatever address it has now.
	f, err := s.FeedByURL(t.Context(), "https://a.example/")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := s.Moved(t.Context(), f.ID, "https://a.example/new"); err != nil {
			t.Fatal(err)
		}
	}
	gone, err := s.RemoveListed(t.Context(), list.URL, []string{"https://a.example/", "https://own.example/", "https://nothing.example/"})
	if err != nil || len(gone) != 1 || gone[0].ID != f.ID {
		t.Errorf("%+v, %v", gone, err)
	}
	if err := s.DropList(t.Context(), list.URL); err != nil {
		t.Error(err)
	}
	if err := s.DropList(t.Context(), list.URL); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	folders := []feeds.Folder{{Path: []string{"A"}, Attrs: map[string]string{"x": "1"}}, {Path: []string{"A", "B"}}}
	for range 2 {
		if err := s.AddFolders(t.Context(), folders); err != nil {
			t.Fatal(err)
		}
		folders[0].Attrs = map[string]string{"x": "2"}
	}
	folders[0].Attrs = map[string]string{"x": "1"} // the first word counts
	if got, err := s.Folders(t.Context()); err != nil || !reflect.DeepEqual(got, folders) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestRareThings: what few feeds say comes back with the entry, follows its
// edits, and goes with it.
func TestRareThings(t *testing.T) {
	s := open(t)
	added, err := s.AddFeeds(t.Context(), []feeds.Feed{{URL: "https://a.example/"}})
	if err != nil {
		t.Fatal(err)
	}
	f := feeds.Feed{ID: added[0], URL: "https://a.example/"}
	x := &feeds.Extra{Source: "The Paper", Position: &[2]float64{1.5, -2}, Transcripts: []feeds.Enclosure{{URL: "https://a.example/t.vtt"}}}
	put := func(e feeds.Entry) feeds.Entry {
		t.Helper()
		if _, err := s.PutFeed(t.Context(), f, []feeds.Entry{e}, Fetch{}); err != nil {
			t.Fatal(err)
		}
		es, err := s.Entries(t.Context(), feeds.Page{})
		if err != nil || len(es) != 1 {
			t.Fatalf("%d entries, %v", len(es), err)
		}
		got, err := s.Entry(t.Context(), es[0].ID)
		if err != nil || es[0].Lead != got.Lead {
			t.Fatalf("%+v, %v", got, err)
		}
		return got
	}
	if got := put(feeds.Entry{GUID: "1", Content: "text", Lead: "First words", Extra: x}); got.Lead != "First words" || !reflect.DeepEqual(got.Extra, x) {
		t.Errorf("%+v", got)
	}
	if got := put(feeds.Entry{GUID: "1", Content: "edited", Lead: "Other words"}); got.Lead != "Other words" || got.Extra != nil {
		t.Errorf("edited: %+v", got)
	}
	h, err := s.History(t.Context(), f.ID)
	if err != nil || len(h) != 2 || h[0].Changed != 1 || h[1].New != 1 {
		t.Errorf("history %+v, %v", h, err)
	}
}
