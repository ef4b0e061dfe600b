package library

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds"

	"golang.org/x/net/html"
)

// Lengths of a feed's body, in letters. An error towards "teaser" costs one
// request for the page, and the feed's text still stands in where the page
// holds less; an error towards "whole" would keep the article from the reader.
const (
	// anyLength: below it nothing but a post without a headline is whole.
	anyLength = 200
	// wholeLength: three paragraphs of a news agency.
	wholeLength = 900
	// describedLength is the same for a feed that has only a description, which
	// is mostly a summary: longer than editors write those.
	describedLength = 1800
	// longLength: so long that an ellipsis or a link at the end is the text's own.
	longLength = 3000
)

// isWhole reports whether the feed carries the whole article, so that its page
// need not be asked for.
func isWhole(e feeds.Entry) bool {
	b := readBody(ownText(e), e.Title, e.URL)
	n := utf8.RuneCountInString(b.text)
	if n == 0 || n < longLength && (cutOff(b.text) || b.leadsOn(e.Title)) {
		return false
	}
	switch {
	case e.Title == "":
		return true // a short message: there is no more of it
	case n < anyLength:
		return false
	case len(e.Content) <= len(e.Summary):
		return n >= describedLength
	case e.Summary != "" && len(e.Content) > 2*len(e.Summary):
		return true // it has a summary and a body, and this is the body
	case elsewhere(e):
		return true // what a link blog says is its article; the page is another's
	}
	return n >= wholeLength
}

// ownText is the fullest text that the feed carries, as HTML.
func ownText(e feeds.Entry) string {
	if len(e.Content) < len(e.Summary) {
		return e.Summary
	}
	return e.Content
}

// elsewhere reports whether the entry points to another site than its feed's.
func elsewhere(e feeds.Entry) bool {
	to, home := article.Host(e.URL), article.Host(e.FeedSite)
	return to != "" && home != "" && !strings.HasSuffix("."+to, "."+home) && !strings.HasSuffix("."+home, "."+to)
}

// cutOff reports whether a text ends in the middle.
func cutOff(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("»›→>)]”\"’'", r)
	})
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// isHeadline reports whether a link's text is the headline or a good part of it.
func isHeadline(link, title string) bool {
	const part = 12
	link, title = strings.ToLower(link), strings.ToLower(strings.TrimSpace(title))
	return link == title || len(link) >= part && strings.Contains(title, link) || len(title) >= part && strings.Contains(link, title)
}

// bodyEnd is a feed's body as isWhole sees it.
type bodyEnd struct {
	// text is the visible text up to the line that the publishing system puts
	// below it ("The post X appeared first on Y").
	text string
	// link is the text of the last link to the article itself, and rest how
	// many letters follow it.
	link string
	rest int
}

// leadsOn reports whether the body ends in a link to the article that is not
// its headline: "Continue reading", in whatever language.
func (b bodyEnd) leadsOn(title string) bool {
	const near, short = 80, 60
	return b.link != "" && b.rest <= near && utf8.RuneCountInString(b.link) <= short && !isHeadline(b.link, title)
}

// longFooter is the longest line below an article, in letters: two titles.
const longFooter = 250

// readBody walks a body once, without a tree.
func readBody(body, title, address string) bodyEnd {
	var b bodyEnd
	var text strings.Builder
	var before int // length of the text before the paragraph at hand
	var home bool  // that paragraph links to the article itself
	open := -1     // where the text of an open link to the article begins
	z := html.NewTokenizer(strings.NewReader(body))
	skip := false
	for text.Len() < indexed {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		switch kind {
		case html.TextToken:
			if !skip {
				text.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attrs := z.TagName()
			switch string(name) {
			case "script", "style":
				skip = kind == html.StartTagToken
			case "p", "div", "li", "blockquote", "h2", "h3":
				text.WriteByte('\n')
				before, home = text.Len(), false
			case "br", "hr":
				text.WriteByte('\n')
			case "a":
				open = -1
				for attrs {
					var key, value []byte
					key, value, attrs = z.TagAttr()
					if string(key) == "href" && sameAddress(string(value), address) {
						open, home = text.Len(), true
					}
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if string(name) == "a" && open >= 0 && open <= text.Len() {
				b.link = strings.TrimSpace(article.CleanLine(text.String()[open:]))
				b.rest = text.Len()
				open = -1
			}
			skip = false
		}
	}
	whole := text.String()
	if b.link != "" {
		b.rest = utf8.RuneCountInString(strings.TrimSpace(whole[min(b.rest, len(whole)):]))
	}
	if before > 0 && home && isHeadline(b.link, title) && utf8.RuneCountInString(whole[before:]) <= longFooter {
		whole, b.link = whole[:before], ""
	}
	b.text = strings.TrimSpace(article.Clean(whole))
	return b
}

// sameAddress compares addresses without scheme and the query of trackers. Of
// places in the article only the usual "#more" is its text; "#comments" is not.
func sameAddress(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, err := url.Parse(strings.TrimSpace(a))
	if err != nil {
		return false
	}
	y, err := url.Parse(b)
	if err != nil {
		return false
	}
	if x.Fragment != "" && !strings.HasPrefix(x.Fragment, "more") {
		return false
	}
	return strings.EqualFold(x.Host, y.Host) && strings.TrimSuffix(x.Path, "/") == strings.TrimSuffix(y.Path, "/") && x.Path+x.RawQuery != "" &&
		(x.RawQuery == y.RawQuery || strings.Trim(x.Path, "/") != "")
}
