package quote

import (
	"unicode"
	"unicode/utf8"
)

// nounPhrase cuts tokens b..j to a German noun phrase: no auxiliary before it, and nothing from
// the word on that follows a noun and neither ties another one to it nor describes it: der
// Senat in Berlin (plant die Einführung).
func (a *analysis) nounPhrase(b, j int32) (lo, hi int32) {
	for b < j && !a.toks[b].caps && a.toks[b].c&cAux != 0 && a.toks[b].c&(cDet|cPron) == 0 {
		b++
	}
	for k := b + 1; k <= j; k++ {
		p, t := &a.toks[k-1], &a.toks[k]
		if t.kind != 'w' || p.kind != 'w' || !p.caps || t.caps || t.num || t.c&(cDet|cPrep|cConj|cPoss|cParticle|cRole|cOrg|cOf|cPron|cRel) != 0 || k == b+1 && p.c&(cDet|cPoss) != 0 {
			continue
		}
		if k < j && a.toks[k+1].kind == 'w' && a.toks[k+1].caps && a.lastIs(k, "e", "en", "er", "es", "em") && t.c&(cCue|cAux|cVerb) == 0 {
			continue // zehntausende Demonstranten aus vielen Orten
		}
		return b, k - 1
	}
	return b, j
}

// inverted is the subject of a German main clause that begins with a phrase of another kind:
// it stands behind the verb, Am Sonntag zogen Bauern vor das Rathaus.
func (a *analysis) inverted(g segment, s sentence) ref {
	if t := &a.toks[g.lo]; !a.l.nounCaps || t.kind != 'w' || t.c&(cPrep|cAdv) == 0 || t.c&cSub != 0 {
		return ref{}
	}
	for k := g.lo + 1; k+1 < g.hi; k++ {
		p, t := &a.toks[k-1], &a.toks[k]
		if t.kind != 'w' || t.caps || t.num || !p.caps && p.c&cAdv == 0 {
			continue
		}
		verb := t.c&(cCue|cWeak|cVerb|cAux) != 0
		if !verb && t.c&^cNoun != 0 || !verb && !a.lastIs(k, "te", "ten", "t", "en", "ing", "am", "ahm", "ief", "and", "og", "ag", "ab") {
			continue
		}
		if r := a.subjectAfter(k, s); r.kind != rNone && !a.oblique(r) {
			return r
		}
		return ref{}
	}
	return ref{}
}

// saidOfIt reports whether the German verb c is passive and nobody is named who speaks:
// the clause's subject is what is spoken of, wurde als „...“ bezeichnet.
func (a *analysis) saidOfIt(c int32, s sentence) bool {
	if !a.l.nounCaps || c < 0 || a.toks[c].kind != 'w' || a.word(c) == "zitiert" || !a.lastIs(c, "t", "nannt") && !a.lastIs(c, "geworfen", "beschrieben", "geschrieben", "gesprochen", "geheißen") {
		return false
	}
	lo := c
	for lo > s.lo && c-lo < 40 && (a.toks[lo-1].kind == 'w' || a.toks[lo-1].kind == 'q') {
		lo--
	}
	for k := c - 1; k >= lo; k-- {
		if t := &a.toks[k]; t.kind == 'w' && t.run < 0 && t.c&cAux != 0 {
			switch a.word(k) {
			case "wird", "wurde", "werden", "wurden", "werde", "Wird", "Wurde":
				return a.agent(c, s) < 0
			}
			return false
		}
	}
	return false
}

// inPaper is the paper in which a passive clause says that something was said: wurde im
// „Hafenblatt“ als „...“ bezeichnet.
func (a *analysis) inPaper(c int32, s sentence) ref {
	for k := c - 1; k > s.lo+1 && k > c-12; k-- {
		if a.toks[k].kind != 'q' || a.toks[k-1].kind != 'w' || a.toks[k-1].c&(cDet|cPrep|cOrg|cTerm) == 0 || a.word(k-1) == "als" {
			continue
		}
		body := a.inside(k)
		if r, _ := utf8.DecodeRuneInString(body); unicode.IsUpper(r) && endMark(body) == 0 && wordsIn(body, 4) < 4 {
			return ref{rNominal, k, k + 1, -1}
		}
	}
	return ref{}
}

// behindObject is the subject behind a pronoun that is the object of the verb c: lobte sie
// später der Brandmeister.
func (a *analysis) behindObject(c int32, s sentence) ref {
	if !a.l.nounCaps || c+1 >= s.hi || a.word(c+1) != "sie" && a.word(c+1) != "es" {
		return ref{}
	}
	k := c + 2
	for k < s.hi && a.toks[k].kind == 'w' && a.toks[k].c&cAdv != 0 && a.toks[k].c&cDet == 0 {
		k++
	}
	if k+1 >= s.hi || a.word(k) != "der" || !a.toks[k+1].caps {
		return ref{}
	}
	return a.subjectAfter(k-1, s)
}

// itSays reports whether the subject of a German verb is es: Darin heißt es, ...
func (a *analysis) itSays(c int32, s sentence) bool {
	if !a.l.nounCaps || c < 0 || a.toks[c].kind != 'w' {
		return false
	}
	p := a.pronounNear(c, s.lo)
	return p.kind != rNone && a.toks[p.lo].g == gThing
}
