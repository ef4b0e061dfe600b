package quotes

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func screen(t *testing.T) *Quotes {
	t.Helper()
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	q := New(Options{Keys: keys.Default(), Styles: s, Method: ansi.WcWidth, Now: uitest.Now})
	q.SetSize(60, 24)
	serve(q)
	return q
}

// stored are three quotes of two speakers.
func stored() []feeds.StoredQuote {
	ago := func(h int) time.Time { return uitest.Now().Add(-time.Duration(h) * time.Hour) }
	return []feeds.StoredQuote{
		{ID: 3, Voice: 1, Entry: 11, Number: 2, Text: "First.", Speaker: "Ada", Published: ago(1)},
		{ID: 2, Voice: 2, Entry: 12, Number: 1, Text: "„Zweitens.“", Speaker: "Ben", Published: ago(2), Role: "baker", Headline: "Bread", Publisher: "Post", URL: "https://p.example/"},
		{ID: 1, Voice: 1, Entry: 13, Number: 1, Text: "Third.", Speaker: "Ada", Published: ago(30)},
	}
}

// serve answers what the screen lacks, as the library would.
func serve(q *Quotes) {
	for range 9 {
		w, ok := q.Want()
		if !ok {
			return
		}
		lib := uitest.Library{Stored: stored()}
		if w.Voices {
			vs, _ := lib.Voices(context.Background(), w.Query)
			q.SetVoices(w, vs, true)
		} else {
			qs, _ := lib.Quotes(context.Background(), w.Query)
			q.SetQuotes(w, qs, true)
		}
	}
}

func press(q *Quotes, names ...string) (in intent.Intent) {
	for _, n := range names {
		in, _ = q.Update(uitest.Key(n))
		serve(q)
	}
	return in
}

func order(q *Quotes) string {
	var ids []string
	for _, s := range q.stored {
		ids = append(ids, string(rune('0'+s.ID)))
	}
	return strings.Join(ids, "")
}

func TestSpeakersAndTime(t *testing.T) {
	q := screen(t)
	if f := uitest.Plain(q.View()); !strings.Contains(f, "Ada") || !strings.Contains(f, "2     1 h") || !strings.Contains(f, "Ben, baker") || !strings.Contains(f, "“First.”") {
		t.Errorf("speakers:\n%s", f)
	}
	press(q, "j", "enter")
	if got := order(q); got != "2" {
		t.Errorf("Ben's: %s", got)
	}
	press(q, "q")
	if v, ok := q.by.current(); !ok || v.Name != "Ben" {
		t.Errorf("back on %+v", v)
	}
	press(q, "k", "enter")
	if got := order(q); got != "31" {
		t.Errorf("Ada's: %s", got)
	}
	press(q, "\"", "\"")
	if got := order(q); got != "321" {
		t.Errorf("by time: %s", got)
	}
	if f := uitest.Plain(q.View()); !strings.Contains(f, "Today") || !strings.Contains(f, "Yesterday") || !strings.Contains(f, "Ben, baker\n") || !strings.Contains(f, "Bread · Post · 2 h") {
		t.Errorf("by time:\n%s", f)
	}
	press(q, "j")
	here, _ := q.Current()
	q.Stale(nil)
	serve(q)
	if now, _ := q.Current(); now.ID != here.ID {
		t.Errorf("read anew the cursor went from %d to %d", here.ID, now.ID)
	}
}

