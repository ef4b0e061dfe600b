package quote

import (
	"slices"
	"strings"

	"pullquote/article"
)

// linesOf makes a unit of every line that holds something.
func linesOf(text string) []unit {
	var us []unit
	for lo := 0; lo < len(text); {
		hi, next := lineEnd(text, lo)
		if s, e := trim(text, lo, hi); s < e {
			us = append(us, unit{start: s, end: e})
		}
		lo = next
	}
	return us
}

// lineEnd is where the line that begins at lo ends, and where the next begins.
func lineEnd(text string, lo int) (end, next int) {
	for i := lo; i < len(text); i++ {
		switch text[i] {
		case '\n', '\r':
			return i, i + 1
		case 0xe2:
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i, i + len("\u2028")
			}
		}
	}
	return len(text), len(text)
}

// unitsOf makes the units of the blocks that stay, and the spans that the page
// itself marks as quotations.
func unitsOf(d *article.Document) (us []unit, tags []span) {
	for _, b := range d.Kept {
		s, e := b.Start, b.End
		if s < 0 || e > len(d.Text) || s > e {
			continue
		}
		s, e = trim(d.Text, s, e)
		if s >= e {
			continue
		}
		u := unit{start: s, end: e}
		switch b.Kind {
		case article.Paragraph:
			u.bold = inBold(d.Text, b, s, e)
		case article.Heading:
			u.skip, u.heading = true, true
		case article.ListItem:
			u.list = true
		case article.Quotation:
			u.block = true
			cited(d.Text, b, &u)
		default:
			u.skip = true
		}
		for _, sp := range b.Spans {
			if sp.Kind == article.InlineRaw && sp.Start < sp.End {
				u.code = append(u.code, span{out0: sp.Start, out1: sp.End})
			}
		}
		// A hard line break inside a paragraph divides a post or a poem, not
		// an utterance: the block stays one unit.
		if !u.skip && !u.block {
			for _, sp := range b.Spans {
				if sp.Kind == article.QuoteTag && sp.Start >= s && sp.End <= e && sp.Start < sp.End {
					tags = append(tags, span{out0: sp.Start, out1: sp.End, unit: len(us), tagged: true})
				}
			}
		}
		if u.creditOf(d, b, us) {
			u.skip, u.block = true, false
		}
		us = append(us, u)
	}
	return us, tags
}

// creditOf reports whether a block is nothing but the name below a quotation, and
// gives it to the block quotes before it: — Ada Pell (@pell) 4 May.
func (u *unit) creditOf(d *article.Document, b *article.Block, us []unit) bool {
	if n := len(us); n == 0 || !us[n-1].block || b.Kind != article.Quotation && b.Kind != article.Embed && b.Kind != article.Paragraph {
		return false
	}
	line := d.Text[b.Start:b.End]
	by := unit{}
	if b.Signature() {
		by.speaker, by.role = signature(d.Text, b)
		if by.speaker == "" {
			return false
		}
	} else if strings.Contains(line, "\n") || credit("\n"+line, &by) == 0 || by.speaker == "" || len(strings.Fields(by.speaker)) > 5 {
		return false
	}
	for i := len(us) - 1; i >= 0 && us[i].block && us[i].speaker == ""; i-- {
		us[i].speaker, us[i].role = by.speaker, by.role
	}
	return true
}

// signature reads who a line says that a block quote's words are of: a name, and
// behind a comma or on a line of its own what that person is. A work in it
// ("Ada Pell in The Tide Book") is the role as it stands.
func signature(text string, b *article.Block) (name, role string) {
	end := b.End
	for _, sp := range b.Spans[1:] {
		if sp.Kind == article.CiteTag && sp.Start > b.Start+3 {
			end, role = sp.Start, text[sp.Start:sp.End]
			break
		}
	}
	name = strings.Trim(text[b.Start:end], "—–―-~ \n\u00a0")
	if k := strings.IndexAny(name, ",\n"); k >= 0 {
		if of := strings.TrimSpace(strings.ReplaceAll(name[k+1:], "\n", ", ")); of != "" {
			role = of
		}
		name = name[:k]
	}
	if k := strings.LastIndexByte(name, ' '); k > 0 && end < b.End && strings.ToLower(name[k:]) == name[k:] {
		name = name[:k] // "in", "from"
	}
	if len(name) > maxCredit || len(strings.Fields(name)) > 8 {
		return "", ""
	}
	return strings.TrimSpace(name), role
}

// cited takes the <cite> at the end of a block quote for its speaker: the unit
// ends before it. A work in it (a title with a comma or a year) comes out as it
// stands, as a source.
func cited(text string, b *article.Block, u *unit) {
	for _, sp := range b.Spans {
		if sp.Kind != article.CiteTag && sp.Kind != article.CreditTag || sp.Start <= u.start || sp.End > u.end || strings.TrimSpace(text[sp.End:u.end]) != "" {
			continue
		}
		s, e := trim(text, sp.Start, sp.End)
		who := strings.TrimLeft(text[s:e], "—–―- ")
		end := len(strings.TrimRight(text[u.start:s], " \n\u00a0—–―-"))
		if who == "" || len(who) > maxCredit || end == 0 {
			return
		}
		name, role, _ := strings.Cut(who, ",")
		u.speaker, u.role, u.end = strings.TrimSpace(name), strings.TrimSpace(role), u.start+end
		return
	}
}

// maxCredit is the longest name and role below a quotation, in bytes.
const maxCredit = 120

// inBold reports whether strong text covers a block but for its label: the
// question of an interview.
func inBold(text string, b *article.Block, s, e int) bool {
	for _, sp := range b.Spans {
		if sp.Kind != article.Strong || sp.Start < s || sp.End > e || sp.Start > sp.End {
			continue
		}
		if rest := strings.TrimSpace(text[sp.End:e]); rest == "" || rest == "?" {
			return sp.Start-s < 4
		}
		return false
	}
	return false
}

// asKnown is how the article's own quotes name a speaker, else the name as given:
// one person is one speaker.
func asKnown(d *article.Document, name string) string {
	for _, q := range d.Quotes {
		if q.Speaker != "" && (strings.EqualFold(q.Speaker, name) || strings.HasSuffix(q.Speaker, " "+name)) {
			return q.Speaker
		}
	}
	return name
}

// embeds adds the words of embedded posts whose author stands below them:
// "— Name (@handle)". A post without a name is left alone: the link says whose
// it is.
func embeds(d *article.Document) {
	added := false
	for _, b := range d.Kept {
		if b.Kind != article.Embed || b.Start < 0 || b.End > len(d.Text) || b.Start >= b.End {
			continue
		}
		s, e := trim(d.Text, b.Start, b.End)
		un := unit{start: s, end: e}
		n := credit(d.Text[s:e], &un)
		if n == 0 || un.speaker == "" {
			continue
		}
		lo, hi := trimMarks(d.Text, s, e-n)
		if lo >= hi {
			continue
		}
		d.Quotes = append(d.Quotes, article.Quote{Spans: []article.Range{{Start: lo, End: hi}}, Speaker: asKnown(d, un.speaker), Role: un.role, Kind: article.Direct, Sure: 3})
		added = true
	}
	if added {
		slices.SortStableFunc(d.Quotes, func(x, y article.Quote) int { return x.Start() - y.Start() })
	}
}
