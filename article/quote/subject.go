package quote

// isCue reports whether token i is a verb of saying in use: no noun, no passive.
func (a *analysis) isCue(i int32, s sentence) bool {
	a.steps++
	t := &a.toks[i]
	if t.kind != 'w' || t.c&(cCue|cIng|cWeak) == 0 || t.poss {
		return false
	}
	if t.c&cRole != 0 && i > s.lo && i+1 < s.hi && a.toks[i-1].c&cCue != 0 && a.named(i+1) {
		return false // indrømmer anfører Ole Thy
	}
	if a.l.nounCaps && a.word(i) == "wissen" && !a.wants(i, s) || a.nounHere(i, s) {
		return false
	}
	if t.caps && (a.mid(i, s) && (t.run >= 0 || t.c&cNoun != 0 && a.l.order == "svo") || a.l.nounCaps && i > s.lo) {
		return false
	}
	if a.l.order == "svo" && t.c&cNoun != 0 && i+1 < s.hi && a.toks[i+1].kind == 'w' && a.toks[i+1].caps && a.toks[i+1].c&(cTitle|cAbbr) != 0 && !a.lastIs(i, "s", "ed") {
		return false // “...,” state Sen. Ada Pell said
	}
	p := i - 1
	for p >= s.lo && a.toks[p].kind == 'w' && a.toks[p].c&cAdv != 0 && a.toks[p].c&cDet == 0 {
		p--
	}
	if p >= s.lo && a.toks[p].kind == ',' && i+2 < s.hi && a.toks[i+1].kind == 'q' && a.word(i+2) == "by" && a.participle(i) {
		return false // the valley, called “the bowl” by its neighbours
	}
	if p < s.lo || a.toks[p].kind != 'w' {
		return !(t.caps && i == s.lo && t.c&cIng == 0) || a.opensWithVerb(i, s)
	}
	b := &a.toks[p]
	if t.c&cNoun != 0 {
		if b.c&(cDet|cPoss) != 0 || b.poss || b.num || b.c&cPrep != 0 && a.word(p) != "to" {
			return false
		}
		if !b.caps && b.c&(cAux|cPron|cRel|cRole|cOrg|cConj|cAdv) == 0 && !a.said(t) && !a.planOf(i, s) {
			return false // after an adjective or another noun
		}
		if a.l.order == "svo" && i+1 < s.hi && a.toks[i+1].kind == 'w' && a.toks[i+1].c&(cBe|cAux) != 0 && a.toks[i+1].c&(cDet|cPron) == 0 && !a.said(t) && !b.caps && b.c&(cPron|cRel) == 0 && a.word(i+1) != "to" {
			return false // the hacking attacks were ordered
		}
		if a.l.order == "svo" && !b.caps && b.c&(cRole|cOrg) != 0 && i+1 < s.hi && a.toks[i+1].kind == 'w' && !a.said(t) {
			switch a.word(i + 1) {
			case "about", "of", "from", "over", "by":
				return false // media questions about
			}
		}
	}
	if b.c&cBe != 0 && t.c&cIng == 0 && t.c&cCue|t.c&cWeak != 0 && a.participle(i) {
		return false
	}
	return true
}

// opensWithVerb reports whether a sentence begins with its verb of saying: Added
// Pell: “...”
func (a *analysis) opensWithVerb(i int32, s sentence) bool {
	if w := a.word(i); a.l.order != "svo" || i != s.lo || i+2 >= s.hi || a.toks[i+1].kind != 'w' || w != "Said" && w != "Wrote" && !a.lastIs(i, "ed") {
		return false
	}
	for k := i + 1; k < s.hi && k < i+16; k++ {
		if kind := a.toks[k].kind; kind == ':' || kind == ',' && k+1 < s.hi && a.toks[k+1].kind == 'q' {
			return k+1 == s.hi || a.toks[k+1].kind == 'q'
		}
	}
	return false
}

// said reports whether a form with a noun reading is plainly a past tense.
func (a *analysis) said(t *token) bool {
	w := a.text[t.start:t.end]
	return len(w) > 4 && w[len(w)-2:] == "ed"
}

