package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// maxSignature is the longest line that names whose words a block quote holds,
// in bytes.
const maxSignature = 160

// signature takes the line below a block quote that names who said it: a foot or
// a caption of the quotation, a <cite> by itself, an element whose class says so,
// in the quotation or right behind it. It becomes a quotation of its own, all of
// it a cite, so that it goes where the words go.
func (w *walker) signature(n *html.Node, s scope) bool {
	if s.caption || s.heading > 0 || s.signs || len(w.buf) > 0 || !signs(n, s) {
		return false
	}
	in := s
	in.quote, in.item, in.signs = max(s.quote, 1), nil, true
	depth := len(w.open)
	w.begin(article.CiteTag, "")
	w.nodes(n, in)
	w.finish(in)
	for len(w.open) > depth {
		w.end()
	}
	return true
}

// signs: the element is short, and by its kind or its class the signature of a
// quotation.
func signs(n *html.Node, s scope) bool {
	switch {
	case s.quote > 0:
		if !dom.Is(n, atom.Footer, atom.Figcaption) && !(dom.Is(n, atom.Cite) && endsQuotation(n)) && !(named(n, maxSignature, signing...) && endsQuotation(n)) {
			return false
		}
	case !dom.Is(elementBefore(n), atom.Blockquote) || !dom.Is(n, atom.Footer, atom.Figcaption, atom.Cite) && !named(n, maxSignature, signing...):
		return false
	}
	text := dom.TextLimit(n, maxSignature+1)
	return text != "" && len(text) <= maxSignature
}

// signing are the words of a class that says: this names who is quoted.
var signing = []string{"attribution", "author", "cite", "citation", "source", "credit", "quotee", "speaker", "byline"}

// endsQuotation: nothing but signatures follows the element up to the end of its
// quotation, and words stand before it: a <cite> in the middle of a sentence
// names a work.
func endsQuotation(n *html.Node) bool {
	words := false
	for {
		for c := n.NextSibling; c != nil; c = c.NextSibling {
			if dom.TextLimit(c, 8) != "" && !dom.Is(c, atom.Footer, atom.Cite) && !named(c, maxSignature, signing...) {
				return false
			}
		}
		for c := n.PrevSibling; c != nil && !words; c = c.PrevSibling {
			words = c.Type == html.ElementNode && dom.Blocky(c.DataAtom) && dom.TextLimit(c, 8) != ""
		}
		if n = n.Parent; n == nil || n.DataAtom == atom.Body {
			return false
		}
		if n.DataAtom == atom.Blockquote {
			return words
		}
	}
}

// elementBefore is the element right before n; nil where words stand between.
func elementBefore(n *html.Node) *html.Node {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		switch {
		case p.Type == html.ElementNode:
			return p
		case p.Type == html.TextNode && strings.TrimSpace(p.Data) != "":
			return nil
		}
	}
	return nil
}

// signed makes each signature stay where the words above it stay.
func (w *walker) signed(in []bool) {
	for i := 1; i < len(in); i++ {
		if w.blocks[i].Signature() && w.blocks[i-1].Kind == article.Quotation {
			in[i] = in[i-1]
		}
	}
}
