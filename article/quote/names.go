package quote

import "strings"

// name is one run of capitalised words in the narration that may name somebody.
type name struct {
	from   int32 // first token of the run, with role words and titles
	lo, hi int32 // tokens of the name itself; lo == hi for a run of role words alone
	ent    int32 // index of the entity, -1 while unresolved
	g      gender
	org    bool // an organisation, a place, a thing
	titled bool // an honorific or a role stands before it: a person
	given  bool // begins with a known first name
	start  bool // a single word that begins its sentence: needs evidence
	unit   int32
}

// maxRun is the most words of a name; a longer run of capitals is a headline.
const maxRun = 8

// names finds the runs of a sentence.
func (a *analysis) names(s sentence) {
	for i := s.lo; i < s.hi; {
		if !a.startsName(i, s) {
			i++
			continue
		}
		j := i + 1
		for j < s.hi && j-i < 2*maxRun {
			if k := a.continuesName(j, s.hi); k > j {
				j = k
				continue
			}
			break
		}
		if j-i <= maxRun {
			a.addName(i, j, s)
		} else if k := a.lastRole(i, j); k > i {
			a.addName(k, j, s)
		}
		i = j
	}
}

// lastRole is the last role word of a run of capitals that is too long for a name, where a
// name may stand behind it; i for none.
func (a *analysis) lastRole(i, j int32) int32 {
	for k := j - 2; k > i && k >= j-5; k-- {
		if a.isRole(&a.toks[k], k) && a.toks[k+1].c&(cMale|cFemale) != 0 && !a.toks[k].upper {
			return k
		}
	}
	return i
}

// startsName reports whether a name may begin with token i.
func (a *analysis) startsName(i int32, s sentence) bool {
	t := &a.toks[i]
	if t.kind != 'w' || !t.caps || t.num {
		return false
	}
	given := t.c&(cMale|cFemale) != 0 && i+1 < s.hi && a.toks[i+1].kind == 'w' && a.toks[i+1].caps
	if given && !(i == s.lo && t.c&cCue != 0 && a.opensWithVerb(i, s)) {
		return true
	}
	if t.c&cParticle != 0 && i == s.lo && a.particled(i, s) {
		return true
	}
	if t.c&(cDet|cConj|cPron|cSub|cRel|cPoss) != 0 || t.c&cPrep != 0 && t.c&(cTitle|cRole) == 0 && !a.mid(i, s) {
		return false
	}
	if t.c&(cPrep|cAux) != 0 && t.c&(cMale|cFemale) == 0 {
		return false
	}
	if a.opener(i, s) {
		return false
	}
	if a.l.familyFirst && i+2 < s.hi && a.toks[i+1].kind == 'w' && !a.toks[i+1].caps && a.toks[i+1].c&^(cRole|cTitle|cOrg|cNoun) == 0 && a.toks[i+2].kind == 'w' && a.toks[i+2].caps {
		return false // Thị trưởng Nguyễn: the first half of an office
	}
	if i == s.lo && (t.c&cIng != 0 && t.c&(cMale|cFemale|cNoun) == 0 || t.c&cCue != 0 && a.opensWithVerb(i, s)) {
		return false // Asserting Pell was late; Said Pell: “...”
	}
	if a.l.order != "svo" && !a.l.nounCaps && i == s.lo && t.c&cAdv != 0 && t.c&(cTitle|cRole|cOrg|cPlace|cMale|cFemale) == 0 {
		return false
	}
	if !a.mid(i, s) && (t.c&(cStop|cTerm|cStated) != 0 || t.c&cTime != 0 && t.c&(cMale|cFemale) == 0) && t.c&(cTitle|cRole|cOrg|cPlace) == 0 {
		return false
	}
	return true
}

