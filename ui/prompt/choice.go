package prompt

import (
	"fmt"
	"slices"
	"strings"

	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/overlay"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Option is one row of a Choice.
type Option struct {
	Value string // what is taken; "" for the head of a group
	Text  string
	Note  string
	Fixed string // why it can't be chosen: "subscribed"
}

// Choice is a layer that offers a list: one row to take, or several to tick.
// A group's head ticks its whole group.
type Choice struct {
	Title   string
	Intro   string
	Several bool
	Options []Option
	Answer  func(values []string) intent.Intent

	Keys   keys.Map
	styles theme.Styles
	method ansi.Method
	cursor int
	offset int
	tall   int // rows of the last frame
	ticked map[int]bool
}

// SetStyles repaints.
func (c *Choice) SetStyles(s theme.Styles, m ansi.Method) { c.styles, c.method = s, m }

// Ticked are the values that are ticked, in the order of the list.
func (c *Choice) Ticked() []string {
	var out []string
	for i, o := range c.Options {
		if c.ticked[i] && !slices.Contains(out, o.Value) {
			out = append(out, o.Value)
		}
	}
	return out
}

// Update moves, ticks and answers. Space ticks here, whatever it does in
// lists: there is nothing to page through that would be more urgent.
func (c *Choice) Update(msg tea.Msg) (intent.Intent, tea.Cmd, overlay.Verdict) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		if w, ok := msg.(tea.MouseWheelMsg); ok {
			switch w.Button {
			case tea.MouseWheelDown:
				c.move(1)
			case tea.MouseWheelUp:
				c.move(-1)
			}
			return intent.None{}, nil, overlay.Consumed
		}
		return intent.None{}, nil, overlay.Ignored
	}
	m := c.Keys
	switch {
	case m.Is(k, keys.Quit):
		return intent.Quit{}, nil, overlay.Finished
	case k.Keystroke() == "enter":
		return c.answer()
	case c.Several && k.Keystroke() == "space":
		c.tick()
	case m.Is(k, keys.Back):
		return intent.None{}, nil, overlay.Finished
	default:
		c.cursor, _ = m.Step(k, c.cursor, len(c.Options), max(c.tall-1, 1))
	}
	return intent.None{}, nil, overlay.Consumed
}

func (c *Choice) move(by int) {
	c.cursor = max(min(c.cursor+by, len(c.Options)-1), 0)
}

// tick ticks the row, or every row of the group that it heads: all of them, or
// none when all were ticked already. The cursor goes on to the next row.
func (c *Choice) tick() {
	if c.cursor >= len(c.Options) {
		return
	}
	if c.ticked == nil {
		c.ticked = map[int]bool{}
	}
	rows := []int{c.cursor}
	if c.Options[c.cursor].Value == "" {
		rows = c.group(c.cursor)
	}
	rows = slices.DeleteFunc(rows, func(i int) bool { return c.Options[i].Fixed != "" })
	off := !slices.ContainsFunc(rows, func(i int) bool { return !c.ticked[i] })
	for _, i := range rows {
		c.ticked[i] = !off
	}
	c.move(1)
}

// group are the rows behind a head, up to the next head.
func (c *Choice) group(head int) []int {
	var rows []int
	for i := head + 1; i < len(c.Options) && c.Options[i].Value != ""; i++ {
		rows = append(rows, i)
	}
	return rows
}

func (c *Choice) answer() (intent.Intent, tea.Cmd, overlay.Verdict) {
	values := c.Ticked()
	if len(values) == 0 && c.cursor < len(c.Options) {
		if o := c.Options[c.cursor]; o.Value != "" && o.Fixed == "" {
			values = []string{o.Value}
		}
	}
	if len(values) == 0 {
		return intent.None{}, nil, overlay.Consumed
	}
	return c.Answer(values), nil, overlay.Finished
}

// Body draws the rows in sight.
func (c *Choice) Body(w, h int) overlay.Content {
	w = min(w, 84)
	out := overlay.Content{Title: c.Title, Hint: c.hint(), Wide: w, CursorX: -1, CursorY: -1}
	if c.Intro != "" && h > 8 {
		for s := range strings.SplitSeq(c.method.Wrap(c.Intro, max(w, 1), ""), "\n") {
			out.Lines = append(out.Lines, c.styles.Hint.Render(s))
		}
		out.Lines = append(out.Lines, "")
	}
	c.tall = max(h-len(out.Lines), 1)
	c.offset = max(min(c.offset, c.cursor, len(c.Options)-c.tall), c.cursor-c.tall+1, 0)
	for i := c.offset; i < min(c.offset+c.tall, len(c.Options)); i++ {
		out.Lines = append(out.Lines, c.row(i, w))
	}
	return out
}

func (c *Choice) hint() string {
	if !c.Several {
		return "Enter takes it · Esc closes"
	}
	n := len(c.Ticked())
	if n == 0 {
		return "Space ticks · Enter takes the row · Esc closes"
	}
	return fmt.Sprintf("Space ticks · Enter subscribes to %d · Esc closes", n)
}

func (c *Choice) row(i, w int) string {
	o, s := c.Options[i], c.styles
	text, note := s.Text, s.Hint
	mark, sign := s.Border, "○ "
	switch {
	case o.Value == "":
		text, sign = s.Header, ""
	case o.Fixed != "":
		text, mark, sign = s.Hint, s.Good, "✓ "
	case c.ticked[i]:
		mark, sign = s.Good, "● "
	case !c.Several:
		sign = ""
	}
	bar := " "
	if i == c.cursor {
		bar = "▌"
		text, note, mark = s.Cursor.Inherit(text), s.Cursor.Inherit(note), s.Cursor.Inherit(mark)
	}
	extra := o.Note
	if o.Fixed != "" {
		extra = o.Fixed
	}
	right := 0
	if w >= 50 {
		right = w / 2
	}
	left := w - right - layout.Width(bar+sign, c.method)
	return layout.Line(mark.Render(bar+sign)+text.Render(render.Fit(o.Text, left-1, c.method)+" ")+
		note.Render(render.Fit(extra, right, c.method)), w, c.method)
}
