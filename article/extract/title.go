package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"pullquote/article"
	"pullquote/article/dom"
)

// voices is what the head of the page says that the headline is.
type voices struct {
	linked string // of the linked data
	og     string
	head   string // <title>, with the site's name
	cut    string // without it
	others []string
}

// hear collects the voices.
func hear(g *gathered, art thing, site string, o Options) voices {
	section := sectionOf(g, art)
	v := voices{
		og:     cutSection(cutSite(g.first("og:title"), site, o), section, o),
		linked: cutSection(cutSite(art.str("headline"), site, o), section, o),
	}
	if stem := strings.TrimRight(v.linked, ".… "); len(stem)+2 < len(v.linked) && len(stem) > 15 {
		for _, t := range append([]string{v.og}, g.titles...) {
			if len(t) > len(v.linked) && strings.HasPrefix(t, stem) {
				v.linked = "" // cut to a length that some search engine asks for
				break
			}
		}
	}
	if len(g.titles) > 0 {
		v.head = g.titles[0]
		v.cut = cutSite(v.head, site, o)
	}
	v.others = []string{v.linked, v.og, cutSite(g.first("twitter:title"), site, o), g.first("dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title"), v.cut, v.head}
	return v
}

// agreed: linked data, og:title and <title> say the same.
func (v voices) agreed() bool {
	return v.linked != "" && fold(v.linked) == fold(v.og) && fold(v.linked) == fold(v.cut)
}

// title is the headline, by a vote of all places that may hold it: what a
// headline on the page (h1) and the head agree on wins, then what the page
// shows. It also gives the heading that shows it, nil where none does.
func title(g *gathered, art thing, site string, o Options) (string, *html.Node) {
	if site == article.Host(o.URL) { // nobody named it
		for _, h := range g.h1 {
			if raw := dom.TextLimit(h, 200); raw != "" && endsTitle(g, raw) {
				site = raw
			}
		}
	}
	v := hear(g, art, site, o)
	h := bestHeadline(g, v.others, site, o)
	// A page whose h1 is a step of its breadcrumbs shows its headline in a lower
	// heading, as the head also names it.
	if h.at == nil && len(g.h1) > 0 {
		if alt, at := shownAs(g, v.og, v.linked); at != nil {
			return alt, at
		}
		if v.linked != "" && v.og != "" && fold(v.linked) == fold(dom.TextLimit(g.h1[0], 400)) {
			v.linked = "" // written for the breadcrumbs, as the h1
		}
	}
	switch {
	case h.at != nil && (h.score >= 0.9 || h.only && h.score >= 0.25 && v.linked == ""):
		return h.alone(v, g.first("og:title")), h.at
	case h.at != nil && h.only && sentence(h.text, o) && !v.agreed():
		// Nothing in the head says it, but the page shows it: the head was
		// written for search engines.
		if alt, at := shownAs(g, v.og, v.linked); at != nil {
			return alt, at
		}
		if alt, at := headingIn(g, fold(v.head)); at != nil {
			return alt, at
		}
		return h.text, h.at
	case len(v.linked) > 3:
		return v.linked, h.at
	case v.og != "":
		return v.og, h.at
	case h.text != "" && (h.score >= 0.4 || v.head == ""):
		return h.text, h.at
	}
	// No h1 says it: a lower heading whose words stand in the page's title.
	if t, at := headingIn(g, fold(v.head)); at != nil {
		return t, at
	}
	if v.head != "" {
		return cutSection(v.cut, sectionOf(g, art), o), h.at
	}
	return firstOf(h.text, o.Title), h.at
}

// alike is 1 for the same words, less where one is within the other or most
// words are shared.
func alike(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	a, b = fold(a), fold(b)
	if a == "" || b == "" {
		return 0
	}
	if a == b {
		return 1
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) > 12 && strings.Contains(b, a) {
		return 0.5 + 0.5*float64(len(a))/float64(len(b))
	}
	words := map[string]bool{}
	for _, w := range strings.Fields(b) {
		words[w] = true
	}
	hit, all := 0, 0
	for _, w := range strings.Fields(a) {
		all++
		if words[w] {
			hit++
		}
	}
	if all >= 4 && hit*10 >= all*6 {
		return 0.6 * float64(hit) / float64(max(all, len(words)))
	}
	return 0
}

// fold keeps letters and digits alone, in lower case, words parted by blanks.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == 0xad || r == 0x200b:
		default:
			gap = true
		}
	}
	return b.String()
}
