package extract

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Bounds of the JSON that pages carry.
const (
	maxJSON  = 8 << 20
	maxDepth = 64
	maxNodes = 400_000
)

// jsonReader reads the JSON of web pages, which is often not quite JSON: raw
// line feeds within strings, commas before a closing bracket, comments around
// it, a missing end. It gives what it can: map[string]any, []any, string,
// float64, bool and nil, as encoding/json would.
type jsonReader struct {
	s     string
	i     int
	nodes int
}

// readJSON is all values that stand in s one after the other.
func readJSON(s string) []any {
	if len(s) > maxJSON {
		return nil
	}
	r := &jsonReader{s: s}
	var out []any
	for len(out) < 16 {
		j := strings.IndexAny(s[r.i:], "{[")
		if j < 0 {
			break
		}
		r.i += j
		at := r.i
		v, ok := r.value(0)
		if v != nil {
			out = append(out, v)
		}
		if !ok || r.i <= at {
			break
		}
	}
	return out
}

func (r *jsonReader) blanks() {
	for r.i < len(r.s) && (r.s[r.i] <= ' ' || r.s[r.i] == 0x7f) {
		r.i++
	}
}

// value reads one value; not ok where the text makes no sense any more, in
// which case what was read so far is still given.
func (r *jsonReader) value(depth int) (any, bool) {
	r.blanks()
	if r.nodes++; r.i >= len(r.s) || depth > maxDepth || r.nodes > maxNodes {
		return nil, false
	}
	switch c := r.s[r.i]; {
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		return r.str()
	default:
		start := r.i
		for r.i < len(r.s) && !strings.ContainsRune(",]} \n\t\r", rune(r.s[r.i])) {
			r.i++
		}
		word := r.s[start:r.i]
		switch word {
		case "true":
			return true, true
		case "false":
			return false, true
		case "":
			return nil, false
		}
		if f, err := strconv.ParseFloat(word, 64); err == nil {
			return f, true
		}
		return nil, true // null, undefined, NaN
	}
}

func (r *jsonReader) object(depth int) (any, bool) {
	m := map[string]any{}
	r.i++
	for {
		r.blanks()
		if r.i >= len(r.s) {
			return m, false
		}
		switch r.s[r.i] {
		case '}':
			r.i++
			return m, true
		case ',':
			r.i++
			continue
		case '"':
		default:
			return m, false
		}
		key, ok := r.str()
		if !ok {
			return m, false
		}
		r.blanks()
		if r.i >= len(r.s) || r.s[r.i] != ':' {
			return m, false
		}
		r.i++
		v, ok := r.value(depth + 1)
		if v != nil {
			m[key.(string)] = v
		}
		if !ok {
			return m, false
		}
	}
}

func (r *jsonReader) array(depth int) (any, bool) {
	var a []any
	r.i++
	for {
		r.blanks()
		if r.i >= len(r.s) {
			return a, false
		}
		switch r.s[r.i] {
		case ']':
			r.i++
			return a, true
		case ',':
			r.i++
			continue
		}
		v, ok := r.value(depth + 1)
		a = append(a, v)
		if !ok {
			return a, false
		}
	}
}

// str reads a string; a quotation mark that nobody escaped ends it only where
// JSON goes on behind it.
func (r *jsonReader) str() (any, bool) {
	r.i++
	start := r.i
	for r.i < len(r.s) && r.s[r.i] != '"' && r.s[r.i] != '\\' {
		r.i++
	}
	if r.i < len(r.s) && r.s[r.i] == '"' && r.ends() {
		s := r.s[start:r.i]
		r.i++
		return s, true
	}
	var b strings.Builder
	b.WriteString(r.s[start:r.i])
	for r.i < len(r.s) {
		c := r.s[r.i]
		switch {
		case c == '"' && r.ends():
			r.i++
			return b.String(), true
		case c == '\\' && r.i+1 < len(r.s):
			r.escape(&b)
		default:
			b.WriteByte(c)
			r.i++
		}
	}
	return b.String(), false
}

// ends reports whether the mark at i closes its string: a comma, colon or
// bracket follows, or the end.
func (r *jsonReader) ends() bool {
	j := r.i + 1
	for j < len(r.s) && r.s[j] <= ' ' {
		j++
	}
	return j >= len(r.s) || strings.IndexByte(",:]}", r.s[j]) >= 0
}

func (r *jsonReader) escape(b *strings.Builder) {
	c := r.s[r.i+1]
	r.i += 2
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r', 'b', 'f':
		b.WriteByte(' ')
	case 'u':
		u, ok := r.hex()
		if !ok {
			b.WriteRune(utf8.RuneError)
			return
		}
		if utf16.IsSurrogate(u) && strings.HasPrefix(r.s[r.i:], `\u`) {
			r.i += 2
			if low, ok := r.hex(); ok {
				u = utf16.DecodeRune(u, low)
			}
		}
		b.WriteRune(u)
	default:
		b.WriteByte(c)
	}
}

// hex reads the four digits of an escape.
func (r *jsonReader) hex() (rune, bool) {
	if r.i+4 > len(r.s) {
		return 0, false
	}
	v, err := strconv.ParseUint(r.s[r.i:r.i+4], 16, 32)
	if err != nil {
		return 0, false
	}
	r.i += 4
	return rune(v), true
}
