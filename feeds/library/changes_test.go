package library

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// told writes paragraphs with what went in [- -] and what came in {+ +}.
func told(cs []Changed) string {
	var lines []string
	for _, c := range cs {
		var words []string
		for _, p := range c.Pieces {
			words = append(words, map[Fate]string{Stayed: "", Went: "[-", Came: "{+"}[p.Is]+p.Text+map[Fate]string{Stayed: "", Went: "-]", Came: "+}"}[p.Is])
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "\n")
}

func TestDiffer(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "a b\nc", "a b\nc", ""},
		{"a word", "a\nthree people were hurt\nz", "a\nfive people were hurt\nz", "[-three-] {+five+} people were hurt"},
		{"a paragraph more", "a\nz", "a\nnew one\nz", "{+new one+}"},
		{"a paragraph less", "a\nold one\nz", "a\nz", "[-old one-]"},
		{"moved", "a\nb\nc", "b\nc\na", "[-a-]\n{+a+}"},
		{"all new", "a", "b c", "[-a-] {+b c+}"},
		{"from nothing", "", "a", "{+a+}"},
	} {
		if got := told(differ(lines(c.before), lines(c.after))); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	// Long texts are told as a whole and take no memory of their square.
	long := strings.Fields(strings.Repeat("x ", 200_000))
	if got := align(append([]string{"a"}, long...), append(long[:len(long):len(long)], "b")); len(got) != 2*len(long)+2 {
		t.Errorf("%d pieces", len(got))
	}
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// TestEdits: an article whose feed changed its words says what was changed, and
// stays read.
func TestEdits(t *testing.T) {
	s := newSite(t)
	said := func(title, third string) {
		s.on("/feed", text("application/rss+xml", rss("F", item{guid: "1", title: title, link: s.URL + "/1", content: prose + "<p>" + third + "</p>"})))
	}
	c := newClock()
	l := open(t, func(o *Options) { o.Now = c.now })
	said("Pier closed", "Nobody was hurt when the wall came down on Monday night.")
	f := subscribe(t, l, s.URL+"/feed")
	id := headlines(t, l, "")[0].ID
	if _, err := l.Mark(t.Context(), feeds.Change{Read: []feeds.EntryID{id}}); err != nil {
		t.Fatal(err)
	}
	for n, third := range []string{"Two men were hurt when the wall came down on Monday night.", "Two men were hurt when the wall came down on Sunday night."} {
		c.add(time.Hour)
		said(fmt.Sprint("Pier closed", []string{"", " again"}[n]), third)
		if p := results(t, l, RefreshOptions{Feeds: []feeds.FeedID{f.ID}}); len(p) != 1 {
			t.Fatal(p)
		}
	}
	o, err := l.Open(t.Context(), id, OpenOptions{Feed: true})
	if err != nil || !o.Entry.Read || !o.Entry.Edited.Equal(c.now()) || len(o.Edits) != 2 {
		t.Fatalf("%+v, %v", o.Edits, err)
	}
	if got := told(o.Edits[0].Paragraphs); got != "Pier closed {+again+}\nTwo men were hurt when the wall came down on [-Monday-] {+Sunday+} night." {
		t.Errorf("the last: %s", got)
	}
	if got := told(o.Edits[1].Paragraphs); got != "[-Nobody was-] {+Two men were+} hurt when the wall came down on Monday night." || !o.Edits[1].At.Equal(c.now().Add(-time.Hour)) {
		t.Errorf("the first: %s at %v", got, o.Edits[1].At)
	}
}
