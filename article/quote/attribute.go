package quote

import "pullquote/article"

// carry is who spoke last, for quotes without a cue of their own.
type carry struct {
	span int   // index of the last attributed span, -1 before
	unit int32 // unit in which it stands
}

// attribute finds the speaker of every span, in reading order.
func (a *analysis) attribute() {
	a.carry = carry{span: -1, unit: -9}
	span := 0
	for u := range a.units {
		lo := span
		for span < len(a.spans) && a.spans[span].unit == u {
			span++
		}
		for si := a.first[u]; si < a.first[u+1]; si++ {
			a.sentence(si)
		}
		if lo < span {
			a.floating(u, lo, span)
			a.kinds(lo, span)
			for i := lo; i < span; i++ {
				if f := &a.found[i]; f.speaker != "" && a.counts(i) {
					a.carry.span, a.carry.unit = i, int32(u)
				}
			}
		}
	}
}

func (a *analysis) counts(i int) bool { return a.found[i].kind != article.Term }

// sentence notes the mentions of one sentence and attributes its quotes.
func (a *analysis) sentence(si int32) {
	s := a.sents[si]
	quotes := false
	for i := s.lo; i < s.hi; i++ {
		if a.toks[i].kind == 'q' {
			quotes = true
			a.found[a.toks[i].span].sent = si
		}
	}
	if a.l.script != "" {
		if quotes {
			a.scriptSentence(si)
		}
		return
	}
	subject := a.mainSubject(s, s.hi)
	a.mentionsOf(si, subject)
	a.noteNominal(si, subject)
	if quotes {
		a.cueSentence(si, subject)
	}
	for i := s.lo; i < s.hi; i++ {
		if t := &a.toks[i]; t.kind == 'w' && t.c&cRole != 0 {
			if a.roleSeen == nil {
				a.roleSeen = map[string]bool{}
			}
			a.roleSeen[string(lower(a.buf[:0], a.word(i)))] = true
		}
	}
}

// mentionsOf notes every name of the sentence; its subject weighs most.
func (a *analysis) mentionsOf(si int32, subject ref) {
	s := a.sents[si]
	for i := s.lo; i < s.hi; i++ {
		t := &a.toks[i]
		if t.kind != 'w' {
			continue
		}
		if t.run >= 0 {
			n := &a.runs[t.run]
			if n.lo < n.hi {
				if e := a.resolve(n); e >= 0 {
					w := float32(0.5)
					switch {
					case subject.kind == rName && subject.run == t.run:
						w = 1
						a.sexedBy(e, n, s)
						if a.cuedSubject(s, n) {
							w = asTeller
							a.proves(e, n)
						}
					case a.tells(n, s):
						w = asTeller
						a.proves(e, n)
					case a.topic(n, s):
						w = asTeller
					case a.isSource(n, s):
						w = asTeller
					case a.toks[n.hi-1].poss:
						w = 0.4
					case n.from > s.lo && a.toks[n.from-1].c&cPrep != 0:
						w = 0.35
					}
					a.note(e, si, t.start, w)
				}
			} else if e := a.epithet(ref{rNominal, n.from, n.hi, -1}); e >= 0 {
				a.note(e, si, t.start, 0.4)
			}
			i = max(i, n.hi-1)
			continue
		}
		if t.c&cPron != 0 && (t.g == gMale || t.g == gFemale) && (i == s.lo || i == subject.lo && subject.kind == rPron || i+1 < s.hi && a.toks[i+1].c&(cCue|cAux) != 0) {
			if e := a.pronoun(t.g, si, t.start); e >= 0 {
				a.note(e, si, t.start, asPronoun)
			}
		}
	}
}

