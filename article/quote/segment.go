package quote

// segment is a stretch between commas.
type segment struct{ lo, hi int32 }

// segments cuts tokens lo..hi at commas and dashes, the last 12 of them.
func (a *analysis) segments(lo, hi int32) []segment {
	a.segs = a.segs[:0]
	b := lo
	a.steps += int(hi - lo)
	for i := lo; i < hi; i++ {
		if k := a.toks[i].kind; k == ',' || k == '-' || k == '(' || k == ')' {
			if i > b {
				a.segs = append(a.segs, segment{b, i})
			}
			b = i + 1
		}
	}
	if hi > b {
		a.segs = append(a.segs, segment{b, hi})
	}
	return a.segs
}

// fronted reports whether a segment is no subject: it begins with a
// preposition, a subordinator, an adverb or a participle.
func (a *analysis) fronted(g segment) bool {
	t := &a.toks[g.lo]
	if t.kind != 'w' {
		return true
	}
	if t.run >= 0 && a.runs[t.run].lo < a.runs[t.run].hi && !a.doubtful(&a.runs[t.run], g) {
		return false
	}
	if a.timeAt(g.lo, g.hi) == g.hi {
		return true
	}
	w := a.word(g.lo)
	if l := &a.toks[g.hi-1]; l.kind == 'w' && g.hi-g.lo > 1 && (g.hi-g.lo < 7 || a.l.order != "svo") && l.c&cAdv != 0 && l.c&(cDet|cPron) == 0 && t.c&cPron == 0 {
		return true // a few days later
	}
	if t.c&cSub != 0 || t.c&cPrep != 0 && t.c&cDet == 0 || t.c&cRel != 0 && t.c&cDet == 0 || t.c&cAdv != 0 && t.c&cDet == 0 || t.c&cIng != 0 {
		return true
	}
	if t.c&(cDet|cPron|cPoss) != 0 {
		return false
	}
	if len(w) > 4 && (w[len(w)-3:] == "ing" || w[len(w)-2:] == "ly" || w[len(w)-2:] == "ed" && t.c&cCue != 0) {
		return true
	}
	return g.lo+1 == g.hi && t.c&cStop != 0 && t.c&cPron == 0
}

// timeAt is the end of a phrase of time that begins at k, before hi, with its adverbs and
// what hangs on a preposition; k where there is none. Nobody speaks in one: months later, a
// few hours after the storm, last week.
func (a *analysis) timeAt(k, hi int32) int32 {
	for i := k; i < hi && i < k+4; i++ {
		t := &a.toks[i]
		if t.kind != 'w' || t.poss {
			return k
		}
		if t.c&cTime == 0 {
			if t.c&(cCue|cAux|cPron|cRel|cSub|cRole|cOrg|cTitle) != 0 && t.c&(cDet|cAdv) == 0 || t.c&(cPrep|cConj) != 0 && t.c&cDet == 0 || t.caps && a.named(i) {
				return k
			}
			continue
		}
		if t.caps && i+1 < hi && a.toks[i+1].kind == 'w' && a.toks[i+1].caps && !a.l.nounCaps {
			return k // Κυριακή Παπά
		}
		e := i + 1
		for e < hi && a.toks[e].kind == 'w' && a.toks[e].c&(cAdv|cTime) != 0 && a.toks[e].c&(cDet|cPoss|cPron) == 0 {
			e++
		}
		switch {
		case e < hi && a.toks[e].kind == 'w' && a.toks[e].c&cPrep != 0 && a.toks[e].c&(cDet|cRole) == 0:
			return hi
		case e == i+1 && e < hi && i > k && a.toks[k].c&cDet != 0 && a.toks[k].c&cIndef == 0 && !a.l.nounCaps:
			return k // the day centre
		}
		return e
	}
	return k
}

// doubtful reports whether a single capitalised word that begins its sentence is followed by
// an adverb that ends the phrase: Horas después.
func (a *analysis) doubtful(n *name, g segment) bool {
	return n.start && n.from == g.lo && n.hi-n.lo == 1 && g.hi > n.hi && !n.given && !n.titled && len(a.byLast[a.surname(n)]) == 0 && !a.capital[a.word(n.lo)] &&
		a.toks[g.hi-1].kind == 'w' && a.toks[g.hi-1].c&cAdv != 0
}

