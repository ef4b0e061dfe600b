package boilerplate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pullquote/article"
)

// byPhrase weighs the phrases that stand in a block. How many words it takes
// to drown one out depends on how sure the phrase is, on where in the block
// and in the article it stands, and on whether the block speaks to the reader.
func byPhrase(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if len(b.found) == 0 || b.kind == article.Table || b.kind == article.Code || b.kind == article.Figure {
		return nil
	}
	var best *found
	hits, score := 0, 0.0
	for k := range b.found {
		f := &b.found[k]
		s := j.weigh(i, f)
		if s <= 0 {
			continue
		}
		hits++
		if s > score {
			best, score = f, s
		}
	}
	if best == nil {
		return nil
	}
	// Two phrases in one block bear each other out, but for a sentence that speaks
	// to nobody.
	if hits > 1 && (b.you > 0 || !b.ends || b.words < 18 || best.reason == article.Advertising) {
		score += 0.15
	}
	if score < threshold {
		return nil
	}
	return cut(best.reason, "phrase:"+best.rule, min(score, 0.99))
}

// threshold is the score from which a block is cut.
const threshold = 0.5

// weigh is how sure one phrase makes us of one block, 0 to 1.
func (j *judge) weigh(i int, f *found) float64 {
	b := &j.blocks[i]
	label := f.begins || f.from == 0 && f.strength == certain
	if b.quote && !(label && b.words <= 30 && leadsAway(f.reason) && !opensQuote(b.text)) {
		return 0 // somebody is quoted: no phrase is worth their words
	}
	if b.ends && b.words >= 15 && (strings.HasPrefix(b.text, "…") || strings.HasPrefix(b.text, "...")) {
		return 0 // a sentence that goes on from the block before
	}
	whole := f.begins && f.ends
	if whole && b.words <= 3 && b.ends && opensQuote(b.text) {
		return 0 // "More!", somebody cries
	}
	if whole && b.words <= 12 {
		if (b.kind == article.Heading && !j.headsNothing(i) || j.inside(i) && b.words <= 1) && f.strength != certain && (ambiguous(f.reason) || f.reason == article.ReadMore && b.words > 2) && !j.furniture(i-1) && !j.furniture(i+1) {
			return 0.45 // one such word may head a part of the story
		}
		return 0.95
	}
	if f.reason == article.AuthorBio {
		return 0 // authorBio weighs these together
	}
	// A subheading above prose names what comes; a prompt is all of its line.
	if b.kind == article.Heading && j.inside(i) && j.heads(i) && f.from > 0 && !b.nearly {
		return 0
	}
	limit := 0
	switch f.strength {
	case certain:
		limit = 45
		if b.certain >= 2 && b.you >= 2 {
			limit = 75 // it speaks to the reader all along
		}
		if !j.inside(i) || f.from < 4 && f.begins {
			limit = 90
		}
	case usual:
		limit = 22
		if j.tail(i) || j.head(i) {
			limit = 34
		}
	default:
		limit = 12
	}
	if b.words > limit {
		return 0
	}
	score := map[strength]float64{certain: 0.9, usual: 0.65, hint: 0.3}[f.strength]
	// Prose inside the story that does not speak to the reader reports about
	// subscriptions, tips and apps; it does not sell any.
	if b.ends && (b.words >= 18 || b.words >= 12 && f.strength != certain) && (!label || f.strength != certain) && b.you == 0 && !impersonal(f.reason, b.words) && len(j.lex[0].lists["you"]) > 0 {
		score -= 0.45
	}
	// So does a sentence that leads nowhere: a prompt bids, and what says "read
	// more" is a link.
	if j.doubtful(b, f, label) && j.reports(i) {
		score -= 0.45
	}
	if b.sentences >= 2 && j.inside(i) && b.words > 25 && f.strength != certain {
		score -= 0.3
	}
	// A paragraph of the story may end in "Tell us in the comments".
	if (b.sentences >= 3 && j.inside(i) || b.sentences >= 2 && b.words > 35 && asides(f.reason)) && b.words > 25 && b.certain < 2 && !f.begins {
		score -= 0.45
	}
	if !b.ends {
		score += 0.05
	}
	if j.tail(i) || j.head(i) {
		score += 0.1
	}
	if j.furniture(i-1) || j.furniture(i+1) {
		score += 0.1
	}
	if j.ev != nil && j.ev[i].LinkShare > 0.5 {
		score += 0.2
	}
	return score
}

// leads: what is cut for the reason is a way to something else.
func leads(r article.Reason) bool {
	return r == article.ReadMore || r == article.RelatedLinks || r == article.PodcastPrompt || r == article.ShareBar || r == article.TagList
}

// doubtful: the news says the phrase too. Without a page no link can be seen, and
// only a sentence that speaks to nobody is doubted.
func (j *judge) doubtful(b *block, f *found, label bool) bool {
	short := !label && b.words < 18
	switch {
	case j.ev == nil:
		return short && (b.you == 0 || leads(f.reason))
	case leads(f.reason), f.strength != certain && !impersonal(f.reason, b.words):
		return true
	}
	return short && (b.you == 0 || f.strength != certain)
}

// reports: a sentence inside the story that bids nobody and leads nowhere, and no
// furniture beside it.
func (j *judge) reports(i int) bool {
	b := &j.blocks[i]
	return b.ends && b.words >= 6 && !b.bids() && b.kind == article.Paragraph && j.inside(i) && !j.furniture(i-1) && !j.furniture(i+1) &&
		len(j.lex[0].lists["you"]) > 0 && (j.ev == nil || j.ev[i].LinkShare < 0.3 && j.ev[i].Region <= Story)
}

