package quote

import (
	"unicode"
	"unicode/utf8"
)

// evaluates reports whether the words in marks are what somebody calls an
// object: called the plan “reckless”, dismissed it as a “stunt”. Behind "the" they
// are a name, before a noun an adjective of the writer's.
func (a *analysis) evaluates(c, q int32, s sentence) bool {
	if a.l.tag != "en" || q-c > 7 || a.nounBehind(q, s) {
		return false
	}
	k := q - 1
	if w := a.word(k); w == "a" || w == "an" {
		k--
	}
	for i := c + 1; i < q; i++ {
		if t := &a.toks[i]; t.kind != 'w' || t.c&(cAux|cSub|cRel|cConj) != 0 && t.c&(cDet|cPrep) == 0 && a.word(i) != "as" {
			return false
		}
	}
	if a.word(k) == "as" {
		return k > c+1 && a.toks[c].c&(cCue|cWeak|cIng) != 0
	}
	switch a.word(c) {
	case "call", "calls", "called", "calling", "label", "labels", "labeled", "labelled", "labeling", "labelling", "brand", "brands", "branded", "branding", "deem", "deems", "deemed":
	default:
		return false
	}
	p := &a.toks[k]
	return k > c && p.kind == 'w' && p.c&(cDet|cPoss|cPrep) == 0 && !p.poss && k == q-1 || k > c && k < q-1 && p.kind == 'w' && p.c&(cDet|cPrep) == 0
}

// judged reports whether the words in marks are what the cue says of something:
// bezeichnete ihn als „Zauderer“, als „Zauderer“ bezeichnete, nannte es einen
// „Fehler“, riet zu „Ruhe“.
func (a *analysis) judged(c, q int32, s sentence) bool {
	t, p := &a.toks[c], a.word(q-1)
	if c+1 < s.hi && a.word(c+1) == "man" || c > s.lo && a.word(c-1) == "man" {
		return false // everybody says so
	}
	if c > q {
		return t.c&cWeak != 0 && c <= q+2 && a.reported(q, s)
	}
	if t.c&cWeak != 0 && a.reported(q, s) {
		return true
	}
	switch a.word(c) {
	case "nannte", "nannten", "nennt", "nennen":
		return p == "ein" || p == "eine" || p == "einen"
	case "riet", "rieten", "rät", "mahnte", "mahnten", "mahnt", "rief", "riefen", "appellierte", "warnte", "warnten", "warnt":
		return q-c <= 4 && (p == "zu" || p == "zur" || p == "zum" || p == "vor")
	}
	return false
}

// reported reports whether als, von or für stands before a quote, at most an
// article between: bezeichnete ihn als einen „Zauderer“.
func (a *analysis) reported(q int32, s sentence) bool {
	for k := q - 1; k >= s.lo && k >= q-2; k-- {
		if a.toks[k].kind != 'w' {
			return false
		}
		switch a.word(k) {
		case "als", "von", "vom", "für":
			return true
		}
		if a.toks[k].c&cDet == 0 {
			return false
		}
	}
	return false
}

// naming reports whether a verb of naming stands before a quote without a
// colon: hieß noch „Zur Linde“, genannt „der Alte“.
func (a *analysis) naming(q int32, s sentence) bool {
	for k := q - 1; k >= s.lo && k >= q-3; k-- {
		if a.toks[k].kind != 'w' {
			return false
		}
		switch a.word(k) {
		case "hieß", "heißt", "lautet", "lautete", "genannt", "nennt":
			return true
		}
		if a.toks[k].c&cAdv == 0 {
			return false
		}
	}
	return false
}

// nounBefore reports whether a noun, or an article before a capital, makes a
// quote a title where titles have no case of their own: die Zeitung „Morgen“.
func (a *analysis) nounBefore(q int32, n int, body string, cued bool) bool {
	p := &a.toks[q-1]
	if p.kind != 'w' || p.c&(cCue|cWeak|cIng|cAux) != 0 && !p.caps {
		return false
	}
	r, _ := utf8.DecodeRuneInString(body)
	switch {
	case p.caps && p.run < 0 && n <= 7:
		return true
	case p.c&(cDet|cPoss) != 0 || p.c&cPrep != 0 && a.word(q-1) != "als":
		return n <= 3 || unicode.IsUpper(r) && (n <= 5 || n <= 9 && !cued)
	case p.c&cSource != 0:
		return n <= 4
	}
	return false
}
