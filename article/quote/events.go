package quote

// event is one mention of an entity in the narration.
type event struct {
	ent  int32
	sent int32
	pos  int32
	w    float32
	// short: a bare surname that somebody else bears as well.
	short bool
}

// The weights were set on news: what a mention is worth by its place, what a
// sentence of distance takes off, and how little other mentions add.
const (
	fade      = 0.45 // a mention one sentence further back
	others    = 0.2  // every mention of a person but the best
	unsexed   = 0.8  // a person of unknown gender
	unproven  = 0.7  // a name that may be no person's; twice for a single word
	asSpeaker = 1.1
	asTeller  = 1.3 // subject of a sentence with a verb of saying
	asPronoun = 0.9
	asUnnamed = 0.4 // a subject without a name: her neighbour
)

// maxPast is how many mentions back a pronoun is looked for.
const maxPast = 80

// note adds a mention.
func (a *analysis) note(e, sent, pos int32, w float32) {
	if e < 0 {
		return
	}
	if len(a.past) >= 4*maxPast {
		n := copy(a.past, a.past[len(a.past)-maxPast:])
		a.past = a.past[:n]
	}
	a.past = append(a.past, event{e, sent, pos, w, len(a.byLast[a.ents[e].last]) > 1 && a.ents[e].last != ""})
}

// namesake is who bears the surname of e and fits the gender.
func (a *analysis) namesake(e int32, g gender) int32 {
	for i, n := range a.byLast[a.ents[e].last] {
		if i >= 16 {
			break
		}
		if n != e && a.ents[n].g == g && a.ents[n].seen >= 0 {
			return n
		}
	}
	return -1
}

// pronoun finds who a pronoun at pos in sentence sent stands for.
func (a *analysis) pronoun(g gender, sent, pos int32) int32 {
	switch g {
	case gMale, gFemale, gUnknown: // a pronoun without gender: hän, ő, dia
	default:
		return -1
	}
	best, bestScore := int32(-1), float32(0)
	a.tally = a.tally[:0]
	for i := len(a.past) - 1; i >= 0 && i >= len(a.past)-maxPast; i-- {
		ev := a.past[i]
		a.steps++
		if ev.pos >= pos {
			continue
		}
		d := sent - ev.sent
		if d > 40 {
			break
		}
		x := &a.ents[ev.ent]
		if g != gUnknown && !x.org && x.g != gUnknown && x.g != g && ev.short {
			if n := a.namesake(ev.ent, g); n >= 0 { // the wife's surname was taken for the husband's
				ev.ent, x = n, &a.ents[n]
			}
		}
		if x.org || g != gUnknown && x.g != gUnknown && x.g != g {
			continue
		}
		w := ev.w
		if !x.person && x.g == gUnknown && (w < 0.5 && x.named < 2 || x.words < 2 && a.l.order == "svo") {
			continue // a place or a work that was only mentioned
		}
		if x.g == gUnknown {
			w *= unsexed
			if !x.person {
				w *= unproven
				if x.words < 2 {
					w *= unproven
				}
			}
		}
		for ; d > 0; d-- {
			w *= fade
		}
		if s := a.weigh(ev.ent, w); s > bestScore {
			best, bestScore = ev.ent, s
		}
	}
	if best >= 0 && g != gUnknown && a.ents[best].g == gUnknown {
		a.ents[best].g = g
		a.ents[best].person = true
	}
	return best
}

// weight is what the mentions of one entity add up to.
type weight struct {
	ent       int32
	best, sum float32
}

// weigh adds a mention to the tally: the best one counts whole, the others by
// a part, so that often named people do not outweigh the one just spoken of.
func (a *analysis) weigh(e int32, w float32) float32 {
	for i := range a.tally {
		t := &a.tally[i]
		if t.ent == e {
			t.sum += w
			t.best = max(t.best, w)
			return t.best + others*(t.sum-t.best)
		}
	}
	a.tally = append(a.tally, weight{e, w, w})
	return w
}
