package extract

import (
	"errors"
	"strings"
	"testing"

	"pullquote/article"
)

func TestWalls(t *testing.T) {
	const (
		ask  = "<h2>Your privacy</h2><p>With your leave we and our 412 partners store information on your device, such as cookies, and read it again, to measure what you read and to show you what you may buy.</p><p>You may refuse, or change your mind whenever you like.</p>"
		free = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"The weir is mended","isAccessibleForFree":false}</script>`
	)
	para := "<p>The weir below the mill was mended on Friday, three weeks after the flood had torn a gap of nine metres into it, the water board said.</p>"
	page := func(head, body string) string {
		return `<!doctype html><html lang="en" class="cookie-consent"><head><title>The weir is mended</title>` + head + `</head><body>` + body + `</body></html>`
	}
	for _, c := range []struct {
		name, page string
		err        error
		stub       bool
	}{
		{"a consent dialog", page("", `<div class="cmp-box" role="dialog">`+ask+`<button>Yes</button></div>`), article.ErrConsent, false},
		{"a page of consent", page("", `<div id="consent-page"><div>`+ask+`</div></div>`), article.ErrConsent, false},
		{"a dialog over an article", page("", `<div role="dialog">`+ask+`</div><article><h1>The weir is mended</h1>`+strings.Repeat(para, 4)+`</article>`), nil, false},
		{"an article on consent", page("", `<article class="cookie-law"><h1>The weir is mended</h1>`+strings.Repeat("<p>The court found that nobody had given consent to the cookies of the water board, whose page had asked for it in letters that nobody could read.</p>", 4)+`</article>`), nil, false},
		{"nothing but the wall", page(free, `<article><h1>The weir is mended</h1><p>Subscribe to continue reading.</p></article>`), article.ErrPaywall, false},
		{"a stub", page(free, `<article><h1>The weir is mended</h1>`+para+`<div class="paywall"><p>Subscribe to continue reading.</p></div></article>`), nil, true},
		{"the whole of it, and not free", page(free, `<article><h1>The weir is mended</h1>`+strings.Repeat(para, 12)+`</article>`), nil, false},
		{"a wall in the middle of the whole", page(free, `<article><h1>The weir is mended</h1>`+strings.Repeat(para, 9)+`<div class="paywall"><p>Subscribe to continue reading.</p></div>`+strings.Repeat(para, 3)+`</article>`), nil, false},
		{"a list of links", page("", `<ul>`+strings.Repeat(`<li><a href="/x">Another story of the mill and the river</a></li>`, 30)+`</ul>`), article.ErrNoArticle, false},
	} {
		d, err := Document([]byte(c.page), Options{URL: "https://weir.example/1"})
		if d == nil || !errors.Is(err, c.err) || c.err == nil && err != nil || (err != nil) != errors.Is(err, article.ErrNoArticle) || d.Stub != c.stub {
			t.Errorf("%s: %v, stub %v", c.name, err, d != nil && d.Stub)
			continue
		}
		if c.err == article.ErrNoArticle && (errors.Is(err, article.ErrConsent) || errors.Is(err, article.ErrPaywall)) { //nolint:errorlint // which of the three
			t.Errorf("%s: %v", c.name, err)
		}
		invariants(t, d)
	}
}
