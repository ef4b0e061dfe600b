package quote

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pullquote/article"
)

// koreanTags stand directly behind a quote that somebody says.
var koreanTags = []string{"이라고", "라고", "고", "이라며", "라며", "며", "이라면서", "라면서", "면서", "이라는", "라는", "는", "이라", "라"}

// koreanSome bring in somebody who is not named.
var koreanSome = []string{"한", "다른", "또", "모", "어느", "익명의"}

// readKorean finds the word with a subject particle, and the verb that ends the
// sentence behind the quote.
func (a *analysis) readKorean(x aside) (t told) {
	tagged := false
	for _, e := range koreanTags {
		if strings.HasPrefix(x.after, e) && !strings.HasPrefix(x.after[len(e):], "는 ") {
			tagged = true
			break
		}
	}
	tail := clauseAfter(x.after)
	if k := strings.Index(x.before, "에 따르면"); k > 0 {
		t.cue = article.Range{Start: x.b0 + k + len("에 "), End: x.b0 + k + len("에 따르면")}
		t.np, t.pron = a.koreanNoun(words(x.b0, x.before[:k]))
		return t
	}
	at, n := a.findCue(tail, false)
	if at < 0 && !tagged && strings.HasPrefix(tail, " ") && strings.Count(tail, " ") < 8 { // "..." 정태식 씨의 회상이다
		for _, w := range a.l.stated {
			if k := strings.Index(tail, "의 "+w); k > 0 {
				t.np, t.pron = a.koreanNoun(words(x.a0, tail[:k]))
				t.cue = article.Range{Start: x.a0 + k + len("의 "), End: x.a0 + k + len("의 ") + len(w)}
				t.near = true
				return t
			}
		}
	}
	switch {
	case at >= 0:
		for at > 0 && tail[at-1] != ' ' {
			at--
			n++
		}
		t.cue = article.Range{Start: x.a0 + at, End: x.a0 + at + n}
	case tagged && strings.HasPrefix(x.after, "라는") || tagged && a.singleMarked(x):
		return told{}
	case tagged:
		if v := lastVerb(tail); v != "" && (!x.next || len(tail) < len(x.after)) {
			t.cue = article.Range{Start: x.a0 + strings.LastIndex(tail, v), End: x.a0 + strings.LastIndex(tail, v) + len(v)}
			at = t.cue.Start - x.a0
		} else {
			at = len(tail)
			t.cue = article.Range{Start: x.a0, End: x.a0} // "..."며 "..."고 말했다
			if k, n := a.findCue(clauseAfter(x.beyond), false); k >= 0 && x.next && len(tail) == len(x.after) {
				t.cue = article.Range{Start: x.y0 + k, End: x.y0 + k + n}
			}
		}
	default:
		if x.between == "" && strings.HasPrefix(tail, " ") && len(tail) < len(x.after) { // "..." X 씨는 셔터를 눌렀다.
			if r, p, ok := a.koreanSubject(x.a0, tail); ok && !p && a.scriptPeople[a.text[r.Start:r.End]] {
				t.np, t.near = r, true
			}
		}
		return t
	}
	t.near = tagged
	if t.cue.Start > x.a0+len(tail) {
		at = len(tail)
	}
	at = max(0, min(at, len(tail)))
	if k := strings.Index(tail, "의 말"); k > 0 {
		t.np, t.pron = a.koreanNoun(words(x.a0, tail[:k]))
		t.near = true
		return t
	}
	if r, p, ok := a.koreanSubject(x.a0, tail[:at]); ok {
		t.np, t.pron = r, p
	} else if r, p, ok := a.koreanSubject(x.b0, x.before); ok {
		t.np, t.pron = r, p
	} else {
		t.pron = true
	}
	if t.cue.Len() == 0 {
		t.cue = t.np
	}
	return t
}

// singleMarked reports whether single marks stand round the quote: without a verb of saying
// they mark a term, ‘혁명’이라는 말.
func (a *analysis) singleMarked(x aside) bool {
	r, _ := utf8.DecodeLastRuneInString(a.text[:x.a0])
	return r == '’' || r == '\''
}

// lastVerb is the word that ends a Korean sentence, where it is a verb.
func lastVerb(s string) string {
	w := s[strings.LastIndexByte(s, ' ')+1:]
	for _, e := range []string{"다", "요", "까"} {
		if strings.HasSuffix(w, e) && len(w) > len(e) {
			return w
		}
	}
	return ""
}

// words are the words of s between blanks, as ranges of the text; commas and
// what stands in brackets are left out.
func words(base int, s string) (ws []article.Range) {
	for lo := 0; lo < len(s) && len(ws) < 60; {
		if s[lo] == ' ' || s[lo] == ',' {
			lo++
			continue
		}
		hi := lo
		for hi < len(s) && s[hi] != ' ' && s[hi] != ',' {
			hi++
		}
		ws = append(ws, article.Range{Start: base + lo, End: base + hi})
		lo = hi
	}
	return ws
}

