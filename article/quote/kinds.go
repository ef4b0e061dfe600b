package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// kinds says of each span of a unit whether it is an utterance or a term.
func (a *analysis) kinds(lo, hi int) {
	for i := lo; i < hi; i++ {
		a.found[i].kind = a.kindOf(i)
	}
}

// kindOf weighs one span: length, punctuation, capitals, the words around it,
// and whether a cue reports it.
func (a *analysis) kindOf(i int) article.QuoteKind {
	sp, f := &a.spans[i], &a.found[i]
	if sp.tagged && a.units[sp.unit].block && a.pulled(sp) {
		return article.Term
	}
	if sp.dash || sp.tagged || sp.turn > 0 || sp.from || sp.cont {
		return article.Direct
	}
	if sp.fam == famTitle {
		return article.Term
	}
	body := strings.TrimRight(a.text[sp.start:sp.end], quoteRunes+" ")
	n := wordsIn(body, 12)
	end := endMark(body)
	if r, k := utf8.DecodeLastRuneInString(body); (r == '–' || r == '—') && strings.HasSuffix(body[:len(body)-k], " ") {
		end = '…' // „Aber ich –“: who speaks breaks off
	}
	inside := f.sent >= 0
	q := int32(-1)
	var s sentence
	if inside {
		s = a.sents[f.sent]
		for k := s.lo; k < s.hi; k++ {
			a.steps++
			if a.toks[k].kind == 'q' && int(a.toks[k].span) == i {
				q = k
				break
			}
		}
	}
	if n == 0 {
		return article.Term
	}
	if a.l.script != "" {
		return a.scriptKind(i, n, end)
	}
	if q >= 0 && a.termBefore(q, s) && n < 12 && !a.ownCue(f.cueTok, q) && !(a.l.verbLast && f.cueTok == q+1 && a.toks[q+1].c&cCue != 0) && !(q > s.lo && f.cueTok >= 0 && f.cueTok < q && a.hisWords(f.cueTok, q)) {
		return article.Term
	}
	if q >= 0 && (n < 12 && a.titleBehind(q, s) || end == 0 && n < 6 && a.namesThing(q, s)) {
		return article.Term
	}
	if q > s.lo && end == 0 && n < 6 && a.l.tag == "en" && f.cueTok >= 0 && f.cueTok == q-2 && a.toks[f.cueTok].c&(cWeak|cCue|cIng) != 0 && (a.lastIs(q-1, "self", "selves") && a.toks[q-1].c&cDet == 0) {
		return article.Term // who call themselves “water protectors”
	}
	if q > s.lo && f.cueTok >= 0 && f.cueTok < q && a.hisWords(f.cueTok, q) {
		return article.Mixed
	}
	if q >= 0 && a.exampleOf(q, s) {
		return article.Mixed
	}
	if q > s.lo && end == 0 && n < 9 && !f.near && a.goesOnTerms(q, body, s) {
		return article.Term
	}
	if full := end == '.' || end == '!' || end == '?'; q >= 0 && q == s.lo && s.hi-s.lo <= 2 && full && f.speaker != "" && i > 0 && a.spans[i-1].unit == sp.unit && a.found[i-1].kind == article.Direct && a.found[i-1].speaker == f.speaker {
		return article.Direct // “Who?” Pell asked. “Ada Vale.”
	}
	cued := f.cueTok >= 0
	low, _ := utf8.DecodeRuneInString(body)
	if q > s.lo && a.l.nounCaps && (cued && f.speaker != "" && a.judged(f.cueTok, q, s) || unicode.IsLower(low) && (f.goesOn || n >= 3 && a.indirect(s))) {
		return article.Mixed
	}
	if q > s.lo && a.l.nounCaps && n >= 2 && cued && f.cueTok < q && f.speaker != "" && unicode.IsLower(low) && a.sourceCue(f.cueTok, q) && !a.nounBehind(q, s) && a.toks[q-1].kind == 'w' && a.toks[q-1].c&(cDet|cPoss|cPrep) == 0 {
		return article.Mixed // Nach Angaben der Polizei war der Fahrer „offenbar abgelenkt“
	}
	if q > s.lo+1 && a.l.nounCaps && end == 0 && n < 12 && (a.exampleTitle(q) && !a.exampleOf(q, s) || a.namedSubject(f.cueTok, q, body)) {
		return article.Term
	}
	if q > s.lo && a.l.nounCaps && end == 0 && a.naming(q, s) {
		return article.Term
	}
	if q > s.lo && a.l.nounCaps && end == 0 && !(f.cueTok >= 0 && unicode.IsLower(low)) && a.nounBefore(q, n, body, cued && f.cueTok < q) || end == 0 && n < 6 && a.l.nounCaps && inside && a.namesSubject(f, q, body, s) {
		return article.Term
	}
	alone := q >= 0 && s.hi-s.lo <= 2
	full := end == '.' || end == '!' || end == '?' || end == '…' || alone && q == s.lo && n >= 3 && s.hi-s.lo == 2 && a.toks[q+1].kind == '.' // «Лодок больше нет».
	switch {
	case n >= 10:
		return a.directOrMixed(f, q, end)
	case cued && a.toks[f.cueTok].c&cRead != 0 && f.speaker == "" && n < 4:
		return article.Term // a sign read “No Entry.”
	case a.titleCase(body) && n >= 2 && !(full && end != '.' && f.near):
		if !f.near || end == 0 || f.cueTok < q && !full || q > s.lo && !full && a.toks[q-1].kind != ':' || !a.adjacentCue(f, q) {
			return article.Term
		}
		return article.Direct
	}
	if q > s.lo && cued && f.cueTok < q && (f.ent >= 0 && !a.ents[f.ent].org || f.ent < 0 && f.who.kind == rNominal) && a.evaluates(f.cueTok, q, s) {
		return article.Mixed
	}
	if q > s.lo && cued && f.cueTok < q && a.characterises(f.cueTok, q, s) {
		return article.Mixed
	}
	if q > s.lo && n >= 2 && cued && f.cueTok < q && unicode.IsLower(low) && (a.sourceCue(f.cueTok, q) || f.speaker != "" && a.toks[f.cueTok].c&cWeak != 0) && a.opensIndefinite(body) && a.l.order != "svo" {
		return article.Mixed
	}
	if q > s.lo && n >= 2 && cued && f.cueTok < q && a.l.order != "svo" && a.toks[q-1].kind == ',' && f.who.hi == q-1 && a.sourceCue(f.cueTok, q) {
		return article.Mixed // potrivit lui, „nu plutește”
	}
	if q > s.lo && n >= 2 && cued && f.cueTok > q && unicode.IsLower(low) && a.l.order != "svo" && !a.l.nounCaps && f.speaker != "" && a.sourceCue(f.cueTok, s.hi) && f.who.lo == q+1 {
		return article.Mixed // az út „egyelőre nem járható” a rendőrség szerint
	}
	if q > s.lo && cued && f.cueTok < q && unicode.IsLower(low) && a.l.order != "svo" && f.speaker != "" && a.predicated(f.cueTok, q, s) {
		return article.Mixed
	}
	if q > s.lo && n >= 2 && cued && f.cueTok < q && unicode.IsLower(low) && a.l.order != "svo" && (a.thatBetween(f.cueTok, q) || a.sourced(f.cueTok, q) || a.l.bare && a.toks[q-1].kind == 'w' && a.toks[q-1].c&(cDet|cPoss|cPrep|cTerm|cOrg) == 0) {
		return article.Mixed
	}
	if q > s.lo && a.toks[q-1].kind == ':' && f.speaker != "" && (a.labelOnly(f, q, s) || full && n >= 2 && f.who.kind != rNominal && a.l.order != "svo") {
		return article.Direct
	}
	if q > s.lo && a.toks[q-1].kind == ':' && f.speaker != "" && ((full || n >= 3) && cued && f.cueTok < q && (n >= 3 || a.l.order != "svo") || a.statedBefore(q, s)) {
		return article.Direct
	}
	if q > s.lo && a.toks[q-1].kind == ':' && !cued && f.ent >= 0 && (a.ents[f.ent].person || !a.l.nounCaps && !a.ents[f.ent].org && a.ents[f.ent].words > 1) && n >= 3 && (full || unicode.IsUpper(low)) {
		return article.Direct // Pell was blunter: “They were scrap.”
	}
	if q > s.lo+1 && a.toks[q-1].kind == ':' && n >= 3 && unicode.IsUpper(low) && (full || !a.l.nounCaps && !cued) && a.toks[q-2].c&cTerm == 0 {
		return article.Direct // Months later: “We were wrong.”
	}
	if q > s.lo && a.toks[q-1].kind == ':' && n >= 2 && cued && f.cueTok < q && f.ent >= 0 && a.ents[f.ent].person && unicode.IsUpper(low) && a.l.order != "svo" && !a.l.nounCaps {
		return article.Direct // Пел відкинув закиди: «Це емоції»
	}
	if q > s.lo && i > 0 && cued && (a.toks[q-1].kind == ',' || a.toks[q-1].kind == '-') && a.found[i-1].cueTok == f.cueTok && a.found[i-1].sent == f.sent && a.found[i-1].kind == article.Direct {
		return article.Direct // “A,” said Pell, “B.”
	}
	if q > s.lo && n <= 3 && end != '!' && end != '?' && a.inPhrase(f, q, n, s) {
		return article.Term
	}
	if cued && a.adjacentCue(f, q) {
		return a.directOrMixed(f, q, end)
	}
	if q > s.lo && n >= 3 && cued && unicode.IsLower(low) && f.speaker != "" && a.l.order == "svo" && a.toks[q-1].c&cAux != 0 && a.predicate(q) {
		return article.Mixed // said he would “blow the dyke up”
	}
	if q >= 0 && n < 6 && (!cued || n < 4 || a.nounBehind(q, s)) && a.attributive(q, s) {
		return article.Term
	}
	switch {
	case n >= 6:
		return a.directOrMixed(f, q, end)
	case n >= 2 && a.l.order != "svo" && a.standsAlone(i) && a.besideSpeech(i):
		return article.Direct
	case alone && f.speaker != "" && (full || n >= 2 && i > 0 && a.spans[i-1].unit == sp.unit && a.found[i-1].kind == article.Direct):
		return article.Direct
	case cued && n >= 3:
		return article.Mixed
	case n >= 3 && q > s.lo && unicode.IsLower(low) && a.predicate(q) && f.speaker != "":
		return article.Mixed // declined to “talk about holes”, n’a « pas dormi »
	case cued && f.cueTok < q && a.openClause(f.cueTok, q):
		return article.Mixed
	case full && n >= 4, full && q == s.lo && inside:
		return article.Direct
	}
	return article.Term
}

