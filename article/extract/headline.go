package extract

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// headline is an h1 and what speaks for it.
type headline struct {
	at    *html.Node
	text  string // without kickers and sublines
	score float64
	only  bool // the only h1 that may be one by its words
}

// bestHeadline is the h1 that the head of the page agrees with most.
func bestHeadline(g *gathered, others []string, site string, o Options) headline {
	var best headline
	fair, sentences := 0, 0
	texts := map[string]int{}
	for _, h := range g.h1 {
		texts[dom.TextLimit(h, 2000)]++
	}
	for i, h := range g.h1 {
		raw := dom.TextLimit(h, 2000)
		if raw == "" || len(raw) > 600 || len(g.h1) > 1 && (isSite(raw, site, article.Host(o.URL)) || dom.Hidden(h)) || homeLink(h) || inBreadcrumb(h) || inMargin(h) || endsTitle(g, raw) {
			continue
		}
		fair++
		if texts[raw] == 1 && sentence(raw, o) { // what stands there twice is a form or a box
			sentences++
		}
		text := headlineText(h)
		score := 0.0
		for _, t := range others {
			score += max(alike(raw, t), alike(text, t))
		}
		score += 0.1 / float64(i+1)
		if score > best.score {
			best = headline{at: h, text: text, score: score}
		}
	}
	best.only = fair == 1 || sentences == 1 && sentence(best.text, o)
	return best
}

// alone is the headline without a kicker before it, or a label behind it,
// where the head knows it so.
func (h headline) alone(v voices, whole string) string {
	if fold(whole) == fold(h.text) {
		v.og = "" // whole as it is: what looks like the site's name in it is not
	}
	for _, t := range []string{v.linked, v.og} {
		if t != "" && len(t) > 15 && len(t) < len(h.text) && partOf(h.at, fold(t)) {
			return t
		}
	}
	return h.text
}

// endsTitle: the heading is the last and the lesser part of the page's title:
// the name of the site.
func endsTitle(g *gathered, raw string) bool {
	if len(g.titles) == 0 {
		return false
	}
	rest, ok := strings.CutSuffix(g.titles[0], raw)
	rest = strings.TrimRight(rest, " ")
	return ok && len(rest) > 2*len(raw) && strings.TrimRight(rest, "|-–—_:·•»") != rest
}

// partOf: the heading has parts, its text nodes or what bars part, and the
// wanted words are one or some of them. Words that are cut from the middle of
// a part are none: the head only says less.
func partOf(h *html.Node, want string) bool {
	var parts []string
	for c := h.FirstChild; c != nil && len(parts) < 20; c = dom.Next(c, h, false) {
		if c.Type != html.TextNode {
			continue
		}
		for part := range strings.SplitSeq(c.Data, "|") {
			if f := fold(part); f != "" {
				parts = append(parts, f)
			}
		}
	}
	for i := range parts {
		for k := i + 1; k <= len(parts); k++ {
			if k-i < len(parts) && strings.Join(parts[i:k], " ") == want {
				return true
			}
		}
	}
	return false
}

// sentence: words enough to be a headline by themselves, or the very words of
// the page's address.
func sentence(text string, o Options) bool {
	f := fold(text)
	if strings.Count(f, " ") >= 3 || utf8.RuneCountInString(f) >= 8 && wide(firstRune(f)) {
		return true
	}
	f = strings.ReplaceAll(f, " ", "")
	return len(f) > 3 && f == strings.ReplaceAll(fold(slug(o.URL)), " ", "")
}

// slug is the last part of an address' path, without its ending.
func slug(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := path.Base(u.Path)
	return strings.TrimSuffix(name, path.Ext(name))
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
		case dom.Silent(c) || besideHeadline(c) && !strings.HasSuffix(dom.TextLimit(c, 200), ":"):
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

// inMargin: the heading stands over something beside the story.
func inMargin(h *html.Node) bool {
	for n, depth := h, 0; n != nil && depth < 12; n, depth = n.Parent, depth+1 {
		switch n.DataAtom {
		case atom.Aside, atom.Footer, atom.Dialog:
			return true
		case atom.Article, atom.Main, atom.Body:
			return false
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
