package quote

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/*.txt
var dataFiles embed.FS

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
		abbr: map[string]bool{}, sourceEnd: map[string]bool{}, cueList: map[rune][]string{}, surnames: map[string]bool{}, labels: map[string]byte{"q": 'q', "a": 'a'}, elided: map[string]bool{}, objects: map[string]gender{}, views: map[string]bool{}, offices: map[string]bool{}, suffixes: map[string]gender{}, order: "free"}
}

func readLanguage(tag string) *language {
	l := newLanguage(tag)
	l.read(tag)
	if k := kin[tag]; k != "" {
		l.borrow(k)
	}
	given := givenNames()
	for w, c := range given.words {
		if l.words[w]&(cMale|cFemale|cStop|cPlace|cDet|cPron|cPrep|cAux|cCue) == 0 {
			l.words[w] |= c
		}
	}
	switch tag {
	case "fr", "it", "es", "pt", "ca", "el":
		l.articles = true
	}
	for _, ps := range l.phrases { // the longest first: în opinia sa before în opinia
		slices.SortStableFunc(ps, func(x, y phrase) int { return len(y.words) - len(x.words) })
	}
	l.tailRoles()
	if l.script == "cjk" { // 主任研究員 before 研究員
		slices.SortStableFunc(l.titles, func(x, y string) int { return len(y) - len(x) })
	}
	slices.SortStableFunc(l.postCases, func(x, y casing) int { return len(y.end) - len(x.end) })
	slices.SortStableFunc(l.genitive, func(x, y casing) int { return len(y.end) - len(x.end) })
	return l
}

// kin are languages so close that a short text of one is taken for the other: each knows
// the other's verbs of saying and nouns for people, so that the mistake does no harm.
var kin = map[string]string{"da": "nb", "nb": "da", "cs": "sk", "sk": "cs"}

// borrow takes the verbs and the nouns for people of another language, where a word
// means nothing here.
func (l *language) borrow(tag string) {
	o := newLanguage(tag)
	o.read(tag)
	for w, c := range o.words {
		if c &= cCue | cWeak | cRole | cTitle | cOrg; c != 0 && l.words[w] == 0 {
			l.words[w] = c
			if g, ok := o.genders[w]; ok {
				l.genders[w] = g
			}
		}
	}
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
	case "phrases", "sourcephrases", "termphrases", "ownsources":
		l.phraseLine(classNames[section], line)
		return
	case "views":
		for _, w := range strings.Fields(line) {
			l.views[w] = true
			l.word(w, cSource)
		}
		return
	case "definites":
		l.definites = append(l.definites, strings.Fields(line)...)
		return
	case "objects":
		for _, w := range strings.Fields(line) {
			w, g := cutGender(w)
			l.objects[w] = g
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
	case "postcases":
		l.postCases = append(l.postCases, readCasings(line)...)
		return
	case "offices":
		for _, w := range strings.Fields(line) {
			l.offices[w] = true
		}
		return
	case "jobends":
		l.jobEnds = append(l.jobEnds, strings.Fields(line)...)
		return
	case "asideends":
		l.asideEnds = append(l.asideEnds, strings.Fields(line)...)
		return
	case "pastfemale":
		l.pastFemale = append(l.pastFemale, strings.Fields(line)...)
		return
	case "pastmale":
		l.pastMale = append(l.pastMale, strings.Fields(line)...)
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
			for _, w := range strings.Fields(line) {
				r, _ := utf8.DecodeRuneInString(w)
				l.cueList[r] = append(l.cueList[r], w)
			}
		case "terms":
			l.termList = append(l.termList, strings.Fields(line)...)
		}
	}
	for _, w := range strings.Fields(line) {
		l.word(w, c)
	}
}

// phraseLine adds cues of several words, divided by commas; those that carry their
// owner may be of one word.
func (l *language) phraseLine(c class, line string) {
	for p := range strings.SplitSeq(line, ",") {
		p, g := cutGender(strings.TrimSpace(strings.ToLower(p)))
		ws := strings.Fields(p)
		if len(ws) == 0 || len(ws) == 1 && c&cOwn == 0 {
			continue
		}
		if c == cSource {
			l.sourceEnd[ws[len(ws)-1]] = true
		}
		if len(ws) == 1 && l.script != "" {
			l.words[ws[0]] |= c
			l.genders[ws[0]] = g
		}
		l.phrases[ws[0]] = append(l.phrases[ws[0]], phrase{ws, c, g})
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
	case "family":
		l.familyFirst = v == "first"
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
