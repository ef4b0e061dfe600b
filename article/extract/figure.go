package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// figure takes a <figure> as one block: its picture, its caption and credit.
// A figure around a table, a listing, a quotation or other figures is only a
// wrapper.
func (w *walker) figure(n *html.Node, s scope) bool {
	image := ""
	text := 0
	for c := n.FirstChild; c != nil; c = dom.Next(c, n, false) {
		if c.Type == html.TextNode {
			text += len(strings.TrimSpace(c.Data))
		}
		switch c.DataAtom {
		case atom.Table, atom.Pre, atom.Blockquote, atom.Li, atom.Article, atom.Figure, atom.H1, atom.H2, atom.H3, atom.H4:
			return false
		case atom.Img, atom.Source:
			if image == "" {
				image = w.address(c)
			}
		case 0:
			if image == "" && c.Data == "amp-img" {
				image = w.address(c)
			}
		}
	}
	if text > 3000 {
		return false
	}
	before := len(w.blocks)
	in := s
	in.caption, in.image = true, image
	w.nodes(n, in)
	w.finish(in)
	if len(w.blocks) == before && image != "" {
		w.add(article.Block{Kind: article.Figure, Image: image}, "", note{at: n, heading: -1})
	}
	return true
}

// img is a picture outside a figure: a block of its own where it stands
// between paragraphs, its alternative text where it is a letter of the line.
func (w *walker) img(n *html.Node, s scope) {
	if alt := dom.Attr(n, "alt"); alt != "" && len(alt) <= 16 {
		if c := dom.Attr(n, "class"); strings.Contains(c, "emoji") || strings.Contains(c, "smiley") {
			w.write(alt, s.at, w.kept == nil || w.kept[s.at], s.hidden)
			return
		}
	}
	if s.hidden || s.heading > 0 || s.caption || len(w.buf) > 0 || len(w.blocks) == 0 {
		return
	}
	if width, err := strconv.Atoi(strings.TrimSuffix(dom.Attr(n, "width"), "px")); err == nil && width < 200 {
		return // an icon, a portrait, a counter
	}
	if image := w.address(n); image != "" && (w.kept == nil || w.kept[s.at]) {
		w.add(article.Block{Kind: article.Figure, Image: image}, "", note{at: n, heading: -1})
	}
}

// address is where a picture lies, also where a script was to load it late.
func (w *walker) address(n *html.Node) string {
	for _, key := range []string{"src", "data-src", "data-original", "data-lazy-src", "data-image"} {
		if u := dom.Resolve(w.base, dom.Attr(n, key)); u != "" {
			return u
		}
	}
	for _, key := range []string{"srcset", "data-srcset"} {
		first, _, _ := strings.Cut(strings.TrimSpace(dom.Attr(n, key)), " ")
		if u := dom.Resolve(w.base, strings.TrimSuffix(first, ",")); u != "" {
			return u
		}
	}
	return ""
}

// isCaption: the element's class says that it is the words below a picture.
func isCaption(n *html.Node) bool {
	return named(n, 900, "caption", "figcaption", "bildunterschrift", "bildtext", "imagecaption", "photocaption", "bildlegende")
}

// isCredit: the element's class says that it names whose picture it is.
func isCredit(n *html.Node) bool {
	return named(n, 200, "credit", "credits", "copyright", "photographer", "byline", "source", "attribution", "agency")
}

// named reports whether a class token of n is one of the words, and n's text
// is short enough, in bytes, for what the word promises.
func named(n *html.Node, limit int, words ...string) bool {
	class := dom.Attr(n, "class")
	if class == "" || len(class) > 400 {
		return false
	}
	lower := strings.ToLower(class)
	hit := false
	for _, w := range words {
		hit = hit || strings.Contains(lower, w)
	}
	if !hit {
		return false
	}
	for _, tok := range dom.Names(nil, n) {
		for _, w := range words {
			if tok == w {
				return len(dom.TextLimit(n, limit+1)) <= limit
			}
		}
	}
	return false
}
