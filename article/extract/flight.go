package extract

import (
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// element takes a React element of Next's flight data, ["$", tag, key, props],
// whose children hold paragraphs of prose. It reports whether a is an element.
func (f *bodyFinder) element(a []any) bool {
	tag, props := reactElement(a)
	if tag == "" {
		return false
	}
	children, ok := props["children"].([]any)
	if !ok {
		return true
	}
	prose := 0
	for _, c := range children {
		if t, p := reactElement(c); t == "p" {
			var b strings.Builder
			f.render(&b, p["children"], 0)
			if n := plainLetters(b.String()); n >= 80 {
				prose += n
			}
		}
	}
	if prose < longText {
		return true
	}
	var b strings.Builder
	f.render(&b, children, 0)
	f.take(b.String())
	return true
}

// reactElement is the tag and the properties of a React element; "" where v
// is none.
func reactElement(v any) (string, map[string]any) {
	a, ok := v.([]any)
	if !ok || len(a) < 4 || a[0] != "$" {
		return "", nil
	}
	tag, _ := a[1].(string)
	props, _ := a[3].(map[string]any)
	return tag, props
}

// render writes a tree of React elements as HTML: the tags that mean
// something to a story, and the text of all others.
func (f *bodyFinder) render(b *strings.Builder, v any, depth int) {
	if f.steps++; f.steps > maxNodes || depth > maxDepth || b.Len() > maxText {
		return
	}
	switch v := v.(type) {
	case string:
		if !strings.HasPrefix(v, "$") {
			b.WriteString(html.EscapeString(v))
		}
	case []any:
		tag, props := reactElement(v)
		if tag == "" {
			for _, e := range v {
				f.render(b, e, depth+1)
			}
			return
		}
		a := atom.Lookup([]byte(tag))
		if n := (xhtml.Node{Type: xhtml.ElementNode, DataAtom: a, Data: tag}); a != 0 && dom.Silent(&n) || a == atom.Button || a == atom.Nav {
			return
		}
		if a == atom.Br {
			b.WriteString("<br>")
			return
		}
		if a != 0 {
			b.WriteString("<" + a.String())
			if href, ok := props["href"].(string); ok {
				b.WriteString(` href="` + html.EscapeString(href) + `"`)
			}
			b.WriteString(">")
		}
		f.render(b, props["children"], depth+1)
		if a != 0 {
			b.WriteString("</" + a.String() + ">")
		}
	}
}

// unflatten builds the values of Nuxt's flat data anew: one array, in which
// each number within an object or an array is the place of the value meant.
func unflatten(list []any) []any {
	if len(list) == 0 {
		return nil
	}
	flat, ok := list[0].([]any)
	if !ok || len(flat) == 0 {
		return list
	}
	u := &unflattener{flat: flat}
	return []any{u.value(0, 0)}
}

type unflattener struct {
	flat  []any
	steps int
}

// value is the value at a place; nil where there is none, or too much of it.
func (u *unflattener) value(at, depth int) any {
	if u.steps++; at < 0 || at >= len(u.flat) || u.steps > maxNodes || depth > maxDepth {
		return nil
	}
	refer := func(v any) any {
		if k, ok := v.(float64); ok {
			return u.value(int(k), depth+1)
		}
		return v
	}
	switch v := u.flat[at].(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = refer(e)
		}
		return m
	case []any:
		if len(v) == 2 {
			if _, named := v[0].(string); named { // ["Reactive", 7]
				return refer(v[1])
			}
		}
		a := make([]any, 0, len(v))
		for _, e := range v {
			a = append(a, refer(e))
		}
		return a
	default:
		return v
	}
}

// literals takes the long strings of a script that is a program rather than
// data, as the older Nuxt writes its state.
func (f *bodyFinder) literals(s string) {
	for i := 0; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		end := i + 1
		for end < len(s) && s[end] != '"' {
			if s[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(s) {
			return
		}
		if end-i > longText {
			r := &jsonReader{s: s[:end+1], i: i}
			if v, ok := r.str(); ok {
				f.text(v.(string))
			}
		}
		i = end
	}
}
