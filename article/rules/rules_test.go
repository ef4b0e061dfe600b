package rules

import (
	"strings"
	"testing"

	"pullquote/article"

	"golang.org/x/net/html"
)

// docOf is a Document of paragraphs.
func docOf(url string, texts ...string) *article.Document {
	d := &article.Document{URL: url}
	for i, s := range texts {
		if i > 0 {
			d.Text += "\n\n"
		}
		at := len(d.Text)
		d.Text += s
		d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: len(d.Text)}})
	}
	return d
}

// marks writes h for a hidden block and k for a kept one.
func marks(d *article.Document) string {
	s := ""
	for i := range d.Blocks {
		if d.Blocks[i].Cut != nil {
			s += "h"
		} else {
			s += "k"
		}
	}
	return s
}

// read is a set without a fault.
func read(t *testing.T, data string) *Set {
	t.Helper()
	s := Parse([]byte(data))
	if len(s.Faults()) > 0 {
		t.Fatalf("%s: %v", data, s.Faults())
	}
	return s
}

func TestApply(t *testing.T) {
	texts := []string{"Read our coverage of the harbour here", "The harbour froze.", "“Nobody came,” he said.", "今日のニュースはこちら", "At 12:40 the ice broke"}
	tests := []struct{ rules, url, want string }{
		{"[[hide]]\nsite = 'example.org'\nbegins = 'read OUR'", "https://www.example.org/a", "hkkkk"},
		{"[[hide]]\nsite = 'www.Example.org'\nbegins = 'read OUR'", "https://news.example.org/a", "hkkkk"},
		{"[[hide]]\nsite = 'example.org'\nbegins = 'read OUR'", "https://notexample.org/a", "kkkkk"},
		{"[[hide]]\nsite = 'example.org'\nbegins = 'read OUR'", "", "kkkkk"},
		{"[[hide]]\nsite = ['example.com', '*.example.*']\nbegins = 'read our'", "https://news.example.org/", "hkkkk"},
		{"[[hide]]\nbegins = 'read ou'", "", "kkkkk"}, // whole words only
		{"[[hide]]\ncontains = '\"nobody came\"'", "", "kkhkk"},
		{"[[hide]]\ntext = 'the harbour froze'", "", "khkkk"},
		{"[[hide]]\ntext = 'At 9:05, the ice broke!'", "", "kkkkh"}, // another time of the day
		{"[[hide]]\ntext = ['harbour', 'the harbour froze']", "", "khkkk"},
		{"[[hide]]\nmatches = '\\bfroze\\.$'", "", "khkkk"},
		{"[[hide]]\nmatches = ['^the', '^今日']", "", "khkhk"},
		{"[[hide]]\ncontains = 'ニュース'", "", "kkkhk"},
		{"[[hide]]\nbegins = 'read'\ncontains = 'harbour'", "", "hkkkk"}, // both have to fit
		{"[[hide]]\nbegins = 'the'\ncontains = 'ice'", "", "kkkkk"},
		{"[[hide]]\ncontains = 'harbour'\n[[keep]]\nbegins = 'the harbour'", "", "hkkkk"},
		{"[[keep]]\nbegins = 'the harbour'\n[[hide]]\ncontains = 'harbour'", "", "hhkkk"},
		{"[[stop-at]]\nbegins = 'nobody came'", "", "kkhhh"},
		{"[[stop-at]]\nbegins = 'nobody came'\n[[keep]]\ncontains = 'ice'", "", "kkhhk"},
		{"[[start-at]]\nbegins = 'nobody came'", "", "hhkkk"},
		{"[[start-at]]\nbegins = 'no such words'", "", "kkkkk"},
		{"[[stop-at]]\nbegins = 'no such words'", "", "kkkkk"},
		{"[[next-page]]\nselect = 'a'", "", "kkkkk"},
		{"# [[hide]]\n\n", "", "kkkkk"},
	}
	for _, tt := range tests {
		s := read(t, tt.rules)
		d := docOf(tt.url, texts...)
		decided := s.Apply(d, Page{})
		if got := marks(d); got != tt.want {
			t.Errorf("%q on %q: %s, want %s", tt.rules, tt.url, got, tt.want)
		}
		for i := range d.Blocks {
			if c := d.Blocks[i].Cut; c != nil && (c.Rule != decided[i] || !strings.HasPrefix(c.Rule, "rules.toml:")) {
				t.Errorf("%q: block %d was decided by %q, told %q", tt.rules, i, c.Rule, decided[i])
			}
		}
		s.Apply(d, Page{})
		if got := marks(d); got != tt.want {
			t.Errorf("%q: applying twice gives %s", tt.rules, got)
		}
	}
}

