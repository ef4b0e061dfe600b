package quotes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/list"
	"pullquote/ui/prompt"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Options are what the screen is made of.
type Options struct {
	Keys   keys.Map
	Styles theme.Styles
	Method ansi.Method
	Now    func() time.Time
}

// Quotes is the screen of stored quotes.
type Quotes struct {
	o      Options
	w, h   int
	stored []feeds.StoredQuote
	board  board
	byTime bool
	saved  bool // saved ones only
	loaded bool
	words  string
	filter *prompt.Field // while it is typed
}

// New makes an empty screen that waits for its quotes.
func New(o Options) *Quotes {
	return &Quotes{o: o, board: board{styles: o.Styles, method: o.Method, most: 6}}
}

// SetSize gives the screen its rectangle in cells.
func (q *Quotes) SetSize(w, h int) { q.w, q.h = w, h }

// SetStyles repaints for another theme or width method.
func (q *Quotes) SetStyles(s theme.Styles, m ansi.Method) {
	q.o.Styles, q.o.Method = s, m
	q.board.styles, q.board.method = s, m
	q.arrange()
}

// Typing reports whether the filter line takes all keys.
func (q *Quotes) Typing() bool { return q.filter != nil }

// Words are the filter, and whether only saved quotes are wanted.
func (q *Quotes) Words() (words string, saved bool) { return q.words, q.saved }

// SetQuotes takes what was found, newest first.
func (q *Quotes) SetQuotes(found []feeds.StoredQuote) {
	q.loaded = true
	q.stored = slices.Clone(found)
	q.arrange()
}

// SetSaved shows that a quote is kept, or let go.
func (q *Quotes) SetSaved(id int64, saved bool) {
	for i := range q.stored {
		if q.stored[i].ID == id {
			q.stored[i].Saved = saved
		}
	}
	q.arrange()
}

// Current is the quote under the cursor.
func (q *Quotes) Current() (feeds.StoredQuote, bool) {
	if q.board.cursor < len(q.board.items) {
		return q.stored[q.board.items[q.board.cursor].ref], true
	}
	return feeds.StoredQuote{}, false
}

// arrange puts the quotes in order: by time, or by speaker, the speaker with
// the newest quote first. The cursor stays on its quote.
func (q *Quotes) arrange() {
	was, had := q.Current()
	order := make([]int, len(q.stored))
	rank := map[string]int{}
	count := map[string]int{}
	for i, s := range q.stored {
		order[i] = i
		if _, ok := rank[s.Speaker]; !ok {
			rank[s.Speaker] = len(rank)
		}
		count[s.Speaker]++
	}
	if !q.byTime {
		slices.SortStableFunc(order, func(a, b int) int { return rank[q.stored[a].Speaker] - rank[q.stored[b].Speaker] })
	}
	items := make([]item, 0, len(order))
	for _, i := range order {
		s := q.stored[i]
		it := item{text: quoted(s.Text), saved: s.Saved, ref: i, color: q.o.Styles.Header}
		age := list.Age(s.Published, q.o.Now())
		if q.byTime {
			it.group = q.day(s.Published)
			it.meta = "— " + join(speaker(s), s.Headline, s.Publisher, age)
		} else {
			it.group = fmt.Sprintf("%s · %d", speaker(s), count[s.Speaker])
			it.meta = join(s.Role, s.Headline, s.Publisher, age)
		}
		items = append(items, it)
	}
	q.board.set(items)
	if had {
		for i, it := range items {
			// Keeping a quote gives it another id, its place stays.
			if s := q.stored[it.ref]; s.ID == was.ID || s.Entry == was.Entry && s.Number == was.Number && s.Number > 0 {
				q.board.cursor = i
				break
			}
		}
	}
}

// day heads a day of quotes.
func (q *Quotes) day(t time.Time) string {
	if t.IsZero() {
		return "Undated"
	}
	now := q.o.Now()
	t = t.In(now.Location())
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return "Today"
	case t.Format(time.DateOnly) == now.AddDate(0, 0, -1).Format(time.DateOnly):
		return "Yesterday"
	case t.Year() == now.Year():
		return t.Format("Monday, 2 January")
	}
	return t.Format("2 January 2006")
}

func speaker(s feeds.StoredQuote) string {
	if s.Speaker == "" {
		return "Unattributed"
	}
	return s.Speaker
}

// Update handles keys and the mouse while the screen has the focus.
func (q *Quotes) Update(msg tea.Msg) (intent.Intent, tea.Cmd) {
	if q.filter != nil {
		return q.typeFilter(msg), nil
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		q.board.wheel(msg)
	case tea.KeyPressMsg:
		return q.press(msg), nil
	}
	return intent.None{}, nil
}

