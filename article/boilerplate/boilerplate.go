// Package boilerplate judges which blocks of a Document are furniture: tip and
// subscribe prompts, photo credits, repeated headlines, share bars, copyright
// lines, in every language of the news. It marks blocks with a Cut (reason,
// rule, score) and never deletes, so that a reader can unfold what was hidden.
//
// It knows no DOM: what the page's markup says about a block comes in as
// Evidence, and plain text comes with none. It fetches and stores nothing.
//
// Losing a paragraph is worse than leaking a line. A block that holds a
// direct quote, or a long run of prose inside the story, is never cut because
// of a phrase in it; nor is a sentence of the story, however short, that bids
// nobody and leads nowhere; a correction always stays; a list of links that is
// the content stays.
package boilerplate

import "pullquote/article"

// Region is the part of the page in which a block stood.
type Region uint8

// The regions, from the story outwards.
const (
	Unknown Region = iota // plain text, feed bodies
	Story                 // inside the block that was chosen as the article
	Aside
	Header
	Footer
	Navigation
	Form
	CommentArea
	Dialog // consent, overlays
)

// Evidence is what markup says about one block. The zero value says nothing.
type Evidence struct {
	Region Region
	// LinkShare is the share of the block's letters that are link text, 0 to 1.
	LinkShare float64
	// Names are the class, id, role, itemprop, data-component … tokens of the
	// block and its nearest ancestors within the story, lower case, split at
	// non-letters ("related-links" gives "related", "links").
	Names []string
	// Hidden: the markup hides it (hidden, aria-hidden, display:none).
	Hidden bool
	// Heading is the number of the heading block that governs this one, -1 none.
	Heading int
	// Witness: the text stands in the page's JSON-LD articleBody (1), does not
	// though there is one (-1), or there is none (0).
	Witness int
}

// Site is what is known about the publisher of a Document beside its page.
type Site struct {
	// Seen tells in how many other articles of this publisher a block with
	// this fingerprint stood; nil where no store is at hand.
	Seen func(fingerprint uint64) int
	// Stories is how many other stories of the publisher are known: what stands
	// in three of three is furniture, what stands in three of a hundred may be a
	// sentence that reporters write often.
	Stories int
}

// Judge sets Cut on the blocks of d that are furniture. ev is either nil or
// holds one Evidence a block. Blocks that are cut already keep their Cut, so
// that judging twice is judging once.
func Judge(d *article.Document, ev []Evidence, site Site) { Weigh(d, ev, site).Name() }

// Verdict is a judgement whose reasons may be told better once all is cut that
// will be.
type Verdict struct{ j *judge }

// Weigh is Judge without the last step, for a caller who cuts more: it calls
// Name when it has done so.
func Weigh(d *article.Document, ev []Evidence, site Site) *Verdict {
	if len(ev) != len(d.Blocks) {
		ev = nil
	}
	j := newJudge(d, ev, site)
	j.repeated()
	j.zones()
	j.turns()
	for i := range j.blocks {
		j.decide(i)
	}
	j.placeholders()
	j.runs()
	j.edges()
	for i := range j.blocks {
		if b := &d.Blocks[i]; b.Cut == nil && j.blocks[i].cut != nil {
			b.Cut = j.blocks[i].cut
		}
	}
	return &Verdict{j}
}

// judge is one judgement under way.
type judge struct {
	d      *article.Document
	ev     []Evidence
	site   Site
	lex    []*lexicon
	blocks []block
	title  []string // the headline's words
	deck   []string
	names  [][]string // the byline's names, in words
	first  int        // the first block of the story's prose
	last   int        // the last one; -1 where there is none
	prose  int        // blocks of prose
	// proseWords is how many words they hold.
	proseWords int
}

// decide asks the rules in turn; the first that answers is right.
func (j *judge) decide(i int) {
	b := &j.blocks[i]
	if b.cut != nil || b.text == "" || b.kind == article.Rule {
		return
	}
	if b.correction {
		return
	}
	if j.d.Blocks[i].Signature() && i > 0 && j.blocks[i-1].kind == article.Quotation {
		b.cut = j.blocks[i-1].cut // who said it goes where the words go
		return
	}
	if b.turn {
		for _, rule := range [...]func(*judge, int) *article.Cut{repeatedHeadline, repeatedDeck, byRegion, byLinks, bySite} {
			if b.cut = rule(j, i); b.cut != nil {
				return
			}
		}
		return
	}
	for _, rule := range [...]func(*judge, int) *article.Cut{
		repeatedHeadline, repeatedDeck, ownAddress, shortcode, shareRow, byRegion, caption, photoCredit, dateLine, bylineLine, byPhrase, authorBio, tagLine, byNames, byLinks, bySite,
	} {
		if c := rule(j, i); c != nil {
			b.cut = c
			return
		}
	}
}

func cut(reason article.Reason, rule string, score float64) *article.Cut {
	return &article.Cut{Reason: reason, Rule: rule, Score: score}
}
