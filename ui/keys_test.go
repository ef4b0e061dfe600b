package ui

import (
	"testing"

	"pullquote/ui/keys"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
)

// A key that the table names for a screen does something there, or says why
// not: a key without an answer looks like a broken program.
func TestNoKeyIsDead(t *testing.T) {
	middle := func(d *uitest.Driver) { d.Press("j", "j", "d") }
	for name, s := range map[string]struct {
		place keys.Place
		reach func(d *uitest.Driver)
	}{
		"list":    {keys.InList, middle},
		"article": {keys.InArticle, func(d *uitest.Driver) { d.Press("j", "enter", "]") }},
		"voices":  {keys.InQuotes, func(d *uitest.Driver) { d.Press("\"", "j") }},
		"by time": {keys.InQuotes, func(d *uitest.Driver) { d.Press("\"", "\"", "j") }},
		"saved":   {keys.InQuotes, func(d *uitest.Driver) { d.Press("\"", "*") }},
		"feeds":   {keys.InFeeds, func(d *uitest.Driver) { d.Press("F", "j", "j") }},
	} {
		for _, e := range keys.Table() {
			if e.Places&s.place == 0 {
				continue
			}
			for _, k := range e.Keys {
				m, d := start(t, quoted(60), 60, 12)
				s.reach(d)
				if m.place() != s.place {
					t.Fatalf("%s is another screen: %d", name, m.place())
				}
				before, sent := d.Frame(), len(d.Sent)
				timers := len(d.Timers)
				var cmd tea.Cmd
				d.Model, cmd = d.Model.Update(uitest.Key(k))
				d.Run(cmd)
				if d.Frame() == before && len(d.Sent) == sent && len(d.Timers) == timers && !d.Quit && e.Section != keys.Moving && e.Action != keys.Theme && e.Action != keys.Suspend {
					t.Errorf("%s: %s (%s) does nothing", name, k, e.Action)
				}
			}
		}
	}
}
