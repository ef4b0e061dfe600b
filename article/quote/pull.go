package quote

import (
	"strings"
	"unicode"
)

// maxPulled is how many block quotes are looked for in the rest of the text.
const maxPulled = 16

// minPulled is the least that is taken for a repetition, in bytes.
const minPulled = 10

// pulled reports whether a block quote only repeats words of the story: a pull
// quote, which must not count twice. Punctuation and the words that say who
// speaks may differ: “A,” said Pell, “B.” is pulled as “A, B”.
func (a *analysis) pulled(sp *span) bool {
	body := letters(a.text[sp.start:sp.end])
	if len(body) < minPulled || a.pulls >= maxPulled {
		return false
	}
	a.pulls++
	if a.pulls == 1 {
		a.prose, a.speech = a.lettersOf()
	}
	return strings.Contains(a.prose, body) || strings.Contains(a.speech, body)
}

// lettersOf are the letters of the story and those of what is said in it, block
// quotes left out; a line feed stands between paragraphs of the story.
func (a *analysis) lettersOf() (prose, speech string) {
	var p, s strings.Builder
	for u := range a.units {
		if un := &a.units[u]; !un.skip && !un.block {
			p.WriteString(letters(a.text[un.start:un.end]))
			p.WriteByte('\n')
		}
	}
	for i := range a.spans {
		if sp := &a.spans[i]; !a.units[sp.unit].block {
			s.WriteString(letters(a.text[sp.start:sp.end]))
		}
	}
	return p.String(), s.String()
}

// letters are the letters and digits of s in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
