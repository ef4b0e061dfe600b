package keys

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isKey reports a name that a terminal can send, as Bubble Tea writes it. A name
// that it writes otherwise ("shift+a", "Enter") would never be pressed.
func isKey(name string) bool {
	base, control := name, false
	for _, mod := range []string{"ctrl+", "alt+"} { // in this order
		if rest, ok := strings.CutPrefix(base, mod); ok && rest != "" {
			base, control = rest, control || mod == "ctrl+"
		}
	}
	named := base
	if rest, ok := strings.CutPrefix(base, "shift+"); ok {
		named = rest
		if utf8.RuneCountInString(rest) == 1 { // it is the capital
			return false
		}
	}
	if utf8.RuneCountInString(base) == 1 {
		r, _ := utf8.DecodeRuneInString(base)
		return unicode.IsGraphic(r) && r != ' ' && !(control && unicode.IsUpper(r))
	}
	if n, ok := strings.CutPrefix(named, "f"); ok && len(n) > 0 && len(n) < 3 {
		return !strings.ContainsFunc(n, func(r rune) bool { return r < '0' || r > '9' })
	}
	return slices.Contains([]string{
		"enter", "esc", "space", "tab", "backspace", "delete", "insert", "home", "end", "pgup", "pgdown", "up", "down", "left", "right",
	}, named)
}
