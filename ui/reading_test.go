package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
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
	has(t, d, "Ada Voss, who runs the harbour")
	d.Press("enter")
	has(t, d, "Quotes · Ada Voss")
	has(t, d, "never in doubt")
	lacks(t, d, "counted every bird")
	d.Press("q")
	has(t, d, "Quotes · by speaker")
	d.Press("/")
	d.Type("field")
	d.Fire()
	has(t, d, "counted every bird")
	lacks(t, d, "never in doubt")
	if m.filter != nil {
		t.Error("the list's filter opened as well")
	}
	d.Press("enter", "enter", "S")
	if lib.Stored[1].Saved() {
		t.Error("S did not let the saved quote go")
	}
	has(t, d, "Let the quote go. U takes it back.")
	d.Press("U")
	if !lib.Stored[1].Saved() || !lib.Stored[1].SavedAt.Equal(uitest.Now()) {
		t.Errorf("U: %+v", lib.Stored[1])
	}
	d.Press("S", "S", "enter")
	if !lib.Stored[1].Saved() || m.reading == nil || m.reading.Entry.ID != 29 {
		t.Fatalf("saved %v, reading %+v", lib.Stored[1].Saved(), m.reading)
	}
	d.Press("q")
	has(t, d, "Quotes · Jon Field")
	has(t, d, "▌★ “We counted")
	d.Press("q", "esc", "q")
	if m.quotes != nil {
		t.Error("the screen of quotes did not close")
	}
}

// Thousands of quotes come page by page, down and up, and the cursor stays where
// it is while they do.
func TestManyStoredQuotes(t *testing.T) {
	lib := uitest.Many(9)
	for i := range 5000 {
		lib.Stored = append(lib.Stored, feeds.StoredQuote{
			ID: int64(i + 1), Entry: 9, Number: 1, Speaker: "Ada Voss", Voice: 1, Text: "number " + layout.Number(i), Published: uitest.Now().Add(-time.Duration(i) * time.Minute),
		})
	}
	m, d := start(t, lib, 80, 24)
	d.Press("\"", "\"")
	at := func() string {
		q, _ := m.quotes.Current()
		return q.Text
	}
	has(t, d, "5,000")
	for range 450 {
		d.Press("j")
	}
	if at() != "number 450" {
		t.Errorf("450 down is %s", at())
	}
	d.Press("G")
	if at() != "number 4,999" {
		t.Errorf("the end is %s", at())
	}
	for range 2500 {
		d.Press("k")
	}
	if at() != "number 2,499" {
		t.Errorf("2,500 up is %s", at())
	}
	has(t, d, "number 2,499")
	for range 2400 {
		d.Press("j")
	}
	if at() != "number 4,899" {
		t.Errorf("and down again is %s", at())
	}
	d.Press("g")
	if at() != "number 0" {
		t.Errorf("the top is %s", at())
	}
}

// A saved quote may outlive its article: then that is told, and where it is.
func TestArticleOfAQuoteIsGone(t *testing.T) {
	lib := quoted(30)
	lib.Fail = map[string]error{"Open": feeds.ErrNotFound}
	m, d := start(t, lib, 100, 24)
	d.Press("\"", "*", "enter")
	has(t, d, "The article is not stored any more. o opens its page in the browser.")
	if m.quotes == nil || m.reading != nil {
		t.Error("the screen of quotes is gone")
	}
}

// From a quote to all that its speaker said, to another article, and all the way
// back to the same places.
func TestEverythingOfASpeaker(t *testing.T) {
	lib := quoted(30)
	lib.Stored[0].Text = uitest.Article("").QuoteText(uitest.Article("").Spoken()[0])
	m, d := start(t, lib, 100, 24)
	d.Press("enter", "]", "'")
	if m.reading != nil || m.quotes == nil {
		t.Fatal("' did not show the quotes")
	}
	has(t, d, "Quotes · Ada Voss")
	has(t, d, "一番大事なのは")
	d.Press("j", "enter")
	if m.reading == nil || m.reading.Entry.ID != 27 {
		t.Fatalf("reading %+v", m.reading)
	}
	d.Press("q")
	if q, _ := m.quotes.Current(); q.ID != 4 {
		t.Errorf("back on quote %d", q.ID)
	}
	d.Press("T", "q") // the look changes while the article lies below
	if m.reading == nil || m.reading.Entry.ID != 30 || m.pager.Quote() != 0 || m.quotes != nil {
		t.Fatalf("reading %+v, quote %d", m.reading, m.pager.Quote())
	}
	has(t, d, "quote 1/2")
	if e, _ := m.list.Current(); e.ID != 30 {
		t.Errorf("the list is on %d", e.ID)
	}
	d.Press("q")
	if m.reading != nil || len(m.below) != 0 {
		t.Error("q does not lead back to the list")
	}
}

