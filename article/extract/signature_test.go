package extract

import (
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/article/quote"
)

const pierWords = "We were told for years that it would hold, and now we stand here without a place to land our fish."

// pierPage is a story around one block quote, as a page would mark it up.
func pierPage(quotation string) string {
	return `<html lang="en"><title>Old pier closes for the winter</title><main><article><h1>Old pier closes for the winter</h1>
<p>The harbour council voted on Tuesday to close the old pier for the whole of the winter, after engineers found cracks in its piles.</p>
<p>Repairs will begin in March and last until the end of the summer season, the council wrote in a letter to the fleet.</p>` + quotation + `
<p>Fishermen have asked for a berth at the north quay, where the water is deep enough for all but the two largest boats.</p>
<p>The last inspection was eleven years ago, and nobody had looked below the water line since the storm of that winter.</p></article></main>`
}

// TestSignature reads pages whose block quotes are signed in all the ways that
// markup knows: the words stay, and whoever signs them is the speaker.
func TestSignature(t *testing.T) {
	p := "<p>" + pierWords + "</p>"
	for _, c := range []struct{ name, html, speaker, role string }{
		{"foot with a cite", `<blockquote>` + p + `<footer><cite>Maud Ferris, skipper of the Orrin</cite></footer></blockquote>`, "Maud Ferris", "skipper of the Orrin"},
		{"foot with a dash", `<blockquote>` + p + `<footer>— Maud Ferris</footer></blockquote>`, "Maud Ferris", ""},
		{"cite alone", `<blockquote>` + p + `<cite>Maud Ferris</cite></blockquote>`, "Maud Ferris", ""},
		{"in a work", `<blockquote>` + pierWords + `<footer>Maud Ferris in <cite>The Tide Book</cite></footer></blockquote>`, "Maud Ferris", "The Tide Book"},
		{"pull quote of a block theme", `<figure class="wp-block-pullquote"><blockquote>` + p + `<cite>Maud Ferris</cite></blockquote></figure>`, "Maud Ferris", ""},
		{"caption of the quotation", `<figure><blockquote>` + p + `</blockquote><figcaption>Maud Ferris, skipper</figcaption></figure>`, "Maud Ferris", "skipper"},
		{"class within", `<blockquote>` + p + `<p class="attribution">Maud Ferris, skipper</p></blockquote>`, "Maud Ferris", "skipper"},
		{"class behind", `<blockquote>` + p + `</blockquote><p class="quote-attribution">Maud Ferris, skipper</p>`, "Maud Ferris", "skipper"},
		{"foot behind", `<div class="quote"><blockquote>` + p + `</blockquote><footer><span>Maud Ferris</span><span>Skipper</span></footer></div>`, "Maud Ferris", "Skipper"},
		{"beside the story", `<aside class="pullquote"><blockquote>` + p + `<footer><cite>Maud Ferris</cite></footer></blockquote></aside>`, "Maud Ferris", ""},
	} {
		d := extractPage(t, pierPage(c.html))
		quote.Find(d)
		if len(d.Quotes) != 1 || d.Quotes[0].Speaker != c.speaker || d.Quotes[0].Role != c.role || d.QuoteText(d.Quotes[0]) != pierWords {
			t.Errorf("%s: %+v\n%s", c.name, d.Quotes, told(d))
		}
	}
}

// TestNoSignature: a work named in the middle of a quotation, and a long note
// below one, are no names.
func TestNoSignature(t *testing.T) {
	for _, html := range []string{
		`<blockquote><p>` + pierWords + `</p><p><cite>The Tide Book</cite> has a chapter on the pier, and it is the longest of them all.</p></blockquote>`,
		`<blockquote><p>` + pierWords + `</p></blockquote><figure><img src="/a.jpg"><figcaption>Maud Ferris</figcaption></figure>`,
	} {
		d := extractPage(t, pierPage(html))
		for i := range d.Blocks {
			if d.Blocks[i].Signature() {
				t.Errorf("signed by %q:\n%s", d.Of(d.Blocks[i].Range), told(d))
			}
		}
		if !strings.Contains(told(d), string(article.Quotation)+": We were told") {
			t.Errorf("the quotation is gone:\n%s", told(d))
		}
	}
}
