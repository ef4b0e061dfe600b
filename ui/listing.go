package ui

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"pullquote/feeds"
	"pullquote/ui/list"
	"pullquote/ui/prompt"
	"pullquote/ui/sidebar"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// keep says what becomes of the cursor when the list is read anew.
type keep int

const (
	keepNothing keep = iota // another list: begin at its top
	keepArticle             // another choice of the same: stay on the article if it is in
	keepPlace               // the same list, later: nothing moves
)

// query is what the list shall show: the filter's words and the switches.
func (m *Model) query() (feeds.Query, error) {
	q, err := feeds.ParseQuery(strings.TrimSpace(m.smartQuery()+" "+m.shown.words), m.o.Now())
	if err != nil {
		return q, err
	}
	if q.Read == nil && m.shown.unread {
		no := false
		q.Read = &no
	}
	if q.Starred == nil && m.shown.starred {
		yes := true
		q.Starred = &yes
	}
	if m.shown.feed != 0 && q.FeedName == "" {
		q.Feeds = []feeds.FeedID{m.shown.feed}
	}
	if q.Folder == nil {
		q.Folder = m.shown.folder
	}
	return q, nil
}

// relist reads the list and its counts anew. What is on the screen stays
// until the answer is there.
func (m *Model) relist(k keep) tea.Cmd {
	at, _ := m.list.Current()
	return m.relistAt(k, at)
}

func (m *Model) relistAt(k keep, anchor feeds.Entry) tea.Cmd {
	q, err := m.query()
	if err != nil {
		m.shown.problem = words(err)
		return nil
	}
	m.shown.problem, m.shown.query = "", q
	m.shown.another = m.shown.another || k != keepPlace
	ask := work.Ask{Query: q, Stay: k == keepPlace, After: work.PageSize, Before: work.PageSize}
	if k != keepNothing && (k != keepPlace || !m.list.Filling()) {
		ask.Anchor = anchor
		at, _ := m.list.Position()
		// From the top as far as the cursor, where that is not too far: then
		// positions are exact.
		ask.Before = min(at+work.PageSize, 8*work.PageSize)
	}
	m.slots.page.Abort()
	read := m.desk.List(m.slots.list.Begin(m.desk.Ctx), ask)
	if k == keepPlace && m.slots.count.Busy() {
		return read // begun anew each time that rows come in, a long count would never end
	}
	return tea.Batch(read, m.recount())
}

func (m *Model) recount() tea.Cmd {
	return m.desk.Count(m.slots.count.Begin(m.desk.Ctx), m.shown.query)
}

func (m *Model) readFeeds() tea.Cmd { return m.desk.Feeds(m.slots.feeds.Begin(m.desk.Ctx)) }

// more asks for what the list lacks, one request at a time.
func (m *Model) more() tea.Cmd {
	w := m.list.Want()
	switch {
	case w == (list.Want{}) || m.slots.list.Busy():
		return nil
	case w.Page && !m.slots.page.Busy():
		return m.desk.Page(m.slots.page.Begin(m.desk.Ctx), m.shown.query, w.At, w.Up)
	case w.Top:
		return m.desk.List(m.slots.list.Begin(m.desk.Ctx), work.Ask{Query: m.shown.query})
	case w.End:
		return m.desk.List(m.slots.list.Begin(m.desk.Ctx), work.Ask{Query: m.shown.query, End: true})
	}
	return nil
}

func (m *Model) listed(r work.Listed) tea.Cmd {
	if !m.slots.list.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The list cannot be read", r.Err)
	}
	if m.shown.another && m.slots.count.Busy() {
		// A count may take longer than the list: no number is better than that
		// of the list before.
		m.shown.total, m.shown.unseen = -1, 0
		m.list.SetTotal(-1)
	}
	m.list.Replace(list.Window(r.Window), r.Ask.Stay, r.Ask.Query.Ranked)
	m.sayEmpty()
	return m.more()
}

func (m *Model) paged(r work.Paged) tea.Cmd {
	if !m.slots.page.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The list cannot be read", r.Err)
	}
	m.list.Extend(r.Up, r.Rows, r.Last)
	return m.more()
}

func (m *Model) counted(r work.Counted) tea.Cmd {
	if !m.slots.count.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The articles cannot be counted", r.Err)
	}
	m.shown.total, m.shown.unseen, m.shown.another = r.Total, r.Unread, false
	m.list.SetTotal(r.Total)
	return nil
}

func (m *Model) feedsRead(r work.FeedsRead) tea.Cmd {
	if !m.slots.feeds.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The feeds cannot be read", r.Err)
	}
	m.feeds = r.Feeds
	m.side.SetFeeds(r.Feeds)
	m.sayEmpty()
	return m.countSmart()
}

