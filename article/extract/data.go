package extract

import (
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// Some pages are an empty shell that a script fills: their story stands only
// in the data of the script (__NEXT_DATA__, self.__next_f, __NUXT__, an
// articleBody of the linked data). It is asked only where the page itself
// holds next to nothing.
const (
	shell    = 300  // letters: what is below may be a teaser before the script ran
	stub     = 1200 // letters: below it, data that hold three times as much win
	longText = 300  // letters that a body in data has at least
)

// fromData looks for the story in the page's data and gives its Document
// where it is clearly more than what the page shows, else nil.
func fromData(root *xhtml.Node, m *meta, shown int, o Options) *article.Document {
	if shown >= stub {
		return nil
	}
	body, size := bodyInData(root)
	for _, b := range m.bodies {
		if n := letters(b); n > size+size/4 {
			body, size = asHTML(b), n
		}
	}
	if size < longText || shown >= shell && size < 3*shown {
		return nil
	}
	tree, err := dom.Parse(body)
	if err != nil {
		return nil
	}
	w := &walker{builder: &builder{base: dom.Base(root, o.URL)}}
	if b := dom.Find(tree, atom.Body); b != nil {
		w.nodes(b, scope{at: b})
		w.finish(scope{})
	}
	w.governing()
	doc := w.document()
	doc.Path = article.FromData
	m.into(doc, o)
	ev := make([]boilerplate.Evidence, len(doc.Blocks))
	for i := range ev {
		ev[i] = w.notes[i].evidence(boilerplate.Story, nil, 0)
	}
	boilerplate.Judge(doc, ev, o.Site)
	return doc
}

// bodyInData is the longest text in the page's scripts that reads like a
// story, as HTML, and its letters.
func bodyInData(root *xhtml.Node) (string, int) {
	f := &bodyFinder{}
	var flight strings.Builder
	total := 0
	for n := root; n != nil; n = dom.Next(n, root, false) {
		if n.DataAtom != atom.Script || n.FirstChild == nil {
			continue
		}
		s := n.FirstChild.Data
		if total += len(s); len(s) < longText && !strings.Contains(s, "__next_f") || total > maxJSON {
			continue
		}
		kind := dom.Attr(n, "type")
		switch {
		case strings.Contains(kind, "ld+json"):
		case dom.Attr(n, "id") == "__NUXT_DATA__":
			f.all(unflatten(readJSON(s)))
		case strings.Contains(kind, "json"):
			f.all(readJSON(s))
		case strings.Contains(s, "__next_f"):
			if i := strings.Index(s, "push("); i >= 0 {
				for _, v := range readJSON(s[i:]) {
					if a, ok := v.([]any); ok && len(a) == 2 {
						if t, ok := a[1].(string); ok {
							f.text(t)
							flight.WriteString(t)
						}
					}
				}
			}
		case strings.Contains(s, "__NUXT__"), strings.Contains(s, "__INITIAL_STATE__"), strings.Contains(s, "__PRELOADED_STATE__"),
			strings.Contains(s, "__APOLLO_STATE__"), strings.Contains(s, "window.__"), strings.Contains(s, "Fusion.globalContent"):
			f.all(readJSON(s))
			f.literals(s)
		}
	}
	for _, row := range strings.Split(flight.String(), "\n") {
		if i := strings.IndexAny(row, "{["); i >= 0 && i < 12 && len(row) > longText {
			f.all(readJSON(row[i:]))
		}
	}
	return f.best, f.size
}

// bodyFinder keeps the longest body it has met.
type bodyFinder struct {
	best  string
	size  int
	steps int
}

func (f *bodyFinder) all(list []any) {
	for _, v := range list {
		f.visit(v, 0)
	}
}

// visit looks at a value and what it holds.
func (f *bodyFinder) visit(v any, depth int) {
	if f.steps++; f.steps > maxNodes || depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case string:
		f.text(v)
	case map[string]any:
		for _, e := range v {
			f.visit(e, depth+1)
		}
	case []any:
		f.list(v)
		for _, e := range v {
			f.visit(e, depth+1)
		}
	}
}

