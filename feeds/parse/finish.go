package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// item is an entry while it is read: what the elements said, in their own
// words. take makes a feeds.Entry of it.
type item struct {
	feeds.Entry
	id           string
	permalink    bool   // the id may be used as the address
	link         string // as written
	linkType     string
	linkBase     *url.URL
	original     string   // the page itself, where link leads over a counter
	originalFile string   // and the file, where there is one
	base         *url.URL // in force in the entry
	authors      []string
	creators     []string          // Dublin Core's
	hosts        []string          // of a podcast
	files        []feeds.Enclosure // of Media RSS: they stand behind the feed's own
	mail         bool              // the authors came as e-mail addresses
	fallback     string            // a summary of second rank (media, iTunes)
	title        string            // a title of second rank
	created      time.Time
	latitude     string // of which a position is made once both are there
	longitude    string
}

// take makes an entry of an item and adds it to the document.
func (d *build) take(it *item) {
	for _, c := range it.files {
		if len(it.Enclosures) < maxList {
			it.Enclosures = append(it.Enclosures, c)
		}
	}
	d.extra(it)
	e := it.Entry
	d.links(it, &e)
	if e.Title == "" {
		e.Title = it.title
	}
	if e.Summary == "" {
		e.Summary = it.fallback
	}
	if e.Published.IsZero() {
		e.Published = it.created
	}
	it.names(d.authors)
	e.Author = strings.Join(it.authors, ", ")
	e.Summary, e.Content = strings.TrimSpace(e.Summary), strings.TrimSpace(e.Content)
	home := it.bodyBase(d.base, e.URL)
	e.Summary, e.Content = absoluteHTML(home, e.Summary, &d.growth), absoluteHTML(home, e.Content, &d.growth)
	if e.Title == "" {
		e.Lead = lead(&e)
	}
	e.Quotes = -1
	e.GUID = identity(it.id, &e)
	d.entries = append(d.entries, e)
	if d.seen != nil {
		d.seen(it)
	}
}

