package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/article/rules"
)

// fromText makes the Document of plain text: a pasted page, a dump, another
// program's output. No markup helps, so the lines themselves must tell: what
// is a paragraph, what is the headline, who wrote it and when.
func fromText(data string, o Options) *article.Document {
	b := &builder{}
	for _, p := range textBlocks(article.Clean(data)) {
		p.into(b)
	}
	d := b.document()
	d.Path = article.FromText
	textFacts(d, o)
	judge(d, nil, rules.Page{}, o)
	textHeadings(d)
	return d
}

// textBlock is one block of a plain text.
type textBlock struct {
	kind    article.Kind
	text    string
	level   int
	ordinal int
}

// into writes the block; the addresses in it become links.
func (p textBlock) into(b *builder) {
	if p.kind == article.Rule {
		b.add(article.Block{Kind: article.Rule}, "", note{heading: -1})
		return
	}
	rest := p.text
	for {
		i := strings.Index(rest, "http")
		if i < 0 {
			break
		}
		end := addressEnd(rest, i)
		href := ""
		if strings.HasPrefix(rest[i:], "http://") || strings.HasPrefix(rest[i:], "https://") {
			href = article.CleanURL(rest[i:end])
		}
		if href == "" {
			b.write(rest[:i+4], nil, true, false)
			rest = rest[i+4:]
			continue
		}
		b.write(rest[:i], nil, true, false)
		b.begin(article.Link, href)
		b.write(rest[i:end], nil, true, false)
		b.end()
		rest = rest[end:]
	}
	b.write(rest, nil, true, false)
	b.flush(article.Block{Kind: p.kind, Level: p.level, Ordinal: p.ordinal})
}

// addressEnd is the end of the address that begins at i: closing brackets and
// the sentence's own mark do not belong to it.
func addressEnd(s string, i int) int {
	end := len(s)
	if n := strings.IndexFunc(s[i:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"“”«»", r) }); n >= 0 {
		end = i + n
	}
	for end > i && strings.ContainsRune(".,;:!?)]}'", rune(s[end-1])) {
		if s[end-1] == ')' && strings.Count(s[i:end], "(") >= strings.Count(s[i:end], ")") {
			break
		}
		end--
	}
	return end
}

// textBlocks cuts a text into blocks. Blank lines always part blocks; whether
// a single line feed does too depends on the text: see wrapWidth.
func textBlocks(text string) []textBlock {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	width := wrapWidth(lines)
	var out []textBlock
	cur := -1 // the block that the next line may go on with
	for i, raw := range lines {
		line := strings.TrimFunc(raw, unicode.IsSpace)
		if line == "" {
			cur = -1
			continue
		}
		if isSeparator(line) {
			if cur >= 0 && underlines(line, out[cur].text) && out[cur].kind == article.Paragraph {
				out[cur].kind, out[cur].level = article.Heading, 2
				cur = -1
				continue
			}
			out = append(out, textBlock{kind: article.Rule})
			cur = -1
			continue
		}
		if cur >= 0 && width > 0 && goesOn(lines[i-1], line, width) && bulletOf(line).kind == "" && quoted(raw) == quoted(lines[i-1]) {
			out[cur].text = joinLines(out[cur].text, strings.TrimLeft(line, "> "))
			continue
		}
		b := bulletOf(line)
		if b.kind == "" {
			b = textBlock{kind: article.Paragraph, text: line}
			if quoted(raw) {
				b = textBlock{kind: article.Quotation, level: 1, text: strings.TrimLeft(line, "> ")}
				if b.text == "" {
					cur = -1
					continue
				}
			}
		}
		out = append(out, b)
		cur = len(out) - 1
	}
	settleLists(out)
	return out
}

// quoted reports a line of a letter's quotation.
func quoted(line string) bool { return strings.HasPrefix(line, "> ") || line == ">" }

// wrapWidth is the width at which the text was wrapped by hand or by a
// program, 0 where each line is a block of its own. A text is wrapped when of
// the breaks inside its chunks nearly all come where the next word would not
// have fitted any more.
func wrapWidth(lines []string) int {
	width, long := 0, 0
	for _, l := range lines {
		n := utf8.RuneCountInString(l)
		if n > 120 {
			long++
			continue
		}
		width = max(width, n)
	}
	if long > 0 || width < 40 {
		return 0 // paragraphs stand on one line: no line is cut short for its width
	}
	full, breaks := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if strings.TrimSpace(lines[i]) == "" || strings.TrimSpace(lines[i+1]) == "" {
			continue
		}
		breaks++
		if goesOn(lines[i], strings.TrimSpace(lines[i+1]), width) {
			full++
		}
	}
	if breaks < 3 || full*10 < breaks*5 {
		return 0
	}
	return width
}

