package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// scriptSentence attributes the quotes of a sentence in a script without
// capitals: there the words around the quote are read as text, the name being
// what stands beside the verb once titles are off.
func (a *analysis) scriptSentence(si int32) {
	s := a.sents[si]
	for k := s.lo; k < s.hi; k++ {
		if a.toks[k].kind != 'q' {
			continue
		}
		a.scriptQuote(int(a.toks[k].span), si)
	}
}

// maxAside is how many bytes around a quote are read.
const maxAside = 360

// scriptQuote reads the narration before and behind one quote.
func (a *analysis) scriptQuote(i int, si int32) {
	sp := &a.spans[i]
	un := &a.units[sp.unit]
	lo, hi := un.start, un.end
	if i > 0 && a.spans[i-1].unit == sp.unit {
		lo = a.spans[i-1].out1
	}
	if i+1 < len(a.spans) && a.spans[i+1].unit == sp.unit {
		hi = a.spans[i+1].out0
	}
	lo = a.runeStart(max(lo, sp.out0-maxAside))
	hi = a.runeStart(min(hi, sp.out1+maxAside))
	before := clauseBefore(a.text[lo:sp.out0])
	after := a.text[sp.out1:hi]
	var np, cue article.Range
	switch a.l.tag {
	case "ja":
		np, cue = a.readJapanese(sp.out0-len(before), before, sp.out1, after)
	case "zh":
		np, cue = a.readChinese(sp.out0-len(before), before, sp.out1, after)
	case "ko":
		np, cue = a.readKorean(sp.out0-len(before), before, sp.out1, after)
	default:
		if i+1 < len(a.spans) && a.spans[i+1].unit == sp.unit && strings.ContainsAny(tailRune(after), ",:،") {
			if np, cue = a.bareClause(sp.out0-len(before), before); cue.Len() > 0 {
				break // the words behind this quote introduce the next
			}
		}
		np, cue = a.readBare(sp.out0-len(before), before, sp.out1, after)
	}
	if cue.Len() == 0 && np.Len() == 0 {
		return
	}
	f := &a.found[i]
	f.cue, f.sent, f.sure = cue, si, 3
	f.cueTok = a.tokenAt(si, i)
	if np.Len() == 0 {
		a.lastSpeaker(i, si)
		if f.speaker == "" {
			f.sure = 0
		}
		return
	}
	f.mention = np
	w := a.text[np.Start:np.End]
	if a.l.words[w]&cPron != 0 {
		a.lastSpeaker(i, si)
		f.mention = np
		if f.speaker == "" {
			f.sure = 0
		}
		return
	}
	f.speaker = a.fullScript(w)
}

// tokenAt is the quote's own token: it stands for its cue, which is no token
// of its own in these scripts.
func (a *analysis) tokenAt(si int32, span int) int32 {
	for k := a.sents[si].lo; k < a.sents[si].hi; k++ {
		if a.toks[k].kind == 'q' && int(a.toks[k].span) == span {
			return k
		}
	}
	return a.sents[si].lo
}

func (a *analysis) runeStart(i int) int {
	for i > 0 && i < len(a.text) && !utf8.RuneStart(a.text[i]) {
		i--
	}
	return i
}

// fullScript is the longer name met before that begins with w.
func (a *analysis) fullScript(w string) string {
	for _, n := range a.scriptNames {
		if len(n) > len(w) && strings.HasPrefix(n, w) {
			return n
		}
	}
	if len(a.scriptNames) < 64 {
		a.scriptNames = append(a.scriptNames, w)
	}
	return w
}

// clauseBefore is the last sentence of the text before a quote.
func clauseBefore(s string) string {
	body := strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("：:，,、", r) })
	if i := strings.LastIndexAny(body, "。！？；.!?؟\n"); i >= 0 {
		_, n := utf8.DecodeRuneInString(body[i:])
		return s[i+n:]
	}
	return s
}

// clauseAfter is the first sentence of the text behind a quote.
func clauseAfter(s string) string {
	if i := strings.IndexAny(s, "。！？；.!?؟\n"); i >= 0 {
		return s[:i]
	}
	return s
}

// findCue is the first verb of saying in s, the longest at its place.
func (a *analysis) findCue(s string, last bool) (at, n int) {
	at = -1
	for _, c := range a.l.cueList {
		i := strings.Index(s, c)
		if last {
			i = strings.LastIndex(s, c)
		}
		if i < 0 {
			continue
		}
		better := at < 0 || !last && i < at || last && i+len(c) > at+n || i == at && len(c) > n
		if better {
			at, n = i, len(c)
		}
	}
	return at, n
}