// A note is written, changed and taken back; a quote in an article, too.
func TestNotes(t *testing.T) {
	lib := quoted(30)
	_, d := start(t, lib, 100, 24)
	d.Press("\"", "\"", "e")
	d.Type("for the essay")
	d.Press("enter")
	has(t, d, "✎ for the essay")
	has(t, d, "Saved with its note")
	d.Press("e")
	for range len("essay") {
		d.Press("backspace")
	}
	d.Type("book")
	d.Press("enter")
	if q := lib.Stored[0]; q.Note != "for the book" || !q.Saved() {
		t.Errorf("%+v", q)
	}
	d.Press("U")
	if q := lib.Stored[0]; q.Note != "for the essay" {
		t.Errorf("U: %+v", q)
	}
	d.Press("U")
	if q := lib.Stored[0]; q.Saved() {
		t.Errorf("U U: %+v", q)
	}
	d.Press("e", "esc")
	if q := lib.Stored[0]; q.Saved() {
		t.Errorf("Esc: %+v", q)
	}
}

// What is shown is written out.
func TestExportOfQuotes(t *testing.T) {
	_, d := start(t, quoted(30), 200, 24)
	file := filepath.Join(t.TempDir(), "out.md")
	d.Press("\"", "enter", "w")
	d.Type(file)
	d.Press("enter")
	has(t, d, "Wrote 2 quotes to")
	text, err := os.ReadFile(file)
	if err != nil || strings.Count(string(text), "> “") != 2 || !strings.Contains(string(text), "Ada Voss, who runs the harbour") {
		t.Errorf("%s, %v", text, err)
	}
	d.Press("w")
	d.Type(file)
	d.Press("enter")
	has(t, d, "is there already: choose another name")
	d.Press("w", "up", "down", "down", "down", "down", "enter")
	has(t, d, "Copied the 2 quotes.")
}

// A long export is stopped, and leaves no half file.
func TestExportIsStopped(t *testing.T) {
	_, d := start(t, quoted(30), 120, 24)
	file := filepath.Join(t.TempDir(), "out.md")
	d.Press("\"", "w")
	d.Type(file)
	d.Hold = true
	d.Press("enter")
	has(t, d, "Writing … Esc stops it.")
	d.Press("esc")
	has(t, d, "Stopped. Nothing was written.")
	d.Hold = false
	d.Resume()
	has(t, d, "Stopped. Nothing was written.")
	if _, err := os.Stat(file); err == nil {
		t.Error("half a file is left")
	}
	has(t, d, "Quotes · by speaker") // Esc stopped, and did not go back
}

// Prefetching is told, and Esc stops it.
func TestPrefetchingIsTold(t *testing.T) {
	lib := uitest.Many(30)
	lib.Works = []library.Work{{What: library.Prefetching, Done: 3, Total: 20}}
	_, d := start(t, lib, 120, 24)
	has(t, d, "fetching articles 3/20")
	d.Press("esc")
	if !slices.Contains(lib.Calls, "StopPrefetch") {
		t.Errorf("calls: %v", lib.Calls)
	}
	lib = uitest.Many(30)
	lib.Works = []library.Work{{What: library.Renewing, Done: 3, Total: 20}, {}}
	_, d = start(t, lib, 120, 24)
	lacks(t, d, "3/20")
}

