// Package markdown writes a Document as Markdown, for export and for what a
// screen shows of it elsewhere: CommonMark with the tables and the strike of
// GitHub. It owns the escaping: text of an article never becomes markup, so
// that reading the Markdown again gives the same text.
//
// It never reads Markdown (package extract does), fetches, or judges what is
// furniture: it writes the blocks that stay, or all of them when asked.
package markdown

import (
	"strconv"
	"strings"
	"time"

	"pullquote/article"
)

// Options say what is written.
type Options struct {
	// All writes the cut blocks too, each with its reason in a comment before it.
	All bool
	// BodyOnly leaves out title, deck, byline, date and address.
	BodyOnly bool
	// Front writes these facts as front matter instead of a header.
	Front bool
	// Bare leaves links out: their text stays.
	Bare bool
}

// Write makes the Markdown of d: one line a paragraph, a blank line between
// blocks, a line feed at the end. An empty Document gives "".
func Write(d *article.Document, o Options) string {
	w := &writer{d: d, o: o}
	switch {
	case o.Front:
		w.front()
	case !o.BodyOnly:
		w.header()
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Cut != nil && !o.All {
			continue
		}
		w.block(b)
	}
	if w.b.Len() == 0 {
		return ""
	}
	return strings.TrimRight(w.b.String(), "\n") + "\n"
}

// writer is one document under way.
type writer struct {
	d *article.Document
	o Options
	b strings.Builder
	// last is the block written before, so that the items of one list stand
	// without blank lines between them.
	last *article.Block
}

// header writes the facts as a reader would head a clipping.
func (w *writer) header() {
	d := w.d
	if d.Title != "" {
		w.b.WriteString("# " + escape(oneLine(d.Title)) + "\n\n")
	}
	if deck := d.Standfirst(); deck != "" {
		w.b.WriteString("*" + escape(oneLine(deck)) + "*\n\n")
	}
	var facts []string
	if len(d.Byline) > 0 {
		facts = append(facts, escape(oneLine(strings.Join(d.Byline, ", "))))
	}
	if d.Publisher != "" {
		facts = append(facts, escape(oneLine(d.Publisher)))
	}
	if !d.Published.IsZero() {
		facts = append(facts, d.Published.Format("2 January 2006"))
	}
	if len(facts) > 0 {
		w.b.WriteString(strings.Join(facts, " · ") + "\n\n")
	}
	if u := article.CleanURL(d.URL); u != "" {
		w.b.WriteString("<" + u + ">\n\n")
	}
}

// front writes the facts as YAML front matter.
func (w *writer) front() {
	d := w.d
	w.b.WriteString("---\n")
	field := func(key, value string) {
		if value != "" {
			w.b.WriteString(key + ": " + strconv.Quote(oneLine(value)) + "\n")
		}
	}
	field("title", d.Title)
	field("description", d.Deck)
	if len(d.Byline) > 0 {
		w.b.WriteString("authors:\n")
		for _, n := range d.Byline {
			w.b.WriteString("  - " + strconv.Quote(oneLine(n)) + "\n")
		}
	}
	field("publisher", d.Publisher)
	field("lang", d.Language)
	if !d.Published.IsZero() {
		w.b.WriteString("date: " + d.Published.Format(time.RFC3339) + "\n")
	}
	field("url", article.CleanURL(d.URL))
	w.b.WriteString("---\n\n")
}