// particled reports whether a sentence begins with a family name that has its particle in
// front: Van der Zwaan: “...”, De Santis said.
func (a *analysis) particled(i int32, s sentence) bool {
	k := i + 1
	for k < s.hi && k < i+3 && a.toks[k].kind == 'w' && !a.toks[k].caps && a.toks[k].c&cParticle != 0 {
		k++
	}
	for n := k; k < s.hi && a.toks[k].kind == 'w' && a.toks[k].caps && k < n+2; k++ {
		if a.toks[k].c&(cPlace|cOrg|cDet) != 0 {
			return false
		}
	}
	if k == i+1 || k >= s.hi || !a.toks[k-1].caps || a.l.nounCaps {
		return false
	}
	t := &a.toks[k]
	return t.kind == ':' || t.kind == ',' || t.kind == 'w' && t.c&cCue != 0 && t.c&cNoun == 0
}

// mid reports whether token i stands inside its sentence, where a capital
// means a name.
func (a *analysis) mid(i int32, s sentence) bool {
	if i == s.lo {
		return false
	}
	switch a.toks[i-1].kind {
	case 'w', ',', '&':
		return true
	}
	return false
}

// continuesName is the end of the word or words that lengthen a run at j, j
// itself where the run ends.
func (a *analysis) continuesName(j, hi int32) int32 {
	p, t := &a.toks[j-1], &a.toks[j]
	if p.kind != 'w' || p.poss || t.kind != 'w' || t.num || !a.adjacent(p, t) {
		return j
	}
	if t.caps {
		if t.end-t.start == 1 && j+1 < hi && a.toks[j+1].kind == 'w' && a.toks[j+1].caps && p.c&(cMale|cFemale) != 0 && a.adjacent(t, &a.toks[j+1]) {
			return j + 1 // Ada A O’Pell
		}
		if t.c&cAdv != 0 && t.c&cStop != 0 {
			return j // a weekday ends a name: New Hampshire Monday
		}
		if t.c&(cDet|cConj|cPron|cSub|cRel|cPoss) != 0 && t.c&(cMale|cFemale|cParticle) == 0 {
			return j
		}
		return j + 1
	}
	if a.l.nounCaps && p.c&(cMale|cFemale|cTitle|cAbbr) == 0 {
		return j // Brief der Reederei, Sprecher von Kranbau
	}
	if t.c&cParticle != 0 && p.caps {
		for k := j + 1; k < hi && k < j+3; k++ {
			n := &a.toks[k]
			if n.kind != 'w' || !a.adjacent(&a.toks[k-1], n) {
				return j
			}
			if n.caps && n.c&(cOrg|cPlace) != 0 && j > 1 && a.toks[j-2].kind == 'w' && a.toks[j-2].caps && a.adjacent(&a.toks[j-2], p) {
				return j // Eva Strand van de Universiteit
			}
			if n.caps {
				return k + 1
			}
			if n.c&cParticle == 0 {
				return j
			}
		}
	}
	return j
}

// adjacent reports whether only one blank or the full stop of an initial
// stands between two tokens.
func (a *analysis) adjacent(p, t *token) bool {
	if n := t.start - p.end; n > 3 || n < 1 {
		return false
	}
	for _, c := range a.text[p.end:t.start] {
		if c != ' ' && c != '.' && c != '\u00a0' {
			return false
		}
	}
	return true
}

// addName cuts role words and titles off a run and records it.
func (a *analysis) addName(i, j int32, s sentence) {
	for a.l.nounCaps && j-i > 1 && a.toks[j-1].c&cStated != 0 {
		j-- // Ada Pells Antwort
	}
	for len(a.l.asideEnds) > 0 && j-i > 2 && a.endsIn(j-1, a.l.asideEnds) {
		j-- // Matti Ahola Twitterissä
	}
	if len(a.l.genitive) > 0 && j-i > 2 && j < s.hi && a.lastIs(j-1, "n") && !a.lastIs(j-1, "nen") && a.toks[j].kind == 'w' && !a.toks[j].caps && a.toks[j].c == 0 {
		j-- // Matti Ahola Kivilahden asemalla
	}
	n := name{from: i, lo: i, hi: j, ent: -1, unit: s.unit}
	n.start = !a.mid(i, s)
	a.cutRoles(&n)
	if n.lo < n.hi {
		a.class(&n)
	}
	if a.l.nounCaps && !a.nounName(&n) {
		return
	}
	idx := int32(len(a.runs))
	for k := i; k < j; k++ {
		a.toks[k].run = idx
	}
	a.runs = append(a.runs, n)
	if !n.start && n.hi-n.lo <= 4 {
		for k := n.lo; k < n.hi; k++ {
			a.capital[a.word(k)] = true
		}
	}
}