func (a *analysis) directOrMixed(f *attribution, q int32, end rune) article.QuoteKind {
	if q < 0 || end != 0 || f.cueTok < 0 {
		return article.Direct
	}
	if a.toks[f.cueTok].kind == 'w' && f.cueTok < q && !a.colon(q) {
		return article.Mixed
	}
	return article.Direct
}

// colon reports whether a colon or comma stands directly before the quote.
func (a *analysis) colon(q int32) bool {
	k := a.toks[q-1].kind
	return k == ':' || k == ','
}

// adjacentCue reports whether the cue stands directly beside the quote.
func (a *analysis) adjacentCue(f *attribution, q int32) bool {
	if q < 0 || f.cueTok < 0 {
		return false
	}
	if f.cueTok > q {
		return f.near
	}
	for k := f.cueTok + 1; k < q; k++ {
		t := &a.toks[k]
		if t.kind == ',' || t.kind == ':' || t.kind == 'w' && (t.c&(cSub|cAdv|cPron|cBe) != 0 && t.c&cDet == 0 || a.word(k) == "that") {
			continue
		}
		return false
	}
	return true
}

// openClause reports whether nothing but indirect speech stands between the
// cue and the quote: no further determiner directly before the quote.
func (a *analysis) openClause(c, q int32) bool {
	if q <= c+1 {
		return true
	}
	p := &a.toks[q-1]
	return p.kind == 'w' && (p.c&(cBe|cAux|cAdv) != 0) && p.c&cDet == 0
}

