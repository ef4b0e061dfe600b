package extract

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// meta is what the page says about itself, and the witnesses to its body.
type meta struct {
	title, deck, publisher, section string
	image, canonical, language      string
	byline                          []string
	published, updated              time.Time
	deckApart                       bool // the deck stands with the headline, outside the story
	paid                            bool
	live                            bool      // a live blog
	host                            string    // of the page
	nobody                          string    // the name of an account that is no person's
	near                            bool      // the byline shown stands beside the headline
	marked                          bool      // the byline shown is marked as one, not only by its look
	weakDate                        bool      // published may be the last change
	settled                         bool      // the page shows the day of published beside its headline
	swapped                         time.Time // published with day and month the other way round
	dayFirst                        bool      // 3/4/2025 is in April
	subtitle                        string    // of the linked data: a deck, or another headline
	descriptions                    []string  // of the head: often the deck, often the first words
	bodies                          []string  // articleBody of the linked data
	h1                              *html.Node
}

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

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
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

// findMeta judges what was gathered: the linked data of the article first,
// then the properties of the head, then what the page shows.
func findMeta(root *html.Node, base *url.URL, o Options) *meta {
	g := gather(root, base)
	all := things(g.linked)
	art := pick(all)
	m := &meta{descriptions: []string{art.str("description"), g.first("og:description"), g.first("description"), g.first("twitter:description"), art.str("abstract")}, subtitle: art.str("alternativeHeadline")}
	m.host = article.Host(o.URL)
	m.canonical = g.canon
	if m.canonical == "" {
		m.canonical = dom.Resolve(g.base, firstOf(g.first("og:url"), art.str("url"), art.str("mainEntityOfPage")))
	}
	m.publisher = publisher(g, all, art, o)
	m.title, m.h1 = title(g, art, m.publisher, o)
	m.language = bcp47(firstOf(g.lang, art.str("inLanguage"), g.first("og:locale", "content-language", "language", "dc.language"), o.Language))
	m.published, m.updated = dates(g, art, all, m, o)
	m.byline = people(g, art, all, m, o)
	m.section = sectionOf(g, art)
	m.image = dom.Resolve(g.base, firstOf(imageOf(art, all), g.first("og:image", "og:image:secure_url", "twitter:image", "twitter:image:src", "image")))
	m.paid, m.live = paid(g, all), live(all)
	for _, t := range all {
		if body, ok := t["articleBody"].(string); ok && len(body) > 80 && t.rank() >= 4 {
			m.bodies = append(m.bodies, body)
		}
	}
	return m
}

// pick is the thing that is the article: the type that fits best, the first
// of these with a headline.
func pick(all []thing) thing {
	var best thing
	score := 0
	for _, t := range all {
		r := t.rank() * 4
		if r == 0 {
			continue
		}
		for _, key := range []string{"headline", "datePublished", "author", "articleBody"} {
			if t[key] != nil {
				r++
			}
		}
		if r > score {
			best, score = t, r
		}
	}
	if score < 4 {
		return nil
	}
	return best
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func arrayOf(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case nil:
		return nil
	}
	return []any{v}
}

// imageOf is the address of the thing's picture.
func imageOf(t thing, all []thing) string {
	if o := t.object("image").whole(all); o != nil {
		return firstOf(o.str("url"), o.str("contentUrl"))
	}
	return t.str("image")
}

// sectionOf is the part of the paper.
func sectionOf(g *gathered, art thing) string {
	return firstOf(art.str("articleSection"), g.first("article:section", "articlesection", "section", "parsely-section", "cxenseparse:section", "content_category", "category"))
}

// paid: a thing that is the page or the article says that it is not free. A
// part of it (hasPart) that is not free counts as well: the page is a stub.
func paid(g *gathered, all []thing) bool {
	for _, t := range all {
		if t.rank() < 1 {
			continue
		}
		if t.paid() {
			return true
		}
		for _, part := range arrayOf(t["hasPart"]) {
			if o, ok := part.(map[string]any); ok && thing(o).paid() {
				return true
			}
		}
	}
	return strings.EqualFold(g.first("article:content_tier"), "locked")
}

// live: the linked data call the page a live blog.
func live(all []thing) bool {
	for _, t := range all {
		for _, typ := range t.list("@type") {
			if typ == "LiveBlogPosting" {
				return true
			}
		}
	}
	return false
}

// publisher is the name of the paper.
func publisher(g *gathered, all []thing, art thing, o Options) string {
	if p := g.first("og:site_name"); p != "" && !strings.Contains(p, "://") {
		return p
	}
	p := art.object("publisher").whole(all).str("name")
	if p = firstOf(p, art.str("publisher")); p != "" && !strings.Contains(p, "://") && !strings.HasPrefix(p, "#") {
		return p
	}
	for _, t := range all {
		for _, typ := range t.list("@type") {
			if typ == "NewsMediaOrganization" || typ == "WebSite" {
				if n := t.str("name"); n != "" && !strings.Contains(n, "://") {
					return n
				}
			}
		}
	}
	if p := g.first("application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher"); p != "" && !strings.Contains(p, "://") {
		return p
	}
	return firstOf(o.Publisher, article.Host(o.URL))
}

// bcp47 normalises a language tag: "en_US", "EN-us", "English" no.
func bcp47(s string) string {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	s, _, _ = strings.Cut(s, ",")
	lang, _, _ := strings.Cut(s, "-")
	if len(lang) < 2 || len(lang) > 3 || len(s) > 20 {
		return ""
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	return s
}

// into fills the Document's facts.
func (m *meta) into(d *article.Document, o Options) {
	d.URL, d.Canonical, d.Language = o.URL, m.canonical, m.language
	d.Title, d.Deck, d.Byline = m.title, m.deck, m.byline
	d.Publisher, d.Section, d.LeadImage = m.publisher, m.section, m.image
	d.Published, d.Updated, d.Paid = m.published, m.updated, m.paid
}
