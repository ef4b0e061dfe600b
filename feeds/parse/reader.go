package parse

import (
	"iter"
	"net/url"
)

type event uint8

const (
	evEOF event = iota
	evStart
	evEnd
	evText
)

// reader is the scanner with a memory: open elements, namespaces, xml:base and
// xml:lang. Its events are balanced whatever the document does: an end tag
// closes all that is open inside its element, one that matches nothing is
// ignored, and the end of the document closes everything.
type reader struct {
	scan  scanner
	tok   token
	elem  element
	stack []frame
	keys  []uint32 // of the stack's names, apart because every end tag searches them
	binds []bind
	names map[string]qname

	closing int  // frames still to be closed before the next token
	held    bool // tok waits until they are closed
	over    int  // open elements below maxDepth

	doc    *url.URL // the document's own address; nil unknown
	growth *int     // see build.growth
	buf    []byte   // of inner
	budget int      // bytes of text left to the entry

	broken  bool   // the document ended with elements open
	tornIn  string // the element in which it ended
	mended  bool   // something was read that XML forbids
	cut     bool   // an entry's text ran over its budget
	stopped bool   // no more is wanted
}

// element is a start tag. Its attributes are valid until the next event.
type element struct {
	qname
	ns    ns
	attrs []attr
	base  *url.URL // in force inside; nil unknown
	lang  string
	own   bool // it declares its own default namespace
}

type frame struct {
	qname
	base  *url.URL
	lang  string
	binds int // length of binds outside
}

type bind struct {
	prefix string
	ns     ns
}

func newReader(data []byte, base *url.URL, growth *int) *reader {
	r := &reader{scan: scanner{data: data}, names: make(map[string]qname, 64), doc: base, growth: growth, budget: maxText}
	r.stack = append(make([]frame, 0, 32), frame{base: base})
	r.keys = append(make([]uint32, 0, 32), 0)
	return r
}

// next moves to the next event: r.elem holds a start tag, r.tok a text.
func (r *reader) next() event {
	for {
		if r.closing > 0 {
			r.closing--
			r.pop()
			return evEnd
		}
		if r.held {
			r.held = false
		} else {
			r.tok = r.scan.next()
		}
		switch r.tok.kind {
		case tokText, tokCDATA:
			return evText
		case tokStart:
			if r.start() {
				return evStart
			}
		case tokEnd:
			r.end()
		case tokEOF:
			if len(r.stack) == 1 {
				return evEOF
			}
			r.broken, r.tornIn = true, r.stack[len(r.stack)-1].local
			r.closing = len(r.stack) - 1
			r.held = true
		}
	}
}

// start opens an element; false where it is too deep, or where another has to
// be closed first.
func (r *reader) start() bool {
	if len(r.stack) >= maxDepth {
		if !r.tok.empty {
			r.over++
		}
		return false
	}
	q := r.name(r.tok.name)
	if q.local == "item" || q.local == "entry" {
		if r.closing = r.leftOpen(q); r.closing > 0 {
			r.mended, r.held = true, true
			return false
		}
	}
	top := &r.stack[len(r.stack)-1]
	f := frame{qname: q, base: top.base, lang: top.lang, binds: len(r.binds)}
	r.elem = element{qname: q, attrs: r.tok.attrs}
	for i := range r.tok.attrs {
		r.special(&f, &r.tok.attrs[i])
	}
	r.elem.base, r.elem.lang = f.base, f.lang
	r.elem.ns = r.resolve(q)
	r.stack = append(r.stack, f)
	r.keys = append(r.keys, q.key)
	if r.tok.empty {
		r.closing = 1
	}
	return true
}

// leftOpen is how many elements were left open by mistake when an entry begins:
// entries never nest, and stand in nothing but what holds a feed. Inside of a
// body they are its content.
func (r *reader) leftOpen(q qname) int {
	for i := len(r.stack) - 1; i > 0; i-- {
		f := &r.stack[i]
		switch {
		case f.raw == q.raw:
			return len(r.stack) - i
		case q.prefix != "":
			// Another vocabulary may have items of its own.
		case q.local == "entry" && f.local == "feed",
			q.local == "item" && (f.local == "channel" || f.local == "items" || f.local == "rss" || f.local == "rdf" || f.local == "seq"):
			return len(r.stack) - i - 1
		}
		if f.local == "content" || f.local == "description" || f.local == "summary" || f.local == "encoded" {
			return 0
		}
	}
	return 0
}

