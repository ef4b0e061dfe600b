package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// aside is the narration round one quote in a script without capitals, where
// words are read as text: the clause before it and the text behind it.
type aside struct {
	before, after   string
	b0, a0          int  // where they begin
	first           bool // no other quote stands before it in its unit
	next            bool // another quote follows in its unit
	between, beyond string
	y0              int // where beyond begins
}

// told is what an aside says of its quote.
type told struct {
	np, cue article.Range
	pron    bool // a pronoun, a title alone or a dropped subject: who spoke last
	near    bool // the cue stands beside the quote
}

// scriptSentence attributes the quotes of a sentence in such a script.
func (a *analysis) scriptSentence(si int32) {
	s := a.sents[si]
	for k := s.lo; k < s.hi; k++ {
		if a.toks[k].kind == 'q' && a.spans[a.toks[k].span].turn == 0 {
			a.scriptQuote(int(a.toks[k].span), si, k)
		}
	}
}

// maxAside is how many bytes around a quote are read.
const maxAside = 360

// asideOf cuts the narration before and behind one quote.
func (a *analysis) asideOf(i int) aside {
	sp := &a.spans[i]
	un := &a.units[sp.unit]
	lo, hi := un.start, un.end
	x := aside{first: true}
	if i > 0 && a.spans[i-1].unit == sp.unit {
		lo, x.first = a.spans[i-1].out1, false
	}
	if i+1 < len(a.spans) && a.spans[i+1].unit == sp.unit {
		hi, x.next = a.spans[i+1].out0, true
		beyond := un.end
		x.y0 = a.spans[i+1].out1
		x.beyond = a.text[a.spans[i+1].out1:a.runeStart(min(beyond, a.spans[i+1].out1+maxAside))]
	}
	lo = a.runeStart(max(lo, sp.out0-maxAside))
	hi = a.runeStart(min(hi, sp.out1+maxAside))
	x.between = a.text[lo:sp.out0]
	x.before = clauseBefore(x.between)
	x.after = a.text[sp.out1:hi]
	x.b0, x.a0 = sp.out0-len(x.before), sp.out1
	return x
}

// scriptQuote reads the narration before and behind one quote.
func (a *analysis) scriptQuote(i int, si, tok int32) {
	x := a.asideOf(i)
	var t told
	switch a.l.tag {
	case "ja":
		t = a.readJapanese(x)
	case "zh":
		t = a.readChinese(x)
	case "ko":
		t = a.readKorean(x)
	case "hi":
		t = a.readHindi(x)
	default:
		t = a.readBare(x)
	}
	if t.cue.Len() == 0 && t.np.Len() == 0 {
		switch r := a.nameInClause(x); {
		case a.statementBefore(x):
			t.pron, t.near = true, true
		case r.Len() > 0:
			t.np, t.near = r, true
		default:
			return
		}
	}
	f := &a.found[i]
	f.cue, f.sent, f.sure, f.near = t.cue, si, 3, t.near
	f.cueTok = tok // the cue is no token of its own in these scripts
	f.mention = t.np
	switch {
	case t.np.Len() > 0 && !t.pron && a.scriptEpithet(i, a.text[t.np.Start:t.np.End]):
		f.who.kind = rPron
	case t.np.Len() > 0 && !t.pron:
		f.speaker = a.fullScript(t.np)
	case t.np.Len() > 0 && a.byTitle(a.text[t.np.Start:t.np.End]) != "":
		f.speaker = a.byTitle(a.text[t.np.Start:t.np.End])
	case t.np.Len() > 0 && !a.isPronoun(a.text[t.np.Start:t.np.End]):
		f.speaker = a.text[t.np.Start:t.np.End]
	default:
		a.scriptLast(i, t.np.Len() > 0)
		if t.np.Len() > 0 {
			f.who.kind = rPron
		}
	}
	if f.speaker == "" {
		f.sure = 0
	}
}

// scriptLast gives a quote to whoever spoke last; a pronoun is a person only.
func (a *analysis) scriptLast(i int, pron bool) {
	f := &a.found[i]
	if f.mention.Len() == 0 {
		f.mention = f.cue
	}
	if who := a.spokenOf(i); who != "" {
		f.speaker = who
		return
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if g := &a.found[j]; g.speaker != "" && (!pron || a.scriptPeople[g.speaker]) {
			f.speaker, f.role = g.speaker, g.role
			return
		}
	}
}

