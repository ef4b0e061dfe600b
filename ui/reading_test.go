package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/uitest"

	"github.com/charmbracelet/x/ansi"
)

func TestOpenReadClose(t *testing.T) {
	lib := uitest.Many(9)
	m, d := start(t, lib, 80, 20)
	d.Press("j", "enter")
	if m.reading == nil || m.reading.Entry.ID != 8 {
		t.Fatal("Enter opened nothing")
	}
	if e, _ := lib.Entry(context.Background(), 8); !e.Read {
		t.Error("opening did not mark it read")
	}
	d.Press("q")
	if m.reading != nil {
		t.Error("q did not close the article")
	}
	if e, _ := m.list.Current(); e.ID != 8 || !e.Read {
		t.Errorf("back in the list the cursor is on %d, read %v", e.ID, e.Read)
	}
	d.Press("q")
	if !d.Quit {
		t.Error("q in the list did not quit")
	}
}

func TestStepping(t *testing.T) {
	m, d := start(t, uitest.Many(30), 80, 20)
	d.Press("enter", "J")
	if m.reading.Entry.ID != 29 {
		t.Errorf("J opened %d", m.reading.Entry.ID)
	}
	d.Press("K")
	if m.reading.Entry.ID != 30 {
		t.Errorf("K opened %d", m.reading.Entry.ID)
	}
	d.Press("K")
	has(t, d, "first article")
	d.Run(m.do(intent.Step{By: 1, Unread: true})) // 29 was opened already
	if m.reading.Entry.ID != 28 {
		t.Errorf("the next unread is %d", m.reading.Entry.ID)
	}
}

// A step past what is loaded asks the store.
func TestSteppingPastTheRowsAtHand(t *testing.T) {
	lib := uitest.Many(700)
	for i := range lib.All {
		lib.All[i].Read = i != 690
	}
	m, d := start(t, lib, 80, 20)
	d.Press("enter")
	d.Run(m.do(intent.Step{By: 1, Unread: true}))
	if m.reading.Entry.ID != 10 {
		t.Errorf("the next unread is %d, want 10", m.reading.Entry.ID)
	}
}

func TestOpeningShowsItselfAndCanBeCancelled(t *testing.T) {
	m, d := start(t, uitest.Many(9), 80, 20)
	d.Hold = true
	d.Press("enter")
	lacks(t, d, "Opening")
	m.Update(tick{kind: spinTurn})
	has(t, d, "Opening Council votes")
	has(t, d, "Esc cancels")
	d.Press("esc")
	d.Resume()
	if m.reading != nil {
		t.Error("a cancelled article opened after all")
	}
	if m.slots.open.Busy() || m.opening != nil {
		t.Error("the request is still there")
	}
}

// Of two articles asked for, the later one opens, whichever comes first.
func TestLaterRequestWins(t *testing.T) {
	lib := uitest.Many(9)
	lib.Deaf = true // the first was through just before it was cancelled
	m, d := start(t, lib, 80, 20)
	d.Hold = true
	d.Press("enter", "j", "enter")
	slices.Reverse(d.Waiting)
	d.Resume()
	if m.reading == nil || m.reading.Entry.ID != 8 {
		t.Errorf("the open article is %+v", m.reading)
	}
}

func TestOpenErrorIsToldInWords(t *testing.T) {
	lib := uitest.Many(9)
	lib.Fail["Open"] = fmt.Errorf("open: %w", article.ErrNoArticle)
	m, d := start(t, lib, 80, 20)
	d.Press("enter")
	if m.reading != nil {
		t.Fatal("a broken article is open")
	}
	has(t, d, "no readable article")
	lib.Fail["Open"] = context.Canceled
	m.notice.text = ""
	d.Press("enter")
	if m.notice.text != "" {
		t.Errorf("cancelling was told as a failure: %s", m.notice.text)
	}
}

func TestWindowTitleIsClean(t *testing.T) {
	lib := uitest.Many(9)
	lib.Docs = map[feeds.EntryID]*article.Document{9: uitest.Article("a\x1b]52;c;ZXZpbA==\x07b" + strings.Repeat("long ", 60))}
	m, d := start(t, lib, 80, 20)
	d.Press("enter")
	title := m.View().WindowTitle
	if strings.ContainsAny(title, "\x1b\x07") || ansi.WcWidth.StringWidth(title) > 80 {
		t.Errorf("the title is %q", title)
	}
}

