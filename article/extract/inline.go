package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// inlineElement walks an element within a line.
func (w *walker) inlineElement(n *html.Node, s scope) {
	if s.heading > 0 && w.seam(n) {
		w.blank = true
	}
	if p := elementBefore(n); s.signs && p != nil && p.DataAtom != atom.Br && len(w.buf) > len("— ") {
		w.lineBreak() // name and office, each in an element of its own
	}
	switch n.DataAtom {
	case atom.Br:
		w.breakAt(n, s)
		return
	case atom.Img:
		w.img(n, s)
		return
	case atom.Button:
		if s.heading > 0 && dom.Has(n, "aria-expanded") {
			w.nodes(n, s) // the heading of a part that is folded away
		}
		return
	case atom.A:
		w.anchor(n, s)
	case atom.Em, atom.I, atom.Dfn, atom.Var:
		w.within(n, s, article.Emphasis, "")
	case atom.B, atom.Strong:
		w.within(n, s, article.Strong, "")
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		w.within(n, s, article.InlineRaw, "")
	case atom.Del, atom.S, atom.Strike:
		w.within(n, s, article.Strike, "")
	case atom.Cite:
		if !w.signature(n, s) {
			w.within(n, s, article.CiteTag, "")
		}
	case atom.Q:
		w.quoted(n, s)
	case atom.Rp:
	case atom.Span, atom.Sup:
		if wikiFurniture(n) {
			return
		}
		w.plainInline(n, s)
	case atom.Rt: // the reading of a ruby: in brackets, as where ruby is unknown
		w.word("(", s.at, w.kept == nil || w.kept[s.at], s.hidden)
		w.nodes(n, s)
		w.word(")", s.at, w.kept == nil || w.kept[s.at], s.hidden)
	default:
		if n.Data == "amp-img" {
			w.img(n, s)
			return
		}
		w.plainInline(n, s)
	}
}

// anchor walks a link. Right behind another link it is a word of its own: what
// parts the buttons of a row is the page's style, not a blank.
func (w *walker) anchor(n *html.Node, s scope) {
	href, depth := dom.Resolve(w.base, dom.Attr(n, "href")), len(w.open)
	if p := n.PrevSibling; w.seam(n) && strings.ContainsRune(dom.TextLimit(p, 80), ' ') {
		w.blank = true // "See also" in an element of its own
	}
	if k := len(w.buf); k > 0 && w.linked.end == k && (w.linked.href != href || w.seam(n)) {
		last, _ := utf8.DecodeLastRune(w.buf)
		label := dom.TextLimit(n, 8)
		first, _ := utf8.DecodeRuneInString(label)
		within := unicode.IsLetter(last) && unicode.IsLower(first) && !strings.HasPrefix(label, "http") // one word in two links
		if letterOf(last) && letterOf(first) && !within {
			w.blank = true
		}
	}
	w.begin(article.Link, href)
	w.open[depth].inPage = inPage(n)
	w.nodes(n, s)
	for len(w.open) > depth {
		w.end()
	}
	w.linked.end, w.linked.href = len(w.buf), href
}

// letterOf reports the letters and figures of scripts that part their words.
func letterOf(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !wide(r) }

// inPage: the link leads to another place of the same page, as a table of
// contents or a note does. It leads nobody away, and counts as text.
func inPage(n *html.Node) bool {
	href := dom.Attr(n, "href")
	return len(href) > 1 && href[0] == '#'
}

// plainInline walks an element that has no meaning of its own beyond what its
// class says: a credit within a caption, a caption without a figure.
func (w *walker) plainInline(n *html.Node, s scope) {
	if s.caption && isCredit(n) {
		w.blank = true
		w.within(n, s, article.CreditTag, "")
		w.blank = true
		return
	}
	if !s.caption && s.heading == 0 && !s.inline && isCaption(n) {
		w.finish(s)
		s.caption = true
		w.nodes(n, s)
		w.finish(s)
		return
	}
	w.nodes(n, s)
}

// seam: two elements meet in a headline where a small letter or a figure meets
// a capital: the page's style sets them apart.
func (w *walker) seam(n *html.Node) bool {
	p := n.PrevSibling
	if p == nil || p.Type != html.ElementNode || p.DataAtom == atom.Br || len(w.buf) == 0 {
		return false
	}
	last, _ := utf8.DecodeLastRune(w.buf)
	first, _ := utf8.DecodeRuneInString(dom.TextLimit(n, 8))
	return (unicode.IsLower(last) || unicode.IsDigit(last)) && unicode.IsUpper(first)
}

// within walks n inside an inline span.
func (w *walker) within(n *html.Node, s scope, kind article.SpanKind, href string) {
	depth := len(w.open)
	w.begin(kind, href)
	w.nodes(n, s)
	for len(w.open) > depth {
		w.end()
	}
}

// quoted walks a <q>: the browser draws its marks, so they are put into the
// text where the page has none of its own.
func (w *walker) quoted(n *html.Node, s scope) {
	text := dom.TextLimit(n, 64)
	if text == "" {
		return
	}
	kept := w.kept == nil || w.kept[n]
	nested := false
	for i := range w.open {
		nested = nested || w.open[i].kind == article.QuoteTag
	}
	open, shut := "“", "”"
	if nested {
		open, shut = "‘", "’"
	}
	if strings.ContainsAny(text[:min(len(text), 3)], "“”„«»\"'‘’‚‹›「『") {
		w.within(n, s, article.QuoteTag, "")
		return
	}
	w.word(open, n, kept, s.hidden)
	w.blank = false
	w.within(n, s, article.QuoteTag, "")
	w.blank = false
	w.word(shut, n, kept, s.hidden)
}

// breakAt is a <br>: alone it is a line break; two or more end the paragraph.
func (w *walker) breakAt(n *html.Node, s scope) {
	if s.caption || s.heading > 0 {
		w.blank = true
		return
	}
	if brBefore(n) {
		w.buf = []byte(strings.TrimRight(string(w.buf), " \n"))
		w.finish(s)
		return
	}
	w.lineBreak()
}

// brBefore: only blanks stand between n and another <br> before it.
func brBefore(n *html.Node) bool {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		switch {
		case p.Type == html.CommentNode, p.Type == html.TextNode && strings.TrimSpace(p.Data) == "":
		default:
			return dom.Is(p, atom.Br)
		}
	}
	return false
}
