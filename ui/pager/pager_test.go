package pager

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/render/testdata/rendertest"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// story is long enough to scroll, with four quotes of two speakers and nobody,
// two headings, three links and two hidden blocks.
var story = strings.Join([]string{
	"Opening words about the harbour, with <a https://example.org/one>a first link</a> in them.",
	"“<q Mira Holt; mayor of Ostbay>We have waited for twenty years</q>”, Mira Holt said.",
	filler(4),
	"## Second thoughts",
	"“<q Jon Varga; deputy mayor>A good plan with a bad date</q>”, said Jon Varga. <a https://example.org/two>Two</a>.",
	"{subscribe prompt} Already a subscriber? Sign in.",
	filler(5),
	"“<q Mira Holt; mayor of Ostbay>The road goes, and café tables come</q>”, she said later.",
	"## Third part",
	filler(4),
	"“<q>We were never asked</q>”, somebody shouted. <a https://example.org/three>Three</a>.",
	"{photo credit} Picture: A. Nother",
	filler(3),
}, "\n\n")

func filler(n int) string {
	return strings.TrimSuffix(strings.Repeat("Plain prose about ships and roads, in which nobody says a word of any weight at all.\n\n", n), "\n\n")
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func storyDoc() *article.Document {
	d := rendertest.Doc(story)
	d.Title, d.Publisher, d.URL = "Ostbay closes its road", "The Courier", "https://courier.example/road?utm=1"
	d.Canonical = "https://courier.example/road"
	return d
}

func entry() feeds.Entry {
	return feeds.Entry{ID: 7, Feed: 2, FeedTitle: "Courier feed", URL: "https://courier.example/road", Published: noon}
}

func newPager(t testing.TB, w, h int) *Pager {
	t.Helper()
	st, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	p := New(Options{Keys: keys.Default(), Styles: st, Now: func() time.Time { return noon }})
	p.SetSize(w, h)
	p.Show(&Article{Doc: storyDoc(), Entry: entry(), Shown: article.FromPage})
	return p
}

// press presses keys by name, or types the letters of a word that is none.
func press(t testing.TB, p *Pager, names ...string) intent.Intent {
	t.Helper()
	var in intent.Intent = intent.None{}
	named := map[string]tea.KeyPressMsg{
		"space": {Code: tea.KeySpace, Text: " "}, "enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape},
		"tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "left": {Code: tea.KeyLeft},
		"pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp}, "end": {Code: tea.KeyEnd}, "home": {Code: tea.KeyHome},
		"down": {Code: tea.KeyDown}, "up": {Code: tea.KeyUp}, "backspace": {Code: tea.KeyBackspace},
	}
	for _, n := range names {
		if k, ok := named[n]; ok {
			in, _ = p.Update(k)
			continue
		}
		for _, r := range n {
			in, _ = p.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return in
}

// screen is what shows, without styles.
func screen(p *Pager) string { return ansi.Strip(p.View()) }

func status(p *Pager) string {
	ls := strings.Split(screen(p), "\n")
	return strings.TrimSpace(ls[len(ls)-1])
}

func TestMoving(t *testing.T) {
	for _, c := range []struct {
		keys string
		want func(rows, last int) int
	}{
		{"j", func(_, _ int) int { return 1 }},
		{"down down", func(_, _ int) int { return 2 }},
		{"j j k", func(_, _ int) int { return 1 }},
		{"k", func(_, _ int) int { return 0 }},
		{"space", func(rows, _ int) int { return rows - 2 }},
		{"f pgdown", func(rows, _ int) int { return 2 * (rows - 2) }},
		{"space b", func(_, _ int) int { return 0 }},
		{"d", func(rows, _ int) int { return rows / 2 }},
		{"d d u", func(rows, _ int) int { return rows / 2 }},
		{"G", func(_, last int) int { return last }},
		{"end k", func(_, last int) int { return last - 1 }},
		{"G g", func(_, _ int) int { return 0 }},
		{"G j", func(_, last int) int { return last }},
	} {
		p := newPager(t, 60, 12)
		press(t, p, strings.Fields(c.keys)...)
		if want := c.want(p.rows(), p.last()); p.top != want {
			t.Errorf("%s: the top is line %d, want %d", c.keys, p.top, want)
		}
	}
}

func TestWheel(t *testing.T) {
	p := newPager(t, 60, 12)
	for range 3 {
		p.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	}
	p.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	if p.top != 6 {
		t.Errorf("the top is line %d, want 6", p.top)
	}
}

func TestIntents(t *testing.T) {
	read, star := entry(), entry()
	read.Read, star.Starred = true, true
	one := []feeds.EntryID{7}
	for _, c := range []struct {
		keys  string
		entry feeds.Entry
		shown article.Path
		want  intent.Intent
	}{
		{"q", entry(), "", intent.Close{}},
		{"h", entry(), "", intent.Close{}},
		{"left", entry(), "", intent.Close{}},
		{"esc", entry(), "", intent.Close{}},
		{"J", entry(), "", intent.Step{By: 1}},
		{"K", entry(), "", intent.Step{By: -1}},
		{"space", entry(), "", intent.None{}},
		{"G space", entry(), "", intent.Step{By: 1, Unread: true}},
		{"m", entry(), "", intent.Mark{Change: feeds.Change{Read: one}}},
		{"m", read, "", intent.Mark{Change: feeds.Change{Unread: one}}},
		{"s", entry(), "", intent.Mark{Change: feeds.Change{Star: one}}},
		{"s", star, "", intent.Mark{Change: feeds.Change{Unstar: one}}},
		{"m", feeds.Entry{}, "", intent.None{}},
		{"t", entry(), article.FromPage, intent.Open{ID: 7, Feed: true}},
		{"t", entry(), article.FromFeed, intent.Open{ID: 7, Page: true}},
		{"o", entry(), "", intent.Browse{URL: "https://courier.example/road"}},
		{"o", feeds.Entry{}, "", intent.Browse{URL: "https://courier.example/road"}},
		{"tab o", entry(), "", intent.Browse{URL: "https://example.org/one"}},
		{"tab enter", entry(), "", intent.Follow{URL: "https://example.org/one", From: "https://courier.example/road?utm=1"}},
		{"enter", entry(), "", intent.None{}},
		{"1 l", entry(), "", intent.Follow{URL: "https://example.org/one", From: "https://courier.example/road?utm=1"}},
		{"Y", entry(), "", intent.Copy{Text: "https://courier.example/road", What: "link"}},
		{"tab Y", entry(), "", intent.Copy{Text: "https://example.org/one", What: "link"}},
		{"y", entry(), "", intent.Copy{Text: "https://courier.example/road", What: "link"}},
		{"] y", entry(), "", intent.Copy{What: "quote",
			Text: "“We have waited for twenty years”\n— Mira Holt, mayor of Ostbay · Ostbay closes its road · The Courier\nhttps://courier.example/road#:~:text=We%20have%20waited%20for%20twenty%20years"}},
		{"] ] ] ] y", entry(), "", intent.Copy{What: "quote",
			Text: "“We were never asked”\n— Ostbay closes its road · The Courier\nhttps://courier.example/road#:~:text=We%20were%20never%20asked"}},
		{"r", entry(), article.FromPage, intent.Open{ID: 7, Reload: true}},
		{"X", entry(), "", intent.None{}},
		{"> X", entry(), "", intent.Rule{Block: 0, Hide: true}},
		{"S", entry(), "", intent.None{}},
		{"Z", entry(), "", intent.None{}},
	} {
		p := newPager(t, 60, 12)
		p.Show(&Article{Doc: storyDoc(), Entry: c.entry, Shown: c.shown})
		if got := press(t, p, strings.Fields(c.keys)...); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v, want %#v", c.keys, got, c.want)
		}
	}
}

func TestShowAndSaveQuotes(t *testing.T) {
	p := newPager(t, 60, 12)
	if in, ok := press(t, p, `"`).(intent.ShowQuotes); !ok || in.Doc != p.art.Doc {
		t.Errorf("%#v", in)
	}
	in, ok := press(t, p, "]", "]", "S").(intent.SaveQuote)
	q := in.Quote
	if !ok || q.Entry != 7 || q.Number != 2 || q.Text != "A good plan with a bad date" || q.Speaker != "Jon Varga" ||
		q.Role != "deputy mayor" || q.Publisher != "The Courier" || q.Start != p.quotes[1].Start() || !q.Published.Equal(noon) ||
		q.URL != p.art.Doc.URL || q.Saved() || in.Let {
		t.Errorf("%+v", q)
	}
}

// A quote that is kept shows it, S lets it go, and the note is there to be
// changed.
func TestSavedQuotes(t *testing.T) {
	p := newPager(t, 60, 12)
	kept := feeds.StoredQuote{Number: 2, Voice: 9, Text: "A good plan with a bad date", URL: p.art.Doc.URL, SavedID: 5, Note: "why?"}
	moved := feeds.StoredQuote{Number: 1, Voice: 8, Text: "made by older rules"}
	p.Show(&Article{Doc: storyDoc(), Entry: entry(), Stored: []feeds.StoredQuote{moved, kept}})
	if in := press(t, p, "]", "'"); in != (intent.None{}) {
		t.Errorf("a speaker whom the index does not know: %+v", in)
	}
	press(t, p, "esc", "g")
	press(t, p, "]", "]")
	if s := status(p); !strings.HasPrefix(s, "★ quote 2/4 · Jon Varga") {
		t.Errorf("status %q", s)
	}
	if in := press(t, p, "'"); in != (intent.Everything{Voice: feeds.Voice{ID: 9, Name: "Jon Varga", Role: "deputy mayor"}}) {
		t.Errorf("' asks %+v", in)
	}
	if in, ok := press(t, p, "e").(intent.Note); !ok || in.Quote.Note != "why?" || in.Quote.SavedID != 5 {
		t.Errorf("e asks %+v", in)
	}
	in, ok := press(t, p, "S").(intent.SaveQuote)
	if !ok || !in.Let || in.Quote.SavedID != 5 {
		t.Errorf("S asks %+v", in)
	}
	kept.SavedID = 0
	p.SetSaved(kept)
	if in, ok := press(t, p, "S").(intent.SaveQuote); !ok || in.Let || in.Quote.Saved() {
		t.Errorf("S then asks %+v", in)
	}
	p.SetSaved(feeds.StoredQuote{Text: kept.Text, URL: "https://other.example/", SavedID: 6})
	if s := status(p); strings.Contains(s, "★") {
		t.Errorf("another article's quote: %q", s)
	}
}

func TestQuoteJumps(t *testing.T) {
	for _, c := range []struct {
		keys   string
		quote  int
		notice string
	}{
		{"]", 0, ""}, {"] ]", 1, ""}, {"] ] [", 0, ""}, {"n", 0, ""}, {"n n N", 0, ""},
		{"] ] ] ]", 3, ""},
		{"] ] ] ] ]", 0, "from the top again"},
		{"] [", 3, "from the end again"},
		{"] )", 2, ""}, {"] ) )", 0, "from the top again"}, {"] ] ] (", 0, ""},
		{"] ] )", 1, "the only quote of Jon Varga"},
		{"] ] ] ] )", 3, "nobody is named"},
		{")", -1, "chooses a quote"},
		{"] ] esc", -1, ""},
		{"G ]", 0, "from the top again"}, // the last quote stands above the end
		{"G [", 3, ""},
		{"] G [", 3, ""}, // the active one is off the screen: from what is on it
	} {
		p := newPager(t, 60, 10)
		press(t, p, strings.Fields(c.keys)...)
		if p.Quote() != c.quote || !strings.Contains(p.notice, c.notice) || c.notice == "" && p.notice != "" {
			t.Errorf("%s: quote %d, notice %q; want %d, %q", c.keys, p.Quote(), p.notice, c.quote, c.notice)
		}
		if p.quote >= 0 {
			words := strings.Fields(p.art.Doc.QuoteText(p.quotes[p.quote]))
			if !strings.Contains(screen(p), words[0]+" "+words[1]) {
				t.Errorf("%s: the quote is not on the screen:\n%s", c.keys, screen(p))
			}
		}
	}
}

func TestHeadings(t *testing.T) {
	p := newPager(t, 60, 12)
	press(t, p, "}")
	if first, _, _ := strings.Cut(screen(p), "\n"); strings.TrimSpace(first) != "Second thoughts" {
		t.Errorf("the first line is %q", first)
	}
	press(t, p, "}")
	if !strings.Contains(screen(p), "Third part") {
		t.Error("the second heading does not show")
	}
	press(t, p, "}")
	if p.notice != "no heading below" {
		t.Errorf("notice %q", p.notice)
	}
	press(t, p, "{")
	if first, _, _ := strings.Cut(screen(p), "\n"); strings.TrimSpace(first) != "Second thoughts" {
		t.Errorf("back at %q", first)
	}
	press(t, p, "{")
	if p.top != 0 {
		t.Errorf("above the first heading is line %d", p.top)
	}
	// On one tall screen no heading comes to the top, and each is still gone to.
	p = newPager(t, 60, 200)
	press(t, p, "}", "}")
	first := p.heading.line
	press(t, p, "{")
	if p.heading.line >= first {
		t.Error("the heading before is not gone to")
	}
}

func TestLinks(t *testing.T) {
	p := newPager(t, 60, 10)
	for i, want := range []string{"one", "two", "three", "one"} {
		press(t, p, "tab")
		if got := p.linkURL(); got != "https://example.org/"+want {
			t.Errorf("tab %d: %s, want %s", i+1, got, want)
		}
		if l := p.page.Links()[p.link-1]; !p.visible(l.Line) {
			t.Errorf("tab %d: the link is off the screen", i+1)
		}
	}
	press(t, p, "shift+tab")
	if p.linkURL() != "https://example.org/three" {
		t.Errorf("shift+tab: %s", p.linkURL())
	}
	if s := status(p); !strings.Contains(s, "link 3/3 · https://example.org/") {
		t.Errorf("status %q", s)
	}
	press(t, p, "esc", "g", "2")
	if p.link != 0 || p.notice == "" {
		t.Errorf("link %d chosen of one on the screen", p.link)
	}
}

func TestUnfold(t *testing.T) {
	p := newPager(t, 60, 10)
	press(t, p, "j", "j", "j", "j", "j", "j")
	first, _, _ := strings.Cut(screen(p), "\n")
	press(t, p, "x")
	if now, _, _ := strings.Cut(screen(p), "\n"); now != first {
		t.Errorf("the top was %q and is %q", first, now)
	}
	if !strings.Contains(status(p), "2 brought back") {
		t.Errorf("status %q", status(p))
	}
	press(t, p, "/", "subscriber", "enter")
	if !strings.Contains(screen(p), "subscribe prompt") {
		t.Error("unfolded text is not searched")
	}
	press(t, p, "esc", "/", "said", "enter", "n", "n")
	at := p.find.hits[p.find.hit-1]
	if press(t, p, "x", "x"); p.find.hits[p.find.hit-1] != at {
		t.Errorf("hiding moves the search to match %d", p.find.hit)
	}
	press(t, p, "esc", "x")
	if p.unfold || !strings.Contains(status(p), "2 hidden") {
		t.Errorf("status %q", status(p))
	}
	bare := rendertest.Doc("Nothing to see.")
	p.Show(&Article{Doc: bare})
	for key, want := range map[string]string{"x": "nothing was hidden", "]": "nobody is quoted here", "v": "nobody is quoted here",
		"tab": noLinks, "enter": noLinks, "o": "this article has no address", "Y": "this article has no address",
		"m": "this article belongs to no feed", "}": "no heading below", "{": "no heading above"} {
		if press(t, p, key); p.notice != want {
			t.Errorf("%s: %q, want %q", key, p.notice, want)
		}
	}
}

func TestQuotesOnly(t *testing.T) {
	p := newPager(t, 60, 20)
	press(t, p, "v")
	if s := screen(p); strings.Contains(s, "Plain prose") || !strings.Contains(s, "⋯ 4 paragraphs") || !strings.Contains(s, "Mira Holt, mayor") {
		t.Errorf("quotes only shows:\n%s", s)
	}
	press(t, p, "/", "weight", "enter")
	if p.quotesOnly || !strings.Contains(screen(p), "weight") {
		t.Error("a match in folded prose is not shown")
	}
}

func TestHiddenQuoteIsShown(t *testing.T) {
	d := rendertest.Doc("One “<q A>first thing</q>”.\n\n{related links} Two “<q B>second thing</q>”.")
	p := newPager(t, 60, 20)
	p.Show(&Article{Doc: d, Quote: 2})
	if p.Quote() != 1 || !strings.Contains(screen(p), "second thing") {
		t.Errorf("the quote that was asked for is hidden:\n%s", screen(p))
	}
}

func TestShowBeforeSize(t *testing.T) {
	st, _ := theme.New(theme.Options{})
	p := New(Options{Keys: keys.Default(), Styles: st})
	if p.View() != "" || p.Cursor() != nil {
		t.Error("a pager without a size draws")
	}
	p.Show(&Article{Doc: storyDoc(), Quote: 4})
	press(t, p, "j", "]", "/", "said", "enter", "n", "x", "v", "tab", "1", "}", "{", "y", "esc", "G")
	p.Show(&Article{Doc: storyDoc(), Quote: 4})
	p.SetSize(60, 12)
	if !strings.Contains(screen(p), "never asked") {
		t.Errorf("the quote is not on the first screen:\n%s", screen(p))
	}
	p.Show(nil)
	if s := screen(p); strings.TrimSpace(s) != "" || strings.Count(s, "\n") != 11 {
		t.Errorf("an empty pager draws %q", s)
	}
	if in := press(t, p, "]", "/", "x", "J"); in != (intent.Step{By: 1}) {
		t.Errorf("an empty pager gives %#v", in)
	}
}

func TestSetEntry(t *testing.T) {
	p := newPager(t, 60, 12)
	e := entry()
	e.Starred, e.Read = true, true
	p.SetEntry(e)
	if !strings.Contains(screen(p), "★") {
		t.Error("the star does not show")
	}
	if in := press(t, p, "m"); !reflect.DeepEqual(in, intent.Mark{Change: feeds.Change{Unread: []feeds.EntryID{7}}}) {
		t.Errorf("%#v", in)
	}
	if strings.Contains(status(p), "unread") || !strings.Contains(status(p), "★") {
		t.Errorf("status %q", status(p))
	}
	e.ID, e.Starred = 8, false
	p.SetEntry(e)
	if !p.art.Entry.Starred {
		t.Error("another's entry was taken")
	}
}

// The speaker in the status line has the colour of the quote.
// Exactly h lines, none wider than w, whatever is going on.
