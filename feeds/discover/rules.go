package discover

import (
	"bytes"
	_ "embed"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"pullquote/article"
	"pullquote/feeds"
)

// sites.rules says itself how it is written.
//
//go:embed sites.rules
var siteRules string

// Known is what the rules say of an address: the feeds to try, or what has to
// be looked at to find them.
type Known struct {
	Feeds []feeds.Candidate
	// Page: the page itself has to be read, and given to Site.
	Page bool
	// Ask is an address whose answer has to be given to Answer.
	Ask string

	rule *rule
	vars map[string]string
}

// rule is one block of the file.
type rule struct {
	at, not []pattern
	marks   []string
	finds   []find
	ask     string
	feeds   []target
}

type find struct {
	name string
	re   *regexp.Regexp
}

type target struct{ address, title string }

// pattern is an address with holes.
type pattern struct {
	host  *regexp.Regexp
	path  *regexp.Regexp
	query map[string]string // what has to stand there: {name} or a word
}

var rules = sync.OnceValue(func() []rule {
	rs, err := readRules(siteRules)
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return rs
})

// readRules reads the file.
func readRules(text string) ([]rule, error) {
	var out []rule
	var r rule
	flush := func() {
		if len(r.feeds) > 0 {
			out = append(out, r)
		}
		r = rule{}
	}
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			flush()
			continue
		}
		if line[0] == '#' {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		if err := r.line(word, rest); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	flush()
	return out, nil
}

func (r *rule) line(word, rest string) (err error) {
	switch word {
	case "site":
	case "at", "not":
		p, err := newPattern(rest)
		if err != nil {
			return err
		}
		if word == "at" {
			r.at = append(r.at, p)
		} else {
			r.not = append(r.not, p)
		}
	case "mark":
		r.marks = append(r.marks, strings.ToLower(rest))
	case "find":
		name, expr, _ := strings.Cut(rest, " ")
		re, err := regexp.Compile(expr)
		if err != nil || re.NumSubexp() < 1 {
			return fmt.Errorf("%q is no expression with a group", expr)
		}
		r.finds = append(r.finds, find{name, re})
	case "ask":
		r.ask = rest
	case "feed":
		address, title, _ := strings.Cut(rest, " ")
		r.feeds = append(r.feeds, target{address, title})
	default:
		return fmt.Errorf("%q begins no line of a rule", word)
	}
	return nil
}

// hole is a {name} or {name...} of a pattern.
var hole = expression(`\\\{(\w+)(\\\.\\\.\\\.)?\\\}`)

func newPattern(s string) (pattern, error) {
	s, query, _ := strings.Cut(s, "?")
	host, path, _ := strings.Cut(s, "/")
	holes := func(s, one string) string {
		return hole().ReplaceAllStringFunc(regexp.QuoteMeta(s), func(h string) string {
			m := hole().FindStringSubmatch(h)
			if m[2] != "" {
				return `(?P<` + m[1] + `>.+)`
			}
			return `(?P<` + m[1] + `>` + one + `)`
		})
	}
	var p pattern
	hostExpr := holes(host, `[a-z0-9-]+`)
	switch {
	case host == "*":
		hostExpr = `.+`
	case strings.HasPrefix(host, "*."):
		hostExpr = `[a-z0-9-]+(?:\.[a-z0-9-]+)*\.` + regexp.QuoteMeta(host[2:])
	}
	var err error
	if p.host, err = regexp.Compile(`^(?:www\.|m\.|mobile\.)?` + hostExpr + `$`); err != nil {
		return p, err
	}
	if p.path, err = regexp.Compile(`^` + holes(path, `[^/]+?`) + `$`); err != nil {
		return p, err
	}
	for pair := range strings.SplitSeq(query, "&") {
		if k, v, ok := strings.Cut(pair, "="); ok {
			if p.query == nil {
				p.query = map[string]string{}
			}
			p.query[k] = v
		}
	}
	return p, nil
}

