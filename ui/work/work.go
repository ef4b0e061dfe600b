// Package work holds the commands: every tea.Cmd that touches the world (the
// library, a browser), and the result that each one brings back. Commands are
// the only I/O of the screen. A command is made of values copied before its
// closure and assigns to nothing outside it; what it finds goes into its
// result. It never draws and keeps no state between calls.
//
// Refresh is a stream: each Progressed carries the rest of it and has to be
// asked for the next with Next. Nothing is dropped here; the library may drop
// the beginning of a feed, never its end.
package work

import (
	"context"
	"io"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"

	tea "charm.land/bubbletea/v2"
)

// Library is what the screen asks of the library. *library.Library is one.
type Library interface {
	Entries(ctx context.Context, p feeds.Page) ([]feeds.Entry, error)
	Entry(ctx context.Context, id feeds.EntryID) (feeds.Entry, error)
	Count(ctx context.Context, q feeds.Query) (total, unread int, err error)
	Feeds(ctx context.Context) ([]feeds.Feed, error)
	History(ctx context.Context, id feeds.FeedID) ([]feeds.Visit, error)
	Reach(ctx context.Context, id feeds.EntryID, at int) error
	Mark(ctx context.Context, c feeds.Change) (feeds.Change, error)
	MarkAll(ctx context.Context, q feeds.Query) (feeds.Change, error)
	Open(ctx context.Context, id feeds.EntryID, o library.OpenOptions) (library.Opened, error)
	ReadLink(ctx context.Context, url, from string) (library.Opened, error)
	Refresh(ctx context.Context, o library.RefreshOptions) <-chan library.Progress
	Subscribe(ctx context.Context, url string, o library.SubscribeOptions) (feeds.Feed, error)
	Unsubscribe(ctx context.Context, id feeds.FeedID) error
	Restore(ctx context.Context) (feeds.Feed, error)
	Quotes(ctx context.Context, q feeds.QuoteQuery) ([]feeds.StoredQuote, error)
	Voices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error)
	CountQuotes(ctx context.Context, q feeds.QuoteQuery, most int) (int, error)
	SaveQuote(ctx context.Context, q feeds.StoredQuote) (feeds.StoredQuote, error)
	UnsaveQuote(ctx context.Context, saved int64) error
	ExportQuotes(ctx context.Context, w io.Writer, f library.QuoteFormat, q feeds.QuoteQuery) (int, error)
	Tend(ctx context.Context) <-chan library.Work
	StopPrefetch()
	Rules
}

var _ Library = (*library.Library)(nil)

// Desk is where commands are ordered: the library, the browser, and the
// context that ends with the program.
type Desk struct {
	Lib     Library
	Rules   Rules
	Ctx     context.Context // of commands that no token ends; the program's
	Browser []string        // argv with %u for the address; nil: the system's
}

// Result is what a command brings back. A test proves that the screen has a
// case for each type.
type Result interface{ result() }

type done struct{}

func (done) result() {}

// The results.
type (
	// Listed is the list around an anchor; see Ask.
	Listed struct {
		done
		Token  Token
		Ask    Ask
		Window Window
		Err    error
	}
	// Paged is one more page at an end of the list.
	Paged struct {
		done
		Token Token
		Up    bool
		Rows  []feeds.Entry // newest first
		Last  bool          // nothing lies behind it
		Err   error
	}
	// Counted is how many entries a query chooses.
	Counted struct {
		done
		Token         Token
		Total, Unread int
		Err           error
	}
	// FeedsRead is all subscriptions.
	FeedsRead struct {
		done
		Token Token
		Feeds []feeds.Feed
		Err   error
	}
	// SmartCounted is how many unread entries each of some queries chooses.
	SmartCounted struct {
		done
		Token  Token
		Unread []int
		Err    error
	}
	// HistoryRead is the last fetches of a feed, the last one first.
	HistoryRead struct {
		done
		Token  Token
		Feed   feeds.Feed
		Visits []feeds.Visit
		Err    error
	}
	// Stepped is the neighbour of an entry; a zero Entry: there is none.
	Stepped struct {
		done
		Token Token
		Entry feeds.Entry
		Err   error
	}
	// Opened is an article, or why there is none.
	Opened struct {
		done
		Token  Token
		ID     feeds.EntryID
		Quote  int // go to this quote, from 1; 0 the top
		Opened library.Opened
		Stored []feeds.StoredQuote // its quotes as the index has them
		Err    error
	}
	// Followed is the article behind a link, or why there is none.
	Followed struct {
		done
		Token  Token
		Opened library.Opened
		Err    error
	}
	// Reached says that a place was kept, or why not.
	Reached struct {
		done
		Err error
	}
	// Marked says what a change of read or star really changed.
	Marked struct {
		done
		Asked  feeds.Change // what the list shows already
		Done   feeds.Change
		All    bool // it was a whole query
		Silent bool // no notice, nothing to undo: read by opening, or an undo
		Err    error
	}
	// Progressed is one step of a refresh.
	Progressed struct {
		done
		Token    Token
		Progress library.Progress
		rest     <-chan library.Progress
	}
	// Refreshed is the end of a refresh.
	Refreshed struct {
		done
		Token Token
	}
	// Subscribed is a new feed, or why there is none.
	Subscribed struct {
		done
		Token Token
		URL   string
		Feed  feeds.Feed
		Err   error
	}
	// Unsubscribed says that a feed is gone.
	Unsubscribed struct {
		done
		Feed feeds.Feed
		Err  error
	}
	// Restored is a feed that came back.
	Restored struct {
		done
		Feed feeds.Feed
		Err  error
	}
	// QuotesRead is a page of stored quotes, newest first, or of their speakers.
	QuotesRead struct {
		done
		Token  Token
		Ask    QuotesAsk
		Quotes []feeds.StoredQuote
		Voices []feeds.Voice
		Last   bool // nothing lies behind it
		Err    error
	}
	// QuotesCounted is how many quotes a query chooses, up to the most asked for.
	QuotesCounted struct {
		done
		Token Token
		Total int
		Err   error
	}
	// QuoteKept says how a quote is kept now: Now.Saved is false where it was let
	// go. Was is how it stood before.
	QuoteKept struct {
		done
		Was, Now feeds.StoredQuote
		Silent   bool // nothing to undo: it was an undo
		Err      error
	}
	// Exported is what became of writing quotes out: To is the file, or, where it
	// is "", Text is for the clipboard.
	Exported struct {
		done
		Token    Token
		To, Text string
		N        int
		Err      error
	}
	// Tended is how far the background work is.
	Tended struct {
		done
		Work library.Work
		rest <-chan library.Work
	}
	// Browsed says that an address was given to the browser.
	Browsed struct {
		done
		URL string
		Err error
	}
)

