package layout

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Line makes one line, plain or painted, exactly w cells wide: cut with an
// ellipsis, or filled with blanks. A wide character that does not fit leaves a
// blank. The method is the terminal's: counting otherwise than it does shears
// the columns. Text from outside passes render.Fit first; this is for lines
// that are put together already.
func Line(s string, w int, m ansi.Method) string {
	if w <= 0 {
		return ""
	}
	s = Clip(s, w, m)
	// Some signs join with the blank behind them (U+0604), so a sum of widths
	// is no width: what came out is measured, not computed.
	for n := Width(s, m); n < w; n = Width(s, m) {
		s += Blank(w - n)
	}
	return s
}

// Clip cuts text, plain or painted, to at most w cells, with an ellipsis
// where something is missing.
func Clip(s string, w int, m ansi.Method) string {
	if w <= 0 {
		return ""
	}
	if Width(s, m) <= w {
		return s
	}
	// A sign may join with what stands beside it after the cut (a variation
	// selector widens it), so that the parts' widths are not the line's.
	for n := w - 1; n > 0; n-- {
		if c := cut(s, 0, n, "…", m); Width(c, m) <= w {
			return c
		}
	}
	return "…"
}

// cut is the part of a line from cell x to cell y, what is cut at the end told
// by the mark; escape sequences before and behind it stay, so that styles
// stay what they were. A character that crosses x or y is left out. x/ansi
// 0.11.9 has this too, but its Truncate measures by graphemes whatever the
// method, and its Cut takes the wrong side under WcWidth.
func cut(s string, x, y int, mark string, m ansi.Method) string {
	var b strings.Builder
	var state byte
	at, marked := 0, false
	for len(s) > 0 {
		seq, w, n, next := m.DecodeSequenceInString(s, state, nil)
		switch {
		case w == 0 && seq != "" && (seq[0] == 0x1b || at > x && at <= y && !marked):
			b.WriteString(seq)
		case w > 0 && at >= x && at+w <= y && !marked:
			b.WriteString(seq)
		case w > 0 && at+w > y && !marked:
			b.WriteString(mark)
			marked = true
		}
		at += w
		s, state = s[n:], next
	}
	return b.String()
}

// Width is the number of cells of a line.
func Width(s string, m ansi.Method) int {
	if plain(s) {
		return len(s)
	}
	return m.StringWidth(s)
}

// Number writes a count with its thousands apart: 52,310.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Blank is n blanks; none where n is negative.
func Blank(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Box makes lines exactly w by h cells: cut, or filled with blanks. The lines
// may be painted.
func Box(lines []string, w, h int, m ansi.Method) []string {
	if w <= 0 || h <= 0 {
		return nil
	}
	out := make([]string, h)
	for i := range out {
		s := ""
		if i < len(lines) {
			s = lines[i]
		}
		out[i] = Line(s, w, m)
	}
	return out
}

// Put lays the lines of a box over a frame at x, y, by the cells of the
// method. Styles left and right of it stay as they were.
func Put(frame, box []string, x, y int, m ansi.Method) {
	for i, line := range box {
		if y+i < 0 || y+i >= len(frame) {
			continue
		}
		base := frame[y+i]
		left := cut(base, 0, x, "", m)
		left += Blank(x - Width(left, m))
		frame[y+i] = left + "\x1b[m" + line + "\x1b[m" + tail(base, x+Width(line, m), m)
	}
}

// tail is a line from cell x on. Where x cuts a wide character in half, a
// blank takes the place of its other half.
func tail(s string, x int, m ansi.Method) string {
	all := Width(s, m)
	if x >= all {
		return ""
	}
	t := cut(s, x, all, "", m)
	return Blank(all-x-Width(t, m)) + t
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}
