package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pullquote/article"
)

// lorem is prose of n sentences, each different, so that no rule about
// repeated text or short stubs comes into play.
func lorem(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "Sentence number %d tells of the harbour, the winter and what the %d fishermen did with their nets. ", i, i+7)
	}
	return strings.TrimSpace(b.String())
}

// page is a small news page around a body.
func page(body string) string {
	return `<!doctype html><html lang="en-GB"><head><title>Harbour freezes over - The Example Post</title>
<meta property="og:title" content="Harbour freezes over"><meta property="og:site_name" content="The Example Post"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Harbour freezes over</h1><div class="article-body">` + body + `</div></article></main>
<footer><p>All of it belongs to the Example Post, of Example Street, in the town of Example.</p></footer></body></html>`
}

// blocks writes the kept blocks as lines "kind: text".
func blocks(d *article.Document) string {
	var b strings.Builder
	for _, bl := range d.Kept {
		fmt.Fprintf(&b, "%s: %s\n", bl.Kind, d.Of(bl.Range))
	}
	return b.String()
}

func extractPage(t *testing.T, html string) *article.Document {
	t.Helper()
	d, err := Document([]byte(html), Options{URL: "https://post.example/2024/01/05/harbour", ContentType: "text/html; charset=utf-8"})
	if err != nil {
		t.Fatalf("Document: %v", err)
	}
	invariants(t, d)
	return d
}

// invariants are what every Document must hold to.
func invariants(t *testing.T, d *article.Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) || article.Clean(d.Text) != d.Text {
		t.Fatalf("the text is not clean: %q", d.Text)
	}
	var texts []string
	end := 0
	for i, b := range d.Blocks {
		if b.Start < end || b.End < b.Start || b.End > len(d.Text) {
			t.Fatalf("block %d: range %v behind %d in a text of %d", i, b.Range, end, len(d.Text))
		}
		end = b.End
		if b.Len() > 0 {
			texts = append(texts, d.Of(b.Range))
		}
		last := b.Start
		for _, s := range b.Spans {
			if s.Start < b.Start || s.End > b.End || s.End < s.Start || s.Start < last {
				t.Fatalf("block %d %v: span %v", i, b.Range, s)
			}
			last = s.Start
			if s.Kind == article.LineBreak && (s.Len() != 0 || d.Text[s.Start] != '\n') {
				t.Fatalf("block %d: a break that is none: %v", i, s)
			}
			if s.Kind == article.Link && article.CleanURL(s.Href) != s.Href {
				t.Fatalf("block %d: link %q", i, s.Href)
			}
		}
		for _, row := range b.Cells {
			for _, c := range row {
				if c.Start < b.Start || c.End > b.End || c.End < c.Start {
					t.Fatalf("block %d: cell %v", i, c)
				}
			}
		}
	}
	if got := strings.Join(texts, "\n\n"); got != d.Text {
		t.Fatalf("the blocks do not make the text:\n%q\n%q", got, d.Text)
	}
}

