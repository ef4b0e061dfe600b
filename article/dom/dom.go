// Package dom parses HTML within bounds and answers the plain questions that
// the extractor asks of it: attributes, class tokens, texts, addresses. It is
// the one place that decodes a charset and the one place that resolves links.
//
// It never judges what is story and what is furniture, and it never fetches.
package dom

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
)

// Attr is the value of the attribute, "" where there is none.
func Attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// Has reports whether the element carries the attribute, with or without a value.
func Has(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// Is reports whether n is an element of one of the given kinds.
func Is(n *html.Node, kinds ...atom.Atom) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, k := range kinds {
		if n.DataAtom == k {
			return true
		}
	}
	return false
}

// Next is the node after n in document order, within root; nil at the end.
// With skip the children of n are passed over.
func Next(n, root *html.Node, skip bool) *html.Node {
	if n == nil {
		return nil
	}
	if !skip && n.FirstChild != nil {
		return n.FirstChild
	}
	for n != nil && n != root {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// Find is the first element of the kind below root, root included; nil if none.
func Find(root *html.Node, kind atom.Atom) *html.Node {
	for n := root; n != nil; n = Next(n, root, false) {
		if n.Type == html.ElementNode && n.DataAtom == kind {
			return n
		}
	}
	return nil
}

// Within reports whether n is root or lies below it.
func Within(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// Text is the text below n as one clean line; a block's border counts as a
// blank. Scripts and styles are left out.
func Text(n *html.Node) string { return TextLimit(n, 1<<20) }

// TextLimit is Text that stops reading after limit bytes, so that the cost is
// bounded by what is asked for; the text may be some times longer than that.
func TextLimit(n *html.Node, limit int) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	skip := false
	for c := n; c != nil && b.Len() < limit; c = Next(c, n, skip) {
		skip = false
		switch c.Type {
		case html.TextNode:
			b.WriteString(head(c.Data, 4*limit+64)) // room for the blanks of indentation
		case html.ElementNode:
			if Silent(c) {
				skip = true
			} else if Blocky(c.DataAtom) || c.DataAtom == atom.Br {
				b.WriteByte(' ')
			}
		}
	}
	return article.CleanLine(b.String())
}

// head is the first bytes of s, at most limit, cut between characters.
func head(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// Silent reports the elements whose text is never read by a person: scripts,
// styles, drawings, the lists and fields of forms, frames.
func Silent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Head, atom.Iframe, atom.Object,
		atom.Embed, atom.Canvas, atom.Audio, atom.Video, atom.Select, atom.Textarea, atom.Option,
		atom.Datalist, atom.Noscript, atom.Input, atom.Meta, atom.Link, atom.Map, atom.Progress, atom.Meter:
		return true
	}
	return false
}

// Blocky reports the elements that a browser starts on a line of their own.
func Blocky(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu,
		atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody,
		atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Caption, atom.Listing, atom.Xmp,
		atom.Search:
		return true
	}
	return false
}

// Names appends the tokens of class, id, role, itemprop and the data
// attributes by which sites name their components, in lower case, split at
// all but letters and at the humps of camelCase.
func Names(to []string, n *html.Node) []string {
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class", "id", "role", "itemprop", "data-component", "data-component-name", "data-testid",
			"data-test-id", "data-module", "data-type", "data-block", "data-gu-name", "data-name", "aria-label":
			to = split(to, n.Attr[i].Val)
		}
	}
	if n.DataAtom == 0 && strings.IndexByte(n.Data, '-') > 0 {
		to = split(to, n.Data)
	}
	return to
}

// Coded reports letters s[from:to] amid figures, as in the "ad" of "4ad3bd": a
// number in a code, no word. Figures behind a word count it ("col2").
func Coded(s string, from, to int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	if digit(from - 1) {
		return true
	}
	if !digit(to) {
		return false
	}
	for to < len(s) && digit(to) {
		to++
	}
	return to < len(s) && (s[to]|0x20 >= 'a' && s[to]|0x20 <= 'z')
}

