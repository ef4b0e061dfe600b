package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// voice is who speaks under one label.
type voice struct {
	ent           int32
	speaker, role string
}

// hear gives the turns of a dialogue to their speakers: the name on the label,
// or who the introduction says is asked.
func (a *analysis) hear() {
	if len(a.voices) == 0 {
		return
	}
	seen := map[string]voice{}
	for i := range a.spans {
		sp := &a.spans[i]
		if sp.turn == 0 {
			continue
		}
		t := &a.voices[sp.turn-1]
		key := t.label
		if t.kind != nameLine {
			key = ""
		}
		v, ok := seen[key]
		if !ok {
			if key == "" {
				v = a.interviewee()
			} else {
				v = a.labelVoice(key)
			}
			seen[key] = v
		}
		f := &a.found[i]
		f.ent, f.speaker, f.role = v.ent, v.speaker, v.role
		switch {
		case v.speaker == "":
		case key == "":
			f.sure = 2
		default:
			f.sure = 3
			if !sp.from {
				f.mention = article.Range{Start: t.lo, End: t.lo + len(t.label)}
				if i := strings.Index(a.text[t.lo:t.body], t.label); i > 0 {
					f.mention.Start, f.mention.End = t.lo+i, t.lo+i+len(t.label)
				}
			}
		}
	}
}

// labelVoice finds the person of a label: PELL, Ada, AP and Mayor Pell are all
// Ada Pell where the article names her.
func (a *analysis) labelVoice(label string) voice {
	v := voice{ent: -1}
	var buf [48]byte
	ws := strings.Fields(label)
	k := 0
	for k < len(ws)-1 && a.l.words[string(lower(buf[:0], strings.TrimRight(ws[k], ".")))]&(cTitle|cRole) != 0 {
		k++
	}
	if k > 0 {
		v.role = capitalised(strings.Join(ws[:k], " "))
	}
	name := strings.Join(ws[k:], " ")
	best := 0
	for e := range a.ents {
		x := &a.ents[e]
		if x.org || x.words < 2 {
			continue
		}
		score := 0
		switch {
		case strings.EqualFold(x.name, name):
			score = 5
		case len(ws)-k == 1 && strings.EqualFold(x.last, name):
			score = 4
		case len(ws)-k == 1 && strings.EqualFold(x.first, name):
			score = 3
		case initials(x.name) == name:
			score = 2
		}
		if strings.ToUpper(x.name) == x.name {
			score--
		}
		if score > best {
			best, v.ent = score, int32(e)
		}
	}
	if v.ent >= 0 && strings.ToUpper(a.ents[v.ent].name) != a.ents[v.ent].name {
		v.speaker = a.ents[v.ent].name
		if r := a.ents[v.ent].role; r != "" {
			v.role = r
		}
		return v
	}
	v.ent = -1
	v.speaker = name
	if strings.ToUpper(name) == name {
		v.speaker = capitalised(name)
	}
	return v
}

// initials are the first letters of a name's words.
func initials(s string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// capitalised writes words in capitals as names are written.
func capitalised(s string) string {
	if strings.ToUpper(s) != s {
		return s
	}
	up := true
	return strings.Map(func(r rune) rune {
		was := up
		up = !unicode.IsLetter(r)
		if was {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// interviewee is the person whom the lines before the first answer speak of
// most; questions that address somebody weigh twice, and who wrote the article
// asks. Nobody where two come out alike.
func (a *analysis) interviewee() voice {
	first := a.voices[0].unit
	score := map[int32]int{}
	for i := range a.runs {
		n := &a.runs[i]
		if n.lo >= n.hi || n.org {
			continue
		}
		w := 1
		if int(n.unit) >= first {
			w = 2
			if k := n.lo - 1; !(k >= 0 && a.toks[k].c&cTitle != 0) && !(int(n.hi) < len(a.toks) && a.toks[n.hi].kind == ',') {
				w = 0 // a question names others as well; an address has a title or a comma
			}
		}
		e := n.ent
		if e < 0 {
			if es := a.byLast[a.surname(n)]; len(es) == 1 {
				e = es[0]
			}
		}
		if e >= 0 && w > 0 && !a.ents[e].org && (a.ents[e].person || a.ents[e].words > 1) && int(a.ents[e].pos) < a.voices[0].body {
			score[e] += w
		}
	}
	best, top, tie := int32(-1), 0, false
	for e, s := range score {
		x := &a.ents[e]
		for _, b := range a.byline {
			if strings.EqualFold(b, x.name) {
				s = 0
			}
		}
		if s > 0 && strings.Contains(a.about, x.last) {
			s += 2
		}
		if s > 0 && !x.person {
			s--
		}
		switch {
		case s > top:
			best, top, tie = e, s, false
		case s == top && s > 0:
			tie = true
		}
	}
	if best < 0 || tie {
		return voice{ent: -1}
	}
	return voice{best, a.ents[best].name, a.ents[best].role}
}
