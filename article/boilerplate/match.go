package boilerplate

import (
	"strings"

	"pullquote/article"
)

// found is one phrase met in a block: where, in tokens.
type found struct {
	*phrase
	from, to int
}

// find appends the phrases of the lexicon that stand in the block.
func (x *lexicon) find(ts []token, to []found) []found {
	for i := range ts {
		t := ts[i].text
		for _, p := range x.first[t] {
			to = tryPhrase(p, ts, i, to)
		}
		if number(t) {
			for _, p := range x.first[anyNumber] {
				to = tryPhrase(p, ts, i, to)
			}
		}
		if k := pair(t); x.starts[k>>6]&(1<<(k&63)) == 0 {
			continue
		}
		for _, n := range x.lens {
			if n <= len(t) {
				for _, p := range x.stems[t[:n]] {
					to = tryPhrase(p, ts, i, to)
				}
			}
		}
	}
	return to
}

func tryPhrase(p *phrase, ts []token, i int, to []found) []found {
	if p.begins && !onlyMarks(ts[:i]) {
		return to
	}
	if p.reason == article.Navigation && p.begins && p.ends && i > 0 {
		return to // "5 Sports" is no menu
	}
	end := match(p.words, ts, i)
	if p.reason == article.Navigation && p.begins && p.ends && end < len(ts) {
		return to
	}
	if end < 0 || p.ends && !onlyMarks(ts[end:]) {
		return to
	}
	return append(to, found{phrase: p, from: i, to: end})
}

// onlyMarks: nothing but marks, numbers and ornaments stands there.
func onlyMarks(ts []token) bool {
	for i := range ts {
		if !ts[i].mark && !number(ts[i].text) {
			return false
		}
	}
	return true
}

// match is the token behind the phrase when it stands at i, or -1. Marks that
// the phrase does not name are passed over; gaps are tried from the shortest.
// The rows are a dozen places at most, so that recursion is bounded.
func match(words []element, ts []token, i int) int {
	if len(words) == 0 {
		return i
	}
	e := &words[0]
	if e.gap > 0 {
		j := i
		for n := 0; n <= e.gap; n++ {
			if end := match(words[1:], ts, j); end >= 0 {
				return end
			}
			for j < len(ts) && ts[j].mark {
				j++
			}
			if j++; j > len(ts) {
				return -1
			}
		}
		return -1
	}
	j := i
	for j < len(ts) && ts[j].mark && (e.any == nil || !e.wants(ts[j].text)) {
		j++
	}
	if j < len(ts) && e.wants(ts[j].text) {
		if end := match(words[1:], ts, j+1); end >= 0 {
			return end
		}
	}
	if e.end && onlyMarks(ts[i:]) {
		return match(words[1:], ts, len(ts))
	}
	if e.optional {
		return match(words[1:], ts, i)
	}
	return -1
}

// wants reports whether the word fits the place.
func (e *element) wants(w string) bool {
	if e.number && number(w) {
		return true
	}
	if e.any == nil && e.prefix == nil {
		return !e.number && !e.end
	}
	for _, a := range e.any {
		if a == w {
			return true
		}
	}
	for _, a := range e.prefix {
		if strings.HasPrefix(w, a) {
			return true
		}
	}
	return false
}
