package ui

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"pullquote/feeds/library"
	"pullquote/ui/keys"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func size(w, h int) tea.Msg { return tea.WindowSizeMsg{Width: w, Height: h} }

// has fails unless the frame shows the text.
func has(t *testing.T, d *uitest.Driver, text string) {
	t.Helper()
	if !strings.Contains(d.Frame(), text) {
		t.Fatalf("the screen does not show %q:\n%s", text, d.Frame())
	}
}

func lacks(t *testing.T, d *uitest.Driver, text string) {
	t.Helper()
	if strings.Contains(d.Frame(), text) {
		t.Fatalf("the screen shows %q:\n%s", text, d.Frame())
	}
}

func TestNothingIsDrawnBeforeTheSizeIsKnown(t *testing.T) {
	m, _ := start(t, uitest.Many(5), 0, 0)
	if v := m.View(); v.Content != "" || !v.AltScreen {
		t.Errorf("the first view is %q, alternate screen %v", v.Content, v.AltScreen)
	}
}

// Input goes to the topmost layer, then to a text field, then to the pane,
// then to the keys of the program.
func TestOrderOfInput(t *testing.T) {
	m, d := start(t, uitest.Many(30), 80, 20)
	d.Press("?", "j", "Q") // the help hears Q and quits, the list never moved
	if at, _ := m.list.Position(); at != 1 || !d.Quit {
		t.Errorf("under the help the list moved to %d; quit %v", at, d.Quit)
	}

	m, d = start(t, uitest.Many(30), 80, 20)
	d.Press("/")
	d.Type("jQ?:")
	if at, _ := m.list.Position(); at != 1 || d.Quit || m.layers.Top() != nil || m.filter.Value() != "jQ?:" {
		t.Errorf("while typing, keys did something: at %d, quit %v, filter %q", at, d.Quit, m.filter.Value())
	}
	d.Press("esc", ":") // a layer above a pane
	d.Type("jj")
	if at, _ := m.list.Position(); at != 1 {
		t.Errorf("typing a command moved the list to %d", at)
	}

	m, d = start(t, uitest.Many(30), 80, 20)
	d.Press("enter", "/")
	if m.pager.Typing() {
		d.Type("?")
		if m.layers.Top() != nil {
			t.Error("the pager's search line lost a key to the help")
		}
	}
}

func TestMessagesBeforeTheSizeDoNoHarm(t *testing.T) {
	m, d := start(t, uitest.Many(9), 0, 0)
	d.Press("j", "enter", "/", "?", "F")
	if m.reading != nil || m.layers.Top() != nil || m.filter != nil {
		t.Error("keys before the first size did something")
	}
}

func TestTerminalReports(t *testing.T) {
	m, d := start(t, uitest.Many(9), 80, 20)
	m.look.Name, m.look.Dark = "auto", true
	d.Send(tea.BackgroundColorMsg{Color: color.White})
	if m.look.Dark || m.styles.Dark {
		t.Error("a white background did not make it light")
	}
	if m.method != ansi.WcWidth {
		t.Error("it does not begin with wcwidth")
	}
	d.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	if m.method != ansi.GraphemeWidth {
		t.Error("mode 2027 did not change the method of width")
	}
	uitest.Exact(t, "list", m.View().Content, 80, 20, ansi.GraphemeWidth)
}

func TestEscNeverLeaves(t *testing.T) {
	_, d := start(t, uitest.Many(9), 80, 20)
	d.Press("esc", "h", "left", "esc")
	if d.Quit {
		t.Error("Esc left the program")
	}
	has(t, d, "q leaves")
}

func TestCommands(t *testing.T) {
	m, d := start(t, uitest.Many(30), 80, 20)
	run := func(line string) {
		d.Press(":")
		d.Type(line)
		d.Press("enter")
	}
	run("bottom")
	if at, _ := m.list.Position(); at != 30 {
		t.Errorf(":bottom went to %d", at)
	}
	run("filter ferry")
	if m.shown.words != "ferry" {
		t.Errorf(":filter gave %q", m.shown.words)
	}
	run("nonsense")
	has(t, d, "no command")
	run("mark-all") // an unmistakable beginning
	if m.shown.unseen != 0 {
		t.Errorf(":mark-all left %d unread", m.shown.unseen)
	}
	run("theme dracula")
	if m.look.Name != "dracula" {
		t.Errorf("the theme is %q", m.look.Name)
	}
	run("quit")
	if !d.Quit {
		t.Error(":quit did not quit")
	}
}

// Every key of the table reaches something through the command line too.
func TestEveryActionIsACommand(t *testing.T) {
	for _, e := range keys.Table() {
		m, d := start(t, quoted(30), 80, 20)
		d.Run(m.command(string(e.Action)))
		if strings.Contains(m.notice.text, "no command") {
			t.Errorf("%s is no command", e.Action)
		}
	}
}

