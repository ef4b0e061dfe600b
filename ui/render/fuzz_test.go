package render

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// The sweep: every shape of page at every width down to one cell; no panic, no
// line over the edge, nothing that a terminal obeys but styles and links.
func TestSweep(t *testing.T) {
	d := storyDoc()
	widths := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 20, 23, 27, 31, 35, 39, 40, 41, 44, 60, 79, 81, 100, 160, 300}
	for _, w := range widths {
		for i := range 8 {
			o := Options{
				Width: w, Styles: styles(t, i%2 == 0), Unfold: i&1 != 0, QuotesOnly: i&2 != 0, Hyperlinks: i&4 != 0,
				Terms: true, Method: ansi.Method(i & 1), Measure: []int{0, 30}[i/4],
				Head: Head{Now: noon, Problem: "no such host", Shown: "from the page", Starred: true},
			}
			checkPage(t, d, o, Marks{Quote: 1 + i%3, Link: 1 + i%4})
		}
	}
}

// checkPage is what holds for every page.
func checkPage(t *testing.T, d *article.Document, o Options, m Marks) {
	t.Helper()
	p := Lay(d, o)
	width := max(o.Width, 1)
	for i := range p.Lines() {
		s := p.Draw(i, m)
		if n := o.Method.StringWidth(s); n > width {
			t.Fatalf("width %d: line %d has %d cells: %q", width, i, n, s)
		}
		if bad := obeyed(s); bad != "" {
			t.Fatalf("width %d: line %d holds %q: %q", width, i, bad, s)
		}
		if at := strings.LastIndex(s, "\x1b["); at >= 0 && !strings.HasPrefix(s[at:], "\x1b[m") {
			t.Fatalf("line %d leaves its style behind: %q", i, s)
		}
		if p.LineOf(p.OffsetAt(i)) < 0 {
			t.Fatalf("line %d has no place", i)
		}
	}
	for off := -1; off <= len(d.Text)+1; off += 7 {
		if l := p.LineOf(off); l < 0 || l >= max(p.Lines(), 1) {
			t.Fatalf("byte %d is on line %d of %d", off, l, p.Lines())
		}
	}
	for _, l := range p.Links() {
		if l.Line < 0 || l.Line >= p.Lines() || article.CleanURL(l.URL) == "" {
			t.Fatalf("link %+v", l)
		}
	}
	if !slices.IsSorted(p.Headings()) {
		t.Fatalf("headings stand on %v", p.Headings())
	}
}

// obeyed is the first thing in a drawn line that a terminal would obey, other
// than SGR and well-formed links; "" is none.
func obeyed(s string) string {
	for i := 0; i < len(s); {
		switch {
		case strings.HasPrefix(s[i:], "\x1b["):
			j := i + 2
			for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == ';') {
				j++
			}
			if j >= len(s) || s[j] != 'm' {
				return s[i:min(j+1, len(s))]
			}
			i = j + 1
		case strings.HasPrefix(s[i:], "\x1b]8;"):
			j := strings.IndexByte(s[i:], 7)
			if j < 0 {
				return s[i:]
			}
			if _, u, _ := strings.Cut(s[i+4:i+j], ";"); u != "" && article.CleanURL(u) != u {
				return u
			}
			i += j + 1
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == '\n' || r == '\t' || r == utf8.RuneError && n == 1 || article.Clean(string(r)) == "" {
				return s[i : i+n]
			}
			i += n
		}
	}
	return ""
}

