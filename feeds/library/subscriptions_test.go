package library

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"pullquote/feeds"
)

func response(r *http.Request, body string) *http.Response {
	return &http.Response{
		StatusCode: 200, Header: http.Header{"Content-Type": {"application/rss+xml"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), ProtoMajor: 1, ProtoMinor: 1,
	}
}

func TestSubscribe(t *testing.T) {
	s := newSite(t)
	feed := rss("The Paper", item{guid: "1", title: "One", link: "https://paper.example/1", summary: "a"})
	s.on("/feed", text("application/rss+xml", feed))
	s.on("/other", text("application/rss+xml", rss("Other")))
	s.on("/one", text("text/html", `<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hello</body></html>`))
	s.on("/two", text("text/html", `<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/feed">
		<link rel="alternate" type="application/atom+xml" title="Other" href="/other"></head><body>Hello</body></html>`))
	s.on("/none", text("text/html", `<html><body>Nothing</body></html>`))
	s.on("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/other", http.StatusMovedPermanently)
	})
	for name, c := range map[string]struct {
		address string
		want    string // the feed's path
		err     error
	}{
		"a feed":                   {s.URL + "/feed", "/feed", nil},
		"a page that names it":     {s.URL + "/one", "/feed", nil},
		"feed: scheme":             {"feed:" + s.URL + "/feed", "/feed", nil},
		"feed:// scheme":           {strings.Replace(s.URL, "http://", "feed:http://", 1) + "/feed", "/feed", nil},
		"moved for good":           {s.URL + "/moved", "/other", nil},
		"blanks around":            {"  " + s.URL + "/feed\n", "/feed", nil},
		"no such page":             {s.URL + "/404", "", feeds.StatusError{Code: 404}},
		"a page without feeds":     {s.URL + "/none", "", feeds.ErrNotFeed},
		"a file":                   {"file:///etc/passwd", "", feeds.ErrAddress},
		"nothing":                  {"", "", feeds.ErrAddress},
		"a scheme and nothing":     {"https://", "", feeds.ErrAddress},
		"not ours":                 {"javascript:alert(1)", "", feeds.ErrAddress},
		"a built-in one not there": {"builtin://guide/nothing.xml", "", feeds.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, nil)
			f, err := l.Subscribe(t.Context(), c.address, SubscribeOptions{Folder: []string{"News"}})
			if c.err != nil {
				if !errors.Is(err, c.err) {
					t.Errorf("%v, want %v", err, c.err)
				}
				if fs, err := l.Feeds(t.Context()); err != nil || len(fs) != 0 {
					t.Errorf("%d feeds are left behind, %v", len(fs), err)
				}
				return
			}
			if err != nil || f.URL != s.URL+c.want || f.Title == "" || len(f.Folder) != 1 || f.NextCheck.IsZero() {
				t.Fatalf("%+v, %v", f, err)
			}
			if c.want == "/feed" && f.Total != 1 {
				t.Errorf("%d entries", f.Total)
			}
			again, err := l.Subscribe(t.Context(), c.address, SubscribeOptions{})
			if !errors.Is(err, feeds.ErrSubscribed) || again.ID != f.ID {
				t.Errorf("again: %+v, %v", again, err)
			}
		})
	}
	l := open(t, nil)
	var choice feeds.ChoiceError
	if _, err := l.Subscribe(t.Context(), s.URL+"/two", SubscribeOptions{}); !errors.As(err, &choice) || len(choice.Candidates) != 2 || choice.Candidates[0].URL != s.URL+"/feed" {
		t.Errorf("a page with two feeds: %v", err)
	}
}

func TestBareHost(t *testing.T) {
	asked := ""
	l := open(t, func(o *Options) {
		o.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			asked = r.URL.String()
			return response(r, rss("P")), nil
		})
	})
	if f := subscribe(t, l, "paper.example/feed"); asked != "https://paper.example/feed" || f.URL != asked {
		t.Errorf("asked %s, subscribed to %s", asked, f.URL)
	}
}