func (a *analysis) word(i int32) string { return a.text[a.toks[i].start:a.toks[i].end] }

// cutRoles moves n.lo behind the last title or role word, and behind places
// and organisations before a known first name.
func (a *analysis) cutRoles(n *name) {
	for k := n.lo; k < n.hi; k++ {
		t := &a.toks[k]
		if !a.isRole(t, k) {
			continue
		}
		if k == n.hi-1 && k > n.lo && t.c&(cTitle|cRole) != 0 {
			p := &a.toks[k-1]
			if p.c&cParticle != 0 && !p.caps || p.c&(cMale|cFemale) != 0 && !a.isRole(p, k-1) || p.c&cAbbr != 0 && p.c&cTitle == 0 {
				continue // Steve King, J. Baker: the role word is a surname
			}
		}
		if t.c&(cMale|cFemale) != 0 && t.c&cTitle == 0 && k+1 < n.hi || a.l.titleAfter && k == n.from && n.hi-k == 2 && a.toks[k+1].c&(cMale|cFemale) != 0 {
			continue // Bíró Kálmán: the role word is a family name
		}
		n.lo = k + 1
		n.titled = true
		if t.g != gUnknown {
			n.g = t.g
		}
	}
	if len(a.l.asideEnds) > 0 && n.hi-n.lo > 2 && strings.Contains(a.word(n.lo), "-") && a.endsIn(n.lo, a.l.asideEnds) {
		n.lo++ // az MTI-nek Kis Anna
	}
	odd := a.l.nounCaps && n.hi-n.lo > 2 // Kämmerer Thomas Wieland: any noun before a first name is a role
	for k := n.lo; k+1 < n.hi; k++ {
		t := &a.toks[k]
		if t.c&(cMale|cFemale) != 0 && (t.c&cPlace == 0 || k == n.lo) {
			if odd && k > n.lo {
				n.lo = k
				if p := &a.toks[k-1]; a.l.nounCaps {
					n.titled = true
					if p.c&(cOrg|cPlace) == 0 && a.lastIs(k-1, "in") && n.g == gUnknown {
						n.g = gFemale
					}
				}
			}
			break
		}
		if t.c&(cOrg|cPlace) != 0 || t.upper || a.l.order != "svo" && !a.l.titleAfter && !a.l.familyFirst && n.hi-n.lo > 2 && t.c&(cMale|cFemale) == 0 {
			odd = true
		}
	}
	if len(a.l.jobEnds) > 0 && n.lo == n.from && n.hi-n.lo == 3 && a.toks[n.lo].c&(cMale|cFemale|cOrg|cPlace) == 0 && a.toks[n.lo+1].c&(cOrg|cRole) == 0 && a.endsIn(n.lo, a.l.jobEnds) && (n.lo == 0 || a.toks[n.lo-1].kind != 'w') {
		a.toks[n.lo].c |= cRole // Климатолог Ада Пел
		n.lo++
		n.titled = true
	}
	if a.l.order != "svo" && n.hi-n.lo > 2 && a.toks[n.lo].upper && a.toks[n.lo].c&cOrg == 0 && !a.toks[n.lo+1].upper && !a.toks[n.lo+2].upper && a.toks[n.lo].end-a.toks[n.lo].start <= 10 {
		n.lo++ // anggota DPR Laksmi Dewanti
	}
	if n.hi-n.lo > 2 && n.lo > 1 && a.toks[n.lo].c&(cOrg|cPlace) != 0 && a.toks[n.lo-1].c&cOf != 0 && a.isRole(&a.toks[n.lo-2], n.lo-2) && a.l.order != "svo" {
		n.lo++ // secretário de Estado Rui Pinto
		n.titled = true
	}
	for n.lo+2 < n.hi && a.toks[n.lo].c&cPlace != 0 && a.toks[n.lo].c&(cMale|cFemale) == 0 && a.toks[n.hi-1].c&(cOrg|cPlace) == 0 && n.titled {
		n.lo++
	}
	if n.lo == n.from && n.lo > 0 { // a role word before the capitals: press secretary Jen Psaki
		if p := &a.toks[n.lo-1]; p.kind == 'w' && !p.poss && p.c&(cRole|cTitle) != 0 && a.adjacent(p, &a.toks[n.lo]) {
			n.titled = true
			if n.g == gUnknown {
				n.g = p.g
			}
		}
	}
}