// Count counts a query.
func (d Desk) Count(t Token, q feeds.Query) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		total, unread, err := lib.Count(t.Ctx, q)
		return Counted{Token: t, Total: total, Unread: unread, Err: err}
	}
}

// Feeds reads all subscriptions.
func (d Desk) Feeds(t Token) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		fs, err := lib.Feeds(t.Ctx)
		return FeedsRead{Token: t, Feeds: fs, Err: err}
	}
}

// History reads the last fetches of a feed.
func (d Desk) History(t Token, f feeds.Feed) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		visits, err := lib.History(t.Ctx, f.ID)
		return HistoryRead{Token: t, Feed: f, Visits: visits, Err: err}
	}
}

// Open opens an entry's article, at a quote by its number, or, where that has
// moved, by its words.
func (d Desk) Open(t Token, id feeds.EntryID, quote int, words string, o library.OpenOptions) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		opened, err := lib.Open(t.Ctx, id, o)
		if err == nil && opened.Doc == nil {
			err = article.ErrNoArticle
		}
		r := Opened{Token: t, ID: id, Quote: quote, Opened: opened, Err: err}
		if err != nil {
			return r
		}
		if words != "" {
			r.Quote = numberOf(opened.Doc, quote, words)
		}
		r.Stored, r.Err = lib.Quotes(t.Ctx, feeds.QuoteQuery{Entry: id, Limit: mostSpoken})
		return r
	}
}

// Follow reads the page of a link; nothing is stored.
func (d Desk) Follow(t Token, url, from string) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		o, err := lib.ReadLink(t.Ctx, url, from)
		if err == nil && o.Doc == nil {
			err = article.ErrNoArticle
		}
		return Followed{Token: t, Opened: o, Err: err}
	}
}

// Reach keeps how far an article was read.
func (d Desk) Reach(id feeds.EntryID, at int) tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg { return Reached{Err: lib.Reach(ctx, id, at)} }
}

// Mark applies a change.
func (d Desk) Mark(c feeds.Change, silent bool) tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg {
		did, err := lib.Mark(ctx, c)
		return Marked{Asked: c, Done: did, Silent: silent, Err: err}
	}
}

// MarkAll marks a whole query read; shown is what the list shows as read
// already.
func (d Desk) MarkAll(q feeds.Query, shown feeds.Change) tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg {
		did, err := lib.MarkAll(ctx, q)
		return Marked{Asked: shown, Done: did, All: true, Err: err}
	}
}

// Refresh begins a refresh; its result is the first step, or the end.
func (d Desk) Refresh(t Token, o library.RefreshOptions) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg { return receive(t, lib.Refresh(t.Ctx, o)) }
}

// Next waits for the next step of a refresh.
func (p Progressed) Next() tea.Cmd {
	t, rest := p.Token, p.rest
	return func() tea.Msg { return receive(t, rest) }
}

func receive(t Token, ch <-chan library.Progress) tea.Msg {
	p, ok := <-ch
	if !ok {
		return Refreshed{Token: t}
	}
	return Progressed{Token: t, Progress: p, rest: ch}
}

// subscribeTime bounds one subscription, discovery and the first fetch
// included: longer than one fetch may take (20 s), as a page that names its
// feed costs two.
const subscribeTime = 60 * time.Second

// Subscribe adds a feed.
func (d Desk) Subscribe(t Token, url string, o library.SubscribeOptions) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(t.Ctx, subscribeTime)
		defer cancel()
		f, err := lib.Subscribe(ctx, url, o)
		return Subscribed{Token: t, URL: url, Feed: f, Err: err}
	}
}

// Unsubscribe removes a feed.
func (d Desk) Unsubscribe(f feeds.Feed) tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg { return Unsubscribed{Feed: f, Err: lib.Unsubscribe(ctx, f.ID)} }
}

// Restore takes the last Unsubscribe back.
func (d Desk) Restore() tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg {
		f, err := lib.Restore(ctx)
		return Restored{Feed: f, Err: err}
	}
}
