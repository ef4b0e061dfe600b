package render

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// breakLines breaks text into lines of at most width cells at the places that
// UAX #14 allows, and inside a word only where the word alone is wider than a
// line (a long address), between grapheme clusters. It calls yield with the
// byte range of each line, without the blanks at its end. A cluster wider than
// the line stands on a line of its own: the drawing clips it. Empty text has no
// line.
func breakLines(s string, width int, m ansi.Method, yield func(start, end int)) {
	width = max(width, 1)
	start, end := 0, 0 // of the line so far
	w, gap := 0, 0     // its cells; those of the blanks behind it
	for pos := 0; pos < len(s); {
		n, must := nextWord(s[pos:])
		word := s[pos : pos+n]
		bare := strings.TrimRight(word, " \t\n")
		cw := Cells(bare, m)
		if end > start && w+gap+cw+hyphen(bare) > width {
			yield(start, end)
			start, end, w, gap = pos, pos, 0, 0
		}
		switch {
		case bare == "" && end <= start: // blanks before the first word
			start, end = pos+n, pos+n
		case cw > width:
			at := pos
			for {
				k, kw := head(s[at:pos+len(bare)], width, m)
				if k == 0 {
					k, kw = cluster(s[at:pos+len(bare)], m)
				}
				start, end, w = at, at+k, kw
				if at += k; at >= pos+len(bare) {
					break
				}
				yield(start, end)
			}
			gap = Cells(word[len(bare):], m)
		default:
			w += gap + cw
			end = pos + len(bare)
			gap = Cells(word[len(bare):], m)
		}
		pos += n
		if must && pos < len(s) {
			yield(start, max(start, end))
			start, end, w, gap = pos, pos, 0, 0
		}
	}
	if end > start {
		yield(start, end)
	}
}

// hyphen is the cell that a word needs if a line ends at its soft hyphen.
func hyphen(word string) int {
	if strings.HasSuffix(word, softHyphen) {
		return 1
	}
	return 0
}

// nextWord is the length of the text up to the next place where a line may
// break, and whether it must. Most of what is read is plain words with single
// blanks between: those go without the tables of UAX #14, five times as fast,
// with the same result.
func nextWord(s string) (n int, must bool) {
	i := 0
	for i < len(s) && unbroken(s[i]) {
		i++
	}
	if i > 0 && i+1 < len(s) && s[i] == ' ' && alphanumeric(s[i+1]) {
		return i + 1, false
	}
	for {
		seg, rest, _, _ := uniseg.FirstLineSegmentInString(s[n:], -1)
		n += len(seg)
		// Only a line feed forces a break in clean text. uniseg also tells one
		// before the joiner behind a skin tone, in the middle of an emoji.
		if rest == "" || seg[len(seg)-1] == '\n' {
			return n, rest != ""
		}
		if r, _ := utf8.DecodeRuneInString(rest); !joins(r) {
			return n, false
		}
	}
}

// unbroken are characters between which UAX #14 allows no break: letters,
// digits, and the signs that cling to them.
func unbroken(c byte) bool {
	return alphanumeric(c) || c == '.' || c == ',' || c == '\'' || c == '"' || c == ':' || c == ';' || c == ')'
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
