// Package pager reads an article: position, search, quote and link cursor over
// a page that render has laid out. It scrolls; render draws. It asks its parent
// by returning an intent and knows neither library nor store.
//
// It owns where the reader is in the text: an offset, not a line, so that a
// change of width, of the theme or of what is hidden keeps the place. It never
// changes the Document.
package pager

import (
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/keys"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	"charm.land/bubbles/v2/textinput"
	"github.com/charmbracelet/x/ansi"
)

// Article is what the pager is given to show.
type Article struct {
	Doc     *article.Document
	Entry   feeds.Entry         // zero for an article that belongs to no feed
	Shown   article.Path        // feed or page
	Problem string              // why the page is not shown
	Edited  string              // that it was edited, and when; "" never
	Quote   int                 // go to this quote (from 1); 0 the top
	Reached int                 // or to where it was left: an offset into the text
	Stored  []feeds.StoredQuote // its quotes as the index has them, and keeps them
	Unfold  bool                // begin with what is hidden in sight
}

// Options are what a pager is made of.
type Options struct {
	Keys       keys.Map
	Styles     theme.Styles
	Method     ansi.Method
	Measure    int  // cells of the widest text line
	Terms      bool // show terms dimly
	Hyperlinks bool
	Now        func() time.Time
}

// Pager shows one article at a time.
type Pager struct {
	o    Options
	w, h int

	art    *Article // nil: empty
	quotes []article.Quote
	index  map[int]feeds.StoredQuote // what the index says of them
	page   *render.Page              // nil until the size is known
	at     time.Time                 // the clock when the article came: drawing reads none

	top  int // the first line on the screen
	here int // the offset that it stands for

	unfold, quotesOnly bool
	quote              int // active, into quotes; -1 none
	link               int // active, into page.Links from 1; 0 none
	block              int // chosen to be hidden or kept, into Doc.Blocks; -1 none
	heading            jump
	find               search
	input              textinput.Model
	notice             string
}

// jump is a line that was gone to, and where that left the top: near the end
// of an article the line can't come to the top, and the next jump must still
// go on from it.
type jump struct{ line, top int }

// New makes an empty pager.
func New(o Options) *Pager {
	if o.Now == nil {
		o.Now = func() time.Time { return time.Time{} }
	}
	in := textinput.New()
	in.CharLimit = 200
	in.Prompt = ""
	in.SetVirtualCursor(false) // the terminal's own cursor stands there; no blinking to redraw for
	return &Pager{o: o, quote: -1, block: -1, input: in}
}

// Show takes a new article; nil empties the pager. The article's looks (what
// is hidden, quotes only) begin afresh; so does the search.
func (p *Pager) Show(a *Article) {
	if a != nil && a.Doc == nil {
		a = nil
	}
	p.art, p.page, p.quotes = a, nil, nil
	p.top, p.here, p.quote, p.link, p.block = 0, -1, -1, 0, -1
	p.unfold, p.quotesOnly, p.notice = false, false, ""
	p.heading = jump{}
	p.find = search{}
	p.input.Reset()
	p.input.Blur()
	if a == nil {
		return
	}
	p.unfold = a.Unfold
	p.at = p.o.Now()
	p.quotes = a.Doc.Spoken()
	p.know(a)
	if a.Quote > 0 && a.Quote <= len(p.quotes) {
		p.quote = a.Quote - 1
	} else if a.Reached > 0 && a.Reached < len(a.Doc.Text) {
		p.here, p.notice = a.Reached, "where you left it; "+p.o.Keys.First(keys.Top)+" goes to the top"
	}
	p.layOut()
	if p.quote >= 0 {
		p.Jump(p.quote)
	}
}

// know takes the article's quotes as the index has them.
func (p *Pager) know(a *Article) {
	p.index = map[int]feeds.StoredQuote{}
	for _, q := range a.Stored {
		if i := q.Number - 1; i >= 0 && i < len(p.quotes) && a.Doc.QuoteText(p.quotes[i]) == q.Text {
			p.index[i] = q
		}
	}
}

// SetSize gives the pager its rectangle in cells, status line included: the
// last row is the pager's own status ("quote 3/11 · Jane Doe, mayor   42 %").
func (p *Pager) SetSize(w, h int) {
	if w == p.w && h == p.h {
		return
	}
	first := p.page == nil
	wide := w != p.w
	p.w, p.h = max(w, 0), max(h, 0)
	if wide || first {
		p.layOut()
	} else {
		p.scrollTo(p.top)
	}
	if first && p.quote >= 0 {
		p.Jump(p.quote) // the quote that the article was opened at
	}
}

