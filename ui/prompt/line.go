package prompt

import (
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

// Item is something that a line may be completed to, or that can be chosen.
type Item struct {
	Text string // what is taken
	Note string // what it does or where it is from
	Key  string // the key that does the same
}

// Line is a layer that asks for one line, with what it may be completed to
// below it.
type Line struct {
	Title string
	Label string // in front of the text
	Hint  string
	// Problem is what was wrong with the last answer.
	Problem string
	// Empty lets no text at all be an answer.
	Empty bool
	// Complete gives the items that fit what was typed, best first; nil: none.
	Complete func(text string) []Item
	// Answer turns the text into what is asked for.
	Answer func(text string) intent.Intent

	field  Field
	items  []Item
	chosen int // index into items; -1: the text as it was typed
	styles theme.Styles
	method ansi.Method
	keys   keys.Map
}

// NewLine makes a line that holds a text already.
func NewLine(l Line, m keys.Map, text string) *Line {
	l.field, l.keys = NewField(text), m
	l.refresh()
	return &l
}

// SetStyles repaints.
func (l *Line) SetStyles(s theme.Styles, m ansi.Method) { l.styles, l.method = s, m }

func (l *Line) refresh() {
	l.chosen = -1
	if l.Complete != nil {
		l.items = l.Complete(l.field.Value())
	}
}

// Update edits; Enter answers, Esc closes, Tab completes. These keys are fixed:
// in a text field every other one is text.
func (l *Line) Update(msg tea.Msg) (intent.Intent, tea.Cmd, overlay.Verdict) {
	k, ok := msg.(tea.KeyPressMsg)
	if ok {
		switch k.Keystroke() {
		case "esc":
			return intent.None{}, nil, overlay.Finished
		case "ctrl+c":
			return intent.Quit{}, nil, overlay.Finished
		case "enter":
			return l.answer()
		case "tab":
			l.complete()
			return intent.None{}, nil, overlay.Consumed
		case "down", "ctrl+n":
			l.chosen = min(l.chosen+1, len(l.items)-1)
			return intent.None{}, nil, overlay.Consumed
		case "up", "ctrl+p":
			l.chosen = max(l.chosen-1, -1)
			return intent.None{}, nil, overlay.Consumed
		}
	}
	handled, changed := l.field.Update(msg)
	if changed {
		l.Problem = ""
		l.refresh()
	}
	if handled || ok {
		return intent.None{}, nil, overlay.Consumed
	}
	return intent.None{}, nil, overlay.Ignored
}

func (l *Line) answer() (intent.Intent, tea.Cmd, overlay.Verdict) {
	text := strings.TrimSpace(l.field.Value())
	if l.chosen >= 0 {
		text = l.items[l.chosen].Text
	}
	if text == "" && !l.Empty {
		return intent.None{}, nil, overlay.Finished
	}
	return l.Answer(text), nil, overlay.Finished
}

// complete takes the chosen item, or the first, into the text.
func (l *Line) complete() {
	if len(l.items) > 0 {
		l.field.Set(l.items[max(l.chosen, 0)].Text + " ")
		l.refresh()
	}
}

// Body draws the line and what it may be completed to.
func (l *Line) Body(w, h int) overlay.Content {
	w = min(w, 72)
	label, n := render.Clip(l.Label, max(w-8, 0), l.method)
	text, x := l.field.View(w-n, l.method)
	c := overlay.Content{Title: l.Title, Hint: l.Hint, Wide: w, CursorX: n + x}
	c.Lines = append(c.Lines, l.styles.HintKey.Render(label)+l.styles.Text.Render(text))
	if l.Problem != "" {
		for _, s := range strings.Split(l.method.Wrap(l.Problem, max(w, 1), ""), "\n") {
			c.Lines = append(c.Lines, l.styles.Problem.Render(s))
		}
	}
	if len(l.items) == 0 || h < 4 {
		return c
	}
	c.Lines = append(c.Lines, "")
	room := min(h-len(c.Lines), 10)
	from := max(min(l.chosen-room+1, len(l.items)-room), 0)
	for i := from; i < min(from+room, len(l.items)); i++ {
		c.Lines = append(c.Lines, l.item(l.items[i], i == l.chosen, w))
	}
	return c
}

func (l *Line) item(it Item, here bool, w int) string {
	s := l.styles
	name, note, key := s.Source, s.Hint, s.HintKey
	mark := "  "
	if here {
		name, note, key = s.Cursor.Inherit(name), s.Cursor.Inherit(note), s.Cursor.Inherit(key)
		mark = "▌ "
	}
	// What is taken must be readable; what it does is told where there is room.
	texts, keyed := l.widest()
	left := min(max(w/3, 12, texts+3), w)
	keyWide := min(keyed, max(w-left-2, 0))
	noteWide, told := w-left-keyWide-1, it.Note
	if noteWide < fewCells {
		told = ""
	}
	return layout.Line(name.Render(mark+render.Fit(it.Text, left-3, l.method)+" ")+
		note.Render(render.Fit(told, noteWide, l.method)+" ")+
		key.Render(render.Fit(it.Key, keyWide, l.method)), w, l.method)
}

// fewCells is less than a note can say anything in.
const fewCells = 10

// widest is the width of the longest item and of the longest key.
func (l *Line) widest() (texts, keyed int) {
	for _, it := range l.items {
		texts = max(texts, render.Cells(it.Text, l.method))
		keyed = max(keyed, render.Cells(it.Key, l.method))
	}
	return texts, keyed
}
