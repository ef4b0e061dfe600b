package quote

import (
	"unicode"
	"unicode/utf8"
)

// freeSubject finds the subject of the verb c in a language whose verb may
// stand before its subject: behind the verb when a quote, nothing, or a phrase
// that is no subject stands before it; else before it.
func (a *analysis) freeSubject(c int32, s sentence) ref {
	if a.paper(c-1, s) {
		if r := a.subjectAfter(c, s); r.kind == rName && !a.runs[r.run].org {
			return r // der Zeitung „Morgen“ sagte X
		}
		return ref{rNominal, c - 2, c, -1}
	}
	if a.quotedName(c, s) {
		return ref{rNominal, c - 1, c, -1}
	}
	lo := c
	for lo > s.lo && !a.boundary(lo-1) && a.toks[lo-1].kind != ',' && a.toks[lo-1].kind != '-' && c-lo < 40 {
		lo--
	}
	if a.l.nounCaps {
		if r := a.cited(c, lo, s); r.kind != rNone {
			return r
		}
		if r := a.relative(c, s); r.kind != rNone {
			return r
		}
		for lo < c-2 && a.focus(lo) {
			lo++
		}
	}
	if a.l.nounCaps && lo+2 < c && (a.word(lo) == "Wie" || a.word(lo) == "wie") {
		if r := a.headOf(segment{lo + 1, c}); r.kind != rNone {
			return r // wie der Betonbauer nie müde wurde zu betonen
		}
	}
	j := a.skipBack(c-1, lo)
	if a.l.articles && j == c-1 && j > lo && a.toks[j].kind == 'w' && a.toks[j].c&cDet != 0 && a.toks[j].run < 0 && a.named(j-1) {
		j-- // Pell la calificó de «broma»
		n := &a.runs[a.toks[j].run]
		return a.phraseBack(n.hi-1, lo)
	}
	pron := a.pronounNear(c, lo)
	switch {
	case pron.kind != rNone && a.l.nounCaps && a.toks[pron.lo].g == gThing:
		return a.impersonal(c, pron.lo, s)
	case a.textBehind(c, s) > 0:
		return a.sourceAfter(a.textBehind(c, s), s)
	case a.l.dropSubj && a.toks[c].c&cRead != 0 && lo+1 < c && a.toks[lo].kind == 'w' && a.toks[lo].c&cPrep != 0 && (c+1 >= s.hi || a.toks[c+1].kind != 'w'):
		return a.nominal(lo+1, c-1) // u priopćenju tvrtke stoji: „...”
	case pron.kind != rNone:
		return pron
	case a.agent(c, s) >= 0:
		return a.sourceAfter(a.agent(c, s), s)
	case a.l.nounCaps && a.passive(c, lo) >= 0:
		if x := a.passive(c, lo); !a.fronted(segment{lo, x}) || x == lo {
			if r := a.mainSubject(sentence{lo, s.hi, s.unit}, x); r.kind != rNone {
				return r
			}
		} else if r := a.subjectAfter(x, s); r.kind != rNone {
			return r
		}
	case j < lo && a.l.nounCaps && a.behindClause(lo-1, s):
		if r := a.subjectAfter(c, s); r.kind != rNone {
			return r // Auf die Frage, ob Pell gehe, sagte Vale
		}
	case j < lo && (lo == s.lo || a.toks[lo-1].kind != ','):
		if r := a.subjectAfter(c, s); r.kind != rNone {
			return r
		}
		return ref{}
	case j >= lo && a.toks[j].kind == 'w' && a.toks[j].c&cConj != 0:
		return a.shared(j, s)
	case j >= lo && a.toks[j].kind == 'w' && a.toks[j].c&cRel != 0 && a.toks[j].run < 0 && a.toks[j].c&(cDet|cSub) == 0:
		return a.before(j-1, s.lo)
	case j >= lo && a.fronted(segment{lo, j + 1}) && !a.nameIn(lo, j):
		if r := a.subjectAfter(c, s); r.kind != rNone {
			return r
		}
	}
	if r := a.subjectBefore(c, s); r.kind != rNone {
		if h := a.head(r); a.l.verbLast && r.kind == rNominal && lo > s.lo && a.toks[lo-1].kind == ',' && (h < 0 || a.toks[h].c&(cRole|cOrg) == 0) {
			if n := a.mainSubject(sentence{s.lo, lo - 1, s.unit}, lo-1); n.kind == rName {
				return n // Volkan Pell, maçın ardından şunları söyledi
			}
		}
		if b := a.subjectAfter(c, s); a.l.nounCaps && r.kind == rNominal && b.kind != rNone && b.hi <= s.hi &&
			(b.kind == rName && !a.runs[b.run].org || r.hi-r.lo == 1 && a.toks[r.lo].c&cDet == 0 && r.lo == s.lo) {
			return b // der Zeitung sagte X; ähnlich äußerte sich X
		}
		h := a.head(r)
		if !a.fronted(segment{lo, max(lo+1, j+1)}) || r.kind == rName || r.lo > lo && h >= 0 && a.toks[h].c&(cRole|cOrg) != 0 {
			return r // in una nota l’azienda scrive
		}
	}
	return a.subjectAfter(c, s)
}