func TestBlocksOfAPage(t *testing.T) {
	p1, p2, p3 := lorem(1, 3), lorem(10, 3), lorem(20, 3)
	for _, tc := range []struct{ name, html, want string }{
		{"paragraphs", "<p>" + p1 + "</p><p>" + p2 + "</p>", "paragraph: " + p1 + "\nparagraph: " + p2 + "\n"},
		{"bare div paragraphs", "<div>" + p1 + "</div><div>" + p2 + "</div>", "paragraph: " + p1 + "\nparagraph: " + p2 + "\n"},
		{"two breaks end a paragraph", "<p>" + p1 + "<br>\n<br />" + p2 + "</p>", "paragraph: " + p1 + "\nparagraph: " + p2 + "\n"},
		{"one break is a line", "<p>" + p1 + "</p><p>" + p2 + "<br>Yours, the harbour master.</p>",
			"paragraph: " + p1 + "\nparagraph: " + p2 + "\nYours, the harbour master.\n"},
		{"subheading", "<p>" + p1 + "</p><h2>What <em>comes</em> next</h2><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nheading: What comes next\nparagraph: " + p2 + "\n"},
		{"a subheading of two parts", "<p>" + p1 + "</p><h3><span><a href='/b'>Ada Moss</a><em>On the Ice</em></span></h3><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nheading: Ada Moss On the Ice\nparagraph: " + p2 + "\n"},
		{"list", "<p>" + p1 + "</p><ul><li>Nets were torn.</li><li>Boats were lost.</li></ul><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nlist item: Nets were torn.\nlist item: Boats were lost.\nparagraph: " + p2 + "\n"},
		{"block quote", "<p>" + p1 + "</p><blockquote><p>The ice came in a night, and it took the pier with it, said nobody at all.</p></blockquote><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nblockquote: The ice came in a night, and it took the pier with it, said nobody at all.\nparagraph: " + p2 + "\n"},
		{"the q element gets its marks", "<p>" + p1 + " He called it <q>a bitter night</q>, no more.</p><p>" + p2 + "</p>",
			"paragraph: " + p1 + " He called it “a bitter night”, no more.\nparagraph: " + p2 + "\n"},
		{"soft hyphens go", "<p>The har\u00adbour mas\u00adter. " + p1 + "</p><p>" + p2 + "</p>",
			"paragraph: The harbour master. " + p1 + "\nparagraph: " + p2 + "\n"},
		{"a wiki's marks", "<p>" + p1 + "<sup class=reference><a href='#n1'>[1]</a></sup></p><h2>Ice<span class=mw-editsection>[edit]</span></h2><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nheading: Ice\nparagraph: " + p2 + "\n"},
		{"scripts and hidden text", "<p>" + p1 + "</p><script>alert(1)</script><style>p{}</style><p style='display: none'>" + p3 + "</p><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nparagraph: " + p2 + "\n"},
		{"related links in an aside", "<p>" + p1 + "</p><aside class='related'><p><a href='/a'>Another story altogether that is linked</a></p></aside><p>" + p2 + "</p>",
			"paragraph: " + p1 + "\nparagraph: " + p2 + "\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := extractPage(t, page(tc.html))
			got := blocks(d)
			got = strings.TrimPrefix(got, "heading: Harbour freezes over\n")
			if got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

func TestSpans(t *testing.T) {
	d := extractPage(t, page(`<p>`+lorem(1, 2)+`</p><p>See <a href="/ice"><b>the ice</b> report</a>, <i>said</i> <s>she</s> <cite>Ann</cite>. `+lorem(5, 3)+`</p>`))
	var got []string
	for _, b := range d.Kept {
		for _, s := range b.Spans {
			got = append(got, fmt.Sprintf("%s %q %s", s.Kind, d.Of(s.Range), s.Href))
		}
	}
	want := []string{
		`link "the ice report" https://post.example/ice`, `strong "the ice" `, `emphasis "said" `, `strike "she" `, `cite "Ann" `,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSpanOverBlocksIsSplit(t *testing.T) {
	d, err := Document([]byte(`<a href="https://a.example/"><h3>A head</h3><p>And its text</p></a>`), Options{Feed: true})
	if err != nil {
		t.Fatal(err)
	}
	invariants(t, d)
	if len(d.Blocks) != 2 || len(d.Blocks[0].Spans) != 1 || len(d.Blocks[1].Spans) != 1 {
		t.Fatalf("%+v", d.Blocks)
	}
}

func TestFigureTableCodeEmbed(t *testing.T) {
	p1, p2 := lorem(1, 3), lorem(10, 3)
	d := extractPage(t, page(`<p>`+p1+`</p>
<figure><img src="/ice.jpg"><figcaption><p>The pier.</p><span class="credit">Photo: Ann Example</span></figcaption></figure>
<table><tr><th>Year</th><th>Ice</th></tr><tr><td>2023</td><td>4 cm of ice on the harbour</td></tr><tr><td>2024</td><td>40 cm of ice on the harbour and beyond</td></tr></table>
<pre><code class="language-go">a := 1

b := 2</code></pre>
<iframe src="https://video.example/embed/7"></iframe>
<p>`+p2+`</p>`))
	kinds := map[article.Kind]article.Block{}
	for _, b := range d.Blocks {
		kinds[b.Kind] = b
	}
	fig := kinds[article.Figure]
	if fig.Image != "https://post.example/ice.jpg" || d.Of(fig.Range) != "The pier. Photo: Ann Example" {
		t.Errorf("figure %q %q", fig.Image, d.Of(fig.Range))
	}
	if len(fig.Spans) != 1 || fig.Spans[0].Kind != article.CreditTag || d.Of(fig.Spans[0].Range) != "Photo: Ann Example" {
		t.Errorf("credit %v", fig.Spans)
	}
	tab := kinds[article.Table]
	if len(tab.Cells) != 3 || !tab.HeaderRow || d.Of(tab.Cells[2][0]) != "2024" {
		t.Errorf("table %v", tab.Cells)
	}
	if code := kinds[article.Code]; d.Of(code.Range) != "a := 1\n\nb := 2" || code.Language != "go" {
		t.Errorf("code %q %q", d.Of(code.Range), code.Language)
	}
	if e := kinds[article.Embed]; e.Href != "https://video.example/embed/7" {
		t.Errorf("embed %q", e.Href)
	}
}

func TestPostKeepsItsWords(t *testing.T) {
	d := extractPage(t, page(`<p>`+lorem(1, 3)+`</p><blockquote class="twitter-tweet"><p>The ice is here.</p>&mdash; Ann (@ann) <a href="https://twitter.com/ann/status/7">5 January 2024</a></blockquote><p>`+lorem(9, 3)+`</p>`))
	got := blocks(d)
	if !strings.Contains(got, "blockquote: The ice is here.\n") || !strings.Contains(got, "embed: — Ann (@ann) 5 January 2024\n") {
		t.Errorf("got\n%s", got)
	}
	for _, b := range d.Blocks {
		if b.Kind == article.Embed && b.Href != "https://twitter.com/ann/status/7" {
			t.Errorf("href %q", b.Href)
		}
	}
}

func TestOrderedAndNestedLists(t *testing.T) {
	d, err := Document([]byte(`<ol start="3"><li>three<ul><li>inner</li></ul></li><li><p>four</p><p>and more</p></li></ol>`), Options{Feed: true})
	if err != nil {
		t.Fatal(err)
	}
	invariants(t, d)
	var got []string
	for _, b := range d.Blocks {
		got = append(got, fmt.Sprintf("%s %d %d %s", b.Kind, b.Level, b.Ordinal, d.Of(b.Range)))
	}
	want := "list item 1 3 three|list item 2 0 inner|list item 1 4 four|paragraph 0 0 and more"
	if strings.Join(got, "|") != want {
		t.Errorf("got %s", strings.Join(got, "|"))
	}
}

func TestFeedBodies(t *testing.T) {
	for _, tc := range []struct{ name, body, want string }{
		{"fragment", "<p>One &amp; two.</p>Three.<br><br>Four.", "paragraph: One & two.\nparagraph: Three.\nparagraph: Four.\n"},
		{"escaped once too often", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "paragraph: One.\nparagraph: Two.\n"},
		{"links in lines", "One <a href='https://a.example/'>two</a>.\n\nThree.", "paragraph: One two.\nparagraph: Three.\n"},
		{"plain text", "One.\n\nTwo.", "paragraph: One.\nparagraph: Two.\n"},
	} {
		d, err := Document([]byte(tc.body), Options{Feed: true, Title: "T", Byline: []string{"By Ann Example and Bo Example"}})
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		invariants(t, d)
		if got := blocks(d); got != tc.want || d.Path != article.FromFeed || d.Title != "T" || len(d.Byline) != 2 {
			t.Errorf("%s: got %q, path %s, title %q, byline %q", tc.name, got, d.Path, d.Title, d.Byline)
		}
	}
}

func TestNoArticle(t *testing.T) {
	d, err := Document([]byte(`<html><body><ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul></body></html>`), Options{})
	if !errors.Is(err, article.ErrNoArticle) || d == nil || d.Sure >= 0.3 {
		t.Errorf("got %v, %+v", err, d)
	}
	if _, err := Document([]byte("%PDF-1.7\n%\xe2\xe3"), Options{}); !errors.Is(err, article.ErrNotText) {
		t.Errorf("a PDF: %v", err)
	}
	if _, err := Document(make([]byte, 16<<20), Options{}); !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("16 MiB: %v", err)
	}
}

func TestBodyInScript(t *testing.T) {
	body := `\u003cp\u003e` + lorem(1, 4) + `\u003c/p\u003e\u003cp\u003e` + lorem(9, 4) + `\u003c/p\u003e`
	for name, html := range map[string]string{
		"next data": `<html><head><title>T</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"story":{"title":"T","body":"` + body + `"}}}</script></body></html>`,
		"flight":    `<html><body><script>self.__next_f.push([1,"2:T1f,"])</script><script>self.__next_f.push([1,"` + body + `"])</script></body></html>`,
		"list":      `<html><body><script type="application/json">{"content":[{"type":"text","content":"` + lorem(1, 4) + `"},{"type":"text","content":"` + lorem(9, 4) + `"},{"type":"text","content":"` + lorem(30, 4) + `"}]}</script></body></html>`,
		"witness":   `<html><body><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + lorem(1, 4) + `\n` + lorem(9, 4) + `"}</script></body></html>`,
	} {
		d, err := Document([]byte(html), Options{ContentType: "text/html"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		invariants(t, d)
		if d.Path != article.FromData || !strings.Contains(d.Text, lorem(9, 4)) || strings.Contains(d.Text, "<p>") {
			t.Errorf("%s: path %s, text %q", name, d.Path, d.Text)
		}
	}
}

func TestSniff(t *testing.T) {
	for _, tc := range []struct {
		data string
		o    Options
		want article.Path
	}{
		{"<!doctype html><p>x", Options{}, article.FromPage},
		{"# A head\n\nText with **two** bold **words**.\n\n- a\n- b\n", Options{}, article.FromMarkdown},
		{"Just a line of text.", Options{}, article.FromText},
		{"Just a line of text.", Options{Name: "a.md"}, article.FromMarkdown},
		{"Just a line.", Options{ContentType: "text/html"}, article.FromPage},
		{"<p>x", Options{Feed: true}, article.FromFeed},
		{"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: y\n\nText", Options{}, article.FromMail},
		{"<html><body>x", Options{ContentType: "text/plain", Name: "x.txt"}, article.FromPage},
		{"\x89PNG\r\n\x1a\n", Options{}, ""},
		{"x", Options{ContentType: "image/png"}, ""},
		{"Note: this is prose.\nIt: goes on.", Options{}, article.FromText},
	} {
		if got := sniff([]byte(tc.data), tc.o); got != tc.want {
			t.Errorf("sniff(%.30q, %+v) = %q, want %q", tc.data, tc.o, got, tc.want)
		}
	}
}

func FuzzDocument(f *testing.F) {
	f.Add([]byte(page("<p>"+lorem(1, 3)+"</p><ul><li>a</li></ul>")), false)
	f.Add([]byte("<p>a\u0300<b>\u0300\u0300\u0300\u0300\u0300</b>\u0300\u0300\u0300\u0300</p><q>x<q>y</q></q>"), true)
	f.Add([]byte("<table><tr><td>a<td>b<tr><td>c\x1b[31m<td>d</table><pre>\x00x</pre><br><br>\r\r\n"), true)
	f.Add([]byte("<figure><img src=x><figcaption>c</figcaption></figure><blockquote class=twitter-tweet>x<a href=https://t.example/>y</a></blockquote>"), false)
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), false)
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"x","author":[{"name":["a","b"]}],"datePublished":"2024-13-45T99:99"}]}</script>`), false)
	f.Fuzz(func(t *testing.T, data []byte, feed bool) {
		d, err := Document(data, Options{URL: "https://post.example/a", Feed: feed})
		if d == nil {
			if err == nil {
				t.Fatal("neither document nor error")
			}
			return
		}
		invariants(t, d)
		for _, s := range append([]string{d.Title, d.Deck, d.Publisher, d.Section}, d.Byline...) {
			if article.CleanLine(s) != s {
				t.Fatalf("a fact is not clean: %q", s)
			}
		}
	})
}

func BenchmarkPage(b *testing.B) {
	var body strings.Builder
	for i := range 40 {
		fmt.Fprintf(&body, "<p>%s <a href='/x'>a link</a></p><div class='ad-slot'><script>var x = %d</script></div>", lorem(i*9, 4), i)
	}
	var links strings.Builder
	for i := range 300 {
		fmt.Fprintf(&links, "<li class='teaser card'><a href='/s/%d'><h3>Another headline, the %d of its kind</h3></a></li>", i, i)
	}
	data := []byte(page(body.String() + "<ul class='related'>" + links.String() + "</ul>"))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Document(data, Options{URL: "https://post.example/a"}); err != nil {
			b.Fatal(err)
		}
	}
}
