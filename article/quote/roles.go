package quote

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// epithet finds the person that "the senator" stands for: the one mentioned
// last of those whom the article gave that role.
func (a *analysis) epithet(r ref) int32 {
	t := &a.toks[r.lo]
	if t.c&cDet == 0 && t.run < 0 && !(a.l.bare && t.c&cPoss == 0) || t.run < 0 && a.indefinite(r.lo) {
		return -1
	}
	head := int32(-1)
	for k := r.lo; k < r.hi; k++ {
		t := &a.toks[k]
		if t.kind != 'w' || t.c&cPrep != 0 && k > r.lo {
			break
		}
		if a.isRole(t, k) {
			head = k
		} else if head >= 0 {
			head = -1
		}
	}
	if head < 0 {
		return -1
	}
	w := string(lower(a.buf[:0], a.word(head)))
	if full, ok := fullRole[w]; ok {
		w = full
	}
	return a.bearer(w)
}

// bearer is who bears a role: the last mentioned, unless that one was named once
// and another one often.
func (a *analysis) bearer(role string) int32 {
	last, often := int32(-1), int32(-1)
	for i := len(a.past) - 1; i >= 0 && i >= len(a.past)-maxPast; i-- {
		e := a.past[i].ent
		if e == last || e == often || !slices.ContainsFunc(a.ents[e].roles, func(x string) bool { return a.l.sameRole(x, role) }) {
			continue
		}
		if last < 0 {
			if last = e; a.ents[e].named > 1 {
				return e
			}
		} else if a.ents[e].named > 3 {
			often = e
		}
	}
	if often >= 0 {
		return often
	}
	return last
}

// soleBearer is who a definite role stands for that the article gave nobody: the
// only person of the last two sentences of the paragraph, where that one has no role so far and
// none of another gender: “...,” said Ada Pell. The mayor added ...
func (a *analysis) soleBearer(r ref, si int32) int32 {
	h := a.head(r)
	if h < 0 || a.l.nounCaps || r.hi-r.lo > 3 || !a.isRole(&a.toks[h], h) || a.toks[r.lo].c&(cDet|cPoss) != cDet || a.indefinite(r.lo) || a.toks[h].g == gPlural {
		return -1
	}
	e := int32(-1)
	for i := len(a.past) - 1; i >= 0 && si-a.past[i].sent <= 2 && a.sents[a.past[i].sent].unit == a.sents[si].unit; i-- {
		ev := a.past[i]
		x := &a.ents[ev.ent]
		switch {
		case ev.ent == e, x.words == 0: // the role itself
		case e >= 0 || x.org || !x.person && x.words < 2 || len(x.roles) > 0 || x.g != gUnknown && a.toks[h].g != gUnknown && x.g != a.toks[h].g:
			return -1
		default:
			e = ev.ent
		}
	}
	if e >= 0 {
		a.addRole(&a.ents[e], h)
	}
	return e
}

// otherName is who a definite noun for a person means that the article has not used
// before: whoever spoke last in the same paragraph, where nobody else is named
// since. “...,” said Ada Pell, a chemist. The scientist added ...
func (a *analysis) otherName(r ref, si, cue int32) int32 {
	h := a.head(r)
	if a.l.titleAfter && r.hi-r.lo > 2 {
		return -1 // a minisztérium szóvivője: of whom he is tells them apart
	}
	judges := cue >= 0 && a.toks[cue].kind == 'w' && a.toks[cue].c&(cWeak|cThink) == cWeak && (a.toks[cue].c&cCue == 0 || a.l.order != "svo")
	if h < 0 || r.hi-r.lo > 3 || !a.isRole(&a.toks[h], h) || a.toks[h].g == gPlural || a.toks[h].c&cOrg != 0 || a.indefinite(r.lo) || a.l.definite && a.lastIs(h, "ne", "na") {
		return -1
	}
	switch t := &a.toks[r.lo]; {
	case t.c&(cDet|cPoss) == cDet:
	case r.lo == h && (a.l.bare || a.l.definite) && t.c&cPoss == 0:
	default:
		return -1
	}
	for k := h + 1; k < r.hi; k++ {
		if a.toks[k].kind == 'w' && a.toks[k].c&(cDet|cPoss) != cDet { // but peneliti itu
			return -1 // the head of the bank
		}
	}
	if a.roleSeen[string(lower(a.buf[:0], a.word(h)))] {
		return -1
	}
	for i := len(a.past) - 1; i >= 0 && i >= len(a.past)-maxPast; i-- {
		ev := a.past[i]
		if ev.pos >= a.toks[r.lo].start {
			continue
		}
		x := &a.ents[ev.ent]
		if (judges || a.otherOffice(x, h)) && len(x.roles) > 0 {
			return -1 // De minister noemde haar kritiek „...“: another one than who spoke
		}
		person := x.person || a.l.order != "svo" && !a.l.nounCaps && x.words == 2 && !x.org && a.spokeIn(ev.ent, si, false)
		if x.org || !person && x.g == gUnknown && a.sents[ev.sent].unit == a.sents[si].unit {
			continue
		}
		if a.twoTalk(ev.ent, si) && (x.g == gUnknown || a.toks[h].g == gUnknown) || !person || x.words < 2 || x.g != gUnknown && a.toks[h].g != gUnknown && x.g != a.toks[h].g || !a.spokeIn(ev.ent, si, x.g != gUnknown && x.g == a.toks[h].g) && (a.l.nounCaps || ev.w < 1 || si-ev.sent > 1 || a.sents[ev.sent].unit != a.sents[si].unit) {
			return -1
		}
		a.addRole(x, h)
		return ev.ent
	}
	return -1
}

