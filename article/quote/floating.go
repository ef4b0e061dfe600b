package quote

// floating attributes the quotes of a unit that no cue of their own sentence
// reports: they go on with a neighbour, or with who is spoken of.
func (a *analysis) floating(u, lo, hi int) {
	for i := lo; i < hi; i++ {
		f := &a.found[i]
		if f.speaker != "" || a.spans[i].turn > 0 || f.cueTok >= 0 && f.sure > 0 {
			continue
		}
		if f.cueTok >= 0 && f.who.kind == rPron || f.near && (f.who.kind == rNone && a.toks[f.cueTok].c&cRead != 0 || a.toks[f.cueTok].g == gThing && a.l.dropSubj) {
			continue // “...,” he said, and nobody is he
		}
		if f.sent >= 0 && (a.saidOfIt(f.cueTok, a.sents[f.sent]) || a.itSays(f.cueTok, a.sents[f.sent])) {
			continue // wurde als „...“ bezeichnet, and nobody says by whom
		}
		if un := &a.units[u]; un.speaker != "" {
			v := a.labelVoice(un.speaker)
			f.ent, f.speaker, f.role, f.sure = v.ent, v.speaker, v.role, 2
			if f.role == "" || un.role != "" && v.ent < 0 {
				f.role = un.role
			}
			continue
		}
		if i == hi-1 && a.signed(u, i) {
			continue
		}
		sp := &a.spans[i]
		if sp.from && i > 0 {
			a.copy(i, i-1, a.found[i-1].sure)
			continue
		}
		whole := a.standsAlone(i)
		if whole {
			if a.colonBefore(u, i) {
				continue
			}
		}
		if a.labelled(i) {
			continue
		}
		if !whole && (a.inPredicate(i) || a.ownSubject(i)) {
			a.bySubject(i)
			if f.speaker != "" {
				continue
			}
		}
		if j := a.neighbour(i, lo, hi); j >= 0 {
			a.copy(i, j, 1)
			continue
		}
		if whole && i == lo {
			a.carried(u, i)
			continue
		}
		if whole {
			a.fromSentenceBefore(i)
			continue
		}
		if f.sent >= 0 && !a.goesOn(i) {
			a.bySubject(i)
		}
	}
}

// inPredicate reports whether span i goes on the predicate of its sentence.
func (a *analysis) inPredicate(i int) bool {
	f := &a.found[i]
	if f.sent < 0 {
		return false
	}
	s := a.sents[f.sent]
	for k := s.lo + 1; k < s.hi; k++ {
		if a.toks[k].kind == 'q' && int(a.toks[k].span) == i {
			return a.predicate(k)
		}
	}
	return false
}

// ownSubject reports whether a person or an organisation with a name is the subject of
// the sentence that a fragment stands in, before it.
func (a *analysis) ownSubject(i int) bool {
	f := &a.found[i]
	if f.sent < 0 || a.l.nounCaps {
		return false
	}
	s := a.sents[f.sent]
	r := a.mainSubject(s, s.hi)
	return r.kind == rName && a.runs[r.run].ent >= 0 && int(a.toks[r.lo].start) < a.spans[i].out0
}

// copy takes the attribution of another span.
func (a *analysis) copy(i, j, sure int) {
	f, g := &a.found[i], &a.found[j]
	f.ent, f.speaker, f.role, f.who = g.ent, g.speaker, g.role, g.who
	f.cue, f.mention = g.cue, g.mention
	f.sure = min(sure, g.sure)
}

// standsAlone reports whether a quote makes up its whole sentence.
func (a *analysis) standsAlone(i int) bool {
	f := &a.found[i]
	if f.sent < 0 {
		return true
	}
	s := a.sents[f.sent]
	words := 0
	for k := s.lo; k < s.hi; k++ {
		if a.toks[k].kind == 'w' {
			words++
		}
	}
	return words <= 1
}

