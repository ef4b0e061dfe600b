package opml

import (
	"fmt"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
)

// outlines reads OPML.
func (l *list) outlines(text string) error {
	sc := scanner{s: text}
	var (
		names  []string              // of the open outlines; "" for those that are no folder
		spaces = map[string]string{} // prefix to name of the namespace
		isList bool                  // the document is OPML, or as good as
		open   bool                  // its root
		inHead bool
		leaf   tag // the element that was opened last
	)
	for {
		t, ok := sc.next()
		if !ok {
			break
		}
		if inHead && t.end && t.raw == leaf.raw && t.name != "head" {
			l.head(leaf, sc.text, spaces)
		} else if inHead {
			t.declare(spaces)
		}
		leaf = t
		switch t.name {
		case "opml":
			isList = true
			open = !t.end
			t.declare(spaces)
		case "head":
			inHead = !t.end && !t.empty && len(names) == 0
		case "body":
			inHead = false
		case "title":
			if t.end && l.Title == "" && len(names) == 0 {
				l.Title = short(unescape(sc.text), maxValue)
			}
		case "outline":
			isList, inHead = true, false
			if t.end {
				names = names[:max(len(names)-1, 0)]
				continue
			}
			t.declare(spaces)
			name, err := l.outline(t, names, spaces)
			if err != nil {
				return err
			}
			if !t.empty {
				if len(names) >= maxDepth {
					return fmt.Errorf("more than %d folders in each other: %w", maxDepth, feeds.ErrTooLarge)
				}
				names = append(names, name)
			}
		default:
			if !isList && !known(t.name) {
				return ErrNotList // a feed or a page, and with a hundred pages of outlines in it still
			}
		}
	}
	if !isList {
		return ErrNotList
	}
	if sc.early || open {
		l.Torn = true
		l.skip("the end of the list", "it is missing: the file may have been cut short")
	}
	return nil
}

// head notes an element of the head.
func (l *list) head(t tag, text string, spaces map[string]string) {
	value := strings.TrimSpace(unescape(text))
	if value == "" {
		return
	}
	if l.Head == nil {
		l.Head = map[string]string{}
	}
	keep(l.Head, attr{t.raw, value}, spaces)
}

// known reports an element that may stand before the first outline.
func known(name string) bool {
	switch name {
	case "head", "body", "title", "datecreated", "datemodified", "ownername", "owneremail", "ownerid", "docs":
		return true
	}
	return false
}

// declare notes the namespaces that a tag declares.
func (t tag) declare(spaces map[string]string) {
	for _, a := range t.attrs {
		if prefix, ok := strings.CutPrefix(a.name, "xmlns:"); ok && prefix != "" && len(spaces) < maxAttrs {
			if uri := short(a.value, maxValue); uri != "" {
				spaces[prefix] = uri
			}
		}
	}
}

// outline takes one outline: a feed, or a folder, whose name it gives back.
func (l *list) outline(t tag, names []string, spaces map[string]string) (folder string, err error) {
	f := feeds.Feed{}
	var text, title, link, plainURL, kind string
	foreign := map[string]string{}
	for _, a := range t.attrs {
		switch strings.ToLower(a.name) {
		case "text":
			text = short(a.value, maxValue)
		case "title":
			title = short(a.value, maxValue)
		case "xmlurl":
			link = a.value
		case "url":
			plainURL = a.value
			keep(foreign, a, spaces)
		case "htmlurl":
			f.Site = article.CleanURL(a.value)
		case "type":
			kind = strings.ToLower(short(a.value, 100))
		case "category":
			for c := range strings.SplitSeq(a.value, ",") {
				f.Tags = addTag(f.Tags, c)
			}
		default:
			if isCommand(a.name) {
				if strings.TrimSpace(a.value) != "" {
					l.skip(a.name+" "+a.value, "commands are not run, the feed is taken without it")
				}
				continue
			}
			keep(foreign, a, spaces)
		}
	}
	f.Title = text
	if f.Title == "" {
		f.Title = title
	}
	if strings.TrimSpace(link) == "" && (kind == "rss" || kind == "atom" || kind == "feed") && plainURL != "" {
		link = plainURL
		delete(foreign, "url")
	}
	if strings.TrimSpace(link) == "" {
		l.heading(f.Title, title, t, names, spaces)
		return f.Title, nil
	}
	addr, reason := address(link)
	if reason != "" {
		l.skip(link, reason)
		return "", nil
	}
	f.URL = addr
	if title != "" && title != f.Title {
		foreign["title"] = title
	}
	if kind != "" && kind != "rss" {
		foreign["type"] = kind
	}
	if f.Title == f.URL {
		f.Title = "" // a program that had no title wrote the address
	}
	if len(foreign) > 0 {
		f.Attrs = foreign
	}
	for _, n := range names {
		if n != "" {
			f.Folder = append(f.Folder, n)
		}
	}
	return "", l.add(f)
}

// heading notes an outline that is no feed: a folder, or a bookmark or note of
// another program. One without a name is passed over.
func (l *list) heading(name, title string, t tag, names []string, spaces map[string]string) {
	if name == "" {
		return
	}
	attrs := map[string]string{}
	for _, a := range t.attrs {
		switch strings.ToLower(a.name) {
		case "text", "title", "xmlurl":
		case "url", "htmlurl":
			if addr, reason := address(a.value); reason == "" {
				keep(attrs, attr{a.name, addr}, spaces)
			}
		default:
			if !isCommand(a.name) {
				keep(attrs, a, spaces)
			}
		}
	}
	if title != "" && title != name {
		attrs["title"] = title
	}
	if len(attrs) == 0 {
		attrs = nil
	}
	var path []string
	for _, n := range names {
		if n != "" {
			path = append(path, n)
		}
	}
	l.folder(append(path, name), attrs)
}

// isCommand reports attributes that hold a command in the program that wrote
// them (Liferea's filtercmd, which newsboat runs at the next reload). They
// are not kept: the next reader of our own export would run them.
func isCommand(name string) bool {
	n := strings.ToLower(name)
	return strings.HasSuffix(n, "cmd") || strings.HasSuffix(n, "command")
}

// keep notes an attribute that we do not know. One with a prefix takes the
// declaration of its namespace with it, so that it can be written again; a
// prefix that nobody declared becomes part of the name.
func keep(to map[string]string, a attr, spaces map[string]string) {
	if a.name == "xmlns" || strings.HasPrefix(a.name, "xmlns:") || !isName(a.name) || len(to) >= maxAttrs {
		return
	}
	value := short(a.value, maxValue)
	prefix, local, ok := strings.Cut(a.name, ":")
	switch {
	case !ok:
		to[a.name] = value
	case prefix == "xml":
		to[a.name] = value
	case spaces[prefix] != "" && isName(local):
		to["xmlns:"+prefix] = spaces[prefix]
		to[a.name] = value
	default:
		to[strings.ReplaceAll(a.name, ":", "-")] = value
	}
}

// isName reports a plain XML name, with one prefix at most.
func isName(s string) bool {
	if s == "" || len(s) > 100 || s[0] >= '0' && s[0] <= '9' || strings.ContainsAny(s[:1], ".-:") || strings.Count(s, ":") > 1 || strings.HasSuffix(s, ":") {
		return false
	}
	for i := range len(s) {
		if !isNameByte(s[i]) || s[i] >= 0x80 {
			return false
		}
	}
	return true
}
