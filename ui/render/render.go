// Package render lays a Document out for a width and a theme: lines, and a map
// from every byte offset (quote, link, heading, search hit, reading position)
// to line and cell. Running prose is laid out here; tables and code are drawn
// by Glamour. Pure: no terminal, no clock, no state between calls.
//
// It owns all text that goes to the terminal from an article: nothing that a
// page or a feed wrote is drawn without passing shown. It never scrolls and
// decides nothing: which quote is active, what is searched and whether hidden
// blocks show are told it.
package render

import (
	"sort"
	"time"

	"pullquote/article"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// Options say for what a page is laid out.
type Options struct {
	Width   int // cells of the whole pane
	Measure int // cells of the widest text line; the text is centred; 0: 78
	Method  ansi.Method
	Styles  theme.Styles
	// Unfold shows hidden blocks in place, dimmed, with their reasons.
	Unfold bool
	// UnfoldKey is the key that the footer names for it; "": "x".
	UnfoldKey string
	// QuotesOnly folds the prose between quotes to one line each.
	QuotesOnly bool
	// Terms highlights titles, terms and scare quotes dimly.
	Terms bool
	// Hyperlinks writes OSC 8 links.
	Hyperlinks bool
	Head       Head

	bare bool // no styles at all
}

// Head is what stands above the story.
type Head struct {
	Source  string // the feed's name
	Shown   string // "from the page", "the feed’s own text"
	Problem string
	Edited  string // "updated 14:05: 2 paragraphs changed"
	Now     time.Time
	Read    bool
	Starred bool
}

// Marks are what moves over a page that stands: the zero Marks mark nothing.
type Marks struct {
	Quote int // the active quote, its place in Document.Spoken from 1; 0 none
	Link  int // the active link, its place in Page.Links from 1; 0 none
	Block int // the chosen block, its place in Document.Blocks from 1; 0 none
	// Numbers is the link that has number 1 in the margin, the first on the
	// screen; 0: none has a number.
	Numbers int
	Hits    []article.Range // what the search found, in order, not overlapping
	Hit     int             // the active one, from 1; 0 none
}

// Link is an address that the page leads to.
type Link struct {
	article.Range        // its words; empty where a picture or a post has none
	URL           string // has passed article.CleanURL
	Line          int    // the line it begins on
}

// Page is a Document laid out. It is not changed after Lay and may be drawn
// from several goroutines.
type Page struct {
	o     Options
	doc   *article.Document
	ink   inks
	left  int // blanks before the text
	width int // cells of a text line

	lines  []line
	segs   []seg
	layers []layer // of all blocks, in the order of the blocks
	places []place // by block
	links  []Link
	spoken []article.Quote
	quotes []layer        // of the whole text, by position
	voices map[string]int // speakers' places from 1
	// body is the first line below the masthead.
	body int
}

// line is one line: segs[first:last], behind the left margin.
type line struct {
	block       int // -1: masthead, footer, blank
	first, last int
	cells       int // of its text, without the left margin
	anchor      int // the offset that the line stands for
}

// seg is a piece of a line in one base ink: bytes of Document.Text, or a
// literal of our own (a bullet, a bar, the masthead).
type seg struct {
	start, end int
	lit        string
	ink        ink
	link       int  // of a literal: its place in links from 1
	hyphen     bool // the line ends at a soft hyphen: show it
}

// place is where a block stands.
type place struct {
	first, last   int // its lines [first, last); of a hidden block first is the line in its stead
	layer0, layer int // its layers
	shown         bool
}

// defaultMeasure is the widest comfortable line: typographers say 45 to 75
// letters, and screens of 80 columns leave no more.
const defaultMeasure = 78

// Lay lays the Document out. It never fails; at tiny widths it clips.
func Lay(d *article.Document, o Options) *Page {
	if d == nil {
		d = &article.Document{}
	}
	o.Width = max(o.Width, 1)
	if o.Measure <= 0 {
		o.Measure = defaultMeasure
	}
	if o.UnfoldKey == "" {
		o.UnfoldKey = "x"
	}
	p := &Page{o: o, doc: d, ink: inksOf(&o.Styles), spoken: d.Spoken()}
	p.width = min(o.Measure, o.Width-2*margin(o.Width))
	p.left = (o.Width - p.width) / 2
	p.masthead()
	p.body = len(p.lines)
	p.blocks()
	return p
}

// margin is what stays free on each side of the text: room for the bar beside
// the active quote. Narrow panes have no cell to spare.
func margin(width int) int {
	if width < 40 {
		return 0
	}
	return 2
}

// Lines is the number of lines.
func (p *Page) Lines() int { return len(p.lines) }

// Links are the links of the page in reading order, those of hidden blocks
// left out.
func (p *Page) Links() []Link { return p.links }

// Headings are the lines on which the headings that show begin.
func (p *Page) Headings() []int {
	var at []int
	for i := range p.doc.Blocks {
		if p.doc.Blocks[i].Kind == article.Heading && p.places[i].shown {
			at = append(at, p.LineOf(p.doc.Blocks[i].Start))
		}
	}
	return at
}

// Block tells the lines [first, last) of a block, and whether it shows.
func (p *Page) Block(i int) (first, last int, shown bool) {
	if i < 0 || i >= len(p.places) {
		return 0, 0, false
	}
	at := p.places[i]
	return at.first, at.last, at.shown
}

// Shows reports whether the text at the offset is on the page, not folded away.
func (p *Page) Shows(off int) bool {
	b := p.doc.BlockAt(off)
	return b >= 0 && p.places[b].shown
}

// LineOf is the line that the byte of Document.Text stands on; for text that
// is folded away the line in its stead. A negative offset is the masthead:
// line 0. The answer is a line of the page, 0 on an empty one.
func (p *Page) LineOf(off int) int {
	b := p.doc.BlockAt(off)
	if off < 0 || b < 0 || len(p.lines) == 0 {
		return 0
	}
	at := p.places[b]
	if at.first >= at.last {
		return min(at.first, len(p.lines)-1)
	}
	lines := p.lines[at.first:at.last]
	if k := p.doc.Blocks[b].Kind; k == article.Table {
		return at.first + p.cellLine(lines, off)
	}
	n := sort.Search(len(lines), func(i int) bool { return lines[i].anchor > off })
	return at.first + max(n-1, 0)
}

// cellLine is the line of a table on which the byte stands, or else the one
// with the word before it. Cells stand side by side, so offsets do not grow
// from line to line.
func (p *Page) cellLine(lines []line, off int) int {
	best, start := 0, -1
	for i, l := range lines {
		for _, s := range p.segs[l.first:l.last] {
			if s.lit == "" && s.start <= off && s.start > start {
				best, start = i, s.start
			}
		}
	}
	return best
}

// OffsetAt is the offset that a line stands for: -1 in the masthead, the
// length of the text below the last block. Keep it when the width changes:
// LineOf finds the place again.
func (p *Page) OffsetAt(l int) int {
	switch {
	case l < p.body || len(p.lines) == 0:
		return -1
	case l >= len(p.lines):
		return len(p.doc.Text)
	}
	return p.lines[l].anchor
}

// Speaker is the place of a quote's speaker in Document.Speakers, -1 for a
// quote of nobody's: what Styles.Speaker takes.
func Speaker(d *article.Document, q article.Quote) int {
	for i, s := range d.Speakers() {
		if s == q.Speaker && s != "" {
			return i
		}
	}
	return -1
}