// special obeys the attributes that steer the reader itself.
func (r *reader) special(f *frame, a *attr) {
	name := a.name
	if len(name) < 5 || name[0] != 'x' {
		return
	}
	switch {
	case string(name) == "xmlns":
		n, ok := namespaceOf(string(a.value))
		r.elem.own = true
		r.bind("", n, ok)
	case string(name[:5]) == "xmlns" && name[5] == ':' && len(name) > 6:
		n, ok := namespaceOf(string(a.value))
		if !ok {
			n = nsOther
		}
		r.bind(cutName(name[6:]).raw, n, true)
	case string(name) == "xml:base":
		if *r.growth <= 0 {
			return
		}
		if u := refer(f.base, characters(a.value)); u != nil {
			*r.growth -= len(u.Path) // bases upon bases cost as links do
			f.base = u
		}
	case string(name) == "xml:lang":
		f.lang = clip(characters(a.value), 35)
	}
}

// bind puts a prefix in force. An unknown address by default means the
// format's own names: feeds invent addresses for plain RSS.
func (r *reader) bind(prefix string, n ns, known bool) {
	if len(r.binds) >= maxBinds {
		return
	}
	if !known {
		n = nsNone
	}
	r.binds = append(r.binds, bind{prefix, n})
}

func (r *reader) resolve(q qname) ns {
	for i := len(r.binds) - 1; i >= 0; i-- {
		if r.binds[i].prefix == q.prefix {
			if r.binds[i].ns == nsOther { // often a well-known prefix under an old address
				break
			}
			return r.binds[i].ns
		}
	}
	if q.prefix == "" {
		return nsNone
	}
	if n, ok := customary()[q.prefix]; ok {
		return n
	}
	return nsOther
}

// name is the cut name, remembered. The memory is bounded: a document of
// nothing but new names gains nothing.
func (r *reader) name(b []byte) qname {
	if q, ok := r.names[string(b)]; ok {
		return q
	}
	q := cutName(b)
	if len(r.names) < maxNames {
		r.names[q.raw] = q
	}
	return q
}

// end closes the innermost element of the end tag's name and all inside it.
func (r *reader) end() {
	if r.over > 0 {
		r.over--
		return
	}
	n := r.openAt(r.name(r.tok.name))
	if n == 0 {
		r.mended = true
		return
	}
	r.closing = len(r.stack) - n
	if r.closing > 1 {
		r.mended = true
	}
}

// openAt is the place of the innermost open element of that name, in whatever
// case (<Title></title>); 0 none.
func (r *reader) openAt(q qname) int {
	for i := len(r.keys) - 1; i > 0; i-- {
		if r.keys[i] == q.key && r.stack[i].local == q.local && r.stack[i].prefix == q.prefix {
			return i
		}
	}
	return 0
}

func (r *reader) pop() {
	top := len(r.stack) - 1
	r.binds = r.binds[:r.stack[top].binds]
	r.stack = r.stack[:top]
	r.keys = r.keys[:top]
}

// each yields the child elements of the element that was opened last, and ends
// behind its end tag. What the caller leaves unread of a child is skipped.
func (r *reader) each() iter.Seq[element] {
	return func(yield func(element) bool) {
		depth := len(r.stack)
		for {
			switch r.next() {
			case evStart:
				more := yield(r.elem)
				r.closeTo(depth)
				if !more {
					r.closeTo(depth - 1)
					return
				}
			case evEnd:
				if len(r.stack) < depth {
					return
				}
			case evEOF:
				return
			}
		}
	}
}

// closeTo reads on until only depth elements are open.
func (r *reader) closeTo(depth int) {
	for len(r.stack) > depth && r.next() != evEOF {
	}
}

// stop ends the reading: every open element is closed at once.
func (r *reader) stop() {
	r.stopped = true
	r.scan.pos = len(r.scan.data)
}

// attr is the unescaped value of an attribute, by its name in lower case
// without prefix; "" where there is none.
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if equalFold(a.name, name) {
			return characters(a.value)
		}
	}
	return ""
}

// equalFold compares a name as written with one in lower case. A prefix
// doesn't count: rdf:about is about.
func equalFold(b []byte, name string) bool {
	if n := len(b) - len(name); n > 0 && b[n-1] == ':' {
		b = b[n:]
	}
	if len(b) != len(name) {
		return false
	}
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != name[i] {
			return false
		}
	}
	return true
}

// isTag reports an element of the format's own, in whatever way its namespace
// is (not) declared.
func (e element) isTag(own ns) bool { return e.ns == nsNone || e.ns == own }

// spend takes n bytes from the entry's budget and returns how many it got.
func (r *reader) spend(n int) int {
	if n > r.budget {
		n = r.budget
		r.cut = true
	}
	r.budget -= n
	return n
}

// add appends to the buffer within the budget, whole runes only.
func (r *reader) add(b []byte) {
	r.buf = append(r.buf, clipBytes(b, r.spend(len(b)))...)
}
