package quote

import "strings"

// nounHere reports whether an English form that may be a verb of saying is a noun by its place:
// the State spokesman behind a quote, a Dockland post, the biggest challenges for.
func (a *analysis) nounHere(i int32, s sentence) bool {
	t := &a.toks[i]
	if a.l.order != "svo" || i == s.lo {
		return false
	}
	p := &a.toks[i-1]
	if t.caps && (p.kind == 'q' || p.kind == ',' || p.kind == '-') {
		return true // verbs behind a quote have no capital
	}
	if t.c&cNoun == 0 || p.kind != 'w' || a.lastIs(i, "ed") {
		return false
	}
	if p.caps && i > s.lo+1 && a.toks[i-2].kind == 'w' && a.toks[i-2].c&cIndef != 0 && p.c&(cRole|cTitle|cOrg) == 0 {
		return true
	}
	return a.lastIs(i-1, "est", "ous", "ful", "ive") && p.c&(cRole|cOrg) == 0 && !p.caps
}

// opener reports whether a capitalised word that begins an English sentence is an adverb:
// Shortly after, Roughly a dozen.
func (a *analysis) opener(i int32, s sentence) bool {
	if a.l.order != "svo" || i != s.lo || i+1 >= s.hi || !a.lastIs(i, "ly") || a.toks[i].c&(cMale|cFemale|cRole|cTitle) != 0 {
		return false
	}
	switch a.word(i + 1) {
	case "after", "before", "thereafter", "afterward", "afterwards", "a", "an", "every", "all", "half", "two", "three":
		return true
	}
	return a.toks[i+1].num
}

// dateline is where the story begins behind a place in capitals and a dash: HULL, May 3 (PX) — The
// board said. from where there is none.
func (a *analysis) dateline(from, hi int32) int32 {
	if from >= hi || !a.toks[from].upper {
		return from
	}
	for k := from + 1; k < hi && k < from+10; k++ {
		switch t := &a.toks[k]; t.kind {
		case '-':
			return k + 1
		case 'w':
			if !t.caps && !t.num {
				return from
			}
		case ',', '(', ')', '.':
		default:
			return from
		}
	}
	return from
}

// mute reports whether an English phrase names nobody although it looks like a subject: coming
// from a candidate, rather than a clerk, who.
func (a *analysis) mute(b, j int32) bool {
	if a.l.order != "svo" {
		return false
	}
	t := &a.toks[b]
	w := a.word(b)
	switch {
	case b == j && (t.c&cRel != 0 || w == "more" || w == "most"), w == "rather", w == "Following":
		return true
	case !t.caps && t.c&(cVerb|cAux) != 0 && t.c&(cDet|cNoun|cRole|cOrg|cPron) == 0:
		return true // came the reply, is not a compliment
	case !t.caps && b < j && strings.HasSuffix(w, "ing") && a.toks[b+1].kind == 'w' && a.toks[b+1].c&cPrep != 0 && t.c&cNoun == 0:
		return true
	}
	return false
}

// verbBehind reports whether the unknown word e must be the verb of an English clause: it stands
// behind a noun of an organisation or a text and before a new phrase, the ad hits Ada Pell.
func (a *analysis) verbBehind(e int32, g segment) bool {
	if a.l.order != "svo" || e == g.lo {
		return false
	}
	t, p := &a.toks[e], &a.toks[e-1]
	if e+1 >= g.hi || t.caps || t.c&^(cNoun|cWeak|cVerb) != 0 || !a.lastIs(e, "s", "ed") || a.lastIs(e, "ss") {
		return false
	}
	n := &a.toks[e+1]
	return p.kind == 'w' && !p.caps && !p.poss && p.c&(cRole|cOrg) != 0 && n.kind == 'w' && (n.caps || n.c&(cDet|cPoss) != 0)
}

// closed reports whether nothing but titles stands before the name r from token k on, and its
// clause ends behind it: said Ohio Port Board clerk Ada Pell.
func (a *analysis) closed(k int32, r ref, s sentence) bool {
	for n := a.runs[r.run].from; k < n; k++ {
		if t := &a.toks[k]; t.kind != 'w' || !t.caps && !a.isRole(t, k) && t.c&cOrg == 0 {
			return false
		}
	}
	if r.hi >= s.hi {
		return true
	}
	switch a.toks[r.hi].kind {
	case ',', '.', ';', '!', '?':
		return !a.runs[r.run].org
	}
	return false
}

