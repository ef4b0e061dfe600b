package boilerplate

import (
	"slices"
	"strings"

	"pullquote/article"
)

// repeatedHeadline finds the title again among the blocks: as it is, with the
// site's name, a kicker or breadcrumbs glued on, or a little reworded in the
// page's head.
func repeatedHeadline(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if len(j.title) == 0 || b.kind == article.Figure || b.words > len(j.title)*2+10 || b.long {
		return nil
	}
	w := b.plain()
	if equalWords(w, j.title) {
		if len(j.title) < 3 && i > 3 {
			return nil // "The plan" may be a subheading as well
		}
		if i > 12 && j.inside(i) {
			return nil // a refrain
		}
		return cut(article.RepeatedHeadline, "headline:same", 1)
	}
	if len(j.title) < 4 {
		return nil
	}
	early := j.head(i) || i < 4
	extra := len(w) - len(j.title)
	if at := indexWords(w, j.title); at >= 0 && (early || !b.ends) && extra <= max(4, len(j.title)/2) {
		return cut(article.RepeatedHeadline, "headline:with site or kicker", 0.95)
	}
	if !early || b.ends && b.sentences > 1 || len(w) == 0 || number(w[0]) && w[0] != j.title[0] {
		return nil // "#3 of 20 best …" is an item of the list that the headline names
	}
	if indexWords(j.title, w) >= 0 && len(w) >= 4 && len(w)*10 >= len(j.title)*6 {
		return cut(article.RepeatedHeadline, "headline:part", 0.9)
	}
	if shared := overlap(w, j.title); len(w) >= 5 && shared >= 0.8 && !b.quote && !newNumber(w, j.title) {
		return cut(article.RepeatedHeadline, "headline:reworded", 0.8)
	}
	return nil
}

// newNumber: the line names a number that the title does not: an item of the
// list that the title announces, or the next part of a series.
func newNumber(line, title []string) bool {
	for _, w := range line {
		if number(w) && !slices.Contains(title, w) {
			return true
		}
	}
	return false
}

// repeatedDeck finds the standfirst again: it is shown below the headline.
func repeatedDeck(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if len(j.deck) >= 4 && (j.head(i) || i < 6 || b.kind == article.Heading && len(j.deck) >= 6 && i < 25) && equalWords(b.plain(), j.deck) {
		return cut(article.RepeatedDeck, "deck:same", 1)
	}
	return nil
}

// ownAddress finds the page's own address, which a page made for print shows.
func ownAddress(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.words > 40 || strings.IndexByte(b.text, '/') < 0 || strings.ContainsAny(b.text, " \n") || len(b.text) < 12 {
		return nil
	}
	for _, own := range []string{j.d.URL, j.d.Canonical} {
		if own != "" && bareAddress(b.text) == bareAddress(own) {
			return cut(article.Navigation, "address:the page's own", 0.95)
		}
	}
	return nil
}

// bareAddress is an address without its scheme, query and last slash.
func bareAddress(s string) string {
	if i := strings.Index(s, "://"); i >= 0 {
		s = s[i+3:]
	}
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

// placeholders cuts the sentences to the reader that stand three times or more
// in one article, and the lines above each of them: what a page shows in place
// of posts and charts that it may not load. A refrain has no full stop; a
// slogan that somebody says again is quoted.
func (j *judge) placeholders() {
	count, short := map[string]int{}, map[string]int{}
	for i := range j.blocks {
		b := &j.blocks[i]
		if b.words >= 10 && b.ends && b.you > 0 && !b.quote && !b.long && b.kind == article.Paragraph {
			count[b.text]++
		}
		if b.words <= 8 {
			short[b.text]++
		}
	}
	for i := range j.blocks {
		b := &j.blocks[i]
		if count[b.text] < 3 || b.cut != nil || b.correction {
			continue
		}
		b.cut = cut(article.RepeatedText, "repeated:three times in the article", 0.8)
		if i == 0 {
			continue
		}
		above := &j.blocks[i-1]
		if above.cut == nil && short[above.text] >= 3 && above.words > 0 && !above.quote {
			above.cut = cut(article.RepeatedText, "repeated:above a placeholder", 0.7)
		}
	}
}

func equalWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// indexWords is where the row of words stands in the longer row, or -1.
func indexWords(in, row []string) int {
	for i := 0; i+len(row) <= len(in); i++ {
		if equalWords(in[i:i+len(row)], row) {
			return i
		}
	}
	return -1
}

// overlap is the share of words that two lines have in common.
func overlap(a, b []string) float64 {
	have := map[string]int{}
	for _, w := range b {
		have[w]++
	}
	n := 0
	for _, w := range a {
		if have[w] > 0 {
			have[w]--
			n++
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}
