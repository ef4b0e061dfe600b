package rules

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"pullquote/article"

	"github.com/andybalholm/cascadia"
	"github.com/pelletier/go-toml/v2"
)

// Bounds of a rules file.
const (
	maxFile    = 4 << 20
	maxRules   = 20_000
	maxPattern = 1000 // bytes
	maxFaults  = 20
	maxReason  = 60 // bytes: it stands in a line of its own
)

// table is a rule as TOML has it. What may be one word or a list is any: the
// check tells what is wrong with it in words of our own.
type table struct {
	Site     any    `toml:"site"`
	Text     any    `toml:"text"`
	Begins   any    `toml:"begins"`
	Contains any    `toml:"contains"`
	Matches  any    `toml:"matches"`
	Select   any    `toml:"select"`
	Reason   string `toml:"reason"`
}

// keyNames are the keys of a rule.
var keyNames = []string{"site", "text", "begins", "contains", "matches", "select", "reason"}

type file struct {
	Hide     []table `toml:"hide"`
	Keep     []table `toml:"keep"`
	StopAt   []table `toml:"stop-at"`
	StartAt  []table `toml:"start-at"`
	NextPage []table `toml:"next-page"`
}

// Parse reads a rules file. What is wrong in it does not spoil the rest: each
// rule is read by itself, and the Set tells the faults.
func Parse(data []byte) *Set { return parse("rules.toml", data) }

func parse(name string, data []byte) *Set {
	s := &Set{name: name}
	if len(data) > maxFile {
		s.faults = append(s.faults, Fault{1, 1, fmt.Sprintf("the file is larger than %d MB", maxFile>>20)})
		return s
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	for _, c := range chunks(data) {
		if len(s.faults) >= maxFaults {
			break
		}
		if len(s.rules) >= maxRules {
			s.faults = append(s.faults, Fault{c.line, 1, fmt.Sprintf("more than %d rules", maxRules)})
			break
		}
		s.read(c)
	}
	return s
}

// chunk is one table of the file with the comments behind it.
type chunk struct {
	line int // its first one, from 1
	text []byte
}

// chunks parts the file where tables begin, so that one that is broken spoils
// no other. A line within a string of several lines begins none.
func chunks(data []byte) []chunk {
	var out []chunk
	start, from, line := 0, 1, 0
	open := "" // the marks of a string that runs over lines
	for at := 0; at < len(data); {
		line++
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		l := string(data[at:end])
		if open == "" && strings.HasPrefix(strings.TrimLeft(l, " \t"), "[") {
			out = append(out, chunk{from, data[start:at]})
			start, from = at, line
		}
		open = runsOn(l, open)
		at = end
	}
	return append(out, chunk{from, data[start:]})
}

// runsOn gives the marks of the string of several lines that is open behind
// the line.
func runsOn(line, open string) string {
	for line != "" {
		if open != "" {
			i := strings.Index(line, open)
			if i < 0 {
				return open
			}
			line, open = line[i+3:], ""
			continue
		}
		switch line[0] {
		case '#':
			return ""
		case '"', '\'':
			q := line[:1]
			if strings.HasPrefix(line, q+q+q) {
				open, line = q+q+q, line[3:]
				continue
			}
			i := 1
			for i < len(line) && line[i:i+1] != q {
				if line[i] == '\\' && q == `"` {
					i++
				}
				i++
			}
			line = line[min(i+1, len(line)):]
		default:
			line = line[1:]
		}
	}
	return ""
}

// read takes one table in.
func (s *Set) read(c chunk) {
	fault := func(line, column int, format string, args ...any) {
		what := article.CleanLine(fmt.Sprintf(format, args...))
		s.faults = append(s.faults, Fault{c.line + max(line, 1) - 1, max(column, 1), what})
	}
	if head := bytes.TrimLeft(c.text, " \t"); len(head) > 1 && head[0] == '[' && head[1] != '[' {
		fault(1, bytes.IndexByte(c.text, '[')+1, "a rule has double brackets: [[%s]]", Hide)
		return
	}
	var f file
	if err := toml.NewDecoder(bytes.NewReader(c.text)).DisallowUnknownFields().Decode(&f); err != nil {
		line, column, what := explain(err)
		fault(line, column, "%s", what)
		return
	}
	for _, of := range []struct {
		action Action
		tables []table
	}{{Hide, f.Hide}, {Keep, f.Keep}, {StopAt, f.StopAt}, {StartAt, f.StartAt}, {NextPage, f.NextPage}} {
		for _, t := range of.tables {
			r := Rule{Action: of.action, Line: c.line, own: s.name != builtinName}
			if key, err := r.fill(t); err != nil {
				line, column := keyAt(c.text, key)
				fault(line, column, "%s", err)
				continue
			}
			s.rules = append(s.rules, r)
		}
	}
}

// explain turns the TOML reader's errors into ours.
func explain(err error) (line, column int, what string) {
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) && len(missing.Errors) > 0 {
		first := missing.Errors[0]
		line, column = first.Position()
		key := first.Key()
		last := article.CleanLine(key[len(key)-1])
		if len(key) == 1 {
			return line, column, fmt.Sprintf("%q is no rule: there is %s", last, orNearest(last, actions))
		}
		return line, column, fmt.Sprintf("%q is no part of a rule: there is %s", last, orNearest(last, keyNames))
	}
	var dec *toml.DecodeError
	if errors.As(err, &dec) {
		line, column = dec.Position()
		what = strings.TrimPrefix(dec.Error(), "toml: ")
		if key := dec.Key(); len(key) > 0 {
			what = key[len(key)-1] + ": " + what
		}
		return line, column, what
	}
	return 1, 1, err.Error()
}

