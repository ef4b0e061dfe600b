// Package list is the list of headlines: a window of rows over keyset pages,
// a cursor that stays on its article whatever happens around it, and the
// drawing of the visible rows. It asks for pages and for everything else by
// returning intents; it never reads a store, a clock of its own or a terminal.
package list

import (
	"slices"
	"time"

	"pullquote/feeds"
	"pullquote/ui/keys"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// Options are what a list is made of.
type Options struct {
	Keys   keys.Map
	Styles theme.Styles
	Method ansi.Method
	Now    func() time.Time
}

// List is a window of rows of a list that may be far longer. Positions
// (cursor, offset, base) count from the top of the whole list.
type List struct {
	o    Options
	w, h int

	rows     []feeds.Entry
	base     int  // position of rows[0]
	top, end bool // rows holds the first, the last row of the whole list
	loaded   bool
	ranked   bool // best match first: one page, no order by time

	cursor, offset int
	total          int // -1: not counted yet
	fresh          int // rows that came in above what is shown
	seek           seek
	filling        bool     // it was empty and fills: the cursor stays at the top
	empty          []string // what an empty list says
	pens           [2]pens  // plain, and under the cursor
}

// seek is a jump to an end that is not loaded.
type seek int

const (
	stay seek = iota
	toTop
	toEnd
)

const (
	// ahead is how close to the end of what is loaded the next page is asked
	// for: half a page, several screens.
	ahead = 128
	// most rows held at once; farther ones are dropped on the other side.
	most = 4096
)

// Window is a run of entries, newest first.
type Window struct {
	Rows     []feeds.Entry
	Top, End bool // the first, the last row is that of the whole list
	Anchor   int  // index of the row under the cursor; -1: it is not there
}

// New makes an empty list that waits for its first page.
func New(o Options) *List {
	l := &List{o: o, total: -1}
	l.SetStyles(o.Styles, o.Method)
	return l
}

// SetSize gives the list its rectangle in cells. The row under the cursor
// stays in sight.
func (l *List) SetSize(w, h int) {
	l.w, l.h = w, h
	l.settle()
}

// SetStyles repaints for another theme or width method.
func (l *List) SetStyles(s theme.Styles, m ansi.Method) {
	l.o.Styles, l.o.Method = s, m
	l.pens = [2]pens{sharpen(s, false), sharpen(s, true)}
}

// SetTotal tells how long the whole list is.
func (l *List) SetTotal(n int) { l.total = n }

// SetEmpty tells what to say when there is nothing to show.
func (l *List) SetEmpty(lines ...string) { l.empty = lines }

// Position is the cursor's place from 1 in the whole list, and the length of
// that; 0, 0 in an empty one.
func (l *List) Position() (at, of int) {
	if len(l.rows) == 0 {
		return 0, 0
	}
	return l.cursor + 1, max(l.total, l.base+len(l.rows))
}

// Fresh is how many rows came in above what is shown and were not seen yet.
func (l *List) Fresh() int { return min(l.fresh, l.offset) }

// Current is the entry under the cursor.
func (l *List) Current() (feeds.Entry, bool) {
	if i := l.cursor - l.base; i >= 0 && i < len(l.rows) {
		return l.rows[i], true
	}
	return feeds.Entry{}, false
}

// Filling reports a list that was empty and that nobody has moved in since:
// there is no article yet to stay on, so the newest belongs under the cursor.
func (l *List) Filling() bool { return l.filling }

// Find is the entry of an id, if it is at hand.
func (l *List) Find(id feeds.EntryID) (feeds.Entry, bool) {
	if i := l.index(id); i >= 0 {
		return l.rows[i], true
	}
	return feeds.Entry{}, false
}

// Rows are the rows at hand. The caller must not change them.
func (l *List) Rows() []feeds.Entry { return l.rows }

func (l *List) index(id feeds.EntryID) int {
	return slices.IndexFunc(l.rows, func(e feeds.Entry) bool { return e.ID == id })
}

// Select puts the cursor on an entry; false if it is not at hand.
func (l *List) Select(id feeds.EntryID) bool {
	i := l.index(id)
	if i < 0 {
		return false
	}
	l.cursor, l.filling = l.base+i, false
	l.settle()
	return true
}

// Replace takes the list anew around its anchor. With hold, the row of the
// anchor stays where it is on the screen, and rows that came in above it are
// counted as fresh; without, a list that lost its anchor begins at the top.
func (l *List) Replace(w Window, hold, ranked bool) {
	first := !l.loaded
	l.loaded, l.seek, l.ranked = true, stay, ranked
	old, row := l.cursor, l.cursor-l.offset
	cur, had := l.Current()
	l.rows, l.top, l.end = w.Rows, w.Top, w.End
	if len(l.rows) == 0 {
		l.base, l.cursor, l.offset, l.fresh = 0, 0, 0, 0
		l.filling = true
		return
	}
	l.filling = l.filling && hold
	at := w.Anchor
	// The cursor may have moved while the page was under way: it is the
	// article under it now that counts.
	if had && hold && !l.filling {
		if i := l.index(cur.ID); i >= 0 {
			at = i
		}
	}
	if at < 0 {
		l.base, l.cursor, l.offset, l.fresh = 0, 0, 0, 0
		return
	}
	switch {
	case w.Top:
		l.base = 0
	case w.End && l.total > len(l.rows):
		l.base = l.total - len(l.rows)
	default:
		l.base = max(old-at, 1)
	}
	l.cursor = l.base + at
	if !hold || first {
		l.offset, l.fresh = max(l.cursor-l.h/2, 0), 0
		l.settle()
		return
	}
	grown := max(l.cursor-old, 0)
	if old == row && l.cursor < l.h {
		// The top was in sight and the article still is: new rows are simply
		// there to be seen.
		l.offset = 0
	} else {
		l.offset = max(l.cursor-row, 0)
		l.fresh += grown
	}
	l.settle()
}

// Extend takes one more page at an end.
func (l *List) Extend(up bool, rows []feeds.Entry, last bool) {
	if up {
		l.rows = append(slices.Clone(rows), l.rows...)
		l.base -= len(rows)
		l.top = last
		// The position was an estimate; what is known of the top corrects it.
		shift := max(1-l.base, 0)
		if last {
			shift = -l.base
		}
		l.base, l.cursor, l.offset = l.base+shift, l.cursor+shift, l.offset+shift
		if cut := len(l.rows) - most; cut > 0 {
			l.rows, l.end = l.rows[:most], false
		}
	} else {
		l.rows = append(l.rows, rows...)
		l.end = last
		if cut := min(len(l.rows)-most, l.offset-l.base); cut > 0 {
			l.rows = slices.Clone(l.rows[cut:])
			l.base += cut
			l.top = false
		}
	}
	l.settle()
}

// Want is what the list lacks.
type Want struct {
	Page bool // one more page, behind At or (Up) before it
	Up   bool
	At   feeds.Cursor
	Top  bool // the top of the list
	End  bool // the end of the list
}

// Want says what to load next; the zero Want: nothing.
func (l *List) Want() Want {
	switch {
	case !l.loaded || len(l.rows) == 0 || l.ranked && l.seek == stay:
		return Want{}
	case l.seek == toTop:
		return Want{Top: true}
	case l.seek == toEnd:
		return Want{End: true}
	case !l.end && l.base+len(l.rows)-(l.offset+l.h) < ahead:
		return Want{Page: true, At: feeds.CursorOf(l.rows[len(l.rows)-1])}
	case !l.top && l.offset-l.base < ahead:
		return Want{Page: true, Up: true, At: feeds.CursorOf(l.rows[0])}
	}
	return Want{}
}

// Apply shows a change of read and star at once.
func (l *List) Apply(c feeds.Change) {
	set := func(ids []feeds.EntryID, f func(*feeds.Entry)) {
		if len(ids) == 0 {
			return
		}
		in := make(map[feeds.EntryID]bool, len(ids))
		for _, id := range ids {
			in[id] = true
		}
		for i := range l.rows {
			if in[l.rows[i].ID] {
				f(&l.rows[i])
			}
		}
	}
	set(c.Read, func(e *feeds.Entry) { e.Read = true })
	set(c.Unread, func(e *feeds.Entry) { e.Read = false })
	set(c.Star, func(e *feeds.Entry) { e.Starred = true })
	set(c.Unstar, func(e *feeds.Entry) { e.Starred = false })
}

// SetQuotes tells how many quotes an entry holds, once that is known.
func (l *List) SetQuotes(id feeds.EntryID, n int) {
	if i := l.index(id); i >= 0 {
		l.rows[i].Quotes = n
	}
}

// Neighbour is the next (by 1) or previous (by -1) entry of one, or the next
// unread one. sure is false where the rows at hand cannot tell.
func (l *List) Neighbour(id feeds.EntryID, by int, unread bool) (e feeds.Entry, ok, sure bool) {
	i := l.index(id)
	if i < 0 {
		return e, false, false
	}
	for i += by; i >= 0 && i < len(l.rows); i += by {
		if !unread || !l.rows[i].Read {
			return l.rows[i], true, true
		}
	}
	return e, false, by > 0 && l.end || by < 0 && l.top
}

// settle brings the cursor onto a row and the row into sight.
func (l *List) settle() {
	last := l.base + len(l.rows) - 1
	l.cursor = max(min(l.cursor, last), l.base, 0)
	l.offset = max(min(l.offset, last-l.h+1), l.base, 0)
	if l.h > 0 {
		// Two rows of context, as vim's scrolloff has it, where there is room.
		near := min(2, (l.h-1)/2)
		l.offset = min(l.offset, max(l.cursor-near, l.base))
		l.offset = max(l.offset, min(l.cursor+near, max(last, 0))-l.h+1)
	}
	if l.offset == 0 {
		l.fresh = 0
	}
}
