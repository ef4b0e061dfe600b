package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dashes finds the speech of lines that begin with a dash, where the language
// or the number of such lines shows that it is dialogue and no list.
func (a *analysis) dashes() {
	if a.l.dashFrom == 0 {
		return
	}
	var lines []int
	ended := 0
	for u := range a.units {
		un := &a.units[u]
		if un.skip || un.block || un.list {
			continue
		}
		if n := a.dashAt(un.start, un.end); n > 0 {
			lines = append(lines, u)
			if strings.ContainsRune(".!?…,:;»\"”«", lastRune(a.text[un.start:un.end])) {
				ended++
			}
		}
	}
	if len(lines) < a.l.dashFrom || 2*ended < len(lines) {
		return // a list has no full stops
	}
	var spans []span
	for _, u := range lines {
		spans = a.dashLine(spans, u)
	}
	if a.l.dashFrom > 1 && len(spans) == len(lines) {
		return // no line has an incise: a list
	}
	// Speech after a dash owns its whole line: marks inside it are nested.
	owned := make(map[int]bool, len(lines))
	for _, s := range spans {
		owned[s.unit] = true
	}
	out := a.spans[:0]
	for _, s := range a.spans {
		if !owned[s.unit] {
			out = append(out, s)
		}
	}
	a.spans = append(out, spans...)
	a.sortSpans()
}

// dashAt is the length of a dialogue dash and its blanks at lo, 0 for none.
func (a *analysis) dashAt(lo, hi int) int {
	r, n := utf8.DecodeRuneInString(a.text[lo:hi])
	switch r {
	case '—', '–', '―':
	case '-':
		if !a.l.hyphen || lo+n >= hi || a.text[lo+n] == '-' {
			return 0
		}
	default:
		return 0
	}
	i := lo + n
	for i < hi {
		r, n := utf8.DecodeRuneInString(a.text[i:hi])
		if !unicode.IsSpace(r) {
			if unicode.IsUpper(r) || strings.ContainsRune("«¿¡…„“\"'‘(", r) {
				return i - lo
			}
			return 0
		}
		i += n
	}
	return 0
}

// dashLine cuts one line of dialogue into speech and incises.
func (a *analysis) dashLine(spans []span, u int) []span {
	un := &a.units[u]
	lo := un.start + a.dashAt(un.start, un.end)
	speech := lo
	add := func(end int) {
		s := span{out0: speech, out1: end, unit: u, dash: true}
		if len(spans) == 0 || spans[len(spans)-1].unit != u {
			s.out0 = un.start
		}
		s.start, s.end = trimMarks(a.text, speech, end)
		for s.end > s.start && (a.text[s.end-1] == ',' || a.text[s.end-1] == ' ') {
			s.end--
		}
		if s.start < s.end {
			s.out1 = s.end
			spans = append(spans, s)
		}
	}
	for i := lo; i < un.end; {
		r, n := utf8.DecodeRuneInString(a.text[i:un.end])
		end, next := 0, 0
		switch r {
		case '—', '–', '―', '-':
			if a.l.incise != "comma" {
				end, next = a.dashIncise(lo, i, n, un.end)
			}
		case ',', '?', '!', '…', '»':
			if a.l.incise == "comma" {
				end, next = a.commaIncise(i, n, un.end)
			}
		}
		if next == 0 {
			i += n
			continue
		}
		add(end)
		speech = next
		i = next
	}
	if speech < un.end {
		add(un.end)
	}
	return spans
}

