// Package intent is the closed set of things that a component may ask of the
// screen that holds it. A component returns an intent; it never acts, and never
// sends one as a message (that would arrive a cycle late).
package intent

import (
	"pullquote/article"
	"pullquote/feeds"
)

// Intent is sealed: the router's switch over it is complete.
type Intent interface{ intent() }

type sealed struct{}

func (sealed) intent() {}

// The intents.
type (
	// None asks for nothing.
	None struct{ sealed }
	// Open asks for an entry's article, at its quote number Quote (from 1; 0 top),
	// or, where they have moved since, at the quote of these Words.
	Open struct {
		sealed
		ID     feeds.EntryID
		Quote  int
		Words  string
		Reload bool
		Feed   bool // the feed's own text
		Page   bool // the page, also where the feed's text would do
	}
	// Rule asks to hide or keep blocks like this one of the open article, from
	// now on.
	Rule struct {
		sealed
		Block int // into Document.Blocks
		Hide  bool
	}
	// Step asks for the next (1) or previous (-1) article of the list; with
	// Unread the next unread one.
	Step struct {
		sealed
		By     int
		Unread bool
	}
	// More asks for the next page of the list behind (or before) what is loaded.
	More struct {
		sealed
		Up bool
	}
	// Mark asks for a change of read or star.
	Mark struct {
		sealed
		Change feeds.Change
	}
	// MarkAll asks to mark all of a query read.
	MarkAll struct {
		sealed
		Query feeds.Query
	}
	// Filter asks for the list of a query, as typed.
	Filter struct {
		sealed
		Words string
	}
	// Choose asks for the list of one feed, folder or smart folder; zero: all.
	Choose struct {
		sealed
		Feed   feeds.FeedID
		Folder []string
		Smart  string
	}
	// Copy asks for text on the clipboard; What names it in the notice.
	Copy struct {
		sealed
		Text, What string
	}
	// Browse asks for an address in the browser.
	Browse struct {
		sealed
		URL string
	}
	// Follow asks for the page of a link in the article at From.
	Follow struct {
		sealed
		URL, From string
	}
	// SaveQuote asks to keep a quote with its note, or to let a saved one go. Was
	// is how it stood, for an undo.
	SaveQuote struct {
		sealed
		Quote, Was feeds.StoredQuote
		Let        bool
	}
	// Note asks for a note on a quote, which is saved with it.
	Note struct {
		sealed
		Quote feeds.StoredQuote
	}
	// Everything asks for all stored quotes of a speaker.
	Everything struct {
		sealed
		Voice feeds.Voice
	}
	// Export asks to write quotes out: where to is asked for as long as To is "".
	Export struct {
		sealed
		Query feeds.QuoteQuery
		To    string
	}
	// JumpTo asks the article to go to an offset (a chosen quote).
	JumpTo struct {
		sealed
		Quote int // index into Document.Spoken
	}
	// ShowQuotes asks for the list of the article's quotes.
	ShowQuotes struct {
		sealed
		Doc *article.Document
	}
	// Subscribe asks to add addresses; Guess to try the usual ones of a site
	// that names no feed.
	Subscribe struct {
		sealed
		URLs  []string
		Guess bool
	}
	// Unsubscribe asks to remove a feed.
	Unsubscribe struct {
		sealed
		Feed feeds.FeedID
	}
	// Refresh asks to fetch feeds; nil: all.
	Refresh struct {
		sealed
		Feeds []feeds.FeedID
	}
	// Notice asks to show a line of text for a while.
	Notice struct {
		sealed
		Text string
	}
	// Command asks for a command by its action id or name.
	Command struct {
		sealed
		Line string
	}
	// Close asks to close the layer or screen that returned it.
	Close struct{ sealed }
	// Quit asks to leave the program.
	Quit struct{ sealed }
)
