package render

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"pullquote/article"
)

// masthead lays out what stands above the story: headline, deck, who, where
// and when, how long, how many quotes, which body it is and what went wrong.
func (p *Page) masthead() {
	d, h := p.doc, p.o.Head
	if d.Title != "" {
		p.prose(d.Title, p.ink.headline)
	}
	if deck := d.Standfirst(); deck != "" && !strings.EqualFold(deck, d.Title) {
		p.blank(-1)
		p.prose(deck, p.ink.deck)
	}
	facts := p.facts()
	if len(facts) > 0 {
		if len(p.lines) > 0 {
			p.blank(-1)
		}
		p.row(facts)
	}
	if h.Problem != "" {
		p.prose("! "+h.Problem, p.ink.problem)
	}
	if len(p.lines) > 0 {
		p.open(-1, -1)
		p.lit(strings.Repeat("─", p.width), p.ink.rule)
		p.close()
		p.blank(-1)
	}
}

// fact is one item of the masthead's row.
type fact struct {
	text string
	ink  ink
}

// paidNote is told where a page that is not free holds little. It may hold all
// there is: a page can't be asked.
const paidNote = "for subscribers: this may be only the beginning"

func (p *Page) facts() []fact {
	d, h := p.doc, p.o.Head
	var fs []fact
	add := func(s string, k ink) {
		if s = article.CleanLine(s); s != "" {
			fs = append(fs, fact{s, k})
		}
	}
	if h.Starred {
		add("★", p.ink.star)
	}
	add(Names(d.Byline), p.ink.byline.over(p.ink.strong))
	switch {
	case d.Publisher != "":
		add(d.Publisher, p.ink.byline)
	case h.Source != "":
		add(h.Source, p.ink.byline)
	default:
		add(d.Host(), p.ink.byline)
	}
	add(Dated(d.Published, h.Now), p.ink.byline)
	if d.Text != "" {
		add(fmt.Sprintf("%d min", Minutes(d)), p.ink.byline)
	}
	switch n := len(p.spoken); n {
	case 0:
	case 1:
		add("1 quote", p.ink.count)
	default:
		add(fmt.Sprintf("%d quotes", n), p.ink.count)
	}
	add(h.Shown, p.ink.byline)
	add(h.Edited, p.ink.count)
	if d.Stub {
		add(paidNote, p.ink.problem)
	}
	return fs
}

// row sets facts with dots between; a fact is broken only where it is wider
// than the line.
func (p *Page) row(fs []fact) {
	const dot = " · "
	used := 0
	for _, f := range fs {
		w := Cells(f.text, p.o.Method)
		if used > 0 && used+Cells(dot, p.o.Method)+w > p.width {
			p.close()
			used = 0
		}
		if w > p.width {
			p.prose(f.text, f.ink)
			continue
		}
		if used == 0 {
			p.open(-1, -1)
		} else {
			p.lit(dot, p.ink.rule)
			used += Cells(dot, p.o.Method)
		}
		p.lit(f.text, f.ink)
		used += w
	}
	if used > 0 {
		p.close()
	}
}

// prose sets text of our own in one ink, wrapped.
func (p *Page) prose(s string, k ink) {
	s = article.CleanLine(s)
	breakLines(s, p.width, p.o.Method, func(a, b int) {
		p.open(-1, -1)
		p.lit(s[a:b], k)
		p.close()
	})
}

// Names joins the people of a byline: "Jane Doe, John Roe and Ann Poe".
func Names(people []string) string {
	switch n := len(people); n {
	case 0:
		return ""
	case 1:
		return people[0]
	default:
		return strings.Join(people[:n-1], ", ") + " and " + people[n-1]
	}
}

// Dated is a date with its age, as both are read at a glance: "24 Nov 2026,
// 3 h ago". Over a week the age is left out; without a clock, too. A time in
// the future has no age. The zone is the page's own.
func Dated(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	day := t.Format("2 Jan 2006")
	age := now.Sub(t)
	switch {
	case now.IsZero() || age < 0 || age > 7*24*time.Hour:
		return day
	case age < time.Minute:
		return day + ", just now"
	case age < time.Hour:
		return fmt.Sprintf("%s, %d min ago", day, age/time.Minute)
	case age < 48*time.Hour:
		return fmt.Sprintf("%s, %d h ago", day, age/time.Hour)
	}
	return fmt.Sprintf("%s, %d days ago", day, age/(24*time.Hour))
}

// Minutes is the time that reading the kept text takes, at least 1. 230 words
// a minute is the middle of what silent readers of non-fiction reach (Brysbaert
// 2019: 238 in English); Chinese and Japanese have no blanks between words and
// are read at about 500 signs.
func Minutes(d *article.Document) int {
	words, signs := 0, 0
	for _, b := range d.Kept {
		in := false
		for _, r := range d.Of(b.Range) {
			switch {
			case r >= 0x3000 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
				signs++
				in = false
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				if !in {
					words++
				}
				in = true
			case unicode.IsSpace(r):
				in = false
			}
		}
	}
	return max(1, (words*500+signs*230+230*500/2)/(230*500))
}
