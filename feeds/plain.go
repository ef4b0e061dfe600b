package feeds

import (
	"html"
	"strings"

	"pullquote/article"
)

// Plain is the visible text of HTML in one pass and without a tree: blanks
// stand for the tags, and no more than about limit bytes of it are read off.
// It is for indexing and comparing; what is shown is made by article/extract.
func Plain(body string, limit int) string {
	if !strings.ContainsAny(body, "<&") {
		return article.Clean(body[:min(len(body), limit)])
	}
	var b strings.Builder
	b.Grow(min(len(body), limit))
	for body != "" && b.Len() < limit {
		i := tagAt(body)
		text := body[:i]
		if strings.IndexByte(text, '&') >= 0 {
			text = html.UnescapeString(text)
		}
		b.WriteString(text)
		if i == len(body) {
			break
		}
		b.WriteByte(' ')
		body = afterTag(body[i:])
	}
	return article.Clean(b.String())
}

// tagAt is where the next tag begins: a < that is followed by what only a tag,
// a comment or a declaration begins with.
func tagAt(s string) int {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '<')
		if i < 0 || from+i+1 >= len(s) {
			return len(s)
		}
		switch c := s[from+i+1]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '/', c == '!', c == '?':
			return from + i
		}
		from += i + 1
	}
}

// afterTag is what follows the tag that s begins with, and with it the text
// that nobody sees: comments, scripts, styles.
func afterTag(s string) string {
	if strings.HasPrefix(s, "<!--") {
		return after(s[4:], "-->")
	}
	end := tagEnd(s)
	for _, name := range [...]string{"script", "style"} {
		if len(s) <= len(name)+1 || !strings.EqualFold(s[1:len(name)+1], name) {
			continue
		}
		if c := s[len(name)+1]; c != '>' && c != ' ' && c != '\t' && c != '\n' && c != '/' {
			continue
		}
		for rest := s[end:]; rest != ""; {
			i := strings.Index(rest, "</")
			if i < 0 {
				return ""
			}
			rest = rest[i:]
			if len(rest) >= len(name)+2 && strings.EqualFold(rest[2:len(name)+2], name) {
				return rest
			}
			rest = rest[2:]
		}
		return ""
	}
	return s[end:]
}

// tagEnd is the length of the tag; a > between quotes doesn't end it.
func tagEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '>':
			return i + 1
		case '"', '\'':
			if s[i-1] != '=' {
				continue
			}
			if j := strings.IndexByte(s[i+1:], s[i]); j >= 0 {
				i += j + 1
			}
		}
	}
	return len(s)
}

// after is what follows the first mark in s; nothing where there is none.
func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}
