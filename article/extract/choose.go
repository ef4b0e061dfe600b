package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// chooser decides block by block what belongs to the story.
type chooser struct {
	*walker
	ev   []boilerplate.Evidence
	in   []bool
	home homes
	// first and last are the outermost blocks of prose that the finder took (or
	// any, where it saw too little);
	// headline is the block of the h1. len(in), -1 and -1 where there is none.
	first, last, headline int
	// story is the <article> that holds the headline and most of the prose; nil
	// where the page has none.
	story *html.Node
}

// choose says of each block where it stood, and which belong to the story.
// Blocks far from it are dropped.
func (w *walker) choose(s *survey, root *html.Node, m *meta, own string) ([]boilerplate.Evidence, []bool) {
	n := len(w.blocks)
	c := &chooser{walker: w, ev: make([]boilerplate.Evidence, n), in: make([]bool, n), home: s.homes(root), first: n, last: -1, headline: -1}
	doc := w.document()
	c.measure(doc, s, root, m)
	w.trust(c.ev)
	c.borders(doc, m)
	for i := range c.in {
		c.in[i] = c.admit(doc, i)
	}
	w.short(c.in, c.ev)
	w.signed(c.in)
	c.companions()
	c.recurring()
	doc.URL = own
	c.behindStory(doc)
	w.notDeck(doc, c.home, m)
	if m.deck == "" {
		c.standfirst()
	}
	c.shownDeck(doc, m)
	for i := range c.in {
		if c.in[i] && w.notes[i].letters > 0 && c.ev[i].Region != boilerplate.Header {
			c.ev[i].Region = boilerplate.Story
		}
		if c.in[i] && w.notes[i].post {
			c.ev[i].Names = nil // "social" names the box that the post came in
		}
	}
	if !m.paid {
		doc.Language = m.language // else the judge would have to guess it
		m.paid = c.walled(doc)
	}
	return w.gallery(w.trim(c.ev, c.in, c.headline))
}

// walled: a notice that the rest is for those who pay stands right behind the
// last prose of a short story.
func (c *chooser) walled(doc *article.Document) bool {
	last, all := -1, 0
	for i := range c.in {
		if n := c.notes[i].letters; c.in[i] && c.blocks[i].Kind != article.Figure {
			if all += n; n >= 80 {
				last = i
			}
		}
	}
	return last >= 0 && all < 5000 && boilerplate.Walled(doc, last+1, last+8)
}

// measure gathers the evidence about each block.
func (c *chooser) measure(doc *article.Document, s *survey, root *html.Node, m *meta) {
	seen := witnesses(m.bodies)
	for i := range doc.Blocks {
		n := &c.notes[i]
		region, names := surroundings(n.at, root, s.fair)
		for e := n.at; e != nil && e != root && region == boilerplate.Unknown; e = e.Parent {
			region = s.bad[e]
		}
		if i == 2000 {
			seen = nil // a story is shorter; the search must stay in proportion
		}
		if region == boilerplate.Aside && n.letters-n.links >= 40 && (c.home.kindred(n.at) || c.lead(i, names)) {
			region = boilerplate.Unknown
		}
		c.ev[i] = n.evidence(region, names, seen.of(doc.Of(doc.Blocks[i].Range)))
		c.ev[i].Hidden = c.ev[i].Hidden && !c.home.revealed
		if n.at != nil && m.h1 != nil && c.headline < 0 && dom.Within(n.at, m.h1) {
			c.headline = i
		}
		led := n.kept*2 >= n.letters || c.home.all && i > c.headline && !c.ev[i].Hidden && c.ev[i].LinkShare < 0.3
		if led && n.letters-n.links >= 80 && !apart(c.ev[i]) {
			c.first, c.last = min(c.first, i), i
		}
	}
}

// lead: "teaser" is also what some call the first paragraph of the story
// itself, by itself below the headline and above all other prose.
func (c *chooser) lead(i int, names []string) bool {
	n := &c.notes[i]
	return c.headline >= 0 && c.first == len(c.in) && n.letters >= 120 && n.links*5 < n.letters && slices.Contains(names, "teaser")
}

