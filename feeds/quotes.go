package feeds

import (
	"strings"
	"time"

	"pullquote/article"
)

// StoredQuote is a quote in the index, with where it stands, or a saved one.
type StoredQuote struct {
	ID        int64 // in the index; 0: it is only saved
	Voice     int64 // Voice.ID of who speaks; 0: nobody is named
	Entry     EntryID
	Number    int // its place among the article's spoken quotes, from 1
	Start     int // byte offset in the Document's text
	Text      string
	Speaker   string
	Role      string
	Cue       string
	Kind      string
	Headline  string
	Publisher string
	URL       string
	Published time.Time
	// Of a saved quote: its own number, when it was saved, the reader's note.
	SavedID int64
	SavedAt time.Time
	Note    string
}

// Saved reports whether the reader keeps the quote.
func (q StoredQuote) Saved() bool { return q.SavedID != 0 }

// Link is the article's address with a fragment that names the quote's words;
// "" where the article is none of the web.
func (q StoredQuote) Link() string {
	return article.CleanURL(article.LinkTo(article.CleanURL(q.URL), q.Text))
}

// Words are the quote's words as they are shown and passed on: without the
// comma that leads on to the reporting clause.
func (q StoredQuote) Words() string { return Spoken(q.Text) }

// Spoken is the words of a quote without the comma that leads on to the
// reporting clause: “We waited,” she said.
func Spoken(text string) string {
	text = article.NoHints(article.CleanLine(text))
	return strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(text, ","), "،"), " ")
}

// Marked puts a quote's words between marks unless they bring their own.
func Marked(words string) string {
	for _, open := range []string{"“", "„", "«", "»", "「", "『", "\""} {
		if strings.HasPrefix(words, open) {
			return words
		}
	}
	return "“" + words + "”"
}

// Who is the speaker with the role: "Jane Doe, mayor"; "" where nobody is named.
func (q StoredQuote) Who() string {
	name, role := article.CleanLine(q.Speaker), article.CleanLine(q.Role)
	if name == "" || role == "" || strings.EqualFold(name, role) {
		return name
	}
	return name + ", " + role
}

// Cite is the quote as one passes it on: the words, who said them and where, and
// the address that leads to them. What is not known is left out.
func (q StoredQuote) Cite() string {
	var from []string
	for _, p := range []string{q.Who(), article.CleanLine(q.Headline), article.CleanLine(q.Publisher)} {
		if p != "" {
			from = append(from, p)
		}
	}
	out := Marked(q.Words())
	if len(from) > 0 {
		out += "\n— " + strings.Join(from, " · ")
	}
	if u := q.Link(); u != "" {
		out += "\n" + u
	}
	return out
}

// QuoteQuery chooses stored quotes, the newest first. Its fields narrow it
// together; the zero query is all.
type QuoteQuery struct {
	Words     string // in the text, the speaker's name or the publisher's
	Speaker   string // words of the speaker's name, the last may be its beginning
	Text      string // words of the quote
	Publisher string // words of the publisher's name
	Voice     int64  // one speaker; 0: all
	Nobody    bool   // those for which nobody is named
	Entry     EntryID
	Since     time.Time
	Saved     bool // those that the reader keeps, the last saved first
	// After is the place behind which (or, with Up, before which) the page lies;
	// the zero place is the top, or with Up the end.
	After QuoteCursor
	Up    bool
	Limit int // 0: 200
}

// ParseQuoteQuery reads the filter line of stored quotes: words, and
// speaker:S text:T publisher:P since:7d. What is not complete yet, or no such
// key, is a word like any other; since: that is no time is left out while it is
// typed.
func ParseQuoteQuery(s string, now time.Time) QuoteQuery {
	var q QuoteQuery
	var words []string
	for _, w := range splitWords(s) {
		key, val, ok := strings.Cut(w, ":")
		switch key = strings.ToLower(key); {
		case !ok:
			words = append(words, w)
		case key == "speaker":
			q.Speaker = val
		case key == "text":
			q.Text = val
		case key == "publisher" || key == "feed":
			q.Publisher = val
		case key == "since":
			if t, err := ParseSince(val, now); err == nil {
				q.Since = t
			}
		default:
			words = append(words, w)
		}
	}
	q.Words = strings.Join(words, " ")
	return q
}

// QuoteCursor is a place in a list of quotes.
type QuoteCursor struct {
	Time time.Time
	ID   int64
}

// CursorOfQuote is the place of a quote in a list of stored (or of saved) ones.
func CursorOfQuote(q StoredQuote, saved bool) QuoteCursor {
	if saved {
		return QuoteCursor{q.SavedAt, q.SavedID}
	}
	return QuoteCursor{q.Published, q.ID}
}
