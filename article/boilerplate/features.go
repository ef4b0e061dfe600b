package boilerplate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// maxJudged is how many bytes of one block are looked at. Furniture is short:
// what is longer is story, and a hostile block of megabytes costs nothing.
const maxJudged = 4000

// maxPhrased is how many words a block may have for a phrase in it to count.
const maxPhrased = 160

// block is what the judge sees of one block.
type block struct {
	kind  article.Kind
	text  string
	ts    []token
	words int  // without marks; two letters of an unspaced script are one
	long  bool // over maxJudged
	// ends: the block ends as a sentence does.
	ends       bool
	sentences  int
	quote      bool // holds words in double quotation marks
	correction bool // says that the article was corrected
	you        int  // words that speak to the reader or of the house
	capitals   bool // no lower-case letter, three words or more
	label      bool // nothing but a phrase such as "Read next"
	nearly     bool // little else than one
	certain    int  // reasons of which a sure phrase stands in it
	seen       int  // in how many other articles of the site
	turn       bool // what somebody says in a dialogue with names before each turn
	strong     bool // all of it is set bold: a subheading that is marked up as text
	found      []found
	cut        *article.Cut
}

func newJudge(d *article.Document, ev []Evidence, site Site) *judge {
	lang := d.Language
	if lang == "" {
		lang = Language(d.Text)
	}
	j := &judge{d: d, ev: ev, site: site, lex: lexiconsFor(lang), blocks: make([]block, len(d.Blocks))}
	j.title, j.deck = plainWords(d.Title), plainWords(d.Deck)
	for _, n := range d.Byline {
		if w := plainWords(n); len(w) > 0 {
			j.names = append(j.names, w)
		}
	}
	for i := range d.Blocks {
		j.blocks[i] = j.look(&d.Blocks[i])
	}
	return j
}

// look gathers the features of one block.
func (j *judge) look(from *article.Block) block {
	b := block{kind: from.Kind, cut: from.Cut, text: strings.TrimSpace(j.d.Of(from.Range))}
	if len(b.text) > maxJudged {
		b.long = true
	}
	head := b.text
	if b.long {
		head = strings.ToValidUTF8(head[:maxJudged], "")
	}
	b.ts = tokens(head)
	half := 0
	you := make([]map[string]bool, 0, 2)
	for _, x := range j.lex {
		you = append(you, x.lists["you"])
	}
	for i := range b.ts {
		t := &b.ts[i]
		if t.mark {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(t.text); unspaced(r) {
			half++
			continue
		}
		b.words++
		for _, list := range you {
			if list[t.text] {
				b.you++
				break
			}
		}
	}
	b.words += (half + 1) / 2
	if half > 0 {
		b.you += j.spokenTo(head)
	}
	b.ends = sentenceEnd(b.text)
	b.sentences = sentences(head)
	b.quote = holdsQuote(head)
	b.correction = isCorrection(b.ts)
	b.capitals = b.words >= 3 && allCapitals(head)
	for _, s := range from.Spans {
		b.strong = b.strong || s.Kind == article.Strong && s.Start <= from.Start+2 && s.End >= from.End-2
	}
	if !b.long && b.words <= maxPhrased && b.kind != article.Table && b.kind != article.Code {
		for _, x := range j.lex {
			b.found = x.find(b.ts, b.found)
		}
	}
	for k := range b.found {
		f := &b.found[k]
		if f.strength == certain && !slices.ContainsFunc(b.found[:k], func(g found) bool { return g.strength == certain && g.reason == f.reason }) {
			b.certain++
		}
		if b.words <= 7 && (!strings.HasSuffix(b.text, ".") || strings.HasSuffix(b.text, "...")) {
			b.label = b.label || f.begins && f.ends
			b.nearly = b.nearly || f.strength != hint && (f.to-f.from)*10 >= len(b.ts)*6
		}
	}
	b.label = b.label || b.words <= 8 && strings.HasSuffix(b.text, ":") && len(b.found) > 0
	return b
}

// spokenTo counts the words that speak to the reader in a script without blanks,
// where no word stands by itself.
func (j *judge) spokenTo(text string) int {
	n := 0
	for _, x := range j.lex {
		for _, w := range x.joined {
			n += strings.Count(text, w)
		}
	}
	return n
}

// zones finds where the story begins and ends.
func (j *judge) zones() {
	j.first, j.last = len(j.blocks), -1
	for i := range j.blocks {
		if j.isProse(i) {
			j.first = min(j.first, i)
			j.last = i
			j.prose++
			j.proseWords += j.blocks[i].words
		}
	}
}

// isProse reports a block that reads as reporting: sentences, and no word of
// furniture that is enough by itself.
func (j *judge) isProse(i int) bool {
	b := &j.blocks[i]
	if b.cut != nil || b.seen >= repeats || b.kind == article.Figure || b.kind == article.Heading || b.kind == article.Table || b.kind == article.Code {
		return false
	}
	if b.words < 15 && (b.sentences < 2 || b.words < 10) || !b.ends && b.words < 40 {
		return false
	}
	for _, f := range b.found {
		if f.strength == certain && b.words < 60 {
			return false
		}
	}
	return true
}

// head reports a block before the story's prose, among the first ones.
func (j *judge) head(i int) bool { return i < j.first && i < 15 }

// tail reports a block after the story's prose.
func (j *judge) tail(i int) bool { return i > j.last }

// inside reports a block between prose and prose.
func (j *judge) inside(i int) bool { return i > j.first && i < j.last }

// plainWords are the words of a line without marks.
func plainWords(s string) []string {
	var out []string
	for _, t := range tokens(s) {
		if !t.mark {
			out = append(out, t.text)
		}
	}
	return out
}

// plain are the words of a block that was looked at already.
func (b *block) plain() []string {
	out := make([]string, 0, len(b.ts))
	for i := range b.ts {
		if !b.ts[i].mark {
			out = append(out, b.ts[i].text)
		}
	}
	return out
}

// sentenceEnd reports whether the text ends as a sentence does, closing marks
// and brackets apart.
func sentenceEnd(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '։', '．':
			return true
		case '"', '\'', '”', '’', '»', '“', '‘', '」', '』', ')', ']', '）', '›', '*', ' ':
			s = s[:len(s)-n]
		default:
			return false
		}
	}
	return false
}

