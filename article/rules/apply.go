package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// Apply lets each rule of the set decide about the blocks of d: hide cuts a
// block, keep brings one back. It returns the number of blocks that changed.
// The Cut's Rule names the set and the line: "rules:12".
func (s *Set) Apply(d *article.Document) int {
	if s == nil || len(s.rules) == 0 {
		return 0
	}
	host := d.Host()
	var live []*Rule
	wordy := false // folding a text costs more than most rules
	for i := range s.rules {
		if r := &s.rules[i]; hostMatches(r.Host, host) {
			live = append(live, r)
			wordy = wordy || r.Kind != "re" && r.Kind != "reason"
		}
	}
	if len(live) == 0 {
		return 0
	}
	changed := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		text := d.Of(b.Range)
		if text == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(text)
		first = unicode.ToLower(first)
		words := ""
		if wordy {
			words = fold(text)
		}
		for k := len(live) - 1; k >= 0; k-- {
			r := live[k]
			if r.re != nil && (r.firsts != nil && !r.firsts[first] || s.short > 0 && len(text) > s.short) || !r.matches(b, text, words) {
				continue
			}
			if r.Action == Hide && b.Cut == nil {
				b.Cut = &article.Cut{Reason: r.Reason, Rule: s.name + ":" + decimal(r.Line), Score: 1}
				changed++
			} else if r.Action == Keep && b.Cut != nil && !headline(b) {
				b.Cut = nil
				changed++
			}
			break
		}
	}
	return changed
}

// headline: the title is shown above the text; keeping its block would show
// it twice, whatever a pattern catches by accident. A rule that names the
// reason means it.
func headline(b *article.Block) bool {
	return b.Kind == article.Heading && b.Level == 1 && b.Cut.Reason == article.RepeatedHeadline
}

func (r *Rule) matches(b *article.Block, text, words string) bool {
	switch r.Kind {
	case "text":
		return words == r.words
	case "begins":
		return strings.HasPrefix(words, r.words)
	case "contains":
		return strings.Contains(words, r.words)
	case "re":
		return r.re.MatchString(text)
	case "reason":
		return b.Cut != nil && strings.ToLower(string(b.Cut.Reason)) == r.words
	}
	return false
}

// hostMatches: "*" is every host and none; a name is itself and its
// subdomains; a glob is matched as a whole.
func hostMatches(pattern, host string) bool {
	pattern = strings.TrimPrefix(pattern, "www.")
	if pattern == "*" {
		return true
	}
	if host == "" {
		return false
	}
	if !strings.Contains(pattern, "*") {
		return host == pattern || strings.HasSuffix(host, "."+pattern)
	}
	return glob(pattern, host)
}

// glob matches * against any run of characters, in time linear in both: after
// a star only the last one is ever tried again.
func glob(pattern, s string) bool {
	p, i, star, from := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && pattern[p] == s[i]:
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// wholeText is up to how many bytes a block is named by all its words; a
// longer one is named by its beginning, so that a rules file stays readable
// and a changed name at the end does not matter.
const wholeText = 120

// Add makes the line of a rules file that hides or keeps blocks like this
// text on this host ("" is every host), with a line feed at its end. It
// returns "" where the text has no letter to go by, or the action is none.
func Add(host string, action Action, text string) string {
	if action != Hide && action != Keep {
		return ""
	}
	host = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(host)), "www.")
	if host == "" || strings.ContainsFunc(host, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		host = "*" // no host's name
	}
	text = article.CleanLine(text)
	kind := "text"
	if len(text) > wholeText {
		kind = "begins"
		text = text[:strings.LastIndexByte(text[:wholeText+1], ' ')+1]
		if text == "" {
			return "" // one word without an end
		}
	}
	r := Rule{Action: action, Host: host, Kind: kind, Text: strings.TrimSpace(text)}
	if fold(r.Text) == "" {
		return ""
	}
	return r.String() + "\n"
}

func decimal(n int) string {
	if n >= 10 {
		return decimal(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}