// orNearest is the word that is meant, or all there are.
func orNearest(word string, valid []string) string {
	if at := article.Nearest(word, valid); at != "" {
		return fmt.Sprintf("%q", at)
	}
	return strings.Join(valid, ", ")
}

// keyAt finds a key in a table; the table's own line where it has no such key.
func keyAt(text []byte, key string) (line, column int) {
	n := 0
	for l := range bytes.Lines(text) {
		n++
		name, _, ok := strings.Cut(string(l), "=")
		if ok && key != "" && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return n, strings.Index(string(l), strings.TrimSpace(name)) + 1
		}
	}
	return 1, 1
}

// fill checks the table and makes the rule of it. An error is about a key.
func (r *Rule) fill(t table) (key string, err error) {
	r.Reason = article.Reason(article.CleanLine(t.Reason))
	if len(r.Reason) > maxReason {
		return "reason", fmt.Errorf("reason is longer than %d letters", maxReason)
	}
	for _, w := range []struct {
		key  string
		from any
		to   *[]string
	}{{"site", t.Site, &r.Sites}, {"text", t.Text, &r.Text}, {"begins", t.Begins, &r.Begins}, {"contains", t.Contains, &r.Contains},
		{"matches", t.Matches, &r.Matches}, {"select", t.Select, &r.Select}} {
		if *w.to, err = wordsOf(w.key, w.from); err != nil {
			return w.key, err
		}
	}
	if key, err := r.compile(); err != nil {
		return key, err
	}
	none := len(r.Text)+len(r.Begins)+len(r.Contains)+len(r.Matches)+len(r.Select) == 0
	switch r.Action {
	case NextPage:
		if len(r.Select) == 0 || len(r.Text)+len(r.Begins)+len(r.Contains)+len(r.Matches) > 0 || r.Reason != "" {
			return "", errors.New(`next-page takes site and select, the link to the next page: select = "a.next"`)
		}
	case Keep:
		if none && r.Reason == "" {
			return "", errors.New("keep does not say what: it takes text, begins, contains, matches, select or reason")
		}
	default:
		if none {
			return "", fmt.Errorf("%s does not say what: it takes text, begins, contains, matches or select", r.Action)
		}
		if r.Reason == "" {
			r.Reason = article.UserRule
		}
	}
	return "", nil
}

// wordsOf reads a word or a list of words; none is nil.
func wordsOf(key string, v any) ([]string, error) {
	var out []string
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		out = []string{v}
	case []any:
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf(`%s takes text or a list of texts: ["one", "two"]`, key)
			}
			out = append(out, s)
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%s is an empty list", key)
		}
	default:
		return nil, fmt.Errorf(`%s takes text in quotation marks, or a list of them`, key)
	}
	for i, s := range out {
		if len(s) > maxPattern {
			return nil, fmt.Errorf("%s is longer than %d bytes", key, maxPattern)
		}
		if out[i] = article.CleanLine(s); out[i] == "" {
			return nil, fmt.Errorf("%s is empty", key)
		}
	}
	return out, nil
}

// compile prepares the patterns.
func (r *Rule) compile() (key string, err error) {
	for i, s := range r.Sites {
		s = strings.TrimPrefix(strings.ToLower(s), "www.")
		if s == "" || strings.ContainsAny(s, ":/ ") {
			return "site", fmt.Errorf("site is %q: it takes a host such as \"example.org\", without https://", r.Sites[i])
		}
		r.Sites[i] = s
	}
	for _, s := range r.Text {
		l := letters(s)
		if l == "" {
			return "text", errors.New("text has no letter to go by")
		}
		r.letters = append(r.letters, l)
	}
	for _, w := range []struct {
		key  string
		from []string
		to   *[]string
	}{{"begins", r.Begins, &r.begins}, {"contains", r.Contains, &r.contains}} {
		for _, s := range w.from {
			f := fold(s)
			if f == "" {
				return w.key, fmt.Errorf("%s has no letter or digit to go by", w.key)
			}
			*w.to = append(*w.to, f)
		}
	}
	for _, s := range r.Matches {
		re, err := regexp.Compile("(?i)" + s)
		if err != nil {
			return "matches", fmt.Errorf("matches is no regular expression: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
		r.re, r.firsts = append(r.re, re), append(r.firsts, firsts("(?i)"+s))
	}
	for _, s := range r.Select {
		g, err := cascadia.ParseGroup(s)
		if err != nil {
			return "select", fmt.Errorf("select is no CSS selector: %w", err)
		}
		r.selectors = append(r.selectors, g)
	}
	return "", nil
}