func (a *analysis) readJapanese(b0 int, before string, a0 int, after string) (np, cue article.Range) {
	tail := clauseAfter(after)
	off := a0
	if t := strings.TrimLeft(after, "。 "); tail == "" && t != "" { // 「…」。Xさんはこう話す。
		next := clauseAfter(t)
		if strings.Contains(next, "こう") || strings.Contains(next, "そう") {
			off, tail = a0+len(after)-len(t), next
		}
	}
	for _, by := range []string{"によると", "によれば"} {
		if k := strings.Index(before, by); k > 0 {
			return a.bareName(b0, b0+k), article.Range{Start: b0 + k, End: b0 + k + len(by)}
		}
	}
	at, n := a.findCue(tail, false)
	if at < 0 {
		return
	}
	cue = article.Range{Start: off + at, End: off + at + n}
	if x, y, ok := topic(tail[:at]); ok {
		if r := a.bareName(off+x, off+y); r.Len() > 0 {
			return r, cue
		}
	}
	if x, y, ok := topic(strings.TrimRight(before, "、 ")); ok {
		return a.bareName(b0+x, b0+y), cue
	}
	return np, cue
}

// topic is the noun phrase before the last は or が of s.
func topic(s string) (lo, hi int, ok bool) {
	hi = max(strings.LastIndex(s, "は"), strings.LastIndex(s, "が"), strings.LastIndex(s, "も"))
	if hi <= 0 {
		return 0, 0, false
	}
	if i := strings.LastIndexAny(s[:hi], "、と「」"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		lo = i + n
	}
	return lo, hi, lo < hi
}

func (a *analysis) readChinese(b0 int, before string, a0 int, after string) (np, cue article.Range) {
	if at, n := a.findCue(clauseAfter(after), false); at >= 0 && at < 60 && !strings.ContainsAny(after[:at], "，、") {
		cue = article.Range{Start: a0 + at, End: a0 + at + n}
		return a.bareName(a0, a0+at), cue
	}
	at, n := a.findCue(before, true)
	if at < 0 {
		return
	}
	cue = article.Range{Start: b0 + at, End: b0 + at + n}
	lo := 0
	if i := strings.LastIndexAny(strings.TrimRight(before[:at], "，,"), "，,"); i >= 0 {
		_, m := utf8.DecodeRuneInString(before[i:])
		lo = i + m
	}
	return a.bareName(b0+lo, b0+at), cue
}

// bareName takes titles, brackets and adverbs off a noun phrase.
func (a *analysis) bareName(lo, hi int) article.Range {
	lo, hi = trim(a.text, lo, hi)
	s := a.text[lo:hi]
	if a.l.words[s]&cPron != 0 {
		return article.Range{Start: lo, End: hi}
	}
	if i := strings.IndexAny(s, "（("); i > 0 {
		s = s[:i]
	}
	for again := true; again; {
		again = false
		s = strings.TrimRightFunc(s, unicode.IsSpace)
		for _, e := range a.l.stops {
			if a.l.tag == "zh" {
				if i := strings.Index(s, e); i > 0 && utf8.RuneCountInString(s[:i]) >= 2 {
					s, again = s[:i], true
				}
			}
		}
		for _, t := range a.l.titles {
			if len(t) < len(s) && strings.HasSuffix(s, t) {
				s, again = s[:len(s)-len(t)], true
			}
		}
	}
	start := 0
	if i := strings.LastIndex(s, "の"); i >= 0 {
		start = i + len("の")
	}
	if i := strings.LastIndex(s, "的"); i >= 0 && a.l.tag == "zh" {
		start = i + len("的")
	}
	for _, t := range a.l.titles {
		if i := strings.LastIndex(s, t); i >= start && i+len(t) < len(s) {
			start = i + len(t)
		}
	}
	x, y := trim(a.text, lo+start, lo+len(s))
	if n := utf8.RuneCountInString(a.text[x:y]); n > 12 {
		return article.Range{}
	}
	return article.Range{Start: x, End: y}
}

func (a *analysis) readKorean(b0 int, before string, a0 int, after string) (np, cue article.Range) {
	tail := clauseAfter(after)
	at, n := a.findCue(tail, false)
	if at < 0 {
		return
	}
	cue = article.Range{Start: a0 + at, End: a0 + at + n}
	if r := a.koreanSubject(a0, tail[:at]); r.Len() > 0 {
		return r, cue
	}
	return a.koreanSubject(b0, before), cue
}