// textReads reports whether a text speaks by the verb at i: the sign reads: “...”, “...,” it read.
func (a *analysis) textReads(i int32, s sentence) bool {
	t := &a.toks[i]
	if a.l.order != "svo" || t.c&cRead == 0 || t.c&cCue != 0 || i == s.lo || a.toks[i-1].kind != 'w' || a.toks[i-1].c&(cAux|cDet|cPrep|cConj) != 0 {
		return false
	}
	k := i + 1
	for k < s.hi && a.toks[k].kind == 'w' && (a.toks[k].c&cAdv != 0 || a.word(k) == "in" && k == i+1 && a.word(i+2) == "part") {
		k++
	}
	if k >= s.hi {
		return true
	}
	switch a.toks[k].kind {
	case ':', ',', '.', 'q':
		return true
	}
	return false
}

// planOf reports whether a verb that may be a noun follows the phrase that begins its sentence,
// with an infinitive behind it: Her plan promises to.
func (a *analysis) planOf(i int32, s sentence) bool {
	if a.l.order != "svo" || i+1 >= s.hi || a.word(i+1) != "to" || i-s.lo > 5 || a.toks[s.lo].c&(cDet|cPoss) == 0 {
		return false
	}
	for k := s.lo + 1; k < i; k++ {
		if t := &a.toks[k]; t.kind != 'w' || t.c&(cPrep|cConj|cAux|cCue|cRel) != 0 {
			return false
		}
	}
	return true
}

// presides is the end of a name behind "of" at e that has its office inside its run: (Guild)
// of Port Workers President Ada Pell. e where there is none.
func (a *analysis) presides(e, hi int32) int32 {
	if a.l.order != "svo" || e+1 >= hi || a.toks[e].c&cOf == 0 || a.toks[e+1].kind != 'w' || a.toks[e+1].run < 0 {
		return e
	}
	r := &a.runs[a.toks[e+1].run]
	if r.from != e+1 || r.lo <= r.from+1 || r.lo >= r.hi || r.hi > hi || a.isRole(&a.toks[r.from], r.from) {
		return e
	}
	return r.hi
}

// behindVerb cuts an English phrase that has a clause in front to what is behind its verb, and
// an adverb off its end: (I saw) a status update, (heard) an officer, the First Lady (quietly).
func (a *analysis) behindVerb(b, j int32) (lo, hi int32) {
	for j > b+1 && !a.toks[j].caps && a.lastIs(j, "ly") && a.toks[j].c&(cRole|cOrg|cNoun) == 0 && a.toks[j-1].kind == 'w' && (a.toks[j-1].caps || a.toks[j-1].c&(cRole|cOrg) != 0) {
		j--
	}
	t := &a.toks[b]
	if t.kind != 'w' || b >= j || t.c&(cDet|cPoss) != 0 || t.c&cPron == 0 && (t.caps || t.c&(cPrep|cRole|cOrg|cAdv) != 0) {
		return b, j
	}
	for k := j - 1; k > b; k-- {
		if d := &a.toks[k]; d.kind == 'w' && d.c&(cDet|cPoss) != 0 && a.toks[k-1].kind == 'w' && a.toks[k-1].c&(cPrep|cConj|cDet) == 0 {
			return k, j
		}
	}
	if t.c&cPron != 0 {
		return j + 1, j // it also offers something
	}
	return b, j
}

// namesThing reports whether called and its like only name a thing: a scheme called “...”.
func (a *analysis) namesThing(q int32, s sentence) bool {
	if a.l.order != "svo" || q < s.lo+2 {
		return false
	}
	switch a.word(q - 1) {
	case "called", "named", "titled", "entitled", "dubbed", "nicknamed":
	default:
		return false
	}
	p := &a.toks[q-2]
	if p.kind != 'w' || p.caps || p.poss || p.c&(cRole|cOrg|cPron|cRel|cConj|cAdv|cAux) != 0 && a.word(q-2) != "something" {
		return false
	}
	for k := q - 3; k >= s.lo && k >= q-6 && a.toks[k].kind == 'w'; k-- {
		if w := a.word(k); w == "what" || w == "which" || w == "whom" || w == "that" {
			return false
		}
	}
	return true
}
