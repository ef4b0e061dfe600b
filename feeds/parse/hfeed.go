package parse

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
	"pullquote/feeds"
)

// Page reads a web page that is a feed itself: one with microformats2, an
// h-feed of h-entry elements, or at least two h-entries with addresses. Document
// never does, because a page that names a real feed has to be given a chance to.
// Errors: feeds.ErrNotFeed.
func Page(data []byte, o Options) (feeds.Parsed, error) {
	d := &build{base: baseOf(o.URL)}
	d.feed.URL = o.URL
	if err := d.page(data, o); err != nil {
		return feeds.Parsed{}, err
	}
	return d.finish(), nil
}

func (d *build) page(data []byte, o Options) error {
	notFeed := fmt.Errorf("read the page: %w", feeds.ErrNotFeed)
	if !strings.Contains(string(data), "h-entry") {
		return notFeed
	}
	text := string(dropControls([]byte(dom.Decode(data, o.ContentType))))
	d.growth = len(text) + maxGrowth
	root, err := dom.Parse(text)
	if err != nil {
		return notFeed
	}
	if b := dom.Base(root, o.URL); b != nil && b.Host != "" {
		d.base = b
	}
	feed := formats(root, "h-feed")
	at := root
	if len(feed) > 0 {
		at = feed[0]
	}
	d.format = "h-feed"
	for _, n := range formats(at, "h-entry") {
		if d.full() {
			d.note("only the first %d entries were read", maxEntries)
			break
		}
		d.hEntry(n)
	}
	if len(d.entries) == 0 || len(feed) == 0 && len(d.entries) < 2 {
		return notFeed
	}
	f := &d.feed
	f.Site, f.Language = o.URL, language(dom.Attr(dom.Find(root, atom.Html), "lang"))
	d.site = o.URL
	if len(feed) > 0 {
		m := microformat(at)
		f.Title = m.text("p-name")
		f.Description = m.text("p-summary")
		d.authors = m.names()
	}
	if t := dom.Find(root, atom.Title); f.Title == "" && t != nil {
		f.Title = plainText(dom.TextLimit(t, maxLine))
	}
	return nil
}

// hEntry reads one entry.
func (d *build) hEntry(n *html.Node) {
	m := microformat(n)
	it := &item{base: d.base, linkBase: d.base, link: m.address("u-url"), id: m.address("u-uid"), permalink: true}
	it.Title = m.text("p-name")
	it.authors = m.names()
	setDate(&it.Published, m.date("dt-published"))
	setDate(&it.Updated, m.date("dt-updated"))
	if c := m.first("e-content"); c != nil {
		it.Content = inside(c)
		if whole := plainText(dom.TextLimit(c, maxLine)); strings.HasPrefix(whole, it.Title) && len(it.Title) > len(whole)/2 {
			it.Title = "" // a note: its name is its text
		}
	}
	if s := m.first("p-summary"); s != nil {
		it.Summary = escapeHTML(value(s))
	}
	for _, c := range m["p-category"] {
		it.Categories = addCategory(it.Categories, escapeHTML(value(c)))
	}
	it.Image = m.address("u-photo")
	if it.Image == "" {
		it.Image = m.address("u-featured")
	}
	for _, kind := range []struct{ class, media string }{{"u-audio", "audio/mpeg"}, {"u-video", "video/mp4"}} {
		for _, x := range m[kind.class] {
			if u := target(x); u != "" && len(it.Enclosures) < maxList {
				it.Enclosures = append(it.Enclosures, feeds.Enclosure{URL: u, Type: kind.media})
			}
		}
	}
	if to := m.address("u-in-reply-to"); to != "" {
		it.more().ReplyTo = d.address(d.base, to)
	}
	if d.address(d.base, it.link) == "" && it.id == "" {
		return // nothing by which it could be told from the next
	}
	d.take(it)
}

// formats are the outermost elements of a class inside of root.
func formats(root *html.Node, class string) []*html.Node {
	var out []*html.Node
	for n := dom.Next(root, root, false); n != nil; {
		found := hasClass(n, class)
		if found {
			out = append(out, n)
		}
		n = dom.Next(n, root, found)
	}
	return out
}

// properties are the elements that hold each property of a microformat. What
// stands in another microformat inside of it belongs to that one.
type properties map[string][]*html.Node

func microformat(root *html.Node) properties {
	m := properties{}
	for n := dom.Next(root, root, false); n != nil; {
		nested := false
		for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
			switch {
			case strings.HasPrefix(class, "h-"):
				nested = true
			case strings.HasPrefix(class, "p-"), strings.HasPrefix(class, "u-"), strings.HasPrefix(class, "dt-"), strings.HasPrefix(class, "e-"):
				if len(m[class]) < maxList {
					m[class] = append(m[class], n)
				}
			}
		}
		n = dom.Next(n, root, nested || hasClass(n, "e-content"))
	}
	return m
}

func hasClass(n *html.Node, class string) bool {
	return n.Type == html.ElementNode && slices.Contains(strings.Fields(dom.Attr(n, "class")), class)
}

func (m properties) first(class string) *html.Node {
	if ns := m[class]; len(ns) > 0 {
		return ns[0]
	}
	return nil
}

func (m properties) text(class string) string {
	if n := m.first(class); n != nil {
		return plainText(value(n))
	}
	return ""
}

func (m properties) address(class string) string {
	if n := m.first(class); n != nil {
		return target(n)
	}
	return ""
}

// names are the authors: of an h-card its name, else the text.
func (m properties) names() (out []string) {
	for _, n := range m["p-author"] {
		name := ""
		if hasClass(n, "h-card") {
			name = microformat(n).text("p-name")
		}
		if name == "" {
			name = plainText(value(n))
		}
		out = addName(out, name)
	}
	return out
}

// date is a dt- property: an attribute that is made for machines, the parts of
// the value-class pattern, or the text.
func (m properties) date(class string) string {
	n := m.first(class)
	if n == nil {
		return ""
	}
	for _, key := range []string{"datetime", "title", "value"} {
		if s := dom.Attr(n, key); s != "" {
			return s
		}
	}
	var parts []string
	for _, v := range formats(n, "value") {
		s := dom.Attr(v, "datetime")
		if s == "" {
			s = value(v)
		}
		parts = append(parts, strings.TrimSpace(s))
	}
	if len(parts) > 0 {
		return strings.Join(parts[:min(len(parts), 3)], " ")
	}
	return plainText(value(n))
}

// value is the text of a property.
func value(n *html.Node) string {
	switch {
	case dom.Is(n, atom.Img, atom.Area):
		return dom.Attr(n, "alt")
	case dom.Is(n, atom.Abbr, atom.Link) && dom.Has(n, "title"):
		return dom.Attr(n, "title")
	case dom.Is(n, atom.Data, atom.Input) && dom.Has(n, "value"):
		return dom.Attr(n, "value")
	}
	return dom.TextLimit(n, maxLine)
}

// target is the address of a property.
func target(n *html.Node) string {
	for _, key := range []string{"href", "src", "data", "poster", "value"} {
		if s := dom.Attr(n, key); s != "" {
			return s
		}
	}
	if hasClass(n, "h-cite") || hasClass(n, "h-card") {
		if u := microformat(n).first("u-url"); u != nil {
			return target(u)
		}
	}
	s := strings.TrimSpace(dom.TextLimit(n, maxLine))
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

// inside is what stands in an element, as HTML.
func inside(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < maxText; c = c.NextSibling {
		if html.Render(&b, c) != nil {
			break
		}
	}
	return clip(b.String(), maxText)
}
