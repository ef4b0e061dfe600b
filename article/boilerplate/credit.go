package boilerplate

import (
	"strings"
	"sync"

	"pullquote/article"
)

// creditWords are the words for "photo", "image", "illustration" in the
// languages of the news, as they stand before the name of a photographer.
var creditWords = map[string]bool{"photo": true, "photos": true, "photograph": true, "photographs": true, "photography": true, "image": true, "images": true,
	"picture": true, "pictures": true, "credit": true, "credits": true, "illustration": true, "illustrations": true,
	"foto": true, "fotos": true, "bild": true, "bilder": true, "grafik": true, "illustratie": true, "beeld": true, "fotografía": true, "fotografia": true,
	"imagen": true, "imagem": true, "immagine": true, "crédit": true, "crédits": true, "crédito": true, "créditos": true, "visuel": true, "fotografie": true,
	"billede": true, "bilde": true, "kuva": true, "kuvat": true, "zdjęcie": true, "zdjęcia": true, "fot": true, "grafika": true, "foto:": true,
	"фото": true, "фотография": true, "иллюстрация": true, "ілюстрація": true, "fotó": true, "kép": true, "fotoğraf": true, "görsel": true,
	"φωτογραφία": true, "φωτο": true, "εικόνα": true, "صورة": true, "الصورة": true, "צילום": true, "תמונה": true, "gambar": true, "ilustrasi": true,
	"nuotrauka": true, "nuotr": true, "pilt": true, "mynd": true, "ljósmynd": true, "fotografija": true, "снимка": true, "फोटो": true, "तस्वीर": true,
	"ảnh": true, "عکس": true, "picha": true, "imatge": true, "фотографија": true,
	"infographic": true, "artwork": true, "screenshot": true, "screengrab": true, "courtesy": true, "caption": true, "collage": true}

// creditMarks are the picture agencies and stocks whose name marks a credit.
// They are houses that sell pictures, whatever page shows them.
var creditMarks = []string{"getty images", "gettyimages", "shutterstock", "istock", "istockphoto", "alamy", "ap photo", "afp via", "via getty",
	"via ap", "via afp", "via reuters", "reuters /", "reuters|", "epa efe", "epa-efe", "zuma press", "zuma wire", "picture alliance", "imago images",
	"imago /", "imago/", "nurphoto", "bloomberg via", "file photo", "adobe stock", "unsplash", "pexels", "pixabay", "depositphotos", "dreamstime",
	"wikimedia commons", "dpa /", "keystone", "pa wire", "pa images", "press association images", "sipa usa", "sipa press", "abaca", "tt nyhetsbyrån",
	"ntb scanpix", "scanpix", "ritzau scanpix", "lehtikuva", "anp foto", "belga image", "belgaimage", "afp photo", "stringer /", "handout", "lightrocket", "magnum photos",
	"photo illustration", "stock image", "stock photo", "archive photo", "screen grab", "press handout"}

// creditHouses stand alone behind a slash, a bar or in brackets.
var creditHouses = map[string]bool{"getty": true, "reuters": true, "afp": true, "ap": true, "epa": true, "efe": true, "dpa": true, "apa": true, "pa": true,
	"ansa": true, "belga": true, "anp": true, "tt": true, "ntb": true, "pap": true, "čtk": true, "tass": true, "тасс": true, "xinhua": true, "kyodo": true,
	"yonhap": true, "pti": true, "ani": true, "aap": true, "upi": true, "bernama": true, "antara": true, "imago": true, "keystone": true,
	"shutterstock": true, "alamy": true, "istock": true, "unsplash": true, "pexels": true, "pixabay": true, "anadolu": true, "nurphoto": true, "lusa": true, "sipa": true, "cna": true, "nasa": true, "supplied": true, "handout": true, "rex": true, "bloomberg": true, "afp-jiji": true, "jiji": true}

