// Package overlay is the stack of layers that lie over a screen: dialogs,
// menus, the help. The top layer sees input first and is drawn last. The
// package owns their order, frame and place; it never knows what is in them.
package overlay

import (
	"pullquote/ui/intent"
	"pullquote/ui/layout"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Verdict is what a layer did with a message.
type Verdict int

// The verdicts.
const (
	Ignored  Verdict = iota // the layers below may have it
	Consumed                // it was for this layer
	Finished                // so it was, and the layer wants to close
)

// Layer is something that lies over the screen.
type Layer interface {
	Update(msg tea.Msg) (intent.Intent, tea.Cmd, Verdict)
	// Body is what is inside the frame, for a place of at most w by h cells;
	// lines that are too long are cut.
	Body(w, h int) Content
	SetStyles(s theme.Styles, m ansi.Method)
}

// Content is the inside of a layer.
type Content struct {
	Title string
	Hint  string // keys, in the lower border
	Lines []string
	Wide  int // cells that the lines want; 0: as many as there are
	// The text cursor in Lines; both -1: there is none.
	CursorX, CursorY int
}

// Stack holds the layers, the topmost last.
type Stack struct {
	layers []Layer
	held   bool
	styles theme.Styles
	method ansi.Method
}

// New makes an empty stack.
func New(s theme.Styles, m ansi.Method) *Stack { return &Stack{styles: s, method: m} }

// SetStyles repaints all layers.
func (s *Stack) SetStyles(st theme.Styles, m ansi.Method) {
	s.styles, s.method = st, m
	for _, l := range s.layers {
		l.SetStyles(st, m)
	}
}

// Push lays a layer on top.
func (s *Stack) Push(l Layer) {
	l.SetStyles(s.styles, s.method)
	s.layers = append(s.layers, l)
	s.held = false
}

// PushHeld lays a layer on top that opens by itself: it ignores keys until
// Release, so that what was typed for the screen below chooses nothing in it.
func (s *Stack) PushHeld(l Layer) {
	s.Push(l)
	s.held = true
}

// Release lets a held layer hear keys.
func (s *Stack) Release() { s.held = false }

// Top is the topmost layer, or nil.
func (s *Stack) Top() Layer {
	if len(s.layers) == 0 {
		return nil
	}
	return s.layers[len(s.layers)-1]
}

// Pop closes the topmost layer.
func (s *Stack) Pop() {
	if n := len(s.layers); n > 0 {
		s.layers = s.layers[:n-1]
		s.held = false
	}
}

// Remove closes one layer, wherever it lies.
func (s *Stack) Remove(l Layer) {
	for i, x := range s.layers {
		if x == l {
			s.layers = append(s.layers[:i], s.layers[i+1:]...)
			return
		}
	}
}

// Update gives input to the topmost layer. A layer that finishes is closed.
func (s *Stack) Update(msg tea.Msg) (intent.Intent, tea.Cmd, Verdict) {
	top := s.Top()
	if top == nil {
		return intent.None{}, nil, Ignored
	}
	if s.held {
		return intent.None{}, nil, Consumed
	}
	in, cmd, v := top.Update(msg)
	if v == Finished {
		s.Remove(top)
	}
	return in, cmd, v
}

// Draw lays all layers over a frame of w cells a line and tells where the
// text cursor of the topmost stands; nil: hidden.
func (s *Stack) Draw(frame []string, w int) *tea.Cursor {
	var cur *tea.Cursor
	for _, l := range s.layers {
		cur = s.draw(frame, w, l)
	}
	return cur
}

// The frame around a layer: a border and a blank on each side.
const (
	sides  = 4
	ends   = 2
	margin = 2 // cells of the screen that stay in sight beside it
)

func (s *Stack) draw(frame []string, w int, l Layer) *tea.Cursor {
	h := len(frame)
	if w < 24 || h < 7 {
		return s.drawBare(frame, w, l)
	}
	c := l.Body(w-sides-2*margin, h-ends-2)
	wide := c.Wide
	for _, x := range append([]string{c.Title + "   ", c.Hint + "   "}, c.Lines...) {
		if c.Wide == 0 || x != "" && len(c.Lines) == 0 {
			wide = max(wide, layout.Width(x, s.method))
		}
	}
	wide = min(wide, w-sides-2*margin)
	tall := min(len(c.Lines), h-ends-2)
	box := s.frame(c, wide, tall)
	x, y := (w-wide-sides)/2, max((h-tall-ends)/3, 0)
	layout.Put(frame, box, x, y, s.method)
	if c.CursorY < 0 || c.CursorX < 0 {
		return nil
	}
	return tea.NewCursor(x+2+min(c.CursorX, wide-1), y+1+min(c.CursorY, max(tall-1, 0)))
}

// drawBare fills a terminal that is too small for borders.
func (s *Stack) drawBare(frame []string, w int, l Layer) *tea.Cursor {
	c := l.Body(w, len(frame))
	copy(frame, layout.Box(c.Lines, w, len(frame), s.method))
	if c.CursorY < 0 || c.CursorX < 0 {
		return nil
	}
	return tea.NewCursor(min(c.CursorX, w-1), min(c.CursorY, len(frame)-1))
}

func (s *Stack) frame(c Content, wide, tall int) []string {
	b, m := s.styles.Border, s.method
	edge := func(left, right, text string, st func(...string) string) string {
		if text != "" {
			text, _ = render.Clip(text, max(wide-2, 0), m)
			text = " " + text + " "
		}
		n := wide + 1 - layout.Width(text, m)
		return b.Render(left+"─") + st(text) + b.Render(rule(n)+right)
	}
	out := make([]string, 0, tall+ends)
	out = append(out, edge("╭", "╮", c.Title, s.styles.Header.Render))
	for _, line := range layout.Box(c.Lines, wide, tall, m) {
		out = append(out, b.Render("│")+" "+line+" "+b.Render("│"))
	}
	return append(out, edge("╰", "╯", c.Hint, s.styles.Hint.Render))
}

func rule(n int) string {
	out := ""
	for range n {
		out += "─"
	}
	return out
}