// goesOn reports that a line was broken only for its width: the next word
// would not have fitted. Ragged setting leaves a few letters unused.
func goesOn(line, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	n, w := utf8.RuneCountInString(line), utf8.RuneCountInString(word)
	return n*2 > width && n+1+w > width-max(3, width/12)
}

// joinLines joins a wrapped line to its paragraph; a word that was divided
// with a soft hyphen is made whole, a plain hyphen stays: it may be a
// compound's own.
func joinLines(a, b string) string {
	if s := strings.TrimSuffix(a, "\u00ad"); s != a {
		return s + b
	}
	if strings.HasSuffix(a, "-") && !strings.HasSuffix(a, " -") {
		return a + b
	}
	r, _ := utf8.DecodeLastRuneInString(a)
	q, _ := utf8.DecodeRuneInString(b)
	if wide(r) && wide(q) && (r < 0xac00 || r > 0xd7a3) {
		return a + b // Chinese and Japanese write no blanks
	}
	return a + " " + b
}

// isSeparator reports a line without letters or digits that parts sections:
// "* * *", "___", "§", "•".
func isSeparator(line string) bool {
	n := 0
	for _, r := range line {
		switch {
		case unicode.IsSpace(r):
		case strings.ContainsRune("*_-=~#·•—–§.⁂…◆■●", r):
			n++
		default:
			return false
		}
	}
	return n > 0 && n < 200
}

// underlines reports the second line of a heading that is underlined.
func underlines(line, above string) bool {
	if strings.Trim(line, "=") != "" && strings.Trim(line, "-") != "" {
		return false
	}
	n, w := len(line), utf8.RuneCountInString(above)
	return w <= 100 && n >= 3 && n*10 >= w*7 && n <= w*2+3
}

// bulletOf reads a list item: "• one", "* one", "- one", "1. one", "2) two".
// The dash of dialogue (– —) is none.
func bulletOf(line string) textBlock {
	for _, mark := range []string{"• ", "* ", "- ", "‣ ", "▪ ", "◦ ", "● ", "■ ", "➤ ", "✓ ", "✔ ", "•"} {
		if rest := strings.TrimPrefix(line, mark); rest != line && strings.TrimSpace(rest) != "" {
			return textBlock{kind: article.ListItem, level: 1, text: strings.TrimSpace(rest)}
		}
	}
	n := 0
	for n < len(line) && n < 3 && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n == 0 || n+2 >= len(line) || line[n] != '.' && line[n] != ')' || line[n+1] != ' ' {
		return textBlock{}
	}
	return textBlock{kind: article.ListItem, level: 1, ordinal: num(line[:n]), text: strings.TrimSpace(line[n+1:])}
}

// settleLists turns items that stand alone back into paragraphs: one line
// that begins with "1." or a hyphen is no list, and a dialogue set with
// hyphens has sentences, not items.
func settleLists(blocks []textBlock) {
	for i := 0; i < len(blocks); {
		if blocks[i].kind != article.ListItem {
			i++
			continue
		}
		j := i + 1
		for j < len(blocks) && blocks[j].kind == article.ListItem && blocks[i].ordinal > 0 && blocks[j].ordinal == blocks[j-1].ordinal+1 {
			j++
		}
		if blocks[i].ordinal > 0 && j-i < 2 {
			for k := i; k < j; k++ {
				blocks[k] = textBlock{kind: article.Paragraph, text: ordinalText(blocks[k])}
			}
		}
		i = j
	}
}

// ordinalText gives a numbered line its number back.
func ordinalText(b textBlock) string {
	return decimal(b.ordinal) + ". " + b.text
}

func decimal(n int) string {
	if n >= 10 {
		return decimal(n/10) + decimal(n%10)
	}
	return string(rune('0' + n))
}

// textHeadings finds the subheadings of a plain text: short lines without an
// end, between prose and prose.
func textHeadings(d *article.Document) {
	var kept []int
	for i := range d.Kept {
		kept = append(kept, i)
	}
	for k := 1; k+1 < len(kept); k++ {
		b := &d.Blocks[kept[k]]
		if b.Kind != article.Paragraph || b.Len() > 90 {
			continue
		}
		text := d.Of(b.Range)
		if endsSentence(text) || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ",") || len(strings.Fields(text)) > 10 || strings.HasPrefix(text, "–") {
			continue
		}
		r, _ := utf8.DecodeRuneInString(text)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !wide(r) {
			continue
		}
		before, after := d.Of(d.Blocks[kept[k-1]].Range), d.Of(d.Blocks[kept[k+1]].Range)
		if endsSentence(before) && endsSentence(after) && letters(after) >= 80 {
			b.Kind, b.Level = article.Heading, 2
		}
	}
}

// endsSentence reports a text that ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»“‘」』)] ")
	for _, end := range []string{".", "!", "?", "…", "。", "！", "？", "؟", "।"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
