package quote

// freeSubject finds the subject of the verb c in a language whose verb may
// stand before its subject: behind the verb when a quote, nothing, or a phrase
// that is no subject stands before it; else before it.
func (a *analysis) freeSubject(c int32, s sentence) ref {
	lo := c
	for lo > s.lo && !a.boundary(lo-1) && a.toks[lo-1].kind != ',' && a.toks[lo-1].kind != '-' && c-lo < 40 {
		lo--
	}
	if a.l.nounCaps {
		if r := a.cited(c, lo, s); r.kind != rNone {
			return r
		}
		for lo < c-2 && a.focus(lo) {
			lo++
		}
	}
	j := a.skipBack(c-1, lo)
	pron := a.pronounNear(c, lo)
	switch {
	case pron.kind != rNone && a.l.nounCaps && a.toks[pron.lo].g == gThing:
		return a.impersonal(c, pron.lo, s)
	case pron.kind != rNone:
		return pron
	case a.agent(c, s) >= 0:
		return a.sourceAfter(a.agent(c, s), s)
	case a.l.nounCaps && a.passive(c, lo) >= 0:
		if x := a.passive(c, lo); !a.fronted(segment{lo, x}) || x == lo {
			if r := a.mainSubject(sentence{lo, s.hi, s.unit}, x); r.kind != rNone {
				return r
			}
		} else if r := a.subjectAfter(x, s); r.kind != rNone {
			return r
		}
	case j < lo && (lo == s.lo || a.toks[lo-1].kind != ','):
		if r := a.subjectAfter(c, s); r.kind != rNone {
			return r
		}
		return ref{}
	case j >= lo && a.toks[j].kind == 'w' && a.toks[j].c&cConj != 0:
		return a.shared(j, s)
	case j >= lo && a.toks[j].kind == 'w' && a.toks[j].c&cRel != 0 && a.toks[j].run < 0 && a.toks[j].c&(cDet|cSub) == 0:
		return a.before(j-1, s.lo)
	case j >= lo && a.fronted(segment{lo, j + 1}) && !a.nameIn(lo, j):
		if r := a.subjectAfter(c, s); r.kind != rNone {
			return r
		}
	}
	if r := a.subjectBefore(c, s); r.kind != rNone {
		if b := a.subjectAfter(c, s); a.l.nounCaps && r.kind == rNominal && b.kind != rNone && b.hi <= s.hi &&
			(b.kind == rName && !a.runs[b.run].org || r.hi-r.lo == 1 && a.toks[r.lo].c&cDet == 0 && r.lo == s.lo) {
			return b // der Zeitung sagte X; ähnlich äußerte sich X
		}
		if !a.fronted(segment{lo, max(lo+1, j+1)}) || r.kind == rName {
			return r
		}
	}
	return a.subjectAfter(c, s)
}

// oblique reports whether the article of a German phrase shows that it is no
// subject: den Minister, des Gerichts.
func (a *analysis) oblique(r ref) bool {
	if !a.l.nounCaps || r.kind == rNone || r.kind == rPron {
		return false
	}
	k := r.lo
	if r.kind == rName && k > 0 && a.toks[k].c&cDet == 0 {
		k--
	}
	if a.toks[k].kind != 'w' {
		return false
	}
	switch a.word(k) {
	case "den", "dem", "des", "einen", "einem", "eines", "Den", "Dem", "Einen", "Einem", "vom", "zum", "zur", "im", "beim":
		return true
	}
	return false
}

// focus reports whether token i is an adverb that belongs to the phrase behind
// it: Auch der Minister sagte, Selbst Ada Pell sagte.
func (a *analysis) focus(i int32) bool {
	n := &a.toks[i+1]
	switch a.word(i) {
	case "Auch", "auch", "Selbst", "selbst", "Sogar", "sogar", "Nur", "nur", "Bereits", "bereits":
		return n.kind == 'w' && (n.c&(cDet|cPoss) != 0 && n.c&cPrep == 0 || a.named(i+1))
	}
	return false
}

