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
	tag    bool // in <time>
}

// shownDate reads the dates that the page shows: of the elements that promise
// one, the first near the headline.
func shownDate(g *gathered, m *meta) sighting {
	var best sighting
	rows := map[*html.Node]int{} // of dates: the list of other stories
	for i, n := range g.times {
		if row := rowOf(n); i < 200 && row != nil {
			rows[row]++
		}
	}
	for i, n := range g.times {
		if i >= 200 {
			break
		}
		marked := publishedMark(n)
		if changedMark(n) {
			continue
		}
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
		if containsAny(class, "updat", "modif") {
			s -= 12
		}
		close := m.h1 != nil && near(n, m.h1)
		if row := rowOf(n); row != nil && rows[row] > 2 && (m.h1 == nil || !dom.Within(m.h1, row)) {
			s, close = s-30, false
		}
		if close {
			s += 20
		}
		s -= min(i, 15)
		if s+100 > best.score {
			best = sighting{t, s + 100, marked, close, n.DataAtom == atom.Time}
		}
	}
	return best
}

// rowOf is the element whose like children each hold a date: what lies two
// steps above the date's own block.
func rowOf(n *html.Node) *html.Node {
	for range 4 {
		if n = n.Parent; n == nil || n.DataAtom == atom.Ul || n.DataAtom == atom.Ol {
			return n
		}
		if p := n.Parent; p != nil && (like(n, n.NextSibling) || like(n, n.PrevSibling)) {
			return p
		}
	}
	return nil
}

// like: the two elements have the same name and class.
func like(a, b *html.Node) bool {
	for b != nil && b.Type != html.ElementNode {
		b = b.NextSibling
	}
	return b != nil && a.DataAtom == b.DataAtom && dom.Attr(a, "class") == dom.Attr(b, "class")
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

// changedMark: microdata or RDFa call the element's date that of the last change.
func changedMark(n *html.Node) bool {
	return dom.Attr(n, "itemprop") == "dateModified" || strings.HasSuffix(dom.Attr(n, "property"), "dateModified")
}

// shownChange is the date of the last change that the page shows in an element
// that its markup, or its class, calls so.
func shownChange(g *gathered, m *meta) time.Time {
	for i, n := range g.times {
		if i >= 200 {
			break
		}
		if !changedMark(n) && !hasClass(n, "updated") && !hasClass(n, "dt-updated") && !hasClass(n, "modified") || outsideByline(n, m.h1) && !besideStory(n, m.h1) {
			continue
		}
		if t := parseDate(firstOf(stampOf(n, m), dom.TextLimit(n, 120)), m.dayFirst); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
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

// publishedWords are what papers write before the day of publication, in the
// languages of the news.
var publishedWords = []string{"publi", "erschienen", "veröffentlicht", "erstellt", "gepostet", "posted", "geschrieben am", "eingestellt",
	"pubblicat", "opublikowan", "gepubliceerd", "geplaatst", "publicerad", "udgivet", "offentliggjort", "julkaistu", "опубликован", "опубліковано",
	"yayın", "diterbitkan", "zveřejněno", "publikováno", "megjelen", "dipublikasikan", "发布", "發布", "公開", "配信", "입력", "등록", "pressemitteilung vom", "press release"}

// changedWords are what stands by the day of the last change.
var changedWords = []string{"geändert", "bearbeitet", "aktualisiert", "last modified", "last edited", "last updated", "last change", "updated", "modifié", "mis à jour", "mise à jour",
	"modificad", "actualizad", "atualizad", "aggiornat", "modificat", "bijgewerkt", "gewijzigd", "zaktualizowan", "uppdaterad", "opdateret", "oppdatert", "päivitetty",
	"обновлен", "оновлен", "güncelle", "diperbarui", "aktualizováno", "frissítve", "最終更新", "更新", "수정"}

// lastDate is the date of a page that names none beside its headline: in a
// line that says "published", at the very beginning of the text, in a short
// line of the story.
func (m *meta) lastDate(s *survey, root *html.Node) time.Time {
	var opening, changed, short time.Time
	read := 0
	for i := range s.paras {
		p := &s.paras[i]
		if p.bad == boilerplate.CommentArea || p.links*3 > p.letters*2 {
			continue
		}
		within := dom.Within(p.at, root)
		if p.letters <= 250 {
			text := dom.TextLimit(p.at, 500)
			low := strings.ToLower(text)
			if t := labelledDate(low, publishedWords, m.dayFirst); !t.IsZero() {
				return t
			}
			if changed.IsZero() {
				changed = labelledDate(low, changedWords, m.dayFirst)
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
	switch {
	case !opening.IsZero():
		return opening
	case !changed.IsZero():
		return changed
	}
	return short
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// labelledDate is the date right behind, or else right before, one of the
// words.
func labelledDate(low string, words []string, dayFirst bool) time.Time {
	var before time.Time
	for _, w := range words {
		k := strings.Index(low, w)
		if k < 0 {
			continue
		}
		if t := parseDate(clip(low[k+len(w):], 45), dayFirst); !t.IsZero() {
			return t
		}
		if before.IsZero() && k <= 70 {
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
