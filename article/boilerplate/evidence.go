package boilerplate

import (
	"strings"
	"unicode/utf8"

	"pullquote/article"
)

// byRegion cuts what stands in a part of the page that is never the story.
func byRegion(j *judge, i int) *article.Cut {
	if j.ev == nil {
		return nil
	}
	e, b := &j.ev[i], &j.blocks[i]
	if b.kind == article.Figure {
		return nil
	}
	if e.Hidden && !(b.words >= 25 && b.ends) && e.Witness != 1 {
		return cut(article.OutsideStory, "region:hidden", 0.8)
	}
	if e.Witness == 1 && b.words >= 12 || (b.quote || j.signed(i)) && e.Region != CommentArea {
		return nil
	}
	switch e.Region {
	case Navigation:
		return cut(article.Navigation, "region:navigation", 0.95)
	case Footer:
		return cut(article.OutsideStory, "region:footer", 0.85)
	case CommentArea:
		return cut(article.Comments, "region:comments", 0.95)
	case Dialog:
		return cut(article.CookieNotice, "region:dialog", 0.9)
	case Form:
		if b.words <= 60 {
			return cut(article.RegisterPrompt, "region:form", 0.85)
		}
	case Aside:
		if b.words <= 60 || e.LinkShare > 0.4 {
			return cut(article.OutsideStory, "region:aside", 0.7)
		}
	case Header:
		if e.LinkShare > 0.8 && b.words <= 12 {
			return cut(article.Navigation, "region:header", 0.8)
		}
	}
	return nil
}

// signed: a line below the block quote names who said it.
func (j *judge) signed(i int) bool {
	return j.blocks[i].kind == article.Quotation && i+1 < len(j.blocks) && j.d.Blocks[i+1].Signature()
}

// componentReasons are the words by which sites name their components. The
// word must be one of the element's own tokens.
var componentReasons = map[string]article.Reason{
	"related": article.RelatedLinks, "recirc": article.RelatedLinks, "recirculation": article.RelatedLinks, "readmore": article.ReadMore,
	"readnext": article.ReadMore, "recommended": article.RelatedLinks, "recommendations": article.RelatedLinks, "outbrain": article.RelatedLinks,
	"taboola": article.RelatedLinks, "trending": article.RelatedLinks, "mostread": article.MostRead, "newsletter": article.NewsletterPrompt,
	"newsletters": article.NewsletterPrompt, "subscribe": article.SubscribePrompt, "subscription": article.SubscribePrompt, "paywall": article.Paywall,
	"promo": article.Advertising, "advert": article.Advertising, "advertisement": article.Advertising, "adslot": article.Advertising,
	"sponsored": article.Advertising, "affiliate": article.Advertising, "sharing": article.ShareBar, "sharebar": article.ShareBar,
	"social": article.ShareBar, "share": article.ShareBar, "addtoany": article.ShareBar, "sharedaddy": article.ShareBar, "tags": article.TagList,
	"taglist": article.TagList, "keywords": article.TagList, "breadcrumb": article.Navigation, "breadcrumbs": article.Navigation,
	"pagination": article.Navigation, "byline": article.BylineLine, "dateline": article.DateLine, "timestamp": article.DateLine,
	"bio": article.AuthorBio, "authorbio": article.AuthorBio, "comments": article.Comments, "disqus": article.Comments,
	"donate": article.DonatePrompt, "donation": article.DonatePrompt, "cookie": article.CookieNotice, "consent": article.CookieNotice,
	"signup": article.NewsletterPrompt, "copyright": article.CopyrightLine, "disclaimer": article.AgencyLine, "screen": "", "jp": "",
	"credit": article.PhotoCredit, "credits": article.PhotoCredit, "caption": article.PhotoCredit,
}

// byNames cuts short blocks that stand in a component whose name says what it is.
func byNames(j *judge, i int) *article.Cut {
	if j.ev == nil {
		return nil
	}
	e, b := &j.ev[i], &j.blocks[i]
	if b.quote || b.kind == article.Figure || b.kind == article.Table || b.words > 60 || e.Witness == 1 && b.words >= 12 {
		return nil
	}
	// Long prose in a wrapper with such a name is the story of a sloppy site.
	if b.words > 25 && b.ends && e.LinkShare < 0.3 && j.inside(i) {
		return nil
	}
	for k, n := range e.Names {
		r, ok := componentReasons[n]
		if !ok || r == "" {
			continue
		}
		switch r {
		case article.BylineLine, article.DateLine:
			if b.words > 20 || b.ends {
				continue
			}
		case article.Paywall:
			// "paywall-content" is what one pays for.
			if b.ends && b.words > 14 || namesContent(e.Names[k+1:min(len(e.Names), k+3)]) {
				continue
			}
		case article.PhotoCredit:
			if b.kind == article.Heading || b.ends && b.words > 14 && e.LinkShare < 0.5 {
				continue
			}
		case article.ShareBar, article.Advertising, article.SubscribePrompt:
			// "share", "social", "promo" name wrappers of the whole story too.
			if b.ends && b.words > 14 && e.LinkShare < 0.5 {
				continue
			}
		}
		return cut(r, "name:"+n, 0.75)
	}
	return nil
}

