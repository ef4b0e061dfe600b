package extract

import (
	"strings"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/article/boilerplate"
)

// headBlocks is how many blocks of a plain text may belong to its head:
// headline, deck, byline, dates, credits, section names.
const headBlocks = 14

// textFacts reads headline, byline, dates and publisher from the lines of a
// text. The lines stay in the Document as cut blocks.
func textFacts(d *article.Document, o Options) {
	d.Language = firstOf(bcp47(o.Language), boilerplate.Language(d.Text))
	d.Publisher = copyrightHolder(d)
	if o.Title == "" {
		findHeadline(d)
	}
	hints(d, o)
	headFacts(d)
}

// headEnd is the index of the first block that is prose.
func headEnd(d *article.Document) int {
	for i := range d.Blocks {
		if i == headBlocks {
			return i
		}
		if text := d.Of(d.Blocks[i].Range); letters(text) > 120 && endsSentence(text) {
			return i
		}
	}
	return len(d.Blocks)
}

// findHeadline takes the headline: the first line that can be one. A line that
// stands twice in the head is surely it.
func findHeadline(d *article.Document) {
	end := min(len(d.Blocks), headBlocks)
	best := -1
	for i := 0; i < end; i++ {
		text := d.Of(d.Blocks[i].Range)
		if !canBeHeadline(text, d) {
			if letters(text) > 90 && endsSentence(text) {
				break // the story has begun
			}
			continue
		}
		if best < 0 {
			best = i
		}
		for k := i + 1; k < end; k++ {
			if strings.EqualFold(d.Of(d.Blocks[k].Range), text) && letters(text) >= 20 && !strings.HasSuffix(text, ".") {
				best, end = i, 0
				break
			}
		}
		// A section's name stands above the headline.
		if best == i && end > 0 && len(strings.Fields(text)) <= 2 && letters(text) < 24 && i+1 < end {
			next := d.Of(d.Blocks[i+1].Range)
			if canBeHeadline(next, d) && len(strings.Fields(next)) >= 4 && !endsSentence(next) {
				best = i + 1
			}
		}
	}
	if best < 0 {
		return
	}
	b := &d.Blocks[best]
	title, site := splitTitle(d.Of(b.Range))
	d.Title = title
	if d.Publisher == "" {
		d.Publisher = site
	}
	b.Kind, b.Level = article.Heading, 1
	b.Cut = &article.Cut{Reason: article.RepeatedHeadline, Rule: "headline:first line", Score: 1}
}

// canBeHeadline reports a line that may be the headline: not too long, no
// furniture, not the first sentence of a text that has none.
func canBeHeadline(text string, d *article.Document) bool {
	n := letters(text)
	if n < 4 || n > 240 || strings.Contains(text, "\n") {
		return false
	}
	if n > 90 && strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "...") {
		return false
	}
	if strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") {
		return false
	}
	if p, _ := boilerplate.Dates(text, d.Language); !p.IsZero() && n < 60 {
		return false
	}
	if len(boilerplate.Byline(text, d.Language)) > 0 {
		return false
	}
	return !boilerplate.Line(text, d.Language)
}

// splitTitle cuts the site's name, or a section's, from a title line:
// "Headline | The Paper", "Headline - The Paper", "Opinion | Headline".
func splitTitle(line string) (title, site string) {
	for _, bar := range []string{" | ", " — ", " – ", " - ", " · ", " » ", " :: ", " ‹ "} {
		i := strings.LastIndex(line, bar)
		if i < 0 {
			continue
		}
		left, right := strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+len(bar):])
		lw, rw := len(strings.Fields(left)), len(strings.Fields(right))
		if bar == " | " && lw <= 2 && rw >= 4 && letters(right) > 2*letters(left) {
			title, _ := splitTitle(right)
			return title, ""
		}
		if rw > 5 || lw < 3 && letters(left) < 12 || letters(left)*2 < letters(right) {
			continue
		}
		// Behind a dash only what is written as a name is cut: "Council votes
		// - and loses" is one headline.
		if bar != " | " && bar != " :: " && !namelike(right) {
			continue
		}
		if more, _ := splitTitle(left); bar == " | " && letters(more) >= 20 {
			left = more
		}
		return left, right
	}
	return line, ""
}

