package extract

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// Paged says which page of its article the bytes are. The zero value is the
// first one.
type Paged struct {
	First  string // the address of the first page
	Number int    // from 2
}

// An article that stands on several pages names the next one in many ways:
// rel=next, "2", "Next page", an arrow. So do next articles, pages of comments
// and galleries of elsewhere. What tells them apart is the address: that of a
// second page is that of the first with the number 2 added to it, and nothing
// else changed. Of next articles none is. The link must look like a pager's
// besides.

// nextPage is the address of the article's next page, "" where the page names
// none.
func nextPage(root *html.Node, base *url.URL, canonical string, o Options) string {
	if n := o.Rules.Next(article.Host(firstOf(o.URL, canonical)), root); n != nil {
		for c := n; c != nil; c = dom.Next(c, n, false) {
			if to := dom.Resolve(base, dom.Attr(c, "href")); to != "" {
				return to // the reader says so
			}
		}
		return ""
	}
	f := pageFinder{base: base, want: max(o.Paged.Number, 1) + 1, firsts: []string{o.URL, canonical}}
	if o.Paged.Number > 1 {
		f.firsts = []string{o.Paged.First}
	}
	f.number = strconv.Itoa(f.want)
	for n := root; n != nil; n = dom.Next(n, root, n.DataAtom == atom.Script || n.DataAtom == atom.Style) {
		if n.DataAtom != atom.A && n.DataAtom != atom.Link || n.Type != html.ElementNode {
			continue
		}
		if to := f.follow(n); to != "" {
			return to
		}
	}
	return ""
}

type pageFinder struct {
	base   *url.URL
	want   int
	number string
	firsts []string // addresses of the first page
}

// follow is the link's address if it leads to the page that is wanted.
func (f *pageFinder) follow(n *html.Node) string {
	href := dom.Attr(n, "href")
	if len(href) > 2000 || !holdsNumber(href, f.number) {
		return ""
	}
	to := dom.Resolve(f.base, href)
	if to == "" {
		return ""
	}
	mark := noMark
	for _, first := range f.firsts {
		if k, m := pageOf(first, to); k == f.want && m > mark {
			mark = m
		}
	}
	if mark == noMark || !f.looks(n, mark) {
		return ""
	}
	return to
}

// holdsNumber: the number stands in s with no other figure beside it. Most
// addresses have figures, few that of the next page.
func holdsNumber(s, number string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], number)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(number)
		if (i == 0 || notDigit(rune(s[i-1])) || s[i-1] == '0') && (end == len(s) || notDigit(rune(s[end]))) {
			return true
		}
		from = i + 1
	}
}

// looks reports whether the link looks like a pager's, as far as its address
// leaves doubts.
func (f *pageFinder) looks(n *html.Node, mark pageMark) bool {
	pager := false
	for p, depth := n, 0; p != nil && depth < 6; p, depth = p.Parent, depth+1 {
		for _, t := range dom.Names(nil, p) {
			switch t {
			case "comment", "comments", "disqus", "respond", "replies", "gallery", "slideshow", "carousel":
				return false
			case "pagination", "pager", "paging", "paginator", "pagelinks", "pagelink", "pages", "pagenav", "pagenumbers", "nextpage", "paginate", "numbers", "multipage":
				pager = pager || depth < 4
			}
		}
	}
	numbered := strings.TrimFunc(dom.TextLimit(n, 40), notDigit) == f.number && f.besideNumbers(n)
	next := false
	for rel := range strings.FieldsSeq(strings.ToLower(dom.Attr(n, "rel"))) {
		next = next || rel == "next"
	}
	if mark == bareMark { // the next article of the same name has such an address too
		return numbered
	}
	return numbered || next || pager
}

func notDigit(r rune) bool { return !unicode.IsDigit(r) }

// besideNumbers reports whether the number of a page before it, or of the one
// behind it, stands beside the link.
func (f *pageFinder) besideNumbers(n *html.Node) bool {
	at := n
	for range 3 {
		if at = at.Parent; at == nil || at.DataAtom == atom.Body {
			return false
		}
		text := dom.TextLimit(at, 200)
		if len(text) >= 200 {
			return false // prose
		}
		for w := range strings.FieldsFuncSeq(text, notDigit) {
			if w == strconv.Itoa(f.want-1) || w == strconv.Itoa(f.want+1) {
				return true
			}
		}
	}
	return false
}

