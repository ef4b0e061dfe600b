package quote

import (
	"strings"
	"unicode/utf8"
)

// entity is one person or organisation of the article, however named.
type entity struct {
	name   string // the full name as first given
	last   string // its last word, the key of later mentions
	first  string
	g      gender
	person bool // evidence that it is a person
	org    bool
	words  int
	named  int   // how often a name stood for it
	pos    int32 // byte offset of its first mention
	seen   int32 // byte offset of its last mention so far, -1 before
	roles  []string
	role   string // apposition or title as the article writes it
}

// lastIs reports whether the word of token i ends with one of the endings.
func (a *analysis) lastIs(i int32, ends ...string) bool {
	w := a.word(i)
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// nameText is the text of a name without a genitive.
func (a *analysis) nameText(n *name) string {
	return a.text[a.toks[n.lo].start:a.toks[n.hi-1].end]
}

// suffixes of a name that are not its last word.
func isSuffix(w string) bool {
	switch w {
	case "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV":
		return true
	}
	return false
}

// surname is the last word of a name.
func (a *analysis) surname(n *name) string {
	k := n.hi - 1
	if k > n.lo && isSuffix(a.word(k)) {
		k--
	}
	return a.word(k)
}

// register makes the entities of all full names, so that a surname finds its
// full name anywhere in the article.
func (a *analysis) register() {
	a.openers()
	for i := range a.runs {
		n := &a.runs[i]
		if n.lo == n.hi || n.hi-n.lo < 2 || n.start && !n.given && a.toks[n.lo].c&cParticle != 0 || a.l.nounCaps && strings.HasSuffix(a.word(n.hi-1), "s") {
			continue
		}
		n.ent = a.entityOf(n)
	}
	if a.l.nounCaps {
		for i := range a.runs { // behind the others: Ada Pells is Ada Pell
			if n := &a.runs[i]; n.hi-n.lo > 1 && n.ent < 0 {
				n.ent = a.entityOf(n)
			}
		}
		a.prune()
	}
	if a.l.inflects {
		a.byStem = map[string][]int32{}
		for e := range a.ents {
			if x := &a.ents[e]; !x.org && len(x.last) > 4 {
				a.byStem[stem(x.last)] = append(a.byStem[stem(x.last)], int32(e))
			}
		}
	}
}

// openers takes words off the front of names that begin a sentence and are no part
// of them: Neither Pell, Même Pell, where Ada Pell stands elsewhere.
func (a *analysis) openers() {
	known, whole := map[string]bool{}, map[string]bool{}
	for i := range a.runs {
		if n := &a.runs[i]; n.hi-n.lo > 1 && (n.given || !n.start) {
			known[a.surname(n)] = true
			whole[a.nameText(n)] = true
		}
	}
	for i := range a.runs {
		n := &a.runs[i]
		if !n.start || n.lo != n.from || n.hi-n.lo < 2 || n.given && n.hi-n.lo == 2 {
			continue
		}
		t, next := &a.toks[n.lo], &a.toks[n.lo+1]
		if t.c&^(cStop|cAbbr) == 0 && t.c&cStop == 0 && !(n.hi-n.lo > 2 && next.c&(cMale|cFemale) != 0 && whole[a.text[next.start:a.toks[n.hi-1].end]]) || t.c&(cMale|cFemale|cTitle|cRole|cOrg|cPlace|cParticle|cAbbr) != 0 {
			continue
		}
		if known[a.surname(n)] || n.hi-n.lo > 2 && next.c&(cMale|cFemale) != 0 {
			a.toks[n.lo].run = -1
			n.lo, n.from = n.lo+1, n.from+1
			n.start = false
			a.class(n)
		}
	}
}

// entityOf finds or makes the entity of a full name: same first and last word.
func (a *analysis) entityOf(n *name) int32 {
	first, last, other := a.nominative(n)
	if n.hi-n.lo == 2 && !n.given {
		if e, ok := a.byTail[first+" "+last]; ok {
			a.learn(e, n)
			return e
		}
	}
	key := first + " " + last
	if n.org {
		key = a.nameText(n)
	}
	e, ok := a.byKey[key]
	if !ok && a.l.nounCaps && strings.HasSuffix(key, "s") {
		e, ok = a.byKey[key[:len(key)-1]]
	}
	if ok {
		a.learn(e, n)
		return e
	}
	e = int32(len(a.ents))
	full := a.nameText(n)
	if other && n.hi-n.lo == 1 {
		full = last
	} else if other { // the words between stay as they are
		full = first + strings.TrimSuffix(strings.TrimPrefix(full, a.word(n.lo)), a.surname(n)) + last
	}
	a.ents = append(a.ents, entity{name: full, last: last, first: first, org: n.org, words: int(n.hi - n.lo), pos: a.toks[n.lo].start, seen: -1})
	if other && !n.org { // another case of a first name that is known
		switch x := &a.ents[e]; a.known(first) {
		case cMale:
			x.g, x.person = gMale, true
		case cFemale:
			x.g, x.person = gFemale, true
		}
	}
	a.byKey[key] = e
	if !n.org {
		a.byLast[last] = append(a.byLast[last], e)
		if n.hi-n.lo > 1 {
			a.byFirst[first] = append(a.byFirst[first], e)
		}
		if n.hi-n.lo == 3 && n.given && a.toks[n.lo+1].c&cAbbr == 0 && a.toks[n.lo+1].end-a.toks[n.lo+1].start > 2 {
			a.byTail[a.text[a.toks[n.lo+1].start:a.toks[n.hi-1].end]] = e // Ada Black Pell, later Black Pell
		}
	}
	a.learn(e, n)
	return e
}

// learn keeps what a mention tells of its entity.
func (a *analysis) learn(e int32, n *name) {
	x := &a.ents[e]
	if n.titled || n.given {
		x.person = true
	}
	if x.g == gUnknown {
		x.g = n.g
	}
	a.learnRoles(x, n)
}

// maxRoles bounds what is remembered of one entity.
const maxRoles = 8

// learnRoles remembers the role words before a name and in the apposition
// behind it: they are what "the senator" later means.
func (a *analysis) learnRoles(x *entity, n *name) {
	if k := n.lo - 1; n.lo == n.from && k > 1 && int(n.hi) < len(a.toks) && a.toks[k].kind == ',' && a.toks[n.hi].kind == ',' && a.toks[k-2].kind == 'w' && a.toks[k-2].c&cDet != 0 && a.isRole(&a.toks[k-1], k-1) {
		a.addRole(x, k-1) // the mayor, Ada Pell,
	}
	lo, ext := n.lo, n.lo
	for k := n.lo - 1; k >= 0 && k >= n.lo-6; k-- {
		t := &a.toks[k]
		if t.kind != 'w' || t.poss || t.c&(cDet|cPoss) != 0 {
			if lo < n.lo {
				lo = ext
			}
			break
		}
		if t.c&(cPrep|cConj|cCue|cAux|cSub|cVerb|cAdv) != 0 || k < n.from && a.named(k) {
			break
		}
		if a.isRole(t, k) {
			a.addRole(x, k)
			lo = k
		} else if (k >= n.from || t.caps) && lo < n.lo {
			lo = k
		} else if lo == n.lo && k < n.from {
			break
		}
		ext = k
	}
	if lo < n.lo && x.role == "" {
		x.role = strings.TrimSpace(a.text[a.toks[lo].start:a.toks[n.lo-1].end])
		if a.toks[n.lo-1].c&cAbbr != 0 && strings.HasPrefix(a.text[a.toks[n.lo-1].end:], ".") {
			x.role += "."
		}
		if lo == n.lo-1 && a.toks[lo].c&cTitle != 0 && a.toks[lo].c&cRole == 0 && a.toks[lo].g != gUnknown {
			x.role = "" // Mr and Mrs are no roles
		}
	}
	if a.l.nounCaps && x.role == "" && n.from < n.lo && lo == n.lo {
		if w := a.text[a.toks[n.from].start:a.toks[n.lo-1].end]; len(w) < maxLabel && a.toks[n.lo-1].c&(cTitle|cOrg|cPlace) == 0 {
			x.role = w
		}
	}
	if k := n.hi; a.l.titleAfter && int(k) < len(a.toks) && a.toks[k].kind == 'w' && !a.toks[k].caps && a.isRole(&a.toks[k], k) {
		a.addRole(x, k)
		x.person = true
		if x.role == "" {
			x.role = a.word(k)
		}
	}
	if a.aged(n) {
		x.person = true
	}
	if len(x.roles) == 0 && n.given && n.hi-n.lo > 1 {
		a.learnOffice(x, n)
	}
	a.learnApposition(x, n)
}

// learnOffice reads a role that its office parts from the name: министърът на транспорта
// addRole remembers the role word at token k in lower case.
func (a *analysis) addRole(x *entity, k int32) {
	w := string(lower(a.buf[:0], a.word(k)))
	if full, ok := fullRole[w]; ok {
		w = full
	}
	for _, r := range x.roles {
		if r == w {
			return
		}
	}
	if len(x.roles) < maxRoles && w != "" {
		x.roles = append(x.roles, w)
	}
}

// fullRole spells out the abbreviated titles of English.
var fullRole = map[string]string{"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "pres": "president",
	"lt": "lieutenant", "prof": "professor", "dr": "doctor", "rev": "reverend", "sgt": "sergeant", "capt": "captain", "col": "colonel",
	"adm": "admiral", "maj": "major", "cpl": "corporal"}

// resolve finds the entity of a name at its place in the text: a surname is
// the nearest full name before it, else the first behind.
func (a *analysis) resolve(n *name) int32 {
	if n.lo == n.hi {
		return -1
	}
	if n.ent < 0 {
		w := a.surname(n)
		g := n.g
		if n.given && n.hi-n.lo == 1 && len(a.byLast[w]) > 0 {
			g = gUnknown // a surname that is a first name as well: Prof Kelly
			if n.titled && n.lo > 0 {
				g = a.toks[n.lo-1].g
			}
			n.g = g
		}
		n.ent = a.nearest(a.byLast[w], g)
		if n.ent < 0 && !n.titled {
			n.ent = a.nearest(a.byFirst[w], n.g)
		}
		if n.ent < 0 && a.l.nounCaps && strings.HasSuffix(w, "s") {
			n.ent = a.nearest(a.byLast[w[:len(w)-1]], n.g)
		}
		if n.ent < 0 && !n.org {
			n.ent = a.inflected(w, n.g)
		}
		if n.ent < 0 && !n.org && len(w) > 4 && len(a.byStem) > 0 {
			n.ent = a.nearest(a.byStem[stem(w)], n.g)
		}
		if n.ent < 0 {
			if n.start && !n.titled && !n.given && !n.org && !a.capital[w] && !a.proven(n) && (a.toks[n.lo].c&cParticle == 0 || n.hi-n.lo < 2) {
				return -1
			}
			n.ent = a.entityOf(n)
		} else {
			a.learn(n.ent, n)
		}
	}
	a.ents[n.ent].seen = a.toks[n.lo].start
	a.ents[n.ent].named++
	return n.ent
}

// proven reports whether what stands behind a single word that begins its
// sentence shows it to be a name.
func (a *analysis) proven(n *name) bool {
	if int(n.hi) >= len(a.toks) {
		return false
	}
	t := &a.toks[n.hi]
	if a.lastIs(n.hi-1, "ing") || t.kind == 'w' && a.word(n.hi) == "to" {
		return false
	}
	return t.c&cCue != 0 && t.c&cNoun == 0 || a.toks[n.hi-1].poss
}

// nearest picks among namesakes the one mentioned last, of a fitting gender;
// else the first one that the article names later.
func (a *analysis) nearest(es []int32, g gender) int32 {
	best := int32(-1)
	for i, e := range es {
		if i >= 32 {
			break
		}
		x := &a.ents[e]
		if g != gUnknown && x.g != gUnknown && g != x.g && g != gPlural {
			continue
		}
		if best < 0 || x.seen > a.ents[best].seen {
			best = e
		}
	}
	return best
}

// stem is the front of a name that inflection leaves alone.
func stem(w string) string {
	n := 0
	for i := range w {
		if n++; n > 4 {
			return w[:i]
		}
	}
	return w
}

// lastRune is the last rune of s.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
