package boilerplate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// bylineLine cuts lines that only say who wrote the article.
func bylineLine(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.words == 0 || b.words > 30 || b.kind == article.Table || b.kind == article.Figure || b.quote {
		return nil
	}
	w := b.plain()
	if !j.head(i) && !j.tail(i) && i >= 8 {
		for _, n := range j.names { // "By Jane Doe, Paris" below a long standfirst
			if k := indexWords(w, n); k >= 1 && k <= 2 && len(w) <= len(n)+4 && !b.ends && len(bylineOf(b.text, j.lex)) > 0 {
				return cut(article.BylineLine, "byline:known name behind by", 0.9)
			}
		}
		return nil
	}
	for _, n := range j.names {
		if len(w) <= len(n)+8 && indexWords(w, n) >= 0 && !b.ends {
			return cut(article.BylineLine, "byline:known name", 0.95)
		}
	}
	if names := bylineOf(b.text, j.lex); len(names) > 0 && !(b.ends && b.words > 8 && 4*wordsOf(strings.Join(names, " ")) < b.words) {
		return cut(article.BylineLine, "byline:by", 0.9)
	}
	if b.ends || b.words > 7 || !capitalised(b.text) {
		return nil
	}
	// "Foreign editor", "Opinion Columnist": a role and nothing else.
	last := w[len(w)-1]
	if k := strings.LastIndexByte(last, '-'); k > 0 && len(w) == 1 {
		for _, x := range j.lex {
			if x.in("role", last[k+1:]) {
				return cut(article.BylineLine, "byline:desk", 0.7) // "OL-Redaktion"
			}
		}
	}
	for _, x := range j.lex {
		if b.label {
			break // "About the author" heads what follows
		}
		if x.in("role", last) && len(w) >= 2 || x.in("role", last) && len(w) == 1 && i > 0 && j.blocks[i-1].cut != nil {
			return cut(article.BylineLine, "byline:role", 0.75)
		}
	}
	if !isNames(b.text) {
		return nil
	}
	// Text that has no markup: a name right below the headline or the deck.
	if j.ev == nil && i > 0 && i < 5 && j.head(i) && j.blocks[i-1].cut != nil && b.words <= 3*(1+strings.Count(b.text, "/")) {
		return cut(article.BylineLine, "byline:name below the headline", 0.6)
	}
	// A name by itself, beside a date, a role or another byline.
	if j.isMeta(i-1) || j.isMeta(i+1) {
		return cut(article.BylineLine, "byline:name beside a date", 0.7)
	}
	// A name above the lines about its bearer.
	if i+1 < len(j.blocks) && !j.head(i) && sharesName(plainWords(firstWords(j.blocks[i+1].text, 4)), w) {
		for k := range j.blocks[i+1].found {
			if r := j.blocks[i+1].found[k].reason; r == article.AuthorBio || r == article.FollowPrompt {
				return cut(article.BylineLine, "byline:name above a biography", 0.8)
			}
		}
	}
	return nil
}

// sharesName reports an opening that bears the surname.
func sharesName(opening, name []string) bool {
	if len(name) < 2 {
		return false
	}
	for k := 0; k < len(opening) && k < 4; k++ {
		if opening[k] == name[len(name)-1] {
			return true
		}
	}
	return false
}

// isMeta reports a neighbour that is a date line or byline.
func (j *judge) isMeta(i int) bool {
	if i < 0 || i >= len(j.blocks) {
		return false
	}
	if c := j.blocks[i].cut; c != nil {
		return c.Reason == article.DateLine || c.Reason == article.BylineLine
	}
	return dateLine(j, i) != nil
}

// Byline reads the names from a line such as "By Jane Doe and John Roe,
// political editor". It returns nil where the line is no byline. lang is a
// BCP 47 tag, "" for English.
func Byline(line, lang string) []string { return bylineOf(line, lexiconsFor(lang)) }

