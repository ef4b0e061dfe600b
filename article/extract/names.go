package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// nameText is the text of a byline's element, of about limit bytes. Elements
// that touch without a blank between them are parted by a bar: what the page
// sets apart by its looks is not one word.
func nameText(n *html.Node, limit int) string {
	var b strings.Builder
	skip, last, border, block := false, ' ', false, false
	run := 0 // how long the text node before was
	for c := n; c != nil && b.Len() < limit; c = dom.Next(c, n, skip) {
		skip = false
		if c.Type == html.ElementNode {
			skip = dom.Silent(c)
			block = block || dom.Blocky(c.DataAtom) || c.DataAtom == atom.Br
			border = true
			continue
		}
		if c.Type != html.TextNode {
			continue
		}
		words := strings.Fields(clip(c.Data, 8*limit))
		if len(words) == 0 {
			if c.Data != "" && last != ' ' {
				b.WriteByte(' ')
				last = ' '
			}
			continue
		}
		first, _ := utf8.DecodeRuneInString(c.Data)
		switch {
		case block && b.Len() > 0:
			b.WriteString(" | ")
		case unicode.IsSpace(first):
			b.WriteByte(' ')
		case border && run > 2 && unicode.IsLetter(last) && (unicode.IsLetter(first) || unicode.IsDigit(first)):
			b.WriteString(" | ")
		}
		run = len(c.Data)
		b.WriteString(strings.Join(words, " "))
		if last, _ = utf8.DecodeLastRuneInString(c.Data); unicode.IsSpace(last) {
			b.WriteByte(' ')
			last = ' '
		}
		border, block = false, false
	}
	return article.CleanLine(b.String())
}

// bylinePart cuts a byline block at what follows the names: a date, a bar.
func bylinePart(s string) string {
	s = strings.ReplaceAll(s, "\u00a0", " ")
	s = cutOtherWork(s)
	low := strings.ToLower(s)
	for _, label := range []string{"autor: ", "autorin: ", "author: ", "auteur: ", "autore: "} {
		if i := strings.LastIndex(low, label); i > 0 && len(low) == len(s) {
			s = s[i+len(label):]
			break
		}
	}
	for _, seam := range []string{" | ", " • ", " · ", "\t", " — ", " – ", " / "} {
		if a, b, ok := strings.Cut(s, seam); ok {
			if _, by := cutBy(b); by || strings.IndexFunc(a, unicode.IsLetter) < 0 || digits(strings.TrimSpace(a)) > 0 {
				s = b
			} else {
				s = a
			}
		}
	}
	return s
}

// cutOtherWork cuts a byline where it goes on with the pictures or the
// translation: "Ann Example Photos: Bo Example".
func cutOtherWork(s string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return s
	}
	for _, w := range []string{" photo", " foto", " bild", " symbolbild", " illustration", " video", " übersetz", " translat", " quelle:", " source:"} {
		i := strings.Index(low, w)
		if i <= 0 {
			continue
		}
		if rest := low[i:]; strings.Contains(rest, ":") || strings.Contains(rest, " von ") || strings.Contains(rest, " by ") || strings.Contains(rest, " par ") || w == " symbolbild" {
			s, low = s[:i], low[:i]
		}
	}
	return s
}

// bys are the words that introduce a byline, in lower case.
var bys = []string{"view all posts by", "all posts by", "posts by", "zeige alle beiträge von", "alle beiträge von", "written by", "story by", "words by", "posted by", "gespeichert von", "submitted by", "enviado por", "reported by", "reporting by", "review by", "opinion by", "analysis by",
	"article by", "published by", "a story by", "text by", "edited by", "by:", "by", "von:", "von", "par", "por:", "por", "di", "door", "af:", "af",
	"av:", "av", "tekst:", "tekst", "text:", "text", "texte", "texto", "autor:", "autorin:", "autorin/autor", "autor/in:", "autor", "著者：", "著者", "投稿者", "作者：", "作者", "撰文：", "글", "yazar:", "ditulis oleh", "penulis:", "écrit par", "auteure:", "autore:", "di:", "auteur:", "auteur", "author:", "author",
	"authors:", "redaktion:", "pressemitteilung von", "gastbeitrag von", "ein gastbeitrag von", "ein beitrag von", "beitrag von", "artikel von", "verfasst von",
	"geschrieben von", "veröffentlicht von", "erstellt von", "eingestellt von", "gepostet von", "écrit par", "scritto da", "escrito por", "ein artikel von", "eine analyse von", "ein kommentar von", "ein interview von", "kommentar von", "interview von",
	"propos recueillis par", "publié par", "publicado por", "escrito por", "a cura di", "de:", "przez", "автор:", "автор", "autorzy:", "opracował:",
	"opracowała:", "oleh", "skrevet af", "skrevet av", "journalist:", "reporter:", "yazan:", "kirjoittaja:", "文/", "文：", "記者", "记者", "기자"}

