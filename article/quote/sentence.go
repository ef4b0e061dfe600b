package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a range of tokens inside one unit.
type sentence struct {
	lo, hi int32
	unit   int32
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
		return unicode.IsSpace(r) || strings.ContainsRune("\"'”“’‘»«›‹」』〟〞`", r)
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
