package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dashes finds the speech of lines that begin with a dash, where the language
// or the number of such lines shows that it is dialogue and no list, and the
// dialogues that run on inside a line.
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
		if n := a.dashAt(un.start, un.end); n > 0 || a.dashFrom(un) > un.start {
			lines = append(lines, u)
			if strings.ContainsRune(".!?…,:;»\"”«", lastRune(a.text[un.start:un.end])) {
				ended++
			}
		}
	}
	if len(lines) < a.l.dashFrom || 2*ended < len(lines) {
		lines = nil // a list has no full stops
	}
	var spans []span
	for _, u := range lines {
		spans = a.dashLine(spans, u)
	}
	if a.l.dashFrom > 1 && len(spans) == len(lines) {
		spans = nil // no line has an incise: a list
	}
	a.own(a.inlines(spans, lines))
}

// own takes the spans of dialogue in: speech after a dash owns its stretch of
// the line, marks inside it are nested. Behind the last incise the story goes on.
func (a *analysis) own(spans []span) {
	if len(spans) == 0 {
		return
	}
	owned := make(map[int]span, len(spans)) // of each unit: where its dialogue begins and ends
	for _, s := range spans {
		o, ok := owned[s.unit]
		if !ok || s.out0 < o.out0 {
			o.out0 = s.out0
		}
		o.out1 = max(o.out1, s.out1)
		owned[s.unit] = o
	}
	out := a.spans[:0]
	for _, s := range a.spans {
		if o, ok := owned[s.unit]; !ok || s.out0 < o.out0 || s.out0 >= o.out1 && a.l.incise == "pair" {
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

// minInline is how many dashes behind the end of a sentence make a dialogue of
// one line; fewer may be anything.
const minInline = 4

// inlines adds the dialogues whose turns follow one another inside a line, as in
// old print: “... – Non. – Pourquoi ? – Parce que.” Somebody must say I or you.
func (a *analysis) inlines(spans []span, lines []int) []span {
	if a.l.dashFrom != 1 || a.l.incise == "" {
		return spans
	}
	taken := make(map[int]bool, len(lines))
	for _, u := range lines {
		taken[u] = true
	}
	var at []int
	for u := range a.units {
		un := &a.units[u]
		if un.skip || un.block || un.list || taken[u] {
			continue
		}
		at = a.turnsIn(at[:0], un.start, un.end)
		if len(at) > 0 && len(at) < 3 && (a.l.definite || a.l.incise == "pair") {
			spans = a.told(spans, u, append(at, un.end))
			continue
		}
		if a.l.incise != "comma" || len(at) < 2 || len(at) < minInline && len(spans) == 0 || !a.says(a.text[at[0]:un.end], cSecond|cFirst) {
			continue
		}
		at = append(at, un.end)
		for i := 0; i+1 < len(at); i++ {
			hi := len(strings.TrimRight(a.text[:at[i+1]], " "))
			spans = a.dashTurn(spans, u, at[i], at[i]+a.dashAt(at[i], hi), a.narrated(at[i], hi))
		}
	}
	return spans
}

// told adds the turns inside a line that say who speaks: The road is shut. – Vi venter,
// sier Peder Vik.
func (a *analysis) told(spans []span, u int, at []int) []span {
	for i := 0; i+1 < len(at); i++ {
		hi := len(strings.TrimRight(a.text[:at[i+1]], " "))
		turn := a.dashTurn(nil, u, at[i], at[i]+a.dashAt(at[i], hi), hi)
		switch {
		case len(turn) == 1 && i > 0 && a.l.definite && len(spans) > 0 && spans[len(spans)-1].unit == u && at[i+1] == a.units[u].end:
			spans = append(spans, turn[0]) // – Vi venter, sier Peder Vik. – Det regner.
		case len(turn) == 0 || turn[0].end+2 >= hi:
		case a.l.incise == "pair":
			spans = append(spans, turn...) // – A – mówi Pell. – B
		default:
			spans = append(spans, turn[0]) // behind who speaks the story goes on
		}
	}
	return spans
}

// turnsIn appends where a dash behind the end of a sentence begins a new turn.
func (a *analysis) turnsIn(at []int, lo, hi int) []int {
	for i := lo + 2; i < hi; i++ {
		if c := a.text[i]; c != '-' && c != 0xe2 || a.text[i-1] != ' ' {
			continue
		}
		before := strings.TrimRight(a.text[lo:i], " \u00a0\u202f")
		if !strings.ContainsRune(".!?…:»", lastRune(before)) {
			continue
		}
		if n := a.dashAt(i, hi); n > 1 {
			at = append(at, i)
		}
	}
	return at
}

// narrated is where the story goes on behind the speech of a turn: at a sentence
// that begins with he or she and a verb in the past of narration.
func (a *analysis) narrated(lo, hi int) int {
	for i := lo; i+3 < hi; i++ {
		if c := a.text[i]; c != ' ' || strings.IndexByte(".!?", a.text[i-1]) < 0 && !strings.HasSuffix(a.text[lo:i], "…") && !strings.HasSuffix(a.text[lo:i], " ") {
			continue
		}
		if a.tells3(a.text[i+1 : hi]) {
			return i
		}
	}
	return hi
}

// tells3 reports whether a text begins with a pronoun of the third person and a
// verb of narration: Il essuya, Elle se tut, Ils sourirent.
func (a *analysis) tells3(s string) bool {
	var buf [48]byte
	w, rest, _ := strings.Cut(s, " ")
	if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
		return false
	}
	switch g := a.l.genders[string(lower(buf[:0], w))]; g {
	case gMale, gFemale, gPlural:
	default:
		return false
	}
	for range 3 {
		w, rest, _ = strings.Cut(rest, " ")
		w = strings.TrimRight(w, ".,;:!?…")
		if k := strings.LastIndexAny(w, "'’"); k > 0 {
			w = strings.TrimLeft(w[k:], "'’")
		}
		for _, e := range a.l.pastEnds {
			if len(w) > len(e)+1 && strings.HasSuffix(w, e) {
				return !strings.HasSuffix(w, "ait") && !strings.HasSuffix(w, "oit")
			}
		}
		if len(w) > 3 {
			return false
		}
	}
	return false
}

// dashFrom is where the dialogue of a line begins: at its start, or behind a name
// and a colon: Statsministern: – Vi väntar.
func (a *analysis) dashFrom(un *unit) int {
	head := a.text[un.start:min(un.end, un.start+maxLabel)]
	i := strings.IndexByte(head, ':')
	if i < 0 || a.l.incise == "" || a.l.dashFrom > 1 || a.dashAt(un.start, un.end) > 0 {
		return un.start
	}
	if j := un.start + i + 1; j+1 < un.end && a.text[j] == ' ' && a.dashAt(j+1, un.end) > 0 {
		return j + 1
	}
	return un.start
}

// dashLine cuts one line of dialogue into turns, speech and incises.
func (a *analysis) dashLine(spans []span, u int) []span {
	un := &a.units[u]
	lo := a.dashFrom(un)
	var at []int
	if a.l.incise == "comma" {
		at = a.turnsIn(nil, lo, un.end)
	}
	for _, next := range append(at, un.end) {
		hi := len(strings.TrimRight(a.text[:next], " \u00a0"))
		end := hi
		if len(at) > 0 {
			end = a.narrated(lo, hi)
		}
		turn := a.dashTurn(nil, u, lo, lo+a.dashAt(lo, hi), end)
		if a.l.definite && next < un.end && len(turn) > 1 {
			turn = turn[:1] // what a dash opens anew has ended before: – Vi venter, sier Vik. Det regner. – Ja
		}
		spans = append(spans, turn...)
		lo = next
	}
	return spans
}
