package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// exampleOf reports whether a quote is one of the calls that the words before it
// announce: slogans like “...” and “...”.
func (a *analysis) exampleOf(q int32, s sentence) bool {
	k := q - 1
	for k > s.lo && (a.toks[k].kind == ',' || a.toks[k].kind == 'w' && a.toks[k].c&cConj != 0) && a.toks[k-1].kind == 'q' {
		k -= 2
	}
	if k <= s.lo || a.toks[k].kind != 'w' || a.toks[k].c&cLike == 0 {
		return false
	}
	for j := k - 1; j >= s.lo && j >= k-4 && a.toks[j].kind == 'w'; j-- {
		if a.statedNoun(j) {
			return true
		}
	}
	return false
}

// statedNoun reports whether token k is a noun for what is said, or joined with one: Hassparolen.
func (a *analysis) statedNoun(k int32) bool {
	if a.toks[k].c&cStated != 0 {
		return true
	}
	if !a.l.nounCaps || !a.toks[k].caps {
		return false
	}
	w := lower(a.buf[:0], a.word(k))
	for i := range w {
		if i > 2 && len(w)-i > 4 && a.l.words[string(w[i:])]&cStated != 0 {
			return true
		}
	}
	return false
}

// goesOnTerms reports whether a quote goes on a list that begins with a title or
// a term: the boats „Möwe“, „Kormoran“ and „Alter Peter“.
func (a *analysis) goesOnTerms(q int32, body string, s sentence) bool {
	k := q - 1
	for k > s.lo && k > q-4 && (a.toks[k].kind == ',' || a.toks[k].kind == 'w' && a.toks[k].c&(cConj|cAdv) != 0) {
		k--
	}
	if k < s.lo || k == q-1 || a.toks[k].kind != 'q' || a.found[a.toks[k].span].kind != article.Term {
		return false
	}
	r, _ := utf8.DecodeRuneInString(body)
	return unicode.IsUpper(r)
}

// besideSpeech reports whether a quote answers another: only a blank or a dash
// stands between them, »Na hör mal« – »Nun, du weißt doch.«
func (a *analysis) besideSpeech(i int) bool {
	apart := func(x, y *span) bool {
		return x.unit != y.unit || y.out0-x.out1 > 12 || strings.Trim(a.text[x.out1:y.out0], " .–—-\u00a0") != ""
	}
	sp := &a.spans[i]
	return i > 0 && !apart(&a.spans[i-1], sp) && a.found[i-1].kind == article.Direct ||
		i+1 < len(a.spans) && !apart(sp, &a.spans[i+1]) && endMark(strings.TrimRight(a.text[a.spans[i+1].start:a.spans[i+1].end], quoteRunes+" ")) != 0
}

// namesSubject reports whether a few words in marks are the subject that begins
// a German sentence: „Brot für alle“ und das Rote Kreuz kündigten an.
func (a *analysis) namesSubject(f *attribution, q int32, body string, s sentence) bool {
	if q != s.lo || f.near || q+1 >= s.hi || a.toks[q+1].kind != 'w' || a.toks[q+1].c&(cCue|cWeak|cPron) != 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(body)
	return unicode.IsUpper(r)
}

// exampleTitle reports whether a quote is an example of works or things, not of words: Themen
// wie „...“, Stücke wie „...“.
func (a *analysis) exampleTitle(q int32) bool {
	p := &a.toks[q-2]
	return a.toks[q-1].kind == 'w' && a.toks[q-1].c&cLike != 0 && p.kind == 'w' && p.caps
}

// namedSubject reports whether a quote is the name of who speaks, behind the verb and an
// article: erklärte der neue „Rat für Hafen und Kai“.
func (a *analysis) namedSubject(c, q int32, body string) bool {
	if r, _ := utf8.DecodeRuneInString(body); !unicode.IsUpper(r) || c < 0 || c+1 >= q || q-c > 7 || a.toks[c].c&cCue == 0 || a.toks[c+1].kind != 'w' {
		return false
	}
	switch a.word(c + 1) {
	case "der", "die", "das", "ein", "eine":
	default:
		return false
	}
	for k := c + 2; k < q; k++ {
		if t := &a.toks[k]; t.kind != 'w' || t.caps && a.toks[k-1].c&cPrep == 0 {
			return false
		}
	}
	return q == c+2 || a.lastIs(q-1, "e", "er", "es")
}

// titleBehind reports whether the words behind a quote call it a title: “...” runs the title of
// her book, „...“ heißt der Film.
func (a *analysis) titleBehind(q int32, s sentence) bool {
	if q+3 >= s.hi || a.toks[q+1].kind != 'w' || a.toks[q+1].caps || a.toks[q+1].c&(cPrep|cConj|cDet|cPron|cRole|cOrg|cCue) != 0 && a.toks[q+1].c&cRead == 0 {
		return false
	}
	return a.toks[q+2].kind == 'w' && a.toks[q+2].c&cDet != 0 && a.toks[q+3].kind == 'w' && a.toks[q+3].c&cTerm != 0 && a.toks[q+3].c&cStated == 0
}
