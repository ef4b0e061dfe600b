package ui

import (
	"context"
	"slices"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/uitest"
)

// linked is a screen on an article with a link, which is chosen.
func linked(t *testing.T, w int) (*Model, *uitest.Driver, *uitest.Library) {
	t.Helper()
	lib := uitest.Many(9)
	doc := uitest.Article("Ferry")
	doc.Blocks[0].Spans = append(doc.Blocks[0].Spans, article.Span{Kind: article.Link, Range: article.Range{Start: 4, End: 9}, Href: "https://harbour.example/2"})
	lib.Docs = map[feeds.EntryID]*article.Document{9: doc}
	m, d := start(t, lib, w, 24)
	d.Press("enter", "]", "tab")
	return m, d, lib
}

// Enter on a link reads its page, and closing that comes back to the same place.
func TestFollowALink(t *testing.T) {
	m, d, lib := linked(t, 100)
	d.Press("enter")
	has(t, d, "Behind https://harbour.example/2")
	lacks(t, d, "next article")
	d.Press("]")
	lacks(t, d, "S save")
	for _, key := range []string{"S", "e", "'", "J", "K", "s", "m"} {
		d.Press(key)
		if m.reading.Entry.ID != 0 || m.layers.Top() != nil {
			t.Fatalf("%s led away", key)
		}
	}
	if i := slices.IndexFunc(lib.Calls, func(c string) bool { return c == "SaveQuote" }); i >= 0 {
		t.Error("a quote of no entry was stored")
	}
	d.Press("q")
	if m.reading == nil || m.reading.Entry.ID != 9 || m.pager.Quote() != 0 {
		t.Fatal("q did not come back to the article and its quote")
	}
	d.Press("q")
	if m.reading != nil || len(m.below) != 0 {
		t.Error("q did not come back to the list")
	}
}

// What cannot be read here leaves the browser; Esc takes the wish back.
func TestFollowALinkThatFails(t *testing.T) {
	m, d, lib := linked(t, 120)
	lib.Fail["ReadLink"] = feeds.ErrPrivate
	d.Press("enter")
	has(t, d, "The link cannot be read here: the address leads into a private network. o opens it in the browser.")
	lib.Fail["ReadLink"] = nil
	d.Hold = true
	d.Press("enter", "esc")
	d.Resume()
	has(t, d, "Cancelled.")
	if m.reading.Entry.ID != 9 || len(m.below) != 0 {
		t.Error("it came all the same")
	}
	lib.Fail["ReadLink"] = context.Canceled
	d.Press("enter")
	lacks(t, d, "cannot be read")
}

// Beside the list another article may be opened from there: nothing is left
// below it.
func TestFollowALinkBesideTheList(t *testing.T) {
	m, d, _ := linked(t, 200)
	d.Press("enter")
	has(t, d, "Behind https")
	m.focus = onList
	d.Press("j", "enter")
	if m.reading.Entry.ID != 8 || len(m.below) != 0 {
		t.Errorf("article %d with %d below it", m.reading.Entry.ID, len(m.below))
	}
	d.Press("q", "\"", "q")
	if m.reading != nil || m.quotes != nil {
		t.Error("the stored quotes led back to an article")
	}
}