// TestSelect: selectors see the page, and say nothing where there is none.
func TestSelect(t *testing.T) {
	root, err := html.Parse(strings.NewReader(`<main><p id=a>One <b>two</b></p><aside class="box promo"><div><p id=b>Three</p></div></aside><p id=c><i>Four</i> five</p></main>`))
	if err != nil {
		t.Fatal(err)
	}
	var at []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "b" && strings.TrimSpace(n.Data) != "five" {
			at = append(at, n.Parent)
		}
	}
	for _, c := range []struct{ rules, want string }{
		{"[[hide]]\nselect = 'aside.promo'", "khk"},
		{"[[hide]]\nselect = '.promo p, p:has(i)'", "khh"},
		{"[[hide]]\nselect = '.promo'\nbegins = 'four'", "kkk"},
		{"[[hide]]\nselect = 'main'\n[[keep]]\nselect = '#c'", "hhk"},
		{"[[stop-at]]\nselect = 'aside'", "khh"},
		{"[[start-at]]\nselect = '#c'", "hhk"},
	} {
		d := docOf("https://example.org/", "One two", "Three", "Four five")
		s := read(t, c.rules)
		if s.Apply(d, Page{Root: root, At: at}); marks(d) != c.want {
			t.Errorf("%q: %s, want %s", c.rules, marks(d), c.want)
		}
		d = docOf("https://example.org/", "One two", "Three", "Four five")
		if s.Apply(d, Page{}); marks(d) != "kkk" {
			t.Errorf("%q without a page: %s", c.rules, marks(d))
		}
	}
	s := read(t, "[[keep]]\nsite = 'example.org'\nselect = '#b'\n[[next-page]]\nselect = '.promo p'\n[[next-page]]\nsite = 'example.net'\nselect = '#a'")
	if got := s.Keepers("example.org", root); len(got) != 1 || got[0] != at[1] {
		t.Errorf("keepers: %v", got)
	}
	if got := s.Keepers("example.com", root); got != nil {
		t.Errorf("keepers of another site: %v", got)
	}
	if s.Next("example.org", root) != at[1] || s.Next("example.net", root) != at[0] {
		t.Error("the wrong next page")
	}
	if (*Set)(nil).Next("example.org", root) != nil || (*Set)(nil).Apply(docOf(""), Page{}) != nil {
		t.Error("no rules decide something")
	}
}

func TestKeepBringsBack(t *testing.T) {
	s := read(t, "[[keep]]\nreason = 'photo credit'\n[[hide]]\nreason = 'tags'\nbegins = 'topics'\n[[keep]]\nmatches = '.'\nsite = 'example.org'")
	d := docOf("", "Photo: Jo Doe", "Topics: harbour", "Headline")
	d.Blocks[0].Cut = &article.Cut{Reason: article.PhotoCredit}
	d.Blocks[2].Kind, d.Blocks[2].Level = article.Heading, 1
	d.Blocks[2].Cut = &article.Cut{Reason: article.RepeatedHeadline}
	s.Apply(d, Page{})
	if got := marks(d); got != "khh" {
		t.Errorf("got %s", got)
	}
	if c := d.Blocks[1].Cut; c.Reason != article.TagList || c.Rule != "rules.toml:3" || c.Score != 1 {
		t.Errorf("cut is %+v", c)
	}
	// A pattern that catches the headline by accident does not show it twice.
	d.URL = "https://example.org/"
	s.Apply(d, Page{})
	if got := marks(d); got != "kkh" {
		t.Errorf("got %s", got)
	}
}

