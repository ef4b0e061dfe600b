package extract

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
	"pullquote/article/rules"
)

// Bounds of what is parsed as Markdown: what is larger, or nests deeper, is
// read as plain text, since block and bracket nesting cost more than linear
// time.
const (
	maxMarkdown = 2 << 20
	maxNesting  = 100
	maxBrackets = 20_000
)

// fromMarkdown makes the Document of a Markdown text, with the front matter
// that site generators put before it.
func fromMarkdown(data string, o Options) *article.Document {
	data = article.Clean(data)
	front, body := frontMatter(data)
	if dearMarkdown(body) {
		return fromText(body, o)
	}
	src := []byte(body)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify))
	m := &markdownWalker{builder: &builder{base: dom.Base(nil, o.URL)}, src: src}
	m.blocks(md.Parser().Parse(text.NewReader(src)), 0, 0)
	d := m.document()
	d.Path = article.FromMarkdown
	front.into(d)
	d.Language = firstOf(bcp47(o.Language), d.Language, boilerplate.Language(d.Text))
	if d.Title == "" && o.Title == "" {
		markdownTitle(d)
	}
	if d.Published.IsZero() || len(d.Byline) == 0 {
		headFacts(d)
	}
	hints(d, o)
	judge(d, nil, rules.Page{}, o)
	for i := range d.Blocks {
		if d.LeadImage == "" {
			d.LeadImage = d.Blocks[i].Image
		}
	}
	return d
}

// dearMarkdown reports a text that would cost out of proportion.
func dearMarkdown(s string) bool {
	if len(s) > maxMarkdown || strings.Count(s, "[") > maxBrackets || strings.Count(s, "![") > maxBrackets/4 {
		return true
	}
	if strings.Count(s, "*")+strings.Count(s, "_")+strings.Count(s, "`")+strings.Count(s, "<") > 20*maxBrackets {
		return true
	}
	for line := range strings.Lines(s) {
		n := 0
		for i := 0; i < len(line) && i < 4*maxNesting; i++ {
			switch line[i] {
			case '>', '-', '*', '+':
				n++
			case ' ', '\t':
			default:
				i = len(line)
			}
		}
		if n > maxNesting && strings.Trim(line, "-*+>_ \t\r\n") != "" || strings.Count(line, ">") > maxNesting && strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
			return true
		}
	}
	return false
}

// markdownTitle takes the first heading of the first level as the title, or
// the first heading if no text stands before it.
func markdownTitle(d *article.Document) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == article.Heading && (b.Level == 1 || i == 0) {
			d.Title = strings.ReplaceAll(d.Of(b.Range), "\n", " ")
			b.Level = 1
			b.Cut = &article.Cut{Reason: article.RepeatedHeadline, Rule: "headline:first heading", Score: 1}
			return
		}
		if i > 8 {
			return
		}
	}
}

// markdownWalker turns a Markdown tree into blocks.
type markdownWalker struct {
	*builder
	src []byte
}

// blocks walks the block nodes below n. quote is the depth of block quotes,
// list that of lists.
func (m *markdownWalker) blocks(n ast.Node, quote, list int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.block(c, quote, list, nil)
	}
}

// block writes one block node. item is the list item that its first text
// belongs to.
func (m *markdownWalker) block(n ast.Node, quote, list int, item *listItem) {
	switch n := n.(type) {
	case *ast.Heading:
		m.inline(n)
		m.flush(article.Block{Kind: article.Heading, Level: n.Level})
	case *ast.Paragraph, *ast.TextBlock:
		m.paragraph(n, quote, item)
	case *ast.Blockquote:
		m.blocks(n, quote+1, list)
	case *ast.List:
		number := 0
		if n.IsOrdered() {
			number = n.Start
		}
		for li := n.FirstChild(); li != nil; li = li.NextSibling() {
			it := &listItem{level: list + 1, ordinal: number}
			for c := li.FirstChild(); c != nil; c = c.NextSibling() {
				m.block(c, quote, list+1, it)
			}
			if number > 0 {
				number++
			}
		}
	case *ast.FencedCodeBlock:
		m.code(n, string(n.Language(m.src)))
	case *ast.CodeBlock:
		m.code(n, "")
	case *ast.ThematicBreak:
		m.add(article.Block{Kind: article.Rule}, "", note{heading: -1})
	case *ast.HTMLBlock:
		m.html(n)
	case *extast.Table:
		m.table(n)
	default:
		m.blocks(n, quote, list)
	}
}

