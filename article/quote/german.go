package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// behindClause reports whether the comma at token i ends a subordinate clause: a verb behind
// it has its subject behind it too.
func (a *analysis) behindClause(i int32, s sentence) bool {
	if i <= s.lo || a.toks[i].kind != ',' {
		return false
	}
	k := i
	for k > s.lo && !a.boundary(k-1) && a.toks[k-1].kind != ',' && a.toks[k-1].kind != '-' && i-k < 40 {
		k--
	}
	t := &a.toks[k]
	return t.kind == 'w' && t.c&cSub != 0 && t.c&(cDet|cRel) == 0
}

// focus reports whether token i is an adverb that belongs to the phrase behind
// it: Auch der Minister sagte, Selbst Ada Pell sagte, Anche il sindaco dice.
func (a *analysis) focus(i int32) bool {
	n := &a.toks[i+1]
	return a.toks[i].c&cFocus != 0 && n.kind == 'w' && (n.c&(cDet|cPoss) != 0 && n.c&cPrep == 0 || a.named(i+1) || a.isRole(n, i+1))
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
	if a.paper(c+2, s) && a.toks[c+1].kind == 'w' {
		if k = c + 3; k < s.hi && a.toks[k].caps && a.toks[k].run < 0 {
			return ref{rNominal, k, k + 1, -1}
		}
	}
	for ; k < s.hi && !a.boundary(k) && a.toks[k].kind != ','; k++ {
		t := &a.toks[k]
		switch {
		case k > c+2 && a.toks[k-2].kind == 'w' && a.toks[k-2].c&cPrep != 0:
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
	if k := max(c, es) + 1; k+1 < s.hi && a.toks[k].kind == 'w' && a.toks[k].c&cPrep != 0 && a.toks[k+1].kind == 'w' {
		return a.sourceAfter(k+1, s)
	}
	for k := s.lo; k+1 < c; k++ {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cPrep != 0 {
			if r := a.sourceAfter(k+1, s); r.kind != rNone && r.hi <= c {
				return r
			}
			return a.nominal(k+1, c-1) // in der letzten, gestern verbreiteten Fassung
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

// paper reports whether token i is a name in marks, as papers have it: das
// „Hafenblatt“.
func (a *analysis) paper(i int32, s sentence) bool {
	if i <= s.lo || i >= s.hi || a.toks[i].kind != 'q' || a.toks[i-1].kind != 'w' || a.toks[i-1].c&(cDet|cOrg|cTerm) == 0 {
		return false
	}
	body := a.inside(i)
	r, _ := utf8.DecodeRuneInString(body)
	return unicode.IsUpper(r) && endMark(body) == 0 && wordsIn(body, 5) < 5
}

// mainVerb reports whether a stretch between commas has the finite verb of a
// German main clause: it stands second there, in a subordinate clause last.
func (a *analysis) mainVerb(g segment) bool {
	if t := &a.toks[g.hi-1]; t.kind != 'w' || t.c&(cCue|cWeak|cVerb|cAux) != 0 && g.hi-g.lo > 1 || a.toks[g.lo].c&(cSub|cRel) != 0 {
		return false
	}
	for k := g.lo; k < g.hi; k++ {
		if t := &a.toks[k]; t.kind == 'w' && !t.caps && t.run < 0 && t.c&(cCue|cWeak|cVerb|cAux) != 0 && t.c&(cDet|cPrep|cPoss) == 0 {
			return true
		}
	}
	return false
}

// relative is the subject of a German relative clause that the verb c ends: the
// noun before the comma, but for a pronoun behind the relative one: die Zeugin,
// die ihn als „...“ bezeichnete; der Mann, den sie einen „...“ nannte.
func (a *analysis) relative(c int32, s sentence) ref {
	if c+1 < s.hi && a.toks[c+1].kind == 'w' {
		return ref{}
	}
	lo := c
	for lo > s.lo && c-lo < 20 && (a.toks[lo-1].kind == 'w' || a.toks[lo-1].kind == 'q') {
		lo--
	}
	if lo <= s.lo || a.toks[lo-1].kind != ',' || c-lo < 2 {
		return ref{}
	}
	switch a.word(lo) {
	case "der", "die", "das", "welche", "welcher", "welches", "den", "dem":
	default:
		return ref{}
	}
	if t := &a.toks[lo+1]; t.caps || t.kind != 'w' || t.c&(cAux|cCue|cWeak|cVerb) != 0 && lo+1 < c {
		return ref{} // a main clause: der Rat sagte
	}
	for k := lo + 1; k < c; k++ {
		switch a.word(k) {
		case "er", "sie", "wir", "man":
			return ref{rPron, k, k + 1, -1}
		}
	}
	if w := a.word(lo); w == "den" || w == "dem" {
		return ref{}
	}
	return a.before(lo-1, s.lo)
}

// nounName reports whether a run is a name in a language that capitalises
// every noun: behind a title or a first name, or two and more words without a
// determiner. A single word waits for a full name elsewhere (see prune).
func (a *analysis) nounName(n *name) bool {
	if n.lo == n.hi || n.org {
		return false
	}
	if n.titled {
		return n.hi-n.lo <= 3
	}
	if n.given && n.hi-n.lo > 1 {
		return true
	}
	det := false
	if n.from > 0 {
		p := &a.toks[n.from-1]
		det = p.kind == 'w' && (p.c&(cDet|cPoss|cPrep) != 0 || !p.caps && a.lastIs(n.from-1, "e", "en", "er", "es", "em") && p.c&(cCue|cWeak|cAux) == 0)
	}
	switch k := n.hi - n.lo; {
	case k == 1:
		n.start = true
		return true
	case det && k == 2:
		n.lo, n.start = n.hi-1, true // der Sieger Pell: where Ada Pell stands elsewhere
		return true
	case det && k > 2:
		n.lo = n.hi - 2
	}
	return n.hi-n.lo <= 4
}

// prune drops the single capitalised words that no full name, title or first
// name shows to be a person, where every noun is capitalised.
func (a *analysis) prune() {
	for i := range a.runs {
		n := &a.runs[i]
		if n.hi-n.lo == 1 && n.titled && n.ent < 0 {
			if w := a.surname(n); len(a.byLast[w]) == 0 {
				n.ent = a.entityOf(n)
			}
		}
	}
	for i := range a.runs {
		n := &a.runs[i]
		if n.hi-n.lo != 1 || n.titled {
			continue
		}
		w := a.surname(n)
		if n.from < n.lo && !slices.ContainsFunc(a.byLast[w], func(e int32) bool { return a.ents[e].person }) {
			w = "" // der Region Nordhafen
		}
		if len(a.byLast[w]) > 0 || len(a.byFirst[w]) > 0 || strings.HasSuffix(w, "s") && len(a.byLast[w[:len(w)-1]]) > 0 {
			n.start = false
			continue
		}
		for k := n.from; k < n.hi; k++ {
			a.toks[k].run = -1
		}
	}
}

// wants reports whether somebody wants to know: „...“, wollte die Rätin wissen.
func (a *analysis) wants(c int32, s sentence) bool {
	for k := c - 1; k >= s.lo && k >= c-14 && a.toks[k].kind == 'w'; k-- {
		switch a.word(k) {
		case "will", "wollte", "wollen", "wollten":
			return true
		}
	}
	return false
}
