package quote

import "strings"

// refKind says how a speaker is referred to.
type refKind uint8

const (
	rNone refKind = iota
	rName
	rPron
	rNominal
)

// ref is a noun phrase that may be a speaker.
type ref struct {
	kind   refKind
	lo, hi int32 // tokens
	run    int32 // of a name
}

// boundary reports whether token i ends a clause.
func (a *analysis) boundary(i int32) bool {
	t := &a.toks[i]
	switch t.kind {
	case 'q', ':', ';', '.', '!', '?', 'e':
		return true
	}
	return false
}

// skipBack walks back from i over adverbs, auxiliaries and bracketed asides.
func (a *analysis) skipBack(i, lo int32) int32 {
	for i >= lo {
		a.steps++
		t := &a.toks[i]
		if t.kind == ')' {
			k := i - 1
			for k >= lo && a.toks[k].kind != '(' && i-k < 12 {
				k--
			}
			if k < lo || a.toks[k].kind != '(' {
				return i
			}
			i = k - 1
			continue
		}
		if t.kind != 'w' || t.run >= 0 && a.runs[t.run].hi > a.runs[t.run].lo && t.c&(cAdv|cAux) == 0 {
			return i
		}
		w := a.word(i)
		switch {
		case t.c&(cAux|cAdv) != 0 && t.c&(cPron|cDet|cRel) == 0:
		case t.c&cAdv != 0 && t.c&cDet != 0 && i > lo && a.toks[i-1].kind == 'w' && a.toks[i-1].c&cPrep == 0:
		case !t.caps && len(w) > 3 && w[len(w)-2:] == "ly" && t.c&(cRole|cOrg) == 0:
		default:
			return i
		}
		if t.caps && t.c&(cMale|cFemale) != 0 {
			return i
		}
		i--
	}
	return i
}

// before is the noun phrase that a relative pronoun belongs to.
func (a *analysis) before(j, lo int32) ref {
	for j >= lo && (a.toks[j].kind == ',' || a.toks[j].kind == '-') {
		j--
	}
	j = a.skipParen(j, lo)
	if j < lo || a.toks[j].kind != 'w' {
		return ref{}
	}
	b := j
	for b > lo && a.toks[b-1].kind == 'w' && a.toks[b-1].c&(cSub|cAux|cRel|cCue) == 0 && j-b < 12 {
		b--
	}
	return a.phrase(b, j)
}

func (a *analysis) skipParen(i, lo int32) int32 {
	if i >= lo && a.toks[i].kind == ')' {
		for k := i - 1; k >= lo && i-k < 12; k-- {
			if a.toks[k].kind == '(' {
				return k - 1
			}
		}
	}
	return i
}

// phraseBack is the noun phrase that ends at token j.
func (a *analysis) phraseBack(j, lo int32) ref {
	b := j
	for b > lo && j-b < 24 {
		a.steps++
		p := &a.toks[b-1]
		if p.kind == ')' {
			if k := a.skipParen(b-1, lo); k < b-1 && k >= lo {
				b = k + 1
				continue
			}
			break
		}
		if p.kind != 'w' && p.kind != '&' {
			break
		}
		if p.c&cRel != 0 && p.c&cDet == 0 {
			// "the man who shot Smith said": the phrase goes on before "who".
			b--
			continue
		}
		if a.l.order == "svo" && p.c&cIng != 0 && b-2 >= lo && a.toks[b-2].kind == 'w' && !p.caps && (a.toks[b-2].c&(cRole|cOrg) != 0 || a.toks[b-2].c&^cStop == 0 && !a.toks[b-2].caps) && a.toks[b].kind == 'w' && a.toks[b].c&cPrep != 0 {
			b-- // another source speaking to the paper said
			continue
		}
		if p.c&cSub != 0 && p.c&cDet == 0 || p.c&(cCue|cAux) != 0 && p.c&cNoun == 0 && !a.relInside(b, lo) {
			break
		}
		if p.c&cConj != 0 && !a.joinsNames(b-1) {
			break
		}
		if p.kind == 'w' && a.word(b-1) == "that" {
			break
		}
		b--
	}
	return a.phrase(b, j)
}

// relInside reports whether a relative pronoun stands within the few words
// before b: the verb there belongs to the relative clause.
func (a *analysis) relInside(b, lo int32) bool {
	for k := b - 1; k >= lo && b-k < 6; k-- {
		if a.toks[k].kind != 'w' {
			return false
		}
		if a.toks[k].c&cRel != 0 && a.toks[k].c&cDet == 0 {
			return true
		}
	}
	return false
}

