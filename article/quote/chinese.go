package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// readChinese finds the verb before a colon or comma, else behind the quote, and
// the noun phrase before it.
func (a *analysis) readChinese(x aside) (t told) {
	tail := clauseAfter(x.after)
	after, an := a.findCue(tail, false)
	if after >= 0 && (after >= 60 || strings.ContainsAny(tail[:after], "，、：") && !strings.HasPrefix(tail, "，")) {
		after = -1
	}
	before, bn := a.findCue(x.before, true)
	for before > 0 && nounHere(x.before[:before]) { // 说，这份声明“...”
		before, bn = a.findCue(x.before[:before], true)
	}
	mark := strings.ContainsAny(tailRune(x.before), ":：")
	body := strings.TrimRight(x.before, "，, ")
	ends := before >= 0 && before+bn == len(body)
	tight := ends && (body != x.before || x.next && strings.HasPrefix(tail, "，")) // X坦言，“...”; X承认“...”，并表示“...”
	if before >= 0 && after >= 0 && strings.HasPrefix(tail, "，") && strings.Trim(tail[:after], "，, ") == "" {
		after = -1 // X痛批“...”，要求“...”: the next one's verb
	}
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
		if strings.Trim(a.text[t.np.Start:t.np.End], "，, ") == "" {
			t.np = article.Range{} // “...”，要求“...”
		}
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

// nounHere reports whether s ends in a measure or a pronoun that makes a noun of the verb
// behind it: 这份声明, 该说明.
func nounHere(s string) bool {
	_, n := utf8.DecodeLastRuneInString(s)
	return strings.ContainsAny(s[len(s)-n:], "份项項这這该該")
}

// chineseName finds the name in the noun phrase before a verb: behind a title or
// a word for people, before a title, or as it stands.
func (a *analysis) chineseName(lo, hi int) (r article.Range, pron bool) {
	lo, hi = trim(a.text, lo, max(lo, hi))
	s := a.text[lo:hi]
	for _, by := range []string{"根据", "根據", "据", "據", "按照", "对此", "對此", "随后", "隨後", "不过", "不過", "但", "而", "并且", "並且", "并", "並", "同时", "同時", "还", "還", "也", "又", "再"} {
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
	if officeWord(s) {
		return article.Range{Start: lo, End: lo + len(s)}, false
	}
	if k, title := a.afterTitle(s); k > 0 {
		if rs := []rune(s[k:]); len(rs) > 4 && !strings.ContainsAny(s[k:], "·・") && a.chinese(string(rs[:3])) { // 鍾明軒斬釘截鐵地
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
		if i := strings.Index(s, e); i > 0 && utf8.RuneCountInString(s[:i]) >= 2 && !(a.l.surnames[e] && a.titleEnds(s[:i])) {
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

// officeWord reports whether s ends in a word for an organisation, whatever stands before it: 消費者團體.
func officeWord(s string) bool {
	for _, w := range []string{"團體", "团体", "組織", "组织", "機構", "机构", "協會", "协会", "公司", "集團", "集团", "企業", "企业", "中心", "部門", "部门", "基金會", "基金会"} {
		if len(s) > len(w) && strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

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