// placeOnly reports whether a segment is no more than the name of a place, as
// in "At a rally in Portsmouth, N.H., ...".
func (a *analysis) placeOnly(g segment) bool {
	r := a.toks[g.lo].run
	if r < 0 || g.hi-g.lo > 4 {
		return false
	}
	n := &a.runs[r]
	return n.hi >= g.hi && (n.org || a.toks[n.hi-1].c&cAbbr != 0 && !n.given && !n.titled)
}

func (a *analysis) fronts(g segment) bool { return g.hi-g.lo > 12 }

// titleHere reports whether a pronoun serves as a title before a name: bà Lý Thị Mận.
func (a *analysis) titleHere(k int32) bool {
	return a.toks[k].c&cTitle != 0 && int(k)+1 < len(a.toks) && a.toks[k+1].kind == 'w' && a.toks[k+1].caps
}

// headOf is the noun phrase that begins a segment.
func (a *analysis) headOf(g segment) ref {
	t := &a.toks[g.lo]
	if t.c&cPron != 0 && t.run < 0 && !a.titleHere(g.lo) {
		return ref{kind: rPron, lo: g.lo, hi: g.lo + 1, run: -1}
	}
	if a.l.nounCaps && !t.caps && t.c&cCue != 0 && t.c&(cDet|cPrep|cRole) == 0 {
		return ref{} // hieß es darin
	}
	e := g.lo
	for e < g.hi && e-g.lo < 16 {
		t := &a.toks[e]
		if t.kind != 'w' {
			break
		}
		if t.c&(cAux|cRel|cVerb) != 0 && t.c&cDet == 0 && t.run < 0 && e > g.lo {
			break
		}
		if t.c&(cCue|cWeak) != 0 && t.c&cNoun == 0 && e > g.lo || a.verbBehind(e, g) || e > g.lo && e+1 == g.hi && t.c&cRead != 0 && a.l.order == "svo" {
			break
		}
		if e > g.lo && a.named(e-1) && !a.toks[e-1].poss && t.run < 0 && !a.opensPhrase(e-1, g) {
			// A name, then a preposition, an adverb or what looks like a verb.
			if r := a.presides(e, g.hi); r > e {
				e = r // Guild of Port Workers President Ada Pell
				continue
			}
			if t.c&cPrep != 0 || t.c&cAdv != 0 && t.c&cDet == 0 || !t.caps && t.kind == 'w' && t.c&(cRole|cOrg|cDet|cParticle|cConj) == 0 && (a.l.order != "svo" || a.lastIs(e, "ed", "ly") || a.lastIs(e, "s") && t.c&^(cWeak|cNoun|cVerb|cThink) == 0 && a.surelyNamed(e-1) && int(e)+1 < len(a.toks) && (e+1 == g.hi && a.toks[e+1].kind == 'q' || e+1 < g.hi && a.toks[e+1].kind == 'w') && (a.toks[e+1].kind == 'q' || a.toks[e+1].caps || a.toks[e+1].c&(cDet|cPoss|cPrep) != 0)) {
				break
			}
		}
		e++
	}
	if e == g.lo {
		return ref{}
	}
	return a.phrase(g.lo, e-1)
}

// named reports whether token i belongs to a name, not to role words alone.
func (a *analysis) named(i int32) bool {
	r := a.toks[i].run
	return r >= 0 && a.runs[r].lo < a.runs[r].hi
}

// apposed is who the phrase r, which begins at lo, is with the name g behind its comma: the
// mayor, Ada Pell; the minister for the Coast, Ada Pell; the firm, Pell Docks Ltd.
func (a *analysis) apposed(r ref, lo int32, g segment) ref {
	switch r.kind {
	case rNominal:
		if n := a.bare(g); n.kind == rName {
			return n
		}
		if a.l.titleAfter && g.lo < g.hi && a.named(g.lo) { // A kapus, Kis Ádám elismerte: no comma closes it
			if n := a.bare(segment{g.lo, a.runs[a.toks[g.lo].run].hi}); n.kind == rName && a.runs[n.run].hi-a.runs[n.run].lo > 1 && !a.lifeless(r) {
				return n
			}
		}
		if h := a.head(r); h >= 0 && a.toks[h].c&cOrg != 0 && a.toks[r.lo].c&cDet != 0 {
			return a.firm(r, g)
		}
	case rName:
		if !a.office(r, lo) {
			return r
		}
		if n := a.bare(g); n.kind == rName {
			if x := &a.runs[n.run]; x.given || x.hi-x.lo > 1 {
				return n
			}
		}
	}
	return r
}