// dashIncise reads " — сказал X. — " or " —dijo X—" at the dash i: where the
// speech ends, and where it goes on; next 0 for no incise.
func (a *analysis) dashIncise(lo, i, n, hi int) (end, next int) {
	j := i + n
	prev, _ := utf8.DecodeLastRuneInString(a.text[lo:i])
	if i <= lo || !unicode.IsSpace(prev) && !strings.ContainsRune(",.!?…", prev) {
		return 0, 0
	}
	if a.text[i] == '-' && (j >= hi || a.text[j] != ' ') {
		return 0, 0
	}
	if !a.cueWithin(j, hi, 4) {
		return 0, 0
	}
	for k := j; k < hi; {
		r, m := utf8.DecodeRuneInString(a.text[k:hi])
		if r == '—' || r == '–' || r == '―' || r == '-' && k+1 < hi && a.text[k+1] == ' ' && a.text[k-1] == ' ' {
			before := strings.TrimRight(a.text[j:k], " ")
			if a.l.incise == "es" || endMark(before) != 0 || strings.HasSuffix(before, ":") {
				e := k + m
				for e < hi && strings.IndexByte(".,;: ", a.text[e]) >= 0 {
					e++
				}
				return i, e
			}
		}
		k += m
	}
	return i, hi
}

// commaIncise reads ", säger X." at the mark i.
func (a *analysis) commaIncise(i, n, hi int) (end, next int) {
	j := i + n
	for j < hi && (a.text[j] == ' ' || strings.HasPrefix(a.text[j:hi], "\u00a0") || strings.HasPrefix(a.text[j:hi], "\u202f")) {
		_, m := utf8.DecodeRuneInString(a.text[j:hi])
		j += m
	}
	if j == i+n || j >= hi {
		return 0, 0
	}
	limit := 3
	if a.text[i] != ',' {
		limit = 2
		if r, _ := utf8.DecodeRuneInString(a.text[j:hi]); unicode.IsUpper(r) {
			return 0, 0
		}
	}
	if a.l.tag == "fi" {
		limit = 4
	}
	if !a.cueWithin(j, hi, limit) {
		return 0, 0
	}
	for k := j; k < hi; {
		r, m := utf8.DecodeRuneInString(a.text[k:hi])
		if r == ';' || r == ',' && a.l.dropSubj && a.resumes(k+m, hi) {
			return i, k + m
		}
		if (r == '.' || r == '!' || r == '?' || r == '…' || r == ':') && (k+m >= hi || a.text[k+m] == ' ') {
			return i, k + m
		}
		k += m
	}
	return i, hi
}

// resumes reports whether speech goes on behind the comma of an incise, as a
// pronoun or a conjunction shows: "Viens, reprit-il, nous verrons".
func (a *analysis) resumes(i, hi int) bool {
	var buf [48]byte
	s := strings.TrimLeft(a.text[i:hi], "   ")
	j := strings.IndexFunc(s, func(r rune) bool { return !word(r) })
	if j <= 0 {
		return false
	}
	c := a.l.words[string(lower(buf[:0], s[:j]))]
	return c&(cPron|cConj) != 0 || j == 1 && strings.HasPrefix(s[j:], "’")
}

// cueWithin reports whether a verb of saying is among the first few words at i
// and no punctuation stands before it. A verb further on than the second word
// must follow a capital, or the words are speech.
func (a *analysis) cueWithin(i, hi, limit int) bool {
	var buf [48]byte
	for w := 0; w < limit && i < hi; w++ {
		for i < hi && (a.text[i] == ' ' || a.text[i] == 0xc2) {
			_, n := utf8.DecodeRuneInString(a.text[i:hi])
			i += n
		}
		j := i
		for j < hi {
			r, n := utf8.DecodeRuneInString(a.text[j:hi])
			if !word(r) && !unicode.IsMark(r) && r != '-' && !(r == '\'' || r == '’') {
				break
			}
			j += n
		}
		if j == i {
			return false
		}
		s := a.text[i:j]
		c := a.l.words[string(lower(buf[:0], s))]
		if k := strings.IndexByte(s, '-'); k > 0 && len(a.l.suffixes) > 0 {
			tail := s[strings.LastIndexByte(s, '-')+1:]
			if _, ok := a.l.suffixes[tail]; ok {
				return true // dit-il, fit-elle: any verb inverted so reports
			}
		}
		if c&(cCue|cWeak) != 0 {
			return true
		}
		if k := strings.LastIndexAny(s, "'’"); k > 0 && a.l.words[string(lower(buf[:0], strings.TrimLeft(s[k:], "'’")))]&(cCue|cWeak) != 0 {
			return true
		}
		i = j
	}
	return false
}