// goesOn attributes a fragment in indirect speech that goes on from the
// sentence before, as the German subjunctive shows: Der Plan sei „...“.
func (a *analysis) goesOn(i int) bool {
	if a.l.tag != "de" {
		return false
	}
	f := &a.found[i]
	s := a.sents[f.sent]
	if !a.indirect(s) {
		return false
	}
	for si := f.sent - 1; si >= 0 && si >= f.sent-2; si-- {
		p := a.sents[si]
		cs := a.cues(p)
		for k := len(cs) - 1; k >= 0; k-- {
			v := cs[k]
			if v.score == 1 {
				v.who = a.sourceOf(v, p)
			} else {
				v.who = a.subjectOf(v.cue, p)
			}
			if v.who.kind == rNone {
				continue
			}
			sent := f.sent
			a.set(i, v, si, 1)
			f.sent, f.cueTok, f.goesOn = sent, -1, f.speaker != ""
			return f.goesOn
		}
		if r := a.mainSubject(p, p.hi); len(cs) == 0 && r.kind == rName && !a.oblique(r) && a.runs[r.run].ent >= 0 && a.ents[a.runs[r.run].ent].person {
			sent := f.sent
			a.set(i, verdict{who: r, cue: -1}, si, 1)
			f.sent, f.goesOn = sent, f.speaker != ""
			return f.goesOn
		}
	}
	return false
}

// indirect reports whether a German sentence has a verb in the subjunctive of
// indirect speech.
func (a *analysis) indirect(s sentence) bool {
	for k := s.lo; k < s.hi; k++ {
		if a.toks[k].kind == 'w' {
			switch a.word(k) {
			case "sei", "seien", "habe", "müsse", "könne", "solle", "wolle", "dürfe", "werde", "gebe", "gehe", "bleibe", "komme", "brauche":
				return true
			}
		}
	}
	return false
}

// labelled attributes a quote behind a name and a colon: Calder: “...”.
func (a *analysis) labelled(i int) bool {
	f := &a.found[i]
	if f.sent < 0 {
		return false
	}
	s := a.sents[f.sent]
	for k := s.lo + 1; k < s.hi; k++ {
		if a.toks[k].kind != 'q' || int(a.toks[k].span) != i {
			continue
		}
		if a.toks[k-1].kind != ':' {
			return false
		}
		lo := k - 1
		for lo > s.lo && !a.boundary(lo-1) {
			lo--
		}
		sub := s
		sub.lo = lo
		r := a.stated(lo, k-1, s)
		if r.kind == rNone {
			r = a.mainSubject(sub, k-1)
		}
		if r.kind == rNone && a.l.dropSubj && lo+1 < k && a.toks[lo].kind == 'w' && a.toks[lo].c&cPrep != 0 {
			if t := &a.toks[lo+1]; t.upper && a.named(lo+1) {
				r = ref{rName, lo + 1, a.runs[t.run].hi, t.run} // В МЧС с этим не согласны: «...»
				f.ent, f.speaker, f.sure = -1, a.nameText(&a.runs[t.run]), 2
				return true
			}
		}
		if r.kind == rNone && a.l.order != "svo" && !a.l.nounCaps {
			r = a.soleName(sentence{lo, k - 1, s.unit}) // Di parere opposto l’ingegnere Ada Pell: «...»
		}
		if h := a.head(r); r.kind == rNone || r.kind == rNominal && (h < 0 || a.toks[h].c&cStated != 0 || !a.isRole(&a.toks[h], h) && a.toks[h].c&cOrg == 0 && a.epithet(r) < 0) {
			return false
		}
		a.set(i, verdict{who: r, cue: -1}, f.sent, 2)
		return f.speaker != ""
	}
	return false
}

// maxReach is how many quotes or sentences back a speaker is looked for.
const maxReach = 12

// neighbour is an attributed quote of the same unit: the one before, or the
// next when nothing but quotes stands before it.
func (a *analysis) neighbour(i, lo, hi int) int {
	for j := i - 1; j >= lo && j >= i-maxReach; j-- {
		a.steps++
		if a.found[j].speaker != "" && a.found[j].sure > 0 && !a.newSubject(j, i) {
			return j
		}
	}
	for j := i + 1; j < hi && j <= i+2; j++ {
		a.steps++
		if g := &a.found[j]; g.speaker != "" && g.sure >= 2 && a.found[i].sent >= 0 && g.sent <= a.found[i].sent+1 {
			return j
		}
	}
	return -1
}

