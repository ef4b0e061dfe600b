package parse

import "bytes"

type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokText
	tokCDATA
	tokStart
	tokEnd
)

// token is one piece of markup. All slices point into the document.
type token struct {
	kind  tokenKind
	raw   []byte // the whole piece as it stands
	text  []byte // of tokText (escaped) and tokCDATA
	name  []byte // of tokStart and tokEnd, with its prefix
	attrs []attr // of tokStart; valid until the next token
	empty bool   // <a/>
}

// attr is an attribute as written: its value is still escaped.
type attr struct{ name, value []byte }

// scanner cuts a document into tokens. It has no errors: whatever is no markup
// is text. Time is linear in the document, because a search for a mark that is
// missing is made once (the lost fields).
type scanner struct {
	data  []byte
	pos   int
	attrs []attr
	// torn: the document ends inside a piece of markup.
	torn bool
	// mended: something was read that XML forbids.
	mended bool
	lost   [nMarks]bool // the mark does not occur any more
}

const (
	markComment = iota
	markCDATA
	markPI
	markDouble
	markSingle
	nMarks
)

var marks = [nMarks]string{"-->", "]]>", "?>", `"`, "'"}

// find is the offset of a mark from pos on, or -1.
func (s *scanner) find(mark, pos int) int {
	if s.lost[mark] || pos >= len(s.data) {
		return -1
	}
	if i := bytes.Index(s.data[pos:], []byte(marks[mark])); i >= 0 {
		return pos + i
	}
	s.lost[mark] = true
	return -1
}

// next is the next token. Comments, processing instructions and declarations
// are passed over.
func (s *scanner) next() token {
	for s.pos < len(s.data) {
		start := s.pos
		if s.data[start] != '<' {
			return s.text(start, start)
		}
		if start+1 == len(s.data) {
			s.torn = true
			break
		}
		switch c := s.data[start+1]; {
		case c == '/':
			return s.endTag(start)
		case c == '!':
			if t, ok := s.declaration(start); ok {
				return t
			}
		case c == '?':
			s.instruction(start)
		case isNameStart(c):
			return s.startTag(start)
		default: // a < b
			s.mended = true
			return s.text(start, start+1)
		}
	}
	s.pos = len(s.data)
	return token{kind: tokEOF}
}

// text runs from start to the next '<' at or behind from.
func (s *scanner) text(start, from int) token {
	end := len(s.data)
	if i := bytes.IndexByte(s.data[from:], '<'); i >= 0 {
		end = from + i
	}
	s.pos = end
	return token{kind: tokText, raw: s.data[start:end], text: s.data[start:end]}
}

func (s *scanner) endTag(start int) token {
	i := start + 2
	for i < len(s.data) && s.data[i] != '>' && s.data[i] != '<' {
		i++
	}
	t := token{kind: tokEnd, name: bytes.TrimSpace(s.data[start+2 : i])}
	switch {
	case i == len(s.data):
		s.torn = true
	case s.data[i] == '>':
		i++
	default:
		s.mended = true
	}
	s.pos = i
	t.raw = s.data[start:i]
	return t
}

// declaration reads what begins with "<!": ok for a CDATA section, which is
// the only one that has characters.
func (s *scanner) declaration(start int) (token, bool) {
	rest := s.data[start:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		if i := s.find(markComment, start+4); i >= 0 {
			s.pos = i + 3
		} else {
			s.upTo(start, '>')
		}
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		begin := start + 9
		end := s.find(markCDATA, begin)
		if end < 0 {
			s.torn = true
			s.pos = len(s.data)
			return token{kind: tokCDATA, raw: rest, text: s.data[begin:]}, true
		}
		s.pos = end + 3
		return token{kind: tokCDATA, raw: s.data[start:s.pos], text: s.data[begin:end]}, true
	default:
		s.doctype(start)
	}
	return token{}, false
}

// doctype passes over a declaration with its internal subset; what the subset
// declares is never used.
func (s *scanner) doctype(start int) {
	var quote byte
	subset := false
	for i := start + 2; i < len(s.data); i++ {
		switch c := s.data[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[':
			subset = true
		case c == ']':
			subset = false
		case c == '>' && !subset:
			s.pos = i + 1
			return
		}
	}
	s.upTo(start, '>')
}

func (s *scanner) instruction(start int) {
	if i := s.find(markPI, start+2); i >= 0 {
		s.pos = i + 2
		return
	}
	s.upTo(start, '>')
}

// upTo passes over everything to the next c, or to the end: the way out of a
// construct whose proper end is missing.
func (s *scanner) upTo(start int, c byte) {
	s.mended = true
	if i := bytes.IndexByte(s.data[start:], c); i >= 0 {
		s.pos = start + i + 1
		return
	}
	s.torn = true
	s.pos = len(s.data)
}

func (s *scanner) startTag(start int) token {
	i := start + 1
	for i < len(s.data) && isNameByte(s.data[i]) {
		i++
	}
	t := token{kind: tokStart, name: s.data[start+1 : i]}
	s.attrs = s.attrs[:0]
	for {
		for i < len(s.data) && isSpace(s.data[i]) {
			i++
		}
		if i == len(s.data) {
			s.torn = true
			s.pos = i
			return token{kind: tokEOF}
		}
		switch s.data[i] {
		case '>':
			i++
		case '<': // the tag was never closed
			s.mended = true
		case '/':
			i++
			t.empty = i < len(s.data) && s.data[i] == '>'
			continue
		default:
			i = s.attr(i)
			continue
		}
		break
	}
	s.pos = i
	t.raw = s.data[start:i]
	t.attrs = s.attrs
	return t
}

// attr reads one attribute at i and returns the offset behind it.
func (s *scanner) attr(i int) int {
	begin := i
	for i++; i < len(s.data) && !isAttrEnd(s.data[i]); i++ {
	}
	a := attr{name: s.data[begin:i]}
	j := i
	for j < len(s.data) && isSpace(s.data[j]) {
		j++
	}
	if j < len(s.data) && s.data[j] == '=' {
		for j++; j < len(s.data) && isSpace(s.data[j]); j++ {
		}
		a.value, i = s.value(j)
	} else {
		s.mended = true
	}
	if len(s.attrs) < maxAttrs {
		s.attrs = append(s.attrs, a)
	}
	return i
}

// value reads an attribute's value at i, in quotes or bare.
func (s *scanner) value(i int) ([]byte, int) {
	if i < len(s.data) && (s.data[i] == '"' || s.data[i] == '\'') {
		mark := markDouble
		if s.data[i] == '\'' {
			mark = markSingle
		}
		if end := s.find(mark, i+1); end >= 0 {
			return s.data[i+1 : end], end + 1
		}
		i++
	}
	s.mended = true
	begin := i
	for i < len(s.data) && s.data[i] != '>' && s.data[i] != '<' && !isSpace(s.data[i]) {
		i++
	}
	end := i
	if i < len(s.data) && s.data[i] == '>' && end > begin && s.data[end-1] == '/' {
		end--
		i--
	}
	return s.data[begin:end], i
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
}

func isNameByte(c byte) bool { return !isSpace(c) && c != '/' && c != '>' && c != '<' && c != '=' }

func isAttrEnd(c byte) bool { return isSpace(c) || c == '=' || c == '>' || c == '<' || c == '/' }