// participle reports whether a form of a cue serves as a past participle: the
// clause is passive then.
func (a *analysis) participle(i int32) bool {
	w := a.word(i)
	return len(w) > 2 && (w[len(w)-2:] == "ed" || w == "told" || w == "quoted" || w == "written" || w == "said" || w == "thought")
}

// subjectBefore finds the subject of the verb c that stands before it.
func (a *analysis) subjectBefore(c int32, s sentence) ref {
	lo := s.lo
	j := a.skipBack(c-1, lo)
	if j < lo {
		return ref{}
	}
	t := &a.toks[j]
	switch {
	case t.kind == 'w' && t.c&cConj != 0:
		return a.shared(j, s)
	case t.kind == 'w' && t.c&cRel != 0 && t.run < 0:
		if a.word(j) == "that" || a.word(j) == "which" {
			return a.before(j-1, lo)
		}
		return a.before(j-1, lo)
	case t.kind == ',' || t.kind == '-':
		return a.overCommas(j, s)
	case a.paper(j, s):
		return ref{rNominal, j - 1, j + 1, -1}
	case t.kind != 'w':
		return ref{}
	}
	return a.phraseBack(j, lo)
}

// overCommas finds the subject when a comma stands before its verb: the head
// of an apposition.
func (a *analysis) overCommas(j int32, s sentence) ref {
	lo := j
	for lo > s.lo && !a.boundary(lo-1) && j-lo < 80 {
		lo--
	}
	segs := a.segments(lo, j)
	if len(segs) == 0 {
		return ref{}
	}
	start := 0
	for i := range segs { // a new clause within: ", and its chairman, Jones, said"
		t := &a.toks[segs[i].lo]
		if segs[i].hi == segs[i].lo+1 && len(segs) > 1 && t.c&(cPron|cRel) == 0 && t.run < 0 {
			continue // Pell, però, insiste
		}
		if i > 0 && t.kind == 'w' && (t.c&cConj != 0 && !a.listed(segs, i) || t.c&cSub != 0 && i < len(segs)-1 && !a.fronts(segs[i])) {
			start = i
		}
		if a.l.nounCaps && i+2 < len(segs) && a.mainVerb(segs[i]) {
			start = i + 1 // X wies das zurück, die Sprecherin, Y, erklärte
		}
	}
	for i := start; i < len(segs); i++ {
		g := segs[i]
		for g.lo < g.hi && a.toks[g.lo].kind == 'w' && (a.toks[g.lo].c&cConj != 0 || i == start && a.toks[g.lo].c&cSub != 0 && i > 0) {
			g.lo++
		}
		if g.lo >= g.hi {
			continue
		}
		if i == 0 && i < len(segs)-1 && a.l.order == "svo" && a.toks[g.lo].c&cSub != 0 && g.hi-g.lo > 1 && a.named(g.lo+1) && a.runs[a.toks[g.lo+1].run].hi == g.hi {
			g.lo++ // As Ada Pell, a lawyer, put it
		}
		if i < len(segs)-1 && (a.fronted(g) || i > 0 && a.placeOnly(g)) {
			continue
		}
		r := a.headOf(g)
		if r.kind == rNone {
			continue
		}
		if i+2 < len(segs) && a.l.order == "svo" && r.kind == rName && a.word(g.lo) == "The" && g.hi-g.lo == 2 && !a.runs[r.run].given {
			if n := a.bare(segs[len(segs)-1]); n.kind == rName {
				return n // The Mandan, North Dakota, police chief, Ada Pell
			}
		}
		if i+1 < len(segs) {
			return a.apposed(r, g.lo, segs[i+1])
		}
		return r
	}
	return ref{}
}

// listed reports whether segment i goes on a list of names.
func (a *analysis) listed(segs []segment, i int) bool {
	g := segs[i]
	return g.hi-g.lo > 1 && a.toks[g.lo+1].run >= 0 && g.hi-g.lo <= 5
}

// shared is the subject of a verb behind "and": the one of the verb before,
// else the sentence's.
func (a *analysis) shared(j int32, s sentence) ref {
	for k := j - 1; k >= s.lo; k-- {
		t := &a.toks[k]
		if t.kind == 'w' && t.c&(cCue|cWeak) != 0 && t.c&cNoun == 0 && a.isCue(k, s) {
			if r := a.subjectOf(k, s); r.kind != rNone {
				return r
			}
		}
	}
	return a.mainSubject(s, j)
}

