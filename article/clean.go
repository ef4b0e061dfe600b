package article

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// maxMarks is how many combining marks a letter may carry: more are a
// "Zalgo" attack on the lines above and below. No living orthography needs
// more than four.
const maxMarks = 8

// Clean makes text from outside safe to show: by character, never by matching
// sequences, so that no unterminated or nested escape slips through. It drops
// C0 controls other than tab and line feed, DEL, C1, the bidi overrides and
// isolates, U+200E/F, U+061C, U+FEFF, U+2028/9 and the tag characters; turns
// invalid UTF-8 into U+FFFD; and caps combining marks. CR LF and lone CR
// become line feeds. Clean(Clean(s)) == Clean(s).
//
// The list is design section 9's: what a terminal obeys, or what makes text
// read otherwise than it is stored.
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	marks, from := 0, 0 // what stays as it is since from is written in one piece
	for i := 0; i < len(s); {
		if c := s[i]; c < 0x7f && (c >= 0x20 || c == '\t' || c == '\n') {
			marks = 0
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		at := i
		i += n
		if r != '\r' && !unsafeRune(r) && (r != utf8.RuneError || n > 1) {
			if !isMark(r) {
				marks = 0
				continue
			}
			if marks++; marks <= maxMarks {
				continue
			}
		}
		if from == 0 {
			b.Grow(len(s))
		}
		b.WriteString(s[from:at])
		from = i
		switch {
		case r == '\r' && i < len(s) && s[i] == '\n':
		case r == '\r':
			marks = 0
			b.WriteByte('\n')
		case r == utf8.RuneError && n <= 1:
			marks = 0
			b.WriteRune(r) // U+FFFD
		}
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

// CleanLine is Clean for text of one line: all blanks (tabs, line feeds,
// no-break spaces kept) are folded to one space and the ends are trimmed.
func CleanLine(s string) string {
	return strings.Join(strings.FieldsFunc(Clean(s), func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n'
	}), " ")
}

// LineHint reports the characters that only tell where a line may break and
// where it may not: soft hyphen, zero-width space, word joiner, the invisible
// operators, U+FEFF. Nobody sees or types them.
func LineHint(r rune) bool {
	return r == 0xad || r == 0x200b || r >= 0x2060 && r <= 0x2064 || r == 0xfeff
}

// NoHints is the text without its LineHints: what is searched and copied.
func NoHints(s string) string {
	if !strings.ContainsFunc(s, LineHint) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if LineHint(r) {
			return -1
		}
		return r
	}, s)
}

// CleanURL is the address re-serialised from its parsed parts when it is an
// absolute http, https or mailto address without control bytes, else "".
// User and password are dropped.
func CleanURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	u.User = nil
	out := u.String()
	if len(out) > maxURL {
		return ""
	}
	for i := range len(out) {
		if out[i] <= 0x20 || out[i] == 0x7f {
			return ""
		}
	}
	return Clean(out)
}

// maxURL is the longest address that is kept, in bytes; browsers and servers
// commonly stop at 2 to 8 kB.
const maxURL = 4096

// Host is the host name of an address in lower case, without port and
// "www."; "" where there is none.
func Host(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// isPlain is the fast path: printable ASCII, tabs and line feeds only.
func isPlain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= 0x7f || (c < 0x20 && c != '\t' && c != '\n') {
			return false
		}
	}
	return true
}

// unsafeRune reports the characters that Clean drops.
func unsafeRune(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n'
	case r < 0x7f:
		return false
	case r <= 0x9f: // DEL, C1
		return true
	case r == 0x061c, r == 0x200e, r == 0x200f: // directional marks
		return true
	case r == 0x2028, r == 0x2029: // line and paragraph separators
		return true
	case r >= 0x202a && r <= 0x202e: // bidi embeddings and overrides
		return true
	case r >= 0x2066 && r <= 0x2069: // bidi isolates
		return true
	case r == 0xfeff: // byte order mark
		return true
	case r >= 0xfff9 && r <= 0xfffb: // interlinear annotation controls
		return true
	case r >= 0xe0000 && r <= 0xe0fff: // tags, variation selectors supplement
		return true
	}
	return false
}

// isMark reports the common combining marks, those that stack.
func isMark(r rune) bool {
	return r >= 0x0300 && r <= 0x036f || r >= 0x1ab0 && r <= 0x1aff ||
		r >= 0x1dc0 && r <= 0x1dff || r >= 0x20d0 && r <= 0x20ff || r >= 0xfe20 && r <= 0xfe2f ||
		r >= 0x0483 && r <= 0x0489
}
