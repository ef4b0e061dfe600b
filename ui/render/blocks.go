package render

import (
	"fmt"
	"strconv"
	"strings"

	"pullquote/article"
)

// blocks lays out the story and the line below it.
func (p *Page) blocks() {
	p.places = make([]place, len(p.doc.Blocks))
	p.quotes = p.quoteLayers()
	keep := p.unfolded()
	hidden := 0
	var fold folded
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		if !p.valid(b) {
			p.places[i].first, p.places[i].last = len(p.lines), len(p.lines)
			continue
		}
		if b.Cut != nil {
			hidden++
		}
		switch {
		case b.Cut != nil && !p.o.Unfold:
			p.places[i].first, p.places[i].last = len(p.lines), len(p.lines)
		case p.o.QuotesOnly && !keep[i]:
			fold.add(i, b)
		default:
			p.unfoldLine(&fold)
			p.block(i, b)
		}
	}
	p.unfoldLine(&fold)
	p.footer(hidden)
}

// valid reports whether the block's ranges lie inside the text. The extractor
// sees to it; a Document from a cache of another version may not.
func (p *Page) valid(b *article.Block) bool {
	return b.Start >= 0 && b.Start <= b.End && b.End <= len(p.doc.Text)
}

// block lays out one block with the blank line before it.
func (p *Page) block(i int, b *article.Block) {
	if p.width > 0 && len(p.lines) > p.body && !p.tight(i) {
		p.blank(b.Start)
	}
	at := &p.places[i]
	at.shown = true
	start := len(p.lines)
	if b.Cut != nil && p.firstOfCut(i) {
		p.note(i, "┄ "+b.Cut.Told(), p.ink.cutReason)
	}
	if p.o.QuotesOnly {
		p.cast(i, b)
	}
	at.layer0 = len(p.layers)
	links := len(p.links)
	p.layer(b)
	p.draft(i, b)
	at.first, at.last, at.layer = start, len(p.lines), len(p.layers)
	for k := links; k < len(p.links); k++ {
		p.links[k].Line = p.LineOf(p.links[k].Start)
	}
}

// draft lays out what the block is.
func (p *Page) draft(i int, b *article.Block) {
	base := func(k ink) ink {
		if b.Cut != nil {
			return p.ink.cut
		}
		return k
	}
	switch b.Kind {
	case article.Heading:
		p.flow(i, b.Start, b.End, base(p.ink.heading[min(max(b.Level, 1), 3)-1]), hang{})
	case article.ListItem:
		p.flow(i, b.Start, b.End, base(p.ink.text), p.bullet(i))
	case article.Quotation:
		bar := strings.Repeat(p.o.Styles.QuoteBar, min(max(b.Level, 1), maxDepth))
		p.flow(i, b.Start, b.End, base(p.ink.blockQuote),
			hang{first: bar, rest: bar, firstInk: p.ink.bar, ink: p.ink.bar})
	case article.Figure:
		p.figure(i, b, base(p.ink.caption))
	case article.Embed:
		p.embed(i, b, base(p.ink.caption))
	case article.Rule:
		p.open(i, b.Start)
		n := min(p.width, 8)
		p.lit(strings.Repeat(" ", (p.width-n)/2)+strings.Repeat("─", n), p.ink.rule)
		p.close()
	case article.Table:
		p.table(i, b, base(p.ink.text))
	case article.Code:
		p.codeBlock(i, b, base(p.ink.text))
	default:
		p.flow(i, b.Start, b.End, base(p.ink.text), hang{})
	}
}

// listWindow is how far an item looks up and down its list for the shape of
// its neighbours: a walk through the whole of it for each item would take a
// minute for a page of 100,000.
const listWindow = 100

// maxDepth bounds bars and list levels that are drawn; deeper nesting is a
// page's accident, and each level costs two cells.
const maxDepth = 6

// tight reports whether no blank line stands before the block: items of one
// list stand together. Where numbers begin or end, another list begins.
func (p *Page) tight(i int) bool {
	if i == 0 || p.doc.Blocks[i].Kind != article.ListItem || p.doc.Blocks[i-1].Kind != article.ListItem ||
		!p.places[i-1].shown {
		return false
	}
	b, before := &p.doc.Blocks[i], &p.doc.Blocks[i-1]
	if b.Cut != nil && p.firstOfCut(i) {
		return false
	}
	return b.Level != before.Level || (b.Ordinal > 0) == (before.Ordinal > 0)
}

