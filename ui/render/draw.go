package render

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"

	"github.com/charmbracelet/x/ansi"
)

// Draw is one line of the page with its styles and with the marks laid over
// it: no line feed at its end, never wider than Options.Width, the terminal
// left as it was found. A line outside the page is empty.
func (p *Page) Draw(i int, m Marks) string {
	if i < 0 || i >= len(p.lines) {
		return ""
	}
	l := &p.lines[i]
	w := writer{page: p, room: p.o.Width}
	w.b.Grow(4 * p.o.Width)
	p.margin(&w, i, &m)
	for k := l.first; k < l.last; k++ {
		s := &p.segs[k]
		if s.lit != "" {
			own := s.ink
			if s.link != 0 && s.link == m.Link {
				own = own.over(p.ink.linkActive)
			}
			w.put(s.lit, own, s.link)
			continue
		}
		p.drawRun(&w, l, s, &m)
	}
	w.end()
	return w.b.String()
}

// margin draws the blanks on the left, with a bar beside the active quote or
// the chosen block and the number of the line's first link.
func (p *Page) margin(w *writer, i int, m *Marks) {
	if p.left < 2 {
		w.put(strings.Repeat(" ", p.left), ink{}, 0)
		return
	}
	free, bar, number := p.left-2, " ", " "
	var k ink
	if m.Quote > 0 && m.Quote <= len(p.spoken) && p.holds(&p.lines[i], m.Quote) {
		k = p.ink.speaker(p.voices[p.spoken[m.Quote-1].Speaker] - 1)
		k.bg, k.attrs = 0, k.attrs&^underline // without colours a speaker may be underlined: a bar is not
		bar = "▌"
	}
	if m.Block > 0 && p.lines[i].block == m.Block-1 {
		bar, k = "▌", p.ink.count.over(p.ink.strong)
	}
	for n := range 9 {
		if at := m.Numbers - 1 + n; m.Numbers > 0 && at < len(p.links) && p.links[at].Line == i {
			number = string(rune('1' + n))
			break
		}
	}
	switch {
	case bar == " " && number == " ":
		w.put(strings.Repeat(" ", p.left), ink{}, 0)
		return
	case bar == " ": // the number takes the bar's place
		bar, k = number, p.ink.byline
	case number != " " && free > 0: // both: the number stands left of the bar
		w.put(strings.Repeat(" ", free-1), ink{}, 0)
		w.put(number, p.ink.byline, 0)
		free = 0
	}
	w.put(strings.Repeat(" ", free), ink{}, 0)
	w.put(bar, k, 0)
	w.put(" ", ink{}, 0)
}

// holds reports whether a line shows words of the quote.
func (p *Page) holds(l *line, quote int) bool {
	if l.block < 0 || !p.places[l.block].shown {
		return false
	}
	at := p.places[l.block]
	for _, y := range p.layers[at.layer0:at.layer] {
		if y.quote != quote {
			continue
		}
		for _, s := range p.segs[l.first:l.last] {
			if s.lit == "" && s.start < y.end && y.start < s.end {
				return true
			}
		}
	}
	return false
}

// drawRun draws a range of the text, cut wherever a layer or a mark begins or
// ends; at each cut the inks of all that lie over it are merged.
func (p *Page) drawRun(w *writer, l *line, s *seg, m *Marks) {
	var buf [32]layer
	over := buf[:0]
	if l.block >= 0 {
		at := p.places[l.block]
		for _, y := range p.layers[at.layer0:at.layer] {
			if y.start < s.end && s.start < y.end {
				over = append(over, y)
			}
		}
	}
	over = p.addMarks(over, s, m)
	text := p.doc.Text
	for pos := s.start; pos < s.end; {
		next, k, link := s.end, s.ink, s.link
		for i := range over {
			y := &over[i]
			if y.start > pos {
				next = min(next, y.start)
				continue
			}
			if y.end > pos {
				next = min(next, y.end)
				k = k.over(y.ink)
				if y.link != 0 {
					link = y.link
				}
			}
		}
		next = whole(text, pos, next, s.end)
		w.put(text[pos:next], k, link)
		if pos = next; pos == s.end && s.hyphen {
			w.put("-", k, link)
		}
	}
}

