package ui

import (
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Update is a table of contents: terminal reports, size, results, the clock,
// then input from the top layer down.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		return m, m.background(msg.IsDark())
	case tea.ColorProfileMsg:
		return m, m.profile(msg.Profile)
	case tea.ModeReportMsg:
		m.mode(msg)
		return m, nil
	case tea.WindowSizeMsg:
		m.w, m.h = max(msg.Width, 0), max(msg.Height, 0)
		m.arrange()
		return m, tea.Batch(m.more(), m.readQuotes()) // a larger screen may lack rows
	case work.Result:
		return m, m.result(msg)
	case tick:
		return m, m.tick(msg)
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		return m, m.input(msg)
	}
	// Whatever else is somebody's own timer.
	_, cmd := m.pager.Update(msg)
	return m, cmd
}

// input finds who a key, a paste or the mouse is for: the top layer, a focused
// text field, the focused pane, and then the keys of the whole program.
func (m *Model) input(msg tea.Msg) tea.Cmd {
	if m.w == 0 || m.h == 0 {
		return nil
	}
	key, isKey := msg.(tea.KeyPressMsg)
	if isKey && m.notice.seen {
		m.notice = notice{n: m.notice.n}
	}
	if m.layers.Top() != nil {
		in, cmd, verdict := m.layers.Update(msg)
		if verdict != overlay.Ignored {
			return tea.Batch(cmd, m.do(in))
		}
		return nil // what lies under a dialog hears nothing
	}
	if m.filter != nil {
		return m.typeFilter(msg)
	}
	if m.typing() {
		return m.pane(msg)
	}
	if isKey {
		if cmd, took := m.urgent(key); took {
			return cmd
		}
	}
	in, cmd := m.paneIntent(m.local(msg))
	if _, none := in.(intent.None); !none || cmd != nil || !isKey {
		return tea.Batch(cmd, m.do(in))
	}
	return m.global(key)
}

// typing reports whether a pane's own text field takes all keys.
func (m *Model) typing() bool {
	switch m.place() {
	case keys.InArticle:
		return m.pager.Typing()
	case keys.InQuotes:
		return m.quotes.Typing()
	}
	return false
}

// place is the screen that the keys are for.
func (m *Model) place() keys.Place {
	switch {
	case m.reading != nil && (m.focus == onReader || m.rects.List.Empty()):
		return keys.InArticle
	case m.quotes != nil && m.reading == nil:
		return keys.InQuotes
	case m.focus == onSide:
		return keys.InFeeds
	}
	return keys.InList
}

// here is place, and tells an article by itself, or behind a link, apart: it is
// in no library, and fewer keys work.
func (m *Model) here() keys.Place {
	if m.alone() || m.place() == keys.InArticle && m.behindLink() {
		return keys.Alone
	}
	return m.place()
}

// pane gives a message to the focused pane.
func (m *Model) pane(msg tea.Msg) tea.Cmd {
	in, cmd := m.paneIntent(msg)
	return tea.Batch(cmd, m.do(in))
}

func (m *Model) paneIntent(msg tea.Msg) (intent.Intent, tea.Cmd) {
	if msg == nil {
		return intent.None{}, nil
	}
	switch m.place() {
	case keys.InArticle:
		return m.pager.Update(msg)
	case keys.InQuotes:
		return m.quotes.Update(msg)
	case keys.InFeeds:
		return m.side.Update(msg)
	}
	return m.list.Update(msg)
}

// urgent are keys that come before the pane: those that stop something under
// way, whatever is on the screen.
func (m *Model) urgent(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if k.Keystroke() != "esc" {
		return nil, false
	}
	switch {
	case m.slots.open.Busy():
		m.cancelOpening()
		return m.say("Cancelled."), true
	case len(m.adding.queue) > 0:
		return m.cancelAdding(), true
	case m.slots.export.Busy():
		m.slots.export.Abort()
		return m.say("Stopped. Nothing was written."), true
	}
	return nil, false
}

// background takes the terminal's word for light or dark.
func (m *Model) background(dark bool) tea.Cmd {
	if m.follows() && m.look.Dark != dark {
		m.look.Dark = dark
		return m.restyle()
	}
	return nil
}

// follows reports whether light or dark is the terminal's to say.
func (m *Model) follows() bool {
	return m.look.JSON == nil && (m.look.Name == "" || m.look.Name == "auto")
}

// profile honours a terminal without colours, or with few.
func (m *Model) profile(p colorprofile.Profile) tea.Cmd {
	was := m.look
	switch {
	case p <= colorprofile.ASCII:
		m.look.NoColor = m.look.NoColor || m.o.Config.Theme.Color != "always"
	case p == colorprofile.ANSI:
		m.look.Colors = 16
	case p == colorprofile.ANSI256:
		m.look.Colors = 256
	}
	if m.look.NoColor == was.NoColor && m.look.Colors == was.Colors {
		return nil
	}
	return m.restyle()
}

// mode changes to counting by graphemes when the terminal does so itself.
func (m *Model) mode(msg tea.ModeReportMsg) {
	if msg.Mode != ansi.ModeUnicodeCore {
		return
	}
	method := ansi.WcWidth
	// Bubble Tea switches the mode on where the terminal knows it but has it
	// off, so "reset" means graphemes too.
	if msg.Value.IsSet() || msg.Value.IsReset() || msg.Value.IsPermanentlySet() {
		method = ansi.GraphemeWidth
	}
	if method != m.method {
		m.method = method
		m.repaint()
	}
}

// restyle makes the styles anew.
func (m *Model) restyle() tea.Cmd {
	s, err := theme.New(m.look)
	if err != nil {
		return m.complain("The theme cannot be used: " + words(err))
	}
	m.styles = s
	m.repaint()
	return nil
}

// local turns the mouse's cells into the focused pane's own; a click into
// another pane gives it the focus first.
func (m *Model) local(msg tea.Msg) tea.Msg {
	switch e := msg.(type) {
	case tea.MouseClickMsg:
		x, y, ok := m.under(e.X, e.Y)
		if !ok {
			return nil
		}
		e.X, e.Y = x, y
		return e
	case tea.MouseWheelMsg:
		x, y, ok := m.under(e.X, e.Y)
		if !ok {
			return nil
		}
		e.X, e.Y = x, y
		return e
	}
	return msg
}

func (m *Model) under(x, y int) (px, py int, ok bool) {
	if m.place() == keys.InQuotes {
		return x, y, true
	}
	r := m.rects
	switch {
	case r.Reader.Contains(x, y):
		m.focus = onReader
		return x - r.Reader.X, y - r.Reader.Y, true
	case r.List.Contains(x, y):
		m.focus = onList
		return x - r.List.X, y - r.List.Y, true
	case r.Side.Contains(x, y):
		m.focus = onSide
		return x - r.Side.X, y - r.Side.Y, true
	}
	return 0, 0, false
}
