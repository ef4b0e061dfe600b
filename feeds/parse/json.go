package parse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
)

// jsonText is a string, or what is written where one should stand: a number
// or a truth value as its text, anything else as nothing.
type jsonText string

// UnmarshalJSON never fails: a wrong type costs the field, not the entry.
func (t *jsonText) UnmarshalJSON(b []byte) error {
	*t = ""
	switch {
	case len(b) == 0, b[0] == '{', b[0] == '[', b[0] == 'n':
	case b[0] == '"':
		var s string
		if json.Unmarshal(b, &s) == nil {
			*t = jsonText(s)
		}
	default:
		*t = jsonText(b)
	}
	return nil
}

// jsonList is a list, or a single value where one should stand.
type jsonList[T any] []T

// UnmarshalJSON never fails: members of a wrong type are left out.
func (l *jsonList[T]) UnmarshalJSON(b []byte) error {
	*l = nil
	var parts []json.RawMessage
	if json.Unmarshal(b, &parts) != nil {
		parts = []json.RawMessage{b}
	}
	for _, part := range parts[:min(len(parts), maxList)] {
		var v T
		if json.Unmarshal(part, &v) == nil {
			*l = append(*l, v)
		}
	}
	return nil
}

type jsonAuthor struct {
	Name jsonText `json:"name"`
	URL  jsonText `json:"url"`
}

type jsonHub struct {
	Type jsonText `json:"type"`
	URL  jsonText `json:"url"`
}

type jsonItem struct {
	ID          jsonText               `json:"id"`
	URL         jsonText               `json:"url"`
	ExternalURL jsonText               `json:"external_url"`
	Title       jsonText               `json:"title"`
	HTML        jsonText               `json:"content_html"`
	Text        jsonText               `json:"content_text"`
	Summary     jsonText               `json:"summary"`
	Image       jsonText               `json:"image"`
	Banner      jsonText               `json:"banner_image"`
	Published   jsonText               `json:"date_published"`
	Modified    jsonText               `json:"date_modified"`
	Author      jsonList[jsonAuthor]   `json:"author"`
	Authors     jsonList[jsonAuthor]   `json:"authors"`
	Tags        jsonList[jsonText]     `json:"tags"`
	Language    jsonText               `json:"language"`
	Attachments jsonList[jsonEnclosed] `json:"attachments"`
}

type jsonEnclosed struct {
	URL   jsonText `json:"url"`
	Type  jsonText `json:"mime_type"`
	Title jsonText `json:"title"`
	Size  jsonText `json:"size_in_bytes"`
	Long  jsonText `json:"duration_in_seconds"`
}

// json reads a JSON Feed. The top object is read member by member and the
// items one by one, so that a document that breaks off keeps the entries
// before the break.
func (d *build) json(text []byte) error {
	if depthOf(text) > maxDepth {
		return fmt.Errorf("read feed: nested too deep: %w", feeds.ErrNotFeed)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return fmt.Errorf("read feed: %w", feeds.ErrNotFeed)
	}
	d.growth = len(text) + maxGrowth
	var j jsonFeed
	err := j.read(dec)
	if !j.isFeed() {
		return fmt.Errorf("read feed: %w", feeds.ErrNotFeed)
	}
	j.tell(d)
	if err != nil {
		d.note("the document breaks off after %d entries", len(d.entries))
	} else if d.full() {
		d.note("only the first %d entries were read", maxEntries)
	}
	return nil
}

// jsonFeed is the top object.
type jsonFeed struct {
	version, title, home, feedURL, description, language, next jsonText
	author, authors                                            jsonList[jsonAuthor]
	hubs                                                       jsonList[jsonHub]
	items                                                      []jsonItem
	hasItems                                                   bool
}

func (j *jsonFeed) isFeed() bool {
	return j.hasItems && (strings.Contains(string(j.version), "jsonfeed") || j.title != "") ||
		strings.Contains(string(j.version), "jsonfeed.org")
}

// read reads the members of the top object.
func (j *jsonFeed) read(dec *json.Decoder) error {
	for n := 0; dec.More(); n++ {
		if n > maxMembers {
			return errors.New("too many members")
		}
		t, err := dec.Token()
		if err != nil {
			return fmt.Errorf("read member: %w", err)
		}
		name, ok := t.(string)
		if !ok {
			return errors.New("a member without a name")
		}
		if name == "items" {
			err = j.readItems(dec)
		} else if to := j.member(name); to != nil {
			err = dec.Decode(to)
		} else {
			var skipped json.RawMessage
			err = dec.Decode(&skipped)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", clip(name, 40), err)
		}
	}
	if _, err := dec.Token(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read end: %w", err)
	}
	return nil
}

