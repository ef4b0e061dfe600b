package work

import (
	"context"
	"slices"
	"time"

	"pullquote/feeds"

	tea "charm.land/bubbletea/v2"
)

// PageSize is how many entries a page holds: one costs under a millisecond at
// a million entries, and a screen of them lasts for several page-downs.
const PageSize = 256

// Ask says which part of a list is wanted.
type Ask struct {
	Query feeds.Query
	// Anchor is the entry that the cursor stands on; zero: the top.
	Anchor feeds.Entry
	// Stay keeps the anchor in the list even where it no longer fits the
	// query (it was read a moment ago and the list is of unread ones). Else a
	// list without it begins at the top.
	Stay bool
	// Before is how many entries above the anchor are wanted, After how many
	// from it on.
	Before, After int
	// End asks for the end of the list instead.
	End bool
}

// Window is a run of entries, newest first.
type Window struct {
	Rows     []feeds.Entry
	Top, End bool // the first, the last row is that of the whole list
	Anchor   int  // index of the anchor; -1: it is not there
}

// farPast lies before anything that was ever published and inside what 64
// bits of nanoseconds can count.
var farPast = feeds.Cursor{Time: time.Date(1700, 1, 1, 0, 0, 0, 0, time.UTC), ID: 1}

// List reads the list around an anchor.
func (d Desk) List(t Token, a Ask) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		w, err := window(t.Ctx, lib, a)
		return Listed{Token: t, Ask: a, Window: w, Err: err}
	}
}

func window(ctx context.Context, lib Library, a Ask) (Window, error) {
	switch {
	case a.End && !a.Query.Ranked:
		rows, err := lib.Entries(ctx, feeds.Page{Query: a.Query, After: farPast, Up: true, Limit: PageSize})
		order(rows)
		return Window{Rows: rows, Top: len(rows) < PageSize, End: true, Anchor: len(rows) - 1}, err
	case a.Anchor.ID == 0 || a.Query.Ranked:
		return first(ctx, lib, a)
	}
	// Ids are whole numbers, so the place just above the anchor is its own
	// with the next id: a page behind that begins with the anchor itself.
	at := feeds.CursorOf(a.Anchor)
	behind, err := lib.Entries(ctx, feeds.Page{Query: a.Query, After: feeds.Cursor{Time: at.Time, ID: at.ID + 1}, Limit: max(a.After, PageSize)})
	if err != nil {
		return Window{}, err
	}
	end := len(behind) < max(a.After, PageSize)
	if len(behind) == 0 || behind[0].ID != a.Anchor.ID {
		if !a.Stay {
			return first(ctx, lib, a)
		}
		behind = slices.Insert(behind, 0, a.Anchor)
	}
	above, err := lib.Entries(ctx, feeds.Page{Query: a.Query, After: at, Up: true, Limit: max(a.Before, PageSize)})
	if err != nil {
		return Window{}, err
	}
	order(above)
	return Window{
		Rows: append(above, behind...), Top: len(above) < max(a.Before, PageSize),
		End: end, Anchor: len(above),
	}, nil
}

func first(ctx context.Context, lib Library, a Ask) (Window, error) {
	n := max(a.After, PageSize)
	rows, err := lib.Entries(ctx, feeds.Page{Query: a.Query, Limit: n})
	w := Window{Rows: rows, Top: true, End: len(rows) < n || a.Query.Ranked, Anchor: -1}
	if i := slices.IndexFunc(rows, func(e feeds.Entry) bool { return e.ID == a.Anchor.ID }); i >= 0 {
		w.Anchor = i
	}
	return w, err
}

// Page reads one more page behind (or, up, before) a place.
func (d Desk) Page(t Token, q feeds.Query, at feeds.Cursor, up bool) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		rows, err := lib.Entries(t.Ctx, feeds.Page{Query: q, After: at, Up: up, Limit: PageSize})
		order(rows)
		return Paged{Token: t, Up: up, Rows: rows, Last: len(rows) < PageSize, Err: err}
	}
}

// CountSmart counts the unread entries of smart folders.
func (d Desk) CountSmart(t Token, qs []feeds.Query) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		r := SmartCounted{Token: t, Unread: make([]int, len(qs))}
		for i, q := range qs {
			if _, r.Unread[i], r.Err = lib.Count(t.Ctx, q); r.Err != nil {
				break
			}
		}
		return r
	}
}

// Step finds the neighbour of an entry in a query, however far it lies.
func (d Desk) Step(t Token, q feeds.Query, from feeds.Entry, up bool) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		rows, err := lib.Entries(t.Ctx, feeds.Page{Query: q, After: feeds.CursorOf(from), Up: up, Limit: 1})
		r := Stepped{Token: t, Err: err}
		if len(rows) > 0 {
			r.Entry = rows[0]
		}
		return r
	}
}

// order puts a page into the order of the list. A page that was read upwards
// may come nearest first.
func order(rows []feeds.Entry) {
	if len(rows) > 1 && older(rows[0], rows[len(rows)-1]) {
		slices.Reverse(rows)
	}
}

func older(a, b feeds.Entry) bool {
	if c := a.Time().Compare(b.Time()); c != 0 {
		return c < 0
	}
	return a.ID < b.ID
}
