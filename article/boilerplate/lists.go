package boilerplate

import (
	"strings"

	"pullquote/article"
)

// kickers cuts a list of other stories between paragraphs, each a word or two
// and a linked headline ("Weather: Storm on its way").
func (j *judge) kickers() {
	if j.ev == nil || j.prose < 4 {
		return
	}
	for i := 0; i < len(j.blocks); i++ {
		end, open := i, 0
		for end < len(j.blocks) && j.kicker(end) {
			if j.blocks[end].cut == nil {
				open++
			}
			end++
		}
		if end-i >= 3 && end-i <= maxRun && open > 0 && i > j.first {
			for k := i; k < end; k++ {
				if j.blocks[k].cut == nil {
					j.blocks[k].cut = cut(article.RelatedLinks, "run:list of linked headlines", 0.65)
				}
			}
		}
		i = max(i, end-1)
	}
}

// kicker reports an item that is for the most part the headline of another
// story of this site.
func (j *judge) kicker(i int) bool {
	b, e := &j.blocks[i], &j.ev[i]
	return b.kind == article.ListItem && e.LinkShare >= 0.55 && e.Witness != 1 && b.words >= 5 && b.words <= 22 && !strings.HasSuffix(b.text, ".") && !b.correction && !j.leadsOut(i)
}

// siblings cuts the last items of a list of links to other stories, of which half
// or more went: a short title that ends as a sentence does, one with a sum in it.
func (j *judge) siblings() {
	if j.ev == nil {
		return
	}
	for i := 0; i < len(j.blocks); i++ {
		end, gone, links := i, 0, true
		for end < len(j.blocks) && j.blocks[end].kind == article.ListItem {
			b, e := &j.blocks[end], &j.ev[end]
			if b.cut != nil && b.cut.Reason == article.RelatedLinks {
				gone++
			}
			links = links && (b.cut != nil || e.LinkShare >= 0.9 && e.Witness != 1 && !b.correction && !j.leadsOut(end))
			end++
		}
		for k := i; k < end && links && gone > 0 && 2*gone >= end-i; k++ {
			if j.blocks[k].cut == nil {
				j.blocks[k].cut = cut(article.RelatedLinks, "run:of a list of links", 0.7)
			}
		}
		i = max(i, end-1)
	}
}

// behindComments cuts the other stories that a page shows below the comments on
// its own, each with the line that says when and by whom.
func (j *judge) behindComments() {
	if j.ev == nil {
		return
	}
	prose, run, from := 0, 0, -1
	for i := range j.blocks {
		switch {
		case j.ev[i].Region != CommentArea:
			if run = 0; from < 0 && j.isProse(i) {
				prose++
			}
		default:
			if run++; run >= 3 && prose >= 3 {
				from = i + 1
			}
		}
	}
	signed := 0
	for i := max(from, 0); i < len(j.blocks) && from >= 0; i++ {
		b := &j.blocks[i]
		if s := dateShare(b.ts, j.lex); b.words >= 5 && b.words <= 16 && !b.ends && s.numbers >= 2 && s.named >= 1 && s.other <= 4 {
			signed++
		}
	}
	if signed < 2 {
		return
	}
	for i := from; i < len(j.blocks); i++ {
		if b := &j.blocks[i]; b.cut == nil && !b.correction && j.ev[i].Witness != 1 {
			b.cut = cut(article.RelatedLinks, "run:other stories below the comments", 0.7)
		}
	}
}
