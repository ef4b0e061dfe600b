package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// maxNarrated is how many sentences before a quote are asked whom they are about.
const maxNarrated = 3

// spokenOf is who the narration since the quote before is about, in a script without
// capitals: 火災のあと、北川さんは庭にいた。「…」と語った。 Nobody where the sentences name no one.
func (a *analysis) spokenOf(i int) string {
	sp := &a.spans[i]
	lo, u := a.units[sp.unit].start, sp.unit
	if strings.TrimSpace(a.text[lo:sp.out0]) == "" && u > 0 && !a.units[u-1].skip {
		u--
		lo = a.units[u].start
	}
	if i > 0 && a.spans[i-1].unit >= u {
		lo = max(lo, a.spans[i-1].out1)
		k := strings.IndexAny(a.text[lo:sp.out0], "。！？.!?؟।\n") // what reports the quote before
		if k < 0 {
			return ""
		}
		_, n := utf8.DecodeRuneInString(a.text[lo+k:])
		lo += k + n
	}
	lo = a.runeStart(max(lo, sp.out0-2*maxAside))
	for s, n := a.text[lo:sp.out0], 0; s != "" && n < maxNarrated; n++ {
		part := clauseBefore(s)
		if r := a.aboutWhom(lo+len(s)-len(part), part); r.Len() > 0 {
			return a.fullScript(r)
		}
		s = strings.TrimRight(s[:len(s)-len(part)], "。！？.!?؟।\n ")
	}
	return ""
}

// aboutWhom is the person a sentence is about, shown by a title, a family name or a first name.
func (a *analysis) aboutWhom(base int, s string) (r article.Range) {
	switch a.l.tag {
	case "ja":
		if lo, hi, ok := topic(s); ok && a.endsInTitle(s[lo:hi]) {
			if r, pron := a.japaneseName(base+lo, base+hi); !pron {
				return r
			}
		}
	case "ko":
		if r, pron, ok := a.koreanSubject(base, s); ok && !pron && a.scriptPeople[a.text[r.Start:r.End]] {
			return r
		}
	case "zh":
		return a.chineseWithin(base, s)
	case "ar", "he":
		ws := fields(base, s)
		for k, w := range ws {
			given := a.l.words[a.text[w.Start:w.End]]&(cMale|cFemale) != 0
			if !given && !a.isTitle(w) {
				continue
			}
			if r, pron := a.bareWords(ws[k:], 2); r.Len() > 0 && !pron && a.scriptPeople[a.text[r.Start:r.End]] && (!given || r.Start == w.Start) {
				return r
			}
		}
	}
	return article.Range{}
}

// chineseWithin is the first name that stands behind a title or a word for people in a
// sentence: 居民宋玉兰仍站在院子里.
func (a *analysis) chineseWithin(base int, s string) (r article.Range) {
	for i, q := range s {
		e := i + utf8.RuneLen(q)
		if i == 0 || !strings.ContainsRune(a.l.peopleEnds, q) && !a.titleEnds(s[:e]) {
			continue
		}
		rest := []rune(s[e:min(len(s), e+4*utf8.UTFMax)])
		n := min(3, len(rest))
		if n == 3 && (a.opensVerb(string(rest[2:])) || a.cueAt(s[e+len(string(rest[:2])):])) {
			n = 2
		}
		if n >= 2 && a.chinese(string(rest[:n])) && a.l.surnames[string(rest[:1])] {
			name := string(rest[:n])
			a.entitle(name, "")
			return article.Range{Start: base + e, End: base + e + len(name)}
		}
	}
	return r
}

// titleEnds reports whether s ends with a title of two characters or more.
func (a *analysis) titleEnds(s string) bool {
	for _, t := range a.l.titles {
		if strings.HasSuffix(s, t) && utf8.RuneCountInString(t) > 1 {
			return true
		}
	}
	return false
}

// cueAt reports whether a verb of saying of two characters or more begins s.
func (a *analysis) cueAt(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	for _, c := range a.l.cueList[r] {
		if len(c) > n && strings.HasPrefix(s, c) {
			return true
		}
	}
	return false
}

// opensVerb reports whether s begins with an adverb that no name has.
func (a *analysis) opensVerb(s string) bool {
	for _, e := range a.l.stops {
		if strings.HasPrefix(s, e) {
			return true
		}
	}
	return false
}

// lettered reports whether s ends in a word of one letter.
func lettered(s string) bool {
	w := s[1+strings.LastIndexByte(s, ' '):]
	r, n := utf8.DecodeRuneInString(w)
	return n > 0 && n == len(w) && unicode.IsLetter(r)
}