// joinsNames reports whether the conjunction at i stands between two names.
func (a *analysis) joinsNames(i int32) bool {
	if i < 1 || int(i)+1 >= len(a.toks) {
		return false
	}
	p, n := &a.toks[i-1], &a.toks[i+1]
	return p.kind == 'w' && n.kind == 'w' && (p.run >= 0 && n.run >= 0 || p.run < 0 && n.run < 0 && a.inNominal(i))
}

// inNominal reports whether a preposition before the conjunction holds two
// nouns together: "the head of trade and industry".
func (a *analysis) inNominal(i int32) bool {
	for k := i - 1; k >= 0 && i-k < 5; k-- {
		t := &a.toks[k]
		if t.kind != 'w' {
			return false
		}
		if t.c&cPrep != 0 {
			return true
		}
	}
	return false
}

// phrase reads the noun phrase of tokens b..j (inclusive).
func (a *analysis) phrase(b, j int32) ref {
	if j < b {
		return ref{}
	}
	if t := &a.toks[j]; t.c&cPron != 0 && t.run < 0 {
		return ref{kind: rPron, lo: j, hi: j + 1, run: -1}
	}
	if w := a.word(j); j > b && (w == "himself" || w == "herself") {
		return a.phrase(b, j-1)
	}
	first := int32(-1) // first name of the phrase
	prep := false      // a preposition stood before it
	for k := b; k <= j; k++ {
		t := &a.toks[k]
		if t.kind != 'w' {
			continue
		}
		if t.run >= 0 {
			r := &a.runs[t.run]
			if r.lo < r.hi && !(a.toks[r.hi-1].poss && r.hi <= j) && !a.faction(r, b) {
				if r.org && a.l.order != "svo" && !a.l.nounCaps && r.from > b && a.toks[r.from-1].kind == 'w' && !a.toks[r.from-1].caps && a.toks[r.from-1].c&(cRole|cTitle) == cRole {
					return a.nominal(b, j) // juru bicara PT Pelayaran
				}
				if r.hi-1 == j && r.lo > r.from+1 && a.l.order == "svo" && a.toks[b].caps && a.toks[b].run >= 0 && a.toks[b].c&(cDet|cRole|cTitle) == 0 && a.isRole(&a.toks[r.lo-1], r.lo-1) && !a.isRole(&a.toks[r.from], r.from) {
					return ref{kind: rName, lo: r.from, hi: r.hi, run: t.run} // Guild of Port Workers President Ada Pell
				}
				if r.hi-1 == j && (r.lo > r.from && r.from > b && (a.isRoleRun(r.from-2) || a.l.order != "svo" && r.hi-r.lo > 1 && r.from > b+1 && a.isRole(&a.toks[r.from-2], r.from-2)) || !a.underPrep(r.from, b)) {
					return ref{kind: rName, lo: r.from, hi: r.hi, run: t.run}
				}
				if first < 0 && !prep {
					first = t.run
				}
			}
			k = max(k, r.hi-1)
			continue
		}
		if t.c&cPrep != 0 && k > b {
			prep = true
		}
	}
	if first >= 0 {
		r := &a.runs[first]
		if !r.org || r.hi-1 == j {
			if n := r.hi; (a.l.verbLast || len(a.l.genitive) > 0) && j >= r.hi && (j > r.hi && a.isRole(&a.toks[j], j) || r.start && r.hi-r.lo == 1 && j == r.hi && !a.toks[j].caps && int(j)+1 < len(a.toks) && a.toks[j+1].c&cPost != 0 && len(a.byLast[a.surname(r)]) == 0 || r.start && r.hi-r.lo == 1 && !a.toks[j].caps && a.toks[j].c&(cOrg|cRole) != 0) && !r.given && !r.titled {
				return a.nominal(b, j) // Denizcilik şirketinin sözcüsü
			} else if n <= j && a.l.order != "svo" && !a.l.nounCaps && !a.l.titleAfter && r.start && r.hi-r.lo == 1 && !r.given && !r.titled && !a.toks[n].caps && a.toks[n].c&(cOrg|cRole) != 0 && a.toks[n].c&(cCue|cPrep|cAdv) == 0 && len(a.byLast[a.surname(r)]) == 0 {
				return a.nominal(b, j) // Stavební firma, Pihak pengembang
			} else if n > j || a.toks[n].kind != 'w' || a.toks[n].c&(cPrep|cConj|cRel|cAdv|cAux|cCue|cWeak) != 0 || a.toks[n].num || a.l.nounCaps && a.toks[n].c&cDet != 0 || a.l.order != "svo" && !a.l.nounCaps && (r.from == b || r.given && r.hi-r.lo > 1) && (!a.toks[n].caps || a.endsIn(n, a.l.asideEnds)) && a.toks[n].c&(cParticle|cRole) == 0 || a.l.order == "svo" && !a.toks[n].caps && a.toks[n].c == 0 && a.lastIs(n, "ed") {
				return ref{kind: rName, lo: r.from, hi: r.hi, run: first}
			}
		}
	}
	if first >= 0 && a.l.titleAfter && a.runs[first].from <= b+1 {
		return ref{kind: rName, lo: b, hi: a.runs[first].hi, run: first} // Szabó Éva polgármester
	}
	return a.nominal(b, j)
}

