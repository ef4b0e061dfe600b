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
	return q == c+1 || p.c&(cDet|cPoss) == 0 || a.indefinite(q-1)
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
