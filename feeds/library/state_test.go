package library

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

func fresh(t *testing.T) *Library {
	t.Helper()
	return open(t, func(o *Options) { o.Path = filepath.Join(t.TempDir(), "other.db") })
}

func exported(t *testing.T, l *Library) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.ExportState(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// aReaders is a library with everything in it that a reader can do.
func aReaders(t *testing.T, s *site) *Library {
	t.Helper()
	var items []item
	for n := range 30 {
		items = append(items, item{guid: fmt.Sprint("g ", n), title: fmt.Sprint("Story “", n, "”"), link: fmt.Sprintf("%s/%d?a=1&b=%d", s.URL, n, n), summary: "Short", content: prose})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	s.on("/gone", text("application/rss+xml", rss("Gone", item{guid: "kept", title: "Kept", link: s.URL + "/kept", content: prose}, item{guid: "not", title: "Not kept", link: s.URL + "/not"})))
	l := fresh(t)
	subscribe(t, l, s.URL+"/feed")
	removed := subscribe(t, l, s.URL+"/gone")
	list := `<opml version="2.0"><body><outline text="World"><outline text="Own &amp; name" xmlUrl="https://named.example/feed" x="1&#10;2" category="/A/B,c"/></outline></body></opml>`
	if _, err := l.Import(t.Context(), strings.NewReader(list)); err != nil {
		t.Fatal(err)
	}
	s.on("/list", text("text/x-opml", fmt.Sprintf(`<opml version="2.0"><head><title>Followed</title></head><body><outline text="Far"><outline text="L" xmlUrl="%s/listed"/></outline></body></opml>`, s.URL)))
	s.on("/listed", text("application/rss+xml", rss("Listed", item{guid: "l", title: "Listed", link: s.URL + "/l"})))
	if _, err := l.Follow(t.Context(), s.URL+"/list"); err != nil {
		t.Fatal(err)
	}
	listed, err := l.store.FeedByURL(t.Context(), s.URL+"/listed")
	if err != nil {
		t.Fatal(err)
	}
	results(t, l, RefreshOptions{Feeds: []feeds.FeedID{listed.ID}})
	for range 2 { // at the second sighting it moves
		f, err := l.store.FeedByURL(t.Context(), "https://named.example/feed")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.store.Moved(t.Context(), f.ID, "https://named.example/new"); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.store.AddFolders(t.Context(), []feeds.Folder{{Path: []string{"Empty", "inner"}, Attrs: map[string]string{"x": "1"}}}); err != nil {
		t.Fatal(err)
	}
	settle(t, l)
	var c feeds.Change
	for _, e := range headlines(t, l, "") {
		if e.ID%2 == 0 {
			c.Read = append(c.Read, e.ID)
		}
		if e.ID%7 == 0 || e.GUID == "kept" {
			c.Star = append(c.Star, e.ID)
		}
	}
	if _, err := l.Mark(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if err := l.Unsubscribe(t.Context(), removed.ID); err != nil {
		t.Fatal(err)
	}
	for n, note := range []string{"", "a\nnote"} {
		if _, err := l.SaveQuote(t.Context(), feeds.StoredQuote{Text: fmt.Sprint("Words ", n), Speaker: "Ana Ruiz", Role: "mayor", Note: note, URL: s.URL + "/1", Published: noon}); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// TestStateRoundTrip: what goes out of one store and into an empty one comes out
// of that the same, byte for byte, and importing it again changes nothing.
func TestStateRoundTrip(t *testing.T) {
	s := newSite(t)
	l := aReaders(t, s)
	first := exported(t, l)
	for _, has := range []string{`{"pullquote":"state","version":1}` + "\n", `"removed":true`, `"Kept"`, `"note":"a\nnote"`, `"folder":["World"]`, `"read":true`,
		`"former":["https://named.example/feed"]`, `{"list":{"url":"` + s.URL + `/list","title":"Followed","held":{"` + s.URL + `/listed":["Far"]}}}`,
		`"list":"` + s.URL + `/list"`, `{"folder":{"path":["Empty","inner"],"attrs":{"x":"1"}}}`} {
		if !strings.Contains(first, has) {
			t.Errorf("no %s in\n%.3000s", has, first)
		}
	}
	if strings.Contains(first, "Not kept") {
		t.Error("an entry that nobody read or starred is in the file")
	}
	to := fresh(t)
	for n, want := range []bool{true, false} {
		r, err := to.ImportState(t.Context(), strings.NewReader(first))
		if err != nil || (r != StateReport{}) != want {
			t.Fatalf("import %d: %+v, %v", n+1, r, err)
		}
		if second := exported(t, to); second != first {
			t.Fatalf("export after import %d\n%s\nwas\n%s", n+1, second, first)
		}
	}
	if h, err := to.Check(t.Context(), false); err != nil || !h.Whole {
		t.Errorf("%+v, %v", h, err)
	}
	// The feed comes in for the first time: what was read there is read here.
	for p := range to.Refresh(t.Context(), RefreshOptions{}) {
		_ = p
	}
	settle(t, to)
	if after := exported(t, to); after != first {
		t.Errorf("after the feeds came in\n%s\nwas\n%s", after, first)
	}
	if h, err := to.Check(t.Context(), false); err != nil || !h.Whole || h.Entries != 32 {
		t.Errorf("%+v, %v", h, err)
	}
}

// TestStateMerges: what is here stays, what is there is added.
func TestStateMerges(t *testing.T) {
	s := newSite(t)
	l := aReaders(t, s)
	file := exported(t, l)
	to := fresh(t)
	f := subscribe(t, to, s.URL+"/feed")
	if err := to.Rename(t.Context(), f.ID, "Mine", []string{"Here"}); err != nil {
		t.Fatal(err)
	}
	here := headlines(t, to, "")
	if _, err := to.Mark(t.Context(), feeds.Change{Star: []feeds.EntryID{here[0].ID}}); err != nil {
		t.Fatal(err)
	}
	r, err := to.ImportState(t.Context(), strings.NewReader(file))
	if err != nil || r.Awaited != 0 || r.Feeds != 2 || r.Read == 0 || r.Quotes != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	if f, err := to.store.Feed(t.Context(), f.ID); err != nil || f.Title != "Mine" || f.Folder[0] != "Here" {
		t.Errorf("%+v, %v", f, err)
	}
	if e, err := to.Entry(t.Context(), here[0].ID); err != nil || !e.Starred {
		t.Errorf("%+v, %v", e, err)
	}
	for _, bad := range []struct{ file, why string }{
		{"{}\n", "no state file"},
		{"not\n", "no JSON"},
		{`{"pullquote":"state","version":2}`, "version 2"},
		{file + "{\n", fmt.Sprintf("line %d", strings.Count(file, "\n")+1)},
	} {
		_, err := to.ImportState(t.Context(), strings.NewReader(bad.file))
		var state StateError
		if !errors.As(err, &state) || !strings.Contains(Explain(err), bad.why) {
			t.Errorf("%.40q: %v", bad.file, err)
		}
	}
}

// TestStateIsCleaned: a state file is text from outside.
func TestStateIsCleaned(t *testing.T) {
	file := `{"pullquote":"state","version":1}
{"feed":{"url":"file:///etc/passwd"}}
{"feed":{"url":"exec:rm"}}
{"feed":{"url":"https://a.example/f","name":"x\u001b[2Jy","folder":["a\u009bb"]}}
{"entry":{"feed":"https://a.example/f","id":"1","url":"javascript:alert(1)","starred":true,"whole":{"title":"\u202etitle","content":"<p>x</p>"}}}
{"unknown":{"of":"a newer program"}}
{"quote":{"text":"a\u001b]52;c;x\u0007b"}}
`
	l := fresh(t)
	if _, err := l.ImportState(t.Context(), strings.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	got := exported(t, l)
	if strings.ContainsAny(got, "\x1b\u009b\u202e") || strings.Contains(got, `\u001b`) || strings.Contains(got, "javascript") || strings.Contains(got, "passwd") || strings.Contains(got, "exec:") {
		t.Error(got)
	}
	if es := headlines(t, l, "is:starred"); len(es) != 1 || es[0].Title != "title" {
		t.Errorf("%+v", es)
	}
}

// TestNewsboat takes over what was read in newsboat, for entries that are here
// and for those that come later, and leaves its file alone.
func TestNewsboat(t *testing.T) {
	s := newSite(t)
	s.on("/feed", text("application/rss+xml", rss("F",
		item{guid: "1", title: "Read", link: s.URL + "/1"}, item{guid: "2", title: "Unread", link: s.URL + "/2"},
		item{guid: "other", title: "By its address", link: s.URL + "/3"}, item{guid: "4", title: "Flagged", link: s.URL + "/4", content: prose})))
	path := filepath.Join(t.TempDir(), "cache.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	// The columns that newsboat has had since 2.10.
	for _, q := range []string{
		`CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "")`,
		`CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024), enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "")`,
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	for n, row := range []struct {
		unread  int
		flags   any
		deleted int
	}{{0, nil, 0}, {1, nil, 0}, {0, "", 0}, {1, "s", 0}, {1, nil, 1}} {
		if _, err := db.Exec("INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted) VALUES (?,?,?,?,?,?,?,?,?,?)",
			fmt.Sprint(n+1), "T", "", fmt.Sprint(s.URL, "/", n+1), s.URL+"/feed", noon.Unix(), "<p>x</p>", row.unread, row.flags, row.deleted); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	want := "Flagged false true, Read true false, Unread false false, By its address true false"
	for _, late := range []bool{false, true} {
		l := fresh(t)
		if !late {
			subscribe(t, l, s.URL+"/feed")
		}
		r, err := l.ImportNewsboat(t.Context(), path)
		if err != nil || late && (r != StateReport{Awaited: 4}) || !late && (r != StateReport{Read: 2, Starred: 1, Awaited: 1}) {
			t.Errorf("late %v: %+v, %v", late, r, err)
		}
		if late {
			subscribe(t, l, s.URL+"/feed")
		}
		got := map[string]bool{}
		for _, e := range headlines(t, l, "") {
			got[fmt.Sprint(e.Title, " ", e.Read, " ", e.Starred)] = true
		}
		for line := range strings.SplitSeq(want, ", ") {
			if !got[line] {
				t.Errorf("late %v: no %q in %v", late, line, got)
			}
		}
	}
	if _, err := fresh(t).ImportNewsboat(t.Context(), filepath.Join(t.TempDir(), "none.db")); err == nil {
		t.Error("a file that is not there is imported")
	}
	other := open(t, func(o *Options) { o.Path = filepath.Join(filepath.Dir(path), "pq.db") })
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := fresh(t).ImportNewsboat(t.Context(), filepath.Join(filepath.Dir(path), "pq.db")); !errors.Is(err, store.ErrNotNewsboat) {
		t.Errorf("another program's database: %v", err)
	}
}
