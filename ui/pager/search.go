package pager

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/ui/intent"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"
)

// search is what is searched and found. The zero search is none.
type search struct {
	query string
	hits  []article.Range
	hit   int // the active one, from 1

	typing bool
	top    int // where the search began: Escape goes back there
	here   int
	before string // the query before it

	// The text as it is compared, made once a spelling: see foldText.
	folded map[spelling]*foldedText
}

// active reports whether matches are shown.
func (s *search) active() bool { return s.query != "" }

// Searching reports whether what was searched is shown.
func (p *Pager) Searching() bool { return p.find.active() }

// Typing reports whether a text field (the search line) takes all keys.
func (p *Pager) Typing() bool { return p.find.typing }

// startSearch opens the search line.
func (p *Pager) startSearch() tea.Cmd {
	p.find.typing, p.find.top, p.find.here, p.find.before = true, p.top, p.here, p.find.query
	p.input.Reset()
	return p.input.Focus()
}

// edit handles everything while the search line is open.
func (p *Pager) edit(msg tea.Msg) (intent.Intent, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		p.notice = ""
		switch k.Code {
		case tea.KeyEscape:
			p.stopTyping()
			p.find.query = p.find.before
			p.find.run(p)
			p.scrollTo(p.find.top)
			p.here = p.find.here
			return intent.None{}, nil
		case tea.KeyEnter:
			p.stopTyping()
			if p.input.Value() == "" { // as pagers have it: nothing typed ends the search
				p.find = search{}
			}
			return intent.None{}, nil
		}
	}
	var cmd tea.Cmd
	was := p.input.Value()
	p.input, cmd = p.input.Update(msg)
	if v := p.input.Value(); v != was {
		p.find.query = v
		p.find.run(p)
		p.scrollTo(p.find.top)
		p.here = p.find.here
		p.firstMatch()
	}
	return intent.None{}, cmd
}

func (p *Pager) stopTyping() {
	p.find.typing = false
	p.input.Blur()
}

// maxHits bounds what is kept: one letter in a long page.
const maxHits = 10_000

// run finds the matches in what is not hidden.
func (s *search) run(p *Pager) {
	s.hits, s.hit = nil, 0
	if s.query == "" || p.art == nil {
		return
	}
	sp := spellingOf(s.query)
	want := foldText(s.query, sp).text
	if strings.TrimSpace(want) == "" {
		return
	}
	if s.folded == nil {
		s.folded = map[spelling]*foldedText{}
	}
	text := s.folded[sp]
	if text == nil {
		text = foldText(p.art.Doc.Text, sp)
		s.folded[sp] = text
	}
	d := p.art.Doc
	for at := 0; len(s.hits) < maxHits; {
		i := strings.Index(text.text[at:], want)
		if i < 0 {
			break
		}
		r := article.Range{Start: text.start(at + i), End: text.end(at + i + len(want))}
		at += i + len(want)
		b := d.BlockAt(r.Start)
		if b < 0 || r.End > d.Blocks[b].End || d.Blocks[b].Cut != nil && !p.unfold {
			continue
		}
		s.hits = append(s.hits, r)
	}
}

// again runs the search afresh after what is hidden has changed, and stays at
// the match that was active, or at the next one where that is gone.
func (s *search) again(p *Pager) {
	if s.hit == 0 {
		s.run(p)
		return
	}
	at := s.hits[s.hit-1].Start
	s.run(p)
	s.hit = min(1+sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start >= at }), len(s.hits))
}

// firstMatch goes to the first match at or below the top, or else the first.
func (p *Pager) firstMatch() {
	if len(p.find.hits) == 0 || p.page == nil {
		return
	}
	n := sort.Search(len(p.find.hits), func(i int) bool { return p.page.LineOf(p.find.hits[i].Start) >= p.top })
	if n == len(p.find.hits) {
		n = 0
	}
	p.goMatch(n + 1)
}

// nextMatch goes to the next or previous match, or where nothing is searched
// to the next or previous quote.
func (p *Pager) nextMatch(by int) {
	if !p.find.active() {
		p.stepQuote(by)
		return
	}
	n := len(p.find.hits)
	if n == 0 {
		p.notice = "not found: " + article.CleanLine(p.find.query)
		return
	}
	at := p.find.hit + by
	if p.find.hit == 0 && by < 0 {
		at = 0
	}
	switch {
	case at < 1:
		at, p.notice = n, "from the end again"
	case at > n:
		at, p.notice = 1, "from the top again"
	}
	p.goMatch(at)
}

func (p *Pager) goMatch(n int) {
	p.find.hit = n
	h := p.find.hits[n-1]
	p.show(h.Start)
	if p.page != nil {
		p.reveal(p.page.LineOf(h.Start), p.page.LineOf(max(h.End-1, 0)))
	}
}

// spelling says what a search takes for the same: a query with a capital
// looks at case, one with an accent looks at accents.
type spelling struct{ cases, accents bool }

func spellingOf(query string) spelling {
	var sp spelling
	for _, r := range norm.NFD.String(query) {
		sp.cases = sp.cases || unicode.IsUpper(r)
		sp.accents = sp.accents || unicode.Is(unicode.Mn, r)
	}
	return sp
}

// foldedText is a text as a search compares it, with the way back.
type foldedText struct {
	text string
	// from[i] is the offset in the original of the character that byte i of
	// text came from; nil where both are the same. One entry more is the end.
	from []int
	orig string
}

// foldText levels case and accents as asked, and always what keyboards don't
// have: curly quotes, dashes, no-break spaces and line feeds.
func foldText(s string, sp spelling) *foldedText {
	f := &foldedText{orig: s}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	f.from = make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		before := b.Len()
		foldRune(&b, r, sp)
		for range b.Len() - before {
			f.from = append(f.from, i)
		}
		i += n
	}
	f.from = append(f.from, len(s))
	f.text = b.String()
	return f
}

func foldRune(b *strings.Builder, r rune, sp spelling) {
	if article.LineHint(r) {
		return
	}
	switch r {
	case '’', '‘', 'ʼ':
		r = '\''
	case '“', '”', '„', '«', '»':
		r = '"'
	case '–', '—', '‑', '−':
		r = '-'
	case '\u00a0', '\u202f', '\n', '\t':
		r = ' '
	}
	if r < utf8.RuneSelf {
		if !sp.cases && 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		b.WriteByte(byte(r))
		return
	}
	if !sp.cases {
		r = unicode.ToLower(r)
	}
	if sp.accents {
		b.WriteString(norm.NFC.String(string(r)))
		return
	}
	if unicode.Is(unicode.Mn, r) {
		return
	}
	for _, c := range norm.NFD.String(string(r)) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
}

// start and end are offsets in the original; an end takes in the accents that
// stand behind the last letter.
func (f *foldedText) start(i int) int { return f.from[i] }

func (f *foldedText) end(i int) int {
	at := f.from[i]
	if i > 0 && at == f.from[i-1] { // inside what one character became
		_, n := utf8.DecodeRuneInString(f.orig[at:])
		return at + n
	}
	return at
}