// firstOfCut reports whether a cut block is the first of its run: of twenty
// related links in a row the reason is told once.
func (p *Page) firstOfCut(i int) bool {
	if i == 0 {
		return true
	}
	before := p.doc.Blocks[i-1].Cut
	return before == nil || before.Told() != p.doc.Blocks[i].Cut.Told() || !p.places[i-1].shown
}

// bullet is the hang of a list item: as deep as the marks of the items above
// it, its number right-aligned with its neighbours'.
func (p *Page) bullet(i int) hang {
	b := &p.doc.Blocks[i]
	depth := 0
	level := min(max(b.Level, 1), maxDepth)
	for l, j := level-1, i-1; l >= 1 && j >= max(0, i-listWindow) && p.doc.Blocks[j].Kind == article.ListItem; j-- {
		if up := &p.doc.Blocks[j]; up.Level == l {
			depth += Cells(p.mark(j), p.o.Method)
			l--
		}
	}
	if depth == 0 {
		depth = 2 * (level - 1)
	}
	return p.hangOf(depth, p.mark(i), p.ink.bullet)
}

// mark is the bullet or the number of a list item.
func (p *Page) mark(i int) string {
	b := &p.doc.Blocks[i]
	if b.Ordinal <= 0 {
		if b.Level > 1 && b.Level%2 == 0 && strings.HasPrefix(p.o.Styles.BulletMark, "•") {
			return strings.Replace(p.o.Styles.BulletMark, "•", "◦", 1)
		}
		return p.o.Styles.BulletMark
	}
	widest := b.Ordinal // of the run's numbers
	for j := i + 1; j < min(len(p.doc.Blocks), i+listWindow); j++ {
		o := &p.doc.Blocks[j]
		if o.Kind != article.ListItem || o.Level < b.Level {
			break
		}
		if o.Level == b.Level {
			if o.Ordinal <= 0 {
				break
			}
			widest = max(widest, o.Ordinal)
		}
	}
	return fmt.Sprintf("%*d. ", len(strconv.Itoa(widest)), b.Ordinal)
}

// figure sets a picture's caption, or says that there is one.
func (p *Page) figure(i int, b *article.Block, k ink) {
	h := p.hangOf(0, "▨ ", k)
	if strings.TrimSpace(p.doc.Of(b.Range)) != "" {
		p.flow(i, b.Start, b.End, k, h)
		return
	}
	p.open(i, b.Start)
	p.lit("▨ ", k)
	p.litLink("picture", k, p.addLink(b.Image, article.Range{Start: b.Start, End: b.Start}))
	p.close()
}

// embed sets a post or a video of elsewhere: what the page says of it, and
// the host that it lies on.
func (p *Page) embed(i int, b *article.Block, k ink) {
	link := p.addLink(b.Href, article.Range{Start: b.Start, End: b.Start})
	if strings.TrimSpace(p.doc.Of(b.Range)) != "" {
		p.flow(i, b.Start, b.End, k, p.hangOf(0, "▶ ", k))
	} else {
		p.open(i, b.Start)
		p.lit("▶ ", k)
	}
	host := article.CleanLine(article.Host(b.Href))
	if host == "" {
		host = "elsewhere"
	}
	l := &p.lines[len(p.lines)-1]
	if l.last != 0 && l.cells+3+Cells(host, p.o.Method) > p.width {
		p.open(i, b.End)
		p.lit("  ", k)
	} else if l.last != 0 {
		p.lit(" ", k)
	}
	p.litLink(host, k.over(p.ink.link), link)
	p.close()
}

// note sets a line about a block above it.
func (p *Page) note(i int, s string, k ink) {
	p.open(i, p.doc.Blocks[i].Start)
	s, _ = Clip(s, p.width, p.o.Method)
	p.lit(s, k)
	p.close()
}

// footer says how much is hidden.
func (p *Page) footer(hidden int) {
	if hidden == 0 {
		return
	}
	what, verb := fmt.Sprintf("%d blocks", hidden), "hidden · "+p.o.UnfoldKey+" shows them"
	if hidden == 1 {
		what, verb = "1 block", "hidden · "+p.o.UnfoldKey+" shows it"
	}
	if p.o.Unfold {
		verb = "brought back, dimmed · " + p.o.UnfoldKey + " hides them"
	}
	end := len(p.doc.Text)
	if len(p.lines) > 0 {
		p.blank(end)
	}
	s, _ := Clip("┄ "+what+" "+verb, p.width, p.o.Method)
	p.open(-1, end)
	p.lit(s, p.ink.cutReason)
	p.close()
}