// koreanSubject is who carries the topic particle of s, else the last subject
// particle.
func (a *analysis) koreanSubject(base int, s string) (r article.Range, pron, ok bool) {
	ws := words(base, s)
	for _, ends := range [][]string{{"은", "는", "도"}, {"이", "가", "께서"}} {
		for i := len(ws) - 1; i >= 0; i-- {
			w := strings.TrimRight(a.text[ws[i].Start:ws[i].End], ":\"“”'‘’")
			if a.isPronoun(w) {
				return article.Range{Start: ws[i].Start, End: ws[i].Start + len(w)}, true, true
			}
			for _, e := range ends {
				if stem, cut := strings.CutSuffix(w, e); cut && utf8.RuneCountInString(stem) > 1 || cut && a.isTitleNoun(stem) {
					last := ws[i]
					last.End = last.Start + len(stem)
					if r, pron = a.koreanNoun(append(ws[:i:i], last)); r.Len() > 0 {
						return r, pron, true
					}
				}
			}
		}
	}
	return r, false, false
}

// koreanNoun is the name at the end of words: before its title, else the last
// word; a role without a name keeps the word before it.
func (a *analysis) koreanNoun(ws []article.Range) (r article.Range, pron bool) {
	if len(ws) == 0 {
		return r, false
	}
	last := ws[len(ws)-1]
	w := a.text[last.Start:last.End]
	bare := func(r article.Range) article.Range { // 남순자(64)
		if i := strings.IndexAny(a.text[r.Start:r.End], "(（"); i > 0 {
			r.End = r.Start + i
		}
		return r
	}
	if len(ws) > 1 && !a.isTitleNoun(w) && a.koreanOffice(w) { // 윤태식 관리소장
		if prev := bare(ws[len(ws)-2]); utf8.RuneCountInString(a.text[prev.Start:prev.End]) == 3 && a.korean(a.text[prev.Start:prev.End]) {
			a.entitle(a.text[prev.Start:prev.End], w)
			return prev, false
		}
	}
	if !a.isTitleNoun(w) {
		r = bare(last)
		for _, t := range a.l.titles { // 남순자씨
			if name, ok := strings.CutSuffix(a.text[r.Start:r.End], t); ok && a.korean(name) {
				a.entitle(name, t)
				return article.Range{Start: r.Start, End: r.Start + len(name)}, false
			}
		}
		if n := utf8.RuneCountInString(a.text[r.Start:r.End]); n > 12 {
			return article.Range{}, false
		}
		if t := a.text[ws[max(0, len(ws)-2)].Start:ws[max(0, len(ws)-2)].End]; len(ws) > 1 && (a.isTitleNoun(t) || a.koreanOffice(t) && a.korean(a.text[r.Start:r.End])) { // 장관 신동혁
			a.entitle(a.text[r.Start:r.End], t)
		} else if len(ws) > 2 && a.isTitleNoun(a.text[ws[len(ws)-3].Start:ws[len(ws)-3].End]) { // 대통령 존 스미스
			r.Start = ws[len(ws)-2].Start
		}
		return r, false
	}
	if len(ws) == 1 {
		return last, true
	}
	prev := bare(ws[len(ws)-2])
	name := a.text[prev.Start:prev.End]
	switch {
	case w == "측":
		return prev, false
	case len(ws) > 2 && slices.Contains(koreanSome, a.text[ws[len(ws)-3].Start:ws[len(ws)-3].End]): // 한 중진 의원
		return article.Range{Start: ws[len(ws)-3].Start, End: last.End}, false
	case a.l.words[w]&cRole != 0 || !a.korean(name) && a.isCommon(name): // 경찰 관계자, 한 주민
		return article.Range{Start: prev.Start, End: last.End}, false
	}
	if utf8.RuneCountInString(name) == 1 { // 남 씨
		for _, n := range a.scriptNames {
			if strings.HasPrefix(n, name) {
				a.entitle(n, w)
				return prev, false
			}
		}
	}
	if k := len(ws) - 3; k >= 0 && !a.korean(name) && (k == 0 || a.isTitleNoun(a.text[ws[k-1].Start:ws[k-1].End])) && !a.isCommon(a.text[ws[k].Start:ws[k].End]) && !strings.ContainsAny(lastRunes(a.text[ws[k].Start:ws[k].End], 1), "장사원관인자수생가민의은는을를") {
		prev.Start = ws[k].Start // 관광객 마르코 비안키 씨
		name = a.text[prev.Start:prev.End]
	}
	a.entitle(name, w)
	return prev, false
}

// koreanOffice reports whether a word ends in a title: 관리소장, 노조위원장.
func (a *analysis) koreanOffice(w string) bool {
	for _, t := range a.l.titles {
		if len(t) < len(w) && utf8.RuneCountInString(t) > 1 && strings.HasSuffix(w, t) {
			return true
		}
	}
	return false
}

// isCommon reports whether a word is an ordinary noun or a title.
func (a *analysis) isCommon(w string) bool { return a.isTitleNoun(w) || a.l.words[w] != 0 }

// korean reports whether s is a family name and one to three syllables, or a
// family name alone.
func (a *analysis) korean(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 1 || n > 4 {
		return false
	}
	_, k := utf8.DecodeRuneInString(s)
	return a.l.surnames[s[:k]]
}
