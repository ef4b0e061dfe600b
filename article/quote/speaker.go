package quote

import (
	"strings"

	"pullquote/article"
)

// noteNominal remembers a subject without a name: "Her neighbour" is who "he"
// is next, "The report" is "it".
func (a *analysis) noteNominal(si int32, r ref) {
	if r.kind != rNominal {
		if r.kind == rName {
			if n := &a.runs[r.run]; n.ent >= 0 && a.ents[n.ent].org {
				a.lastThing = a.ents[n.ent].name
			}
		}
		return
	}
	head := a.head(r)
	if head < 0 {
		return
	}
	t := &a.toks[head]
	if t.c&cOrg != 0 && t.c&cRole == 0 {
		a.lastThing = a.nominalText(r)
		return
	}
	if t.c&cRole == 0 || a.epithet(r) >= 0 {
		return
	}
	if a.definite(r) {
		return
	}
	if e := a.unnamed(r, t.g); e >= 0 {
		a.note(e, si, t.start, asUnnamed)
	}
}

// definite reports whether a phrase may stand for somebody named before: "the
// Texas senator". It makes no person of its own.
func (a *analysis) definite(r ref) bool {
	switch w := a.word(r.lo); w {
	case "the", "The":
	default:
		return a.toks[r.lo].caps && a.toks[r.lo].c&(cDet|cPoss) == 0
	}
	for k := r.lo; k < r.hi; k++ {
		if a.toks[k].kind == 'w' && a.toks[k].c&cPrep != 0 {
			return false
		}
	}
	return true
}

// unnamed is the entity of a person without a name.
func (a *analysis) unnamed(r ref, g gender) int32 {
	text := a.nominalText(r)
	if len(text) > 80 {
		return -1
	}
	if e, ok := a.byKey[text]; ok {
		return e
	}
	e := int32(len(a.ents))
	a.ents = append(a.ents, entity{name: text, g: g, person: true, pos: a.toks[r.lo].start, seen: -1})
	a.byKey[text] = e
	return e
}

// head is the head noun of a phrase: the last word before a preposition or a
// German genitive.
func (a *analysis) head(r ref) int32 {
	h := int32(-1)
	for k := r.lo; k < r.hi; k++ {
		t := &a.toks[k]
		if t.kind != 'w' || k > r.lo && t.c&(cPrep|cRel) != 0 || a.l.nounCaps && h >= 0 && a.toks[h].caps && t.c&cDet != 0 {
			break
		}
		h = k
	}
	return h
}

// set resolves a verdict and writes it to a span.
func (a *analysis) set(span int, v verdict, si int32, sure int) {
	f := &a.found[span]
	if v.cue >= 0 && a.l.order == "svo" && a.toks[v.cue].c&cRead != 0 && v.who.kind == rNominal && a.indefinite(v.who.lo) {
		v.who = ref{} // “...,” read a sticker: nobody speaks
	}
	f.who, f.sure, f.sent, f.cueTok = v.who, sure, si, v.cue
	f.near = sure == 3 && v.cue >= 0
	if v.cue >= 0 {
		f.cue = article.Range{Start: int(a.toks[v.cue].start), End: int(a.toks[v.cueHi-1].end)}
	}
	a.speaker(f, si)
	if f.speaker == "" && a.l.dropSubj && v.cue >= 0 && v.who.kind == rNone {
		a.lastSpeaker(span, si)
	}
	if f.speaker == "" {
		f.sure = 0
	}
}

// lastSpeaker gives a verb without a subject to whoever spoke last, else to
// the person spoken of last: "…", añadió.
func (a *analysis) lastSpeaker(span int, si int32) {
	f := &a.found[span]
	f.mention = f.cue
	g := gUnknown
	if f.cueTok >= 0 && a.toks[f.cueTok].kind == 'w' && a.toks[f.cueTok].c&(cCue|cWeak) != 0 {
		g = a.toks[f.cueTok].g // добавила: she did
	}
	fits := func(e int32) bool {
		return g == gUnknown || e >= 0 && (a.ents[e].g == g || a.ents[e].g == gUnknown && g != gPlural && g != gThing)
	}
	for j := span - 1; j >= 0 && j >= span-3; j-- {
		if e := a.subjectSince(j, span); e >= 0 && fits(e) {
			f.ent = e
			f.speaker, f.role = a.ents[e].name, a.ents[e].role
			return
		}
		if p := &a.found[j]; (p.ent >= 0 || p.speaker != "" && p.sure > 1) && fits(p.ent) {
			f.ent, f.speaker, f.role = p.ent, p.speaker, p.role
			return
		}
	}
	for i := len(a.past) - 1; i >= 0; i-- {
		if ev := a.past[i]; si-ev.sent <= 4 && (a.ents[ev.ent].person || a.ents[ev.ent].words > 1 && !a.ents[ev.ent].org) && fits(ev.ent) {
			f.ent = ev.ent
			f.speaker, f.role = a.ents[f.ent].name, a.ents[f.ent].role
			return
		}
	}
}

// speaker finds the name behind the noun phrase of an attribution.
func (a *analysis) speaker(f *attribution, si int32) {
	r := f.who
	f.ent = -1
	f.speaker, f.role = "", ""
	f.mention = article.Range{}
	if r.kind == rNone {
		return
	}
	if t := &a.toks[r.lo]; r.hi == r.lo+1 && r.kind != rName && t.kind == 'w' && t.c&cSecond != 0 && t.c&(cDet|cTitle) == 0 && a.l.order == "svo" {
		return // you can say “...”
	}
	f.mention = article.Range{Start: int(a.toks[r.lo].start), End: int(a.toks[r.hi-1].end)}
	switch r.kind {
	case rName:
		f.ent = a.resolve(&a.runs[r.run])
		if f.ent < 0 {
			f.speaker = a.nameText(&a.runs[r.run])
		}
	case rPron:
		t := &a.toks[r.lo]
		switch t.g {
		case gMale, gFemale, gUnknown:
			f.ent = a.pronoun(t.g, si, t.start)
		case gThing:
			f.speaker = a.lastThing
		}
	case rNominal:
		if f.ent = a.epithet(r); f.ent < 0 {
			f.ent = a.soleBearer(r, si)
		}
		if f.ent < 0 {
			f.ent = a.otherName(r, si, f.cueTok)
		}
		if f.ent < 0 {
			f.speaker = a.nominalText(r)
			if h := a.head(r); h >= 0 && a.isRole(&a.toks[h], h) && !a.definite(r) {
				f.ent = a.unnamed(r, a.toks[h].g)
			}
		}
	}
	if f.ent < 0 && f.cueTok >= 0 && a.toks[f.cueTok].c&cPost != 0 {
		f.speaker = rebase(rebase(f.speaker, a.l.genitive), a.l.postCases) // yhtiön mukaan, belediyeye göre
	}
	if f.ent >= 0 {
		f.speaker, f.role = a.ents[f.ent].name, a.ents[f.ent].role
		a.note(f.ent, si, a.toks[r.lo].start, asSpeaker)
	}
}

// nominalText is a noun phrase as a speaker, in one line.
func (a *analysis) nominalText(r ref) string {
	s := strings.Join(strings.Fields(a.text[a.toks[r.lo].start:a.toks[r.hi-1].end]), " ")
	if a.toks[r.lo].kind == 'q' {
		s = strings.Trim(s, quoteRunes)
	}
	return s
}

// indefinite reports whether token i is an article or a numeral that introduces
// somebody new.
func (a *analysis) indefinite(i int32) bool {
	t := &a.toks[i]
	return t.kind == 'w' && t.c&cIndef != 0 && t.run < 0
}
