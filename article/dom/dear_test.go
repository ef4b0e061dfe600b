package dom

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// starts are the names of the tags that open, by the tokenizer itself.
func starts(s string) []string {
	var out []string
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			out = append(out, string(name))
		}
	}
}

// leaps are the names that dear would see.
func leaps(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 || i+k+1 >= len(s) {
			break
		}
		i += k + 1
		switch c := s[i]; {
		case c == '!' || c == '?':
			i = afterComment(s, i)
		case c == '/' && i+1 < len(s) && !letter(s[i+1]):
			i = afterByte(s, i+1, '>')
		case c == '/':
			_, end := tagName(s, i+1)
			i = afterTag(s, end)
		case letter(c):
			name, end := tagName(s, i)
			at := i
			i = afterTag(s, end)
			if i <= len(s) && s[i-1] == '>' {
				out = append(out, name)
			}
			if rawText(name) && at < i {
				i = afterRaw(s, i, name)
			}
		}
	}
	return out
}

func TestDearReadsTagsAsTheTokenizerDoes(t *testing.T) {
	for _, s := range []string{
		`<p>a<b>c</b><i/>d</p>`, `<a title="</b>">x</a>`, `<a title='a>b' href=x/y>z<b>`, `<!-- </b> <i> --><u>`, `<!--><b>-->`, `<!---><b>-->`,
		`<!-- a --!><b>`, `<!-- a ---><b>`, `<!doctype html><p>`, `<?xml <b>?><i>`, `</ b><i>`, `</><i>`, `a < b <c>`, `<script>"</b><i>"</script><u>`,
		`<STYLE>a>b<i></STYLE ><u>`, `<title><b></title><i>`, `<textarea></textareas><b></textarea><i>`, `<a =b><i>`, `<a b = "c>d" e><i>`, `<a b=c"d>e"><i>`,
		`<a "x>y"><i>`, `<a/b="c>"><i>`, `<iframe><b></iframe><i>`, `<p`, `<p a="`, `<noscript><b></noscript>`, "<p\na\t=\f'>'><i>",
	} {
		if got, want := strings.Join(leaps(s), " "), strings.Join(starts(s), " "); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestDear(t *testing.T) {
	for name, tc := range map[string]struct {
		page string
		want bool
	}{
		"a plain page":           {strings.Repeat("<p>one <b>two</b> <a href=x>three</a></p>", 20_000), false},
		"unclosed":               {strings.Repeat("<b>", 700) + strings.Repeat("<p>x", 700), true},
		"closed in their mouths": {strings.Repeat("<b/>", 700) + strings.Repeat("<p>x", 700), true},
		"an end in an attribute": {strings.Repeat(`<b title="</b>">`, 700) + strings.Repeat("<p>x", 700), true},
		"an end in a comment":    {strings.Repeat(`<b><!-- </b> -->`, 700) + strings.Repeat("<p>x", 700), true},
		"an end in a script":     {strings.Repeat(`<b><script></b></script>`, 700) + strings.Repeat("<p>x", 700), true},
		"too many tags":          {strings.Repeat("<i></i>", MaxTags+1), true},
	} {
		if _, got := dear(tc.page); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzDear(f *testing.F) {
	for _, s := range []string{`<a title="</b>">x</a>`, `<!-- a --!><b>`, `<script>"</b>"</script>`, "<p a='", "</", "<", "<!--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		dear(s) // ends, and does not leave the text
		if strings.Contains(s, "<!--") && strings.Contains(strings.ToLower(s), "<script") || strings.Contains(s, "<![CDATA[") || strings.Contains(s, "\x00") {
			return // scripts within comments within scripts: dear counts more
		}
		if got, want := len(leaps(s)), len(starts(s)); got < want {
			t.Fatalf("%q: %d tags, the tokenizer sees %d", s, got, want)
		}
	})
}

// TestLean: what nobody reads is left out before the page is parsed, what holds
// text or data is not.
func TestLean(t *testing.T) {
	long := strings.Repeat("a.b{c:d} ", 40)
	for _, tc := range []struct {
		page string
		lean bool
	}{
		{"<style>" + long + "</style><p>Ice", true},
		{"<script>" + long + "</script><p>Ice", true},
		{"<script>if(a<b){" + long + "}</script><p>Ice", true},
		{"<STYLE type='text/css'>" + long + "</STYLE ><p>Ice", true},
		{"<style>a{}</style><p>Ice", false}, // not worth a copy
		{"<script type=\"application/ld+json\">" + long + "</script><p>Ice", false},
		{"<script id=__NEXT_DATA__ type=application/json>" + long + "</script><p>Ice", false},
		{"<script>window.__STATE__=1;" + long + "</script><p>Ice", false},
		{"<script>x='<p>Ice</p>';" + long + "</script><p>Ice", false},
		{"<script>x='\\u003cp\\u003eIce';" + long + "</script><p>Ice", false},
		{"<script><!-- " + long + "<script></script> --></script><p>Ice", false},
		{"<style>" + long, false}, // it never ends
		{"<textarea>" + long + "</textarea><p>Ice", false},
	} {
		got, _ := dear(tc.page)
		if lean := len(got) < len(tc.page); lean != tc.lean {
			t.Errorf("%.60q: %v, want %v: %q", tc.page, lean, tc.lean, got)
		}
		if tc.lean && (strings.Contains(got, "a.b") || !strings.HasSuffix(got, "<p>Ice")) {
			t.Errorf("%.60q becomes %q", tc.page, got)
		}
	}
}
