package rules

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"

	"golang.org/x/net/html"
)

// Page is the page that a Document was made of, for the rules with a selector.
// The zero value is a text without markup: there such rules say nothing.
type Page struct {
	Root *html.Node
	At   []*html.Node // by block: the element of its first letter
}

// Apply lets each rule of the set decide about the blocks of d: hide cuts a
// block, keep brings one back. decided names, by block, the rule that decided,
// also where it changed nothing: "rules.toml:12"; "" none. It is nil where no
// rule of the set concerns d at all.
func (s *Set) Apply(d *article.Document, p Page) (decided []string) {
	live := s.live(cmp.Or(d.Host(), article.Host(d.Canonical)))
	if len(live) == 0 {
		return nil
	}
	m := matcher{d: d, p: p, short: s.short, chosen: choose(live, p.Root)}
	edge := make([]int, len(live)) // of stop-at and start-at: the first block they fit
	for k, r := range live {
		edge[k] = -1
		if r.Action == StopAt || r.Action == StartAt {
			for i := range d.Blocks {
				if m.fits(r, i) {
					edge[k] = i
					break
				}
			}
		}
	}
	decided = make([]string, len(d.Blocks))
	for i := range d.Blocks {
		for k := len(live) - 1; k >= 0; k-- {
			r := live[k]
			switch r.Action {
			case StopAt:
				if edge[k] < 0 || i < edge[k] {
					continue
				}
			case StartAt:
				if i >= edge[k] {
					continue
				}
			default:
				if !m.fits(r, i) {
					continue
				}
			}
			decided[i] = s.name + ":" + strconv.Itoa(r.Line)
			r.decide(&d.Blocks[i], decided[i])
			break
		}
	}
	return decided
}

// live are the rules that concern an article of this host.
func (s *Set) live(host string) []*Rule {
	if s == nil {
		return nil
	}
	var out []*Rule
	for i := range s.rules {
		if r := &s.rules[i]; r.Action != NextPage && r.concerns(host) {
			out = append(out, r)
		}
	}
	return out
}

func (r *Rule) concerns(host string) bool {
	if r.Sites == nil {
		return true
	}
	for _, s := range r.Sites {
		if hostMatches(s, host) {
			return true
		}
	}
	return false
}

// decide hides the block or brings it back. What the reader hides by name is
// told in the reader's words, though it was hidden anyway.
func (r *Rule) decide(b *article.Block, name string) {
	switch {
	case r.Action != Keep && b.Cut == nil, r.Action == Hide && b.Cut != nil && r.own:
		b.Cut = &article.Cut{Reason: r.Reason, Rule: name, Score: 1}
	case r.Action == Keep && (b.Cut == nil || !headline(b) || r.Reason != ""):
		b.Cut = nil
	}
	if b.Kept = ""; r.Action == Keep && b.Cut == nil {
		b.Kept = name
	}
}

// headline: the title is shown above the text; keeping its block would show
// it twice, whatever a pattern catches by accident. A rule that names the
// reason means it.
func headline(b *article.Block) bool {
	return b.Kind == article.Heading && b.Level == 1 && b.Cut.Reason == article.RepeatedHeadline
}

// Keepers are the elements of a page that the keep rules choose by selector:
// the extractor must not leave them out.
func (s *Set) Keepers(host string, root *html.Node) []*html.Node {
	var out []*html.Node
	for _, r := range s.live(host) {
		if r.Action == Keep {
			for _, g := range r.selectors {
				out = append(out, queryAll(g, root)...)
			}
		}
	}
	return out
}

// Next is the link that a next-page rule chooses; nil where none does.
func (s *Set) Next(host string, root *html.Node) *html.Node {
	if s == nil {
		return nil
	}
	for i := len(s.rules) - 1; i >= 0; i-- {
		r := &s.rules[i]
		if r.Action != NextPage || !r.concerns(host) {
			continue
		}
		for _, g := range r.selectors {
			if found := queryAll(g, root); len(found) > 0 {
				return found[0]
			}
		}
	}
	return nil
}

// matcher compares rules with the blocks of one Document. What a block is
// compared as is made once, and only if a rule asks for it.
type matcher struct {
	d      *article.Document
	p      Page
	chosen map[*Rule]map[*html.Node]bool
	short  int
	block  int // of the forms below, from 1
	text   string
	words  string
	bare   string
}

func (m *matcher) fits(r *Rule, i int) bool {
	b := &m.d.Blocks[i]
	if m.block != i+1 {
		m.block, m.text, m.words, m.bare = i+1, m.d.Of(b.Range), "", ""
	}
	if r.Action == Keep && r.Reason != "" && (b.Cut == nil || !strings.EqualFold(string(b.Cut.Reason), string(r.Reason))) {
		return false
	}
	if len(r.selectors) > 0 && !m.within(r, i) {
		return false
	}
	if len(r.re) > 0 && m.short > 0 && len(m.text) > m.short {
		return false
	}
	if m.text == "" {
		return len(r.letters)+len(r.begins)+len(r.contains)+len(r.re) == 0
	}
	if len(r.letters) > 0 && m.bare == "" {
		m.bare = letters(m.text)
	}
	if len(r.begins)+len(r.contains) > 0 && m.words == "" {
		m.words = fold(m.text)
	}
	return oneOf(r.letters, func(s string) bool { return m.bare == s }) &&
		oneOf(r.begins, func(s string) bool { return strings.HasPrefix(m.words, s) }) &&
		oneOf(r.contains, func(s string) bool { return strings.Contains(m.words, s) }) &&
		r.matches(m.text)
}

// oneOf: one of the patterns fits, or there is none.
func oneOf(patterns []string, fits func(string) bool) bool {
	for _, s := range patterns {
		if fits(s) {
			return true
		}
	}
	return len(patterns) == 0
}

func (r *Rule) matches(text string) bool {
	if len(r.re) == 0 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text)
	first = unicode.ToLower(first)
	for i, re := range r.re {
		if f := r.firsts[i]; (f == nil || f[first]) && re.MatchString(text) {
			return true
		}
	}
	return false
}

// within reports whether the block stands in an element that the rule chooses.
func (m *matcher) within(r *Rule, i int) bool {
	if i >= len(m.p.At) {
		return false
	}
	chosen := m.chosen[r]
	for n := m.p.At[i]; n != nil && len(chosen) > 0; n = n.Parent {
		if chosen[n] {
			return true
		}
	}
	return false
}

// choose finds what the selectors choose, in one walk a rule.
func choose(live []*Rule, root *html.Node) map[*Rule]map[*html.Node]bool {
	if root == nil {
		return nil
	}
	var out map[*Rule]map[*html.Node]bool
	for _, r := range live {
		if len(r.selectors) == 0 {
			continue
		}
		set := map[*html.Node]bool{}
		for _, g := range r.selectors {
			for _, n := range queryAll(g, root) {
				set[n] = true
			}
		}
		if out == nil {
			out = map[*Rule]map[*html.Node]bool{}
		}
		out[r] = set
	}
	return out
}

// hostMatches: a name is itself and its subdomains; a glob is matched as a
// whole. * alone is every host and none.
func hostMatches(pattern, host string) bool {
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
