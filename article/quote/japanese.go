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
	if r := voicesFrom(x, tail); r.Len() > 0 {
		t.np, t.pron = a.japaneseName(r.Start, r.End)
		t.cue, t.near = article.Range{Start: x.a0, End: x.a0 + len("との")}, true
		return t
	}
	if at < 0 && tail == "" && x.between == "" {
		t.np, t.pron = a.japaneseNext(x)
		t.near = t.np.Len() > 0
		return t
	}
	if at < 0 {
		if body, ok := strings.CutPrefix(tail, "と"); ok && body != "" && a.endsInTitle(body) { // 「…」と森田町長。
			t.np, t.pron = a.japaneseName(off+len("と"), off+len(tail))
			t.cue, t.near = article.Range{Start: off, End: off + len("と")}, true
		} else if ok && (newJapaneseVerb(body) || kanaVerb(body)) {
			if lo, hi, ok := topic(strings.TrimRight(x.before, "、 ")); ok && (a.endsInTitle(stripBrackets(x.before[lo:hi])) || a.isTitleNoun(x.before[lo:hi])) {
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

// voicesFrom is whose voices a sentence reports: 専門家からは「…」との声が上がる.
func voicesFrom(x aside, tail string) (r article.Range) {
	for _, w := range []string{"との声", "という声", "といった声", "との指摘", "との批判", "との意見"} {
		if !strings.HasPrefix(tail, w) {
			continue
		}
		s := strings.TrimRight(x.before, "、はも ")
		if s = strings.TrimSuffix(s, "に"); !strings.HasSuffix(s, "から") {
			return r
		}
		s = strings.TrimSuffix(s, "から")
		lo := 0
		if i := strings.LastIndexAny(s, "、。"); i >= 0 {
			_, n := utf8.DecodeRuneInString(s[i:])
			lo = i + n
		}
		return article.Range{Start: x.b0 + lo, End: x.b0 + len(s)}
	}
	return r
}

// kanaVerb reports whether s is one verb in kana that somebody does with words: ねぎらった.
func kanaVerb(s string) bool {
	rs := []rune(s)
	if n := len(rs); n < 4 || n > 9 || !unicode.Is(unicode.Hiragana, rs[0]) || !strings.ContainsRune("ただるうむ", rs[n-1]) {
		return false
	}
	for _, p := range []string{"いう", "いわ", "よば", "よん", "なっ", "なる", "して", "され", "みら", "なづ", "する", "ある", "あっ"} {
		if strings.HasPrefix(s, p) {
			return false
		}
	}
	return true
}

// japaneseNext is the person whom the sentence behind a quote that opens its paragraph is
// about: 「…」。近くに住むXさんは目を伏せた。
func (a *analysis) japaneseNext(x aside) (r article.Range, pron bool) {
	rest := strings.TrimLeft(x.after, "。 ")
	next := clauseAfter(rest)
	if rest == x.after || next == "" || len(next) == len(rest) {
		return r, false
	}
	if lo, hi, ok := topic(next); ok && a.endsInTitle(strings.TrimRight(stripBrackets(next[lo:hi]), " ")) {
		base := x.a0 + len(x.after) - len(rest)
		return a.japaneseName(base+lo, base+hi)
	}
	return r, false
}

// stripBrackets takes an age in brackets off the end of s.
func stripBrackets(s string) string {
	if i := strings.IndexAny(s, "（("); i > 0 {
		return s[:i]
	}
	return s
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
	if i := lastOf(s); i > 0 {
		lo, s = lo+i, s[i:]
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
				if title == "" && utf8.RuneCountInString(t) > 1 && !honorific(t) && strings.ContainsAny(lastRunes(s[:len(s)-len(t)], 1), japaneseOffices) {
					return article.Range{Start: lo, End: lo + len(s)}, false // 県警幹部
				}
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

// japaneseOffices end the names of offices and firms, not of people: 県警幹部, 会社関係者.
const japaneseOffices = "警市県府都町村省庁社党局署課会所院校連"

// honorific reports whether a title follows names of people alone.
func honorific(t string) bool {
	switch t {
	case "さん", "さま", "くん", "ちゃん", "被告", "容疑者":
		return true
	}
	return false
}

// lastRunes is the last n characters of s.
func lastRunes(s string, n int) string {
	rs := []rune(s)
	return string(rs[max(0, len(rs)-n):])
}

// lastOf is where a noun begins behind the last の that ties another to it; before more kana
// it belongs to a name, のぞみ. 0 for none.
func lastOf(s string) int {
	for i := strings.LastIndex(s, "の"); i >= 0; i = strings.LastIndex(s[:i], "の") {
		e := i + len("の")
		if r, _ := utf8.DecodeRuneInString(s[e:]); e < len(s) && !unicode.Is(unicode.Hiragana, r) {
			return e
		}
	}
	return 0
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