func (w *writer) block(b *article.Block) {
	if b.Len() == 0 && b.Kind != article.Rule && b.Image == "" && b.Href == "" {
		return
	}
	tight := w.last != nil && w.last.Kind == article.ListItem && b.Kind == article.ListItem &&
		(w.last.Ordinal > 0) == (b.Ordinal > 0) && (w.last.Cut == nil) == (b.Cut == nil)
	if w.last != nil && !tight {
		w.b.WriteByte('\n')
	}
	if b.Cut != nil && !tight {
		w.b.WriteString("<!-- hidden: " + strings.ReplaceAll(b.Cut.Told(), "--", "- -") + " -->\n\n")
	}
	if w.last != nil && w.last.Kind == article.ListItem && b.Kind == article.ListItem && !tight {
		// Two lists that touch would be read as one.
		w.b.WriteString("<!-- -->\n\n")
	}
	switch b.Kind {
	case article.Heading:
		w.b.WriteString(strings.Repeat("#", min(max(b.Level, 1), 6)) + " " + strings.ReplaceAll(w.inline(b.Range, b.Spans), "\n", " "))
	case article.ListItem:
		indent := strings.Repeat("    ", min(max(b.Level-1, 0), 8))
		mark := "- "
		if b.Ordinal > 0 {
			mark = strconv.Itoa(b.Ordinal) + ". "
		}
		w.b.WriteString(indent + mark + w.lines(b, indent+strings.Repeat(" ", len(mark))))
	case article.Quotation:
		mark := strings.Repeat("> ", min(max(b.Level, 1), 8))
		w.b.WriteString(mark + w.lines(b, mark))
	case article.Figure:
		w.figure(b)
	case article.Table:
		w.table(b)
	case article.Code:
		w.code(b)
	case article.Rule:
		w.b.WriteString("* * *")
	case article.Embed:
		w.b.WriteString("> " + w.lines(b, "> "))
		if u := article.CleanURL(b.Href); u != "" && !w.o.Bare {
			if b.Len() > 0 {
				w.b.WriteString("  \n> ")
			}
			w.b.WriteString("<" + u + ">")
		}
	default:
		w.b.WriteString(w.lines(b, ""))
	}
	w.b.WriteByte('\n')
	w.last = b
}

// lines is the block's inline text with hard breaks, each further line begun
// with prefix.
func (w *writer) lines(b *article.Block, prefix string) string {
	var out strings.Builder
	for i, line := range strings.Split(w.inline(b.Range, b.Spans), "\n") {
		if i > 0 {
			out.WriteString("  \n" + prefix)
		}
		out.WriteString(guard(line))
	}
	return out.String()
}

func (w *writer) figure(b *article.Block) {
	caption := strings.ReplaceAll(w.d.Of(b.Range), "\n", " ")
	image := article.CleanURL(b.Image)
	switch {
	case image != "" && !w.o.Bare:
		w.b.WriteString("![" + escape(caption) + "](" + destination(image) + ")")
	default:
		w.b.WriteString("*" + strings.TrimSpace(escape(caption)) + "*")
	}
}

func (w *writer) table(b *article.Block) {
	if len(b.Cells) == 0 {
		w.b.WriteString(w.lines(b, ""))
		return
	}
	columns := 0
	for _, row := range b.Cells {
		columns = max(columns, len(row))
	}
	line := func(row []article.Range) {
		w.b.WriteByte('|')
		for i := range columns {
			cell := ""
			if i < len(row) {
				cell = strings.ReplaceAll(escape(oneLine(w.d.Of(row[i]))), "|", `\|`)
			}
			w.b.WriteString(" " + cell + " |")
		}
	}
	rows := b.Cells
	if b.HeaderRow {
		line(rows[0])
		rows = rows[1:]
	} else {
		line(nil) // a table must have a head: an empty one
	}
	w.b.WriteString("\n|" + strings.Repeat(" --- |", columns))
	for _, row := range rows {
		w.b.WriteByte('\n')
		line(row)
	}
}

// code writes a fence longer than any run of backquotes in the text.
func (w *writer) code(b *article.Block) {
	text := w.d.Of(b.Range)
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	language := strings.Map(func(r rune) rune {
		if r == '`' || r <= ' ' {
			return -1
		}
		return r
	}, b.Language)
	w.b.WriteString(fence + language + "\n" + text + "\n" + fence)
}

func longestRun(s string, c byte) int {
	most, n := 0, 0
	for i := range len(s) {
		if s[i] == c {
			n++
			most = max(most, n)
		} else {
			n = 0
		}
	}
	return most
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
