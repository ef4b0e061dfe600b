package render

import (
	"fmt"
	"strings"

	"pullquote/article"
)

// Print is the whole page as styled text for a terminal, one line feed after
// each line, without the blanks that centre it: what `read` writes when nobody
// pages. Where Styles.NoColor is set, quotes are still underlined or bold.
func Print(d *article.Document, o Options) string {
	return printed(d, o, false)
}

// Plain is the page without any styles. With a Width it is laid out as Print
// lays it out. With Width 0 nothing is wrapped and each paragraph is one line:
// the form for a pipe, where the next program breaks lines itself.
func Plain(d *article.Document, o Options) string {
	if o.Width > 0 {
		return printed(d, o, true)
	}
	return unwrapped(d, o)
}

func printed(d *article.Document, o Options, bare bool) string {
	if o.Measure <= 0 {
		o.Measure = defaultMeasure
	}
	if o.UnfoldKey == "" {
		o.UnfoldKey = "--all" // printed, no key does it: the verb's flag does
	}
	o.bare = bare
	// As wide as the text and its margins: nothing is left to centre in.
	if w := o.Measure + 2*margin(o.Measure+4); o.Width > w {
		o.Width = w
	}
	p := Lay(d, o)
	p.left = min(p.left, margin(o.Width))
	if bare {
		p.left = 0
	}
	var b strings.Builder
	for i := range p.lines {
		b.WriteString(strings.TrimRight(p.Draw(i, Marks{}), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// unwrapped writes one block a line with blank lines between.
func unwrapped(d *article.Document, o Options) string {
	var b strings.Builder
	para := func(s string) {
		if s = strings.TrimRight(s, " \n"); s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
		b.WriteByte('\n')
	}
	para(article.CleanLine(d.Title))
	para(article.CleanLine(d.Standfirst()))
	var facts []string
	for _, s := range []string{Names(d.Byline), d.Publisher, Dated(d.Published, o.Head.Now)} {
		if s = article.CleanLine(s); s != "" {
			facts = append(facts, s)
		}
	}
	if d.Stub {
		facts = append(facts, paidNote)
	}
	para(strings.Join(facts, " · "))
	item := (*article.Block)(nil) // the block before, an item of the same list
	for i := range d.Blocks {
		bl := &d.Blocks[i]
		if bl.Cut != nil && !o.Unfold {
			continue
		}
		s := plainBlock(d, bl)
		if bl.Cut != nil {
			s = "[" + article.CleanLine(bl.Cut.Told()) + "] " + s
		}
		if item != nil && bl.Kind == article.ListItem && (bl.Level != item.Level || (bl.Ordinal > 0) == (item.Ordinal > 0)) {
			b.WriteString(s)
			b.WriteByte('\n')
		} else {
			para(s)
		}
		if item = nil; bl.Kind == article.ListItem {
			item = bl
		}
	}
	return b.String()
}

// plainBlock is one block as plain text; only code and tables have several lines.
func plainBlock(d *article.Document, b *article.Block) string {
	text := article.Clean(d.Of(b.Range))
	one := shown(text)
	switch b.Kind {
	case article.ListItem:
		mark := "- "
		if b.Ordinal > 0 {
			mark = fmt.Sprintf("%d. ", b.Ordinal)
		}
		return strings.Repeat("  ", min(max(b.Level-1, 0), maxDepth)) + mark + one
	case article.Quotation:
		return strings.Repeat("> ", min(max(b.Level, 1), maxDepth)) + one
	case article.Figure:
		if one == "" {
			return ""
		}
		return "▨ " + one
	case article.Embed:
		return strings.TrimSpace("▶ " + one + " " + article.CleanURL(b.Href))
	case article.Rule:
		return "* * *"
	case article.Code:
		return text
	case article.Table:
		if len(b.Cells) == 0 {
			return one
		}
		var rows []string
		for _, r := range b.Cells {
			var cells []string
			for _, c := range r {
				cells = append(cells, shown(d.Of(c)))
			}
			rows = append(rows, strings.Join(cells, "\t"))
		}
		return strings.Join(rows, "\n")
	}
	return one
}
