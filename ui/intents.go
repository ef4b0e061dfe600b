package ui

import (
	"strings"

	"pullquote/article"
	"pullquote/feeds/library"
	"pullquote/ui/intent"
	"pullquote/ui/keys"

	tea "charm.land/bubbletea/v2"
)

// do acts on what a component asked for. The set of intents is closed; a test
// proves that each has its case.
func (m *Model) do(in intent.Intent) tea.Cmd {
	if m.alone() && needsLibrary(in) {
		return m.say("This article is not in the library.")
	}
	if m.behindLink() && ofEntry(in) {
		return m.say("What stands behind a link belongs to no feed: nothing of it is stored.")
	}
	switch in := in.(type) {
	case nil, intent.None:
		return nil
	case intent.Follow:
		return m.follow(in)
	case intent.Open:
		return m.open(in.ID, in.Quote, in.Words, library.OpenOptions{Reload: in.Reload, Feed: in.Feed, Page: in.Page})
	case intent.Rule:
		return m.writeRule(in.Block, in.Hide)
	case intent.Step:
		return m.step(in.By, in.Unread)
	case intent.More:
		if m.place() == keys.InQuotes {
			return m.readQuotes()
		}
		return m.more()
	case intent.Mark:
		return m.mark(in.Change)
	case intent.MarkAll:
		return m.markAll(in.Query)
	case intent.Filter:
		return m.find(in.Words)
	case intent.Choose:
		return m.choose(in)
	case intent.Copy:
		return m.copy(in.Text, in.What)
	case intent.Browse:
		return m.desk.Browse(in.URL)
	case intent.SaveQuote:
		return m.keepQuote(in)
	case intent.Note:
		return m.askNote(in.Quote)
	case intent.Everything:
		return m.everything(in.Voice)
	case intent.Export:
		return m.export(in.Query, in.To)
	case intent.JumpTo:
		m.pager.Jump(in.Quote)
		return nil
	case intent.ShowQuotes:
		return m.showQuotes(in.Doc)
	case intent.Subscribe:
		return m.subscribe(in)
	case intent.Unsubscribe:
		return m.unsubscribe(in.Feed)
	case intent.Refresh:
		return m.refresh(in.Feeds, false)
	case intent.Notice:
		return m.say(in.Text)
	case intent.Command:
		return m.command(in.Line)
	case intent.Close:
		return m.close()
	case intent.Quit:
		return m.quit()
	}
	return nil
}

// needsLibrary reports intents that an article by itself cannot have.
func needsLibrary(in intent.Intent) bool {
	switch in.(type) {
	case intent.Open, intent.Step, intent.More, intent.Mark, intent.MarkAll, intent.Filter, intent.Choose,
		intent.SaveQuote, intent.Note, intent.Export, intent.Everything, intent.Subscribe, intent.Unsubscribe, intent.Refresh:
		return true
	}
	return false
}

// find looks for words: in the stored quotes where they are on the screen, as
// soon as the typing rests, else in the list.
func (m *Model) find(text string) tea.Cmd {
	if m.quotes == nil || m.reading != nil {
		return m.applyFilter(text)
	}
	m.answer++
	return m.after(pause, tick{kind: quotesPause, n: m.answer})
}

// maxClipboard is what a terminal is asked to put on the clipboard: more than
// any quote or link, less than what makes some of them stumble.
const maxClipboard = 100_000

// copy puts text on the clipboard through the terminal, so that it works over
// ssh and without any program.
func (m *Model) copy(text, what string) tea.Cmd {
	text = strings.TrimRight(article.NoHints(article.Clean(text)), "\n")
	if text == "" {
		return m.complain("There is nothing to copy.")
	}
	if len(text) > maxClipboard {
		return m.complain("That is too much for the clipboard.")
	}
	if what == "" {
		what = "text"
	}
	return tea.Batch(tea.SetClipboard(text), m.say("Copied the "+what+"."))
}

// close closes what is in front: the article, the stored quotes, the feeds.
func (m *Model) close() tea.Cmd {
	switch {
	case m.alone():
		return m.quit()
	case m.reading != nil && m.focus != onSide:
		return m.closeArticle()
	case m.quotes != nil:
		m.slots.quotes.Abort()
		m.quotes = nil
		if len(m.below) > 0 {
			return m.surface()
		}
	case m.sideOn:
		m.sideOn = false
	}
	m.focus = onList
	m.arrange()
	return m.more()
}

// choose shows the list of one feed or folder of either kind, or of all.
func (m *Model) choose(in intent.Choose) tea.Cmd {
	m.shown.feed, m.shown.folder, m.shown.smart = in.Feed, in.Folder, in.Smart
	m.side.SetChoice(in.Feed, in.Folder, in.Smart)
	m.focus = onList
	if m.rects.Side.W == m.w { // it covered the list
		m.sideOn = false
	}
	m.arrange()
	return m.relist(keepNothing)
}

// quit leaves once what was marked, and the place in the article, is in the
// store; asked twice it leaves at once.
func (m *Model) quit() tea.Cmd {
	keep := m.keepPlace()
	if m.writes.busy && !m.writes.leaving {
		m.writes.leaving = true
		return keep
	}
	return tea.Quit
}
