package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/dom"
)

// walker turns a part of a page into blocks, in document order, whatever the
// finder of the story thought of them: what is left out is decided later,
// block by block, with a reason.
type walker struct {
	*builder
	// kept holds the elements whose text the finder took for story; nil if all.
	kept map[*html.Node]bool
	// unseen holds the elements kept from sight, where the survey has looked; nil
	// where it has not.
	unseen map[*html.Node]bool
	// wanted holds the elements that the reader's rules keep; nil none.
	wanted map[*html.Node]bool
}

// hides: the element's own markup keeps it from sight, and no button shows it.
func (w *walker) hides(n *html.Node) bool {
	if w.unseen != nil && n.DataAtom != atom.Button && !dom.Silent(n) {
		return w.unseen[n]
	}
	return dom.Hidden(n) && !dom.Collapsed(n)
}

// scope is what the ancestors say about the text below them.
type scope struct {
	heading int        // 1 to 6
	quote   int        // depth of block quotes
	list    int        // depth of lists
	item    *listItem  // the item that the text belongs to
	caption bool       // within a caption: its blocks are one
	signs   bool       // within the signature of a quotation: its blocks are one
	image   string     // of the figure around
	hidden  bool       // kept from sight
	ordered *int       // counter of the ordered list
	inline  bool       // within a paragraph or a heading: an image is part of the line
	at      *html.Node // the nearest element
}

// listItem remembers whether its bullet has been drawn.
type listItem struct {
	level, ordinal int
	drawn          bool
}

// end finishes the block under construction.
func (w *walker) finish(s scope) {
	var bl article.Block
	switch {
	case s.caption:
		bl = article.Block{Kind: article.Figure, Image: s.image}
	case s.heading > 0:
		bl = article.Block{Kind: article.Heading, Level: s.heading}
	case s.item != nil && !s.item.drawn:
		bl = article.Block{Kind: article.ListItem, Level: s.item.level, Ordinal: s.item.ordinal}
	case s.quote > 0:
		bl = article.Block{Kind: article.Quotation, Level: s.quote}
	default:
		bl = article.Block{Kind: article.Paragraph}
	}
	if w.flush(bl) && bl.Kind == article.ListItem {
		s.item.drawn = true
	}
}

// nodes walks the children of n.
func (w *walker) nodes(n *html.Node, s scope) {
	s.at = n
	for c := n.FirstChild; c != nil && w.room(); c = c.NextSibling {
		w.node(c, s)
	}
}

func (w *walker) node(n *html.Node, s scope) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, s.at, w.kept == nil || w.kept[s.at], s.hidden)
		return
	case html.ElementNode:
	default:
		return
	}
	if s.hidden = s.hidden || w.hides(n); s.hidden && n.DataAtom == atom.Dialog {
		return
	}
	switch n.DataAtom {
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed, atom.Object:
		w.frame(n, s)
		return
	case atom.Noscript:
		return
	}
	if dom.Silent(n) {
		return
	}
	if !dom.Blocky(n.DataAtom) {
		w.inlineElement(n, s)
		return
	}
	if s.signs {
		w.lineBreak() // name and office, each on a line of its own
		w.nodes(n, s)
		return
	}
	if s.caption || s.heading > 0 {
		w.blank = true
		w.nodes(n, s)
		w.blank = true
		return
	}
	w.finish(s)
	if !w.signature(n, s) {
		w.block(n, s)
	}
}

// block walks an element that starts on a line of its own; the text before it
// is finished already.
func (w *walker) block(n *html.Node, s scope) {
	in := s
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		in.heading, in.inline = int(n.Data[1]-'0'), true
	case atom.P, atom.Summary, atom.Dt, atom.Dd:
		in.inline = true
	case atom.Hr:
		if len(w.blocks) > 0 && w.blocks[len(w.blocks)-1].Kind != article.Rule {
			w.add(article.Block{Kind: article.Rule}, "", note{at: n, heading: -1})
		}
		return
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		in.list++
		in.item, in.ordered = nil, nil
		if n.DataAtom == atom.Ol {
			start, err := strconv.Atoi(dom.Attr(n, "start"))
			if err != nil || start < 1 || start > 1e6 {
				start = 1
			}
			in.ordered = &start
		}
	case atom.Li:
		in.item = &listItem{level: max(s.list, 1)}
		if s.ordered != nil {
			in.item.ordinal = *s.ordered
			*s.ordered++
		}
		in.ordered = nil
	case atom.Blockquote:
		if w.post(n, s) {
			return
		}
		in.quote++
		in.item = nil
	case atom.Pre, atom.Listing, atom.Xmp:
		w.pre(n, s)
		return
	case atom.Figure:
		if w.figure(n, s) {
			return
		}
	case atom.Figcaption:
		in.caption = true
	case atom.Table:
		if w.table(n, s) {
			return
		}
	default:
		if isCaption(n) {
			in.caption = true
		}
	}
	w.nodes(n, in)
	w.finish(in)
}

// post is a post of a social network that the page carries as a block quote:
// its words stay as a quotation, the line with author and date becomes the
// embed that links to it.
func (w *walker) post(n *html.Node, s scope) bool {
	class := dom.Attr(n, "class")
	if !strings.Contains(class, "twitter-") && !strings.Contains(class, "instagram-media") && !strings.Contains(class, "tiktok-embed") &&
		!strings.Contains(class, "bluesky-embed") && !strings.Contains(class, "mastodon-embed") && !strings.Contains(class, "text-post-media") {
		return false
	}
	href := ""
	for c := n.FirstChild; c != nil; c = dom.Next(c, n, false) {
		if dom.Is(c, atom.A) {
			if u := dom.Resolve(w.base, dom.Attr(c, "href")); u != "" {
				href = u // the last link is the post itself, those before it are in its words
			}
		}
	}
	in := s
	in.quote++
	in.item = nil
	in.at = n
	from := len(w.blocks)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, in)
	}
	w.flush(article.Block{Kind: article.Embed, Href: href})
	for i := from; i < len(w.notes); i++ {
		w.notes[i].post = true
	}
	return true
}

// frame is a player or another page within the page: only its address is kept.
func (w *walker) frame(n *html.Node, s scope) {
	src := dom.Attr(n, "src")
	if src == "" {
		src = dom.Attr(n, "data-src")
	}
	if n.DataAtom == atom.Object {
		src = dom.Attr(n, "data")
	}
	href := dom.Resolve(w.base, src)
	if href == "" || s.hidden || s.inline && len(w.buf) > 0 || s.heading > 0 || s.caption {
		return
	}
	if dom.Attr(n, "width") == "0" || dom.Attr(n, "height") == "0" || dom.Attr(n, "width") == "1" {
		return // a tracking frame
	}
	w.finish(s)
	w.add(article.Block{Kind: article.Embed, Href: href}, "", note{at: n, heading: -1})
}
