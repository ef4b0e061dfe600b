// Package sidebar is the panel of feeds: all of them, smart folders, folders in
// folders, single feeds, each with its unread count and a sign where the last
// fetch failed. It owns what is folded and where the cursor stands; it asks for
// everything else by returning intents and never reads a store.
package sidebar

import (
	"cmp"
	"slices"
	"strings"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Options are what a sidebar is made of.
type Options struct {
	Keys   keys.Map
	Styles theme.Styles
	Method ansi.Method
}

// Sidebar is the panel of feeds.
type Sidebar struct {
	o      Options
	w, h   int
	feeds  []feeds.Feed
	smart  []Smart
	folded map[string]bool
	rows   []row
	cursor int
	offset int
	now    choice // what the list shows
}

// Smart is a smart folder: a list by a query, with how many of it are unread.
type Smart struct {
	Name   string
	Unread int
}

// choice names a row: a feed, a folder, a smart folder, or everything.
type choice struct {
	feed   feeds.FeedID
	folder string
	smart  string
}

// row is one line: everything (zero choice), a folder of either kind or a feed.
type row struct {
	choice
	name          string
	path          []string
	depth         int
	unread, total int
	failing       bool
	gone          bool
	index         int // into feeds; -1 for a folder or everything
}

// New makes an empty sidebar.
func New(o Options) *Sidebar {
	s := &Sidebar{o: o, folded: map[string]bool{}}
	s.build()
	return s
}

// SetSize gives the sidebar its rectangle in cells.
func (s *Sidebar) SetSize(w, h int) { s.w, s.h = w, h }

// SetStyles repaints for another theme or width method.
func (s *Sidebar) SetStyles(st theme.Styles, m ansi.Method) { s.o.Styles, s.o.Method = st, m }

// SetFeeds takes the subscriptions anew; the cursor stays on its row.
func (s *Sidebar) SetFeeds(fs []feeds.Feed) {
	// What they are sorted by is made once for each: with thousands of feeds,
	// making it at each comparison took longer than a frame.
	type sorted struct {
		folder []string
		name   string
		at     int
	}
	order := make([]sorted, len(fs))
	for i, f := range fs {
		order[i] = sorted{fold(f.Folder), strings.ToLower(f.Name()), i}
	}
	slices.SortFunc(order, func(a, b sorted) int {
		return cmp.Or(slices.Compare(a.folder, b.folder), strings.Compare(a.name, b.name), cmp.Compare(a.at, b.at))
	})
	s.feeds = make([]feeds.Feed, len(fs))
	for i, o := range order {
		s.feeds[i] = fs[o.at]
	}
	s.build()
}

// SetSmart takes the smart folders anew.
func (s *Sidebar) SetSmart(fs []Smart) {
	s.smart = slices.Clone(fs)
	s.build()
}

func fold(path []string) []string {
	out := make([]string, len(path))
	for i, p := range path {
		out[i] = strings.ToLower(p)
	}
	return out
}

// SetChoice tells what the list shows, so that the row can say so.
func (s *Sidebar) SetChoice(feed feeds.FeedID, folder []string, smart string) {
	s.now = choice{feed, key(folder), smart}
}

// Feed is the feed under the cursor.
func (s *Sidebar) Feed() (feeds.Feed, bool) {
	if s.cursor < len(s.rows) {
		if i := s.rows[s.cursor].index; i >= 0 {
			return s.feeds[i], true
		}
	}
	return feeds.Feed{}, false
}

// Folder is the folder under the cursor.
func (s *Sidebar) Folder() ([]string, bool) {
	if s.cursor < len(s.rows) && s.rows[s.cursor].folder != "" {
		return s.rows[s.cursor].path, true
	}
	return nil, false
}

// In are the ids of all feeds in a folder and the folders in it.
func In(fs []feeds.Feed, folder []string) []feeds.FeedID {
	var ids []feeds.FeedID
	for _, f := range fs {
		if len(f.Folder) >= len(folder) && slices.Equal(f.Folder[:len(folder)], folder) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// key is a path as one string; no name of a folder holds a control character.
func key(path []string) string { return strings.Join(path, "\x1f") }

// build makes the rows anew and keeps the cursor on its row, or on the row
// that took its place.
func (s *Sidebar) build() {
	var was choice
	if s.cursor < len(s.rows) {
		was = s.rows[s.cursor].choice
	}
	all := row{name: "All", index: -1}
	var top, nested []row
	at := map[string]int{} // folder -> index in nested
	for i, f := range s.feeds {
		all.unread, all.total = all.unread+f.Unread, all.total+f.Total
		r := row{
			choice: choice{feed: f.ID}, name: f.Name(), depth: len(f.Folder), path: f.Folder,
			unread: f.Unread, total: f.Total, failing: f.Failures > 0, gone: f.Gone, index: i,
		}
		if len(f.Folder) == 0 {
			top = append(top, r)
			continue
		}
		hidden := false
		for d := 1; d <= len(f.Folder); d++ {
			k := key(f.Folder[:d])
			j, ok := at[k]
			switch {
			case !ok && hidden:
				continue
			case !ok:
				j = len(nested)
				at[k] = j
				nested = append(nested, row{choice: choice{folder: k}, name: f.Folder[d-1], path: f.Folder[:d], depth: d - 1, index: -1})
			}
			nested[j].unread += f.Unread
			nested[j].total += f.Total
			nested[j].failing = nested[j].failing || r.failing
			hidden = hidden || s.folded[k]
		}
		if !hidden {
			nested = append(nested, r)
		}
	}
	s.rows = []row{all}
	for _, f := range s.smart {
		s.rows = append(s.rows, row{choice: choice{smart: f.Name}, name: f.Name, unread: f.Unread, index: -1})
	}
	s.rows = append(append(s.rows, nested...), top...)
	if i := slices.IndexFunc(s.rows, func(r row) bool { return r.choice == was }); i >= 0 {
		s.cursor = i
	}
	s.cursor = max(min(s.cursor, len(s.rows)-1), 0)
}

// Update handles keys and the mouse while the sidebar has the focus; the
// mouse in the sidebar's own cells.
func (s *Sidebar) Update(msg tea.Msg) (intent.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.press(msg), nil
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			s.move(3)
		case tea.MouseWheelUp:
			s.move(-3)
		}
	case tea.MouseClickMsg:
		if at := s.offset + msg.Y; msg.Button == tea.MouseLeft && msg.Y >= 0 && at < len(s.rows) {
			s.cursor = at
			return s.choose(), nil
		}
	}
	return intent.None{}, nil
}

func (s *Sidebar) press(k tea.KeyPressMsg) intent.Intent {
	m := s.o.Keys
	if at, ok := m.Step(k, s.cursor, len(s.rows), max(s.h-1, 1)); ok {
		s.cursor = at
		return intent.None{}
	}
	switch {
	case m.Is(k, keys.Open):
		return s.choose()
	case m.Is(k, keys.Unfold):
		s.toggle()
	case m.Is(k, keys.Back):
		return intent.Close{}
	case m.Is(k, keys.RefreshFeed):
		if f, ok := s.Feed(); ok {
			return intent.Refresh{Feeds: []feeds.FeedID{f.ID}}
		}
		if folder, ok := s.Folder(); ok {
			return intent.Refresh{Feeds: In(s.feeds, folder)}
		}
		return intent.Refresh{}
	case m.Is(k, keys.Browser):
		if f, ok := s.Feed(); ok {
			return intent.Browse{URL: f.Site}
		}
	}
	return intent.None{}
}

func (s *Sidebar) move(by int) { s.cursor = max(min(s.cursor+by, len(s.rows)-1), 0) }

// choose shows a row's list; on the folder whose list is shown already it
// folds or unfolds.
func (s *Sidebar) choose() intent.Intent {
	r := s.rows[s.cursor]
	if r.folder != "" && r.choice == s.now {
		s.toggle()
		return intent.None{}
	}
	if r.folder != "" {
		return intent.Choose{Folder: r.path}
	}
	return intent.Choose{Feed: r.feed, Smart: r.smart}
}

// toggle folds or unfolds the folder under the cursor, or the one that the
// feed under it is in.
func (s *Sidebar) toggle() {
	r := s.rows[s.cursor]
	k := key(r.path)
	if k == "" {
		return
	}
	s.folded[k] = !s.folded[k]
	if r.folder == "" { // the cursor goes up to the folder that swallows it
		if i := slices.IndexFunc(s.rows, func(x row) bool { return x.folder == k }); i >= 0 {
			s.cursor = i
		}
	}
	s.build()
}
