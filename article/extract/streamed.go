package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// maxStreamed is how many late parts of one page are put in their place.
const maxStreamed = 500

// unstream puts the late parts of a page that React streams where its script
// would: the page shows a placeholder (<template id="B:1">, or P:1 within a
// part), and the part follows at its end (<div hidden id="S:1">).
func unstream(root *html.Node) {
	places, parts := map[string]*html.Node{}, []*html.Node(nil)
	for n := root; n != nil; n = dom.Next(n, root, false) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Template && n.DataAtom != atom.Div {
			continue
		}
		id := dom.Attr(n, "id")
		switch {
		case len(id) < 3 || id[1] != ':' || len(id) > 12:
		case n.DataAtom == atom.Template && (id[0] == 'B' || id[0] == 'P'):
			places[id[2:]] = n
		case n.DataAtom == atom.Div && id[0] == 'S' && dom.Has(n, "hidden") && len(parts) < maxStreamed:
			parts = append(parts, n)
		}
	}
	for _, part := range parts {
		place := places[dom.Attr(part, "id")[2:]]
		if place == nil || place.Parent == nil || part.Parent == nil || dom.Within(place, part) {
			continue
		}
		up := place.Parent
		for part.FirstChild != nil {
			c := part.FirstChild
			part.RemoveChild(c)
			up.InsertBefore(c, place)
		}
		part.Parent.RemoveChild(part)
		fallback(place)
		up.RemoveChild(place)
	}
}

// fallback drops what the page shows until the part arrives: all from the
// placeholder to the comment that ends it.
func fallback(place *html.Node) {
	end := place.NextSibling
	for end != nil && (end.Type != html.CommentNode || !strings.HasPrefix(end.Data, "/$")) {
		end = end.NextSibling
	}
	if end == nil || !strings.HasPrefix(dom.Attr(place, "id"), "B") {
		return
	}
	for c := place.NextSibling; c != end; c = place.NextSibling {
		place.Parent.RemoveChild(c)
	}
}
