package work

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"

	tea "charm.land/bubbletea/v2"
)

// numberOf is the number of the quote with these words, from 1: the one asked
// for where it has them, else the first that has; 0: there is none any more.
func numberOf(d *article.Document, number int, words string) int {
	spoken := d.Spoken()
	if number > 0 && number <= len(spoken) && d.QuoteText(spoken[number-1]) == words {
		return number
	}
	return slices.IndexFunc(spoken, func(q article.Quote) bool { return d.QuoteText(q) == words }) + 1
}

// mostSpoken bounds the stored quotes of one article.
const mostSpoken = 5000

// QuotePage is how many quotes or speakers a page holds.
const QuotePage = 200

// QuotesAsk says which part of the stored quotes is wanted.
type QuotesAsk struct {
	Query  feeds.QuoteQuery
	Voices bool // their speakers
	More   bool // one more page of what is there
	Peek   bool // only to be looked at beside the speakers
	Turn   int  // the screen's own count
}

// Quotes reads a page of stored quotes, or of their speakers.
func (d Desk) Quotes(t Token, a QuotesAsk) tea.Cmd {
	lib := d.Lib
	a.Query.Limit = QuotePage
	return func() tea.Msg {
		r := QuotesRead{Token: t, Ask: a}
		if a.Voices {
			r.Voices, r.Err = lib.Voices(t.Ctx, a.Query)
			r.Last = len(r.Voices) < QuotePage
			return r
		}
		r.Quotes, r.Err = lib.Quotes(t.Ctx, a.Query)
		r.Last = len(r.Quotes) < QuotePage
		return r
	}
}

// CountQuotes counts stored quotes.
func (d Desk) CountQuotes(t Token, q feeds.QuoteQuery, most int) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		n, err := lib.CountQuotes(t.Ctx, q, most)
		return QuotesCounted{Token: t, Total: n, Err: err}
	}
}

// SaveQuote keeps a quote with its note.
func (d Desk) SaveQuote(was, now feeds.StoredQuote, silent bool) tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg {
		kept, err := lib.SaveQuote(ctx, now)
		return QuoteKept{Was: was, Now: kept, Silent: silent, Err: err}
	}
}

// UnsaveQuote lets a saved quote go.
func (d Desk) UnsaveQuote(q feeds.StoredQuote, silent bool) tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg {
		err := lib.UnsaveQuote(ctx, q.SavedID)
		if errors.Is(err, feeds.ErrNotFound) {
			err = nil // somebody was quicker
		}
		r := QuoteKept{Was: q, Now: q, Silent: silent, Err: err}
		r.Now.SavedID, r.Now.Note = 0, ""
		return r
	}
}

// Clipboard is the name under which an export goes to the clipboard.
const Clipboard = "clipboard"

// ErrThere: a file of that name is there already.
var ErrThere = errors.New("is there already: choose another name")

// Export writes all quotes of a query to a file, in the form that the ending of
// its name says, or as Markdown for the clipboard. A file that is there already
// is left alone.
func (d Desk) Export(t Token, q feeds.QuoteQuery, to string) tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		if to == Clipboard {
			var b strings.Builder
			n, err := lib.ExportQuotes(t.Ctx, &b, library.QuotesMarkdown, q)
			return Exported{Token: t, Text: b.String(), N: n, Err: err}
		}
		n, err := exportFile(to, func(w io.Writer, f library.QuoteFormat) (int, error) { return lib.ExportQuotes(t.Ctx, w, f, q) })
		return Exported{Token: t, To: to, N: n, Err: err}
	}
}

func exportFile(to string, export func(io.Writer, library.QuoteFormat) (int, error)) (n int, err error) {
	f, err := library.ParseQuoteFormat(strings.TrimPrefix(filepath.Ext(to), "."))
	if err != nil {
		return 0, fmt.Errorf("%w: the name ends so", err)
	}
	path := to
	if rest, ok := strings.CutPrefix(to, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return 0, err
		}
		path = filepath.Join(home, rest)
	}
	// Notes are the reader's own: nobody else may read them.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return 0, fmt.Errorf("%s %w", to, ErrThere)
	}
	if err != nil {
		return 0, err
	}
	defer func() {
		err = errors.Join(err, file.Close())
		if err != nil { // half a file is none
			err = errors.Join(err, os.Remove(path))
		}
	}()
	return export(file, f)
}

// Tend begins the background work that is left, and tells how far it is.
func (d Desk) Tend() tea.Cmd {
	lib, ctx := d.Lib, d.Ctx
	return func() tea.Msg { return tended(lib.Tend(ctx)) }
}

// Next waits for the next step of the background work.
func (t Tended) Next() tea.Cmd {
	rest := t.rest
	return func() tea.Msg { return tended(rest) }
}

func tended(ch <-chan library.Work) tea.Msg {
	w, ok := <-ch
	if !ok {
		return nil
	}
	return Tended{Work: w, rest: ch}
}

// StopPrefetch ends the prefetching that is under way.
func (d Desk) StopPrefetch() tea.Cmd {
	lib := d.Lib
	return func() tea.Msg {
		lib.StopPrefetch()
		return nil
	}
}
