package boilerplate

import (
	"strings"
	"unicode"

	"pullquote/article"
)

// maxRun is how many headlines a label such as "Read next" may head: teasers
// come by three to ten.
const maxRun = 12

// runs cuts the headlines below a label ("Most read", "More stories"), up to
// the next prose.
func (j *judge) runs() {
	for i := 0; i < len(j.blocks); i++ {
		c := j.blocks[i].cut
		if c == nil || !opensRun(c.Reason) || !j.blocks[i].label && !(j.tail(i) && j.blocks[i].nearly) || i < j.first {
			continue
		}
		end := i + 1
		for end < len(j.blocks) && end-i <= maxRun && j.teaser(end) {
			end++
		}
		if j.inside(i) && j.isSubheading(end-1) && end-i > 2 {
			end-- // the line right before the prose heads it
		}
		for k := i + 1; k < end; k++ {
			if j.blocks[k].cut == nil && !j.blocks[k].correction {
				j.blocks[k].cut = cut(c.Reason, "run:below a label", 0.7)
			}
		}
		i = end - 1
	}
	j.kickers()
	j.siblings()
	j.behindComments()
	j.offers()
	j.wall()
	j.shouts()
	j.headlines()
}

// offers cuts the lists of what subscribers get, right below the prompt.
func (j *judge) offers() {
	for i := range j.blocks {
		c := j.blocks[i].cut
		if c == nil || !sells(c.Reason) {
			continue
		}
		from := i + 1
		if from+1 < len(j.blocks) && j.blocks[from].kind == article.Paragraph && j.blocks[from].words <= 12 && !colonEnd(j.blocks[from].text) && j.blocks[from+1].kind == article.ListItem && c.Score >= 0.85 {
			from++ // "Enjoy the best of our reporting."
			if b := &j.blocks[i+1]; b.cut == nil && !b.quote && !b.correction {
				b.cut = cut(c.Reason, "run:between a prompt and its offers", 0.6)
			}
		}
		for k := from; k < len(j.blocks) && j.blocks[k].kind == article.ListItem && k-i <= maxRun; k++ {
			if b := &j.blocks[k]; b.cut == nil && b.words <= 30 && !b.quote && !b.correction && (j.ev == nil || j.ev[k].Witness != 1) {
				b.cut = cut(c.Reason, "run:offers below a prompt", 0.75)
			}
		}
	}
}

// sells: a prompt with this reason may be followed by what one gets for it.
func sells(r article.Reason) bool {
	return r == article.SubscribePrompt || r == article.RegisterPrompt || r == article.Paywall || r == article.AppPrompt || r == article.NewsletterPrompt
}

// wall cuts what a page says to those who don't pay below the notice that
// ends the story for them, unless prose that speaks to nobody follows.
func (j *judge) wall() {
	at := -1
	for i := range j.blocks {
		if c := j.blocks[i].cut; c != nil && c.Reason == article.Paywall && c.Score >= 0.8 {
			at = i
		}
	}
	if at < 0 || j.first > at {
		return
	}
	for i := at + 1; i < len(j.blocks); i++ {
		b := &j.blocks[i]
		if b.cut == nil && (b.correction || b.quote || b.words >= 25 && b.ends && b.you == 0 || b.kind == article.Table) {
			return
		}
	}
	for i := at + 1; i < len(j.blocks); i++ {
		if b := &j.blocks[i]; b.cut == nil && b.kind != article.Figure && b.kind != article.Rule {
			b.cut = cut(article.Paywall, "run:below the paywall", 0.7)
		}
	}
}

// headlines cuts three or more headlines in a row behind the story of a text
// without markup: the teasers of other articles, whose label was lost or
// never had words. A short story keeps what follows it: that may be its list.
func (j *judge) headlines() {
	if j.ev != nil || j.prose < 5 {
		return
	}
	for i := j.last + 1; i < len(j.blocks); i++ {
		end := i
		for end < len(j.blocks) && j.headline(end) {
			end++
		}
		if end-i >= 3 && end-i <= 2*maxRun && !(i > 0 && j.blocks[i-1].cut == nil && colonEnd(j.blocks[i-1].text)) {
			for k := i; k < end; k++ {
				j.blocks[k].cut = cut(article.RelatedLinks, "run:headlines behind the story", 0.6)
			}
		}
		i = max(i, end-1)
	}
}

