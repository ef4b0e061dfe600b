package quotes

import (
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/list"
	"pullquote/ui/prompt"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Options are what the screen is made of.
type Options struct {
	Keys   keys.Map
	Styles theme.Styles
	Method ansi.Method
	Now    func() time.Time
}

// Quotes is the screen of stored quotes. It shows speakers, and from there the
// quotes of one; or all quotes by time; or those that are saved.
type Quotes struct {
	o     Options
	w, h  int
	by    speakers
	voice *feeds.Voice // whose quotes are shown; nil: all of them
	// byTime shows quotes of all speakers; saved shows the saved ones.
	byTime, saved bool
	words         string
	filter        *prompt.Field // while it is typed

	// Of the quotes on the board: stored is a run of them, newest first.
	stored   []feeds.StoredQuote
	board    board
	top, end bool // the run reaches the first, the last of them
	total    int  // all of them, up to Most; -1: not counted yet
	loaded   bool // what is shown is what was asked for
	fromEnd  bool // the end of the list is wanted, not its top
	anchor   *feeds.StoredQuote
	// peeked is the speaker whose quotes are on the board beside the list of
	// speakers, and by which words; nil: nobody's.
	peeked     *feeds.Voice
	peekedWith string
	behind     []view // what Back comes back to
	turn       int    // counts what was shown, so that an answer to what was is known
}

// view is what the screen showed, and where.
type view struct {
	voice         *feeds.Voice
	byTime, saved bool
	words         string
	stored        []feeds.StoredQuote
	top, end      bool
	total         int
	cursor, row   int
}

// Most is how far quotes are counted.
const Most = 9999

// New makes an empty screen that waits for its quotes.
func New(o Options) *Quotes {
	return &Quotes{o: o, board: board{styles: o.Styles, method: o.Method, most: 6}, total: -1}
}

// SetSize gives the screen its rectangle in cells.
func (q *Quotes) SetSize(w, h int) { q.w, q.h = w, h }

// SetStyles repaints for another theme or width method.
func (q *Quotes) SetStyles(s theme.Styles, m ansi.Method) {
	q.o.Styles, q.o.Method = s, m
	q.board.styles, q.board.method = s, m
	q.arrange()
}

// Typing reports whether the filter line takes all keys.
func (q *Quotes) Typing() bool { return q.filter != nil }

// OnSpeakers reports whether the list of speakers is on the screen.
func (q *Quotes) OnSpeakers() bool { return !q.byTime && !q.saved && q.voice == nil }

// Query is what the screen shows, without a place in it.
func (q *Quotes) Query() feeds.QuoteQuery {
	ask := feeds.ParseQuoteQuery(q.words, q.o.Now())
	ask.Saved = q.saved
	if q.voice != nil {
		ask.Voice, ask.Nobody = q.voice.ID, q.voice.ID == 0
	}
	return ask
}

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

// SetTotal takes how many quotes there are.
func (q *Quotes) SetTotal(n int) { q.total = n }

// alike reports whether two are the same quote, as one of them may have been
// read before it was saved.
func alike(a, b feeds.StoredQuote) bool {
	return a.ID != 0 && a.ID == b.ID || a.SavedID != 0 && a.SavedID == b.SavedID || a.Text == b.Text && a.URL == b.URL && a.Speaker == b.Speaker
}

// SetSaved shows how a quote is kept now. One that was let go leaves the list of
// saved ones.
func (q *Quotes) SetSaved(s feeds.StoredQuote) {
	for i := range q.stored {
		if alike(q.stored[i], s) {
			q.stored[i].SavedID, q.stored[i].SavedAt, q.stored[i].Note = s.SavedID, s.SavedAt, s.Note
			if q.saved && !s.Saved() {
				q.stored = slices.Delete(q.stored, i, i+1)
				q.total = max(q.total-1, 0)
			}
			q.arrange()
			return
		}
	}
}

// Stale says that what is on the screen has to be read anew; the cursor stays on
// the quote s, or on its own, if that is still there.
func (q *Quotes) Stale(s *feeds.StoredQuote) {
	q.loaded, q.anchor = false, s
	q.turn++
	if at, ok := q.Current(); s == nil && ok {
		q.anchor = &at
	}
}

// anew asks for the list from its top, or its end.
func (q *Quotes) anew(end bool) {
	q.loaded, q.fromEnd, q.anchor = false, end, nil
	q.turn++
}

// Current is the quote under the cursor.
func (q *Quotes) Current() (feeds.StoredQuote, bool) {
	if !q.OnSpeakers() && q.board.cursor < len(q.stored) {
		return q.stored[q.board.cursor], true
	}
	return feeds.StoredQuote{}, false
}

// arrange makes the board anew from the quotes.
func (q *Quotes) arrange() { q.board.set(q.items(0)) }

// items are the quotes from one on as the board shows them.
func (q *Quotes) items(from int) []item {
	items := make([]item, 0, len(q.stored)-from)
	for i, s := range q.stored[from:] {
		it := item{
			text: feeds.Marked(s.Words()), saved: s.Saved(), ref: from + i, color: q.o.Styles.Header, note: article.CleanLine(s.Note),
			group: q.day(s.Published),
			meta:  join(article.CleanLine(s.Headline), article.CleanLine(s.Publisher), list.Age(s.Published, q.o.Now())),
		}
		if q.saved {
			it.group = "Saved " + inside(q.day(s.SavedAt))
		}
		if q.voice == nil && !q.OnSpeakers() {
			if it.who = s.Who(); it.who == "" {
				it.who = "nobody named"
			}
		}
		items = append(items, it)
	}
	return items
}

// inside writes "Today" as it stands inside a line.
func inside(day string) string {
	if day == "Today" || day == "Yesterday" {
		return strings.ToLower(day)
	}
	return day
}

// day heads a day of quotes.
func (q *Quotes) day(t time.Time) string {
	if t.IsZero() {
		return "Undated"
	}
	now := q.o.Now()
	t = t.In(now.Location())
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return "Today"
	case t.Format(time.DateOnly) == now.AddDate(0, 0, -1).Format(time.DateOnly):
		return "Yesterday"
	case t.Year() == now.Year():
		return t.Format("Monday, 2 January")
	}
	return t.Format("2 January 2006")
}

