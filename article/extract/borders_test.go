package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestBorders: each want stays in the story, each not does not.
func TestBorders(t *testing.T) {
	text := func(n int) string {
		s := ""
		for i := range n {
			s += "<p>" + lorem(i*9, 3) + "</p>"
		}
		return s
	}
	teaser := func(k int) string {
		return fmt.Sprintf(`<article><header><h2><a href="/t%d">Another story %d</a></h2></header><p>Its teaser number %d tells what another story is about, in a good many words.</p></article>`, k, k, k)
	}
	moves := ""
	for k := 1; k <= 4; k++ {
		moves += fmt.Sprintf(`<div class="card"><div class="rank">Carter and Sons, rank %d of the movers</div><p>%s %s</p></div>`, k, lorem(50+k*9, 3), lorem(90+k*9, 2))
	}
	for _, tc := range []struct {
		name, body string
		want, not  []string
	}{
		{"other articles", `<main><article><h1>The harbour reopens today</h1>` + text(4) + `</article>` + teaser(1) + teaser(2) + teaser(3) + teaser(4) + `</main>`,
			nil, []string{"teaser number 1", "teaser number 4"}},
		{"news above the headline", `<h1><a href="/">Shore Post</a></h1><ul><li><a href="/x">Something else</a> happened in another town, as people there told our reporter on Monday.</li>` +
			`<li><a href="/y">A third thing</a> happened in a third town, as people there told our reporter on Tuesday.</li></ul><div><h2>The harbour reopens today</h2>` + text(4) + `</div>`,
			nil, []string{"in another town", "in a third town"}},
		{"subheads in boxes of their own", `<article><h1>The harbour reopens today</h1>` + text(3) + `<header><h3>What the pilots say</h3></header>` + text(2) + `<section><div><h3>What comes next</h3></div><div>5pm</div>` + text(2) + `</section></article>`,
			[]string{"What the pilots say", "What comes next"}, nil},
		{"collapsed panels", `<article><h1>The harbour reopens today</h1>` + text(3) + `<h3><button aria-expanded="false">Weight</button></h3><div hidden><p>The weight of the boats told here is hidden until a button unfolds it.</p></div>` + text(2) + `</article>`,
			[]string{"hidden until a button"}, nil},
		{"hidden for good", `<article><h1>The harbour reopens today</h1>` + text(3) + `<div hidden><p>Please turn this device around, for it cannot show the map as you hold it now.</p></div>` + text(2) + `</article>`,
			nil, []string{"turn this device"}},
		{"recurring lines above the parts", `<article><h1>The harbour reopens today</h1>` + text(2) + moves + text(1) + `</article>`,
			[]string{"rank 1 of the movers", "rank 4 of the movers"}, nil},
		{"posts in a box called social", `<article><h1>The harbour reopens today</h1>` + text(3) + `<div class="social"><blockquote class="twitter-tweet"><p>we sail tomorrow</p>Ana <a href="https://chirp.example/1">5 Jan</a></blockquote></div>` + text(2) + `</article>`,
			[]string{"we sail tomorrow"}, nil},
		{"definitions", `<article><h1>The harbour reopens today</h1>` + text(3) + `<dl><dt>Draught</dt><dd>Eleven metres</dd></dl>` + text(2) + `</article>`,
			[]string{"Draught", "Eleven metres"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := factsOf(t, "https://post.example/a", "<html lang=en><head><title>The harbour reopens today</title></head><body>"+tc.body+"</body></html>")
			invariants(t, d)
			got, _ := d.Body()
			for _, w := range tc.want {
				if !strings.Contains(got, w) {
					t.Errorf("lost %q", w)
				}
			}
			for _, w := range tc.not {
				if strings.Contains(got, w) {
					t.Errorf("kept %q", w)
				}
			}
			if !strings.Contains(got, lorem(0, 3)) {
				t.Error("lost the story")
			}
		})
	}
}

// TestBehindTheStory: the other stories of the site below its own go, deck and
// all; a review of other sites' stories stays, and so does the story's own end.
func TestBehindTheStory(t *testing.T) {
	story := each(4, func(i int) string { return "<p>" + lorem(i*7, 3) + "</p>" })
	list := func(site string) string {
		return each(5, func(i int) string {
			return fmt.Sprintf(`<h3><a href="https://%s/2024/01/0%d/other">Another headline of the day, number %d</a></h3><p>By Ada Moss</p><p>Deck number %d says in a sentence or two what the other story is about, and why one may want to read it.</p>`, site, i, i, i)
		})
	}
	if got := blocks(extractPage(t, page(story+list("post.example")))); strings.Contains(got, "Deck number 3") || !strings.Contains(got, lorem(28, 3)) {
		t.Errorf("the site's own:\n%s", got)
	}
	if got := blocks(extractPage(t, page(story+list("other.example")))); !strings.Contains(got, "Deck number 3") {
		t.Errorf("a review of the press:\n%s", got)
	}
	// The last lines, behind line breaks and in a second box of the same text.
	broken := `<div class="text">` + lorem(1, 3) + `<br><br>` + lorem(9, 3) + `<br><br>The boats stay.</div>`
	if got := blocks(extractPage(t, page(broken))); !strings.Contains(got, "The boats stay.") {
		t.Errorf("behind line breaks:\n%s", got)
	}
	boxes := `<div><div class="article-text a">` + story + `</div></div><div><div><div><div class="article-text b"><p>` + lorem(50, 2) + `</p></div></div></div></div>`
	if got := blocks(extractPage(t, whole("", "<main><h1>Harbour freezes over</h1>"+boxes+"</main>"))); !strings.Contains(got, lorem(50, 2)) {
		t.Errorf("in a second box:\n%s", got)
	}
}
