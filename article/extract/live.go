package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// stamps keeps the times of a live blog's entries, as the smallest headings:
// elsewhere a line that is nothing but a time is furniture.
func (w *walker) stamps(doc *article.Document) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if n := w.notes[i].letters; b.Kind != article.Paragraph || n == 0 || n > 40 || !timed(w.notes[i].at) || !keptSoon(doc, i) {
			continue
		}
		b.Kind, b.Level, b.Cut = article.Heading, 6, nil
		b.Spans = []article.Span{{Kind: article.TimeTag, Range: b.Range}}
	}
}

// timed: the text stands in a <time>, or its block holds one and says when it was.
func timed(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		if p.DataAtom == atom.Time {
			return true
		}
		if dom.Blocky(p.DataAtom) {
			return false
		}
	}
	return false
}

// keptSoon: one of the next two blocks with text stays.
func keptSoon(doc *article.Document, i int) bool {
	for k, seen := i+1, 0; k < len(doc.Blocks) && seen < 2; k++ {
		b := &doc.Blocks[k]
		if b.Len() == 0 {
			continue
		}
		if b.Cut == nil && b.Kind != article.Figure {
			return true
		}
		seen++
	}
	return false
}
