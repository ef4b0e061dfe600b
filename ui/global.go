package ui

import (
	"fmt"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/help"
	"pullquote/ui/keys"
	"pullquote/ui/list"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// ours reports whether an action is the screen's own on a place, and not the
// focused pane's: a key that a pane used up silently must not do a second
// thing here.
func ours(a keys.Action, place keys.Place) bool {
	switch a {
	case keys.Quit, keys.Help, keys.Commands, keys.Undo, keys.Theme, keys.Suspend:
		return true
	case keys.Refresh, keys.AddFeed, keys.Starter, keys.RemoveFeed, keys.FeedError, keys.Feeds:
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
		case keys.Quit, keys.Help, keys.Commands, keys.Theme, keys.Suspend:
		default:
			return m.say("This article is not in the library.")
		}
	}
	switch a {
	case keys.Quit:
		return m.quit()
	case keys.Help:
		m.layers.Push(help.New(m.o.Keys, m.o.Version))
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
		return m.showFeedError()
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

func (m *Model) toggleSide() tea.Cmd {
	switch {
	case m.sideOn && m.focus == onSide:
		m.sideOn, m.focus = false, onList
	default:
		m.sideOn, m.focus = true, onSide
	}
	m.arrange()
	return tea.Batch(m.readFeeds(), m.more())
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

// --- what went wrong with a feed -------------------------------------------

func (m *Model) showFeedError() tea.Cmd {
	var f feeds.Feed
	var ok bool
	if m.place() == keys.InFeeds {
		f, ok = m.side.Feed()
	} else if e, has := m.list.Current(); has {
		f, ok = m.feed(e.Feed)
	} else {
		f, ok = m.feed(m.shown.feed)
	}
	if !ok {
		return m.say("Choose a single feed.")
	}
	facts := feedFacts(f, m.o.Now())
	m.layers.Push(&overlay.Text{
		Title: f.Name(), Hint: m.o.Keys.First(keys.Back) + " closes", Keys: m.o.Keys,
		Lines: func(w int, s theme.Styles, method ansi.Method) []string {
			var out []string
			for _, fact := range facts {
				style := s.Text
				if fact.bad {
					style = s.Problem
				}
				for i, line := range strings.Split(method.Wrap(fact.text, max(min(w, 72)-14, 1), ""), "\n") {
					head := "              "
					if i == 0 {
						head = fmt.Sprintf("%-14s", fact.head)
					}
					out = append(out, s.Hint.Render(head)+style.Render(line))
				}
			}
			return out
		},
	})
	return nil
}

type fact struct {
	head, text string
	bad        bool
}

func feedFacts(f feeds.Feed, now time.Time) []fact {
	ago := func(t time.Time) string {
		switch s := list.Age(t, now); {
		case s == "":
			return "never"
		case now.Sub(t) < 7*24*time.Hour && s != "now":
			return s + " ago"
		default:
			return s
		}
	}
	out := []fact{{"Address", article.CleanLine(f.URL), false}}
	switch {
	case f.Gone:
		out = append(out, fact{"State", "gone for good: the server says so, and it is not asked any more", true})
	case f.Failures > 0:
		out = append(out, fact{"State", article.CleanLine(f.Failure), true},
			fact{"Failed", plural(f.Failures, "time", "times") + " in a row", false})
	case f.Checked.IsZero():
		out = append(out, fact{"State", "not fetched yet", false})
	default:
		out = append(out, fact{"State", "works", false})
	}
	out = append(out, fact{"Last try", ago(f.Checked), false}, fact{"Last success", ago(f.Fetched), false})
	if f.NextCheck.After(now) {
		out = append(out, fact{"Next try", "not before " + f.NextCheck.In(now.Location()).Format("2 Jan 15:04"), false})
	}
	return append(out, fact{"Articles", fmt.Sprintf("%d, %d unread", f.Total, f.Unread), false})
}