// scriptEpithet gives a quote to whoever spoke last in the paragraph, where a title with
// its article that nobody bears so far names the speaker: הזהיר המומחה.
func (a *analysis) scriptEpithet(i int, w string) bool {
	rest, ok := strings.CutPrefix(w, a.l.article)
	if !ok || a.l.article == "" || strings.Contains(w, " ") || !slices.Contains(a.l.titles, rest) || a.l.words[w]&cOrg != 0 || a.byTitle(rest) != "" {
		return false
	}
	if i == 0 || a.spans[i-1].unit != a.spans[i].unit || !a.scriptPeople[a.found[i-1].speaker] {
		return false
	}
	a.found[i].speaker, a.found[i].role = a.found[i-1].speaker, a.found[i-1].role
	a.entitle(a.found[i].speaker, rest)
	return true
}

// isPronoun reports whether a word is a personal pronoun.
func (a *analysis) isPronoun(w string) bool { return a.l.words[w]&cPron != 0 }

// statementBefore reports whether a noun for what is said and a colon introduce a
// quote: 她的建议：“...”, העצה שלה: "..."
func (a *analysis) statementBefore(x aside) bool {
	if !strings.ContainsAny(tailRune(x.before), ":：") {
		return false
	}
	for _, w := range a.l.stated {
		if strings.Contains(x.before, w) {
			return true
		}
	}
	return false
}

// nameInClause is somebody met before who stands in the clause that a colon ends, and
// no verb of saying with them: 罗建业对此并不满意：“...”
func (a *analysis) nameInClause(x aside) (r article.Range) {
	if !strings.ContainsAny(tailRune(x.before), ":：") {
		return r
	}
	for _, n := range a.scriptNames {
		if k := strings.Index(x.before, n); k >= 0 && a.scriptPeople[n] && (r.Len() == 0 || x.b0+k < r.Start) {
			r = article.Range{Start: x.b0 + k, End: x.b0 + k + len(n)}
		}
	}
	if r.Len() == 0 {
		r = a.aboutWhom(x.b0, x.before)
	}
	return r
}

func (a *analysis) runeStart(i int) int {
	for i > 0 && i < len(a.text) && !utf8.RuneStart(a.text[i]) {
		i--
	}
	return i
}

// maxScriptNames bounds the people remembered in such a script.
const maxScriptNames = 64

// fullScript is the longer name met before that w begins or ends; else w itself
// is remembered.
func (a *analysis) fullScript(r article.Range) string {
	w := a.text[r.Start:r.End]
	for _, n := range a.scriptNames {
		if len(n) > len(w) && (strings.HasPrefix(n, w) || strings.HasSuffix(n, " "+w)) {
			return n
		}
	}
	if slices.Contains(a.scriptNames, w) {
		return w
	}
	if len(a.scriptNames) < maxScriptNames {
		if n := a.metBefore(r); n != "" {
			w = n
		}
		a.scriptNames = append(a.scriptNames, w)
	}
	return w
}

// maxMet is how many bytes back a full name is looked for.
const maxMet = 2000

// metBefore is the full name that the narration before a surname has: 榎本千尋さん before 榎本さん,
// 노은실(44)씨 before 노씨, a first name before an Arabic or Hebrew surname.
func (a *analysis) metBefore(r article.Range) string {
	w := a.text[r.Start:r.End]
	lo := a.runeStart(max(0, r.Start-maxMet))
	s := a.text[lo:r.Start]
	if a.l.script == "bare" {
		if i := strings.Index(s, " "+w); i > 0 && !strings.Contains(w, " ") {
			first := s[1+strings.LastIndexByte(s[:i], ' ') : i]
			if a.l.words[first]&(cMale|cFemale) != 0 || a.byTitle(w) == "" && a.titledBefore(s[:i-len(first)]) {
				return first + " " + w
			}
		}
		return ""
	}
	if a.l.script != "cjk" || a.l.tag == "zh" || utf8.RuneCountInString(w) > 2 {
		return ""
	}
	for i := strings.Index(s, w); i >= 0 && i+len(w) < len(s); {
		rest := s[i+len(w):]
		n := 0
		for k, q := range rest {
			if n > 0 && (q == '(' || q == '（' || a.startsTitle(rest[k:])) {
				return w + rest[:k]
			}
			if n++; n > 3 || !unicode.IsLetter(q) {
				break
			}
		}
		k := strings.Index(rest, w)
		if k < 0 {
			break
		}
		i += len(w) + k
	}
	return ""
}

// titledBefore reports whether s ends with a title.
func (a *analysis) titledBefore(s string) bool {
	w := strings.TrimPrefix(lastWord(tailOf(s)), a.l.article)
	return w != "" && slices.Contains(a.l.titles, w)
}

