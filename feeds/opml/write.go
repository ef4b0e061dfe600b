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
// The order is that of names, whatever the order of fs, and no date is
// written: the same subscriptions give the same bytes. Built-in feeds are left
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
		to.feeds = append(to.feeds, f)
		declare(f.Attrs)
	}
	for _, f := range l.Folders {
		if at := root.at(f.Path); at != root && at.attrs == nil {
			at.attrs = f.Attrs
			declare(f.Attrs)
		}
	}
	b := bufio.NewWriter(w)
	p := printer{b, spaces}
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"")
	for _, k := range slices.Sorted(maps.Keys(spaces)) {
		p.attr(k, spaces[k])
	}
	b.WriteString(">\n  <head>\n    <title>")
	b.WriteString(escape(short(l.Title, maxValue)))
	b.WriteString("</title>\n  </head>\n  <body>\n")
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
	subs  []*folder
	named map[string]*folder
	feeds []feeds.Feed
	attrs map[string]string
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
		f.subs = append(f.subs, s)
	}
	return s
}

type printer struct {
	*bufio.Writer
	spaces map[string]string // declared on the root
}

func (p printer) folder(f *folder, indent string) {
	slices.SortFunc(f.subs, func(a, b *folder) int { return byName(a.name, b.name) })
	for _, s := range f.subs {
		p.WriteString(indent + "<outline")
		p.attr("text", s.name)
		p.attr("title", cmp.Or(s.attrs["title"], s.name))
		p.foreign(s.attrs, "title", "text", "xmlurl")
		if len(s.subs)+len(s.feeds) == 0 {
			p.WriteString("/>\n")
			continue
		}
		p.WriteString(">\n")
		p.folder(s, indent+"  ")
		p.WriteString(indent + "</outline>\n")
	}
	slices.SortStableFunc(f.feeds, func(a, b feeds.Feed) int {
		return cmp.Or(byName(a.Name(), b.Name()), cmp.Compare(a.URL, b.URL))
	})
	for _, e := range f.feeds {
		p.WriteString(indent)
		p.feed(e)
	}
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
