package quote

import "strings"

// aged reports whether an age stands behind a name: Ada Pell, 44; Ada Pell (44); Ada Pell, de 44
// años. Nothing but a person has one there.
func (a *analysis) aged(n *name) bool {
	k := int(n.hi)
	if n.org || n.hi-n.lo < 2 || k+2 >= len(a.toks) || a.toks[k].kind != ',' && a.toks[k].kind != '(' {
		return false
	}
	for i := k + 1; i < k+3 && i < len(a.toks); i++ {
		if t := &a.toks[i]; t.kind != 'w' {
			return false
		} else if t.num {
			return t.end-t.start == 2
		}
	}
	return false
}

// Ада Пел, le capitaine des pompiers Ada Pell.
func (a *analysis) learnOffice(x *entity, n *name) {
	if a.l.order == "svo" || a.l.nounCaps {
		return
	}
	of := false
	for k := n.from - 1; k >= 0 && k >= n.from-5; k-- {
		t := &a.toks[k]
		switch {
		case t.kind != 'w' || t.run >= 0 && a.named(k):
			return
		case a.isRole(t, k):
			if of {
				a.addRole(x, k)
			}
			return
		case t.c&(cOf|cPrep) != 0:
			if of = k < n.lo-1; !of {
				return // el ingeniero de pista a Pell
			}
		case t.c&^(cOrg|cDet) != 0:
			return
		}
	}
}

// learnApposition reads ", a spokesman for the Kremlin," behind a name.
func (a *analysis) learnApposition(x *entity, n *name) {
	k := n.hi
	if n.org || int(k)+2 >= len(a.toks) || a.toks[k].kind != ',' || a.toks[k-1].poss {
		return
	}
	if n.from > 0 && n.hi-n.lo == 1 && !n.titled && a.toks[n.from-1].kind == 'w' && a.toks[n.from-1].c&(cPrep|cOf) == cPrep {
		return // in Chelsea, the mayor said
	}
	lo, head := k+1, int32(-1)
	t := &a.toks[lo]
	if t.kind != 'w' || t.num {
		return
	}
	det := t.c&(cDet|cPoss) != 0 || a.toks[lo].poss
	hi := lo
	for ; int(hi) < len(a.toks) && hi < lo+20; hi++ {
		t := &a.toks[hi]
		if t.kind != 'w' {
			break
		}
		if t.run >= 0 && a.named(hi) && a.runs[t.run].given && a.runs[t.run].hi-a.runs[t.run].lo > 1 && a.toks[hi-1].c&(cPrep|cOf) == 0 {
			return // Ada Pell, the deputy Ines Vale and ...: a list
		}
		if t.c&cRel != 0 || t.c&cPron != 0 || hi > lo && t.c&(cCue|cAux) != 0 && t.c&cNoun == 0 {
			break
		}
		if head < 0 && a.isRole(t, hi) {
			head = hi
			continue
		}
		if head < 0 && t.c&(cPrep|cConj) != 0 {
			break
		}
		if head >= 0 && a.isRole(t, hi) && hi == head+1 {
			head = hi
		}
	}
	if head < 0 || hi == lo || !det && a.toks[head].c&cRole == 0 {
		return
	}
	if int(hi) >= len(a.toks) {
		return
	}
	switch a.toks[hi].kind {
	case ',', '.', '-', ';', 'q', '(':
	default:
		if a.toks[hi].c&(cRel|cCue|cAux) == 0 {
			return
		}
	}
	if !det && a.toks[hi].kind == ',' && a.toks[lo].caps {
		return // A, B, and C: a list
	}
	a.addRole(x, head)
	x.person = true
	if x.g == gUnknown {
		x.g = a.toks[head].g
	}
	if x.role == "" || strings.Count(x.role, " ") < 2 && det {
		x.role = a.text[a.toks[lo].start:a.toks[hi-1].end]
	}
}
