package markdown

import (
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"pullquote/article"
)

// doc builds a Document of blocks; spans are relative to their block.
func doc(blocks ...article.Block) func(texts ...string) *article.Document {
	return func(texts ...string) *article.Document {
		d := &article.Document{}
		for i, b := range blocks {
			if i > 0 {
				d.Text += "\n\n"
			}
			at := len(d.Text)
			d.Text += texts[i]
			b.Range = article.Range{Start: at, End: len(d.Text)}
			spans := append([]article.Span(nil), b.Spans...)
			for k := range spans {
				spans[k].Start += at
				spans[k].End += at
			}
			b.Spans = spans
			d.Blocks = append(d.Blocks, b)
		}
		return d
	}
}

func para(spans ...article.Span) article.Block {
	return article.Block{Kind: article.Paragraph, Spans: spans}
}

func span(kind article.SpanKind, from, to int) article.Span {
	return article.Span{Kind: kind, Range: article.Range{Start: from, End: to}}
}

func TestWrite(t *testing.T) {
	link := span(article.Link, 4, 8)
	link.Href = "https://example.org/a(b)"
	tests := []struct {
		name string
		d    *article.Document
		o    Options
		want string
	}{
		{"paragraphs", doc(para(), para())("One.", "Two."), Options{}, "One.\n\nTwo.\n"},
		{"empty", &article.Document{}, Options{}, ""},
		{"marks are text", doc(para())("2*3*4 [x](y) <b> a\\b `c` _d_ snake_case"), Options{},
			"2\\*3\\*4 \\[x\\](y) \\<b\\> a\\\\b \\`c\\` \\_d\\_ snake_case\n"},
		{"line starts", doc(para(), para(), para(), para())("# no heading", "- no item", "12. no number", "=== no underline"), Options{},
			"\\# no heading\n\n\\- no item\n\n12\\. no number\n\n\\=== no underline\n"},
		{"entity", doc(para())("AT&T &amp; R&D;"), Options{}, "AT&T \\&amp; R\\&D;\n"},
		{"link", doc(para(link))("See here now"), Options{}, "See [here](https://example.org/a%28b%29) now\n"},
		{"bare", doc(para(link))("See here now"), Options{Bare: true}, "See here now\n"},
		{"nested", doc(para(span(article.Strong, 0, 9), span(article.Emphasis, 4, 9)))("The quick fox"), Options{}, "**The _quick_** fox\n"},
		{"emphasis", doc(para(span(article.Emphasis, 4, 9)))("The quick fox"), Options{}, "The _quick_ fox\n"},
		{"blanks outside", doc(para(span(article.Strong, 3, 10)))("The quick fox"), Options{}, "The **quick** fox\n"},
		{"code span", doc(para(span(article.InlineRaw, 4, 8)))("Run a`b* now"), Options{}, "Run ``a`b*`` now\n"},
		{"list", doc(article.Block{Kind: article.ListItem, Level: 1}, article.Block{Kind: article.ListItem, Level: 2}, article.Block{Kind: article.ListItem, Level: 1}, para())("a", "b", "c", "d"), Options{},
			"- a\n    - b\n- c\n\nd\n"},
		{"numbers", doc(article.Block{Kind: article.ListItem, Level: 1, Ordinal: 3}, article.Block{Kind: article.ListItem, Level: 1, Ordinal: 4})("x", "y"), Options{}, "3. x\n4. y\n"},
		{"quote", doc(article.Block{Kind: article.Quotation, Level: 1})("Said\nso"), Options{}, "> Said  \n> so\n"},
		{"figure", doc(article.Block{Kind: article.Figure, Image: "https://example.org/p.jpg"})("A [harbour]"), Options{}, "![A \\[harbour\\]](https://example.org/p.jpg)\n"},
		{"code", doc(article.Block{Kind: article.Code, Language: "go"})("a := `x`\n```"), Options{}, "````go\na := `x`\n```\n````\n"},
		{"rule", doc(para(), article.Block{Kind: article.Rule}, para())("a", "", "b"), Options{}, "a\n\n* * *\n\nb\n"},
		{"heading", doc(article.Block{Kind: article.Heading, Level: 3})("Why # matters"), Options{}, "### Why # matters\n"},
	}
	for _, tt := range tests {
		if got := Write(tt.d, tt.o); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestWriteCuts(t *testing.T) {
	d := doc(para(), para())("Story.", "Subscribe now")
	d.Blocks[1].Cut = &article.Cut{Reason: article.SubscribePrompt}
	if got := Write(d, Options{}); got != "Story.\n" {
		t.Errorf("kept only: %q", got)
	}
	want := "Story.\n\n<!-- hidden: subscribe prompt -->\n\nSubscribe now\n"
	if got := Write(d, Options{All: true}); got != want {
		t.Errorf("all: %q", got)
	}
}

func TestWriteHeads(t *testing.T) {
	d := doc(para())("Story.")
	d.Title, d.Byline, d.Publisher = "Harbour * frozen", []string{"Jo \"J\" Doe"}, "The Example"
	d.URL, d.Published = "https://example.org/x", time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)
	want := "# Harbour \\* frozen\n\nJo \"J\" Doe · The Example · 1 March 2024\n\n<https://example.org/x>\n\nStory.\n"
	if got := Write(d, Options{}); got != want {
		t.Errorf("header:\n got %q\nwant %q", got, want)
	}
	want = "---\ntitle: \"Harbour * frozen\"\nauthors:\n  - \"Jo \\\"J\\\" Doe\"\npublisher: \"The Example\"\ndate: 2024-03-01T09:00:00Z\nurl: \"https://example.org/x\"\n---\n\nStory.\n"
	if got := Write(d, Options{Front: true}); got != want {
		t.Errorf("front:\n got %q\nwant %q", got, want)
	}
	if got := Write(d, Options{BodyOnly: true}); got != "Story.\n" {
		t.Errorf("body: %q", got)
	}
}

func TestWriteTable(t *testing.T) {
	d := &article.Document{Text: "Town\tVotes\nA|b\t12"}
	d.Blocks = []article.Block{{Kind: article.Table, Range: article.Range{End: len(d.Text)}, HeaderRow: true,
		Cells: [][]article.Range{{{Start: 0, End: 4}, {Start: 5, End: 10}}, {{Start: 11, End: 14}, {Start: 15, End: 17}}}}}
	if got, want := Write(d, Options{}), "| Town | Votes |\n| --- | --- |\n| A\\|b | 12 |\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// readBack is the text of Markdown as a reader of CommonMark sees it.
func readBack(md string) string {
	src := []byte(md)
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(src))
	var b strings.Builder
	if err := ast.Walk(root, func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if !in {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			seg := n.Segment.Value(src)
			if _, raw := n.Parent().(*ast.CodeSpan); !raw {
				seg = []byte(strings.ReplaceAll(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(escapeAmp(seg))))), "\x00", "&"))
			}
			b.Write(seg)
			if n.HardLineBreak() || n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *ast.HTMLBlock, *ast.RawHTML, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.Heading, *ast.List, *ast.ThematicBreak, *ast.Blockquote:
			b.WriteString("\x01MARKUP\x01") // text became markup
		}
		return ast.WalkContinue, nil
	}); err != nil {
		return err.Error()
	}
	return b.String()
}