func TestStoredQuotes(t *testing.T) {
	lib := quoted(30)
	m, d := start(t, lib, 100, 24)
	d.Press("\"")
	has(t, d, "Ada Voss · 2")
	d.Press("/")
	d.Type("field")
	d.Fire()
	has(t, d, "counted every bird")
	lacks(t, d, "never in doubt")
	if m.filter != nil {
		t.Error("the list's filter opened as well")
	}
	d.Press("enter", "S")
	if lib.Stored[1].Saved {
		t.Error("S did not let the saved quote go")
	}
	d.Press("S", "enter")
	if !lib.Stored[1].Saved || m.reading == nil || m.reading.Entry.ID != 29 {
		t.Fatalf("saved %v, reading %+v", lib.Stored[1].Saved, m.reading)
	}
	d.Press("q")
	has(t, d, "Quotes · by speaker")
	d.Press("q")
	if m.quotes != nil {
		t.Error("the screen of quotes did not close")
	}
}

func TestArticleQuotesBySpeaker(t *testing.T) {
	m, d := start(t, uitest.Many(9), 80, 24)
	d.Press("enter", "\"")
	has(t, d, "Who says what · 2")
	d.Press("j", "enter")
	if m.pager.Quote() != 1 || m.layers.Top() != nil {
		t.Errorf("the active quote is %d", m.pager.Quote())
	}
}

// One article by itself needs no library, whatever is pressed.
func TestArticleAlone(t *testing.T) {
	start := func() (*Model, *uitest.Driver) {
		m := New(Options{Article: uitest.Article("Alone"), Browser: []string{"true"}, Keys: keys.Default(), Now: uitest.Now})
		d := &uitest.Driver{Model: m}
		m.after = d.After
		d.Start(200, 20)
		return m, d
	}
	m, d := start()
	has(t, d, "It was never in doubt")
	for _, e := range keys.Table() {
		if e.Action == keys.Quit || e.Action == keys.Back || e.Action == keys.Suspend || e.Action == keys.Browser {
			continue
		}
		d.Press(e.Keys...)
		d.Press("esc") // what it opened
		if d.Quit {
			m, d = start() // Esc closed the article itself
		}
		d.Run(m.command(string(e.Action)))
		for m.layers.Top() != nil {
			m.layers.Pop()
		}
		uitest.Exact(t, string(e.Action), m.View().Content, 200, 20, m.method)
	}
	_, d = start()
	d.Press("q")
	if !d.Quit {
		t.Error("q does not leave")
	}
}

// On a wide screen the article stands beside the list, and stepping through
// articles moves the list's cursor along.
func TestArticleBesideTheList(t *testing.T) {
	m, d := start(t, uitest.Many(30), 200, 24)
	d.Press("enter")
	has(t, d, "Ice returns")
	has(t, d, "It was never in doubt")
	d.Press("J")
	if e, _ := m.list.Current(); e.ID != 29 || m.reading.Entry.ID != 29 {
		t.Errorf("J: the list is on %d, the article is %d", e.ID, m.reading.Entry.ID)
	}
	d.Send(size(100, 24)) // too narrow for both: the article stays
	lacks(t, d, "Bäckerei")
	has(t, d, "It was never in doubt")
	d.Press("q")
	if e, _ := m.list.Current(); e.ID != 29 {
		t.Errorf("back in the list the cursor is on %d", e.ID)
	}
}

// A quote is saved from the article it stands in, each time that S is pressed.
func TestSaveQuoteInArticle(t *testing.T) {
	lib := quoted(30)
	_, d := start(t, lib, 100, 24)
	d.Press("enter", "]", "S")
	has(t, d, "Saved the quote")
	if !slices.Contains(lib.Calls, "SaveQuote") || slices.Contains(lib.Calls, "UnsaveQuote") {
		t.Errorf("calls: %v", lib.Calls)
	}
}