// lead is the first words of an entry's text, cut at a word's end: what stands
// in a list where a note has no title.
func lead(e *feeds.Entry) string {
	const least, most = 60, 120 // bytes
	text := e.Content
	if text == "" {
		text = e.Summary
	}
	s := plainHTML(clip(text, maxLine))
	if len(s) <= most {
		return s
	}
	s = clip(s, most)
	if i := strings.LastIndexByte(s, ' '); i > least {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,.;:") + "…"
}

// names settles who wrote it: Dublin Core's creators are people where RSS's own
// author is an e-mail address; where nobody is named, the feed's authors did.
func (it *item) names(feed []string) {
	switch {
	case len(it.creators) > 0 && (len(it.authors) == 0 || it.mail):
		it.authors = it.creators
	case len(it.authors) == 0 && len(it.hosts) > 0:
		it.authors = it.hosts
	case len(it.authors) == 0:
		it.authors = feed
	}
}

// links settles the entry's address: its link, or else an id that is one.
func (d *build) links(it *item, e *feeds.Entry) {
	e.URL = d.address(it.linkBase, it.link)
	if page := d.address(nil, it.original); page != "" {
		e.URL = page
	}
	if e.URL == "" && it.permalink && !isRelative(it.id) {
		if e.URL = d.address(nil, it.id); it.link == "" {
			it.link = it.id
		}
	}
	e.Comments = d.address(it.base, e.Comments)
	e.Image = d.address(it.base, e.Image)
	kept := make([]feeds.Enclosure, 0, len(it.Enclosures))
	for _, c := range e.Enclosures {
		c.URL = d.address(it.base, c.URL)
		if file := d.address(nil, it.originalFile); file != "" && len(e.Enclosures) == 1 {
			c.URL = file
		}
		if c.URL != "" && !slices.ContainsFunc(kept, func(k feeds.Enclosure) bool { return k.URL == c.URL }) {
			kept = append(kept, c)
		}
	}
	e.Enclosures = kept // with its own memory: it keeps them as they are written
	if e.Image == "" {
		for _, c := range kept {
			if strings.HasPrefix(c.Type, "image/") {
				e.Image = c.URL
				break
			}
		}
	}
}

// bodyBase is what relative links in a body mean: xml:base where the document
// says it, else the document's own address. A feed that a service serves from a
// host of its own means the pages that it speaks of.
func (it *item) bodyBase(doc *url.URL, link string) *url.URL {
	if it.base != doc || doc == nil {
		if it.base != nil {
			return it.base
		}
		return baseOf(link)
	}
	if link != "" && article.Host(link) != article.Host(doc.String()) {
		return baseOf(link)
	}
	return doc
}

// identity is what makes an entry the same one at the next fetch: the feed's
// id, else the address, else a hash of what the entry says. Never empty.
func identity(id string, e *feeds.Entry) string {
	if id = article.CleanLine(id); id != "" {
		return bounded(id)
	}
	if e.URL != "" {
		return bounded(e.URL)
	}
	stamp := ""
	if t := e.Published; !t.IsZero() {
		stamp = t.UTC().Format(time.RFC3339)
	}
	text := e.Content
	if text == "" {
		text = e.Summary
	}
	return hashed(e.Title + "\x00" + stamp + "\x00" + text)
}

// tellApart mends a feed that gives all its entries one id, by which only the
// last would be kept: the address becomes part of their identity. Two of the
// same id may be one entry that was moved; three different addresses are not.
func tellApart(entries []feeds.Entry) {
	pages := make(map[string][]string, len(entries)) // of each id, up to three
	for i := range entries {
		e := &entries[i]
		if have := pages[e.GUID]; e.URL != "" && len(have) < 3 && !slices.Contains(have, e.URL) {
			pages[e.GUID] = append(have, e.URL)
		}
	}
	for i := range entries {
		if e := &entries[i]; e.URL != "" && len(pages[e.GUID]) >= 3 {
			e.GUID = bounded(e.GUID + " " + e.URL)
		}
	}
}

func bounded(id string) string {
	if len(id) <= maxGUID {
		return id
	}
	return hashed(id)
}

func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// finish makes the document whole: what only can be said when all is read.
func (d *build) finish() feeds.Parsed {
	f := d.feed
	f.TTL = d.pace()
	if f.Title == "" {
		f.Title = d.title
	}
	if f.Description == "" {
		f.Description = d.description
	}
	if len(d.authors) > 0 { // Atom may name them behind the entries
		for i := range d.entries {
			if e := &d.entries[i]; e.Author == "" {
				e.Author = strings.Join(d.authors, ", ")
			}
		}
	}
	tellApart(d.entries)
	return feeds.Parsed{Feed: f, Entries: d.entries, Format: d.format, Hub: d.hub, Next: d.next, Notes: d.notes}
}

// person is a name as feeds write it: "mail@host (Name)", "Name <mail@host>",
// or just one of the two. The name, or the e-mail address if that is all.
func person(s string) string {
	s = plainHTML(s)
	if !strings.Contains(s, "@") {
		return strings.Trim(s, " ()")
	}
	var name, mail []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ()<>\",;", r) }) {
		if strings.Contains(w, "@") {
			mail = append(mail, strings.TrimPrefix(w, "mailto:"))
		} else {
			name = append(name, w)
		}
	}
	if len(name) > 0 {
		return strings.Join(name, " ")
	}
	return strings.Join(mail, ", ")
}

// addName appends a name once.
func addName(names []string, name string) []string {
	total := len(name) // all of them stand on one line, in every entry
	for _, n := range names {
		total += len(n)
	}
	if name == "" || len(names) >= maxList || total > maxLine || slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// addCategory appends a category once, whatever its case.
func addCategory(list []string, name string) []string {
	if name = plainHTML(name); name == "" || len(list) >= maxList {
		return list
	}
	for _, have := range list {
		if strings.EqualFold(have, name) {
			return list
		}
	}
	return append(list, name)
}

// version is a version number; "" for anything else.
func version(s string) string {
	s = strings.Trim(s, " \t\r\n/")
	if len(s) > 8 || strings.Trim(s, "0123456789.") != "" {
		return ""
	}
	return s
}

// language is a tag in lower case: "pt-br".
func language(s string) string {
	return strings.ToLower(strings.ReplaceAll(clip(article.CleanLine(s), 35), "_", "-"))
}
