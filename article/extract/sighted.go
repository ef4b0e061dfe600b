package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// sighted is a byline that the page shows.
type sighted struct {
	at     *html.Node
	names  []string
	order  int // on the page
	score  int
	marked bool // by its markup, not only by its look
}

// shownNames reads the byline elements of the page, those nearest to the
// headline first.
func shownNames(g *gathered, m *meta) []string {
	var cands []sighted
	for i, n := range g.names {
		if c, ok := sight(n, m); ok {
			c.order = i
			c.score -= i
			cands = append(cands, c)
		}
	}
	if len(cands) == 0 {
		return nil
	}
	best := cands[0]
	for _, c := range cands[1:] {
		if c.score > best.score {
			best = c
		}
	}
	m.marked, m.near = best.marked, m.h1 != nil && near(best.at, m.h1)
	return together(best, cands)
}

// together adds to a byline of one name those that stand beside it in elements
// of the same make: each author has one.
func together(best sighted, cands []sighted) []string {
	if len(best.names) != 1 || !fullName(best.names[0]) {
		return best.names
	}
	var all []string
	for _, c := range cands {
		if c.at != best.at && (len(c.names) != 1 || !fullName(c.names[0]) || c.at.DataAtom != best.at.DataAtom || dom.Attr(c.at, "class") != dom.Attr(best.at, "class") || !beside(c.at, best.at)) {
			continue
		}
		all = addNew(all, c.names[0])
	}
	if len(all) > 12 {
		return best.names
	}
	return all
}

// beside: the two share an ancestor within a few steps of the first, which
// holds not much more than names.
func beside(a, b *html.Node) bool {
	x := a
	for range 5 {
		if x = x.Parent; x == nil {
			return false
		}
		if dom.Within(b, x) {
			return len(nameText(x, 400)) <= 300
		}
	}
	return false
}

// sight reads one byline element; not ok where it holds no names or stands
// outside the story.
func sight(n *html.Node, m *meta) (c sighted, ok bool) {
	c = sighted{at: n, score: 100, marked: authorPage(n)}
	bare := c.marked && dom.Attr(n, "rel") == "" && !containsAny(strings.ToLower(dom.Attr(n, "class")), "author", "byline", "autor")
	text, by := "", false
	if n.DataAtom == atom.Meta || dom.Has(n, "content") {
		text = dom.Attr(n, "content")
	} else {
		if name := itemName(n); name != nil {
			n, c.marked = name, true
		}
		text = nameText(n, 400)
		_, by = cutBy(text)
		if href := dom.Attr(n, "href"); strings.HasSuffix(strings.TrimRight(href, "/"), "/author/admin") {
			m.nobody = text
		}
		// The links to the authors' pages say where a name ends; but some
		// bylines link only one of several.
		if linked := linkedAuthors(n); linked != "" && len(addNames(nil, bylinePart(text), m)) <= len(addNames(nil, linked, m)) {
			text = linked
		}
	}
	if text == "" || len(text) > 220 {
		return c, false
	}
	if region, other := outsideRegion(n, m.h1); region != nil {
		if other || !storysOwn(region, m.h1) {
			return c, false
		}
		c.score -= 30
	}
	c.names = addNames(nil, bylinePart(text), m)
	if len(c.names) == 0 || len(c.names) > 8 {
		return c, false
	}
	if c.marked {
		// An address alone does not make "All articles" or "Profile" a name.
		if c.score += 20; bare && !fullName(c.names[0]) && (strings.Contains(c.names[0], " ") || !namedAfter(n, c.names[0])) {
			return c, false
		}
	}
	if strings.Contains(dom.Attr(n, "rel"), "author") || dom.Attr(n, "itemprop") == "author" || strings.HasSuffix(dom.Attr(n, "property"), "author") || dom.Attr(n, "itemprop") == "name" {
		c.score += 60
		c.marked = true
	}
	label := labelBefore(c.at)
	if otherWork(label) || otherWork(clip(text, 24)) {
		return c, false
	}
	if by || introduces(label) {
		c.score += 60
	}
	if m.h1 != nil && near(n, m.h1) {
		c.score += 50
		c.marked = c.marked || by
	}
	tokens := 0
	for _, x := range c.names {
		tokens += len(strings.Fields(x))
	}
	if tokens > 4*len(c.names) {
		c.score -= 60
	}
	return c, true
}