// namesContent: the words of a name go on with what speaks for the story.
func namesContent(names []string) bool {
	for _, n := range names {
		switch n {
		case "content", "body", "text", "article", "story":
			return true
		}
	}
	return false
}

// dated: a year stands in the text.
func dated(ts []token) bool {
	for i := range ts {
		if t := ts[i].text; len(t) >= 4 && len(t) <= 5 && (t[:2] == "19" || t[:2] == "20") && number(t) {
			return true
		}
	}
	return false
}

// priced reports an amount of money: a currency's sign beside a figure.
func priced(s string) bool {
	for i, r := range s {
		switch r {
		case '$', '€', '£', '¥', '₹':
			rest := strings.TrimLeft(s[i+utf8.RuneLen(r):], " \u00a0")
			before := strings.TrimRight(s[:i], " \u00a0")
			if rest != "" && rest[0] >= '0' && rest[0] <= '9' || before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' {
				return true
			}
		}
	}
	return false
}

// address reports text that writes an address out: of a page, a site, a mailbox.
func address(s string) bool {
	if strings.Contains(s, "://") {
		return true
	}
	if strings.ContainsAny(s, " \u00a0\n") {
		return false
	}
	dot := strings.LastIndexByte(strings.TrimRight(s, "./"), '.')
	return dot > 0 && (strings.HasPrefix(strings.ToLower(s), "www.") || strings.IndexByte(s, '@') > 0)
}

// opensWithLabel: the block begins with what heads a list of other stories.
func (j *judge) opensWithLabel(i int) bool {
	if first, _, more := strings.Cut(j.blocks[i].text, "\n"); more && len(first) <= 60 {
		ts := tokens(first) // a label on a line of its own
		for _, x := range j.lex {
			for _, f := range x.find(ts, nil) {
				if f.begins && f.ends && opensRun(f.reason) {
					return true
				}
			}
		}
	}
	for k := range j.blocks[i].found {
		if f := &j.blocks[i].found[k]; f.from == 0 && f.strength != hint && opensRun(f.reason) {
			return true
		}
	}
	return false
}

// leadsOut: a link of the block leads to another site.
func (j *judge) leadsOut(i int) bool {
	own := j.d.Host()
	for _, s := range j.d.Blocks[i].Spans {
		if s.Kind == article.Link && own != "" && article.Host(s.Href) != "" && article.Host(s.Href) != own {
			return true
		}
	}
	return own == ""
}

// byLinks cuts blocks that are nothing but a link between paragraphs of prose.
// A list of links that is the content stays: there is more of it than prose.
func byLinks(j *judge, i int) *article.Cut {
	if j.ev == nil {
		return nil
	}
	e, b := &j.ev[i], &j.blocks[i]
	if e.LinkShare > 0.5 && b.words <= 90 && e.Witness != 1 && !(b.quote && b.ends) && j.opensWithLabel(i) {
		return cut(article.RelatedLinks, "links:behind a label", 0.75)
	}
	if e.LinkShare < 0.9 || b.words < 3 || b.words > 40 || b.kind == article.Figure || b.kind == article.Table || j.prose < 4 && j.proseWords < 150 {
		return nil
	}
	if b.quote && b.ends || e.Witness == 1 {
		return nil
	}
	if b.words >= 10 && strings.HasSuffix(b.text, ".") && j.leadsOut(i) && (j.inside(i) || dated(b.ts)) {
		return nil // a sentence that can be passed on with a click, a work with its year
	}
	if b.kind == article.Quotation && b.words >= 12 && b.sentences > 0 {
		return nil // a post whose words all lead to it
	}
	if strings.Count(b.text, "\n") >= 2 {
		return nil // verses or lines of a song whose notes lie behind a link
	}
	// An address written out is a source; an item with a price is an offer that
	// the text before it speaks of. Links to other stories bear neither.
	if address(b.text) || b.kind == article.ListItem && !j.tail(i) && priced(b.text) && j.leadsOut(i) {
		return nil
	}
	links := 0
	for k := range j.ev {
		if j.ev[k].LinkShare >= 0.9 && j.ev[k].Region <= Story {
			links++
		}
	}
	if links > 2*j.prose && links > 8 {
		return nil
	}
	if b.kind == article.Heading && !j.tail(i) {
		return nil // a subheading that links somewhere
	}
	// A short linked word or name that ends a sentence is prose.
	if b.ends && b.words < 6 && !j.tail(i) || strings.HasSuffix(b.text, ":") {
		return nil
	}
	return cut(article.RelatedLinks, "links:all of the block", 0.75)
}