// addMarks lays the moving marks over the fixed layers: the active quote, the
// active link, then what the search found.
func (p *Page) addMarks(over []layer, s *seg, m *Marks) []layer {
	if m.Quote > 0 {
		n := len(over)
		for i := range n {
			if over[i].quote == m.Quote {
				over = append(over, layer{start: over[i].start, end: over[i].end, ink: p.ink.here})
			}
		}
	}
	if b := m.Block - 1; b >= 0 && b < len(p.doc.Blocks) && p.left < 2 { // no margin for a bar
		if r := p.doc.Blocks[b].Range; r.Start < s.end && s.start < r.End {
			over = append(over, layer{start: r.Start, end: r.End, ink: p.ink.here})
		}
	}
	if m.Link > 0 && m.Link <= len(p.links) {
		if r := p.links[m.Link-1].Range; r.Start < s.end && s.start < r.End {
			over = append(over, layer{start: r.Start, end: r.End, ink: p.ink.linkActive})
		}
	}
	n, _ := slices.BinarySearchFunc(m.Hits, s.start, func(h article.Range, off int) int {
		if h.End <= off {
			return -1
		}
		return 1
	})
	for ; n < len(m.Hits) && m.Hits[n].Start < s.end; n++ {
		k := p.ink.hit
		if n == m.Hit-1 {
			k = p.ink.hitHere
		}
		over = append(over, layer{start: m.Hits[n].Start, end: m.Hits[n].End, ink: k})
	}
	return over
}

// whole moves a cut to the end of the grapheme cluster that it would tear:
// a style that changes inside a letter with its accent, or inside a family of
// emoji, takes the parts of it to different cells.
func whole(text string, from, cut, end int) int {
	if cut >= end {
		return end
	}
	for cut < end && !utf8.RuneStart(text[cut]) {
		cut++
	}
	if cut >= end {
		return end
	}
	r, _ := utf8.DecodeRuneInString(text[cut:])
	before, _ := utf8.DecodeLastRuneInString(text[from:cut])
	if !joins(r) && before != '\u200d' && !(regional(r) && regional(before)) {
		return cut
	}
	for at := from; at < end; {
		c, _ := ansi.FirstGraphemeCluster(text[at:end], ansi.GraphemeWidth)
		if at += len(c); at >= cut {
			return at
		}
	}
	return end
}

// joins reports the characters that belong to the letter before them.
func joins(r rune) bool {
	return r >= 0x300 && (r == 0x200d || unicode.Is(unicode.M, r) || r >= 0x1f3fb && r <= 0x1f3ff ||
		r >= 0x1160 && r <= 0x11ff) // skin tones, Hangul vowels and finals
}

func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// writer writes a line: it changes the ink only where it differs, keeps count
// of the cells and lets nothing over the edge.
type writer struct {
	page *Page
	b    strings.Builder
	room int
	ink  ink
	link int
}

func (w *writer) put(s string, k ink, link int) {
	if s == "" || w.room <= 0 {
		return
	}
	s = shown(s)
	n := Cells(s, w.page.o.Method)
	if n > w.room {
		at, cells := head(s, w.room, w.page.o.Method)
		s, n, w.room = s[:at], cells, cells
	}
	if s == "" {
		return
	}
	w.room -= n
	if !w.page.o.bare {
		if k != w.ink {
			k.write(&w.b)
			w.ink = k
		}
		w.lead(link)
	}
	w.b.WriteString(s)
}

// lead opens and closes OSC 8 links.
func (w *writer) lead(link int) {
	if link == w.link || !w.page.o.Hyperlinks {
		return
	}
	if w.link != 0 {
		w.b.WriteString(ansi.ResetHyperlink())
	}
	if link > 0 && link <= len(w.page.links) {
		// The id makes one link of the pieces of a wrapped one.
		w.b.WriteString(ansi.SetHyperlink(w.page.links[link-1].URL, "id="+strconv.Itoa(link)))
	}
	w.link = link
}

func (w *writer) end() {
	if w.page.o.bare {
		return
	}
	w.lead(0)
	if w.ink != (ink{}) {
		ink{}.write(&w.b)
	}
}