// split cuts at most a few hundred bytes of one value into tokens of two
// letters or more; what is longer is generated and says nothing.
func split(to []string, s string) []string {
	if len(s) > 400 {
		s = s[:400]
	}
	start := -1
	flush := func(end int) {
		if start >= 0 && end-start >= 2 && end-start <= 30 && !Coded(s, start, end) {
			to = append(to, strings.ToLower(s[start:end]))
		}
		start = -1
	}
	for i := range len(s) {
		c := s[i]
		lower, upper := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z'
		switch {
		case !lower && !upper && c < 0x80:
			flush(i)
		case upper && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z':
			flush(i)
			start = i
		case start < 0:
			start = i
		}
	}
	flush(len(s))
	return to
}

// Hidden reports whether the element's own markup keeps it from sight.
func Hidden(n *html.Node) bool {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "style":
			if a.Val != "" && hidingStyle(a.Val) {
				return true
			}
		case "class":
			if heardOnly(a.Val) {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && !Has(n, "open")
}

// heardOnly reports the class names under which sites keep labels for
// screen readers: "Article content" above a part, "opens in a new window".
func heardOnly(class string) bool {
	if len(class) > 300 || !strings.Contains(class, "idden") && !strings.Contains(class, "creen") && !strings.Contains(class, "sr") && !strings.Contains(class, "assist") && !strings.Contains(class, "invis") {
		return false
	}
	for name := range strings.FieldsSeq(class) {
		switch strings.ToLower(name) {
		case "sr-only", "visually-hidden", "visuallyhidden", "visually_hidden", "screen-reader-text", "screenreader-text", "screen-reader-only",
			"screen-reader", "screenreader", "assistive-text", "element-invisible", "u-visually-hidden", "is-visually-hidden", "u-screenreader", "show-for-sr":
			return true
		}
	}
	return false
}

// Collapsed reports a hidden element that a button of the page unfolds: the
// panel of an accordion or a tab. Menus are built so as well; they stand in
// navigation.
func Collapsed(n *html.Node) bool {
	if Attr(n, "role") == "tabpanel" {
		return true
	}
	for _, t := range Names(nil, n) {
		switch t {
		case "accordion", "accordeon", "akkordeon", "collapse", "collapsible", "collapsed", "tabpanel", "faq":
			return true
		}
	}
	// The button stands right before it, often within a heading.
	p := n.PrevSibling
	for p != nil && p.Type != html.ElementNode {
		p = p.PrevSibling
	}
	if p == nil {
		return false
	}
	steps := 0
	for c := p; c != nil && steps < 8; c, steps = Next(c, p, false), steps+1 {
		if c.Type == html.ElementNode && Has(c, "aria-expanded") {
			return true
		}
	}
	return false
}

// hidingStyle looks for display:none and visibility:hidden, blanks apart.
func hidingStyle(s string) bool {
	if len(s) > 2000 {
		return false
	}
	s = strings.ReplaceAll(strings.ToLower(s), " ", "")
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
}

// Base is the address that relative links of the page start from: the
// <base href> resolved against the page's own; nil where neither is known.
func Base(root *html.Node, page string) *url.URL {
	at, err := url.Parse(page)
	if err != nil || at.Host == "" {
		at = nil
	}
	b := Find(root, atom.Base)
	if b == nil {
		return at
	}
	href := strings.TrimSpace(Attr(b, "href"))
	u, err := url.Parse(href)
	if href == "" || err != nil {
		return at
	}
	if at != nil {
		u = at.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return at
	}
	return u
}

// Resolve makes a link absolute and clean: http, https or mailto, "" for all
// else (scripts, data, anchors of the same page).
func Resolve(base *url.URL, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || href[0] == '#' || len(href) > 4096 {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if !u.IsAbs() {
		if base == nil {
			return ""
		}
		u = base.ResolveReference(u)
	}
	return article.CleanURL(u.String())
}
