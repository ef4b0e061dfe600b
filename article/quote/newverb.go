package quote

import (
	"unicode"
	"unicode/utf8"
)

// newVerb reports whether a word that no list has must be a verb of saying: it
// stands between the comma behind a quote and a person.
func (a *analysis) newVerb(i int32, s sentence) bool {
	t := &a.toks[i]
	if t.caps || t.num || t.c&^(cVerb|cNoun) != 0 || i+1 >= s.hi || i <= s.lo {
		return false
	}
	if a.l.tag == "tr" && i > s.lo+1 && a.toks[i-2].kind == 'q' && a.word(i-1) == "diye" {
		return true // “...” diye yakınan Ada Pell
	}
	if a.l.dropSubj && a.toks[i-1].kind == ',' && i > s.lo+1 && a.toks[i-2].kind == 'q' && t.c == 0 && t.end-t.start > 4 && a.toks[i+1].kind == '.' {
		return true // “...”, tranquilizou.
	}
	k := i - 1
	for k > s.lo && k > i-3 && (a.toks[k].kind == ',' || a.toks[k].kind == '-' && a.l.incise == "pair" || k == i-1 && a.l.order != "svo" && !a.l.nounCaps && !a.l.verbLast && a.toks[k].kind == 'w' && a.toks[k].c&(cAux|cDet|cPrep) == cAux) {
		k--
	}
	if a.toks[k].kind != 'q' || k == i-1 && endMark(a.inside(k)) == 0 {
		return false
	}
	for j := i + 1; j < s.hi && j < i+10 && a.toks[j].kind == 'w'; j++ {
		if a.toks[j].c&cCue != 0 && a.isCue(j, s) {
			return false // “...,” plumber Ada Pell says
		}
	}
	if a.l.nounCaps && a.word(i+1) == "sich" && i+2 < s.hi {
		i++ // ereiferte sich der Trainer
	}
	if w := a.word(i + 1); i+2 < s.hi && (a.l.tag == "hr" && a.toks[i+1].c&cAux != 0 || w == "się" || w == "se" || w == "si" || w == "се") {
		i++ // odrezao je predsjednik, zachwyca się Ada Pell
	}
	n := &a.toks[i+1]
	if n.kind == 'w' && n.c&^cNoun == 0 && !n.caps && a.l.order != "svo" && !a.l.nounCaps && i+3 < s.hi && a.toks[i+2].c&cRole != 0 && a.named(i+3) {
		return true // ihastelee italialainen turisti Ada Pell
	}
	if a.personBehind(i+1, s) {
		return true
	}
	switch {
	case a.named(i + 1):
		r := &a.runs[n.run]
		return r.from == i+1 && !r.org && (r.given || r.titled || r.hi-r.lo > 1 || len(a.byLast[a.surname(r)]) > 0)
	case n.c&cPron != 0 && n.c&(cDet|cPrep) == 0:
		return n.g == gMale || n.g == gFemale
	case a.l.nounCaps:
		return n.c&(cDet|cPrep) == cDet && i+2 < s.hi && a.toks[i+2].c&cRole != 0
	case a.l.bare && n.c&cRole != 0 && n.run < 0:
		return true
	case n.c&cDet != 0 && i+2 < s.hi && n.c&cPrep == 0 || n.c&cPoss != 0:
		return a.toks[i+2].kind == 'w' && a.isRole(&a.toks[i+2], i+2)
	}
	return false
}

// personBehind reports whether a full name stands within a few words from k on, with nothing but
// articles, adverbs, adjectives and roles before it: brama indignado el viejo alcalde Juan Pell.
func (a *analysis) personBehind(k int32, s sentence) bool {
	if a.l.order == "svo" || a.l.nounCaps {
		return false
	}
	for e := k; e < s.hi && e < k+6; e++ {
		t := &a.toks[e]
		if t.kind != 'w' {
			return false
		}
		if a.named(e) {
			n := &a.runs[t.run]
			return n.from == e && n.given && n.hi-n.lo > 1
		}
		if t.run < 0 && (t.caps || t.num || t.c&(cCue|cWeak|cPrep|cConj|cSub|cRel|cAux|cPron) != 0 && t.c&cDet == 0) {
			return false
		}
	}
	return false
}

// verbThat reports whether a word that no list has must be a verb of saying: indirect speech
// with a quote in small letters follows, and somebody stands before it. Ada Pell murisi, että ”...”
func (a *analysis) verbThat(i int32, s sentence) bool {
	t := &a.toks[i]
	if a.l.order == "svo" || a.l.nounCaps || a.l.verbLast || a.l.familyFirst || t.kind != 'w' || t.caps || t.num || t.run >= 0 || t.c&^(cVerb|cNoun) != 0 || t.end-t.start < 4 || i <= s.lo {
		return false
	}
	if p := &a.toks[i-1]; p.kind != 'w' || p.c&(cDet|cPoss|cPrep|cOf) != 0 && p.c&cAdv == 0 {
		return false
	}
	k := i + 1
	for k < s.hi && k < i+3 && (a.toks[k].kind == ',' || a.l.definite && a.toks[k].kind == 'w' && a.toks[k].c&cPrep != 0) {
		k++
	}
	if k >= s.hi || a.toks[k].kind != 'w' || a.toks[k].c&cSub == 0 {
		return false
	}
	q := k + 1
	for q < s.hi && q < k+9 && a.toks[q].kind == 'w' {
		q++
	}
	if q >= s.hi || a.toks[q].kind != 'q' {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(a.inside(q)); !unicode.IsLower(r) {
		return false
	}
	who := false
	for b := q - 1; b >= s.lo && q-b < 40; b-- {
		if t := &a.toks[b]; t.kind == 'w' && t.c&(cCue|cWeak|cSource|cPost) != 0 && t.c&cPrep == 0 {
			return false // a known verb reports
		}
		who = who || b < i && b >= i-8 && a.toks[b].kind == 'w' && (a.named(b) || a.isRole(&a.toks[b], b))
	}
	return who
}
