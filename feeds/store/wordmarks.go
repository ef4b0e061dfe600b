package store

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"pullquote/feeds"
)

// What a list is also narrowed by stands in the index as words of its own, so
// that "this word in that feed" or "that language" is found without looking
// through all entries. They begin with a character for private use, which no
// query of a reader gets through match.
const (
	markFeed = "\ue000"
	markLang = "\ue001"
	markTag  = "\ue002"
	markJoin = "\ue003" // between the parts of a language
	markHead = "\ue004" // the beginning of a word of the headline or of a name
	markName = "\ue005" // a word of the author's name
)

// marks are these words of an entry. language is the entry's own or its feed's.
func marks(feed feeds.FeedID, language string, categories []string, title, author string) string {
	var b strings.Builder
	b.WriteString(feedMark(feed))
	mark := ""
	for i, part := range langParts(language) {
		if i > 0 {
			mark += markJoin
		}
		mark += part
		b.WriteString(" " + markLang + mark)
	}
	for _, c := range categories {
		b.WriteString(" " + tagMarks(c))
	}
	for _, w := range wordsOf(segment(author)) {
		b.WriteString(" " + markName + w)
	}
	for _, w := range wordsOf(segment(foldText(title + " " + author))) {
		n := utf8.RuneCountInString(w)
		for _, k := range [...]int{shortest, longest} {
			if head, ok := beginningOf(w, k); ok {
				b.WriteString(" " + markHead + head)
			}
		}
		if n <= longest {
			b.WriteString(" " + markHead + w)
		}
	}
	return b.String()
}

func feedMark(id feeds.FeedID) string { return markFeed + strconv.FormatInt(int64(id), 10) }

// langParts are the parts of a language tag: "de", "at".
func langParts(language string) []string {
	parts := wordsOf(strings.ToLower(language))
	return parts[:min(len(parts), 4)]
}

// tagMarks are the words of a tag, each with its mark.
func tagMarks(tag string) string {
	ws := wordsOf(segment(tag))
	for i, w := range ws {
		ws[i] = markTag + w
	}
	return strings.Join(ws, " ")
}

// feedMarks is "in any of these feeds"; "" where they are too many to spell out.
func feedMarks(ids []feeds.FeedID) string {
	if len(ids) == 0 || len(ids) > named {
		return ""
	}
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = `"` + feedMark(id) + `"`
	}
	return strings.Join(parts, " OR ")
}

// tagged is "has a category of these words, or is of a feed with such a tag".
func (s *Store) tagged(ctx context.Context, tag string) (string, error) {
	marked := wordsOf(pairs(tag))
	if len(marked) == 0 {
		return "", nil
	}
	for i, w := range marked {
		marked[i] = `"` + markTag + w + `"`
	}
	parts := []string{"(" + strings.Join(marked, " AND ") + star(tag) + ")"}
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM feeds WHERE tags LIKE ? ESCAPE '\\' LIMIT ?", contains(tag), named)
	if err != nil {
		return "", err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var id feeds.FeedID
		if err := rows.Scan(&id); err != nil {
			return "", err
		}
		parts = append(parts, `"`+feedMark(id)+`"`)
	}
	return strings.Join(parts, " OR "), rows.Err()
}

// spoken is "is in this language".
func spoken(language string) string {
	parts := langParts(language)
	if len(parts) == 0 {
		return ""
	}
	return `"` + markLang + strings.Join(parts, markJoin) + `"`
}
