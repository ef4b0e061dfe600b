package quote

// germanSource tells the source from its namesakes: "so" is one only behind a
// comma, a dash or a quote, "für" only where its clause begins or behind "is".
func (a *analysis) germanSource(i int32, s sentence) bool {
	switch a.word(i) {
	case "so":
		return i > s.lo && a.toks[i-1].kind != 'w' && i+1 < s.hi && a.toks[i+1].c&(cAux|cAdv) == 0
	case "für": // war es für die Reeder „...“
		return i > s.lo && a.toks[i-1].kind == 'w' && (a.toks[i-1].c&cBe != 0 || a.word(i-1) == "es" || a.word(i-1) == "Was") || i > s.lo && a.toks[i-1].kind == ',' && a.word(s.lo) == "Für"
	case "So":
		return false
	}
	return true
}

// viewOf reports whether a preposition like para says whose view something is: it begins a
// clause, and a name or somebody's role stands behind it, with a comma or a verb at its end.
func (a *analysis) viewOf(i int32, s sentence) bool {
	if i > s.lo && a.toks[i-1].kind == 'w' && !(i == s.lo+1 && a.toks[i-1].c&cConj != 0) || i+1 >= s.hi {
		return false
	}
	r := a.sourceAfter(i+1, s)
	switch r.kind {
	case rNone:
		return false
	case rNominal:
		if h := a.head(r); h < 0 || !a.isRole(&a.toks[h], h) && a.toks[h].c&cOrg == 0 {
			return false
		}
	}
	if r.hi >= s.hi {
		return false
	}
	t := &a.toks[r.hi]
	return t.kind == ',' || t.kind == ':' || t.kind == 'q' || t.kind == '(' || t.kind == 'w' && t.c&(cAux|cBe|cPron|cAdv|cDet) != 0
}

// phraseAt is the length in tokens and the class of the phrase at token i.
func (a *analysis) phraseAt(i, hi int32) (int32, class) {
	if len(a.l.phrases) == 0 {
		return 0, 0
	}
	ps := a.l.phrases[string(lower(a.buf[:0], a.word(i)))]
	for _, p := range ps {
		n := int32(len(p.words))
		if i+n > hi {
			continue
		}
		ok := true
		for k := int32(1); k < n && ok; k++ {
			t := &a.toks[i+k]
			ok = t.kind == 'w' && (string(lower(a.buf[:0], a.word(i+k))) == p.words[k] ||
				k == n-1 && t.c&cOf != 0 && a.l.words[p.words[k]]&cOf != 0) // na opinião do ministro
		}
		if ok {
			if p.c&cOwn != 0 {
				a.toks[i].g = p.g
			}
			return n, p.c
		}
	}
	return 0, 0
}

// sourceOf is whom the words for "according to" name: the noun phrase behind them,
// or a person spoken of that they mean by themselves: по его словам, menurutnya.
func (a *analysis) sourceOf(v verdict, s sentence) ref {
	if v.own {
		return ref{rPron, v.cue, v.cueHi, -1}
	}
	return a.sourceAfter(v.cueHi, s)
}

// isSource reports whether a word for "according to" stands before a name.
func (a *analysis) isSource(n *name, s sentence) bool {
	k := n.from - 1
	if k < s.lo || a.toks[k].kind != 'w' {
		return false
	}
	if a.toks[k].c&cSource != 0 {
		return true
	}
	if !a.l.sourceEnd[string(lower(a.buf[:0], a.word(k)))] {
		return false
	}
	for b := k - 1; b >= s.lo && b >= k-4 && a.toks[b].kind == 'w'; b-- {
		if m, c := a.phraseAt(b, s.hi); c&cSource != 0 && b+m == k+1 {
			return true
		}
	}
	return false
}

// objectPronoun is the pronoun behind "according to", in its own case: selon lui,
// enligt henne. A possessive is one where no noun follows.
func (a *analysis) objectPronoun(k int32, s sentence) ref {
	g, ok := a.l.objects[string(lower(a.buf[:0], a.word(k)))]
	if ok && k+1 < s.hi && a.toks[k+1].kind == 'w' && a.toks[k+1].caps && a.toks[k].c&cTitle != 0 {
		return ref{} // theo bà Lý
	}
	if !ok || k+1 < s.hi && a.toks[k+1].kind == 'w' && a.toks[k].c&(cPoss|cDet) != 0 && a.toks[k+1].c&(cAux|cPrep|cPron|cConj|cSub|cCue) == 0 {
		return ref{}
	}
	a.toks[k].g = g
	return ref{rPron, k, k + 1, -1}
}

// sourceBefore is the noun phrase before a word like zufolge, mukaan: back to lo.
func (a *analysis) sourceBefore(c, lo int32) ref {
	if c > lo && a.toks[c-1].kind == 'w' {
		if g, ok := a.l.objects[string(lower(a.buf[:0], a.word(c-1)))]; ok {
			a.toks[c-1].g = g
			return ref{rPron, c - 1, c, -1}
		}
	}
	return a.phraseBack(c-1, lo)
}

// sourceAfter is the noun phrase behind "according to".
func (a *analysis) sourceAfter(k int32, s sentence) ref {
	if k >= s.hi || a.toks[k].kind != 'w' {
		return ref{}
	}
	if r := a.objectPronoun(k, s); r.kind != rNone {
		return r
	}
	e, named := k, false
	for e < s.hi && e-k < 20 {
		t := &a.toks[e]
		if t.kind != 'w' && t.kind != '&' {
			break
		}
		if t.run >= 0 {
			r := &a.runs[t.run]
			e = max(e+1, r.hi)
			named = r.lo < r.hi && !a.toks[r.hi-1].poss
			continue
		}
		if named && a.l.order != "svo" && t.kind == 'w' && !t.caps && t.c&cParticle == 0 {
			break // według Ady Pell most jest
		}
		if named && t.c&(cDet|cAux) != 0 || a.l.nounCaps && e > k && a.objectAt(e) {
			break
		}
		if e > k && !named && a.l.order != "svo" && !a.l.nounCaps && !t.caps && t.c&cAdv != 0 && t.c&(cDet|cPrep|cRole|cOrg|cParticle) == 0 {
			break // Według gminy jednak
		}
		if e > k && t.c&(cRel|cSub|cAux|cCue|cPron) != 0 && t.c&(cDet|cPrep|cNoun|cTitle) == 0 || named && t.c&(cPrep|cConj|cAdv) != 0 {
			break
		}
		e++
	}
	if e == k {
		return ref{}
	}
	return a.withApposition(k, e, s)
}

// withApposition is the noun phrase [k, e) and what stands behind its comma.
func (a *analysis) withApposition(k, e int32, s sentence) ref {
	r := a.phrase(k, e-1)
	if e < s.hi && a.toks[e].kind == ',' {
		h := e + 1
		for h < s.hi && a.toks[h].kind == 'w' && h-e < 8 && a.toks[h].c&cRel == 0 {
			h++
		}
		return a.apposed(r, k, segment{e + 1, h})
	}
	return r
}
