package library

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"pullquote/feeds"
)

// A page that cannot be fetched again is shown as it was stored.
func TestReloadFails(t *testing.T) {
	var down atomic.Bool
	page := "<html><head><title>Story 1</title></head><body><article><h1>Story 1</h1>" + strings.Repeat("<p>The council met on Tuesday and talked for hours about the harbour and its walls, nobody left early.</p>", 10) + "</article></body></html>"
	var srv *httptest.Server
	srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/p" && down.Load():
			w.WriteHeader(503)
		case r.URL.Path == "/p":
			w.Header().Set("Content-Type", "text/html")
			_, _ = fmt.Fprint(w, page)
		default:
			_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Lenne Post</title><item><title>Story 1</title><link>%s/p</link><guid>g</guid><description>Short.</description></item></channel></rss>`, srv.URL)
		}
	}))
	defer srv.Close()
	l, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "a.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := l.Subscribe(t.Context(), srv.URL+"/f", SubscribeOptions{}); err != nil {
		t.Fatal(err)
	}
	es, err := l.Entries(t.Context(), feeds.Page{})
	if err != nil || len(es) != 1 {
		t.Fatal(es, err)
	}
	if o, err := l.Open(t.Context(), es[0].ID, OpenOptions{}); err != nil || o.Problem != "" {
		t.Fatal(o.Problem, err)
	}
	down.Store(true)
	o, err := l.Open(t.Context(), es[0].ID, OpenOptions{Reload: true})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(o.Doc.Text, "nobody left early") || o.Problem == "" {
		t.Errorf("%q %q", o.Problem, o.Doc.Text)
	}
}

// A rule that the reader writes reaches articles that were made before.
func TestRulesMakeAnotherEngine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.toml")
	r := NewReader(Options{Rules: path})
	without := r.engine()
	if without != NewReader(Options{}).engine() {
		t.Error("a file that is not there makes another engine")
	}
	for i, data := range []string{"[[hide]]\ntext = 'a'\n", "[[hide]]\ntext = 'bb'\n", ""} {
		before := r.engine()
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if r.engine() == before {
			t.Errorf("step %d: the same engine with other rules", i)
		}
	}
	if r.engine() != without {
		t.Error("an empty file makes another engine")
	}
}
