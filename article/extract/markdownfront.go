package extract

import (
	"strings"
	"time"

	"pullquote/article"
)

// front is the front matter of a Markdown file: plain "key: value" (YAML) or
// "key = value" (TOML) lines. Nested values are passed over.
type front map[string][]string

// maxFront bounds the front matter, in bytes.
const maxFront = 64 << 10

// frontMatter parts the front matter from the body.
func frontMatter(data string) (front, string) {
	data = strings.TrimLeft(data, "\ufeff")
	mark := ""
	for _, m := range []string{"---\n", "+++\n"} {
		if strings.HasPrefix(data, m) {
			mark = m
		}
	}
	if mark == "" {
		return nil, data
	}
	end := strings.Index(data[len(mark):], "\n"+mark[:3])
	if end < 0 || end > maxFront {
		return nil, data
	}
	head, rest := data[len(mark):len(mark)+end], data[len(mark)+end+1+3:]
	f := front{}
	last := ""
	for line := range strings.Lines(head) {
		line = strings.TrimRight(line, "\r\n ")
		if item := strings.TrimPrefix(strings.TrimLeft(line, " \t"), "- "); item != strings.TrimLeft(line, " \t") && last != "" {
			if key, value, ok := strings.Cut(item, ": "); ok && key == "name" {
				item = value // authors: - name: …
			}
			f[last] = append(f[last], unquoteFront(item))
			continue
		}
		if line == "" || line[0] == '#' || line[0] == ' ' || line[0] == '\t' || line[0] == '[' {
			continue
		}
		sep := ":"
		if mark[0] == '+' {
			sep = "="
		}
		key, value, ok := strings.Cut(line, sep)
		if !ok {
			return nil, data // no front matter: a rule and a paragraph
		}
		last = strings.ToLower(strings.TrimSpace(key))
		value = strings.TrimSpace(value)
		if list := strings.TrimSuffix(strings.TrimPrefix(value, "["), "]"); list != value {
			for v := range strings.SplitSeq(list, ",") {
				f[last] = append(f[last], unquoteFront(v))
			}
		} else if value != "" {
			f[last] = append(f[last], unquoteFront(value))
		}
	}
	return f, strings.TrimLeft(rest, "\n")
}

func unquoteFront(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		quote := s[:1]
		s = s[1 : len(s)-1]
		if quote == `"` {
			s = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s)
		} else {
			s = strings.ReplaceAll(s, "''", "'")
		}
	}
	return article.CleanLine(s)
}

// first is the first value of the first key that has one.
func (f front) first(keys ...string) string {
	for _, k := range keys {
		if len(f[k]) > 0 && f[k][0] != "" {
			return f[k][0]
		}
	}
	return ""
}

// into fills the Document's facts.
func (f front) into(d *article.Document) {
	d.Title = f.first("title", "headline")
	d.Deck = f.first("description", "subtitle", "summary", "deck", "excerpt")
	d.Language = bcp47(f.first("lang", "language", "locale"))
	d.Publisher = f.first("publisher", "site", "publication")
	d.Section = f.first("section", "category")
	d.Canonical = article.CleanURL(f.first("canonical", "canonical_url", "url", "source"))
	d.LeadImage = article.CleanURL(f.first("image", "cover", "thumbnail"))
	d.Published = frontDate(f.first("date", "published", "pubdate", "created", "datepublished"))
	d.Updated = frontDate(f.first("updated", "modified", "lastmod", "last_modified_at"))
	for _, key := range []string{"author", "authors", "by", "byline"} {
		for _, n := range f[key] {
			if len(d.Byline) < 12 && n != "" && !strings.ContainsAny(n, "{}") {
				d.Byline = append(d.Byline, n)
			}
		}
	}
}

func frontDate(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	return parseDate(s, true)
}