// attributive reports whether a quote stands as an adjective or a noun inside
// a phrase: the “smart” meters.
func (a *analysis) attributive(q int32, s sentence) bool {
	if a.nounBehind(q, s) {
		return true
	}
	if q > s.lo {
		p := &a.toks[q-1]
		return p.kind == 'w' && (p.c&(cDet|cPoss) != 0 || p.poss)
	}
	return false
}

// inPhrase reports whether a few words in marks are part of a noun phrase that
// the cue has nothing to do with: for promoting “quick” cures; a “fool,” said X.
func (a *analysis) inPhrase(f *attribution, q int32, n int, s sentence) bool {
	p := &a.toks[q-1]
	if p.kind != 'w' {
		return false
	}
	if n <= 2 && f.cueTok >= 0 && f.cueTok < q && a.toks[f.cueTok].c&cIng != 0 && a.nounBehind(q, s) {
		return true
	}
	if f.cueTok > q && (p.c&(cDet|cPoss|cPrep) != 0 || p.poss) {
		return true
	}
	return false
}

// nounBehind reports whether a noun goes on behind the quote: the “smart” meters.
func (a *analysis) nounBehind(q int32, s sentence) bool {
	if q+1 < s.hi {
		n := &a.toks[q+1]
		if a.l.nounCaps && !n.caps && !(q+2 < s.hi && a.toks[q+2].caps && a.lastIs(q+1, "e", "en", "er", "es", "em")) {
			return false
		}
		if a.l.order == "svo" && a.lastIs(q+1, "ed") {
			return false // the “strength or stamina” needed
		}
		if a.l.order == "svo" && n.kind == 'w' && n.c&(cCue|cNoun) == cCue|cNoun && q > s.lo+1 && a.toks[q-1].kind == 'w' && !a.toks[q-1].caps && (a.toks[q-1].c&cDet != 0 || a.toks[q-2].kind == 'w' && a.toks[q-2].c&cDet != 0) && endMark(a.inside(q)) == 0 {
			return true // the full “...” report
		}
		if n.kind == 'w' && n.run < 0 && n.c&(cPrep|cConj|cSub|cRel|cAux|cPron|cAdv|cCue|cDet|cPoss) == 0 && endMark(a.inside(q)) == 0 {
			return true
		}
	}
	return false
}

