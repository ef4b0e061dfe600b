package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// Bounds of a deck, in letters, and of how far below the headline it may stand.
const (
	minDeck   = 20
	maxDeck   = 600
	deckReach = 16
)

// deckBelow is the standfirst between the headline and the story: the words
// that the head gives as the description, an element whose name says so, or
// else a sentence that the page keeps together with its headline and apart from
// the story. The first paragraph of a story is none, whatever the head says: it
// would be missing there.
func (m *meta) deckBelow(s *survey) string {
	named, grouped, namedApart := "", "", false
	title := fold(m.title)
	reach := deckReach
	if m.h1 == nil {
		reach *= 4 // from the top of the page; only the head's own words count
	}
	for i, steps := m.below(s), 0; i < len(s.paras) && steps < reach; i++ {
		p := &s.paras[i]
		if p.letters < minDeck {
			continue
		}
		steps++
		first := startsStory(p.at)
		if !first && p.mayBeDeck() {
			text := dom.TextLimit(p.at, 3*maxDeck)
			f := fold(text)
			furniture := func() bool { return boilerplate.Line(text, m.language) } // dear: asked last
			switch {
			case title != "" && strings.Contains(f, title) || utf8.RuneCountInString(text) > p.letters*3/2+20:
			case strings.Contains(title, f) || strings.HasSuffix(text, ":") || headsPart(p.at, text) || m.tellsWhen(text):
			case m.describes(f):
				if !furniture() {
					m.deckApart = m.groupsWithHeadline(s, i)
					return text
				}
			case m.h1 == nil:
			case named == "" && (deckNamed(p.at, m.h1) || underHeadline(p.at, m.h1) || len(f) > 60 && f == fold(m.subtitle)):
				if !furniture() {
					named, namedApart = text, m.groupsWithHeadline(s, i)
				}
			case grouped == "" && p.letters >= 40 && p.bad == boilerplate.Unknown && sentenceEnds(text) && m.groupsWithHeadline(s, i) && !furniture():
				grouped = text
			}
		}
		if first && p.prose() && m.h1 != nil {
			break
		}
	}
	m.deckApart = namedApart
	return firstOf(named, grouped)
}

// underHeadline: a heading right below that of the page, with no paragraph of the
// story right below it: it goes on with the headline.
func underHeadline(n, h1 *html.Node) bool {
	if !dom.Is(n, atom.H2, atom.H3) || elementBefore(n) != h1 {
		return false
	}
	c := n.NextSibling
	for c != nil && c.Type != html.ElementNode {
		c = c.NextSibling
	}
	return c != nil && !dom.Is(c, atom.P, atom.Ul, atom.Ol, atom.Section)
}

// headsPart: the heading is one of several in the same element: it heads a part of
// the story. A whole sentence heads no part.
func headsPart(n *html.Node, text string) bool {
	if !dom.Is(n, atom.H2, atom.H3, atom.H4) || len(text) > 40 && strings.HasSuffix(text, ".") {
		return false
	}
	class := dom.Attr(n, "class")
	for c, steps := n.NextSibling, 0; c != nil && steps < 200; c, steps = c.NextSibling, steps+1 {
		if c.DataAtom == n.DataAtom && dom.Attr(c, "class") == class {
			return true
		}
	}
	return false
}

// tellsWhen: the line says who wrote the story, or when, and nothing of it.
func (m *meta) tellsWhen(text string) bool {
	if len(text) > 100 {
		return false
	}
	published, _ := boilerplate.Dates(text, m.language)
	return !published.IsZero() || len(boilerplate.Byline(text, m.language)) > 0
}

// mayBeDeck: of a deck's length, no list of links, no furniture by its place.
func (p *para) mayBeDeck() bool {
	switch p.bad {
	case boilerplate.Navigation, boilerplate.CommentArea, boilerplate.Dialog, boilerplate.Form:
		return false
	}
	return p.letters <= maxDeck && p.links*2 <= p.letters && !inLink(p.at) && !inFigure(p.at)
}

// below is the index of the first stretch below the headline.
func (m *meta) below(s *survey) int {
	if m.h1 == nil {
		return 0
	}
	i, ok := s.order[m.h1]
	for !ok && i < len(s.paras) && !dom.Within(s.paras[i].at, m.h1) {
		i++
	}
	for i < len(s.paras) && dom.Within(s.paras[i].at, m.h1) {
		i++
	}
	return i
}

// describes: the head's description, or one of the linked data, says the same
// or begins so.
func (m *meta) describes(f string) bool {
	for _, d := range m.descriptions {
		w := fold(d)
		switch {
		case len(w) < minDeck || len(f) < minDeck:
		case w == f, len(f) > 40 && strings.HasPrefix(w, f), len(w) > 40 && strings.HasPrefix(f, w) && 2*len(w) > len(f):
			return true
		case len(w) > 60 && len(f) > 60 && strings.HasPrefix(f, strings.ToValidUTF8(w[:len(w)*9/10], "")):
			return true // cut within a word
		}
	}
	return false
}

// deckNamed: a name of the element, or of what is around it and does not hold
// the headline, promises a deck.
func deckNamed(n, h1 *html.Node) bool {
	for range 3 {
		if n == nil || dom.Within(h1, n) {
			return false
		}
		for _, t := range dom.Names(nil, n) {
			switch t {
			case "standfirst", "subtitle", "deck", "dek", "chapo", "chapeau", "subheadline", "subhead", "subline", "ingress", "preamble", "preface", "subheading", "lead", "leadtext", "lede",
				"intro", "einleitung", "excerpt", "epigraph", "bajada", "entradilla", "sumario", "sottotitolo", "occhiello", "vorspann", "teaser", "teasertext", "perex", "manchet", "spot":
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// startsStory: the element stands in a row with two or more of its like: it is
// the first paragraph of the story, not a deck above it, unless the page sets
// it apart by its class or in bold.
func startsStory(n *html.Node) bool {
	if dom.Is(n, atom.H2, atom.H3, atom.H4) {
		return false
	}
	count := 0
	class := dom.Attr(n, "class")
	for c, steps := n.NextSibling, 0; c != nil && count < 2 && steps < 30; c, steps = c.NextSibling, steps+1 {
		if c.DataAtom != n.DataAtom && c.DataAtom != atom.P || c.Type != html.ElementNode || len(dom.TextLimit(c, 100)) <= 60 {
			continue
		}
		if class != "" && dom.Attr(c, "class") != class && dom.Is(n, atom.P) || inBold(n) && !inBold(c) {
			return false
		}
		count++
	}
	return count >= 2
}

// inFigure: the words belong to a picture.
func inFigure(n *html.Node) bool {
	for range 4 {
		if n == nil {
			return false
		}
		if dom.Is(n, atom.Figure, atom.Figcaption) {
			return true
		}
		n = n.Parent
	}
	return false
}

// sentenceEnds: the text ends as a sentence does.
func sentenceEnds(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？\"”“»", r)
}

// groupsWithHeadline: what holds both the headline and stretch i does not hold
// the story's first prose below it.
func (m *meta) groupsWithHeadline(s *survey, i int) bool {
	if m.h1 == nil {
		return false
	}
	group := s.paras[i].at
	for group != nil && !dom.Within(m.h1, group) {
		group = group.Parent
	}
	if group == nil || group.DataAtom == atom.Body {
		return false
	}
	for k := i + 1; k < len(s.paras) && k < i+40; k++ {
		if p := &s.paras[k]; p.prose() && p.bad == boilerplate.Unknown && startsStory(p.at) {
			return !dom.Within(p.at, group)
		}
	}
	return false
}
