package boilerplate

import (
	"strings"

	"pullquote/article"
)

// shortcode cuts what a page's own system should have turned into something else
// and did not: [gallery ids="1,2"], [/vc_column].
func shortcode(j *judge, i int) *article.Cut {
	s := j.blocks[i].text
	if len(s) > 2000 || !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, "]") || j.blocks[i].kind == article.Code {
		return nil
	}
	for s != "" {
		end := strings.IndexByte(s, ']')
		if end < 0 || !isShortcode(s[:end+1]) {
			return nil
		}
		s = strings.TrimLeft(s[end+1:], " \n")
	}
	return cut(article.ScriptNotice, "code:shortcode", 0.9)
}

// isShortcode reports a name in brackets, in small letters, that has a slash before
// it, a value behind it or a joint within: "[sic]" and "[laughs]" have none.
func isShortcode(s string) bool {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
	name, rest, _ := strings.Cut(strings.TrimPrefix(s, "/"), " ")
	if len(name) < 3 || strings.IndexFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' && r != '-' }) >= 0 {
		return false
	}
	return strings.HasPrefix(s, "/") || strings.ContainsRune(rest, '=') || rest == "" && strings.ContainsRune(name, '_')
}
