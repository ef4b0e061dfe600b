package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is one stretch between quotation marks, or one piece of speech after a
// dash.
type span struct {
	start, end int // the words, marks and edge blanks left out
	out0, out1 int // with the marks
	unit       int // index of its unit
	fam        family
	dash       bool // speech after a dash, without marks
	tagged     bool // the page itself says that this is a quotation
	cont       bool // not closed at the end of its unit: the next one goes on
	from       bool // goes on with the quote of the unit before
	turn       int  // of speech without marks in a dialogue: its voice, from 1
}

// family groups the marks that can open and close one another.
type family uint8

const (
	famDouble family = iota + 1
	famSingle
	famAngle
	famAngle1
	famCorner
	famCorner2
	famPrime // 〝 〟
	famTitle // 《 》: always a title
)

// mark is one quotation mark with the sides on which it can stand.
type mark struct {
	pos, n      int
	r           rune
	fam         family
	open, close bool
}

// leads are the first bytes of all marks: the scan decodes only there.
var leads = func() (t [256]bool) {
	for _, r := range "\"'`«»“”„‟‘’‚‹›「」『』《》〈〉〝〞〟＂״" {
		var b [4]byte
		utf8.EncodeRune(b[:], r)
		t[b[0]] = true
	}
	return
}()

// scanMarks appends the marks of text[lo:hi] to ms.
func scanMarks(ms []mark, text string, lo, hi int) []mark {
	for i := lo; i < hi; {
		if !leads[text[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:hi])
		m, ok := markAt(text, lo, hi, i, r, n)
		if ok {
			ms = append(ms, m)
			n = m.n
		}
		i += n
	}
	return ms
}

// hebrewPrefix reports whether s ends in a word of one or two letters that Hebrew writes in
// front of a noun.
func hebrewPrefix(s string) bool {
	w := s[1+strings.LastIndexByte(s, ' '):]
	return len(w) > 0 && len(w) <= 2*len("ב") && strings.Trim(w, "בלמהשוכ") == ""
}

// hebrewWord reports whether s begins with two letters of Hebrew or more: behind the mark of
// an abbreviation only one stands.
func hebrewWord(s string) bool {
	n := 0
	for _, r := range s {
		if n == 2 {
			return true
		}
		if !unicode.Is(unicode.Hebrew, r) {
			return false
		}
		n++
	}
	return n == 2
}

