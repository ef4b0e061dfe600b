package render

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

func broken(s string, width int) []string {
	var out []string
	breakLines(s, width, ansi.WcWidth, func(a, b int) { out = append(out, s[a:b]) })
	return out
}

func TestBreakLines(t *testing.T) {
	for _, c := range []struct {
		name, in string
		width    int
		want     []string
	}{
		{"empty", "", 10, nil},
		{"blanks", "   ", 10, nil},
		{"fits", "one two", 7, []string{"one two"}},
		{"breaks at a blank", "one two", 6, []string{"one", "two"}},
		{"leading blanks go", "  one", 9, []string{"one"}},
		{"a blank too many", "one  two", 4, []string{"one", "two"}},
		{"keeps a comma", "aaa bbb, ccc", 7, []string{"aaa", "bbb,", "ccc"}},
		{"after a hyphen", "state-of-the-art", 9, []string{"state-of-", "the-art"}},
		{"not before French marks", "quoi\u00a0? non", 6, []string{"quoi\u00a0?", "non"}},
		{"no-break space", "10\u00a0km far", 6, []string{"10\u00a0km", "far"}},
		{"hard break", "one\ntwo", 10, []string{"one", "two"}},
		{"two hard breaks", "one\n\ntwo", 10, []string{"one", "", "two"}},
		{"long word", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"long word behind a short one", "ab cdefghij kl", 4, []string{"ab", "cdef", "ghij", "kl"}},
		{"an address at its slashes", "https://example.org/aa/bb", 13, []string{"https://", "example.org/", "aa/bb"}},
		{"kinsoku", "日本語、日本", 6, []string{"日本", "語、日", "本"}},
		{"wide on one cell", "日本", 1, []string{"日", "本"}},
		{"Korean by the word", "한국 사람", 5, []string{"한국", "사람"}},
		{"emoji whole", "👩🏽‍🚀👩🏽‍🚀", 3, []string{"👩🏽‍🚀", "👩🏽‍🚀"}},
		{"zero width space", "aaa\u200bbbb", 4, []string{"aaa\u200b", "bbb"}},
		{"tab", "one\ttwo", 5, []string{"one", "two"}},
	} {
		if got := broken(c.in, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The fast way breaks only where UAX #14 does, and nearly everywhere that it
// does.
func TestFastWordsAgree(t *testing.T) {
	s := `He said: "it's 3.5 per cent (or so), isn't it?" and left; nobody (not even J. Doe) knew. ` +
		`Well-known U.S. officials, 24/7, said a/b and "quoted" words! See [this] {that} 50% off $5 5$ <b> a=b.`
	want := map[int]bool{}
	for rest, state, at := s, -1, 0; rest != ""; {
		var seg string
		seg, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		at += len(seg)
		want[at] = true
	}
	missed := 0
	for at := 0; at < len(s); {
		n, _ := nextWord(s[at:])
		for i := at + 1; i < at+n; i++ {
			if want[i] {
				missed++
				t.Logf("no break at %q|%q", s[at:i], s[i:at+n])
			}
		}
		if at += n; !want[at] {
			t.Errorf("a break that UAX #14 has not: %q|%q", s[:at][max(0, at-10):], s[at:min(len(s), at+10)])
		}
	}
	if missed > 0 {
		t.Errorf("%d breaks missed", missed)
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		in    string
		cells int
		want  string
	}{
		{"abc", 5, "abc  "}, {"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"abc", 1, "…"}, {"abc", 0, ""}, {"abc", -1, ""},
		{"日本語", 4, "日… "}, {"日本語", 6, "日本語"}, {"", 2, "  "},
		{"a\x1b[2Jb\x07c", 8, "a[2Jbc  "}, {"a\tb\nc", 5, "a b c"}, {"a\u202eb\u200bc\u00ad", 4, "abc "},
		{"\u009b31mx", 5, "31mx "}, {"a\xffb", 3, "a\ufffdb"},
	} {
		if got := Fit(c.in, c.cells, ansi.WcWidth); got != c.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", c.in, c.cells, got, c.want)
		}
	}
}

func TestInk(t *testing.T) {
	var b strings.Builder
	k := ink{fg: hueTrue | 0x102030, bg: hueIndexed | 200, attrs: bold | underline}
	k.write(&b)
	if b.String() != "\x1b[0;1;4;38;2;16;32;48;48;5;200m" {
		t.Errorf("written as %q", b.String())
	}
	back := (ink{attrs: strike}).sgr(strings.TrimSuffix(b.String()[2:], "m"))
	if back != k {
		t.Errorf("read back as %+v", back)
	}
	for in, want := range map[string]ink{
		"":               {},
		"0":              {},
		"91":             {fg: hueBasic | 9, attrs: bold},
		"44;22":          {bg: hueBasic | 4},
		"38;5":           {attrs: bold},
		"38;2;1":         {attrs: bold},
		"1:2":            {attrs: bold},
		"7;27;3;23;9;29": {attrs: bold},
		"107;49":         {attrs: bold},
	} {
		if got := (ink{attrs: bold}).sgr(in); got != want {
			t.Errorf("sgr(%q) = %+v, want %+v", in, got, want)
		}
	}
}

func TestInkOver(t *testing.T) {
	base := ink{fg: 1, attrs: bold}
	if got := base.over(ink{bg: 2, attrs: underline}); got != (ink{fg: 1, bg: 2, attrs: bold | underline}) {
		t.Errorf("%+v", got)
	}
	turned := base.over(ink{attrs: reverse})
	if turned.attrs != bold|reverse {
		t.Errorf("%+v", turned)
	}
	if back := turned.over(ink{attrs: reverse}); back.attrs != bold {
		t.Errorf("reverse on reverse: %+v", back)
	}
	if hit := turned.over(ink{fg: 3, bg: 4}); hit.attrs != bold {
		t.Errorf("a ground on reverse: %+v", hit)
	}
}
