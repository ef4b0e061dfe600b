// Package discover finds the feeds that a page names: by its <link> elements,
// its Link header and its JSON-LD, or else by links and data that clearly mean
// feeds. For sites that name none a file of rules (sites.rules, which says how
// it is written) knows where they keep them. It fetches nothing, and the
// addresses that sites usually have (Paths) are given out only when asked for.
package discover

import (
	"bytes"
	"cmp"
	"io"
	"mime"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"pullquote/article"
	"pullquote/feeds"
)

const (
	maxPage       = 4 << 20 // bytes that are looked at; large script pages have their links behind a megabyte
	maxCandidates = 100
	maxTitle      = 200 // bytes
)

// Page gives the feeds that an HTML page names, best first, each once, with
// absolute addresses. base is the page's final address. A feed of comments
// comes behind the others. Whether the addresses really are feeds shows only
// when they are fetched; nil: the page names none.
func Page(page []byte, contentType, base string) []feeds.Candidate {
	p := scan(decode(page, contentType), base)
	found := p.links
	if len(found) == 0 {
		found = p.data
	}
	if len(found) == 0 {
		found = p.anchors
	}
	for i := range found {
		if found[i].Title == "" {
			found[i].Title = p.title
		}
	}
	slices.SortStableFunc(found, func(a, b feeds.Candidate) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

// decode gives the page as UTF-8: by byte order mark, header, <meta>, bytes.
func decode(page []byte, contentType string) io.Reader {
	page = page[:min(len(page), maxPage)]
	enc, name, _ := charset.DetermineEncoding(page, contentType)
	if name == "utf-8" {
		return bytes.NewReader(page)
	}
	return enc.NewDecoder().Reader(bytes.NewReader(page))
}

// reader collects what a page names. It reads tokens and builds no tree: depth
// is no matter to it, and time is linear.
type reader struct {
	base      *url.URL
	baseSet   bool // only the first <base> counts
	title     string
	links     []feeds.Candidate
	data      []feeds.Candidate // from JSON-LD and scripts
	anchors   []feeds.Candidate
	seen      map[string]bool
	inTitle   bool
	open      attrs // the <a> that is open
	openText  strings.Builder
	hasAnchor bool
	inScript  bool
	linked    bool // the script is JSON-LD
}

func newReader(base string) *reader {
	p := &reader{seen: map[string]bool{}}
	p.base, _ = url.Parse(base)
	if p.base == nil {
		p.base = &url.URL{}
	}
	return p
}

func scan(r io.Reader, base string) *reader {
	p := newReader(base)
	z := html.NewTokenizer(r)
	for {
		switch z.Next() {
		case html.ErrorToken: // the end, or bytes that no tokenizer can use
			p.closeAnchor()
			return p
		case html.TextToken:
			p.text(z.Text())
		case html.EndTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "a":
				p.closeAnchor()
			case "title", "svg":
				p.inTitle = false
			case "script":
				p.inScript = false
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			p.tag(z, string(name), more)
		}
	}
}

func (p *reader) text(t []byte) {
	if p.inScript {
		if p.linked {
			p.linkedData(t)
		} else {
			p.script(t)
		}
		return
	}
	if p.inTitle && len(p.title) < maxTitle {
		p.title = line(p.title + string(t[:min(len(t), 4*maxTitle)]))
	}
	if p.hasAnchor && p.openText.Len() < maxTitle {
		p.openText.Write(t[:min(len(t), maxTitle)])
	}
}

func (p *reader) tag(z *html.Tokenizer, name string, more bool) {
	switch name {
	case "noscript":
		z.NextIsNotRawText() // we run no scripts: what stands for them counts
	case "script":
		a := read(z, more)
		p.inScript, p.linked = true, a.kind == "application/ld+json"
	case "title":
		p.inTitle = p.title == "" // an icon drawn in the page has a title as well
	case "base":
		a := read(z, more)
		if to, err := p.base.Parse(strings.TrimSpace(a.href)); err == nil && !p.baseSet && a.href != "" && to.Host != "" {
			p.base, p.baseSet = to, true
		}
	case "link":
		if a := read(z, more); a.namesFeed() {
			p.links = p.add(p.links, a, a.title)
		}
	case "a", "area":
		p.closeAnchor()
		p.open, p.hasAnchor = read(z, more), true
	}
}

// closeAnchor looks at the <a> that ends here, now that its text is known.
func (p *reader) closeAnchor() {
	if !p.hasAnchor {
		return
	}
	text := line(p.openText.String())
	p.openText.Reset()
	p.hasAnchor = false
	if len(p.links) == 0 && p.open.leadsToFeed(text) {
		p.anchors = p.add(p.anchors, p.open, cmp.Or(p.open.title, text))
	}
}

// add resolves the address against the base as it is by now: a <base> has to
// stand before the links that it rules.
func (p *reader) add(to []feeds.Candidate, a attrs, title string) []feeds.Candidate {
	u, err := p.base.Parse(web(a.href))
	if err != nil || len(to) >= maxCandidates {
		return to
	}
	u.Fragment, u.RawFragment = "", ""
	abs := article.CleanURL(u.String())
	if abs == "" || strings.HasPrefix(abs, "mailto:") || p.seen[abs] {
		return to
	}
	p.seen[abs] = true
	return append(to, feeds.Candidate{URL: abs, Title: line(title), Type: a.kind})
}

// attrs are the attributes that matter of one element.
type attrs struct {
	href, title string
	kind        string   // media type without parameters
	rel         []string // in lower case
}

func read(z *html.Tokenizer, more bool) (a attrs) {
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > 8<<10 {
			continue // no address or name that anybody wrote
		}
		switch string(k) {
		case "href":
			a.href = strings.TrimSpace(string(v))
		case "title":
			a.title = string(v)
		case "rel":
			a.rel = strings.Fields(strings.ToLower(string(v)))
		case "type":
			a.kind = line(strings.ToLower(string(v)))
			if t, _, err := mime.ParseMediaType(a.kind); err == nil {
				a.kind = t
			}
		}
	}
	return a
}

// namesFeed reports a <link> to a feed.
func (a attrs) namesFeed() bool {
	has := func(rel string) bool { return slices.Contains(a.rel, rel) }
	if a.href == "" || has("stylesheet") {
		return false
	}
	switch kindOf(a.kind) {
	case isFeed:
		return has("alternate") || has("feed") || has("self")
	case mayBeFeed: // application/json is also the door to a site's programming interface
		return has("feed") || has("alternate") && looksLikeFeed(a.href)
	}
	return has("feed") && a.kind == ""
}

// leadsToFeed reports an <a> that clearly leads to a feed: it says so itself,
// its address looks like one, or its text is no more than "RSS".
func (a attrs) leadsToFeed(text string) bool {
	if a.href == "" || isButton(a.href) {
		return false
	}
	if kindOf(a.kind) == isFeed || slices.Contains(a.rel, "feed") || strings.HasPrefix(strings.ToLower(a.href), "feed:") {
		return true
	}
	return looksLikeFeed(a.href) || feedWord(text) && !strings.HasPrefix(a.href, "#")
}

type kind int

const (
	noFeed kind = iota
	mayBeFeed
	isFeed
)

// kindOf judges a media type. Servers and templates spell the feed types in
// many ways (text/rss+xml, application/x-atom+xml), but none means other things.
func kindOf(t string) kind {
	switch {
	case t == "application/feed+json", t == "application/rdf+xml",
		strings.HasSuffix(t, "xml") && (strings.Contains(t, "rss") || strings.Contains(t, "atom")):
		return isFeed
	case t == "", t == "application/json", t == "application/xml", t == "text/xml":
		return mayBeFeed
	}
	return noFeed
}

// looksLikeFeed judges an address by its last part and its query.
func looksLikeFeed(href string) bool {
	u, err := url.Parse(web(href))
	if err != nil {
		return false
	}
	last := strings.ToLower(path.Base(u.Path))
	stem, ext := strings.TrimSuffix(last, path.Ext(last)), path.Ext(last)
	switch ext {
	case ".rss", ".atom", ".rdf":
		return true
	case ".xml", ".json", ".php", ".aspx", "":
		switch stem {
		case "rss", "rss2", "rss20", "rss091", "rss092", "feed", "feeds", "atom", "newsfeed", "feedburner":
			return true
		case "index":
			return ext == ".xml"
		}
		if ext == ".xml" && (strings.Contains(stem, "rss") || strings.Contains(stem, "feed") || strings.Contains(stem, "atom") ||
			slices.ContainsFunc(strings.Split(strings.ToLower(path.Dir(u.Path)), "/"), func(s string) bool { return s == "rss" || s == "feeds" || s == "feed" })) {
			return true
		}
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return false
	}
	for _, key := range []string{"feed", "format", "type", "output", "alt"} {
		switch strings.ToLower(q.Get(key)) {
		case "rss", "rss2", "atom", "rdf", "feed":
			return true
		}
	}
	return false
}

// isButton reports a link that hands a feed's address to some web service
// ("add to ..."): an address inside an address.
func isButton(href string) bool {
	h := strings.ToLower(href)
	h = strings.TrimPrefix(h, "feed:")
	rest := strings.TrimPrefix(strings.TrimPrefix(h, "https://"), "http://")
	return strings.Contains(rest, "://") || strings.Contains(rest, "%3a%2f%2f")
}

// feedWord reports a text that names a feed and nothing else. The names are
// the same in all languages.
func feedWord(text string) bool {
	switch strings.ToLower(strings.Trim(text, " .:»›>[]()")) {
	case "rss", "rss feed", "rss-feed", "rss feeds", "rss 2.0", "atom", "atom feed", "atom 1.0", "feed", "feeds", "xml feed",
		"json feed", "web feed", "newsfeed", "news feed", "rss/atom", "flux rss", "canal rss", "canale rss":
		return true
	}
	return false
}

// rank puts feeds of comments behind the others; within a rank the page's own
// order stands, which is that of its author.
func rank(c feeds.Candidate) int {
	u := strings.ToLower(c.URL)
	t := strings.ToLower(c.Title)
	for _, w := range []string{"comment", "kommentar", "comentari", "comentário", "commenti", "reacties", "komentarz", "комментари", "コメント", "评论"} {
		if strings.Contains(t, w) {
			return 1
		}
	}
	if i := strings.Index(u, "://"); i >= 0 && strings.Contains(u[i:], "/comments") {
		return 1
	}
	return 0
}

// web turns the addresses of the old feed: scheme into ones that can be
// fetched: feed://host/x and feed:https://host/x.
func web(href string) string {
	if len(href) < 5 || !strings.EqualFold(href[:5], "feed:") {
		return href
	}
	rest := href[5:]
	if strings.HasPrefix(rest, "//") {
		return "http:" + rest
	}
	return rest
}

// line is text from the page, clean, on one line and not too long.
func line(s string) string {
	s = article.CleanLine(s)
	if len(s) <= maxTitle {
		return s
	}
	n := maxTitle
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n]) + "…"
}
