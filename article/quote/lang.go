package quote

import (
	"unicode"
	"unicode/utf8"
)

// class is a set of lexical classes of one word form. A form may have several:
// "claims" is a verb of saying and a noun.
type class uint64

const (
	cCue      class = 1 << iota // finite verb of saying: said
	cIng                        // participle or infinitive of one: saying
	cNoun                       // the form is a noun as well: claims
	cWeak                       // verb that reports only beside a quote: called, praised
	cSource                     // preposition of the source, speaker behind: selon, laut
	cPost                       // the same, speaker before: zufolge, mukaan
	cPron                       // personal pronoun that can speak: he, elle
	cPoss                       // possessive determiner: his, son
	cDet                        // article or other determiner
	cPrep                       // preposition
	cConj                       // and, but, or
	cSub                        // subordinator: while, that, because
	cRel                        // relative pronoun: who, which
	cAux                        // auxiliary verb: has, was, will
	cAdv                        // adverb that may stand between subject and verb
	cTitle                      // honorific: Mr, Frau; a person follows
	cRole                       // role noun: spokesman, minister
	cOrg                        // noun of an organisation or document: party, report
	cParticle                   // lower case part of a name: de, van
	cMale                       // male first name
	cFemale                     // female first name
	cStop                       // never begins a name although it may be capitalised
	cTerm                       // introduces a title or a term: so-called, film
	cAbbr                       // abbreviation: its full stop ends no sentence
	cVerb                       // other frequent finite verb: ends a noun phrase
	cBe                         // form of "be": the quote behind it may be a predicate
	cOpen                       // verb that opens a statement: issued, released
	cPlace                      // place, nationality, day, month: capitalised, no person
	cThink                      // verb of thinking: reports only where nobody says
	cFirst                      // I, my: who speaks without marks says it
	cSecond                     // you, your
	cRead                       // verb by which a text or a sign speaks: read, reads
	cStated                     // noun of what is said: verdict, answer
	cWe                         // we, our: who speaks for many says it
	cOwn                        // noun of what is said with its owner in the ending: tavsiyesi
	cIndef                      // article or numeral that brings in somebody new
	cLike                       // before an example: slogans like “...”
	cOf                         // preposition of the owner: of, von, de
	cTime                       // noun of time: months
	cFocus                      // adverb that belongs to the phrase behind it: auch der Minister
)

// gender is what is known of a person or a pronoun.
type gender uint8

const (
	gUnknown gender = iota
	gMale
	gFemale
	gThing
	gPlural
	gRel // who: the name just before
)

// language is the rules of one language, read from its data file.
type language struct {
	tag     string
	words   map[string]class
	genders map[string]gender // of pronouns, honorifics and role nouns
	phrases map[string][]phrase
	abbr    map[string]bool

	labels        map[string]byte   // 'q' and 'a': what stands before a question and an answer
	elided        map[string]bool   // French l', d', qu': cut off before the word
	suffixes      map[string]gender // of inverted verbs: -t-il, -elle
	maleCases     []casing          // of names: how other cases end
	femaleCases   []casing
	genitive      []casing        // of a surname before "according to" (Finnish)
	postCases     []casing        // of a noun there (Turkish)
	offices       map[string]bool // held by one at a time: who bears another role holds none
	jobEnds       []string        // how nouns for people end, before a full name that begins a sentence
	asideEnds     []string        // of words in a case that no subject has: közleményében
	pastFemale    []string        // of verbs in the past that show who acts: осталась
	pastMale      []string
	pastEnds      []string // of verbs in the tense of narration: il essuya
	roleEnds      []string // endings that make a noun a role: German -sprecher
	orgEnds       []string
	dashFrom      int               // a dash at the start of a line is speech from so many such lines; 0 never
	hyphen        bool              // a hyphen serves as such a dash
	incise        string            // "pair": – A – said X – B; "comma": – A, says X. B; "es": —A —said X—. B
	nounCaps      bool              // every noun is capitalised (German)
	dropSubj      bool              // a verb without a subject continues the last speaker
	script        string            // "cjk", "bare" (no capitals), "" for the rest
	order         string            // "svo" uses the frames of English, "free" the scorer
	views         map[string]bool   // prepositions that say whose view it is only where a clause begins: para, pour
	articles      bool              // a noun has one before it: no bare word is a subject
	definites     []string          // the articles that a noun carries at its end: -en, -ul
	objects       map[string]gender // pronouns behind "according to": lui, henne
	titles        []string          // CJK: nouns of office before or behind a name
	stops         []string          // CJK: what ends a name
	cueList       map[rune][]string // CJK: the verbs of saying by their first character, to be found inside runs of letters
	termList      []string
	stated        []string // there: the nouns for what is said
	surnames      map[string]bool
	peopleEnds    string   // Chinese: how words for people end
	article       string   // Arabic, Hebrew: written in front of a noun
	joined        []string // there: conjunctions written in front of a verb
	stopStarts    []string // there: how words begin that end a name
	inflects      bool     // names are inflected: a form is matched by its first letters
	titleAfter    bool     // the title stands behind the name (Hungarian)
	familyFirst   bool     // the family name stands first (Vietnamese)
	verbLast      bool     // the verb stands behind the quote without a comma (Turkish, Hungarian)
	definite      bool     // the article is an ending: ministern (Scandinavian)
	compound      bool     // nouns are joined: landsbystyreleder
	bare          bool     // a role stands for a person without an article: сказал министр
	tails         map[string]bool
	sourceEnd     map[string]bool // last words of phrases like "according to"
	ordinals      bool            // a full stop makes an ordinal: am 3. Mai
	cutApostrophe bool            // a case ending stands behind an apostrophe (Turkish)
}

// phrase is a cue of several words.
type phrase struct {
	words []string
	c     class
	g     gender // of who is meant: по его словам
}

// classNames are the section heads of a data file.
var classNames = map[string]class{
	"cues": cCue, "weak": cWeak, "source": cSource, "postsource": cPost,
	"determiners": cDet, "possessives": cPoss | cDet, "prepositions": cPrep, "conjunctions": cConj,
	"subordinators": cSub, "relatives": cRel, "auxiliaries": cAux, "adverbs": cAdv, "titles": cTitle, "roles": cRole,
	"organisations": cOrg, "particles": cParticle, "male": cMale, "female": cFemale, "stop": cStop, "terms": cTerm,
	"verbs": cVerb, "be": cBe | cAux, "open": cOpen, "places": cPlace, "read": cRead, "statements": cStated, "we": cWe, "like": cLike, "ownstatements": cStated | cOwn, "indefinite": cIndef, "of": cOf, "pronouns": cPron, "thinking": cThink | cWeak, "first": cFirst, "phrases": cCue, "sourcephrases": cSource, "termphrases": cTerm, "ownsources": cSource | cOwn, "second": cSecond, "times": cTime, "focus": cFocus,
}

// lower writes s in lower case into buf and returns it; a typographic
// apostrophe becomes a plain one. A form longer than buf is no word of any list.
func lower(buf []byte, s string) []byte {
	buf = buf[:0]
	for i := 0; i < len(s); {
		if len(buf) > cap(buf)-utf8.UTFMax {
			return buf[:0]
		}
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == '’' {
			r = '\''
		}
		if r == 'İ' {
			r = 'i'
		} else {
			r = unicode.ToLower(r)
		}
		buf = utf8.AppendRune(buf, r)
	}
	return buf
}
