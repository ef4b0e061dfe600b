package discover

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"pullquote/feeds"
)

// maxScript bounds one script that is looked at, in bytes.
const maxScript = 1 << 20

// linkedData reads JSON-LD: webFeed is schema.org's property for a feed, and a
// DataFeed or a file that says it is one in a feed's format.
func (p *reader) linkedData(text []byte) {
	if len(text) > maxScript {
		return
	}
	var v any
	if json.Unmarshal(text, &v) == nil {
		p.walk(v, 0)
	}
}

func (p *reader) walk(v any, depth int) {
	if depth > 32 || len(p.data) >= maxCandidates {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			p.walk(x, depth+1)
		}
	case map[string]any:
		name, _ := v["name"].(string)
		for _, f := range feedsIn(v["webFeed"]) {
			p.data = p.add(p.data, f, name)
		}
		for _, key := range []string{"encodingFormat", "fileFormat"} {
			kind, _ := v[key].(string)
			if kindOf(strings.ToLower(kind)) != isFeed {
				continue
			}
			for _, key := range []string{"url", "contentUrl"} {
				if u, ok := v[key].(string); ok {
					p.data = p.add(p.data, attrs{href: u, kind: strings.ToLower(kind)}, name)
				}
			}
		}
		for _, x := range v {
			switch x.(type) {
			case []any, map[string]any:
				p.walk(x, depth+1)
			}
		}
	}
}

// feedsIn are the addresses in a webFeed: a text, an object, or a list of them.
func feedsIn(v any) []attrs {
	switch v := v.(type) {
	case string:
		return []attrs{{href: v}}
	case []any:
		var out []attrs
		for _, x := range v[:min(len(v), 10)] {
			out = append(out, feedsIn(x)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"url", "contentUrl", "@id"} {
			if u, ok := v[key].(string); ok {
				return []attrs{{href: u}}
			}
		}
	}
	return nil
}

// member is a member of an object in a script that can only mean a feed: pages
// that are drawn by their scripts carry what they show as data.
var member = expression(`\\?"(?:feedUrl|feedURL|feed_url|rssUrl|rssURL|rss_url|rssFeedUrl|rss_feed_url|rssFeed|rss_feed|xmlUrl)\\?"\s*:\s*\\?"(https?:(?:\\+[/u0-9a-fA-F]|[^"\\<>\s]){4,1000})\\?"`)

// expression is compiled when it is first used: most starts need none.
func expression(s string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })
}

// script looks for such members.
func (p *reader) script(text []byte) {
	if len(text) > maxScript {
		text = text[:maxScript]
	}
	for _, m := range member().FindAllSubmatch(text, 10) {
		p.data = p.add(p.data, attrs{href: unescapeJSON(string(m[1]))}, "")
	}
}

// unescapeJSON undoes the escapes of a text in JSON, or in JSON in JSON.
func unescapeJSON(s string) string {
	for range 3 {
		if !strings.Contains(s, `\`) {
			break
		}
		var out string
		if json.Unmarshal([]byte(`"`+s+`"`), &out) != nil {
			break
		}
		s = out
	}
	return s
}

// Header gives the feeds that an answer's Link header names (RFC 8288).
func Header(link, base string) []feeds.Candidate {
	p := newReader(base)
	for link != "" && len(p.links) < maxCandidates {
		_, rest, ok := strings.Cut(link, "<")
		if !ok {
			break
		}
		href, rest, ok := strings.Cut(rest, ">")
		if !ok {
			break
		}
		params := rest
		if i := strings.IndexByte(rest, '<'); i >= 0 {
			params = rest[:i]
		}
		link = rest[len(params):]
		a := attrs{href: strings.TrimSpace(href)}
		for param := range strings.SplitSeq(params, ";") {
			k, v, _ := strings.Cut(strings.Trim(param, " ,"), "=")
			v = strings.Trim(strings.TrimSpace(v), `"`)
			switch strings.ToLower(strings.TrimSpace(k)) {
			case "rel":
				a.rel = strings.Fields(strings.ToLower(v))
			case "type":
				a.kind = strings.ToLower(v)
			case "title":
				a.title = v
			}
		}
		if a.namesFeed() {
			p.links = p.add(p.links, a, a.title)
		}
	}
	return p.links
}

// Sitemaps gives the sitemaps of an index, those first that say in their
// address that they hold news; nil: it is no index.
func Sitemaps(data []byte) []feeds.Candidate {
	data = data[:min(len(data), maxPage)]
	if !sitemapIndex().Match(data) {
		return nil
	}
	p := newReader("")
	for _, m := range location().FindAllSubmatch(data, 2*maxCandidates) {
		p.links = p.add(p.links, attrs{href: strings.ReplaceAll(string(m[1]), "&amp;", "&")}, "")
	}
	var news, others []feeds.Candidate
	for _, c := range p.links {
		c.Title = "Sitemap"
		if strings.Contains(strings.ToLower(c.URL), "news") {
			c.Title = "Sitemap of news"
			news = append(news, c)
		} else {
			others = append(others, c)
		}
	}
	return append(news, others...)
}

var (
	sitemapIndex = expression(`(?i)<(?:\w+:)?sitemapindex[\s>]`)
	location     = expression(`(?i)<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)`)
)

// Paths are the addresses at which sites usually keep a feed, for readers who
// ask for them to be tried, likeliest first. They begin at the page's own
// folder.
func Paths(page string) []string {
	p := newReader(page)
	if p.base.Host == "" {
		return nil
	}
	var out []string
	roots := []string{"/"}
	if dir := strings.TrimSuffix(p.base.Path, "/"); dir != "" && !strings.Contains(dir[strings.LastIndexByte(dir, '/'):], ".") {
		roots = []string{dir + "/", "/"}
	}
	for _, root := range roots {
		for _, name := range []string{"feed", "feed.xml", "rss.xml", "atom.xml", "index.xml", "rss", "feed/", "feed.json", "?feed=rss2"} {
			if u, err := p.base.Parse(root + name); err == nil {
				out = append(out, u.String())
			}
		}
	}
	return out
}

// Robots gives the sitemaps of news that a site's robots.txt names.
func Robots(text []byte, base string) []feeds.Candidate {
	p := newReader(base)
	for row := range strings.Lines(string(text[:min(len(text), 512<<10)])) {
		key, v, ok := strings.Cut(row, ":")
		if ok && strings.EqualFold(strings.TrimSpace(key), "sitemap") {
			p.links = p.add(p.links, attrs{href: strings.TrimSpace(v)}, "Sitemap")
		}
	}
	return p.links
}