func TestAsking(t *testing.T) {
	q := screen(t)
	press(q, "\"")
	if in := press(q, "enter"); in != (intent.Open{ID: 11, Quote: 2, Words: "First."}) {
		t.Errorf("Enter asks %+v", in)
	}
	press(q, "j")
	want := "„Zweitens.“\n— Ben, baker · Bread · Post\nhttps://p.example/#:~:text=Zweitens"
	if in := press(q, "y"); in != (intent.Copy{Text: want, What: "quote"}) {
		t.Errorf("y asks %+v", in)
	}
	if in := press(q, "o"); in != (intent.Browse{URL: "https://p.example/#:~:text=Zweitens"}) {
		t.Errorf("o asks %+v", in)
	}
	if in, ok := press(q, "S").(intent.SaveQuote); !ok || in.Quote.ID != 2 || in.Let {
		t.Errorf("S asks %+v", in)
	}
	if in, ok := press(q, "e").(intent.Note); !ok || in.Quote.ID != 2 {
		t.Errorf("e asks %+v", in)
	}
	kept := stored()[1]
	kept.SavedID, kept.Note = 7, "why?"
	q.SetSaved(kept)
	if in, ok := press(q, "S").(intent.SaveQuote); !ok || in.Quote.Note != "why?" || !in.Let {
		t.Errorf("S on a saved one asks %+v", in)
	}
	if f := uitest.Plain(q.View()); !strings.Contains(f, "▌★ „Zweitens.“") || !strings.Contains(f, "✎ why?") {
		t.Errorf("a saved one:\n%s", f)
	}
	if in := press(q, "w"); in != (intent.Export{}) {
		t.Errorf("w asks %+v", in)
	}
	press(q, "*")
	if w := q.Query(); !w.Saved {
		t.Error("* does not ask for saved ones only")
	}
	press(q, "*", "/")
	if !q.Typing() {
		t.Fatal("/ opens no filter")
	}
	if in := press(q, "q"); in != (intent.Filter{Words: "q"}) {
		t.Errorf("typing asks %+v", in)
	}
	press(q, "enter")
	press(q, "esc")
	if q.Query() != (feeds.QuoteQuery{}) {
		t.Errorf("Esc leaves %+v", q.Query())
	}
	if in := press(q, "esc"); in != (intent.Close{}) {
		t.Errorf("Esc without asks %+v", in)
	}
}

// Back comes to what was left, with its filter and at the same place.
func TestBackToTheSamePlace(t *testing.T) {
	q := screen(t)
	press(q, "\"", "/", "i", "r", "enter", "j") // by time: "First." and "Third."
	if got := order(q); got != "31" {
		t.Fatalf("found %s", got)
	}
	press(q, "'")
	if got := order(q); got != "31" || q.Query() != (feeds.QuoteQuery{Voice: 1}) {
		t.Errorf("everything of Ada's: %s, %+v", got, q.Query())
	}
	press(q, "*")
	if !q.Query().Saved {
		t.Error("* does not show the saved ones")
	}
	press(q, "q")
	if q.Query().Voice != 1 {
		t.Errorf("back to %+v", q.Query())
	}
	press(q, "q")
	if now, _ := q.Current(); now.ID != 1 || q.Query().Words != "ir" {
		t.Errorf("back on %d with %+v", now.ID, q.Query())
	}
	press(q, "esc")
	if q.Query().Words != "" || order(q) != "321" {
		t.Errorf("Esc leaves %+v", q.Query())
	}
	if in := press(q, "q"); in != (intent.Close{}) {
		t.Errorf("q asks %+v", in)
	}
}

// An answer to what was asked before is none to what is asked now.
func TestLateAnswers(t *testing.T) {
	q := screen(t)
	q.Update(uitest.Key("enter"))
	late, _ := q.Want()
	q.Update(uitest.Key("q"))
	q.SetQuotes(late, stored(), true)
	if q.stored != nil || !q.OnSpeakers() {
		t.Error("quotes came to the list of speakers")
	}
	press(q, "\"", "/", "i")
	before, _ := q.Want()
	q.Update(uitest.Key("r"))
	q.SetQuotes(before, stored()[:1], true)
	if w, ok := q.Want(); !ok || w.Query.Words != "ir" || w.More {
		t.Errorf("after a late answer it wants %+v", w)
	}
}

// On a wide screen the quotes of the speaker under the cursor stand beside the
// list, and Enter takes the cursor to them.
func TestSideBySide(t *testing.T) {
	q := screen(t)
	q.SetSize(120, 24)
	serve(q)
	if f := uitest.Plain(q.View()); !strings.Contains(f, "│ Today") || !strings.Contains(f, "│   “Third.”") {
		t.Errorf("beside:\n%s", f)
	}
	press(q, "j")
	if f := uitest.Plain(q.View()); !strings.Contains(f, "Bread · Post") || strings.Contains(f, "Third") {
		t.Errorf("beside the second:\n%s", f)
	}
	q.Update(uitest.Key("enter"))
	if f := uitest.Plain(q.View()); !strings.Contains(f, "▌  „Zweitens.“") { // it was read already
		t.Errorf("his quotes:\n%s", f)
	}
	serve(q)
	press(q, "q")
	if f := uitest.Plain(q.View()); !strings.Contains(f, "Bread · Post") {
		t.Errorf("back:\n%s", f)
	}
}

