package opml

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
)

// Write gives OPML 2.0 with nested folders and all attributes that came in.
// The order is that of the list which they came from; what came from none stands
// behind, by name. No date is made up: the same subscriptions give the same
// bytes. Built-in feeds are left
// out, and user names and passwords are taken off the addresses: lists are
// given away.
func Write(w io.Writer, l List) error {
	root := &folder{}
	spaces := map[string]string{}
	declare := func(attrs map[string]string) {
		for k, v := range attrs {
			if strings.HasPrefix(k, "xmlns:") && isName(k) && (spaces[k] == "" || v < spaces[k]) {
				spaces[k] = v // two programs that use one prefix: one of them is declared on the spot
			}
		}
	}
	for _, f := range l.Feeds {
		f.URL = public(f.URL)
		if f.URL == "" {
			continue
		}
		to := root.at(f.Folder)
		to.holds = append(to.holds, node{feed: f, rank: f.Rank})
		declare(f.Attrs)
	}
	for _, f := range l.Folders {
		at := root.at(f.Path)
		if at != root && at.attrs == nil {
			at.attrs = f.Attrs
			declare(f.Attrs)
		}
		if at.rank == 0 {
			at.rank = f.Rank
		}
	}
	declare(l.Head)
	root.sort()
	b := bufio.NewWriter(w)
	p := printer{b, spaces}
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"")
	for _, k := range slices.Sorted(maps.Keys(spaces)) {
		p.attr(k, spaces[k])
	}
	b.WriteString(">\n")
	p.head(l)
	b.WriteString("  <body>\n")
	p.folder(root, "    ")
	b.WriteString("  </body>\n</opml>\n")
	if err := b.Flush(); err != nil { // the first error of any write before
		return fmt.Errorf("write the list: %w", err)
	}
	return nil
}

// public is the address as it may be given away; "" for what is no address of
// the web.
func public(s string) string {
	addr, reason := address(s)
	if reason != "" {
		return ""
	}
	u, err := url.Parse(addr)
	if err != nil {
		return ""
	}
	u.User = nil
	return u.String()
}

type folder struct {
	name  string
	named map[string]*folder
	holds []node
	attrs map[string]string
	rank  int // its own, where it is known
}

// node is what stands in a folder: another one, or a feed.
type node struct {
	sub  *folder
	feed feeds.Feed
	rank int
}

// at is the folder of a path, made where there is none.
func (f *folder) at(path []string) *folder {
	for _, name := range path[:min(len(path), maxDepth)] {
		if name = short(name, maxValue); name != "" {
			f = f.sub(name)
		}
	}
	return f
}

func (f *folder) sub(name string) *folder {
	s := f.named[name]
	if s == nil {
		s = &folder{name: name}
		if f.named == nil {
			f.named = map[string]*folder{}
		}
		f.named[name] = s
		f.holds = append(f.holds, node{sub: s})
	}
	return s
}

type printer struct {
	*bufio.Writer
	spaces map[string]string // declared on the root
}

// sort puts what a folder holds in order, and gives the rank at which it is
// first met: its own, or of what stands in it.
func (f *folder) sort() int {
	first := f.rank
	for i := range f.holds {
		n := &f.holds[i]
		if n.sub != nil {
			n.rank = n.sub.sort()
		}
		if n.rank > 0 && (first == 0 || n.rank < first) {
			first = n.rank
		}
	}
	slices.SortStableFunc(f.holds, func(a, b node) int {
		switch {
		case (a.rank == 0) != (b.rank == 0):
			return cmp.Compare(b.rank, a.rank)
		case a.rank != b.rank:
			return cmp.Compare(a.rank, b.rank)
		case (a.sub == nil) != (b.sub == nil):
			return cmp.Compare(order(a), order(b))
		case a.sub != nil:
			return byName(a.sub.name, b.sub.name)
		}
		return cmp.Or(byName(a.feed.Name(), b.feed.Name()), cmp.Compare(a.feed.URL, b.feed.URL))
	})
	return first
}

// order: folders stand before feeds.
func order(n node) int {
	if n.sub != nil {
		return 0
	}
	return 1
}

func (p printer) folder(f *folder, indent string) {
	for _, n := range f.holds {
		p.WriteString(indent)
		s := n.sub
		if s == nil {
			p.feed(n.feed)
			continue
		}
		p.WriteString("<outline")
		p.attr("text", s.name)
		p.attr("title", cmp.Or(s.attrs["title"], s.name))
		p.foreign(s.attrs, "title", "text", "xmlurl")
		if len(s.holds) == 0 {
			p.WriteString("/>\n")
			continue
		}
		p.WriteString(">\n")
		p.folder(s, indent+"  ")
		p.WriteString(indent + "</outline>\n")
	}
}

// head writes the title, and behind it what the head held beside.
func (p printer) head(l List) {
	p.WriteString("  <head>\n    <title>" + escape(short(l.Title, maxValue)) + "</title>\n")
	for _, k := range slices.Sorted(maps.Keys(l.Head)) {
		prefix, _, prefixed := strings.Cut(k, ":")
		space := "xmlns:" + prefix
		if !isName(k) || strings.EqualFold(k, "title") || prefix == "xmlns" || prefixed && l.Head[space] == "" {
			continue
		}
		p.WriteString("    <" + k)
		if prefixed && l.Head[space] != p.spaces[space] {
			p.attr(space, l.Head[space])
		}
		p.WriteString(">" + escape(article.CleanLine(l.Head[k])) + "</" + k + ">\n")
	}
	p.WriteString("  </head>\n")
}

func byName(a, b string) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
}

func (p printer) feed(f feeds.Feed) {
	// OPML demands text, and an address stands in for it as it does on the
	// screen; read back, it is no title.
	name := short(cmp.Or(f.Title, f.URL), maxValue)
	p.WriteString("<outline")
	p.attr("text", name)
	p.attr("title", cmp.Or(f.Attrs["title"], name))
	p.attr("type", cmp.Or(f.Attrs["type"], "rss"))
	p.attr("xmlUrl", f.URL)
	if site := article.CleanURL(f.Site); site != "" {
		p.attr("htmlUrl", site)
	}
	var tags []string
	for _, t := range f.Tags {
		tags = addTag(tags, t)
	}
	if len(tags) > 0 {
		p.attr("category", strings.Join(tags, ","))
	}
	p.foreign(f.Attrs, "title", "type", "text", "xmlurl", "htmlurl", "category")
	p.WriteString("/>\n")
}

// foreign writes the attributes that are not ours, with the namespaces that
// they need; own are those that were written already.
func (p printer) foreign(attrs map[string]string, own ...string) {
	for _, k := range slices.Sorted(maps.Keys(attrs)) {
		if slices.Contains(own, strings.ToLower(k)) {
			continue
		}
		prefix, _, prefixed := strings.Cut(k, ":")
		switch {
		case !isName(k), isCommand(k), attrs[k] == p.spaces[k] && prefix == "xmlns":
		case prefixed && prefix != "xml" && prefix != "xmlns" && attrs["xmlns:"+prefix] == "":
		default:
			p.attr(k, attrs[k])
		}
	}
}

func (p printer) attr(name, value string) {
	p.WriteString(" " + name + `="` + escape(article.CleanLine(value)) + `"`)
}

// escape makes clean text fit for XML. U+FFFE and U+FFFF are no characters of XML.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\ufffe", "\ufffd", "\uffff", "\ufffd")
