package pager

import (
	"fmt"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
)

// Quote is the index (into Document.Spoken) of the active quote, -1 none.
func (p *Pager) Quote() int { return p.quote }

// Saved reports whether the active quote is saved.
func (p *Pager) Saved() bool { return p.quote >= 0 && p.index[p.quote].Saved() }

// Jump makes quote i (into Document.Spoken) the active one and shows it; an i
// outside makes none active.
func (p *Pager) Jump(i int) {
	if i < 0 || i >= len(p.quotes) {
		p.quote = -1
		return
	}
	p.quote, p.link, p.block = i, 0, -1
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
	q := p.stored(p.quote)
	q.URL = p.articleURL()
	return intent.Copy{Text: q.Cite(), What: "quote"}
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

// saveQuote asks to keep the active quote, or to let it go; noteQuote for a note
// on it.
func (p *Pager) saveQuote() intent.Intent {
	if p.quote < 0 {
		p.notice = p.o.Keys.First(keys.NextQuote) + " chooses a quote"
		return intent.None{}
	}
	q := p.stored(p.quote)
	return intent.SaveQuote{Quote: q, Was: q, Let: q.Saved()}
}

func (p *Pager) noteQuote() intent.Intent {
	if p.quote < 0 {
		p.notice = p.o.Keys.First(keys.NextQuote) + " chooses a quote"
		return intent.None{}
	}
	return intent.Note{Quote: p.stored(p.quote)}
}

// stored is a quote as the index has it, and as it is kept where it is. Text and
// URL are those of the index: by these it knows a saved one.
func (p *Pager) stored(i int) feeds.StoredQuote {
	d, q := p.art.Doc, p.quotes[i]
	published := d.Published
	if published.IsZero() {
		published = p.art.Entry.Time()
	}
	s := p.index[i]
	return feeds.StoredQuote{
		ID: s.ID, Voice: s.Voice,
		Entry: p.art.Entry.ID, Number: i + 1, Start: q.Start(),
		Text: d.QuoteText(q), Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: string(q.Kind),
		Headline: d.Title, Publisher: p.publisher(), URL: d.URL, Published: published,
		SavedID: s.SavedID, SavedAt: s.SavedAt, Note: s.Note,
	}
}

// SetSaved shows how a quote is kept now; one of another article changes nothing.
func (p *Pager) SetSaved(s feeds.StoredQuote) {
	if p.art == nil || s.URL != p.art.Doc.URL {
		return
	}
	for i, q := range p.quotes {
		if p.art.Doc.QuoteText(q) == s.Text {
			own := p.index[i]
			own.SavedID, own.SavedAt, own.Note = s.SavedID, s.SavedAt, s.Note
			p.index[i] = own
		}
	}
}

// everything asks for all that the active quote's speaker has said.
func (p *Pager) everything() intent.Intent {
	if p.quote < 0 {
		p.notice = p.o.Keys.First(keys.NextQuote) + " chooses a quote"
		return intent.None{}
	}
	q := p.stored(p.quote)
	switch {
	case q.Speaker == "":
		p.notice = "nobody is named for this quote"
		return intent.None{}
	case q.Voice == 0 && q.Entry != 0: // the index comes in the background
		p.notice = "not among the stored quotes yet"
		return intent.None{}
	}
	return intent.Everything{Voice: feeds.Voice{ID: q.Voice, Name: q.Speaker, Role: q.Role}}
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

// quoteCount is the active quote's place for the status line: "quote 3/11".
func (p *Pager) quoteCount() string {
	count := fmt.Sprintf("quote %d/%d", p.quote+1, len(p.quotes))
	if p.index[p.quote].Saved() {
		return "★ " + count
	}
	return count
}
