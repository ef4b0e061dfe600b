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

// sentence is a range of tokens inside one unit.
type sentence struct {
	lo, hi int32
	unit   int32
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

// ordinals makes one token of a number and its full stop, from token first on.
func (x *lexer) ordinals(first int) {
	out := x.toks[:first]
	for i := first; i < len(x.toks); i++ {
		if n := len(out); n > first && x.toks[i].kind == '.' && i+1 < len(x.toks) && x.ordinal(out[first:], i) {
			out[len(out)-1].end = x.toks[i].end
			continue
		}
		out = append(out, x.toks[i])
	}
	x.toks = out
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
	b := lower(x.buf[:0], strings.TrimRight(w, "'’"))
	t.c = x.l.words[string(b)]
	if t.c == 0 && x.l.tails != nil {
		t.c, t.g = x.l.derived(string(b))
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

// maxSentence is the most tokens of one sentence: longer ones are cut, which
// bounds every search inside a sentence.
const maxSentence = 250

// split cuts the tokens from first on into sentences.
func (x *lexer) split(u, first int) {
	lo := first
	for i := first; i < len(x.toks); i++ {
		if x.ends(i) || i-lo >= maxSentence {
			x.sents = append(x.sents, sentence{int32(lo), int32(i + 1), int32(u)})
			lo = i + 1
		}
	}
	if lo < len(x.toks) {
		x.sents = append(x.sents, sentence{int32(lo), int32(len(x.toks)), int32(u)})
	}
}

// ends reports whether a sentence ends behind token i.
func (x *lexer) ends(i int) bool {
	t := &x.toks[i]
	if i+1 >= len(x.toks) {
		return true
	}
	n := &x.toks[i+1]
	switch t.kind {
	case '.', '!', '?', 'e':
		switch n.kind {
		case '.', '!', '?', 'e', ')', ',':
			return false
		case 'w':
			return n.caps || n.num || x.l.script != ""
		}
		return true
	case 'q':
		return x.endsQuote(t, i)
	}
	return false
}

// ordinal reports whether the full stop at token i makes an ordinal of the
// number before it, the last of the tokens so far: am 3. Mai, Karl IV. Before a
// word that can only begin a sentence it ends one.
func (x *lexer) ordinal(so []token, i int) bool {
	p, n := &so[len(so)-1], &x.toks[i+1]
	if p.kind != 'w' || p.end != x.toks[i].start {
		return false
	}
	roman := len(so) > 1 && so[len(so)-2].caps && strings.Trim(x.text[p.start:p.end], "IVX") == ""
	switch {
	case !roman && !(p.num && p.end-p.start <= 2):
		return false
	case n.kind != 'w':
		return roman && n.kind == 'q'
	}
	return n.c&(cDet|cPron|cPrep|cConj|cSub|cAux|cAdv) == 0 && !n.num
}

// endsQuote reports whether the sentence ends with a quote: “Go away.” He left.
func (x *lexer) endsQuote(t *token, i int) bool {
	n := &x.toks[i+1]
	if n.kind == 'q' {
		return t.end != n.start && endMark(x.inner(t)) != 0
	}
	e := endMark(x.inner(t))
	if e == 0 || e == ',' || n.kind != 'w' || !n.caps {
		return false
	}
	if e == '.' || e == '…' || i > 0 && x.toks[i-1].kind == ':' {
		return true // what a colon introduces is over: She asked: “Why?” Smith said nothing.
	}
	// “Why?” Smith asked: a short capitalised run and a verb of saying.
	for k := i + 1; k < len(x.toks) && k < i+7; k++ {
		w := &x.toks[k]
		if w.kind == ',' && k > i+1 {
			return !x.saidBehind(k)
		}
		if w.kind != 'w' {
			break
		}
		if w.c&(cCue|cWeak) != 0 && k > i+1 {
			return false
		}
		if !w.caps && w.c&(cParticle|cAux|cAdv|cPron) == 0 {
			break
		}
	}
	return true
}

// saidBehind reports whether an apposition that begins with the comma at k ends
// with a comma and a verb of saying: “Why?” Pell, a clerk at the port, asked.
func (x *lexer) saidBehind(k int) bool {
	for j := k + 1; j < len(x.toks) && j < k+25; j++ {
		t := &x.toks[j]
		switch t.kind {
		case 'w':
			if t.c&cCue != 0 && x.toks[j-1].kind == ',' && j > k+1 {
				return true
			}
		case 'q', '.', '!', '?', ':', ';':
			return false
		}
	}
	return false
}

// inner is the text of a quote token without its marks.
func (x *lexer) inner(t *token) string {
	s := x.text[t.start:t.end]
	return strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"'”“’‘»«›‹」』`", r)
	})
}

// endMark is the sentence punctuation that s ends with, 0 for none.
func endMark(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '!', '?', '…', ',':
		return r
	case '。', '．':
		return '.'
	case '！':
		return '!'
	case '？', '؟':
		return '?'
	case '，', '、', '،':
		return ','
	}
	return 0
}