// maxDepth bounds how many verbs are followed back to the one that has a
// subject ("... and said and said").
const maxDepth = 3

// subjectOf is the subject of the verb c, behind it after a quote, else before.
func (a *analysis) subjectOf(c int32, s sentence) ref {
	if a.depth >= maxDepth {
		return ref{}
	}
	a.depth++
	defer func() { a.depth-- }()
	if a.toks[c].c&cPost != 0 {
		return a.phraseBack(c-1, s.lo)
	}
	if a.l.order != "svo" {
		r := a.freeSubject(c, s)
		if p := a.pronounNear(c, s.lo); p.kind != rNone && a.toks[p.lo].g == gThing {
			return r // heißt es in dem Schreiben
		}
		if a.oblique(r) && a.cited(c, s.lo, s).kind == rNone {
			if r = a.mainSubject(s, s.hi); a.oblique(r) {
				return ref{}
			}
		}
		return r
	}
	if r := a.inserted(c, s); r.kind != rNone {
		return r
	}
	if c == s.lo && a.toks[c].caps && a.toks[c].c&cCue != 0 {
		return a.subjectAfter(c, s)
	}
	if c > s.lo {
		p := &a.toks[c-1]
		afterQuote := p.kind == 'q' || (p.kind == ',' || p.kind == '-') && c-1 > s.lo && a.toks[c-2].kind == 'q'
		if afterQuote {
			if r := a.subjectAfter(c, s); r.kind != rNone {
				return r
			}
		}
	}
	if a.toks[c].c&cIng != 0 && a.toks[c].c&cCue == 0 || c > s.lo && a.word(c-1) == "to" {
		return a.participleSubject(c, s)
	}
	return a.subjectBefore(c, s)
}

// inserted is the subject of a clause between commas that begins with its
// verb: "It was, said one veteran, ...".
func (a *analysis) inserted(c int32, s sentence) ref {
	if c < s.lo+2 || a.toks[c-1].kind != ',' || a.toks[c-2].kind == 'q' || a.toks[c].c&cIng != 0 || a.toks[c].c&cCue == 0 {
		return ref{}
	}
	switch a.word(c) {
	case "told", "tells", "asked", "asks", "reminded", "assured":
		return ref{}
	}
	r := a.subjectAfter(c, s)
	if r.kind == rName && (a.toks[s.lo].kind == 'q' && a.runs[r.run].from == c+1 || a.closed(c+1, r, s)) {
		return r // “...” that they can win, said X; Pell “spoke well” in June, said X
	}
	if r.kind == rNone || r.hi >= s.hi || a.toks[r.hi].kind != ',' || r.hi+1 >= s.hi || a.toks[r.hi+1].kind != 'q' {
		return ref{}
	}
	return r
}

// participleSubject is the subject of saying, adding: the sentence's own, but
// for "who is saying" and "X is calling".
func (a *analysis) participleSubject(c int32, s sentence) ref {
	if c > s.lo && a.toks[c-1].c&cBe != 0 {
		return a.subjectBefore(c, s)
	}
	for k := c - 1; k >= s.lo; k-- { // the verb that it goes with
		t := &a.toks[k]
		if t.kind == 'w' && t.c&cCue != 0 && a.isCue(k, s) && t.c&cNoun == 0 {
			if r := a.subjectOf(k, s); r.kind != rNone && !a.lifeless(r) {
				return r
			}
		}
	}
	return a.mainSubject(s, c)
}

// lifeless reports whether a phrase is no person, organisation or text.
func (a *analysis) lifeless(r ref) bool {
	h := a.head(r)
	return r.kind == rNominal && (h < 0 || !a.isRole(&a.toks[h], h) && a.toks[h].c&cOrg == 0)
}