// A quote that is let go leaves the list of saved ones, its neighbour comes up.
func TestLettingGo(t *testing.T) {
	q := screen(t)
	press(q, "\"")
	q.saved = true
	for i := range q.stored {
		q.stored[i].SavedID = int64(i + 1)
	}
	q.arrange()
	let := q.stored[0]
	let.SavedID = 0
	q.SetSaved(let)
	if now, ok := q.Current(); !ok || now.ID != 2 || len(q.board.items) != 2 {
		t.Errorf("%+v", now)
	}
}

// The quote under the cursor is always in sight as a whole, where it fits.
func TestCursorInSight(t *testing.T) {
	q := screen(t)
	press(q, "\"")
	q.SetSize(24, 8)
	for range 6 {
		n := strings.Count(q.View(), "▌")
		if n < 2 { // its words and where they are from
			t.Fatalf("%d lines of the quote under the cursor are in sight", n)
		}
		press(q, "j")
	}
}

// Items that are added look as if all had been laid out at once.
func TestAddingToABoard(t *testing.T) {
	var items []item
	for i := range 60 {
		items = append(items, item{group: string(rune('a' + i/7)), text: strings.Repeat("word ", i%9+1), who: string(rune('A' + i/3)), meta: string(rune('m' + i/5)), ref: i})
	}
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	whole, parts := board{styles: s, most: 3}, board{styles: s, most: 3}
	whole.set(items)
	whole.lay(24)
	for at := 0; at < len(items); at += 4 {
		parts.add(items[at : at+4])
		parts.lay(24)
	}
	if !reflect.DeepEqual(whole.lines, parts.lines) || !slices.Equal(whole.first, parts.first) {
		t.Errorf("%d lines and %d", len(whole.lines), len(parts.lines))
	}
}

func TestArticleLayer(t *testing.T) {
	d := uitest.Article("T")
	l := Of(d, 1, keys.Default())
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	l.SetStyles(s, ansi.WcWidth)
	if in, _, v := l.Update(uitest.Key("enter")); in != (intent.JumpTo{Quote: 1}) || v != overlay.Finished {
		t.Errorf("Enter on the active quote asks %+v", in)
	}
	l.Update(uitest.Key("k"))
	l.SetStyles(s, ansi.GraphemeWidth) // repainting keeps the place
	if in, _, _ := l.Update(uitest.Key("enter")); in != (intent.JumpTo{Quote: 0}) {
		t.Errorf("Enter on the first asks %+v", in)
	}
}

func TestEverySize(t *testing.T) {
	q := screen(t)
	for _, keys := range []string{"", "/ a enter", "esc enter", "q \"", "*"} {
		press(q, strings.Fields(keys)...)
		for _, size := range uitest.Sizes() {
			q.SetSize(size[0], size[1])
			uitest.Exact(t, "quotes", q.View(), size[0], size[1], ansi.WcWidth)
		}
	}
}

// A click chooses, a second one opens, beside the list nothing is hit.
func TestClicks(t *testing.T) {
	q := screen(t)
	click := func(x, y int) intent.Intent {
		in, _ := q.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		serve(q)
		return in
	}
	q.View()
	click(5, 5) // the second speaker's second line
	if v, _ := q.by.current(); v.Name != "Ben" {
		t.Fatalf("%s is chosen", v.Name)
	}
	click(5, 20)
	click(5, 0)
	if click(5, 4); q.voice == nil || q.voice.Name != "Ben" {
		t.Fatal("a second click does not open Ben's quotes")
	}
	q.View()
	if in, ok := click(5, 3).(intent.Open); !ok || in.Quote == 0 {
		t.Errorf("a click on the chosen quote asks for %#v", in)
	}
}
