package article

import (
	"strings"
	"unicode"
)

// A text fragment is an address that names words of its page: a browser scrolls
// to them and marks them. "start,end" names all from the first words to the
// last, so that a long quote, or one that the cue interrupts, needs few of them.
// https://wicg.github.io/scroll-to-text-fragment/
const (
	directive = ":~:text="
	// whole is the longest quote, in words, that is named in full; edge is how
	// many words name each end of a longer one: enough to stand once on a page.
	whole, edge = 10, 5
	// The same for scripts that write no blanks between words, in letters. An
	// end may not lie inside a word there either, and where words end only a
	// dictionary knows: such quotes are cut at their own punctuation.
	wholeRun, edgeRun = 60, 8
)

// LinkTo is the address of a page with a text fragment that names the quote in
// it; just the address where the quote has no word. A fragment that the address
// has stays, as the directive's rules say.
func LinkTo(address, quote string) string {
	start, end := ends(quote)
	if address == "" || start == "" {
		return address
	}
	if i := strings.Index(address, ":~:"); i >= 0 {
		address = strings.TrimSuffix(address[:i], "#")
	}
	if !strings.Contains(address, "#") {
		address += "#"
	}
	address += directive + escapeWords(start)
	if end != "" {
		address += "," + escapeWords(end)
	}
	return address
}

// ends are the words that name a quote: all of them, or the first and the last.
// Marks and stops at the edges are left out: a match has to begin and end at a
// word, and pages set stops inside or outside of the marks.
func ends(quote string) (start, end string) {
	quote = CleanLine(quote)
	// Between two spans stands what the quote leaves out, on the page the cue.
	first, last := quote, quote
	at := strings.Index(quote, Gap)
	if at >= 0 {
		first, last = quote[:at], quote[strings.LastIndex(quote, Gap)+len(Gap):]
	}
	head, tail := firstWords(first), lastWords(last)
	switch all := trimEdges(quote); {
	case head == "":
		return trimEdges(last), ""
	case at < 0 && head == all, tail == "":
		return head, ""
	}
	return head, tail
}

func firstWords(s string) string {
	if run := clauses(s); run != nil {
		return run[0]
	}
	if f := strings.Fields(s); len(f) > whole {
		s = strings.Join(f[:edge], " ")
	}
	return trimEdges(s)
}

func lastWords(s string) string {
	if run := clauses(s); run != nil {
		return run[len(run)-1]
	}
	if f := strings.Fields(s); len(f) > whole {
		s = strings.Join(f[len(f)-edge:], " ")
	}
	return trimEdges(s)
}

// clauses cuts a long text of a script without blanks at its stops, into the
// first and the last clause; nil where the text is short, has blanks, or has
// no stop at a fit place.
func clauses(s string) []string {
	letters := []rune(s)
	if len(letters) <= wholeRun || len(strings.Fields(s)) > len(letters)/10 {
		return nil
	}
	from, to := -1, -1
	for i, r := range letters {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			continue
		}
		if from < 0 && i >= edgeRun {
			from = i
		}
		if i < len(letters)-edgeRun {
			to = i
		}
	}
	if from < 0 || to < from {
		return nil
	}
	return []string{trimEdges(string(letters[:from])), trimEdges(string(letters[to:]))}
}

func trimEdges(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// escapeWords percent-encodes words for a directive. "-", "," and "&" are its
// own signs; parentheses would end a link in Markdown.
func escapeWords(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