// bids: the block speaks to the reader all along, asks or calls out.
func (b *block) bids() bool { return b.you > 1 || strings.ContainsAny(b.text, "?!？！؟") }

// opensQuote: the text begins with somebody's words.
func opensQuote(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(quoteMarks, r)
}

// asides are what a writer says to the reader in passing, in a paragraph of
// the story as well.
func asides(r article.Reason) bool {
	return r == article.CommentPrompt || r == article.PodcastPrompt || r == article.TipPrompt
}

// headsNothing: the heading stands behind the story's prose, and nothing but
// links stands below it.
func (j *judge) headsNothing(i int) bool {
	if j.ev == nil || !j.tail(i) {
		return false
	}
	for k := i + 1; k < len(j.blocks) && k < i+6; k++ {
		if b := &j.blocks[k]; b.kind != article.Figure && b.words > 0 && j.ev[k].LinkShare < 0.5 {
			return false
		}
	}
	return true
}

// heads reports a block above prose of the story that speaks to nobody, at most
// one short line between them.
func (j *judge) heads(i int) bool {
	k := i + 1
	if k+1 < len(j.blocks) && j.blocks[k].kind == article.Paragraph && j.blocks[k].words <= 12 {
		k++
	}
	return k < len(j.blocks) && (j.isProse(i+1) || j.isProse(k)) && (j.ev == nil || j.ev[i].LinkShare < 0.5 && j.ev[i].Region <= Story)
}

// leadsAway: the label stands before another article's headline, which may
// hold a quotation itself.
func leadsAway(r article.Reason) bool {
	return r == article.ReadMore || r == article.RelatedLinks || r == article.PodcastPrompt || r == article.CopyrightLine || r == article.AgencyLine
}

// impersonal reasons need no "you": a copyright line speaks to nobody. A long
// sentence on cookies or on what is read most that speaks to nobody reports on them.
func impersonal(r article.Reason, words int) bool {
	switch r {
	case article.CookieNotice, article.Advertising, article.MostRead:
		return words <= 14
	case article.CopyrightLine, article.AgencyLine, article.ScriptNotice, article.DateLine, article.TagList, article.ReadMore, article.RelatedLinks, article.ShareBar, article.Paywall:
		return true
	}
	return false
}

// ambiguous reasons have labels that a story may use as a subheading.
func ambiguous(r article.Reason) bool {
	return r == article.Navigation || r == article.PodcastPrompt || r == article.RelatedLinks || r == article.FollowPrompt
}

// furniture reports a neighbour that is cut or will be for its phrase alone.
func (j *judge) furniture(i int) bool {
	if i < 0 || i >= len(j.blocks) {
		return false
	}
	b := &j.blocks[i]
	if b.cut != nil {
		return b.cut.Reason != article.PhotoCredit
	}
	for k := range b.found {
		if b.found[k].strength == certain && b.words <= 30 && !b.quote {
			return true
		}
	}
	return false
}

func firstWords(s string, n int) string {
	for i := range s {
		if s[i] == ' ' {
			if n--; n == 0 {
				return s[:i]
			}
		}
	}
	return s
}

// Share is the share of the text that stays which stands in blocks with a sure
// phrase of one of these reasons: near 1, the page says nothing else.
func Share(d *article.Document, reasons ...article.Reason) float64 {
	j := newJudge(d, nil, Site{})
	all, about := 0, 0
	for i := range j.blocks {
		b := &j.blocks[i]
		if b.cut != nil || b.kind == article.Figure {
			continue
		}
		all += len(b.text)
		for k := range b.found {
			if f := &b.found[k]; f.strength == certain && slices.Contains(reasons, f.reason) {
				about += len(b.text)
				break
			}
		}
	}
	return float64(about) / float64(max(all, 1))
}

// Quoted reports text that holds words between double quotation marks: somebody
// is quoted in it.
func Quoted(text string) bool {
	if len(text) > maxJudged {
		text = strings.ToValidUTF8(text[:maxJudged], "")
	}
	return holdsQuote(text)
}

// Walled reports a sure notice of a paywall among the blocks [from, to).
func Walled(d *article.Document, from, to int) bool {
	if from >= min(to, len(d.Blocks)) {
		return false
	}
	part := *d
	part.Blocks = d.Blocks[from:min(to, len(d.Blocks))]
	j := newJudge(&part, nil, Site{})
	for i := range j.blocks {
		for k := range j.blocks[i].found {
			if f := &j.blocks[i].found[k]; f.reason == article.Paywall && f.strength == certain && j.blocks[i].words <= 60 {
				return true
			}
		}
	}
	return false
}

// Line reports whether a line by itself, without an article around it, is
// furniture: what a headline can never be. lang is a BCP 47 tag.
func Line(text, lang string) bool {
	d := &article.Document{Language: lang, Text: text, Blocks: []article.Block{{Kind: article.Paragraph, Range: article.Range{End: len(text)}}}}
	j := newJudge(d, nil, Site{})
	j.first, j.last = len(j.blocks), -1
	b := &j.blocks[0]
	if photoCredit(j, 0) != nil {
		return true
	}
	for k := range b.found {
		f := &b.found[k]
		if f.begins && f.ends || f.strength == certain && (f.reason == article.CopyrightLine || f.reason == article.ScriptNotice || f.reason == article.CookieNotice) {
			return true
		}
	}
	c := byPhrase(j, 0)
	return c != nil && c.Score >= 0.9 && b.words <= 12
}
