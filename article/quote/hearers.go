package quote

// tiesName reports whether the preposition at e and its noun tie a role to a full name behind
// them: турист из Италии Марко Пел.
func (a *analysis) tiesName(e int32, s sentence) bool {
	if a.l.nounCaps || !a.isRole(&a.toks[e-1], e-1) {
		return false
	}
	for k := e + 1; k < s.hi && k < e+3; k++ {
		if a.toks[k].kind == 'w' && a.named(k) {
			n := &a.runs[a.toks[k].run]
			return n.given && n.hi-n.lo > 1 && (n.lo > n.from || k == e+2)
		}
	}
	return false
}

// overHearers is where the subject begins behind those whom a verb was said to: anunció a los
// periodistas la abogada Ada Pell. k where none stand there.
func (a *analysis) overHearers(k int32, s sentence) int32 {
	if a.l.order == "svo" || a.l.nounCaps || a.l.verbLast || k >= s.hi {
		return k
	}
	if t := &a.toks[k]; t.kind != 'w' || t.caps || t.c&cPrep == 0 || t.run >= 0 {
		return k
	}
	e := k + 1
	if e < s.hi && a.toks[e].kind == 'w' && a.toks[e].c&cDet != 0 {
		e++
	}
	if e+1 >= s.hi || a.toks[e].kind != 'w' || a.toks[e].caps || a.toks[e].c&(cCue|cPrep|cAux|cConj|cSub|cRel|cAdv) != 0 {
		return k
	}
	switch t := &a.toks[e+1]; {
	case t.kind != 'w' || t.c&cOf != 0:
	case a.named(e + 1), t.c&cDet != 0 && (t.c&cPrep == 0 || e+2 < s.hi && a.toks[e+2].kind == 'w' && a.isRole(&a.toks[e+2], e+2)), a.isRole(t, e+1):
		return e + 1
	}
	return k
}