// within: the block stands between paragraphs that the finder took.
func (c *chooser) within(i int) bool { return i > c.first && i < c.last }

// loose: the line stands in an element that could hold anything, and not in
// one that is a paragraph, an item or a heading by its kind.
func (c *chooser) loose(i int) bool {
	at := blockOf(c.notes[i].at)
	return c.blocks[i].Kind == article.Paragraph && (at == nil || at.DataAtom != atom.P && c.home.at[at] == 0)
}

// admit decides about one block by itself.
func (c *chooser) admit(doc *article.Document, i int) bool {
	n, e, b := &c.notes[i], &c.ev[i], &doc.Blocks[i]
	plain := n.letters - n.links
	prose := plain >= 80 && e.LinkShare < 0.5
	switch {
	case n.letters == 0:
		return !apart(*e)
	case c.foreign(i):
		return false
	case e.Witness > 0 && prose:
		return true
	case n.kept*2 >= n.letters && (plain >= 80 || c.within(i) || !c.loose(i) || c.brother(i) && stops(doc.Of(b.Range))):
		return !apart(*e)
	case n.post:
		return i > c.first && i <= c.last+4 && (!apart(*e) || e.Region == boilerplate.Aside)
	case apart(*e) || e.Hidden || e.Witness < 0 && (i < c.first || i > c.last):
		return false
	case plain >= 20 && c.within(i) && b.Kind == article.Paragraph && c.amongStory(i) && dom.Is(blockOf(n.at), atom.P) && stops(doc.Of(b.Range)):
		return true // a sentence that is mostly a link
	case slices.Contains(e.Names, "footnote") && i > c.first:
		return true
	case !prose:
		return b.Kind == article.Paragraph && plain >= 40 && e.LinkShare < 0.5 && stops(doc.Of(b.Range)) && (c.within(i) || c.last >= 0 && c.behind(i) && c.home.like(blockOf(n.at), 3))
	case c.within(i), i > c.headline && c.headline >= 0 && i < c.first && b.Kind == article.Paragraph:
		limit := 0.35
		if b.Kind == article.ListItem {
			limit = 0.15 // a list of other stories, each a linked headline with its deck
		}
		return e.LinkShare < limit || c.home.near(n.at)
	}
	return c.home.near(n.at) || e.LinkShare < 0.2 && c.behind(i) && inBody(n.at)
}

// brother: only line breaks part the line from a paragraph of the story in the
// same element.
func (c *chooser) brother(i int) bool {
	at := blockOf(c.notes[i].at)
	for k := i - 1; k >= 0 && k > i-5; k-- {
		if n := &c.notes[k]; blockOf(n.at) == at && at != nil && n.kept*2 >= n.letters && n.letters-n.links >= 80 {
			return true
		}
	}
	return false
}

// behind: the block stands right behind the last paragraph that the finder took.
func (c *chooser) behind(i int) bool { return i > c.last && i <= c.last+4 && i > c.headline }

