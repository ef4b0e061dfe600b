package store

import (
	"path/filepath"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// TestBlocksFromSchema1: what an older store has learned stays learned.
func TestBlocksFromSchema1(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	old, err := Open(t.Context(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := schemas.ReadFile("schema1.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"PRAGMA writable_schema = 1", "DELETE FROM sqlite_schema", "PRAGMA writable_schema = 0", "VACUUM", string(tables), "PRAGMA user_version = 1",
		"INSERT INTO feeds (id, url) VALUES (1, 'https://example.org/feed')",
		"INSERT INTO entries (id, feed, guid, arrived, sort) VALUES (5, 1, 'a', 0, 0), (6, 1, 'b', 0, 0)",
		"INSERT INTO blocks (host, print, entry) VALUES ('example.org', 9, 5), ('example.org', 9, 6)",
	} {
		if _, err := old.write.ExecContext(t.Context(), q); err != nil {
			t.Fatalf("%.40s: %v", q, err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if n, err := s.Seen(t.Context(), "example.org", 9, 0); err != nil || n != 2 {
		t.Errorf("seen %d, %v", n, err)
	}
	if n, err := s.Stories(t.Context(), "example.org", 0); err != nil || n != 2 {
		t.Errorf("%d stories, %v", n, err)
	}
}

// TestBlocks: stories bear witness, not addresses, and only the newest.
func TestBlocks(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/feed")
	var in []feeds.Entry
	for i := range 8 {
		in = append(in, entry(i))
	}
	put(t, s, f, in...)
	es, err := s.Entries(t.Context(), feeds.Page{})
	if err != nil || len(es) != 8 {
		t.Fatal(len(es), err)
	}
	learn := func(e feeds.Entry, b Blocks) {
		t.Helper()
		if err := s.PutDocument(t.Context(), whole(t, s, e.ID), article.FromPage, 1, &article.Document{}, nil, b, ""); err != nil {
			t.Fatal(err)
		}
	}
	story := func(i int) feeds.EntryID { return es[i/2*2].ID } // two and two tell the same
	for i := range 6 {
		learn(es[i], Blocks{Site: "a", Story: story(i), Prints: []uint64{1, 1 << 63, uint64(100 + i)}})
	}
	learn(es[7], Blocks{Site: "b", Story: es[7].ID, Prints: []uint64{1}})
	for _, c := range []struct {
		site  string
		print uint64
		but   feeds.EntryID
		want  int
	}{{"a", 1, 0, 3}, {"a", 1 << 63, 0, 3}, {"a", 100, 0, 1}, {"a", 100, es[0].ID, 0}, {"a", 1, es[0].ID, 2}, {"b", 1, 0, 1}, {"c", 1, 0, 0}} {
		if n, err := s.Seen(t.Context(), c.site, c.print, c.but); err != nil || n != c.want {
			t.Errorf("%+v: seen %d, %v", c, n, err)
		}
	}
	if got, err := s.Repeats(t.Context(), "a", []uint64{1, 1 << 63, 100, 7}, 0); err != nil || len(got) != 2 || got[1] != 3 || got[1<<63] != 3 {
		t.Errorf("repeats %v, %v", got, err)
	}
	if n, err := s.Stories(t.Context(), "a", 0); err != nil || n != 3 {
		t.Errorf("%d stories, %v", n, err)
	}
	if n, err := s.Story(t.Context(), "a", es[1].ID); err != nil || n != es[0].ID {
		t.Errorf("story %d, %v", n, err)
	}
	if n, err := s.Story(t.Context(), "b", es[1].ID); err != nil || n != es[1].ID {
		t.Errorf("story %d, %v", n, err)
	}
	got, err := s.Sharing(t.Context(), "a", []uint64{100, 101, 1}, es[1].ID)
	if err != nil || len(got) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	two := 0
	for _, b := range got {
		if len(b.Prints) == 2 && b.Story == es[0].ID {
			two++
		}
	}
	if two != 1 {
		t.Errorf("%+v", got)
	}
	// Made anew, an article is one witness still, for each kind of source.
	learn(es[0], Blocks{Site: "a", Story: es[0].ID, Prints: []uint64{7}})
	learn(es[0], Blocks{Site: "feed:a", Story: es[0].ID, Prints: []uint64{8}})
	if n, err := s.Seen(t.Context(), "a", 7, 0); err != nil || n != 1 {
		t.Errorf("seen %d, %v", n, err)
	}
	if n, err := s.Seen(t.Context(), "a", 100, 0); err != nil || n != 0 {
		t.Errorf("its old blocks are seen %d times, %v", n, err)
	}
}

// TestBlocksAreForgotten: only the newest articles of a publisher bear witness.
func TestBlocksAreForgotten(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://example.org/feed")
	var in []feeds.Entry
	for i := range remembered + 5 {
		in = append(in, entry(i))
	}
	put(t, s, f, in...)
	var es []feeds.Entry
	for at := (feeds.Cursor{}); len(es) < len(in); at = feeds.CursorOf(es[len(es)-1]) {
		page, err := s.Entries(t.Context(), feeds.Page{After: at, Limit: 200})
		if err != nil || len(page) == 0 {
			t.Fatal(len(es), err)
		}
		es = append(es, page...)
	}
	for _, e := range es {
		for _, site := range []string{"a", "b"} {
			if err := s.PutDocument(t.Context(), whole(t, s, e.ID), article.FromPage, 1, &article.Document{}, nil, Blocks{Site: site, Story: e.ID, Prints: []uint64{1}}, ""); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, site := range []string{"a", "b"} {
		seen, err := s.Seen(t.Context(), site, 1, 0)
		stories, err2 := s.Stories(t.Context(), site, 0)
		if err != nil || err2 != nil || seen != remembered || stories != remembered {
			t.Errorf("%s: seen in %d, %d stories, %v, %v", site, seen, stories, err, err2)
		}
	}
}
