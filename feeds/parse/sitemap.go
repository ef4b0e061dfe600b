package parse

import (
	"net/url"
	"strings"
)

// sitemap reads a sitemap of news (urlset with news: elements) as a feed, for
// sites that have no other. Pages without news in them are passed over: a
// sitemap of a whole site is no feed. false: there is no news in it.
func (d *build) sitemap(r *reader) bool {
	d.format = "News sitemap"
	for e := range r.each() {
		if e.local == "url" {
			d.sitemapURL(r, e)
		}
	}
	return len(d.entries) > 0
}

func (d *build) sitemapURL(r *reader, e element) {
	r.budget = maxText
	it := &item{base: e.base}
	news := false
	for c := range r.each() {
		switch {
		case c.ns == nsNews && c.local == "news":
			news = true
			d.sitemapNews(r, it)
		case c.ns == nsImage && c.local == "image":
			for x := range r.each() {
				if x.local == "loc" && it.Image == "" {
					it.Image = r.chars()
				}
			}
		case c.prefix != "":
		case c.local == "loc":
			it.link, it.linkBase = r.chars(), c.base
		case c.local == "lastmod":
			setDate(&it.Updated, r.line())
		}
	}
	if !news || it.link == "" || it.Title == "" {
		return
	}
	it.id = it.link
	d.close(r, it)
	if d.feed.Site == "" {
		if u, err := url.Parse(d.address(e.base, it.link)); err == nil && u.Host != "" {
			d.site = u.Scheme + "://" + u.Host + "/"
			d.feed.Site = d.site
		}
	}
}

func (d *build) sitemapNews(r *reader, it *item) {
	for c := range r.each() {
		switch c.local {
		case "publication":
			for p := range r.each() {
				switch p.local {
				case "name":
					if s := plainHTML(r.short(escaped)); d.feed.Title == "" {
						d.feed.Title = s
					}
				case "language":
					it.Language = language(r.line())
					if d.feed.Language == "" {
						d.feed.Language = it.Language
					}
				}
			}
		case "title":
			it.Title = plainHTML(r.short(escaped))
		case "publication_date":
			setDate(&it.Published, r.line())
		case "keywords":
			for k := range strings.SplitSeq(r.short(escaped), ",") {
				it.Categories = addCategory(it.Categories, k)
			}
		}
	}
}