// startsTitle reports whether s begins with a title of two characters or more, or 씨, 氏.
func (a *analysis) startsTitle(s string) bool {
	for _, t := range a.l.titles {
		if strings.HasPrefix(s, t) {
			return true
		}
	}
	return false
}

// entitle remembers that a name stood beside a title, so that the title alone
// later means its bearer.
func (a *analysis) entitle(name, title string) {
	if a.scriptTitles == nil {
		a.scriptTitles, a.scriptPeople = map[string]string{}, map[string]bool{}
	}
	if len(a.scriptTitles) < maxScriptNames {
		for _, n := range a.scriptNames {
			if len(n) > len(name) && (strings.HasPrefix(n, name) || strings.HasSuffix(n, " "+name)) {
				name = n
			}
		}
		a.scriptPeople[name] = true
		if title != "" {
			a.scriptTitles[title] = name
		}
	}
}

// byTitle is who bears a title that stands alone, "" for nobody.
func (a *analysis) byTitle(w string) string { return a.scriptTitles[w] }

// clauseBefore is the last sentence of the text before a quote.
func clauseBefore(s string) string {
	body := strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("：:，,、،", r) })
	i := strings.LastIndexAny(body, "。！？；.!?؟।\n")
	for i > 2 && body[i] == '.' && lettered(body[:i]) {
		i = strings.LastIndexAny(body[:i], "。！？；.!?؟।\n") // د. سوسن
	}
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(body[i:])
		return s[i+n:]
	}
	return s
}

// clauseAfter is the first sentence of the text behind a quote.
func clauseAfter(s string) string {
	if i := strings.IndexAny(s, "。！？；.!?؟।\n"); i >= 0 {
		return s[:i]
	}
	return s
}

// findCue is the first or last verb of saying in s, the longest at its place.
func (a *analysis) findCue(s string, last bool) (at, n int) {
	at = -1
	for i, r := range s {
		for _, c := range a.l.cueList[r] {
			if !strings.HasPrefix(s[i:], c) {
				continue
			}
			if at < 0 || last && i+len(c) > at+n || i == at && len(c) > n {
				at, n = i, len(c)
			}
		}
		if at >= 0 && !last {
			break
		}
	}
	return at, n
}

// tailRune is the last character of s that is no blank.
func tailRune(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// scriptKind is kindOf for scripts without capitals: a cue makes a quote, a
// noun of works and names before it a term.
func (a *analysis) scriptKind(i, n int, end rune) article.QuoteKind {
	sp, f := &a.spans[i], &a.found[i]
	un := &a.units[sp.unit]
	before := strings.TrimRight(a.text[un.start:sp.out0], " ")
	if !(f.near && f.cue.Start < sp.out0) && a.l.words[a.text[f.cue.Start:f.cue.End]]&cWeak == 0 {
		for _, t := range a.l.termList {
			if strings.HasSuffix(before, t) {
				return article.Term
			}
		}
		if a.l.script == "bare" && a.l.words[lastWord(tailOf(before))]&cTerm != 0 {
			return article.Term
		}
	}
	switch {
	case f.cueTok >= 0 && (n >= 2 || end != 0 && end != ',' || f.near):
		if f.cue.End <= sp.out0 && end == 0 && !strings.ContainsAny(tailRune(before), ":：,，、،") {
			return article.Mixed
		}
		return article.Direct
	case n >= 6, n >= 3 && end != 0 && end != ',', n >= 2 && f.speaker != "" && a.ownSentence(i):
		return article.Direct
	}
	return article.Term
}

// ownSentence reports whether a quote in such a script is a sentence of its own.
func (a *analysis) ownSentence(i int) bool {
	sp := &a.spans[i]
	un := &a.units[sp.unit]
	before := strings.TrimRight(a.text[un.start:sp.out0], " ")
	after := strings.TrimLeft(a.text[sp.out1:un.end], " ")
	return (before == "" || strings.ContainsAny(tailRune(before), ".。!?؟।")) && (after == "" || strings.IndexAny(after, ".。।") == 0)
}

// lastWord is the word that s ends with, marks behind it left out.
func lastWord(s string) string {
	s = strings.TrimRightFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	return s[1+strings.LastIndexByte(s, ' '):]
}

// tailOf is the last few dozen bytes of s, from a rune's start.
func tailOf(s string) string {
	if len(s) > 60 {
		s = s[len(s)-60:]
		for len(s) > 0 && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
	}
	return s
}
