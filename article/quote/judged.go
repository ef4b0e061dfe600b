package quote

import (
	"strings"
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

// characterises reports whether the words in marks are what somebody calls an
// object, in the languages without frames of their own: habló de un «error»,
// kallade planen ”onödig”, nazwał go „zdrajcą”. Behind a definite article they are
// a name.
func (a *analysis) characterises(c, q int32, s sentence) bool {
	if a.l.order == "svo" || a.l.nounCaps || a.toks[c].c&cWeak == 0 || q-c > 8 || a.nounBehind(q, s) && a.toks[q-1].c&cDet != 0 {
		return false
	}
	for i := c + 1; i < q; i++ {
		if t := &a.toks[i]; t.kind != 'w' || t.c&(cCue|cTerm) != 0 && t.run < 0 {
			return false
		}
	}
	p := &a.toks[q-1]
	return q == c+1 || p.c&(cDet|cPoss) == 0 || a.indefinite(q-1) || p.c&cPoss != 0 && q > c+2 && a.toks[q-2].c == 0
}

// hisWords reports whether a weak verb judges what somebody said: nazwał jego słowa
// „bajką”. Without the verb the noun would introduce a term.
func (a *analysis) hisWords(c, q int32) bool {
	return a.l.order != "svo" && q-c > 2 && q-c < 6 && a.toks[c].c&cWeak != 0 && a.toks[q-1].c&cTerm != 0 && a.toks[q-2].c&cPoss != 0
}

// thatBetween reports whether indirect speech stands between a verb of saying and
// a quote: признал, что доски «были гнилыми».
func (a *analysis) thatBetween(c, q int32) bool {
	if p := &a.toks[q-1]; p.kind != 'w' || p.c&(cDet|cPoss|cPrep|cTerm) != 0 {
		return false
	}
	for k := c + 1; k < q && k < c+4; k++ {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cSub != 0 {
			return true
		}
	}
	return false
}

// sourced reports whether the cue is a word for "according to" and no article or
// preposition makes the quote a name: Según Pell, el suelo es «arena pura».
func (a *analysis) sourced(c, q int32) bool {
	if p := &a.toks[q-1]; p.kind != 'w' || p.c&(cDet|cPoss|cPrep|cTerm) != 0 && p.c&(cAdv|cBe) == 0 || p.caps && a.l.nounCaps {
		return false
	}
	_, pc := a.phraseAt(c, q)
	return a.toks[c].c&(cSource|cPost) != 0 || pc&cSource != 0
}

// sourceCue reports whether the cue at c is a word for "according to".
func (a *analysis) sourceCue(c, q int32) bool {
	_, pc := a.phraseAt(c, q)
	return a.toks[c].c&(cSource|cPost) != 0 || pc&cSource != 0
}

// ownCue reports whether the cue at c means somebody by itself: in her words.
func (a *analysis) ownCue(c, q int32) bool {
	if c < 0 || c >= q {
		return false
	}
	_, pc := a.phraseAt(c, q)
	return pc&(cSource|cOwn) == cSource|cOwn
}

// opensIndefinite reports whether the words in marks begin with the article of
// something new: si tratta di «una farsa». A title would have a capital.
func (a *analysis) opensIndefinite(body string) bool {
	w, rest, _ := strings.Cut(body, " ")
	if k := strings.LastIndexAny(w, "'’"); k > 0 && rest == "" {
		w = w[:k]
	}
	return rest != "" && a.l.words[string(lower(a.buf[:0], w))]&(cIndef|cDet) == cIndef|cDet
}

// predicated reports whether a word in marks is what the source says of something:
// по словам Белова, мост «опасен». A verb or an adverb stands before it, no noun behind.
func (a *analysis) predicated(c, q int32, s sentence) bool {
	if !a.sourceCue(c, q) || a.nounBehind(q, s) && !a.l.verbLast {
		return false
	}
	p := &a.toks[q-1]
	if p.kind != 'w' || p.c&(cDet|cPoss|cPrep|cTerm) != 0 {
		return false
	}
	return p.c&(cBe|cAux|cAdv|cVerb) != 0 || len(a.l.definites)+len(a.l.asideEnds) > 0 || a.l.inflects && (q+1 >= s.hi || a.toks[q+1].kind != 'w')
}

// predicate reports whether a quote goes on the predicate of its sentence, behind an
// auxiliary: declined to “talk about holes”, n’a « pas dormi ».
func (a *analysis) predicate(q int32) bool {
	t := &a.toks[q-1]
	return t.kind == 'w' && (t.c&(cAux|cBe|cDet|cPrep|cAdv|cPron|cConj) == cAux || t.c&cAux != 0 && a.l.tag == "en" && a.word(q-1) == "to")
}

// labelOnly reports whether nothing but a name with its role stands before the
// colon: Mayor Ada Pell: “...”
func (a *analysis) labelOnly(f *attribution, q int32, s sentence) bool {
	if f.who.kind != rName || f.who.hi != q-1 || f.cueTok >= 0 {
		return false
	}
	for k := s.lo; k < f.who.lo; k++ {
		if t := &a.toks[k]; t.kind != 'w' || t.c&(cCue|cWeak|cAux|cVerb|cPrep) != 0 {
			return false
		}
	}
	return true
}

// statedBefore reports whether the clause before a colon has a noun for what is
// said: Sa réponse : « ... ».
func (a *analysis) statedBefore(q int32, s sentence) bool {
	for k := q - 2; k >= s.lo && k >= q-10 && !a.boundary(k); k-- {
		if a.toks[k].c&cStated != 0 {
			return true
		}
	}
	return false
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
		case "als", "von", "vom", "für", "Als", "Von", "Vom":
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
	noun := false
	for k := q - 1; k >= s.lo && k >= q-6; k-- {
		t := &a.toks[k]
		if t.kind != 'w' {
			return false
		}
		switch a.word(k) {
		case "hieß", "heißt", "lautet", "lautete", "genannt", "Hieß":
			return true
		case "nennt", "nannte", "nennen", "nannten":
			return !noun && k+1 < q && (a.word(q-1) == "sich" || a.word(k+1) == "sich" || a.word(k+2) == "sich") || k == q-1
		case "als":
			return k == q-1 && a.selfNamed(q, s)
		case "sich", "es", "sie", "er", "oder", "auch":
			continue
		}
		if t.c&(cAdv|cDet) == 0 && !t.caps {
			return false
		}
		noun = noun || t.caps
	}
	return false
}

// selfNamed reports whether a quote behind „als“ is how something calls itself,
// or counts with everybody: die sich als „...“ bezeichnet, galt als „...“.
func (a *analysis) selfNamed(q int32, s sentence) bool {
	for k := q - 2; k >= s.lo && k >= q-10 && a.toks[k].kind == 'w'; k-- {
		switch a.word(k) {
		case "sich", "galt", "gilt", "galten", "gelten", "Galt", "bekannt":
			return true
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
		return n <= 3 || unicode.IsUpper(r) && (n <= 5 || !cued)
	case !cued && unicode.IsUpper(r) && !p.caps && q > 1 && a.toks[q-2].kind == 'w' && a.toks[q-2].c&(cDet|cPoss) != 0 && a.lastIs(q-1, "e", "en", "er", "es"):
		return true // der neue „Rat für Hafen und Kai“
	case p.c&cSource != 0:
		return n <= 4
	}
	return false
}
