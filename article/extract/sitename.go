package extract

import (
	"net/url"
	"path"
	"strings"

	"pullquote/article"
)

// seams part a headline from the site's name in titles.
var seams = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " / ", " ‹ ", " « ", " ~ ", "｜", "ㅣ", " |", "| "}

// lateSeams part it at the end alone: before them stands a kicker.
var lateSeams = []string{": ", ":", "：", "_"}

// cutSite drops the site's name from the end (or the start) of a title.
func cutSite(t, site string, o Options) string {
	t = article.CleanLine(strings.ReplaceAll(t, "\u00a0", " "))
	host := article.Host(o.URL)
	for range 3 {
		before := t
		for _, seam := range seams {
			if i := strings.LastIndex(t, seam); i > 0 && isSite(t[i+len(seam):], site, host) {
				t = strings.TrimSpace(t[:i])
			}
			if i := strings.Index(t, seam); i > 0 && i+len(seam) < len(t) && isSite(t[:i], site, host) {
				t = strings.TrimSpace(t[i+len(seam):])
			}
		}
		for _, seam := range lateSeams {
			if i := strings.LastIndex(t, seam); i > 0 && isSite(t[i+len(seam):], site, host) {
				t = strings.TrimSpace(t[:i])
			}
		}
		if t == before {
			break
		}
	}
	return t
}

// cutSection drops the name of the section from the end of a title.
func cutSection(t, section string, o Options) string {
	for _, seam := range []string{" | ", " - ", " – ", " — ", " • ", " · ", " : ", "-"} {
		i := strings.LastIndex(t, seam)
		if i < 8 {
			continue
		}
		name := fold(t[i+len(seam):])
		if name == "" || strings.Count(name, " ") > 2 {
			continue
		}
		if name == fold(section) {
			return strings.TrimSpace(t[:i])
		}
		if u, err := url.Parse(o.URL); err == nil && len(seam) > 1 {
			for dir := range strings.SplitSeq(path.Dir(u.Path), "/") {
				if fold(dir) == name {
					return strings.TrimSpace(t[:i])
				}
			}
		}
	}
	return t
}

// isSite reports whether a piece of a title names the site: the publisher's
// name, or what is left of the host without dots and endings.
func isSite(piece, site, host string) bool {
	p := strings.ReplaceAll(fold(piece), " ", "")
	if p == "" || len(piece) > 60 {
		return false
	}
	s := strings.ReplaceAll(fold(site), " ", "")
	h := strings.ReplaceAll(fold(host), " ", "")
	if p == s || p == h || len(s) > 3 && (strings.HasPrefix(p, s) || strings.HasSuffix(p, s)) && len(p) < 3*len(s) || len(p) > 3 && strings.HasPrefix(s, p) {
		return true
	}
	if len(p) > 3 && strings.Contains(h, p) {
		return true
	}
	for _, label := range strings.Split(host, ".") {
		if label = strings.ReplaceAll(label, "-", ""); len(label) > 3 && (p == label || p == "the"+label || len(label) > 4 && strings.Contains(p, label)) {
			return true
		}
	}
	return false
}
