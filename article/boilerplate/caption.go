package boilerplate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// sourceWords stand before a colon and the name of whoever a picture comes from.
var sourceWords = words("source sources quelle quellen bron bronnen fuente fuentes fonte fonti crédit crédits källa källor kilde kilder lähde źródło " +
	"zdroj источник джерело kaynak forrás sursa πηγή izvor vir allikas šaltinis avots sumber المصدر מקור nguồn منبع स्रोत copyright rights video graphic graphics " +
	"grafik infografik infographie gráfico grafica grafiek chart map karte carte mapa karta")

// givenWords begin a credit by themselves, without a colon.
var givenWords = words("courtesy supplied handout provided via")

// smallWords are what the names of houses and people hold in small letters.
var smallWords = words("of the and for by via on at in from to und von der für vom zu de la le les du des et del los las el y e di da do dos das van den het en & " +
	"of och og ja i a handout file archive stock courtesy photo image screenshot composite")

// creditSigns begin or end a credit in scripts that are written without blanks.
var creditSigns = []string{"写真", "撮影", "提供", "画像", "出典", "イラスト", "图片来源", "圖片來源", "图源", "图自", "摄影", "攝影", "图片", "圖片", "供图", "사진", "출처", "제공", "ภาพ"}

// caption judges what stands below a picture: a credit alone is furniture, and so
// is the label of a button or an advertisement. Any other caption stays.
func caption(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.kind != article.Figure || b.words == 0 || b.words > 24 {
		return nil
	}
	if marked := j.d.Blocks[i].Credit(); marked.Len() == 0 && Credit(b.text) == 0 || marked == j.d.Blocks[i].Range && !phrased(b.text) {
		return cut(article.PhotoCredit, "credit:all of the caption", 0.9)
	}
	for k := range b.found {
		switch f := &b.found[k]; f.reason {
		case article.Advertising, article.ImageButton, article.ScriptNotice:
			if f.begins && f.ends && b.words <= 8 {
				return cut(f.reason, "caption:"+f.rule, 0.85)
			}
		}
	}
	return nil
}

// Credit is where in a caption the credit begins that names whose picture it is:
// 0 where the caption is nothing else, its length where there is none.
func Credit(caption string) int {
	text := narrow(strings.TrimRight(caption, " \n\u00a0"))
	if text == "" || len(text) > 2000 {
		return len(caption)
	}
	if onlyCredit(text) {
		return 0
	}
	at := creditTailAt(text)
	if at < 0 {
		return len(caption)
	}
	for k := range caption { // as many characters on as in the narrow text
		if at <= 0 {
			return k
		}
		_, n := utf8.DecodeRuneInString(text)
		at, text = at-n, text[n:]
	}
	return len(caption)
}

// creditTailAt is where the credit at the end of a caption begins, -1 none.
func creditTailAt(text string) int {
	closed := strings.TrimRight(text, " .")
	if tail := bracketTail(closed); tail != "" && (creditTail(tail) || onlyCredit(strings.TrimPrefix(tail, "."))) {
		return strings.LastIndexAny(closed, "([")
	}
	if k := strings.LastIndexByte(text, '='); k > 0 && utf8.RuneCountInString(text[k:]) <= 12 {
		if r, _ := utf8.DecodeLastRuneInString(text[:k]); unspaced(r) || r == ')' || r == ']' {
			return k
		}
	}
	from := max(0, len(text)-160)
	for k := from; k < len(text)-1; k++ { // the last sentence, or the last part
		if c := text[k]; (c == '.' || c == '!' || c == '?' || c == '|' || c == '"') && text[k+1] == ' ' && onlyCredit(text[k+2:]) {
			return k + 2
		}
	}
	ts := tokens(text)
	if k := creditBefore(ts); k > 0 {
		return ts[k].start
	}
	return -1
}

// onlyCredit reports words that name whose picture it is and say nothing else.
func onlyCredit(text string) bool {
	text = strings.Trim(text, " .,;-–—*()[]【】「」_")
	if strings.HasPrefix(text, "c) ") || strings.HasPrefix(text, "C) ") {
		text = "© " + text[3:]
	}
	ts := tokens(text)
	if n := wordsOf(text); len(ts) == 0 || n > 14 || utf8.RuneCountInString(text) > 140 {
		return false
	}
	if signCredit(text) {
		return true
	}
	first := ts[0].text
	rest := func(k int) string { return text[ts[k].start:] }
	switch {
	case first == "©":
		return len(ts) > 1 && len(ts) <= 12 && names(rest(1))
	case len(ts) == 1:
		return creditHouses[first] || slices.Contains(creditMarks, first)
	case givenWords[first] && !ts[1].mark:
		return names(rest(1))
	case len(ts) > 2 && (ts[1].text == ":" || ts[1].text == "/" || ts[1].text == "©") && (sourceWords[first] || creditWords[first]):
		return names(rest(2))
	}
	if k := creditAt(ts, 0); k > 0 && k < len(ts) {
		return names(rest(k))
	}
	low := strings.ToLower(text)
	if len(ts) > 12 || !names(text) || phrased(text) || strings.Contains(text, ": ") || creditBefore(ts) >= 0 || slices.ContainsFunc(ts, func(t token) bool { return placing[t.text] }) {
		return false
	}
	return houseBehindMark(ts) || endsWithAgency(low) || len(ts) <= 4 && slices.Contains(creditMarks, low)
}

// placing are small words that tell where a picture was taken.
var placing = words("at in the am im auf en dans à au na w på i")

// phrased reports a text with a sentence's end before its own: a word of four
// letters or more and a full stop.
func phrased(s string) bool {
	for k := 4; k+2 < len(s); k++ {
		if (s[k] == '.' || s[k] == '!' || s[k] == '?') && s[k+1] == ' ' && !strings.ContainsAny(s[k-4:k], " .&'") {
			return true
		}
	}
	return false
}

// signCredit reports a credit in a script without blanks: a sign with what parts it
// from the name, or a name and the sign.
func signCredit(text string) bool {
	if utf8.RuneCountInString(text) > 30 {
		return false
	}
	for _, sign := range creditSigns {
		if after, ok := strings.CutPrefix(text, sign); ok && (after == "" || strings.ContainsAny(after[:1], ":=/ ") || strings.HasPrefix(after, "提供")) {
			return true
		}
		if before, ok := strings.CutSuffix(text, sign); ok && before != "" {
			r, _ := utf8.DecodeLastRuneInString(before)
			return !strings.ContainsRune("をでにがは", r)
		}
	}
	return false
}

// names reports a row of names of people and houses: no word in small letters
// but those that names hold.
func names(s string) bool {
	count := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '/' || r == '|' || r == ',' || r == ';' || r == '©' || r == ':'
	}) {
		w = strings.Trim(w, "()[]\"'“”’.·•-–—&+")
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case w == "":
		case !unicode.IsLower(r) || strings.ContainsAny(w, ".@") || strings.ToLower(w) != w: // a capital, a figure, a script without either; an address
			count++
		case !smallWords[strings.ToLower(w)]:
			return false
		}
	}
	return count > 0 && count <= 10
}

// narrow writes letters and marks of full width in the common form, character for
// character.
func narrow(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0xff01 && r <= 0xff5e || r == '\u3000' }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xff01 + '!'
		case r == '\u3000':
			return ' '
		}
		return r
	}, s)
}
