package quote

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// detect finds the spans of all units: marks, <q>, block quotes, dashes.
func (a *analysis) detect(tags []span) {
	p := pairer{text: a.text, units: a.units}
	marks := make([]mark, 0, 64)
	of := make([]int, len(a.units)+1)
	for u := range a.units {
		of[u] = len(marks)
		if !a.units[u].skip {
			marks = scanMarks(marks, a.text, a.units[u].start, a.units[u].end)
			marks = outside(marks, of[u], a.units[u].code)
		}
	}
	of[len(a.units)] = len(marks)
	p.st = styleOf(a.text, a.units, marks, of)
	p.st.single = p.st.single || a.l.tag == "ko" // terms there, and speech before 라고
	p.pairAll(marks, of)
	a.spans = p.spans
	a.steps += p.steps
	a.tagged(tags)
	a.blockQuotes()
	a.dashes()
	a.turns()
}

// outside drops the marks from the first on that stand in code: a key ", a
// string in a command.
func outside(marks []mark, first int, code []span) []mark {
	if len(code) == 0 {
		return marks
	}
	out := marks[:first]
	for _, m := range marks[first:] {
		if !slices.ContainsFunc(code, func(c span) bool { return m.pos >= c.out0 && m.pos < c.out1 }) {
			out = append(out, m)
		}
	}
	return out
}

// tagged adds the page's own <q>: they win over marks that they overlap.
func (a *analysis) tagged(tags []span) {
	if len(tags) == 0 {
		return
	}
	for _, t := range tags {
		t.start, t.end = trimMarks(a.text, t.out0, t.out1)
		if t.start >= t.end {
			continue
		}
		// Marks that stand directly outside the tag belong to it.
		un := a.units[t.unit]
		if r, n := utf8.DecodeLastRuneInString(a.text[un.start:t.out0]); strings.ContainsRune(quoteRunes, r) && n > 0 {
			t.out0 -= n
		}
		if r, n := utf8.DecodeRuneInString(a.text[t.out1:un.end]); strings.ContainsRune(quoteRunes, r) && n > 0 {
			t.out1 += n
		}
		a.spans = append(a.spans, t)
	}
	a.sortSpans()
}

const quoteRunes = "\"“”„‟«»‹›‘’‚「」『』〝〞〟＂״"

// trimMarks moves the ends of a range over blanks and quotation marks.
func trimMarks(text string, lo, hi int) (int, int) {
	lo, hi = trim(text, lo, hi)
	for lo < hi {
		r, n := utf8.DecodeRuneInString(text[lo:hi])
		if !strings.ContainsRune(quoteRunes, r) {
			break
		}
		lo += n
	}
	for lo < hi {
		r, n := utf8.DecodeLastRuneInString(text[lo:hi])
		if !strings.ContainsRune(quoteRunes, r) {
			break
		}
		hi -= n
	}
	return trim(text, lo, hi)
}

// sortSpans orders the spans and drops each that overlaps a better or earlier one.
func (a *analysis) sortSpans() {
	slices.SortStableFunc(a.spans, func(x, y span) int {
		if x.out0 != y.out0 {
			return x.out0 - y.out0
		}
		return y.out1 - x.out1
	})
	out := a.spans[:0]
	for _, s := range a.spans {
		if n := len(out); n > 0 && s.out0 < out[n-1].out1 && s.unit == out[n-1].unit {
			if s.tagged && !out[n-1].tagged {
				out[n-1] = s
			}
			continue
		}
		out = append(out, s)
	}
	a.spans = out
}

// blockQuotes makes one span of every block quote; marks inside belong to it.
func (a *analysis) blockQuotes() {
	any := false
	for u := range a.units {
		if un := &a.units[u]; un.block && !un.skip {
			any = true
			s := span{out0: un.start, out1: un.end, unit: u, tagged: true}
			s.out1 -= credit(a.text[un.start:un.end], un)
			s.start, s.end = trimMarks(a.text, s.out0, s.out1)
			if s.start < s.end {
				a.spans = append(a.spans, s)
			}
		}
	}
	if any {
		a.sortSpans()
	}
}

// credit is the length of a last line "— Name" of a block quote; it sets the
// unit's speaker from it.
func credit(s string, un *unit) int {
	i := strings.LastIndexAny(s, "\n")
	tail := s[i+1:]
	if i < 0 {
		if i = strings.LastIndex(s, "—"); i <= 0 || len(s)-i > maxCredit {
			return 0
		}
		if p := strings.TrimRight(s[:i], " "); endMark(strings.TrimRight(p, quoteRunes+" ")) == 0 {
			return 0
		}
		tail = s[i:]
	}
	t := strings.TrimLeft(tail, " ")
	cut := strings.TrimLeft(t, "—–―-~ ")
	if len(cut) == len(t) || len(cut) > maxCredit || cut == "" {
		return 0
	}
	who, role, _ := strings.Cut(cut, ",")
	if k := strings.Index(who, " ("); k > 0 {
		who = who[:k]
	}
	un.speaker, un.role = strings.TrimSpace(who), strings.TrimSpace(role)
	return len(tail)
}
