package quote

import "strings"

// goOn takes the paragraphs between an answer and the next question. Behind the
// last label nothing shows where the speech ends: there only an answer to a
// question in bold goes on, while it says I.
func (a *analysis) goOn(ts []turn, bold bool) {
	last := len(ts) - 1
	for last >= 0 && (ts[last].kind == plainLine || ts[last].kind == stopLine) {
		last--
	}
	n, open, next := 0, false, 0
	for i := range ts {
		t := &ts[i]
		for next <= i || next < len(ts) && ts[next].kind == plainLine {
			next++
		}
		switch {
		case t.taken:
			n, open = 0, bold || next-i <= maxOn+1
		case t.kind != plainLine || a.units[t.unit].list:
			open = false
		case open && i < last || open && bold && a.says(a.text[t.lo:t.hi], cFirst):
			if strings.HasPrefix(a.text[t.lo:t.hi], "(") || strings.HasPrefix(a.text[t.lo:t.hi], "[") {
				continue // (Laughter)
			}
			if n++; n > maxOn || a.marked(t) && !a.says(a.text[t.lo:t.hi], cFirst) {
				open = false
				continue
			}
			t.taken, t.on = true, true
		default:
			open = false
		}
	}
}

// marked reports whether a line has speech in marks of its own.
func (a *analysis) marked(t *turn) bool {
	lo, hi := a.spansIn(t)
	return lo < hi
}

// spansIn is the range of the spans that stand in a line.
func (a *analysis) spansIn(t *turn) (lo, hi int) {
	lo = a.spanFrom(t.lo)
	for hi = lo; hi < len(a.spans) && a.spans[hi].out0 < t.hi; hi++ {
	}
	return lo, hi
}

// spanFrom is the index of the first span that begins at off or later.
func (a *analysis) spanFrom(off int) int {
	lo, hi := 0, len(a.spans)
	for lo < hi {
		if m := (lo + hi) / 2; a.spans[m].out0 < off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// speak makes spans of the lines that were taken: marks inside are nested. A
// line whose speech stands in marks keeps them.
func (a *analysis) speak(ts []turn) {
	out := make([]span, 0, len(a.spans)+len(ts))
	k := 0
	for i := range ts {
		t := &ts[i]
		if !t.taken || t.body >= t.hi {
			continue
		}
		lo, hi := a.spansIn(t)
		if lo < hi && a.spans[lo].out0 <= t.body {
			if hi == lo+1 && a.spans[lo].out1+1 >= t.hi && t.kind == nameLine {
				a.voices = append(a.voices, *t)
				a.spans[lo].turn = len(a.voices)
			}
			continue
		}
		out = append(out, a.spans[k:max(k, lo)]...)
		k = max(k, hi)
		s := span{out0: t.body, out1: t.hi, unit: t.unit, turn: len(a.voices) + 1}
		if s.start, s.end = trim(a.text, t.body, t.hi); s.start >= s.end {
			continue
		}
		if strings.ToUpper(t.label) == t.label { // a label in capitals is no name as it is written
			s.out0 = t.lo
		}
		if n := len(out); t.on && n > 0 && out[n-1].turn > 0 {
			s.from, out[n-1].cont = true, true
			s.turn = out[n-1].turn
		} else {
			a.voices = append(a.voices, *t)
		}
		out = append(out, s)
	}
	a.spans = append(out, a.spans[k:]...)
	a.sortSpans()
}

// maxSigned is how many names below quotes are looked for among the people of
// the article: each look passes over all of them.
const maxSigned = 64

// signed gives a quote that fills its paragraph to the name in the line below
// it: — Ada Pell, harbour master.
func (a *analysis) signed(u, i int) bool {
	if u+1 >= len(a.units) || a.units[u+1].skip || a.units[u+1].block || !a.standsAlone(i) || i+1 < len(a.spans) && a.spans[i+1].unit == u+1 {
		return false
	}
	line := a.text[a.units[u+1].start:a.units[u+1].end]
	var un unit
	if len(line) > maxCredit || credit("\n"+line, &un) == 0 {
		return false
	}
	name := strings.TrimRight(un.speaker, ".")
	if k := strings.Index(line, name); k >= 0 && a.nameLabel(name) && a.signs < maxSigned {
		a.signs++
		f, v := &a.found[i], a.labelVoice(name)
		f.ent, f.speaker, f.role, f.sure = v.ent, v.speaker, v.role, 3
		if f.role == "" {
			f.role = un.role
		}
		f.mention.Start = a.units[u+1].start + k
		f.mention.End = f.mention.Start + len(name)
		return true
	}
	return false
}
