package extract

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// fill looks for a date and a byline in the short lines around the headline,
// and a date in the short lines of the story, where nothing else told. What the
// page shows beside its headline also corrects a stamp's zone.
func (m *meta) fill(s *survey, root *html.Node) {
	m.deck = m.deckBelow(s)
	named := isPerson(m.byline, m)
	known := !m.published.IsZero()
	from, to := 0, len(s.paras)
	if at, ok := s.order[m.h1]; ok && m.h1 != nil {
		from, to = max(0, at-8), min(len(s.paras), at+16)
	} else {
		for from < to && !dom.Within(s.paras[from].at, root) {
			from++
		}
		from, to = max(0, from-10), min(len(s.paras), from+16)
	}
	for i := from; i < to; i++ {
		p := &s.paras[i]
		if p.letters > 160 || p.bad == boilerplate.CommentArea || p.bad == boilerplate.Footer || p.bad == boilerplate.Navigation {
			continue
		}
		text := dom.TextLimit(p.at, 400)
		if len(text) > 250 || inLink(p.at) {
			continue
		}
		if m.changeLine(text) {
			continue
		}
		if t := parseDate(text, m.dayFirst); !known {
			m.published, known = t, !t.IsZero()
			m.settled = known // read here, it has no zone to correct
		} else if !t.IsZero() && m.h1 != nil && near(p.at, m.h1) {
			if m.weakDate && t.Before(m.published.AddDate(0, 0, -1)) {
				m.published, m.weakDate = t, false
			}
			if !m.settled {
				m.published = localDay(m.published, t)
			}
		}
		if rest, by := cutBy(text); by && !named && len(rest) < 120 {
			if list := addNames(nil, bylinePart(rest), m); isPerson(list, m) && (allNames(list) || len(rest) < 30 || len(list) == 1 && len(list[0]) < 25 && !parseDate(rest, m.dayFirst).IsZero()) {
				m.byline, named = list, true
			}
		}
	}
	if m.published.IsZero() {
		m.published = m.lastDate(s, root)
	} else if !m.swapped.IsZero() {
		if t := m.lastDate(s, root); sameDay(t, m.swapped) {
			m.published = m.swapped // the page itself says which is the month
		}
	}
	if m.updated.Before(m.published) {
		m.updated = time.Time{}
	}
	if !named {
		m.lastName(s, root)
	}
}

// changeLine: the line tells the day of the last change alone, which is kept.
func (m *meta) changeLine(text string) bool {
	low := strings.ToLower(text)
	t := labelledDate(low, changedWords, m.dayFirst)
	if t.IsZero() || !labelledDate(low, publishedWords, m.dayFirst).IsZero() {
		return false
	}
	if m.updated.IsZero() && t.After(m.published) {
		m.updated = t
	}
	return true
}

// allNames: each is a name as a person has.
func allNames(list []string) bool {
	for _, n := range list {
		if !fullName(n) {
			return false
		}
	}
	return true
}

// wordsIn is how many words of letters s has.
func wordsIn(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
			n++
		}
	}
	return n
}

// lastName is the byline of a page that names nobody beside its headline: a
// label with a name and nothing else, "posted on ... by", a name alone in bold
// above the text or aligned to the right below it.
func (m *meta) lastName(s *survey, root *html.Node) {
	seen := false // prose of the story
	for i := range s.paras {
		p := &s.paras[i]
		if p.prose() && p.bad == boilerplate.Unknown && dom.Within(p.at, root) {
			seen = true
		}
		if p.letters > 120 || p.letters < 6 || p.bad == boilerplate.CommentArea || p.bad == boilerplate.Navigation || !dom.Within(p.at, root) && p.bad != boilerplate.Unknown {
			continue
		}
		text := dom.TextLimit(p.at, 300)
		if len(text) > 200 || inLink(p.at) {
			continue
		}
		rest, by := cutBy(text)
		dated := false
		if !by {
			for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
				if r, ok := cutBy(part); ok && !by {
					rest, by = r, true
				}
			}
			if a, b, ok := strings.Cut(text, " - "); ok && !by && fullName(b) && len(a) < 20 && !parseDate(a, m.dayFirst).IsZero() {
				rest, by = b, true
			}
			for _, w := range []string{" by ", " von ", " par ", " por ", " door "} {
				if k := strings.Index(text, w); k > 0 && !by && k+len(w) < len(text) && wordsIn(text[:k]) <= 3 && !parseDate(text[:k], m.dayFirst).IsZero() {
					rest, by, dated = text[k+len(w):], true, true
				}
			}
		}
		if !by && p.letters <= 60 && (!seen && inBold(p.at) || seen && toRight(p.at)) && fullName(strings.ReplaceAll(text, "/", " ")) {
			rest, by = strings.ReplaceAll(text, "/", "; "), true
		}
		if !by || len(rest) > 80 {
			continue
		}
		list := addNames(nil, bylinePart(rest), m)
		single := dated && len(list) == 1 && len(rest) < 30 && unicode.IsUpper(firstRune(rest))
		if isPerson(list, m) && (allNames(list) || single) {
			m.byline = list
			return
		}
	}
}

// inBold: all of the element's text is in bold or italics.
func inBold(n *html.Node) bool {
	only := (*html.Node)(nil)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && blankText(c.Data) {
			continue
		}
		if only != nil {
			return false
		}
		only = c
	}
	return dom.Is(only, atom.B, atom.Strong, atom.Em, atom.I) && n.DataAtom == atom.P
}

// toRight: the element is set to the right margin, as a signature is.
func toRight(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(clip(dom.Attr(n, "style"), 400)), " ", "")
	return strings.Contains(style, "text-align:right") || strings.EqualFold(dom.Attr(n, "align"), "right")
}
