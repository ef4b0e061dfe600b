package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/dom"
)

// wikiFurniture reports what MediaWiki puts into the running text for its
// editors: the "[edit]" beside each heading, the numbers of footnotes, the
// arrows back from them. They are marks of the page, no words of the article.
func wikiFurniture(n *html.Node) bool {
	class := dom.Attr(n, "class")
	if class == "" {
		return false
	}
	switch n.DataAtom {
	case atom.Span:
		return strings.Contains(class, "mw-editsection") || class == "mw-cite-backlink"
	case atom.Sup:
		return class == "reference" || strings.Contains(class, "noprint")
	}
	return false
}