// koreanSubject is the name in the last word with a subject particle: the word
// itself, or the one before when it is a title.
func (a *analysis) koreanSubject(base int, s string) article.Range {
	var r article.Range
	prev := article.Range{}
	for lo := 0; lo < len(s); {
		for lo < len(s) && (s[lo] == ' ' || s[lo] == ',') {
			lo++
		}
		hi := lo
		for hi < len(s) && s[hi] != ' ' && s[hi] != ',' {
			hi++
		}
		w := strings.TrimRight(s[lo:hi], ":\"“”'")
		for _, e := range a.l.stops {
			stemmed := strings.TrimSuffix(w, e)
			if stemmed == w || stemmed == "" || a.l.words[w]&cPron != 0 {
				continue
			}
			word := article.Range{Start: base + lo, End: base + lo + len(stemmed)}
			for _, t := range a.l.titles {
				if stemmed == t && prev.Len() > 0 {
					word = prev
				} else if strings.HasSuffix(stemmed, t) && len(stemmed) > len(t)+3 {
					word.End = max(word.Start, word.Start+len(stemmed)-len(t))
				}
			}
			if k := utf8.RuneCountInString(a.text[word.Start:word.End]); k >= 2 && k <= 5 {
				r = word
			}
		}
		if a.l.words[w]&cPron != 0 {
			r = article.Range{Start: base + lo, End: base + lo + len(w)}
		}
		prev = article.Range{Start: base + lo, End: base + lo + len(w)}
		lo = hi
	}
	return r
}

// readBare reads Arabic, Hebrew and Hindi: words are known by the lists alone.
func (a *analysis) readBare(b0 int, before string, a0 int, after string) (np, cue article.Range) {
	tail := clauseAfter(after)
	if np, cue = a.bareClause(a0, tail); cue.Len() > 0 && cue.Start-a0 < 80 {
		return np, cue
	}
	return a.bareClause(b0, before)
}

// tailRune is the last character of s that is no blank.
func tailRune(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// bareClause finds a verb of saying in s and the name beside it: behind it, or
// before it where nothing but stop words follows.
func (a *analysis) bareClause(base int, s string) (np, cue article.Range) {
	ws := fields(base, s)
	for i, w := range ws {
		c := a.l.words[a.text[w.Start:w.End]]
		switch {
		case c&cPost != 0 && i > 1:
			return a.bareWords(ws[:i], true), w
		case c&cSource != 0:
			return a.bareWords(ws[i+1:], false), w
		case c&cCue == 0:
			continue
		case a.l.tag == "hi":
			return a.bareWords(ws[:i], true), w
		}
		if r := a.bareWords(ws[i+1:], false); r.Len() > 0 {
			return r, w
		}
		return a.bareWords(ws[:i], true), w
	}
	return
}

// bareWords is the name among words: titles left out, up to a stop word; from
// the end where it stands before its verb.
func (a *analysis) bareWords(ws []article.Range, back bool) article.Range {
	if back {
		for len(ws) > 0 && a.isStop(ws[len(ws)-1]) {
			ws = ws[:len(ws)-1]
		}
		for i := len(ws) - 1; i >= 0; i-- {
			if a.isStop(ws[i]) {
				ws = ws[i+1:]
				break
			}
		}
	}
	lo, hi := 0, 0
	for lo < len(ws) && a.isTitle(ws[lo]) {
		lo++
	}
	for hi = lo; hi < len(ws) && hi-lo < 4 && !a.isStop(ws[hi]); hi++ {
		if hi > lo && strings.ContainsAny(a.text[ws[hi-1].End:ws[hi].Start], ",،:") {
			break
		}
	}
	if hi == lo {
		lo = 0
		hi = min(len(ws), 4)
		for hi > 0 && a.isStop(ws[hi-1]) {
			hi--
		}
		if hi == 0 || a.isStop(ws[0]) {
			return article.Range{}
		}
	}
	for k := lo; k+1 < hi; k++ { // a title in the midst: the name begins behind it
		if a.isTitle(ws[k]) {
			lo = k + 1
		}
	}
	return article.Range{Start: ws[lo].Start, End: ws[hi-1].End}
}

func (a *analysis) isStop(r article.Range) bool {
	w := a.text[r.Start:r.End]
	for _, e := range a.l.stops {
		if w == e {
			return true
		}
	}
	return a.l.words[w]&cCue != 0
}

func (a *analysis) isTitle(r article.Range) bool {
	w := a.text[r.Start:r.End]
	for _, t := range a.l.titles {
		if w == t || strings.HasPrefix(w, "لل") && w[len("لل"):] == t { // to the minister
			return true
		}
	}
	return false
}

// fields are the words of s up to a comma or bracket behind the first verb, as
// ranges of the text; at most 40.
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