// faction reports whether letters stand behind the noun of a phrase and say whose man it is:
// el convencional UDI.
func (a *analysis) faction(n *name, b int32) bool {
	if a.l.order == "svo" || a.l.nounCaps || n.hi-n.lo != 1 || !a.toks[n.lo].upper || n.from != n.lo || n.lo-1 <= b {
		return false
	}
	p, d := &a.toks[n.lo-1], &a.toks[n.lo-2]
	return p.kind == 'w' && !p.caps && p.c&(cOrg|cPrep|cDet|cOf) == 0 && d.kind == 'w' && d.c&cDet != 0
}

// isRoleRun reports whether token i is a role word: "Secretary of State John
// Kerry" is one name with its title.
func (a *analysis) isRoleRun(i int32) bool {
	return i >= 0 && a.toks[i].kind == 'w' && a.toks[i].caps && a.isRole(&a.toks[i], i)
}

// underPrep reports whether the run that begins at k hangs on a preposition
// with a head before it: "a spokesman for Smith".
func (a *analysis) underPrep(k, b int32) bool {
	nouns := 0
	r := &a.runs[a.toks[k].run]
	full := (r.given || a.l.tag == "bg" && !r.org && r.hi-r.lo == 2) && r.hi-r.lo > 1 // депутатът от опозицията Мария Белева; firms have marks
	for p := k - 1; p >= b; p-- {
		t := &a.toks[p]
		if t.kind != 'w' {
			return false
		}
		if t.c&(cPrep|cOf) != 0 {
			return p > b && !(nouns > 0 && (full || r.titled || r.ent >= 0 && a.ents[r.ent].person) && a.l.order != "svo" && a.isRole(&a.toks[p-1], p-1))
		}
		if !t.caps && (t.c&(cDet|cPoss|cRole|cOrg|cTitle) == 0 || t.c&cOrg != 0 && full) {
			nouns++ // le capitaine des pompiers Ada Pell
		}
		if t.c&(cDet|cPoss) != 0 {
			continue
		}
		if t.c&cConj != 0 {
			return false
		}
		if !t.caps && !a.isRole(t, p) {
			continue
		}
		return false
	}
	return false
}