// headline reports a paragraph that may be another article's headline.
func (j *judge) headline(i int) bool {
	b := &j.blocks[i]
	return b.cut == nil && b.kind == article.Paragraph && !b.correction && b.words >= 5 && b.words <= 22 && b.sentences <= 1 &&
		!strings.HasSuffix(b.text, ".") && !strings.HasSuffix(b.text, ")") && !colonEnd(b.text) && (!b.quote || !b.ends)
}

// opensRun: a label with this reason stands above a list.
func opensRun(r article.Reason) bool {
	return r == article.RelatedLinks || r == article.MostRead || r == article.ReadMore || r == article.TagList || r == article.Comments
}

func colonEnd(s string) bool { return len(s) > 0 && s[len(s)-1] == ':' }

// teaser reports a block that reads as another article's headline.
func (j *judge) teaser(i int) bool {
	b := &j.blocks[i]
	if b.cut != nil {
		return true
	}
	if b.kind == article.Table || b.kind == article.Code || b.kind == article.Quotation || b.words > 30 || b.correction {
		return false
	}
	if j.ev != nil {
		least := 0.6
		if b.kind == article.ListItem {
			least = 0.2 // "Live: follow the count", with one word linked
		}
		return j.ev[i].LinkShare > least && j.ev[i].Witness != 1
	}
	// "Pros", "CPU: eight cores": a table without its borders is content.
	if j.tail(i) {
		return !b.ends || !strings.HasSuffix(b.text, ".") && !b.quote && b.words <= 20
	}
	return !b.ends && b.words >= 4 && b.kind != article.ListItem && strings.Count(b.text, "|") < 2
}

// isSubheading reports a heading, or a short line without an end before prose.
func (j *judge) isSubheading(i int) bool {
	b := &j.blocks[i]
	if j.ev != nil && j.ev[i].LinkShare > 0.6 {
		return false
	}
	return b.cut == nil && (b.kind == article.Heading || b.words <= 9 && !b.ends) && i+1 < len(j.blocks) && j.isProse(i+1)
}

// tagLine cuts a row of keywords behind the story: four or more short names
// with commas between them and no sentence.
func tagLine(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if !j.tail(i) || b.ends || b.words < 6 || b.words > 80 || b.quote || b.kind != article.Paragraph {
		return nil
	}
	parts := strings.FieldsFunc(b.text, func(r rune) bool { return r == ',' || r == '|' || r == '#' || r == '、' || r == '،' })
	if len(parts) < 5 || j.prose == 0 {
		return nil
	}
	for _, p := range parts {
		if wordsOf(p) > 5 || number(strings.TrimSpace(p)) {
			return nil
		}
	}
	if j.last >= 0 && i == j.last+1 && strings.Count(j.blocks[i-1].text, ",") >= 4 && strings.Contains(b.text, ": ") == strings.Contains(firstWords(j.blocks[i-1].text, 4), ":") {
		return nil // the last of several lists of names
	}
	return cut(article.TagList, "tags:row of names", 0.7)
}

// shouts cuts linked headlines that a site sets in capitals between its
// paragraphs, where the text alone has to tell: a row of six words or more in
// capitals without an end. Capitals are no heading of the same site when
// three or more such lines, or one long one, stand between prose.
func (j *judge) shouts() {
	var rows []int
	for i := range j.blocks {
		b := &j.blocks[i]
		if b.cut == nil && b.capitals && b.words >= 7 && len(b.text) >= 40 && b.words <= 24 && !b.ends && b.kind != article.Table && b.kind != article.Code &&
			(j.inside(i) || j.tail(i)) && (j.ev == nil || j.ev[i].LinkShare > 0.6) {
			rows = append(rows, i)
		}
	}
	for _, i := range rows {
		j.blocks[i].cut = cut(article.RelatedLinks, "run:headline in capitals", 0.65)
	}
}

