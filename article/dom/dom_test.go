package dom

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
)

func TestDecode(t *testing.T) {
	for _, tc := range []struct{ name, in, header, want string }{
		{"utf-8", "Grüße", "", "Grüße"},
		{"byte order mark", "\xef\xbb\xbfa", "text/html; charset=latin1", "a"},
		{"utf-8 that claims latin1", "Grüße", "text/html; charset=iso-8859-1", "Grüße"},
		{"latin1 by header", "Gr\xfc\xdfe", "text/html; charset=iso-8859-1", "Grüße"},
		{"latin1 that claims utf-8", "Gr\xfc\xdfe, \xe4, \xf6", "text/html; charset=utf-8", "Grüße, ä, ö"},
		{"latin1 by meta", "<meta charset=iso-8859-2><p>\xb1", "", "<meta charset=iso-8859-2><p>ą"},
		{"meta far down", strings.Repeat(" ", 3000) + "<meta charset=windows-1251>\xcf\xf0", "", strings.Repeat(" ", 3000) + "<meta charset=windows-1251>Пр"},
		{"a script's charset is not the page's", strings.Repeat(" ", 2000) + "<script charset=utf-8></script><meta content='text/html; charset=gb2312'>\xbb\xb0",
			"", strings.Repeat(" ", 2000) + "<script charset=utf-8></script><meta content='text/html; charset=gb2312'>话"},
		{"shift-jis", "\x93\xfa\x96\x7b", "text/html; charset=shift_jis", "日本"},
		{"utf-16", "\xff\xfea\x00\xe4\x00", "", "aä"},
		{"one bad byte", strings.Repeat("ä", 50) + "\xff", "", strings.Repeat("ä", 50) + "\ufffd"},
	} {
		if got := Decode([]byte(tc.in), tc.header); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestParseStaysInBounds(t *testing.T) {
	for name, s := range map[string]string{
		"deep":     strings.Repeat("<div>", 5000) + "the text",
		"reopened": strings.Repeat("<b a=1><i>", 300) + strings.Repeat("<p>x", 5000) + "the text",
		"many":     strings.Repeat("<br>", MaxTags+10) + "the text",
	} {
		root, err := Parse(s)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		nodes := 0
		for n := root; n != nil; n = Next(n, root, false) {
			nodes++
		}
		if nodes > 2*MaxTags {
			t.Errorf("%s: %d nodes", name, nodes)
		}
		if name != "many" && !strings.Contains(Text(root), "the text") {
			t.Errorf("%s: the text is gone", name)
		}
	}
	if _, err := Parse(strings.Repeat("x", 2*MaxBytes+1)); !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
}

func TestNames(t *testing.T) {
	n := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{
		{Key: "class", Val: "related-links js_articleFooter x 123"}, {Key: "role", Val: "Complementary"}}}
	if got := strings.Join(Names(nil, n), " "); got != "related links js article footer complementary" {
		t.Errorf("got %q", got)
	}
}

func TestHidden(t *testing.T) {
	for in, want := range map[string]bool{
		`<p hidden>`: true, `<p hidden=until-found>`: false, `<p style="color: red; display : none">`: true,
		`<p style="visibility:hidden">`: true, `<p style="display:block">`: false, `<p>`: false, `<dialog>`: true, `<dialog open>`: false,
	} {
		root, err := Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		n := Find(root, atom.Body).FirstChild
		if got := Hidden(n); got != want {
			t.Errorf("%s: %v", in, got)
		}
	}
}

func TestCollapsed(t *testing.T) {
	for in, want := range map[string]bool{
		`<i></i><div class="accordion-body" hidden>`: true, `<i></i><div role=tabpanel hidden>`: true,
		`<h3><button aria-expanded=false>More</button></h3> <div hidden>`: true, `<i></i><div class=modal hidden>`: false,
		`<h3>Title</h3><div hidden>`: false,
	} {
		root, err := Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Collapsed(Find(root, atom.Div)); got != want {
			t.Errorf("%s: %v", in, got)
		}
	}
}

func TestResolve(t *testing.T) {
	base, err := url.Parse("https://post.example/a/b")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"c": "https://post.example/a/c", "/c?d=1": "https://post.example/c?d=1", "//other.example/": "https://other.example/",
		"javascript:alert(1)": "", "data:text/html,x": "", "#top": "", "": "", "mailto:a@b.example": "mailto:a@b.example",
		"https://user:pass@post.example/": "https://post.example/", "https://post.example/\x1b]0;x": "",
	} {
		if got := Resolve(base, in); got != want {
			t.Errorf("Resolve(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Resolve(nil, "c"); got != "" {
		t.Errorf("without a base: %q", got)
	}
}

func TestBaseHref(t *testing.T) {
	root, err := Parse(`<base href="/deep/"><a href=x>`)
	if err != nil {
		t.Fatal(err)
	}
	if got := Base(root, "https://post.example/a").String(); got != "https://post.example/deep/" {
		t.Errorf("got %q", got)
	}
}

func FuzzDecodeAndParse(f *testing.F) {
	f.Add([]byte("<p>a<b>b</p>c"), "text/html; charset=shift_jis")
	f.Add([]byte("\x1b$B\x30"), "")
	f.Add([]byte("<meta charset=utf-7>"), "x")
	f.Fuzz(func(t *testing.T, data []byte, header string) {
		s := Decode(data, header)
		if !utf8.ValidString(s) {
			t.Fatalf("Decode gave invalid UTF-8: %q", s)
		}
		root, err := Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		if text := Text(root); article.CleanLine(text) != text {
			t.Fatalf("Text is not clean: %q", text)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	s := strings.Repeat("<div class='a b'><p>Some <b>text</b> of a <a href='/x'>page</a>.</p></div>\n", 2000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(s); err != nil {
			b.Fatal(err)
		}
	}
}

// TestNamesInCodes: letters amid figures are no name, a counted name is one.
func TestNamesInCodes(t *testing.T) {
	for class, want := range map[string]string{
		"paragraph-4ad3bd-e0f3-ad3bdc1f69ad": "paragraph",
		"ad1 col2":                           "ad col",
		"x9ad":                               "",
		"related-links":                      "related links",
		"shareBar":                           "share bar",
	} {
		n := &html.Node{Type: html.ElementNode, Data: "div", Attr: []html.Attribute{{Key: "class", Val: class}}}
		if got := strings.Join(Names(nil, n), " "); got != want {
			t.Errorf("%q: %q, want %q", class, got, want)
		}
	}
}
