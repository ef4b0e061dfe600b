package work_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/uitest"
	"pullquote/ui/work"
)

func desk(n int) (work.Desk, *uitest.Library) {
	lib := uitest.Many(n)
	return work.Desk{Lib: lib, Ctx: context.Background()}, lib
}

func TestSlot(t *testing.T) {
	var s work.Slot
	a := s.Begin(context.Background())
	b := s.Begin(context.Background())
	if a.Ctx.Err() == nil || b.Ctx.Err() != nil {
		t.Error("a new request does not end the former")
	}
	if s.Finish(a) || !s.Busy() {
		t.Error("a stranger finished the request")
	}
	if again := s.Now(context.Background()); again.ID != b.ID {
		t.Error("the request under way has another identity")
	}
	if !s.Finish(b) || s.Busy() || s.Finish(b) {
		t.Error("a request can be finished once and only once")
	}
	c := s.Begin(context.Background())
	s.Abort()
	if c.Ctx.Err() == nil || s.Is(c) {
		t.Error("an aborted request is still waited for")
	}
}

// Whatever the anchor, the window is a run of the list without hole or double,
// and the anchor is where it says.
func TestWindowsAreWhole(t *testing.T) {
	d, lib := desk(900)
	var slot work.Slot
	for _, at := range []int{0, 1, 255, 256, 257, 450, 898, 899} {
		ask := work.Ask{Anchor: lib.All[at], Before: 256, After: 256, Stay: true}
		got := d.List(slot.Begin(context.Background()), ask)().(work.Listed)
		if got.Err != nil {
			t.Fatal(got.Err)
		}
		w := got.Window
		if w.Rows[w.Anchor].ID != lib.All[at].ID {
			t.Errorf("anchor %d: the window says entry %d", at, w.Rows[w.Anchor].ID)
		}
		first := at - w.Anchor
		for i, e := range w.Rows {
			if e.ID != lib.All[first+i].ID {
				t.Fatalf("anchor %d: row %d is entry %d, want %d", at, i, e.ID, lib.All[first+i].ID)
			}
		}
		if w.Top != (first == 0 && at < 256) || w.End && first+len(w.Rows) != 900 {
			t.Errorf("anchor %d: top %v, end %v, rows %d to %d", at, w.Top, w.End, first, first+len(w.Rows))
		}
	}
	// Without staying, an anchor that fits is kept all the same, however deep.
	deep := d.List(slot.Begin(context.Background()), work.Ask{Anchor: lib.All[700], Before: 256, After: 256})().(work.Listed).Window
	if deep.Anchor != 256 || deep.Rows[256].ID != lib.All[700].ID || len(deep.Rows) != 456 {
		t.Errorf("a deep anchor is row %d of %d", deep.Anchor, len(deep.Rows))
	}
	end := d.List(slot.Begin(context.Background()), work.Ask{End: true})().(work.Listed).Window
	if !end.End || end.Rows[len(end.Rows)-1].ID != 1 || end.Anchor != len(end.Rows)-1 {
		t.Errorf("the end of the list ends with %d", end.Rows[len(end.Rows)-1].ID)
	}
}

// An anchor that does not fit the query any more stays only where asked.
func TestAnchorThatNoLongerFits(t *testing.T) {
	d, lib := desk(90)
	no := false
	anchor := lib.All[3] // read
	q := feeds.Query{Read: &no}
	var slot work.Slot
	kept := d.List(slot.Begin(context.Background()), work.Ask{Query: q, Anchor: anchor, Stay: true})().(work.Listed).Window
	if kept.Rows[kept.Anchor].ID != anchor.ID || kept.Anchor != 3 {
		t.Errorf("the anchor is row %d", kept.Anchor)
	}
	gone := d.List(slot.Begin(context.Background()), work.Ask{Query: q, Anchor: anchor})().(work.Listed).Window
	if gone.Anchor != -1 || !gone.Top || slices.ContainsFunc(gone.Rows, func(e feeds.Entry) bool { return e.Read }) {
		t.Errorf("without staying the window has anchor %d", gone.Anchor)
	}
}