// photoCredit cuts photographers' credits, and captions that came as
// paragraphs and end in one. A figure's own caption stays with its picture.
func photoCredit(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.words == 0 || b.words > 90 || b.long || b.kind == article.Table || b.kind == article.Code || b.kind == article.Figure {
		return nil
	}
	if b.quote && (b.ends || sentenceEnd(b.text[:max(0, strings.LastIndexAny(b.text, "(["))])) {
		return nil // an agency's name behind a quotation is where it was said
	}
	ts := b.ts
	if b.words <= 10 && len(b.text) > 6 && strings.EqualFold(b.text[:5], "(via ") && strings.HasSuffix(b.text, ")") {
		return cut(article.AgencyLine, "agency:via, in brackets", 0.85)
	}
	if b.words <= 10 && fileName(b.text) {
		return cut(article.PhotoCredit, "credit:name of a file", 0.9)
	}
	if j.betweenPictureAndCredit(i) {
		return cut(article.PhotoCredit, "credit:caption above one", 0.75)
	}
	if n := creditAt(ts, 0); n > 0 && b.words <= 30 {
		return cut(article.PhotoCredit, "credit:begins", 0.95)
	}
	if b.words <= 14 && !b.ends {
		low := strings.ToLower(b.text)
		if holdsMark(low) {
			return cut(article.PhotoCredit, "credit:agency", 0.9)
		}
		if houseBehindMark(ts) {
			return cut(article.PhotoCredit, "credit:house behind a slash", 0.85)
		}
	}
	// A caption: its last words are a credit.
	if k := creditBefore(ts); k >= 0 && b.words <= 80 && !b.quote && !(b.ends && len(ts)-k > 8) {
		return cut(article.PhotoCredit, "credit:caption", 0.9)
	}
	if b.words <= 80 {
		if tail := bracketTail(b.text); tail != "" && creditTail(tail) {
			return cut(article.PhotoCredit, "credit:caption in brackets", 0.9)
		}
		if b.words <= 70 && endsWithAgency(tailOf(b.text, 100)) {
			return cut(article.PhotoCredit, "credit:caption and agency", 0.85)
		}
	}
	return nil
}

// fileName: the text is the name of a picture's file.
func fileName(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 0 {
		return false
	}
	switch strings.ToLower(s[dot:]) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg":
		return true
	}
	return false
}

// betweenPictureAndCredit: the line stands right above a line that names whose
// picture it is, and right below that picture or the button that enlarges it. So stand captions
// that the page does not mark as such.
func (j *judge) betweenPictureAndCredit(i int) bool {
	b := &j.blocks[i]
	if i == 0 || i+1 >= len(j.blocks) || b.kind != article.Paragraph || b.words > 45 || b.quote {
		return false
	}
	before, after := &j.blocks[i-1], &j.blocks[i+1]
	if same := before.kind == article.Figure && len(b.text) > 20 && strings.HasPrefix(before.text, b.text); !same && (before.cut == nil || before.words > 5 || before.cut.Reason != article.ImageButton && before.cut.Reason != article.Navigation) || after.words > 8 || after.ends {
		return false
	}
	return creditAt(after.ts, 0) > 0 || houseBehindMark(after.ts)
}

// creditAt reports how many tokens a credit formula takes at k: "photo by",
// "foto:", "image credit:", "image copyright", "courtesy of", "© name".
func creditAt(ts []token, k int) int {
	if k >= len(ts) {
		return 0
	}
	if ts[k].text == "©" && k+1 < len(ts) && len(ts)-k <= 8 && !leadsNumber(ts[k+1].text) {
		return 1
	}
	i := k
	for i < len(ts) && i < k+3 && qualifies(ts[i].text) {
		i++
	}
	if i >= len(ts) || !creditWords[ts[i].text] {
		return 0
	}
	n := i
	for n < len(ts) && n < i+3 && (creditWords[ts[n].text] || ts[n].text == "copyright" || ts[n].text == "source") {
		n++
	}
	if n >= len(ts) {
		return 0
	}
	if n+2 < len(ts) && takenWords[ts[n].text] && len(ts)-k <= 14 {
		n++ // "image taken from …", "photo provided by …"
		if ts[n].text == "from" || ts[n].text == "by" || ts[n].text == "via" {
			return n + 1 - k
		}
		return 0
	}
	switch ts[n].text {
	case ":", "/", "|", "©":
		if n+1 < len(ts) {
			return n + 1 - k
		}
	case "by", "von", "par", "por", "de", "di", "da", "door", "af", "av", "courtesy", "via", "from", "of":
		// "Photos of the day" and "picture of" are sentences: only "by" and
		// its like, and "courtesy of", make a credit.
		if (ts[n].text == "of" || ts[n].text == "de" || ts[n].text == "di" || ts[n].text == "from" || ts[n].text == "da") && ts[n-1].text != "courtesy" && ts[n-1].text != "credit" {
			return 0
		}
		if n+1 < len(ts) && len(ts)-k <= 16 {
			return n + 1 - k
		}
	}
	if n-i >= 2 && n < len(ts) && len(ts)-k <= 30 { // "image copyright Getty", "image caption …", "photo credit X"
		return n - k
	}
	return 0
}

// takenWords say how a house came by a picture.
var takenWords = words("taken provided supplied shared contributed obtained submitted released")

func qualifies(w string) bool {
	switch w {
	case "file", "stock", "feature", "featured", "main", "top", "cover", "lead", "header", "hero", "archive", "undated", "all", "représentative", "titelbild", "archivbild", "symbolbild":
		return true
	}
	return false
}

