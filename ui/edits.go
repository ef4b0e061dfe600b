package ui

import (
	"fmt"
	"strings"
	"time"

	"pullquote/feeds/library"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// updated says in the masthead that the article was edited: "updated 14:05: 2
// paragraphs changed (c)". "" where it was not, or in nothing that is read.
func (m *Model) updated(edits []library.Edit) string {
	if len(edits) == 0 {
		return ""
	}
	return fmt.Sprintf("updated %s: %s (%s)", when(edits[0].At, m.o.Now()), paragraphs(len(edits[0].Paragraphs)), m.o.Keys.First(keys.Changes))
}

// when is the hour of a time of today, else its day.
func when(t, now time.Time) string {
	if y, d := t.In(now.Location()), now; y.YearDay() == d.YearDay() && y.Year() == d.Year() {
		return y.Format("15:04")
	}
	return t.In(now.Location()).Format("2 Jan 15:04")
}

func paragraphs(n int) string {
	if n == 1 {
		return "1 paragraph changed"
	}
	return fmt.Sprintf("%d paragraphs changed", n)
}

// showEdits lays what was changed in the open article over it: what went struck
// through and in brackets, what came in bold and between plus signs, so that it
// can be told without colour.
func (m *Model) showEdits() tea.Cmd {
	if m.reading == nil || len(m.reading.Edits) == 0 {
		return m.say("The feed has not changed this article since it came.")
	}
	edits, now := m.reading.Edits, m.o.Now()
	m.layers.Push(&overlay.Text{
		Title: "What was changed", Hint: m.o.Keys.First(keys.Back) + " closes", Keys: m.o.Keys,
		Lines: func(w int, s theme.Styles, method ansi.Method) []string {
			var out []string
			for i, e := range edits {
				if i > 0 {
					out = append(out, "")
				}
				out = append(out, s.Hint.Render(method.Truncate("updated "+when(e.At, now)+": "+paragraphs(len(e.Paragraphs)), w, "…")))
				for _, c := range e.Paragraphs {
					out = append(append(out, ""), setChange(c, min(w, 72), s, method)...)
				}
			}
			return out
		},
	})
	return nil
}

// setChange wraps a changed paragraph, each word in the style of its fate.
func setChange(c library.Changed, w int, s theme.Styles, method ansi.Method) []string {
	var out []string
	var line strings.Builder
	used := 0
	put := func(word string, style lipgloss.Style) {
		for part := range strings.SplitSeq(method.Hardwrap(word, max(w, 1), false), "\n") {
			n := method.StringWidth(part)
			if used > 0 && used+1+n > w {
				out = append(out, line.String())
				line.Reset()
				used = 0
			}
			if used > 0 {
				line.WriteByte(' ')
				used++
			}
			line.WriteString(style.Render(part))
			used += n
		}
	}
	for _, p := range c.Pieces {
		text, style := p.Text, s.Text
		switch p.Is {
		case library.Stayed:
		case library.Went:
			text, style = "["+text+"]", s.Hint.Strikethrough(true)
		case library.Came:
			text, style = "+"+text+"+", s.Text.Bold(true)
		}
		for word := range strings.FieldsSeq(text) {
			put(word, style)
		}
	}
	return append(out, line.String())
}
