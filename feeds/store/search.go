package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/feeds"
)

// A row of the full-text index has the place in the list as its rowid: the sort
// time, shifted by 31 bits, and the entry's id below. So the newest hits are the
// last of the index, and a page of them costs the same whether a word stands in
// ten entries or in a million. Below are two thousand million entries, above the
// years 1834 to 2106; times outside are drawn to the edges.
const (
	idBits   = 31
	idMask   = "2147483647"
	maxPlace = 1<<32 - 1
	minPlace = -1 << 32
	placeSQL = "(max(min(sort, 4294967295), -4294967296) << 31 | id)"
)

// word is the rowid of an entry in the full-text index: placeSQL.
func word(sort int64, id feeds.EntryID) int64 {
	return max(min(sort, maxPlace), minPlace)<<idBits | int64(id)
}

// What a list is also narrowed by stands in the index as words of its own, so
// that "this word in that feed" or "that language" is found without looking
// through all entries. They begin with a character for private use, which no
// query of a reader gets through match.
const (
	markFeed = "\ue000"
	markLang = "\ue001"
	markTag  = "\ue002"
	markJoin = "\ue003" // between the parts of a language
)

// marks are these words of an entry. language is the entry's own or its feed's.
func marks(feed feeds.FeedID, language string, categories []string) string {
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

// wordsOf splits a text as the tokenizer does.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// segment puts blanks around the letters of scripts that write none between
// words, so that each is a word of the index; a query for several is a phrase.
// The tokenizer takes a run of them for one word.
func segment(s string) string {
	if !strings.ContainsFunc(s, unspaced) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) * 5 / 3)
	for _, r := range s {
		if unspaced(r) {
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unspaced reports letters of such scripts.
func unspaced(r rune) bool { return feeds.Unspaced(r) }

// match makes an FTS5 query of words: all of them, the last as a prefix where it
// has three letters. Each is a string in double quotes, so that nothing in it is an operator. "" where
// no word holds a letter or a digit.
func match(text, column string) string {
	var parts []string
	for _, w := range strings.Fields(text) {
		if w = phrase(w); w == "" {
			continue
		}
		if column != "" {
			w = column + " : " + w
		}
		parts = append(parts, w)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " AND ") + star(text)
}

// phrase is one word of a query as an FTS5 string; "" where the tokenizer finds
// nothing in it.
func phrase(w string) string {
	if len(wordsOf(w)) == 0 {
		return ""
	}
	w = strings.Map(func(r rune) rune {
		if r == '"' || r < ' ' || unicode.Is(unicode.Co, r) {
			return ' '
		}
		return r
	}, w)
	return `"` + segment(w) + `"`
}

// shortest is the shortest beginning of a word that is looked for, in letters:
// shorter ones ("EU", "AI") are whole words. With an index of beginnings of two
// letters as well the file is a sixth larger.
const shortest = 3

// star makes the last word a prefix. A letter that is a word by itself is none.
func star(text string) string {
	ws := wordsOf(text)
	if len(ws) == 0 || utf8.RuneCountInString(ws[len(ws)-1]) < shortest || strings.ContainsFunc(ws[len(ws)-1], unspaced) {
		return ""
	}
	return "*"
}

// terms is how many words of the index a prefix is spelled out to, and how many
// feeds are looked for by their marks.
const terms = 100

// widen is match for the text of entries. FTS5 keeps an index of prefixes of
// three letters; for a longer one it would first merge all matches of all words
// that begin so, however many, before it gives the newest. Spelled out as "this
// word or that word" each is read from its newest end instead.
func (s *Store) widen(ctx context.Context, text string) (string, error) {
	m := match(text, "")
	words := strings.Fields(text)
	if m == "" {
		return "", nil
	}
	last := strings.ToLower(words[len(words)-1])
	if len(last) <= shortest || strings.ContainsFunc(last, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return m, nil // the tokenizer would fold or split it
	}
	found, err := s.beginning(ctx, last)
	if err != nil || len(found) == 0 || len(found) > terms {
		return m, err
	}
	alternatives := "(" + strings.Join(found, " OR ") + ")"
	if before := match(strings.Join(words[:len(words)-1], " "), ""); before != "" {
		return strings.TrimSuffix(before, "*") + " AND " + alternatives, nil
	}
	return alternatives, nil
}

// beginning are the words of the index that begin so, as FTS5 strings; where
// they are more than terms, some of them.
func (s *Store) beginning(ctx context.Context, prefix string) ([]string, error) {
	c, err := s.read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close() //nolint:errcheck // goes back to the pool
	st, err := c.PrepareContext(ctx, "SELECT term FROM words_terms WHERE term >= ? LIMIT 1")
	if err != nil {
		return nil, err
	}
	defer st.Close() //nolint:errcheck // read only
	var found []string
	for at := prefix; len(found) <= terms; {
		var term string
		err := st.QueryRowContext(ctx, at).Scan(&term)
		if errors.Is(err, sql.ErrNoRows) || err == nil && !strings.HasPrefix(term, prefix) {
			break
		}
		if err != nil {
			return nil, err
		}
		found = append(found, `"`+strings.ReplaceAll(term, `"`, `""`)+`"`)
		at = term + "\x00" // the next one
	}
	return found, nil
}

// feedMarks is "in any of these feeds"; "" where they are too many to spell out.
func feedMarks(ids []feeds.FeedID) string {
	if len(ids) == 0 || len(ids) > terms {
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
	m := tagMarks(tag)
	if m == "" {
		return "", nil
	}
	parts := []string{`"` + m + `"` + star(tag)}
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM feeds WHERE tags LIKE ? ESCAPE '\\' LIMIT ?", contains(tag), terms)
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

// unword takes an entry out of the full-text index: before its row is changed.
const unword = "DELETE FROM words WHERE rowid = (SELECT " + placeSQL + " FROM entries WHERE id = ? AND indexed = 1)"

const putWord = "INSERT INTO words (rowid, title, author, text, marks) VALUES (?,?,?,?,?)"

// claim marks an entry as indexed and gives what its row in the index needs.
const claim = "UPDATE entries SET indexed = 1 WHERE id = ? AND indexed = 0 RETURNING " + placeSQL + ", feed, coalesce(nullif(language, ''), (SELECT f.language FROM feeds f WHERE f.id = feed)), categories"

// claimed is an entry's row of the index.
type claimed struct {
	place int64
	marks string
}

func scanClaim(row *sql.Row) (claimed, error) {
	var c claimed
	var feed feeds.FeedID
	var language, cats string
	var categories []string
	err := row.Scan(&c.place, &feed, &language, &cats)
	if err == nil && cats != "null" {
		err = json.Unmarshal([]byte(cats), &categories)
	}
	c.marks = marks(feed, language, categories)
	return c, err
}
