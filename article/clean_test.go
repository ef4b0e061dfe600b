package article

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Plain words,\n\ttabbed.", "Plain words,\n\ttabbed."},
		{"colour sequence loses its escape", "a\x1b[31mred\x1b[0m", "a[31mred[0m"},
		{"unterminated OSC swallows nothing", "head\x1b]52;c;AAAA tail", "head]52;c;AAAA tail"},
		{"C1 as UTF-8", "a\u009b2Jb\u009d0;x", "a2Jb0;x"},
		{"C1 as a raw byte", "a\x9bb", "a\uFFFDb"},
		{"bidi override", "invoice\u202Egpj.exe", "invoicegpj.exe"},
		{"bidi isolates", "\u2066a\u2069", "a"},
		{"marks", "\u200Ea\u200Fb\u061C", "ab"},
		{"BOM", "\uFEFFa", "a"},
		{"line separators", "a\u2028b\u2029c", "abc"},
		{"tags", "flag\U000E0041\U000E007F", "flag"},
		{"NUL, BEL, BS, DEL", "a\x00b\x07c\x08d\x7f", "abcd"},
		{"CR LF", "a\r\nb\rc", "a\nb\nc"},
		{"invalid UTF-8", "a\xffb", "a\uFFFDb"},
		{"Arabic and Hebrew stay", "خبر עברית", "خبر עברית"},
		{"family emoji stays", "👨‍👩‍👧", "👨‍👩‍👧"},
		{"accents stay", "e\u0301te\u0301", "e\u0301te\u0301"},
		{"stacked marks are capped", "o" + strings.Repeat("\u0301", 60), "o" + strings.Repeat("\u0301", maxMarks)},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestCleanLine(t *testing.T) {
	if got := CleanLine(" a\t b\r\n\n c \x1b"); got != "a b c" {
		t.Errorf("got %q", got)
	}
}

func TestCleanURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?b=c#d":         "https://example.org/a?b=c#d",
		" http://example.org ":                "http://example.org",
		"https://name:secret@example.org/":    "https://example.org/",
		"mailto:desk@example.org":             "mailto:desk@example.org",
		"javascript:alert(1)":                 "",
		"file:///etc/passwd":                  "",
		"/relative":                           "",
		"https:///nohost":                     "",
		"data:text/html,x":                    "",
		"https://example.org/\x1b]0;x":        "",
		"https://example.org/ü\u202e":         "https://example.org/%C3%BC%E2%80%AE",
		"https://example.org/" + long(maxURL): "",
	} {
		if got := CleanURL(in); got != want {
			t.Errorf("CleanURL(%.60q) = %q, want %q", in, got, want)
		}
	}
}

func long(n int) string { return strings.Repeat("a", n) }

func TestHost(t *testing.T) {
	for in, want := range map[string]string{"https://www.Example.org:8080/x": "example.org", "builtin:guide/rss.xml": "", "::": ""} {
		if got := Host(in); got != want {
			t.Errorf("Host(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzClean: whatever comes in, what goes out is valid, safe and final.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\x1b[2J", "\u009b", "\r\n\r", "\xff\xfe", "e\u0301\u0301\u0301", "\u202e", "a\x9bb\U000E0041"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("invalid UTF-8: %q", got)
		}
		for _, r := range got {
			if unsafeRune(r) {
				t.Fatalf("%U got through in %q", r, got)
			}
		}
		if again := Clean(got); again != got {
			t.Fatalf("not final: %q, then %q", got, again)
		}
		if line := CleanLine(s); strings.ContainsAny(line, "\n\t\r\x1b") || CleanLine(line) != line {
			t.Fatalf("no clean line: %q", line)
		}
		if u := CleanURL(s); u != "" && CleanURL(u) != u {
			t.Fatalf("address not final: %q", u)
		}
	})
}

func BenchmarkCleanASCII(b *testing.B) {
	s := strings.Repeat("The council met on Tuesday and talked for hours. ", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Clean(s)
	}
}

func BenchmarkCleanMixed(b *testing.B) {
	s := strings.Repeat("Der Rat tagte für Stunden – „endlich“, sagte er. 会議は終わった。", 1000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Clean(s)
	}
}
