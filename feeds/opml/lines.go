package opml

import (
	"strings"

	"pullquote/feeds"
)

// lines reads newsboat's urls file, of which a plain list of addresses is the
// simple case: an address and tags on each line, in double quotes where they
// hold blanks; "~Name" is the reader's own title, "!" hides the feed from
// newsboat's list; # begins a comment.
func (l *list) lines(text string) error {
	if isBinary(text) {
		return ErrNotList
	}
	for line := range strings.Lines(text) {
		words := split(line)
		if len(words) == 0 {
			continue
		}
		addr, reason := address(words[0])
		if reason != "" {
			l.skip(strings.Join(words, " "), reason)
			continue
		}
		f := feeds.Feed{URL: addr}
		for _, w := range words[1:] {
			if name, ok := strings.CutPrefix(w, "~"); ok {
				f.Title = short(name, maxValue)
				f.Named = f.Title != ""
			} else if w != "!" {
				f.Tags = addTag(f.Tags, strings.TrimPrefix(w, "!"))
			}
		}
		if err := l.add(f); err != nil {
			return err
		}
	}
	// A text without one address is no list; a file of comments, or one of
	// nothing but searches, is.
	if len(l.Feeds) == 0 {
		for _, s := range l.Skipped {
			if strings.HasSuffix(s, ": only http and https addresses are taken") || strings.HasSuffix(s, ": not an address") {
				return ErrNotList
			}
		}
	}
	return nil
}

// split splits a line at blanks; double quotes hold a word together, and a
// backslash in them takes the next character as it is.
func split(line string) (words []string) {
	var b strings.Builder
	var quoted, open, escaped bool
	flush := func() {
		if open && len(words) < maxAttrs {
			words = append(words, b.String())
		}
		b.Reset()
		open = false
	}
	for _, r := range line {
		switch {
		case escaped:
			b.WriteRune(r)
			escaped = false
		case quoted && r == '\\':
			escaped = true
		case r == '"':
			quoted, open = !quoted, true
		case !quoted && (r == ' ' || r == '\t' || r == '\n' || r == '\r'):
			flush()
		case !open && r == '#':
			return words
		default:
			b.WriteRune(r)
			open = true
		}
	}
	flush()
	return words
}
