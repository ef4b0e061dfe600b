package render

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"pullquote/article"
)

// layer is an ink over a range of the text: an inline span, a quote, a term,
// a token of code. Those of a block lie in the order in which they are painted.
type layer struct {
	start, end int
	ink        ink
	link       int // its place in links from 1
	quote      int // its place in spoken from 1
}

// layer gathers the layers of a block and enters its links.
func (p *Page) layer(b *article.Block) {
	if b.Kind == article.Code {
		p.tokens(b)
	}
	p.spanLayers(b)
	n := sort.Search(len(p.quotes), func(i int) bool { return p.quotes[i].start >= b.Start })
	for ; n < len(p.quotes) && p.quotes[n].start < b.End; n++ {
		q := p.quotes[n]
		q.start, q.end = p.withMarks(q.start, min(q.end, b.End), b.Range)
		p.layers = append(p.layers, q)
	}
}

// spanLayers adds the inline spans of a block and enters its links.
func (p *Page) spanLayers(b *article.Block) {
	for _, s := range b.Spans {
		if s.Start < b.Start || s.End > b.End || s.Start >= s.End {
			continue
		}
		l := layer{start: s.Start, end: s.End}
		switch s.Kind {
		case article.Emphasis, article.CiteTag:
			l.ink = p.ink.emphasis
		case article.Strong:
			l.ink = p.ink.strong
		case article.InlineRaw:
			l.ink = p.ink.code
		case article.Strike:
			l.ink = p.ink.strike
		case article.CreditTag:
			l.ink = p.ink.cut
		case article.Link:
			l.ink = p.ink.link
			l.link = p.addLink(s.Href, s.Range)
		default: // <q> is told by its marks, a break by the line
			continue
		}
		if b.Cut != nil { // dimmed: no colours, only what is bold or underlined
			l.ink = ink{attrs: l.ink.attrs}
		}
		p.layers = append(p.layers, l)
	}
}

// quoteLayers are the quotes and, if asked, the terms, by position.
func (p *Page) quoteLayers() []layer {
	p.voices = map[string]int{}
	for i, s := range p.doc.Speakers() {
		p.voices[s] = i + 1
	}
	var ls []layer
	n := 0
	for _, q := range p.doc.Quotes {
		k, num := p.ink.term, 0
		if q.Kind != article.Term {
			n++
			num = n
			k = p.ink.speaker(p.voices[q.Speaker] - 1)
		} else if !p.o.Terms {
			continue
		}
		for _, r := range q.Spans {
			if r.Start >= 0 && r.Start < r.End && r.End <= len(p.doc.Text) {
				ls = append(ls, layer{start: r.Start, end: r.End, ink: k, quote: num})
			}
		}
	}
	slices.SortStableFunc(ls, func(a, b layer) int { return cmp.Compare(a.start, b.start) })
	return ls
}

// withMarks takes the quotation marks around a quote into its colour where
// they stand beside it: a coloured run that begins inside its marks looks like
// a mistake. French marks stand a blank away.
func (p *Page) withMarks(start, end int, in article.Range) (int, int) {
	t := p.doc.Text
	before := strings.TrimRight(t[in.Start:start], " \u00a0\u202f")
	if r, n := utf8.DecodeLastRuneInString(before); quoteMark(r) && (len(before) == start-in.Start || r == '«' || r == '»') {
		start = in.Start + len(before) - n
	}
	after := strings.TrimLeft(t[end:in.End], " \u00a0\u202f")
	if r, n := utf8.DecodeRuneInString(after); quoteMark(r) && (len(after) == in.End-end || r == '»' || r == '«') {
		end = in.End - len(after) + n
	}
	return start, end
}

// quoteMark reports the marks that quotes stand in.
func quoteMark(r rune) bool {
	return strings.ContainsRune("\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉＂｢｣", r) && r != utf8.RuneError
}

// addLink enters a link and gives its place from 1; 0 where its address is
// none that may be opened.
func (p *Page) addLink(href string, r article.Range) int {
	url := article.CleanURL(href)
	if url == "" {
		return 0
	}
	p.links = append(p.links, Link{Range: r, URL: url})
	return len(p.links)
}
