package quotes

import (
	"strings"

	"pullquote/article"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/render"

	tea "charm.land/bubbletea/v2"
)

// View draws the rectangle: exactly h lines, each exactly w cells.
func (q *Quotes) View() string { return strings.Join(q.Lines(), "\n") }

// Lines are the lines of View.
func (q *Quotes) Lines() []string {
	if q.w <= 0 || q.h <= 0 {
		return nil
	}
	s, m := q.o.Styles, q.o.Method
	var out []string
	if q.head() > 0 {
		out = append(out, q.header(), s.Border.Render(strings.Repeat("─", q.w)))
	}
	room := q.h - len(out)
	if q.filter != nil && room > 1 {
		room--
	}
	var body []string
	switch {
	case q.OnSpeakers() && len(q.by.rows) > 0 && q.w >= beside:
		body = q.sideBySide(room)
	case q.OnSpeakers() && len(q.by.rows) > 0:
		body = q.by.draw(q.w, room, q.o.Now(), &s, m)
	case !q.OnSpeakers() && len(q.stored) > 0:
		q.board.quiet = false
		body = q.board.draw(q.w, room)
	default:
		body = q.nothing()
	}
	out = append(out, layout.Box(body, q.w, room, m)...)
	if q.filter != nil && len(out) < q.h {
		text, _ := q.filter.View(q.w-2, m)
		hint := ""
		if text == "" {
			hint, _ = render.Clip("words  speaker:NAME  publisher:NAME  since:7d", max(q.w-4, 0), m)
		}
		out = append(out, s.HintKey.Render("/ ")+s.Text.Render(text)+s.Hint.Render(hint))
	}
	return layout.Box(out, q.w, q.h, m)
}

// head is how many lines stand above the quotes.
func (q *Quotes) head() int {
	if q.h < 4 {
		return 0
	}
	return 2
}

// left is the width of the list of speakers where quotes stand beside it.
func (q *Quotes) left() int { return min(max(q.w*2/5, 46), 72) }

// sideBySide draws the speakers and, beside them, what the one under the cursor
// says.
func (q *Quotes) sideBySide(h int) []string {
	s, m := q.o.Styles, q.o.Method
	left := q.left()
	q.board.quiet = true
	a := layout.Box(q.by.draw(left, h, q.o.Now(), &s, m), left, h, m)
	b := layout.Box(q.board.draw(q.w-left-1, h), q.w-left-1, h, m)
	bar := s.Border.Render("│")
	for i := range a {
		a[i] += bar + b[i]
	}
	return a
}

// Cursor is where the text cursor stands in the rectangle; nil: hidden.
func (q *Quotes) Cursor() *tea.Cursor {
	if q.filter == nil || q.w < 3 {
		return nil
	}
	_, x := q.filter.View(q.w-2, q.o.Method)
	return tea.NewCursor(2+x, q.h-1)
}

// header names what is shown: "Quotes · by speaker", and how many they are.
func (q *Quotes) header() string {
	s, m := q.o.Styles, q.o.Method
	right := ""
	if q.total >= 0 {
		right = layout.Number(q.total)
		if q.total >= Most {
			right = layout.Number(Most) + "+"
		}
		if q.w >= 60 {
			right += " " + q.counted()
		}
		right = s.Count.Render(right + " ")
	}
	wide := q.w - layout.Width(right, m)
	if wide < 10 {
		right, wide = "", q.w
	}
	left := " " + s.Header.Render("Quotes")
	switch {
	case q.saved:
		left += s.Star.Render(" · ★ saved")
	case q.voice != nil:
		who, role := article.CleanLine(q.voice.Name), article.CleanLine(q.voice.Role)
		if q.voice.ID == 0 {
			who = "nobody named"
		}
		if role != "" {
			role = ", " + role
		}
		who, n := render.Clip(who, max(wide-12, 0), m)
		role, _ = render.Clip(role, max(wide-12-n, 0), m)
		left += s.Hint.Render(" · ") + s.Title.Render(who) + s.Byline.Render(role)
	case q.byTime:
		left += s.Hint.Render(" · by time")
	default:
		left += s.Hint.Render(" · by speaker")
	}
	if q.words != "" && q.filter == nil {
		left += s.Hint.Render(" · / ") + s.Match.Render(q.words)
	}
	return layout.Line(left, wide, m) + right
}

// counted is what the number in the header counts: the quotes, also where they
// stand by speaker.
func (q *Quotes) counted() string {
	if q.total == 1 {
		return "quote"
	}
	return "quotes"
}

// nothing says why the screen is empty and what to do about it.
func (q *Quotes) nothing() []string {
	if !q.loaded {
		return nil
	}
	s, k := q.o.Styles, q.o.Keys
	say := func(title string, lines ...string) []string {
		out := []string{"", "  " + s.Title.Render(title), ""}
		for _, l := range lines {
			for part := range strings.SplitSeq(q.o.Method.Wrap(l, max(q.w-4, 1), ""), "\n") {
				out = append(out, "  "+s.Hint.Render(part))
			}
		}
		return out
	}
	switch {
	case q.words != "":
		return say("Nothing found", "No quote, speaker or publisher here fits “"+q.words+"”.", "Esc shows all again.")
	case q.saved:
		return say("Nothing saved", k.First(keys.SaveQuote)+" saves the quote under the cursor, here and in an article; "+k.First(keys.Note)+" writes a note on it.")
	}
	return say("No quotes yet", "Open an article: what people say in it is kept here.", "“prefetch” in the settings has new articles read in the background.")
}
