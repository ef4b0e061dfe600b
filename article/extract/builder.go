package extract

import (
	"net/url"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"pullquote/article"
	"pullquote/article/boilerplate"
)

// maxBlocks and maxText bound a Document whatever the page holds.
const (
	maxBlocks = 20_000
	maxText   = 4 << 20
	maxOpen   = 12 // inline elements within each other; those further in mark nothing
)

// builder lays blocks into one text. Text pieces are cleaned before they
// enter, so that every offset it hands out is an offset of the final text.
type builder struct {
	base   *url.URL
	text   strings.Builder
	blocks []article.Block
	notes  []note // one for each block

	buf   []byte // the block under construction
	spans []article.Span
	open  []openSpan
	blank bool // a blank is owed before the next word
	tally tally
	// linked is the last link of the block under construction, and where it ended.
	linked struct {
		href string
		end  int
	}
	// at is the element of the block under construction: where its first
	// letter stood.
	at *html.Node
}

// openSpan is an inline element that has not ended yet.
type openSpan struct {
	kind  article.SpanKind
	href  string
	start int // in buf; -1 until the first letter
	// inPage: a link that leads to another place of the page.
	inPage bool
}

// tally counts the letters of a block by where they stand.
type tally struct{ letters, links, kept, hidden int }

// note is what is remembered of a block beside the block itself.
type note struct {
	at *html.Node
	tally
	heading int
	post    bool // of a post of a social network
}

// room reports whether the Document may still grow.
func (b *builder) room() bool { return len(b.blocks) < maxBlocks && b.text.Len() < maxText }

// write adds a piece of running text: blanks fold into one.
func (b *builder) write(s string, at *html.Node, kept, hidden bool) {
	s = article.Clean(s)
	i := 0
	for i < len(s) {
		c := s[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\f' {
			b.blank = true
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != '\n' && s[j] != '\t' {
			j++
		}
		b.word(s[i:j], at, kept, hidden)
		i = j
	}
}

// word adds text without blanks. Soft hyphens go: they are layout, and would
// hide the word from every search.
func (b *builder) word(s string, at *html.Node, kept, hidden bool) {
	if strings.Contains(s, "\u00ad") {
		s = strings.ReplaceAll(s, "\u00ad", "")
	}
	if s == "" {
		return
	}
	if b.blank && len(b.buf) > 0 && b.buf[len(b.buf)-1] != '\n' {
		b.buf = append(b.buf, ' ')
	}
	b.blank = false
	if b.at == nil {
		b.at = at
	}
	linked := false
	for i := range b.open {
		if b.open[i].start < 0 {
			b.open[i].start = len(b.buf)
		}
		linked = linked || b.open[i].kind == article.Link && !b.open[i].inPage
	}
	b.buf = append(b.buf, s...)
	n := letters(s)
	b.tally.letters += n
	if linked {
		b.tally.links += n
	}
	if kept {
		b.tally.kept += n
	}
	if hidden {
		b.tally.hidden += n
	}
}

// letters is the number of characters, with a CJK one counted as two: such
// text says as much in half as many.
func letters(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		n++
		if wide(r) {
			n++
		}
	}
	return n
}

// wide reports the letters of Chinese, Japanese and Korean.
func wide(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xffef ||
		r >= 0x20000 && r <= 0x3ffff
}

// lineBreak ends the line within the block.
func (b *builder) lineBreak() {
	if len(b.buf) == 0 {
		return
	}
	b.buf = trimBlank(b.buf)
	if len(b.buf) == 0 || b.buf[len(b.buf)-1] == '\n' {
		return
	}
	b.spans = append(b.spans, article.Span{Kind: article.LineBreak, Range: article.Range{Start: len(b.buf), End: len(b.buf)}})
	b.buf = append(b.buf, '\n')
	b.blank = false
}

// begin opens an inline span, which lives on over the ends of blocks.
func (b *builder) begin(kind article.SpanKind, href string) {
	b.open = append(b.open, openSpan{kind: kind, href: href, start: -1})
}

// end closes the span opened last.
func (b *builder) end() {
	if len(b.open) == 0 {
		return
	}
	b.keep(len(b.open) - 1)
	b.open = b.open[:len(b.open)-1]
}

// keep records what open span i covers of the block so far.
func (b *builder) keep(i int) {
	o := b.open[i]
	if i >= maxOpen || o.start < 0 || o.start >= len(b.buf) || o.kind == article.Link && o.href == "" {
		return
	}
	b.spans = append(b.spans, article.Span{Kind: o.kind, Href: o.href, Range: article.Range{Start: o.start, End: len(b.buf)}})
}

// flush ends the block under construction as a block like proto (kind, level,
// image ...) and reports whether there was one.
func (b *builder) flush(proto article.Block) bool {
	for i := range b.open {
		b.keep(i)
		b.open[i].start = -1
	}
	text, spans := settle(b.buf, b.spans)
	note := note{at: b.at, tally: b.tally, heading: -1}
	b.buf, b.spans, b.blank, b.tally, b.at, b.linked.end = b.buf[:0], nil, false, tally{}, nil, 0
	if text == "" || !b.room() {
		return false
	}
	proto.Spans = spans
	if inner, ok := shortCaption(text); ok && proto.Kind == article.Paragraph {
		text, proto.Kind, proto.Spans = inner, article.Figure, nil
	}
	if proto.Kind == article.Figure {
		b.caption(proto, text, note)
		return true
	}
	b.add(proto, text, note)
	return true
}

