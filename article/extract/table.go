package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// Bounds of a data table: what is larger is walked as running text.
const (
	maxRows  = 2000
	maxCells = 20_000
	longCell = 600 // bytes; a longer cell holds prose, so the table is layout
)

// table takes a data table as one block: cells parted by tabs, rows by line
// feeds. A table that only lays out the page is walked like any other element.
func (w *walker) table(n *html.Node, s scope) bool {
	rows, header, ok := w.grid(n)
	if !ok {
		return false
	}
	var text strings.Builder
	cells := make([][]article.Range, 0, len(rows))
	t := tally{}
	for _, row := range rows {
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		var line []article.Range
		for i, c := range row {
			if i > 0 {
				text.WriteByte('\t')
			}
			line = append(line, article.Range{Start: text.Len(), End: text.Len() + len(c)})
			text.WriteString(c)
		}
		cells = append(cells, line)
	}
	all := text.String()
	if strings.TrimSpace(all) == "" {
		return true
	}
	if article.Clean(all) != all {
		return false
	}
	t.letters = letters(all)
	for c := n; c != nil; c = dom.Next(c, n, false) {
		if c.Type != html.TextNode {
			continue
		}
		size := letters(strings.TrimSpace(c.Data))
		if w.kept == nil || w.kept[c.Parent] {
			t.kept += size
		}
		if dom.Is(c.Parent, atom.A) {
			t.links += size
		}
	}
	if s.hidden {
		t.hidden = t.letters
	}
	if c := dom.Find(n, atom.Caption); c != nil {
		w.nodes(c, s)
		w.flush(article.Block{Kind: article.Paragraph})
	}
	w.add(article.Block{Kind: article.Table, Cells: cells, HeaderRow: header}, all, note{at: n, tally: t, heading: -1})
	return true
}

// grid reads the cells; not ok where the table is layout: nested, of one
// column, with prose or headings or lists in its cells.
func (w *walker) grid(n *html.Node) (rows [][]string, header, ok bool) {
	role := dom.Attr(n, "role")
	if role == "presentation" || role == "none" {
		return nil, false, false
	}
	count, width := 0, 0
	for c := n.FirstChild; c != nil; {
		skip := false
		switch c.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.Blockquote, atom.Pre, atom.Figure, atom.Form, atom.Article:
			return nil, false, false
		case atom.Tr:
			rows = append(rows, nil)
		case atom.Td, atom.Th:
			text := dom.TextLimit(c, longCell+1)
			count++
			if len(rows) == 0 || len(text) > longCell || count > maxCells || len(rows) > maxRows {
				return nil, false, false
			}
			last := len(rows) - 1
			rows[last] = append(rows[last], text)
			width = max(width, len(rows[last]))
			header = header || last == 0 && c.DataAtom == atom.Th
			skip = true
			if dom.Find(c, atom.Table) != nil {
				return nil, false, false
			}
		}
		c = dom.Next(c, n, skip)
	}
	full := rows[:0]
	for _, r := range rows {
		if strings.Join(r, "") != "" {
			full = append(full, r)
		}
	}
	return full, header, width > 1 && len(full) > 1
}

// pre takes preformatted text: code as it stands; prose that was only set in
// a <pre> as paragraphs, parted at empty lines.
func (w *walker) pre(n *html.Node, s scope) {
	raw := article.Clean(strings.Trim(rawText(n), "\n"))
	code := dom.Find(n, atom.Code)
	kept := w.kept == nil || w.kept[n] || code != nil && w.kept[code]
	if code == nil && prose(raw) {
		for _, para := range strings.Split(raw, "\n\n") {
			w.write(para, n, kept, s.hidden)
			w.finish(s)
		}
		return
	}
	raw = strings.TrimRight(raw, " \t\n")
	if !visible(raw) {
		return
	}
	t := tally{letters: letters(raw)}
	if kept {
		t.kept = t.letters
	}
	w.add(article.Block{Kind: article.Code, Language: language(n, code)}, raw, note{at: n, tally: t, heading: -1})
}

// rawText is the text below n with its line feeds, at most 1 MiB.
func rawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < 1<<20; c = dom.Next(c, n, false) {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// prose tells sentences from code: mostly letters and blanks, and a good many
// words.
func prose(s string) bool {
	word, other := 0, 0
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == ',' || r == '.' || r == '\'' || r == '’':
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f:
			word++
		default:
			other++
		}
	}
	return word > 200 && other*12 < word
}

// language is what the page says a listing is written in.
func language(n, code *html.Node) string {
	for _, e := range []*html.Node{code, n} {
		if e == nil {
			continue
		}
		for _, c := range strings.Fields(dom.Attr(e, "class")) {
			for _, prefix := range []string{"language-", "lang-", "highlight-source-"} {
				if l, ok := strings.CutPrefix(c, prefix); ok && len(l) <= 20 {
					return article.CleanLine(strings.ToLower(l))
				}
			}
		}
	}
	return ""
}
