package extract

import (
	"html"
	"strings"

	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
	"pullquote/article/rules"
)

// fromFeed makes the Document of a feed entry's body: all of it, since a feed
// holds no page around the story. What is furniture in it ("The post … first
// appeared on …") the judge tells.
func fromFeed(data string, o Options) (*article.Document, error) {
	if !strings.ContainsRune(data, '<') {
		data = html.UnescapeString(data) // bodies that were escaped once too often
	}
	if !hasTag(data) {
		doc := fromText(data, o)
		doc.Path = article.FromFeed
		return doc, nil
	}
	if !containsAny(strings.ToLower(data), "<p", "<br", "<div", "<li", "<h", "<blockquote", "<table", "<pre") {
		data = strings.ReplaceAll(data, "\n\n", "<p>") // links and emphasis in text whose empty lines part the paragraphs
	}
	root, err := dom.Parse(data)
	if err != nil {
		return nil, err
	}
	body := dom.Find(root, atom.Body)
	if body == nil {
		body = root
	}
	w := &walker{builder: &builder{base: dom.Base(root, o.URL)}}
	w.nodes(body, scope{at: body})
	w.finish(scope{})
	w.governing()
	doc := w.document()
	doc.URL, doc.Path = o.URL, article.FromFeed
	ev := make([]boilerplate.Evidence, len(doc.Blocks))
	for i := range ev {
		_, names := surroundings(w.notes[i].at, body, nil)
		ev[i] = w.notes[i].evidence(boilerplate.Unknown, names, 0)
		if doc.LeadImage == "" {
			doc.LeadImage = doc.Blocks[i].Image
		}
	}
	hints(doc, o) // before the judge, who looks for the headline and the byline
	judge(doc, ev, rules.Page{Root: root, At: w.places()}, o)
	return doc, nil
}

// hasTag: at least one tag stands in the text.
func hasTag(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '<' {
			c := s[i+1] | 0x20
			if c >= 'a' && c <= 'z' || s[i+1] == '/' || s[i+1] == '!' {
				return true
			}
		}
	}
	return false
}

// hints fill in what the source itself did not say.
func hints(d *article.Document, o Options) {
	if d.URL == "" {
		d.URL = o.URL
	}
	d.Title = firstOf(d.Title, article.CleanLine(o.Title))
	d.Publisher = firstOf(d.Publisher, article.CleanLine(o.Publisher))
	d.Language = firstOf(d.Language, bcp47(o.Language))
	if len(d.Byline) == 0 {
		for _, b := range o.Byline {
			d.Byline = addNames(d.Byline, b, &meta{publisher: d.Publisher})
		}
	}
}
