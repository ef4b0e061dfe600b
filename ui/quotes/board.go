// Package quotes shows quotes: the screen of those that are stored, by speaker
// or by time, the saved ones, and the list of those of one article over it. It
// owns their order, cursor and filter line, and which page of them it lacks; it
// never reads a store and asks for everything by returning intents.
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
// each run of items of the same group, and so does who speaks; where it stands,
// below the last of each run of one article.
type item struct {
	group string
	color lipgloss.Style // of the group's name
	about string         // stands behind the group's name, quietly
	text  string         // with its marks
	who   string         // "" none
	role  string         // stands behind who, quietly
	meta  string         // where and when; "" none
	note  string         // the reader's own
	saved bool
	ref   int // what the owner calls it
}

// board is a list of quotes of several lines each. Lines are laid out once
// for a width; a frame only picks from them.
type board struct {
	styles theme.Styles
	method ansi.Method
	items  []item
	most   int  // lines of one quote's text
	quiet  bool // it is only looked at: no cursor is drawn

	w      int
	laid   int // items that are laid out
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
	about string // behind a group's name, or who speaks
	head  bool
	first bool // of its item
}

// set takes other items. The caller puts the cursor where it belongs.
func (b *board) set(items []item) {
	b.items = items
	b.forget(0)
	b.cursor = max(min(b.cursor, len(items)-1), 0)
}

// add takes items behind those that are there. The last of the old ones is laid
// out anew: what stands below it depends on who follows.
func (b *board) add(items []item) {
	b.forget(max(len(b.items)-1, 0))
	b.items = append(b.items, items...)
}

// forget drops the layout of item n and all behind it.
func (b *board) forget(n int) {
	if n >= b.laid {
		return
	}
	at := 0
	if n > 0 {
		at = b.first[n]
		for at > 0 && b.lines[at-1].item < 0 { // its group's name, and the blank above
			at--
		}
	}
	b.lines, b.first, b.laid = b.lines[:at], b.first[:n], n
}

// lay lays out what is not yet, all of it for another width.
func (b *board) lay(w int) {
	if w != b.w {
		b.forget(0)
		b.w = w
	}
	for ; b.laid < len(b.items); b.laid++ {
		b.layItem(b.laid)
	}
}

func (b *board) layItem(i int) {
	it := b.items[i]
	group := i == 0 || it.group != b.items[i-1].group
	if i > 0 && (group || it.meta != b.items[i-1].meta) {
		b.lines = append(b.lines, line{item: -1})
	}
	if group && it.group != "" {
		b.lines = append(b.lines, line{item: -1, text: it.group, style: it.color, about: it.about, head: true})
	}
	b.first = append(b.first, len(b.lines))
	if it.who != "" && (group || it.who != b.items[i-1].who || it.meta != b.items[i-1].meta) {
		b.lines = append(b.lines, line{item: i, text: it.who, style: b.styles.Title, about: it.role})
	}
	wrapped := strings.Split(b.method.Wrap(head(it.text, (b.w+1)*b.most*8), max(b.w-4, 1), ""), "\n")
	if len(wrapped) > b.most {
		wrapped = wrapped[:b.most]
		wrapped[b.most-1] += " …"
	}
	for n, s := range wrapped {
		b.lines = append(b.lines, line{item: i, text: s, style: b.styles.Text, first: n == 0})
	}
	if it.note != "" {
		for s := range strings.SplitSeq(b.method.Wrap("✎ "+it.note, max(b.w-6, 1), ""), "\n") {
			b.lines = append(b.lines, line{item: i, text: "  " + s, style: b.styles.Deck})
		}
	}
	// Quotes of one article in a row say only once where they are from.
	last := i+1 == len(b.items) || b.items[i+1].group != it.group || b.items[i+1].meta != it.meta
	if it.meta != "" && last {
		b.lines = append(b.lines, line{item: i, text: it.meta, style: b.styles.Byline})
	}
}

// head is the beginning of a text: a quote that is a book is not wrapped whole
// for the six lines of it that show. Eight bytes a cell are more than any script
// takes.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
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
	const front, back = 3, 1
	room := max(w-front-back, 0)
	if l.item < 0 { // a group's name stands further left than what it heads
		room = max(w-1-back, 0)
	}
	style, quiet, star, mark, bar := l.style, b.styles.Byline, b.styles.Star, b.styles.Mark, " "
	if l.item >= 0 && l.item == b.cursor && !b.quiet {
		cursor := b.styles.Cursor
		style, quiet, star, mark, bar = cursor.Inherit(style), cursor.Inherit(quiet), cursor.Inherit(star), cursor.Inherit(mark), "▌"
	}
	text, n := render.Clip(l.text, room, b.method)
	about := render.Fit(l.about, room-n, b.method)
	if l.item < 0 {
		return layout.Line(" "+style.Render(text)+quiet.Render(about), w, b.method)
	}
	sign := "  "
	if b.items[l.item].saved && l.first {
		sign = "★ "
	}
	return layout.Line(mark.Render(bar)+star.Render(sign)+style.Render(text)+quiet.Render(about+" "), w, b.method)
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

// at is the item on a line of the screen; -1: none is there.
func (b *board) at(y int) int {
	if i := b.offset + y; i < len(b.lines) && y < b.tall {
		return b.lines[i].item
	}
	return -1
}

// row is the line of the screen on which the item under the cursor stands.
func (b *board) row() int {
	if b.cursor < len(b.first) {
		return b.first[b.cursor] - b.offset
	}
	return 0
}

// keepRow scrolls so that the item under the cursor stands on that line again.
func (b *board) keepRow(row int) {
	if b.w > 0 {
		b.lay(b.w)
	}
	if b.cursor < len(b.first) {
		b.offset = b.first[b.cursor] - row
	}
}

// move handles the keys of movement; false: it was none.
func (b *board) move(k tea.KeyPressMsg, m keys.Map) bool {
	to, ok := m.Step(k, b.cursor, len(b.items), max(b.tall/4, 1)) // a quote takes about four lines
	b.cursor = to
	return ok
}

// wheel is where a notch of the wheel leads in a list of n rows.
func wheel(msg tea.MouseWheelMsg, at, n int) int {
	switch msg.Button {
	case tea.MouseWheelDown:
		at++
	case tea.MouseWheelUp:
		at--
	}
	return max(min(at, n-1), 0)
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