// fits reads an address into the pattern's holes; nil: it does not fit.
func (p pattern) fits(u *url.URL) map[string]string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	h := p.host.FindStringSubmatch(host)
	m := p.path.FindStringSubmatch(strings.Trim(u.EscapedPath(), "/"))
	if h == nil || m == nil {
		return nil
	}
	vars := map[string]string{}
	for _, found := range []struct {
		re *regexp.Regexp
		m  []string
	}{{p.host, h}, {p.path, m}} {
		for i, name := range found.re.SubexpNames() {
			if name != "" {
				vars[name] = found.m[i]
			}
		}
	}
	q := u.Query()
	for k, want := range p.query {
		have := q.Get(k)
		name := strings.Trim(want, "{}")
		switch {
		case have == "", name == want && have != want:
			return nil
		case name != want:
			vars[name] = url.QueryEscape(have)
		}
	}
	return vars
}

// fits is the holes of the first pattern that fits; nil none. A rule without
// patterns fits every address.
func (r *rule) fits(u *url.URL) map[string]string {
	for _, p := range r.not {
		if p.fits(u) != nil {
			return nil
		}
	}
	if len(r.at) == 0 {
		return map[string]string{}
	}
	for _, p := range r.at {
		if vars := p.fits(u); vars != nil {
			return vars
		}
	}
	return nil
}

// Address says what the rules know of an address without its page.
func Address(address string) (Known, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || looksLikeFeed(address) {
		return Known{}, false // what is a feed by its looks is asked as such
	}
	for i := range rules() {
		r := &rules()[i]
		if len(r.at) == 0 || len(r.marks) > 0 {
			continue
		}
		vars := r.fits(u)
		if vars == nil {
			continue
		}
		about(vars, u)
		k := Known{rule: r, vars: vars}
		switch {
		case r.ask != "":
			k.Ask = fill(r.ask, vars)
		case len(r.finds) > 0:
			k.Page = true
		default:
			k.Feeds = r.give(vars)
		}
		return k, true
	}
	return Known{}, false
}

// Answer is what the answer to Ask, or the page where Page is set, holds.
func (k Known) Answer(body []byte) []feeds.Candidate {
	if k.rule == nil || !k.rule.search(body, k.vars) {
		return nil
	}
	return k.rule.give(k.vars)
}

// Marked gives the feeds of a page that does not name any, by what it is made
// with. base is its final address.
func Marked(page []byte, base string) []feeds.Candidate {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	page = page[:min(len(page), maxPage)]
	lower := bytes.ToLower(page)
	for i := range rules() {
		r := &rules()[i]
		if len(r.marks) == 0 || !slices.ContainsFunc(r.marks, func(m string) bool { return bytes.Contains(lower, []byte(m)) }) {
			continue
		}
		vars := r.fits(u)
		if vars == nil {
			continue
		}
		about(vars, u)
		if r.search(page, vars) {
			if found := r.give(vars); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// about adds what every rule may name of the page's address.
func about(vars map[string]string, u *url.URL) {
	vars["host"], vars["origin"] = u.Host, u.Scheme+"://"+u.Host
	vars["page"] = u.Scheme + "://" + u.Host + u.EscapedPath()
}

// search fills the holes that the text has to fill.
func (r *rule) search(text []byte, vars map[string]string) bool {
	for _, f := range r.finds {
		m := f.re.FindSubmatch(text[:min(len(text), maxPage)])
		if m == nil || len(m[1]) > 2000 {
			return false
		}
		vars[f.name] = unescapeJSON(string(m[1]))
	}
	return true
}

// give is the rule's feeds with its holes filled.
func (r *rule) give(vars map[string]string) []feeds.Candidate {
	var out []feeds.Candidate
	for _, t := range r.feeds {
		address := article.CleanURL(fill(t.address, vars))
		if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
			title := fill(t.title, vars)
			if plain, err := url.PathUnescape(title); err == nil {
				title = plain
			}
			out = append(out, feeds.Candidate{URL: address, Title: line(title)})
		}
	}
	return out
}

func fill(s string, vars map[string]string) string {
	for name, v := range vars {
		s = strings.ReplaceAll(s, "{"+name+"}", v)
	}
	return s
}