// quotedName reports whether the subject of the verb c is a name in marks directly before
// it, and another quote what it says: «Гидросеть» обещает «...»
func (a *analysis) quotedName(c int32, s sentence) bool {
	q := c - 1
	if a.l.nounCaps || a.l.verbLast || q < s.lo || a.toks[q].kind != 'q' {
		return false
	}
	body := a.inside(q)
	if r, _ := utf8.DecodeRuneInString(body); !unicode.IsUpper(r) || endMark(body) != 0 || wordsIn(body, 3) > 2 {
		return false
	}
	for k := c + 1; k < s.hi && k < c+12; k++ {
		if a.toks[k].kind == 'q' {
			return true
		}
	}
	return false
}

// spokenFor is who they are that a verb in the plural without a subject speaks for:
// в полиции сообщили.
func (a *analysis) spokenFor(c int32, s sentence) ref {
	for k := c - 1; k > s.lo && a.toks[k].kind == 'w'; k-- {
		if t := &a.toks[k-1]; t.kind == 'w' && t.c&cPrep != 0 && a.toks[k].c&(cOrg|cRole) != 0 {
			return a.nominal(k, c-1)
		}
	}
	return ref{}
}

// textBehind is the first token of the text that the verb c reads from: se lee en
// el comunicado, heter det i ett mejl. -1 for none.
func (a *analysis) textBehind(c int32, s sentence) int32 {
	if a.toks[c].c&cRead == 0 {
		return -1
	}
	k, es := c+1, false
	if k < s.hi && a.toks[k].kind == 'w' && a.toks[k].c&cPron != 0 {
		es = a.toks[k].g == gThing
		k++
	}
	if es && a.toks[s.lo].kind == 'w' && a.toks[s.lo].c&cPrep != 0 && s.lo+1 < c {
		return s.lo + 1 // i rapporten hedder det
	}
	if k+1 < s.hi && a.toks[k].kind == 'w' && a.toks[k].c&cPrep != 0 && a.toks[k+1].kind == 'w' {
		return k + 1
	}
	return -1
}

// nameIn reports whether a personal name stands in tokens lo..hi that no
// preposition governs.
func (a *analysis) nameIn(lo, hi int32) bool {
	for k := lo; k <= hi; k++ {
		if t := &a.toks[k]; t.kind == 'w' && t.run >= 0 {
			n := &a.runs[t.run]
			if n.lo < n.hi && !n.org && (n.from == lo || a.toks[n.from-1].c&(cPrep|cDet) == 0) && (n.given || n.titled) {
				return true
			}
		}
	}
	return false
}

// pronounNear is a subject pronoun directly before the verb or its auxiliary,
// or directly behind it: er sagte, a-t-elle ajouté, sagte er.
func (a *analysis) pronounNear(c, lo int32) ref {
	for k := c - 1; k >= lo && k >= c-3; k-- {
		t := &a.toks[k]
		if t.kind != 'w' {
			break
		}
		if t.c&cPron != 0 && t.run < 0 && !a.titleHere(k) {
			return ref{rPron, k, k + 1, -1}
		}
		if t.c&(cAux|cAdv) == 0 {
			break
		}
	}
	if k := c + 1; int(k) < len(a.toks) {
		if t := &a.toks[k]; t.kind == 'w' && t.c&cPron != 0 && t.run < 0 && t.c&cDet == 0 {
			return ref{rPron, k, k + 1, -1}
		}
	}
	return ref{}
}