func bylineOf(line string, lex []*lexicon) []string {
	if len(line) > 200 {
		return nil
	}
	line = strings.TrimSpace(strings.TrimLeft(line, "|•·-–— \u00a0"))
	first, rest := cutWord(line)
	lower := strings.ToLower(strings.Trim(first, ":"))
	by := false
	for _, x := range lex {
		by = by || x.in("by", lower)
	}
	if !by {
		return nil
	}
	// "Text: Jane Doe", "Written by Jane Doe", "Story by …".
	for range 2 {
		next, more := cutWord(rest)
		n := strings.ToLower(strings.Trim(next, ":"))
		again := false
		for _, x := range lex {
			again = again || x.in("by", n)
		}
		if !again {
			break
		}
		rest = more
	}
	rest = strings.TrimSpace(strings.TrimLeft(rest, ": "))
	var names []string
	for _, part := range splitNames(rest, lex) {
		if n := leadingName(part, lex); n != "" {
			names = append(names, n)
		} else if len(names) == 0 {
			return nil
		} else {
			break
		}
		if len(names) >= 8 {
			break
		}
	}
	return names
}

// splitNames cuts a byline at commas, bars and the language's "and".
func splitNames(s string, lex []*lexicon) []string {
	var parts []string
	start := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case ',', '|', ';', '•', '·', '/', '、', '\n', '&', '–', '—', '(':
			parts = append(parts, s[start:i])
			start = i + n
		case ' ':
			w, rest := cutWord(s[i+n:])
			for _, x := range lex {
				if x.in("by join", strings.ToLower(w)) && rest != "" {
					parts = append(parts, s[start:i])
					start = i + n + len(w)
					break
				}
			}
		}
		i += n
	}
	return append(parts, s[start:])
}

// leadingName is the name that a part begins with, where dates, roles and
// houses may follow; "" where it begins with none.
func leadingName(s string, lex []*lexicon) string {
	s = strings.TrimSpace(s)
	var words []string
	for s != "" && len(words) < 6 {
		w, rest := cutWord(s)
		bare := strings.ToLower(strings.Trim(w, ".:"))
		if isDateWord(bare, lex) && !particles[bare] && len(words) > 0 || !nameWord(w, len(words) > 0) {
			break
		}
		role := false
		for _, x := range lex {
			role = role || x.in("role", bare)
		}
		if role && len(words) > 0 {
			break
		}
		words = append(words, w)
		s = rest
	}
	// What follows a name is short; a sentence that begins "By Monday Smith
	// had" goes on.
	if len(words) == 0 || wordsOf(s) > 6 {
		return ""
	}
	name := strings.Trim(strings.Join(words, " "), " .:")
	if len(words) == 1 && wordsOf(s) > 2 || !isName(name) && len(words) > 1 {
		return ""
	}
	return titleCase(name)
}

// titleCase writes a name in capitals as a name.
func titleCase(s string) string {
	if s != strings.ToUpper(s) || utf8.RuneCountInString(s) < 6 {
		return s
	}
	out, up := []rune(strings.ToLower(s)), true
	for i, r := range out {
		if up {
			out[i] = unicode.ToUpper(r)
		}
		up = !unicode.IsLetter(r) && r != '’' && r != '\''
	}
	return string(out)
}

func cutWord(s string) (word, rest string) {
	s = strings.TrimLeft(s, " \u00a0")
	if i := strings.IndexAny(s, " \u00a0"); i >= 0 {
		return s[:i], strings.TrimLeft(s[i:], " \u00a0")
	}
	return s, ""
}

// particles stand in names in lower case.
var particles = map[string]bool{"de": true, "del": true, "da": true, "di": true, "von": true, "van": true, "der": true, "den": true,
	"la": true, "le": true, "el": true, "al": true, "bin": true, "ibn": true, "dos": true, "das": true, "ter": true, "ten": true, "af": true, "av": true, "e": true, "y": true, "zu": true, "du": true, "ben": true, "bint": true}

func nameWord(w string, inside bool) bool {
	if inside && particles[strings.ToLower(w)] {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) && !unicode.Is(unicode.Arabic, r) && !unicode.Is(unicode.Hebrew, r) && !unicode.Is(unicode.Han, r) {
		return false
	}
	for _, r := range w {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '.' && r != '-' && r != '\'' && r != '’' {
			return false
		}
	}
	return true
}

// isNames reports a name, or several with slashes between them.
func isNames(s string) bool {
	for part := range strings.SplitSeq(s, "/") {
		if !isName(part) {
			return false
		}
	}
	return true
}

// isName reports two to four words, particles apart, that are all written as
// names are.
func isName(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if !nameWord(w, n > 0) || strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > 3 {
			return false
		}
		if n == 0 || !particles[strings.ToLower(w)] {
			n++
		}
	}
	return n >= 2 && n <= 4
}

// capitalised reports a line whose first letter is a capital.
func capitalised(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
