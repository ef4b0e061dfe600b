// Package extract is the door of the article engine: bytes and the address
// they came from go in, an article.Document comes out. It chooses the path
// (page, feed body, Markdown, plain text, mail), decodes the charset, finds
// title, byline, dates and body, and asks package boilerplate which blocks are
// furniture and package rules what the reader decided. It has no network, no
// disk and no clock; it holds time, memory and depth within bounds whatever it
// is given.
package extract

import (
	"fmt"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
	"pullquote/article/rules"
)

// Version numbers the rules of this package and of package boilerplate: a
// Document that another version made is made anew from its source.
const Version = 4

// Options say what is known about the bytes. The zero value knows nothing.
type Options struct {
	URL         string // the final address, for links and host; "" none
	ContentType string // the server's header, with charset; "" none
	Name        string // file name, whose ending chooses the path; "" none
	// Feed: the bytes are the HTML (or text) body of a feed entry, not a page.
	Feed bool
	// Hints stand in where the source itself is silent (a feed entry knows its
	// title and author).
	Title, Publisher, Language string
	Byline                     []string
	Site                       boilerplate.Site
	// Paged says which page of an article that stands on several this is.
	Paged Paged
	// Rules are the reader's own; nil none.
	Rules *rules.Set
	// Trace, where it is not nil, is told what was seen in each block and which
	// rule decided, for `rules test`.
	Trace *Trace
}

// Document makes a Document of the bytes. Quotes are not found here: see
// package quote. Errors: article.ErrTooLarge, article.ErrNotText, and
// article.ErrNoArticle (with a Document that holds what there was, so that it
// can still be shown).
func Document(data []byte, o Options) (*article.Document, error) {
	if len(data) > dom.MaxBytes {
		return nil, fmt.Errorf("extract %d bytes: %w", len(data), article.ErrTooLarge)
	}
	way := sniff(data, o)
	if way == "" {
		return nil, fmt.Errorf("extract %s: %w", firstOf(o.URL, o.Name, "bytes"), article.ErrNotText)
	}
	text := dom.Decode(data, o.ContentType)
	if len(text) > 2*dom.MaxBytes { // some charsets grow threefold on their way to UTF-8
		return nil, fmt.Errorf("extract %d bytes of text: %w", len(text), article.ErrTooLarge)
	}
	var doc *article.Document
	var err error
	switch way {
	case article.FromFeed:
		doc, err = fromFeed(text, o)
	case article.FromPage:
		doc, err = fromPage(text, o)
	case article.FromMarkdown:
		doc = fromMarkdown(text, o)
	case article.FromMail:
		doc = fromMail(text, o)
	default:
		doc = fromText(text, o)
	}
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", firstOf(o.URL, o.Name, "bytes"), err)
	}
	hints(doc, o)
	return doc, verdict(doc)
}
