package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unit is a line of plain text or a block: no quote runs over its border.
type unit struct {
	start, end int
	skip       bool   // heading, code, figure: not searched
	list       bool   // an item of a list
	heading    bool   // a heading: skipped, but it may ask
	bold       bool   // all of it is in bold
	block      bool   // a block quote: the whole of it is a quotation
	speaker    string // who speaks in the unit, where a line below a block quote says it
	role       string
	code       []span // stretches of code inside: marks there are no quotation marks
}

// token is a word, a punctuation mark, or a whole quote as it stands in the
// narration.
type token struct {
	start, end int32
	c          class
	g          gender
	kind       byte // 'w' word, 'q' quote, or the punctuation mark itself; '-' is a dash, 'e' an ellipsis
	caps       bool // begins with a capital
	upper      bool // all capitals, two letters or more
	poss       bool // 's stands behind
	num        bool
	span       int32 // of a 'q'
	run        int32 // index into the names, -1 for none
}

// lexer cuts the narration of one article into tokens and sentences.
type lexer struct {
	a     *analysis
	l     *language
	text  string
	toks  []token
	sents []sentence
	first int // of the unit: its first token
	buf   [48]byte
}

// unit cuts one unit; spans are its quotes in order, base the index of the first.
func (x *lexer) unit(u int, un *unit, spans []span, base int) {
	first := len(x.toks)
	x.first = first
	i := un.start
	for si := 0; i < un.end; {
		if si < len(spans) && i >= spans[si].out0 {
			s := spans[si]
			x.toks = append(x.toks, token{start: int32(s.out0), end: int32(s.out1), kind: 'q', span: int32(base + si), run: -1})
			x.incise(&s)
			i = max(s.out1, i)
			si++
			continue
		}
		hi := un.end
		if si < len(spans) {
			hi = spans[si].out0
		}
		i = x.next(i, hi)
	}
	if x.l.ordinals {
		x.ordinals(first)
	}
	x.split(u, first)
}

// incise puts the words behind a quote that stand inside its marks and say who
// speaks: « A, dit Pell, b ».
func (x *lexer) incise(s *span) {
	lo, hi := x.a.inner(s)
	if lo == 0 {
		return
	}
	mark := token{start: int32(lo), end: int32(lo), kind: ',', run: -1}
	x.toks = append(x.toks, mark)
	for i := lo; i < hi; {
		i = x.next(i, hi)
	}
	mark.start, mark.end = int32(hi), int32(hi)
	if e := endMark(x.text[s.start:s.end]); e != 0 && e != ',' {
		mark.kind = '.'
	}
	x.toks = append(x.toks, mark)
}

// next reads one token at i, before hi.
func (x *lexer) next(i, hi int) int {
	c := x.text[i]
	if c == ' ' || c == '\t' || c == '\n' {
		return i + 1
	}
	r, n := rune(c), 1
	if c >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(x.text[i:hi])
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@' || r == '#' || r == '$' || r == '€' || r == '£' {
		return x.word(i, hi)
	}
	var kind byte
	if r == ';' && x.l.tag == "el" {
		r = '?'
	}
	switch r {
	case '.', ',', '!', '?', ':', ';', '(', ')', '[', ']', '&', '/':
		kind = byte(r)
	case '…':
		kind = 'e'
	case '—', '–', '―', '‒', '-':
		kind = '-'
		if r == '-' && x.ellipsis(i, hi) { // Hafen-, Kai- und Fährdirektor
			return i + 1 + strings.IndexByte(x.text[i+1:hi], ' ')
		}
	case '\u037e': // the Greek question mark
		kind = '?'
	case '。', '．':
		kind = '.'
	case '，', '、', '،':
		kind = ','
	case '！':
		kind = '!'
	case '？', '؟':
		kind = '?'
	case '：':
		kind = ':'
	case '；', '؛':
		kind = ';'
	case '（':
		kind = '('
	case '）':
		kind = ')'
	default:
		return i + n
	}
	x.toks = append(x.toks, token{start: int32(i), end: int32(i + n), kind: kind, run: -1})
	return i + n
}

// maxWord is the longest word in bytes that is one token: the rest is cut off
// into further ones, so that a text without blanks costs no more than another.
const maxWord = 256

// word reads a word: letters, digits, inner apostrophes, hyphens and the full
// stops of abbreviations.
func (x *lexer) word(i, hi int) int {
	j := i
	var first, last rune
	upper, letters := true, 0
	for j < hi && j-i < maxWord {
		c := x.text[j]
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(x.text[j:hi])
		}
		switch {
		case unicode.IsLetter(r):
			letters++
			if upper && unicode.IsLower(r) {
				upper = false
			}
		case unicode.IsDigit(r), unicode.IsMark(r), r == '_', j == i:
		case (r == '\'' || r == '’' || r == '-' || r == '‑') && j+n < hi && x.letterAt(j+n, hi):
			if r == '\'' || r == '’' {
				if x.elides(i, j) {
					x.put(i, j+n, letters, upper, first)
					return j + n
				}
			}
		case r == '.' && j+1 < hi && letters > 0 && x.dotted(i, j, hi):
		case r == ',' && unicode.IsDigit(last) && j+1 < hi && x.text[j+1] >= '0' && x.text[j+1] <= '9':
		default:
			goto done
		}
		if j == i {
			first = r
		}
		last = r
		j += n
	}
done:
	if j == i {
		j++
	}
	return x.put(i, j, letters, upper, first)
}

