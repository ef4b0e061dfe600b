package extract

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// sighting is a date that the page shows.
type sighting struct {
	time   time.Time
	score  int
	marked bool // the markup says in so many words: published
	near   bool // beside the headline
}

// shownDate reads the dates that the page shows: of the elements that promise
// one, the first near the headline.
func shownDate(g *gathered, m *meta) sighting {
	var best sighting
	for i, n := range g.times {
		if i >= 200 {
			break
		}
		marked := publishedMark(n)
		if outsideByline(n, m.h1) && !(marked && besideStory(n, m.h1)) {
			continue
		}
		text, s := stampOf(n, m), 20
		if text == "" {
			text = dom.TextLimit(n, 300)
			s = 0
			if len(text) > 160 || len(text) < 6 {
				continue
			}
		}
		t := parseDate(text, m.dayFirst)
		if t.IsZero() {
			continue
		}
		if n.DataAtom == atom.Time {
			s += 15
		}
		if marked {
			s += 30
		}
		class := strings.ToLower(dom.Attr(n, "class") + " " + dom.Attr(n, "id"))
		if containsAny(class, "publish", "posted", "pubdate", "entry-date", "article-date") {
			s += 12
		}
		if containsAny(class, "updat", "modif") || dom.Attr(n, "itemprop") == "dateModified" {
			s -= 12
		}
		close := m.h1 != nil && near(n, m.h1)
		if close {
			s += 20
		}
		s -= min(i, 15)
		if s+100 > best.score {
			best = sighting{t, s + 100, marked, close}
		}
	}
	return best
}

// stampOf is the date in the attributes of an element, "" where there is none.
func stampOf(n *html.Node, m *meta) string {
	for _, key := range []string{"datetime", "content", "title", "data-date", "data-datetime", "data-timestamp"} {
		if text := dom.Attr(n, key); text != "" && !parseDate(text, m.dayFirst).IsZero() {
			return text
		}
	}
	return ""
}

// publishedMark: microdata or RDFa call the element's date that of publication.
func publishedMark(n *html.Node) bool {
	if dom.Attr(n, "itemprop") == "datePublished" || dom.Has(n, "pubdate") {
		return true
	}
	p := dom.Attr(n, "property")
	return strings.HasSuffix(p, "datePublished") || strings.HasSuffix(p, "dateCreated")
}

// besideStory: an element that its markup calls the date of publication may
// stand in the story's own foot, but not among comments or teasers.
func besideStory(n, h1 *html.Node) bool {
	for depth := 0; n != nil && depth < 8; n, depth = n.Parent, depth+1 {
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Nav {
			return false
		}
		if h1 != nil && dom.Within(h1, n) || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
			return true
		}
		for _, t := range dom.Names(nil, n) {
			switch t {
			case "comment", "comments", "related", "teaser", "recommended", "sidebar", "card", "latest", "popular":
				return false
			}
		}
	}
	return true
}

// localDay gives a stamp in universal time the zone of the page where the page
// shows the day before or after: a paper dates its stories by its own clock.
// The moment stays the same.
func localDay(t time.Time, days ...time.Time) time.Time {
	if _, offset := t.Zone(); t.IsZero() || offset != 0 || t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t
	}
	for _, d := range days {
		if d.IsZero() {
			continue
		}
		y, mo, day := d.Date()
		if ty, tm, td := t.Date(); ty == y && tm == mo && td == day {
			return t
		}
		start := time.Date(y, mo, day, 0, 0, 0, 0, time.UTC)
		hours := 0
		switch {
		case t.Before(start) && start.Sub(t) <= 14*time.Hour: // east of Greenwich
			hours = int((start.Sub(t) + time.Hour - 1) / time.Hour)
		case !t.Before(start.AddDate(0, 0, 1)) && t.Sub(start.AddDate(0, 0, 1)) < 12*time.Hour:
			hours = -int(t.Sub(start.AddDate(0, 0, 1))/time.Hour) - 1
		default:
			continue
		}
		if h, m, _ := d.Clock(); h+m > 0 { // the page shows its clock: that is the zone
			if diff := time.Date(y, mo, day, h, m, 0, 0, time.UTC).Sub(t.Truncate(time.Minute)); diff%(15*time.Minute) == 0 && diff.Abs() <= 14*time.Hour {
				return t.In(time.FixedZone("", int(diff/time.Second)))
			}
		}
		return t.In(time.FixedZone("", hours*3600))
	}
	return t
}

