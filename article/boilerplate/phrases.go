package boilerplate

import (
	"embed"
	"strings"
	"sync"

	"pullquote/article"
)

// The phrases of a language stand in phrases/<language>.txt. A line is
//
//	[reason]            the lines below cut for this reason
//	[words: NAME]       the lines below are plain word lists (see lexicon)
//	# …                 a comment
//	sign up for our? … newsletter|bulletin
//
// A phrase is a row of words in any case. a|b is one word or the other;
// word* is any word that begins so; word? may be missing; _ is any one word;
// … (or ...) is up to five words; 0 is a number. Marks (: | © ? @ / » #)
// count only where a phrase names them. Before the phrase: "^" it begins the
// block, "=" it is the whole block, "!" it is furniture in a longer block
// too, "~" it is a hint that needs company. At its end " $": it ends the block;
// among alternatives $ is the block's end.
//
//go:embed phrases/*.txt
var phraseFiles embed.FS

// strength is how much a phrase says by itself.
type strength uint8

const (
	hint    strength = iota // needs company
	usual                   // enough in a short block
	certain                 // enough in a long one too
)

// phrase is one line of a phrase file.
type phrase struct {
	rule     string // language and the phrase as written, cut short: what an explanation shows
	reason   article.Reason
	strength strength
	begins   bool
	ends     bool
	words    []element
}

// element is one place of a phrase.
type element struct {
	any      []string // one of these words; nil is any word
	prefix   []string // or a word that begins so
	optional bool
	gap      int  // up to so many words of any kind
	number   bool // figures
	end      bool // or the end of the block
}

// lexicon is what is known of one language.
type lexicon struct {
	lang   string
	first  map[string][]*phrase // by the first word
	stems  map[string][]*phrase // by the first word's beginning
	lens   []int                // lengths of the stems, in bytes
	starts [1 << 10]uint64      // which two bytes a stem begins with: few words have any
	lists  map[string]map[string]bool
	joined []string // of the list "you", the words of a script without blanks
	months map[string]int
}

// languages are the languages that have a file.
var languages = []string{"ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko",
	"lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "sw", "th", "tr", "uk", "vi", "zh"}

// lexicons loads each language when it is first met: a reader of English
// never pays for the other files.
var lexicons = func() map[string]func() *lexicon {
	m := make(map[string]func() *lexicon, len(languages))
	for _, l := range languages {
		m[l] = sync.OnceValue(func() *lexicon { return loadLexicon(l) })
	}
	return m
}()

// lexiconsFor are the lexicons of a text in lang: its own, and English, for
// the widgets of half the web speak English whatever the page does. A
// language without a file gets those of its neighbours.
func lexiconsFor(lang string) []*lexicon {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch base {
	case "nb", "nn":
		base = "no"
	case "gl":
		base = "es"
	case "be", "kk":
		base = "ru"
	case "mk":
		base = "bg"
	case "sr", "bs", "sh":
		base = "hr"
	case "ms":
		base = "id"
	case "lb":
		base = "de"
	case "fo":
		base = "is"
	case "af":
		base = "nl"
	case "ur":
		base = "fa"
	case "mr", "ne":
		base = "hi"
	case "az":
		base = "tr"
	}
	out := make([]*lexicon, 0, 2)
	if f := lexicons[base]; f != nil {
		out = append(out, f())
	}
	if base != "en" {
		out = append(out, lexicons["en"]())
	}
	return out
}

func loadLexicon(lang string) *lexicon {
	data, err := phraseFiles.ReadFile("phrases/" + lang + ".txt")
	if err != nil {
		panic("boilerplate: no phrases for " + lang) // the files are compiled in; a test loads them all
	}
	return parseLexicon(lang, string(data))
}

func parseLexicon(lang, data string) *lexicon {
	x := &lexicon{lang: lang, first: map[string][]*phrase{}, stems: map[string][]*phrase{},
		lists: map[string]map[string]bool{}, months: map[string]int{}}
	section, list, month := "", false, 0
	for l := range strings.Lines(data) {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || strings.HasPrefix(l, "# ") || l == "#":
		case strings.HasPrefix(l, "[words:"):
			section, list, month = strings.TrimSpace(strings.TrimSuffix(l[len("[words:"):], "]")), true, 0
		case strings.HasPrefix(l, "["):
			section, list = strings.Trim(l, "[]"), false
		case list && section == "months":
			month++
			for _, w := range strings.Fields(l) {
				x.months[strings.ToLower(w)] = month
			}
		case list:
			set := x.lists[section]
			if set == nil {
				set = map[string]bool{}
				x.lists[section] = set
			}
			for _, w := range strings.Fields(strings.ToLower(l)) {
				set[w] = true
				if section == "you" && wide(w) {
					x.joined = append(x.joined, w)
				}
			}
		default:
			for _, line := range spelled(l) {
				p := parsePhrase(line, article.Reason(section), lang)
				x.add(p)
				x.learnShare(p)
			}
		}
	}
	return x
}