// Whatever is pressed, in whatever order and size: nothing panics and every
// frame fits.
func TestRandomKeys(t *testing.T) {
	var all []string
	for _, e := range keys.Table() {
		if e.Action != keys.Quit && e.Action != keys.Suspend {
			all = append(all, e.Keys...)
		}
	}
	all = append(all, "x", "y", "backspace", "a", "1", "é", "東")
	rnd := rand.New(rand.NewPCG(7, 11))
	for range 25 {
		lib := quoted(rnd.IntN(600))
		lib.Progress = []library.Progress{{Done: true, New: 1, Finished: 1, Total: 2, Feed: lib.Subs[0]}}
		m, d := start(t, lib, 80, 24)
		w, h := 80, 24
		var keysPressed []string
		for range 150 {
			switch rnd.IntN(20) {
			case 0:
				w, h = 1+rnd.IntN(240), 1+rnd.IntN(50)
				d.Send(size(w, h))
			case 1:
				d.Fire()
			case 2:
				d.Send(tea.MouseClickMsg{X: rnd.IntN(w), Y: rnd.IntN(h), Button: tea.MouseLeft})
			case 3:
				d.Send(tea.MouseWheelMsg{X: rnd.IntN(w), Y: rnd.IntN(h), Button: tea.MouseWheelDown})
			case 4:
				d.Send(tea.PasteMsg{Content: "pasted\x1b[2J\ntext"})
			case 5:
				d.Hold = !d.Hold
				if !d.Hold {
					d.Resume()
				}
			default:
				k := all[rnd.IntN(len(all))]
				keysPressed = append(keysPressed, k)
				d.Press(k)
			}
			if d.Quit {
				break
			}
			uitest.Exact(t, fmt.Sprint(keysPressed), m.View().Content, w, h, m.method)
		}
	}
}

func TestLightAndDark(t *testing.T) {
	m, d := start(t, uitest.Many(9), 80, 20)
	for _, name := range []string{"auto", "dracula", "light"} {
		m.look.Name = name
		d.Run(m.restyle())
		was := m.styles.Dark
		before := m.View().Content
		d.Press("T")
		if m.styles.Dark == was || m.View().Content == before {
			t.Errorf("T changes nothing under the theme %s", name)
		}
		if uitest.Plain(before) != d.Frame() {
			t.Errorf("under %s light and dark differ in their text", name)
		}
		d.Press("T")
		if m.styles.Dark != was {
			t.Errorf("T twice does not come back under %s", name)
		}
	}
}

// What went wrong can be read to its end on a narrow terminal, and the next key
// gives the footer back once it was read.
func TestNotices(t *testing.T) {
	m, d := start(t, uitest.Many(9), 40, 12)
	m.complain("The article cannot be opened: the server has a fault, and nobody knows for how long.")
	has(t, d, "nobody knows")
	d.Press("j")
	has(t, d, "nobody knows") // it came this very moment
	d.Send(tick{kind: noticeSeen, n: m.notice.n})
	has(t, d, "nobody knows")
	d.Press("j")
	lacks(t, d, "nobody knows")
	has(t, d, "? help")
}

// An article by itself offers the keys that work there, and no others.
func TestKeysOfAnArticleAlone(t *testing.T) {
	_, d := alone(t)
	lacks(t, d, "next article")
	d.Press("?")
	has(t, d, "next, previous quote")
	lacks(t, d, "fetch the page again")
	d.Press("q", ":")
	d.Type("re")
	lacks(t, d, "refresh")
}

// The command that opens the feeds works from every screen: what would cover
// them goes.
func TestFeedsFromAnywhere(t *testing.T) {
	for _, keys := range [][]string{{}, {"enter"}, {"\""}, {"\"", "enter", "enter"}} {
		_, d := start(t, quoted(9), 120, 24)
		d.Press(keys...)
		d.Press(":")
		d.Type("feeds")
		d.Press("enter")
		has(t, d, "Enter choose")
		d.Press("q")
		has(t, d, "/ filter")
	}
}

// The footer names keys that work at this moment: while text is typed none of
// the screen's, on an empty screen none that wants a quote.
func TestFooterNamesWhatWorksNow(t *testing.T) {
	_, d := start(t, quoted(9), 80, 20)
	d.Press("enter", "/")
	d.Type("doubt")
	has(t, d, "Esc drops it")
	lacks(t, d, "? help")
	d.Press("enter")
	has(t, d, "n next match")
	d.Press("esc", "q", "\"", "*")
	has(t, d, "S let go")
	d.Press("S")
	d.Send(tick{kind: noticeOver, n: d.Model.(*Model).notice.n})
	has(t, d, "Nothing saved")
	has(t, d, "by speaker")
	lacks(t, d, "S save   ")
}
