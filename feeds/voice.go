package feeds

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Voice is one speaker through all articles.
type Voice struct {
	ID     int64 // 0: nobody is named
	Name   string
	Role   string // as the newest quote gives it
	Quotes int
	Newest time.Time
	Last   string // the words of the newest quote
}

// Name is a speaker's name taken apart, to tell whether two are one person.
//
// Articles name people in many ways, and nothing but the names tells them
// apart. The rule, from sure to unsure; where it is not sure, two stay two,
// since two lists of one person are a nuisance and one list of two a lie:
//
//  1. Letters are compared without case, diacritics, dots and apostrophes; a
//     hyphen is a blank. Abbreviated titles in front ("Dr.", "Sen.") are no part
//     of the name; "Jr." and "III" are: they tell the son from the father.
//  2. A full name has a first name and a last one. Two full names are one person
//     in all articles when they agree but for middle initials: "Ann Hale" and
//     "Ann R. Hale", but not "Ann Q. Hale" and "Ann R. Hale".
//  3. A title that was left in front of a full name belongs to it when it says so:
//     it holds an acronym ("ECB President Christine Lagarde"), or its words are
//     those of the speaker's known role.
//  4. A bare name (a surname, with or without particles or initials, or a first
//     name) is the only full name of its own article that it fits. Where the
//     article has none, or two, it stays by itself: "Smith" of one article is
//     never put together with the "Jane Smith" of another.
//  5. What is no name ("a spokesman for the ministry") is compared as it stands.
type Name struct {
	Key    string   // all of it, folded; the same key is the same name
	words  []string // folded, titles and suffix left out
	small  []bool   // the word is a particle: written small
	caps   []bool   // the word is an acronym
	suffix string
	phrase bool // no name
}

// ParseName takes a name apart.
func ParseName(name string) Name {
	n := Name{Key: FoldName(name)}
	raw := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || hyphen(r) })
	for i, w := range raw {
		folded := strings.Fields(FoldName(w))
		if len(folded) == 0 {
			continue
		}
		if title(w) && i < len(raw)-1 && !n.named() {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))
		for _, f := range folded {
			n.words = append(n.words, f)
			n.small = append(n.small, unicode.IsLower(first))
			n.caps = append(n.caps, acronym(w))
			// A word written small that is longer than any particle ("von",
			// "della") is a common noun.
			n.phrase = n.phrase || unicode.IsLower(first) && utf8.RuneCountInString(f) > 5
		}
	}
	if k := len(n.words); k > 2 && slices.Contains([]string{"jr", "sr", "ii", "iii", "iv"}, n.words[k-1]) {
		n.suffix = n.words[k-1]
		n.words, n.small, n.caps = n.words[:k-1], n.small[:k-1], n.caps[:k-1]
	}
	k := len(n.words)
	n.phrase = n.phrase || k == 0 || n.small[k-1]
	return n
}

// named reports whether a word that is no particle stands there already.
func (n Name) named() bool { return slices.Contains(n.small, false) }

// title reports an abbreviation of more than one letter: "Dr.", "Sen.".
func title(w string) bool {
	return strings.HasSuffix(w, ".") && strings.Count(w, ".") == 1 && utf8.RuneCountInString(w) > 2
}