// spelled writes out the choices among words of a script without blanks, of which
// each letter is a word: a phrase for each. The files know few such choices.
func spelled(l string) []string {
	fields := strings.Fields(l)
	for i, w := range fields {
		if !strings.Contains(w, "|") || strings.IndexFunc(w, unspaced) < 0 {
			continue
		}
		var out []string
		for _, a := range strings.Split(w, "|") {
			f := append(append(append([]string{}, fields[:i]...), a), fields[i+1:]...)
			out = append(out, spelled(strings.Join(f, " "))...)
		}
		return out
	}
	return []string{l}
}

func (x *lexicon) add(p *phrase) {
	if len(p.words) == 0 {
		return
	}
	// A phrase whose first word may be missing is found by its second too.
	for i := range p.words {
		for _, w := range p.words[i].any {
			x.first[w] = append(x.first[w], p)
		}
		if p.words[i].number {
			x.first[anyNumber] = append(x.first[anyNumber], p)
		}
		for _, w := range p.words[i].prefix {
			x.stems[w] = append(x.stems[w], p)
			if len(w) < 2 {
				panic("boilerplate: a stem of one byte in " + p.rule) // the files are compiled in; a test loads them all
			}
			k := pair(w)
			x.starts[k>>6] |= 1 << (k & 63)
			known := false
			for _, n := range x.lens {
				known = known || n == len(w)
			}
			if !known {
				x.lens = append(x.lens, len(w))
			}
		}
		if !p.words[i].optional {
			break
		}
	}
}

func parsePhrase(l string, reason article.Reason, lang string) *phrase {
	p := &phrase{reason: reason, strength: usual, rule: lang + ":" + label(l)}
	for len(l) > 0 {
		switch l[0] {
		case '!':
			p.strength = certain
		case '~':
			p.strength = hint
		case '^':
			p.begins = true
		case '=':
			p.begins, p.ends = true, true
		default:
			goto words
		}
		l = l[1:]
	}
words:
	if strings.HasSuffix(l, " $") {
		p.ends, l = true, strings.TrimSuffix(l, "$")
	}
	for _, w := range strings.Fields(strings.ToLower(l)) {
		p.words = append(p.words, parseElement(w)...)
	}
	return p
}

// parseElement reads one word of a phrase. A word of an unspaced script is
// as many elements as it has letters.
func parseElement(w string) []element {
	var e element
	switch w {
	case "_":
		return []element{{}}
	case "…", "...":
		return []element{{gap: 5}}
	case "0":
		return []element{{number: true}}
	case ":", "|", "©", "?", "@", "/", "»", "#":
		return []element{{any: []string{w}}}
	}
	if s := strings.TrimSuffix(w, "?"); s != w && !strings.HasSuffix(w, "|?") {
		e.optional, w = true, s
	}
	if w == "_" {
		return []element{e}
	}
	if !strings.Contains(w, "|") {
		if ts := tokens(w); len(ts) > 1 {
			es := make([]element, 0, len(ts))
			for _, t := range ts {
				es = append(es, element{any: []string{t.text}, optional: e.optional})
			}
			return es
		}
	}
	for _, a := range strings.Split(w, "|") {
		if a == "$" {
			e.end = true
		} else if a == "0" {
			e.number = true
		} else if s := strings.TrimSuffix(a, "*"); s != a {
			e.prefix = append(e.prefix, s)
		} else if a != "" {
			e.any = append(e.any, a)
		}
	}
	return []element{e}
}

// pair is the first two bytes of a word as one number.
func pair(w string) uint {
	if len(w) < 2 {
		return 0
	}
	return uint(w[0])<<8 | uint(w[1])
}

// anyNumber stands in the index for phrases that begin with a number.
const anyNumber = "0 any"

// in reports whether the word stands in a list of the language.
func (x *lexicon) in(list, word string) bool { return x.lists[list][word] }

// label is a phrase as an explanation shows it: enough to find its line in the
// file, not the whole list of its words.
func label(l string) string {
	const most = 32
	l = strings.TrimLeft(l, "!=")
	if r := []rune(l); len(r) > most {
		return string(r[:most]) + "…"
	}
	return l
}
