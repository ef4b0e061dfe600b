// Package quote finds the direct quotations of an article and who spoke them:
// marks of every convention, attribution by cue verbs and resolution of
// pronouns, surnames and epithets over the whole article. Rules are data, one
// file a language (data/README.md says how to add one). No model, no network;
// any input in linear time.
//
// It owns the way from text to []article.Quote. It never changes a Document
// but for its Quotes, and never guesses a language's rules: where there is no
// data file, quotes are found and stay unattributed.
package quote

import "pullquote/article"

// Version numbers the rules: stored quotes made by another version are made anew.
const Version = 7

// analysis is the work on one article.
type analysis struct {
	l     *language
	text  string
	units []unit
	spans []span
	toks  []token
	sents []sentence
	first []int32 // of each unit: its first sentence
	runs  []name
	ents  []entity

	byKey           map[string]int32
	byLast, byFirst map[string][]int32
	byStem          map[string][]int32
	byTail          map[string]int32 // of names of three words: the last two
	capital         map[string]bool  // words seen with a capital inside a sentence

	past              []event // mentions so far, the newest last
	segs              []segment
	voices            []turn            // the turns of an interview or a transcript
	about             string            // the headline
	byline            []string          // who wrote the article
	scriptNames       []string          // names met in a script without capitals
	scriptTitles      map[string]string // who bears a title there
	scriptPeople      map[string]bool
	stopSet, titleSet map[string]bool
	prose, speech     string // what block quotes may repeat; see pulled
	pulls             int    // block quotes that pulled has looked for
	signs             int    // names below quotes that signed has looked for
	depth             int
	steps             int // tokens looked at, counted where a loop could run away; for tests
	tally             []weight
	cueBuf            []verdict
	roleSeen          map[string]bool // nouns for people so far
	lastThing         string
	carry             carry
	found             []attribution
	buf               [64]byte
}

// attribution is what is known of one span.
type attribution struct {
	who     ref
	ent     int32 // the speaker, -1 for none or a nominal
	speaker string
	role    string
	cue     article.Range
	mention article.Range
	sure    int
	kind    article.QuoteKind
	sent    int32
	cueTok  int32
	near    bool // the cue stands beside the quote, whoever its subject is
	goesOn  bool // indirect speech that goes on from the sentence before
}

// Find sets d.Quotes from the blocks that are not cut, in reading order.
func Find(d *article.Document) {
	units, tags := unitsOf(d)
	d.Quotes = analyse(&analysis{text: d.Text, units: units, about: d.Title, byline: d.Byline}, tags, d.Language)
	embeds(d)
}

// InText finds the quotes of plain text whose paragraphs are lines. lang is a
// BCP 47 tag, "" to guess. Ranges are byte offsets into text exactly as given.
func InText(text, lang string) []article.Quote {
	return analyse(&analysis{text: text, units: linesOf(text)}, nil, lang)
}

// maxText is the longest text that is searched, in bytes: offsets inside are
// 32 bits wide, and no article comes near.
const maxText = 1 << 28

func analyse(a *analysis, tags []span, lang string) []article.Quote {
	if len(a.text) > maxText {
		return nil
	}
	a.l = languageOf(lang)
	if a.l == nil && lang == "" {
		a.l = languageOf(guess(a.text))
	}
	if a.l == nil {
		a.l = plainLanguage()
	}
	return a.run(tags)
}

// run does the work once the language is known.
func (a *analysis) run(tags []span) []article.Quote {
	a.detect(tags)
	if len(a.spans) == 0 {
		return nil
	}
	a.lex()
	a.found = make([]attribution, len(a.spans))
	for i := range a.found {
		a.found[i].ent = -1
		a.found[i].cueTok = -1
		a.found[i].sent = -1
	}
	if a.l.tag == "" { // no rules: who speaks would be a guess
		a.kinds(0, len(a.spans))
		return a.quotes()
	}
	a.register()
	a.hear()
	a.attribute()
	return a.quotes()
}

// lex cuts the narration into tokens, sentences and names.
func (a *analysis) lex() {
	x := &lexer{a: a, l: a.l, text: a.text}
	x.toks = make([]token, 0, len(a.text)/6)
	a.first = make([]int32, len(a.units)+1)
	si := 0
	for u := range a.units {
		a.first[u] = int32(len(x.sents))
		lo := si
		for si < len(a.spans) && a.spans[si].unit == u {
			si++
		}
		if !a.units[u].skip {
			x.unit(u, &a.units[u], a.spans[lo:si], lo)
		}
	}
	a.first[len(a.units)] = int32(len(x.sents))
	a.toks, a.sents = x.toks, x.sents
	a.byTail = map[string]int32{}
	a.byKey, a.byLast, a.byFirst = map[string]int32{}, map[string][]int32{}, map[string][]int32{}
	a.capital = map[string]bool{}
	if a.l.script == "" {
		for _, s := range a.sents {
			a.names(s)
		}
	}
}
