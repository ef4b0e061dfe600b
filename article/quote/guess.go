package quote

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// voters are the function words of data/guess.txt with the languages that
// they speak for, as bits.
var voters = sync.OnceValue(func() map[string]uint32 {
	b, err := dataFiles.ReadFile("data/guess.txt")
	if err != nil {
		panic("quote: no language data guess")
	}
	m := map[string]uint32{}
	n := 0
	for line := range strings.Lines(string(b)) {
		ws := strings.Fields(line)
		if len(ws) == 0 || ws[0] == "#" {
			continue
		}
		for _, w := range ws[1:] {
			if rest, ok := strings.CutPrefix(w, "+"); ok { // letters of its own
				for _, r := range rest {
					m[string(r)+"\x00"] |= 1 << n
				}
				continue
			}
			m[w] |= 1 << n
		}
		m["\x00"+string(rune('a'+n))+ws[0]] = 0
		n++
	}
	return m
})

// voteTags are the tags of the lines of data/guess.txt, in their order.
var voteTags = sync.OnceValue(func() (tags [32]string) {
	for k := range voters() {
		if k[0] == 0 {
			tags[k[1]-'a'] = k[2:]
		}
	}
	return
})

// guessWindow is how many bytes of a text are looked at: a few paragraphs
// decide.
const guessWindow = 6000

// vote is what a word is worth that one language has alone; languages that share one
// share its vote.
const vote = 60

// cast gives a word's vote to its languages.
func cast(votes *[32]int, langs uint32) {
	if langs == 0 {
		return
	}
	share := vote / bits.OnesCount32(langs)
	for ; langs != 0; langs &= langs - 1 {
		votes[bits.TrailingZeros32(langs)] += share
	}
}

// guess names the language of a text by its script, else by its function
// words; "" where nothing speaks for one. Between two that nothing tells
// apart the first will do: they lend each other their verbs, see kin.
func guess(text string) string {
	if len(text) > guessWindow {
		text = text[:guessWindow]
	}
	if t := guessScript(text); t != "" {
		return t
	}
	m := voters()
	var votes [32]int
	var buf [48]byte
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 12 {
			continue
		}
		cast(&votes, m[string(lower(buf[:0], w))])
	}
	for _, r := range text {
		if r >= utf8.RuneSelf {
			cast(&votes, m[string(unicode.ToLower(r))+"\x00"])
		}
	}
	best := 0
	for i, v := range votes {
		if v > votes[best] {
			best = i
		}
	}
	if votes[best] < 2*vote/3 {
		return ""
	}
	return voteTags()[best]
}

// guessScript names the language of a script that one language owns here.
func guessScript(text string) string {
	var kana, hangul, han, arabic, hebrew, deva, greek, cyrillic, ukrainian, russian, bulgarian, persian, latin int
	for _, r := range text {
		switch {
		case r < 0x250:
			if unicode.IsLetter(r) {
				latin++
			}
		case r >= 0x3040 && r <= 0x30ff:
			kana++
		case r >= 0xac00 && r <= 0xd7af:
			hangul++
		case r >= 0x3400 && r <= 0x9fff:
			han++
		case r >= 0x0600 && r <= 0x06ff:
			arabic++
			if strings.ContainsRune("پچژگکی", r) {
				persian++
			}
		case r >= 0x0590 && r <= 0x05ff:
			hebrew++
		case r >= 0x0900 && r <= 0x097f:
			deva++
		case r >= 0x0370 && r <= 0x03ff:
			greek++
		case r >= 0x0400 && r <= 0x04ff:
			cyrillic++
			switch unicode.ToLower(r) {
			case 'і', 'ї', 'є', 'ґ':
				ukrainian++
			case 'ы', 'э', 'ё':
				russian++
			case 'ъ':
				bulgarian++
			}
		}
	}
	most := max(kana+han, hangul, arabic, hebrew, deva, greek, cyrillic)
	switch {
	case most == 0 || 2*most < latin:
		return ""
	case most == cyrillic:
		switch {
		case ukrainian*50 > cyrillic:
			return "uk"
		case russian == 0 && bulgarian*100 > cyrillic:
			return "bg"
		}
		return "ru"
	case most == hangul:
		return "ko"
	case most == arabic && persian*50 > arabic:
		return "fa"
	case most == arabic:
		return "ar"
	case most == hebrew:
		return "he"
	case most == deva:
		return "hi"
	case most == greek:
		return "el"
	case kana*10 > han:
		return "ja"
	}
	return "zh"
}
