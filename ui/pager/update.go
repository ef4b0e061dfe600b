package pager

import (
	"strings"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"

	"pullquote/article"

	tea "charm.land/bubbletea/v2"
)

// overlap is how many lines of the last page stay on the next one, for the eye
// to find its place.
const overlap = 2

// wheel is how many lines a notch of the mouse wheel moves.
const wheel = 3

// Update handles keys, mouse wheel and paste while the pager has the focus.
// Keys that it does not know give intent.None, for the parent to look at.
func (p *Pager) Update(msg tea.Msg) (intent.Intent, tea.Cmd) {
	if p.Typing() {
		return p.edit(msg)
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			p.scrollTo(p.top + wheel)
		case tea.MouseWheelUp:
			p.scrollTo(p.top - wheel)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.move(msg) {
			return intent.None{}, nil
		}
		return p.act(msg)
	}
	return intent.None{}, nil
}

// move handles the keys that only scroll.
func (p *Pager) move(k tea.KeyPressMsg) bool {
	rows := p.rows()
	switch is := p.o.Keys.Is; {
	case is(k, keys.Down):
		p.scrollTo(p.top + 1)
	case is(k, keys.Up):
		p.scrollTo(p.top - 1)
	case is(k, keys.PageDown) && p.top < p.last():
		p.scrollTo(p.top + max(1, rows-overlap))
	case is(k, keys.PageUp):
		p.scrollTo(p.top - max(1, rows-overlap))
	case is(k, keys.HalfDown):
		p.scrollTo(p.top + max(1, rows/2))
	case is(k, keys.HalfUp):
		p.scrollTo(p.top - max(1, rows/2))
	case is(k, keys.Top):
		p.scrollTo(0)
	case is(k, keys.Bottom):
		p.scrollTo(p.last())
	default:
		return false
	}
	return true
}

// act handles the keys that do something.
func (p *Pager) act(k tea.KeyPressMsg) (intent.Intent, tea.Cmd) {
	is := p.o.Keys.Is
	switch {
	case is(k, keys.Back):
		return p.back(k), nil
	case is(k, keys.NextArticle):
		return intent.Step{By: 1}, nil
	case is(k, keys.PrevArticle):
		return intent.Step{By: -1}, nil
	case is(k, keys.PageDown): // at the end: move took it before
		return intent.Step{By: 1, Unread: true}, nil
	}
	if p.art == nil {
		return intent.None{}, nil
	}
	switch {
	case is(k, keys.Search):
		return intent.None{}, p.startSearch()
	case is(k, keys.NextMatch):
		p.nextMatch(1)
	case is(k, keys.PrevMatch):
		p.nextMatch(-1)
	case is(k, keys.NextQuote):
		p.stepQuote(1)
	case is(k, keys.PrevQuote):
		p.stepQuote(-1)
	case is(k, keys.SameSpeaker):
		p.stepSpeaker(1)
	case is(k, keys.PrevSpeaker):
		p.stepSpeaker(-1)
	case is(k, keys.NextHeading):
		p.stepHeading(1)
	case is(k, keys.PrevHeading):
		p.stepHeading(-1)
	case is(k, keys.NextLink):
		p.stepLink(1)
	case is(k, keys.PrevLink):
		p.stepLink(-1)
	case is(k, keys.Unfold):
		p.toggleHidden()
	case is(k, keys.NextBlock):
		p.stepBlock(1)
	case is(k, keys.PrevBlock):
		p.stepBlock(-1)
	case is(k, keys.QuotesOnly):
		p.toggleQuotesOnly()
	default:
		return p.ask(k), nil
	}
	return intent.None{}, nil
}

