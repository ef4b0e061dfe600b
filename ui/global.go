package ui

import (
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/help"
	"pullquote/ui/keys"
	"pullquote/ui/layout"

	tea "charm.land/bubbletea/v2"
)

// ours reports whether an action is the screen's own on a place, and not the
// focused pane's: a key that a pane used up silently must not do a second
// thing here.
func ours(a keys.Action, place keys.Place) bool {
	switch a {
	case keys.Quit, keys.Help, keys.Commands, keys.Undo, keys.Theme, keys.Suspend:
		return true
	case keys.Changes:
		return place == keys.InArticle
	case keys.Refresh, keys.AddFeed, keys.Starter, keys.RemoveFeed, keys.FeedError, keys.Feeds, keys.Search:
		return place == keys.InList || place == keys.InFeeds
	}
	return place == keys.InList
}

// global handles the keys that belong to no pane: an action counts only on the
// screens that the table names, so that a rebound key never does two things.
func (m *Model) global(k tea.KeyPressMsg) tea.Cmd {
	place := m.place()
	for _, e := range keys.Table() {
		here := e.Places&place != 0 || e.Action == keys.Feeds && place == keys.InFeeds // it closes what it opened
		if here && ours(e.Action, place) && m.o.Keys.Is(k, e.Action) {
			if e.Action == keys.Back {
				return m.back(k)
			}
			return m.act(e.Action)
		}
	}
	return nil
}

// act does what an action of the whole program does; an action of a pane does
// nothing here, its pane had it before.
func (m *Model) act(a keys.Action) tea.Cmd {
	if m.alone() {
		switch a {
		case keys.Quit, keys.Help, keys.Commands, keys.Theme, keys.Suspend, keys.Undo:
		default:
			return m.say("This article is not in the library.")
		}
	}
	switch a {
	case keys.Quit:
		return m.quit()
	case keys.Help:
		m.layers.Push(help.New(m.o.Keys, m.o.Version, m.here()))
	case keys.Commands:
		return m.askCommand()
	case keys.Undo:
		return m.undoLast()
	case keys.Theme:
		return m.toggleDark()
	case keys.Suspend:
		return tea.Suspend
	case keys.Search:
		return m.startFilter()
	case keys.UnreadOnly:
		m.shown.unread = !m.shown.unread
		return m.relist(keepArticle)
	case keys.StarredOnly:
		m.shown.starred = !m.shown.starred
		return m.relist(keepArticle)
	case keys.MarkAllRead:
		return m.markAll(m.shown.query)
	case keys.Feeds:
		return m.toggleSide()
	case keys.Refresh:
		return m.refresh(nil, false)
	case keys.RefreshFeed:
		return m.refreshHere()
	case keys.AddFeed:
		return m.askFeed("", "")
	case keys.Starter:
		return m.askStarter()
	case keys.RemoveFeed:
		return m.askRemove()
	case keys.FeedError:
		return m.askFeedFacts()
	case keys.Changes:
		return m.showEdits()
	case keys.Quotes:
		return m.storedQuotes()
	}
	return nil
}

// back is the key of the way back where no pane took it: the list. It takes
// back the filter, stops a refresh, and at the very bottom its first key
// leaves. Esc never leaves: it is pressed too often to be sure.
func (m *Model) back(k tea.KeyPressMsg) tea.Cmd {
	first := m.o.Keys.For(keys.Back).Keys()
	leaves := len(first) > 0 && k.String() == first[0]
	switch {
	case m.shown.words != "" || m.shown.problem != "":
		return m.dropFilter()
	case m.slots.refresh.Busy() && !leaves:
		return m.stopRefresh()
	case m.tending.What == library.Prefetching && !leaves:
		return tea.Batch(m.desk.StopPrefetch(), m.say("Stopped. The next refresh goes on with it."))
	case m.reading != nil: // the list stands beside the article
		return m.closeArticle()
	case m.sideOn:
		m.sideOn = false
		m.arrange()
		return m.more()
	case leaves:
		return m.quit()
	}
	return m.say(keys.Show(first[0]) + " leaves, " + m.o.Keys.First(keys.Help) + " shows all keys.")
}

// toggleSide opens the feeds or closes them. Whatever would cover them goes: the
// command asks for them from any screen.
func (m *Model) toggleSide() tea.Cmd {
	if m.quotes != nil {
		m.slots.quotes.Abort()
		m.quotes = nil
	}
	m.below = nil
	var closed tea.Cmd
	if m.reading != nil && m.w < layout.AllBeside {
		closed = m.closeArticle()
	}
	switch {
	case m.sideOn && m.focus == onSide:
		m.sideOn, m.focus = false, onList
	default:
		m.sideOn, m.focus = true, onSide
	}
	m.arrange()
	return tea.Batch(closed, m.readFeeds(), m.more())
}

// toggleDark changes between light and dark. A named style is either one of
// them, so the plain one of the other kind takes its place; `:theme` brings it
// back.
func (m *Model) toggleDark() tea.Cmd {
	m.look.Dark = !m.styles.Dark
	if !m.follows() && m.look.JSON == nil {
		m.look.Name = "light"
		if m.look.Dark {
			m.look.Name = "dark"
		}
	}
	return m.restyle()
}

// refreshHere refreshes the feed of the article under the cursor.
func (m *Model) refreshHere() tea.Cmd {
	if e, ok := m.list.Current(); ok && e.Feed != 0 {
		return m.refresh([]feeds.FeedID{e.Feed}, false)
	}
	if ids := m.shownFeeds(); ids != nil {
		return m.refresh(ids, false)
	}
	return m.refresh(nil, false)
}