// termBefore reports whether the words before a quote introduce a title or a
// term: so-called, the film, known as.
func (a *analysis) termBefore(q int32, s sentence) bool {
	for k := q - 1; k >= s.lo && k >= q-2; k-- {
		t := &a.toks[k]
		if t.kind == ',' && k == q-1 {
			continue
		}
		if t.kind != 'w' {
			return false
		}
		if t.c&cTerm != 0 && k < q-1 && a.toks[k+1].kind == ',' && a.lastIs(k, "ed") {
			return false // asking not to be named, “...”
		}
		if t.c&cTerm != 0 && t.c&(cCue|cWeak) == 0 {
			return true
		}
		if t.c&cTerm != 0 && k == q-1 && k > s.lo && a.toks[k-1].c&(cAdv|cBe) != 0 && a.toks[k-1].c&cPlace == 0 {
			return true
		}
		if k < q-1 {
			break
		}
		if t.c&cDet == 0 {
			break
		}
	}
	for k := q - 1; k >= s.lo && k >= q-3; k-- {
		if a.toks[k].kind == 'w' {
			if n, c := a.phraseAt(k, q); n > 0 && c == cTerm && k+n == q {
				return true
			}
		}
	}
	return false
}

// smallWord reports the words of three and four letters that titles keep in lower case.
func smallWord(w string) bool {
	switch w {
	case "with", "from", "into", "over", "upon",
		"the", "and", "for", "but", "nor", "of,", "del", "los", "las", "les", "des", "der", "die", "das", "und", "von", "het", "van", "och", "med", "per", "con", "una", "dos", "das,":
		return true
	}
	return false
}

// titleCase reports whether all longer words of s begin with a capital: a
// title. Languages that capitalise every noun have no such case.
func (a *analysis) titleCase(s string) bool {
	if a.l.nounCaps || a.l.script != "" {
		return false
	}
	caps, lows := 0, 0
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, quoteRunes+"([#$"))
		switch {
		case unicode.IsUpper(r), unicode.IsDigit(r):
			caps++
		case unicode.IsLetter(r) && (utf8.RuneCountInString(w) > 4 || utf8.RuneCountInString(w) >= 3 && !smallWord(w)):
			lows++
		}
	}
	return caps >= 2 && lows == 0
}
