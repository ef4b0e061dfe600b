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
		return intent.None{}, nil, Consumed
	case tea.KeyPressMsg:
		return t.press(msg)
	}
	return intent.None{}, nil, Ignored
}

func (t *Text) press(k tea.KeyPressMsg) (intent.Intent, tea.Cmd, Verdict) {
	m, page := t.Keys, max(t.tall-1, 1)
	switch {
	case m.Is(k, keys.Quit):
		return intent.Quit{}, nil, Finished
	case m.Is(k, keys.Back), m.Is(k, keys.Help), m.Is(k, keys.Open):
		return intent.None{}, nil, Finished
	case m.Is(k, keys.Down):
		t.offset++
	case m.Is(k, keys.Up):
		t.offset--
	case m.Is(k, keys.PageDown):
		t.offset += page
	case m.Is(k, keys.PageUp):
		t.offset -= page
	case m.Is(k, keys.HalfDown):
		t.offset += max(page/2, 1)
	case m.Is(k, keys.HalfUp):
		t.offset -= max(page/2, 1)
	case m.Is(k, keys.Top):
		t.offset = 0
	case m.Is(k, keys.Bottom):
		t.offset = t.lines
	}
	// The next frame brings the offset back into the text; here only so far
	// that it cannot run away between two frames.
	t.offset = max(min(t.offset, t.lines), 0)
	return intent.None{}, nil, Consumed
}
