package parse

import (
	"net/url"
	"strconv"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// Inspected is a document as a program reads it (`inspect --json`): the
// fields of feeds.Parsed under the names that feed tools share:
//
//	{title, link, description, language, items: [{title, link, id, author,
//	published, updated, summary, content, categories,
//	enclosures: [{url, type, length}]}]}
//
// with times in RFC 3339 and lengths in bytes. Titles and descriptions are
// always there, other fields only where the feed says something; published is
// updated where only that is known.
type Inspected struct {
	Title       string          `json:"title"`
	Link        string          `json:"link,omitempty"`
	Description string          `json:"description"`
	Language    string          `json:"language,omitempty"`
	Format      string          `json:"format,omitempty"`
	Notes       []string        `json:"notes,omitempty"`
	Items       []InspectedItem `json:"items"`
}

// InspectedItem is one entry of an Inspected document.
type InspectedItem struct {
	Title      string               `json:"title"`
	Link       string               `json:"link,omitempty"`
	ID         string               `json:"id,omitempty"`
	Author     string               `json:"author,omitempty"`
	Authors    []string             `json:"authors,omitempty"`
	Published  string               `json:"published,omitempty"`
	Updated    string               `json:"updated,omitempty"`
	Summary    string               `json:"summary,omitempty"`
	Content    string               `json:"content,omitempty"`
	Categories []string             `json:"categories,omitempty"`
	Enclosures []InspectedEnclosure `json:"enclosures,omitempty"`
	Image      string               `json:"image,omitempty"`
	Comments   string               `json:"comments,omitempty"`
	Extra      *feeds.Extra         `json:"extra,omitempty"`
}

// InspectedEnclosure is one file of an InspectedItem; Length is in bytes, as a string.
type InspectedEnclosure struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`
	Length string `json:"length,omitempty"`
}

// Inspection is a document that was read, for inspection. Inspect tells more
// where the bytes are at hand.
func Inspection(p feeds.Parsed) Inspected {
	in := Inspected{
		Title: p.Feed.Title, Link: p.Feed.Site, Description: p.Feed.Description, Language: p.Feed.Language,
		Format: p.Format, Notes: p.Notes, Items: make([]InspectedItem, 0, len(p.Entries)),
	}
	for i := range p.Entries {
		e := &p.Entries[i]
		it := InspectedItem{
			Title: e.Title, Link: e.URL, ID: e.GUID, Author: e.Author, Published: stamp(e.Published), Updated: stamp(e.Updated),
			Summary: e.Summary, Content: e.Content, Categories: e.Categories, Image: e.Image, Comments: e.Comments, Extra: e.Extra,
		}
		if it.Published == "" {
			it.Published = it.Updated
		}
		for _, c := range e.Enclosures {
			it.Enclosures = append(it.Enclosures, InspectedEnclosure{c.URL, c.Type, length(c.Length)})
		}
		in.Items = append(in.Items, it)
	}
	return in
}

// Inspect is Document and Inspection in one. It tells what the document says,
// where feeds.Entry holds what the reader needs: Link is the feed's own link,
// absolute where that is possible (feeds.Entry.URL may be the page behind a
// counter), ID its own id where it gives one, Author the first of the Authors, and an enclosure that is named
// twice stands there twice. Errors: feeds.ErrNotFeed.
func Inspect(data []byte, o Options) (Inspected, error) {
	d := &build{base: baseOf(o.URL)}
	d.feed.URL = o.URL
	var said []InspectedItem
	d.seen = func(it *item) { said = append(said, d.said(it)) }
	if err := d.read(data, o); err != nil {
		if d = (&build{base: d.base, seen: d.seen}); d.page(data, o) != nil {
			return Inspected{}, err
		}
	}
	in := Inspection(d.finish())
	if in.Link == "" {
		in.Link = article.CleanLine(d.site)
	}
	for i := range in.Items {
		it, s := &in.Items[i], &said[i]
		it.Link, it.Authors, it.Enclosures = s.Link, s.Authors, s.Enclosures
		if s.Author != "" {
			it.Author = s.Author
		}
		if s.ID != "" {
			it.ID = s.ID
		}
	}
	return in, nil
}

// said is what the item says and the entry doesn't.
func (d *build) said(it *item) InspectedItem {
	out := InspectedItem{ID: article.CleanLine(it.id), Link: d.shown(it.linkBase, it.link), Authors: it.authors}
	if len(it.authors) > 0 {
		out.Author = it.authors[0]
	}
	for _, c := range it.Enclosures {
		out.Enclosures = append(out.Enclosures, InspectedEnclosure{d.shown(it.base, c.URL), c.Type, length(c.Length)})
	}
	return out
}

// shown is an address for inspection: absolute, or as it is written.
func (d *build) shown(base *url.URL, ref string) string {
	if abs := d.address(base, ref); abs != "" {
		return abs
	}
	return article.CleanLine(ref)
}

func length(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
