package quote

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/*.txt
var dataFiles embed.FS

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
	genitive      []casing // of a surname before "according to" (Finnish)
	asideEnds     []string // of words in a case that no subject has: közleményében
	pastEnds      []string // of verbs in the tense of narration: il essuya
	roleEnds      []string // endings that make a noun a role: German -sprecher
	orgEnds       []string
	dashFrom      int      // a dash at the start of a line is speech from so many such lines; 0 never
	hyphen        bool     // a hyphen serves as such a dash
	incise        string   // "pair": – A – said X – B; "comma": – A, says X. B; "es": —A —said X—. B
	nounCaps      bool     // every noun is capitalised (German)
	dropSubj      bool     // a verb without a subject continues the last speaker
	script        string   // "cjk", "bare" (no capitals), "" for the rest
	order         string   // "svo" uses the frames of English, "free" the scorer
	titles        []string // CJK: nouns of office before or behind a name
	stops         []string // CJK: what ends a name
	cueList       []string // CJK: the verbs of saying, to be found inside runs of letters
	termList      []string
	stated        []string // there: the nouns for what is said
	surnames      map[string]bool
	peopleEnds    string   // Chinese: how words for people end
	article       string   // Arabic, Hebrew: written in front of a noun
	joined        []string // there: conjunctions written in front of a verb
	stopStarts    []string // there: how words begin that end a name
	inflects      bool     // names are inflected: a form is matched by its first letters
	titleAfter    bool     // the title stands behind the name (Hungarian)
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
}

// classNames are the section heads of a data file.
var classNames = map[string]class{
	"cues": cCue, "weak": cWeak, "source": cSource, "postsource": cPost,
	"determiners": cDet, "possessives": cPoss | cDet, "prepositions": cPrep, "conjunctions": cConj,
	"subordinators": cSub, "relatives": cRel, "auxiliaries": cAux, "adverbs": cAdv, "titles": cTitle, "roles": cRole,
	"organisations": cOrg, "particles": cParticle, "male": cMale, "female": cFemale, "stop": cStop, "terms": cTerm,
	"verbs": cVerb, "be": cBe | cAux, "open": cOpen, "places": cPlace, "read": cRead, "statements": cStated, "we": cWe, "like": cLike, "ownstatements": cStated | cOwn, "indefinite": cIndef, "of": cOf, "pronouns": cPron, "thinking": cThink | cWeak, "first": cFirst, "second": cSecond,
}

// languageOf is the rules for a BCP 47 tag; nil for a language that has no
// data file. Files are read at their first use: start-up must not pay for them.
func languageOf(tag string) *language {
	tag = strings.ToLower(tag)
	if i := strings.IndexAny(tag, "-_"); i > 0 {
		tag = tag[:i]
	}
	switch tag {
	case "no", "nn":
		tag = "nb"
	case "iw":
		tag = "he"
	case "in":
		tag = "id"
	case "cmn", "yue":
		tag = "zh"
	}
	if f, ok := languages[tag]; ok {
		return f()
	}
	return nil
}

// languages maps each tag with a data file to its lazy reader.
var languages = func() map[string]func() *language {
	m := map[string]func() *language{}
	files, err := dataFiles.ReadDir("data")
	if err != nil {
		panic("quote: no language data")
	}
	for _, f := range files {
		tag := strings.TrimSuffix(f.Name(), ".txt")
		if len(tag) == 2 {
			m[tag] = sync.OnceValue(func() *language { return readLanguage(tag) })
		}
	}
	return m
}()

// plainLanguage serves texts of unknown languages: marks without attribution.
var plainLanguage = sync.OnceValue(func() *language { return newLanguage("") })

// givenNames are first names of many languages with their gender; a language
// file overrides them.
var givenNames = sync.OnceValue(func() *language {
	l := newLanguage("")
	l.read("given")
	return l
})

func newLanguage(tag string) *language {
	return &language{tag: tag, words: map[string]class{}, genders: map[string]gender{}, phrases: map[string][]phrase{},
		abbr: map[string]bool{}, sourceEnd: map[string]bool{}, surnames: map[string]bool{}, labels: map[string]byte{"q": 'q', "a": 'a'}, elided: map[string]bool{}, suffixes: map[string]gender{}, order: "free"}
}

func readLanguage(tag string) *language {
	l := newLanguage(tag)
	l.read(tag)
	given := givenNames()
	for w, c := range given.words {
		if l.words[w]&(cMale|cFemale|cStop|cPlace|cDet|cPron|cPrep|cAux|cCue) == 0 {
			l.words[w] |= c
		}
	}
	l.tailRoles()
	return l
}

// read adds one data file. The format is described in data/README.md.
func (l *language) read(name string) {
	b, err := dataFiles.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic("quote: no language data " + name) // a broken build, found by any test
	}
	section := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			section = strings.Trim(line, "[]")
			continue
		}
		l.entry(section, line)
	}
}

func (l *language) entry(section, line string) {
	switch section {
	case "surnames":
		for _, w := range strings.Fields(line) {
			l.surnames[w] = true
		}
		return
	case "joined":
		l.joined = append(l.joined, strings.Fields(line)...)
		return
	case "stopstarts":
		l.stopStarts = append(l.stopStarts, strings.Fields(line)...)
		return
	case "peopleends":
		l.peopleEnds += line
		return
	case "settings":
		k, v, _ := strings.Cut(line, ":")
		l.setting(k, strings.TrimSpace(v))
		return
	case "phrases", "sourcephrases", "termphrases":
		c := map[string]class{"phrases": cCue, "sourcephrases": cSource, "termphrases": cTerm}[section]
		for p := range strings.SplitSeq(line, ",") {
			ws := strings.Fields(strings.ToLower(p))
			if len(ws) > 1 {
				if c == cSource {
					l.sourceEnd[ws[len(ws)-1]] = true
				}
				l.phrases[ws[0]] = append(l.phrases[ws[0]], phrase{ws, c})
			}
		}
		return
	case "abbreviations":
		for _, w := range strings.Fields(line) {
			l.abbr[w] = true
		}
		return
	case "questions", "answers":
		for _, w := range strings.Fields(line) {
			l.labels[w] = section[0] // q or a
		}
		return
	case "titlenouns":
		l.titles = append(l.titles, strings.Fields(line)...)
		return
	case "ends":
		l.stops = append(l.stops, strings.Fields(line)...)
		return
	case "roleends":
		l.roleEnds = append(l.roleEnds, strings.Fields(line)...)
		return
	case "malecases":
		l.maleCases = append(l.maleCases, readCasings(line)...)
		return
	case "femalecases":
		l.femaleCases = append(l.femaleCases, readCasings(line)...)
		return
	case "genitive":
		l.genitive = append(l.genitive, readCasings(line)...)
		return
	case "asideends":
		l.asideEnds = append(l.asideEnds, strings.Fields(line)...)
		return
	case "pastends":
		l.pastEnds = append(l.pastEnds, strings.Fields(line)...)
		return
	case "orgends":
		l.orgEnds = append(l.orgEnds, strings.Fields(line)...)
		return
	case "elided":
		for _, w := range strings.Fields(line) {
			l.elided[w] = true
		}
		return
	case "suffixes":
		for _, w := range strings.Fields(line) {
			w, g := cutGender(w)
			l.suffixes[w] = g
		}
		return
	}
	c := classNames[section]
	if l.script != "" && section == "statements" {
		l.stated = append(l.stated, strings.Fields(line)...)
	}
	if l.script == "cjk" {
		switch section {
		case "cues":
			l.cueList = append(l.cueList, strings.Fields(line)...)
		case "terms":
			l.termList = append(l.termList, strings.Fields(line)...)
		}
	}
	for _, w := range strings.Fields(line) {
		l.word(w, c)
	}
}

// word adds one form. "+" before it marks a participle, "~" a form that is a
// noun as well, ":m", ":f", ":n", ":p" behind it its gender.
func (l *language) word(w string, c class) {
	for w != "" {
		if w[0] == '+' {
			c = c&^cCue | cIng
		} else if w[0] == '~' {
			c |= cNoun
		} else {
			break
		}
		w = w[1:]
	}
	w, g := cutGender(w)
	if g != gUnknown {
		l.genders[w] = g
	}
	l.words[w] |= c
}

func cutGender(w string) (string, gender) {
	i := strings.LastIndexByte(w, ':')
	if i < 1 {
		return w, gUnknown
	}
	switch w[i+1:] {
	case "m":
		return w[:i], gMale
	case "f":
		return w[:i], gFemale
	case "n":
		return w[:i], gThing
	case "p":
		return w[:i], gPlural
	}
	return w[:i], gUnknown
}

func (l *language) setting(key, v string) {
	switch key {
	case "dash":
		l.dashFrom = 0
		for _, c := range v {
			l.dashFrom = l.dashFrom*10 + int(c-'0')
		}
	case "hyphen":
		l.hyphen = v == "yes"
	case "incise":
		l.incise = v
	case "nouncaps":
		l.nounCaps = v == "yes"
	case "dropsubject":
		l.dropSubj = v == "yes"
	case "script":
		l.script = v
	case "inflect":
		l.inflects = v == "yes"
	case "titleafter":
		l.titleAfter = v == "yes"
	case "apostrophe":
		l.cutApostrophe = v == "cut"
	case "verb":
		l.verbLast = v == "last"
	case "definite":
		l.definite = v == "ending"
	case "compound":
		l.compound = v == "yes"
	case "epithet":
		l.bare = v == "bare"
	case "ordinals":
		l.ordinals = v == "dot"
	case "article":
		l.article = v
	case "order":
		l.order = v
	}
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
