package quote

import "strings"

// verdict is one way to attribute a quote; the best score wins.
type verdict struct {
	who     ref
	cue     int32 // token, -1 for none
	cueHi   int32
	score   int
	dropped bool // the verb has no subject of its own: añadió
	own     bool // the words for "according to" mean somebody by themselves
}

// cues lists the verbs and phrases of saying of a sentence.
func (a *analysis) cues(s sentence) []verdict {
	a.cueBuf = a.cueBuf[:0]
	for i := s.lo; i < s.hi; i++ {
		t := &a.toks[i]
		if t.kind != 'w' {
			continue
		}
		if n, c := a.phraseAt(i, s.hi); n > 0 && c != cTerm {
			v := verdict{cue: i, cueHi: i + n, score: 0}
			if c&cSource != 0 {
				v.score, v.own = 1, c&cOwn != 0
			}
			a.cueBuf = append(a.cueBuf, v)
			i += n - 1
			continue
		}
		if a.isCue(i, s) || a.newVerb(i, s) || a.verbThat(i, s) || a.textReads(i, s) || t.c&cRead != 0 && t.c&cCue == 0 && a.textBehind(i, s) > 0 {
			a.cueBuf = append(a.cueBuf, verdict{cue: i, cueHi: i + 1})
		} else if t.c&cPost != 0 {
			a.cueBuf = append(a.cueBuf, verdict{cue: i, cueHi: i + 1, score: 2})
		} else if t.c&cSource != 0 && a.l.tag == "de" && !a.germanSource(i, s) {
			continue
		} else if t.c&cSource != 0 && len(a.l.views) > 0 && a.l.views[string(lower(a.buf[:0], a.word(i)))] && !a.viewOf(i, s) {
			continue
		} else if t.c&cSource != 0 && t.run < 0 && t.c&(cCue|cIng|cWeak) == 0 {
			a.cueBuf = append(a.cueBuf, verdict{cue: i, cueHi: i + 1, score: 1})
		}
	}
	return a.cueBuf
}

// bestCue chooses the cue of the quote at token q.
func (a *analysis) bestCue(q int32, s sentence, cues []verdict) verdict {
	best := verdict{cue: -1}
	end := endMark(a.inside(q))
	before, after := -1, -1
	for i := range cues {
		if cues[i].cue < q {
			before = i
		} else if after < 0 {
			after = i
		}
	}
	take := func(v verdict, score int) {
		if score > best.score {
			best = v
			best.score = score
		}
	}
	if after >= 0 {
		v := cues[after]
		a.afterQuote(q, s, v, end, take)
	}
	if before >= 0 {
		a.beforeQuote(q, s, cues[:before+1], take)
	}
	if best.cue < 0 && len(cues) > 0 { // a cue further off in the sentence
		for i := range cues {
			v := cues[i]
			if v.cue > q && v.score == 1 && a.toks[v.cue-1].kind == ',' {
				if v.who = a.sourceOf(v, s); v.who.kind != rNone {
					take(v, 70)
				}
			}
			if v.cue > q && v.score == 0 && (a.fallback(v.cue) || a.l.nounCaps && v.cue <= q+2 && a.reported(q, s)) {
				take(v, 50)
			}
		}
	}
	return best
}

// fallback reports whether a verb far behind a quote may report it: a verb of
// saying, and where the verb stands last, one of praising and calling too.
func (a *analysis) fallback(c int32) bool {
	t := &a.toks[c]
	if a.l.dropSubj {
		return t.c&(cCue|cWeak) != 0
	}
	return t.c&cCue != 0 && t.c&cWeak == 0
}

// inside is the text of a quote token without its marks.
func (a *analysis) inside(q int32) string {
	sp := &a.spans[a.toks[q].span]
	return strings.TrimRight(a.text[sp.start:sp.end], quoteRunes+" ")
}

