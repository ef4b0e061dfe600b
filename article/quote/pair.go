package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fits reports whether c can close what o opened.
func fits(o, c mark) bool {
	if o.fam != c.fam || !c.close {
		return false
	}
	switch o.r {
	case '“':
		return c.r == '”' || c.r == '"' || c.r == '\'' || c.r == '‟'
	case '„', '‟':
		return c.r == '“' || c.r == '”' || c.r == '"' || c.r == '‟'
	case '”':
		return c.r == '”'
	case '״':
		return c.r == '״'
	case '"', '\'', '`', '＂':
		return c.r == '"' || c.r == '\'' || c.r == '”' || c.r == '＂' || c.r == '“' && c.fam == famDouble && !c.open
	case '«', '»', '‹', '›':
		return true
	case '‘':
		return c.r == '’' || c.r == '\''
	case '‚':
		return c.r == '‘' || c.r == '’' || c.r == '\''
	}
	return true
}

// pairer turns the marks of units into spans.
type pairer struct {
	text  string
	units []unit
	st    style
	spans []span
	steps int // marks looked at, for tests
}

// pairAll pairs the marks of every unit. A unit whose quote stays open hands
// it to the next when that begins with the same opener: one quote over several
// paragraphs. Every mark is looked at a bounded number of times.
func (p *pairer) pairAll(marks []mark, of []int) {
	for u := range p.units {
		if p.units[u].skip {
			continue
		}
		if ms := marks[of[u]:of[u+1]]; len(ms) > 0 {
			p.unit(u, ms)
		}
	}
	p.join()
}

// maxRetries bounds how often a unit is paired again after an opener was
// found to be unclosed.
const maxRetries = 3

func (p *pairer) unit(u int, ms []mark) {
	left := closersLeft(ms)
	retries := 0
	for i := 0; i < len(ms); {
		o := ms[i]
		if !p.opens(u, o) {
			i++
			continue
		}
		j, ok := p.closer(u, ms, i, left)
		switch {
		case ok:
			p.add(u, o, ms[j].pos, ms[j].pos+ms[j].n, false)
			i = j + 1
		case j > i: // a second opener shows that the first was never closed
			if retries++; retries > maxRetries {
				return
			}
			i = j
		default:
			if o.fam != famSingle || p.st.single && o.pos == p.units[u].start && p.reopened(u, o) {
				p.add(u, o, p.units[u].end, p.units[u].end, true)
				if p.openEnd(u, o) {
					return
				}
				p.spans = p.spans[:len(p.spans)-1]
			}
			if retries++; retries > maxRetries {
				return
			}
			i++
		}
	}
}

// opens reports whether the mark begins a quote here, nothing being open.
func (p *pairer) opens(u int, m mark) bool {
	if !m.open {
		return false
	}
	un := &p.units[u]
	e := m.pos + m.n
	if e >= un.end {
		return false
	}
	next, _ := utf8.DecodeRuneInString(p.text[e:un.end])
	prev, _ := utf8.DecodeLastRuneInString(p.text[un.start:m.pos])
	switch m.fam {
	case famSingle:
		if !p.st.single && m.r != '‚' {
			return false
		}
		return m.pos == un.start || !word(prev)
	case famAngle, famAngle1:
		if m.r == '»' || m.r == '›' {
			return (!unicode.IsSpace(next) || p.st.inward && m.pos > un.start && unicode.IsSpace(prev)) && (m.pos == un.start || !word(prev) && !strings.ContainsRune(".,!?", prev))
		}
		return !p.st.inward || m.fam != famAngle
	case famDouble:
		if m.r == '“' && m.pos > un.start && (word(prev) || strings.ContainsRune(".,!?…", prev)) && !word(next) {
			return false // a stray German closer
		}
		if (m.r == '"' || m.r == '\'') && unicode.IsDigit(prev) {
			return false // inches
		}
	}
	return true
}

// closersLeft counts for each mark how many double closers stand behind it,
// less the openers: it tells a nested quote from an unclosed one.
func closersLeft(ms []mark) []int {
	left := make([]int, len(ms)+1)
	low := slices.ContainsFunc(ms, func(m mark) bool { return m.r == '„' })
	for i := len(ms) - 1; i >= 0; i-- {
		left[i] = left[i+1]
		switch m := ms[i]; {
		case m.fam != famDouble && m.fam != famAngle:
		case m.r == '”' || m.r == '»' || m.close && !m.open || low && m.r == '“':
			left[i]++
		case m.open:
			left[i]--
		}
	}
	return left
}

