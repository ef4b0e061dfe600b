package extract

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"pullquote/article/dom"
)

// newsPages are pages of the shape that news sites have: 200 to 300 kB, nearly
// all of it scripts, menus and teasers around a story of some 8 kB.
func newsPages() [][]byte {
	var pages [][]byte
	for k := 1; k <= 6; k++ {
		var b strings.Builder
		fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour number %d freezes over - The Example Post</title>`, k)
		fmt.Fprintf(&b, `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour number %d freezes over","datePublished":"2024-01-0%dT10:00:00Z","author":{"name":"Ann Example"}}</script>`, k, k)
		for i := range 30 {
			fmt.Fprintf(&b, `<link rel="preload" href="/static/%d.css" as="style"><meta property="og:x%d" content="%s">`, i, i, lorem(i, 1))
		}
		for i := range 24 {
			fmt.Fprintf(&b, "<script>window.q%d=window.q%d||[];%s</script>", i, i, strings.Repeat("function f(a,b){if(a<b){return a}else{return b}}", 80))
		}
		b.WriteString(`</head><body class="page page--article"><header class="site-header"><nav><ul>`)
		for i := range 60 {
			fmt.Fprintf(&b, `<li class="nav__item nav__item--%d"><a class="nav__link" href="/s/%d"><span>Section %d</span></a></li>`, i, i, i)
		}
		fmt.Fprintf(&b, `</ul></nav></header><main><article class="story story--%d"><header><h1 class="story__title">Harbour number %d freezes over</h1><p class="story__byline">By <a rel="author" href="/ann">Ann Example</a></p></header><div class="story__body">`, k, k)
		for i := range 12 + 4*k {
			fmt.Fprintf(&b, `<div class="story__block" data-component="text-block"><p class="story__text" data-i="%d">%s <a href="/x/%d">a link</a> %s</p></div>`, i, lorem(i*9, 1), i, lorem(i*9+4, 1))
			if i%5 == 4 {
				fmt.Fprintf(&b, `<figure class="image"><picture><source srcset="/i/%d.webp"><img src="/i/%d.jpg" alt="The harbour"></picture><figcaption>The harbour in winter. <span class="credit">Photo: Bo Example</span></figcaption></figure><div class="ad-slot" id="ad-%d"><script>ads.push(%d)</script></div>`, i, i, i, i)
			}
		}
		b.WriteString(`</div></article><aside class="related"><h2>Related</h2>`)
		for i := range 200 {
			fmt.Fprintf(&b, `<div class="teaser teaser--small"><a class="teaser__link" href="/t/%d"><div class="teaser__image"><img data-src="/t/%d.jpg"></div><div class="teaser__text"><span class="teaser__kicker">World</span><h3 class="teaser__title">Another headline, the %d of its kind</h3><p class="teaser__deck">A deck of a dozen words about story number %d.</p></div></a></div>`, i, i, i, i)
		}
		b.WriteString(`</aside></main><footer class="site-footer"><ul>`)
		for i := range 80 {
			fmt.Fprintf(&b, `<li><a href="/f/%d">Footer link %d</a></li>`, i, i)
		}
		b.WriteString(`</ul></footer></body></html>`)
		pages = append(pages, []byte(b.String()))
	}
	return pages
}

func benchmarkPages(b *testing.B, work func(page []byte) error) {
	b.Helper()
	pages := newsPages()
	n := 0
	for _, p := range pages {
		n += len(p)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	done := 0
	for b.Loop() {
		for _, p := range pages {
			if err := work(p); err != nil {
				b.Fatal(err)
			}
			done++
		}
	}
	b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkPages is the whole engine. It may take half as long again as the
// finder alone (BenchmarkFinderAlone), which it asks among others.
func BenchmarkPages(b *testing.B) {
	benchmarkPages(b, func(page []byte) error {
		_, err := Document(page, Options{URL: "https://post.example/a", ContentType: "text/html"})
		return err
	})
}

// BenchmarkFinderAlone is go-readability by itself on a tree parsed the same way.
func BenchmarkFinderAlone(b *testing.B) {
	benchmarkPages(b, func(page []byte) error {
		root, err := html.Parse(strings.NewReader(dom.Decode(page, "text/html")))
		if err != nil {
			return err
		}
		p := readability.NewParser()
		a, err := p.ParseAndMutate(root, nil)
		if err != nil {
			return err
		}
		return a.RenderText(io.Discard)
	})
}

// TestMemory: what a page costs is in proportion to it. The bound is far above (the
// race detector takes half as much again)
// what was measured, and far below what a page that grows out of hand takes.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts in one goroutine")
	}
	for name, page := range map[string][]byte{
		"a news page":   newsPages()[5],
		"a long page":   []byte(page(each(20_000, func(i int) string { return "<p>" + lorem(i, 2) + "</p>" }))),
		"deep and wide": []byte(strings.Repeat("<div class='teaser related'>", 300) + each(20_000, func(i int) string { return fmt.Sprintf("<p class='c%d'>%s</p>", i, lorem(i, 1)) })),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		if _, err := Document(page, Options{URL: "https://post.example/a", ContentType: "text/html"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		runtime.ReadMemStats(&after)
		if got, limit := after.TotalAlloc-before.TotalAlloc, uint64(len(page))*160+32<<20; got > limit {
			t.Errorf("%s of %d kB: %d MB allocated in all, over %d", name, len(page)>>10, got>>20, limit>>20)
		}
	}
}