// afterQuote weighs the first cue behind a quote: “...,” said X and “...,” X said.
func (a *analysis) afterQuote(q int32, s sentence, v verdict, end rune, take func(verdict, int)) {
	k := q + 1
	comma := end != 0 && end != '…'
	for k < s.hi && (a.toks[k].kind == ',' || a.toks[k].kind == '-' || a.toks[k].kind == '.' && a.l.script != "") {
		comma = true
		k++
	}
	if a.l.order != "svo" { // a déclaré, ha detto, diye ekledi, a-t-elle ajouté
		for k < v.cue && a.toks[k].kind == 'w' && a.toks[k].run < 0 && a.toks[k].c&(cAux|cAdv|cPron) != 0 && v.score == 0 {
			if t := &a.toks[k]; t.c&cPron != 0 && t.c&(cAux|cAdv|cDet) == 0 && (a.l.objects[a.word(k)] == gUnknown || k+1 == v.cue && a.l.familyFirst) {
				v.who = ref{rPron, k, k + 1, -1}
				take(v, 98)
				return
			}
			k++
		}
	}
	if t := &a.toks[min(k, s.hi-1)]; a.l.dropSubj && comma && k+1 == v.cue && t.c&cDet != 0 && t.run < 0 && v.score == 0 {
		k++ // «Una vergogna», la definisce Pell
	}
	score := 98
	if !comma {
		score = 84
	}
	if k >= s.hi {
		return
	}
	c := &a.toks[v.cue]
	if a.l.verbLast && v.score == 0 && k <= v.cue && a.onlyAdverbs(q+1, v.cue) {
		v.who = a.verbLastSubject(q, v, s)
		v.dropped = v.who.kind == rNone
		take(v, 95)
		return
	}
	if v.score == 2 { // X mukaan, X szerint
		if v.who = a.sourceBefore(v.cue, k); v.who.kind != rNone {
			take(v, score)
		}
		return
	}
	if v.score == 1 { // according to X
		if v.cue == k {
			v.who = a.sourceOf(v, s)
			take(v, score)
		}
		return
	}
	if k == v.cue {
		if c.c&cIng != 0 && c.c&cCue == 0 {
			return
		}
		if x := a.textBehind(v.cue, s); x > 0 {
			v.who = a.sourceAfter(x, s)
			take(v, score)
		} else if r := a.subjectAfter(v.cueHi-1, s); r.kind != rNone {
			v.who = r
			take(v, score)
		} else if a.l.dropSubj {
			v.dropped = true
			take(v, score)
		} else if a.l.nounCaps && !comma && a.reported(q, s) {
			v.who = a.subjectOf(v.cue, s) // ... als „...“ bezeichnete
			take(v, score)
		} else if comma {
			take(v, 60)
		}
		return
	}
	if c.c&cIng != 0 && c.c&cCue == 0 && a.toks[v.cue-1].c&cBe == 0 {
		return
	}
	if c.c&cWeak != 0 && c.c&cCue == 0 && !comma {
		return
	}
	t := &a.toks[k]
	if t.kind != 'w' || t.run < 0 && t.c&(cSub|cConj|cRel|cPrep|cAux) != 0 && t.c&(cDet|cAdv|cPoss) == 0 {
		return
	}
	for i := k; i < v.cue; i++ {
		t := &a.toks[i]
		if t.kind == 'q' || t.kind == ':' || t.kind == ';' {
			return
		}
		if t.c&(cAux|cVerb) != 0 && t.run < 0 && !comma {
			return
		}
	}
	sub := s
	sub.lo = k
	if r := a.subjectBefore(v.cue, sub); r.kind != rNone {
		v.who = r
		if v.cue-k > 12 {
			score -= 6
		}
		take(v, score)
	}
}