// TestFaults: each is told with its place and its cure, and spoils nothing
// but itself.
func TestFaults(t *testing.T) {
	good := "[[hide]]\ntext = \"fine\"\n\n"
	for _, c := range []struct{ rules, want string }{
		{"[[hide]]\nbeginz = 'x'", `5:1: "beginz" is no part of a rule: there is "begins"`},
		{"[[hied]]\ntext = 'x'", `4:3: "hied" is no rule: there is "hide"`},
		{"[hide]\ntext = 'x'", "4:1: a rule has double brackets: [[hide]]"},
		{"[[hide]]\n  text = 7", "5:3: text takes text in quotation marks"},
		{"[[hide]]\ntext = ['a', 7]", "5:1: text takes text or a list of texts"},
		{"[[hide]]\ntext = []", "5:1: text is an empty list"},
		{"[[hide]]\nreason = 7", "5:10: "},
		{"[[hide]]\nsite = 'example.org'", "4:1: hide does not say what"},
		{"[[keep]]\nsite = 'example.org'", "4:1: keep does not say what"},
		{"[[hide]]\ntext = '…'", "5:1: text has no letter to go by"},
		{"[[hide]]\ntext = '  '", "5:1: text is empty"},
		{"[[hide]]\nbegins = '…'", "5:1: begins has no letter or digit"},
		{"[[hide]]\nmatches = '('", "5:1: matches is no regular expression: missing closing )"},
		{"[[hide]]\nselect = 'p['", "5:1: select is no CSS selector"},
		{"[[hide]]\nsite = 'https://example.org'\ntext = 'x'", `5:1: site is "https://example.org": it takes a host`},
		{"[[next-page]]\ntext = 'x'", "4:1: next-page takes site and select"},
		{"[[hide]]\ntext = 'x\n", "5:"},
		{"[[hide\ntext = 'x'", "4:"},
		{"[[hide]]\ntext = 'a'\ntext = 'b'", "6:"},
		{"[[hide]]\ntext = '" + strings.Repeat("x", maxPattern+1) + "'", "5:1: text is longer than"},
		{"[[hide]]\ntext = 'x'\nreason = '" + strings.Repeat("x", maxReason+1) + "'", "6:1: reason is longer than"},
	} {
		s := Parse([]byte(good + c.rules + "\n\n[[keep]]\nbegins = 'good'\n"))
		if len(s.Faults()) != 1 || !strings.HasPrefix(s.Faults()[0].Error(), c.want) {
			t.Errorf("%s\ngot  %v\nwant %s", c.rules, s.Faults(), c.want)
		}
		if n := len(s.Rules()); n != 2 || s.Rules()[1].Action != Keep {
			t.Errorf("%s: %d rules survive", c.rules, n)
		}
	}
	if f := Parse([]byte("text = 'x'\n")).Faults(); len(f) != 1 || !strings.Contains(f[0].What, `"text" is no rule`) {
		t.Errorf("a key without a table: %v", f)
	}
	if f := Parse(make([]byte, maxFile+1)).Faults(); len(f) != 1 {
		t.Errorf("%d faults of a file that is too large", len(f))
	}
	if n := len(Parse([]byte(strings.Repeat("[[x]]\n", 1000))).Faults()); n != maxFaults {
		t.Errorf("%d faults are told", n)
	}
}

