package rules

import (
	"regexp/syntax"
	"unicode"
)

// firsts is the set of letters, in lower case, with which a text that the
// pattern matches must begin; nil where it may begin with any. Most patterns
// are about the beginning of a block, and most blocks begin otherwise: one
// look at a letter saves the whole match.
func firsts(pattern string) map[rune]bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	set := map[rune]bool{}
	anchored := false
	if !begin(re.Simplify(), set, &anchored) || !anchored {
		return nil
	}
	return set
}

// begin adds the letters with which re may begin and reports whether these are
// all and re takes at least one.
func begin(re *syntax.Regexp, set map[rune]bool, anchored *bool) bool {
	switch re.Op {
	case syntax.OpLiteral:
		add(set, re.Rune[0])
		return true
	case syntax.OpCharClass:
		n := 0
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if n++; n > 64 {
					return false
				}
				add(set, r)
			}
		}
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return begin(re.Sub[0], set, anchored)
	case syntax.OpAlternate:
		for _, s := range re.Sub {
			own := *anchored // each branch of its own
			if !begin(s, set, &own) || !own {
				return false
			}
		}
		*anchored = true
		return true
	case syntax.OpConcat:
		for _, s := range re.Sub {
			switch s.Op {
			case syntax.OpBeginText:
				*anchored = true
			case syntax.OpQuest, syntax.OpStar:
				if !*anchored || !begin(s.Sub[0], set, anchored) {
					return false
				}
			default:
				return *anchored && begin(s, set, anchored)
			}
		}
	}
	return false
}

// add adds a letter in all the cases that a pattern may mean it.
func add(set map[rune]bool, r rune) {
	set[unicode.ToLower(r)] = true
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		set[unicode.ToLower(f)] = true
	}
}
