package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// readJapanese finds the topic before は or が, and the verb behind the quote
// and と.
func (a *analysis) readJapanese(x aside) (t told) {
	tail, off := clauseAfter(x.after), x.a0
	if rest := strings.TrimLeft(x.after, "。 "); tail == "" && rest != "" { // 「…」。Xさんはこう話す。
		if next := clauseAfter(rest); strings.Contains(next, "こう") || strings.Contains(next, "そう") {
			off, tail = x.a0+len(x.after)-len(rest), next
		}
	}
	if t = a.japaneseBefore(x); t.cue.Len() > 0 || t.np.Len() > 0 {
		return t
	}
	for _, by := range []string{"によると", "によれば"} {
		if k := strings.Index(x.before, by); k > 0 {
			t.np, t.pron = a.japaneseName(x.b0, x.b0+k)
			t.cue = article.Range{Start: x.b0 + k, End: x.b0 + k + len(by)}
			return t
		}
	}
	at, n := a.findCue(tail, false)
	if at < 0 {
		if body, ok := strings.CutPrefix(tail, "と"); ok && body != "" && a.endsInTitle(body) { // 「…」と森田町長。
			t.np, t.pron = a.japaneseName(off+len("と"), off+len(tail))
			t.cue, t.near = article.Range{Start: off, End: off + len("と")}, true
		} else if ok && newJapaneseVerb(body) {
			if lo, hi, ok := topic(strings.TrimRight(x.before, "、 ")); ok && a.endsInTitle(x.before[lo:hi]) {
				t.np, t.pron = a.japaneseName(x.b0+lo, x.b0+hi)
				t.cue, t.near = article.Range{Start: off + len("と"), End: off + len(tail)}, true
			}
		}
		return t
	}
	t.cue = article.Range{Start: off + at, End: off + at + n}
	t.near = strings.HasPrefix(tail, "と") || off > x.a0
	if k := strings.Index(tail, "のは"); k >= at+n && k < at+n+len("のは") { // そう語るのはXさんだ
		hi := len(strings.TrimRight(tail, "だです"))
		if r, p := a.japaneseName(off+k+len("のは"), off+max(hi, k+len("のは"))); r.Len() > 0 {
			t.np, t.pron = r, p
			return t
		}
	}
	for _, s := range []struct {
		text string
		base int
	}{{tail[:at], off}, {strings.TrimRight(x.before, "、 "), x.b0}} {
		if lo, hi, ok := topic(s.text); ok {
			if t.np, t.pron = a.japaneseName(s.base+lo, s.base+hi); t.np.Len() > 0 {
				return t
			}
		}
	}
	t.pron = true
	return t
}

// newJapaneseVerb reports whether s is one verb of two characters and する that no list has:
// 「…」と反発した.
func newJapaneseVerb(s string) bool {
	rs := []rune(s)
	if n := len(rs); n >= 2 && n <= 6 && unicode.Is(unicode.Han, rs[0]) && strings.ContainsRune("ただるむう", rs[n-1]) && !strings.ContainsRune("呼題名称記書", rs[0]) {
		return true // 「…」と悔やんだ
	}
	if len(rs) < 4 || !unicode.Is(unicode.Han, rs[0]) || !unicode.Is(unicode.Han, rs[1]) {
		return false
	}
	switch string(rs[2:]) {
	case "した", "する", "している", "していた", "していない", "しない", "しなかった":
		return rs[0] != '命' && rs[0] != '表'
	}
	return false
}

// japaneseBefore reads a sentence that announces its quote, Xさんはこう語る。「…」, and a
// topic that does something and speaks: Xさんは笑って「…」。
func (a *analysis) japaneseBefore(x aside) (t told) {
	if x.before == "" {
		s := strings.TrimRight(x.between, "。 ")
		if k := strings.LastIndexAny(s, "。！？\n"); k >= 0 {
			_, n := utf8.DecodeRuneInString(s[k:])
			x.b0 -= len(x.between) - k - n
			s = s[k+n:]
		} else {
			x.b0 -= len(x.between)
		}
		if at, n := a.findCue(s, true); at >= 0 && at+n == len(s) && (strings.Contains(s, "こう") || strings.Contains(s, "次のように")) {
			if lo, hi, ok := topic(s[:at]); ok {
				t.np, t.pron = a.japaneseName(x.b0+lo, x.b0+hi)
				t.cue, t.near = article.Range{Start: x.b0 + at, End: x.b0 + at + n}, true
			}
		}
		return t
	}
	if !strings.HasSuffix(x.before, "て") && !strings.HasSuffix(x.before, "で") || strings.TrimLeft(x.after, " ") != "" && !strings.HasPrefix(x.after, "。") {
		return t
	}
	if lo, hi, ok := topic(x.before); ok && a.endsInTitle(x.before[lo:hi]) {
		t.np, t.pron = a.japaneseName(x.b0+lo, x.b0+hi)
		t.near = true
	}
	return t
}