// creditBefore finds a credit formula with a colon that the block ends in, up
// to ten words before its end. Prose that merely says "photo" has no colon.
func creditBefore(ts []token) int {
	from := max(1, len(ts)-14)
	for k := from; k < len(ts)-1; k++ {
		t := ts[k].text
		if t == "©" && !leadsNumber(ts[k+1].text) && len(ts)-k <= 8 {
			return k
		}
		if !creditWords[t] && !strings.HasSuffix(t, "credit") {
			continue
		}
		n := k + 1
		for n < len(ts) && (creditWords[ts[n].text] || ts[n].text == "by") {
			n++
		}
		if n < len(ts)-1 && ts[n].text == ":" || n < len(ts) && ts[n-1].text == "by" && n-k >= 2 && len(ts)-n <= 5 {
			return k
		}
	}
	return -1
}

// houseBehindMark reports "Name / AFP", "Name | House" and "REUTERS/Name",
// and a house by itself.
func houseBehindMark(ts []token) bool {
	house, mark, words := false, false, 0
	for i := range ts {
		switch {
		case ts[i].text == "/" || ts[i].text == "|":
			mark = true
		case !ts[i].mark:
			words++
			house = house || creditHouses[ts[i].text]
		}
	}
	return house && mark && words <= 10
}

// bracketTail is what stands in brackets at the very end of the text.
func bracketTail(s string) string {
	s = strings.TrimRight(s, " ")
	if !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") && !strings.HasSuffix(s, "）") {
		return ""
	}
	open := strings.LastIndexAny(s, "([")
	if i := strings.LastIndex(s, "（"); i > open {
		open = i
	}
	if open <= 0 || len(s)-open > 140 {
		return ""
	}
	// Behind a sentence's end brackets are a remark of their own.
	before := strings.TrimRight(s[:open], " ")
	inner := strings.Trim(s[open:], "()[]（） ")
	if strings.HasSuffix(before, ".") || before == "" {
		return "." + inner
	}
	return inner
}

// creditTail judges the words in brackets at a block's end.
func creditTail(t string) bool {
	alone := strings.HasPrefix(t, ".")
	t = strings.TrimPrefix(t, ".")
	ts := tokens(t)
	if len(ts) == 0 || len(ts) > 18 {
		return false
	}
	if creditAt(ts, 0) > 0 || creditWords[ts[0].text] && len(ts) > 1 {
		return true
	}
	low := strings.ToLower(t)
	if holdsMark(low) || houseBehindMark(ts) {
		return true
	}
	if len(ts) == 1 {
		return alone && creditHouses[ts[0].text]
	}
	// ". (Some House)": names only, behind a full stop.
	if !alone || len(ts) > 6 {
		return false
	}
	if low == "public domain" {
		return true
	}
	for _, w := range strings.FieldsFunc(t, func(r rune) bool { return r == ' ' || r == '/' || r == '\u00a0' }) {
		if !nameWord(strings.Trim(w, ",|&"), true) && strings.Trim(w, ",|&") != "" {
			return false
		}
	}
	return true
}

// tailOf is about the last n bytes of s in lower case.
func tailOf(s string, n int) string {
	if len(s) > n {
		s = strings.ToValidUTF8(s[len(s)-n:], "")
	}
	return strings.ToLower(s)
}

// marksByLetter are the agencies by their first letter.
var marksByLetter = sync.OnceValue(func() (by [256][]string) {
	for _, m := range creditMarks {
		by[m[0]] = append(by[m[0]], m)
	}
	return by
})

// holdsMark reports the name of a picture agency somewhere in s, in one pass.
func holdsMark(s string) bool {
	by := marksByLetter()
	for i := range len(s) {
		for _, m := range by[s[i]] {
			if strings.HasPrefix(s[i:], m) {
				return true
			}
		}
	}
	return false
}

// endsWithAgency reports a text whose last words name a picture agency.
func endsWithAgency(low string) bool {
	low = strings.TrimRight(low, " .)]")
	tail := low
	if len(tail) > 60 {
		tail = tail[len(tail)-60:]
	}
	if !holdsMark(tail) {
		return strings.Contains(tail, "reuters/")
	}
	for _, m := range creditMarks {
		switch m {
		case "handout", "keystone", "abaca", "stringer /", "file photo", "stock image", "stock photo", "photo illustration", "archive photo", "screen grab":
			continue // words of prose as well
		}
		if !strings.Contains(tail, m) {
			continue
		}
		if i := strings.LastIndex(tail, m); i >= 0 && len(tail)-i-len(m) <= 24 {
			return true
		}
	}
	return strings.Contains(tail, "reuters/")
}
