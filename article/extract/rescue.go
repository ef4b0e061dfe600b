package extract

import (
	"strings"

	"pullquote/article"
	"pullquote/article/boilerplate"
)

// longRun is how many letters a paragraph has that is not left out of the story
// for the box alone in which it stands.
const longRun = 350

// rescue takes in what would be left out for no better reason than the name or
// the kind of the box in which it stands: between the first and the last
// paragraph of the story, somebody's words, and a long paragraph. What a phrase
// told to be furniture, what is kept from sight, what leads away, and what the
// story says itself (a quotation in large type) is left out as before.
func (w *walker) rescue(doc *article.Document, ev []boilerplate.Evidence, in []bool) {
	first, last := len(in), -1
	for i := range in {
		if in[i] && doc.Blocks[i].Cut == nil && doc.Blocks[i].Kind != article.Figure && w.notes[i].letters >= 80 && ev[i].LinkShare < 0.5 {
			first, last = min(first, i), i
		}
	}
	story := ""
	for i := first + 1; i < last; i++ {
		b, n := &doc.Blocks[i], &w.notes[i]
		if in[i] || b.Cut != nil || ev[i].Hidden || b.Kind == article.Figure || b.Kind == article.Table || n.links*10 > n.letters*3 {
			continue
		}
		text := doc.Of(b.Range)
		said := boilerplate.Quoted(text) || b.Kind == article.Quotation && doc.Blocks[i+1].Signature()
		if !stops(text) || !w.beside(i, ev[i].Region, said) {
			continue
		}
		if story == "" {
			story = keptText(doc, in)
		}
		if words := fold(strings.Trim(text, "\"“”„«»‘’ ")); strings.Contains(story, words) || len(words) > 60 && strings.Contains(story, words[:60]) {
			continue
		}
		in[i] = true
	}
}

// beside: the block stands in a box beside the story, or in one that is called
// a form or a menu and is none. Dialogs and comments are what they are called, by
// whatever name.
func (w *walker) beside(i int, r boilerplate.Region, quoted bool) bool {
	switch r {
	case boilerplate.Unknown, boilerplate.Story, boilerplate.Aside, boilerplate.Footer, boilerplate.Header:
		return quoted || w.notes[i].letters >= longRun
	case boilerplate.Form, boilerplate.Navigation:
		for n := w.notes[i].at; n != nil; n = n.Parent {
			if k := regionOf(n); k == boilerplate.Form || k == boilerplate.Navigation {
				return false
			}
		}
		return quoted
	}
	return false
}

// keptText is the text that stays, as fold writes it.
func keptText(doc *article.Document, in []bool) string {
	var b strings.Builder
	for i := range doc.Blocks {
		if bl := &doc.Blocks[i]; in[i] && bl.Cut == nil && bl.Kind != article.Figure {
			b.WriteString(fold(doc.Of(bl.Range)))
			b.WriteByte(' ')
		}
	}
	return b.String()
}