// closer finds the mark that closes ms[i]. With ok false, j > i is an opener
// that shows ms[i] to be unclosed; j <= i means that nothing closes it.
func (p *pairer) closer(u int, ms []mark, i int, left []int) (j int, ok bool) {
	o := ms[i]
	if o.fam == famSingle {
		return p.singleCloser(u, ms, i)
	}
	depth := 1
	for j = i + 1; j < len(ms); j++ {
		m := ms[j]
		p.steps++
		if m.fam != o.fam {
			continue
		}
		same := m.r == o.r && m.open && directional(o.r)
		switch {
		case same && (o.r == '“' || o.r == '„') && left[j] < depth:
			if depth == 1 {
				return j, false
			}
		case same:
			if depth < 4 {
				depth++
			}
		case fits(o, m) && !(m.open && !directional(m.r) && p.reopens(u, m)):
			if depth--; depth == 0 {
				return j, true
			}
		case m.open && !directional(m.r) && p.reopens(u, m):
			return j, false
		}
	}
	return -1, false
}

// directional marks tell opening from closing by their shape.
func directional(r rune) bool { return strings.ContainsRune("“„‘‚«‹「『《〈〝", r) }

// reopens reports whether an undirected mark can only be an opener: a blank
// before it and a letter behind it.
func (p *pairer) reopens(u int, m mark) bool {
	if m.r == '»' || m.r == '›' || m.pos == p.units[u].start {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(p.text[:m.pos])
	next, _ := utf8.DecodeRuneInString(p.text[m.pos+m.n:])
	return unicode.IsSpace(prev) && word(next)
}

// singleCloser prefers a closer beside punctuation; one behind an s may be a
// genitive and closes only when no better one follows before the next opener.
func (p *pairer) singleCloser(u int, ms []mark, i int) (int, bool) {
	un := &p.units[u]
	weak := -1
	for j := i + 1; j < len(ms) && j < i+64; j++ {
		m := ms[j]
		if m.fam != famSingle {
			continue
		}
		if m.open && m.r == ms[i].r && m.r != '\'' && directional(m.r) {
			break
		}
		if !fits(ms[i], m) {
			continue
		}
		e := m.pos + m.n
		punct := strings.IndexByte(".,!?", p.text[m.pos-1]) >= 0 || e >= un.end || strings.IndexByte(".,;:!?)", p.text[e]) >= 0
		if punct || p.text[m.pos-1] != 's' {
			return j, true
		}
		if weak < 0 {
			weak = j
		}
	}
	return weak, weak >= 0
}

// openEnd reports whether a quote that stays open to the end of its unit is
// kept: when the next unit opens with the same mark, when it began the unit,
// or when enough words follow to be no slip.
func (p *pairer) openEnd(u int, o mark) bool {
	un := &p.units[u]
	if p.reopened(u, o) {
		return true
	}
	return o.pos == un.start || wordsIn(p.text[o.pos:un.end], 6) >= 6
}

// reopened reports whether the next unit begins with the same opener.
func (p *pairer) reopened(u int, o mark) bool {
	nu := p.nextUnit(u)
	return nu >= 0 && strings.HasPrefix(p.text[p.units[nu].start:p.units[nu].end], p.text[o.pos:o.pos+o.n])
}

// nextUnit is the index of the next unit of prose, -1 where the article ends
// or another kind of block stands between.
func (p *pairer) nextUnit(u int) int {
	if u+1 < len(p.units) && !p.units[u+1].skip {
		return u + 1
	}
	return -1
}

func (p *pairer) add(u int, o mark, end, out int, cont bool) {
	s := span{out0: o.pos, out1: out, unit: u, fam: o.fam, cont: cont}
	s.start, s.end = trim(p.text, o.pos+o.n, end)
	if s.start < s.end {
		p.spans = append(p.spans, s)
	} else if cont {
		p.spans = append(p.spans, s) // removed again by join or unit
	}
}

// join marks the spans that go on with the open quote of the unit before, and
// drops empty ones.
func (p *pairer) join() {
	out := p.spans[:0]
	for _, s := range p.spans {
		if s.start >= s.end {
			continue
		}
		if n := len(out); n > 0 && out[n-1].cont {
			if out[n-1].unit+1 == s.unit && s.out0 == p.units[s.unit].start {
				s.from = true
			} else {
				out[n-1].cont = false
			}
		}
		out = append(out, s)
	}
	if n := len(out); n > 0 {
		out[n-1].cont = false
	}
	p.spans = out
}

// trim moves the ends of a range over blanks.
func trim(text string, lo, hi int) (int, int) {
	for lo < hi {
		r, n := utf8.DecodeRuneInString(text[lo:hi])
		if !unicode.IsSpace(r) {
			break
		}
		lo += n
	}
	for lo < hi {
		r, n := utf8.DecodeLastRuneInString(text[lo:hi])
		if !unicode.IsSpace(r) {
			break
		}
		hi -= n
	}
	return lo, hi
}

// wordsIn counts the words of s, at most limit. A CJK character counts half a word.
func wordsIn(s string, limit int) int {
	n, half := 0, 0
	in := false
	for _, r := range s {
		if r >= 0x3040 && r <= 0x9fff {
			in = false
			if half++; half%2 == 0 {
				n++
			}
		} else if w := word(r) || in && (r == '\'' || r == '’' || r == '-'); w != in {
			if in = w; w {
				n++
			}
		}
		if n >= limit {
			break
		}
	}
	return n
}
