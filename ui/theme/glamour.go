package theme

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
)

// Auto is the name that takes the dark or the light style by the terminal's
// background.
const Auto = "auto"

// ErrNotStyle: the JSON is no Glamour style.
var ErrNotStyle = errors.New("not a Glamour style")

// Names are the built-in styles that Options.Name takes: "auto" first, then
// by name.
func Names() []string {
	return append([]string{Auto}, slices.Sorted(maps.Keys(styles.DefaultStyles))...)
}

// chosen is a Glamour style and what it presumes of the terminal.
type chosen struct {
	config     ansi.StyleConfig
	dark, bare bool
}

func choose(o Options) (chosen, error) {
	if len(o.JSON) > 0 {
		c, err := parse(o.JSON)
		return chosen{config: c, dark: o.Dark}, err
	}
	name := strings.ToLower(strings.TrimSpace(o.Name))
	switch name {
	case "", Auto:
		name = styles.LightStyle
		if o.Dark {
			name = styles.DarkStyle
		}
	}
	c, ok := styles.DefaultStyles[name]
	if !ok {
		return chosen{}, fmt.Errorf("theme: no style is called %q; there are %s",
			o.Name, strings.Join(Names(), ", "))
	}
	switch name {
	case styles.LightStyle:
		return chosen{config: *c}, nil
	case styles.NoTTYStyle, styles.AsciiStyle:
		return chosen{config: *c, dark: o.Dark, bare: true}, nil
	}
	return chosen{config: *c, dark: true}, nil
}

// parse reads a Glamour style of the reader's own. Glamour itself takes any
// JSON object, and a file of something else gives a screen without colours and
// no word why: so at least one of its fields must be there.
func parse(raw []byte) (ansi.StyleConfig, error) {
	var c ansi.StyleConfig
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return c, fmt.Errorf("theme: %w: %w", ErrNotStyle, err)
	}
	t := reflect.TypeFor[ansi.StyleConfig]()
	known := false
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		_, ok := fields[name]
		known = known || ok
	}
	if !known {
		return c, fmt.Errorf("theme: %w: none of its fields is there", ErrNotStyle)
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		return c, fmt.Errorf("theme: %w: %w", ErrNotStyle, err)
	}
	return c, nil
}

// paint is a Glamour primitive as a style. Left out are those that change the
// words (upper, lower, title: a quote must stand as it was printed), hide them
// (conceal) or blink.
func paint(p ansi.StylePrimitive) lipgloss.Style { return over(lipgloss.NewStyle(), p) }

// over lays what a primitive says over a style.
func over(s lipgloss.Style, p ansi.StylePrimitive) lipgloss.Style {
	if p.Color != nil && *p.Color != "" {
		s = s.Foreground(lipgloss.Color(*p.Color))
	}
	if p.BackgroundColor != nil && *p.BackgroundColor != "" {
		s = s.Background(lipgloss.Color(*p.BackgroundColor))
	}
	if p.Bold != nil {
		s = s.Bold(*p.Bold)
	}
	if p.Italic != nil {
		s = s.Italic(*p.Italic)
	}
	if p.Underline != nil {
		s = s.Underline(*p.Underline)
	}
	if p.CrossedOut != nil {
		s = s.Strikethrough(*p.CrossedOut)
	}
	if p.Faint != nil {
		s = s.Faint(*p.Faint)
	}
	if p.Inverse != nil {
		s = s.Reverse(*p.Inverse)
	}
	return s
}

// article reads the styles of the running text.
//
// The marks of Markdown that Glamour keeps ("## ", "**") are left out: the
// article was never Markdown. A link takes the colour of Glamour's link text
// and the underline of its link, but not the bold, which in news prose with a
// link in every second line would outshout what is strong.
func (s *Styles) article(c ansi.StyleConfig) {
	text := over(paint(c.Document.StylePrimitive), c.Paragraph.StylePrimitive)
	text = over(text, c.Text).UnsetBackground() // one block of colour must not end at the last letter
	s.Text = text
	head := over(over(text, c.Heading.StylePrimitive), ansi.StylePrimitive{})
	s.Heading1 = over(head, c.H1.StylePrimitive)
	s.Heading2 = over(head, c.H2.StylePrimitive)
	s.Heading3 = over(head, c.H3.StylePrimitive)
	s.Headline = text.Bold(true)
	s.Emphasis = orElse(c.Emph, lipgloss.NewStyle().Italic(true))
	s.Strong = orElse(c.Strong, lipgloss.NewStyle().Bold(true))
	s.Strike = orElse(c.Strikethrough, lipgloss.NewStyle().Strikethrough(true))
	s.Code = orElse(c.Code.StylePrimitive, lipgloss.NewStyle().Bold(true))
	s.Link = over(over(lipgloss.NewStyle().Underline(true), c.Link), c.LinkText).Bold(false)
	s.LinkActive = lipgloss.NewStyle().Reverse(true)
	s.BlockQuote = over(text, c.BlockQuote.StylePrimitive)
	s.QuoteBar = token("│ ")
	if t := c.BlockQuote.IndentToken; t != nil && token(*t) != "" {
		s.QuoteBar = token(*t)
	}
	s.BulletMark = token(c.Item.BlockPrefix)
	if s.BulletMark == "" {
		s.BulletMark = "• "
	}
}

// orElse is what the primitive says, or where it says nothing the other style.
func orElse(p ansi.StylePrimitive, other lipgloss.Style) lipgloss.Style {
	if p.Color == nil && p.BackgroundColor == nil && p.Bold == nil && p.Italic == nil &&
		p.Underline == nil && p.CrossedOut == nil && p.Faint == nil && p.Inverse == nil {
		return other
	}
	return paint(p)
}

// token is a mark from a style file: printable characters only and at most
// four, so that a file from somewhere can neither steer the terminal nor push
// the text off the screen.
func token(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) { // controls, bidi marks, tags: of blanks only ' ' passes
			return -1
		}
		return r
	}, s)
	if strings.TrimSpace(s) == "" {
		return ""
	}
	r := []rune(s)
	return string(r[:min(len(r), 4)])
}
