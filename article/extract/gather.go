package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// gathered is what one pass over the page collects, before it is judged.
type gathered struct {
	base   *url.URL
	props  map[string][]string // meta name, property and itemprop, lower case -> contents
	linked []any               // JSON-LD
	titles []string            // <title>
	h1     []*html.Node
	lower  []*html.Node // the first h2 and h3
	times  []*html.Node // <time>, itemprop=datePublished and classes that promise a date
	names  []*html.Node // where a byline may stand
	canon  string
	lang   string

	promises map[string]uint8 // of class values met before
}

// gather walks the page once.
func gather(root *html.Node, base *url.URL) *gathered {
	g := &gathered{base: base, props: map[string][]string{}, promises: map[string]uint8{}}
	skip := false
	for n := root; n != nil; n = dom.Next(n, root, skip) {
		skip = false
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			g.lang = dom.Attr(n, "lang")
			if g.lang == "" {
				g.lang = dom.Attr(n, "xml:lang")
			}
		case atom.Meta:
			g.meta(n)
		case atom.Link:
			if strings.EqualFold(dom.Attr(n, "rel"), "canonical") && g.canon == "" {
				g.canon = dom.Resolve(base, dom.Attr(n, "href"))
			}
			if dom.Attr(n, "itemprop") == "image" {
				g.keep("image", dom.Attr(n, "href"))
			}
		case atom.Title:
			if n.Parent != nil && (n.Parent.DataAtom == atom.Head || len(g.titles) == 0 && n.Namespace == "") {
				g.titles = append(g.titles, dom.Text(n))
			}
		case atom.Script:
			if strings.Contains(dom.Attr(n, "type"), "ld+json") && n.FirstChild != nil && len(g.linked) < 100 {
				g.linked = append(g.linked, readJSON(n.FirstChild.Data)...)
			}
			skip = true
		case atom.Svg, atom.Style, atom.Noscript, atom.Template:
			skip = true
		case atom.H1:
			if len(g.h1) < 20 {
				g.h1 = append(g.h1, n)
			}
		case atom.H2, atom.H3:
			if len(g.lower) < 30 {
				g.lower = append(g.lower, n)
			}
			g.element(n)
		case atom.Time:
			g.times = append(g.times, n)
		case atom.A:
			if authorPage(n) {
				g.byline(n)
			}
			g.element(n)
		case atom.Img:
			if dom.Attr(n, "itemprop") == "image" {
				g.keep("image", dom.Attr(n, "src"))
			}
		case atom.Ul, atom.Ol:
		default:
			g.element(n)
		}
	}
	return g
}

// meta keeps one <meta>.
func (g *gathered) meta(n *html.Node) {
	content := dom.Attr(n, "content")
	if content == "" {
		content = dom.Attr(n, "value")
	}
	if content == "" || len(content) > 20_000 || len(g.props) > 500 {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, k := range strings.Fields(strings.ToLower(dom.Attr(n, key))) {
			if v := unescape(content); v != "" && len(g.props[k]) < 20 {
				g.props[k] = append(g.props[k], v)
			}
		}
	}
}

// keep keeps one property that an element names.
func (g *gathered) keep(key, v string) {
	if v = unescape(v); v != "" && len(v) < 2000 && len(g.props[key]) < 20 {
		g.props[key] = append(g.props[key], v)
	}
}

// itemContent is the content, the address or the text of the first element
// within n that is the named property of its item.
func itemContent(n *html.Node, prop string) string {
	for c, steps := n.FirstChild, 0; c != nil && steps < 60; c, steps = dom.Next(c, n, false), steps+1 {
		if c.Type == html.ElementNode && dom.Attr(c, "itemprop") == prop {
			return firstOf(dom.Attr(c, "content"), dom.Attr(c, "href"), dom.Attr(c, "src"), dom.TextLimit(c, 120))
		}
	}
	return ""
}

// element keeps the elements whose attributes promise a byline or a date.
func (g *gathered) element(n *html.Node) {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "itemprop":
			switch {
			case a.Val == "author" || a.Val == "creator":
				g.byline(n)
			case a.Val == "datePublished" || a.Val == "dateCreated" || a.Val == "dateModified":
				g.times = append(g.times, n)
			case a.Val == "publisher":
				g.keep("publisher", itemContent(n, "name"))
			case a.Val == "image":
				g.keep("image", firstOf(dom.Attr(n, "href"), itemContent(n, "url")))
			}
		case "property": // RDFa
			switch {
			case strings.HasSuffix(a.Val, "dateCreated"), strings.HasSuffix(a.Val, "datePublished"), strings.HasSuffix(a.Val, "dateModified"), strings.HasSuffix(a.Val, "dc:date"):
				g.times = append(g.times, n)
			case strings.HasSuffix(a.Val, "author"), strings.HasSuffix(a.Val, "dc:creator"):
				g.byline(n)
			}
		case "rel":
			if strings.Contains(a.Val, "author") {
				g.byline(n)
			}
		case "class", "id", "data-testid", "data-component", "data-qa":
			if len(a.Val) > 300 {
				continue
			}
			p := g.promise(a.Val)
			if p&promisesName != 0 {
				g.byline(n)
			}
			if p&promisesDate != 0 && len(g.times) < 200 && holdsDigit(n) {
				g.times = append(g.times, n)
			}
		}
	}
}

// What the words of a class or an id promise.
const (
	promisesName = 1 << iota
	promisesDate
)

// promise is what the value of a class promises. A page repeats a few hundred
// values thousands of times, so that each is judged once.
func (g *gathered) promise(val string) uint8 {
	if p, ok := g.promises[val]; ok {
		return p
	}
	v, p := strings.ToLower(val), uint8(0)
	if containsAny(v, "byline", "author", "autor", "auteur", "forfatter", "skribent", "writer", "reporter-", "reporter_", "reporters", "contributor", "verfasser", "redakteur", "wrote", "posted-by", "postedby", "writtenby", "submitted") || strings.HasSuffix(v, "reporter") {
		p |= promisesName
	}
	if containsAny(v, "date", "time", "publish", "datum", "fecha", "posted", "meta") {
		p |= promisesDate
	}
	if len(g.promises) < 4000 {
		g.promises[val] = p
	}
	return p
}

// holdsDigit: one of the first words within the element, or one of its
// attributes, has a digit. No date is without.
func holdsDigit(n *html.Node) bool {
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key != "class" && a.Key != "id" && strings.ContainsAny(a.Val, "0123456789") {
			return true
		}
	}
	for c, steps := n.FirstChild, 0; c != nil && steps < 40; c, steps = dom.Next(c, n, false), steps+1 {
		if c.Type == html.TextNode && strings.ContainsAny(clip(c.Data, 300), "0123456789") {
			return true
		}
	}
	return false
}

func (g *gathered) byline(n *html.Node) {
	if k := len(g.names); k < 100 && (k == 0 || g.names[k-1] != n) {
		g.names = append(g.names, n)
	}
}

// first is the first content among the named properties.
func (g *gathered) first(keys ...string) string {
	for _, k := range keys {
		for _, v := range g.props[k] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}
