package parse

import (
	"encoding/base64"
	"slices"
	"strings"

	"pullquote/feeds"
)

// atomFormat names the version: 0.3 by its namespace or its version attribute.
func atomFormat(e element) string {
	if strings.TrimSpace(e.attr("version")) == "0.3" {
		return "Atom 0.3"
	}
	for _, a := range e.attrs {
		if strings.Contains(string(a.value), "purl.org/atom/ns") {
			return "Atom 0.3"
		}
	}
	return "Atom 1.0"
}

func (d *build) atom(r *reader) {
	d.feed.Language = language(r.elem.lang)
	for e := range r.each() {
		if e.isAtom() {
			d.atomTag(r, e)
		} else {
			d.feedExtension(r, e)
		}
	}
}

func (e element) isAtom() bool {
	return e.isTag(nsAtom) || e.prefix == "" && !e.own && e.ns != nsHTML
}

func (d *build) atomTag(r *reader, e element) {
	f := &d.feed
	switch e.local {
	case "entry":
		d.atomEntry(r)
	case "title":
		if s := r.title(e); f.Title == "" {
			f.Title = s
		}
	case "subtitle", "tagline":
		if s := r.title(e); f.Description == "" {
			f.Description = s
		}
	case "link":
		d.feedLink(e)
	case "author":
		d.authors = addName(d.authors, first(d.person(r)))
	}
}

// feedLink reads a link of a feed, in Atom or in an RSS channel.
func (d *build) feedLink(e element) {
	href := e.attr("href")
	switch strings.ToLower(strings.TrimSpace(e.attr("rel"))) {
	case "", "alternate":
		t := e.attr("type")
		better := isPage(t) && !isPage(d.siteType)
		if d.site == "" || better {
			d.site, d.siteType = href, t
			d.feed.Site = d.address(e.base, href)
		}
	case "hub":
		d.hub = d.address(e.base, href)
	case "next", "prev-archive":
		if d.next == "" {
			d.next = d.address(e.base, href)
		}
	}
}

// isPage reports a type that a browser shows; without one it is presumed.
func isPage(mediaType string) bool {
	return mediaType == "" || strings.Contains(mediaType, "html")
}

// atomEntry reads one entry.
func (d *build) atomEntry(r *reader) {
	r.budget = maxText
	it := &item{base: r.elem.base}
	it.Language = language(r.elem.lang)
	var inherited []string
	for e := range r.each() {
		switch {
		case !e.isAtom():
			d.itemExtension(r, e, it)
		case e.local == "source":
			inherited = d.atomSource(r, it)
		default:
			d.entryTag(r, e, it)
		}
	}
	if len(it.authors) == 0 {
		it.authors = inherited
	}
	d.close(r, it)
}

// entryTag reads one element of an entry.
func (d *build) entryTag(r *reader, e element, it *item) {
	switch e.local {
	case "title":
		if s := r.title(e); it.Title == "" {
			it.Title = s
		}
	case "id":
		if s := r.chars(); it.id == "" {
			it.id, it.permalink = s, true
		}
	case "link":
		it.atomLink(r, e)
	case "summary":
		if s := r.construct(e); it.Summary == "" {
			it.Summary = s
		}
	case "content":
		d.atomContent(r, e, it)
	case "published", "issued":
		setDate(&it.Published, r.line())
	case "created":
		setDate(&it.created, r.line())
	case "updated", "modified":
		if t, ok := parseDate(r.line()); ok { // the last one counts
			it.Updated = t
		}
	case "author":
		it.authors = addName(it.authors, first(d.person(r)))
	case "category":
		name := e.attr("label")
		if name == "" {
			name = e.attr("term")
		}
		it.Categories = addCategory(it.Categories, name)
	}
}

// atomContent reads a content, which may stand elsewhere (src).
func (d *build) atomContent(r *reader, e element, it *item) {
	src, base := e.attr("src"), e.base
	s := r.construct(e)
	if it.Content == "" {
		it.Content = s
	}
	if src != "" && it.link == "" {
		it.link, it.linkBase = src, base
	}
}

// atomLink reads a link of an entry, in Atom or as <atom:link> in RSS.
func (it *item) atomLink(r *reader, e element) {
	href := e.attr("href")
	rel, t := strings.ToLower(strings.TrimSpace(e.attr("rel"))), e.attr("type")
	if href == "" {
		href = r.chars() // as in RSS
	}
	if href == "" {
		return
	}
	switch rel {
	case "", "alternate":
		if it.link == "" || isPage(t) && !isPage(it.linkType) {
			it.link, it.linkType, it.linkBase = href, t, e.base
		}
	case "enclosure":
		c := feeds.Enclosure{URL: href, Type: mediaType(t), Length: size(e.attr("length")), Title: plainText(e.attr("title"))}
		if len(it.Enclosures) < maxList {
			it.Enclosures = append(it.Enclosures, c)
		}
	case "replies":
		if it.Comments == "" && isPage(t) {
			it.Comments = href
		}
		for _, a := range e.attrs {
			if equalFold(a.name, "count") { // thr:count
				it.replies(characters(a.value))
			}
		}
	}
}