// topic is the noun phrase before the last は or が of s.
func topic(s string) (lo, hi int, ok bool) {
	if hi = strings.LastIndex(s, "は"); hi <= 0 {
		hi = max(strings.LastIndex(s, "が"), strings.LastIndex(s, "も"))
	}
	if hi <= 0 {
		return 0, 0, false
	}
	if i := strings.LastIndexAny(s[:hi], "、と「」"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		lo = i + n
	}
	return lo, hi, lo < hi
}

// japaneseName takes titles, ages and what stands before の off a noun phrase.
// pron says that only a title or a pronoun is left.
func (a *analysis) japaneseName(lo, hi int) (r article.Range, pron bool) {
	lo, hi = trim(a.text, lo, hi)
	s := a.text[lo:hi]
	if i := strings.LastIndex(s, "の"); i >= 0 && i+len("の") < len(s) {
		lo += i + len("の")
		s = s[i+len("の"):]
	}
	if i := relativeEnd(s); i > 0 {
		lo, s = lo+i, s[i:]
	}
	if i := strings.IndexAny(s, "（("); i > 0 {
		if j := strings.IndexAny(s, "）)"); j > i { // 田中健さん（６２）
			_, n := utf8.DecodeRuneInString(s[j:])
			if rest := s[j+n:]; a.isTitleNoun(rest) {
				a.entitle(s[:i], rest)
			}
		}
		s = s[:i]
	}
	if a.isTitleNoun(s) || a.isPronoun(s) {
		return article.Range{Start: lo, End: lo + len(s)}, true
	}
	title := ""
	for again := true; again; {
		again = false
		for _, t := range a.l.titles {
			if len(t) < len(s) && strings.HasSuffix(s, t) {
				s, title, again = s[:len(s)-len(t)], t, true
			}
		}
	}
	for _, t := range a.l.titles { // 首相岸本
		if i := strings.LastIndex(s, t); i >= 0 && i+len(t) < len(s) && len(t) > len("氏") {
			lo, s, title = lo+i+len(t), s[i+len(t):], t
		}
	}
	if n := utf8.RuneCountInString(s); n > 14 || n == 0 {
		return article.Range{}, false
	}
	if title != "" {
		a.entitle(s, title)
	}
	return article.Range{Start: lo, End: lo + len(s)}, false
}

// relativeEnd is where a noun begins behind a clause that describes it: 取材に
// 応じた岸本. 0 for none.
func relativeEnd(s string) int {
	k := 0
	for i, r := range s {
		if e := i + utf8.RuneLen(r); (r == 'た' || r == 'る') && i > 0 && e < len(s) {
			if n, _ := utf8.DecodeRuneInString(s[e:]); n >= 0x3400 || n >= 0x30a0 && n <= 0x30ff {
				k = e
			}
		}
	}
	return k
}

// endsInTitle reports whether s ends with a title and has a name before it.
func (a *analysis) endsInTitle(s string) bool {
	for _, t := range a.l.titles {
		if len(t) < len(s) && strings.HasSuffix(s, t) {
			return true
		}
	}
	return false
}

func (a *analysis) isTitleNoun(s string) bool {
	for _, t := range a.l.titles {
		if s == t {
			return true
		}
	}
	return false
}

// readChinese finds the verb before a colon or comma, else behind the quote, and
// the noun phrase before it.
func (a *analysis) readChinese(x aside) (t told) {
	tail := clauseAfter(x.after)
	after, an := a.findCue(tail, false)
	if after >= 0 && (after >= 60 || strings.ContainsAny(tail[:after], "，、：") && !strings.HasPrefix(tail, "，")) {
		after = -1
	}
	before, bn := a.findCue(x.before, true)
	mark := strings.ContainsAny(tailRune(x.before), ":：")
	body := strings.TrimRight(x.before, "，, ")
	tight := before >= 0 && before+bn == len(body) && body != x.before // X坦言，“...”
	opensNext := x.next && len(tail) == len(x.after) && strings.ContainsAny(tailRune(x.after), ":：")
	if before >= 0 && (mark || tight || after < 0 || opensNext) {
		t.cue = article.Range{Start: x.b0 + before, End: x.b0 + before + bn}
		t.near = mark || tight
		lo := 0
		if i := strings.LastIndexAny(strings.TrimRight(x.before[:before], "，,"), "，,"); i >= 0 {
			_, m := utf8.DecodeRuneInString(x.before[i:])
			lo = i + m
		}
		t.np, t.pron = a.chineseName(x.b0+lo, x.b0+before)
		t.pron = t.pron || t.np.Len() == 0
		return t
	}
	if after >= 0 && !opensNext {
		t.cue = article.Range{Start: x.a0 + after, End: x.a0 + after + an}
		t.near = true
		t.np, t.pron = a.chineseName(x.a0+len(tail)-len(strings.TrimLeft(tail, "，, ")), x.a0+after)
		t.pron = t.pron || t.np.Len() == 0
	}
	return t
}