// subjectAfter finds the subject of the verb c behind it: “...,” said X.
func (a *analysis) subjectAfter(c int32, s sentence) ref {
	if a.l.nounCaps {
		if r := a.cited(c, s.lo, s); r.kind != rNone {
			return r
		}
	}
	k := c + 1
	for k < s.hi && a.toks[k].kind == 'w' && (a.toks[k].c&cAdv != 0 && a.toks[k].c&(cDet|cPoss) == 0 && a.toks[k].run < 0) {
		k++
	}
	if e := a.timeAt(k, s.hi); e > k && a.l.order != "svo" {
		k = e // escribió el domingo
	}
	k = a.overHearers(k, s)
	if k >= s.hi || a.toks[k].kind != 'w' {
		return ref{}
	}
	t := &a.toks[k]
	if t.c&cPron != 0 && t.run < 0 && !a.titleHere(k) {
		if r := a.behindObject(c, s); r.kind != rNone {
			return r
		}
		if t.g == gThing || t.g == gPlural {
			return ref{}
		}
		return ref{kind: rPron, lo: k, hi: k + 1, run: -1}
	}
	if t.run < 0 && t.c&(cPrep|cSub|cConj|cAux|cRel) != 0 && t.c&cDet == 0 {
		return ref{}
	}
	if a.paper(k+1, s) {
		return ref{kind: rNominal, lo: k, hi: k + 2, run: -1}
	}
	w := a.word(k)
	if w == "him" || w == "them" || w == "me" || w == "us" || w == "that" {
		return ref{}
	}
	e, named, person := k, false, false
	for e < s.hi && e-k < 24 {
		t := &a.toks[e]
		if t.kind != 'w' && t.kind != '&' {
			break
		}
		if t.run >= 0 {
			r := &a.runs[t.run]
			if e > k && a.toks[e-1].c&cConj != 0 && !(r.from < r.lo && e > k+1 && (a.isRole(&a.toks[e-2], e-2) || a.text[a.toks[e-2].end] == '-')) {
				break
			}
			e = max(e+1, r.hi)
			named = named || r.lo < r.hi && !a.toks[r.hi-1].poss
			person = named && r.given
			continue
		}
		if t.c&(cRel|cSub|cAux) != 0 && t.c&(cDet|cPrep|cOf) == 0 && e > k || a.word(e) == "that" {
			break
		}
		if a.l.nounCaps && e > k && a.objectAt(e) {
			break
		}
		if named && (t.c&(cPrep|cConj|cAdv|cSub) != 0 || person && len(a.l.genitive) > 0 && t.caps || person && a.l.order != "svo" && !a.l.titleAfter && !a.l.nounCaps && !t.caps && !t.num && t.kind == 'w' && t.c&(cParticle|cRole|cOrg|cTitle) == 0) {
			break
		}
		if e > k && t.c&cPrep != 0 {
			if w := a.word(e); a.l.order != "svo" && t.c&cOf == 0 && !a.tiesName(e, s) || a.l.order == "svo" && w != "of" && w != "for" && w != "at" && w != "with" && w != "from" && w != "in" && w != "to" {
				break
			}
		}
		e++
	}
	if e == k {
		return ref{}
	}
	return a.withApposition(k, e, s)
}

// mainSubject is the subject of the sentence, phrases before it left out.
func (a *analysis) mainSubject(s sentence, upto int32) ref {
	lo := s.lo
	for lo < upto && a.toks[lo].kind != 'w' {
		if a.toks[lo].kind == 'q' && lo > s.lo {
			break
		}
		lo++
	}
	lo = a.dateline(lo, upto)
	hi := lo
	for hi < upto && !a.boundary(hi) && hi-lo < 80 {
		hi++
	}
	segs := a.segments(lo, hi)
	for i, g := range segs {
		for g.lo < g.hi && a.toks[g.lo].kind == 'w' && a.toks[g.lo].c&cConj != 0 && a.toks[g.lo].run < 0 {
			g.lo++
		}
		if g.lo+1 < g.hi && a.focus(g.lo) {
			g.lo++
		}
		if g.lo < g.hi && i == 0 {
			if r := a.inverted(g, sentence{s.lo, upto, s.unit}); r.kind != rNone {
				return r
			}
		}
		if g.lo >= g.hi || a.fronted(g) || i > 0 && i+1 < len(segs) && a.placeOnly(g) {
			continue
		}
		r := a.headOf(g)
		if r.kind == rNone {
			if a.l.order == "svo" && g.hi-g.lo > 5 {
				return r // a whole clause: what a list goes on with behind it is no subject
			}
			continue
		}
		if i+1 < len(segs) {
			return a.apposed(r, g.lo, segs[i+1])
		}
		return r
	}
	return ref{}
}
