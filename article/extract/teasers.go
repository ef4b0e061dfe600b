package extract

import (
	"pullquote/article"
	"pullquote/article/boilerplate"
)

// Of the other stories that a page shows behind its own: how many of them make a
// list, and how long a headline and a deck may be, in letters.
const (
	leastBehind  = 3
	leastHead    = 16
	longestHead  = 200
	longestBlurb = 500
)

// behindStory leaves out the other stories of the site that stand behind the
// page's own, each a linked headline with its deck below it. A deck as long as a
// paragraph reads as prose. A list of links that is the content leads to other
// sites, or has no story above it.
func (c *chooser) behindStory(doc *article.Document) {
	if doc.Host() == "" {
		return
	}
	prose := 0
	for i := 0; i < len(c.in); i++ {
		end, n := i, 0
		for next := c.teaserAt(doc, end); next > end; next = c.teaserAt(doc, end) {
			end = next
			n++
		}
		if n >= leastBehind && prose >= leastBehind && c.onlyTeasers(doc, i) {
			for k := i; k < len(c.in); k++ {
				if c.in[k] {
					c.in[k] = false
					c.blocks[k].Cut = &article.Cut{Reason: article.RelatedLinks, Rule: "page.teasers", Score: 0.7}
				}
			}
			return
		}
		if c.in[i] && c.notes[i].letters >= 80 && c.ev[i].LinkShare < 0.5 {
			prose++
		}
	}
}

// teaserAt is the block behind the teaser at i: a headline, at most three short
// lines, and a deck. i where there is none.
func (c *chooser) teaserAt(doc *article.Document, i int) int {
	if i >= len(c.in) || !c.linkedHead(doc, i) {
		return i
	}
	for k, short := i+1, 0; k < len(c.in) && short < 4 && !c.linkedHead(doc, k); k++ {
		switch n := c.notes[k].letters; {
		case n < 40:
			if n > 0 && c.blocks[k].Kind != article.Figure {
				short++
			}
		case n <= longestBlurb && c.ev[k].LinkShare < 0.5 && c.ev[k].Witness < 1 && c.blocks[k].Kind == article.Paragraph:
			for k++; k < len(c.in) && !c.linkedHead(doc, k) && (c.notes[k].letters < 40 || c.blocks[k].Kind == article.Figure); k++ {
			}
			return k
		default:
			return i
		}
	}
	return i
}

// linkedHead reports a line that is a link to another page of this site.
func (c *chooser) linkedHead(doc *article.Document, i int) bool {
	b, n := &c.blocks[i], &c.notes[i]
	if n.letters < leastHead || n.letters > longestHead || c.ev[i].LinkShare < 0.9 || c.ev[i].Witness > 0 || b.Kind == article.Figure || b.Kind == article.Table || c.ev[i].Region == boilerplate.Navigation {
		return false
	}
	own := doc.Host()
	for _, s := range b.Spans {
		if s.Kind == article.Link && article.Host(s.Href) != own {
			return false
		}
	}
	return true
}

// onlyTeasers: hardly any prose stands behind i that is not the deck of a teaser.
func (c *chooser) onlyTeasers(doc *article.Document, i int) bool {
	teasers, others := 0, 0
	for i < len(c.in) {
		if next := c.teaserAt(doc, i); next > i {
			i = next
			teasers++
			continue
		}
		if n := &c.notes[i]; c.in[i] && n.letters >= 60 && c.ev[i].LinkShare < 0.5 {
			if others++; n.letters > longestBlurb {
				return false
			}
		}
		i++
	}
	return others*3 <= teasers
}
