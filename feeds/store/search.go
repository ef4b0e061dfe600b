package store

import (
	"context"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds"
)

// A row of the full-text index has as its rowid a place that rises with the
// entry's time, so that the newest hits are the last of the index, and a page of
// them costs the same whether a word stands in ten entries or in a million. Each
// second has one place; where more entries have the same time, as all of a day
// whose feeds tell no hour, they take free ones near by, in the same stretch of
// time. Within a stretch the order of places says nothing: what is read from the
// index is read a stretch at a time, and put into the order of the list. (The
// places could hold the order themselves, with the entry's id below the time, as
// they once did: most of such an index is the distance from one row of a word to
// the next, and it was four times as large.)
const (
	perStretch = 1 << 14 // places and seconds: four hours and a half
	farthest   = 1 << 40 // seconds: tens of thousands of years, either way
	lastPlace  = farthest + perStretch
	waitsPlace = math.MinInt32 // an entry that waits for the index has it; see waits
)

// placeOf is the first place of a time.
func placeOf(sort int64) int64 { return max(min(sort, farthest), -farthest) }

// stretch is the first place of the stretch that a time lies in.
func stretch(sort int64) int64 { return placeOf(sort) &^ (perStretch - 1) }

// stretchEnd is the first place behind it.
func stretchEnd(sort int64) int64 { return stretch(sort) + perStretch }

// titled is a full-text query for what begins as words do, in headlines and
// names: of long words only the first letters stand there. "" where there is no
// word.
func titled(text string) string {
	parts := wordsOf(pairs(foldText(text)))
	for i, w := range parts {
		head, long := beginningOf(w, longest)
		if !long {
			head = w
		}
		parts[i] = `"` + markHead + head + `"`
	}
	return strings.Join(parts, " AND ")
}

// beginningOf is the first n letters of a longer word that is no run of letters
// without blanks.
func beginningOf(w string, n int) (string, bool) {
	for i, r := range w {
		if unspaced(r) {
			return "", false
		}
		if n--; n < 0 {
			return w[:i], true
		}
	}
	return "", false
}

