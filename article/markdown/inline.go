package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
)

// inline writes the text of a range with its spans. Spans that cross others
// (HTML allows it) are closed and opened again at the crossing.
func (w *writer) inline(r article.Range, spans []article.Span) string {
	var out strings.Builder
	w.spanned(&out, r, spans)
	return out.String()
}

// spanned writes r, and each span within it with what it holds.
func (w *writer) spanned(out *strings.Builder, r article.Range, spans []article.Span) {
	at := r.Start
	for i := range spans {
		s := spans[i]
		s.Start, s.End = max(s.Start, at), min(s.End, r.End)
		if s.Start >= s.End {
			continue
		}
		out.WriteString(escapePart(w.d.Text, at, s.Start))
		w.span(out, s, spans[i+1:])
		at = s.End
	}
	if at < r.End {
		out.WriteString(escapePart(w.d.Text, at, r.End))
	}
}

// span writes one span around its own text.
func (w *writer) span(out *strings.Builder, s article.Span, rest []article.Span) {
	// Marks must touch the words: blanks at the edges stand outside of them.
	text := w.d.Of(s.Range)
	lead := len(text) - len(strings.TrimLeft(text, " \n\u00a0"))
	trail := len(text) - len(strings.TrimRight(text, " \n\u00a0"))
	if lead == len(text) {
		out.WriteString(text)
		return
	}
	out.WriteString(text[:lead])
	in := article.Range{Start: s.Start + lead, End: s.End - trail}
	inner := func() string {
		var b strings.Builder
		w.spanned(&b, in, rest)
		return b.String()
	}
	switch s.Kind {
	case article.InlineRaw:
		raw := strings.ReplaceAll(w.d.Of(in), "\n", " ")
		fence := strings.Repeat("`", longestRun(raw, '`')+1)
		pad := ""
		if strings.HasPrefix(raw, "`") || strings.HasSuffix(raw, "`") {
			pad = " "
		}
		out.WriteString(fence + pad + raw + pad + fence)
	case article.Link:
		href := article.CleanURL(s.Href)
		switch label := inner(); {
		case href == "" || w.o.Bare:
			out.WriteString(label)
		case href == w.d.Of(in) && !strings.ContainsAny(href, "<>"):
			out.WriteString("<" + href + ">")
		default:
			out.WriteString("[" + label + "](" + destination(href) + ")")
		}
	case article.Strong:
		w.marked(out, in, "**", inner())
	case article.Emphasis, article.CiteTag:
		// Underscores keep it apart from strong text that it touches, but are
		// no mark inside a word.
		mark := "_"
		before, _ := utf8.DecodeLastRuneInString(w.d.Text[:in.Start])
		after, _ := utf8.DecodeRuneInString(w.d.Text[in.End:])
		if letter(before) || letter(after) || before == '_' || after == '_' {
			mark = "*"
		}
		w.marked(out, in, mark, inner())
	case article.Strike:
		w.marked(out, in, "~~", inner())
	default:
		out.WriteString(inner())
	}
	out.WriteString(text[len(text)-trail:])
}

// marked puts emphasis marks around the text where CommonMark will read them
// as such: a mark beside a letter outside and punctuation inside is none, and
// two runs that touch would melt into one.
func (w *writer) marked(out *strings.Builder, in article.Range, mark, inner string) {
	text := w.d.Text
	first, _ := utf8.DecodeRuneInString(text[in.Start:])
	last, _ := utf8.DecodeLastRuneInString(text[:in.End])
	before, _ := utf8.DecodeLastRuneInString(text[:in.Start])
	after, _ := utf8.DecodeRuneInString(text[in.End:])
	opens := !punct(first) || in.Start == 0 || unicode.IsSpace(before) || punct(before)
	closes := !punct(last) || in.End >= len(text) || unicode.IsSpace(after) || punct(after)
	if !opens || !closes || endsWith(out.String(), mark[0]) || strings.HasPrefix(inner, mark[:1]) || endsWith(inner, mark[0]) {
		out.WriteString(inner)
		return
	}
	out.WriteString(mark + inner + mark)
}

// endsWith reports a live mark at the end: one without a backslash.
func endsWith(s string, mark byte) bool {
	if s == "" || s[len(s)-1] != mark {
		return false
	}
	return len(s) < 2 || s[len(s)-2] != '\\'
}

func letter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func punct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// destination writes an address so that no bracket in it ends the link.
func destination(href string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C", "*", "%2A", "_", "_").Replace(href)
}

// escape puts a backslash before what Markdown would read as markup anywhere
// in a line. What counts at a line's start only, guard sees to.
func escape(s string) string { return escapePart(s, 0, len(s)) }

// escapePart escapes s[from:to] with an eye on what stands around it.
func escapePart(s string, from, to int) string {
	if !strings.ContainsAny(s[from:to], "\\`*_[]<>&~!") {
		return s[from:to]
	}
	var b strings.Builder
	b.Grow(to - from + 8)
	for i := from; i < to; i++ {
		c := s[i]
		switch c {
		case '\\', '`', '*', '[', ']', '<', '>', '~':
			b.WriteByte('\\')
		case '_':
			// Inside a word it is no mark: snake_case stays readable.
			if !(i > from && wordByte(s[i-1]) && i+1 < to && wordByte(s[i+1])) {
				b.WriteByte('\\')
			}
		case '!':
			if i+1 < len(s) && s[i+1] == '[' {
				b.WriteByte('\\')
			}
		case '&':
			// Only what would be read as an entity.
			if semi := strings.IndexByte(s[i:], ';'); semi > 1 && semi < 34 && !strings.ContainsAny(s[i+1:i+semi], " \n") {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// guard escapes what makes a block of the line that begins with it: a
// heading, a list item, a rule, a fence, a setext underline, a table.
func guard(line string) string {
	trimmed := strings.TrimLeft(line, " \t")
	if trimmed == "" {
		return trimmed
	}
	switch c := trimmed[0]; c {
	case '#', '-', '+', '=', '|':
		return `\` + trimmed
	default:
		n := 0
		for n < len(trimmed) && n < 10 && trimmed[n] >= '0' && trimmed[n] <= '9' {
			n++
		}
		if n > 0 && n < len(trimmed) && (trimmed[n] == '.' || trimmed[n] == ')') && (n+1 == len(trimmed) || trimmed[n+1] == ' ') {
			return trimmed[:n] + `\` + trimmed[n:]
		}
	}
	return trimmed
}
