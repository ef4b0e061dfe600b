package help

import (
	"slices"
	"strings"
	"testing"

	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

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
	for _, w := range []int{32, 70, 112, 200} {
		lines := Lines(m, keys.Everywhere, w, s, ansi.WcWidth)
		text := ansi.Strip(strings.Join(lines, "\n"))
		second := false // its row is the first one's
		for _, e := range keys.Table() {
			says := e.Help
			if second {
				says = m.First(e.Action)
			} else if both := keys.Both(e.Action); both != "" {
				says = both
			}
			second = keys.Both(e.Action) != "" && !second
			flat := strings.Join(strings.Fields(text), " ")
			if head := []rune(says); w < 100 && !strings.Contains(flat, says) || !strings.Contains(flat, string(head[:min(len(head), 8)])) {
				t.Errorf("at %d cells %q is missing", w, says)
			}
		}
		if strings.Contains(text, "…") {
			t.Errorf("at %d cells something is cut:\n%s", w, text)
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
	if two, one := len(Lines(m, keys.Everywhere, 112, s, ansi.WcWidth)), len(Lines(m, keys.Everywhere, 70, s, ansi.WcWidth)); two > one*4/5 {
		t.Errorf("two columns take %d lines, one %d", two, one)
	}
}

// A screen's help has its own keys and no others; Tab shows all.
func TestHelpOfAScreen(t *testing.T) {
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range []keys.Place{keys.InList, keys.InArticle, keys.InQuotes, keys.InFeeds, keys.Alone} {
		h := New(keys.Default(), "1", place)
		h.SetStyles(s, ansi.WcWidth)
		text := func() string { return ansi.Strip(strings.Join(h.Body(70, 99).Lines, "\n")) }
		for i, e := range keys.Table() {
			if i > 0 && keys.Both(keys.Table()[i-1].Action) != "" {
				continue // stands in the row of the one before
			}
			own := false
			for line := range strings.SplitSeq(text(), "\n") {
				own = own || strings.HasPrefix(line, h.m.All(e.Action)+" ")
			}
			// r and e are other things on other screens.
			if works := e.Places&place != 0; works && !own || own && !works && !slices.Contains(e.Keys, "r") && !slices.Contains(e.Keys, "e") {
				t.Errorf("place %d: %s works: %t; is shown: %t", place, e.Action, works, own)
			}
		}
		few := text()
		h.Update(uitest.Key("tab"))
		if all := text(); len(all) <= len(few) || !strings.Contains(all, "remove this feed") {
			t.Errorf("place %d: Tab shows\n%s", place, all)
		}
	}
}