func (q *Quotes) press(k tea.KeyPressMsg) intent.Intent {
	m := q.o.Keys
	if q.board.move(k, m) {
		return intent.None{}
	}
	switch {
	case m.Is(k, keys.Back):
		if q.words != "" && k.Keystroke() == "esc" {
			q.words = ""
			return intent.Filter{}
		}
		return intent.Close{}
	case m.Is(k, keys.Search):
		f := prompt.NewField(q.words)
		q.filter = &f
		return intent.None{}
	case m.Is(k, keys.Quotes):
		q.byTime = !q.byTime
		q.arrange()
		return intent.None{}
	case m.Is(k, keys.StarredOnly):
		q.saved = !q.saved
		return intent.Filter{Words: q.words}
	}
	s, ok := q.Current()
	if !ok {
		return intent.None{}
	}
	switch {
	case m.Is(k, keys.Open):
		return intent.Open{ID: s.Entry, Quote: s.Number}
	case m.Is(k, keys.Copy):
		return intent.Copy{Text: Cite(s), What: "quote"}
	case m.Is(k, keys.CopyLink):
		if article.CleanURL(s.URL) == "" {
			return intent.Notice{Text: "This article has no address."}
		}
		return intent.Copy{Text: s.URL, What: "link"}
	case m.Is(k, keys.Browser):
		return intent.Browse{URL: s.URL}
	case m.Is(k, keys.SaveQuote):
		return intent.SaveQuote{Quote: s}
	}
	return intent.None{}
}

// typeFilter edits the filter line; every change is told, and its parent
// waits for a pause.
func (q *Quotes) typeFilter(msg tea.Msg) intent.Intent {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.Keystroke() {
		case "enter":
			q.filter = nil
			return intent.None{}
		case "esc":
			q.filter, q.words = nil, ""
			return intent.Filter{}
		case "ctrl+c":
			return intent.Quit{}
		case "up", "down", "pgup", "pgdown":
			q.board.move(k, q.o.Keys)
			return intent.None{}
		}
	}
	if _, changed := q.filter.Update(msg); !changed {
		return intent.None{}
	}
	q.words = strings.TrimSpace(q.filter.Value())
	return intent.Filter{Words: q.words}
}

// Cite is a quote as it is copied: the words, who said them, where.
func Cite(s feeds.StoredQuote) string {
	who := s.Speaker
	if who != "" && s.Role != "" {
		who += ", " + s.Role
	}
	out := quoted(s.Text)
	var from []string
	for _, p := range []string{who, s.Headline, s.Publisher} {
		if p != "" {
			from = append(from, p)
		}
	}
	if len(from) > 0 {
		out += "\n— " + strings.Join(from, ", ")
	}
	if u := article.CleanURL(s.URL); u != "" { // the guide's own addresses lead nowhere
		out += "\n" + u
	}
	return out
}

// View draws the rectangle: exactly h lines, each exactly w cells.
func (q *Quotes) View() string { return strings.Join(q.Lines(), "\n") }

// Lines are the lines of View.
func (q *Quotes) Lines() []string {
	if q.w <= 0 || q.h <= 0 {
		return nil
	}
	s := q.o.Styles
	var out []string
	if q.h >= 4 {
		out = append(out, q.header(), s.Border.Render(strings.Repeat("─", q.w)))
	}
	room := q.h - len(out)
	if q.filter != nil && room > 1 {
		room--
	}
	if len(q.board.items) == 0 {
		out = append(out, layout.Box(q.nothing(), q.w, room, q.o.Method)...)
	} else {
		out = append(out, layout.Box(q.board.draw(q.w, room), q.w, room, q.o.Method)...)
	}
	if q.filter != nil && len(out) < q.h {
		text, _ := q.filter.View(q.w-2, q.o.Method)
		out = append(out, s.HintKey.Render("/ ")+s.Text.Render(text))
	}
	return layout.Box(out, q.w, q.h, q.o.Method)
}

// Cursor is where the text cursor stands in the rectangle; nil: hidden.
func (q *Quotes) Cursor() *tea.Cursor {
	if q.filter == nil || q.w < 3 {
		return nil
	}
	_, x := q.filter.View(q.w-2, q.o.Method)
	return tea.NewCursor(2+x, q.h-1)
}

func (q *Quotes) header() string {
	s, m := q.o.Styles, q.o.Method
	how := "by speaker"
	if q.byTime {
		how = "by time"
	}
	left := " " + s.Header.Render("Quotes") + s.Hint.Render(" · "+how)
	if q.saved {
		left += s.Star.Render(" · ★ saved")
	}
	if q.words != "" {
		left += s.Hint.Render(" · ") + s.Match.Render(q.words)
	}
	right := s.Count.Render(fmt.Sprintf("%d ", len(q.stored)))
	wide := q.w - layout.Width(right, m)
	if wide < 10 {
		return layout.Line(left, q.w, m)
	}
	return layout.Line(left, wide, m) + right
}

func (q *Quotes) nothing() []string {
	if !q.loaded {
		return nil
	}
	s := q.o.Styles
	say := func(st lipgloss.Style, text string) string { return "  " + st.Render(text) }
	switch {
	case q.words != "":
		return []string{"", say(s.Title, "Nothing found"), "", say(s.Hint, "No stored quote and no speaker fits “"+q.words+"”.")}
	case q.saved:
		return []string{"", say(s.Title, "Nothing saved"), "", say(s.Hint, q.o.Keys.First(keys.SaveQuote)+" saves the quote under the cursor.")}
	}
	return []string{"", say(s.Title, "No quotes yet"), "", say(s.Hint, "Open an article: what people say in it is kept here.")}
}