// ask handles the keys that want something of the parent.
func (p *Pager) ask(k tea.KeyPressMsg) intent.Intent {
	is := p.o.Keys.Is
	switch {
	case is(k, keys.Open):
		if u := p.linkURL(); u != "" {
			if strings.HasPrefix(u, "http") {
				return intent.Follow{URL: u, From: p.art.Doc.URL}
			}
			return intent.Browse{URL: u}
		}
		if p.notice = noLinks; p.page != nil && len(p.page.Links()) > 0 {
			p.notice = p.o.Keys.First(keys.NextLink) + " chooses a link"
		}
	case is(k, keys.Browser):
		if u := p.linkOrArticle(); u != "" {
			return intent.Browse{URL: u}
		}
		p.notice = "this article has no address"
	case is(k, keys.HideKeep):
		return p.rule()
	case is(k, keys.Quotes):
		return intent.ShowQuotes{Doc: p.art.Doc}
	case is(k, keys.Copy):
		return p.copyQuote()
	case is(k, keys.CopyLink):
		return p.copyLink()
	case is(k, keys.SaveQuote):
		return p.saveQuote()
	case is(k, keys.Everything):
		return p.everything()
	case is(k, keys.Note):
		return p.noteQuote()
	case is(k, keys.MarkRead), is(k, keys.Star), is(k, keys.ToggleBody), is(k, keys.Reload):
		return p.mark(k)
	default:
		if s := k.String(); len(s) == 1 && s[0] >= '1' && s[0] <= '9' {
			p.chooseLink(int(s[0] - '0'))
		}
	}
	return intent.None{}
}

// mark handles what concerns the entry that the article belongs to.
func (p *Pager) mark(k tea.KeyPressMsg) intent.Intent {
	e := p.art.Entry
	if e.ID == 0 {
		p.notice = "this article belongs to no feed"
		return intent.None{}
	}
	one := []feeds.EntryID{e.ID}
	is := p.o.Keys.Is
	switch {
	case is(k, keys.ToggleBody):
		if p.art.Shown == article.FromFeed {
			return intent.Open{ID: e.ID, Page: true}
		}
		return intent.Open{ID: e.ID, Feed: true}
	case is(k, keys.Reload):
		return intent.Open{ID: e.ID, Reload: true}
	case is(k, keys.Star) && e.Starred:
		return intent.Mark{Change: feeds.Change{Unstar: one}}
	case is(k, keys.Star):
		return intent.Mark{Change: feeds.Change{Star: one}}
	case e.Read:
		return intent.Mark{Change: feeds.Change{Unread: one}}
	}
	return intent.Mark{Change: feeds.Change{Read: one}}
}

// back leaves the article; Escape first takes back what lies over it: the
// search, the chosen block or link, the active quote.
func (p *Pager) back(k tea.KeyPressMsg) intent.Intent {
	if k.Code == tea.KeyEscape {
		switch {
		case p.find.active():
			p.find = search{}
			return intent.None{}
		case p.block >= 0:
			p.block = -1
			return intent.None{}
		case p.link > 0:
			p.link = 0
			return intent.None{}
		case p.quote >= 0:
			p.quote = -1
			return intent.None{}
		}
	}
	return intent.Close{}
}

// toggleHidden shows what was cut, or hides it again. The text at the top of
// the screen stays there; the bottom of the article, where the footer told of
// it, stays the bottom.
func (p *Pager) toggleHidden() {
	n := p.art.Doc.CutCount()
	if n == 0 {
		p.notice = "nothing was hidden"
		return
	}
	p.unfold = !p.unfold
	p.relay()
	p.find.again(p)
	p.chooseHidden()
}

// toggleQuotesOnly folds the prose between quotes, or unfolds it.
func (p *Pager) toggleQuotesOnly() {
	if len(p.quotes) == 0 {
		p.notice = "nobody is quoted here"
		return
	}
	p.quotesOnly = !p.quotesOnly
	p.relay()
}

// relay lays out afresh after what is folded has changed: the active quote
// stays on its row of the screen if it is on it, else the text at the top does.
func (p *Pager) relay() {
	row := -1
	if p.quote >= 0 && p.page != nil {
		if l := p.page.LineOf(p.quotes[p.quote].Start()); p.visible(l) {
			row = l - p.top
		}
	}
	p.link = 0
	p.layOut()
	if row >= 0 && p.page != nil {
		p.scrollTo(p.page.LineOf(p.quotes[p.quote].Start()) - row)
	}
}
