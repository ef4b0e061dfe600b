// Package rendertest writes Documents for tests of render and pager in a few
// letters of markup, so that a test shows the text that it is about and no
// offsets. Only tests import it. It knows no quote engine: who says what is
// set by hand.
package rendertest

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"

	"pullquote/article"
)

// Doc reads one block per paragraph of the source (blank lines between). A
// block's first word says what it is:
//
//	# ## ###      heading       -  1.       list item, two blanks deeper a level
//	>             block quote   ![url]      figure     @[url]  embed
//	---           rule          |a|b|       table, a row a line; |! is a header
//	~go           code          {reason} …  a block that is cut
//
// Inside: <b> <i> <s> <code> <a URL> and <q Speaker; role> around the words of
// a quote (its marks outside); <q> is nobody's, <q +> goes on with the quote
// before, <t> is a term. <br> is a hard line break.
func Doc(source string) *article.Document {
	d := &article.Document{}
	for _, para := range strings.Split(strings.Trim(source, "\n"), "\n\n") {
		if para == "" {
			continue
		}
		if len(d.Blocks) > 0 {
			d.Text += "\n\n"
		}
		d.Blocks = append(d.Blocks, block(d, para))
	}
	return d
}

var openings = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(---$|#+|-|\d+\.|>+|!\[[^\]]*\]|@\[[^\]]*\]|~\w*\n)\s?`)
})

var cuts = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\{([^}]*)\} ?`) })

func block(d *article.Document, s string) article.Block {
	b := article.Block{Kind: article.Paragraph}
	if m := cuts().FindStringSubmatch(s); m != nil {
		b.Cut = &article.Cut{Reason: article.Reason(m[1]), Score: 1}
		s = s[len(m[0]):]
	}
	depth := len(s) - len(strings.TrimLeft(s, " "))
	s = s[depth:]
	if strings.HasPrefix(s, "|") {
		return table(d, b, s)
	}
	m := openings().FindString(s)
	s = s[len(m):]
	switch m = strings.TrimSpace(m); {
	case m == "":
	case m == "---":
		b.Kind = article.Rule
	case m[0] == '#':
		b.Kind, b.Level = article.Heading, len(m)
	case m[0] == '>':
		b.Kind, b.Level = article.Quotation, len(m)
	case m[0] == '!':
		b.Kind, b.Image = article.Figure, m[2:len(m)-1]
	case m[0] == '@':
		b.Kind, b.Href = article.Embed, m[2:len(m)-1]
	case m[0] == '~':
		b.Kind, b.Language = article.Code, m[1:]
	default:
		b.Kind, b.Level = article.ListItem, depth/2+1
		b.Ordinal, _ = strconv.Atoi(strings.TrimSuffix(m, ".")) // "-" is 0: a bullet
	}
	b.Start = len(d.Text)
	if b.Kind == article.Code {
		d.Text += s
	} else {
		inline(d, &b, s)
	}
	b.End = len(d.Text)
	return b
}

func table(d *article.Document, b article.Block, s string) article.Block {
	b.Kind, b.Start = article.Table, len(d.Text)
	for n, row := range strings.Split(s, "\n") {
		if rest, ok := strings.CutPrefix(row, "|!"); ok {
			b.HeaderRow, row = true, rest
		}
		var cells []article.Range
		for c, cell := range strings.Split(strings.Trim(row, "|"), "|") {
			switch {
			case c > 0:
				d.Text += "\t"
			case n > 0:
				d.Text += "\n"
			}
			at := len(d.Text)
			inline(d, &b, strings.TrimSpace(cell))
			cells = append(cells, article.Range{Start: at, End: len(d.Text)})
		}
		b.Cells = append(b.Cells, cells)
	}
	b.End = len(d.Text)
	return b
}

var tags = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<(/?)(b|i|s|code|a|q|t|br)(?: ([^>]*))?>`)
})

// inline appends the words to the text and the spans to the block.
func inline(d *article.Document, b *article.Block, s string) {
	type open struct {
		tag, arg string
		at       int
	}
	var stack []open
	for {
		m := tags().FindStringSubmatchIndex(s)
		if m == nil {
			d.Text += s
			break
		}
		d.Text += s[:m[0]]
		tag, arg := s[m[4]:m[5]], ""
		if m[6] >= 0 {
			arg = s[m[6]:m[7]]
		}
		switch {
		case tag == "br":
			b.Spans = append(b.Spans, article.Span{Kind: article.LineBreak, Range: article.Range{Start: len(d.Text), End: len(d.Text)}})
			d.Text += "\n"
		case m[2] == m[3]:
			stack = append(stack, open{tag, arg, len(d.Text)})
		default:
			o := stack[len(stack)-1]
			if o.tag != tag {
				panic(fmt.Sprintf("rendertest: <%s> closed by </%s>", o.tag, tag))
			}
			stack = stack[:len(stack)-1]
			enter(d, b, o.tag, o.arg, article.Range{Start: o.at, End: len(d.Text)})
		}
		s = s[m[1]:]
	}
	sort.SliceStable(b.Spans, func(i, j int) bool {
		if b.Spans[i].Start != b.Spans[j].Start {
			return b.Spans[i].Start < b.Spans[j].Start
		}
		return b.Spans[i].End > b.Spans[j].End
	})
}

func enter(d *article.Document, b *article.Block, tag, arg string, r article.Range) {
	kinds := map[string]article.SpanKind{"b": article.Strong, "i": article.Emphasis,
		"s": article.Strike, "code": article.InlineRaw, "a": article.Link}
	switch {
	case tag == "q" && arg == "+":
		q := &d.Quotes[len(d.Quotes)-1]
		q.Spans = append(q.Spans, r)
	case tag == "q":
		name, role, _ := strings.Cut(arg, "; ")
		d.Quotes = append(d.Quotes, article.Quote{Spans: []article.Range{r}, Speaker: name, Role: role, Kind: article.Direct})
	case tag == "t":
		d.Quotes = append(d.Quotes, article.Quote{Spans: []article.Range{r}, Kind: article.Term})
	default:
		b.Spans = append(b.Spans, article.Span{Kind: kinds[tag], Range: r, Href: arg})
	}
}
