package quotes

import (
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/keys"
	"pullquote/ui/list"
	"pullquote/ui/prompt"
	"pullquote/ui/theme"

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
	if q.saved && !s.Saved() {
		n := len(q.stored)
		q.stored = slices.DeleteFunc(q.stored, func(o feeds.StoredQuote) bool { return alike(o, s) })
		q.total = max(q.total-n+len(q.stored), 0)
	}
	for i := range q.stored {
		if alike(q.stored[i], s) {
			q.stored[i].SavedID, q.stored[i].SavedAt, q.stored[i].Note = s.SavedID, s.SavedAt, s.Note
		}
	}
	q.arrange()
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
			it.who, it.role = article.CleanLine(s.Speaker), article.CleanLine(s.Role)
			switch {
			case it.who == "":
				it.who, it.role = "nobody named", ""
			case it.role != "" && !strings.EqualFold(it.who, it.role):
				it.role = ", " + it.role
			default:
				it.role = ""
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
