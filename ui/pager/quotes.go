package pager

import (
	"fmt"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/render"
)

// Quote is the index (into Document.Spoken) of the active quote, -1 none.
func (p *Pager) Quote() int { return p.quote }

// Jump makes quote i (into Document.Spoken) the active one and shows it; an i
// outside makes none active.
func (p *Pager) Jump(i int) {
	if i < 0 || i >= len(p.quotes) {
		p.quote = -1
		return
	}
	p.quote, p.link = i, 0
	q := p.quotes[i]
	p.show(q.Start())
	if p.page != nil {
		p.reveal(p.page.LineOf(q.Start()), p.page.LineOf(max(q.End()-1, 0)))
	}
}

// show unfolds what hides the text at the offset.
func (p *Pager) show(off int) {
	if p.page == nil || p.page.Shows(off) {
		return
	}
	if b := p.art.Doc.BlockAt(off); b >= 0 && p.art.Doc.Blocks[b].Cut != nil {
		p.unfold = true
		p.notice = "in a hidden block: shown"
	} else {
		p.quotesOnly = false
	}
	p.layOut()
}

// stepQuote goes to the next or previous quote: from the active one while it is
// on the screen, else from what is on the screen. Past the last comes the first.
func (p *Pager) stepQuote(by int) {
	p.stepAmong(by, func(article.Quote) bool { return true })
}

// stepSpeaker goes to the next or previous quote of the active one's speaker.
func (p *Pager) stepSpeaker(by int) {
	if p.quote < 0 {
		p.notice = p.o.Keys.First(keys.NextQuote) + " chooses a quote"
		return
	}
	who := p.quotes[p.quote].Speaker
	if who == "" {
		p.notice = "nobody is named for this quote"
		return
	}
	only := true
	for i, q := range p.quotes {
		only = only && (i == p.quote || q.Speaker != who)
	}
	if only {
		p.notice = "the only quote of " + article.CleanLine(who)
		p.Jump(p.quote)
		return
	}
	p.stepAmong(by, func(q article.Quote) bool { return q.Speaker == who })
}

// stepAmong goes to the next or previous quote that is wanted.
func (p *Pager) stepAmong(by int, want func(article.Quote) bool) {
	n := len(p.quotes)
	if n == 0 {
		p.notice = "nobody is quoted here"
		return
	}
	at := p.from(by)
	for range n {
		at += by
		if at < 0 || at >= n {
			p.notice = "from the top again"
			if by < 0 {
				p.notice = "from the end again"
			}
			at = (at + n) % n
		}
		if want(p.quotes[at]) {
			break
		}
	}
	notice := p.notice
	p.Jump(at)
	if p.notice == "" {
		p.notice = notice
	}
}

// from is the quote to step from: one before (or behind) the one that the step
// is to find.
func (p *Pager) from(by int) int {
	if p.page == nil {
		return p.quote
	}
	if p.quote >= 0 && p.visible(p.page.LineOf(p.quotes[p.quote].Start())) {
		return p.quote
	}
	if by > 0 {
		for i, q := range p.quotes {
			if p.page.LineOf(q.Start()) >= p.top {
				return i - 1
			}
		}
		return len(p.quotes) - 1
	}
	for i := len(p.quotes) - 1; i >= 0; i-- {
		if p.page.LineOf(p.quotes[i].Start()) < p.top+p.rows() {
			return i + 1
		}
	}
	return 0
}

// copyQuote asks for the active quote with its source on the clipboard, or
// where none is active for the link.
func (p *Pager) copyQuote() intent.Intent {
	if p.quote < 0 {
		return p.copyLink()
	}
	return intent.Copy{Text: p.citation(p.quotes[p.quote]), What: "quote"}
}

// citation is a quote as one passes it on: “…” — Jane Doe, mayor. Headline
// (Publisher) URL. What is not known is left out.
func (p *Pager) citation(q article.Quote) string {
	d := p.art.Doc
	var b strings.Builder
	b.WriteString("“" + article.CleanLine(d.QuoteText(q)) + "”")
	if who := render.Voice(q); who != "" {
		b.WriteString(" — " + who)
	}
	src := article.CleanLine(d.Title)
	if pub := p.publisher(); pub != "" {
		if src != "" {
			src += " "
		}
		src += "(" + pub + ")"
	}
	if src != "" {
		b.WriteString(". " + src)
	}
	if u := p.articleURL(); u != "" {
		b.WriteString(" " + u)
	}
	return b.String()
}

// publisher is who brought the article, or else the feed.
func (p *Pager) publisher() string {
	for _, s := range []string{p.art.Doc.Publisher, p.art.Entry.FeedTitle, p.art.Doc.Host()} {
		if s = article.CleanLine(s); s != "" {
			return s
		}
	}
	return ""
}

// saveQuote asks to keep the active quote.
func (p *Pager) saveQuote() intent.Intent {
	if p.quote < 0 {
		p.notice = p.o.Keys.First(keys.NextQuote) + " chooses a quote"
		return intent.None{}
	}
	d, q := p.art.Doc, p.quotes[p.quote]
	published := d.Published
	if published.IsZero() {
		published = p.art.Entry.Time()
	}
	// Text, speaker and URL as the index of quotes has them: by these it knows
	// that the quote is a saved one.
	return intent.SaveQuote{Quote: feeds.StoredQuote{
		Entry: p.art.Entry.ID, Number: p.quote + 1, Start: q.Start(),
		Text: d.QuoteText(q), Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: string(q.Kind),
		Headline: d.Title, Publisher: p.publisher(), URL: d.URL, Published: published,
	}}
}

// stepHeading goes to the next or previous heading, which comes to the top.
func (p *Pager) stepHeading(by int) {
	if p.page == nil {
		return
	}
	from := p.top
	if p.heading.line > 0 && p.heading.top == p.top {
		from = p.heading.line
	}
	hs := p.page.Headings()
	if by < 0 {
		for i := len(hs) - 1; i >= 0; i-- {
			if hs[i] < from {
				p.goHeading(hs[i])
				return
			}
		}
		p.notice = "no heading above"
		if from > 0 && len(hs) > 0 {
			p.scrollTo(0)
			p.heading = jump{}
		}
		return
	}
	for _, l := range hs {
		if l > from {
			p.goHeading(l)
			return
		}
	}
	p.notice = "no heading below"
}

func (p *Pager) goHeading(line int) {
	p.scrollTo(line)
	p.heading = jump{line, p.top}
}

// quoteStatus is the active quote for the status line: "quote 3/11", "Jane
// Doe, mayor".
func (p *Pager) quoteStatus() (count, voice string) {
	voice = render.Voice(p.quotes[p.quote])
	if voice == "" {
		voice = "nobody named"
	}
	return fmt.Sprintf("quote %d/%d", p.quote+1, len(p.quotes)), voice
}
