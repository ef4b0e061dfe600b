package extract

import (
	"golang.org/x/net/html"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// homes are the elements in which the finder's paragraphs stand side by side.
type homes struct {
	at       map[*html.Node]int // how many of them stand in it
	kinds    map[string]int     // of each kind and class of such a paragraph and of its parent
	all      bool               // the finder saw too little of the story to lead
	revealed bool               // most of the story is hidden until a script shows it
}

// homes finds where the story's paragraphs live.
func (s *survey) homes(story *html.Node) homes {
	h := homes{at: map[*html.Node]int{}, kinds: map[string]int{}}
	kept, total, hidden := 0, 0, 0
	for i := range s.paras {
		p := &s.paras[i]
		if p.bad != boilerplate.Unknown || !p.prose() || !dom.Within(p.at, story) {
			continue
		}
		total += p.plain()
		if p.hidden {
			hidden += p.plain()
		}
		if !p.kept {
			continue
		}
		kept += p.plain()
		if p.at != story {
			h.at[p.at.Parent]++
			h.kinds[kindOf(p.at)]++
		}
	}
	h.all = kept*2 < total
	h.revealed = hidden*2 > total
	return h
}

// near reports whether a paragraph stands beside the finder's, or in an
// element that does.
func (h homes) near(n *html.Node) bool {
	if h.all {
		return true
	}
	n = blockOf(n)
	if h.like(n, 1) {
		return true
	}
	for i := 0; n != nil && i < 3; n, i = n.Parent, i+1 {
		if h.at[n] > 0 {
			return true
		}
	}
	return false
}

// like: the template that made at least so many of the finder's paragraphs
// made this element too. One without any class may be anything.
func (h homes) like(n *html.Node, least int) bool {
	return n != nil && n.Parent != nil && dom.Attr(n, "class")+dom.Attr(n.Parent, "class") != "" && h.kinds[kindOf(n)] >= least
}

// kindred: a paragraph in a box whose name says that it is none of the story,
// of the same make as those of the story: the name tells how the site shows
// the box (as a teaser of what is to be paid for), not what is in it.
func (h homes) kindred(n *html.Node) bool { return h.like(blockOf(n), 3) }

// kindOf names an element and its parent by kind and class: what a site's
// templates repeat for each paragraph of a story.
func kindOf(n *html.Node) string {
	short := func(n *html.Node) string {
		class := dom.Attr(n, "class")
		return n.Data + " " + class[:min(len(class), 120)]
	}
	return short(n) + " in " + short(n.Parent)
}
