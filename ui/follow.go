package ui

import (
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/pager"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// follow begins to read the page of a link. The article that it stands in stays
// on the screen until it is there; closing it comes back. An article by itself
// has no library to read with: the browser does.
func (m *Model) follow(in intent.Follow) tea.Cmd {
	if m.alone() {
		return m.desk.Browse(in.URL)
	}
	m.slots.step.Abort()
	m.opening = &opening{title: in.URL}
	return tea.Batch(m.desk.Follow(m.slots.open.Begin(m.desk.Ctx), in.URL, in.From), m.wait())
}

// followed shows it.
func (m *Model) followed(r work.Followed) tea.Cmd {
	if !m.slots.open.Finish(r.Token) {
		return nil
	}
	m.opening = nil
	switch {
	case cancelled(r.Err) || m.reading == nil: // it was left meanwhile
		return nil
	case r.Err != nil:
		return m.complain("The link cannot be read here: " + words(r.Err) + ". " + m.o.Keys.First(keys.Browser) + " opens it in the browser.")
	}
	a := r.Opened
	keep := m.leave()
	m.reading, m.focus, m.notice.text = &a, onReader, ""
	m.arrange()
	m.pager.Show(&pager.Article{Doc: a.Doc, Shown: a.Shown, Problem: a.Problem})
	return keep
}

// behindLink reports whether the article in front is one that a link led to: it
// is no entry, and nothing of it is stored.
func (m *Model) behindLink() bool { return !m.alone() && m.reading != nil && m.reading.Entry.ID == 0 }

// ofEntry reports intents that only an entry's article can have.
func ofEntry(in intent.Intent) bool {
	switch in.(type) {
	case intent.Step, intent.SaveQuote, intent.Note, intent.Everything:
		return true
	}
	return false
}
