package overlay

import (
	"strings"
	"testing"

	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

type fake struct {
	heard []string
	v     Verdict
	lines int
}

func (f *fake) Update(msg tea.Msg) (intent.Intent, tea.Cmd, Verdict) {
	f.heard = append(f.heard, msg.(tea.KeyPressMsg).String())
	return intent.None{}, nil, f.v
}
func (f *fake) SetStyles(theme.Styles, ansi.Method) {}
func (f *fake) Body(w, h int) Content {
	out := make([]string, f.lines)
	for i := range out {
		out[i] = strings.Repeat("字", 30)
	}
	return Content{Title: "A title that is too long for small terminals", Hint: "keys", Lines: out, CursorX: 99, CursorY: 99}
}

func stack(t *testing.T) *Stack {
	t.Helper()
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	return New(s, ansi.WcWidth)
}

func TestTopHearsFirst(t *testing.T) {
	s := stack(t)
	under, over := &fake{v: Consumed}, &fake{v: Finished}
	s.Push(under)
	s.Push(over)
	s.Update(uitest.Key("a"))
	s.Update(uitest.Key("b")) // the upper one has closed
	if strings.Join(over.heard, "") != "a" || strings.Join(under.heard, "") != "b" {
		t.Errorf("the upper heard %v, the lower %v", over.heard, under.heard)
	}
	s.Pop()
	if _, _, v := s.Update(uitest.Key("c")); v != Ignored || s.Top() != nil {
		t.Error("an empty stack took a key")
	}
}

func TestHeldLayerIsDeaf(t *testing.T) {
	s := stack(t)
	l := &fake{v: Finished}
	s.PushHeld(l)
	if _, _, v := s.Update(uitest.Key("enter")); v != Consumed || len(l.heard) > 0 {
		t.Error("a held layer heard a key")
	}
	s.Release()
	if s.Update(uitest.Key("enter")); len(l.heard) != 1 {
		t.Error("a released layer heard nothing")
	}
}

func TestEverySize(t *testing.T) {
	for _, lines := range []int{0, 1, 80} {
		s := stack(t)
		s.Push(&fake{lines: lines})
		for _, size := range uitest.Sizes() {
			w, h := size[0], size[1]
			frame := make([]string, h)
			for i := range frame {
				frame[i] = strings.Repeat("東", w/2) + strings.Repeat(".", w%2)
			}
			c := s.Draw(frame, w)
			uitest.Exact(t, "layer", strings.Join(frame, "\n"), w, h, ansi.WcWidth)
			if c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
				t.Fatalf("%dx%d: the cursor stands at %d,%d", w, h, c.X, c.Y)
			}
		}
	}
}

func TestTextScrolls(t *testing.T) {
	text := &Text{Title: "T", Keys: keys.Default(), Lines: func(int, theme.Styles, ansi.Method) []string {
		return strings.Split(strings.Repeat("line\n", 49)+"last", "\n")
	}}
	last := func() bool {
		c := text.Body(20, 10)
		return c.Lines[len(c.Lines)-1] == "last"
	}
	text.Body(20, 10)
	text.Update(uitest.Key("G"))
	if !last() {
		t.Error("G does not show the last line")
	}
	text.Update(uitest.Key("k"))
	if last() {
		t.Error("k after G does not scroll: the offset ran past the end")
	}
	if _, _, v := text.Update(uitest.Key("?")); v != Finished {
		t.Error("the help key does not close it")
	}
}
