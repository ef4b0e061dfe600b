package ui

import (
	"fmt"

	"pullquote/feeds"
	"pullquote/ui/layout"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// writes are the changes of the store: one after the other, in the order of
// the keys. Two commands run side by side would let "unread" overtake "read".
type writes struct {
	busy    bool
	queue   []tea.Cmd
	undo    []undo
	leaving bool // quit once the last one is through
}

// undo takes one thing back.
type undo struct {
	change  feeds.Change
	restore bool // the feed that was removed last
	quote   *quoteUndo
	rule    *work.Ruled // the rule that was written
	what    string
}

// maxUndo bounds the memory of changes: nobody counts further back.
const maxUndo = 100

// write queues a change of the store.
func (m *Model) write(cmd tea.Cmd) tea.Cmd {
	if m.writes.busy {
		m.writes.queue = append(m.writes.queue, cmd)
		return nil
	}
	m.writes.busy = true
	return cmd
}

// written begins the next change, or leaves when that was waited for.
func (m *Model) written() tea.Cmd {
	w := &m.writes
	if len(w.queue) > 0 {
		next := w.queue[0]
		w.queue = w.queue[1:]
		return next
	}
	w.busy = false
	if w.leaving {
		return tea.Quit
	}
	return nil
}

func (m *Model) remember(u undo) {
	m.writes.undo = append(m.writes.undo, u)
	if n := len(m.writes.undo) - maxUndo; n > 0 {
		m.writes.undo = m.writes.undo[n:]
	}
}

// mark changes what the reader asked for; U takes it back.
func (m *Model) mark(c feeds.Change) tea.Cmd { return m.change(c, false) }

// change shows a change at once and has it stored.
func (m *Model) change(c feeds.Change, silent bool) tea.Cmd {
	if c.Empty() {
		return nil
	}
	m.show(c)
	return m.write(m.desk.Mark(c, silent))
}

// show applies a change to everything on the screen.
func (m *Model) show(c feeds.Change) {
	m.list.Apply(c)
	if m.reading == nil {
		return
	}
	e := &m.reading.Entry
	was := *e
	has := func(ids []feeds.EntryID) bool {
		for _, id := range ids {
			if id == e.ID {
				return true
			}
		}
		return false
	}
	e.Read = (e.Read || has(c.Read)) && !has(c.Unread)
	e.Starred = (e.Starred || has(c.Star)) && !has(c.Unstar)
	if e.Read != was.Read || e.Starred != was.Starred {
		m.pager.SetEntry(*e)
	}
}

// markAll marks the whole list read; a zero query means the list on the
// screen.
func (m *Model) markAll(q feeds.Query) tea.Cmd {
	var shown feeds.Change
	for _, e := range m.list.Rows() {
		if !e.Read {
			shown.Read = append(shown.Read, e.ID)
		}
	}
	m.show(shown)
	return m.write(m.desk.MarkAll(q, shown))
}

func (m *Model) marked(r work.Marked) tea.Cmd {
	cmds := []tea.Cmd{m.written()}
	if r.Err != nil {
		m.show(r.Asked.Inverse())
		return tea.Batch(append(cmds, m.fail("That could not be stored", r.Err))...)
	}
	cmds = append(cmds, m.recount(), m.readFeeds())
	if r.Done.Empty() {
		if r.All {
			cmds = append(cmds, m.say("All of it was read already."))
		}
		return tea.Batch(cmds...)
	}
	if !r.Silent {
		m.remember(undo{change: r.Done.Inverse(), what: changed(r.Done)})
		if r.All {
			cmds = append(cmds, m.say(fmt.Sprintf("%s. %s takes it back.", changed(r.Done), m.o.Keys.First("undo"))))
		}
	}
	return tea.Batch(cmds...)
}

// changed says what a change did.
func changed(c feeds.Change) string {
	n, what := len(c.Read), "read"
	switch {
	case len(c.Unread) > 0:
		n, what = len(c.Unread), "unread"
	case len(c.Star) > 0:
		n, what = len(c.Star), "starred"
	case len(c.Unstar) > 0:
		n, what = len(c.Unstar), "not starred"
	}
	return fmt.Sprintf("Marked %s %s", plural(n, "article", "articles"), what)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return layout.Number(n) + " " + many
}

// undoLast takes the last thing back.
func (m *Model) undoLast() tea.Cmd {
	n := len(m.writes.undo)
	if n == 0 {
		return m.say("There is nothing to undo.")
	}
	u := m.writes.undo[n-1]
	m.writes.undo = m.writes.undo[:n-1]
	switch {
	case u.restore:
		return m.write(m.desk.Restore())
	case u.quote != nil:
		return tea.Batch(m.undoQuote(*u.quote), m.say("Undone: "+u.what+"."))
	case u.rule != nil:
		return m.write(m.desk.Unrule(*u.rule))
	}
	return tea.Batch(m.change(u.change, true), m.say("Undone: "+u.what+"."))
}

// --- feeds -----------------------------------------------------------------

func (m *Model) unsubscribe(id feeds.FeedID) tea.Cmd {
	f, ok := m.feed(id)
	if !ok {
		return nil
	}
	return m.write(m.desk.Unsubscribe(f))
}

func (m *Model) unsubscribed(r work.Unsubscribed) tea.Cmd {
	cmds := []tea.Cmd{m.written()}
	if r.Err != nil {
		return tea.Batch(append(cmds, m.fail("The feed could not be removed", r.Err))...)
	}
	m.remember(undo{restore: true, what: r.Feed.Name() + " is back"})
	if m.shown.feed == r.Feed.ID {
		m.shown.feed = 0
		m.side.SetChoice(0, m.shown.folder, m.shown.smart)
	}
	return tea.Batch(append(cmds, m.relist(keepArticle), m.readFeeds(),
		m.say(fmt.Sprintf("Removed %s. %s brings it back.", r.Feed.Name(), m.o.Keys.First("undo"))))...)
}

func (m *Model) restored(r work.Restored) tea.Cmd {
	cmds := []tea.Cmd{m.written()}
	if r.Err != nil {
		return tea.Batch(append(cmds, m.fail("The feed could not be brought back", r.Err))...)
	}
	return tea.Batch(append(cmds, m.relist(keepArticle), m.readFeeds(), m.say(r.Feed.Name()+" is back."))...)
}
