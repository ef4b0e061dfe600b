package quote

import "pullquote/article"

// quotes joins the spans to utterances, in reading order.
func (a *analysis) quotes() []article.Quote {
	out := make([]article.Quote, 0, len(a.spans))
	for i := range a.spans {
		sp, f := &a.spans[i], &a.found[i]
		r := article.Range{Start: sp.start, End: sp.end}
		if i > 0 && len(out) > 0 && (sp.from || a.oneUtterance(i-1, i)) {
			q := &out[len(out)-1]
			q.Spans = append(q.Spans, r)
			if sp.from && f.sure > q.Sure {
				q.Speaker, q.Role, q.Cue, q.Mention, q.Sure = f.speaker, f.role, a.text[f.cue.Start:f.cue.End], f.mention, f.sure
			}
			continue
		}
		if f.kind == article.Term { // a title has no speaker
			out = append(out, article.Quote{Spans: []article.Range{r}, Kind: article.Term})
			continue
		}
		out = append(out, article.Quote{Spans: []article.Range{r}, Speaker: f.speaker, Role: f.role, Cue: a.text[f.cue.Start:f.cue.End],
			Mention: f.mention, Kind: f.kind, Sure: f.sure})
	}
	return out
}

// oneUtterance reports whether only the incise that names the speaker stands
// between two quotes: “A,” she said, “B.”
func (a *analysis) oneUtterance(i, j int) bool {
	f, g := &a.found[i], &a.found[j]
	if f.kind == article.Term || g.kind == article.Term || f.sent < 0 || f.sent != g.sent || f.cueTok < 0 || f.cueTok != g.cueTok {
		return false
	}
	s := a.sents[f.sent]
	qi, qj := int32(-1), int32(-1)
	for k := s.lo; k < s.hi; k++ {
		if a.toks[k].kind == 'q' {
			switch int(a.toks[k].span) {
			case i:
				qi = k
			case j:
				qj = k
			}
		}
	}
	if qi < 0 || qj < 0 || f.cueTok < qi || f.cueTok > qj {
		return false
	}
	if e := endMark(a.inside(qi)); e == '.' {
		return false
	}
	return a.toks[qj-1].kind == ',' || a.toks[qj-1].kind == '-'
}
