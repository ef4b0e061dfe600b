package extract

import (
	"html"
	"strings"

	"pullquote/article"
)

// thing is one object of a page's linked data.
type thing map[string]any

// things flattens the values of all JSON-LD scripts: arrays, @graph, and the
// objects nested under the keys by which a page wraps its article.
func things(values []any) []thing {
	var out []thing
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 8 || len(out) > 400 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth+1)
			}
		case map[string]any:
			out = append(out, v)
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "article", "subjectOf", "review"} {
				switch sub := v[key].(type) {
				case []any, map[string]any:
					walk(sub, depth+1)
				}
			}
		}
	}
	for _, v := range values {
		walk(v, 0)
	}
	return out
}

// rank is how much the thing's type speaks for its being the article.
func (t thing) rank() int {
	best := 0
	for _, typ := range t.list("@type") {
		typ = strings.TrimPrefix(strings.TrimPrefix(typ, "https://schema.org/"), "http://schema.org/")
		r := 0
		switch typ {
		case "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
			"ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting":
			r = 6
		case "Article", "BlogPosting", "TechArticle", "ScholarlyArticle", "AdvertiserContentArticle", "SatiricalArticle", "MedicalScholarlyArticle":
			r = 5
		case "Report", "HowTo", "Review", "CriticReview", "Recipe", "Interview", "SocialMediaPosting", "DiscussionForumPosting", "CreativeWork":
			r = 4
		case "VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery":
			r = 2
		case "WebPage", "ItemPage", "AboutPage", "MediaObject":
			r = 1
		}
		best = max(best, r)
	}
	return best
}

// str is the first text under the key: of a string, an array's first, or the
// name (or address) of an object.
func (t thing) str(key string) string {
	if l := t.list(key); len(l) > 0 {
		return l[0]
	}
	return ""
}

// list is all texts under the key.
func (t thing) list(key string) []string { return texts(t[key], 0) }

func texts(v any, depth int) []string {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := unescape(v); s != "" {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, texts(e, depth+1)...)
			if len(out) > 50 {
				break
			}
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "@value", "url", "@id"} {
			if s := texts(v[key], depth+1); len(s) > 0 {
				return s[:1]
			}
		}
	}
	return nil
}

// unescape undoes the HTML escapes that many pages leave in their JSON, and
// cleans the text to one line.
func unescape(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
		if strings.Contains(s, "&") {
			s = html.UnescapeString(s)
		}
	}
	return article.CleanLine(s)
}

// object is the object under the key, or the first of an array of them.
func (t thing) object(key string) thing {
	switch v := t[key].(type) {
	case map[string]any:
		return v
	case []any:
		for _, e := range v {
			if m, ok := e.(map[string]any); ok {
				return m
			}
		}
	}
	return nil
}

// whole is the thing itself where t only refers to it by its @id.
func (t thing) whole(all []thing) thing {
	id, ok := t["@id"].(string)
	if !ok || id == "" || len(t) > 2 {
		return t
	}
	for _, o := range all {
		if o["@id"] == id && len(o) > len(t) {
			return o
		}
	}
	return t
}

// paid: the page says that what it holds is not free.
func (t thing) paid() bool {
	return denies(t["isAccessibleForFree"])
}

func denies(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(strings.TrimSpace(v), "false")
	}
	return false
}
