package prompt

import (
	"reflect"
	"strings"
	"testing"

	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		name, from string
		keys       []string
		want       string
	}{
		{"letters", "", []string{"a", "space", "b"}, "a b"},
		{"backspace", "abc", []string{"backspace"}, "ab"},
		{"in the middle", "ac", []string{"left", "b"}, "abc"},
		{"home and delete", "abc", []string{"home", "delete"}, "bc"},
		{"a word", "one two", []string{"ctrl+w"}, "one "},
		{"to the start", "one two", []string{"left", "ctrl+u"}, "o"},
		{"to the end", "one two", []string{"home", "right", "ctrl+k"}, "o"},
		{"by words", "one two", []string{"ctrl+left", "x"}, "one xtwo"},
		{"a whole cluster goes at once", "e\u0301", []string{"backspace"}, ""},
		{"at the ends nothing happens", "", []string{"backspace", "delete", "left", "right", "ctrl+w"}, ""},
	} {
		f := NewField(c.from)
		for _, k := range c.keys {
			f.Update(uitest.Key(k))
		}
		if got := f.Value(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPastingIsCleanedAndBounded(t *testing.T) {
	f := NewField("")
	f.Update(tea.PasteMsg{Content: "a\x1b]52;c;x\x07b\nc\u202e\n"})
	if got := f.Value(); got != "a]52;c;xb c" {
		t.Errorf("pasted %q", got)
	}
	f.Update(tea.PasteMsg{Content: strings.Repeat("x", 1<<20)})
	if len(f.Value()) > maxText {
		t.Errorf("the line grew to %d bytes", len(f.Value()))
	}
}

// The cursor stands in the cell behind the text before it, in any script.
func TestCursorCell(t *testing.T) {
	f := NewField("日本語abc")
	if _, x := f.View(40, ansi.WcWidth); x != 9 {
		t.Errorf("the cursor is in cell %d, want 9", x)
	}
	f.Update(uitest.Key("home"))
	f.Update(uitest.Key("right"))
	if _, x := f.View(40, ansi.WcWidth); x != 2 {
		t.Errorf("the cursor is in cell %d, want 2", x)
	}
}

func FuzzField(f *testing.F) {
	f.Add("日本 text 👩🏽‍🚀", "left left x backspace ctrl+w home y", 7)
	f.Add("e\u0301\u0301", "left z", 1)
	f.Fuzz(func(t *testing.T, text, names string, w int) {
		if w < 1 || w > 100 || len(names) > 200 {
			return
		}
		field := NewField(text)
		for _, n := range strings.Fields(names) {
			field.Update(uitest.Key(n))
			for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
				shown, x := field.View(w, m)
				if x < 0 || x >= w {
					t.Fatalf("the cursor stands in cell %d of %d", x, w)
				}
				if !strings.Contains(field.Value(), shown) {
					t.Fatalf("%q shows %q", field.Value(), shown)
				}
			}
		}
	})
}

func styles(t *testing.T, l overlay.Layer) {
	t.Helper()
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	l.SetStyles(s, ansi.WcWidth)
}

func TestLineAnswersAndCompletes(t *testing.T) {
	l := NewLine(Line{
		Title: "T", Label: ": ",
		Complete: func(s string) []Item {
			return []Item{{Text: s + "one"}, {Text: s + "two"}}
		},
		Answer: func(s string) intent.Intent { return intent.Command{Line: s} },
	}, keys.Default(), "")
	styles(t, l)
	for _, k := range []string{"a", "down", "down"} {
		l.Update(uitest.Key(k))
	}
	if in, _, v := l.Update(uitest.Key("enter")); in != (intent.Command{Line: "atwo"}) || v != overlay.Finished {
		t.Errorf("Enter on the second completion gives %+v", in)
	}
	l.Update(uitest.Key("tab"))
	if got := l.field.Value(); got != "atwo " {
		t.Errorf("Tab completes to %q", got)
	}
	if in, _, v := l.Update(uitest.Key("esc")); in != (intent.None{}) || v != overlay.Finished {
		t.Error("Esc does not close it")
	}
	if in, _, _ := l.Update(uitest.Key("Q")); in != (intent.None{}) || !strings.HasSuffix(l.field.Value(), "Q") {
		t.Error("Q in a text field is not a letter")
	}
}

func TestChoiceTicks(t *testing.T) {
	c := &Choice{
		Several: true, Keys: keys.Default(),
		Options: []Option{{Text: "World"}, {Value: "a"}, {Value: "b", Fixed: "subscribed"}, {Value: "c"}, {Text: "Science"}, {Value: "d"}},
		Answer:  func(v []string) intent.Intent { return intent.Subscribe{URLs: v} },
	}
	styles(t, c)
	answer := func() intent.Intent { in, _, _ := c.Update(uitest.Key("enter")); return in }
	if in := answer(); in != (intent.None{}) {
		t.Errorf("Enter on a head without ticks gives %+v", in)
	}
	c.Update(uitest.Key("space")) // the head: its whole group, but not what is there already
	if in := answer(); !reflect.DeepEqual(in, intent.Subscribe{URLs: []string{"a", "c"}}) {
		t.Errorf("ticking a head gives %+v", in)
	}
	c.Update(uitest.Key("g"))
	c.Update(uitest.Key("space"))
	if got := c.Ticked(); len(got) != 0 {
		t.Errorf("ticking it again leaves %v", got)
	}
	c.Update(uitest.Key("G"))
	if in := answer(); !reflect.DeepEqual(in, intent.Subscribe{URLs: []string{"d"}}) {
		t.Errorf("Enter without ticks takes %+v", in)
	}
}

func TestConfirmTakesOnlyYes(t *testing.T) {
	for key, want := range map[string]intent.Intent{
		"y": intent.Unsubscribe{Feed: 7}, "n": intent.None{}, "esc": intent.None{}, "enter": intent.None{}, "space": intent.None{},
	} {
		c := &Confirm{Question: "Really?", Yes: intent.Unsubscribe{Feed: 7}, Keys: keys.Default()}
		if in, _, v := c.Update(uitest.Key(key)); in != want || v != overlay.Finished {
			t.Errorf("%s answers %+v", key, in)
		}
	}
}

// Lines never exceed the place that they were drawn for, problem included.
func TestBodiesFit(t *testing.T) {
	l := NewLine(Line{Title: "T", Label: "Address ", Problem: strings.Repeat("long ", 40), Answer: nil}, keys.Default(), "日本語")
	c := &Choice{Several: true, Keys: keys.Default(), Options: []Option{{Text: "H"}, {Value: "a", Text: "東京", Note: "x"}}}
	styles(t, l)
	styles(t, c)
	for w := 1; w < 120; w++ {
		for _, line := range c.Body(w, 5).Lines {
			if n := layout.Width(line, ansi.WcWidth); n > w {
				t.Fatalf("a choice in %d cells takes %d", w, n)
			}
		}
		if body := l.Body(w, 9); body.Wide > w {
			t.Fatalf("a line in %d cells wants %d", w, body.Wide)
		}
	}
}