// edges cuts what hangs about at the article's head and end: stray labels
// between furniture, and after the story's last sentence.
func (j *judge) edges() {
	if j.prose == 0 {
		return
	}
	// From the end backwards, as long as all is furniture.
	for i := len(j.blocks) - 1; i > j.last; i-- {
		b := &j.blocks[i]
		if b.cut != nil || b.kind == article.Figure || b.kind == article.Rule {
			continue
		}
		if !j.stray(i, 12) || len(j.blocks)-i < maxRows && (j.row(i) || j.announced(i) || j.signs(i)) {
			break
		}
		near := j.near(i)
		if near == nil {
			break
		}
		b.cut = cut(strayReason(near), "edge:among furniture at the end", 0.6)
	}
	// From the head on: labels and names before the first prose, beside a date
	// line, a byline or a credit.
	for i := 0; i < j.first && i < 12; i++ {
		b := &j.blocks[i]
		if b.cut != nil || b.kind == article.Figure || b.kind == article.Rule || !j.stray(i, 3) || b.kind == article.Heading && i+1 == j.first {
			continue
		}
		if before, after := j.at(i-1), j.at(i+1); (before != nil || i == 0) && after != nil {
			b.cut = cut(article.Navigation, "edge:label in the head", 0.55)
		}
	}
}

// maxRows is how far from the end rows are looked for: each look goes over the
// whole article.
const maxRows = 200

// row: the line is one of several that a story gives about each of its items
// ("Address: …", "Where to watch: …"), or a remark in brackets.
func (j *judge) row(i int) bool {
	text := j.blocks[i].text
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") || strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
		return j.blocks[i].words >= 3
	}
	n := 0
	if strings.HasSuffix(text, "]") && strings.Contains(text, " [") { // an item of a review of the press
		for k := range j.blocks {
			if j.blocks[k].cut == nil && strings.HasSuffix(j.blocks[k].text, "]") {
				n++
			}
		}
		return n >= 3
	}
	colon := strings.Index(text, ": ")
	if colon < 0 {
		return false
	}
	for k := range j.blocks {
		if j.blocks[k].cut == nil && strings.HasPrefix(j.blocks[k].text, text[:colon+2]) {
			n++
		}
	}
	return n >= 3
}

// announced: the line stands in a list that a line with a colon begins, or is
// an item of a numbered one.
func (j *judge) announced(i int) bool {
	for k := i - 1; k >= 0 && k >= i-maxRun; k-- {
		b := &j.blocks[k]
		if b.cut != nil || b.ends && b.words > 12 {
			break
		}
		if colonEnd(b.text) {
			return b.words <= 8
		}
	}
	n := numbered(j.blocks[i].text)
	return n > 1 && i > 0 && numbered(j.blocks[i-1].text) == n-1 || n > 0 && i+1 < len(j.blocks) && numbered(j.blocks[i+1].text) == n+1
}

// numbered is the number that an item of a list begins with ("3. Socks"), 0 none.
func numbered(s string) int {
	n, i := 0, 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		n = 10*n + int(s[i]-'0')
		i++
	}
	if i == 0 || i+1 >= len(s) || s[i] != '.' && s[i] != ')' || s[i+1] != ' ' {
		return 0
	}
	return n
}

// signs: the line names who said the paragraph above it, as others like it do
// all through the story.
func (j *judge) signs(i int) bool {
	if i == 0 || !j.isProse(i-1) || !strings.Contains(j.blocks[i].text, ", ") {
		return false
	}
	n := 0
	for k := j.first + 1; k < j.last; k++ {
		b := &j.blocks[k]
		if b.cut == nil && b.kind == j.blocks[i].kind && b.strong == j.blocks[i].strong && b.words >= 2 && b.words <= 12 && !b.ends && strings.Contains(b.text, ", ") && j.isProse(k-1) {
			n++
		}
	}
	return n >= 3
}

// stray reports a short line that is no sentence, no list item and no quote.
func (j *judge) stray(i, words int) bool {
	b := &j.blocks[i]
	if b.kind != article.Paragraph && b.kind != article.Heading || b.quote || b.ends || b.correction || b.words > words {
		return false
	}
	if colonEnd(b.text) && i+1 < len(j.blocks) && j.blocks[i+1].cut == nil {
		return false
	}
	for _, r := range b.text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return true
}

// near is the cut of a neighbour.
func (j *judge) near(i int) *article.Cut {
	if c := j.at(i + 1); c != nil {
		return c
	}
	return j.at(i - 1)
}

func (j *judge) at(i int) *article.Cut {
	if i < 0 || i >= len(j.blocks) {
		return nil
	}
	return j.blocks[i].cut
}

// strayReason gives a stray line the reason of its neighbour where that is a
// thing that has many lines.
func strayReason(c *article.Cut) article.Reason {
	switch c.Reason {
	case article.RelatedLinks, article.MostRead, article.TagList, article.Comments, article.ShareBar, article.AuthorBio, article.ReadMore:
		return c.Reason
	}
	return article.OutsideStory
}
