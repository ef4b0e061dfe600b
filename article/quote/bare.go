package quote

import (
	"slices"
	"strings"
	"unicode"

	"pullquote/article"
)

// readBare reads Arabic and Hebrew: the verb stands before its subject, or in
// Hebrew behind it as well.
func (a *analysis) readBare(x aside) (t told) {
	tail := clauseAfter(x.after)
	opensNext := x.next && len(tail) == len(x.after) && strings.ContainsAny(tailRune(x.after), ",:،")
	if !opensNext || strings.ContainsAny(firstRune(tail), ",،") {
		if t = a.bareClause(x.a0, tail, true); t.cue.Len() > 0 && t.cue.Start-x.a0 < 80 && !(opensNext && strings.ContainsAny(tailRune(x.before), ":")) {
			return t
		}
	}
	if t = a.bareClause(x.b0, x.before, false); t.cue.Len() > 0 {
		return t
	}
	// An unknown verb: it stands first behind the comma, who speaks behind it.
	if ws := fields(x.a0, tail); strings.ContainsAny(firstRune(tail), ",،") && len(ws) > 1 && len(ws) < 7 && !a.isStop(ws[0]) {
		if r, p := a.bareWords(ws[1:], 6); r.Len() > 0 {
			return told{np: r, cue: ws[0], pron: p, near: true}
		}
	}
	return t
}