// Update handles keys and the mouse while the screen has the focus.
func (q *Quotes) Update(msg tea.Msg) (intent.Intent, tea.Cmd) {
	if q.filter != nil {
		return q.typeFilter(msg), nil
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		if q.OnSpeakers() {
			b := board{cursor: q.by.cursor, items: make([]item, len(q.by.rows))}
			b.wheel(msg)
			q.by.cursor = b.cursor
		} else {
			q.board.wheel(msg)
		}
		return q.lacks(), nil
	case tea.KeyPressMsg:
		return q.press(msg), nil
	}
	return intent.None{}, nil
}

// lacks asks for what the screen lacks.
func (q *Quotes) lacks() intent.Intent {
	if _, ok := q.Want(); ok {
		return intent.More{}
	}
	return intent.None{}
}

func (q *Quotes) move(k tea.KeyPressMsg) bool {
	if q.OnSpeakers() {
		at, ok := steps(k, q.o.Keys, q.by.cursor, len(q.by.rows), max((q.h-2)/each, 1))
		q.by.cursor = at
		return ok
	}
	// The end may lie far behind what was read: it is read from there.
	if !q.end && q.o.Keys.Is(k, keys.Bottom) || !q.top && q.o.Keys.Is(k, keys.Top) {
		q.anew(q.o.Keys.Is(k, keys.Bottom))
		return true
	}
	return q.board.move(k, q.o.Keys)
}

func (q *Quotes) press(k tea.KeyPressMsg) intent.Intent {
	m := q.o.Keys
	if q.move(k) {
		return q.lacks()
	}
	switch {
	case m.Is(k, keys.Back):
		return q.back(k)
	case m.Is(k, keys.Search):
		f := prompt.NewField(q.words)
		q.filter = &f
		return intent.None{}
	case m.Is(k, keys.Quotes):
		q.behind, q.byTime = nil, q.OnSpeakers()
		q.show(nil, false)
		return q.lacks()
	case m.Is(k, keys.StarredOnly) && q.saved:
		return q.back(k)
	case m.Is(k, keys.StarredOnly):
		q.leave()
		q.show(nil, true)
		return q.lacks()
	case m.Is(k, keys.Export):
		return intent.Export{Query: q.Query()}
	}
	if q.OnSpeakers() {
		if v, ok := q.by.current(); ok && (m.Is(k, keys.Open) || m.Is(k, keys.Everything)) {
			q.leave()
			q.show(&v, false)
			return q.lacks()
		}
		return intent.None{}
	}
	if s, ok := q.Current(); ok {
		return q.onQuote(k, s)
	}
	return intent.None{}
}

