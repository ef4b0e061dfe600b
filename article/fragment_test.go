package article

import (
	"net/url"
	"strings"
	"testing"
)

func TestLinkTo(t *testing.T) {
	const page = "https://a.example/story"
	for _, c := range []struct{ name, address, quote, want string }{
		{"short", page, "We waited.", page + "#:~:text=We%20waited"},
		{"its own signs", page, "Salt-and-pepper, milk & honey", page + "#:~:text=Salt%2Dand%2Dpepper%2C%20milk%20%26%20honey"},
		{"what would end a link in Markdown", page, "a (small) step", page + "#:~:text=a%20%28small%29%20step"},
		{"a percent sign", page, "100% sure of it", page + "#:~:text=100%25%20sure%20of%20it"},
		{"accents", page, "C’est l’été", page + "#:~:text=C%E2%80%99est%20l%E2%80%99%C3%A9t%C3%A9"},
		{"marks and stops at the edges", page, "“We waited,”", page + "#:~:text=We%20waited"},
		{"long", page, "One two three four five six seven eight nine ten eleven.", page + "#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"},
		{"interrupted", page, "We waited, … and we counted.", page + "#:~:text=We%20waited,and%20we%20counted"},
		{"a fragment stays", page + "#part", "We waited", page + "#part:~:text=We%20waited"},
		{"a directive goes", page + "#:~:text=old", "We waited", page + "#:~:text=We%20waited"},
		{"no word", page, "…!", page},
		{"no address", "", "We waited", ""},
		{"no blanks, short", page, "時間が一番大事です。", page + "#:~:text=" + url.PathEscape("時間が一番大事です")},
	} {
		if got := LinkTo(c.address, c.quote); got != c.want {
			t.Errorf("%s:\n%s\n%s", c.name, got, c.want)
		}
	}
	long := strings.Repeat("一番大事なのは時間です、", 3) + strings.Repeat("次に大事なのは人です、", 3) + "最後はお金の話です。"
	if got, want := LinkTo(page, long), page+"#:~:text="+url.PathEscape("一番大事なのは時間です")+","+url.PathEscape("最後はお金の話です"); got != want {
		t.Errorf("no blanks, long:\n%s\n%s", got, want)
	}
}

// FuzzLinkTo: whatever the quote, the address parses, holds no sign that the
// directive would take for its own, and its words are the quote's.
func FuzzLinkTo(f *testing.F) {
	f.Add("We waited, … and we counted - twice & more.")
	f.Add("\xff … \u202e … ")
	f.Fuzz(func(t *testing.T, quote string) {
		link := LinkTo("https://a.example/", quote)
		if _, err := url.Parse(link); err != nil {
			t.Fatal(err)
		}
		_, words, ok := strings.Cut(link, "#:~:text=")
		if !ok {
			return
		}
		parts := strings.Split(words, ",")
		if len(parts) > 2 {
			t.Fatalf("%d parts: %s", len(parts), link)
		}
		for _, p := range parts {
			raw, err := url.PathUnescape(p)
			if err != nil || raw == "" || !strings.Contains(CleanLine(quote), raw) || strings.ContainsAny(p, "-&(),\"<> ") {
				t.Fatalf("%q of %q", p, quote)
			}
		}
	})
}
