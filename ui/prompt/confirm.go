package prompt

import (
	"strings"

	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Confirm is a layer that asks a question whose answer is y; any other key is
// no, so that nothing is lost by a slip.
type Confirm struct {
	Title    string
	Question string
	Yes      intent.Intent
	Keys     keys.Map

	styles theme.Styles
	method ansi.Method
}

// SetStyles repaints.
func (c *Confirm) SetStyles(s theme.Styles, m ansi.Method) { c.styles, c.method = s, m }

// Update takes the answer.
func (c *Confirm) Update(msg tea.Msg) (intent.Intent, tea.Cmd, overlay.Verdict) {
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return intent.None{}, nil, overlay.Ignored
	case c.Keys.Is(k, keys.Quit):
		return intent.Quit{}, nil, overlay.Finished
	case k.Text == "y", k.Text == "Y":
		return c.Yes, nil, overlay.Finished
	}
	return intent.None{}, nil, overlay.Finished
}

// Body draws the question.
func (c *Confirm) Body(w, _ int) overlay.Content {
	w = min(w, 60)
	out := overlay.Content{Title: c.Title, Hint: "y yes · any other key no", Wide: w, CursorX: -1, CursorY: -1}
	for _, s := range strings.Split(c.method.Wrap(c.Question, max(w, 1), ""), "\n") {
		out.Lines = append(out.Lines, c.styles.Text.Render(s))
	}
	return out
}
