package quotes

import (
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

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
	ago := func(h int) time.Time { return uitest.Now().Add(-time.Duration(h) * time.Hour) }
	q.SetQuotes([]feeds.StoredQuote{
		{ID: 1, Entry: 11, Number: 2, Text: "First.", Speaker: "Ada", Published: ago(1)},
		{ID: 2, Entry: 12, Number: 1, Text: "„Zweitens.“", Speaker: "Ben", Published: ago(2), Role: "baker", Headline: "Bread", Publisher: "Post", URL: "https://p.example/"},
		{ID: 3, Entry: 13, Number: 1, Text: "Third.", Speaker: "Ada", Published: ago(30)},
	})
	return q
}

func press(q *Quotes, names ...string) (in intent.Intent) {
	for _, n := range names {
		in, _ = q.Update(uitest.Key(n))
	}
	return in
}

func order(q *Quotes) string {
	var ids []string
	for _, it := range q.board.items {
		ids = append(ids, string(rune('0'+q.stored[it.ref].ID)))
	}
	return strings.Join(ids, "")
}

func TestOrders(t *testing.T) {
	q := screen(t)
	if got := order(q); got != "132" {
		t.Errorf("by speaker: %s", got)
	}
	press(q, "j") // Ada's second
	press(q, "\"")
	if got := order(q); got != "123" {
		t.Errorf("by time: %s", got)
	}
	if c, _ := q.Current(); c.ID != 3 {
		t.Errorf("the cursor went to %d", c.ID)
	}
	if f := uitest.Plain(q.View()); !strings.Contains(f, "Today") || !strings.Contains(f, "Yesterday") {
		t.Errorf("no days:\n%s", f)
	}
}

func TestAsking(t *testing.T) {
	q := screen(t)
	if in := press(q, "enter"); in != (intent.Open{ID: 11, Quote: 2}) {
		t.Errorf("Enter asks %+v", in)
	}
	press(q, "G")
	want := "„Zweitens.“\n— Ben, baker, Bread, Post\nhttps://p.example/"
	if in := press(q, "y"); in != (intent.Copy{Text: want, What: "quote"}) {
		t.Errorf("y asks %+v", in)
	}
	if in, ok := press(q, "S").(intent.SaveQuote); !ok || in.Quote.ID != 2 {
		t.Errorf("S asks %+v", in)
	}
	if in := press(q, "*"); in != (intent.Filter{}) {
		t.Errorf("* asks %+v", in)
	}
	if _, saved := q.Words(); !saved {
		t.Error("* does not ask for saved ones only")
	}
	press(q, "/")
	if !q.Typing() {
		t.Fatal("/ opens no filter")
	}
	if in := press(q, "q"); in != (intent.Filter{Words: "q"}) {
		t.Errorf("typing asks %+v", in)
	}
	press(q, "enter")
	if in := press(q, "esc"); in != (intent.Filter{}) {
		t.Errorf("Esc with a filter asks %+v", in)
	}
	if in := press(q, "esc"); in != (intent.Close{}) {
		t.Errorf("Esc without asks %+v", in)
	}
}

// The quote under the cursor is always in sight as a whole, where it fits.
func TestCursorInSight(t *testing.T) {
	q := screen(t)
	q.SetSize(24, 8)
	for range 6 {
		n := strings.Count(q.View(), "▌")
		if n < 2 { // its words and where they are from
			t.Fatalf("%d lines of the quote under the cursor are in sight", n)
		}
		press(q, "j")
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
	for _, filter := range []bool{false, true} {
		if filter {
			press(q, "/", "a")
		}
		for _, size := range uitest.Sizes() {
			q.SetSize(size[0], size[1])
			uitest.Exact(t, "quotes", q.View(), size[0], size[1], ansi.WcWidth)
		}
	}
}
