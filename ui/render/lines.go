package render

import "strings"

// open begins a line that stands for the offset.
func (p *Page) open(block, anchor int) {
	p.lines = append(p.lines, line{block: block, first: len(p.segs), anchor: anchor})
}

// lit adds words of our own to the open line.
func (p *Page) lit(s string, k ink) {
	if s == "" {
		return
	}
	p.segs = append(p.segs, seg{lit: s, ink: k})
	p.lines[len(p.lines)-1].cells += Cells(s, p.o.Method)
}

// litLink is lit for words that lead somewhere; link is its place from 1.
func (p *Page) litLink(s string, k ink, link int) {
	p.lit(s, k)
	p.segs[len(p.segs)-1].link = link
}

// run adds a range of the Document's text to the open line.
func (p *Page) run(start, end int, k ink) {
	if start >= end {
		return
	}
	p.segs = append(p.segs, seg{start: start, end: end, ink: k})
	p.lines[len(p.lines)-1].cells += Cells(p.doc.Text[start:end], p.o.Method)
}

// close ends the open line.
func (p *Page) close() {
	p.lines[len(p.lines)-1].last = len(p.segs)
}

// blank adds an empty line that stands for the offset.
func (p *Page) blank(anchor int) {
	p.open(-1, anchor)
	p.close()
}

// hang is what stands before a block's lines: before the first and before the
// others, of the same width.
type hang struct {
	first, rest string
	firstInk    ink
	ink         ink
}

// cells is the width of the hang.
func (h hang) cells(p *Page) int { return Cells(h.first, p.o.Method) }

// fits drops a hang that leaves less than a third of the line to the text: on
// a pane of eight columns the words matter, not how deep they stand.
func (p *Page) fits(h hang) hang {
	if w := h.cells(p); w > 0 && p.width-w < max(p.width/3, 4) {
		return hang{}
	}
	return h
}

// flow sets a range of the text behind a hang, wrapped, in one base ink.
func (p *Page) flow(block, start, end int, k ink, h hang) {
	h = p.fits(h)
	width := p.width - h.cells(p)
	first := true
	text := p.doc.Text[start:end]
	put := func(a, b int) {
		p.open(block, start+a)
		if first {
			p.lit(h.first, h.firstInk)
		} else {
			p.lit(h.rest, h.ink)
		}
		first = false
		p.run(start+a, start+b, k)
		if strings.HasSuffix(text[a:b], softHyphen) {
			p.segs[len(p.segs)-1].hyphen = true
			p.lines[len(p.lines)-1].cells++
		}
		p.close()
	}
	breakLines(text, width, p.o.Method, put)
	if first { // nothing to show: the mark alone
		put(0, 0)
	}
}

// hangOf is a hang whose first line has a mark and whose others are blank.
func (p *Page) hangOf(indent int, mark string, k ink) hang {
	first := strings.Repeat(" ", indent) + mark
	return hang{first: first, rest: strings.Repeat(" ", Cells(first, p.o.Method)), firstInk: k}
}
