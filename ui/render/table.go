package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/ui/theme"

	"charm.land/glamour/v2"
	gl "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/x/ansi"
)

// Bounds on what is drawn as a grid; a table beyond them is set as lines of
// "header: cell". Glamour takes about 2 ms for 100 cells.
const (
	maxCells    = 2000
	maxClusters = 20_000
)

// table lays out a table: as a grid where its columns have room, else one
// line a cell.
func (p *Page) table(i int, b *article.Block, k ink) {
	g := p.gridOf(b)
	if len(g.rows) == 0 {
		p.flow(i, b.Start, b.End, k, hang{})
		return
	}
	if !g.fits || !p.grid(i, b, g, k) {
		p.cards(i, b, g, k)
	}
}

// grid is a table as it will be drawn.
type grid struct {
	rows    [][]article.Range // all of cols cells
	cols    int
	header  bool
	natural int // cells that it is wide where nothing wraps
	fits    bool
	right   []bool // columns of figures
}

func (p *Page) gridOf(b *article.Block) grid {
	g := grid{header: b.HeaderRow}
	for _, r := range b.Cells {
		g.cols = max(g.cols, len(r))
	}
	if g.cols == 0 {
		return g
	}
	widest, word := make([]int, g.cols), make([]int, g.cols)
	g.right = make([]bool, g.cols)
	bytes := 0
	for n, r := range b.Cells {
		row := make([]article.Range, g.cols)
		for c := range row {
			if c < len(r) && r[c].Start >= b.Start && r[c].End <= b.End && r[c].Start < r[c].End {
				row[c] = r[c]
			}
			text := p.doc.Of(row[c])
			bytes += len(text)
			widest[c] = max(widest[c], Cells(text, p.o.Method))
			for w := range strings.FieldsSeq(text) {
				word[c] = max(word[c], min(Cells(w, p.o.Method), 14))
			}
			if n > 0 || !g.header {
				g.right[c] = (g.right[c] || n == 0 || n == 1 && g.header) && figures(text)
			}
		}
		g.rows = append(g.rows, row)
	}
	need := -1 // bars stand between columns only
	g.natural = -1
	for c := range widest {
		g.natural += max(widest[c], 1) + 3
		need += max(word[c], 1) + 3
	}
	g.fits = need <= p.width && len(g.rows)*g.cols <= maxCells && bytes <= maxClusters
	return g
}

// figures reports a cell that is a number, with its signs and unit, or empty.
func figures(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			return false
		}
	}
	return digits > 0 || strings.TrimSpace(s) == ""
}

// stand holds, for each placeholder, the cluster that it stands for.
type stand struct{ start, end int }

// grid has Glamour draw the table and takes its drawing over.
//
// Glamour never sees a word of it: each grapheme cluster goes in as one
// character of a private plane (or a rare ideograph, for a wide one), and comes
// out where Glamour put it. So the map from offset to cell is exact however
// Glamour wraps and pads, no text can end a cell, open a link or decode into a
// control character, and widths are counted by our method, not by Glamour's.
func (p *Page) grid(i int, b *article.Block, g grid, k ink) bool {
	var md strings.Builder
	var stands []stand
	row := func(cells []article.Range) {
		for _, c := range cells {
			md.WriteString("| ")
			stands = p.placeholders(&md, c, stands)
			md.WriteByte(' ')
		}
		md.WriteString("|\n")
	}
	rows := g.rows
	if g.header {
		row(rows[0])
		rows = rows[1:]
	} else {
		row(make([]article.Range, g.cols))
	}
	for _, right := range g.right {
		if right {
			md.WriteString("|--:")
		} else {
			md.WriteString("|---")
		}
	}
	md.WriteString("|\n")
	for _, r := range rows {
		row(r)
	}
	out, err := drawTable(md.String(), min(p.width, g.natural), &p.o.Styles)
	if err != nil || len(stands) > maxClusters {
		return false
	}
	return p.takeGrid(i, b, g, k, out, stands)
}

const (
	narrowPlane = 0xf0000 // private use: one cell by every method
	widePlane   = 0x20000 // ideographs: two cells by every method
	filler      = 0xffffd // a further cell of a cluster wider than two
)

