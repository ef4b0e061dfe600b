package pager

import (
	"pullquote/article"
	"pullquote/ui/intent"
)

const noLinks = "no links here"

// stepLink chooses the next or previous link: from the chosen one while it is
// on the screen, else from what is on the screen.
func (p *Pager) stepLink(by int) {
	if p.page == nil {
		return
	}
	ls := p.page.Links()
	if len(ls) == 0 {
		p.notice = noLinks
		return
	}
	at := p.link
	switch {
	case at > 0 && p.visible(ls[at-1].Line):
		at += by
	case by > 0:
		if at = p.firstLink(); at == 0 {
			at = len(ls) + 1
		}
	default:
		for at = len(ls); at > 0 && ls[at-1].Line >= p.top+p.rows(); at-- {
		}
	}
	if at < 1 || at > len(ls) {
		p.notice = "from the top again"
		if by < 0 {
			p.notice = "from the end again"
		}
		at = (at-1+len(ls))%len(ls) + 1
	}
	p.link, p.block = at, -1
	l := ls[at-1]
	p.reveal(l.Line, p.page.LineOf(max(l.End-1, l.Start)))
}

// chooseLink chooses the n-th link on the screen.
func (p *Pager) chooseLink(n int) {
	if p.page == nil {
		return
	}
	ls := p.page.Links()
	if at := p.firstLink() + n - 1; at >= n && at <= len(ls) && p.visible(ls[at-1].Line) {
		p.link, p.block = at, -1
		return
	}
	p.notice = "no such link on the screen"
}

// firstLink is the first link on the screen or below it, from 1; 0 is none.
func (p *Pager) firstLink() int {
	if p.page == nil {
		return 0
	}
	for i, l := range p.page.Links() {
		if l.Line >= p.top {
			return i + 1
		}
	}
	return 0
}

// Link is the address of the chosen link, "" while none is the last thing chosen.
func (p *Pager) Link() string {
	if p.art == nil || p.block >= 0 {
		return ""
	}
	return p.linkURL()
}

// linkURL is the address of the chosen link, "" where none is.
func (p *Pager) linkURL() string {
	if p.page == nil || p.link < 1 || p.link > len(p.page.Links()) {
		return ""
	}
	return p.page.Links()[p.link-1].URL
}

// articleURL is the article's own address: the entry's, or else what the page
// calls itself, or where it came from.
func (p *Pager) articleURL() string {
	for _, s := range []string{p.art.Entry.URL, p.art.Doc.Canonical, p.art.Doc.URL} {
		if u := article.CleanURL(s); u != "" {
			return u
		}
	}
	return ""
}

func (p *Pager) linkOrArticle() string {
	if u := p.linkURL(); u != "" {
		return u
	}
	return p.articleURL()
}

func (p *Pager) copyLink() intent.Intent {
	if u := p.linkOrArticle(); u != "" {
		return intent.Copy{Text: u, What: "link"}
	}
	p.notice = "this article has no address"
	return intent.None{}
}
