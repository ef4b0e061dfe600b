package quote

// stated finds who speaks by a noun for what is said: Pell’s verdict: “...”, sa
// réponse : « ... », das Fazit von Ada Pell: „...“. The phrase is lo to hi.
func (a *analysis) stated(lo, hi int32, s sentence) ref {
	for h := lo; h < hi; h++ {
		t := &a.toks[h]
		if t.kind != 'w' {
			if t.kind == ',' || t.kind == '(' || t.kind == ')' {
				continue
			}
			return ref{}
		}
		if t.c&cStated == 0 || t.run >= 0 && a.named(h) && a.runs[t.run].hi > h {
			continue
		}
		if r := a.ownerBefore(h, lo); r.kind != rNone {
			return r
		}
		if t.c&cOwn != 0 {
			return ref{rPron, h, h + 1, -1}
		}
		return a.ownerBehind(h, sentence{lo, hi, s.unit})
	}
	return ref{}
}

// ownerBefore is whose statement the noun h is, by the word before it: Pell’s,
// her, seine; adjectives may stand between.
func (a *analysis) ownerBefore(h, lo int32) ref {
	for k := h - 1; k >= lo && k >= h-3; k-- {
		t := &a.toks[k]
		switch {
		case t.kind != 'w':
			return ref{}
		case t.c&cPoss != 0 && t.run < 0:
			if t.g == gThing || t.g == gPlural || t.c&cFirst != 0 {
				return ref{}
			}
			return ref{rPron, k, k + 1, -1}
		case a.named(k):
			if n := &a.runs[t.run]; t.poss || a.l.nounCaps && k == h-1 && a.lastIs(k, "s") && n.hi == h {
				return ref{rName, n.from, n.hi, t.run}
			}
			return ref{}
		case t.poss:
			return a.phraseBack(k, lo)
		case t.c&(cPrep|cAux|cCue) != 0:
			return ref{}
		}
	}
	return ref{}
}

// ownerBehind is whose statement the noun h is, by a genitive or a preposition
// behind it: de Pell, von Ada Pell, der Ministerin, Беловой.
func (a *analysis) ownerBehind(h int32, s sentence) ref {
	k := h + 1
	if k >= s.hi || a.toks[k].kind != 'w' {
		return ref{}
	}
	t := &a.toks[k]
	switch {
	case a.named(k):
		if a.l.inflects {
			n := &a.runs[t.run]
			return ref{rName, n.from, n.hi, t.run}
		}
	case t.c&cOf != 0:
		return a.sourceAfter(k+1, s)
	case a.l.nounCaps && (a.word(k) == "der" || a.word(k) == "des"), a.l.inflects && a.isRole(t, k):
		return a.sourceAfter(k, s)
	}
	return ref{}
}
