package ui

import (
	"errors"
	"time"

	"pullquote/article"
	"pullquote/ui/keys"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// result takes what a command brought back. A test proves that each type of
// result has its case.
func (m *Model) result(msg work.Result) tea.Cmd {
	switch r := msg.(type) {
	case work.Listed:
		return m.listed(r)
	case work.Paged:
		return m.paged(r)
	case work.Counted:
		return m.counted(r)
	case work.FeedsRead:
		return m.feedsRead(r)
	case work.SmartCounted:
		return m.smartCounted(r)
	case work.HistoryRead:
		return m.historyRead(r)
	case work.Stepped:
		return m.stepped(r)
	case work.Opened:
		return m.opened(r)
	case work.Followed:
		return m.followed(r)
	case work.Ruled:
		return m.ruled(r)
	case work.Reached:
		return m.reached(r)
	case work.Marked:
		return m.marked(r)
	case work.Progressed:
		return m.progressed(r)
	case work.Refreshed:
		return m.refreshed(r)
	case work.Subscribed:
		return m.subscribed(r)
	case work.Unsubscribed:
		return m.unsubscribed(r)
	case work.Restored:
		return m.restored(r)
	case work.QuotesRead:
		return m.quotesRead(r)
	case work.QuotesCounted:
		return m.quotesCounted(r)
	case work.QuoteKept:
		return m.quoteKept(r)
	case work.Exported:
		return m.exported(r)
	case work.Tended:
		return m.tended(r)
	case work.Browsed:
		return m.browsed(r)
	}
	return nil
}

func (m *Model) browsed(r work.Browsed) tea.Cmd {
	if r.Err != nil {
		how := ""
		if errors.Is(r.Err, work.ErrBrowser) && keys.Works(keys.CopyLink, m.here()) {
			how = "; " + m.o.Keys.First(keys.CopyLink) + " copies the link"
		}
		return m.complain("Not opened: " + words(r.Err) + how + ".")
	}
	// The true host: a link's text may claim another.
	return m.say("Opened in the browser: " + article.Host(r.URL))
}

// tick is the screen's own clock: each kind is a moment that was waited for.
type tick struct {
	kind tickKind
	n    int
}

type tickKind int

const (
	filterPause tickKind = iota // typing the filter rests
	quotesPause                 // typing the quotes' filter rests
	noticeSeen                  // a notice was there long enough to be read
	noticeOver                  // a notice was there long enough to go
	spinTurn                    // the spinner turns
	settleDown                  // rows came in a while ago
	refreshDue                  // the next refresh by the clock
	layerReady                  // a layer that opened by itself may hear keys
)

func (m *Model) tick(t tick) tea.Cmd {
	switch t.kind {
	case filterPause:
		return m.filterPaused(t.n)
	case quotesPause:
		return m.quotesPaused(t.n)
	case noticeSeen:
		m.notice.seen = m.notice.seen || t.n == m.notice.n
	case noticeOver:
		if t.n == m.notice.n {
			m.notice.text = ""
		}
	case spinTurn:
		return m.turn()
	case settleDown:
		return m.settle()
	case refreshDue:
		return tea.Batch(m.refresh(nil, true), m.every())
	case layerReady:
		m.layers.Release()
	}
	return nil
}

// timer waits for a moment. It is a field of the Model, so that a test holds
// the clock.
type timer func(d time.Duration, t tea.Msg) tea.Cmd

func clock(d time.Duration, t tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return t })
}

// How long a line of news stays: long enough to be read twice, and a problem
// longer, since it is worth looking up for. Whoever goes on with a key after
// seenTime has read it: the line gives the footer back.
const (
	seenTime    = 1500 * time.Millisecond
	noticeTime  = 5 * time.Second
	problemTime = 12 * time.Second
)

// say shows a line of news in the footer for a while.
func (m *Model) say(text string) tea.Cmd { return m.tell(text, false, noticeTime) }

// complain shows what went wrong.
func (m *Model) complain(text string) tea.Cmd { return m.tell(text, true, problemTime) }

func (m *Model) tell(text string, bad bool, d time.Duration) tea.Cmd {
	m.notice = notice{text: article.CleanLine(text), bad: bad, n: m.notice.n + 1}
	n := m.notice.n
	return tea.Batch(m.after(seenTime, tick{kind: noticeSeen, n: n}), m.after(d, tick{kind: noticeOver, n: n}))
}

// fail tells an error in human words; one that comes of cancelling is none.
func (m *Model) fail(what string, err error) tea.Cmd {
	if cancelled(err) {
		return nil
	}
	return m.complain(what + ": " + words(err))
}

// --- the spinner -----------------------------------------------------------

const turnTime = 100 * time.Millisecond

// busy reports whether something is under way that the footer tells of.
func (m *Model) busy() bool { return m.opening != nil || len(m.adding.queue) > 0 }

// wait starts the spinner. What takes less than one turn is never told: a
// flash in the footer is noise.
func (m *Model) wait() tea.Cmd {
	if m.spinning {
		return nil
	}
	m.spinning = true
	return m.after(turnTime, tick{kind: spinTurn})
}

func (m *Model) turn() tea.Cmd {
	m.spin++
	if m.opening != nil {
		m.opening.shown = true
	}
	m.adding.shown = len(m.adding.queue) > 0
	if !m.busy() {
		m.spinning = false
		return nil
	}
	return m.after(turnTime, tick{kind: spinTurn})
}
