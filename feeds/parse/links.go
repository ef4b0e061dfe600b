package parse

import (
	"net/url"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
)

// refer resolves a reference against a base (nil: it must be absolute); nil
// where the result is no http address.
func refer(base *url.URL, ref string) *url.URL {
	if len(ref) > maxBase {
		return nil
	}
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if len(u.Path)+len(u.RawQuery)+len(u.Host) > maxBase {
		return nil
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil
	}
	return u
}

// absolute resolves ref against base; where that is impossible, or growth is
// used up, ref comes back as it is.
func absolute(base *url.URL, ref string, growth *int) string {
	if base == nil || *growth <= 0 || !isRelative(ref) {
		return ref
	}
	u := refer(base, ref)
	if u == nil {
		return ref
	}
	abs := u.String()
	*growth -= len(abs) - len(ref)
	return abs
}

// isRelative reports that a reference lacks scheme and host, and leads out of
// the page ("#note" doesn't).
func isRelative(ref string) bool {
	ref = strings.TrimSpace(ref)
	if ref == "" || ref[0] == '#' {
		return false
	}
	for i := range len(ref) {
		switch c := ref[i]; {
		case c == ':':
			return i == 0
		case c == '/' || c == '?' || c == '#':
			return true
		case c <= ' ':
			return i > 0
		}
	}
	return true
}

// address is the http address that ref means, cleaned; "" where it is none. A
// document from the binary itself may also link to builtin: pages.
func (d *build) address(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	if strings.HasPrefix(ref, feeds.Builtin) && strings.HasPrefix(d.feed.URL, feeds.Builtin) {
		return article.CleanLine(ref)
	}
	if strings.ContainsAny(ref, "\t\r\n") { // broken over lines: browsers join them
		ref = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(ref)
	}
	ref = absolute(base, ref, &d.growth)
	if ref = article.CleanURL(ref); strings.HasPrefix(ref, "mailto:") {
		return ""
	}
	return ref
}

// isAddress reports an attribute that holds an address.
func isAddress(name []byte) bool {
	switch string(name) {
	case "href", "src", "poster", "cite", "action", "background", "longdesc", "data":
		return true
	}
	return false
}

// absoluteHTML resolves the relative addresses in HTML. Most bodies hold none:
// they are found out by a search for the two attributes that matter, and come
// back as they are.
func absoluteHTML(base *url.URL, s string, growth *int) string {
	if base == nil || !(hasRelative(s, "href") || hasRelative(s, "src")) {
		return s
	}
	sc := scanner{data: []byte(s)}
	out := make([]byte, 0, len(s)+256)
	done := 0
	for t := sc.next(); t.kind != tokEOF; t = sc.next() {
		if t.kind != tokStart {
			continue
		}
		for _, a := range t.attrs {
			v := string(a.value)
			if !isAddress(a.name) || !isRelative(v) || strings.ContainsRune(v, '"') {
				continue
			}
			abs := escapeHTML(absolute(base, characters(a.value), growth))
			at := offset(sc.data, a.value)
			if at < done {
				continue
			}
			out = append(out, sc.data[done:at]...)
			if at > 0 && sc.data[at-1] != '"' && sc.data[at-1] != '\'' {
				abs = `"` + abs + `"`
			}
			out = append(out, abs...)
			done = at + len(a.value)
		}
	}
	return string(append(out, sc.data[done:]...))
}

// offset is where part, a slice of whole, begins.
func offset(whole, part []byte) int { return cap(whole) - cap(part) }

// hasRelative reports that an attribute of that name has a relative value.
func hasRelative(s, name string) bool {
	for {
		i := strings.Index(s, name)
		if i < 0 {
			return false
		}
		s = strings.TrimLeft(s[i+len(name):], " \t\r\n")
		if s == "" || s[0] != '=' {
			continue
		}
		v := strings.TrimLeft(s[1:], " \t\r\n\"'")
		if !strings.HasPrefix(v, "http://") && !strings.HasPrefix(v, "https://") && isRelative(clip(v, 64)) {
			return true
		}
	}
}