// otherOffice reports whether token h names an office and somebody's roles are none: the mayor
// is not the chemist. A minister may be the secretary of state.
func (a *analysis) otherOffice(x *entity, h int32) bool {
	return a.isOffice(string(lower(a.buf[:0], a.word(h)))) && !slices.ContainsFunc(x.roles, a.isOffice)
}

// isOffice reports whether a noun, or the end of a joined one, names an office.
func (a *analysis) isOffice(w string) bool {
	b := a.l.undefined(w)
	if a.l.offices[w] || a.l.offices[b] || a.l.offices[b+"e"] {
		return true
	}
	for i := range b {
		if i > 2 && a.l.compound && (a.l.offices[b[i:]] || a.l.offices[b[i:]+"e"]) {
			return true
		}
	}
	return false
}

// twoTalk reports whether somebody and another one both have quotes in the paragraph of
// sentence si: a noun for the one just quoted means the other.
func (a *analysis) twoTalk(e, si int32) bool {
	own, other := false, false
	i := a.spanFrom(int(a.toks[a.sents[si].lo].start))
	for j := i - 1; j >= 0 && j >= i-maxReach && a.spans[j].unit == int(a.sents[si].unit); j-- {
		own = own || a.found[j].ent == e
		other = other || a.found[j].ent >= 0 && a.found[j].ent != e && !a.ents[a.found[j].ent].org
	}
	return own && other
}

// spokeIn reports whether a quote of the paragraph of sentence si is somebody's. Where
// others speak there too, the noun must tell a man from a woman.
func (a *analysis) spokeIn(e, si int32, sexed bool) bool {
	said := false
	i := a.spanFrom(int(a.toks[a.sents[si].lo].start))
	for j := i - 1; j >= 0 && j >= i-maxReach && a.spans[j].unit == int(a.sents[si].unit); j-- {
		if a.found[j].ent != e && a.found[j].ent >= 0 && !a.ents[a.found[j].ent].org && !sexed {
			return false // two talk to each other
		}
		said = said || a.found[j].ent == e
	}
	return said
}

// sameRole reports whether two forms name one role: by another ending where
// words are inflected, by the last part where they are joined.
func (l *language) sameRole(x, y string) bool {
	if x == y {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if l.compound && len(x) > 5 && strings.HasSuffix(y, x) {
		return true
	}
	if len(l.definites) > 0 {
		x, y = l.undefined(x), l.undefined(y)
		return x == y || l.compound && len(x) > 5 && strings.HasSuffix(y, x)
	}
	if !l.inflects {
		return false
	}
	n := utf8.RuneCountInString(x)
	k := 0
	for i, r := range x {
		if q, _ := utf8.DecodeRuneInString(y[min(i, len(y)):]); q != r {
			break
		}
		k++
	}
	return n > 3 && k >= n-1 && utf8.RuneCountInString(y)-n <= 3
}

// undefined takes the article off the end of a noun.
func (l *language) undefined(w string) string {
	for _, e := range l.definites {
		if len(w) > len(e)+3 && strings.HasSuffix(w, e) {
			w = w[:len(w)-len(e)]
			break
		}
	}
	if !l.definite {
		return w
	}
	return strings.TrimRight(w, "ea")
}

// tailLen is how many bytes of a noun's end tell that it may be a known one.
const tailLen = 4

// tailRoles notes how the known nouns for people end, so that few other words
// have to be cut open.
func (l *language) tailRoles() {
	if !l.definite && !l.compound {
		return
	}
	l.tails = map[string]bool{}
	for w, c := range l.words {
		if c&(cRole|cOrg) == 0 || len(w) < tailLen {
			continue
		}
		l.tails[w[len(w)-tailLen:]] = true
		if l.definite {
			for _, e := range []string{"en", "et", "n", "t", "ne"} {
				l.tails[(w + e)[len(w+e)-tailLen:]] = true
			}
		}
	}
}

// oblique is the class of a noun for people in another case than the lists have it:
// геолога, rzeczniczki.
func (l *language) oblique(w string) (class, gender) {
	if len(w) < tailLen+2 {
		return 0, gUnknown
	}
	for _, cs := range [2][]casing{l.maleCases, l.femaleCases} {
		for _, x := range cs {
			if b, ok := strings.CutSuffix(w, x.end); ok {
				if c := l.words[b+x.base] & (cRole | cTitle | cOrg); c&(cRole|cOrg) != 0 {
					return c, l.genders[b+x.base]
				}
			}
		}
	}
	return 0, gUnknown
}

// derived is the class of a word that no list has: ministern is minister,
// landsbystyreleder is leder.
func (l *language) derived(w string) (class, gender) {
	if len(w) < tailLen+2 || !l.tails[w[len(w)-tailLen:]] {
		return 0, gUnknown
	}
	whole := func(w string) (class, gender) { return l.words[w] & (cRole | cOrg | cTitle), l.genders[w] }
	forms := []string{w}
	if l.definite {
		for _, e := range l.definites {
			if b, ok := strings.CutSuffix(w, e); ok && len(b) > 2 {
				forms = append(forms, b, b+"e")
			}
		}
	}
	for _, f := range forms {
		if c, g := whole(f); c != 0 {
			return c, g
		}
	}
	if !l.compound {
		return 0, gUnknown
	}
	for _, f := range forms {
		for i := 3; i+4 < len(f); i++ {
			if utf8.RuneStart(f[i]) {
				if c, g := whole(f[i:]); c&cRole != 0 {
					return cRole, g
				} else if c&cOrg != 0 && len(f)-i > 4 {
					return cOrg, gUnknown
				}
			}
		}
	}
	return 0, gUnknown
}