// cited is whom a paper cites: „...“, zitiert die Zeitung den Minister. The
// last person behind the verb speaks, not its subject.
func (a *analysis) cited(c, lo int32, s sentence) ref {
	switch a.word(c) {
	case "zitiert", "zitierte", "zitieren", "zitierten":
	default:
		return ref{}
	}
	if a.passive(c, lo) >= 0 {
		return ref{}
	}
	var r ref
	k := c + 1
	for ; k < s.hi && !a.boundary(k) && a.toks[k].kind != ','; k++ {
		t := &a.toks[k]
		switch {
		case t.kind != 'w':
		case a.named(k):
			n := &a.runs[t.run]
			if !n.org && (k == c+1 || a.toks[k-1].c&cPrep == 0) {
				r = ref{rName, n.from, n.hi, t.run}
			}
			k = max(k, n.hi-1)
		case k > c+1 && t.caps && (a.word(k-1) == "den" || a.word(k-1) == "einen"), k > c+1 && a.isRole(t, k) && a.toks[k-1].c&cDet != 0 && a.word(k-1) != "der":
			r = ref{rNominal, k - 1, k + 1, -1}
		}
	}
	return r
}

// impersonal is the text that speaks in "In dem Schreiben heißt es: ..." and
// "..., heißt es in einer Erklärung".
func (a *analysis) impersonal(c, es int32, s sentence) ref {
	for k := s.lo; k < c; k++ {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cPrep != 0 {
			return a.sourceAfter(k+1, s)
		}
	}
	for k := max(c, es) + 1; k < s.hi && a.toks[k].kind == 'w'; k++ {
		if a.toks[k].c&cPrep != 0 {
			return a.sourceAfter(k+1, s)
		}
	}
	return ref{}
}

// passive is the finite auxiliary of a German clause whose participle is c, when
// other words stand between them: wird ... mit den Worten zitiert. -1 for none.
func (a *analysis) passive(c, lo int32) int32 {
	w := a.word(c)
	if len(w) < 4 || w[len(w)-1] != 't' && w[len(w)-2:] != "en" || a.toks[c].c&cCue == 0 && a.toks[c].c&cWeak == 0 {
		return -1
	}
	for k := c - 2; k >= lo; k-- {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cAux != 0 && t.run < 0 {
			return k
		}
	}
	return -1
}

// agent is the first token of who acts in a German passive, behind von: wird von
// Kennern als „...“ bezeichnet. -1 for none; who is cited is no agent.
func (a *analysis) agent(c int32, s sentence) int32 {
	if !a.l.nounCaps {
		return -1
	}
	lo := c
	for lo > s.lo && c-lo < 40 && (a.toks[lo-1].kind == 'w' || a.toks[lo-1].kind == 'q' && lo == c) {
		lo--
	}
	x := a.passive(c, lo)
	if x < 0 || a.toks[x].c&cBe == 0 || a.word(c) == "zitiert" {
		return -1
	}
	for k := c - 2; k > lo; k-- {
		if w := a.word(k); a.toks[k].kind == 'w' && (w == "von" || w == "vom") && a.toks[k+1].kind == 'w' {
			return k + 1
		}
	}
	return -1
}

// nameIn reports whether a personal name stands in tokens lo..hi that no
// preposition governs.
func (a *analysis) nameIn(lo, hi int32) bool {
	for k := lo; k <= hi; k++ {
		if t := &a.toks[k]; t.kind == 'w' && t.run >= 0 {
			n := &a.runs[t.run]
			if n.lo < n.hi && !n.org && (n.from == lo || a.toks[n.from-1].c&(cPrep|cDet) == 0) && (n.given || n.titled) {
				return true
			}
		}
	}
	return false
}

// pronounNear is a subject pronoun directly before the verb or its auxiliary,
// or directly behind it: er sagte, a-t-elle ajouté, sagte er.
func (a *analysis) pronounNear(c, lo int32) ref {
	for k := c - 1; k >= lo && k >= c-3; k-- {
		t := &a.toks[k]
		if t.kind != 'w' {
			break
		}
		if t.c&cPron != 0 && t.run < 0 {
			return ref{rPron, k, k + 1, -1}
		}
		if t.c&(cAux|cAdv) == 0 {
			break
		}
	}
	if k := c + 1; int(k) < len(a.toks) {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cPron != 0 && t.run < 0 && t.c&cDet == 0 {
			return ref{rPron, k, k + 1, -1}
		}
	}
	return ref{}
}
