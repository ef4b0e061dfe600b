package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// turn is one line of an interview or a transcript: who its label says speaks,
// and the words behind it.
type turn struct {
	unit, lo, body, hi int
	label              string // as written, "" for a line without one
	kind               turnKind
	taken              bool // its words are speech
	on                 bool // it goes on with the speech of the line before
}

// turnKind says what the head of a line is.
type turnKind uint8

const (
	plainLine  turnKind = iota
	askLine             // Q:
	answerLine          // A:
	boldLine            // a question in a line of its own, in bold or as a heading
	nameLine            // NAME:
	stopLine            // another heading: nobody goes on speaking behind it
)

// The bounds of a dialogue: fewer labelled lines may be anything; a label is
// looked for in the first bytes of a line; more names than this are a list.
const (
	minTurns  = 3
	maxLabel  = 60
	maxLabels = 24
	maxOn     = 6 // paragraphs that one answer goes on
)

// turns finds the speech of interviews and transcripts, which stands without
// marks: what follows "A:" or a name and a colon, and what follows a question in
// bold. It needs several such lines that alternate: "Note:" is no speaker.
func (a *analysis) turns() {
	if a.l.tag == "" {
		return
	}
	ts := a.turnLines()
	switch {
	case ts == nil:
	case a.nameDialogue(ts):
		a.goOn(ts, false)
		a.speak(ts)
	case a.letterDialogue(ts):
		a.goOn(ts, false)
		a.speak(ts)
	case a.boldDialogue(ts):
		a.goOn(ts, true)
		a.speak(ts)
	}
}

// turnLines are the lines of the article with their labels; nil where too few
// have one.
func (a *analysis) turnLines() (ts []turn) {
	heads := 0
	for pass := range 2 {
		if pass == 1 && heads < minTurns {
			return nil
		}
		for u := range a.units {
			un := &a.units[u]
			if un.block || un.skip && !un.heading {
				continue
			}
			for lo := un.start; lo < un.end; {
				hi := un.end
				if i := strings.IndexByte(a.text[lo:hi], '\n'); i >= 0 {
					hi = lo + i
				}
				t := turn{unit: u, lo: lo, body: lo, hi: hi}
				if !un.list {
					a.labelOf(&t, un)
				}
				if pass == 1 {
					ts = append(ts, t)
				} else if t.kind != plainLine && t.kind != stopLine {
					heads++
				}
				lo = hi + 1
			}
		}
	}
	return ts
}

// labelOf reads the head of a line: a letter or a name before a colon, or a
// whole line in bold that asks.
func (a *analysis) labelOf(t *turn, un *unit) {
	if un.heading || un.bold {
		if strings.HasSuffix(a.text[t.lo:t.hi], "?") || strings.HasSuffix(a.text[t.lo:t.hi], "？") {
			t.kind = boldLine
		} else if un.heading {
			t.kind = stopLine
		}
		if un.heading {
			return
		}
	}
	s := a.text[t.lo:t.hi]
	head := s[:min(len(s), maxLabel)]
	i, n := strings.IndexByte(head, ':'), 1
	if i < 0 {
		if i = strings.Index(head, "："); i >= 0 {
			n = len("：")
		} else if len(head) > 2 && head[1] == '.' && head[2] == ' ' && unicode.IsUpper(rune(head[0])) {
			i = 1 // Q. and A.
		} else {
			return
		}
	}
	if i == 0 || n == 1 && i+1 < len(s) && s[i+1] != ' ' && s[i+1] < utf8.RuneSelf {
		return
	}
	label := head[:i]
	if k := strings.LastIndexAny(label, "(["); k > 0 { // ADA PELL (Kestrel Bay):
		label = label[:k]
	} else if k := strings.IndexByte(label, ']'); k > 0 && label[0] == '[' { // [00:12] ADA PELL:
		label = label[k+1:]
	}
	label = strings.TrimSpace(label)
	kind := plainLine
	var buf [48]byte
	switch a.l.labels[string(lower(buf[:0], label))] {
	case 'q':
		kind = askLine
	case 'a':
		kind = answerLine
	default:
		if n == 1 && s[i] == ':' && a.nameLabel(label) {
			kind = nameLine
		}
	}
	if kind != plainLine {
		t.kind, t.label = kind, label
		t.body, _ = trim(a.text, t.lo+i+n, t.hi)
	}
}

// nameLabel reports whether the words before a colon can be a name: up to five
// words with capitals and the particles between them.
func (a *analysis) nameLabel(s string) bool {
	var buf [48]byte
	n := 0
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		c := a.l.words[string(lower(buf[:0], strings.TrimRight(w, ".")))]
		if !unicode.IsUpper(r) && (n == 0 || c&cParticle == 0) || n == 0 && c&(cDet|cConj|cSub|cPoss|cPron) != 0 {
			return false
		}
		for _, r := range w {
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’-", r) {
				return false
			}
		}
		n++
	}
	return n > 0 && n <= 5
}

// nameDialogue takes the lines of those speakers whom something shows to be
// people. A list of terms has labels that come once, or nobody's name.
func (a *analysis) nameDialogue(ts []turn) bool {
	count := map[string]int{}
	named, bold, changes, pairs, last, at := 0, 0, 0, 0, "", 0
	for i := range ts {
		switch t := &ts[i]; t.kind {
		case boldLine:
			bold++
			last = ""
		case nameLine:
			named++
			count[t.label]++
			if pairs++; t.label != last && (i-at <= maxOn+1 || named == 1) {
				changes++
			}
			last, at = t.label, i
		}
	}
	if named+min(bold, named) < minTurns || len(count) > maxLabels || len(count) < 2 && bold < 2 || 2*len(count) > named+1 && bold < 2 || 2*changes < pairs {
		return false
	}
	people := map[string]bool{}
	spoken, sides := 0, 0
	for l, n := range count {
		if a.personLabel(l, n, ts) {
			people[l] = true
			spoken += n
			sides++
		} else if n > 1 {
			sides++ // the house that asks, a moderator
		}
	}
	if spoken < 2 || sides < 2 && bold < 2 || 5*spoken < 2*named {
		return false
	}
	for i := range ts {
		if t := &ts[i]; t.kind == nameLine {
			t.taken = people[t.label] || a.roleLabel(t.label)
		}
	}
	return true
}