// shortCaption is the text of a caption that came as the code of a page's system:
// [caption id="a" width="9"]The pier[/caption].
func shortCaption(text string) (string, bool) {
	rest, ok := strings.CutPrefix(text, "[caption ")
	end := strings.IndexByte(rest, ']')
	if !ok || end < 0 {
		return "", false
	}
	rest, ok = strings.CutSuffix(rest[end+1:], "[/caption]")
	rest = strings.TrimSpace(rest)
	return rest, ok && rest != ""
}

// caption adds a picture with the words below it, whose credit is marked where the
// page did not do so. Where they are nothing else the picture is a block by itself, so
// that it stays when they go.
func (b *builder) caption(bl article.Block, text string, n note) {
	bl.Range = article.Range{End: len(text)}
	marked := bl.Credit()
	if marked.Len() == 0 {
		at := boilerplate.Credit(text)
		crossed := slices.ContainsFunc(bl.Spans, func(s article.Span) bool { return s.Start < at && s.End > at })
		if at < len(text) && !crossed {
			bl.Spans = append(bl.Spans, article.Span{Kind: article.CreditTag, Range: article.Range{Start: at, End: len(text)}})
			outermostFirst(bl.Spans)
			marked = article.Range{Start: at, End: len(text)}
		}
	}
	if marked == bl.Range && bl.Image != "" {
		b.add(article.Block{Kind: article.Figure, Image: bl.Image}, "", note{at: n.at, heading: -1})
		bl.Image = ""
	}
	b.add(bl, text, n)
}

// add appends a finished block, whose spans and cells are relative to text.
func (b *builder) add(bl article.Block, text string, n note) {
	if !b.room() {
		return
	}
	if text != "" && b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	start := b.text.Len()
	b.text.WriteString(text)
	bl.Range = article.Range{Start: start, End: start + len(text)}
	for i := range bl.Spans {
		bl.Spans[i].Start += start
		bl.Spans[i].End += start
	}
	for _, row := range bl.Cells {
		for i := range row {
			row[i].Start += start
			row[i].End += start
		}
	}
	b.blocks = append(b.blocks, bl)
	b.notes = append(b.notes, n)
}

// settle trims the text, fits the spans to it and orders them. A text that
// only its pieces kept clean (combining marks stacked over several elements)
// loses its spans rather than its safety.
func settle(buf []byte, spans []article.Span) (string, []article.Span) {
	raw := string(buf)
	text := strings.TrimFunc(raw, edge)
	if text == "" || !visible(text) {
		return "", nil
	}
	if c := article.Clean(text); c != text {
		return strings.TrimFunc(c, edge), nil
	}
	lead := strings.Index(raw, text)
	kept := spans[:0]
	for _, s := range spans {
		s.Start, s.End = s.Start-lead, s.End-lead
		s.Start, s.End = max(s.Start, 0), min(s.End, len(text))
		for s.Start < s.End && (text[s.Start] == ' ' || text[s.Start] == '\n') {
			s.Start++
		}
		for s.End > s.Start && (text[s.End-1] == ' ' || text[s.End-1] == '\n') {
			s.End--
		}
		if s.Kind == article.LineBreak {
			if s.Start != s.End || s.Start >= len(text) || text[s.Start] != '\n' {
				continue
			}
		} else if s.Start >= s.End {
			continue
		}
		kept = append(kept, s)
	}
	if len(kept) == 0 {
		return text, nil
	}
	outermostFirst(kept)
	return text, kept
}

// outermostFirst orders spans as a Block holds them.
func outermostFirst(spans []article.Span) {
	sort.SliceStable(spans, func(i, j int) bool {
		if spans[i].Start != spans[j].Start {
			return spans[i].Start < spans[j].Start
		}
		return spans[i].End > spans[j].End
	})
}

// edge reports the characters that a block neither begins nor ends with.
func edge(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200b || r == 0x200c || r == 0x200d || r == 0x2060
}

// visible: at least one character leaves ink.
func visible(s string) bool {
	for _, r := range s {
		if !edge(r) && r != 0xad && r != 0x2800 && r != 0xfe0f {
			return true
		}
	}
	return false
}

// trimBlank drops blanks at the end of the buffer.
func trimBlank(buf []byte) []byte {
	for len(buf) > 0 && buf[len(buf)-1] == ' ' {
		buf = buf[:len(buf)-1]
	}
	return buf
}

// document makes the Document of what was built.
func (b *builder) document() *article.Document {
	return &article.Document{Text: b.text.String(), Blocks: b.blocks}
}

// governing fills in each block's heading.
func (b *builder) governing() {
	last := -1
	for i := range b.blocks {
		b.notes[i].heading = last
		if b.blocks[i].Kind == article.Heading {
			last = i
		}
	}
}

// evidence is what a block's note says to the judge of furniture.
func (n note) evidence(region boilerplate.Region, names []string, witness int) boilerplate.Evidence {
	e := boilerplate.Evidence{Region: region, Names: names, Heading: n.heading, Witness: witness}
	if n.letters > 0 {
		e.LinkShare = float64(n.links) / float64(n.letters)
		e.Hidden = n.hidden*2 > n.letters
	}
	return e
}
