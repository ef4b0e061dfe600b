package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/opml"
)

// site is a web server on loopback whose pages a test sets.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked map[string]int
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{pages: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		h := s.pages[r.URL.Path]
		s.mu.Unlock()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) on(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// text serves a document that answers 304 to its own ETag.
func text(kind, body string) http.HandlerFunc {
	tag := fmt.Sprintf(`"%x"`, len(body))
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", kind)
		_, _ = fmt.Fprint(w, body)
	}
}

type item struct{ guid, title, link, summary, content string }

func rss(title string, items ...item) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>%s</title><link>https://paper.example/</link>`, title)
	for i, it := range items {
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">%s</guid><title>%s</title><link>%s</link><pubDate>%s</pubDate><description><![CDATA[%s]]></description>`,
			it.guid, it.title, it.link, noon.Add(-time.Duration(i)*time.Hour).Format(time.RFC1123Z), it.summary)
		if it.content != "" {
			fmt.Fprintf(&b, `<content:encoded><![CDATA[%s]]></content:encoded>`, it.content)
		}
		b.WriteString("</item>")
	}
	return b.String() + "</channel></rss>"
}

var noon = time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)

// prose is an article's text with two quotes.
const prose = `<p>The harbour board voted on Tuesday to rebuild the eastern pier, which storms had closed for two winters in a row.</p>
<p>“We could not wait for another season,” said Ana Ruiz, the mayor. “The boats need a place to land.”</p>
<p>Work is to begin in the autumn and will last three years, the board said. The cost is shared by the town and the region, and the fishing
fleet will use the western quay until then. Residents had asked for a smaller building with fewer lights and a path along the water.</p>
<p>The board had looked at four plans since the spring. Three of them would have kept the old foundations, which engineers found to be weaker
than the drawings from the last century had promised, and which would have had to be replaced within ten years in any case.</p>
<p>The plan that won moves the pier forty metres to the north, where the ground is firmer. A new crane, a small market hall and a shelter for the
ferry passengers belong to it. The vote was nine to two, and both members who were against it had asked for a study of the currents first.</p>`

func page(body string) string {
	return `<!doctype html><html lang="en"><head><title>The pier</title></head><body><nav><a href="/">Home</a></nav><article><h1>The pier</h1>` + body + `</article><footer>All rights reserved</footer></body></html>`
}

// clock is a clock that a test sets.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time      { return time.Unix(c.at.Load(), 0).UTC() }
func (c *clock) add(d time.Duration) { c.at.Add(int64(d / time.Second)) }

func newClock() *clock {
	c := new(clock)
	c.at.Store(noon.Unix())
	return c
}

