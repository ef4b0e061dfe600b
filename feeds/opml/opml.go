// Package opml reads and writes subscription lists: OPML 1.0 and 2.0 with
// nested folders, foreign attributes, the head and the order of the outlines,
// newsboat's urls files and plain lists of addresses. Reader in, writer out;
// nothing in a list is ever run or fetched, and no entity that a list defines is
// expanded.
//
// Lists come from other programs, in some of which an address may be a command
// (exec:, filter:, a pipe) and an import runs it. Here such a line is refused
// and named.
package opml

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds"
)

// ErrNotList: the document is no subscription list that we can read.
var ErrNotList = errors.New("not a list of subscriptions")

// Limits on what is read. Ten thousand feeds are about 3 MB.
const (
	maxBytes   = 16 << 20
	maxFeeds   = 50_000
	maxDepth   = 64   // of nested folders
	maxAttrs   = 64   // of one outline
	maxValue   = 4096 // bytes of one attribute or title
	maxSkipped = 500
)

// List is a subscription list as it was read.
type List struct {
	Title string
	// Head is what the head says, the title among it: dates, the owner, how the
	// outlines are shown. As in Attrs, prefixes bring their namespaces.
	Head map[string]string
	// Feeds have URL, Title, Site, Folder, Tags, Attrs and Rank; Named where the
	// list says that the title is the reader's own. As in the list: an address
	// that stands in two folders is here twice.
	Feeds []feeds.Feed
	// Folders are those that the list says more of than a name, or that hold no
	// feed: bookmarks and notes of other programs among them.
	Folders []feeds.Folder
	Torn    bool // the end is missing: it may have held more
	// Skipped is what was left out (exec:, filter:, a pipe, file:), each with
	// the reason, in human words and clean.
	Skipped []string
}

// Read takes OPML, a newsboat urls file or a plain list of addresses, told
// apart by their look. Damage is mended as far as possible and told in
// Skipped. Errors: ErrNotList; feeds.ErrTooLarge for more bytes, feeds or
// folders in folders than anybody has; errors of r.
func Read(r io.Reader) (List, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return List{}, fmt.Errorf("read the list: %w", err)
	}
	if len(data) > maxBytes {
		return List{}, fmt.Errorf("more than %d MB: %w", maxBytes>>20, feeds.ErrTooLarge)
	}
	text := decode(data)
	l := &list{about: map[string]*feeds.Folder{}, filled: map[string]bool{}}
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		err = l.outlines(text)
	} else {
		err = l.lines(text)
	}
	if err != nil {
		return List{}, err
	}
	l.close()
	return l.List, nil
}

// list is a List in the making.
type list struct {
	List
	more int // skipped beyond the bound
	// about is what was said of folders, by path, and filled are those with feeds.
	about  map[string]*feeds.Folder
	order  []string
	filled map[string]bool
	ranks  int
}

func (l *list) add(f feeds.Feed) error {
	if len(l.Feeds) >= maxFeeds {
		return fmt.Errorf("more than %d feeds: %w", maxFeeds, feeds.ErrTooLarge)
	}
	f.Rank = l.next()
	l.Feeds = append(l.Feeds, f)
	if len(f.Folder) > 0 && l.filled != nil {
		l.filled[key(f.Folder)] = true
	}
	return nil
}

// next is the rank of the next outline.
func (l *list) next() int {
	l.ranks++
	return l.ranks
}

// key is a folder's path as one string; no clean name holds the separator.
func key(path []string) string { return strings.Join(path, "\x1f") }

// folder notes a folder and what the list says of it; the first word counts.
func (l *list) folder(path []string, attrs map[string]string) {
	k := key(path)
	if f := l.about[k]; f != nil {
		if len(f.Attrs) == 0 {
			f.Attrs = attrs
		}
		return
	}
	if len(l.about) < maxFeeds {
		l.about[k] = &feeds.Folder{Path: slices.Clone(path), Attrs: attrs, Rank: l.next()}
		l.order = append(l.order, k)
	}
}

func (l *list) skip(what, reason string) {
	if len(l.Skipped) >= maxSkipped {
		l.more++
		return
	}
	l.Skipped = append(l.Skipped, short(what, 120)+": "+reason)
}

func (l *list) close() {
	holds := map[string]bool{} // feeds or folders
	for _, k := range l.order {
		if i := strings.LastIndexByte(k, '\x1f'); i >= 0 {
			holds[k[:i]] = true
		}
	}
	for _, k := range l.order {
		if f := l.about[k]; len(f.Attrs) > 0 || !l.filled[k] && !holds[k] {
			l.Folders = append(l.Folders, *f)
		}
	}
	if l.more > 0 {
		l.Skipped = append(l.Skipped, fmt.Sprintf("and %d more", l.more))
	}
}

// address checks an address of a list; reason says why it is refused.
func address(s string) (addr, reason string) {
	s = strings.TrimSpace(s)
	if len(s) > maxValue {
		return "", "the address is too long"
	}
	// The old feed: scheme: feed://host/x and feed:https://host/x.
	if len(s) > 5 && strings.EqualFold(s[:5], "feed:") {
		if s = s[5:]; strings.HasPrefix(s, "//") {
			s = "http:" + s
		}
	}
	switch scheme, _, _ := strings.Cut(s, ":"); strings.ToLower(scheme) {
	case "http", "https":
	case "exec":
		return "", "it would run a command"
	case "filter":
		return "", "it would run a filter command"
	case "query":
		return "", "a stored search, not a feed"
	case "file":
		return "", "files are not subscribed to"
	case "":
		return "", "no address"
	default:
		if strings.HasPrefix(s, "|") {
			return "", "it would run a command"
		}
		return "", "only http and https addresses are taken"
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || article.Clean(s) != s {
		return "", "not an address"
	}
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "%20")
	if addr = u.String(); len(addr) > maxValue { // escaping makes it longer
		return "", "the address is too long"
	}
	return addr, ""
}

// short is text from outside on one clean line of at most n bytes.
func short(s string, n int) string {
	if s = article.CleanLine(s[:min(len(s), 4*n)]); len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n]) + "…"
}

func addTag(tags []string, t string) []string {
	// In OPML a comma parts tags, and a slash may stand before one.
	t = strings.TrimLeft(short(strings.ReplaceAll(t, ",", " "), 100), "/ ")
	if t == "" || len(tags) >= maxAttrs {
		return tags
	}
	for _, have := range tags {
		if strings.EqualFold(have, t) {
			return tags
		}
	}
	return append(tags, t)
}

// isBinary reports bytes that no text holds.
func isBinary(s string) bool { return strings.IndexByte(s[:min(len(s), 1024)], 0) >= 0 }
