package boilerplate

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// dateLine cuts lines that only say when the article appeared.
func dateLine(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.words == 0 || b.words > 24 || b.kind == article.Table || b.kind == article.Figure {
		return nil
	}
	if epoch(b.text) {
		return cut(article.DateLine, "date:seconds since 1970", 0.9)
	}
	if b.kind != article.ListItem && mailbox(b.text) && (!j.inside(i) || j.blocks[i+1].words <= 4 && strings.Contains(j.blocks[i+1].text, "@")) {
		return cut(article.ContactPrompt, "contact:address alone", 0.85)
	}
	if fullDate(b.text) {
		return cut(article.DateLine, "date:only a date", 0.95)
	}
	s := dateShare(b.ts, j.lex)
	if s.numbers == 0 || s.named == 0 && !s.clock {
		return nil
	}
	if i > j.first && updatedWord(b.ts[0].text) && i+1 < len(j.blocks) && j.isProse(i+1) {
		return nil // "Update, 3 March": what follows it is a late part of the story
	}
	switch {
	case s.other == 0:
		return cut(article.DateLine, "date:only a date", 0.95)
	case (j.head(i) || j.tail(i) || i < 6) && !b.ends && s.dates >= 3 && (s.other <= 3 && s.dates >= s.other || s.other <= 6 && s.dates >= 2*s.other) &&
		!strings.HasPrefix(b.text, "—") && !strings.HasPrefix(b.text, "–") && !j.schedule(i):
		return cut(article.DateLine, "date:date and a few words", 0.85)
	}
	return nil
}

// epoch reports a line that is a moment as machines count it: the seconds or
// milliseconds since 1970, for a script to turn into a date.
func epoch(s string) bool {
	return (len(s) == 10 || len(s) == 13) && s[0] == '1' && number(s) && !strings.ContainsAny(s, ".,")
}

// fullDate reports day, month and year in figures and nothing else: 2024-01-04,
// 4.1.2024, 01/04/2024, with or without the time of day.
func fullDate(s string) bool {
	if len(s) < 8 || len(s) > 24 {
		return false
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	for _, r := range s {
		if !unicode.IsDigit(r) && !strings.ContainsRune("-./: ,T", r) {
			return false
		}
	}
	if len(parts) < 3 || len(parts) > 6 {
		return false
	}
	year := 0
	for i, p := range parts[:3] {
		switch {
		case len(p) == 4 && (p[:2] == "19" || p[:2] == "20") && i != 1:
			year++
		case len(p) > 2:
			return false
		}
	}
	return year == 1 && !strings.HasPrefix(s, ".")
}

// mailbox reports an address of mail and nothing else: that of the author, below
// the text or the name.
func mailbox(s string) bool {
	at := strings.IndexByte(s, '@')
	return at > 0 && !strings.ContainsAny(s, " \u00a0\n/") && strings.IndexByte(s[at:], '.') > 1
}

// schedule reports a line among three or more that bear dates and other words:
// a calendar of events is content.
func (j *judge) schedule(i int) bool {
	n := 0
	for k := max(0, i-3); k < len(j.blocks) && k <= i+3; k++ {
		if s := dateShare(j.blocks[k].ts, j.lex); s.named > 0 && s.numbers > 0 && s.other > 0 && j.blocks[k].words <= 24 {
			n++
		}
	}
	return n > 3
}

// share counts what a line is made of.
type share struct {
	dates, numbers, other int
	named                 int // months, weekdays and words such as "updated"
	clock                 bool
}

func dateShare(ts []token, lex []*lexicon) share {
	var s share
	for k := range ts {
		t := &ts[k]
		if t.mark {
			if t.text == ":" && k > 0 && k+1 < len(ts) && clock(ts[k-1].text, ts[k+1].text) {
				s.clock = true
			}
			continue
		}
		switch {
		case leadsNumber(t.text):
			s.numbers++
			s.dates++
		case isDateWord(t.text, lex):
			s.dates++
			if (utf8.RuneCountInString(t.text) > 2 || wide(t.text)) && !durations[t.text] {
				s.named++
			}
		default:
			s.other++
		}
	}
	return s
}

// clock reports the figures on both sides of a colon as hour and minute: "3:0" is
// the result of a match.
func clock(hour, minute string) bool {
	return allDigits(hour) && len(hour) <= 2 && len(minute) >= 2 && allDigits(minute[:2]) && (len(minute) == 2 || minute[2] > '9')
}

// durations count hours and days. A line of nothing else tells how long
// something lasts; with "ago" it is a date.
var durations = words("hour hours hr hrs minute minutes min mins day days week weeks month months year years stunde stunden minuten tag tagen tage " +
	"heure heures jours jour hora horas minuto minutos día días dia dias ora ore minuti giorni uur uren dagen dag timme timmar minuter timer time timmer " +
	"tunti tuntia minuuttia päivää godzin godziny minut minuty dni dzień hodin час часа часов мин минут минуты дней дня день година години годин хвилин " +
	"днів perc óra minute zile dakika saat gün λεπτά ώρες ημέρες jam menit hari ساعة ساعات دقيقة دقائق أيام يوم שעות דקות ימים " +
	"and the first last local eastern pacific article est")

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func wide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unspaced(r)
}

// leadsNumber reports figures with an ending: 22, 3rd, 16h30, 9pm.
func leadsNumber(s string) bool {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return false
	}
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == ',') {
		i++
	}
	return len(s)-i <= 2 || strings.IndexAny(s[i:], "th0") == 0 && len(s)-i <= 4 || strings.HasSuffix(s, "z")
}

func isDateWord(w string, lex []*lexicon) bool {
	for _, x := range lex {
		if x.months[w] > 0 || x.in("date", w) {
			return true
		}
		// "20251 november" and "2024updated" come glued from pages.
		if n := len(w); n > 4 && w[n-1] >= '0' && w[n-1] <= '9' && x.months[strings.TrimRight(w, "0123456789")] > 0 {
			return true
		}
	}
	return false
}

// Dates reads the publication line of an article: when it was published and
// when updated, zero where the line does not say. lang is a BCP 47 tag. A
// line that is no date line gives zero times.
func Dates(line, lang string) (published, updated time.Time) {
	lex := lexiconsFor(lang)
	ts := tokens(line)
	s := dateShare(ts, lex)
	if s.numbers == 0 || s.other > 6 || len(ts) > 60 {
		return
	}
	second := false
	for k := 0; k < len(ts); {
		t, next := dateAt(ts, k, lex)
		if next == 0 {
			if updatedWord(ts[k].text) {
				second = true
			}
			k++
			continue
		}
		switch {
		case second && updated.IsZero():
			updated = t
		case !second && published.IsZero():
			published = t
		}
		k = next
	}
	if published.IsZero() {
		published = updated
	}
	return
}

// updatedWord reports the beginnings of "updated" in the languages of news.
func updatedWord(w string) bool {
	for _, p := range []string{"updat", "modif", "aktuali", "actuali", "mis", "aggiorn", "atualiz", "bijgewerkt", "uppdater", "opdater",
		"oppdater", "päivit", "zaktuali", "обновл", "оновл", "friss", "güncel", "ενημέρ", "更新", "최종", "수정", "diperbar", "تحديث", "עודכן",
		"atnauj", "atjaun", "uuendat", "uppfær", "ažurir", "posodob", "обновен", "cập", "به\u200cروز", "अपडेट", "ilisasishwa"} {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}
