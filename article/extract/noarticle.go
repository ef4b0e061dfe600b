package extract

import (
	"strings"

	"pullquote/article"
	"pullquote/article/boilerplate"
)

// noArticle reports a page that holds text, but no article: a front of
// teasers, a wall of consent, the notice that there is no such page. kept is
// how many letters of it would stay.
func noArticle(d *article.Document, kept int) bool {
	if kept < 2500 && boilerplate.Share(d, article.CookieNotice, article.ScriptNotice) >= 0.5 {
		return true
	}
	return kept < 1200 && missing(d) || teasers(d)
}

// Of a front's teasers: how many there are, how short each is, and how many
// lines (a date, a section) may part a headline from its deck.
const (
	leastTeasers = 6
	longestDeck  = 300 // letters
	betweenLines = 2
)

// teasers reports a list of other articles: each stretch of prose is the deck
// of a linked headline above it, and none is long.
func teasers(d *article.Document) bool {
	heads, decks, prose := 0, 0, 0
	since := betweenLines + 1 // lines since a linked headline
	for i := range d.Blocks {
		b := &d.Blocks[i]
		n := letters(d.Of(b.Range))
		switch {
		case b.Kind == article.Figure || n == 0:
		case n >= 20 && n <= 250 && linked(d, b):
			heads++
			since = 0
		case b.Cut != nil && n > 40: // furniture
		case n < 40:
			since++
		default:
			prose++
			if n > longestDeck {
				return false
			}
			if since <= betweenLines {
				decks++
			}
			since = betweenLines + 1
		}
	}
	return heads >= leastTeasers && prose >= leastTeasers && decks*10 >= prose*8
}

// linked: most of the block is a link that leads to another page of the site.
func linked(d *article.Document, b *article.Block) bool {
	n := 0
	for _, s := range b.Spans {
		if s.Kind == article.Link && (d.URL == "" || article.Host(s.Href) == d.Host()) {
			n += s.Len()
		}
	}
	return n*10 >= b.Len()*8
}

// missing: the title says that there is no such page.
func missing(d *article.Document) bool {
	title := " " + fold(d.Title) + " "
	for i := 0; i < len(d.Blocks) && i < 6; i++ {
		if b := &d.Blocks[i]; b.Kind == article.Heading && b.Len() < 80 {
			title += fold(d.Of(b.Range)) + " "
		}
	}
	for _, words := range notFound {
		if strings.Contains(title, " "+words+" ") {
			return true
		}
	}
	return false
}

// notFound is how servers title the page in place of one that is gone, or
// that a robot may not have, as fold writes it.
var notFound = []string{
	"404", "page not found", "error 403", "403 forbidden", "access denied", "page cannot be found", "page can t be found", "page doesn t exist", "page does not exist",
	"seite nicht gefunden", "seite wurde nicht gefunden", "page introuvable", "page non trouvée", "página no encontrada", "pagina non trovata",
	"página não encontrada", "pagina niet gevonden", "sidan hittades inte", "sidan kunde inte hittas", "siden blev ikke fundet", "siden ble ikke funnet",
	"siden finnes ikke", "sivua ei löytynyt", "nie znaleziono strony", "strona nie została znaleziona", "stránka nenalezena", "az oldal nem található",
	"pagina nu a fost găsită", "sayfa bulunamadı", "страница не найдена", "сторінку не знайдено", "η σελίδα δεν βρέθηκε", "halaman tidak ditemukan",
	"ページが見つかりません", "页面不存在", "找不到頁面", "페이지를 찾을 수 없습니다", "الصفحة غير موجودة", "הדף לא נמצא",
}
