package extract

import (
	"sort"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// people is who wrote the article: the linked data, the head, then what the
// page shows. Names are as written, without "By" and without roles; an agency
// or a desk stays where no person is named.
func people(g *gathered, art thing, all []thing, m *meta, o Options) []string {
	found, role := linkedNames(art, all, m)
	if isPerson(found, m) {
		return fuller(persons(found, m), g, m)
	}
	for _, key := range []string{"citation_author", "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
		"dc.creator.name", "cxenseparse:author", "article.author", "og:author", "twitter:data1-author", "authors", "lp.article:author", "bt:author", "article:author_name", "mrf:authors"} {
		var list []string
		for _, v := range g.props[key] {
			list = addNames(list, v, m)
		}
		if isPerson(list, m) {
			return fuller(persons(list, m), g, m)
		}
		if len(found) == 0 {
			found = list
		}
	}
	if label := strings.ToLower(g.first("twitter:label1")); containsAny(label, "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "author", "autor", "by") {
		if list := addNames(nil, g.first("twitter:data1"), m); isPerson(list, m) {
			return persons(list, m)
		}
	}
	if shown := shownNames(g, m); len(shown) > 0 && (len(found) == 0 || isPerson(shown, m)) {
		if len(found) > 0 && strings.HasPrefix(fold(found[0]), fold(shown[0])+" ") {
			return found // whose own site it is, writes there
		}
		return shown
	}
	if len(found) == 0 {
		found = addNames(nil, strings.Join(o.Byline, "; "), m)
	}
	if len(found) == 0 && role != "" {
		found = []string{role}
	}
	return found
}

// linkedNames are the authors that the linked data name. role is what stands
// there in place of a name: "Staff Writer", the only byline that some pages have.
func linkedNames(art thing, all []thing, m *meta) (found []string, role string) {
	for _, key := range []string{"author", "creator"} {
		for _, a := range arrayOf(art[key]) {
			name := authorOf(a, all)
			before := len(found)
			if found = addNames(found, name, m); len(found) == before && role == "" && strings.Contains(name, " ") && len(name) < 40 && isRole(strings.ToLower(name)) {
				role = name
			}
		}
		if key == "author" && isPerson(found, m) {
			// "creator" names all of them where "author" names the first.
			var more []string
			for _, a := range arrayOf(art["creator"]) {
				more = addNames(more, authorOf(a, all), m)
			}
			if len(more) > len(found) && holdsAll(more, found) {
				found = more
			}
			break
		}
	}
	return found, role
}

// fuller gives the byline of the page where it says the same more fully than
// the data do: a login or a first name there, the whole name here; one of
// several authors there, all of them here.
func fuller(known []string, g *gathered, m *meta) []string {
	shown := shownNames(g, m)
	if len(shown) == 0 || len(shown) > 6 {
		return known
	}
	if len(known) == 1 {
		k := fold(known[0])
		login := handle(known[0])
		for _, s := range shown {
			f := fold(s)
			if len(f) > len(k) && len(s) < 50 && (strings.HasPrefix(f, k+" ") && !strings.Contains(k, " ") || login && strings.Contains(f, " ")) {
				return shown
			}
		}
	}
	for _, n := range shown {
		if !fullName(n) || isRole(strings.ToLower(n)) {
			return known
		}
	}
	if len(shown) > len(known) && m.marked && holdsAll(shown, known) {
		return shown
	}
	return known
}

// holdsAll: every name of the second list stands in the first.
func holdsAll(list, names []string) bool {
	for _, n := range names {
		in := false
		for _, x := range list {
			in = in || strings.EqualFold(n, x)
		}
		if !in {
			return false
		}
	}
	return true
}

// handle: a login rather than a name: one word in small letters, or joined by
// dots or underscores.
func handle(n string) bool {
	if strings.ContainsAny(n, " ") || len(n) < 5 {
		return false
	}
	return n == strings.ToLower(n)
}

// authorOf is the name in an author value: a string, an object, or a
// reference to another thing of the page.
func authorOf(v any, all []thing) string {
	switch v := v.(type) {
	case string:
		return unescape(v)
	case map[string]any:
		t := thing(v)
		if n := t.list("name"); len(n) > 0 {
			return strings.Join(n, "; ")
		}
		if given := t.str("givenName"); given != "" {
			return strings.TrimSpace(given + " " + t.str("familyName"))
		}
		if id, ok := v["@id"].(string); ok && id != "" {
			for _, o := range all {
				if o["@id"] == id && o["name"] != nil {
					return o.str("name")
				}
			}
		}
	}
	return ""
}

// isPerson reports whether at least one name is not just the paper's own.
func isPerson(list []string, m *meta) bool {
	for _, n := range list {
		if !ownName(n, m) {
			return true
		}
	}
	return false
}

// persons drops the paper's own name from a list that names people.
func persons(list []string, m *meta) []string {
	var out []string
	for _, n := range list {
		if !ownName(n, m) {
			out = append(out, n)
		}
	}
	return out
}

// ownName: the paper's own name, its site or a desk named after it.
func ownName(n string, m *meta) bool {
	f, p := strings.ReplaceAll(fold(n), " ", ""), strings.ReplaceAll(fold(m.publisher), " ", "")
	if f == p || p != "" && (strings.HasPrefix(f, p) || strings.HasPrefix(p, f)) {
		return true
	}
	for _, label := range strings.Split(m.host, ".") {
		label = strings.ReplaceAll(label, "-", "")
		switch {
		case f == label:
			return true
		case len(label) > 5 && strings.Contains(f, label) && !strings.Contains(n, " "), len(label) > 9 && strings.Contains(f, label) && len(f) > len(label)+2:
			return true
		case len(label) > 3 && strings.HasPrefix(f, label) && strings.ContainsAny(n, "–|:"):
			return true
		}
	}
	i := strings.LastIndexByte(n, '.')
	return i > 2 && len(n)-i <= 4 && len(n)-i > 2 && !strings.Contains(n[i:], " ") && n[i-1] != ' ' && len(strings.Fields(n)) <= 2 && strings.ToLower(n[i:]) == n[i:]
}

// shownNames reads the byline elements of the page, those nearest to the
// headline first.
func shownNames(g *gathered, m *meta) []string {
	type cand struct {
		names  []string
		score  int
		marked bool
	}
	var cands []cand
	for i, n := range g.names {
		text, by, marked := "", false, authorPage(n)
		bare := marked && dom.Attr(n, "rel") == "" && !containsAny(strings.ToLower(dom.Attr(n, "class")), "author", "byline", "autor")
		if n.DataAtom == atom.Meta || dom.Has(n, "content") {
			text = dom.Attr(n, "content")
		} else {
			if name := itemName(n); name != nil {
				n = name
			}
			text = dom.TextLimit(n, 400)
			_, by = cutBy(text)
			// The links to the authors' pages say where a name ends; but some
			// bylines link only one of several.
			if linked := linkedAuthors(n); linked != "" && len(addNames(nil, bylinePart(text), m)) <= len(addNames(nil, linked, m)) {
				text = linked
			}
		}
		if text == "" || len(text) > 220 {
			continue
		}
		if outsideByline(n, m.h1) {
			continue
		}
		names := addNames(nil, bylinePart(text), m)
		if len(names) == 0 || len(names) > 8 {
			continue
		}
		score := 100 - i
		if marked {
			// An address alone does not make "All articles" or "Profile" a name.
			if score += 20; bare && !fullName(names[0]) {
				continue
			}
		}
		if strings.Contains(dom.Attr(n, "rel"), "author") || dom.Attr(n, "itemprop") == "author" || dom.Attr(n, "itemprop") == "name" {
			score += 60
			marked = true
		}
		if by {
			score += 60
		}
		if m.h1 != nil && near(n, m.h1) {
			score += 30
		}
		tokens := 0
		for _, x := range names {
			tokens += len(strings.Fields(x))
		}
		if tokens > 4*len(names) {
			score -= 60
		}
		cands = append(cands, cand{names, score, marked})
	}
	if len(cands) == 0 {
		return nil
	}
	sort.SliceStable(cands, func(i, j int) bool { return cands[i].score > cands[j].score })
	m.marked = cands[0].marked
	return cands[0].names
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
		case "author", "authors", "autor", "autoren", "autorin", "autores", "autore", "autori", "auteur", "auteurs", "redaktion", "redakteur", "redakteure",
			"staff", "reporter", "reporters", "journalist", "journalisten", "journaliste", "contributor", "contributors", "creator", "columnist", "columnists",
			"people", "profile", "profil", "by", "byline", "writers", "forfatter", "skribent", "penulis", "yazar", "yazarlar", "autorzy":
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
		if c.Type == html.ElementNode && authorPage(c) {
			if t := dom.TextLimit(c, 120); t != "" && len(t) < 80 && strings.IndexFunc(t, unicode.IsLetter) >= 0 && !holdsAll(names, []string{t}) {
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

// outsideByline: the element stands among comments or other stories. What
// also holds the headline is the story, whatever it is called.
func outsideByline(n, h1 *html.Node) bool {
	for depth := 0; n != nil && depth < 10; n, depth = n.Parent, depth+1 {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.Body || n.DataAtom == atom.Main || h1 != nil && depth > 0 && dom.Within(h1, n) {
			return false
		}
		switch n.DataAtom {
		case atom.Footer, atom.Nav, atom.Aside, atom.Form:
			return true
		}
		for _, t := range dom.Names(nil, n) {
			switch t {
			case "comment", "comments", "related", "teaser", "recommended", "sidebar", "footer", "promo", "card", "bio", "biography", "quote", "caption", "figcaption", "popular", "trending", "newsletter":
				return true
			}
		}
	}
	return false
}
