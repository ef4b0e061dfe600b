package quote

import "strings"

// casing is one way in which a language writes a name in another case: an ending
// and what stands there in the nominative.
type casing struct{ end, base string }

// readCasings reads pairs like "skiego>ski a>".
func readCasings(line string) (cs []casing) {
	for _, w := range strings.Fields(line) {
		if end, base, ok := strings.Cut(w, ">"); ok {
			cs = append(cs, casing{end, base})
		}
	}
	return cs
}

// nominative gives the words of a name as the article would write them for a
// subject: Piotra Majewskiego is Piotr Majewski. The first name tells: its base
// is known, and with it the gender. ok is false where the name stays as it is.
func (a *analysis) nominative(n *name) (first, last string, ok bool) {
	first, last = a.word(n.lo), a.surname(n)
	if n.org || len(a.l.maleCases)+len(a.l.femaleCases) == 0 {
		if len(a.l.genitive) > 0 && int(n.hi) < len(a.toks) && a.toks[n.hi].c&cPost != 0 && n.hi-n.lo > 1 && !n.org {
			last = rebase(last, a.l.genitive)
			return first, last, true
		}
		return first, last, false
	}
	known, oblique := a.known(first), a.governed(n)
	if known != 0 && !oblique {
		return first, last, false
	}
	male, female := a.given(first, a.l.maleCases, cMale), a.given(first, a.l.femaleCases, cFemale)
	if oblique && a.l.tag == "el" && a.herArticle(n) { // τη βιολόγο Εύα: as she is called
		male = ""
		if known == 0 && !a.lastIs(n.lo, "ας", "ης", "ους") {
			return first, last, false
		}
	}
	if known == 0 && male == "" && female == "" && oblique && !(a.l.tag == "el" && a.herArticle(n)) { // a rare name: its ending must do
		if b := rebase(first, a.l.maleCases); b != first && a.lastIs(n.lo, "a", "а", "я", "ο", "ου", "η", "α") {
			male = b
		} else if b := rebase(first, a.l.femaleCases); b != first {
			female = b
		}
	}
	switch {
	case male != "" && (known == 0 || oblique) && rebase(last, a.l.maleCases) != last:
		return male, rebase(last, a.l.maleCases), true
	case female != "" && known == 0:
		return female, rebase(last, a.l.femaleCases), true
	}
	return first, last, false
}

// governed reports whether a preposition before a name, titles between, puts it
// into another case.
func (a *analysis) governed(n *name) bool {
	for k := n.lo - 1; k >= 0 && k >= n.lo-4 && a.toks[k].kind == 'w'; k-- {
		if a.toks[k].c&(cPrep|cSource|cOf|cStated) != 0 || a.l.sourceEnd[string(lower(a.buf[:0], a.word(k)))] {
			return true
		}
		if w := a.word(k); a.toks[k].c&(cCue|cVerb|cAux|cConj) != 0 || a.l.tag == "el" && (w == "η" || w == "ο" || w == "Η" || w == "Ο") {
			return false
		}
	}
	return false
}

// herArticle reports whether a Greek article of the feminine stands before a name, roles between.
func (a *analysis) herArticle(n *name) bool {
	for k := n.lo - 1; k >= 0 && k >= n.lo-4 && a.toks[k].kind == 'w'; k-- {
		switch a.word(k) {
		case "τη", "την", "της", "στη", "στην":
			return true
		case "το", "τον", "του", "στο", "στον":
			return false
		}
	}
	return false
}

// known is the gender class of a word that is a first name.
func (a *analysis) known(w string) class {
	return a.l.words[string(lower(a.buf[:0], w))] & (cMale | cFemale)
}

// given is the known first name of which w is another case, "" for none.
func (a *analysis) given(w string, cs []casing, c class) string {
	for _, x := range cs {
		if b, ok := strings.CutSuffix(w, x.end); ok && len(b) > 1 && a.known(b+x.base)&c != 0 {
			return b + x.base
		}
	}
	return ""
}

// rebase is a surname with its case taken off, by the first rule that fits.
func rebase(w string, cs []casing) string {
	for _, x := range cs {
		if b, ok := strings.CutSuffix(w, x.end); ok && len(b) > 1 {
			return b + x.base
		}
	}
	return w
}

// inflected finds the people whose surname w may be in another case.
func (a *analysis) inflected(w string, g gender) int32 {
	for _, cs := range [][]casing{a.l.maleCases, a.l.femaleCases, a.l.genitive} {
		for _, x := range cs {
			if b, ok := strings.CutSuffix(w, x.end); ok && len(b) > 1 {
				if e := a.nearest(a.byLast[b+x.base], g); e >= 0 {
					return e
				}
				if e := a.nearest(a.byFirst[b+x.base], g); e >= 0 {
					return e
				}
			}
		}
	}
	return -1
}
