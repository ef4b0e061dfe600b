package parse

import (
	"html"
	"strings"
	"sync"

	"pullquote/article"
)

// plainHTML is HTML as one line of plain text: tags stripped, references
// replaced. Only elements of HTML are tags: "List<String>" is a title.
func plainHTML(s string) string {
	s = clip(s, maxLine)
	if strings.IndexByte(s, '<') >= 0 {
		s = stripTags(s)
	}
	return plainText(s)
}

// plainText is text as one line. References that are left in it were escaped
// once too often, and are replaced; where that brings up whole elements of
// HTML ("<b>now</b>"), they were too, and are stripped.
func plainText(s string) string {
	s = clip(s, maxLine)
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if looksHTML(s) {
		s = stripTags(s)
	}
	if hasReference(s) {
		s = html.UnescapeString(s)
	}
	return article.CleanLine(s)
}

// hasReference reports a whole reference, like &amp; or &#8217;: prose never
// holds one by chance.
func hasReference(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
		if end < 1 {
			continue
		}
		name := s[:end]
		if name[0] == '#' || html.UnescapeString("&"+name+";") != "&"+name+";" {
			return true
		}
	}
}

// looksHTML reports an element of HTML with its end tag, or a <br>.
func looksHTML(s string) bool {
	if strings.IndexByte(s, '<') < 0 {
		return false
	}
	sc := scanner{data: []byte(s)}
	open := false
	for t := sc.next(); t.kind != tokEOF; t = sc.next() {
		switch {
		case t.kind == tokStart && isHTML(t.name):
			if n := strings.ToLower(string(t.name)); n == "br" || n == "img" {
				return true
			}
			open = true
		case t.kind == tokEnd && open && isHTML(t.name):
			return true
		}
	}
	return false
}

// stripTags drops the tags of HTML and what scripts and styles hold. Tags that
// break a line leave a space.
func stripTags(s string) string {
	sc := scanner{data: []byte(s)}
	var b strings.Builder
	hidden := ""
	for {
		from := sc.pos
		t := sc.next()
		if t.kind == tokEOF {
			if from < len(s) && sc.torn && !strings.HasPrefix(s[from:], "<!--") && hidden == "" {
				b.WriteString(s[from:]) // a '<' that nothing closes
			}
			return b.String()
		}
		name := strings.ToLower(string(t.name))
		switch {
		case hidden != "":
			if t.kind == tokEnd && name == hidden {
				hidden = ""
			}
		case t.kind == tokText, t.kind == tokCDATA:
			b.Write(t.text)
		case !isHTML(t.name):
			b.Write(t.raw)
		case name == "script" || name == "style":
			if t.kind == tokStart && !t.empty {
				hidden = name
			}
		case isBreak(name):
			b.WriteByte(' ')
		}
	}
}

func isBreak(name string) bool {
	switch name {
	case "p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6",
		"blockquote", "pre", "hr", "dd", "dt", "section", "article":
		return true
	}
	return false
}

func isHTML(name []byte) bool {
	if len(name) > 12 {
		return false
	}
	_, ok := elements()[strings.ToLower(string(name))]
	return ok
}

// elements are the elements of HTML that turn up in feeds.
var elements = sync.OnceValue(func() map[string]struct{} {
	m := make(map[string]struct{}, 128)
	for _, name := range strings.Fields(`a abbr acronym address applet area article aside audio b base basefont bdi bdo
		big blink blockquote body br button canvas caption center cite code col colgroup data dd del details dfn dialog
		dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header
		hr html i iframe img input ins kbd label legend li link main map mark marquee menu meta meter nav nobr noframes
		noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script section select
		small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time tr track
		tt u ul var video wbr`) {
		m[name] = struct{}{}
	}
	return m
})
