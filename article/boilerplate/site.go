package boilerplate

import (
	"strings"

	"pullquote/article"
)

// What a site repeats is furniture: repeats is in how many other stories a
// block stands for that, so that three bear witness with the one at hand. What
// may belong to the story needs more: reporters of one house write the same
// sentences, and the same background below each report on a trial.
const (
	repeats       = 2
	repeatsProse  = 5  // a long run of prose before or behind the story
	repeatsQuote  = 10 // words that somebody said, before or behind the story
	shareInside   = 4  // a sentence inside the story stands in every fourth article
	shareOutside  = 10 // before or behind it in every tenth
	maxSeenWords  = 120
	longProse     = 25 // words
	shortSentence = 4
	never         = 1 << 30
)

// repeated asks in how many other articles of the site each block stands. An
// article of whose prose most was seen before is the same article again, at
// another address or in a later version, and one without prose has nothing
// that furniture could stand around: that makes furniture of nothing.
func (j *judge) repeated() {
	if j.site.Seen == nil {
		return
	}
	known, all, short := 0, 0, 0 // letters of prose; of all that is known
	for i := range j.blocks {
		b := &j.blocks[i]
		prose := b.ends && b.words >= longProse/2
		if prose {
			all += len(b.text)
		}
		if b.words == 0 || b.words > maxSeenWords || b.kind == article.Figure || b.kind == article.Table || b.kind == article.Code {
			continue
		}
		if f := Fingerprint(b.text); f != 0 {
			b.seen = j.site.Seen(f)
		}
		if b.seen >= repeats {
			short += len(b.text)
			if prose {
				known += len(b.text)
			}
		}
	}
	if known*2 > all || all == 0 && short*2 > len(j.d.Text) {
		for i := range j.blocks {
			j.blocks[i].seen = 0
		}
	}
}

// bySite cuts what the site repeats, whatever its language.
func bySite(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.seen < repeats || b.seen < j.needs(i) {
		return nil
	}
	c := cut(article.SiteRepeats, "site:seen before", 1-1/float64(b.seen+1))
	c.Seen = b.seen
	return c
}

// needs is in how many other stories of the site the block has to stand to be
// furniture.
func (j *judge) needs(i int) int {
	b := &j.blocks[i]
	inside := j.inside(i)
	share := func(least, part int) int { return max(least, j.site.Stories/part) }
	addressed := b.you > 0 || j.ev != nil && (j.ev[i].LinkShare > 0.2 || j.ev[i].Region > Story)
	sentence := b.ends && b.words >= shortSentence
	switch {
	case b.kind == article.Heading || b.strong:
		return j.needsHeading(i)
	case b.quote && b.words > 12:
		if inside {
			return never // a slogan of the week is quoted in many articles
		}
		return share(repeatsQuote, shareOutside)
	case inside && figures(b.text) && b.words <= 4:
		return never // "21 April", "10.40 BST", "200 g flour": figures are what it says
	case inside && b.kind == article.ListItem && !j.listRepeated(i):
		return never
	case addressed:
		return repeats // it speaks to the reader, or leads away
	case inside && sentence && b.words >= longProse:
		return never
	case inside && sentence:
		return share(repeats+1, shareInside)
	case inside:
		return share(repeats, shareOutside)
	case sentence && b.words >= longProse:
		return share(repeatsProse, shareOutside)
	case sentence:
		return share(repeats, shareOutside)
	}
	return repeats
}

// needsHeading: a subheading goes with what it heads. "Ingredients" stands in
// each recipe of a site, and belongs to each.
func (j *judge) needsHeading(i int) int {
	for k := i + 1; k < len(j.blocks); k++ {
		b := &j.blocks[k]
		if b.text == "" || b.kind == article.Heading {
			continue
		}
		if b.cut == nil && b.seen < repeats {
			return never
		}
		break
	}
	return repeats
}

// listRepeated reports an item of a list of which nearly all is repeated: one
// line of a recipe stands in many others, the whole of it in none.
func (j *judge) listRepeated(i int) bool {
	n, known := 0, 0
	count := func(k int) bool {
		if k < 0 || k >= len(j.blocks) || j.blocks[k].kind != article.ListItem {
			return false
		}
		n++
		if j.blocks[k].seen >= repeats {
			known++
		}
		return true
	}
	for k := i; k > i-50 && count(k); k-- {
	}
	for k := i + 1; k < i+50 && count(k); k++ {
	}
	return known*10 >= n*8
}

// figures reports text that holds a digit.
func figures(s string) bool { return strings.ContainsAny(s, "0123456789") }

// Repeated cuts in a Document that was made before what its site has turned
// out to repeat since. Blocks that a rule keeps stay. It reports whether
// anything changed.
func Repeated(d *article.Document, site Site) bool {
	j := newJudge(d, nil, site)
	j.repeated()
	j.zones()
	changed := false
	for i := range j.blocks {
		b := &d.Blocks[i]
		if b.Cut != nil || b.Kept != "" || j.blocks[i].correction {
			continue
		}
		if c := bySite(j, i); c != nil {
			b.Cut, changed = c, true
		}
	}
	return changed
}
