package rules

import (
	"strings"
	"testing"

	"pullquote/article"
)

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		q    Request
		want string
	}{
		{Request{"www.Example.org", Hide, "Join\n the  talk", "12 May 2026, in “The pier”"}, "\n# 12 May 2026, in “The pier”\n[[hide]]\nsite = \"example.org\"\ntext = \"Join the talk\"\n"},
		{Request{"", Keep, "Note", ""}, "\n[[keep]]\ntext = \"Note\"\n"},
		{Request{"x/y", Hide, `Say "no" \ 'yes'`, ""}, "\n[[hide]]\ntext = \"Say \\\"no\\\" \\\\ 'yes'\"\n"},
		{Request{"x.example", Hide, `Say "no"`, ""}, "\n[[hide]]\nsite = \"x.example\"\ntext = 'Say \"no\"'\n"},
		{Request{"example.org", Hide, "…", ""}, ""},
		{Request{"example.org", Action("burn"), "Note", ""}, ""},
		{Request{"example.org", Hide, strings.Repeat("x", 300), ""}, ""}, // one word without an end
	} {
		got, err := Write(c.q)
		if got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("Write(%+v) = %q, %v", c.q, got, err)
		}
	}
}

// TestAppend: what the reader wrote stays to the letter, and Remove takes back
// no more than was put there.
func TestAppend(t *testing.T) {
	rule, err := Write(Request{Host: "example.org", Action: Hide, Text: "Join the talk"})
	if err != nil {
		t.Fatal(err)
	}
	for _, before := range []string{"", "# mine\n", "# mine", "[[hide]]\ntext = 'x' # why\n\n\n", "[[hide]]\nbroken = 'x'\n"} {
		after, err := Append([]byte(before), rule)
		if err != nil || !strings.HasPrefix(string(after), before) {
			t.Errorf("%q: %q, %v", before, after, err)
			continue
		}
		d := docOf("https://example.org/", "join the talk!", "Stay")
		if Parse(after).Apply(d, Page{}); marks(d) != "hk" {
			t.Errorf("%q does not hide its block", after)
		}
		back, ok := Remove(after, rule)
		if !ok || strings.TrimSuffix(string(back), "\n") != strings.TrimSuffix(before, "\n") {
			t.Errorf("%q comes back as %q, %v", before, back, ok)
		}
	}
	if _, err := Append([]byte("[[hide]]\ntext = '''never ends\n"), rule); err == nil {
		t.Error("a rule was written into a string")
	}
	if back, ok := Remove([]byte("# mine\n"), rule); ok || string(back) != "# mine\n" {
		t.Errorf("removed what was not there: %q", back)
	}
}

// FuzzWrite: a rule made of a block is read, and decides about it.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"a", "# x", "[[hide]]", "a:b\nc", "日本", "\x00\x1b[2J", "ß ſ İ", "'''\\", `"'\`, strings.Repeat("x y", 200)} {
		f.Add("example.org", s)
	}
	f.Fuzz(func(t *testing.T, host, text string) {
		text = article.Clean(text)
		rule, err := Write(Request{Host: host, Action: Hide, Text: text, Note: text})
		if err != nil {
			return
		}
		data, err := Append(nil, rule)
		if err != nil {
			t.Fatalf("%q: %v", rule, err)
		}
		s := Parse(data)
		site := "example.org"
		if r := s.Rules()[0]; r.Sites != nil {
			site = r.Sites[0]
		}
		d := docOf("https://"+site+"/", text)
		if d.Host() != site {
			return // no host's name at all
		}
		if s.Apply(d, Page{}); marks(d) != "h" {
			t.Errorf("%q does not hide %q", rule, text)
		}
	})
}
