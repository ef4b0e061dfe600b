package rules

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"pullquote/article"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// queryAll is what a selector chooses below root.
func queryAll(g cascadia.SelectorGroup, root *html.Node) []*html.Node {
	if root == nil {
		return nil
	}
	return cascadia.QueryAll(root, g)
}

// Request is a rule to be written: hide or keep blocks like this one.
type Request struct {
	Host   string // the article's; "" is every site
	Action Action // Hide or Keep
	Text   string // the block's
	Note   string // a comment above the rule: where it was made; "" none
}

// ErrNoRule: no rule can be made of a block: it has no letters to go by.
var ErrNoRule = errors.New("this block has no words that a rule could name")

// wholeText is up to how many bytes a block is named by all its words; a
// longer one is named by its beginning, so that a rules file stays readable
// and a changed name at the end does not matter.
const wholeText = 120

// Write makes the text of the rule, as it is appended to a file. Errors:
// ErrNoRule.
func Write(q Request) (string, error) {
	if q.Action != Hide && q.Action != Keep {
		return "", ErrNoRule
	}
	host := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(q.Host)), "www.")
	if strings.ContainsFunc(host, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		host = "" // no host's name
	}
	text := article.CleanLine(q.Text)
	key := "text"
	if len(text) > wholeText {
		key = "begins"
		text = text[:strings.LastIndexByte(text[:wholeText+1], ' ')+1]
	}
	text = strings.TrimSpace(text)
	if letters(text) == "" {
		return "", ErrNoRule
	}
	var b strings.Builder
	b.WriteByte('\n')
	if note := article.CleanLine(q.Note); note != "" {
		fmt.Fprintf(&b, "# %s\n", note)
	}
	fmt.Fprintf(&b, "[[%s]]\n", q.Action)
	if host != "" {
		fmt.Fprintf(&b, "site = %s\n", quote(host))
	}
	fmt.Fprintf(&b, "%s = %s\n", key, quote(text))
	return b.String(), nil
}

// quote writes a TOML string of one line.
func quote(s string) string {
	if strings.ContainsAny(s, `"\`) && !strings.Contains(s, "'") {
		return "'" + s + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// Append gives the file with the rule at its end; nothing else in it changes.
// An error says why the rule would not be read there: the file is broken
// above it.
func Append(data []byte, rule string) ([]byte, error) {
	out := bytes.Clone(data)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	if len(out) == 0 {
		rule = strings.TrimPrefix(rule, "\n")
	}
	out = append(out, rule...)
	before, after := Parse(data), Parse(out)
	if len(after.rules) != len(before.rules)+1 {
		for _, faults := range [][]Fault{before.faults, after.faults} {
			if n := len(faults); n > 0 {
				return nil, faults[n-1] // what swallows the end stands last
			}
		}
		return nil, fmt.Errorf("there is room for %d rules", maxRules)
	}
	return out, nil
}

// Remove gives the file without a rule that Append put there; false: it does
// not stand there any more. The last one like it goes.
func Remove(data []byte, rule string) ([]byte, bool) {
	i := bytes.LastIndex(data, []byte(rule))
	if i < 0 {
		if rule = strings.TrimPrefix(rule, "\n"); !bytes.HasPrefix(data, []byte(rule)) {
			return data, false
		}
		i = 0
	}
	return append(bytes.Clone(data[:i]), data[i+len(rule):]...), true
}
