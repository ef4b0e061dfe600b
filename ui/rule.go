package ui

import (
	"pullquote/feeds/library"
	"pullquote/ui/keys"
	"pullquote/ui/pager"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// writeRule writes a rule about a block of the open article.
func (m *Model) writeRule(block int, hide bool) tea.Cmd {
	if m.reading == nil || m.desk.Rules == nil {
		return m.say("There is no rules file to write to.")
	}
	return m.write(m.desk.Rule(*m.reading, library.RuleRequest{Doc: m.reading.Doc, Block: block, Hide: hide}))
}

// ruled shows what a rule made of the open article, and which rule it is.
func (m *Model) ruled(r work.Ruled) tea.Cmd {
	cmds := []tea.Cmd{m.written()}
	if r.Err != nil {
		what := "The rule could not be written"
		if r.Dropped {
			what = "The rule could not be taken back"
		}
		return tea.Batch(append(cmds, m.fail(what, r.Err))...)
	}
	if !r.Dropped {
		m.remember(undo{rule: &r})
	}
	if m.reading != nil && m.reading.Entry.ID == r.Before.Entry.ID && r.Opened.Doc != nil {
		e := m.reading.Entry // read and starred as they are now
		e.Quotes = r.Opened.Entry.Quotes
		a := r.Opened
		a.Entry = e
		m.reading = &a
		m.list.SetQuotes(e.ID, len(a.Doc.Spoken()))
		m.pager.Replace(&pager.Article{Doc: a.Doc, Entry: a.Entry, Shown: a.Shown, Problem: a.Problem, Stored: r.Stored})
	}
	return tea.Batch(append(cmds, m.say(m.ruleNotice(r)))...)
}

// ruleNotice tells the rule. On narrow screens the words of the block and the
// site give way: the way back matters more.
func (m *Model) ruleNotice(r work.Ruled) string {
	if r.Dropped {
		return "The rule is gone again."
	}
	verb := "Keeps"
	if r.Rule.Hide {
		verb = "Hides"
	}
	where := " · everywhere"
	if m.w < 60 {
		where = "" // the file tells
	} else if r.Rule.Site != "" {
		where = " · on " + r.Rule.Site
	}
	end := where + " · " + m.o.Keys.First(keys.Undo) + " undoes"
	room := m.w - len(verb) - len([]rune(end)) - 5
	return verb + ": " + m.cut(r.Rule.Of, min(max(room, 8), 60)) + end
}
