// Package rules reads and applies the rules by which a reader, or a
// generator's known habits, decide about blocks where the general judge would
// decide otherwise. A rules file has one rule a line:
//
//	# The Example Post's own furniture
//	hide example.org  begins: Read our coverage of
//	keep *.example.org contains: this is an update
//	hide *            re: ^You are receiving this (mail|letter)
//	hide(newsletter prompt) * text: Subscribe for free
//	keep example.net  reason: photo credit
//
// A line is an action, a host and a pattern. The action is hide or keep; a
// reason in brackets is what a hidden block shows, "user rule" without one.
// The host is a name, which stands for its subdomains too, or a glob with *;
// * alone is every article, those without an address too. The pattern is
//
//	text:      the block has these words and no others
//	begins:    the block begins with these words
//	contains:  these words stand in the block
//	re:        a regular expression (RE2) matches the block
//	reason:    the block was cut for this reason
//
// Words are compared without case, spacing and the shape of quotation marks.
// Of two rules that match one block the later decides, so that a reader's own
// file, read after the built-in rules, has the last word. A # at the start of
// a line begins a comment.
//
// The package knows no file: it is handed bytes, and gives back a line to be
// written. It never deletes a block.
package rules

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"pullquote/article"
)

// Bounds of a rules file.
const (
	maxRules   = 20_000
	maxPattern = 1000 // bytes
	maxErrors  = 20
)

// ErrSyntax: a line of a rules file is no rule. The errors of Parse wrap it
// and name the line.
var ErrSyntax = errors.New("not a rule")

// Action is what a rule does with a block.
type Action string

// The actions.
const (
	Hide Action = "hide"
	Keep Action = "keep"
)

// Rule is one line of a rules file.
type Rule struct {
	Line   int // in the file, from 1
	Action Action
	Reason article.Reason // of a hidden block
	Host   string         // a host, a glob, or "*"
	Kind   string         // "text", "begins", "contains", "re", "reason"
	Text   string         // the pattern as written

	words string // the folded words of text, begins and contains
	re    *regexp.Regexp
	// firsts are the letters with which a text must begin for re to match; nil any.
	firsts map[rune]bool
}

// String is the rule as it is written in a file.
func (r Rule) String() string {
	action := string(r.Action)
	if r.Reason != "" && r.Reason != article.UserRule {
		action += "(" + string(r.Reason) + ")"
	}
	return action + " " + r.Host + " " + r.Kind + ": " + r.Text
}

// Set is a list of rules in the order of the file.
type Set struct {
	name  string // told in a Cut's Rule: "rules", "builtin"
	rules []Rule
	// short is the most bytes of a block that patterns are tried on; 0 is any.
	// What generators add is short, and most of a story is not.
	short int
}

// Rules are the rules in order.
func (s *Set) Rules() []Rule {
	if s == nil {
		return nil
	}
	return s.rules
}

// Parse reads a rules file. A bad line does not spoil the others: the Set
// holds every good rule even where the error, which joins one error a bad
// line, is not nil.
func Parse(data []byte) (*Set, error) { return parse("rules", string(data)) }

func parse(name, data string) (*Set, error) {
	s := &Set{name: name}
	var errs []error
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(data, "\ufeff")) {
		n++
		line = article.CleanLine(line)
		if line == "" || line[0] == '#' {
			continue
		}
		r, err := parseRule(line)
		if err != nil {
			if errs = append(errs, fmt.Errorf("line %d: %w", n, err)); len(errs) == maxErrors {
				break
			}
			continue
		}
		r.Line = n
		if s.rules = append(s.rules, r); len(s.rules) == maxRules {
			errs = append(errs, fmt.Errorf("line %d: %w: more than %d rules", n, ErrSyntax, maxRules))
			break
		}
	}
	return s, errors.Join(errs...)
}

// parseRule reads one line.
func parseRule(line string) (Rule, error) {
	r := Rule{Reason: article.UserRule}
	head, rest := line, ""
	if i := strings.IndexAny(line, " ("); i >= 0 {
		head, rest = line[:i], line[i:]
	}
	switch r.Action = Action(strings.ToLower(head)); r.Action {
	case Hide, Keep:
	default:
		return r, fmt.Errorf("%w: it begins with %q, not hide or keep", ErrSyntax, short(head))
	}
	if strings.HasPrefix(rest, "(") {
		end := strings.IndexByte(rest, ')')
		if end < 2 {
			return r, fmt.Errorf("%w: the reason's bracket is not closed", ErrSyntax)
		}
		r.Reason, rest = article.Reason(rest[1:end]), rest[end+1:]
	}
	rest = strings.TrimLeft(rest, " ")
	var pattern string
	r.Host, pattern, _ = strings.Cut(rest, " ")
	if r.Host == "" || strings.ContainsAny(r.Host, ":/") {
		return r, fmt.Errorf("%w: a host such as example.org, or *, must follow %s", ErrSyntax, r.Action)
	}
	r.Host = strings.ToLower(r.Host)
	kind, text, ok := strings.Cut(pattern, ":")
	r.Kind, r.Text = strings.ToLower(strings.TrimSpace(kind)), strings.TrimSpace(text)
	if !ok || r.Text == "" {
		return r, fmt.Errorf("%w: a pattern such as \"begins: Read our\" must follow the host", ErrSyntax)
	}
	if len(r.Text) > maxPattern {
		return r, fmt.Errorf("%w: the pattern is longer than %d bytes", ErrSyntax, maxPattern)
	}
	switch r.Kind {
	case "text", "begins", "contains":
		if r.words = fold(r.Text); r.words == "" {
			return r, fmt.Errorf("%w: the pattern has no letter or digit", ErrSyntax)
		}
	case "re":
		re, err := regexp.Compile("(?i)" + r.Text)
		if err != nil {
			return r, fmt.Errorf("%w: %w", ErrSyntax, err)
		}
		r.re, r.firsts = re, firsts("(?i)"+r.Text)
	case "reason":
		r.words = strings.ToLower(r.Text)
	default:
		return r, fmt.Errorf("%w: %q is none of text, begins, contains, re, reason", ErrSyntax, short(r.Kind))
	}
	return r, nil
}

func short(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// fold is the words of a text, in lower case, one blank between them and at
// both ends, so that a search finds whole words. Letters of scripts without
// blanks are words by themselves.
func fold(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	blank := true
	for _, r := range s {
		switch {
		case r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0x0e00 && r <= 0x0e7f:
			if !unicode.IsLetter(r) {
				continue
			}
			if !blank {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			b.WriteByte(' ')
			blank = true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
			blank = false
		case r == '\'' || r == '’':
		case !blank:
			b.WriteByte(' ')
			blank = true
		}
	}
	if !blank {
		b.WriteByte(' ')
	}
	if b.Len() == 1 {
		return ""
	}
	return b.String()
}

// Builtin are the rules for the furniture of generators: what a blog engine,
// a newsletter service or a link site puts into the feeds and mails of all
// its users, whoever they are.
func Builtin() *Set { return builtin() }

//go:embed builtin.rules
var builtinRules string

var builtin = sync.OnceValue(func() *Set {
	s, err := parse("builtin", builtinRules)
	if err != nil {
		panic("rules: the built-in rules do not parse: " + err.Error()) // compiled in; a test parses them
	}
	s.short = 480
	return s
})