// isRole reports whether a token is a title or a role noun.
func (a *analysis) isRole(t *token, k int32) bool {
	if t.poss {
		return false
	}
	if t.c&(cTitle|cRole) != 0 {
		return true
	}
	return len(a.l.roleEnds) > 0 && t.c&(cMale|cFemale) == 0 && a.endsIn(k, a.l.roleEnds)
}

// endsIn reports whether token k ends with one of the endings and has letters
// before it.
func (a *analysis) endsIn(k int32, ends []string) bool {
	w := a.word(k)
	for _, e := range ends {
		if len(w) > len(e)+1 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// honoured reports whether an honorific stands before a name: its gender is sure, that of
// a role may be the role's own, кмета Мария Белева.
func (a *analysis) honoured(n *name) bool {
	return n.lo > 0 && n.titled && a.toks[n.lo-1].c&(cTitle|cRole) == cTitle
}

// class decides whether a name is a person's or a thing's.
func (a *analysis) class(n *name) {
	f := &a.toks[n.lo]
	if f.c&(cMale|cFemale) != 0 && (n.hi-n.lo > 1 || f.c&(cPlace|cStop) == 0) {
		n.given = true
		if (n.g == gUnknown || !a.honoured(n)) && f.c&(cMale|cFemale) != cMale|cFemale {
			n.g = gMale
			if f.c&cFemale != 0 {
				n.g = gFemale
			}
		}
	}
	for k := n.lo + 1; a.l.familyFirst && k+1 < n.hi && n.g == gUnknown; k++ { // Dương Thị Sáu, Trần Văn Bình
		switch a.word(k) {
		case "Thị":
			n.g = gFemale
		case "Văn":
			n.g = gMale
		}
	}
	ends := len(a.l.orgEnds) > 0 && !(n.given && n.hi-n.lo == 2) // Thomas Wieland is no land
	for k := n.lo; k < n.hi; k++ {
		t := &a.toks[k]
		weak := t.c&cNoun != 0 && (n.given || n.titled || k == n.lo && n.hi-n.lo > 1)
		switch {
		case t.c&cOrg != 0 && k == n.hi-1 && k == n.lo+1 && n.given && n.titled && a.l.order != "svo": // direktør Bo Gade
		case t.c&cOrg != 0 && !weak, ends && a.endsIn(k, a.l.orgEnds):
			n.org = true
		case t.c&cPlace != 0 && !n.given && (!n.titled || n.from == n.lo):
			n.org = true
		case t.upper && !n.given && !n.titled && n.hi-n.lo == 1 && t.end-t.start <= 5:
			n.org = true
		}
	}
	if n.org {
		n.given = false
		if !n.titled {
			n.g = gUnknown
		}
	}
}