// pageMark is how an address says that it is a further page.
type pageMark int

const (
	noMark   pageMark = iota
	bareMark          // story-2, story_2.html, story,2
	partMark          // story/2
	wordMark          // story?page=2, story/page/2, story-seite-2.html
)

// pageOf is which page of an article an address is, and by which mark: first
// is the address of its first page. 0: none of it.
func pageOf(first, to string) (int, pageMark) {
	a, b := parsePage(first), parsePage(to)
	if a == nil || b == nil || strings.Contains(strings.ToLower(b.Fragment), "comment") {
		return 0, noMark
	}
	if article.Host(first) != article.Host(to) || a.Port() != b.Port() {
		return 0, noMark
	}
	p, q := strings.TrimRight(a.EscapedPath(), "/"), strings.TrimRight(b.EscapedPath(), "/")
	if p == q {
		return pageQuery(a.RawQuery, b.RawQuery)
	}
	if a.RawQuery != b.RawQuery {
		return 0, noMark
	}
	rest, ok := strings.CutPrefix(q, p)
	if dot := strings.LastIndexByte(rest, '.'); ok && dot > 0 && !strings.Contains(rest[dot:], "/") && !strings.ContainsFunc(rest[dot+1:], unicode.IsDigit) {
		rest = rest[:dot] // a folder whose second page is 2.html
	}
	if !ok {
		dot := strings.LastIndexByte(p, '.')
		if dot < strings.LastIndexByte(p, '/')+2 || len(p)-dot > 6 {
			return 0, noMark
		}
		if rest, ok = strings.CutPrefix(q, p[:dot]); ok {
			rest, ok = strings.CutSuffix(rest, p[dot:])
		}
		if !ok {
			return 0, noMark
		}
	}
	return pageRest(rest)
}

// parsePage parses an address and leaves out of its query what only tells
// where a reader came from.
func parsePage(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil
	}
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(strings.ToLower(part), "=")
		if part != "" && !strings.HasPrefix(key, "utm_") && key != "fbclid" && key != "gclid" && key != "ref" {
			kept = append(kept, part)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
	return u
}

// pageQuery reads "…&page=2" behind the first page's query, of which page=1
// may be a part.
func pageQuery(a, b string) (int, pageMark) {
	had := map[string]string{}
	for part := range strings.SplitSeq(a, "&") {
		key, value, _ := strings.Cut(part, "=")
		had[key] = value
	}
	number := 0
	for part := range strings.SplitSeq(b, "&") {
		key, value, _ := strings.Cut(part, "=")
		if was, ok := had[key]; ok && was == value {
			delete(had, key)
			continue
		}
		if was, ok := had[key]; number != 0 || !pageWords[strings.ToLower(key)] || ok && was != "1" && was != "0" {
			return 0, noMark
		}
		delete(had, key)
		number = pageNumber(value)
	}
	delete(had, "")
	if len(had) > 0 || number == 0 {
		return 0, noMark
	}
	return number, wordMark
}

// pageRest reads what stands behind the first page's path: "/2", "/page/2",
// "-seite-2", "_2".
func pageRest(rest string) (int, pageMark) {
	end := strings.LastIndexFunc(rest, notDigit) + 1
	n := pageNumber(rest[end:])
	if n == 0 || rest == "" || !strings.ContainsRune("/-_,.;", rune(rest[0])) {
		return 0, noMark
	}
	word := strings.Trim(rest[:end], "/-_,.;=")
	switch {
	case word != "" && pageWords[strings.ToLower(word)]:
		return n, wordMark
	case word != "":
		return 0, noMark
	case rest[:end] == "/":
		return n, partMark
	case end == 1:
		return n, bareMark
	}
	return 0, noMark
}

// pageNumber is the number of a further page, 0 where it is none.
func pageNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 2 && n < 1000 && s[0] != '0' {
		return n
	}
	return 0
}

// pageWords are what sites call a page in their addresses.
var pageWords = map[string]bool{"page": true, "p": true, "pg": true, "paged": true, "pagenum": true, "pageno": true, "page_num": true, "page_no": true,
	"pagenumber": true, "page-number": true, "currentpage": true, "current_page": true, "pn": true, "seite": true, "pagina": true, "página": true, "sida": true, "side": true,
	"sivu": true, "strona": true, "stranka": true, "strana": true, "stránka": true, "oldal": true, "sayfa": true, "halaman": true, "trang": true, "str": true, "part": true, "teil": true}
