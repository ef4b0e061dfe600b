package parse

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"
)

// maxEntity is the longest reference that is looked at, in bytes: the longest
// name of HTML is "CounterClockwiseContourIntegral".
const maxEntity = 34

// unescape appends text with its references replaced: the five of XML,
// numbers, and HTML's names, which feeds use without declaring them. All
// others, and a bare '&', stay as they are.
func unescape(dst, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(dst, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), maxEntity)], ';')
		if end < 2 {
			dst = append(dst, '&')
			text = text[1:]
			continue
		}
		var ok bool
		if dst, ok = reference(dst, text[1:end]); ok {
			text = text[end+1:]
		} else {
			dst = append(dst, '&')
			text = text[1:]
		}
	}
}

// reference appends what &name; stands for.
func reference(dst, name []byte) ([]byte, bool) {
	if name[0] == '#' {
		r, ok := number(name[1:])
		if ok && r != 0 { // a control byte stands for nothing
			dst = utf8.AppendRune(dst, r)
		}
		return dst, ok
	}
	switch string(name) {
	case "amp":
		return append(dst, '&'), true
	case "lt":
		return append(dst, '<'), true
	case "gt":
		return append(dst, '>'), true
	case "quot":
		return append(dst, '"'), true
	case "apos":
		return append(dst, '\''), true
	}
	for _, c := range name {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return dst, false
		}
	}
	whole := "&" + string(name) + ";"
	s := html.UnescapeString(whole)
	// "&notit;" comes back as "¬it;": a prefix was taken for the name.
	if s == whole || (strings.HasSuffix(s, ";") && s != ";") {
		return dst, false
	}
	return append(dst, s...), true
}

// number reads the digits of a reference. 0 is a character that is dropped.
func number(digits []byte) (rune, bool) {
	base := rune(10)
	if len(digits) > 1 && digits[0]|0x20 == 'x' {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 || len(digits) > 8 {
		return 0, false
	}
	var n rune
	for _, c := range digits {
		var v rune
		switch {
		case c >= '0' && c <= '9':
			v = rune(c - '0')
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			v = rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
		if n = n*base + v; n > utf8.MaxRune {
			return utf8.RuneError, true
		}
	}
	switch {
	case n >= 0x80 && n <= 0x9f: // meant as windows-1252, says HTML too
		return windows1252(byte(n)), true
	case isIllegal(n):
		return 0, true
	case n >= 0xd800 && n <= 0xdfff:
		return utf8.RuneError, true
	}
	return n, true
}

// isIllegal reports the characters that no XML document may hold.
func isIllegal(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0x7f || r == 0xfffe || r == 0xffff
}

// characters is unescape as a string, with one allocation at most.
func characters(text []byte) string {
	if bytes.IndexByte(text, '&') < 0 {
		return string(text)
	}
	return string(unescape(make([]byte, 0, len(text)), text))
}