// markAt classes the rune at i; ok is false where it is no mark.
func markAt(text string, lo, hi, i int, r rune, n int) (m mark, ok bool) {
	m = mark{pos: i, n: n, r: r}
	switch r {
	case '״': // between letters it marks an abbreviation
		m.fam = famDouble
	case '"', '“', '”', '„', '‟', '＂':
		m.fam = famDouble
	case '«', '»':
		m.fam = famAngle
	case '‹', '›':
		m.fam = famAngle1
	case '‘', '’', '‚':
		m.fam = famSingle
	case '\'', '`': // '' and `` serve as double marks in old wire copy
		m.fam = famSingle
		if i+1 < hi && text[i+1] == byte(r) {
			m.fam, m.n = famDouble, 2
			if i+2 < hi && text[i+2] == byte(r) {
				m.n = 3
			}
		} else if r == '`' {
			return m, false
		}
	case '「', '」':
		m.fam = famCorner
	case '『', '』':
		m.fam = famCorner2
	case '〝', '〞', '〟':
		m.fam = famPrime
	case '《', '》', '〈', '〉':
		m.fam = famTitle
	default:
		return m, false
	}
	before, _ := utf8.DecodeLastRuneInString(text[lo:i])
	after, _ := utf8.DecodeRuneInString(text[i+m.n : hi])
	atStart, atEnd := i == lo, i+m.n >= hi
	lead := atStart || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/‒―…'‘’\"“«»„¿¡*_|:：，。、", before)
	tail := atEnd || unicode.IsSpace(after) || strings.ContainsRune(")]}.,;:!?…—–-/'’\"”»«“*_|、。，！？；：", after)
	letters := !atStart && !atEnd && word(before) && word(after)
	if letters && (r == '\'' || r == '’') && unicode.Is(unicode.Hangul, before) {
		letters, tail = false, true // '...'라고: a particle joins the mark
	}
	if letters && (r == '״' || r == '"') && hebrewPrefix(text[lo:i]) && hebrewWord(text[i+m.n:hi]) {
		letters, lead, tail = false, true, false // ב"מעשה חמור": a preposition joins the mark
	}
	if r == '״' && letters {
		return m, false
	}
	switch r {
	case '「', '『', '《', '〈', '〝':
		m.open = true
	case '」', '』', '》', '〉', '〞', '〟':
		m.close = true
	case '“':
		m.open, m.close = !atEnd, !atStart // closes „ only
	case '„', '‟', '‚':
		m.open = true
	case '”':
		m.close, m.open = true, lead && !tail
	case '«', '‹', '»', '›':
		m.open, m.close = true, true
	case '‘':
		m.open, m.close = !letters && !atEnd, !letters
	case '’':
		m.close = !letters && !(atStart || unicode.IsSpace(before)) && !(strings.ContainsRune("‘“„«\"", before) && word(after))
	case '\'', '`':
		if m.fam == famSingle {
			if letters {
				return m, false
			}
			m.open = lead && !tail && !unicode.IsDigit(after)
			m.close = !(atStart || unicode.IsSpace(before))
			break
		}
		fallthrough
	default: // straight
		m.open = lead && !atEnd && !unicode.IsSpace(after)
		m.close = !(atStart || unicode.IsSpace(before)) && (tail || !lead || strings.ContainsRune("。！？，", before))
		if !m.open && !m.close { // spaced on both sides
			m.open, m.close = !atEnd, !atStart
		}
		if m.open && m.close { // A—"B, ("A": which side is next to a word?
			if word(after) && !word(before) && !strings.ContainsRune(".,!?…。！？，", before) {
				m.close = strings.ContainsRune("—–-", before)
			}
		}
	}
	return m, true
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// style is what the whole article shows of its marks.
type style struct {
	single bool // ‘ ’ are the outer marks, as in Britain and the Netherlands
	inward bool // »...«, as in German and Danish books: « never opens
}

// styleOf counts speech-like single marks against the others. Apostrophes
// outnumber both, so only a closer beside punctuation is a witness.
func styleOf(text string, units []unit, marks []mark, of []int) style {
	double, single, opens, inward := 0, 0, 0, 0
	for u := range units {
		for _, m := range marks[of[u]:of[u+1]] {
			switch {
			case m.fam == famAngle:
				double++
				inward += leans(text, units[u], m)
			case m.fam != famSingle:
				if m.close && m.fam != famTitle {
					double++
				}
			case m.open && m.r != '’':
				opens++
			case m.close && m.pos > units[u].start:
				if strings.IndexByte(".,!?", text[m.pos-1]) >= 0 {
					single += 2
				} else if e := m.pos + m.n; e < units[u].end && strings.IndexByte(".,", text[e]) >= 0 && text[m.pos-1] != 's' {
					single++
				}
			}
		}
	}
	return style{single: opens > 0 && single > 0 && min(single, 2*opens) > double, inward: inward > 0}
}

// leans is 1 where an angle mark shows the inward convention, -1 where it shows
// the outward one, 0 where it tells nothing.
func leans(text string, un unit, m mark) int {
	prev, _ := utf8.DecodeLastRuneInString(text[un.start:m.pos])
	next, _ := utf8.DecodeRuneInString(text[m.pos+m.n : un.end])
	before := m.pos > un.start && !unicode.IsSpace(prev) && !strings.ContainsRune("([-–—’'", prev)
	after := m.pos+m.n < un.end && !unicode.IsSpace(next) && (word(next) || strings.ContainsRune("¿¡(", next))
	switch {
	case before == after:
		return 0
	case (m.r == '»') == after:
		return 1
	}
	return -1
}
