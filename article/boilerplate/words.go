package boilerplate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word of a block, in lower case, or one of the marks that
// phrases may name (": | © ? @ / →").
type token struct {
	text string
	mark bool
	// start is the byte offset of the token in the text.
	start, end int
}

// tokens splits text into words and marks. A letter of a script that writes
// without blanks (Han, kana, Hangul, Thai) is a word by itself, so that one
// way of matching serves every language; Hangul is split too because its
// words carry endings. Apostrophes stay within a word and are all written '.
func tokens(text string) []token {
	to := make([]token, 0, len(text)/5+1)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unspaced(r):
			to = append(to, token{text: text[i : i+n], start: i, end: i + n})
			i += n
		case wordRune(r):
			j := wordEnd(text, i)
			to = append(to, token{text: foldWord(text[i:j]), start: i, end: j})
			i = j
		case markRune(r):
			if b, _ := utf8.DecodeLastRuneInString(text[:i]); r == '©' && (b == 'Ã' || b == 'Â' || b == '\u0303' || b == '\u0302') { // half of a letter in another encoding
				i += n
				continue
			}
			m := string(r)
			if r == '：' {
				m = ":"
			} else if r == '？' {
				m = "?"
			} else if r == '›' || r == '»' || r == '→' || r == '▸' || r == '►' || r == '>' || r == '＞' {
				m = "»"
			} else if r == '•' || r == '·' || r == '｜' || r == '¦' {
				m = "|"
			} else if r == 'ⓒ' || r == '℗' {
				m = "©"
			}
			to = append(to, token{text: m, mark: true, start: i, end: i + n})
			i += n
		default:
			i += n
		}
	}
	return to
}

// wordEnd is the end of the word that starts at i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unspaced(r) {
			return i
		}
		if !wordRune(r) {
			// An apostrophe, a hyphen, a decimal point or Persian's joint inside a
			// word belongs to it.
			if r != '\'' && r != '’' && r != '.' && r != ',' && r != '-' && r != '\u200c' {
				return i
			}
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if before, _ := utf8.DecodeLastRuneInString(text[:i]); r == '-' && (!unicode.IsLetter(before) || !unicode.IsLetter(next)) {
				return i
			}
			if !wordRune(next) || unspaced(next) || (r == '.' || r == ',') && !unicode.IsDigit(next) {
				return i
			}
		}
		i += n
	}
	return i
}

// foldWord is the word in lower case with plain apostrophes.
func foldWord(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func markRune(r rune) bool {
	switch r {
	case ':', '|', '?', '@', '/', '»', '›', '→', '>', '＞', '▸', '►', '©', 'ⓒ', '℗', '：', '？', '•', '·', '｜', '¦', '#':
		return true
	}
	return false
}

// unspaced reports the letters of scripts that are written without blanks,
// and Hangul.
func unspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return r <= 0x0e7f || r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff || r == '々' || r == 'ー'
}

// number reports a token of digits, with the points and commas of figures.
func number(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && s[i] != '.' && s[i] != ',' {
			return false
		}
	}
	return true
}
