package rules

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestFirsts: the look at the first letter never says no to a text that the
// pattern matches.
func TestFirsts(t *testing.T) {
	texts := []string{"", "Read more", "read", "[more]", "Continue reading…", "«older posts", "ÄRZTE", "ärzte", "kelvin", "\u212Aelvin", "7 comments", "no comments yet", "x", "#comments: 3", "→", "Der Beitrag", "l’article", "bc", "b", "c"}
	patterns := []string{"^read", "^(read|continue)", `^\[?more\]?`, "^[a-c]", "^a|b", "^(a|b)|^c", "read", "^.*more", "^x?read", "^(x|y)*read", "^", "^ärzte", "^kelvin", `^(no|\d+) comments`, `^(←|«|‹) ?older`, "^(?:a?b?)c", "^a??b", "^(a{0,2})b", `^\s*read`, `^[^a]`}
	for _, r := range Builtin().Rules() {
		for i, p := range r.Matches {
			patterns = append(patterns, p)
			if r.firsts[i] == nil {
				t.Errorf("line %d: no first letters known of %q", r.Line, p)
			}
		}
	}
	for _, p := range patterns {
		re, set := regexp.MustCompile("(?i)"+p), firsts("(?i)"+p)
		for _, s := range texts {
			for _, s := range []string{s, strings.ToUpper(s), strings.ToLower(s)} {
				first, _ := utf8.DecodeRuneInString(s)
				if re.MatchString(s) && set != nil && !set[unicode.ToLower(first)] {
					t.Errorf("%q matches %q, and is said not to", p, s)
				}
			}
		}
	}
}