func TestRefreshStream(t *testing.T) {
	d, lib := desk(3)
	lib.Progress = []library.Progress{{Finished: 1}, {Finished: 2}}
	var slot work.Slot
	msg := d.Refresh(slot.Begin(context.Background()), library.RefreshOptions{})()
	for want := 1; want <= 2; want++ {
		p, ok := msg.(work.Progressed)
		if !ok || p.Progress.Finished != want {
			t.Fatalf("step %d is %+v", want, msg)
		}
		msg = p.Next()()
	}
	if _, ok := msg.(work.Refreshed); !ok {
		t.Errorf("the end is %+v", msg)
	}
}

func TestQuotesOfASpeaker(t *testing.T) {
	d, lib := desk(3)
	now := uitest.Now()
	lib.Stored = []feeds.StoredQuote{
		{ID: 1, Text: "the ferry", Speaker: "Ada", Voice: 1, Published: now},
		{ID: 2, Text: "nothing", Speaker: "Ben", Voice: 2, Published: now.Add(1)},
		{ID: 3, Text: "ferry", Speaker: "Ada", Voice: 1, Published: now.Add(2)},
	}
	var slot work.Slot
	got := d.Quotes(slot.Begin(context.Background()), work.QuotesAsk{Query: feeds.QuoteQuery{Voice: 1}})().(work.QuotesRead)
	if len(got.Quotes) != 2 || got.Quotes[0].ID != 3 || !got.Last {
		t.Errorf("%+v", got)
	}
	got = d.Quotes(slot.Begin(context.Background()), work.QuotesAsk{Voices: true})().(work.QuotesRead)
	if len(got.Voices) != 2 || got.Voices[0].Quotes != 2 || got.Quotes != nil {
		t.Errorf("%+v", got)
	}
	if got := d.CountQuotes(slot.Begin(context.Background()), feeds.QuoteQuery{}, 2)().(work.QuotesCounted); got.Total != 2 {
		t.Errorf("%+v", got)
	}
}

// A quote is opened at its words, also where better rules count otherwise now.
func TestOpenAtWords(t *testing.T) {
	d, lib := desk(3)
	doc := uitest.Article("T")
	lib.Docs = map[feeds.EntryID]*article.Document{3: doc}
	second := doc.QuoteText(doc.Spoken()[1])
	for _, c := range []struct {
		number int
		words  string
		want   int
	}{{2, second, 2}, {1, second, 2}, {9, second, 2}, {1, "never said", 0}, {1, "", 1}} {
		var slot work.Slot
		if got := d.Open(slot.Begin(context.Background()), 3, c.number, c.words, library.OpenOptions{})().(work.Opened); got.Err != nil || got.Quote != c.want {
			t.Errorf("%d %q opens at %d, %v", c.number, c.words, got.Quote, got.Err)
		}
	}
}

// Quotes go to a file of their own, whole or not at all, and never over another.
func TestExport(t *testing.T) {
	d, lib := desk(3)
	lib.Stored = []feeds.StoredQuote{{ID: 1, Text: "the ferry", Speaker: "Ada", Published: uitest.Now()}}
	dir := t.TempDir()
	var slot work.Slot
	export := func(to string) work.Exported {
		return d.Export(slot.Begin(context.Background()), feeds.QuoteQuery{}, to)().(work.Exported)
	}
	file := filepath.Join(dir, "my.csv")
	if got := export(file); got.Err != nil || got.N != 1 || got.To != file {
		t.Fatalf("%+v", got)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), "the ferry,Ada") {
		t.Errorf("%s, %v", text, err)
	}
	if got := export(file); !errors.Is(got.Err, work.ErrThere) {
		t.Errorf("over another: %+v", got)
	}
	if got := export(filepath.Join(dir, "my.xls")); !errors.Is(got.Err, library.ErrQuoteFormat) {
		t.Errorf("an unknown form: %+v", got)
	}
	lib.Fail = map[string]error{"ExportQuotes": errors.New("broken")}
	half := filepath.Join(dir, "half.md")
	if got := export(half); got.Err == nil {
		t.Error("no error")
	}
	if _, err := os.Stat(half); err == nil {
		t.Error("half a file is left")
	}
	lib.Fail = nil
	if got := export(work.Clipboard); got.Err != nil || got.To != "" || !strings.Contains(got.Text, "> “the ferry”") {
		t.Errorf("%+v", got)
	}
}