func TestOwnNameStays(t *testing.T) {
	s := newSite(t)
	s.on("/feed", text("application/rss+xml", rss("The Paper")))
	l := open(t, nil)
	f, err := l.Subscribe(t.Context(), s.URL+"/feed", SubscribeOptions{Title: "Mine"})
	if err != nil || f.Title != "Mine" || !f.Named {
		t.Fatalf("%+v, %v", f, err)
	}
	s.on("/feed", text("application/rss+xml", rss("Another name")))
	results(t, l, RefreshOptions{})
	if f, err = l.FindFeed(t.Context(), "mine"); err != nil || f.Title != "Mine" {
		t.Fatalf("%+v, %v", f, err)
	}
	if err := l.Rename(t.Context(), f.ID, "", []string{"A", "B"}); err != nil {
		t.Fatal(err)
	}
	if f, err = l.FindFeed(t.Context(), s.URL+"/feed"); err != nil || f.Title != "Another name" || f.Named || len(f.Folder) != 2 {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestImportAndExport(t *testing.T) {
	const list = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title><ownerName>Zoe</ownerName></head><body>
		<outline text="Wide" type="rss" xmlUrl="https://wide.example/feed"/>
		<outline text="World"><outline text="Paper" type="rss" xmlUrl="https://paper.example/feed" x-note="kept"/></outline>
		<outline text="Sport" type="rss" xmlUrl="https://sport.example/feed"/>
		<outline text="Twice" type="rss" xmlUrl="https://sport.example/feed"/></body></opml>`
	l := open(t, nil)
	r, err := l.Import(t.Context(), strings.NewReader(list))
	if err != nil || r.Added != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r, err = l.Import(t.Context(), strings.NewReader(list)); err != nil || r.Added != 0 || r.Already == 0 {
		t.Errorf("again: %+v, %v", r, err)
	}
	var first, second bytes.Buffer
	if err := l.Export(t.Context(), &first); err != nil {
		t.Fatal(err)
	}
	// Another list's head is not that of all, and its feeds stand behind.
	if _, err := l.Import(t.Context(), strings.NewReader(`<opml version="2.0"><head><title>Theirs</title><docs>x</docs></head><body><outline text="Art" xmlUrl="https://art.example/feed"/></body></opml>`)); err != nil {
		t.Fatal(err)
	}
	first.Reset()
	if err := l.Export(t.Context(), &first); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, part := range []string{"<title>Mine</title>", "<ownerName>Zoe</ownerName>", `text="Wide"`, `text="World"`, `text="Paper"`, `text="Sport"`, `text="Art"`} {
		i := strings.Index(first.String()[at:], part)
		if i < 0 || strings.Contains(first.String(), "<docs>") {
			t.Fatalf("%s is not in its place in\n%s", part, &first)
		}
		at += i
	}
	other := open(t, nil)
	if r, err := other.Import(t.Context(), bytes.NewReader(first.Bytes())); err != nil || r.Added != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := other.Export(t.Context(), &second); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() || !strings.Contains(second.String(), "x-note") {
		t.Errorf("the round trip changes the list:\n%s\n%s", &first, &second)
	}
	var state, third bytes.Buffer
	if err := l.ExportState(t.Context(), &state); err != nil {
		t.Fatal(err)
	}
	other = open(t, nil)
	if _, err := other.ImportState(t.Context(), &state); err != nil {
		t.Fatal(err)
	}
	if err := other.Export(t.Context(), &third); err != nil || third.String() != first.String() {
		t.Errorf("the way by a state file changes the list:\n%s\n%v", &third, err)
	}
}

func TestUnsubscribeAndRestore(t *testing.T) {
	s := newSite(t)
	s.on("/feed", text("application/rss+xml", rss("F",
		item{guid: "1", title: "One", link: "https://paper.example/1", summary: "a"}, item{guid: "2", title: "Two", link: "https://paper.example/2", summary: "b"})))
	l := open(t, nil)
	f := subscribe(t, l, s.URL+"/feed")
	star := headlines(t, l, "")[0].ID
	if _, err := l.Mark(t.Context(), feeds.Change{Star: []feeds.EntryID{star}}); err != nil {
		t.Fatal(err)
	}
	if err := l.Unsubscribe(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if total, unread, err := l.Count(t.Context(), feeds.Query{}); err != nil || total != 1 || unread != 1 || len(headlines(t, l, "")) != 1 {
		t.Errorf("what is left is counted as %d/%d, %v", unread, total, err)
	}
	// A reader who subscribes again, and not by undo, has the entries as well.
	if again := subscribe(t, l, s.URL+"/feed"); again.ID != f.ID || again.Total != 2 || len(headlines(t, l, "")) != 2 {
		t.Errorf("subscribed again: %+v", again)
	}
	if err := l.Unsubscribe(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if back, err := l.Restore(t.Context()); err != nil || back.ID != f.ID || len(headlines(t, l, "")) != 2 {
		t.Errorf("%+v, %v", back, err)
	}
	if err := l.Unsubscribe(t.Context(), 999); !errors.Is(err, feeds.ErrNotFound) {
		t.Errorf("no such feed: %v", err)
	}
}
