package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pullquote/feeds"
	"pullquote/ui/uitest"
)

// The list is there before anything was asked of the network.
func TestListComesFromTheStoreAlone(t *testing.T) {
	lib := uitest.Many(9)
	_, d := start(t, lib, 80, 20)
	has(t, d, "Council votes")
	for _, c := range lib.Calls {
		if c == "Refresh" || c == "Open" {
			t.Errorf("starting called %s", c)
		}
	}
}

func TestUndo(t *testing.T) {
	lib := uitest.Many(9)
	read := func(id feeds.EntryID) feeds.Entry {
		e, err := lib.Entry(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	m, d := start(t, lib, 100, 20)
	d.Press("m", "s", "A")
	if e := read(9); !e.Read || !e.Starred {
		t.Fatalf("after m and s: %+v", e)
	}
	if m.shown.unseen != 0 {
		t.Errorf("after A %d are unread", m.shown.unseen)
	}
	has(t, d, "U takes it back")
	d.Press("U")
	if e := read(8); e.Read {
		t.Error("U did not take A back")
	}
	if e := read(9); !e.Read {
		t.Error("U took back more than A")
	}
	d.Press("U", "U")
	if e := read(9); e.Read || e.Starred {
		t.Errorf("after three times U: %+v", e)
	}
	d.Press("U")
	has(t, d, "nothing to undo")
}

// A change that could not be stored is not shown as if it were.
func TestFailedMarkIsTakenBack(t *testing.T) {
	lib := uitest.Many(9)
	lib.Fail["Mark"] = feeds.ErrNotFound
	m, d := start(t, lib, 80, 20)
	d.Press("s")
	if e, _ := m.list.Current(); e.Starred {
		t.Error("the list shows a star that the store does not have")
	}
}

// Changes reach the store in the order of the keys, and none is lost by
// leaving.
func TestWritesAreInOrderAndSurviveQuitting(t *testing.T) {
	lib := uitest.Many(9)
	_, d := start(t, lib, 80, 20)
	d.Hold = true
	d.Press("m", "m", "s", "Q")
	if d.Quit {
		t.Fatal("left before anything was stored")
	}
	slices.Reverse(d.Waiting) // commands run side by side: any may be the first
	d.Resume()
	e, err := lib.Entry(context.Background(), 9)
	if err != nil || e.Read || !e.Starred || !d.Quit {
		t.Errorf("after m m s Q: %+v, quit %v, %v", e, d.Quit, err)
	}
}

func TestFilterFindsAndGivesBack(t *testing.T) {
	lib := uitest.Many(300)
	m, d := start(t, lib, 80, 20)
	d.Press("j", "j", "j")
	asked := len(lib.Asked)
	d.Press("/", "f")
	d.Fire()
	if len(lib.Asked) != asked {
		t.Error("one letter was looked for")
	}
	d.Type("erry")
	d.Fire()
	if len(lib.Asked) == asked {
		t.Fatal("the filter asked nothing")
	}
	if q := lib.Asked[len(lib.Asked)-1]; q.Text != "ferry" {
		t.Errorf("asked for %q", q.Text)
	}
	has(t, d, "38 found")
	d.Press("esc")
	if e, _ := m.list.Current(); e.ID != 297 || m.shown.words != "" {
		t.Errorf("after Esc the cursor is on %d, filter %q", e.ID, m.shown.words)
	}
}

// A count that takes longer than its list leaves no number of another list.
func TestSlowCount(t *testing.T) {
	_, d := start(t, uitest.Many(60), 80, 20)
	has(t, d, "unread of 60")
	d.Press("/")
	d.Type("ferry")
	d.Hold = true
	d.Fire()
	d.Step() // the pause
	d.Step() // the list
	has(t, d, "Council votes")
	lacks(t, d, "Teachers")
	lacks(t, d, "of 60")
	lacks(t, d, "60 found")
	d.Resume()
	has(t, d, "8 found")
	d.Press("esc")
	has(t, d, "unread of 60")
}

func TestCopyGoesThroughTheTerminal(t *testing.T) {
	_, d := start(t, uitest.Many(9), 80, 20)
	d.Press("y")
	found := false
	for _, msg := range d.Sent {
		found = found || strings.Contains(fmt.Sprintf("%T %v", msg, msg), "https://harbour.example/9")
	}
	if !found {
		t.Errorf("no message carries the link to the clipboard: %v", d.Sent)
	}
	has(t, d, "Copied the link.")
}

func TestMarkAllOfTheView(t *testing.T) {
	lib := uitest.Many(30)
	_, d := start(t, lib, 120, 24)
	d.Press("F", "G", "enter", "A")
	for _, e := range lib.All {
		if e.Feed == 3 && !e.Read {
			t.Fatal("A left an entry of the shown feed unread")
		}
	}
	if !slices.ContainsFunc(lib.All, func(e feeds.Entry) bool { return e.Feed == 1 && !e.Read }) {
		t.Error("A marked other feeds too")
	}
}