// escapeAmp marks escaped ampersands, which no entity may swallow.
func escapeAmp(b []byte) []byte { return []byte(strings.ReplaceAll(string(b), `\&`, "\x00")) }

// FuzzWrite: whatever a paragraph says, it is read back as the same text and
// never becomes markup.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"a*b", "# x", "1) x", "~~x~~", "<script>", "[a]: b", "![x](y)", "a_b_ c", "`", "&lt;", "a\\", "* * *", "---", "| a |\n", "https://example.org/x_y_", ">", "\tx", "***a** b*", "+x", "=", "_a_"} {
		f.Add(s, 0, 3)
	}
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		s = oneLine(article.Clean(s))
		if s == "" || strings.ContainsAny(s, "\u00a0\x00\x01") || strings.ContainsFunc(s, func(r rune) bool {
			return r == 0x85 || r == 0xfffd || r >= 0x2000 && r <= 0x200d || r == 0x3000 || r == 0x1680 || r == 0x205f || r == 0x202f
		}) {
			return
		}
		b := para()
		if from >= 0 && to > from && to <= len(s) && isBoundary(s, from) && isBoundary(s, to) {
			b = para(span(article.Emphasis, from, to))
		}
		md := Write(doc(b)(s), Options{BodyOnly: true})
		if got := readBack(md); got != s {
			t.Errorf("%q was written as %q and read as %q", s, md, got)
		}
	})
}

func isBoundary(s string, i int) bool { return i == len(s) || s[i] < 0x80 || s[i] >= 0xc0 }

func BenchmarkWrite(b *testing.B) {
	var blocks []article.Block
	var texts []string
	for range 200 {
		blocks = append(blocks, para(span(article.Strong, 4, 9)))
		texts = append(texts, strings.Repeat("The harbour froze over, and *nobody* [came]. ", 8))
	}
	d := doc(blocks...)(texts...)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Write(d, Options{})
	}
}
