package dom

import "strings"

// dear reports a page whose tree would be out of proportion to its bytes. It
// goes by the tokenizer's rules for tags, attributes, comments and raw text,
// so that none of them can mislead it, but leaps over what lies between: to
// tokenize each page twice would cost a tenth of its extraction. What it is
// not sure of it counts as a tag that opens.
//
// On its way it leaves out what no part of the engine reads: style sheets, and
// scripts that hold no text. They are half of a page's bytes, and the parser
// would look at each.
func dear(s string) (lean string, tooDear bool) {
	tags, open, reopened := 0, 0, 0
	var b strings.Builder
	from := 0
	rest := func() string {
		if from == 0 {
			return s
		}
		b.WriteString(s[from:])
		return b.String()
	}
	for i := 0; i < len(s); {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 || i+k+1 >= len(s) {
			break
		}
		i += k + 1
		switch c := s[i]; {
		case c == '!' || c == '?':
			i = afterComment(s, i)
			continue
		case c == '/':
			if i+1 < len(s) && !letter(s[i+1]) {
				i = afterByte(s, i+1, '>')
				continue
			}
			name, end := tagName(s, i+1)
			if open > 0 && formatting(name) {
				open--
			}
			i = afterTag(s, end)
			continue
		case !letter(c):
			continue
		}
		name, end := tagName(s, i)
		tags++
		if formatting(name) {
			open++
		} else if open > 8 {
			reopened += open
		}
		if tags > MaxTags || reopened > maxReopened {
			return s, true
		}
		i = afterTag(s, end)
		if rawText(name) {
			body := i
			i = afterRaw(s, i, name)
			if i < len(s) && i-body > leastLean && unread(name, s[end:body], s[body:i]) {
				b.WriteString(s[from:body])
				from = i
			}
		}
	}
	return rest(), false
}

// leastLean is how long a text must be for its absence to be worth a copy.
const leastLean = 200

// unread reports the text of an element that nobody reads: a style sheet, and a
// script that is no data and holds neither markup nor the name of a store of
// data. One with "<!--" may end elsewhere than it seems.
func unread(name, attrs, body string) bool {
	switch name {
	case "style":
		return !strings.Contains(body, "<")
	case "script":
		for _, mark := range []string{"__", "<!--", "<p", "&lt;", "u003", "globalContent"} {
			if strings.Contains(body, mark) {
				return false
			}
		}
		return !strings.Contains(strings.ToLower(attrs), "json")
	}
	return false
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// tagName is the name that starts at i, in lower case, "" for one too long to
// matter, and where it ends.
func tagName(s string, i int) (string, int) {
	end := i
	for end < len(s) && !space(s[end]) && s[end] != '/' && s[end] != '>' {
		end++
	}
	if end-i > 16 {
		return "", end
	}
	return strings.ToLower(s[i:end]), end
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// afterByte is the place behind the next c.
func afterByte(s string, i int, c byte) int {
	k := strings.IndexByte(s[i:], c)
	if k < 0 {
		return len(s)
	}
	return i + k + 1
}

// afterTag is the place behind the tag whose attributes start at i.
func afterTag(s string, i int) int {
	for i < len(s) {
		switch {
		case s[i] == '>':
			return i + 1
		case space(s[i]) || s[i] == '/':
			i++
			continue
		}
		i++ // the first byte of a name may be anything
		for i < len(s) && !space(s[i]) && s[i] != '/' && s[i] != '>' && s[i] != '=' {
			i++
		}
		for i < len(s) && space(s[i]) {
			i++
		}
		if i >= len(s) || s[i] != '=' {
			continue
		}
		for i++; i < len(s) && space(s[i]); i++ {
			continue
		}
		if i < len(s) && (s[i] == '"' || s[i] == '\'') {
			i = afterByte(s, i+1, s[i])
			continue
		}
		for i < len(s) && !space(s[i]) && s[i] != '>' {
			i++
		}
	}
	return len(s)
}

// afterComment is the place behind the comment, doctype or declaration whose
// "!" or "?" stands at i.
func afterComment(s string, i int) int {
	rest := s[i:]
	if !strings.HasPrefix(rest, "!--") {
		return afterByte(s, i, '>')
	}
	body := rest[3:]
	if strings.HasPrefix(body, ">") {
		return i + 4
	}
	if strings.HasPrefix(body, "->") {
		return i + 5
	}
	for k := 0; k < len(body); {
		d := strings.Index(body[k:], "--")
		if d < 0 {
			break
		}
		k += d + 2
		for k < len(body) && body[k] == '-' {
			k++
		}
		switch {
		case strings.HasPrefix(body[k:], ">"):
			return i + 3 + k + 1
		case strings.HasPrefix(body[k:], "!>"):
			return i + 3 + k + 2
		}
	}
	return len(s)
}

// rawText names the elements in which "<" opens nothing.
func rawText(name string) bool {
	switch name {
	case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext":
		return true
	}
	return false
}

// afterRaw is where the end tag of the raw text that starts at i stands. A
// script may hold the end tag of another within "<!--": it is left at the
// first, and what follows is counted as tags.
func afterRaw(s string, i int, name string) int {
	if name == "plaintext" {
		return len(s)
	}
	for {
		k := strings.Index(s[i:], "</")
		if k < 0 {
			return len(s)
		}
		i += k
		end := i + 2 + len(name)
		if end < len(s) && strings.EqualFold(s[i+2:end], name) && (space(s[end]) || s[end] == '/' || s[end] == '>') {
			return i
		}
		i += 2
	}
}

// formatting names the elements that HTML reopens.
func formatting(name string) bool {
	switch name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}