// Quotes that were found in the background are counted in the list.
func TestGleaningIsShown(t *testing.T) {
	lib := uitest.Many(30)
	lib.Works = []library.Work{{What: library.Gleaning, Done: 0, Total: 16}, {}}
	m, d := start(t, lib, 120, 24)
	lib.All[0].Quotes = 88
	lacks(t, d, "❝88")
	if m.tending.Total != 0 || !m.fetching.settling {
		t.Errorf("the list is not to be read anew after %+v", m.tending)
	}
	m.fetching.stale = true // as by the next step
	d.Fire()
	has(t, d, "❝88")
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
// alone is a screen of one article by itself.
func alone(t *testing.T) (*Model, *uitest.Driver) {
	t.Helper()
	m := New(Options{Article: &library.Opened{Doc: uitest.Article("Alone")}, Browser: []string{"true"}, Keys: keys.Default(), Now: uitest.Now})
	d := &uitest.Driver{Model: m}
	m.after = d.After
	d.Start(200, 20)
	return m, d
}

func TestArticleAlone(t *testing.T) {
	m, d := alone(t)
	has(t, d, "It was never in doubt")
	for _, e := range keys.Table() {
		if e.Action == keys.Quit || e.Action == keys.Back || e.Action == keys.Suspend || e.Action == keys.Browser {
			continue
		}
		d.Press(e.Keys...)
		d.Press("esc") // what it opened
		if d.Quit {
			m, d = alone(t) // Esc closed the article itself
		}
		d.Run(m.command(string(e.Action)))
		for m.layers.Top() != nil {
			m.layers.Pop()
		}
		uitest.Exact(t, string(e.Action), m.View().Content, 200, 20, m.method)
	}
	_, d = alone(t)
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
	has(t, d, "Saved. e writes a note")
	has(t, d, "★ quote 1/2")
	d.Press("S")
	has(t, d, "Let the quote go")
	d.Press("U")
	has(t, d, "★ quote 1/2")
	lib.Calls = slices.DeleteFunc(lib.Calls, func(s string) bool { return s == "UnsaveQuote" })
	if !slices.Contains(lib.Calls, "SaveQuote") || slices.Contains(lib.Calls, "UnsaveQuote") {
		t.Errorf("calls: %v", lib.Calls)
	}
}

// An article that cannot be had leaves a way to it; one that was cancelled says
// nothing.
func TestWhatCannotBeOpened(t *testing.T) {
	lib := uitest.Many(9)
	m, d := start(t, lib, 120, 20)
	lib.Fail["Open"] = feeds.StatusError{Code: 404}
	d.Press("enter")
	has(t, d, "The article cannot be opened: HTTP 404: not there. o opens its page in the browser.")
	lib.Fail["Open"] = nil
	d.Press("enter")
	lib.Fail["Open"] = article.ErrNotText
	d.Press("J") // the article in front is another one: o would open that
	has(t, d, "The article cannot be opened: not a page of text.")
	lacks(t, d, "o opens its page")
	d.Press("q")
	m.notice = notice{}
	lib.Fail["Open"] = context.Canceled
	d.Press("enter")
	lacks(t, d, "cannot be opened")
}

func TestNoBrowser(t *testing.T) {
	m, d := start(t, uitest.Many(9), 100, 20)
	m.desk.Browser = []string{"false"}
	d.Press("o")
	has(t, d, "Not opened: the browser could not be started: false; Y copies the link.")
}

// The footer names the keys of the link that was chosen.
func TestKeysOfALink(t *testing.T) {
	lib := uitest.Many(9)
	doc := uitest.Article("Ferry")
	doc.Blocks[0].Spans = append(doc.Blocks[0].Spans, article.Span{Kind: article.Link, Range: article.Range{Start: 4, End: 9}, Href: "https://harbour.example/2"})
	lib.Docs = map[feeds.EntryID]*article.Document{9: doc}
	m, d := start(t, lib, 100, 20)
	d.Press("enter")
	has(t, d, "q back")
	d.Press("]", "tab")
	if m.pager.Link() == "" {
		t.Fatal("Tab chose no link")
	}
	has(t, d, "Enter read it")
	d.Press(">")
	lacks(t, d, "Enter read it")
}

// An article that is opened again begins where it was left; what was read to its
// end begins anew.
func TestPlaceInAnArticle(t *testing.T) {
	long := func() (*Model, *uitest.Driver, *uitest.Library) {
		lib := uitest.Many(9)
		doc := uitest.Article("Ferry")
		for i := range 90 {
			at := len(doc.Text) + 2
			doc.Text += fmt.Sprintf("\n\nParagraph %02d.", i)
			doc.Blocks = append(doc.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: len(doc.Text)}})
		}
		lib.Docs = map[feeds.EntryID]*article.Document{9: doc}
		m, d := start(t, lib, 80, 24)
		d.Press("enter", "space", "space", "space")
		return m, d, lib
	}
	m, d, lib := long()
	left := d.Frame()
	d.Press("q", "enter")
	has(t, d, "where you left it; g goes to the top")
	d.Press("x") // ends the notice
	if at := lib.Places[9]; at == 0 || strings.Split(d.Frame(), "\n")[0] != strings.Split(left, "\n")[0] {
		t.Errorf("kept %d, shows\n%s\nwas\n%s", at, d.Frame(), left)
	}
	d.Press("J", "K") // another one and back
	has(t, d, "where you left it")
	d.Press("G", "q", "enter")
	lacks(t, d, "where you left it")
	has(t, d, "The ferry will run.")
	if m.reading.Reached != 0 {
		t.Errorf("read to its end it was left at %d", m.reading.Reached)
	}

	_, d, lib = long()
	d.Press("Q")
	if !d.Quit || lib.Places[9] == 0 {
		t.Errorf("left: %v, place %d", d.Quit, lib.Places[9])
	}
	_, d, lib = long()
	lib.Fail["Reach"] = feeds.ErrNotFound
	d.Press("q")
	has(t, d, "The place in the article could not be kept")
}
