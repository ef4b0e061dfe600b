package feeds

import (
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"no tags":                            "no tags",
		"<p>One</p><p>two &amp; three</p>":   "One two & three",
		"a < b and 1<2":                      "a < b and 1<2",
		`<img alt="x > y" src=a>seen`:        "seen",
		"<p title=it's>seen</p>":             "seen",
		"<script>if (a<b) x()</script>seen":  "seen",
		"<STYLE type=text/css>p{}</style >s": "s",
		"<scripted>seen":                     "seen",
		"<!-- <p>no</p> -->seen":             "seen",
		"<!-- never closed":                  "",
		"cut off <a href=\"x":                "cut off",
		"&lt;b&gt; &#8212;\x1b[2J":           "<b> —[2J",
	} {
		if got := strings.Join(strings.Fields(Plain(in, 1000)), " "); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Plain(strings.Repeat("<b>word</b>", 1000), 100); len(got) > 200 {
		t.Errorf("%d bytes for a limit of 100", len(got))
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"<p>a</p>", "<", "<!--", "<script", "</", "a&amp", `<a b="`, "<style></styl"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Plain(s, 1<<20); strings.ContainsAny(got, "\x1b\x00\u009b") {
			t.Errorf("Plain(%q) = %q", s, got)
		}
	})
}
