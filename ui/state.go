package ui

import (
	"context"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/layout"
	"pullquote/ui/list"
	"pullquote/ui/overlay"
	"pullquote/ui/pager"
	"pullquote/ui/prompt"
	"pullquote/ui/quotes"
	"pullquote/ui/sidebar"
	"pullquote/ui/theme"
	"pullquote/ui/work"

	"github.com/charmbracelet/x/ansi"
)

// Model is the screen. Its fields are facts, not modes: an article is open
// when reading is not nil, the filter is being typed when filter is not nil.
type Model struct {
	o    Options
	desk work.Desk

	area
	paint

	list   *list.List
	side   *sidebar.Sidebar
	pager  *pager.Pager
	quotes *quotes.Quotes // the screen of stored quotes; nil: closed
	below  []below        // what lies under the quotes of a speaker
	layers *overlay.Stack

	feeds   []feeds.Feed
	shown   shown
	reading *library.Opened // the open article
	filter  *prompt.Field   // the filter line while it is typed
	sideOn  bool            // the feeds panel is open
	focus   focus

	slots    slots
	opening  *opening
	fetching fetching
	tending  library.Work // the background work under way
	adding   adding
	writes   writes
	notice   notice
	turning
	after  timer
	answer int // counts what was typed, so that an old pause is known as old
}

// area is the terminal's size, and how the panes share it out.
type area struct {
	w, h  int // 0 until the terminal tells
	rects layout.Screen
}

// paint is how everything is drawn.
type paint struct {
	look   theme.Options
	styles theme.Styles
	method ansi.Method
}

// turning is the spinner: it turns while something is under way.
type turning struct {
	spin     int // its step
	spinning bool
}

// focus is the pane that has the keys. An open article or the quotes screen
// that covers the others has them anyway.
type focus int

const (
	onList focus = iota
	onSide
	onReader
)

// shown is what the list shows and why.
type shown struct {
	feed    feeds.FeedID
	folder  []string
	smart   string // the smart folder
	words   string // the filter
	unread  bool   // unread only
	starred bool   // starred only
	problem string // what is wrong with the filter

	query         feeds.Query // of the list on the screen
	total, unseen int         // counted; total -1: not yet
	another       bool        // it is not the list that was counted
	back          feeds.Entry // the article under the cursor before the filter
}

// slots are the requests under way, at most one of each kind.
type slots struct {
	list, page, count, feeds, smart, history, open, step, refresh, quotes, quoteCount, export, add work.Slot
}

// opening is an article on its way.
type opening struct {
	title  string
	host   string
	reload bool
	shown  bool // it takes long enough to be told
}

// fetching is a refresh under way.
type fetching struct {
	name        string       // the feed that came in last
	inHand      []feeds.Feed // asked and not through yet, the longest first
	done, total int
	failed      int
	fault       string // why the first of them failed
	faults      bool   // others failed for other reasons
	skipped     int    // not asked
	why         string // the last of them was not asked
	fresh       int
	due         bool // by the clock, not asked for: no notice when nothing came
	stale       bool // rows came in since the list was last read
	settling    bool // a reading of the list is coming
}

// adding is subscriptions on their way.
type adding struct {
	queue  []subscription
	done   int
	total  int
	added  []feeds.Feed
	failed []string
	shown  bool
}

type subscription struct {
	url    string
	guess  bool
	folder []string
}

// notice is a line of news in the footer.
type notice struct {
	text string
	bad  bool
	seen bool // it stood long enough to be read: the next key may end it
	n    int  // counts notices, so that an old timer does not end a new one
}

// New makes the screen. It touches nothing: Init does.
func New(o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	browser := o.Config.Commands.Browser
	if len(browser) == 0 {
		browser = o.Browser
	}
	m := &Model{
		o: o, after: clock, paint: paint{look: o.Theme, method: ansi.WcWidth},
		desk: work.Desk{Lib: o.Library, Rules: o.Rules, Ctx: context.Background(), Browser: browser},
	}
	if m.desk.Rules == nil && o.Library != nil {
		m.desk.Rules = o.Library
	}
	if m.look.Name == "" && m.look.JSON == nil {
		m.look.Name = o.Config.Theme.Style
	}
	m.shown.unread, m.shown.total = o.Config.List.UnreadOnly, -1
	styles, err := theme.New(m.look)
	if err != nil {
		// A broken theme must not keep anybody from reading.
		m.look = theme.Options{Dark: m.look.Dark, NoColor: m.look.NoColor, Colors: m.look.Colors}
		styles, _ = theme.New(m.look)
		m.notice = notice{text: "The theme cannot be used: " + words(err), bad: true}
	}
	m.styles = styles
	m.list = list.New(list.Options{Keys: o.Keys, Styles: styles, Method: m.method, Now: o.Now})
	m.side = sidebar.New(sidebar.Options{Keys: o.Keys, Styles: styles, Method: m.method})
	m.side.SetSmart(m.smartFolders(nil))
	m.pager = m.newPager()
	m.layers = overlay.New(styles, m.method)
	if d := o.Article; d != nil {
		m.reading, m.focus = d, onReader
		m.pager.Show(&pager.Article{Doc: d.Doc, Shown: d.Shown, Problem: d.Problem, Unfold: o.Unfold})
	}
	return m
}

func (m *Model) newPager() *pager.Pager {
	return pager.New(pager.Options{
		Keys: m.o.Keys, Styles: m.styles, Method: m.method, Measure: m.o.Config.Article.Measure,
		Terms: m.o.Config.Article.Terms, Hyperlinks: m.o.Config.Article.Hyperlinks, Now: m.o.Now,
	})
}

// alone reports a screen of one article without a library behind it.
func (m *Model) alone() bool { return m.o.Article != nil }

// arrange shares the screen out anew: after a new size, and whenever a pane
// opens or closes.
func (m *Model) arrange() {
	m.rects = layout.For(m.w, m.h, layout.Facts{Side: m.sideOn, Reading: m.reading != nil, Alone: m.alone()})
	m.list.SetSize(m.rects.List.W, m.rects.List.H)
	m.side.SetSize(m.rects.Side.W, m.rects.Side.H)
	m.pager.SetSize(m.rects.Reader.W, m.rects.Reader.H)
	if m.quotes != nil {
		m.quotes.SetSize(m.w, max(m.h-m.rects.Footer.H, 0))
	}
	switch {
	case m.focus == onReader && m.reading == nil:
		m.focus = onList
	case m.focus == onSide && m.rects.Side.Empty(), m.focus == onList && m.rects.List.Empty():
		m.focus = onList
		if m.reading != nil {
			m.focus = onReader
		} else if m.sideOn {
			m.focus = onSide
		}
	}
}

// repaint hands the styles to everything that paints.
func (m *Model) repaint() {
	m.list.SetStyles(m.styles, m.method)
	m.side.SetStyles(m.styles, m.method)
	m.pager.SetStyles(m.styles, m.method)
	if m.quotes != nil {
		m.quotes.SetStyles(m.styles, m.method)
	}
	m.layers.SetStyles(m.styles, m.method)
}