// cutBy drops the introducing words; by tells whether there were any.
func cutBy(s string) (rest string, by bool) {
	s = strings.TrimSpace(s)
	low := strings.ToLower(s)
	if len(low) != len(s) {
		low = s // a letter changed its length: offsets would not fit
	}
	best := ""
	for _, w := range bys {
		if len(w) > len(best) && len(low) > len(w) && strings.HasPrefix(low, w) {
			next, _ := utf8.DecodeRuneInString(low[len(w):])
			glued := w == "by" && unicode.IsUpper(rune(s[2])) // "ByAnna Example": two elements without a blank
			if !unicode.IsLetter(next) && !unicode.IsDigit(next) || w[0] > 0x7f || glued {
				best = w
			}
		}
	}
	if best == "" {
		return s, false
	}
	return strings.TrimLeft(s[len(best):], " :,-–|"), true
}

// addNames splits a byline into names and adds the new ones.
func addNames(to []string, s string, m *meta) []string {
	s = article.CleanLine(s)
	if s == "" || len(s) > 400 || strings.Contains(s, "://") {
		return to
	}
	s, _ = cutBy(s)
	if m.publisher != "" && strings.EqualFold(s, m.publisher) {
		return addNew(to, s) // "Jobs & Gardens" is one name
	}
	for _, name := range splitNames(s) {
		name = tidyName(name)
		if p := m.publisher; len(p) > 3 && len(name) > len(p)+4 && strings.HasSuffix(strings.ToLower(name), " "+strings.ToLower(p)) {
			name = strings.TrimSpace(name[:len(name)-len(p)])
		}
		if name != "" && len(to) < 20 {
			to = addNew(to, name)
		}
	}
	return to
}

// addNew adds a name that is not there yet.
func addNew(to []string, name string) []string {
	if holdsAll(to, []string{name}) {
		return to
	}
	return append(to, name)
}

// splitNames parts "A, B and C". A comma before a role, a title or a place
// parts as well; the pieces that are no names fall away in tidyName.
func splitNames(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool {
		return r == ';' || r == '|' || r == '•' || r == '·' || r == '／' || r == '、'
	}) {
		for _, p := range strings.Split(part, ",") {
			out = append(out, splitAnd(p)...)
		}
	}
	return out
}

// splitAnd parts at the word "and" of the news' languages, where full names
// stand on both sides ("Jürgen und Eva Klein" stays one).
func splitAnd(s string) []string {
	words := strings.Fields(s)
	var out []string
	start := 0
	for i, w := range words {
		switch strings.ToLower(w) {
		case "&", "and", "und", "et", "y", "e", "ed", "en", "og", "och", "i", "ja", "ve", "и", "with", "mit", "avec":
			if i-start >= 2 && len(words)-i-1 >= 2 || i-start >= 1 && len(words)-i-1 >= 1 && len(words) == 3 && len(w) > 1 {
				out = append(out, strings.Join(words[start:i], " "))
				start = i + 1
			}
		}
	}
	return append(out, strings.Join(words[start:], " "))
}

// tidyName strips one name of marks, roles, handles and dates; "" where
// nothing like a name is left.
func tidyName(s string) string {
	s, _ = cutBy(s)
	if i := strings.IndexAny(s, "([<"); i > 0 {
		s = s[:i]
	} else if i == 0 {
		return ""
	}
	if i := strings.Index(s, ": "); i > 0 && i < 25 { // "Interview: Anna Example"
		s, _ = cutBy(s[i+2:])
	}
	s = strings.Trim(s, " \t-–—:.,*/\"“”")
	words := strings.Fields(s)
	for i, w := range words {
		if digits(w) > 0 || strings.HasPrefix(w, "@") { // a date or a handle follows the name
			words = words[:i]
			break
		}
		if i > 1 && leaves(w) { // "Ann Example in Berlin"
			words = words[:i]
			break
		}
	}
	for len(words) > 1 && (weekday(words[len(words)-1]) || len(words) < len(strings.Fields(s)) && monthName(words[len(words)-1]) ||
		small(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	s = strings.Trim(strings.Join(words, " "), " \t-–—:.,*/")
	for _, title := range []string{" 기자", " 記者", " 记者", "記者"} {
		s = strings.TrimSuffix(s, title)
	}
	if strings.HasSuffix(s, " Jr") || strings.HasSuffix(s, " Sr") {
		s += "."
	}
	low := strings.ToLower(s)
	if s == "" || strings.ContainsAny(s, "@{}=#?!") || strings.Contains(low, "[at]") || strings.Contains(low, "http") || utf8.RuneCountInString(s) < 2 {
		return ""
	}
	if first, _, more := strings.Cut(low, " "); more && bids(first) {
		return ""
	}
	if strings.IndexFunc(s, unicode.IsLetter) < 0 || glued(s) || isRole(low) || len(strings.Fields(s)) > 7 {
		return ""
	}
	return s
}

// glued: a word with so many humps is a row of labels that lost its blanks.
func glued(s string) bool {
	for _, w := range strings.Fields(s) {
		humps := 0
		small := false
		for _, r := range w {
			if unicode.IsUpper(r) && small {
				humps++
			}
			small = unicode.IsLower(r)
		}
		if humps >= 3 {
			return true
		}
	}
	return false
}

// weekday reports the names of days, which follow a name in a byline and are
// no part of it.
func weekday(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".,;")) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
		"samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves",
		"viernes", "sábado", "domingo":
		return true
	}
	return false
}