// scribble makes a Document out of numbers: any blocks, any spans, quotes that
// point anywhere, text with everything that a page may hold. One in four is not
// even clean, as if the extractor had let it through.
func scribble(seed uint64, words string) *article.Document {
	r := rand.New(rand.NewPCG(seed, 1))
	scraps := []string{
		"word", "said", "long-winded", "“quoted”", "«dit»", "日本語", "、", "한국", "👨‍👩‍👧‍👦", "🇺🇦", "e\u0301", "مرحبا", "שלום",
		"क्षि", "a\u00adb", "\u200b", "\u00a0", "https://example.org/a/b?c=d&e=f", strings.Repeat("x", 90), "\n", "|", "`", "```", "&#27;[2J",
		"**", "](", "<b>", "\t", words,
	}
	if seed%4 == 0 {
		scraps = append(scraps, "\x1b[2J", "\x1b]52;c;aGk=\x07", "\u009b31m", "\u202e", "\x00", "\xff", "\u2028", "\x1bP1q\x1b\\")
	}
	sentence := func(n int) string {
		var b strings.Builder
		for range r.IntN(n + 1) {
			b.WriteString(scraps[r.IntN(len(scraps))])
			if r.IntN(4) > 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	d := &article.Document{Title: sentence(9), Deck: sentence(5), Byline: []string{sentence(2), sentence(2)}, Publisher: sentence(3), Published: noon}
	kinds := []article.Kind{article.Paragraph, article.Paragraph, article.Heading, article.ListItem, article.ListItem,
		article.Quotation, article.Figure, article.Table, article.Code, article.Embed, article.Rule}
	for range 1 + r.IntN(12) {
		b := article.Block{Kind: kinds[r.IntN(len(kinds))], Level: r.IntN(9) - 1, Ordinal: r.IntN(3) * r.IntN(200)}
		b.Href, b.Image, b.Language = "https://example.org/"+words, "javascript:"+words, words
		b.Start = len(d.Text)
		if b.Kind == article.Table {
			cols := 1 + r.IntN(6)
			for range 1 + r.IntN(5) {
				var row []article.Range
				for range cols - r.IntN(2) {
					at := len(d.Text)
					d.Text += sentence(5)
					row = append(row, article.Range{Start: at, End: len(d.Text)})
					d.Text += "\t"
				}
				b.Cells = append(b.Cells, row)
			}
			b.HeaderRow = r.IntN(2) == 0
		} else if b.Kind != article.Rule {
			d.Text += sentence(40)
		}
		b.End = len(d.Text)
		if r.IntN(5) == 0 {
			b.Cut = &article.Cut{Reason: article.Reason(sentence(3))}
		}
		point := func() article.Range {
			x, y := r.IntN(len(d.Text)+3)-1, r.IntN(len(d.Text)+3)-1
			return article.Range{Start: min(x, y), End: max(x, y)}
		}
		within := func() article.Range {
			x, y := b.Start+r.IntN(b.Len()+1), b.Start+r.IntN(b.Len()+1)
			return article.Range{Start: min(x, y), End: max(x, y)}
		}
		for range r.IntN(4) {
			k := []article.SpanKind{article.Link, article.Strong, article.Emphasis, article.InlineRaw, article.Strike, article.LineBreak}[r.IntN(6)]
			b.Spans = append(b.Spans, article.Span{Kind: k, Range: within(), Href: []string{"https://example.org/", "javascript:1", words}[r.IntN(3)]})
		}
		for range r.IntN(3) {
			spans := []article.Range{within()}
			if r.IntN(6) == 0 {
				spans = append(spans, point())
			}
			d.Quotes = append(d.Quotes, article.Quote{Spans: spans, Speaker: []string{"", "Jane Doe", "山田", sentence(2)}[r.IntN(4)], Kind: article.Direct})
		}
		d.Blocks = append(d.Blocks, b)
		d.Text += "\n\n"
	}
	return d
}

func FuzzLay(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed, uint16(seed*7%131), uint8(seed), "seed")
	}
	f.Add(uint64(4), uint16(3), uint8(255), "\x1b[31m\u202e")
	f.Add(uint64(8), uint16(40), uint8(7), "```\n~~~")
	var st [2]theme.Styles
	for i := range st {
		st[i] = styles(f, i == 0)
	}
	f.Fuzz(func(t *testing.T, seed uint64, width uint16, flags uint8, words string) {
		if len(words) > 300 {
			return
		}
		d := scribble(seed, words)
		r := rand.New(rand.NewPCG(seed, 2))
		var hits []article.Range
		for at := 0; at < len(d.Text); {
			h := article.Range{Start: at + r.IntN(30), End: at + 31 + r.IntN(9)}
			hits, at = append(hits, h), h.End
		}
		on := func(bit uint8) bool { return flags&bit != 0 }
		o := Options{
			Width: int(width % 310), Measure: int(flags) % 90, Method: ansi.Method(flags & 1), Styles: st[flags>>1&1],
			Unfold: on(4), QuotesOnly: on(8), Terms: on(16), Hyperlinks: on(32),
			Head: Head{Source: words, Shown: words, Problem: words, Now: noon, Starred: on(64)},
		}
		checkPage(t, d, o, Marks{Quote: int(flags) % 7, Link: int(width) % 5, Hits: hits, Hit: int(seed % 9)})
		for _, s := range []string{Plain(d, Options{Unfold: on(4)}), Plain(d, o)} {
			for l := range strings.SplitSeq(s, "\n") {
				if bad := obeyed(strings.ReplaceAll(l, "\t", "")); bad != "" {
					t.Fatalf("plain text holds %q: %q", bad, l)
				}
			}
		}
	})
}

func FuzzFit(f *testing.F) {
	f.Add("plain", 4)
	f.Add("\xdc\u070f", 127)
	f.Add("靤~~~\ufe0fQ~~~~~~\ufe0fQ~~~", 7)
	f.Add("\x1b[2J日本語👨‍👩‍👧‍👦e\u0301", 5)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n %= 200
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			got := Fit(s, n, m)
			if w := m.StringWidth(got); w != max(n, 0) {
				t.Fatalf("Fit(%q, %d) is %d cells: %q", s, n, w, got)
			}
			if bad := obeyed(got); bad != "" {
				t.Fatalf("Fit(%q, %d) holds %q", s, n, bad)
			}
		}
	})
}
