package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pullquote/article"
)

// boxNames are the words by which pages call what is not the story.
var boxNames = []string{"related", "recommended", "recirculation", "sidebar", "promo", "teaser", "sponsored", "advert", "ad", "ads", "banner", "outbrain",
	"trending", "popular", "mostread", "share", "sharing", "social", "sharedaddy", "addthis", "upnext", "readmore", "rail", "bio", "authorbio", "widgets",
	"footer", "foot", "copyright", "disclaimer", "legal", "newsletter", "signup", "subscribe", "subscription", "login", "register", "paywall", "optin",
	"donate", "nav", "menu", "breadcrumb", "pagination", "toolbar", "tags", "topics", "keywords"}

// TestNoQuoteGoesByName: between the story's paragraphs somebody's words stay,
// whatever the box is called in which the page sets them; and so does a long
// paragraph in a box beside the story.
func TestNoQuoteGoesByName(t *testing.T) {
	const said = "“We shall go home when the ice is gone, and not a day before,” said the harbour master."
	long := lorem(90, 6)
	for _, name := range boxNames {
		for _, box := range []string{"<div class=%q><p>%s</p></div>", "<div class=\"x-%s-box\"><div><p>%s</p></div></div>", "<section id=%q>%s</section>", "<aside class=%q><p>%s</p></aside>"} {
			for _, inside := range []string{said, long} {
				if inside == long && (!strings.HasPrefix(box, "<aside") || slices.Contains(boxNames[slices.Index(boxNames, "newsletter"):], name)) {
					continue // a long text in what is called a form or a menu may be one
				}
				html := page(each(4, func(i int) string { return "<p>" + lorem(i*7, 3) + "</p>" }) +
					fmt.Sprintf(box, name, inside) + each(4, func(i int) string { return "<p>" + lorem(40+i*7, 3) + "</p>" }))
				d := extractPage(t, html)
				if !strings.Contains(blocks(d), inside) {
					t.Errorf("lost in a box called %q: %.60q", name, inside)
				}
			}
		}
	}
}

// TestBoxesStillGo: what has neither is left out as before, and so is what the
// story says itself.
func TestBoxesStillGo(t *testing.T) {
	for name, box := range map[string]string{
		"links":            `<div class="related"><p><a href="/a">“We shall go home when the ice is gone,” says the harbour master.</a></p></div>`,
		"a short teaser":   `<aside class="related"><p>Ice breaker sent to the northern islands.</p></aside>`,
		"its own words":    `<aside class="pullquote"><p>“` + strings.TrimSuffix(lorem(7, 1), ".") + `.”</p></aside>`,
		"a form":           `<form class="newsletter"><p>“The best letter of the coast there is,” our readers say. Your address:</p></form>`,
		"a reader's words": `<div class="comments"><p>“We shall go home when the ice is gone,” he says, and I do not believe him.</p></div>`,
	} {
		d := extractPage(t, page(each(4, func(i int) string { return "<p>" + lorem(i*7, 3) + "</p>" })+box+each(4, func(i int) string { return "<p>" + lorem(40+i*7, 3) + "</p>" })))
		for _, b := range d.Kept {
			if s := d.Of(b.Range); len(s) < 100 && b.Kind != article.Heading {
				t.Errorf("%s: %q stays", name, s)
			}
		}
	}
}