// placeholders writes a cell in stand-ins.
func (p *Page) placeholders(md *strings.Builder, c article.Range, stands []stand) []stand {
	text := p.doc.Of(c)
	for at := 0; at < len(text); {
		n, w := cluster(text[at:], p.o.Method)
		switch r := rune(len(stands)); {
		case text[at] == ' ' || text[at] == '\n' || text[at] == '\t':
			md.WriteByte(' ')
			at += n
			continue
		case w == 1:
			md.WriteRune(narrowPlane + r)
		case w >= 2:
			md.WriteRune(widePlane + r)
			for range w - 2 {
				md.WriteRune(filler)
			}
		}
		stands = append(stands, stand{c.Start + at, c.Start + at + n})
		at += n
		if len(stands) > maxClusters {
			break
		}
	}
	return stands
}

// takeGrid makes lines of Glamour's drawing; false where it is wider than the
// page or has lost a cluster.
func (p *Page) takeGrid(i int, b *article.Block, g grid, k ink, out string, stands []stand) bool {
	lines, segs := len(p.lines), len(p.segs)
	head := -1 // where the header's text ends
	if g.header {
		for _, c := range g.rows[0] {
			head = max(head, c.End)
		}
	}
	seen, fits := 0, true
	for row := range strings.SplitSeq(out, "\n") {
		if strings.TrimSpace(ansi.Strip(row)) == "" && (seen == 0 || seen == len(stands)) {
			continue // Glamour's margins above and below
		}
		p.open(i, -1)
		n := p.takeRow(row, k, head, stands)
		p.close()
		l := &p.lines[len(p.lines)-1]
		if seen += n; seen == 0 && !g.header { // the empty header and its rule
			p.segs, p.lines = p.segs[:l.first], p.lines[:len(p.lines)-1]
			continue
		}
		if l.anchor < 0 {
			l.anchor = b.Start
		}
		fits = fits && l.cells <= p.width
	}
	if !fits || seen != p.drawable(stands) || len(p.lines) == lines {
		p.lines, p.segs = p.lines[:lines], p.segs[:segs]
		return false
	}
	return true
}

// takeRow fills the open line from one row of Glamour's drawing and says how
// many stand-ins it found.
func (p *Page) takeRow(row string, k ink, head int, stands []stand) int {
	seen := 0
	var rule strings.Builder // bars and blanks between the words
	scanSGR(row, func(r rune, painted ink) bool {
		n := -1
		switch {
		case r == filler:
			return true
		case r >= narrowPlane:
			n = int(r - narrowPlane)
		case r >= widePlane:
			n = int(r - widePlane)
		}
		if n < 0 || n >= len(stands) {
			rule.WriteRune(r)
			return true
		}
		seen++
		s := stands[n]
		own := k.over(painted)
		if s.end <= head {
			own = own.over(p.ink.strong)
		}
		if e := p.runEnd(); rule.String() == " " && e >= 0 && s.start == e+1 {
			s.start = e // the blank between two words of a cell is the text's
		} else {
			p.lit(rule.String(), p.ink.rule)
		}
		rule.Reset()
		p.runOn(s.start, s.end, own)
		if l := &p.lines[len(p.lines)-1]; l.anchor < 0 {
			l.anchor = s.start
		}
		return true
	})
	p.lit(strings.TrimRight(rule.String(), " "), p.ink.rule)
	return seen
}

// drawable is the number of stand-ins that were written: clusters without a
// width have none.
func (p *Page) drawable(stands []stand) int {
	n := 0
	for _, s := range stands {
		if Cells(p.doc.Text[s.start:s.end], p.o.Method) > 0 {
			n++
		}
	}
	return n
}

// runEnd is where the text of the open line ends, -1 where something else does.
func (p *Page) runEnd() int {
	l := &p.lines[len(p.lines)-1]
	if n := len(p.segs); n > l.first && p.segs[n-1].lit == "" {
		return p.segs[n-1].end
	}
	return -1
}