// beforeQuote weighs the cues in front of a quote: the nearest wins.
func (a *analysis) beforeQuote(q int32, s sentence, cues []verdict, take func(verdict, int)) {
	for i := len(cues) - 1; i >= 0 && i >= len(cues)-3; i-- {
		v := cues[i]
		gap := int(q - v.cueHi)
		tight := true
		through := false
		for k := v.cueHi; k < q; k++ {
			t := &a.toks[k]
			switch {
			case t.kind == 'q':
				through = true
			case t.kind == ',' || t.kind == ':' || t.kind == 'w' && a.word(k) == "that":
			default:
				tight = false
			}
			if t.kind == ';' {
				return
			}
		}
		c := &a.toks[v.cue]
		if v.score == 2 {
			if v.who = a.sourceBefore(v.cue, s.lo); v.who.kind != rNone {
				take(v, 90)
			}
			continue
		}
		if c.c&cThink != 0 && c.c&cCue == 0 && a.strongBefore(cues[:i]) {
			continue
		}
		if i > 0 && v.score == 0 && a.reportedAct(v.cue) && a.strongBefore(cues[:i]) {
			continue
		}
		score := 90 - min(gap, 30)
		if tight && !through {
			score = 97
		}
		if v.score == 1 {
			v.who = a.sourceOf(v, s)
			if v.who.kind == rNone {
				continue
			}
			score = min(score, 86) - 6*(len(cues)-1-i)
			if v.who.hi <= q && a.onlyComma(v.who.hi, q) {
				score = 92
			}
			take(v, score)
			continue
		}
		if c.c&cWeak != 0 && c.c&cCue == 0 && gap > 14 {
			score -= 15
		}
		if i < len(cues)-1 {
			score -= 20
		}
		take(v, score)
		if v.score == 0 {
			return
		}
	}
}

// reportedAct reports whether a verb stands in the infinitive, behind to, would and the
// like: said he would advise them on “...” is what he said.
func (a *analysis) reportedAct(c int32) bool {
	if a.l.order != "svo" || c < 1 || a.lastIs(c, "ed", "s", "ing") {
		return false
	}
	p := &a.toks[c-1]
	if p.kind == 'w' && p.c&cAdv != 0 && c > 1 {
		p = &a.toks[c-2]
	}
	return p.kind == 'w' && p.c&cAux != 0 && p.c&(cDet|cPron|cBe) == 0
}

// onlyAdverbs reports whether nothing but adverbs and commas stands in lo..hi.
func (a *analysis) onlyAdverbs(lo, hi int32) bool {
	for k := lo; k < hi; k++ {
		if t := &a.toks[k]; t.kind != ',' && t.kind != '-' && (t.kind != 'w' || t.c&cAdv == 0) {
			return false
		}
	}
	return true
}

// verbLastSubject is the subject of a verb directly behind its quote: before the
// quote, else behind the verb.
func (a *analysis) verbLastSubject(q int32, v verdict, s sentence) ref {
	if q > s.lo+1 && a.toks[q-1].kind == ',' && a.named(q-2) && a.toks[q-2].end+1 >= a.toks[q-1].start {
		if n := &a.runs[a.toks[q-2].run]; n.hi == q-1 && !n.org {
			return ref{rName, n.from, n.hi, a.toks[q-2].run} // ... yapan Ada Pell, “...” dedi
		}
	}
	if q > s.lo {
		lo := q
		for lo > s.lo && !a.boundary(lo-1) {
			lo--
		}
		if r := a.mainSubject(sentence{lo, q, s.unit}, q); r.kind != rNone {
			return r
		}
	}
	return a.subjectAfter(v.cueHi-1, s)
}

// strongBefore reports whether a real verb of saying is among the cues: "X said
// Y believed in “...”" is what X said.
func (a *analysis) strongBefore(cues []verdict) bool {
	for _, v := range cues {
		if v.score == 0 && a.toks[v.cue].c&cCue != 0 && a.toks[v.cue].c&cThink == 0 {
			return true
		}
	}
	return false
}

func (a *analysis) onlyComma(lo, hi int32) bool {
	for k := lo; k < hi; k++ {
		if a.toks[k].kind != ',' {
			return false
		}
	}
	return true
}