func (x *lexer) letterAt(i, hi int) bool {
	r, _ := utf8.DecodeRuneInString(x.text[i:hi])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// elides reports whether text[i:j] is an article or pronoun cut off before an
// apostrophe: l'État, dell'aria.
func (x *lexer) elides(i, j int) bool {
	return len(x.l.elided) > 0 && j-i <= 8 && x.l.elided[string(lower(x.buf[:0], x.text[i:j]))]
}

// dotted reports whether the full stop at j belongs to an abbreviation of
// single letters, U.S., p.m., J.K., or to the address of a site.
func (x *lexer) dotted(i, j, hi int) bool {
	k := j - 1
	for k > i && x.text[k]&0xc0 == 0x80 {
		k--
	}
	r, _ := utf8.DecodeRuneInString(x.text[j+1 : hi])
	if k > i && x.text[k-1] != '.' {
		return unicode.IsLower(r) && unicode.IsLower(rune(x.text[k])) // a name of the net: port.example
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// ellipsis reports whether the hyphen at i ends the front of a noun whose end follows later.
func (x *lexer) ellipsis(i, hi int) bool {
	if i == 0 || i+2 >= hi || x.text[i+1] != ' ' && !strings.HasPrefix(x.text[i+1:hi], ", ") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(x.text[:i])
	return unicode.IsLetter(r)
}

// initial reports whether a full stop and a further capital follow a single letter
// at i: it stands for a first name.
func (x *lexer) initial(i int) bool {
	if x.l.script != "" || i >= len(x.text) || x.text[i] != '.' {
		return false
	}
	s := strings.TrimLeft(x.text[i+1:min(len(x.text), i+8)], " \u00a0")
	r, n := utf8.DecodeRuneInString(s)
	q, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsUpper(r) && (unicode.IsLower(q) || q == '.')
}

// put appends the word text[i:j], cutting off 's and inverted pronouns, and
// returns where the next token begins.
func (x *lexer) put(i, j, letters int, upper bool, first rune) int {
	t := token{start: int32(i), end: int32(j), kind: 'w', run: -1, caps: unicode.IsUpper(first) || unicode.IsTitle(first),
		upper: upper && letters > 1, num: unicode.IsDigit(first) || first == '$' || first == '€' || first == '£'}
	next := j
	w := x.text[i:j]
	if n := genitive(w); n > 0 {
		t.poss = true
		t.end -= int32(n)
		w = w[:len(w)-n]
	}
	if x.l.cutApostrophe {
		if k := strings.IndexAny(w, "'’"); k > 1 {
			t.end, w = int32(i+k), w[:k]
		}
	}
	if len(x.l.suffixes) > 0 {
		if k := strings.LastIndexByte(w, '-'); k > 0 {
			if g, ok := x.l.suffixes[string(lower(x.buf[:0], w[k+1:]))]; ok {
				return x.inverted(i, i+k, i+len(w), g)
			}
		}
	}
	if t.num && x.l.nounCaps {
		if k := strings.LastIndexByte(w, '-'); k > 0 && k+1 < len(w) {
			q, _ := utf8.DecodeRuneInString(w[k+1:])
			t.caps, t.num = unicode.IsUpper(q), !unicode.IsUpper(q) // der 51-Jährige
		}
	}
	b := lower(x.buf[:0], strings.TrimRight(w, "'’"))
	t.c = x.l.words[string(b)]
	if t.caps && letters == 1 && x.initial(next) {
		t.c &= cTitle // Jane A. Doe, Piotr W. Nowak: no article, no preposition
	}
	if t.c == 0 && x.l.tails != nil {
		t.c, t.g = x.l.derived(string(b))
	} else if t.c == 0 && x.l.inflects && !t.caps {
		t.c, t.g = x.l.oblique(string(b))
	}
	if n := len(x.toks); x.l.nounCaps && t.caps && n > x.first && (x.toks[n-1].kind == 'w' || x.toks[n-1].kind == ',') {
		t.c &^= cCue | cWeak | cIng | cVerb // das Schreiben
	}
	if g, ok := x.l.genders[string(b)]; ok && t.c&(cPron|cPoss|cTitle|cRole|cCue|cWeak) != 0 {
		t.g = g
	}
	if next < len(x.text) && x.text[next] == '.' {
		if t.caps && letters == 1 && x.l.script == "" || x.l.abbr[string(b)] {
			t.c |= cAbbr
		}
		if strings.IndexByte(w, '.') > 0 { // U.S.
			t.c |= cAbbr
		}
	}
	x.toks = append(x.toks, t)
	if t.c&cAbbr != 0 && next < len(x.text) && x.text[next] == '.' {
		next++
	}
	if !t.poss && t.caps && next < len(x.text) && strings.HasSuffix(w, "s") && strings.HasPrefix(x.text[next:], "’ ") && x.l.tag == "en" {
		x.toks[len(x.toks)-1].poss = true // James’ house
	}
	return next
}

// inverted puts a verb with its pronoun as two tokens: dit-il, a-t-elle.
func (x *lexer) inverted(i, k, j int, g gender) int {
	end := k
	w := x.text[i:k]
	if strings.HasSuffix(w, "-t") {
		end -= 2
	}
	v := token{start: int32(i), end: int32(end), kind: 'w', run: -1}
	r, _ := utf8.DecodeRuneInString(w)
	v.caps = unicode.IsUpper(r)
	v.c = x.l.words[string(lower(x.buf[:0], x.text[i:end]))]
	p := token{start: int32(k + 1), end: int32(j), kind: 'w', run: -1, c: cPron, g: g}
	x.toks = append(x.toks, v, p)
	return j
}

// genitive is the length of an English 's at the end of w.
func genitive(w string) int {
	if n := len(w); n > 2 && (w[n-1] == 's' || w[n-1] == 'S') {
		if w[n-2] == '\'' {
			return 2
		}
		if n > 4 && strings.HasSuffix(w[:n-1], "’") {
			return 1 + len("’")
		}
	}
	return 0
}