// text takes a string that is a body by itself: paragraphs in HTML, or long
// text with line feeds.
func (f *bodyFinder) text(s string) {
	if len(s) < longText {
		return
	}
	if !strings.Contains(s, "<p") && strings.Count(s, "\n") < 3 {
		return
	}
	if !strings.Contains(s, "<p") && strings.ContainsAny(s[:min(len(s), 200)], "{}[]") {
		return // code or data within a string
	}
	h := asHTML(s)
	if n := plainLetters(h); n > f.size {
		f.best, f.size = h, n
	}
}

// list takes an array whose elements are the story's paragraphs.
func (f *bodyFinder) list(a []any) {
	if f.element(a) || len(a) < 3 || len(a) > 2000 {
		return
	}
	var b strings.Builder
	n, paras := 0, 0
	for _, e := range a {
		s := paragraphIn(e, 0)
		if s == "" {
			continue
		}
		h := asHTML(s)
		if headed(e) && !strings.Contains(s, "<") {
			h = "<h2>" + html.EscapeString(html.UnescapeString(s)) + "</h2>"
		}
		b.WriteString(h)
		n += plainLetters(h)
		paras++
	}
	if paras >= 3 && n > f.size {
		f.best, f.size = b.String(), n
	}
}

// paragraphIn is the text of one element of a body: a string, or the text
// field of an object that is no story of its own.
func paragraphIn(v any, depth int) string {
	switch v := v.(type) {
	case string:
		if strings.ContainsRune(v, ' ') && !strings.Contains(v, "://") || strings.Contains(v, "<p") {
			return v
		}
	case map[string]any:
		if v["headline"] != nil || v["slug"] != nil || v["publishedAt"] != nil || v["canonical_url"] != nil || depth > 2 {
			return ""
		}
		for _, key := range []string{"html", "text", "content", "value", "body", "paragraph", "data", "model", "attributes", "props", "fields", "children"} {
			switch e := v[key].(type) {
			case string, map[string]any:
				if s := paragraphIn(e, depth+1); s != "" {
					return s
				}
			case []any:
				s := ""
				for i, x := range e {
					if i < 200 {
						s += paragraphIn(x, depth+1)
					}
				}
				if s != "" {
					return s
				}
			}
		}
	}
	return ""
}

// headed: the element of a body calls itself a heading.
func headed(e any) bool {
	m, ok := e.(map[string]any)
	if !ok {
		return false
	}
	for _, key := range []string{"type", "blockType", "_type", "kind", "name", "style"} {
		if t, ok := m[key].(string); ok && containsAny(strings.ToLower(t), "heading", "header", "subhead", "h2", "h3", "crosshead") {
			return true
		}
	}
	return false
}

// asHTML makes a text HTML: as it is where it has tags, else a paragraph for
// each of its lines.
func asHTML(s string) string {
	if strings.Contains(s, "&lt;p") {
		s = html.UnescapeString(s)
	}
	if containsAny(s, "<p", "<br", "<div", "<li", "</") {
		if strings.Contains(s, "<p") || strings.Contains(s, "<br") || strings.Contains(s, "<div") || strings.Contains(s, "<li") {
			return s
		}
		return "<p>" + s + "</p>"
	}
	var b strings.Builder
	for _, line := range strings.Split(s, "\n") {
		if strings.TrimSpace(line) != "" {
			b.WriteString("<p>")
			b.WriteString(html.EscapeString(html.UnescapeString(line)))
			b.WriteString("</p>")
		}
	}
	return b.String()
}

// plainLetters is the letters of HTML outside its tags.
func plainLetters(s string) int {
	n, in := 0, false
	start := 0
	for i := range len(s) {
		switch {
		case s[i] == '<' && !in:
			n += letters(s[start:i])
			in = true
		case s[i] == '>' && in:
			in = false
			start = i + 1
		}
	}
	if !in {
		n += letters(s[start:])
	}
	return n
}
