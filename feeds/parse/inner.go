package parse

import (
	"bytes"
	"net/url"
	"strings"

	"pullquote/article"
)

// mode says how the inside of an element becomes a string.
type mode uint8

const (
	// plain: characters only; markup inside is dropped.
	plain mode = iota
	// escaped: the characters are HTML source. Markup that a feed forgot to
	// escape stands for itself.
	escaped
	// markup: the elements inside are the content (Atom's XHTML).
	markup
)

// inner reads the open element to its end and returns its content. It counts
// against the entry's budget.
func (r *reader) inner(m mode) string {
	depth := len(r.stack)
	r.buf = r.buf[:0]
	lone, pieces := "", 0 // the usual case, one piece, is copied once
	for {
		switch r.next() {
		case evText:
			if pieces++; pieces == 1 && r.tok.kind == tokCDATA && m != markup {
				lone = r.loneText(r.tok.text)
				continue
			}
			lone = r.spill(lone)
			r.piece(m)
		case evStart:
			pieces++
			lone = r.spill(lone)
			r.tag(m)
		case evEnd:
			if len(r.stack) < depth {
				if lone != "" {
					return lone
				}
				return string(r.buf)
			}
			// An element that was closed by an end tag of its own; HTML closes
			// the others by its own rules, and better.
			if m != plain && r.tok.kind == tokEnd && r.closing == 0 {
				r.endTag(m)
			}
		case evEOF:
			r.buf = append(r.buf, lone...)
			return string(r.buf)
		}
	}
}

func (r *reader) loneText(text []byte) string {
	n := r.spend(len(text))
	return strings.ToValidUTF8(string(text[:n]), "")
}

func (r *reader) spill(lone string) string {
	r.buf = append(r.buf, lone...)
	return ""
}

// piece appends the text token.
func (r *reader) piece(m mode) {
	text := r.tok.text
	switch {
	case r.tok.kind == tokCDATA && m == markup:
		r.add([]byte(escapeHTML(string(text))))
	case r.tok.kind == tokCDATA, m == markup && bytes.IndexByte(text, '<') < 0:
		r.add(text)
	case m == markup: // a bare '<' that is no markup
		r.add(bytes.ReplaceAll(text, []byte("<"), []byte("&lt;")))
	default:
		if r.budget == 0 {
			r.cut = r.cut || len(text) > 0
			return
		}
		from := len(r.buf)
		r.buf = unescape(r.buf, text)
		n := len(r.buf) - from
		if got := r.spend(n); got < n {
			r.buf = clipBytes(r.buf, from+got)
		}
	}
}

// tag appends the start tag that was just opened, relative addresses resolved
// against the base in force there.
func (r *reader) tag(m mode) {
	switch m {
	case escaped:
		r.add(r.tok.raw)
	case markup:
		r.add(r.openTag())
	}
}

// openTag is the start tag as HTML: without its prefix (xhtml:p is p).
func (r *reader) openTag() []byte {
	var b bytes.Buffer
	b.WriteByte('<')
	b.WriteString(r.elem.local)
	for _, a := range r.tok.attrs {
		if bytes.HasPrefix(a.name, []byte("xmlns")) || bytes.IndexByte(a.name, '"') >= 0 {
			continue
		}
		b.WriteByte(' ')
		b.Write(a.name)
		b.WriteString(`="`)
		value := a.value
		if isAddress(a.name) && r.elem.base != r.doc {
			value = []byte(escapeHTML(absolute(r.elem.base, characters(value), r.growth)))
		}
		b.Write(bytes.ReplaceAll(value, []byte(`"`), []byte("&quot;")))
		b.WriteByte('"')
	}
	if r.tok.empty {
		b.WriteString(" /")
	}
	b.WriteByte('>')
	return b.Bytes()
}

func (r *reader) endTag(m mode) {
	if m == escaped {
		r.add(r.tok.raw)
		return
	}
	r.add([]byte("</" + r.name(r.tok.name).local + ">"))
}

// body is inner for a body of HTML. Where an xml:base is in force, relative
// addresses are resolved at once; the others wait for the entry's address.
func (r *reader) body(m mode, base *url.URL) string {
	s := r.inner(m)
	if base != r.doc {
		s = absoluteHTML(base, s, r.growth)
	}
	return s
}

// short is the content of a short field. It leaves the entry's budget alone: a
// title behind a huge body still counts.
func (r *reader) short(m mode) string {
	left, cut := r.budget, r.cut
	r.budget = maxLine
	s := r.inner(m)
	r.budget, r.cut = left, cut
	return s
}

// chars is the element's text, without the blanks around it.
func (r *reader) chars() string { return strings.TrimSpace(r.short(plain)) }

// line is the element's text as one line of plain text: a name, a date, an id.
func (r *reader) line() string { return article.CleanLine(r.short(plain)) }

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escapeHTML writes plain text as HTML.
func escapeHTML(s string) string { return htmlEscaper.Replace(s) }
