package ui

import (
	"strings"
	"testing"

	"pullquote/feeds"
	"pullquote/ui/config"
	"pullquote/ui/uitest"
)

// smart is a screen with two smart folders: three articles have four quotes.
func smart(t *testing.T, w, h int) (*Model, *uitest.Driver) {
	t.Helper()
	lib := uitest.Many(30)
	for i := range lib.All {
		lib.All[i].Quotes, lib.All[i].Read = -1, false
		if i%10 == 3 {
			lib.All[i].Quotes, lib.All[i].Title = 4, "Ferry held up"
		}
	}
	m, d := start(t, lib, w, h)
	m.o.Config.Smart = []config.Smart{{Name: "Much said", Query: "quotes:>3"}, {Name: "Nobody", Query: "quotes:>90"}}
	m.side.SetSmart(m.smartFolders(nil))
	return m, d
}

func TestSmartFolder(t *testing.T) {
	for _, w := range []int{40, 120} {
		m, d := smart(t, w, 20)
		d.Press("F")
		if got := d.Frame(); !strings.Contains(got, "/ Much said") || !strings.Contains(strings.Split(got, "Much said")[1][:40], " 3") {
			t.Fatalf("at %d the panel is\n%s", w, got)
		}
		d.Press("j", "enter")
		has(t, d, "Much said  3")
		if n := len(m.list.Rows()); n != 3 {
			t.Errorf("%d rows", n)
		}
		// The filter line looks in it, and what is marked goes to it alone.
		d.Press("/")
		d.Type("nothing like that")
		d.Press("enter")
		has(t, d, "Nothing found")
		d.Press("esc", "A")
		has(t, d, "Marked 3 articles read")
	}
}

func TestSmartFolderByCommand(t *testing.T) {
	m, d := smart(t, 80, 20)
	d.Press("enter", ":")
	d.Type("smart mu")
	has(t, d, "smart Much said")
	d.Press("enter")
	if m.reading != nil || m.shown.smart != "Much said" {
		t.Errorf("an article lies over %q", m.shown.smart)
	}
	d.Press(":")
	d.Type("smart nob")
	d.Press("enter")
	has(t, d, "No article fits “quotes:>90”.")
	d.Press(":")
	d.Type("smart x")
	d.Press("enter")
	has(t, d, "no smart folder “x”")
	d.Press("F", "g", "enter")
	has(t, d, "All feeds")
	if m.shown.smart != "" || m.shown.query.Quoted != 0 {
		t.Errorf("all feeds are %+v", m.shown.query)
	}
	lib := m.desk.Lib.(*uitest.Library)
	lib.Fail["Count"] = feeds.ErrNotFound
	d.Press("F")
	has(t, d, "cannot be counted")
}
