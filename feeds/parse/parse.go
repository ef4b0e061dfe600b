// Package parse reads feed documents: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0,
// JSON Feed 1.0 and 1.1, sitemaps of news, and pages with microformats (h-feed),
// whatever charset and however broken. One file a
// format, one return type. Bad dates and missing ids are solved here.
//
// It owns a scanner of its own instead of encoding/xml: that one stops for
// good at the first stray byte, and a feed with one broken entry would be lost
// whole. Every limit on what a document may cost stands in limits.go. It never
// opens a connection or a file, never asks the clock, and never expands an
// entity that a document declares.
package parse

import (
	"bytes"
	"fmt"
	"net/url"

	"pullquote/article"
	"pullquote/feeds"
)

// Options say what is known about the bytes from outside.
type Options struct {
	URL         string // the final address: base of relative links; "" none
	ContentType string // the server's header, with charset; "" none
}

// Document reads one feed document. A broken tail costs the entries behind the
// break and no others (see feeds.Parsed.Notes). Feed.URL is Options.URL, never
// what the document says of itself: an address in a document must not move a
// subscription. Errors: feeds.ErrNotFeed.
func Document(data []byte, o Options) (feeds.Parsed, error) {
	d := &build{base: baseOf(o.URL)}
	d.feed.URL = o.URL
	if err := d.read(data, o); err != nil {
		return feeds.Parsed{}, err
	}
	return d.finish(), nil
}

// read reads the document in whatever charset and format.
func (d *build) read(data []byte, o Options) error {
	text, note := decode(data, o.ContentType)
	if note != "" {
		d.note("%s", note)
	}
	if start := bytes.TrimLeft(text, " \t\r\n"); len(start) > 0 && start[0] == '{' {
		return d.json(start)
	}
	return d.xml(text)
}

// build collects one document. Its methods in rss.go, atom.go and json.go fill
// it; finish (finish.go) makes it whole.
type build struct {
	base    *url.URL // the document's own address; nil unknown
	feed    feeds.Feed
	format  string
	hub     string
	next    string
	notes   []string
	entries []feeds.Entry
	authors []string // the feed's own, for entries that name none
	// growth is how many bytes relative addresses may still gain by being made
	// absolute: a long base times a million short links would fill the memory.
	growth int
	// seen is called with each item that became an entry; nil for nobody.
	seen func(*item)

	// What the feed says in the second place: taken where the first is silent.
	title, description string
	site, siteType     string // the link as written, and its media type
	// The pace that an RSS channel asks for: see pace.
	updatePeriod string
	updateEvery  int
}

func (d *build) note(format string, args ...any) {
	if len(d.notes) < maxNotes {
		d.notes = append(d.notes, fmt.Sprintf(format, args...))
	}
}

// full reports that no further entry is taken.
func (d *build) full() bool { return len(d.entries) >= maxEntries }

// xml finds the root of an XML document and hands it to its format.
func (d *build) xml(text []byte) error {
	d.growth = len(text) + maxGrowth
	r := newReader(text, d.base, &d.growth)
	page := false
	for {
		switch r.next() {
		case evEOF:
			return fmt.Errorf("read feed: %w", feeds.ErrNotFeed)
		case evStart:
			// A feed that an article shows as an example is no feed; one that is
			// all that a page holds, as some servers wrap it, is.
			page = page || r.elem.local == "html"
			if page && (r.elem.ns != nsAtom || !r.elem.own || len(r.stack) > 4) {
				continue
			}
			if d.root(r, r.elem) {
				d.tail(r)
				return nil
			}
		}
	}
}

// root reads the document if e is the root of a feed.
func (d *build) root(r *reader, e element) bool {
	switch e.local {
	case "rss":
		d.format = rssFormat(e)
		d.rss(r)
	case "rdf":
		d.format = "RDF"
		d.rss(r)
	case "channel": // RSS 1.1, or a document that lost its root
		d.format = "RSS"
		d.channel(r)
	case "feed":
		d.format = atomFormat(e)
		d.atom(r)
	case "urlset":
		return d.sitemap(r)
	case "entry":
		if e.ns != nsAtom {
			return false
		}
		d.format = "Atom 1.0"
		d.atomEntry(r)
	default:
		return false
	}
	return true
}

// tail says what a document that breaks off cost.
func (d *build) tail(r *reader) {
	switch {
	case r.stopped:
		d.note("only the first %d entries were read", maxEntries)
	case r.broken:
		d.note("the document breaks off after %d entries", len(d.entries))
	}
	if r.mended || r.scan.mended {
		d.note("the markup is not well-formed; it was mended")
	}
	if r.cut {
		d.note("an entry is longer than %d MB; its text was cut", maxText>>20)
	}
}

// baseOf is the address as a base for relative links; nil where it is no http
// address.
func baseOf(s string) *url.URL {
	if s = article.CleanURL(s); s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return nil
	}
	return u
}
