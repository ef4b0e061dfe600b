package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// consentWall hides what stands in a dialog, or in an element that is named
// for consent, and speaks of cookies. On a page that shows nothing else nothing
// is left. An article on cookies stands in neither.
func consentWall(doc *article.Document, at []*html.Node) {
	var walled []*article.Block
	all, speaks := 0, 0
	known := map[*html.Node]bool{}
	for i, b := range doc.Kept {
		if i >= len(at) || !inConsent(at[i], known) {
			continue
		}
		walled = append(walled, b)
		n := letters(doc.Of(b.Range))
		all += n
		if ofConsent(doc.Of(b.Range)) {
			speaks += n
		}
	}
	if speaks*4 < all {
		return
	}
	for _, b := range walled {
		b.Cut = &article.Cut{Reason: article.CookieNotice, Rule: "page.consent", Score: 0.9}
	}
}

// inConsent reports an element of a dialog, or of a box that is named for
// consent. What the whole page is called says nothing.
//
// known remembers the elements that were looked at: blocks share them, and a
// page may nest them deep.
func inConsent(n *html.Node, known map[*html.Node]bool) (is bool) {
	var path []*html.Node
	defer func() {
		for _, p := range path {
			known[p] = is
		}
	}()
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		if was, ok := known[n]; ok {
			return was
		}
		path = append(path, n)
		if n.DataAtom == atom.Dialog || dom.Attr(n, "aria-modal") == "true" || strings.HasSuffix(dom.Attr(n, "role"), "dialog") {
			return true
		}
		if n.DataAtom == atom.Article || n.DataAtom == atom.Main {
			return false
		}
		for _, t := range dom.Names(nil, n) {
			switch t {
			case "consent", "cookie", "cookies", "cmp", "gdpr", "ccpa", "onetrust", "didomi", "quantcast", "usercentrics", "cookiebot", "trustarc", "privacy":
				return true
			}
		}
	}
	return false
}

// ofConsent reports text on cookies or consent. The word is the same in nearly
// all languages; what stands beside it are the words of the others and of the
// laws.
func ofConsent(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"cookie", "consent", "kakor", "einwillig", "datenschutz", "toestemming", "samtykke", "samtycke", "zgod", "souhlas", "súhlas", "hozzájárul",
		"согласи", "куки", "συγκατάθεση", "çerez", "同意", "クッキー", "쿠키", "동의", "ملفات تعريف", "עוגיות"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// stubLetters is what a page shows at most to those who don't pay, where it
// shows the beginning: three paragraphs.
const stubLetters = 1000

// isStub reports whether a page that calls itself not free holds only the
// beginning: little text, or a wall with nothing of the story behind it. Many
// send the whole of it, and only cover it.
func isStub(doc *article.Document, kept int) bool {
	if kept < stubLetters {
		return true
	}
	wall := false
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.Cut != nil && b.Cut.Reason == article.Paywall:
			wall = true
		case b.Cut == nil && b.Kind == article.Paragraph && letters(doc.Of(b.Range)) >= enough:
			wall = false
		}
	}
	return wall
}

// instead says what took the place of the story.
func instead(doc *article.Document) error {
	by := map[article.Reason]int{}
	all := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		n := letters(doc.Of(b.Range))
		all += n
		if b.Cut != nil {
			by[b.Cut.Reason] += n
		}
	}
	switch {
	case by[article.CookieNotice]*2 > all && all > 0:
		return article.ErrConsent
	case doc.Paid || by[article.Paywall] > 0:
		return article.ErrPaywall
	}
	return article.ErrNoArticle
}
