package opml

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads the tags of a list one after another. encoding/xml is too
// strict for what other programs export: it gives up at a "<" in a title, at
// a control character, at the first unknown entity of a strict document. This
// one knows tags, attributes, text and nothing else; it never goes back, so
// its time is linear.
type scanner struct {
	s  string
	at int
	// text is what stood before the tag, undecoded.
	text string
	// early: the document ended inside a tag, a comment or the like.
	early bool
}

type attr struct{ name, value string }

type tag struct {
	name  string // without prefix, in lower case
	raw   string // as it is written
	end   bool   // </name>
	empty bool   // <name/>
	attrs []attr // names as they are written, values decoded
}

// next gives the next tag; false at the end.
func (sc *scanner) next() (tag, bool) {
	var text strings.Builder
	for {
		i := strings.IndexByte(sc.s[sc.at:], '<')
		if i < 0 {
			sc.at = len(sc.s)
			return tag{}, false
		}
		text.WriteString(sc.s[sc.at : sc.at+i])
		sc.at += i
		rest := sc.s[sc.at:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			sc.past(4, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			from := sc.at + len("<![CDATA[")
			sc.past(len("<![CDATA["), "]]>")
			text.WriteString(escapeAmp(strings.TrimSuffix(sc.s[from:sc.at], "]]>")))
		case strings.HasPrefix(rest, "<?"):
			sc.past(2, "?>")
		case strings.HasPrefix(rest, "<!"):
			sc.declaration()
		case len(rest) > 1 && (rest[1] == '/' || isNameByte(rest[1])):
			sc.text = text.String()
			return sc.tag(), true
		default: // a "<" that begins nothing
			text.WriteByte('<')
			sc.at++
		}
	}
}

// escapeAmp keeps a text that must not be decoded from being decoded later.
func escapeAmp(s string) string { return strings.ReplaceAll(s, "&", "&amp;") }

// past goes behind the next end mark.
func (sc *scanner) past(skip int, end string) {
	i := strings.Index(sc.s[sc.at+skip:], end)
	if i < 0 {
		sc.at, sc.early = len(sc.s), true
		return
	}
	sc.at += skip + i + len(end)
}

// declaration goes behind <!DOCTYPE ...> with all that it holds in brackets.
func (sc *scanner) declaration() {
	depth := 0
	var quote byte
	for ; sc.at < len(sc.s); sc.at++ {
		switch ch := sc.s[sc.at]; {
		case quote != 0:
			if ch == quote {
				quote = 0
			}
		case ch == '"' || ch == '\'':
			quote = ch
		case ch == '<' || ch == '[':
			depth++
		case ch == ']':
			depth--
		case ch == '>':
			if depth--; depth <= 0 {
				sc.at++
				return
			}
		}
	}
	sc.early = true
}

// tag reads the tag that begins here.
func (sc *scanner) tag() (t tag) {
	sc.at++
	if sc.s[sc.at] == '/' {
		t.end = true
		sc.at++
	}
	t.raw = sc.name()
	t.name = strings.ToLower(t.raw)
	if i := strings.LastIndexByte(t.name, ':'); i >= 0 {
		t.name = t.name[i+1:]
	}
	for {
		sc.blanks()
		if sc.at >= len(sc.s) {
			sc.early = true
			return t
		}
		switch ch := sc.s[sc.at]; {
		case ch == '>':
			sc.at++
			return t
		case ch == '<': // the tag was never closed
			return t
		case ch == '/':
			sc.at++
			t.empty = sc.at < len(sc.s) && sc.s[sc.at] == '>'
		case isNameByte(ch):
			a, open := sc.attr()
			if len(t.attrs) < maxAttrs {
				t.attrs = append(t.attrs, a)
			}
			if open {
				return t
			}
		default: // a stray quote or the like
			sc.at++
		}
	}
}

// attr reads name="value". open: the quote is never closed before the next
// outline begins, so the tag ends here.
func (sc *scanner) attr() (a attr, open bool) {
	a.name = sc.name()
	sc.blanks()
	if sc.at >= len(sc.s) || sc.s[sc.at] != '=' {
		return a, false
	}
	sc.at++
	sc.blanks()
	if sc.at >= len(sc.s) {
		return a, false
	}
	quote := sc.s[sc.at]
	if quote != '"' && quote != '\'' {
		from := sc.at
		for sc.at < len(sc.s) && !isBlank(sc.s[sc.at]) && sc.s[sc.at] != '>' && sc.s[sc.at] != '<' {
			sc.at++
		}
		a.value = unescape(sc.s[from:sc.at])
		return a, false
	}
	sc.at++
	rest := sc.s[sc.at:]
	end, outline := closing(rest, quote)
	value := rest[:end]
	if outline {
		sc.at += end
		value, _, _ = strings.Cut(value, ">")
		a.value = unescape(value)
		return a, true
	}
	sc.early = sc.early || end == len(rest)
	sc.at += min(end+1, len(rest))
	a.value = unescape(value)
	return a, false
}

// closing finds the end of a quoted value. Programs write quotes and whole
// HTML links into values without escaping them, so a quote ends the value only
// if what follows it can follow a value; where none does, the first one has to
// do. outline: the next outline begins before that.
func closing(rest string, quote byte) (end int, outline bool) {
	const candidates = 64 // keeps the time linear
	first := -1
	markup := false // the value is inside a tag of its own
	at := 0
	for range candidates {
		i := strings.IndexByte(rest[at:], quote)
		part := rest[at:]
		if i >= 0 {
			part = part[:i]
		}
		if o := strings.Index(part, "<outline"); o >= 0 {
			if first >= 0 {
				return first, false
			}
			return at + o, true
		}
		if i < 0 {
			break
		}
		markup = inMarkup(part, markup)
		at += i
		if first < 0 {
			first = at
		}
		if endsValue(rest[at+1:], markup) {
			return at, false
		}
		at++
	}
	if first >= 0 {
		return first, false
	}
	return len(rest), false
}

// inMarkup reports whether a tag is open behind part.
func inMarkup(part string, before bool) bool {
	open, shut := strings.LastIndexByte(part, '<'), strings.LastIndexByte(part, '>')
	if open > shut {
		return open+1 < len(part) && (isNameByte(part[open+1]) || part[open+1] == '/')
	}
	return before && shut < 0
}

// endsValue reports whether what follows a quote can follow a value: the end
// of the tag or another attribute. Inside a tag of the value's own, only an
// attribute of OPML will do.
func endsValue(after string, markup bool) bool {
	after = strings.TrimLeft(after[:min(len(after), 200)], " \t\r\n")
	if after == "" {
		return true
	}
	if after[0] == '>' || strings.HasPrefix(after, "/>") {
		return !markup
	}
	n := 0
	for n < len(after) && isNameByte(after[n]) {
		n++
	}
	if n == 0 || !strings.HasPrefix(strings.TrimLeft(after[n:], " \t\r\n"), "=") {
		return false
	}
	if !markup {
		return true
	}
	switch strings.ToLower(after[:n]) {
	case "xmlurl", "htmlurl", "text", "type", "description", "category", "version", "language":
		return true
	}
	return false
}

func (sc *scanner) name() string {
	from := sc.at
	for sc.at < len(sc.s) && isNameByte(sc.s[sc.at]) {
		sc.at++
	}
	return sc.s[from:sc.at]
}

func (sc *scanner) blanks() {
	for sc.at < len(sc.s) && isBlank(sc.s[sc.at]) {
		sc.at++
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '_' || c == ':' || c == '-' || c == '.' || c >= 0x80
}

// unescape decodes character references once: numbers, XML's five, and HTML's
// names, all with their semicolon. "&copy=1" in an address is therefore left
// alone, and so is an entity that the list defines itself.
func unescape(s string) string {
	if len(s) > 8*maxValue {
		s = strings.ToValidUTF8(s[:8*maxValue], "")
	}
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		const longest = 34 // the longest name in HTML, with & and ;
		end := strings.IndexByte(s[:min(len(s), longest)], ';')
		if end < 0 {
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		if r, ok := entity(s[1:end]); ok {
			b.WriteString(r)
			s = s[end+1:]
		} else {
			b.WriteByte('&')
			s = s[1:]
		}
	}
}

func entity(name string) (string, bool) {
	switch name {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		base := 10
		if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
			base, digits = 16, digits[1:]
		}
		n, err := strconv.ParseUint(digits, base, 32)
		if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
			return "", false
		}
		return string(rune(n)), true
	}
	s, ok := xml.HTMLEntity[name]
	return s, ok
}
