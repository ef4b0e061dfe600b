package help

import (
	"strings"
	"testing"

	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// Every action of the table is in the help, with all its keys, at any width
// that has room for them, and no line is too wide.
func TestHelpIsComplete(t *testing.T) {
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	m, err := keys.New(map[string][]string{"star": {"ctrl+s"}, "undo": {}})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []int{70, 112, 200} {
		lines := Lines(m, w, s, ansi.WcWidth)
		text := ansi.Strip(strings.Join(lines, "\n"))
		for _, e := range keys.Table() {
			if head := []rune(e.Help); !strings.Contains(text, string(head[:min(len(head), 30)])) {
				t.Errorf("at %d cells %q is missing", w, e.Help)
			}
		}
		if !strings.Contains(text, "^S") {
			t.Errorf("at %d cells a rebound key is not shown", w)
		}
		for _, l := range lines {
			if n := layout.Width(l, ansi.WcWidth); n > w {
				t.Errorf("a line takes %d cells of %d", n, w)
			}
		}
	}
	if two, one := len(Lines(m, 112, s, ansi.WcWidth)), len(Lines(m, 70, s, ansi.WcWidth)); two > one*2/3 {
		t.Errorf("two columns take %d lines, one %d", two, one)
	}
}