// chineseName finds the name in the noun phrase before a verb: behind a title or
// a word for people, before a title, or as it stands.
func (a *analysis) chineseName(lo, hi int) (r article.Range, pron bool) {
	lo, hi = trim(a.text, lo, max(lo, hi))
	s := a.text[lo:hi]
	for _, by := range []string{"根据", "根據", "据", "據", "按照", "对此", "對此", "随后", "隨後", "不过", "不過", "但", "而"} {
		if rest, ok := strings.CutPrefix(s, by); ok {
			lo, s = lo+len(by), rest
		}
	}
	for _, p := range []string{"他", "她", "它", "他们", "她们", "他們"} {
		if strings.HasPrefix(s, p) && (utf8.RuneCountInString(s) <= 4 || !strings.Contains(s, "的") && !strings.ContainsAny(s[len(p):len(p)+len("们")], "们們")) {
			return article.Range{Start: lo, End: lo + len(p)}, true
		}
	}
	s = a.withoutManner(s)
	if s == "" {
		return article.Range{}, false
	}
	if i := strings.LastIndex(s, "的"); i >= 0 && i+len("的") < len(s) {
		lo, s = lo+i+len("的"), s[i+len("的"):]
	}
	if a.isTitleNoun(s) {
		return article.Range{Start: lo, End: lo + len(s)}, true
	}
	for _, t := range a.l.titles { // 王教授: the name before its title
		if name, ok := strings.CutSuffix(s, t); ok && name != "" && a.chinese(name) {
			a.entitle(name, t)
			return article.Range{Start: lo, End: lo + len(name)}, false
		}
	}
	if k, title := a.afterTitle(s); k > 0 {
		if rs := []rune(s[k:]); len(rs) > 4 && a.chinese(string(rs[:3])) { // 鍾明軒斬釘截鐵地
			s = s[:k] + string(rs[:3])
		}
		a.entitle(s[k:], title)
		return article.Range{Start: lo + k, End: lo + len(s)}, false
	}
	if n := utf8.RuneCountInString(s); n > 14 {
		return article.Range{}, false
	}
	if a.chinese(s) {
		a.entitle(s, "")
	}
	return article.Range{Start: lo, End: lo + len(s)}, false
}

// withoutManner takes adverbs and how somebody spoke off the end of a noun
// phrase: 何桂花哭着, 孟建国则, 公司在声明中.
func (a *analysis) withoutManner(s string) string {
	for _, e := range a.l.stops {
		if i := strings.Index(s, e); i > 0 && utf8.RuneCountInString(s[:i]) >= 2 {
			s = s[:i]
		}
	}
	for _, e := range []struct {
		end string
		n   int
	}{{"着", 2}, {"著", 2}, {"地", 3}} {
		if rs := []rune(s); strings.HasSuffix(s, e.end) && len(rs) > e.n+1 {
			s = string(rs[:len(rs)-e.n])
		}
	}
	return strings.TrimRightFunc(s, unicode.IsSpace)
}

// afterTitle is where a name begins behind the last title or word for people in s.
func (a *analysis) afterTitle(s string) (k int, title string) {
	for _, t := range a.l.titles {
		if i := strings.LastIndex(s, t); i >= 0 && i+len(t) < len(s) && i+len(t) > k && a.nameLike(s[i+len(t):]) {
			k, title = i+len(t), t
		}
	}
	for i, r := range s {
		e := i + utf8.RuneLen(r)
		if i > 0 && e > k && e < len(s) && strings.ContainsRune(a.l.peopleEnds, r) && a.chinese(s[e:]) {
			k, title = e, s[:e]
		}
	}
	if rs := []rune(s); k == 0 && len(rs) > 4 && a.chinese(string(rs[len(rs)-3:])) && !strings.ContainsRune(officeEnds, rs[len(rs)-1]) {
		k = len(string(rs[:len(rs)-3]))
		title = s[:k]
	}
	return k, title
}

// officeEnds end the names of offices and firms, not of people.
const officeEnds = "院部会會局社报報台团團党黨司厅廳署所校馆館行店网網军軍队隊会站组組处處"

// chinese reports whether s is a family name and one or two characters.
func (a *analysis) chinese(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 1 || n > 4 {
		return false
	}
	rs := []rune(s)
	if n >= 3 && a.l.surnames[string(rs[:2])] {
		return true
	}
	return n <= 3 && a.l.surnames[string(rs[:1])]
}

// nameLike reports whether s can be a name: Chinese, or a foreign one in
// characters, with its dot or two to six of them.
func (a *analysis) nameLike(s string) bool {
	n := utf8.RuneCountInString(s)
	return a.chinese(s) || strings.ContainsAny(s, "·・") || n >= 2 && n <= 6
}