// personLabel reports whether a label names a person: a first name or a title
// begins it, or the article has it behind one, or who stands there says I.
func (a *analysis) personLabel(l string, n int, ts []turn) bool {
	var buf [48]byte
	ws := strings.Fields(l)
	lead := func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) && a.l.words[string(lower(buf[:0], strings.TrimRight(w, ".")))]&(cMale|cFemale|cTitle|cRole) != 0
	}
	for _, w := range ws {
		if a.l.words[string(lower(buf[:0], w))]&(cOrg|cTerm) != 0 && len(ws) > 1 && !lead(w) {
			return false
		}
	}
	if len(ws) > 1 && lead(ws[0]) && !a.roleLabel(l) {
		return true
	}
	if len(ws) == 1 {
		if a.l.words[string(lower(buf[:0], l))]&(cMale|cFemale) != 0 {
			return true
		}
		return a.bornBy(l, n, lead)
	}
	first := 0
	for i := range ts {
		if t := &ts[i]; t.kind == nameLine && t.label == l && a.says(a.text[t.body:t.hi], cFirst) {
			first++
		}
	}
	return n >= 2 && 2*first >= n
}

// bornBy reports whether a surname stands behind a first name or a title
// somewhere in the text, or behind another capital where it is a label n times
// and no known noun. A label in capitals is looked for as a name is written.
func (a *analysis) bornBy(l string, n int, lead func(string) bool) bool {
	var buf [48]byte
	weak := n >= 2 && !a.l.nounCaps && a.l.words[string(lower(buf[:0], l))]&^(cMale|cFemale) == 0
	if strings.ToUpper(l) == l {
		l = capitalised(l)
	}
	for off, tries := 0, 0; tries < 64; tries++ {
		i := strings.Index(a.text[off:], " "+l)
		if i < 0 {
			return false
		}
		before := strings.TrimRight(a.text[max(0, off+i-30):off+i], " ")
		w := before[strings.LastIndexAny(before, " \n")+1:]
		if r, _ := utf8.DecodeRuneInString(w); lead(w) || weak && unicode.IsUpper(r) && a.l.words[string(lower(buf[:0], w))] == 0 {
			return true
		}
		off += i + 1
	}
	return false
}

// roleLabel reports a label that is nothing but a role: Moderator, Host.
func (a *analysis) roleLabel(l string) bool {
	var buf [48]byte
	for w := range strings.FieldsSeq(l) {
		if a.l.words[string(lower(buf[:0], w))]&cRole == 0 {
			return false
		}
	}
	return true
}

// letterDialogue takes the answers of questions and answers by letters. Lists of
// frequent questions look alike; there nobody says I.
func (a *analysis) letterDialogue(ts []turn) bool {
	asks, answers, first := 0, 0, 0
	for i := range ts {
		switch t := &ts[i]; t.kind {
		case askLine, boldLine:
			asks++
		case answerLine:
			answers++
			if a.says(a.text[t.body:t.hi], cFirst) {
				first++
			}
		}
	}
	if asks == 0 || answers < 2 || asks+answers < minTurns || 3*first < answers {
		return false
	}
	for i := range ts {
		ts[i].taken = ts[i].kind == answerLine
	}
	return true
}

// boldDialogue takes what follows questions in bold, where they address somebody
// who answers as I and whom the introduction names.
func (a *analysis) boldDialogue(ts []turn) bool {
	asks, you, answers, first, at := 0, 0, 0, 0, -1
	for i := range ts {
		t := &ts[i]
		if t.kind == boldLine {
			if asks++; a.says(a.text[t.lo:t.hi], cSecond) {
				you++
			}
			if at < 0 {
				at = i
			}
			if i+1 < len(ts) && ts[i+1].kind == plainLine && !a.units[ts[i+1].unit].list {
				if answers++; a.says(a.text[ts[i+1].lo:ts[i+1].hi], cFirst) {
					first++
				}
			}
		}
	}
	if asks < minTurns || answers < minTurns || 3*you < asks || 2*first < answers {
		return false
	}
	if !a.namesSomebody(a.text[:ts[at].lo]) && !a.namesSomebody(a.about) {
		return false
	}
	for i := range ts {
		if i > 0 && ts[i-1].kind == boldLine && ts[i].kind == plainLine {
			ts[i].taken = !a.units[ts[i].unit].list
		}
	}
	return true
}

// says reports whether a text has a word of the class: I, you.
func (a *analysis) says(s string, c class) bool {
	var buf [48]byte
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if a.l.words[string(lower(buf[:0], w))]&c != 0 {
			return true
		}
		if n++; n > 400 {
			return false
		}
	}
	return false
}

// namesSomebody reports whether a text has a first name and a capital behind it.
func (a *analysis) namesSomebody(s string) bool {
	var buf [48]byte
	given := false
	for w := range strings.FieldsSeq(s[:min(len(s), 4000)]) {
		r, _ := utf8.DecodeRuneInString(w)
		up := unicode.IsUpper(r)
		if given && up {
			return true
		}
		given = up && a.l.words[string(lower(buf[:0], w))]&(cMale|cFemale) != 0
	}
	return false
}
