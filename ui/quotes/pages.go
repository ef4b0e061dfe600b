package quotes

import (
	"slices"

	"pullquote/feeds"
)

// Want is a part of the list that the screen lacks.
type Want struct {
	Query  feeds.QuoteQuery
	Voices bool // speakers are wanted, not quotes
	More   bool // a page at an end of what is there; else the list anew
	Peek   bool // the quotes of the speaker under the cursor, to be shown beside
	Turn   int  // what the screen showed when it wanted this
}

// beside is the least width at which a speaker's quotes stand beside the list of
// speakers.
const beside = 110

// Want says what the screen lacks; false: nothing.
func (q *Quotes) Want() (Want, bool) {
	w := Want{Query: q.Query(), Voices: q.OnSpeakers(), More: q.loaded, Turn: q.turn}
	switch {
	case !q.loaded:
		w.Query.Up = q.fromEnd && !w.Voices
	case w.Voices:
		return q.wantVoices(w)
	case len(q.stored) == 0:
		return w, false
	case !q.end && q.board.cursor+near >= len(q.stored):
		w.Query.After = feeds.CursorOfQuote(q.stored[len(q.stored)-1], q.saved)
	case !q.top && q.board.cursor < near:
		w.Query.After, w.Query.Up = feeds.CursorOfQuote(q.stored[0], q.saved), true
	default:
		return w, false
	}
	return w, true
}

func (q *Quotes) wantVoices(w Want) (Want, bool) {
	v, ok := q.by.current()
	switch {
	case !ok:
		return w, false
	case !q.by.end && q.by.rows[len(q.by.rows)-1].ID != 0 && q.by.cursor+near >= len(q.by.rows): // nobody stands last
		last := q.by.rows[len(q.by.rows)-1]
		w.Query.After = feeds.QuoteCursor{Time: last.Newest, ID: last.ID}
		return w, true
	case q.w >= beside && !q.peeks(v):
		w.Query.Voice, w.Query.Nobody = v.ID, v.ID == 0
		return Want{Query: w.Query, Peek: true, Turn: w.Turn}, true
	}
	return w, false
}

// peeks reports whether the board holds this speaker's quotes.
func (q *Quotes) peeks(v feeds.Voice) bool {
	return q.peeked != nil && *q.peeked == v && q.peekedWith == q.words
}

// near is how many rows before an end the next page is asked for: more than any
// screen shows.
const near = 40

// keepRows is how many quotes are held at most; those far from the cursor are
// read again when it comes back.
const keepRows = 2000

// SetVoices takes speakers that were wanted; last: there are no more.
func (q *Quotes) SetVoices(w Want, found []feeds.Voice, last bool) {
	if w.Turn != q.turn {
		return
	}
	if w.More {
		q.by.rows, q.by.end = append(q.by.rows, found...), last
		return
	}
	q.by.replace(slices.Clone(found), last)
	q.loaded, q.by.words = true, q.words
}

// SetQuotes takes quotes that were wanted, newest first; last: there are no more
// on that side.
func (q *Quotes) SetQuotes(w Want, found []feeds.StoredQuote, last bool) {
	if w.Turn != q.turn {
		return
	}
	switch {
	case w.Peek:
		v, ok := q.by.current()
		if !ok || v.ID != w.Query.Voice {
			return
		}
		q.stored, q.top, q.end = slices.Clone(found), true, last
		q.peeked, q.peekedWith = &v, q.words
		q.board.cursor, q.board.offset = 0, 0
		q.arrange()
	case !w.More:
		anchor := q.anchor
		q.stored, q.loaded, q.fromEnd, q.anchor = slices.Clone(found), true, false, nil
		q.top, q.end = !w.Query.Up || last, w.Query.Up || last
		q.board.cursor, q.board.offset = 0, 0
		q.arrange()
		if w.Query.Up {
			q.board.cursor = max(len(found)-1, 0)
		} else if i := slices.IndexFunc(q.stored, func(s feeds.StoredQuote) bool { return anchor != nil && alike(s, *anchor) }); i >= 0 {
			q.board.cursor = i
		}
	case w.Query.Up:
		row := q.board.row()
		q.stored, q.top = append(slices.Clone(found), q.stored...), last
		q.board.cursor += len(found)
		if n := len(q.stored) - keepRows; n > 0 {
			q.stored, q.end = q.stored[:keepRows], false
		}
		q.arrange()
		q.board.keepRow(row)
	default:
		q.end = last
		at := len(q.stored)
		q.stored = append(q.stored, found...)
		if n := len(q.stored) - keepRows; n > 0 {
			row := q.board.row()
			q.stored, q.top = slices.Clone(q.stored[n:]), false
			q.board.cursor = max(q.board.cursor-n, 0)
			q.arrange()
			q.board.keepRow(row)
			return
		}
		q.board.add(q.items(at))
	}
}
