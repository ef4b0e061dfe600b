package render

import (
	"strings"
	"unicode/utf8"

	"pullquote/article"

	"github.com/charmbracelet/x/ansi"
)

// Cells is the width of plain text in cells, as it will be drawn: characters
// that are never drawn count nothing, a tab or a line feed counts as one blank.
func Cells(s string, m ansi.Method) int {
	n := 0
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return m.StringWidth(shown(s))
		}
		if c >= ' ' && c != 0x7f || c == '\t' || c == '\n' {
			n++
		}
	}
	return n
}

// Fit makes plain text from anywhere exactly so many cells wide: cleaned, cut
// with an ellipsis where it is too long, filled with blanks where it is short.
func Fit(s string, cells int, m ansi.Method) string {
	s, w := Clip(s, cells, m)
	// Some signs join with the blank behind them (U+070F), so what came out is
	// measured, not computed.
	for ; w < cells; w = m.StringWidth(s) {
		s += strings.Repeat(" ", cells-w)
	}
	return s
}

// Clip is Fit without the blanks; it also gives the width that came out.
func Clip(s string, cells int, m ansi.Method) (string, int) {
	if cells <= 0 {
		return "", 0
	}
	s = shown(s)
	if w := m.StringWidth(s); w <= cells {
		return s, w
	}
	// What is cut off may have joined with what stays (a variation selector
	// widens a sign), so the cut moves until the whole fits.
	for room := cells - 1; room > 0; room-- {
		cut, _ := head(s, room, m)
		out := s[:cut] + "…"
		if w := m.StringWidth(out); w <= cells {
			return out, w
		}
	}
	return "…", 1
}

// head is the longest beginning of the text, whole clusters only, that is no
// wider than so many cells: its length in bytes and its width.
func head(s string, cells int, m ansi.Method) (n, w int) {
	for n < len(s) {
		c, cw := cluster(s[n:], m)
		if w+cw > cells {
			break
		}
		n, w = n+c, w+cw
	}
	return n, w
}

// cluster is the length in bytes of the first grapheme cluster and its cells.
func cluster(s string, m ansi.Method) (n, w int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, Cells(s[:1], m)
	}
	c, _ := ansi.FirstGraphemeCluster(s, m)
	return len(c), Cells(c, m)
}

// softHyphen is drawn only where a line ends at it.
const softHyphen = "\u00ad"

// shown is text as it goes to the terminal: the second cleaning pass. Text in a
// Document is clean already; a control character that still gets here is a
// fault above, and this is the last place that can stop it from being obeyed.
func shown(s string) string {
	if !strings.ContainsFunc(s, suspect) {
		return s
	}
	s = article.Clean(s)
	// Clean rightly keeps hints for line breaking; some terminals draw them as a
	// blank or a box.
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || article.LineHint(r) }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ':
			return ' '
		case article.LineHint(r):
			return -1
		}
		return r
	}, s)
}

// suspect reports every character that Clean may drop or that is never drawn,
// and a few more: where none stands, which is nearly everywhere, there is
// nothing to clean and nothing to allocate.
func suspect(r rune) bool {
	switch {
	case r < ' ':
		return true
	case r < 0x7f:
		return false
	case r < 0x300:
		return r <= 0x9f || r == 0xad
	case r < 0x2000:
		return r <= 0x36f || r >= 0x483 && r <= 0x489 || r == 0x61c || r >= 0x1ab0 && r <= 0x1aff || r >= 0x1dc0 && r <= 0x1dff
	case r < 0x2100:
		return r >= 0x200b && r <= 0x200f && r != 0x200d || r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r >= 0x20d0
	}
	return r >= 0xfe20 && r <= 0xfe2f || r >= 0xfeff && r <= 0xffff || r >= 0xe0000
}
