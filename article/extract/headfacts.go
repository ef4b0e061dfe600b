package extract

import (
	"strings"

	"pullquote/article"
	"pullquote/article/boilerplate"
)

// headFacts reads byline and dates from the lines before the first prose, from
// short ones below the deck, and from the last ones.
func headFacts(d *article.Document) {
	head := headEnd(d)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		late := i >= head && i < headBlocks // the deck above it reads like prose
		if b.Cut != nil || b.Len() == 0 || b.Len() > 240 || late && b.Len() > 90 || i >= max(head, headBlocks) && i < len(d.Blocks)-6 {
			continue
		}
		line := d.Of(b.Range)
		if p, u := boilerplate.Dates(line, d.Language); !p.IsZero() && d.Published.IsZero() {
			d.Published = p
			if d.Updated.IsZero() {
				d.Updated = u
			}
		}
		if len(d.Byline) == 0 {
			d.Byline = boilerplate.Byline(line, d.Language)
		}
		if len(d.Byline) == 0 && i < headBlocks {
			d.Byline = signed(d, i)
		}
	}
}

// signed is the names of a line of the head that has no word for "by" before
// them: with a date or what they wrote in the same line, or alone beside a date.
func signed(d *article.Document, i int) []string {
	line := strings.ReplaceAll(d.Of(d.Blocks[i].Range), "\u00a0", " ")
	if len(line) > 120 {
		return nil
	}
	m := &meta{publisher: d.Publisher}
	if rest, by := cutBy(line); by {
		return persuade(addNames(nil, bylinePart(rest), m))
	}
	if k := strings.IndexAny(line, "|·•0123456789"); k > 0 {
		name, rest := strings.TrimSpace(line[:k]), strings.ToLower(line[k:])
		day := parseDate(rest, !strings.HasPrefix(d.Language, "en"))
		if !fullName(name) || day.IsZero() && !containsAny(rest, publishedWords...) {
			return nil
		}
		if d.Published.IsZero() {
			d.Published = day
		}
		return []string{name}
	}
	words := strings.Fields(line)
	for k := 1; k <= 3 && len(words) > k+2 && len(words) < k+6; k++ { // "Column by Ann Example", "A column by Ann Example"
		if otherWork(words[k-1]) || k > 1 && !indefinite(words[0]) {
			break
		}
		if rest, by := cutBy(strings.Join(words[k:], " ")); by {
			return persuade(addNames(nil, rest, m))
		}
	}
	names := persuade(addNames(nil, strings.ReplaceAll(line, "/", "; "), m))
	if len(names) == 0 || len(strings.Join(names, " ")) < len(line)-8 || boilerplate.Line(line, d.Language) || !dateBeside(d, i) {
		return nil
	}
	return names
}

// indefinite: an article that begins "a column by".
func indefinite(w string) bool {
	switch strings.ToLower(w) {
	case "a", "an", "ein", "eine", "un", "une", "una", "uma", "um", "een", "en", "et":
		return true
	}
	return false
}

// persuade gives the names back where each looks like a person's.
func persuade(names []string) []string {
	if len(names) == 0 || !allNames(names) {
		return nil
	}
	return names
}

// dateBeside: the word "by" alone stands before line i, or a short line with a
// date next to it.
func dateBeside(d *article.Document, i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(d.Blocks) {
			continue
		}
		other := d.Of(d.Blocks[k].Range)
		if len(other) > 60 {
			continue
		}
		if _, by := cutBy(other + " X"); by && len(strings.Fields(other)) == 1 && k < i {
			return true
		}
		if t, _ := boilerplate.Dates(other, d.Language); !t.IsZero() || !parseDate(other, true).IsZero() {
			return true
		}
	}
	return false
}
