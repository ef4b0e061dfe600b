package ui

import (
	"errors"
	"slices"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/keys"
	"pullquote/ui/pager"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// open begins to open an entry's article. What is on the screen stays until
// it is there; Esc takes it back.
func (m *Model) open(id feeds.EntryID, quote int, words string, o library.OpenOptions) tea.Cmd {
	m.slots.step.Abort()
	token := m.slots.open.Begin(m.desk.Ctx)
	m.opening = &opening{reload: o.Reload || o.Feed || o.Page}
	if e, ok := m.list.Find(id); ok {
		m.opening.title, m.opening.host = e.Title, article.Host(e.URL)
	}
	return tea.Batch(m.desk.Open(token, id, quote, words, o), m.wait())
}

func (m *Model) cancelOpening() {
	m.slots.open.Abort()
	m.opening = nil
}

// opened shows the article.
func (m *Model) opened(r work.Opened) tea.Cmd {
	if !m.slots.open.Finish(r.Token) {
		return nil
	}
	again := m.opening != nil && m.opening.reload && m.reading != nil && m.reading.Entry.ID == r.ID
	m.opening = nil
	if errors.Is(r.Err, feeds.ErrNotFound) { // a saved quote outlives its article
		return m.complain("The article is not stored any more. " + m.o.Keys.First(keys.Browser) + " opens its page in the browser.")
	}
	if r.Err != nil {
		return m.notOpened(r)
	}
	a := r.Opened
	if m.behindLink() { // the list stood beside it
		m.below = nil
	}
	cmds := []tea.Cmd{m.keepPlace()}
	if again {
		a.Reached = 0 // of another text
	}
	m.reading = &a
	m.focus = onReader
	m.notice.text = ""
	if m.quotes == nil { // else the list stays where it was left
		m.list.Select(r.ID)
	}
	m.list.SetQuotes(r.ID, len(a.Doc.Spoken()))
	m.arrange()
	if !a.Entry.Read && m.o.Config.Article.MarkRead && !again {
		a.Entry.Read = true
		cmds = append(cmds, m.change(feeds.Change{Read: []feeds.EntryID{r.ID}}, true))
	}
	m.pager.Show(&pager.Article{Doc: a.Doc, Entry: a.Entry, Shown: a.Shown, Problem: a.Problem, Edited: m.updated(a.Edits), Quote: r.Quote, Reached: a.Reached, Stored: r.Stored})
	if a.Fault != "" {
		cmds = append(cmds, m.complain("Your rules: "+a.Fault))
	}
	return tea.Batch(append(cmds, m.more())...)
}

// notOpened tells why there is no article, and the way that is left to it.
func (m *Model) notOpened(r work.Opened) tea.Cmd {
	if cancelled(r.Err) {
		return nil
	}
	what := "The article cannot be opened: " + words(r.Err) + "."
	if e, ok := m.list.Find(r.ID); m.reading == nil && (m.quotes != nil || ok && e.URL != "") {
		what += " " + m.o.Keys.First(keys.Browser) + " opens its page in the browser."
	}
	return m.complain(what)
}

// closeArticle goes back to where the article was opened from.
func (m *Model) closeArticle() tea.Cmd {
	if m.behindLink() && len(m.below) > 0 {
		m.slots.step.Abort()
		return m.surface()
	}
	keep := m.keepPlace()
	m.reading = nil
	m.pager.Show(nil)
	m.slots.step.Abort()
	m.focus = onList
	m.arrange()
	return tea.Batch(keep, m.more())
}

// keepPlace remembers how far the open article was read, as it is left.
func (m *Model) keepPlace() tea.Cmd {
	if m.alone() || m.reading == nil || m.behindLink() || m.rects.Reader.Empty() {
		return nil
	}
	at := m.pager.Reached()
	if at == m.reading.Reached {
		return nil
	}
	m.reading.Reached = at
	return m.write(m.desk.Reach(m.reading.Entry.ID, at))
}

func (m *Model) reached(r work.Reached) tea.Cmd {
	if r.Err != nil {
		return tea.Batch(m.written(), m.fail("The place in the article could not be kept", r.Err))
	}
	return m.written()
}

// step opens the next or previous article of the list, from the open one on,
// or, while none is open, from the cursor.
func (m *Model) step(by int, unread bool) tea.Cmd {
	from, ok := m.list.Current()
	if m.reading != nil {
		if from = m.reading.Entry; from.ID == 0 {
			return nil
		}
		ok = true
	}
	if !ok {
		return nil
	}
	next, found, sure := m.list.Neighbour(from.ID, by, unread)
	switch {
	case found:
		return m.open(next.ID, 0, "", library.OpenOptions{})
	case sure:
		return m.noMore(by, unread)
	}
	// The rows at hand cannot tell: the store can.
	q := m.shown.query
	if unread {
		no := false
		q.Read = &no
	}
	return m.desk.Step(m.slots.step.Begin(m.desk.Ctx), q, from, by < 0)
}

func (m *Model) stepped(r work.Stepped) tea.Cmd {
	if !m.slots.step.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The next article cannot be found", r.Err)
	}
	if r.Entry.ID == 0 {
		return m.noMore(1, true)
	}
	return m.open(r.Entry.ID, 0, "", library.OpenOptions{})
}

