package extract

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// title is the headline, by a vote of all places that may hold it: what a
// headline on the page (h1) and the head agree on wins. It also gives the
// heading that shows it, nil where none does.
func title(g *gathered, art thing, site string, o Options) (string, *html.Node) {
	og := cutSite(g.first("og:title"), site, o)
	linked := cutSite(art.str("headline"), site, o)
	if stem := strings.TrimRight(linked, ".… "); len(stem)+2 < len(linked) && len(stem) > 15 {
		for _, t := range append([]string{og}, g.titles...) {
			if len(t) > len(linked) && strings.HasPrefix(t, stem) {
				linked = "" // cut to a length that some search engine asks for
				break
			}
		}
	}
	head := ""
	if len(g.titles) > 0 {
		head = g.titles[0]
	}
	others := []string{linked, og, cutSite(g.first("twitter:title"), site, o), g.first("dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title"), cutSite(head, site, o), head}
	h := bestHeadline(g, others, site, o)
	// A page whose h1 is a step of its breadcrumbs shows its headline in a lower
	// heading, as the head also names it.
	if h.at == nil && len(g.h1) > 0 {
		if alt, at := shownAs(g, og, linked); at != nil {
			return alt, at
		}
		if linked != "" && og != "" && fold(linked) == fold(dom.TextLimit(g.h1[0], 400)) {
			linked = "" // written for the breadcrumbs, as the h1
		}
	}
	plain := fold(h.text)
	switch {
	case h.at != nil && (h.score >= 0.9 || h.only && h.score >= 0.25 && linked == ""):
		if fold(g.first("og:title")) == plain {
			og = "" // whole as it is: what looks like the site's name in it is not
		}
		// A kicker glued before the headline, or a label behind it: the head
		// knows the headline alone.
		for _, t := range []string{linked, og} {
			if t != "" && len(t) > 15 && len(t) < len(h.text) && strings.Contains(h.raw, fold(t)) && len(h.text)-len(t) < 40 {
				return t, h.at
			}
		}
		return h.text, h.at
	case linked != "" && len(linked) > 3:
		return linked, h.at
	case og != "":
		return og, h.at
	case h.text != "" && (h.score >= 0.4 || head == ""):
		return h.text, h.at
	}
	// No h1 says it: a lower heading whose words stand in the page's title.
	if t, at := headingIn(g, fold(head)); at != nil {
		return t, at
	}
	if head != "" {
		return cutSite(head, site, o), h.at
	}
	return firstOf(h.text, o.Title), h.at
}

// headline is an h1 and what speaks for it.
type headline struct {
	at        *html.Node
	text, raw string // without kickers and sublines; folded with them
	score     float64
	only      bool // the only h1 that may be one
}

// bestHeadline is the h1 that the head of the page agrees with most.
func bestHeadline(g *gathered, others []string, site string, o Options) headline {
	var best headline
	fair := 0
	for i, h := range g.h1 {
		raw := dom.TextLimit(h, 2000)
		if raw == "" || len(raw) > 600 || len(g.h1) > 1 && (isSite(raw, site, article.Host(o.URL)) || dom.Hidden(h)) || homeLink(h) || inBreadcrumb(h) {
			continue
		}
		fair++
		text := headlineText(h)
		score := 0.0
		for _, t := range others {
			score += max(alike(raw, t), alike(text, t))
		}
		score += 0.1 / float64(i+1)
		if score > best.score {
			best = headline{at: h, text: text, raw: fold(raw), score: score}
		}
	}
	best.only = fair == 1
	return best
}

// headlineText is the words of an h1 without the kicker and the subline that
// stand within it, as their class names say. What a colon joins to the headline
// belongs to it.
func headlineText(h *html.Node) string {
	var b strings.Builder
	cut := false
	skip := false
	for c := h; c != nil; c = dom.Next(c, h, skip) {
		skip = false
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c == h:
		case dom.Silent(c) || besideHeadline(c):
			skip = true
			cut = cut || !dom.Silent(c)
			b.WriteByte(' ')
		case dom.Blocky(c.DataAtom) || c.DataAtom == atom.Br:
			b.WriteByte(' ')
		}
	}
	text := strings.Trim(article.CleanLine(b.String()), " |")
	if !cut || len(text) < 12 || strings.HasPrefix(text, ":") {
		return dom.TextLimit(h, 2000)
	}
	for _, dash := range []string{"-", "–", "—"} {
		text = strings.TrimSuffix(strings.TrimPrefix(text, dash+" "), " "+dash)
	}
	return text
}