// paragraph writes running text; a picture by itself becomes a figure.
func (m *markdownWalker) paragraph(n ast.Node, quote int, item *listItem) {
	if img, ok := n.FirstChild().(*ast.Image); ok && img.NextSibling() == nil {
		m.inline(img)
		if len(img.Title) > 0 {
			m.buf, m.spans, m.blank, m.tally = m.buf[:0], nil, false, tally{}
			m.write(string(img.Title), nil, true, false)
		}
		if image := dom.Resolve(m.base, string(img.Destination)); !m.flush(article.Block{Kind: article.Figure, Image: image}) && image != "" {
			m.add(article.Block{Kind: article.Figure, Image: image}, "", note{heading: -1})
		}
		return
	}
	m.inline(n)
	switch {
	case item != nil && !item.drawn:
		item.drawn = m.flush(article.Block{Kind: article.ListItem, Level: item.level, Ordinal: item.ordinal})
	case quote > 0:
		m.flush(article.Block{Kind: article.Quotation, Level: quote})
	default:
		m.flush(article.Block{Kind: article.Paragraph})
	}
}

// inline writes the inline nodes below n, with their spans.
func (m *markdownWalker) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			m.write(plainSegment(c.Segment.Value(m.src)), nil, true, false)
			if c.HardLineBreak() {
				m.lineBreak()
			} else if c.SoftLineBreak() {
				m.write(" ", nil, true, false)
			}
		case *ast.String:
			m.write(string(c.Value), nil, true, false)
		case *ast.CodeSpan:
			m.span(article.InlineRaw, "", c)
		case *ast.Emphasis:
			kind := article.Emphasis
			if c.Level > 1 {
				kind = article.Strong
			}
			m.span(kind, "", c)
		case *extast.Strikethrough:
			m.span(article.Strike, "", c)
		case *ast.Link:
			m.span(article.Link, dom.Resolve(m.base, string(c.Destination)), c)
		case *ast.AutoLink:
			m.begin(article.Link, article.CleanURL(string(c.URL(m.src))))
			m.write(string(c.Label(m.src)), nil, true, false)
			m.end()
		case *ast.RawHTML:
			// a tag within a line: its text stands between the tags
		default:
			m.inline(c)
		}
	}
}

// plainSegment undoes escapes and entities. An escaped ampersand begins none.
func plainSegment(raw []byte) string {
	var b strings.Builder
	for i, part := range strings.Split(string(raw), `\&`) {
		if i > 0 {
			b.WriteByte('&')
		}
		b.Write(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(part)))))
	}
	return b.String()
}

func (m *markdownWalker) span(kind article.SpanKind, href string, n ast.Node) {
	m.begin(kind, href)
	m.inline(n)
	m.end()
}

// code writes preformatted text: blanks and line feeds count.
func (m *markdownWalker) code(n ast.Node, language string) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(m.src))
	}
	body := strings.Trim(article.Clean(b.String()), "\n")
	if strings.TrimSpace(body) != "" {
		m.add(article.Block{Kind: article.Code, Language: article.CleanLine(language)}, body, note{heading: -1})
	}
}

// html writes the text of raw HTML; comments have none.
func (m *markdownWalker) html(n *ast.HTMLBlock) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(m.src))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(m.src))
	}
	root, err := dom.Parse(b.String())
	if err != nil {
		return
	}
	w := &walker{builder: m.builder}
	w.nodes(root, scope{at: root})
	w.finish(scope{})
}

// table writes a grid: cells parted by tabs, rows by line feeds.
func (m *markdownWalker) table(n *extast.Table) {
	var all strings.Builder
	var cells [][]article.Range
	size := 0
	for row := n.FirstChild(); row != nil && len(cells) < maxRows; row = row.NextSibling() {
		if len(cells) > 0 {
			all.WriteByte('\n')
		}
		var line []article.Range
		for c := row.FirstChild(); c != nil && size < maxCells; c = c.NextSibling() {
			if len(line) > 0 {
				all.WriteByte('\t')
			}
			cell := m.cell(c)
			line = append(line, article.Range{Start: all.Len(), End: all.Len() + len(cell)})
			all.WriteString(cell)
			size++
		}
		cells = append(cells, line)
	}
	if s := all.String(); strings.TrimSpace(s) != "" && article.Clean(s) == s {
		m.add(article.Block{Kind: article.Table, Cells: cells, HeaderRow: true}, s, note{heading: -1})
	}
}

// cell is the text of one cell.
func (m *markdownWalker) cell(n ast.Node) string {
	in := &markdownWalker{builder: &builder{base: m.base}, src: m.src}
	in.inline(n)
	in.flush(article.Block{Kind: article.Paragraph})
	return article.CleanLine(in.text.String())
}