// monthNames are those of the languages whose bylines put a date behind the
// name. The stems of dates.go would take Julia and Martin for months.
const monthNames = " jan feb mar apr jun jul aug sep sept oct okt nov dec dez" +
	" january february march april may june july august september october november december" +
	" januar jänner februar märz mai juni juli oktober dezember" +
	" janvier février mars avril juin juillet août septembre octobre novembre décembre" +
	" enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre" +
	" janeiro fevereiro março maio junho julho setembro outubro novembro dezembro" +
	" gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre" +
	" januari februari maart mei augustus marts oktober desember" +
	" stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "

// monthName reports the name of a month, or what it is cut to.
func monthName(w string) bool {
	w = strings.ToLower(strings.Trim(w, ".,"))
	return w != "" && strings.Contains(monthNames, " "+w+" ")
}

// small: a preposition or a verb left over at the end of a name.
func small(w string) bool {
	switch strings.ToLower(w) {
	case "am", "on", "at", "um", "in", "le", "el", "den", "published", "updated", "posted", "publiziert", "veröffentlicht", "aktualisiert", "und", "and", "for", "stand", "publié", "the":
		return true
	}
	return false
}

// bids: a word with which a link or a button begins, and no name.
func bids(w string) bool {
	switch w {
	case "see", "view", "show", "read", "get", "follow", "more", "all", "click", "about", "contact", "alle", "alles", "mehr", "zur", "zum", "zeige", "folgen", "voir", "tous", "toutes", "plus", "afficher",
		"suivre", "ver", "más", "todos", "seguir", "leggi", "tutti", "meer", "bekijk", "volg", "zobacz", "więcej", "se", "vis", "flere", "fler", "visa":
		return true
	}
	return false
}

// leaves: a word behind which stands where or for whom somebody writes.
func leaves(w string) bool {
	switch w {
	case "in", "from", "for", "at", "aus", "für", "schreibt", "berichtet", "skriver", "skrifar", "frá", "writes", "reports", "à", "dans", "pour", "voor", "til", "dla":
		return true
	}
	return false
}

// isRole reports a piece that tells what somebody is, not who.
func isRole(low string) bool {
	switch low {
	case "posted", "published", "written", "published by", "posted by", "veröffentlicht am", "veröffentlicht", "archives", "subscribe", "autor", "autorin", "by", "von", "por", "par", "author", "admin", "administrator", "editor", "staff", "guest", "null", "undefined", "datum", "date", "fecha", "data", "zur artikelübersicht", "alle artikel", "all articles", "view profile", "profil anzeigen", "name", "login", "profile", "profil", "none", "unknown", "reporter", "about the author", "about", "agencies", "agenturen", "agences", "agencias", "agenzie":
		return true
	}
	words := strings.Fields(low)
	last := words[len(words)-1]
	switch last {
	case "editor", "correspondent", "reporter", "writer", "columnist", "journalist", "producer", "author", "contributor", "redakteur", "redakteurin",
		"korrespondent", "korrespondentin", "journaliste", "journalista", "redactor", "redactora", "chief", "analyst", "critic", "fellow", "professor", "freelance", "intern",
		"ago", "updated", "published", "min", "read", "comments", "share", "follow", "bio", "profile":
		return len(words) > 1 || last != "author"
	}
	return false
}

// particle: a small word within a name.
func particle(w string) bool {
	switch w {
	case "de", "del", "della", "da", "di", "do", "dos", "das", "von", "vom", "van", "der", "den", "het", "la", "le", "el", "al", "bin", "bint", "ibn", "zu", "zur", "af", "av", "y", "e", "i", "ter", "ten", "du", "ben", "dit":
		return true
	}
	return false
}

// fullName: two to five words that begin as names do, without digits.
func fullName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || unicode.IsLower(r) && (i == 0 || i == len(words)-1 || !particle(w)) || strings.ContainsAny(w, "0123456789") || weekday(w) {
			return false
		}
	}
	return !isRole(strings.ToLower(s))
}