// namelike reports that each word but particles begins with a capital or is
// an address.
func namelike(s string) bool {
	if strings.ContainsAny(s, "?!:\"“”,") {
		return false
	}
	if strings.Contains(s, ".") && !strings.Contains(s, " ") {
		return true
	}
	for w := range strings.FieldsSeq(s) {
		switch strings.ToLower(w) {
		case "the", "of", "and", "de", "la", "le", "el", "di", "der", "die", "das", "&", "du", "do", "da", "van", "het", "in":
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !isUpperOrWide(r) {
			return false
		}
	}
	return true
}

func isUpperOrWide(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || wide(r) || r > 0x7f && strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
}

// copyrightHolder is the house named in a copyright line at the text's head
// or end: "© 2024 Some Media LLC. All rights reserved." gives "Some Media".
func copyrightHolder(d *article.Document) string {
	for i := range d.Blocks {
		if i >= 6 && i < len(d.Blocks)-6 {
			continue
		}
		if n := holderIn(d.Of(d.Blocks[i].Range)); n != "" {
			return n
		}
	}
	return ""
}

func holderIn(line string) string {
	if len(line) > 300 {
		return ""
	}
	low := strings.ToLower(line)
	i := strings.Index(line, "©")
	switch {
	case i >= 0 && i < 40:
		line = line[i+len("©"):]
	case strings.HasPrefix(low, "copyright"):
		line = strings.TrimPrefix(line[len("copyright"):], "ed")
	case strings.HasPrefix(low, "(c) "):
		line = line[4:]
	default:
		return ""
	}
	if low := strings.ToLower(strings.TrimSpace(line)); strings.HasPrefix(low, "copyright") {
		line = strings.TrimSpace(line)[len("copyright"):]
	}
	line = strings.TrimLeft(line, "©() :,")
	// The years: "2024", "2019-2024", "1999 – 2024".
	hasYear := false
	for {
		t := strings.TrimLeft(line, " -–—,.")
		if len(t) >= 4 && year(t[:4]) {
			hasYear = true
			line = t[4:]
			continue
		}
		line = t
		break
	}
	if low := strings.ToLower(line); strings.HasPrefix(low, "by ") {
		line = line[3:]
	}
	for _, end := range []string{" All ", " all rights", " ALL RIGHTS", ". ", " | ", " · ", " – ", " - ", ";", ", all", " Alle Rechte", " Tous droits", " Todos"} {
		if i := strings.Index(line, end); i >= 0 {
			line = line[:i]
		}
	}
	line = strings.Trim(line, " .,")
	if !hasYear && !strings.Contains(low, "rights") || line == "" || len(strings.Fields(line)) > 6 || !isUpperOrWide(firstRune(line)) {
		return ""
	}
	return withoutLegalForm(line)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// withoutLegalForm drops what a commercial register wants behind a name.
func withoutLegalForm(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 {
		switch strings.ToLower(strings.Trim(words[len(words)-1], ".,")) {
		case "llc", "inc", "ltd", "limited", "gmbh", "ag", "plc", "corp", "corporation", "co", "company", "lp", "llp", "sa", "s.a", "srl", "s.r.l",
			"spa", "s.p.a", "bv", "b.v", "nv", "n.v", "ab", "as", "a/s", "aps", "oy", "oyj", "kg", "pty", "sas", "se", "kk", "k.k", "sl", "s.l", "sp", "z.o.o":
			words = words[:len(words)-1]
			words[len(words)-1] = strings.TrimRight(words[len(words)-1], ",")
			continue
		}
		break
	}
	return strings.Join(words, " ")
}