// TestLines: a rule is named by its line, whatever stands above it.
func TestLines(t *testing.T) {
	s := read(t, "\ufeff# [[hide]]\n\n[[hide]] # ' \"\"\" \ntext = '''\n[[not a rule]]'''\nbegins = \"a \\\" '''\"\n\n  [[keep]]\nmatches = [\n  '[a-z]', # one\n  '[0-9]',\n]\n[[stop-at]]\ntext = \"\"\"x\ny\"\"\"\n")
	var lines []int
	for _, r := range s.Rules() {
		lines = append(lines, r.Line)
	}
	if len(lines) != 3 || lines[0] != 3 || lines[1] != 8 || lines[2] != 13 {
		t.Errorf("lines %v of %v", lines, s.Rules())
	}
}

func TestString(t *testing.T) {
	s := read(t, "[[hide]]\nsite = ['a.example', 'b.example']\ntext = ['one', 'two']\nselect = 'p'\nreason = 'tags'\n[[keep]]\nreason = 'tags'")
	if got := s.Rules()[0].String(); got != "hide (tags) a.example, b.example · text: one | two · select: p" {
		t.Error(got)
	}
	if got := s.Rules()[1].String(); got != "keep what was hidden as tags everywhere" {
		t.Error(got)
	}
}

func TestBuiltin(t *testing.T) {
	if n := len(Builtin().Rules()); n < 15 {
		t.Fatalf("%d built-in rules", n)
	}
	for _, r := range Builtin().Rules() {
		if r.Sites != nil {
			t.Errorf("line %d names a site: %v", r.Line, r.Sites)
		}
	}
	hidden := []string{"The post Harbour freezes over appeared first on The Example.", "Comments URL: https://example.org/item?id=1", "Points: 12",
		"View this email in your browser", "You are receiving this email because you signed up on our site.", "This post is for paid subscribers",
		"Thanks for reading The Example! Subscribe for free to get new posts.", "submitted by /u/someone", "Filed under: Weather"}
	kept := []string{"The post that she held for ten years was appealing to many.", "Points: 12 for the home team, 9 for the guests.",
		"Comments on the plan came from all sides.", "Thanks for reading the letter aloud, he told her."}
	d := docOf("", append(hidden, kept...)...)
	Builtin().Apply(d, Page{})
	want := strings.Repeat("h", len(hidden)) + strings.Repeat("k", len(kept))
	if got := marks(d); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestGlob(t *testing.T) {
	for _, tt := range []struct {
		p, s string
		want bool
	}{{"*", "a", true}, {"a*c", "abc", true}, {"a*c", "ab", false}, {"*.b", "a.b", true}, {"a**b", "ab", true}, {"", "", true}, {"a", "", false},
		{strings.Repeat("*a", 50) + "b", strings.Repeat("a", 4000), false}} {
		if got := glob(tt.p, tt.s); got != tt.want {
			t.Errorf("glob(%.20q, %.20q) = %v", tt.p, tt.s, got)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	var texts []string
	for range 60 {
		texts = append(texts, strings.Repeat("The harbour froze over and nobody came. ", 8))
	}
	d := docOf("https://example.org/", texts...)
	for b.Loop() {
		Builtin().Apply(d, Page{})
	}
}

// BenchmarkParse is what the first article of a program pays.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		parse("built-in", builtinRules)
	}
}

// FuzzParse: whatever stands in a file, faults lie in it and nothing falls over.
func FuzzParse(f *testing.F) {
	for _, s := range []string{string(builtinRules), "[[hide]]\ntext='a'", "[[hide]]\ntext='''a\n[[x]]\n'''", "[hide]\n", "[[hide]]\nselect=':has('", "a=1\n[[", "\"\"\"\n[[hide]]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		s := Parse([]byte(data))
		n := strings.Count(data, "\n") + 1
		for _, x := range s.Faults() {
			if x.Line < 1 || x.Line > n+1 || x.Column < 1 || strings.ContainsAny(x.What, "\n\x1b") {
				t.Errorf("%q: fault %v", data, x)
			}
		}
		for _, r := range s.Rules() {
			if r.Line < 1 || r.Line > n {
				t.Errorf("%q: a rule on line %d of %d", data, r.Line, n)
			}
		}
		s.Apply(docOf("https://example.org/", "One", "Two"), Page{})
	})
}
