package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pullquote/feeds"
)

// What is ranked: the newest entries that have all the words, and those that
// have them in the headline, however old. Only these are looked into, so the
// best of a million take no longer than those of a thousand.
const (
	rankNewest = 80
	rankTitled = 40
)

// What a word in the headline, of the author's name, in the text counts.
const (
	titleWeight  = 5
	authorWeight = 2
	// A text of so many letters is of usual length; a word counts less in a longer one.
	usualText = 3000
)

// ranked is the best matches first.
func (s *Store) ranked(ctx context.Context, w where, p feeds.Page) ([]feeds.Entry, error) {
	if p.After != (feeds.Cursor{}) {
		return nil, nil // one page: rank is no keyset
	}
	limit := p.Limit
	p.Limit = rankNewest
	es, err := s.hits(ctx, &w, p)
	if err != nil {
		return nil, err
	}
	if m := titled(p.Query.Text); m != "" {
		head := w
		head.conds, head.args = w.narrowed(m)
		p.Limit = rankTitled
		more, err := s.hits(ctx, &head, p)
		if err != nil {
			return nil, err
		}
		have := map[feeds.EntryID]bool{}
		for _, e := range es {
			have[e.ID] = true
		}
		es = append(es, slices.DeleteFunc(more, func(e feeds.Entry) bool { return have[e.ID] })...)
	}
	if len(es) == 0 {
		return nil, nil
	}
	score, err := s.scores(ctx, es, folded(p.Query.Text+" "+p.Query.Author))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(es, func(a, b feeds.Entry) int {
		return cmp.Or(cmp.Compare(score[b.ID], score[a.ID]), cmp.Compare(unix(b.Time()), unix(a.Time())), cmp.Compare(b.ID, a.ID))
	})
	return es[:min(len(es), limit)], nil
}

// narrowed are the conditions with a narrower full-text query.
func (w *where) narrowed(match string) ([]string, []any) {
	args := slices.Clone(w.args)
	at := 0
	for _, c := range w.conds {
		if c == "words MATCH ?" {
			args[at] = "(" + w.match + ") AND (" + match + ")"
		}
		at += strings.Count(c, "?")
	}
	return slices.Clone(w.conds), args
}

// scores weighs entries: each word by how often it stands where, less with each
// time, and by how few of these entries are full of it.
func (s *Store) scores(ctx context.Context, es []feeds.Entry, words []string) (map[feeds.EntryID]float64, error) {
	ids := make([]feeds.EntryID, len(es))
	for i, e := range es {
		ids[i] = e.ID
	}
	raw, err := s.raw(ctx, s.read, "SELECT "+rawColumns+" FROM entries e WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.pack, e.slot", idList(ids))
	if err != nil {
		return nil, err
	}
	score := make(map[feeds.EntryID]float64, len(raw))
	for _, r := range raw {
		text := cmp.Or(r.Content, r.Summary)
		title, author, body := foldText(r.Title), foldText(r.Author), foldText(feeds.Plain(text, rankText))
		sum := 0.0
		for _, w := range words {
			n := titleWeight*times(title, w) + authorWeight*times(author, w) + times(body, w)
			sum += float64(n) / (float64(n) + 1.2*(0.25+0.75*float64(len(body))/usualText))
		}
		score[r.Entry] = math.Round(sum*1e6) / 1e6
	}
	return score, nil
}

// rankText is how much of a text is looked through, in bytes.
const rankText = 64 << 10

// folded are the words of a query as foldText writes them.
func folded(query string) []string { return wordsOf(foldText(query)) }

// foldText is a text in small letters without marks, as the tokenizer of the
// index sees it.
func foldText(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// times is how often a word, or one that begins with it, stands in a text.
func times(text, word string) int {
	n := 0
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return n
		}
		i += from
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); i == 0 || unspaced(before) || !unicode.IsLetter(before) && !unicode.IsNumber(before) {
			n++
		}
		from = i + len(word)
	}
}
