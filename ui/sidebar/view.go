package sidebar

import (
	"strings"

	"pullquote/ui/layout"
	"pullquote/ui/render"

	"charm.land/lipgloss/v2"
)

// View draws the rectangle: exactly h lines, each exactly w cells.
func (s *Sidebar) View(focused bool) string { return strings.Join(s.Lines(focused), "\n") }

// Lines are the lines of View. Without the focus the cursor is not drawn: the
// row of what the list shows is.
func (s *Sidebar) Lines(focused bool) []string {
	if s.w <= 0 || s.h <= 0 {
		return nil
	}
	s.offset = max(min(s.offset, s.cursor, len(s.rows)-s.h), s.cursor-s.h+1, 0)
	lines := make([]string, 0, s.h)
	for i := s.offset; i < min(s.offset+s.h, len(s.rows)); i++ {
		lines = append(lines, s.row(s.rows[i], focused && i == s.cursor))
	}
	return layout.Box(lines, s.w, s.h, s.o.Method)
}

func (s *Sidebar) row(r row, here bool) string {
	st, m := s.o.Styles, s.o.Method
	paint := func(x lipgloss.Style, text string) string {
		if here {
			x = st.Cursor.Inherit(x)
		}
		return x.Render(text)
	}
	name := st.TitleRead
	if r.unread > 0 {
		name = st.Text
	}
	if r.choice == s.now {
		name = st.Header
	}
	bar := " "
	if here {
		bar = "▌"
	}
	sign := "  "
	switch {
	case r.smart != "":
		sign = "/ "
	case s.folded[r.folder]:
		sign = "▸ "
	case r.folder != "":
		sign = "▾ "
	}
	warn := " "
	switch {
	case r.gone:
		warn = "×"
	case r.failing:
		warn = "!"
	}
	count := ""
	if r.unread > 0 {
		count = layout.Number(r.unread)
	}
	n := max(len(count), 1)
	if count == "" { // the sign stands where the count would end
		count, warn = warn, " "
	}
	indent := min(r.depth*2, max(s.w/3, 0))
	wide := s.w - 1 - indent - 2 - 2 - n - 2
	counts := st.Count
	if r.unread == 0 {
		counts = st.Problem
	}
	return layout.Line(paint(st.Mark, bar)+paint(st.Hint, layout.Blank(indent)+sign)+
		paint(name, render.Fit(r.name, wide, m))+
		paint(st.Problem, " "+warn)+
		paint(counts, layout.Blank(n+1-layout.Width(count, m))+count+" "), s.w, m)
}
