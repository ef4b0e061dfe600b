package overlay

import (
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Text is a layer of lines that scrolls: the help, what went wrong.
type Text struct {
	Title string
	Hint  string
	Keys  keys.Map
	// Lines draws the text for a width; it is asked at every frame, and so
	// has to be cheap.
	Lines func(w int, s theme.Styles, m ansi.Method) []string

	styles      theme.Styles
	method      ansi.Method
	offset      int
	tall, lines int // of the last frame
}

// SetStyles repaints.
func (t *Text) SetStyles(s theme.Styles, m ansi.Method) { t.styles, t.method = s, m }

// Body draws the lines in sight.
func (t *Text) Body(w, h int) Content {
	all := t.Lines(w, t.styles, t.method)
	t.tall, t.lines = h, len(all)
	t.offset = max(min(t.offset, len(all)-h), 0)
	c := Content{Title: t.Title, Hint: t.Hint, Lines: all[t.offset:min(t.offset+h, len(all))], CursorX: -1, CursorY: -1}
	if len(all) > h {
		c.Hint = t.Keys.First(keys.Down) + "/" + t.Keys.First(keys.Up) + " scroll · " + t.Hint
	}
	return c
}

// Update scrolls and closes.
func (t *Text) Update(msg tea.Msg) (intent.Intent, tea.Cmd, Verdict) {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			t.offset += 3
		case tea.MouseWheelUp:
			t.offset -= 3
		}
		t.offset = max(min(t.offset, t.lines), 0) // the next frame brings it back into the text
		return intent.None{}, nil, Consumed
	case tea.KeyPressMsg:
		return t.press(msg)
	}
	return intent.None{}, nil, Ignored
}

func (t *Text) press(k tea.KeyPressMsg) (intent.Intent, tea.Cmd, Verdict) {
	m := t.Keys
	switch {
	case m.Is(k, keys.Quit):
		return intent.Quit{}, nil, Finished
	case m.Is(k, keys.Back), m.Is(k, keys.Help), m.Is(k, keys.Open):
		return intent.None{}, nil, Finished
	}
	t.offset, _ = m.Step(k, t.offset, max(t.lines-t.tall+1, 1), max(t.tall-1, 1))
	return intent.None{}, nil, Consumed
}
