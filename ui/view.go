package ui

import (
	"strings"

	"pullquote/article"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/render"

	tea "charm.land/bubbletea/v2"
)

// View puts the panes together. Until the terminal has told its size there is
// nothing to draw: a guess would be painted twice.
func (m *Model) View() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: m.title()}
	if m.o.Config.List.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.slots.refresh.Busy() && m.fetching.total > 0 {
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, 100*m.fetching.done/m.fetching.total)
	}
	if m.w == 0 || m.h == 0 {
		return v
	}
	frame, cursor := m.frame()
	if c := m.layers.Draw(frame, m.w); m.layers.Top() != nil {
		cursor = c
	}
	v.Content, v.Cursor = strings.Join(frame, "\n"), cursor
	return v
}

// frame draws everything but the layers: exactly h lines of w cells.
func (m *Model) frame() ([]string, *tea.Cursor) {
	r := m.rects
	var lines []string
	var cursor *tea.Cursor
	if m.quotes != nil && m.reading == nil {
		lines = m.quotes.Lines()
		cursor = m.quotes.Cursor()
	} else {
		if !r.Header.Empty() {
			lines = append(lines, m.header(r.Header.W))
		}
		if !r.Rule.Empty() {
			lines = append(lines, m.rule(r.Rule.W))
		}
		lines = append(lines, m.body()...)
		if c := m.pager.Cursor(); c != nil && m.place() == keys.InArticle {
			c.X += r.Reader.X
			c.Y += r.Reader.Y
			cursor = c
		}
	}
	if !r.Footer.Empty() {
		foot, x := m.footer(r.Footer.W)
		lines = append(layout.Box(lines, m.w, m.h-len(foot), m.method), foot...)
		if x >= 0 {
			cursor = tea.NewCursor(min(x, m.w-1), r.Footer.Y)
		}
	}
	return layout.Box(lines, m.w, m.h, m.method), cursor
}

// body draws the panes that stand beside each other.
func (m *Model) body() []string {
	r := m.rects
	tall := max(r.List.H, r.Side.H, r.Reader.H)
	var cols [][]string
	add := func(rect layout.Rect, draw func() []string) {
		if !rect.Empty() {
			cols = append(cols, layout.Box(draw(), rect.W, tall, m.method))
		}
	}
	line := func() []string {
		out := make([]string, tall)
		for i := range out {
			out[i] = m.styles.Border.Render("│")
		}
		return out
	}
	add(r.Side, func() []string { return m.side.Lines(m.focus == onSide) })
	add(r.Bar, line)
	add(r.List, m.list.Lines)
	add(r.Split, line)
	add(r.Reader, func() []string { return strings.Split(m.pager.View(), "\n") })
	out := make([]string, tall)
	for i := range out {
		var b strings.Builder
		for _, c := range cols {
			b.WriteString(c[i])
		}
		out[i] = b.String()
	}
	return out
}

// header names what the list shows: its name, its counts, its switches.
func (m *Model) header(w int) string {
	s := m.styles
	left := " " + s.Header.Render(m.cut(m.viewName(), max(w/3, 12)))
	if m.shown.total >= 0 {
		switch {
		case w < 60:
			left += s.Count.Render("  " + layout.Number(m.shown.unseen) + "/" + layout.Number(m.shown.total))
		case m.shown.unread:
			left += s.Count.Render("  " + layout.Number(m.shown.unseen) + " unread")
		default:
			left += s.Count.Render("  " + layout.Number(m.shown.unseen) + " unread of " + layout.Number(m.shown.total))
		}
	}
	var chips []string
	if m.shown.unread {
		chips = append(chips, s.Mark.Render("●")+s.Hint.Render(" unread"))
	}
	if m.shown.starred {
		chips = append(chips, s.Star.Render("★")+s.Hint.Render(" starred"))
	}
	if m.shown.words != "" && m.filter == nil {
		chips = append(chips, s.Hint.Render("/ ")+s.Match.Render(m.cut(m.shown.words, max(w/4, 8))))
	}
	if m.shown.problem != "" && (m.filter == nil || w < 60) { // else beside what is typed
		chips = append(chips, s.Problem.Render(m.cut(m.shown.problem, max(w/2, 16))))
	}
	if n := m.list.Fresh(); n > 0 {
		chips = append(chips, s.Good.Render("↑ "+layout.Number(n)+" new"))
	}
	right := strings.Join(chips, "   ") + " "
	n := layout.Width(right, m.method)
	if n > w-12 {
		if m.shown.problem != "" && w < 60 {
			left = " " + s.Problem.Render(m.cut(m.shown.problem, w-2))
		}
		return layout.Line(left, w, m.method)
	}
	return layout.Line(left, w-n, m.method) + right
}

// rule is the line below the header. While a refresh runs it is its progress
// bar: nothing moves, nothing flickers.
func (m *Model) rule(w int) string {
	if m.slots.refresh.Busy() {
		return m.bar(w)
	}
	return m.styles.Border.Render(strings.Repeat("─", w))
}

// cut shortens text from outside for a place of so many cells.
func (m *Model) cut(s string, w int) string {
	s, _ = render.Clip(article.CleanLine(s), w, m.method)
	return s
}

// maxTitle is how wide a window's title may be: what stands in a tab.
const maxTitle = 80

// title is the terminal window's title. It leaves the program unfiltered, so
// it is cleaned here once more.
func (m *Model) title() string {
	t := "pullquote"
	switch {
	case m.reading != nil && m.reading.Doc != nil && m.reading.Doc.Title != "":
		t = m.reading.Doc.Title
	case m.reading != nil && m.reading.Entry.Title != "":
		t = m.reading.Entry.Title
	case m.shown.unseen > 0:
		t = layout.Number(m.shown.unseen) + " unread – pullquote"
	}
	return m.cut(t, maxTitle)
}
