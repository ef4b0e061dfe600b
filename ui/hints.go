package ui

import (
	"slices"

	"pullquote/ui/keys"
	"pullquote/ui/layout"
)

// hint is one key of the footer and what it does, as short as can be: the
// table's own words are for the help.
type hint struct {
	action keys.Action
	text   string
}

// hints are the keys worth knowing here; those that do not fit are left out,
// the last first.
func (m *Model) hints(w int) string {
	s := m.styles
	if m.typing() { // every other key is text
		fixed := func(k, text string) string { return s.HintKey.Render(k) + s.Hint.Render(" "+text+"   ") }
		return layout.Line(" "+fixed("Enter", "keeps it")+fixed("Esc", "drops it"), w, m.method)
	}
	hs := m.keysHere()
	hs = slices.DeleteFunc(hs, func(h hint) bool { return !keys.Works(h.action, m.here()) })
	right := m.fetchingMark(w)
	if right == "" {
		right = m.tendingMark(w)
	}
	if at, of := m.list.Position(); of > 0 && m.place() == keys.InList && w >= 60 {
		right += s.Hint.Render(layout.Number(at) + " / " + layout.Number(of) + " ")
	}
	room := w - layout.Width(right, m.method) - 1
	// Help stays, whatever has to go: it leads to all others.
	last := m.hint(hs[len(hs)-1])
	line := ""
	for _, h := range hs[:len(hs)-1] {
		next := line + m.hint(h)
		if layout.Width(next+last, m.method) > room {
			break
		}
		line = next
	}
	return layout.Line(" "+line+last, w-layout.Width(right, m.method), m.method) + right
}

func (m *Model) hint(h hint) string {
	k := m.o.Keys.First(h.action)
	if k == "" {
		return ""
	}
	return m.styles.HintKey.Render(k) + m.styles.Hint.Render(" "+h.text+"   ")
}

// keysHere are the keys for the footer of the screen in front, the most wanted
// first; help is the last.
func (m *Model) keysHere() []hint {
	switch m.place() {
	case keys.InArticle:
		return m.articleKeys()
	case keys.InQuotes:
		return m.quotesKeys()
	case keys.InFeeds:
		return []hint{{keys.Open, "choose"}, {keys.AddFeed, "add"}, {keys.Starter, "starter packs"}, {keys.RefreshFeed, "refresh"},
			{keys.FeedError, "state"}, {keys.RemoveFeed, "remove"}, {keys.Unfold, "fold"}, {keys.Back, "back"}, {keys.Help, "help"}}
	}
	if len(m.feeds) == 0 {
		return []hint{{keys.AddFeed, "add feed"}, {keys.Starter, "starter packs"}, {keys.Commands, "commands"}, {keys.Help, "help"}}
	}
	return []hint{{keys.Open, "open"}, {keys.Search, "filter"}, {keys.Feeds, "feeds"}, {keys.Refresh, "refresh"}, {keys.Quotes, "quotes"},
		{keys.MarkRead, "read"}, {keys.Star, "star"}, {keys.AddFeed, "add feed"}, {keys.Help, "help"}}
}

func (m *Model) articleKeys() []hint {
	switch {
	case m.pager.Searching():
		return []hint{{keys.NextMatch, "next match"}, {keys.PrevMatch, "previous"}, {keys.Search, "search anew"}, {keys.NextQuote, "next quote"},
			{keys.Back, "back"}, {keys.Help, "help"}}
	case m.pager.Link() != "":
		hs := []hint{{keys.Browser, "browser"}, {keys.NextLink, "next link"}, {keys.CopyLink, "copy it"}, {keys.PrevLink, "previous"},
			{keys.Back, "back"}, {keys.Help, "help"}}
		if !m.alone() {
			hs = slices.Insert(hs, 0, hint{keys.Open, "read it"})
		}
		return hs
	case m.pager.Quote() >= 0:
		return []hint{{keys.NextQuote, "next"}, {keys.Copy, "copy"}, {keys.SaveQuote, saves(m.pager.Saved())}, {keys.SameSpeaker, "same speaker"},
			{keys.Everything, "all of theirs"}, {keys.Note, "note"}, {keys.Quotes, "who said it"}, {keys.QuotesOnly, "quotes only"},
			{keys.Back, "back"}, {keys.Help, "help"}}
	case m.pager.Choosing():
		return []hint{{keys.NextBlock, "block"}, {keys.HideKeep, "hide or keep"}, {keys.Undo, "undo"}, {keys.Unfold, "fold"},
			{keys.NextQuote, "next quote"}, {keys.Back, "back"}, {keys.Help, "help"}}
	}
	var hs []hint // none that has nothing to lead to
	if d := m.reading.Doc; d != nil && len(d.Spoken()) > 0 {
		hs = append(hs, hint{keys.NextQuote, "next quote"}, hint{keys.Quotes, "who said it"})
	}
	if d := m.reading.Doc; d != nil && d.CutCount() > 0 {
		hs = append(hs, hint{keys.Unfold, "hidden"})
	}
	return append(hs, hint{keys.Back, "back"}, hint{keys.NextArticle, "next article"}, hint{keys.Star, "star"}, hint{keys.Browser, "browser"}, hint{keys.Help, "help"})
}

func (m *Model) quotesKeys() []hint {
	q, ok := m.quotes.Current()
	switch {
	case m.quotes.OnSpeakers():
		return []hint{{keys.Open, "quotes"}, {keys.Search, "find"}, {keys.Quotes, "by time"}, {keys.StarredOnly, "saved"}, {keys.Export, "export"},
			{keys.Back, "back"}, {keys.Help, "help"}}
	case !ok:
		return []hint{{keys.Quotes, "by speaker"}, {keys.Search, "find"}, {keys.Back, "back"}, {keys.Help, "help"}}
	}
	return []hint{{keys.Open, "open"}, {keys.SaveQuote, saves(q.Saved())}, {keys.Note, "note"}, {keys.Copy, "copy"}, {keys.Search, "find"},
		{keys.Quotes, "by speaker"}, {keys.StarredOnly, "saved"}, {keys.Export, "export"}, {keys.Back, "back"}, {keys.Help, "help"}}
}

// saves is what the key that saves a quote would do to one.
func saves(saved bool) string {
	if saved {
		return "let go"
	}
	return "save"
}