// runOn is run that joins what follows the run before it.
func (p *Page) runOn(start, end int, k ink) {
	l := &p.lines[len(p.lines)-1]
	if n := len(p.segs); n > l.first {
		if s := &p.segs[n-1]; s.lit == "" && s.end == start && s.ink == k {
			s.end = end
			l.cells += Cells(p.doc.Text[start:end], p.o.Method)
			return
		}
	}
	p.run(start, end, k)
}

// drawTable is Markdown of one table as Glamour draws it, so many cells wide.
func drawTable(md string, width int, s *theme.Styles) (string, error) {
	style := s.Glamour
	style.Document = gl.StyleBlock{}
	style.Text, style.Paragraph = gl.StylePrimitive{}, gl.StyleBlock{}
	style.Table.Margin, style.Table.Indent = nil, nil
	style.Table.BlockPrefix, style.Table.BlockSuffix, style.Table.Prefix, style.Table.Suffix = "", "", "", ""
	if style.Table.CenterSeparator == nil || style.Table.ColumnSeparator == nil || style.Table.RowSeparator == nil {
		style.Table.CenterSeparator, style.Table.ColumnSeparator, style.Table.RowSeparator = nil, nil, nil
	}
	r, err := glamour.NewTermRenderer(glamour.WithStyles(style), glamour.WithWordWrap(width))
	if err != nil {
		return "", err
	}
	return r.Render(md)
}

// cards sets a table one cell a line, "header: cell", rows apart: the shape
// for a pane that its columns don't fit into.
func (p *Page) cards(i int, b *article.Block, g grid, k ink) {
	rows, head := g.rows, []article.Range(nil)
	if g.header && len(rows) > 1 {
		head, rows = rows[0], rows[1:]
	}
	for n, r := range rows {
		if n > 0 {
			p.open(i, r[0].Start)
			p.close()
		}
		for c, cell := range r {
			if cell.Len() == 0 {
				continue
			}
			p.card(i, head, c, cell, k)
		}
	}
	if len(p.lines) == 0 || p.lines[len(p.lines)-1].block != i {
		p.flow(i, b.Start, b.End, k, hang{})
	}
}

// card sets one cell behind its header.
func (p *Page) card(i int, head []article.Range, c int, cell article.Range, k ink) {
	name := article.Range{}
	if c < len(head) {
		name = head[c]
	}
	if name.Len() == 0 {
		p.flow(i, cell.Start, cell.End, k, hang{})
		return
	}
	w := Cells(p.doc.Of(name), p.o.Method)
	if room := p.width - w - 2; room < 12 && room < Cells(p.doc.Of(cell), p.o.Method) {
		p.flow(i, name.Start, name.End, p.ink.caption, hang{})
		p.flow(i, cell.Start, cell.End, k, p.hangOf(2, "", ink{}))
		return
	}
	first := true
	breakLines(p.doc.Of(cell), p.width-w-2, p.o.Method, func(x, y int) {
		p.open(i, cell.Start+x)
		if first {
			p.run(name.Start, name.End, p.ink.caption)
			p.lit(": ", p.ink.caption)
		} else {
			p.lit(strings.Repeat(" ", w+2), ink{})
		}
		first = false
		p.run(cell.Start+x, cell.Start+y, k)
		p.close()
	})
}

// scanSGR goes through drawn text rune by rune with the ink in force. It is
// the cleaning of what Glamour gives back: every escape sequence but SGR is
// left out, as are control characters.
func scanSGR(s string, yield func(r rune, k ink) bool) {
	var k ink
	for i := 0; i < len(s); {
		if s[i] != 0x1b {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if r >= ' ' && r != 0x7f && (r < 0x80 || r > 0x9f) || r == '\n' || r == '\t' {
				if !yield(r, k) {
					return
				}
			}
			continue
		}
		i++
		if i >= len(s) || s[i] != '[' {
			continue
		}
		j := i + 1
		for j < len(s) && (s[j] < 0x40 || s[j] > 0x7e) {
			j++
		}
		if j < len(s) && s[j] == 'm' {
			k = k.sgr(s[i+1 : j])
		}
		i = min(j+1, len(s))
	}
}