// sayEmpty decides what an empty list tells: what to do about it.
func (m *Model) sayEmpty() {
	k := m.o.Keys
	switch {
	case len(m.feeds) == 0:
		m.list.SetEmpty("No feeds yet", "",
			k.First("add-feed")+"  adds a feed, or the feed of a site",
			k.First("starter-packs")+"  offers starter packs of news feeds",
			k.First("help")+"  shows all keys")
	case m.shown.words != "":
		m.list.SetEmpty("Nothing found", "", fmt.Sprintf("No headline fits “%s”.", m.shown.words), "Esc shows all again.")
	case m.shown.smart != "":
		m.list.SetEmpty("Nothing here yet", "", fmt.Sprintf("No article fits “%s”.", m.smartQuery()))
	case m.shown.starred:
		m.list.SetEmpty("Nothing starred", "", k.First("star")+" stars an article · "+k.First("starred-only")+" shows all again")
	case m.slots.refresh.Busy():
		m.list.SetEmpty("Looking for news …")
	case m.shown.unread:
		m.list.SetEmpty("All read", "", k.First("unread-only")+" shows read ones too · "+k.First("refresh")+" looks for news")
	default:
		m.list.SetEmpty("Nothing here yet", "", k.First("refresh")+" looks for news")
	}
}

// viewName is what the list shows, in words.
func (m *Model) viewName() string {
	if m.shown.smart != "" {
		return m.shown.smart
	}
	if f, ok := m.feed(m.shown.feed); ok {
		return f.Name()
	}
	if len(m.shown.folder) > 0 {
		return strings.Join(m.shown.folder, " / ")
	}
	return "All feeds"
}

func (m *Model) feed(id feeds.FeedID) (feeds.Feed, bool) {
	for _, f := range m.feeds {
		if f.ID == id {
			return f, true
		}
	}
	return feeds.Feed{}, false
}

// shownFeeds are the feeds that the list is of; nil: all.
func (m *Model) shownFeeds() []feeds.FeedID {
	switch {
	case m.shown.feed != 0:
		return []feeds.FeedID{m.shown.feed}
	case len(m.shown.folder) > 0:
		return sidebar.In(m.feeds, m.shown.folder)
	}
	return nil
}

// --- the filter ------------------------------------------------------------

// pause is how long after a letter the store is asked: shorter than a glance,
// longer than the gap between two letters of somebody who types fast.
const pause = 90 * time.Millisecond

func (m *Model) startFilter() tea.Cmd {
	if m.focus == onSide { // it is the list that is filtered
		m.focus = onList
		m.sideOn = m.sideOn && m.rects.Side.W < m.w
		m.arrange()
	}
	f := prompt.NewField(m.shown.words)
	m.filter = &f
	if m.shown.words == "" {
		m.shown.back, _ = m.list.Current()
	}
	return nil
}

// typeFilter edits the filter line. Enter keeps the filter, Esc drops it, the
// arrows move in what was found already.
func (m *Model) typeFilter(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.Keystroke() {
		case "esc":
			return m.dropFilter()
		case "ctrl+c":
			return m.quit()
		case "enter":
			text := m.filter.Value()
			m.filter = nil
			m.answer++
			if text != m.shown.words {
				return m.applyFilter(text)
			}
			return nil
		case "up", "down", "pgup", "pgdown":
			in, cmd := m.list.Update(msg)
			return tea.Batch(cmd, m.do(in))
		}
	}
	_, changed := m.filter.Update(msg)
	if !changed {
		return nil
	}
	m.answer++
	return m.after(pause, tick{kind: filterPause, n: m.answer})
}

// filterPaused comes when the typing rests: the words so far are looked for,
// but not a word of one letter, which finds everything and nothing.
func (m *Model) filterPaused(n int) tea.Cmd {
	if n != m.answer || m.filter == nil {
		return nil
	}
	text := m.filter.Value()
	if text == m.shown.words || tooShort(text) {
		return nil
	}
	return m.applyFilter(text)
}

// tooShort reports a last word of one letter. One Chinese, Japanese or Korean
// character is a word.
func tooShort(text string) bool {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return false
	}
	last := fields[len(fields)-1]
	r, n := utf8.DecodeRuneInString(last)
	return n == len(last) && r < 0x2e80
}

func (m *Model) applyFilter(text string) tea.Cmd {
	m.shown.words = strings.TrimSpace(text)
	return m.relist(keepArticle)
}

// dropFilter shows everything again. Taken back while it was typed, the cursor
// returns to where it was; later it stays on the article that was found.
func (m *Model) dropFilter() tea.Cmd {
	at, ok := m.list.Current()
	if m.filter != nil || !ok {
		at = m.shown.back
	}
	m.filter = nil
	m.answer++
	m.shown.problem = ""
	if m.shown.words == "" {
		return nil
	}
	m.shown.words = ""
	return m.relistAt(keepArticle, at)
}
