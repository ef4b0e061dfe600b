// Package prompt asks the reader for something: a line of text, one or several
// of a list of choices, yes or no. It owns the editing of that line; what an
// answer means is its caller's, told as an intent.
package prompt

import (
	"strings"
	"unicode"

	"pullquote/article"
	"pullquote/ui/layout"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// maxText is how long a line may grow, in bytes: pasting a book by mistake
// must not freeze the screen.
const maxText = 4096

// Field is one line of text with a cursor. Bubbles' text input counts its
// cursor in runes, not cells, and so misses it in Chinese and Japanese; this
// one goes by whole clusters and by the terminal's own method of width.
type Field struct {
	text []string // grapheme clusters
	at   int      // the cursor stands before text[at]
}

// NewField holds a text with the cursor behind it.
func NewField(text string) Field {
	var f Field
	f.Set(text)
	return f
}

// Set takes another text, the cursor behind it.
func (f *Field) Set(text string) {
	f.text = split(text)
	f.at = len(f.text)
}

// Value is the text.
func (f *Field) Value() string { return strings.Join(f.text, "") }

// split cleans a text and cuts it into clusters. What follows a cut at
// maxText is dropped.
func split(s string) []string {
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, article.Clean(s))
	var out []string
	for g := graphemes.FromString(s); g.Next(); {
		out = append(out, g.Value())
	}
	return out
}

// Update edits: letters, pasting, moving, deleting. It reports whether the
// message was one for a field and whether the text changed by it.
func (f *Field) Update(msg tea.Msg) (handled, changed bool) {
	before := f.Value()
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.insert(strings.TrimRight(msg.Content, "\r\n"))
	case tea.KeyPressMsg:
		if !f.edit(msg.Keystroke()) {
			if msg.Text == "" || msg.Mod&(tea.ModAlt|tea.ModCtrl) != 0 {
				return false, false
			}
			f.insert(msg.Text)
		}
	default:
		return false, false
	}
	return true, f.Value() != before
}

// insert puts text at the cursor. The whole is cut into clusters anew, since
// a combining mark joins the letter before it.
func (f *Field) insert(s string) {
	head := strings.Join(f.text[:f.at], "") + article.Clean(s)
	tail := strings.Join(f.text[f.at:], "")
	if len(head)+len(tail) > maxText {
		return
	}
	f.text = split(head + tail)
	f.at = min(len(split(head)), len(f.text))
}

// edit does what an editing key says. They are those of every shell, and are
// not in the key table: a field without them could not be left.
func (f *Field) edit(key string) bool {
	switch key {
	case "left", "ctrl+b":
		f.at = max(f.at-1, 0)
	case "right", "ctrl+f":
		f.at = min(f.at+1, len(f.text))
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.text)
	case "alt+left", "ctrl+left", "alt+b":
		f.at = f.word()
	case "alt+right", "ctrl+right", "alt+f":
		for f.at < len(f.text) && blank(f.text[f.at]) {
			f.at++
		}
		for f.at < len(f.text) && !blank(f.text[f.at]) {
			f.at++
		}
	case "backspace", "ctrl+h":
		f.remove(max(f.at-1, 0), f.at)
	case "delete", "ctrl+d":
		f.remove(f.at, min(f.at+1, len(f.text)))
	case "ctrl+w", "alt+backspace":
		f.remove(f.word(), f.at)
	case "ctrl+u":
		f.remove(0, f.at)
	case "ctrl+k":
		f.remove(f.at, len(f.text))
	default:
		return false
	}
	return true
}

func (f *Field) remove(from, to int) {
	f.text = append(f.text[:from:from], f.text[to:]...)
	f.at = from
}

// word is the beginning of the word before the cursor.
func (f *Field) word() int {
	i := f.at
	for i > 0 && blank(f.text[i-1]) {
		i--
	}
	for i > 0 && !blank(f.text[i-1]) {
		i--
	}
	return i
}

func blank(s string) bool { return strings.IndexFunc(s, unicode.IsSpace) == 0 }

// View is the part of the text around the cursor that fits w cells, and the
// cell in it where the cursor stands.
func (f *Field) View(w int, m ansi.Method) (text string, cursor int) {
	if w <= 0 {
		return "", 0
	}
	// The window begins so that the cursor's own cell is still inside.
	from, width := f.at, 0
	for from > 0 {
		n := layout.Width(f.text[from-1], m)
		if width+n > w-1 {
			break
		}
		from, width = from-1, width+n
	}
	cursor = width
	to := f.at
	for to < len(f.text) {
		n := layout.Width(f.text[to], m)
		if width+n > w {
			break
		}
		to, width = to+1, width+n
	}
	return strings.Join(f.text[from:to], ""), cursor
}