// labelBefore is the text right before the element, within its parent or, where
// it comes first there, the grandparent.
func labelBefore(n *html.Node) string {
	for range 2 {
		for p, steps := n.PrevSibling, 0; p != nil && steps < 10; p, steps = p.PrevSibling, steps+1 {
			if p.Type != html.TextNode && p.Type != html.ElementNode {
				continue
			}
			if t := nameText(p, 200); t != "" {
				if len(t) > 40 {
					t = strings.ToValidUTF8(t[len(t)-40:], "")
				}
				return t
			}
		}
		if n = n.Parent; n == nil || n.DataAtom == atom.Body {
			break
		}
	}
	return ""
}

// introduces: the label ends with a word before which a byline's names stand.
func introduces(label string) bool {
	words := strings.Fields(label)
	if len(words) == 0 {
		return false
	}
	_, by := cutBy(words[len(words)-1] + " X")
	return by
}

// otherWork: the label names work on the story that is not its writing.
func otherWork(label string) bool {
	return containsAny(strings.ToLower(label), "reviewed", "fact-check", "fact check", "edited", "photo", "foto", "bild:", "illustrat", "translat", "übersetz", "geprüft", "redigiert", "informaci", "traduit", "traduc", "tradu", "翻訳")
}

// authorPage: the element is a link to the page of a person who writes for the
// paper, as such addresses are commonly built.
func authorPage(n *html.Node) bool {
	if n.DataAtom != atom.A {
		return false
	}
	href := dom.Attr(n, "href")
	if len(href) > 300 || len(href) < 8 {
		return false
	}
	for _, part := range strings.Split(strings.ToLower(href), "/") {
		switch part {
		case "author", "authors", "autor", "autoren", "autorin", "autores", "autore", "autori", "auteur", "auteurs", "redakteur", "redakteure",
			"reporter", "reporters", "journalist", "journalisten", "journaliste", "contributor", "contributors", "creator", "columnist", "columnists",
			"byline", "writers", "forfatter", "skribent", "penulis", "yazar", "yazarlar", "autorzy", "signataires":
			return true
		case "our-people", "profile", "profiles", "profil", "by", "staff", "redaktion", "editors", "editor", "experts", "team":
			name := nameText(n, 120) // a section may be called so as well
			return fullName(name) && namedAfter(n, name)
		}
	}
	return false
}

// namedAfter: the link's address ends with a word of the name, as that of a
// person's page does.
func namedAfter(n *html.Node, name string) bool {
	href := fold(strings.TrimRight(dom.Attr(n, "href"), "/"))
	words := strings.Fields(fold(name))
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	last := href[strings.LastIndexByte(strings.ReplaceAll(href, " ", "/"), '/')+1:]
	for _, w := range words {
		if len(w) > 2 && strings.Contains(last, w) || len(w) > 3 && strings.HasSuffix(href, " "+w) {
			return true
		}
	}
	return false
}

// linkedAuthors is the texts of the links to authors' pages within a byline:
// what stands around them (a date, a place, "Follow") is no name. "" if none.
func linkedAuthors(n *html.Node) string {
	if n.DataAtom == atom.A {
		return ""
	}
	var names []string
	steps := 0 // a byline is small; what is called one may be the page
	for c := n.FirstChild; c != nil && len(names) < 8 && steps < 300; c, steps = dom.Next(c, n, false), steps+1 {
		if c.Type == html.ElementNode && (authorPage(c) || c.DataAtom == atom.A && strings.Contains(dom.Attr(c, "rel"), "author")) {
			if t := nameText(c, 120); t != "" && len(t) < 80 && strings.IndexFunc(t, unicode.IsLetter) >= 0 && !holdsAll(names, []string{t}) {
				names = append(names, t)
			}
		}
	}
	return strings.Join(names, "; ")
}

// itemName is the element with itemprop=name, or the hCard's "fn", below n.
func itemName(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = dom.Next(c, n, false) {
		if c.Type == html.ElementNode && (dom.Attr(c, "itemprop") == "name" || hasClass(c, "fn")) && c.FirstChild != nil {
			return c
		}
	}
	return nil
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(dom.Attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}