// SetStyles repaints for another theme or width method, keeping the place.
func (p *Pager) SetStyles(s theme.Styles, m ansi.Method) {
	p.o.Styles, p.o.Method = s, m
	p.layOut()
}

// SetEntry updates read and star marks without moving. An entry other than the
// one that is shown changes nothing.
func (p *Pager) SetEntry(e feeds.Entry) {
	if p.art == nil || e.ID != p.art.Entry.ID {
		return
	}
	starred := p.art.Entry.Starred != e.Starred
	a := *p.art // the caller's own stays as it was
	a.Entry = e
	p.art = &a
	if starred {
		p.layOut()
	}
}

// layOut lays the article out afresh and finds the place again.
func (p *Pager) layOut() {
	if p.art == nil || p.w <= 0 || p.h <= 0 {
		p.page = nil
		return
	}
	p.page = render.Lay(p.art.Doc, render.Options{
		Width: p.w, Measure: p.o.Measure, Method: p.o.Method, Styles: p.o.Styles,
		Unfold: p.unfold, UnfoldKey: p.o.Keys.First(keys.Unfold), QuotesOnly: p.quotesOnly,
		Terms: p.o.Terms, Hyperlinks: p.o.Hyperlinks,
		Head: render.Head{
			Source: p.art.Entry.FeedTitle, Shown: p.shown(), Problem: p.art.Problem, Edited: p.art.Edited,
			Now: p.at, Read: p.art.Entry.Read, Starred: p.art.Entry.Starred,
		},
	})
	if p.link > len(p.page.Links()) {
		p.link = 0
	}
	here := p.here
	p.scrollTo(p.page.LineOf(here))
	p.here = here // not the line's beginning: narrow and wide again must not creep
}

// shown says which body this is where there could be another.
func (p *Pager) shown() string {
	switch {
	case p.art.Entry.ID == 0:
		return ""
	case p.art.Shown == article.FromFeed:
		return "the feed’s own text"
	case p.art.Shown == article.FromPage:
		return "from the page"
	}
	return ""
}

// Reached is how far the article was read: what stands at the top of the screen,
// as an offset into its text. 0 at the top, and at the end: what was read through
// begins anew.
func (p *Pager) Reached() int {
	if p.page == nil || p.top == 0 || p.top >= p.last() {
		return 0
	}
	return max(p.here, 0)
}

// rows is the number of rows of text.
func (p *Pager) rows() int { return max(p.h-1, 0) }

// last is the greatest top.
func (p *Pager) last() int {
	if p.page == nil {
		return 0
	}
	return max(0, p.page.Lines()-p.rows())
}

// scrollTo moves the top, within the article.
func (p *Pager) scrollTo(line int) {
	if p.page == nil {
		return
	}
	p.top = min(max(line, 0), p.last())
	p.here = p.page.OffsetAt(p.top)
	if p.top == 0 {
		p.here = -1
	}
}

// reveal brings the lines to the screen; those that stand there already move
// nothing. Others come to a third of the height: what led to them is read too.
func (p *Pager) reveal(first, last int) {
	rows := p.rows()
	if first >= p.top && last < p.top+rows {
		return
	}
	above := rows / 3
	if last-first >= rows-above {
		above = min(above, 1)
	}
	p.scrollTo(first - above)
}

// visible reports whether the line is on the screen.
func (p *Pager) visible(line int) bool { return line >= p.top && line < p.top+p.rows() }

// View draws the rectangle: exactly h lines, none wider than w.
func (p *Pager) View() string {
	if p.w <= 0 || p.h <= 0 {
		return ""
	}
	var b strings.Builder
	m := render.Marks{Quote: p.quote + 1, Link: p.link, Block: p.block + 1, Hits: p.find.hits, Hit: p.find.hit}
	if p.link > 0 { // while links are being chosen, the digits that choose them show
		m.Numbers = p.firstLink()
	}
	for i := range p.rows() {
		if p.page != nil {
			b.WriteString(p.page.Draw(p.top+i, m))
		}
		b.WriteByte('\n')
	}
	b.WriteString(p.status())
	return b.String()
}
