package library

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
)

// tale is a story of its own, in words that no other has.
func tale(n int) string {
	var b strings.Builder
	for i := range 6 {
		fmt.Fprintf(&b, "<p>Of the %s boats that lay in %s for the winter, the %s had lost its mast, and the board of %s could not say who was to pay for it before spring.</p>\n",
			word(n*7+i), word(n*11+i), word(n*13+i), word(n*17+i))
	}
	return b.String()
}

// word is a word of no language.
func word(n int) string {
	s := ""
	for n += 30; n > 0; n /= 5 {
		s += []string{"ka", "lo", "mi", "ru", "te"}[n%5]
	}
	return s
}

// slogan is furniture that no phrase file knows.
const slogan = "Velu manto harra sintu"

func TestLearnedFromTheSite(t *testing.T) {
	s := newSite(t)
	var items []item
	for n := range 5 {
		path := fmt.Sprintf("/story%d", n)
		s.on(path, text("text/html; charset=utf-8", page(tale(n)+"<p>"+slogan+"</p>"+tale(n+40))))
		items = append(items, item{guid: fmt.Sprint(n), title: fmt.Sprint("Boats ", word(n)), link: s.URL + path, summary: "Boats."})
	}
	// The first story stands at two more addresses.
	for _, path := range []string{"/again", "/oncemore"} {
		s.on(path, text("text/html; charset=utf-8", page(tale(0)+"<p>"+slogan+"</p>"+tale(40))))
		items = append(items, item{guid: path, title: "Boats again", link: s.URL + path, summary: "Boats."})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	rules := filepath.Join(t.TempDir(), "rules.toml")
	l := open(t, func(o *Options) { o.Rules = rules })
	subscribe(t, l, s.URL+"/feed")
	id := map[string]feeds.EntryID{}
	for _, e := range headlines(t, l, "") {
		id[e.GUID] = e.ID
	}
	cut := func(guid string) *article.Cut {
		t.Helper()
		o, err := l.Open(t.Context(), id[guid], OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		at := blockOf(o.Doc, slogan)
		if at < 0 {
			t.Fatalf("%s has no such block", guid)
		}
		return o.Doc.Blocks[at].Cut
	}
	// One story at three addresses is one witness; two are not enough.
	for _, guid := range []string{"0", "/again", "/oncemore", "1"} {
		if c := cut(guid); c != nil {
			t.Errorf("%s: cut as %s", guid, c.Told())
		}
	}
	if c := cut("2"); c == nil || c.Told() != "seen in 2 other articles of this site" {
		t.Errorf("the third story: %+v", c)
	}
	if c := cut("3"); c == nil || c.Seen != 3 {
		t.Errorf("the fourth story: %+v", c)
	}
	// What was made before is told anew when it is opened again.
	if c := cut("0"); c == nil || c.Seen != 3 {
		t.Errorf("the first story again: %+v", c)
	}
	if d, trace, err := l.TraceEntry(t.Context(), id["3"]); err != nil || trace.Features[blockOf(d, slogan)].Seen != 3 {
		t.Errorf("what was seen in the fourth story: %v", err)
	}
	// A keep rule outvotes all witnesses, in stored articles and in new ones.
	o, err := l.Open(t.Context(), id["3"], OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rule, err := l.AddRule(t.Context(), RuleRequest{Doc: o.Doc, Block: blockOf(o.Doc, slogan)})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // made anew, and from the store
		for _, guid := range []string{"3", "0", "4"} {
			if c := cut(guid); c != nil {
				t.Errorf("kept, and %s is cut: %s", guid, c.Told())
			}
		}
	}
	if err := l.DropRule(t.Context(), rule); err != nil {
		t.Fatal(err)
	}
	if c := cut("4"); c == nil {
		t.Error("the rule is gone, and nothing is learned again")
	}
}

// TestLearnedFromFeedBodies: a feed that carries its articles whole repeats
// itself as well.
func TestLearnedFromFeedBodies(t *testing.T) {
	s := newSite(t)
	var items []item
	for n := range 4 {
		items = append(items, item{guid: fmt.Sprint(n), title: fmt.Sprint("Boats ", word(n)), link: s.URL + "/never", summary: "Boats.", content: tale(n) + "<p>" + slogan + "</p>"})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	hidden := 0
	for _, e := range headlines(t, l, "") {
		o, err := l.Open(t.Context(), e.ID, OpenOptions{})
		if err != nil || o.Shown != article.FromFeed {
			t.Fatalf("%s, %v", o.Shown, err)
		}
		if o.Doc.Blocks[blockOf(o.Doc, slogan)].Cut != nil {
			hidden++
		}
	}
	if hidden != 2 {
		t.Errorf("hidden in %d of 4", hidden)
	}
	if n := s.count("/never"); n != 0 {
		t.Errorf("the page was asked for %d times", n)
	}
}

func TestPublisher(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.gazette.example/a":     "gazette.example",
		"https://sport.gazette.example/":    "gazette.example",
		"https://news.paper.co.uk/x":        "paper.co.uk",
		"https://ann.blogspot.com/1":        "ann.blogspot.com", // each blog of a hosting service is its own
		"http://127.0.0.1:8080/x":           "127.0.0.1",
		"http://[::1]/x":                    "::1",
		"http://localhost/x":                "localhost",
		feeds.Builtin + "guide/quotes.html": "",
		"":                                  "",
	} {
		if got := pagePublisher(address); got != want {
			t.Errorf("pagePublisher(%q) = %q, want %q", address, got, want)
		}
	}
}
