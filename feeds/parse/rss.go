package parse

import (
	"strconv"
	"strings"
	"time"

	"pullquote/feeds"
)

// rssFormat names the version that the root says.
func rssFormat(e element) string {
	return strings.TrimSpace("RSS " + version(e.attr("version")))
}

// rss reads the inside of <rss> or <rdf:RDF>, where RSS 0.9 and 1.0 put the
// items beside the channel, and broken feeds what belongs into it.
func (d *build) rss(r *reader) {
	for e := range r.each() {
		if e.local == "channel" {
			d.channel(r)
		} else {
			d.channelTag(r, e)
		}
	}
}

func (d *build) channel(r *reader) {
	for e := range r.each() {
		d.channelTag(r, e)
	}
}

// isRSS reports an element of RSS itself. One without a prefix is, even under a
// strange default namespace, unless it declares that for itself alone.
func (e element) isRSS() bool {
	return e.isTag(nsRSS) || e.prefix == "" && !e.own
}

func (d *build) channelTag(r *reader, e element) {
	f := &d.feed
	if !e.isRSS() {
		d.feedExtension(r, e)
		return
	}
	switch e.local {
	case "item":
		d.rssItem(r, e)
	case "items": // RSS 1.1; in 1.0 a list of addresses
		for c := range r.each() {
			if c.local == "item" {
				d.rssItem(r, c)
			}
		}
	case "title":
		if s := plainHTML(r.short(escaped)); f.Title == "" {
			f.Title = s
		}
	case "link":
		base, href := e.base, e.attr("href")
		s := r.chars()
		if s == "" {
			s = href
		}
		if d.site == "" && s != "" {
			d.site = s
			f.Site = d.address(base, s)
		}
	case "description", "tagline", "subtitle":
		if s := plainHTML(r.short(escaped)); f.Description == "" {
			f.Description = s
		}
	case "language":
		f.Language = language(r.line())
	case "ttl":
		if n, err := strconv.Atoi(r.line()); err == nil && n > 0 && n < 1e6 {
			f.TTL = max(f.TTL, time.Duration(n)*time.Minute)
		}
	case "skiphours":
		for range r.each() {
			if h, ok := hour(r.line()); ok {
				f.Skip.Hours |= 1 << h
			}
		}
	case "skipdays":
		for range r.each() {
			if day, ok := weekday(r.line()); ok {
				f.Skip.Days |= 1 << day
			}
		}
	}
}

// rssItem reads one item.
func (d *build) rssItem(r *reader, e element) {
	r.budget = maxText
	it := &item{base: e.base}
	it.Language = language(e.lang)
	about := e.attr("about") // RSS 1.0: the identity of the item
	if about == "" {
		about = e.attr("id")
	}
	for c := range r.each() {
		if c.isRSS() {
			d.itemTag(r, c, it)
		} else {
			d.itemExtension(r, c, it)
		}
	}
	if it.id == "" && about != "" {
		it.id, it.permalink = about, true
	}
	d.close(r, it)
}

// close takes the item. One in which the document breaks off counts only if
// its id was read whole: by any other identity it would come twice, now and
// when the document is complete again.
func (d *build) close(r *reader, it *item) {
	if r.broken && (it.id == "" || it.Title == "" || r.tornIn == "id" || r.tornIn == "guid") {
		return
	}
	d.take(it)
	if d.full() {
		r.stop()
	}
}

func (d *build) itemTag(r *reader, e element, it *item) {
	switch e.local {
	case "title":
		if s := plainHTML(r.short(escaped)); it.Title == "" {
			it.Title = s
		}
	case "link":
		base, href := e.base, e.attr("href")
		s := r.chars()
		if s == "" {
			s = href
		}
		if it.link == "" {
			it.link, it.linkBase = s, base
		}
	case "description", "summary":
		if s := r.body(escaped, e.base); it.Summary == "" {
			it.Summary = s
		}
	case "content", "fullitem", "fulltext", "body":
		if s := r.body(escaped, e.base); it.Content == "" {
			it.Content = s
		}
	case "guid", "id":
		permalink := !strings.EqualFold(strings.TrimSpace(e.attr("ispermalink")), "false")
		if s := r.chars(); it.id == "" {
			it.id, it.permalink = s, permalink
		}
	case "pubdate", "date", "published", "issued":
		setDate(&it.Published, r.line())
	case "updated", "modified", "lastbuilddate":
		setDate(&it.Updated, r.line())
	case "author", "creator":
		name, mail := d.person(r)
		it.authors, it.mail = addName(it.authors, name), it.mail || mail
	case "category", "keywords":
		it.Categories = addCategory(it.Categories, r.short(escaped))
	case "comments":
		if s := r.chars(); it.Comments == "" {
			it.Comments = s
		}
	case "enclosure":
		it.Enclosures = it.enclose(it.Enclosures, e)
	case "image":
		it.image(r, e)
	case "source":
		address := e.attr("url")
		it.source(r.short(escaped), address)
	}
}

// enclose adds the file that an <enclosure> (or a <media:content>) names.
func (it *item) enclose(list []feeds.Enclosure, e element) []feeds.Enclosure {
	c := feeds.Enclosure{URL: e.attr("url"), Type: mediaType(e.attr("type")), Length: size(e.attr("length"))}
	if c.URL == "" {
		c.URL = e.attr("href")
	}
	if c.Length == 0 {
		c.Length = size(e.attr("filesize")) // Media RSS
	}
	if c.URL == "" || len(list) >= maxList {
		return list
	}
	return append(list, c)
}

// image reads a picture: its address is an attribute or a <url>.
func (it *item) image(r *reader, e element) {
	src := e.attr("href")
	if src == "" {
		src = e.attr("url")
	}
	if src == "" {
		for c := range r.each() {
			if c.local == "url" {
				src = r.chars()
			}
		}
	}
	if it.Image == "" {
		it.Image = src
	}
}