// besideHeadline: an element within an h1 that is not the headline itself.
func besideHeadline(n *html.Node) bool {
	if n.DataAtom == atom.Small || n.DataAtom == atom.Time {
		return true
	}
	for _, t := range dom.Names(nil, n) {
		switch t {
		case "kicker", "overline", "eyebrow", "dachzeile", "roofline", "spitzmarke", "subtitle", "subline", "subheadline", "tagline", "topic", "titleheader":
			return true
		}
	}
	return false
}

// homeLink: all of the heading is a link to the site's front page: its name.
func homeLink(h *html.Node) bool {
	for c := h.FirstChild; c != nil; c = dom.Next(c, h, false) {
		if c.DataAtom != atom.A {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(dom.Attr(c, "href")))
		if err != nil || dom.TextLimit(c, 300) != dom.TextLimit(h, 300) {
			return false
		}
		path := u.Path
		if i := strings.Index(path, "/http"); i >= 0 && strings.Contains(path[i:], "//") { // an archive's copy
			_, rest, _ := strings.Cut(path[i+5:], "//")
			_, path, _ = strings.Cut(rest, "/")
		}
		return u.RawQuery == "" && strings.Trim(path, "/") == ""
	}
	return false
}

// inBreadcrumb: the heading is the last step of the path that leads to the page.
func inBreadcrumb(h *html.Node) bool {
	for n, depth := h, 0; n != nil && depth < 5; n, depth = n.Parent, depth+1 {
		if n.DataAtom == atom.Nav {
			return true
		}
		for i := range n.Attr {
			if a := &n.Attr[i]; strings.Contains(a.Key, "breadcrumb") || a.Key == "class" && len(a.Val) < 300 && strings.Contains(strings.ToLower(a.Val), "breadcrumb") {
				return true
			}
		}
	}
	return false
}

// shownAs is the headline that the linked data or og:title give and a lower
// heading of the page shows.
func shownAs(g *gathered, list ...string) (string, *html.Node) {
	for _, t := range list {
		want := fold(t)
		if len(want) < 15 {
			continue
		}
		for _, h := range g.lower {
			if text := dom.TextLimit(h, 400); len(text) <= 600 && (fold(text) == want || fold(headlineText(h)) == want) {
				return t, h
			}
		}
	}
	return "", nil
}

// headingIn is the first of the longest lower headings that the title holds
// word for word.
func headingIn(g *gathered, head string) (string, *html.Node) {
	var at *html.Node
	best := ""
	for _, h := range g.lower {
		text := dom.TextLimit(h, 400)
		if f := fold(text); len(f) >= 10 && len(text) > len(best) && strings.Contains(f, " ") && strings.Contains(" "+head+" ", " "+f+" ") {
			best, at = text, h
		}
	}
	return best, at
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

// seams part a headline from the site's name in titles.
var seams = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " / ", " ‹ ", " « ", " ~ ", "｜", " |", "| "}

// cutSite drops the site's name from the end (or the start) of a title.
func cutSite(t, site string, o Options) string {
	t = article.CleanLine(strings.ReplaceAll(t, "\u00a0", " "))
	host := article.Host(o.URL)
	for range 3 {
		before := t
		for _, seam := range seams {
			if i := strings.LastIndex(t, seam); i > 0 && isSite(t[i+len(seam):], site, host) {
				t = strings.TrimSpace(t[:i])
			}
			if i := strings.Index(t, seam); i > 0 && i+len(seam) < len(t) && isSite(t[:i], site, host) {
				t = strings.TrimSpace(t[i+len(seam):])
			}
		}
		if t == before {
			break
		}
	}
	return t
}

// isSite reports whether a piece of a title names the site: the publisher's
// name, or what is left of the host without dots and endings.
func isSite(piece, site, host string) bool {
	p := strings.ReplaceAll(fold(piece), " ", "")
	if p == "" || len(piece) > 60 {
		return false
	}
	s := strings.ReplaceAll(fold(site), " ", "")
	h := strings.ReplaceAll(fold(host), " ", "")
	if p == s || p == h || len(s) > 3 && (strings.HasPrefix(p, s) || strings.HasSuffix(p, s)) && len(p) < 3*len(s) || len(p) > 3 && strings.HasPrefix(s, p) {
		return true
	}
	if len(p) > 3 && strings.Contains(h, p) {
		return true
	}
	for _, label := range strings.Split(host, ".") {
		if label = strings.ReplaceAll(label, "-", ""); len(label) > 3 && (p == label || p == "the"+label || len(label) > 4 && strings.Contains(p, label)) {
			return true
		}
	}
	return false
}
