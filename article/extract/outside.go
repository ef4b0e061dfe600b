package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// outsideByline: the element stands among comments or other stories.
func outsideByline(n, h1 *html.Node) bool {
	region, other := outsideRegion(n, h1)
	return region != nil && (other || !storysOwn(region, h1))
}

// outsideRegion is the element around n that may stand outside the story; other
// where it surely does. What also holds the headline is the story, whatever it
// is called.
func outsideRegion(n, h1 *html.Node) (region *html.Node, other bool) {
	for depth := 0; n != nil && depth < 10; n, depth = n.Parent, depth+1 {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.Body || n.DataAtom == atom.Main || h1 != nil && depth > 0 && dom.Within(h1, n) {
			break
		}
		switch n.DataAtom {
		case atom.Nav, atom.Form:
			return n, true
		case atom.Footer, atom.Aside:
			region = n
		}
		for _, t := range dom.Names(nil, n) {
			switch t {
			case "comment", "comments", "related", "recommended", "promo", "quote", "caption", "figcaption", "popular", "trending", "newsletter":
				return n, true
			case "sidebar", "teaser", "card":
				if !bulky(n) {
					region = n
				}
			case "footer", "bio", "biography":
				region = n
			}
		}
	}
	return region, false
}

// storysOwn: a small foot or margin beside the headline, or at most three steps
// below what holds the headline, belongs to the story.
func storysOwn(region, h1 *html.Node) bool {
	if h1 == nil || len(nameText(region, 400)) > 300 {
		return false
	}
	n := region
	for range 3 {
		if n = n.Parent; n == nil || n.DataAtom == atom.Body {
			return false
		}
		if dom.Within(h1, n) {
			for ; h1 != n; h1 = h1.Parent {
				if h1.DataAtom == atom.Article || h1.DataAtom == atom.Main {
					return false // the foot of the page, not of the story
				}
			}
			return true
		}
	}
	return false
}

// bulky: the element holds several paragraphs of prose: a column of the page,
// whatever it is called.
func bulky(n *html.Node) bool {
	long, steps := 0, 0
	for c := n.FirstChild; c != nil && steps < 1500; c, steps = dom.Next(c, n, false), steps+1 {
		if c.DataAtom == atom.P && len(dom.TextLimit(c, 120)) > 100 {
			if long++; long > 3 {
				return true
			}
		}
	}
	return false
}

// besideStory: an element that its markup calls the date of publication may
// stand in the story's own foot, but not among comments or teasers.
func besideStory(n, h1 *html.Node) bool {
	for depth := 0; n != nil && depth < 8; n, depth = n.Parent, depth+1 {
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Nav {
			return false
		}
		if h1 != nil && dom.Within(h1, n) || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
			return true
		}
		for _, t := range dom.Names(nil, n) {
			switch t {
			case "comment", "comments", "related", "teaser", "recommended", "sidebar", "card", "latest", "popular":
				return false
			}
		}
	}
	return true
}

// inLink: the whole block lies within a link: the teaser of another story.
func inLink(n *html.Node) bool {
	for range 4 {
		if n = n.Parent; n == nil {
			return false
		}
		if n.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// near: the two share an ancestor within a few steps.
func near(a, b *html.Node) bool {
	for i := 0; a != nil && i < 6; a, i = a.Parent, i+1 {
		if a.DataAtom != atom.Body && dom.Within(b, a) {
			return true
		}
	}
	return false
}