// inBody: an element whose name says that it holds the text of an article is
// the block's own, or one of the two around that.
func inBody(n *html.Node) bool {
	n = blockOf(n)
	for range 3 {
		if n == nil {
			return false
		}
		for name := range strings.FieldsSeq(clip(dom.Attr(n, "class"), 300)) {
			if r, _ := nameRegion(strings.ToLower(name)); r == boilerplate.Story {
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// notDeck leaves the deck in the story where it is the first paragraph of it, in
// a row with the others.
func (w *walker) notDeck(doc *article.Document, home homes, m *meta) {
	if m.deck == "" {
		return
	}
	deck := fold(m.deck)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Len() < len(m.deck)/2 || b.Kind != article.Paragraph && b.Kind != article.Heading {
			continue
		}
		if f := fold(doc.Of(b.Range)); f == deck || len(deck) > 60 && strings.HasPrefix(f, deck[:60]) {
			at := blockOf(w.notes[i].at)
			if at == nil || b.Kind != article.Paragraph {
				return
			}
			row := 0
			for k := range w.notes[:min(len(w.notes), i+40)] {
				if blockOf(w.notes[k].at) == at {
					row++ // paragraphs that only line breaks part
				}
			}
			if row >= 3 || at.DataAtom == atom.P && at.Parent != nil && home.at[at.Parent] >= 3 {
				m.deckApart = false
			}
			return
		}
	}
}

// shownDeck takes in the deck where the page shows it above the story: the
// judge hides it with the reason that the masthead has it, and the body keeps
// its words.
func (c *chooser) shownDeck(doc *article.Document, m *meta) {
	if m.deck == "" || c.first >= len(c.in) {
		return
	}
	deck := fold(m.deck)
	for i := max(c.headline, 0); i < c.first && i < c.headline+12; i++ {
		if b := &doc.Blocks[i]; !c.in[i] && !c.ev[i].Hidden && b.Len() < 2*len(m.deck)+40 && fold(doc.Of(b.Range)) == deck {
			c.in[i] = true
			return
		}
	}
}

// standfirst takes in a heading of a sentence or more right above the story,
// where nothing told that it is the deck.
func (c *chooser) standfirst() {
	for i := max(c.headline+1, 1); i < c.first && i < c.headline+8; i++ {
		n, e := &c.notes[i], &c.ev[i]
		if c.blocks[i].Kind == article.Heading && n.letters >= 120 && n.links*5 < n.letters && !e.Hidden && (!apart(*e) || e.Region == boilerplate.Header) {
			c.in[i] = true
		}
	}
}

// stops reports text that ends like a sentence.
func stops(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	for _, end := range []string{".", "!", "?", "…", "。", "！", "？", ":", "।", "۔"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// apart: the block stands in a part of the page that is not the story.
func apart(e boilerplate.Evidence) bool {
	return e.Region != boilerplate.Unknown && e.Region != boilerplate.Header && e.Region != boilerplate.Story
}

// short takes in what is too short to judge by itself: it goes with the
// neighbours that it shares an element with.
func (w *walker) short(in []bool, ev []boilerplate.Evidence) {
	take := func(i int) {
		n := &w.notes[i]
		if in[i] || ev[i].Hidden || ev[i].LinkShare > 0.5 || apart(ev[i]) {
			return
		}
		before := i > 0 && in[i-1]
		after := i+1 < len(in) && in[i+1]
		switch {
		case before && twin(n.at, w.notes[i-1].at), after && twin(n.at, w.notes[i+1].at):
			in[i] = true
		case before && after:
			in[i] = kin(n.at, w.notes[i-1].at) || kin(n.at, w.notes[i+1].at)
		case after && w.blocks[i].Kind == article.Heading:
			in[i] = kin(n.at, w.notes[i+1].at)
		}
	}
	for i := range in {
		take(i)
	}
	for i := len(in) - 1; i >= 0; i-- {
		take(i)
	}
}

// twin: two elements of one kind and class side by side.
func twin(a, b *html.Node) bool {
	a, b = blockOf(a), blockOf(b)
	return a != nil && b != nil && a.Parent == b.Parent && a.DataAtom == b.DataAtom && (a.DataAtom == atom.P || a.DataAtom == atom.Li) &&
		dom.Attr(a, "class") == dom.Attr(b, "class")
}

// why names the rule by which a block lies outside the story.
func why(e boilerplate.Evidence) string {
	switch {
	case e.Hidden:
		return "page.hidden"
	case e.LinkShare > 0.5:
		return "page.links"
	}
	switch e.Region {
	case boilerplate.Aside:
		return "page.aside"
	case boilerplate.Footer:
		return "page.footer"
	case boilerplate.Navigation:
		return "page.navigation"
	case boilerplate.Form:
		return "page.form"
	case boilerplate.CommentArea:
		return "page.comments"
	case boilerplate.Dialog:
		return "page.dialog"
	}
	return "page.apart"
}

// kin: the blocks of two texts share a parent.
func kin(a, b *html.Node) bool {
	a, b = blockOf(a), blockOf(b)
	return a != nil && b != nil && (a == b || a.Parent == b.Parent || a.Parent == b || b.Parent == a)
}

// blockOf is the nearest block element.
func blockOf(n *html.Node) *html.Node {
	for n != nil && !dom.Blocky(n.DataAtom) {
		n = n.Parent
	}
	return n
}