// sentences counts the sentence ends followed by a blank or the end.
func sentences(s string) int {
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch r {
		case '。', '！', '？', '।':
			n++
		case '.', '!', '?', '…', '؟':
			if i >= len(s) || s[i] == ' ' || s[i] == '\n' || s[i] == '"' || strings.HasPrefix(s[i:], "”") || strings.HasPrefix(s[i:], "»") {
				n++
			}
		}
	}
	return n
}

// quoteMarks are the double marks that open and close quotations.
const quoteMarks = "\"“”„«»「」『』"

// holdsQuote reports three words or more between double quotation marks.
func holdsQuote(s string) bool {
	open, straight := -1, false
	for i, r := range s {
		if !strings.ContainsRune(quoteMarks, r) {
			continue
		}
		if open >= 0 && wordsOf(s[open:i]) >= 3 {
			return true
		}
		if r == '"' && straight {
			open, straight = -1, false // the pair is closed
			continue
		}
		open, straight = i, r == '"'
	}
	if open < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[open:])
	return strings.ContainsRune("\"“„«「『", r) && wordsOf(s[open:]) >= 6 // it runs on into the next block
}

func wordsOf(s string) int {
	n, half := 0, 0
	for _, t := range tokens(s) {
		if r, _ := utf8.DecodeRuneInString(t.text); unspaced(r) {
			half++
		} else if !t.mark {
			n++
		}
	}
	return n + half/3
}

func allCapitals(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 8
}

// correctionWords begin the notes by which a house corrects itself, in the
// languages of the phrase files. Such a note belongs to the record: it stays.
var correctionWords = map[string]bool{"correction": true, "corrections": true, "clarification": true, "corrected": true, "amended": true,
	"korrektur": true, "berichtigung": true, "richtigstellung": true, "correctif": true, "rectificatif": true, "erratum": true,
	"corrección": true, "rectificación": true, "errata": true, "rettifica": true, "errore": true, "correção": true, "correctie": true,
	"rectificatie": true, "rättelse": true, "rättelser": true, "rettelse": true, "berigtigelse": true, "retting": true, "oikaisu": true,
	"sprostowanie": true, "oprava": true, "уточнение": true, "исправление": true, "виправлення": true, "уточнення": true,
	"helyreigazítás": true, "erată": true, "düzeltme": true, "διόρθωση": true, "تصحيح": true, "תיקון": true, "ralat": true, "koreksi": true, "pataisymas": true, "labojums": true, "parandus": true, "leiðrétting": true,
	"ispravak": true, "ispravka": true, "popravek": true, "поправка": true, "корекция": true, "đính": true, "اصلاحیه": true, "marekebisho": true, "correcció": true, "rectificació": true}

// isCorrection reports a correction note: the word with a colon or a dash at
// its beginning, or "this article was amended / has been corrected".
func isCorrection(ts []token) bool {
	if len(ts) < 4 {
		return false
	}
	if correctionWords[ts[0].text] && ts[0].text != "errore" {
		return true
	}
	if strings.HasPrefix(ts[0].text, "訂") || strings.HasPrefix(ts[0].text, "更") && len(ts) > 1 && ts[1].text == "正" {
		return true
	}
	article := false
	for i := 0; i < len(ts) && i < 14; i++ {
		switch ts[i].text {
		case "article", "story", "version", "post", "headline", "report", "caption", "artikel", "beitrag":
			article = true
		case "amended", "corrected", "clarified", "incorrectly", "misstated", "erroneously", "misspelled", "korrigiert", "berichtigt":
			if article {
				return true
			}
		}
	}
	return false
}