// nominal trims a phrase without a name to its head.
func (a *analysis) nominal(b, j int32) ref {
	if a.l.order == "svo" {
		b, j = a.behindVerb(b, j)
	}
	if j < b || a.mute(b, j) {
		return ref{}
	}
	if e := a.timeAt(b, j+1); e > b {
		for b = e; b <= j && a.l.order != "svo" && !a.toks[b].caps && a.toks[b].c&(cDet|cPoss|cRole|cOrg|cTitle) == 0; b++ {
		}
		if b > j {
			return ref{}
		}
	}
	for b < j {
		t := &a.toks[b]
		if t.kind != 'w' || t.c&(cConj|cSub) != 0 || t.c&cAdv != 0 && t.c&cDet == 0 {
			b++
			continue
		}
		break
	}
	if a.toks[b].kind == 'w' && a.toks[b].c&cPrep != 0 && a.toks[b].c&cDet == 0 { // a phrase before the subject: "on Sunday the mayor"
		for k := j; k > b; k-- {
			if t := &a.toks[k]; t.kind == 'w' && t.c&(cDet|cPoss) != 0 && a.toks[k-1].c&cPrep == 0 {
				b = k
				break
			}
		}
		if a.toks[b].c&cPrep != 0 {
			return ref{}
		}
	}
	if a.l.nounCaps && b < j && a.toks[b].c&cDet != 0 && a.toks[b+1].c&cPrep != 0 && !a.toks[b+1].caps {
		return ref{} // a relative clause: der nach dem Streik
	}
	if a.l.nounCaps {
		if b, j = a.nounPhrase(b, j); b > j {
			return ref{}
		}
	}
	if a.l.nounCaps { // behind the noun: die Bahn dazu bekannt
		for j >= b && (a.toks[j].kind != 'w' || !a.toks[j].caps) && a.toks[j].c&cPron == 0 {
			j--
		}
		if j < b || j == b && a.toks[j].c&(cDet|cPoss|cPrep|cSub|cAdv|cSource) != 0 {
			return ref{}
		}
	}
	if a.l.order != "svo" && !a.l.nounCaps {
		j = a.cutAside(b, j)
		if t := &a.toks[j]; len(a.l.asideEnds) > 0 && !t.caps && t.c&(cRole|cOrg|cPron) == 0 && a.toks[b].c&cDet != 0 && j == b+1 && a.endsIn(j, a.l.asideEnds) {
			return ref{} // a blogján
		}
	}
	if w := a.word(j); j-b > 14 || a.toks[j].kind != 'w' || strings.HasSuffix(w, "’") || strings.HasSuffix(w, "'") {
		return ref{}
	}
	t := &a.toks[j]
	if a.l.articles && b == j && !t.caps && t.c&(cRole|cOrg|cPron|cDet|cTitle) == 0 && t.run < 0 {
		return ref{} // aveva finora chiesto
	}
	if w := a.word(j); b == j && (w == "another" || w == "one" || w == "others") {
		return ref{kind: rNominal, lo: b, hi: j + 1, run: -1}
	}
	if t.c&(cPrep|cDet|cConj|cSub|cAux) != 0 && t.c&(cPron|cRole|cOrg) == 0 && t.run < 0 && !(t.c&cPoss != 0 && j > b && a.toks[j-1].c&cRole != 0) {
		return ref{} // but naboen hennes: her neighbour
	}
	return ref{kind: rNominal, lo: b, hi: j + 1, run: -1}
}

// cutAside is the end of a noun phrase without what stands behind it in another
// case or on a preposition: firma v prohlášení, a cég közleményében.
func (a *analysis) cutAside(b, j int32) int32 {
	for k := b + 2; a.l.titleAfter && k <= j; k++ {
		if a.toks[k].kind == 'w' && a.toks[k].c&(cDet|cPron) == cDet && a.isRole(&a.toks[k-1], k-1) {
			return k - 1 // A polgármester a helyi rádióban
		}
	}
	for k := b + 1; k <= j; k++ {
		t := &a.toks[k]
		if t.kind == 'w' && t.c&cPrep != 0 && t.c&(cOf|cDet) == 0 && k < j && !a.toks[k+1].caps && a.toks[k-1].c&(cPrep|cDet|cPoss) == 0 {
			return k - 1
		}
	}
	if a.l.verbLast && a.l.bare {
		k := j
		for k > b && a.toks[k].kind == 'w' && !a.toks[k].caps && a.toks[k].c&(cRole|cOrg) == 0 {
			k--
		}
		if a.toks[k].c&(cRole|cOrg) != 0 {
			j = k // milletvekili planı: the object stands between subject and verb
		}
	}
	for j > b && a.toks[j].kind == 'w' && !a.toks[j].caps && a.toks[j].c&(cAdv|cPrep) != 0 && a.toks[j].c&(cDet|cRole|cOrg|cPron|cPoss) == 0 && a.toks[j-1].c&(cDet|cPrep|cAdv) == 0 {
		j-- // gaf de keeper toe
	}
	for j > b+1 && len(a.l.asideEnds) > 0 && !a.toks[j].caps && (a.toks[j].c&cAdv != 0 || a.endsIn(j, a.l.asideEnds) && a.toks[j].c&(cRole|cOrg) == 0) {
		j--
	}
	return j
}

// objectAt reports whether a new phrase begins at token e behind a German
// noun: what goes on with a noun is a genitive or a preposition.
func (a *analysis) objectAt(e int32) bool {
	p, t := &a.toks[e-1], &a.toks[e]
	if !p.caps || t.caps {
		return false
	}
	switch a.word(e) {
	case "der", "des", "von", "vom", "für", "und", "in", "im", "am", "aus", "beim", "bei":
		return false
	}
	return t.c&cParticle == 0 || t.c&(cDet|cPrep) != 0
}
