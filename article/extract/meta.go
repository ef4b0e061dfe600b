package extract

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"pullquote/article"
	"pullquote/article/dom"
)

// meta is what the page says about itself, and the witnesses to its body.
type meta struct {
	title, deck, publisher, section string
	image, canonical, language      string
	byline                          []string
	published, updated              time.Time
	deckApart                       bool // the deck stands with the headline, outside the story
	paid                            bool
	live                            bool      // a live blog
	host                            string    // of the page
	nobody                          string    // the name of an account that is no person's
	near                            bool      // the byline shown stands beside the headline
	marked                          bool      // the byline shown is marked as one, not only by its look
	weakDate                        bool      // published may be the last change
	settled                         bool      // the page shows the day of published beside its headline
	swapped                         time.Time // published with day and month the other way round
	dayFirst                        bool      // 3/4/2025 is in April
	subtitle                        string    // of the linked data: a deck, or another headline
	descriptions                    []string  // of the head: often the deck, often the first words
	bodies                          []string  // articleBody of the linked data
	h1                              *html.Node
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// findMeta judges what was gathered: the linked data of the article first,
// then the properties of the head, then what the page shows.
func findMeta(root *html.Node, base *url.URL, o Options) *meta {
	g := gather(root, base)
	all := things(g.linked)
	art := pick(all)
	m := &meta{descriptions: []string{art.str("description"), g.first("og:description"), g.first("description"), g.first("twitter:description"), art.str("abstract")}, subtitle: art.str("alternativeHeadline")}
	m.host = article.Host(o.URL)
	m.canonical = g.canon
	if m.canonical == "" {
		m.canonical = dom.Resolve(g.base, firstOf(g.first("og:url"), art.str("url"), art.str("mainEntityOfPage")))
	}
	m.publisher = publisher(g, all, art, o)
	m.title, m.h1 = title(g, art, m.publisher, o)
	m.language = bcp47(firstOf(g.lang, art.str("inLanguage"), g.first("og:locale", "content-language", "language", "dc.language"), o.Language))
	m.published, m.updated = dates(g, art, all, m, o)
	m.byline = people(g, art, all, m, o)
	m.section = sectionOf(g, art)
	m.image = dom.Resolve(g.base, firstOf(imageOf(art, all), g.first("og:image", "og:image:secure_url", "twitter:image", "twitter:image:src", "image")))
	m.paid, m.live = paid(g, all), live(all)
	for _, t := range all {
		if body, ok := t["articleBody"].(string); ok && len(body) > 80 && t.rank() >= 4 {
			m.bodies = append(m.bodies, body)
		}
	}
	return m
}

// pick is the thing that is the article: the type that fits best, the first
// of these with a headline.
func pick(all []thing) thing {
	var best thing
	score := 0
	for _, t := range all {
		r := t.rank() * 4
		if r == 0 {
			continue
		}
		for _, key := range []string{"headline", "datePublished", "author", "articleBody"} {
			if t[key] != nil {
				r++
			}
		}
		if r > score {
			best, score = t, r
		}
	}
	if score < 4 {
		return nil
	}
	return best
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func arrayOf(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case nil:
		return nil
	}
	return []any{v}
}

// imageOf is the address of the thing's picture.
func imageOf(t thing, all []thing) string {
	if o := t.object("image").whole(all); o != nil {
		return firstOf(o.str("url"), o.str("contentUrl"))
	}
	return t.str("image")
}

// sectionOf is the part of the paper.
func sectionOf(g *gathered, art thing) string {
	return firstOf(art.str("articleSection"), g.first("article:section", "articlesection", "section", "parsely-section", "cxenseparse:section", "content_category", "category"))
}

// paid: a thing that is the page or the article says that it is not free. A
// part of it (hasPart) that is not free counts as well: the page is a stub.
func paid(g *gathered, all []thing) bool {
	for _, t := range all {
		if t.rank() < 1 {
			continue
		}
		if t.paid() {
			return true
		}
		for _, part := range arrayOf(t["hasPart"]) {
			if o, ok := part.(map[string]any); ok && thing(o).paid() {
				return true
			}
		}
	}
	return strings.EqualFold(g.first("article:content_tier"), "locked")
}

// live: the linked data call the page a live blog.
func live(all []thing) bool {
	for _, t := range all {
		for _, typ := range t.list("@type") {
			if typ == "LiveBlogPosting" {
				return true
			}
		}
	}
	return false
}

// publisher is the name of the paper.
func publisher(g *gathered, all []thing, art thing, o Options) string {
	if p := g.first("og:site_name"); p != "" && !strings.Contains(p, "://") {
		return p
	}
	p := art.object("publisher").whole(all).str("name")
	if p = firstOf(p, art.str("publisher")); p != "" && !strings.Contains(p, "://") && !strings.HasPrefix(p, "#") {
		return p
	}
	for _, t := range all {
		for _, typ := range t.list("@type") {
			if typ == "NewsMediaOrganization" || typ == "WebSite" {
				if n := t.str("name"); n != "" && !strings.Contains(n, "://") {
					return n
				}
			}
		}
	}
	if p := g.first("application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher"); p != "" && !strings.Contains(p, "://") {
		return p
	}
	return firstOf(o.Publisher, article.Host(o.URL))
}

// bcp47 normalises a language tag: "en_US", "EN-us", "English" no.
func bcp47(s string) string {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	s, _, _ = strings.Cut(s, ",")
	lang, _, _ := strings.Cut(s, "-")
	if len(lang) < 2 || len(lang) > 3 || len(s) > 20 {
		return ""
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	return s
}

// into fills the Document's facts.
func (m *meta) into(d *article.Document, o Options) {
	d.URL, d.Canonical, d.Language = o.URL, m.canonical, m.language
	d.Title, d.Deck, d.Byline = m.title, m.deck, m.byline
	d.Publisher, d.Section, d.LeadImage = m.publisher, m.section, m.image
	d.Published, d.Updated, d.Paid = m.published, m.updated, m.paid
}