func (m *Model) noMore(by int, unread bool) tea.Cmd {
	switch {
	case unread:
		return m.say("Nothing more to read here: that was the last unread article.")
	case by < 0:
		return m.say("This is the first article of the list.")
	}
	return m.say("This is the last article of the list.")
}

// --- refresh ---------------------------------------------------------------

// settleTime is how often at most a running refresh has the list read anew:
// often enough to look alive, seldom enough to cost nothing.
const settleTime = 400 * time.Millisecond

// refresh fetches feeds; nil: all. One that runs already goes on.
func (m *Model) refresh(ids []feeds.FeedID, due bool) tea.Cmd {
	if m.slots.refresh.Busy() {
		if due {
			return nil
		}
		return m.say("A refresh is under way; Esc stops it.")
	}
	m.fetching = fetching{due: due, settling: m.fetching.settling}
	token := m.slots.refresh.Begin(m.desk.Ctx)
	m.sayEmpty()
	return m.desk.Refresh(token, library.RefreshOptions{Feeds: ids, Due: due})
}

func (m *Model) progressed(r work.Progressed) tea.Cmd {
	if !m.slots.refresh.Is(r.Token) {
		return r.Next() // a stream that was left is drained, so that its sender ends
	}
	f, p := &m.fetching, r.Progress
	if p.List != nil { // beside the feeds, and none of them
		f.stale = f.stale || len(p.List.Added)+len(p.List.Moved)+len(p.List.Removed) > 0
		if p.Err != nil && !cancelled(p.Err) {
			f.failed++
			f.faults = true
		}
		return r.Next()
	}
	f.total = p.Total
	f.inHand = slices.DeleteFunc(f.inHand, func(x feeds.Feed) bool { return x.ID == p.Feed.ID })
	switch {
	case p.Done:
		f.name = p.Feed.Name()
	case p.Started:
		f.inHand = append(f.inHand, p.Feed)
	}
	if !p.Done {
		return r.Next()
	}
	f.done = p.Finished
	f.fresh += p.New
	if p.Err != nil && !cancelled(p.Err) {
		f.failed++
		why := words(p.Err)
		f.faults = f.faults || f.failed > 1 && why != f.fault
		f.fault = why
	}
	if p.Skipped != "" {
		f.skipped, f.why = f.skipped+1, p.Skipped
	}
	if p.New > 0 || p.Changed > 0 {
		f.stale = true
	}
	if !f.stale || f.settling {
		return r.Next()
	}
	return tea.Batch(r.Next(), m.settle())
}

// settle shows what came in so far, the first rows at once, and waits a while
// before it does so again.
func (m *Model) settle() tea.Cmd {
	m.fetching.settling = m.fetching.stale
	if !m.fetching.stale {
		return nil
	}
	again := m.after(settleTime, tick{kind: settleDown})
	if m.slots.list.Busy() {
		// Asking anew would end that reading, and on a slow disk all of them.
		return again
	}
	m.fetching.stale = false
	return tea.Batch(m.relist(keepPlace), m.readFeeds(), again)
}

func (m *Model) refreshed(r work.Refreshed) tea.Cmd {
	if !m.slots.refresh.Finish(r.Token) {
		return nil
	}
	f := m.fetching
	m.fetching = fetching{settling: f.settling}
	cmds := []tea.Cmd{m.relist(keepPlace), m.readFeeds()}
	if !f.due || f.fresh > 0 || f.failed > 0 && f.done > 0 {
		cmds = append(cmds, m.tell(f.summary(m.o.Keys), f.failed > 0 && f.fresh == 0, noticeTime))
	}
	return tea.Batch(cmds...)
}

// stopRefresh ends a refresh; what came in stays.
func (m *Model) stopRefresh() tea.Cmd {
	f := m.fetching
	m.slots.refresh.Abort()
	m.fetching = fetching{settling: f.settling}
	return tea.Batch(m.relist(keepPlace), m.readFeeds(), m.say("Stopped. What came in stays."))
}

// every waits for the next refresh by the clock.
func (m *Model) every() tea.Cmd {
	if d := m.o.Config.List.RefreshEvery; d > 0 {
		return m.after(d, tick{kind: refreshDue})
	}
	return nil
}
