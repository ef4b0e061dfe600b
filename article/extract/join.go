package extract

import (
	"strings"

	"pullquote/article"
)

// doubled is from how many bytes on a block that stood on an earlier page is
// the same block again, and no refrain.
const doubled = 40

// Join adds a further page to an article, below what it holds: one Document,
// whose quotes are to be found once it is whole. What stood on an earlier page
// is not taken again. It reports whether the page held anything new of the
// story.
func Join(d, page *article.Document) bool {
	stood := make(map[string]bool, len(d.Blocks))
	for i := range d.Blocks {
		stood[identity(d, &d.Blocks[i])] = true
	}
	var text strings.Builder
	text.WriteString(d.Text)
	fresh := false
	for i := range page.Blocks {
		b := page.Blocks[i]
		words := page.Of(b.Range)
		again := stood[identity(page, &b)]
		if again && (b.Cut != nil || len(words) >= doubled || words == "" || b.Kind == article.Figure) {
			continue
		}
		if len(d.Blocks) >= maxBlocks || text.Len()+len(words) > maxText {
			break
		}
		if words != "" && text.Len() > 0 {
			text.WriteString("\n\n")
		}
		shift := text.Len() - b.Start
		text.WriteString(words)
		move(&b, shift)
		d.Blocks = append(d.Blocks, b)
		fresh = fresh || !again && b.Cut == nil && words != "" && b.Kind != article.Figure
	}
	d.Text = text.String()
	d.Paid, d.Stub = d.Paid || page.Paid, d.Stub || page.Stub
	d.Sure = max(d.Sure, page.Sure)
	if page.Updated.After(d.Updated) && !d.Updated.IsZero() {
		d.Updated = page.Updated
	}
	return fresh
}

// identity is what two blocks of two pages have in common if they are one.
func identity(d *article.Document, b *article.Block) string {
	return string(b.Kind) + "\x00" + d.Of(b.Range) + "\x00" + b.Image + b.Href
}

// move shifts a block within the text.
func move(b *article.Block, by int) {
	b.Start += by
	b.End += by
	for i := range b.Spans {
		b.Spans[i].Start += by
		b.Spans[i].End += by
	}
	for _, row := range b.Cells {
		for i := range row {
			row[i].Start += by
			row[i].End += by
		}
	}
}

// SamePage reports whether a further page tells the same story as the article
// so far: it calls the first page its own, or has its headline.
func SamePage(d, page *article.Document) bool {
	for _, own := range []string{d.URL, d.Canonical} {
		if own != "" && page.Canonical == own {
			return true
		}
	}
	a, b := strings.Fields(fold(d.Title)), strings.Fields(fold(page.Title))
	if len(a) == 0 || len(b) == 0 {
		return true // the address alone has to do
	}
	have := map[string]bool{}
	for _, w := range b {
		have[w] = true
	}
	shared := 0
	for _, w := range a {
		if have[w] {
			shared++
		}
	}
	return shared*2 > len(a)
}