// sexedBy tells the gender of somebody by the verb in the past behind the name, where verbs
// show it: Ада Пелл осталась, Ada Pell została.
func (a *analysis) sexedBy(e int32, n *name, s sentence) {
	x := &a.ents[e]
	if x.g != gUnknown || x.org || n.org || len(a.l.pastFemale) == 0 || n.hi >= s.hi || n.hi-n.lo < 2 {
		return
	}
	t := &a.toks[n.hi]
	if t.kind != 'w' || t.caps || t.run >= 0 || t.c&^(cCue|cWeak|cVerb|cIng) != 0 || t.end-t.start < 5 {
		return
	}
	switch {
	case a.endsIn(n.hi, a.l.pastFemale):
		x.g, x.person = gFemale, true
	case a.endsIn(n.hi, a.l.pastMale):
		x.g, x.person = gMale, true
	}
}

// proves takes somebody with a surname alone for a person who has said something.
func (a *analysis) proves(e int32, n *name) {
	if x := &a.ents[e]; !x.org && !n.org && x.words < 2 && a.toks[n.lo].c&(cPlace|cOrg) == 0 {
		x.person = true
	}
}

// tells reports whether a verb of saying follows directly on the name: "...,
// Pell said."
func (a *analysis) tells(n *name, s sentence) bool {
	k := n.from - 1
	for k > s.lo && a.toks[k].kind == 'w' && !a.toks[k].caps && a.toks[k].c&cCue == 0 && a.isRole(&a.toks[k], k) {
		k--
	}
	if k > s.lo && a.toks[k-1].kind == ',' && a.toks[k].c&cCue != 0 && a.isCue(k, s) {
		return true // "..., noted Pell."
	}
	for k := n.hi; k < s.hi && k < n.hi+4; k++ {
		t := &a.toks[k]
		if t.kind != 'w' {
			return false
		}
		if t.c&cCue != 0 && a.isCue(k, s) {
			return !a.toks[n.hi-1].poss
		}
		if t.c&(cAdv|cAux) == 0 {
			return false
		}
	}
	return false
}

// topic reports whether a name is what the sentence turns to: As for Pell, she said.
func (a *analysis) topic(n *name, s sentence) bool {
	if a.l.order != "svo" || n.from != s.lo+2 {
		return false
	}
	return a.word(s.lo) == "As" && a.word(s.lo+1) == "for"
}

// cuedSubject reports whether the sentence has a verb of saying right of the
// name.
func (a *analysis) cuedSubject(s sentence, n *name) bool {
	for k := n.hi; k < s.hi; k++ {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cCue != 0 && a.isCue(k, s) {
			return true
		}
	}
	return false
}

// cueSentence attributes the quotes of a sentence in the order of English.
func (a *analysis) cueSentence(si int32, subject ref) {
	s := a.sents[si]
	cues := a.cues(s)
	for q := s.lo; q < s.hi; q++ {
		if a.toks[q].kind != 'q' || a.spans[a.toks[q].span].turn > 0 {
			continue
		}
		v := a.bestCue(q, s, cues)
		if v.cue < 0 {
			continue
		}
		if a.toks[v.cue].g == gThing && a.toks[v.cue].c&(cCue|cPron) == cCue && a.textBehind(v.cue, s) < 0 {
			v.who, v.dropped = ref{}, true // denildi: it was said
		} else if v.who.kind == rNone && v.score != 1 && a.itSays(v.cue, s) {
			v.who, v.dropped = a.subjectOf(v.cue, s), true // Darin heißt es „...“
		} else if a.saidOfIt(v.cue, s) {
			v.who, v.dropped = a.inPaper(v.cue, s), true
		} else if v.who.kind == rNone && !v.dropped {
			if v.who = a.subjectOf(v.cue, s); v.who.kind == rNone && a.toks[v.cue].g == gPlural {
				v.who = a.spokenFor(v.cue, s)
			}
			if v.who.kind == rNone && v.score < 95 && !a.l.dropSubj {
				v.who = subject
			}
		}
		sure := 2
		if v.score >= 90 {
			sure = 3
		}
		a.set(int(a.toks[q].span), v, si, sure)
	}
}
