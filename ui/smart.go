package ui

import (
	"slices"
	"strings"

	"pullquote/feeds"
	"pullquote/ui/config"
	"pullquote/ui/intent"
	"pullquote/ui/prompt"
	"pullquote/ui/sidebar"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// smartQuery is the query of the smart folder that the list is of; "" of none.
func (m *Model) smartQuery() string {
	all := m.o.Config.Smart
	if i := slices.IndexFunc(all, func(s config.Smart) bool { return s.Name == m.shown.smart }); i >= 0 {
		return all[i].Query
	}
	return ""
}

// smartFolders are the rows of the feeds panel; without counts none are known.
func (m *Model) smartFolders(unread []int) []sidebar.Smart {
	out := make([]sidebar.Smart, len(m.o.Config.Smart))
	for i, s := range m.o.Config.Smart {
		out[i].Name = s.Name
		if i < len(unread) {
			out[i].Unread = unread[i]
		}
	}
	return out
}

// countSmart counts the unread articles of the smart folders, while they are on
// the screen: each is a search.
func (m *Model) countSmart() tea.Cmd {
	if !m.sideOn || len(m.o.Config.Smart) == 0 {
		return nil
	}
	qs := make([]feeds.Query, len(m.o.Config.Smart))
	for i, s := range m.o.Config.Smart {
		q, err := feeds.ParseQuery(s.Query, m.o.Now())
		if err != nil { // the settings were checked
			return m.fail("The smart folder "+s.Name, err)
		}
		qs[i] = q
	}
	return m.desk.CountSmart(m.slots.smart.Begin(m.desk.Ctx), qs)
}

func (m *Model) smartCounted(r work.SmartCounted) tea.Cmd {
	if !m.slots.smart.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The smart folders cannot be counted", r.Err)
	}
	m.side.SetSmart(m.smartFolders(r.Unread))
	return nil
}

// chooseSmart shows the smart folder of a name, or the only one that begins so.
func (m *Model) chooseSmart(name string) tea.Cmd {
	found := m.smartNamed(name)
	if len(found) != 1 {
		return m.complain("There is no smart folder “" + name + "”. The settings name them: [[smart]].")
	}
	if m.quotes != nil || m.reading != nil {
		m.slots.quotes.Abort()
		m.quotes, m.below = nil, nil
		return tea.Batch(m.closeArticle(), m.choose(intent.Choose{Smart: found[0]}))
	}
	return m.choose(intent.Choose{Smart: found[0]})
}

// smartNamed are the smart folders of this name, else those that begin so.
func (m *Model) smartNamed(name string) []string {
	var out []string
	for _, s := range m.o.Config.Smart {
		switch {
		case strings.EqualFold(s.Name, name):
			return []string{s.Name}
		case strings.HasPrefix(strings.ToLower(s.Name), strings.ToLower(name)):
			out = append(out, s.Name)
		}
	}
	return out
}

// smartItems complete the command that shows a smart folder.
func (m *Model) smartItems(name string) []prompt.Item {
	var out []prompt.Item
	for _, s := range m.smartNamed(name) {
		out = append(out, prompt.Item{Text: "smart " + s})
	}
	return out
}