// member is where a member of the top object goes; nil for one that we don't
// read.
func (j *jsonFeed) member(name string) any {
	switch name {
	case "version":
		return &j.version
	case "title":
		return &j.title
	case "home_page_url":
		return &j.home
	case "feed_url":
		return &j.feedURL
	case "description":
		return &j.description
	case "language":
		return &j.language
	case "next_url":
		return &j.next
	case "author":
		return &j.author
	case "authors":
		return &j.authors
	case "hubs":
		return &j.hubs
	}
	return nil
}

func (j *jsonFeed) readItems(dec *json.Decoder) error {
	t, err := dec.Token()
	if err != nil {
		return fmt.Errorf("read items: %w", err)
	}
	if t != json.Delim('[') {
		return errors.New("items is no list")
	}
	j.hasItems = true
	for dec.More() {
		var it jsonItem
		err := dec.Decode(&it)
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) { // an item that is no object
			continue
		}
		if err != nil {
			return fmt.Errorf("read item: %w", err)
		}
		if len(j.items) < maxEntries {
			j.items = append(j.items, it)
		}
	}
	if _, err = dec.Token(); err != nil {
		return fmt.Errorf("read items: %w", err)
	}
	return nil
}

// tell hands everything over to the document.
func (j *jsonFeed) tell(d *build) {
	d.format = "JSON Feed"
	if _, v, ok := strings.Cut(string(j.version), "/version/"); ok {
		d.format = strings.TrimSpace(d.format + " " + version(v))
	}
	if d.base == nil {
		d.base = baseOf(string(j.feedURL))
	}
	f := &d.feed
	f.Title = plainText(string(j.title))
	f.Description = plainText(string(j.description))
	f.Language = language(string(j.language))
	d.site = string(j.home)
	f.Site = d.address(d.base, string(j.home))
	d.next = d.address(d.base, string(j.next))
	for _, h := range j.hubs {
		if d.hub == "" && strings.EqualFold(string(h.Type), "WebSub") {
			d.hub = d.address(d.base, string(h.URL))
		}
	}
	d.authors = jsonNames(j.authors, j.author)
	for i := range j.items {
		d.take(j.items[i].item(d))
	}
}

// item makes an item of a JSON item.
func (j *jsonItem) item(d *build) *item {
	it := &item{base: d.base, linkBase: d.base, id: string(j.ID), permalink: true, link: string(j.URL)}
	if it.link == "" {
		it.link = string(j.ExternalURL)
	}
	it.Title = plainText(string(j.Title))
	it.authors = jsonNames(j.Authors, j.Author)
	it.Content = bodyText(string(j.HTML))
	if text := bodyText(string(j.Text)); it.Content == "" {
		it.Content = paragraphs(text)
	}
	it.Summary = escapeHTML(bodyText(string(j.Summary)))
	if it.Image = string(j.Image); it.Image == "" {
		it.Image = string(j.Banner)
	}
	it.Language = language(string(j.Language))
	setDate(&it.Published, article.CleanLine(string(j.Published)))
	setDate(&it.Updated, article.CleanLine(string(j.Modified)))
	for _, tag := range j.Tags {
		it.Categories = addCategory(it.Categories, escapeHTML(string(tag)))
	}
	for _, a := range j.Attachments {
		it.Enclosures = append(it.Enclosures, feeds.Enclosure{
			URL: string(a.URL), Type: mediaType(string(a.Type)), Length: size(string(a.Size)), Title: plainText(string(a.Title)),
		})
		it.duration(string(a.Long))
	}
	return it
}

// jsonNames are the names of the authors: 1.1 has a list, 1.0 one.
func jsonNames(lists ...jsonList[jsonAuthor]) (names []string) {
	for _, l := range lists {
		for _, a := range l {
			name := plainText(string(a.Name))
			names = addName(names, name)
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

// bodyText is a body from a string: cut to its limit, without control bytes.
func bodyText(s string) string { return string(dropControls([]byte(clip(s, maxText)))) }

// paragraphs is plain text as HTML: an empty line parts paragraphs.
func paragraphs(s string) string {
	if s == "" {
		return ""
	}
	s = escapeHTML(strings.ReplaceAll(s, "\r\n", "\n"))
	var b strings.Builder
	for _, p := range strings.Split(s, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			b.WriteString("<p>" + strings.ReplaceAll(p, "\n", "<br>\n") + "</p>\n")
		}
	}
	return b.String()
}

// depthOf is how deep the brackets nest.
func depthOf(text []byte) int {
	depth, deepest := 0, 0
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}