// newSubject reports whether a sentence without a quote, with a person for its
// subject other than the speaker, stands between two quotes.
func (a *analysis) newSubject(j, i int) bool {
	for si := max(a.found[j].sent+1, a.found[i].sent-maxReach); si >= 1 && si < a.found[i].sent; si++ {
		r := a.mainSubject(a.sents[si], a.sents[si].hi)
		switch r.kind {
		case rName:
			if n := &a.runs[r.run]; n.ent >= 0 && n.ent != a.found[j].ent && !a.ents[n.ent].org {
				return true
			}
		case rNominal:
			if e := a.epithet(r); e >= 0 && e != a.found[j].ent {
				return true
			}
		}
	}
	return false
}

// subjectSince is the last person with a name who is the subject of a sentence without a
// quote between two quotes, -1 for none.
func (a *analysis) subjectSince(j, i int) int32 {
	e := int32(-1)
	for si := max(a.found[j].sent+1, a.found[i].sent-maxReach); si >= 1 && si < a.found[i].sent; si++ {
		r := a.mainSubject(a.sents[si], a.sents[si].hi)
		if r.kind == rNone || r.kind == rNominal && a.lifeless(r) {
			r = a.soleName(a.sents[si]) // Non è d’accordo l’ingegnere Ada Pell
		}
		if r.kind == rName {
			if n := &a.runs[r.run]; n.ent >= 0 && !a.ents[n.ent].org && (a.ents[n.ent].person || a.ents[n.ent].words > 1) {
				e = n.ent
			}
		}
	}
	return e
}

// soleName is the only person with a full name in a sentence, no preposition before it.
func (a *analysis) soleName(s sentence) (r ref) {
	for k := s.lo; k < s.hi; k++ {
		if a.toks[k].kind != 'w' || !a.named(k) {
			continue
		}
		n := &a.runs[a.toks[k].run]
		if n.ent >= 0 && !n.org && n.hi-n.lo > 1 {
			if r.kind != rNone || n.from > s.lo && a.toks[n.from-1].c&(cPrep|cOf) != 0 {
				return ref{}
			}
			r = ref{rName, n.from, n.hi, a.toks[k].run}
		}
		k = max(k, n.hi-1)
	}
	return r
}

// bySubject gives a fragment without a cue to the subject of its sentence.
func (a *analysis) bySubject(i int) {
	if a.l.script != "" {
		return // no names are known there
	}
	f := &a.found[i]
	s := a.sents[f.sent]
	for k := s.hi - 1; k > s.lo; k-- { // Steuern: Die Partei will „...“
		if a.toks[k].kind == ':' && k+1 < s.hi && int(a.toks[k].start) < a.spans[i].out0 && a.toks[k+1].kind == 'w' {
			s.lo = k + 1
			break
		}
	}
	r := a.mainSubject(s, s.hi)
	if r.kind == rNone || a.toks[r.lo].c&cRead != 0 && a.toks[r.lo].run < 0 || r.kind == rNominal && a.l.order != "svo" && a.toks[r.lo].c&(cCue|cWeak) != 0 {
		return
	}
	if h := a.head(r); r.kind == rNominal && (a.l.nounCaps || a.l.articles) && (h < 0 || !a.isRole(&a.toks[h], h) && a.toks[h].c&cOrg == 0) {
		return // any noun has a capital: only who can speak speaks
	}
	if r.kind == rNominal && a.l.order == "svo" && a.lifeless(r) && a.epithet(r) < 0 {
		return // the dispute led to “...”
	}
	if h := a.head(r); r.kind == rNominal && r.hi < s.hi && a.toks[r.hi].kind == ':' && (h < 0 || !a.isRole(&a.toks[h], h)) && a.epithet(r) < 0 {
		return // The statement: “...”
	}
	old := *f
	a.set(i, verdict{who: r, cue: -1}, f.sent, 1)
	if r.kind == rName && f.ent < 0 {
		*f = old // a word that only begins its sentence
	}
}