// pristine is an empty database as Open makes it. It is made once: its tables are
// built through all versions of the schema, which takes longer than most tests.
var pristine = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "pullquote")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "pq.db")
	l, err := Open(context.Background(), Options{Path: path})
	if err == nil {
		err = l.Close()
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

func open(t *testing.T, change func(*Options)) *Library {
	t.Helper()
	o := Options{Path: filepath.Join(t.TempDir(), "pq.db"), Now: newClock().now, Timeout: 5 * time.Second}
	if change != nil {
		change(&o)
	}
	if _, err := os.Stat(o.Path); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(o.Path, pristine(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func subscribe(t *testing.T, l *Library, url string) feeds.Feed {
	t.Helper()
	f, err := l.Subscribe(t.Context(), url, SubscribeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// results refreshes and gives the Done steps by address.
func results(t *testing.T, l *Library, o RefreshOptions) map[string]Progress {
	t.Helper()
	out := map[string]Progress{}
	for p := range l.Refresh(t.Context(), o) {
		if !p.Done {
			continue
		}
		if _, twice := out[p.Feed.URL]; twice {
			t.Errorf("%s is told twice", p.Feed.URL)
		}
		out[p.Feed.URL] = p
	}
	return out
}

func headlines(t *testing.T, l *Library, query string) []feeds.Entry {
	t.Helper()
	q, err := feeds.ParseQuery(query, noon)
	if err != nil {
		t.Fatal(err)
	}
	es, err := l.Entries(t.Context(), feeds.Page{Query: q})
	if err != nil {
		t.Fatal(err)
	}
	return es
}

func settle(t *testing.T, l *Library) {
	t.Helper()
	if err := l.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestGuideWithoutNetwork(t *testing.T) {
	refuse := func(*http.Request) (*http.Response, error) {
		t.Error("the network was asked")
		return nil, errors.New("no network")
	}
	l := open(t, func(o *Options) { o.Guide, o.Transport = true, roundTrip(refuse) })
	es := headlines(t, l, "")
	if len(es) < 3 {
		t.Fatalf("%d articles in the guide", len(es))
	}
	for _, e := range es {
		o, err := l.Open(t.Context(), e.ID, OpenOptions{})
		if err != nil || o.Problem != "" {
			t.Errorf("%s: %v %s", e.Title, err, o.Problem)
		}
	}
	for url, p := range results(t, l, RefreshOptions{}) {
		if p.Err != nil || p.New != 0 || p.Changed != 0 {
			t.Errorf("%s again: %+v", url, p)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestTwoLibrariesOnOneFile(t *testing.T) {
	s := newSite(t)
	path := filepath.Join(t.TempDir(), "pq.db")
	a, b := open(t, func(o *Options) { o.Path = path }), open(t, func(o *Options) { o.Path = path })
	for i := range 12 {
		p := fmt.Sprint("/", i)
		var items []item
		for n := range 30 {
			items = append(items, item{guid: fmt.Sprint(n), title: fmt.Sprint("Story ", i, " ", n), link: fmt.Sprintf("https://paper.example/%d/%d", i, n), summary: "words"})
		}
		s.on(p, text("application/rss+xml", rss("Feed", items...)))
	}
	var list strings.Builder
	for i := range 12 {
		fmt.Fprintf(&list, "%s/%d\n", s.URL, i)
	}
	if r, err := a.Import(t.Context(), strings.NewReader(list.String())); err != nil || r.Added != 12 {
		t.Fatalf("%+v, %v", r, err)
	}
	var wg sync.WaitGroup
	for _, l := range []*Library{a, b} {
		wg.Go(func() {
			for p := range l.Refresh(t.Context(), RefreshOptions{}) {
				if p.Err != nil {
					t.Errorf("%s: %v", p.Feed.URL, p.Err)
				}
			}
		})
	}
	wg.Wait()
	settle(t, a)
	settle(t, b)
	total, unread, err := b.Count(t.Context(), feeds.Query{})
	if err != nil || total != 360 || unread != 360 {
		t.Fatalf("%d/%d entries, %v", unread, total, err)
	}
	// Marks of one are seen by the other, and neither loses the other's.
	es := headlines(t, a, "")
	if _, err := a.Mark(t.Context(), feeds.Change{Read: []feeds.EntryID{es[0].ID}}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Mark(t.Context(), feeds.Change{Star: []feeds.EntryID{es[0].ID}}); err != nil {
		t.Fatal(err)
	}
	if e, err := a.Entry(t.Context(), es[0].ID); err != nil || !e.Read || !e.Starred {
		t.Errorf("%+v, %v", e, err)
	}
	if h, err := a.Check(t.Context(), false); err != nil || !h.Whole {
		t.Errorf("%+v, %v", h, err)
	}
}

// TestMarksOutliveARefresh: what a reader does while feeds are stored is kept.
func TestMarksOutliveARefresh(t *testing.T) {
	s := newSite(t)
	var round atomic.Int64
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		var items []item
		for n := range 120 {
			items = append(items, item{guid: fmt.Sprint(n), title: fmt.Sprint("Story ", n), link: fmt.Sprint("https://paper.example/", n), summary: fmt.Sprint("round ", round.Load())})
		}
		_, _ = fmt.Fprint(w, rss("Feed", items...))
	})
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	es := headlines(t, l, "")
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 3 {
			round.Add(1)
			results(t, l, RefreshOptions{})
		}
	})
	for _, e := range es {
		if c, err := l.Mark(t.Context(), feeds.Change{Read: []feeds.EntryID{e.ID}}); err != nil || len(c.Read) != 1 {
			t.Fatalf("%+v, %v", c, err)
		}
	}
	wg.Wait()
	if got := headlines(t, l, "is:read"); len(got) != len(es) {
		t.Errorf("%d of %d marks are left", len(got), len(es))
	}
	if total, unread, err := l.Count(t.Context(), feeds.Query{}); err != nil || total != 120 || unread != 120-len(es) {
		t.Errorf("%d/%d, %v", unread, total, err)
	}
	settle(t, l)
	if got := headlines(t, l, `"round" 3`); len(got) != 100 {
		t.Errorf("%d entries are found by their newest words", len(got))
	}
}

func TestCloseWhileRefreshing(t *testing.T) {
	s := newSite(t)
	free := make(chan struct{})
	s.on("/slow", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-free:
		case <-r.Context().Done():
		}
	})
	defer close(free)
	before := runtime.NumGoroutine()
	l, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "pq.db"), Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Import(t.Context(), strings.NewReader(s.URL+"/slow\n")); err != nil {
		t.Fatal(err)
	}
	abandoned := l.Refresh(t.Context(), RefreshOptions{}) // nobody listens
	heard := l.Refresh(t.Context(), RefreshOptions{})
	for s.count("/slow") == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []<-chan Progress{abandoned, heard} {
		for range c { //nolint:revive // both are closed
		}
	}
	if _, ok := <-l.Refresh(t.Context(), RefreshOptions{}); ok {
		t.Error("a closed library refreshes")
	}
	s.CloseClientConnections()
	deadline := time.Now().Add(5 * time.Second)
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after:\n%s", before, n, buf[:runtime.Stack(buf, true)])
	}
}

func TestExplain(t *testing.T) {
	hostile := "\x1b]52;c;x\a" + strings.Repeat("server text ", 100)
	for _, err := range []error{
		feeds.ErrNotFeed, feeds.ErrGone, feeds.ErrPrivate, feeds.ErrAddress, feeds.ErrNotFound, feeds.StatusError{Code: 503}, errLess,
		fmt.Errorf("%s: %w", hostile, feeds.ErrNotFeed), fmt.Errorf("%s: %w", hostile, feeds.ErrPrivate), context.DeadlineExceeded,
		feeds.ChoiceError{Candidates: make([]feeds.Candidate, 3)}, errors.New(hostile), fmt.Errorf("%s: %w", hostile, opml.ErrNotList),
		fmt.Errorf("%s: %w", hostile, feeds.ErrTooLarge), fmt.Errorf("%s: %w", hostile, feeds.ErrAddress), &json.SyntaxError{},
		AmbiguousError{strings.Repeat("ä", 400), []feeds.Feed{{Title: hostile}, {Title: "b"}}},
	} {
		s := Explain(err)
		if s == "" || len(s) > 300 || strings.ContainsAny(s, "\x1b\a\n") {
			t.Errorf("Explain(%T) is %q", err, s)
		}
		if strings.Contains(s, "server text") && !errors.As(err, new(AmbiguousError)) {
			t.Errorf("text of a server: %q", s)
		}
	}
	if Explain(nil) != "" {
		t.Error("no error has words")
	}
}
