package extract

import (
	"strings"
	"testing"

	"pullquote/article"
)

func TestDeck(t *testing.T) {
	const (
		h1    = "<h1>Harbour reopens after the storm</h1>"
		words = "The boats are stuck in the ice and nobody knows until when."
	)
	described := `<meta name="description" content="` + words + `">`
	for _, tc := range []struct {
		name, head, above string
		want              string
		cut               bool // out of the story, because it is shown with the headline
	}{
		{"the head's words in the header", described, "<header>" + h1 + "<div>" + words + "</div></header>", words, true},
		{"the linked data's words", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour reopens after the storm","description":"` + words + `"}</script>`, "<header>" + h1 + "<p>" + words + "</p></header>", words, true},
		{"cut off in the head", `<meta property="og:description" content="The boats are stuck in the ice and nobody knows until wh…">`, "<header>" + h1 + "<p>" + words + "</p></header>", words, true},
		{"a heading below the headline", described, h1 + "<h2>" + words + "</h2>", words, false},
		{"named so", "", "<header>" + h1 + `<p class="article__lead-text">` + words + "</p></header>", words, true},
		{"named around it", "", "<header>" + h1 + `<div class="articlePreamble"><p>` + words + "</p></div></header>", words, true},
		{"set apart by its class in the story", "", h1 + `<p class="intro">` + words + "</p><p class=t>" + lorem(20, 3) + "</p><p class=t>" + lorem(30, 3) + "</p>", words, false},
		{"set apart in bold in the story", described, h1 + `<p><strong>` + words + "</strong></p><p>" + lorem(20, 3) + "</p><p>" + lorem(30, 3) + "</p>", words, false},
		{"kept together with the headline alone", "", "<section><div>" + h1 + "</div><div>" + words + "</div></section>", words, false},
		{"a part of the headline", "", "<header>" + h1 + `<p class="subtitle">Reopens after the storm</p></header>`, "", false},
		{"a question that heads a part", `<meta name="description" content="What does the harbour do in winter?">`, h1 + "<h2>What does the harbour do in winter?</h2><p>" + lorem(20, 3) + "</p><h2>Who owns it?</h2>", "", false},
		{"who and when", "", "<header>" + h1 + `<p class="subhead">By Ann Petrov on 3 May 2024 at noon</p></header>`, "", false},
		{"the first paragraph of the story", described, h1 + "<p>" + words + "</p><p>" + lorem(20, 3) + "</p><p>" + lorem(30, 3) + "</p>", "", false},
		{"a caption", described, "<header>" + h1 + "<figure><img src=x.jpg><figcaption>" + words + "</figcaption></figure></header>", "", false},
		{"a teaser's words", "", "<header>" + h1 + `<a href="/other"><div class="teaser">` + words + "</div></a></header>", "", false},
		{"furniture", "", "<header>" + h1 + `<p class="intro">Sign up for our free newsletter and never miss a story.</p></header>`, "", false},
		{"the headline again", "", "<header>" + h1 + `<p class="lead">Coast: Harbour reopens after the storm</p></header>`, "", false},
		{"no h1", described, `<div class="head"><div>` + words + "</div></div>", words, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := factsOf(t, "https://post.example/a", prosePage("<title>Harbour reopens after the storm</title>"+tc.head, tc.above, ""))
			if d.Deck != tc.want {
				t.Errorf("got %q, want %q", d.Deck, tc.want)
			}
			body, _ := d.Body()
			if tc.want != "" && strings.Contains(body, words) == (d.Standfirst() == words) {
				t.Errorf("shown twice or not at all: %q in %q", d.Standfirst(), body)
			}
			for i := range d.Blocks {
				if b := &d.Blocks[i]; b.Cut != nil && b.Cut.Reason == article.RepeatedDeck && !tc.cut {
					t.Errorf("%q was cut", d.Of(b.Range))
				}
			}
		})
	}
}
