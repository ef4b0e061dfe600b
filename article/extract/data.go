package extract

import (
	"html"
	"strings"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
	"pullquote/article/rules"
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
func fromData(root *xhtml.Node, m *meta, page *article.Document, o Options) *article.Document {
	shown := keptLetters(page)
	if shown >= stub {
		return nil
	}
	f := bodyInData(root, m.descriptions)
	body, size := f.best, f.size
	if text, _ := page.Body(); !f.described && shown >= shell && f.promised(fold(text)) {
		return nil // the page itself shows what it promises
	}
	for _, b := range m.bodies {
		if n := letters(b); n > size+size/4 || n >= 2*shell && !tells(body, b) {
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
	judge(doc, ev, rules.Page{Root: tree, At: w.places()}, o)
	return doc
}

// tells reports whether a body holds what the linked data say the article is:
// else it is another one that the page carries along.
func tells(body, linked string) bool {
	have, want := fold(textOf(body)), fold(textOf(asHTML(linked)))
	const probe = 40
	hits := 0
	for k := 1; k <= 5; k++ {
		at := len(want) * k / 6
		for at < len(want) && !utf8.RuneStart(want[at]) {
			at++
		}
		if end := at + probe; end <= len(want) && strings.Contains(have, strings.ToValidUTF8(want[at:end], "")) {
			hits++
		}
	}
	return hits >= 2
}

// textOf is HTML without its tags.
func textOf(s string) string {
	var b strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			open = len(s)
		}
		b.WriteString(s[:open])
		b.WriteByte(' ')
		s = s[open:]
		if end := strings.IndexByte(s, '>'); end >= 0 {
			s = s[end+1:]
		} else {
			s = ""
		}
	}
	return html.UnescapeString(b.String())
}

// bodyInData is the longest text in the page's scripts that reads like a
// story, as HTML.
func bodyInData(root *xhtml.Node, descriptions []string) *bodyFinder {
	f := &bodyFinder{}
	for _, d := range descriptions {
		if d = fold(d); len(d) >= 40 {
			f.want = append(f.want, strings.ToValidUTF8(d[:40], ""))
		}
	}
	var flight strings.Builder
	total := 0
	for n := root; n != nil; n = dom.Next(n, root, false) {
		for i := range n.Attr {
			if a := &n.Attr[i]; len(a.Val) > longText && total < maxJSON && strings.HasPrefix(a.Key, "data-") && a.Val[0] == '{' {
				total += len(a.Val)
				f.all(readJSON(a.Val)) // the properties of a component
			}
		}
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
		case containsAny(s, "&lt;p", `u003Cp`, `u003cp`, "<p>"):
			f.literals(s)
		}
	}
	for _, row := range strings.Split(flight.String(), "\n") {
		if i := strings.IndexAny(row, "{["); i >= 0 && i < 12 && len(row) > longText {
			f.all(readJSON(row[i:]))
		}
	}
	return f
}

// bodyFinder keeps the longest body it has met.
type bodyFinder struct {
	best  string
	size  int // its letters
	steps int
	// want is how the page's descriptions begin, folded; described: best holds one.
	want      []string
	described bool
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
	if strings.Contains(s, "&lt;p") {
		s = html.UnescapeString(s)
	}
	if !strings.Contains(s, "<p") && strings.Count(s, "\n") < 3 {
		return
	}
	if !strings.Contains(s, "<p") && strings.ContainsAny(s[:min(len(s), 200)], "{}[]") {
		return // code or data within a string
	}
	f.take(asHTML(s))
}

// promised: the text, folded, holds what a description of the page begins with.
func (f *bodyFinder) promised(text string) bool {
	for _, w := range f.want {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// take keeps a body that is better than the best so far: one that opens as
// the page's description does, or a longer one.
func (f *bodyFinder) take(body string) {
	n := plainLetters(body)
	if n < longText || f.described && n <= f.size {
		return
	}
	told := len(f.want) > 0 && f.promised(fold(textOf(body)))
	if told == f.described && n > f.size || told && !f.described {
		f.best, f.size, f.described = body, n, told
	}
}

// list takes an array whose elements are the story's paragraphs.
func (f *bodyFinder) list(a []any) {
	if f.element(a) || len(a) < 3 || len(a) > 2000 {
		return
	}
	var b strings.Builder
	paras := 0
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
		paras++
	}
	if paras >= 3 {
		f.take(b.String())
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
