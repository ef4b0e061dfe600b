package library

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// part is one page of an article of several, with a pager.
func part(title, body, next string) string {
	if next != "" {
		next = `<div class="pager"><a rel="next" href="` + next + `">Next page</a></div>`
	}
	return `<!doctype html><html lang="en"><head><title>` + title + `</title></head><body><article><h1>` + title + `</h1>
<p class="intro">The winter of the boats is a story in several parts that was written by the whole desk.</p>` + body + `</article>` + next + `</body></html>`
}

func TestPagedArticle(t *testing.T) {
	s := newSite(t)
	html := func(title, body, next string) http.HandlerFunc {
		return text("text/html; charset=utf-8", part(title, body, next))
	}
	s.on("/long", html("The boats", tale(0), "/long/2"))
	s.on("/long/2", html("The boats (2)", tale(20), "/long/3"))
	s.on("/long/3", html("The boats", "<p>“We are done,” said Ines Tarr of the board.</p>", "")) // a last page of one line
	s.on("/feed", text("application/rss+xml", rss("F", item{guid: "1", title: "The boats", link: s.URL + "/long", summary: "Boats."})))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	id := headlines(t, l, "")[0].ID
	check := func(what string, cached bool) {
		t.Helper()
		o, err := l.Open(t.Context(), id, OpenOptions{})
		if err != nil {
			t.Fatal(what, err)
		}
		body, _ := o.Doc.Body()
		if o.Problem != "" || o.Cached != cached || o.Doc.Pages != 3 || o.Doc.Next != "" || o.Shown != article.FromPage {
			t.Errorf("%s: %q, cached %v, %d pages, next %q", what, o.Problem, o.Cached, o.Doc.Pages, o.Doc.Next)
		}
		for _, words := range []string{word(0), word(20 * 7), "We are done"} {
			if !strings.Contains(body, words) {
				t.Errorf("%s: %q is not there", what, words)
			}
		}
		if n := strings.Count(body, "written by the whole desk"); n != 1 {
			t.Errorf("%s: the intro stands there %d times", what, n)
		}
		last := o.Doc.Quotes[len(o.Doc.Quotes)-1]
		if last.Speaker != "Ines Tarr" || o.Doc.QuoteText(last) != "We are done," {
			t.Errorf("%s: the last quote is %+v", what, last)
		}
	}
	check("fetched", false)
	check("from the store", true)
	// Made anew it comes from the stored pages.
	if err := l.store.DropStale(t.Context(), id, -1); err != nil {
		t.Fatal(err)
	}
	check("made anew", true)
	for _, path := range []string{"/long", "/long/2", "/long/3"} {
		if n := s.count(path); n != 1 {
			t.Errorf("%s was asked for %d times", path, n)
		}
	}
	// A reader of single pages does the same.
	o, err := NewReader(Options{}).Read(t.Context(), s.URL+"/long")
	if err != nil || o.Problem != "" || o.Doc.Pages != 3 || len(o.Doc.Quotes) == 0 {
		t.Errorf("read: %+v, %v", o.Problem, err)
	}
}

// TestPagedArticleEnds: whatever the server says, it comes to an end, and what
// came is shown.
func TestPagedArticleEnds(t *testing.T) {
	s := newSite(t)
	html := func(title, body, next string) http.HandlerFunc {
		return text("text/html; charset=utf-8", part(title, body, next))
	}
	for n := 1; n <= 40; n++ {
		path := "/endless"
		if n > 1 {
			path = fmt.Sprintf("/endless/%d", n)
		}
		s.on(path, html("The boats", tale(n*9), fmt.Sprintf("/endless/%d", n+1)))
	}
	s.on("/broken", html("The boats", tale(1), "/broken/2"))
	s.on("/same", html("The boats", tale(2), "/same/2"))
	s.on("/same/2", html("The boats", tale(2), "/same/3"))
	s.on("/other", html("The boats", tale(3), "/other/2"))
	s.on("/other/2", html("Prices of fish rise", tale(33), ""))
	s.on("/away", html("The boats", tale(4), "/away/2"))
	s.on("/away/2", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace(s.URL, "127.0.0.1", "localhost", 1)+"/other", http.StatusFound)
	})
	r := NewReader(Options{})
	for _, c := range []struct {
		path    string
		pages   int
		problem string
		last    string // the path of the last one asked for
	}{
		{"/endless", 20, "page 21 is missing: only 20 pages are read", "/endless/20"},
		{"/broken", 0, "page 2 is missing: HTTP 404: not there", "/broken/2"},
		{"/same", 0, "", "/same/2"},
		{"/other", 0, "", "/other/2"},
		{"/away", 0, "", "/away/2"},
	} {
		o, err := r.Read(t.Context(), s.URL+c.path)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if o.Doc.Pages != c.pages || !strings.HasSuffix(o.Problem, c.problem) || (o.Problem == "") != (c.problem == "") || (o.Doc.Next == "") != (c.problem == "") {
			t.Errorf("%s: %d pages, %q, next %q", c.path, o.Doc.Pages, o.Problem, o.Doc.Next)
		}
		if body, _ := o.Doc.Body(); !strings.Contains(body, "lost its mast") || strings.Contains(body, "fish") {
			t.Errorf("%s: %q", c.path, body)
		}
		if s.count(c.last) != 1 {
			t.Errorf("%s was asked for %d times", c.last, s.count(c.last))
		}
	}
	if n := s.count("/endless/21"); n != 0 {
		t.Errorf("page 21 was asked for %d times", n)
	}
}

// TestPagedArticleMissingPage: the gap is told whenever the article is opened,
// and filled when it is fetched again.
func TestPagedArticleMissingPage(t *testing.T) {
	s := newSite(t)
	s.on("/long", text("text/html; charset=utf-8", part("The boats", tale(0), "/long/2")))
	s.on("/feed", text("application/rss+xml", rss("F", item{guid: "1", title: "The boats", link: s.URL + "/long", summary: "Boats."})))
	l := open(t, func(o *Options) { o.Timeout = time.Second })
	subscribe(t, l, s.URL+"/feed")
	id := headlines(t, l, "")[0].ID
	for _, what := range []string{"fetched", "from the store"} {
		o, err := l.Open(t.Context(), id, OpenOptions{})
		if err != nil || !strings.Contains(o.Problem, "page 2 is missing") || o.Shown != article.FromPage {
			t.Errorf("%s: %q, %v", what, o.Problem, err)
		}
	}
	s.on("/long/2", text("text/html; charset=utf-8", part("The boats", tale(20), "")))
	o, err := l.Open(t.Context(), id, OpenOptions{Reload: true})
	if err != nil || o.Problem != "" || o.Doc.Pages != 2 {
		t.Errorf("again: %q, %v", o.Problem, err)
	}
	if got, err := l.store.Further(t.Context(), id); err != nil || len(got) != 1 || !strings.HasSuffix(got[0].URL, "/long/2") {
		t.Errorf("stored: %d, %v", len(got), err)
	}
	if _, err := l.store.Further(t.Context(), feeds.EntryID(999)); err != nil {
		t.Error(err)
	}
}
