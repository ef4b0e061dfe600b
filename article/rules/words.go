package rules

import (
	"strings"
	"unicode"
)

// unspaced reports the letters of scripts that put no blank between words:
// each is a word by itself.
func unspaced(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0x0e00 && r <= 0x0e7f
}

// fold gives the words of a text in lower case with one blank before and
// behind each, so that words are found whole. Marks of all kinds part words,
// an apostrophe within one does not.
func fold(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	blank := true
	for _, r := range s {
		switch {
		case unspaced(r):
			if !unicode.IsLetter(r) {
				continue
			}
			if !blank {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			b.WriteByte(' ')
			blank = true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
			blank = false
		case r == '\'' || r == '’':
		case !blank:
			b.WriteByte(' ')
			blank = true
		}
	}
	if !blank {
		b.WriteByte(' ')
	}
	if b.Len() == 1 {
		return ""
	}
	return b.String()
}

// letters are the letters of a text in lower case and nothing else: what a
// line keeps that says another time or another count in each article. A text
// without letters is its folded self.
func letters(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if b.Len() == 0 {
		return fold(s)
	}
	return b.String()
}
