package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dashTurn cuts one turn of a dialogue into speech and incises: the dash stands
// at out, the words begin at lo.
func (a *analysis) dashTurn(spans []span, u, out, lo, hi int) []span {
	speech, first := lo, len(spans)
	add := func(end int) {
		s := span{out0: speech, out1: end, unit: u, dash: true}
		if len(spans) == first {
			s.out0 = out
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
	for i := lo; i < hi; {
		r, n := utf8.DecodeRuneInString(a.text[i:hi])
		end, next := 0, 0
		switch r {
		case '—', '–', '―', '-':
			if a.l.incise != "comma" {
				end, next = a.dashIncise(lo, i, n, hi)
			}
		case ',', '?', '!', '…', '»', ';', '\u037e':
			if (r == ';' || r == '\u037e') && a.l.tag != "el" {
				break
			}
			if a.l.incise != "pair" {
				if end, next = a.commaIncise(lo, i, n, hi); next > 0 && r != ',' && r != '»' {
					end += n
				}
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
	if speech < hi {
		add(hi)
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
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(a.text[k+m:hi], " "))
			if a.l.incise == "es" || endMark(before) != 0 || strings.HasSuffix(before, ":") || unicode.IsLower(next) && wordsIn(before, 8) < 8 {
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
func (a *analysis) commaIncise(lo, i, n, hi int) (end, next int) {
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
	if a.goesOnTalking(j, hi) {
		return 0, 0
	}
	if !a.cueWithin(j, hi, limit) {
		return 0, 0
	}
	for k := j; k < hi; {
		r, m := utf8.DecodeRuneInString(a.text[k:hi])
		if r == ';' || r == ',' && (a.l.dropSubj && a.resumes(k+m, hi) || wordsIn(a.text[lo:i], 3) < 3 && a.bareIncise(j, k) && !(a.l.definite && a.describes(k+m, hi))) {
			return i, k + m
		}
		if (r == '.' || r == '!' || r == '?' || r == '…' || r == ':') && (k+m >= hi || a.text[k+m] == ' ') {
			return i, k + m
		}
		k += m
	}
	return i, hi
}

// goesOnTalking reports whether the words behind a comma begin with a conjunction: no
// incise does. – Det er absurd, men jeg husker David.
func (a *analysis) goesOnTalking(i, hi int) bool {
	var buf [48]byte
	n := strings.IndexByte(a.text[i:hi], ' ')
	return n > 0 && a.l.words[string(lower(buf[:0], a.text[i:i+n]))]&(cConj|cAdv|cAux|cCue) == cConj
}

// bareIncise reports whether an incise is no more than a verb and who speaks,
// so that what follows its comma is speech: – Havet, sier Peder Vik, tar alt.
func (a *analysis) bareIncise(lo, hi int) bool {
	n := wordsIn(a.text[lo:hi], 6)
	r, _ := utf8.DecodeLastRuneInString(a.text[lo:hi])
	return n >= 2 && n < 6 && unicode.IsLetter(r)
}

// describes reports whether the words behind a comma say who somebody is: sier Peder Vik, sjef for havna.
func (a *analysis) describes(i, hi int) bool {
	var buf [48]byte
	s := strings.TrimLeft(a.text[i:hi], " ")
	j := strings.IndexFunc(s, func(r rune) bool { return !word(r) })
	if j <= 0 {
		return false
	}
	w := string(lower(buf[:0], s[:j]))
	c := a.l.words[w]
	if c == 0 && a.l.tails != nil {
		c, _ = a.l.derived(w)
	}
	return c&(cRole|cTitle|cRel|cIndef) != 0 && c&cCue == 0 || s[0] >= '0' && s[0] <= '9'
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
		if c&(cCue|cWeak) != 0 || w == 0 && c == 0 && a.namedNext(s, j, hi) {
			return true
		}
		if k := strings.LastIndexAny(s, "'’"); k > 0 && a.l.words[string(lower(buf[:0], strings.TrimLeft(s[k:], "'’")))]&(cCue|cWeak) != 0 {
			return true
		}
		i = j
	}
	return false
}

// namedNext reports whether a name follows an unknown word in lower case, roles
// and numbers between: – Så är det, grymtar polisen Sven Ek.
func (a *analysis) namedNext(w string, i, hi int) bool {
	var buf [48]byte
	if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(r) || i >= hi || a.text[i] != ' ' {
		return false
	}
	given, up, role := false, false, false
	n := 0
	for f := range strings.FieldsSeq(a.text[i+1 : min(hi, i+100)]) {
		r, _ := utf8.DecodeRuneInString(f)
		c := a.l.words[string(lower(buf[:0], strings.TrimRight(f, ".,")))]
		switch {
		case unicode.IsUpper(r):
			if up && (given || c&(cMale|cFemale) != 0) {
				return true
			}
			given, up = c&(cMale|cFemale) != 0, true
		case up, n > 5, n > 3 && !role:
			return false
		case role && !given && c&(cOf|cPrep|cOrg) != 0, role && n > 0 && c == 0: // президентът на клуба
		case c&(cRole|cTitle|cAdv|cDet) == 0 && !unicode.IsDigit(r) && !strings.Contains(f, "-"):
			return false
		}
		if strings.ContainsAny(f, ".,;:!?") {
			return false
		}
		role = role || c&cRole != 0
		n++
	}
	return false
}

// maxInner is the longest incise inside marks, in bytes.
const maxInner = 120

// inner finds the incise inside a quotation that keeps its marks round it:
// « A, dit Pell, b », «А, — сказал Белов, — б», «A – dice Rossi – b». lo is
// where its verb begins; lo 0 for none.
func (a *analysis) inner(s *span) (lo, hi int) {
	if a.l.dashFrom != 1 || a.l.incise == "" || s.dash || s.turn > 0 {
		return 0, 0
	}
	for i := s.start; i < s.end; {
		c := a.text[i]
		if c != ',' && c != '-' && c != 0xe2 {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(a.text[i:s.end])
		j := i + n
		dash := r == '—' || r == '–' || r == '―' || r == '-' && i > s.start && a.text[i-1] == ' '
		i = j
		if !dash && (r != ',' || !a.l.dropSubj || a.l.incise == "pair") || i >= s.end {
			continue
		}
		for j < s.end && a.text[j] == ' ' {
			j++
		}
		if dash && r == '-' && j == i || !a.cueWithin(j, s.end, 2) {
			continue
		}
		if hi = a.innerEnd(j, s.end, dash); hi > 0 && (dash || a.hasSubject(a.text[j:hi])) {
			return j, hi
		}
	}
	return 0, 0
}

// innerEnd is where an incise ends that begins at lo: at the next comma or dash.
func (a *analysis) innerEnd(lo, hi int, dash bool) int {
	for k, r := range a.text[lo:min(hi, lo+maxInner)] {
		switch r {
		case ',':
			if !dash {
				return lo + k
			}
		case '—', '–', '―':
			if dash {
				return len(strings.TrimRight(a.text[:lo+k], " ,.:"))
			}
		case '-':
			if dash && k > 0 && a.text[lo+k-1] == ' ' {
				return len(strings.TrimRight(a.text[:lo+k], " ,.:"))
			}
		case '.', '!', '?', ';', '\n':
			if !dash {
				return lo + k
			}
		}
	}
	if hi-lo < maxInner {
		return hi
	}
	return 0
}

// hasSubject reports whether a name or an inverted pronoun follows the verb of an
// incise, within a word or two.
func (a *analysis) hasSubject(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if n > 0 && unicode.IsUpper(r) {
			return true
		}
		if k := strings.LastIndexByte(w, '-'); k > 0 {
			if _, ok := a.l.suffixes[w[k+1:]]; ok {
				return true
			}
		}
		if n++; n > 4 {
			break
		}
	}
	return false
}
