package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// borders finds where the story begins and ends on a page that shows others
// beside it: its headline, and the <article> around it.
func (c *chooser) borders(doc *article.Document, m *meta) {
	// Where the h1 is the site's name, the headline is the first heading that
	// says what the head of the page says.
	want := fold(m.title)
	if c.headline < 0 || fold(doc.Of(doc.Blocks[c.headline].Range)) != want {
		for i := range doc.Blocks[:min(len(doc.Blocks), 400)] {
			if b := &doc.Blocks[i]; b.Kind == article.Heading && len(want) > 15 && fold(doc.Of(b.Range)) == want {
				c.headline = i
				break
			}
		}
	}
	if c.headline < 0 {
		return
	}
	all, before := 0, 0
	holds := map[*html.Node]int{} // prose in each <article>
	for i := range c.notes {
		n := &c.notes[i]
		if n.letters-n.links < 80 || apart(c.ev[i]) {
			continue
		}
		all += n.letters
		if i < c.headline {
			before += n.letters
		}
		for e := n.at; e != nil; e = e.Parent {
			if e.DataAtom == atom.Article {
				holds[e] += n.letters
			}
		}
	}
	// Where all but a little stands above it, it is no headline.
	if before*10 > all*8 {
		c.headline = -1
		return
	}
	if m.live {
		return // each entry of a live blog is an <article> of its own
	}
	for e := c.notes[c.headline].at; e != nil && c.story == nil; e = e.Parent {
		if e.DataAtom == atom.Article && holds[e]*10 > all*4 && !rival(e, holds) {
			c.story = e
		}
	}
}

// rival: another <article> beside this one holds too much for a teaser.
func rival(story *html.Node, holds map[*html.Node]int) bool {
	for e, n := range holds {
		if n*4 > holds[story] && !dom.Within(e, story) && !dom.Within(story, e) {
			return true
		}
	}
	return false
}

// foreign: the block stands above the headline, or in another <article> than
// the story's own: each is a story by itself.
func (c *chooser) foreign(i int) bool {
	if c.headline >= 0 && i < c.headline && c.blocks[i].Kind == article.ListItem && c.notes[i].letters >= 40 {
		return true
	}
	if c.story == nil || i < c.headline {
		return false
	}
	other := false
	for e := c.notes[i].at; e != nil; e = e.Parent {
		if e == c.story {
			return false
		}
		other = other || e.DataAtom == atom.Article
	}
	return other
}

// recurring takes in the lines by which a page heads each part of its story
// without a heading: the same element above paragraphs of the story, three
// times or more.
func (c *chooser) recurring() {
	rows := map[string][]int{}
	for i := range c.in {
		n, e := &c.notes[i], &c.ev[i]
		if c.in[i] || n.letters < 12 || n.letters > 200 || n.links*2 > n.letters || apart(*e) || e.Hidden || !c.within(i) || c.blocks[i].Kind != article.Paragraph {
			continue
		}
		at := blockOf(n.at)
		k := i + 1
		for k < len(c.in) && k < i+3 && !c.in[k] && c.ev[k].LinkShare > 0.9 {
			k++
		}
		if at == nil || at.Parent == nil || k >= len(c.in) || !c.in[k] || c.notes[k].letters < 200 || c.blocks[k].Kind != article.Paragraph {
			continue
		}
		kind := kindOf(at)
		rows[kind] = append(rows[kind], i)
	}
	for _, list := range rows {
		for _, i := range list {
			c.in[i] = len(list) >= 3
		}
	}
}

// companions takes in what stands with paragraphs of the story in a box of its
// own: a subheading above one, a picture between them, the terms of a list of
// definitions.
func (c *chooser) companions() {
	start, end := c.first, c.last
	for i := range c.in {
		if c.in[i] && c.notes[i].letters-c.notes[i].links >= 80 {
			start, end = min(start, i), max(end, i)
		}
	}
	for i := range c.in {
		b, e := &c.blocks[i], &c.ev[i]
		if c.in[i] || apart(*e) || e.Hidden || e.LinkShare > 0.5 || c.foreign(i) {
			continue
		}
		switch b.Kind {
		case article.Figure:
			c.in[i] = i > c.headline && i < c.last
		case article.Heading:
			if i <= start || i >= end || b.Level < 2 && i == c.headline {
				continue
			}
			k := i + 1
			for k < i+4 && k < end && !c.in[k] && c.blocks[k].Kind != article.Heading {
				k++
			}
			c.in[i] = c.in[k] && c.blocks[k].Kind != article.Heading || c.amongStory(i)
		case article.Paragraph:
			at := blockOf(c.notes[i].at)
			c.in[i] = dom.Is(at, atom.Dt, atom.Dd) && c.within(i) && e.Region == boilerplate.Unknown
		}
	}
}

// amongStory: the element stands in a row with paragraphs of the story.
func (c *chooser) amongStory(i int) bool {
	at := blockOf(c.notes[i].at)
	return at != nil && c.home.at[at.Parent] >= 3
}
