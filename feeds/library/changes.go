package library

import (
	"context"
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// Edit is one time that an entry was edited, as its feed told it.
type Edit struct {
	At         time.Time // when it was seen
	Paragraphs []Changed
}

// Changed is a paragraph (or the headline) before and after: the words that
// stayed, went and came, in order. Words that only went are a paragraph that
// went, words that only came a new one.
type Changed struct{ Pieces []Piece }

// Piece is a run of words.
type Piece struct {
	Text string
	Is   Fate
}

// Fate is what became of a piece.
type Fate int

// The fates.
const (
	Stayed Fate = iota
	Went
	Came
)

// Open gives the article of an entry, and what was changed since it came; see
// openEntry.
func (l *Library) Open(ctx context.Context, id feeds.EntryID, o OpenOptions) (Opened, error) {
	out, err := l.openEntry(ctx, id, o)
	if err == nil && !out.Entry.Edited.IsZero() {
		out.Edits, err = l.edits(ctx, out.Entry)
	}
	if err == nil {
		out.Reached, err = l.store.Reached(ctx, id)
	}
	return out, err
}

// Reach remembers how far an entry's article was read; 0 forgets it.
func (l *Library) Reach(ctx context.Context, id feeds.EntryID, at int) error {
	return l.store.Reach(ctx, id, at)
}

// Edits are the times that an entry was edited, the last first, as far back as
// the store remembers.
func (l *Library) Edits(ctx context.Context, id feeds.EntryID) ([]Edit, error) {
	e, err := l.store.Entry(ctx, id)
	if err != nil {
		return nil, err
	}
	return l.edits(ctx, e)
}

func (l *Library) edits(ctx context.Context, e feeds.Entry) ([]Edit, error) {
	versions, err := l.store.Versions(ctx, e.ID)
	if err != nil || len(versions) == 0 {
		return nil, err
	}
	var out []Edit
	now := l.paragraphs(ctx, e)
	for _, v := range versions {
		was := e
		was.Title, was.Summary, was.Content = v.Title, v.Summary, v.Content
		before := l.paragraphs(ctx, was)
		if ps := differ(before, now); len(ps) > 0 {
			out = append(out, Edit{At: v.Until, Paragraphs: ps})
		}
		now = before
	}
	return out, ctx.Err()
}

// paragraphs are the headline and the text of what a feed wrote, without the
// furniture where there is an article in it.
func (l *Library) paragraphs(ctx context.Context, e feeds.Entry) []string {
	text := plainText(ownText(e))
	if d, err := l.document([]byte(ownText(e)), l.hints(ctx, e, extractFeed(e))); err == nil && d != nil {
		text, _ = d.Body()
	}
	out := []string{e.Title}
	for p := range strings.SplitSeq(text, "\n") {
		if p = article.CleanLine(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// most is the longest list, of paragraphs or of words, whose differences are
// looked for one by one: twice as long takes four times as long.
const most = 1500

// differ are the paragraphs that are others now. One that went and one that came
// in its place, and share words, are one that was changed.
func differ(before, after []string) []Changed {
	var out []Changed
	var went, came []string
	flush := func() {
		for i := range max(len(went), len(came)) {
			switch {
			case i >= len(came):
				out = append(out, Changed{[]Piece{{went[i], Went}}})
			case i >= len(went):
				out = append(out, Changed{[]Piece{{came[i], Came}}})
			default:
				out = append(out, Changed{wordByWord(went[i], came[i])})
			}
		}
		went, came = nil, nil
	}
	for _, p := range align(before, after) {
		switch p.Is {
		case Stayed:
			flush()
		case Went:
			went = append(went, p.Text)
		case Came:
			came = append(came, p.Text)
		}
	}
	flush()
	return out
}

// wordByWord joins neighbouring words of one fate.
func wordByWord(before, after string) []Piece {
	var out []Piece
	for _, p := range align(strings.Fields(before), strings.Fields(after)) {
		if n := len(out); n > 0 && out[n-1].Is == p.Is {
			out[n-1].Text += " " + p.Text
			continue
		}
		out = append(out, p)
	}
	return out
}

// align finds the longest list of things that stayed, and puts what went and what
// came between them.
func align(before, after []string) []Piece {
	var head, tail []Piece
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		head = append(head, Piece{before[0], Stayed})
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		tail = append(tail, Piece{after[len(after)-1], Stayed})
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	slices.Reverse(tail)
	return slices.Concat(head, between(before, after), tail)
}

func between(before, after []string) []Piece {
	var out []Piece
	if len(before) > most || len(after) > most {
		for _, w := range before {
			out = append(out, Piece{w, Went})
		}
		for _, w := range after {
			out = append(out, Piece{w, Came})
		}
		return out
	}
	// common[i][j] is how much of before[i:] and after[j:] can stay.
	common := make([][]int32, len(before)+1)
	for i := range common {
		common[i] = make([]int32, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			if before[i] == after[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(before) || j < len(after); {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			out = append(out, Piece{before[i], Stayed})
			i, j = i+1, j+1
		case j >= len(after) || i < len(before) && common[i+1][j] >= common[i][j+1]:
			out = append(out, Piece{before[i], Went})
			i++
		default:
			out = append(out, Piece{after[j], Came})
			j++
		}
	}
	return out
}
