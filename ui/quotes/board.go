// Package quotes shows quotes: the screen of those that are stored, by speaker
// or by time, and the list of those of one article over it. It owns their
// order, cursor and filter line; it never reads a store and asks for
// everything by returning intents.
package quotes

import (
	"strings"

	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// item is one quote on a board. Its group's name stands above the first of
// each run of items of the same group.
type item struct {
	group string
	color lipgloss.Style // of the group's name
	text  string         // with its marks
	meta  string         // who, where, when; "" none
	saved bool
	ref   int // what the owner calls it
}

// board is a list of quotes of several lines each. Lines are laid out once
// for a width; a frame only picks from them.
type board struct {
	styles theme.Styles
	method ansi.Method
	items  []item
	most   int // lines of one quote's text

	w      int
	lines  []line
	first  []int // first line of each item, its group's name left out
	cursor int   // index into items
	offset int   // index into lines
	tall   int
}

// line is one line of the board; item -1: a group's name, or a blank.
type line struct {
	item  int
	text  string
	style lipgloss.Style
	head  bool
	first bool // of its item
}

func (b *board) set(items []item) {
	b.items, b.w = items, 0
	b.cursor = max(min(b.cursor, len(items)-1), 0)
}

// lay lays all quotes out for a width.
func (b *board) lay(w int) {
	if w == b.w {
		return
	}
	b.w, b.lines, b.first = w, nil, make([]int, 0, len(b.items))
	group := ""
	for i, it := range b.items {
		if it.group != group || i == 0 {
			group = it.group
			if i > 0 {
				b.lines = append(b.lines, line{item: -1})
			}
			if group != "" {
				b.lines = append(b.lines, line{item: -1, text: group, style: it.color, head: true})
			}
		}
		b.first = append(b.first, len(b.lines))
		room := max(w-3, 1)
		wrapped := strings.Split(b.method.Wrap(it.text, room, ""), "\n")
		if len(wrapped) > b.most {
			wrapped = wrapped[:b.most]
			wrapped[b.most-1] += " …"
		}
		for n, s := range wrapped {
			b.lines = append(b.lines, line{item: i, text: s, style: b.styles.Text, first: n == 0})
		}
		// Quotes of one article in a row say only once, below the last, where
		// they are from.
		again := i+1 < len(b.items) && b.items[i+1].group == group && b.items[i+1].meta == it.meta
		if it.meta != "" && !again {
			b.lines = append(b.lines, line{item: i, text: it.meta, style: b.styles.Byline})
		}
	}
}

// draw gives the lines in sight for a place of w by h cells.
func (b *board) draw(w, h int) []string {
	b.lay(w)
	b.tall = h
	b.show(h)
	var out []string
	for i := b.offset; i < min(b.offset+h, len(b.lines)); i++ {
		out = append(out, b.line(b.lines[i], w))
	}
	return out
}

func (b *board) line(l line, w int) string {
	if l.head || l.item < 0 {
		return layout.Line(" "+l.style.Render(render.Fit(l.text, max(w-2, 0), b.method)), w, b.method)
	}
	sign, style := "  ", l.style
	if b.items[l.item].saved && l.first {
		sign = "★ "
	}
	if l.item == b.cursor {
		style = b.styles.Cursor.Inherit(style)
		return layout.Line(b.styles.Cursor.Inherit(b.styles.Mark).Render("▌"+sign)+
			style.Render(render.Fit(l.text, max(w-3, 0), b.method)), w, b.method)
	}
	return layout.Line(b.styles.Star.Render(" "+sign)+style.Render(render.Fit(l.text, max(w-3, 0), b.method)), w, b.method)
}

// show scrolls so that the whole item under the cursor is in sight, with its
// group's name where it is the first of it.
func (b *board) show(h int) {
	if len(b.items) == 0 || h <= 0 {
		b.offset = 0
		return
	}
	from := b.first[b.cursor]
	to := from
	for to+1 < len(b.lines) && b.lines[to+1].item == b.cursor {
		to++
	}
	if from > 0 && b.lines[from-1].head {
		from--
	}
	b.offset = max(b.offset, to-h+1)
	b.offset = min(b.offset, from)
	b.offset = max(min(b.offset, len(b.lines)-h), 0)
}

// move handles the keys of movement; false: it was none.
func (b *board) move(k tea.KeyPressMsg, m keys.Map) bool {
	page := max(b.tall/4, 1) // a quote takes about four lines
	switch {
	case m.Is(k, keys.Down):
		b.cursor++
	case m.Is(k, keys.Up):
		b.cursor--
	case m.Is(k, keys.PageDown):
		b.cursor += page
	case m.Is(k, keys.PageUp):
		b.cursor -= page
	case m.Is(k, keys.HalfDown):
		b.cursor += max(page/2, 1)
	case m.Is(k, keys.HalfUp):
		b.cursor -= max(page/2, 1)
	case m.Is(k, keys.Top):
		b.cursor = 0
	case m.Is(k, keys.Bottom):
		b.cursor = len(b.items)
	default:
		return false
	}
	b.cursor = max(min(b.cursor, len(b.items)-1), 0)
	return true
}

// wheel scrolls by quotes.
func (b *board) wheel(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelDown:
		b.cursor = max(min(b.cursor+1, len(b.items)-1), 0)
	case tea.MouseWheelUp:
		b.cursor = max(b.cursor-1, 0)
	}
}

// quoted puts a text between marks unless it brings its own.
func quoted(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "„") || strings.HasPrefix(s, "«") || strings.HasPrefix(s, "「") {
		return s
	}
	return "“" + s + "”"
}

// join joins what is not empty.
func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
