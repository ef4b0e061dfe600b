package quote

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
	if p := &a.toks[q-1]; p.kind != 'w' || p.c&(cDet|cPoss|cPrep|cTerm) != 0 && p.c&cAdv == 0 || p.caps && a.l.nounCaps {
		return false
	}
	_, pc := a.phraseAt(c, q)
	return a.toks[c].c&(cSource|cPost) != 0 || pc == cSource
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
