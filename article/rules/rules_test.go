package rules

import (
	"errors"
	"strings"
	"testing"

	"pullquote/article"
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

func TestApply(t *testing.T) {
	texts := []string{"Read our coverage of the harbour here", "The harbour froze.", "“Nobody came,” he said.", "今日のニュースはこちら"}
	tests := []struct{ rules, url, want string }{
		{"hide example.org begins: read OUR", "https://www.example.org/a", "hkkk"},
		{"hide example.org begins: read OUR", "https://news.example.org/a", "hkkk"},
		{"hide example.org begins: read OUR", "https://notexample.org/a", "kkkk"},
		{"hide example.org begins: read OUR", "", "kkkk"},
		{"hide *.example.* begins: read our", "https://news.example.org/", "hkkk"},
		{"hide * begins: read ou", "", "kkkk"}, // whole words only
		{"hide * contains: \"nobody came\"", "", "kkhk"},
		{"hide * text: the harbour froze", "", "khkk"},
		{"hide * text: harbour", "", "kkkk"},
		{`hide * re: \bfroze\.$`, "", "khkk"},
		{"hide * contains: ニュース", "", "kkkh"},
		{"hide * contains: harbour\nkeep * begins: the harbour", "", "hkkk"},
		{"keep * begins: the harbour\nhide * contains: harbour", "", "hhkk"},
		{"# hide * contains: harbour\n\n", "", "kkkk"},
	}
	for _, tt := range tests {
		s, err := Parse([]byte(tt.rules))
		if err != nil {
			t.Fatalf("%q: %v", tt.rules, err)
		}
		d := docOf(tt.url, texts...)
		n := s.Apply(d)
		if got := marks(d); got != tt.want || n != strings.Count(tt.want, "h") {
			t.Errorf("%q on %q: %s (%d changed), want %s", tt.rules, tt.url, got, n, tt.want)
		}
		if s.Apply(d) != 0 {
			t.Errorf("%q: applying twice changes more", tt.rules)
		}
	}
}

func TestKeepBringsBack(t *testing.T) {
	s, err := Parse([]byte("keep * reason: photo credit\nhide(tags) * begins: topics"))
	if err != nil {
		t.Fatal(err)
	}
	d := docOf("", "Photo: Jo Doe", "Topics: harbour", "Headline")
	d.Blocks[0].Cut = &article.Cut{Reason: article.PhotoCredit}
	d.Blocks[2].Kind, d.Blocks[2].Level = article.Heading, 1
	d.Blocks[2].Cut = &article.Cut{Reason: article.RepeatedHeadline}
	s.Apply(d)
	if got := marks(d); got != "khh" {
		t.Errorf("got %s", got)
	}
	if c := d.Blocks[1].Cut; c.Reason != article.TagList || c.Rule != "rules:2" || c.Score != 1 {
		t.Errorf("cut is %+v", c)
	}
}

func TestParseErrors(t *testing.T) {
	data := "hide example.org begins: fine\nshow * text: x\nhide\nhide * begins\nhide * looks: x\nhide * re: (\nhide * text: …\nhide(x * text: y\nhide https://example.org text: y\nkeep * text: good"
	s, err := Parse([]byte(data))
	if !errors.Is(err, ErrSyntax) {
		t.Fatalf("error is %v", err)
	}
	for _, line := range []string{"line 2:", "line 3:", "line 4:", "line 5:", "line 6:", "line 7:", "line 8:", "line 9:"} {
		if !strings.Contains(err.Error(), line) {
			t.Errorf("no %s in %q", line, err)
		}
	}
	if n := len(s.Rules()); n != 2 {
		t.Errorf("%d rules survive, want 2", n)
	}
	if s.Rules()[1].Line != 10 {
		t.Errorf("the line is %d", s.Rules()[1].Line)
	}
}

func TestAdd(t *testing.T) {
	long := strings.Repeat("many words of one block ", 20)
	tests := []struct {
		host string
		act  Action
		text string
		want string
	}{
		{"www.Example.org", Hide, "Join\n the  talk", "hide example.org text: Join the talk\n"},
		{"", Keep, "Note", "keep * text: Note\n"},
		{"x/y", Hide, "Note", "hide * text: Note\n"},
		{"example.org", Hide, "…", ""},
		{"example.org", Action("burn"), "Note", ""},
	}
	for _, tt := range tests {
		if got := Add(tt.host, tt.act, tt.text); got != tt.want {
			t.Errorf("Add(%q, %q, %q) = %q, want %q", tt.host, tt.act, tt.text, got, tt.want)
		}
	}
	line := Add("example.org", Hide, long)
	s, err := Parse([]byte(line))
	if err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	d := docOf("https://example.org/", long)
	if s.Apply(d); marks(d) != "h" {
		t.Errorf("%q does not hide its own block", line)
	}
}

// FuzzAdd: a rule made of a block is one line, parses, and decides about it.
func FuzzAdd(f *testing.F) {
	for _, s := range []string{"a", "# x", "hide * text: x", "a:b\nc", "日本", "\x00\x1b[2J", "ß ſ İ", strings.Repeat("x", 300)} {
		f.Add("example.org", s)
	}
	f.Fuzz(func(t *testing.T, host, text string) {
		text = article.Clean(text)
		line := Add(host, Hide, text)
		if line == "" {
			return
		}
		if strings.Count(line, "\n") != 1 {
			t.Fatalf("not one line: %q", line)
		}
		s, err := Parse([]byte(line))
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		url := "https://" + strings.TrimPrefix(s.Rules()[0].Host, "*") + "/"
		d := docOf(url, text)
		if s.Rules()[0].Host != "*" && d.Host() != s.Rules()[0].Host {
			return // no host name at all
		}
		if s.Apply(d); marks(d) != "h" {
			t.Errorf("%q does not hide %q", line, text)
		}
	})
}

func TestBuiltin(t *testing.T) {
	if n := len(Builtin().Rules()); n < 15 {
		t.Fatalf("%d built-in rules", n)
	}
	for _, r := range Builtin().Rules() {
		if r.Host != "*" {
			t.Errorf("line %d names a host: %s", r.Line, r.Host)
		}
	}
	hidden := []string{"The post Harbour freezes over appeared first on The Example.", "Comments URL: https://example.org/item?id=1", "Points: 12",
		"View this email in your browser", "You are receiving this email because you signed up on our site.", "This post is for paid subscribers",
		"Thanks for reading The Example! Subscribe for free to get new posts.", "submitted by /u/someone", "Filed under: Weather"}
	kept := []string{"The post that she held for ten years was appealing to many.", "Points: 12 for the home team, 9 for the guests.",
		"Comments on the plan came from all sides.", "Thanks for reading the letter aloud, he told her."}
	d := docOf("", append(hidden, kept...)...)
	Builtin().Apply(d)
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
		Builtin().Apply(d)
	}
}
