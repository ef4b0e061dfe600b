// Package rules reads and applies the rules by which a reader, or a
// generator's known habits, decide about blocks where the general judge would
// decide otherwise. A rules file is TOML; each rule is a table of its own, and
// its name says what is done:
//
//	[[hide]]                          # the Example Post's own furniture
//	site = "example.org"
//	begins = "Read our coverage of"
//
//	[[hide]]
//	site = ["example.org", "*.example.net"]
//	select = "aside.promo, .newsletter-box"
//	reason = "newsletter prompt"
//
//	[[keep]]                          # no site: every article
//	contains = "this is an update"
//
//	[[keep]]
//	site = "example.net"
//	reason = "photo credit"
//
//	[[stop-at]]                       # this block and all behind it
//	site = "example.org"
//	text = "More from the harbour"
//
//	[[start-at]]                      # all before this block
//	select = "main h1"
//
//	[[next-page]]                     # the link to the article's next page
//	site = "example.org"
//	select = "a.pager-forward"
//
// A site is a host's name, which stands for its subdomains too, or a glob with
// *. Which blocks are meant is said by any of
//
//	text      the block has these words and no others; figures don't count
//	begins    the block begins with these words
//	contains  these words stand in the block
//	matches   a regular expression (RE2) matches the block
//	select    the block stands in an element that a CSS selector chooses
//
// each one word or a list of them, of which one has to fit; where several are
// named, each has to. In a keep rule a reason chooses the blocks that were
// hidden for it; elsewhere it is what the reader is told, "user rule" without
// one. Words are compared without case, spacing and the shape of quotation
// marks. Of two rules that fit one block the later decides, so that a reader's
// own file, applied after the built-in rules, has the last word.
//
// The package knows no file: it is handed bytes, and gives back text to be
// written. It never deletes a block.
package rules

import (
	_ "embed"
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
	"sync"

	"pullquote/article"

	"github.com/andybalholm/cascadia"
)

// Action is what a rule does with a block, as its table is named.
type Action string

// The actions.
const (
	Hide     Action = "hide"
	Keep     Action = "keep"
	StartAt  Action = "start-at"
	StopAt   Action = "stop-at"
	NextPage Action = "next-page"
)

// actions are all of them in the order in which they are explained.
var actions = []string{string(Hide), string(Keep), string(StopAt), string(StartAt), string(NextPage)}

// Rule is one table of a rules file.
type Rule struct {
	Line     int // in the file, from 1
	Action   Action
	Sites    []string // hosts and globs; nil is every article
	Text     []string
	Begins   []string
	Contains []string
	Matches  []string
	Select   []string
	Reason   article.Reason // told of a hidden block; of a keep rule what it was hidden for, "" anything

	own bool // the reader's
	// What the patterns are compared as.
	letters, begins, contains []string
	re                        []*regexp.Regexp
	firsts                    []map[rune]bool // by re: the letters with which a text must begin; nil any
	selectors                 []cascadia.SelectorGroup
}

// String is the rule in one line, for lists: "hide example.org begins: Read our".
func (r *Rule) String() string {
	var b strings.Builder
	b.WriteString(string(r.Action))
	if r.Reason != "" && r.Reason != article.UserRule {
		if r.Action == Keep {
			fmt.Fprintf(&b, " what was hidden as %s", r.Reason)
		} else {
			fmt.Fprintf(&b, " (%s)", r.Reason)
		}
	}
	b.WriteByte(' ')
	if r.Sites == nil {
		b.WriteString("everywhere")
	}
	b.WriteString(strings.Join(r.Sites, ", "))
	for _, p := range r.patterns() {
		for i, s := range p.of {
			if i == 0 {
				b.WriteString(" · " + p.name + ": ")
			} else {
				b.WriteString(" | ")
			}
			b.WriteString(s)
		}
	}
	return b.String()
}

type pattern struct {
	name string
	of   []string
}

func (r *Rule) patterns() []pattern {
	return []pattern{{"text", r.Text}, {"begins", r.Begins}, {"contains", r.Contains}, {"matches", r.Matches}, {"select", r.Select}}
}

// Set is a list of rules in the order of the file. A nil Set has none.
type Set struct {
	name   string // told in a Cut's Rule: "rules.toml", "built-in"
	rules  []Rule
	faults []Fault
	// short is the most bytes of a block that regular expressions are tried on;
	// 0 is any. What generators add is short, and most of a story is not.
	short int
}

// Fault is a part of a rules file that is no rule, and what would be right.
type Fault struct {
	Line, Column int // from 1
	What         string
}

func (f Fault) Error() string { return fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.What) }

// Rules are the rules in order.
func (s *Set) Rules() []Rule {
	if s == nil {
		return nil
	}
	return s.rules
}

// Faults are what is no rule, in order: the good rules count all the same.
func (s *Set) Faults() []Fault {
	if s == nil {
		return nil
	}
	return s.faults
}

// Builtin are the rules for the furniture of generators: what a blog engine,
// a newsletter service or a link site puts into the feeds and mails of all
// its users, whoever they are. They are read when the first article is made.
func Builtin() *Set { return builtin() }

//go:embed builtin.toml
var builtinRules []byte

// BuiltinSum changes when the built-in rules do.
func BuiltinSum() uint32 { return crc32.ChecksumIEEE(builtinRules) }

const builtinName = "built-in"

var builtin = sync.OnceValue(func() *Set {
	s := parse(builtinName, builtinRules)
	if len(s.faults) > 0 {
		panic("rules: the built-in rules are wrong: " + s.faults[0].Error()) // compiled in; a test parses them
	}
	s.short = 480
	return s
})