// fill looks for a date and a byline in the short lines around the headline,
// and a date in the short lines of the story, where nothing else told. What the
// page shows beside its headline also corrects a stamp's zone.
func (m *meta) fill(s *survey, root *html.Node) {
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
		if len(text) > 250 {
			continue
		}
		if t := parseDate(text, m.dayFirst); !known {
			m.published, known = t, !t.IsZero()
		} else if !t.IsZero() && m.h1 != nil && near(p.at, m.h1) {
			if m.weakDate && t.Before(m.published.AddDate(0, 0, -1)) {
				m.published, m.weakDate = t, false
			}
			m.published = localDay(m.published, t)
		}
		if rest, by := cutBy(text); by && !named && len(rest) < 120 {
			if list := addNames(nil, bylinePart(rest), m); isPerson(list, m) {
				m.byline, named = list, true
			}
		}
	}
	if m.published.IsZero() {
		m.published = m.lastDate(s, root)
	}
	if !named {
		m.lastName(s, root)
	}
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
		if len(text) > 200 {
			continue
		}
		rest, by := cutBy(text)
		if !by {
			for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
				if r, ok := cutBy(part); ok && !by {
					rest, by = r, true
				}
			}
			if a, b, ok := strings.Cut(text, " - "); ok && !by && fullName(b) && len(a) < 20 && !parseDate(a, m.dayFirst).IsZero() {
				rest, by = b, true
			}
			if k := strings.Index(strings.ToLower(text), " by "); k > 0 && !by && k+4 < len(text) && !parseDate(text[:k], m.dayFirst).IsZero() {
				rest, by = text[k+4:], true
			}
		}
		if !by && p.letters <= 60 && (!seen && inBold(p.at) || seen && toRight(p.at)) && fullName(strings.ReplaceAll(text, "/", " ")) {
			rest, by = strings.ReplaceAll(text, "/", "; "), true
		}
		if !by || len(rest) > 80 {
			continue
		}
		list := addNames(nil, bylinePart(rest), m)
		good := isPerson(list, m)
		for _, n := range list {
			good = good && fullName(n)
		}
		if good {
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

// publishedWords are what papers write before the day of publication, in the
// languages of the news.
var publishedWords = []string{"publi", "erschienen", "veröffentlicht", "erstellt", "gepostet", "posted", "geschrieben am", "eingestellt",
	"pubblicat", "opublikowan", "gepubliceerd", "geplaatst", "publicerad", "udgivet", "offentliggjort", "julkaistu", "опубликован", "опубліковано",
	"yayın", "diterbitkan", "zveřejněno", "publikováno", "megjelen", "dipublikasikan", "发布", "發布", "公開", "配信", "입력", "등록", "pressemitteilung vom", "press release"}

// lastDate is the date of a page that names none beside its headline: in a
// line that says "published", at the very beginning of the text, in a short
// line of the story.
func (m *meta) lastDate(s *survey, root *html.Node) time.Time {
	var opening, short time.Time
	read := 0
	for i := range s.paras {
		p := &s.paras[i]
		if p.bad == boilerplate.CommentArea || p.links*2 > p.letters {
			continue
		}
		within := dom.Within(p.at, root)
		if p.letters <= 250 {
			text := dom.TextLimit(p.at, 500)
			low := strings.ToLower(text)
			if t := labelledDate(low, m.dayFirst); !t.IsZero() {
				return t
			}
			if within && short.IsZero() && p.letters <= 90 && p.links == 0 && p.bad == boilerplate.Unknown {
				short = parseDate(text, m.dayFirst)
			}
		}
		if within && p.prose() && read < 4 && opening.IsZero() {
			read++
			opening = openingDate(dom.TextLimit(p.at, 120), m.dayFirst)
		}
	}
	if !opening.IsZero() {
		return opening
	}
	return short
}

// labelledDate is the date right behind, or else right before, a word for
// publication.
func labelledDate(low string, dayFirst bool) time.Time {
	var before time.Time
	for _, w := range publishedWords {
		k := strings.Index(low, w)
		if k < 0 {
			continue
		}
		if t := parseDate(clip(low[k+len(w):], 45), dayFirst); !t.IsZero() {
			return t
		}
		if before.IsZero() && k <= 45 {
			before = parseDate(low[:k], dayFirst)
		}
	}
	return before
}

// clip is the beginning of s, of at most n bytes, whole letters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// openingDate reads the dateline that a text begins with: "27.1.2025 – The …",
// "Press release of 25 January 2025 | …".
func openingDate(text string, dayFirst bool) time.Time {
	for _, seam := range []string{" – ", " - ", " — ", " | ", "–", "|", ": "} {
		if i := strings.Index(text, seam); i >= 6 && i <= 60 {
			if t := parseDate(text[:i], dayFirst); !t.IsZero() {
				return t
			}
		}
	}
	return time.Time{}
}

// near: the two share an ancestor within a few steps.
func near(a, b *html.Node) bool {
	for i := 0; a != nil && i < 6; a, i = a.Parent, i+1 {
		if a.DataAtom != atom.Body && dom.Within(b, a) {
			return true
		}
	}
	return false
}