// back goes one step out, to where that was left: Esc first drops the filter.
func (q *Quotes) back(k tea.KeyPressMsg) intent.Intent {
	n := len(q.behind)
	switch {
	case q.words != "" && k.Keystroke() == "esc" && (n == 0 || q.behind[n-1].words != q.words):
		q.words = ""
		q.anew(false)
		return q.lacks()
	case n == 0:
		return intent.Close{}
	}
	v := q.behind[n-1]
	q.behind = q.behind[:n-1]
	q.words, q.byTime = v.words, v.byTime
	q.show(v.voice, v.saved)
	if !q.OnSpeakers() {
		q.stored, q.top, q.end, q.total, q.loaded = v.stored, v.top, v.end, v.total, true
		q.board.cursor = v.cursor
		q.arrange()
		q.board.keepRow(v.row)
	}
	return q.lacks()
}

// leave remembers what is shown, for Back.
func (q *Quotes) leave() {
	v := view{voice: q.voice, byTime: q.byTime, saved: q.saved, words: q.words}
	if !q.OnSpeakers() {
		v.stored, v.top, v.end, v.total, v.cursor, v.row = q.stored, q.top, q.end, q.total, q.board.cursor, q.board.row()
	}
	q.behind = append(q.behind, v)
}

// ShowVoice shows the quotes of one speaker.
func (q *Quotes) ShowVoice(v feeds.Voice) { q.show(&v, false) }

// show changes what the screen shows: one speaker's quotes, the saved ones, or
// else all. The list of speakers stays as it was left.
func (q *Quotes) show(v *feeds.Voice, saved bool) {
	peeked := v != nil && q.OnSpeakers() && q.peeks(*v)
	q.voice, q.saved = v, saved
	q.total = -1
	q.board.cursor, q.board.offset = 0, 0
	if !peeked {
		q.stored, q.peeked = nil, nil
	}
	q.arrange()
	q.anew(false)
	q.loaded = q.OnSpeakers() && len(q.by.rows) > 0 && q.by.words == q.words
}

// onQuote handles the keys for the quote under the cursor.
func (q *Quotes) onQuote(k tea.KeyPressMsg, s feeds.StoredQuote) intent.Intent {
	m := q.o.Keys
	switch {
	case m.Is(k, keys.Open):
		return intent.Open{ID: s.Entry, Quote: s.Number, Words: s.Text}
	case m.Is(k, keys.Copy):
		return intent.Copy{Text: s.Cite(), What: "quote"}
	case m.Is(k, keys.CopyLink):
		if s.Link() == "" {
			return intent.Notice{Text: "This article has no address."}
		}
		return intent.Copy{Text: s.Link(), What: "link to the quote"}
	case m.Is(k, keys.Browser):
		return intent.Browse{URL: s.Link()}
	case m.Is(k, keys.SaveQuote):
		return intent.SaveQuote{Quote: s, Was: s, Let: s.Saved()}
	case m.Is(k, keys.Note):
		return intent.Note{Quote: s}
	case m.Is(k, keys.Everything) && q.voice == nil && s.Voice != 0:
		q.leave()
		q.words = ""
		q.show(&feeds.Voice{ID: s.Voice, Name: s.Speaker, Role: s.Role}, false)
		return q.lacks()
	}
	return intent.None{}
}

// typeFilter edits the filter line; every change is told, and its parent
// waits for a pause.
func (q *Quotes) typeFilter(msg tea.Msg) intent.Intent {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.Keystroke() {
		case "enter":
			q.filter = nil
			return intent.None{}
		case "esc":
			q.filter, q.words = nil, ""
			q.anew(false)
			return intent.Filter{}
		case "ctrl+c":
			return intent.Quit{}
		case "up", "down", "pgup", "pgdown":
			q.move(k)
			return q.lacks()
		}
	}
	if _, changed := q.filter.Update(msg); !changed {
		return intent.None{}
	}
	q.words = strings.TrimSpace(q.filter.Value())
	q.anew(false)
	return intent.Filter{Words: q.words}
}
