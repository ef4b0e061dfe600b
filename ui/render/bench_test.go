package render

import (
	"fmt"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/ui/render/testdata/rendertest"
)

// long is an article of about so many bytes, with a quote, a link and bold in
// every other paragraph.
func long(size int) *article.Document {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "Paragraph %d tells of the harbour, of the road along it, and of the people who would rather keep both, whatever it costs; the council's own figures, which nobody had read until Monday, put that at 4.5 million a year.\n\n", i)
		fmt.Fprintf(&b, "“<q Speaker %d; mayor>We have waited for <b>twenty</b> years, and nobody can say that we were <a https://example.org/%d>rash</a> about it,</q>” she told the council on Monday evening, to some applause.\n\n", i%12, i)
	}
	return rendertest.Doc(b.String())
}

func BenchmarkLay(b *testing.B) {
	st := styles(b, true)
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		d := long(size)
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				Lay(d, Options{Width: 100, Styles: st})
			}
		})
	}
}

func BenchmarkLayStory(b *testing.B) { // with a table and code: Glamour's share
	d, st := storyDoc(), styles(b, true)
	for b.Loop() {
		Lay(d, Options{Width: 100, Styles: st})
	}
}

func BenchmarkDraw50Lines(b *testing.B) {
	d := long(100_000)
	p := Lay(d, Options{Width: 100, Styles: styles(b, true), Hyperlinks: true})
	b.ReportAllocs()
	for b.Loop() {
		for i := range 50 {
			p.Draw(600+i, Marks{Quote: 90})
		}
	}
}

func BenchmarkLineOf(b *testing.B) {
	d := long(1_000_000)
	p := Lay(d, Options{Width: 100, Styles: styles(b, true)})
	for i := 0; b.Loop(); i++ {
		p.LineOf(i * 7919 % len(d.Text))
	}
}
