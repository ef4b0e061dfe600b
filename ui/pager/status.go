package pager

import (
	"fmt"
	"strings"

	"pullquote/article"
	"pullquote/ui/keys"
	"pullquote/ui/render"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// part is a piece of the status line.
type part struct {
	text  string
	style lipgloss.Style
	extra bool // goes before anything else is shortened
}

// status draws the last row: what is active on the left, where the reader is
// on the right. What has no room is left out, the least needed first.
func (p *Pager) status() string {
	if p.find.typing {
		return p.searchLine()
	}
	if p.art == nil {
		return ""
	}
	left, right := p.doing(), p.standing()
	const gap = 2
	edge := p.edge()
	wide := p.w - 2*edge
	// A key's answer is never left out for want of room: it stands in place of
	// what is active until the next key.
	if p.notice != "" && min(p.cells(left), wide/2)+gap+p.cells(right[len(right)-min(2, len(right)):]) > wide {
		left = []part{{text: p.notice, style: p.o.Styles.Busy}}
		right = right[len(right)-1:]
	}
	for len(right) > 1 {
		need := p.cells(left)
		if !right[0].extra || left[0].extra { // a long name gives way to what was asked for
			need = min(need, wide/2)
		}
		if p.cells(right)+gap+need <= wide {
			break
		}
		right = right[1:]
	}
	room := wide - p.cells(right)
	if len(right) > 0 && len(left) > 0 {
		room -= gap
	}
	if room < 8 && len(left) > 0 && p.notice == "" && p.w < 16 {
		right, room = nil, wide
	}
	ls, lw := p.draw(left, max(room, 0))
	rs, rw := p.draw(right, wide)
	if lw+rw > wide {
		rs, rw = "", 0
	}
	side := strings.Repeat(" ", edge)
	return side + ls + strings.Repeat(" ", wide-lw-rw) + rs + side
}

// edge is what stays free on each side of the status line, so that it stands
// under the header and above the keys; a tiny pane has no cell to spare.
func (p *Pager) edge() int {
	if p.w < 24 {
		return 0
	}
	return 1
}

// doing is the left half: the active link, the active quote, or else a notice,
// or what there is to do.
func (p *Pager) doing() []part {
	s := &p.o.Styles
	switch {
	case p.notice != "" && p.link == 0 && p.quote < 0:
		return []part{{text: p.notice, style: s.Busy}}
	case p.block >= 0:
		return p.blockStatus()
	case p.link > 0:
		return []part{{text: fmt.Sprintf("link %d/%d · ", p.link, len(p.page.Links())), style: s.Footer}, {text: p.linkURL(), style: s.HintKey}}
	case p.quote >= 0:
		q := p.quotes[p.quote]
		name, role := render.Voice(q)
		if name == "" {
			name = "nobody named"
		}
		ps := []part{{text: p.quoteCount() + " · ", style: s.Footer}, {text: name, style: s.Label(render.Speaker(p.art.Doc, q))}}
		if role != "" {
			ps = append(ps, part{text: role, style: s.Footer})
		}
		return ps
	case len(p.quotes) > 0:
		n := fmt.Sprintf("%d quotes", len(p.quotes))
		if len(p.quotes) == 1 {
			n = "1 quote"
		}
		return []part{{text: n, style: s.Footer}, {text: " · " + p.o.Keys.First(keys.NextQuote) + " next", style: s.Hint}}
	}
	return []part{{text: article.CleanLine(p.art.Doc.Title), style: s.Hint, extra: true}}
}

// standing is the right half, the least needed first.
func (p *Pager) standing() []part {
	s := &p.o.Styles
	var ps []part
	if p.art.Entry.ID != 0 && !p.art.Entry.Read {
		ps = append(ps, part{"unread", s.Hint, true})
	}
	if p.art.Entry.Starred {
		ps = append(ps, part{"★", s.Star, true})
	}
	if p.quotesOnly {
		ps = append(ps, part{"quotes only", s.Hint, true})
	}
	if n := p.art.Doc.CutCount(); n > 0 && p.unfold {
		ps = append(ps, part{fmt.Sprintf("%d brought back", n), s.Hint, true})
	} else if n > 0 {
		ps = append(ps, part{fmt.Sprintf("%d hidden", n), s.Hint, true})
	}
	if p.find.active() {
		ps = append(ps, part{text: p.matches(), style: s.Footer})
	}
	if p.notice != "" && (p.link > 0 || p.quote >= 0) {
		ps = append(ps, part{text: p.notice, style: s.Busy})
	}
	return append(ps, part{text: p.position(), style: s.Footer})
}

func (p *Pager) matches() string {
	switch n := len(p.find.hits); {
	case n == 0:
		return "no match"
	case n == maxHits:
		return fmt.Sprintf("match %d/%d+", p.find.hit, n)
	default:
		return fmt.Sprintf("match %d/%d", p.find.hit, n)
	}
}

// position says where the screen is: "all", "top", "end", or how much of the
// article lies above its last row.
func (p *Pager) position() string {
	switch {
	case p.page == nil || p.last() == 0:
		return "all"
	case p.top == 0:
		return "top"
	case p.top >= p.last():
		return "end"
	}
	return fmt.Sprintf("%d %%", (p.top+p.rows())*100/p.page.Lines())
}

// joint is what stands between two parts: nothing where they carry a dot or a
// comma.
func joint(a, b part) string {
	if strings.HasSuffix(a.text, " · ") || strings.HasPrefix(b.text, " · ") || strings.HasPrefix(b.text, ", ") {
		return ""
	}
	return "  "
}

func (p *Pager) cells(ps []part) int {
	n := 0
	for i, q := range ps {
		if i > 0 {
			n += len(joint(ps[i-1], q))
		}
		n += render.Cells(q.text, p.o.Method)
	}
	return n
}

// draw draws parts into at most so many cells and says how many it took.
func (p *Pager) draw(ps []part, room int) (string, int) {
	var b strings.Builder
	used := 0
	for i, q := range ps {
		gap := ""
		if i > 0 {
			gap = joint(ps[i-1], q)
		}
		s, w := render.Clip(q.text, room-used-len(gap), p.o.Method)
		if w == 0 {
			break
		}
		b.WriteString(gap + q.style.Render(s))
		used += len(gap) + w
	}
	return b.String(), used
}

// searchLine draws the line that is typed, scrolled so that the cursor shows.
func (p *Pager) searchLine() string {
	s := &p.o.Styles
	text, _ := p.typed()
	right := ""
	if p.find.active() {
		right = p.matches()
	}
	edge := p.edge()
	slash := strings.Repeat(" ", edge) + s.HintKey.Render("/") + strings.Repeat(" ", edge)
	room := p.w - 1 - 2*edge
	rw := render.Cells(right, p.o.Method)
	if rw > 0 && room-rw-2 >= render.Cells(text, p.o.Method)+1 {
		room -= rw + edge
	} else {
		right = ""
	}
	if p.w == 1 {
		return slash
	}
	line := slash + render.Fit(text, room, p.o.Method)
	if right != "" {
		line += s.Footer.Render(right) + strings.Repeat(" ", edge)
	}
	return line
}

// typed is the part of the query that fits before and behind the cursor, and
// the cursor's cell in it.
func (p *Pager) typed() (string, int) {
	v := []rune(p.input.Value())
	pos := min(p.input.Position(), len(v))
	room := max(p.w-2-2*p.edge(), 0) // the slash, and a cell for the cursor at the end
	from := 0
	for from < pos && render.Cells(string(v[from:pos]), p.o.Method) > room {
		from++
	}
	return string(v[from:]), render.Cells(string(v[from:pos]), p.o.Method)
}

// Cursor is where the terminal's cursor stands (the search line), nil hidden.
func (p *Pager) Cursor() *tea.Cursor {
	if !p.find.typing || p.w <= 0 || p.h <= 0 {
		return nil
	}
	_, x := p.typed()
	return tea.NewCursor(min(x+1+2*p.edge(), p.w-1), p.h-1)
}