// wordsOf splits a text as the tokenizer does.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// segment makes words of scripts that write no blanks between them, which the
// tokenizer takes for one word a line: each two letters that stand together are
// one, and the last of a run by itself. A query for several is all pairs of it.
//
// Hints for line breaking go: a word with a soft hyphen in it is one word.
func segment(s string) string {
	s = article.NoHints(s)
	if !anyUnspaced(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) * 7 / 3)
	last := rune(-1) // the letter before, of such a script
	for _, r := range s {
		if !unspaced(r) {
			if last >= 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			last = -1
			continue
		}
		if last >= 0 {
			b.WriteRune(r)
		}
		b.WriteByte(' ')
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// anyUnspaced reports whether there are letters of such scripts: all of them are
// three bytes or more, and most of what else is so long are quotation marks.
func anyUnspaced(s string) bool {
	for i := range len(s) {
		if s[i] < 0xe0 || s[i] == 0xe2 && i+1 < len(s) && s[i+1] == 0x80 {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(s[i:]); unspaced(r) {
			return true
		}
	}
	return false
}

// unspaced reports letters of such scripts.
func unspaced(r rune) bool { return feeds.Unspaced(r) }

// match makes an FTS5 query of words in a column ("" any): all of them, the last as a prefix where it
// has three letters. Each is a string in double quotes, so that nothing in it is an operator. "" where
// no word holds a letter or a digit.
func match(text, column string) string {
	m := matchWords(text, column)
	if m == "" {
		return ""
	}
	return m + star(text)
}

// matchWords is match whose last word is whole as well.
func matchWords(text, column string) string {
	var parts []string
	for _, w := range strings.Fields(text) {
		if w = phrase(w, column); w != "" {
			parts = append(parts, w)
		}
	}
	return strings.Join(parts, " AND ")
}

// phrase is one word of a query as FTS5 strings, all of which have to be there:
// the index knows no order of words. "" where the tokenizer finds nothing in it.
func phrase(w, column string) string {
	parts := wordsOf(pairs(w))
	for i, p := range parts {
		alone := utf8.RuneCountInString(p) == 1 && strings.ContainsFunc(p, unspaced)
		p = in(column, p)
		if alone {
			p += "*" // a letter by itself stands in pairs as well
		}
		parts[i] = p
	}
	return strings.Join(parts, " AND ")
}

// in is a word that is looked for in a column, or, where that is a mark, behind
// the mark; anywhere with neither.
func in(column, word string) string {
	switch column {
	case "":
		return `"` + word + `"`
	case markName:
		return `"` + column + word + `"`
	}
	return column + ` : "` + word + `"`
}

// pairs is segment for a query: a run of letters is its pairs, and only a letter
// that stands alone is by itself.
func pairs(w string) string {
	if !strings.ContainsFunc(w, unspaced) {
		return w
	}
	ws := wordsOf(segment(w))
	out := ws[:0]
	for i, x := range ws {
		alone := utf8.RuneCountInString(x) == 1 && strings.ContainsFunc(x, unspaced)
		if alone && i > 0 && strings.HasSuffix(ws[i-1], x) && utf8.RuneCountInString(ws[i-1]) == 2 {
			continue
		}
		out = append(out, x)
	}
	return strings.Join(out, " ")
}

// shortest is the shortest beginning of a word that is looked for, in letters:
// shorter ones ("EU", "AI") are whole words. Beginnings of just so many letters,
// shortest and longest, of the words of headlines and names, stand in the index
// themselves; those in between are spelled out to the longest ones.
const (
	shortest = 3
	longest  = 5
)

// star makes the last word a prefix. A letter that is a word by itself is none.
func star(text string) string {
	ws := wordsOf(text)
	if len(ws) == 0 || utf8.RuneCountInString(ws[len(ws)-1]) < shortest || strings.ContainsFunc(ws[len(ws)-1], unspaced) {
		return ""
	}
	return "*"
}

// terms is how many words of the index a beginning is spelled out to, letters how
// many beginnings of one letter more, and named how many feeds are looked for by
// their marks.
const (
	terms   = 24
	letters = 64
	named   = 100
)

// widen is match for the text of entries. For a beginning FTS5 would first merge
// all matches of all words that begin so, however many, before it gives the
// newest. Spelled out as "this word or that word" each is read from its newest
// end instead. Where very many words begin so, as when only the first three
// letters are typed, they are looked for in headlines and names.
func (s *Store) widen(ctx context.Context, text, column string) (string, error) {
	words := strings.Fields(text)
	whole := matchWords(text, column)
	if whole == "" || star(text) == "" {
		return whole, nil
	}
	parts := wordsOf(foldText(words[len(words)-1]))
	if len(parts) == 0 { // a last word without letters
		return whole, nil
	}
	last := parts[len(parts)-1]
	head, many := beginningOf(last, longest)
	if !many {
		head = last
	}
	found := []string{in(column, last), in("", markHead+head)}
	if n := utf8.RuneCountInString(last); n > shortest {
		spelled, err := s.beginning(ctx, last, terms)
		if err != nil {
			return "", err
		}
		if len(spelled) > terms && n < longest {
			heads, err := s.beginning(ctx, markHead+last, letters)
			if err != nil {
				return "", err
			}
			for _, h := range heads {
				found = append(found, in("", h))
			}
		}
		if len(spelled) <= terms {
			found = found[:1]
			for _, w := range spelled {
				found = append(found, in(column, w))
			}
		}
	}
	before := matchWords(strings.Join(append(words[:len(words)-1:len(words)-1], parts[:len(parts)-1]...), " "), column)
	if before != "" {
		before += " AND "
	}
	return before + "(" + strings.Join(found, " OR ") + ")", nil
}

// beginning are the words of the index that begin so, for FTS5; where they
// are more than most, some of them. Each is one step from the one before
// it: the table of words itself has a row for each time that one stands anywhere.
func (s *Store) beginning(ctx context.Context, prefix string, most int) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `WITH RECURSIVE t (term) AS (SELECT (SELECT term FROM words_terms WHERE term >= ?1 LIMIT 1)
		UNION ALL SELECT (SELECT w.term FROM words_terms w WHERE w.term >= t.term || char(1) LIMIT 1) FROM t WHERE substr(t.term, 1, length(?1)) = ?1)
		SELECT term FROM t WHERE term IS NOT NULL LIMIT ?2`, prefix, most+2)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var found []string
	for rows.Next() {
		var term string
		if err := rows.Scan(&term); err != nil {
			return nil, err
		}
		if strings.HasPrefix(term, prefix) {
			found = append(found, strings.ReplaceAll(term, `"`, `""`))
		}
	}
	return found, rows.Err()
}

// unword takes an entry out of the full-text index: before its row is changed.
const unword = "DELETE FROM words WHERE rowid = (SELECT place FROM entries WHERE id = ?)"

const putWord = "INSERT INTO words (rowid, text) VALUES (?,?)"
