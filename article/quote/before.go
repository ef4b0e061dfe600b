package quote

import "pullquote/article"

// colonBefore attributes a quote to the sentence before it that ends with a
// colon.
func (a *analysis) colonBefore(u, i int) bool {
	f := &a.found[i]
	si := a.first[u] - 1
	if f.sent > a.first[u] {
		si = f.sent - 1
	} else if f.sent < 0 {
		si = a.first[u] - 1
	}
	if si < 0 {
		return false
	}
	s := a.sents[si]
	if int(s.unit) < u-1 || a.toks[s.hi-1].kind != ':' && !(a.units[u].block && a.toks[s.hi-1].kind == ',') {
		return false
	}
	v := verdict{cue: -1}
	for _, c := range a.cues(s) {
		v = c
	}
	if v.cue >= 0 {
		if v.score == 1 {
			v.who = a.sourceOf(v, s)
		} else {
			v.who = a.subjectOf(v.cue, s)
		}
	}
	if v.cue < 0 || v.who.kind == rNone {
		v.who = a.mainSubject(s, s.hi)
		for k := s.lo; k < s.hi && v.cue < 0; k++ {
			if a.toks[k].kind == 'w' && a.toks[k].c&cOpen != 0 {
				v.cue, v.cueHi = k, k+1
			}
		}
	}
	if v.who.kind == rNone {
		return false
	}
	sent := f.sent
	a.set(i, v, si, 2)
	f.sent = sent
	return f.speaker != ""
}

// carried gives a quote that opens its paragraph to whoever spoke last, up to
// two paragraphs back, else to the subject of the sentence before.
func (a *analysis) carried(u, i int) {
	c := a.carry
	if c.span >= 0 && int(c.unit) == u-1 {
		if !a.newSubject(c.span, i) {
			a.copy(i, c.span, 1)
			return
		}
	}
	a.fromSentenceBefore(i)
	if a.found[i].speaker == "" && c.span >= 0 && int(c.unit) >= u-2 {
		a.copy(i, c.span, 1)
	}
}

// fromSentenceBefore takes the subject of the last sentence of narration.
func (a *analysis) fromSentenceBefore(i int) {
	f := &a.found[i]
	si := f.sent - 1
	if f.sent < 0 {
		return
	}
	if si < 0 || int(a.sents[si].unit) < a.spans[i].unit-1 {
		return
	}
	s := a.sents[si]
	for k := s.lo + 1; k < s.hi && k < s.lo+4; k++ {
		if a.toks[k].kind == ':' && !a.named(s.lo) {
			s.lo = k + 1 // Energie: Die Partei will ...
			break
		}
	}
	if s.lo >= s.hi {
		return
	}
	r := a.mainSubject(s, s.hi)
	a.takePerson(i, r, si)
	if f.ent >= 0 && f.cue.Len() == 0 {
		a.cueBefore(f, s)
	}
}

// cueBefore takes the verb of saying of the sentence before a quote, where the same person is
// its subject: Pell argued for a bridge. “Boats are slow.”
func (a *analysis) cueBefore(f *attribution, s sentence) {
	for _, v := range a.cues(s) {
		if v.score != 0 {
			continue
		}
		r := a.subjectOf(v.cue, s)
		if r.kind == rPron && r.lo == f.who.lo || r.kind == rName && a.runs[r.run].ent == f.ent {
			f.cue = article.Range{Start: int(a.toks[v.cue].start), End: int(a.toks[v.cueHi-1].end)}
			return
		}
	}
}

// takePerson attributes by a subject alone, when it is a person.
func (a *analysis) takePerson(i int, r ref, si int32) {
	f := &a.found[i]
	if r.kind == rNone {
		return
	}
	sent := f.sent
	old := *f
	a.set(i, verdict{who: r, cue: -1}, si, 1)
	f.sent = sent
	if old.cueTok >= 0 { // „...” – mondta: the verb has no subject of its own
		f.cueTok, f.near = old.cueTok, old.near
	}
	if r.kind == rName && f.ent < 0 {
		*f = old
		return
	}
	if h := a.head(r); h >= 0 && (r.kind == rNominal && f.ent < 0 || f.ent >= 0 && a.ents[f.ent].org) &&
		!(a.toks[h].c&cOrg != 0 && a.says(a.text[a.spans[i].start:a.spans[i].end], cWe)) {
		*f = old
	}
}