// person reads a person: the name, or else the e-mail address, in the elements
// of Atom or as the plain text of RSS. mail reports that there was an address.
func (d *build) person(r *reader) (name string, mail bool) {
	depth := len(r.stack)
	var address, text string
	for {
		switch r.next() {
		case evText:
			if len(text) < maxLine {
				piece := r.tok.text[:min(len(r.tok.text), maxLine)]
				if r.tok.kind == tokText {
					text += characters(piece)
				} else {
					text += string(piece)
				}
			}
		case evStart:
			switch r.elem.local {
			case "name":
				name = r.short(escaped)
			case "email":
				address = r.line()
			}
			r.closeTo(depth)
		case evEnd, evEOF:
			if len(r.stack) >= depth {
				continue
			}
			for _, s := range []string{name, address, text} {
				if p := person(s); p != "" {
					return p, strings.Contains(s, "@")
				}
			}
			return "", false
		}
	}
}

// first is the name of a person alone.
func first(name string, _ bool) string { return name }

// atomSource reads the feed that an entry was taken from: its name and page,
// and its authors, who are the entry's where that names none.
func (d *build) atomSource(r *reader, it *item) (names []string) {
	var title, page, id string
	for e := range r.each() {
		if !e.isAtom() {
			continue
		}
		switch e.local {
		case "author":
			names = addName(names, first(d.person(r)))
		case "title":
			title = r.title(e)
		case "id":
			id = r.line()
		case "link":
			if rel := strings.ToLower(strings.TrimSpace(e.attr("rel"))); page == "" && (rel == "" || rel == "alternate") {
				page = e.attr("href")
			}
		}
	}
	if page == "" && (strings.HasPrefix(id, "http://") || strings.HasPrefix(id, "https://")) {
		page = id
	}
	it.source(escapeHTML(title), page)
	return names
}

// shape is how a text construct of Atom is written.
type shape uint8

const (
	asText shape = iota
	asHTML
	asMarkup
	asBase64
)

// shapeOf reads the attributes of a text construct, of 1.0 and of 0.3.
func shapeOf(e element) shape {
	t := strings.ToLower(strings.TrimSpace(e.attr("type")))
	t, _, _ = strings.Cut(t, ";")
	switch strings.ToLower(strings.TrimSpace(e.attr("mode"))) {
	case "base64":
		return asBase64
	case "escaped":
		if t == "text/plain" || t == "text" {
			return asText
		}
		return asHTML
	case "xml":
		if t == "" || t == "text/plain" {
			return asText
		}
		return asMarkup
	}
	switch {
	case t == "" || t == "text" || t == "text/plain":
		return asText
	case t == "html" || t == "text/html":
		return asHTML
	case t == "xhtml" || strings.HasSuffix(t, "/xml") || strings.HasSuffix(t, "+xml"):
		return asMarkup
	case strings.HasPrefix(t, "text/"):
		return asText
	case strings.Contains(t, "/"):
		return asBase64
	}
	return asHTML
}

// title reads a text construct as one line of plain text.
func (r *reader) title(e element) string {
	switch shapeOf(e) {
	case asHTML:
		return plainHTML(r.short(escaped))
	case asMarkup:
		return plainHTML(r.short(markup))
	case asBase64:
		return plainHTML(decode64(r.short(plain)))
	}
	return plainText(r.short(escaped))
}

// construct reads a text construct as HTML.
func (r *reader) construct(e element) string {
	base := e.base
	switch shapeOf(e) {
	case asHTML:
		return r.body(escaped, base)
	case asMarkup:
		return r.body(markup, base)
	case asBase64:
		return decode64(r.inner(plain))
	}
	s := r.inner(escaped)
	if looksHTML(s) || hasReference(s) { // a type that was forgotten
		if base != r.doc {
			s = absoluteHTML(base, s, r.growth)
		}
		return s
	}
	return escapeHTML(s)
}

// decode64 is base64 as text; what is no text of ours is nothing.
func decode64(s string) string {
	s = strings.Join(strings.Fields(s), "")
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		if b, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "=")); err != nil {
			return ""
		}
	}
	if slices.ContainsFunc(b, isControl) {
		return "" // a picture, not a text
	}
	text, _ := decode(b, "")
	return string(text)
}
