package extract

import (
	"log/slog"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// The bounds up to which the finder is asked: it reads the text below each of
// many elements anew, so that its cost grows with depth times size. The largest
// of 885 news pages makes 10,000 elements and 8 million letters times depth.
const (
	maxFinder = 60_000     // elements
	maxReread = 40_000_000 // letters, each as often as it lies deep
)

// readable asks go-readability which elements hold the story's text. It works
// on a slim copy: the tree of the page stays as it was, and what no reader
// sees is not copied at all.
func readable(root *html.Node) (kept map[*html.Node]bool) {
	c := &copier{}
	doc := c.slim(root, 0)
	if c.over() {
		return nil
	}
	origin := c.origin
	defer func() {
		// The finder is another's code on a stranger's page: if it falls over,
		// our own candidates still stand.
		if recover() != nil {
			kept = nil
		}
	}()
	p := readability.NewParser()
	p.DisableJSONLD = true
	p.Logger = slog.New(slog.DiscardHandler) // its own writes each message before it throws it away
	found, err := p.ParseAndMutate(doc, nil)
	if err != nil || found.Node == nil {
		return nil
	}
	kept = make(map[*html.Node]bool, 256)
	for n := found.Node; n != nil; n = dom.Next(n, found.Node, false) {
		if n.Type != html.TextNode || blankText(n.Data) {
			continue
		}
		if i := int(n.DataAtom); i > 0 && i <= len(origin) {
			kept[origin[i-1]] = true
		}
	}
	return kept
}

// copier makes the finder's copy of a tree and counts what it will cost.
type copier struct {
	// origin holds the element around each text of the page. A text has no
	// atom: its copy carries the number of its element there, which the
	// finder's own copies keep whatever it makes of the elements around.
	origin   []*html.Node
	elements int
	reread   int
	free     []html.Node // made many at a time
}

// node is a new node of the copy.
func (c *copier) node() *html.Node {
	if len(c.free) == 0 {
		c.free = make([]html.Node, 256)
	}
	n := &c.free[0]
	c.free = c.free[1:]
	return n
}

func (c *copier) over() bool { return c.elements > maxFinder || c.reread > maxReread }

// slim copies the tree below n without scripts, comments and the attributes
// that say nothing. Over the bounds the copy is not finished.
func (c *copier) slim(n *html.Node, depth int) *html.Node {
	to := c.node()
	to.Type, to.DataAtom, to.Data = n.Type, n.DataAtom, n.Data
	switch n.Type {
	case html.TextNode:
		to.Data = fewerBlanks(n.Data)
		c.reread += len(to.Data) * depth
		c.origin = append(c.origin, n.Parent)
		to.DataAtom = atom.Atom(len(c.origin))
	case html.ElementNode:
		said := 0
		for i := range n.Attr {
			if telling(&n.Attr[i]) {
				said++
			}
		}
		if said > 0 {
			to.Attr = make([]html.Attribute, 0, said)
		}
		for i := range n.Attr {
			if telling(&n.Attr[i]) {
				to.Attr = append(to.Attr, n.Attr[i])
			}
		}
		c.elements++
	}
	for k := n.FirstChild; k != nil && !c.over(); k = k.NextSibling {
		if k.Type == html.CommentNode || k.Type == html.DoctypeNode || k.Type == html.ElementNode && (dom.Silent(k) || k.DataAtom == atom.Button || aside(k)) {
			continue
		}
		to.AppendChild(c.slim(k, depth+1))
	}
	return to
}

// fewerBlanks folds the blanks of indented markup: they count for nothing, and the
// finder reads each of them anew with each element around.
func fewerBlanks(s string) string {
	if blankText(s) {
		return " "
	}
	if !strings.Contains(s, "  ") && !strings.Contains(s, "\n ") && !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for i := range len(s) {
		switch c := s[i]; c {
		case ' ', '\n', '\t', '\r':
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
		default:
			b.WriteByte(c)
			blank = false
		}
	}
	return b.String()
}

// aside reports the parts of a page that never hold a story, by their own kind.
func aside(n *html.Node) bool {
	switch regionOf(n) {
	case boilerplate.Navigation, boilerplate.Dialog:
		return true
	}
	return false
}

// telling reports the attributes that the finder goes by.
func telling(a *html.Attribute) bool {
	switch a.Key {
	case "class", "id", "role", "style", "hidden", "aria-hidden", "aria-modal", "href", "src", "rel", "itemprop", "alt", "type":
		return len(a.Val) < 500
	}
	return false
}

// blankText reports text without ink.
func blankText(s string) bool {
	for i := range len(s) {
		if s[i] != ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r' {
			return false
		}
	}
	return true
}