// firstRune is the first character of s that is no blank.
func firstRune(s string) string {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	if s == "" {
		return ""
	}
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

// classOf is the class of a word, a conjunction that Arabic and Hebrew write in
// front of it taken off.
func (a *analysis) classOf(w string) class {
	if c := a.l.words[w]; c != 0 {
		return c
	}
	for _, p := range a.l.joined {
		if rest, ok := strings.CutPrefix(w, p); ok {
			if c := a.l.words[rest]; c&(cCue|cWeak|cSource) != 0 {
				return c
			}
		}
	}
	return 0
}

// bareClause finds a verb of saying in s and who stands beside it.
func (a *analysis) bareClause(base int, s string, after bool) (t told) {
	ws := fields(base, s)
	if n := len(ws) - 1; n > 2 && a.l.tag == "ar" && (a.text[ws[n].Start:ws[n].End] == "قوله" || a.text[ws[n].Start:ws[n].End] == "قولها") {
		for i := n - 1; i > 0; i-- { // نقلت الصحيفة عن X قوله
			if a.text[ws[i].Start:ws[i].End] == "عن" {
				t.cue, t.near = ws[n], true
				if t.np, t.pron = a.bareWords(ws[i+1:n], 6); t.np.Len() > 0 {
					return t
				}
			}
		}
	}
	for i, w := range ws {
		c := a.classOf(a.text[w.Start:w.End])
		switch {
		case c&cPost != 0 && i > 1: // VERB X قائلا
			t.cue, t.near = w, true
			if t.np, t.pron = a.bareWords(ws[1:i], 6); t.np.Len() > 0 {
				return t
			}
			continue
		case c&cSource != 0 && a.text[w.Start:w.End] == "פי" && (i == 0 || a.text[ws[i-1].Start:ws[i-1].End] != "על"):
			continue // פי שלושה: three times
		case c&cSource != 0:
			if t.cue = w; c&cOwn != 0 { // לדבריו
				t.pron = true
				return t
			}
			t.np, t.pron = a.bareWords(ws[i+1:], 6)
			return t
		case c&(cCue|cWeak) == 0:
			continue
		}
		t.cue, t.near = w, after && i == 0 || !after && strings.ContainsAny(tailRune(s), ":")
		limit := 6
		if c&cWeak != 0 && !after {
			limit = 2 // an object follows
		}
		if i > 0 && a.l.tag == "he" && !a.placed(a.lastClause(ws[:i])[0]) {
			if t.np, t.pron = a.bareWords(a.lastClause(ws[:i]), 6); t.np.Len() > 0 {
				return t
			}
		}
		if t.np, t.pron = a.bareWords(a.fromTitle(ws[i+1:]), limit); t.np.Len() > 0 {
			return t
		}
		if i > 0 {
			if t.np, t.pron = a.bareWords(a.lastClause(ws[:i]), 6); t.np.Len() > 0 {
				return t
			}
		}
		t.pron = true
		return t
	}
	return t
}

// fromTitle leaves out where somebody said it, between the verb and a title: כתב
// בטוויטר חבר הכנסת.
func (a *analysis) fromTitle(ws []article.Range) []article.Range {
	if len(ws) == 0 || a.isTitle(ws[0]) {
		return ws
	}
	for k := 1; k < len(ws) && k < 4; k++ {
		if strings.ContainsAny(a.text[ws[k-1].End:ws[k].Start], ",،:") || a.classOf(a.text[ws[k].Start:ws[k].End])&(cCue|cWeak) != 0 {
			break
		}
		if a.isTitle(ws[k]) && !strings.HasPrefix(a.text[ws[k].Start:ws[k].End], "لل") && (a.isStop(ws[0]) || a.placed(ws[0])) {
			return ws[k:]
		}
	}
	return ws
}

// placed reports whether a word carries a preposition in front: בטוויטר.
func (a *analysis) placed(r article.Range) bool {
	w := a.text[r.Start:r.End]
	return a.l.tag == "he" && (strings.HasPrefix(w, "ב") || strings.HasPrefix(w, "ל")) && len(w) > 2*len("ב")+2
}

// lastClause is the words behind the last comma or stop word.
func (a *analysis) lastClause(ws []article.Range) []article.Range {
	for len(ws) > 0 && a.isStop(ws[len(ws)-1]) {
		ws = ws[:len(ws)-1]
	}
	for i := len(ws) - 1; i >= 0; i-- {
		if a.isStop(ws[i]) || i > 0 && strings.ContainsAny(a.text[ws[i-1].End:ws[i].Start], ",،:") {
			if a.isStop(ws[i]) {
				i++
			}
			return ws[i:]
		}
	}
	return ws
}

// bareWords is the name among words, up to a stop word: titles and definite
// nouns before it left out. A phrase of titles alone is who speaks, as it stands.
func (a *analysis) bareWords(ws []article.Range, limit int) (r article.Range, pron bool) {
	hi := 0
	for hi < len(ws) && hi < 6 && !a.isStop(ws[hi]) {
		if hi > 1 && a.placed(ws[hi]) && hi-a.nameFrom(ws[:hi]) > 1 && a.l.words[a.text[ws[hi].Start:ws[hi].End]]&(cMale|cFemale) == 0 {
			break // דן לוי במסיבת עיתונאים
		}
		if rest, ok := strings.CutPrefix(a.text[ws[hi].Start:ws[hi].End], "מ"); ok && hi > 1 && a.l.tag == "he" && hi-a.nameFrom(ws[:hi]) > 1 && a.titleNoun(rest) {
			break // דן לוי מבית החולים
		}
		if w := a.text[ws[hi].Start:ws[hi].End]; hi > 0 && (strings.ContainsAny(a.text[ws[hi-1].End:ws[hi].Start], ",،:(") || a.isPronoun(w)) ||
			hi > 1 && a.l.tag == "ar" && strings.HasSuffix(w, "ا") && hi-a.nameFrom(ws[:hi]) > 1 {
			break // המהנדס הוא, سامي خوري حاسما
		}
		hi++
	}
	all := ws
	ws = ws[:hi]
	if hi == 0 {
		return r, false
	}
	if w := a.text[ws[0].Start:ws[0].End]; a.isPronoun(w) {
		return ws[0], true
	}
	lo := a.nameFrom(ws)
	whole := article.Range{Start: ws[0].Start, End: ws[hi-1].End}
	if lo >= hi {
		if t := a.byTitle(strings.TrimPrefix(a.text[whole.Start:whole.End], a.l.article)); t != "" {
			return whole, true
		}
		if hi < len(all) && a.isTitle(all[0]) && a.text[ws[hi-1].End:all[hi].Start] == ", " && a.l.words[a.text[all[hi].Start:all[hi].End]]&(cMale|cFemale) != 0 {
			return a.bareWords(all[hi:], 2) // אשתו, חנה קרפיון
		}
		return whole, false
	}
	end := min(hi, lo+min(limit, 4))
	r = article.Range{Start: ws[lo].Start, End: ws[end-1].End}
	title := ""
	if lo > 0 {
		title = strings.TrimPrefix(a.text[ws[0].Start:ws[lo-1].End], a.l.article)
	}
	a.entitle(a.text[r.Start:r.End], title)
	return r, false
}

// titleNoun reports whether a word is a title or a noun for an office.
func (a *analysis) titleNoun(w string) bool {
	return slices.Contains(a.l.titles, strings.TrimPrefix(w, a.l.article)) || slices.Contains(a.l.titles, w)
}

// nameFrom is where the name begins: behind leading nouns with an article, behind
// a noun and its genitive, behind titles. len(ws) where there is none.
func (a *analysis) nameFrom(ws []article.Range) int {
	def := func(i int) bool {
		w := a.text[ws[i].Start:ws[i].End]
		if a.l.words[w]&(cMale|cFemale) != 0 {
			return false
		}
		return a.l.article != "" && strings.HasPrefix(w, a.l.article) && len(w) > len(a.l.article)+2 || a.l.article == "ال" && strings.HasPrefix(w, "لل")
	}
	n := len(ws)
	switch {
	case a.isTitle(ws[0]) || def(0):
		k := 1
		for k < n && (a.isTitle(ws[k]) || a.l.tag == "he" && k > 1 && strings.HasPrefix(a.text[ws[k].Start:ws[k].End], "מה") || def(k) && (k < 2 || a.isTitle(ws[k-1]) || def(0))) {
			k++
		}
		if rest := k; k < n && !def(0) && a.l.tag == "ar" {
			for rest < n && def(rest) {
				rest++
			}
			if rest == n {
				return n // هيئة السكك الحديدية
			}
		}
		if k < n && k == 1 && !def(0) && n > 2 && !def(1) && a.l.article != "" && a.joins(ws[1]) {
			return n // متحدث باسم الشرطة: a spokesman for the police
		}
		return k
	case n > 2 && def(1) && a.l.words[a.text[ws[0].Start:ws[0].End]]&(cMale|cFemale) == 0: // مدير المتحف سامي خوري
		k := 2
		for k < n && def(k) {
			k++
		}
		if k < n {
			return k
		}
	}
	return 0
}

// joins reports whether a word holds a title and an office together.
func (a *analysis) joins(r article.Range) bool { return a.l.words[a.text[r.Start:r.End]]&cOf != 0 }

func (a *analysis) isStop(r article.Range) bool {
	w := a.text[r.Start:r.End]
	if a.stopSet == nil {
		a.stopSet = map[string]bool{}
		for _, e := range a.l.stops {
			a.stopSet[e] = true
		}
	}
	if a.stopSet[w] || a.classOf(w)&(cCue|cWeak|cPost) != 0 {
		return true
	}
	for _, p := range a.l.stopStarts {
		if strings.HasPrefix(w, p) && len(w) > len(p)+2 {
			return true
		}
	}
	return false
}

func (a *analysis) isTitle(r article.Range) bool {
	w := a.text[r.Start:r.End]
	if a.titleSet == nil {
		a.titleSet = map[string]bool{}
		for _, t := range a.l.titles {
			a.titleSet[t] = true
		}
	}
	return a.titleSet[w] || strings.HasPrefix(w, "لل") && a.titleSet[w[len("لل"):]] || a.l.article != "" && a.titleSet[strings.TrimPrefix(w, a.l.article)]
}

// readHindi finds who stands before ने and a verb of saying behind it.
func (a *analysis) readHindi(x aside) (t told) {
	tail := clauseAfter(x.after)
	opensNext := x.next && len(tail) == len(x.after) && strings.ContainsAny(tailRune(x.after), ",:") && !strings.HasPrefix(strings.TrimSpace(x.after), ",")
	bs, as := fields(x.b0, x.before), fields(x.a0, tail)
	if opensNext {
		as = nil
	}
	for i, w := range bs {
		if a.l.words[a.text[w.Start:w.End]]&cPost != 0 && i > 1 {
			t.cue = w
			t.np, t.pron = a.hindiName(bs[:i-1]) // X के अनुसार
			return t
		}
	}
	own := as
	for _, ws := range [][]article.Range{bs, as} {
		for _, w := range ws {
			if a.l.words[a.text[w.Start:w.End]]&(cCue|cWeak) != 0 { // the verb stands last
				t.cue = w
			}
		}
		if t.cue.Len() > 0 {
			own = ws
			break
		}
	}
	if t.cue.Len() == 0 {
		return t
	}
	t.near = len(own) > 0 && (strings.HasPrefix(strings.TrimSpace(tailOf(x.after)), ",") || strings.ContainsAny(tailRune(x.before), ",:"))
	for _, ws := range [][]article.Range{bs, as} {
		for i, w := range ws {
			switch s := a.text[w.Start:w.End]; {
			case a.isPronoun(s):
				t.np, t.pron = w, true
				return t
			case (s == "ने" || s == "का" && i+1 < len(ws) && a.l.words[a.text[ws[i+1].Start:ws[i+1].End]]&cCue != 0) && i > 0:
				t.np, t.pron = a.hindiName(ws[:i])
				return t
			}
		}
	}
	for i, w := range own { // X बोलीं: no ने
		if i > 1 && (w == t.cue || strings.HasSuffix(a.text[w.Start:w.End], "ते") || strings.HasSuffix(a.text[w.Start:w.End], "कर")) {
			if a.text[w.Start:w.End] == "होकर" && i > 2 {
				i-- // X भावुक होकर बोलीं
			}
			if r, p := a.hindiName(own[:i]); r.Len() > 0 && w.Start <= t.cue.Start {
				t.np, t.pron = r, p
				return t
			}
			break
		}
	}
	t.pron = true
	return t
}

// hindiName is the name at the end of words: behind titles, at most two words.
func (a *analysis) hindiName(ws []article.Range) (r article.Range, pron bool) {
	for i := len(ws) - 1; i > 0; i-- { // a clause of its own begins behind a comma
		if strings.ContainsAny(a.text[ws[i-1].End:ws[i].Start], ",:") {
			ws = ws[i:]
			break
		}
	}
	if len(ws) == 0 {
		return r, false
	}
	lo := 0
	for i, w := range ws {
		if a.isTitle(w) {
			lo = i + 1
		}
	}
	whole := article.Range{Start: ws[0].Start, End: ws[len(ws)-1].End}
	if lo == len(ws) {
		return whole, a.byTitle(a.text[whole.Start:whole.End]) != ""
	}
	title := ""
	if lo > 0 {
		title = a.text[ws[lo-1].Start:ws[lo-1].End]
	}
	if lo = max(lo, len(ws)-2); a.l.words[a.text[ws[len(ws)-1].Start:whole.End]]&cOrg != 0 {
		lo = 0 // उत्तर विद्युत निगम
	}
	r = article.Range{Start: ws[lo].Start, End: whole.End}
	a.entitle(a.text[r.Start:r.End], title)
	return r, false
}

// fields are the words of s, as ranges of the text; at most 40.
func fields(base int, s string) []article.Range {
	var out []article.Range
	lo := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("\"'׳״-", r) && lo >= 0
		if in && lo < 0 {
			lo = i
		} else if !in && lo >= 0 {
			out = append(out, article.Range{Start: base + lo, End: base + i})
			lo = -1
			if len(out) >= 40 {
				return out
			}
		}
	}
	if lo >= 0 {
		out = append(out, article.Range{Start: base + lo, End: base + len(s)})
	}
	return out
}