// firm is the name of an organisation that fills a segment, r where none does.
func (a *analysis) firm(r ref, g segment) ref {
	if g.lo >= g.hi || a.toks[g.lo].run < 0 {
		return r
	}
	n := &a.runs[a.toks[g.lo].run]
	if n.from != g.lo || n.hi != g.hi || n.hi-n.lo < 2 || a.toks[n.hi-1].poss {
		return r
	}
	n.org = true
	return ref{rName, n.from, n.hi, a.toks[g.lo].run}
}

// office reports whether the single capitalised word of a name names what somebody
// is in charge of: the minister for the Coast, ministrul Sănătății.
func (a *analysis) office(r ref, lo int32) bool {
	n := &a.runs[r.run]
	if n.hi-n.lo != 1 || n.given || len(a.byLast[a.surname(n)]) > 1 {
		return false
	}
	for _, e := range a.byLast[a.surname(n)] {
		if a.ents[e].words > 1 {
			return false
		}
	}
	for k := n.lo - 1; k >= lo; k-- {
		t := &a.toks[k]
		switch {
		case t.kind != 'w':
			return false
		case a.isRole(t, k) && t.c&(cRole|cTitle) != cTitle:
			return true
		case t.c&(cOf|cDet|cPrep) == 0 && t.c&cOrg == 0:
			return false
		}
	}
	return false
}

// opensPhrase reports whether a single capitalised word only begins a phrase that a full
// name ends: Rakip takımın kaptanı Ada Pell.
func (a *analysis) opensPhrase(i int32, g segment) bool {
	n := &a.runs[a.toks[i].run]
	if a.l.order == "svo" || a.l.nounCaps || !n.start || n.hi-n.lo != 1 || n.from != g.lo || n.given || n.titled || len(a.byLast[a.surname(n)]) > 0 {
		return false
	}
	for k := i + 1; k < g.hi && k < i+6 && a.toks[k].kind == 'w' && a.toks[k].c&(cCue|cAux|cVerb|cPrep) == 0; k++ {
		if a.named(k) {
			r := &a.runs[a.toks[k].run]
			return r.given || r.titled
		}
		if a.l.verbLast && a.isRole(&a.toks[k], k) && (k+1 >= g.hi || a.toks[k+1].kind != 'w') {
			return true // Denizcilik şirketinin sözcüsü
		}
	}
	return false
}

// surelyNamed reports whether token i ends the name of a person or a known organisation.
func (a *analysis) surelyNamed(i int32) bool {
	n := &a.runs[a.toks[i].run]
	return n.org || n.given || n.titled || n.hi-n.lo == 1 && len(a.byLast[a.surname(n)]) > 0
}

// bare is the name that fills a segment, as an apposition does.
func (a *analysis) bare(g segment) ref {
	k := g.lo
	if t := &a.toks[k]; a.l.tag == "el" && t.c&cDet != 0 && t.run < 0 {
		k++ // η γυναίκα του, η Σοφία
	}
	for k < g.hi && a.toks[k].run < 0 && a.isRole(&a.toks[k], k) {
		k++
	}
	if t := &a.toks[g.lo]; k == g.lo && k+1 < g.hi && a.l.order != "svo" && t.kind == 'w' && t.run < 0 && !t.caps && t.c == 0 && a.named(k+1) && a.runs[a.toks[k+1].run].hi-a.runs[a.toks[k+1].run].lo > 1 {
		k++ // její autor, dramatik Ada Pell,
	}
	if k >= g.hi || a.toks[k].run < 0 {
		return ref{}
	}
	r := &a.runs[a.toks[k].run]
	if r.lo == r.hi || r.org || a.toks[r.hi-1].poss || g.hi-r.hi > 2 {
		return ref{}
	}
	return ref{kind: rName, lo: r.from, hi: r.hi, run: a.toks[k].run}
}
