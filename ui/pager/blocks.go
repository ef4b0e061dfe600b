package pager

import (
	"fmt"

	"pullquote/article"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
)

// The block cursor chooses a block to be hidden or kept for good. It comes
// with unfolding, on the first hidden block in sight, or with the keys that
// step it, and goes with Escape.

// Choosing reports whether a block is chosen, or what is hidden in sight, so
// that the keys for it are worth a hint.
func (p *Pager) Choosing() bool { return p.art != nil && (p.block >= 0 || p.unfold) }

// canChoose reports whether a block shows and has words to go by. The
// repeated headline is none to be kept: it stands above the text already.
func (p *Pager) canChoose(i int) bool {
	if p.page == nil || i < 0 || i >= len(p.art.Doc.Blocks) || p.art.Doc.Blocks[i].Len() == 0 {
		return false
	}
	if b := &p.art.Doc.Blocks[i]; b.Cut != nil && b.Cut.Reason == article.RepeatedHeadline {
		return false
	}
	_, _, shown := p.page.Block(i)
	return shown
}

// stepBlock chooses the next or previous block: from the chosen one while it
// is on the screen, else from what is on the screen.
func (p *Pager) stepBlock(by int) {
	if p.page == nil {
		return
	}
	at := -1
	if p.canChoose(p.block) {
		if first, last, _ := p.page.Block(p.block); last > p.top && first < p.top+p.rows() {
			at = p.block
		}
	}
	n := len(p.art.Doc.Blocks)
	from := at + by
	if at < 0 {
		if from = p.blockInSight(by); from < 0 {
			p.notice = "no block here"
			return
		}
	}
	for ; from >= 0 && from < n; from += by {
		if p.canChoose(from) {
			p.choose(from)
			return
		}
	}
	p.notice = "that was the last block"
	if by < 0 {
		p.notice = "that was the first block"
	}
}

// blockInSight is the first block that begins on the screen, or, backwards,
// the last one; else the one that fills it.
func (p *Pager) blockInSight(by int) int {
	found := -1
	for i := range p.art.Doc.Blocks {
		if !p.canChoose(i) {
			continue
		}
		first, last, _ := p.page.Block(i)
		switch {
		case first >= p.top+p.rows():
			return found
		case last <= p.top:
		case first < p.top:
			found = i
		case by > 0:
			return i
		default:
			found = i
		}
	}
	return found
}

func (p *Pager) choose(i int) {
	p.block, p.quote, p.link = i, -1, 0
	first, last, _ := p.page.Block(i)
	p.reveal(first, max(last-1, first))
}

// chooseHidden chooses the first hidden block in sight: unfolding led to it.
func (p *Pager) chooseHidden() {
	p.block = -1
	if !p.unfold || p.page == nil {
		return
	}
	for i := range p.art.Doc.Blocks {
		if p.art.Doc.Blocks[i].Cut == nil || !p.canChoose(i) {
			continue
		}
		if first, _, _ := p.page.Block(i); p.visible(first) {
			p.block, p.quote, p.link = i, -1, 0
			return
		}
	}
}

// rule asks for a rule about the chosen block: one that is hidden is to be
// kept, one that stays to be hidden.
func (p *Pager) rule() intent.Intent {
	if !p.canChoose(p.block) {
		p.notice = p.o.Keys.First(keys.NextBlock) + " chooses a block"
		return intent.None{}
	}
	return intent.Rule{Block: p.block, Hide: p.art.Doc.Blocks[p.block].Cut == nil}
}

// blockStatus says what the key would do to the chosen block, and why it is
// hidden or kept so far. The key comes first: it must show on 40 columns.
func (p *Pager) blockStatus() []part {
	s := &p.o.Styles
	b := &p.art.Doc.Blocks[p.block]
	key := p.o.Keys.First(keys.HideKeep)
	switch {
	case b.Cut != nil:
		return []part{{text: key + " keeps it", style: s.HintKey}, {text: " · " + article.CleanLine(b.Cut.Told()), style: s.Footer}}
	case b.Kept != "":
		return []part{{text: key + " hides it", style: s.HintKey}, {text: " · kept by " + b.Kept, style: s.Footer}}
	}
	return []part{{text: key + " hides it", style: s.HintKey}, {text: fmt.Sprintf(" · block %d/%d", p.block+1, len(p.art.Doc.Blocks)), style: s.Footer}}
}

// Replace takes the same article made anew, by a rule that the reader wrote:
// the place, what is unfolded and what is chosen stay.
func (p *Pager) Replace(a *Article) {
	if p.art == nil || a == nil || a.Doc == nil {
		p.Show(a)
		return
	}
	p.art = a
	p.quotes = a.Doc.Spoken()
	p.know(a)
	if p.quote >= len(p.quotes) {
		p.quote = -1
	}
	p.link = 0
	p.layOut()
	// A block that has gone from sight gives the cursor to the one behind it.
	for p.block >= 0 && !p.canChoose(p.block) {
		if p.block++; p.block >= len(a.Doc.Blocks) {
			p.block = -1
		}
	}
	p.find.again(p)
}
