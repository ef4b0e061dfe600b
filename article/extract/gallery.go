package extract

import (
	"pullquote/article"
	"pullquote/article/boilerplate"
)

// A gallery's captions are its story: so many of them, each so long, and
// together so much longer than the prose around them.
const (
	leastCaptions  = 4
	leastCaption   = 40 // letters
	captionsToText = 2
)

// gallery turns the captions of a page that tells its story in them into
// paragraphs below their pictures.
func (w *walker) gallery(ev []boilerplate.Evidence, in []bool) ([]boilerplate.Evidence, []bool) {
	captions, told, prose := 0, 0, 0
	for i := range w.blocks {
		n := w.notes[i].letters
		switch {
		case !in[i]:
		case w.blocks[i].Kind != article.Figure:
			prose += n
		case n >= leastCaption:
			captions++
			told += n
		}
	}
	if captions < leastCaptions || told < captionsToText*prose {
		return ev, in
	}
	old := w.builder
	text := old.text.String()
	w.builder = &builder{base: old.base}
	var newEv []boilerplate.Evidence
	var newIn []bool
	for i := range old.blocks {
		bl, n := old.blocks[i], old.notes[i]
		if in[i] && bl.Kind == article.Figure && n.letters >= leastCaption {
			if bl.Image != "" {
				w.add(article.Block{Kind: article.Figure, Image: bl.Image}, "", note{at: n.at, heading: -1})
				newEv, newIn = append(newEv, ev[i]), append(newIn, true)
			}
			bl.Kind, bl.Image = article.Paragraph, ""
		}
		w.add(relative(bl), text[bl.Start:bl.End], n)
		newEv, newIn = append(newEv, ev[i]), append(newIn, in[i])
	}
	w.governing()
	for i := range newEv {
		newEv[i].Heading = w.notes[i].heading
	}
	return newEv, newIn
}

// relative is the block with its spans and cells counted from its own start,
// as add wants them.
func relative(bl article.Block) article.Block {
	for k := range bl.Spans {
		bl.Spans[k].Start -= bl.Start
		bl.Spans[k].End -= bl.Start
	}
	for _, row := range bl.Cells {
		for k := range row {
			row[k] = article.Range{Start: row[k].Start - bl.Start, End: row[k].End - bl.Start}
		}
	}
	return bl
}
