package boilerplate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// leastTurns is how many turns make a dialogue.
const leastTurns = 4

// turns finds the turns of an interview or a transcript, each behind the name of
// who speaks and a colon, where two or more speak twice or more. What is said there is said to somebody: "follow me",
// "read more of them". A label that stands once, or is a word of furniture
// ("Photo: …"), names nobody.
func (j *judge) turns() {
	count := map[string]int{}
	labels := make([]string, len(j.blocks))
	for i := range j.blocks {
		if l := j.speaker(i); l != "" {
			labels[i] = l
			count[l]++
		}
	}
	all, twice := 0, 0
	for _, n := range count {
		if n >= 2 {
			all += n
			twice++
		}
	}
	if all < leastTurns || twice < 2 {
		return
	}
	for i, l := range labels {
		j.blocks[i].turn = l != "" && count[l] >= 2
	}
}

// speaker is the name before the colon that the block begins with, without what
// stands in brackets behind it; "" where there is none.
func (j *judge) speaker(i int) string {
	b := &j.blocks[i]
	if b.kind == article.Heading || b.kind == article.Figure || b.kind == article.Table {
		return ""
	}
	colon := strings.IndexAny(b.text[:min(len(b.text), 60)], ":：")
	if colon <= 0 || strings.Contains(b.text[:colon], "\n") {
		return ""
	}
	label := b.text[:colon]
	if open := strings.IndexByte(label, '('); open > 0 {
		label = label[:open]
	}
	label = strings.TrimSpace(label)
	first, _ := utf8.DecodeRuneInString(label)
	if label == "" || strings.Count(label, " ") > 3 || unicode.IsLower(first) || !unicode.IsLetter(first) || creditAt(b.ts, 0) > 0 {
		return ""
	}
	for k := range b.found {
		if f := &b.found[k]; f.from == 0 && f.to > 0 && b.ts[f.to-1].start <= colon {
			return "" // "Read more: …", "Source: …"
		}
	}
	return label
}
