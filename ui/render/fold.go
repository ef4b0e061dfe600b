package render

import (
	"fmt"
	"slices"
	"strings"

	"pullquote/article"
)

// unfolded says, for QuotesOnly, which blocks show: those that hold speech,
// and the headings of sections in which somebody speaks.
func (p *Page) unfolded() []bool {
	if !p.o.QuotesOnly {
		return nil
	}
	keep := make([]bool, len(p.doc.Blocks))
	for _, q := range p.spoken {
		for _, r := range q.Spans {
			if b := p.doc.BlockAt(r.Start); b >= 0 {
				keep[b] = true
			}
		}
	}
	speech := false
	for i := len(keep) - 1; i >= 0; i-- {
		switch b := &p.doc.Blocks[i]; {
		case b.Kind == article.Heading:
			keep[i] = keep[i] || speech
			speech = false
		case keep[i]:
			speech = true
		}
	}
	return keep
}

// folded is a run of blocks that one line stands for.
type folded struct {
	blocks     []int
	paragraphs int
	others     int
}

func (f *folded) add(i int, b *article.Block) {
	f.blocks = append(f.blocks, i)
	switch b.Kind {
	case article.Rule:
	case article.Paragraph, article.ListItem, article.Quotation:
		f.paragraphs++
	default:
		f.others++
	}
}

// unfoldLine sets the line of the run so far and begins a new run.
func (p *Page) unfoldLine(f *folded) {
	if len(f.blocks) == 0 {
		return
	}
	first := p.doc.Blocks[f.blocks[0]].Start
	var parts []string
	count := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	count(f.paragraphs, "paragraph", "paragraphs")
	count(f.others, "other block", "other blocks")
	at := len(p.lines)
	if len(parts) > 0 {
		if at > p.body {
			p.blank(first)
		}
		at = len(p.lines)
		s, _ := Clip("⋯ "+strings.Join(parts, ", "), p.width, p.o.Method)
		p.open(f.blocks[0], first)
		p.lit(s, p.ink.cut)
		p.close()
	}
	for _, i := range f.blocks {
		p.places[i].first, p.places[i].last = at, at
	}
	*f = folded{}
}

// cast sets, above a block of speech, who speaks in it; who spoke alone in the
// block right above goes on without being named again.
func (p *Page) cast(i int, b *article.Block) {
	seen := p.voicesIn(b)
	if i > 0 && len(seen) == 1 && p.places[i-1].shown && slices.Equal(p.voicesIn(&p.doc.Blocks[i-1]), seen) {
		return
	}
	for _, q := range p.spoken {
		at := slices.Index(seen, q.Speaker)
		if at < 0 || !slices.ContainsFunc(q.Spans, b.Overlaps) {
			continue
		}
		seen = slices.Delete(seen, at, at+1) // named once
		name, role := Voice(q)
		if name == "" {
			name = "nobody named"
		}
		s, _ := Clip(name+role, p.width, p.o.Method)
		p.open(i, b.Start)
		// The colour of the letters alone: a bar of ground for a label would
		// look like one more quote.
		k := p.ink.speaker(p.voices[q.Speaker] - 1)
		k.bg = 0
		p.lit(s, k.over(ink{attrs: bold}))
		p.close()
	}
}

// voicesIn are the speakers of a block in their order.
func (p *Page) voicesIn(b *article.Block) []string {
	var seen []string
	for _, q := range p.spoken {
		if slices.ContainsFunc(q.Spans, b.Overlaps) && !slices.Contains(seen, q.Speaker) {
			seen = append(seen, q.Speaker)
		}
	}
	return seen
}

// Voice is who speaks, and the role as it stands behind the name: "Jane Doe"
// and ", mayor". "" is nobody named.
func Voice(q article.Quote) (name, role string) {
	name, role = article.CleanLine(q.Speaker), article.CleanLine(q.Role)
	if name == "" || role == "" || strings.EqualFold(name, role) {
		return name, ""
	}
	return name, ", " + role
}