// acronym reports a word of capitals: no first name is written so among words
// that are not.
func acronym(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

func hyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// Last is the folded surname, by which candidates are looked for.
func (n Name) Last() string {
	if len(n.words) == 0 {
		return n.Key
	}
	return n.words[len(n.words)-1]
}

// Full reports a name that stands for one person by itself: at least a first
// name that is more than an initial, and a last one.
func (n Name) Full() bool {
	if n.phrase {
		return false
	}
	whole := 0
	for i, w := range n.words {
		if !n.small[i] && (utf8.RuneCountInString(w) > 1 || i == len(n.words)-1) {
			whole++
		}
	}
	return whole >= 2 && !n.small[0]
}

// Named reports a name, full or bare, and no phrase.
func (n Name) Named() bool { return !n.phrase }

// Same reports whether two full names are one person: rules 2 and 3. role is
// what is known of either.
func (n Name) Same(o Name, role string) bool {
	if !n.Full() || !o.Full() || n.suffix != o.suffix || n.Last() != o.Last() {
		return n.Key == o.Key
	}
	return n.behind(o, role) || o.behind(n, role)
}

// Shares reports whether a name, folded whole, holds a word of n beside the
// surname. No two names are the Same without; it is the quicker question.
func (n Name) Shares(key string) bool {
	if !n.Full() {
		return n.Key == key
	}
	for _, w := range n.words[:len(n.words)-1] {
		if i := strings.Index(key, w); i >= 0 && strings.Contains(" "+key+" ", " "+w+" ") {
			return true
		}
	}
	return false
}

// behind reports whether o is n, or n with a title left in front of it.
func (n Name) behind(o Name, role string) bool {
	known := strings.Fields(FoldName(role))
	acronym, said := false, true
	for front := range len(n.words) - 1 {
		if front > 0 {
			acronym = acronym || n.caps[front-1] && slices.Contains(n.caps, false)
			said = said && slices.Contains(known, n.words[front-1])
		}
		if (front == 0 || acronym || said) && agree(n.words[front:], o.words) {
			return front == 0 || !o.bareBeside(n, front)
		}
	}
	return false
}

// agree reports whether first and last words are the same, and those between
// but for initials.
func agree(a, b []string) bool {
	if len(a) < 2 || a[0] != b[0] || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	a, b = a[1:len(a)-1], b[1:len(b)-1]
	return within(a, b) || within(b, a)
}

// bareBeside reports that the shorter name is only a surname with particles, as
// the longer writes it: "Van Dijk" at the head of a sentence, "Virgil van Dijk".
func (n Name) bareBeside(long Name, front int) bool {
	whole := 0
	for i := range n.words {
		if at := front + i; !n.small[i] && (at >= len(long.small) || !long.small[at]) {
			whole++
		}
	}
	return whole < 2
}

// within reports whether the middle names of one stand among those of the other
// in order, an initial standing for its name, and what the other has more are
// initials: "Supreme Administrative Court" is not the Supreme Court.
func within(few, many []string) bool {
	for _, m := range many {
		switch {
		case len(few) > 0 && (few[0] == m || initial(few[0], m) || initial(m, few[0])):
			few = few[1:]
		case utf8.RuneCountInString(m) > 1:
			return false
		}
	}
	return len(few) == 0
}

func initial(a, b string) bool {
	return utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a)
}

// Fits reports whether a bare name may be this full one of the same article:
// rule 4.
func (n Name) Fits(full Name) bool {
	k, f := len(n.words), len(full.words)
	if n.phrase || k == 0 || k > f || !full.Full() {
		return false
	}
	tail := slices.Equal(n.words, full.words[f-k:])
	switch {
	case n.Full():
		return k < f && tail && n.bareBeside(full, f-k)
	case k < f && (tail || slices.Equal(n.words, full.words[:k])):
		return true
	}
	return k >= 2 && n.Last() == full.Last() && initial(n.words[0], full.words[0]) && within(n.words[1:k-1], full.words[1:f-1])
}

// Better reports whether n is the better name to show for a person than o: no
// initials, no title in front, then the shorter.
func (n Name) Better(o Name) bool {
	a, b := n.Full(), o.Full()
	if a != b {
		return a
	}
	if a, b := n.initials(), o.initials(); a != b {
		return a < b
	}
	return len(n.words) < len(o.words)
}

func (n Name) initials() int {
	k := 0
	for _, w := range n.words {
		if utf8.RuneCountInString(w) == 1 {
			k++
		}
	}
	return k
}

// FoldName is a name for comparing: small letters without diacritics, dots and
// apostrophes, one blank between words.
func FoldName(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		switch {
		case accent(r) || r == '\'' || r == '’' || r == 'ʼ':
			continue
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if as, ok := folds(unicode.ToLower(r)); ok {
				b.WriteString(as)
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
		default:
			gap = true
		}
	}
	return norm.NFC.String(b.String())
}

// accent reports a mark that may be left out in writing: accents, and the vowel
// points of Arabic and Hebrew. The vowel signs of India and Thailand may not.
func accent(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x591 && r <= 0x5c7 || r >= 0x64b && r <= 0x65f || r == 0x670
}

// folds are the letters whose stroke or bow is no mark to Unicode.
func folds(r rune) (string, bool) {
	switch r {
	case 'ø':
		return "o", true
	case 'ł':
		return "l", true
	case 'đ', 'ð':
		return "d", true
	case 'ß':
		return "ss", true
	case 'æ':
		return "ae", true
	case 'œ':
		return "oe", true
	case 'þ':
		return "th", true
	case 'ı':
		return "i", true
	}
	return "", false
}

// Asked reports whether a query names a speaker: each of its words is a word of
// the name, the last may be its beginning; both folded. Where a script writes no
// blanks, a part of the name will do. It is how stored quotes are asked for, too.
func Asked(query, name string) bool {
	ws := strings.Fields(FoldName(query))
	names := strings.Fields(FoldName(name))
	for i, w := range ws {
		last := i == len(ws)-1 && utf8.RuneCountInString(w) >= 3
		part := strings.ContainsFunc(w, Unspaced)
		if !slices.ContainsFunc(names, func(n string) bool {
			return n == w || last && strings.HasPrefix(n, w) || part && strings.Contains(n, w)
		}) {
			return false
		}
	}
	return len(ws) > 0
}

// Unspaced reports letters of scripts that write no blanks between words. Korean
// does, but its words carry their particles: there, too, a part of a word is what
// is looked for.
func Unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
