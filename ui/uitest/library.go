package uitest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
)

// Now is the time of the made-up world.
func Now() time.Time { return time.Date(2026, 11, 24, 15, 30, 0, 0, time.UTC) }

// Library is a library in memory. Its fields may be looked at and changed
// while no command runs.
type Library struct {
	All      []feeds.Entry
	Subs     []feeds.Feed
	Docs     map[feeds.EntryID]*article.Document
	Stored   []feeds.StoredQuote
	Progress []library.Progress // what a refresh tells
	Works    []library.Work     // what tending tells
	Arrive   []feeds.Entry      // what the next refresh brings
	Fail     map[string]error   // by method
	Calls    []string           // methods that were called, in order
	Asked    []feeds.Query      // of Entries
	Guessed  bool               // the last subscription was to be guessed
	Rules    []library.Rule     // that were written
	Deaf     bool               // answers even when it was cancelled
	mu       sync.Mutex         // a program runs its commands side by side
	gone     []feeds.Feed
	goneRows []feeds.Entry
}

func (l *Library) call(ctx context.Context, name string) error {
	l.Calls = append(l.Calls, name)
	if err := ctx.Err(); err != nil && !l.Deaf {
		return err
	}
	return l.Fail[name]
}

func (l *Library) sorted() {
	slices.SortFunc(l.All, func(a, b feeds.Entry) int {
		return cmp.Or(b.Time().Compare(a.Time()), cmp.Compare(b.ID, a.ID))
	})
}

func (l *Library) fits(e feeds.Entry, q feeds.Query) bool {
	folder := l.feed(e.Feed).Folder
	switch {
	case q.Read != nil && *q.Read != e.Read, q.Starred != nil && *q.Starred != e.Starred:
		return false
	case len(q.Feeds) > 0 && !slices.Contains(q.Feeds, e.Feed):
		return false
	case len(q.Folder) > 0 && (len(folder) < len(q.Folder) || !slices.Equal(folder[:len(q.Folder)], q.Folder)):
		return false
	case q.HasQuote && e.Quotes <= 0:
		return false
	case q.FeedName != "" && !strings.Contains(strings.ToLower(e.FeedTitle), strings.ToLower(q.FeedName)):
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(q.Text)) {
		if !strings.Contains(strings.ToLower(e.Title), w) {
			return false
		}
	}
	return true
}

func (l *Library) feed(id feeds.FeedID) feeds.Feed {
	for _, f := range l.Subs {
		if f.ID == id {
			return f
		}
	}
	return feeds.Feed{}
}

// Entries is one page.
func (l *Library) Entries(ctx context.Context, p feeds.Page) ([]feeds.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Entries"); err != nil {
		return nil, err
	}
	l.Asked = append(l.Asked, p.Query)
	l.sorted()
	limit := p.Limit
	if limit == 0 {
		limit = 100
	}
	behind := func(e feeds.Entry) int {
		return cmp.Or(p.After.Time.Compare(e.Time()), cmp.Compare(p.After.ID, e.ID))
	}
	var out []feeds.Entry
	for _, e := range l.All {
		if !l.fits(e, p.Query) {
			continue
		}
		if p.After != (feeds.Cursor{}) && (behind(e) > 0 == p.Up || behind(e) == 0) {
			continue
		}
		out = append(out, e)
	}
	if len(out) > limit {
		if p.Up && p.After != (feeds.Cursor{}) {
			out = out[len(out)-limit:]
		} else {
			out = out[:limit]
		}
	}
	return slices.Clone(out), nil
}

// Entry is one entry.
func (l *Library) Entry(ctx context.Context, id feeds.EntryID) (feeds.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Entry"); err != nil {
		return feeds.Entry{}, err
	}
	for _, e := range l.All {
		if e.ID == id {
			return e, nil
		}
	}
	return feeds.Entry{}, feeds.ErrNotFound
}

// Count counts a query.
func (l *Library) Count(ctx context.Context, q feeds.Query) (total, unread int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Count"); err != nil {
		return 0, 0, err
	}
	for _, e := range l.All {
		if l.fits(e, q) {
			total++
			if !e.Read {
				unread++
			}
		}
	}
	return total, unread, nil
}

// Feeds are all subscriptions with their counts.
func (l *Library) Feeds(ctx context.Context) ([]feeds.Feed, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Feeds"); err != nil {
		return nil, err
	}
	out := slices.Clone(l.Subs)
	for i := range out {
		out[i].Total, out[i].Unread = l.count(out[i].ID)
	}
	return out, nil
}

// History is the two fetches of every feed here.
func (l *Library) History(ctx context.Context, _ feeds.FeedID) ([]feeds.Visit, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return []feeds.Visit{
		{At: Now().Add(-time.Hour), Status: 200, Bytes: 48 << 10, New: 3, Changed: 1, Took: 240 * time.Millisecond},
		{At: Now().Add(-7 * time.Hour), Status: 503, Failure: "HTTP 503: the server is overloaded"},
	}, l.call(ctx, "History")
}

func (l *Library) count(id feeds.FeedID) (total, unread int) {
	for _, e := range l.All {
		if e.Feed == id {
			total++
			if !e.Read {
				unread++
			}
		}
	}
	return total, unread
}

// Mark applies a change and returns what it changed.
func (l *Library) Mark(ctx context.Context, c feeds.Change) (feeds.Change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Mark"); err != nil {
		return feeds.Change{}, err
	}
	var did feeds.Change
	for i := range l.All {
		e := &l.All[i]
		set := func(ids []feeds.EntryID, field *bool, to bool, done *[]feeds.EntryID) {
			if slices.Contains(ids, e.ID) && *field != to {
				*field = to
				*done = append(*done, e.ID)
			}
		}
		set(c.Read, &e.Read, true, &did.Read)
		set(c.Unread, &e.Read, false, &did.Unread)
		set(c.Star, &e.Starred, true, &did.Star)
		set(c.Unstar, &e.Starred, false, &did.Unstar)
	}
	return did, nil
}

// MarkAll marks a query read.
func (l *Library) MarkAll(ctx context.Context, q feeds.Query) (feeds.Change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "MarkAll"); err != nil {
		return feeds.Change{}, err
	}
	var did feeds.Change
	for i := range l.All {
		if e := &l.All[i]; !e.Read && l.fits(*e, q) {
			e.Read = true
			did.Read = append(did.Read, e.ID)
		}
	}
	return did, nil
}

// Open gives an article of Docs, or a short one made up.
func (l *Library) Open(ctx context.Context, id feeds.EntryID, _ library.OpenOptions) (library.Opened, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Open"); err != nil {
		return library.Opened{}, err
	}
	i := slices.IndexFunc(l.All, func(e feeds.Entry) bool { return e.ID == id })
	if i < 0 {
		return library.Opened{}, feeds.ErrNotFound
	}
	e := l.All[i]
	doc := l.Docs[id]
	if doc == nil {
		doc = Article(e.Title)
	}
	return library.Opened{Entry: e, Doc: l.Ruled(doc), Shown: article.FromFeed, Cached: true}, nil
}

// Refresh tells Progress and brings Arrive.
func (l *Library) Refresh(_ context.Context, _ library.RefreshOptions) <-chan library.Progress {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Calls = append(l.Calls, "Refresh")
	ch := make(chan library.Progress, len(l.Progress))
	for _, p := range l.Progress {
		ch <- p
	}
	close(ch)
	l.All = append(l.All, l.Arrive...)
	l.Arrive = nil
	return ch
}

// Subscribe adds a feed.
func (l *Library) Subscribe(ctx context.Context, url string, o library.SubscribeOptions) (feeds.Feed, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Subscribe"); err != nil {
		return feeds.Feed{}, err
	}
	l.Guessed = o.Guess
	f := feeds.Feed{ID: feeds.FeedID(100 + len(l.Subs)), URL: url, Title: article.Host(url), Folder: o.Folder}
	l.Subs = append(l.Subs, f)
	return f, nil
}

// Unsubscribe removes a feed.
func (l *Library) Unsubscribe(ctx context.Context, id feeds.FeedID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Unsubscribe"); err != nil {
		return err
	}
	l.gone = append(l.gone, l.feed(id))
	l.Subs = slices.DeleteFunc(l.Subs, func(f feeds.Feed) bool { return f.ID == id })
	for _, e := range l.All {
		if e.Feed == id {
			l.goneRows = append(l.goneRows, e)
		}
	}
	l.All = slices.DeleteFunc(l.All, func(e feeds.Entry) bool { return e.Feed == id })
	return nil
}

// Restore brings the last removed feed back.
func (l *Library) Restore(ctx context.Context) (feeds.Feed, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Restore"); err != nil {
		return feeds.Feed{}, err
	}
	if len(l.gone) == 0 {
		return feeds.Feed{}, feeds.ErrNotFound
	}
	f := l.gone[len(l.gone)-1]
	l.gone = l.gone[:len(l.gone)-1]
	l.Subs = append(l.Subs, f)
	l.All = append(l.All, l.goneRows...)
	l.goneRows = nil
	return f, nil
}

// Quotes finds stored quotes, newest first; the last saved first.
func (l *Library) Quotes(ctx context.Context, q feeds.QuoteQuery) ([]feeds.StoredQuote, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Quotes"); err != nil {
		return nil, err
	}
	return l.chosen(q), nil
}

func (l *Library) chosen(q feeds.QuoteQuery) []feeds.StoredQuote {
	var out []feeds.StoredQuote
	place := func(s feeds.StoredQuote) feeds.QuoteCursor { return feeds.CursorOfQuote(s, q.Saved) }
	order := func(a, b feeds.QuoteCursor) int {
		return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(b.ID, a.ID))
	}
	for _, s := range l.Stored {
		all := strings.ToLower(s.Text + " " + s.Speaker + " " + s.Publisher + " " + s.Note)
		switch {
		case !strings.Contains(all, strings.ToLower(q.Words)), q.Saved && !s.Saved(), q.Voice != 0 && s.Voice != q.Voice, q.Nobody && s.Voice != 0, q.Entry != 0 && s.Entry != q.Entry:
			continue
		case q.After != (feeds.QuoteCursor{}) && order(q.After, place(s)) >= 0 != q.Up:
			continue
		case q.After != (feeds.QuoteCursor{}) && place(s) == q.After:
			continue
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b feeds.StoredQuote) int { return order(place(a), place(b)) })
	if n := len(out) - q.Limit; q.Limit > 0 && n > 0 {
		if q.Up {
			return out[n:]
		}
		return out[:q.Limit]
	}
	return out
}

// Voices are the speakers of stored quotes.
func (l *Library) Voices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "Voices"); err != nil {
		return nil, err
	}
	var out []feeds.Voice
	after := q.After
	q.After, q.Limit = feeds.QuoteCursor{}, 0
	for _, s := range l.chosen(q) {
		i := slices.IndexFunc(out, func(v feeds.Voice) bool { return v.ID == s.Voice })
		if i < 0 {
			out = append(out, feeds.Voice{ID: s.Voice, Name: s.Speaker, Role: s.Role, Newest: s.Published, Last: s.Text})
			i = len(out) - 1
		}
		out[i].Quotes++
	}
	if after != (feeds.QuoteCursor{}) {
		i := slices.IndexFunc(out, func(v feeds.Voice) bool { return v.ID == after.ID })
		return out[i+1:], nil
	}
	return out, nil
}

// CountQuotes counts stored quotes.
func (l *Library) CountQuotes(ctx context.Context, q feeds.QuoteQuery, most int) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "CountQuotes"); err != nil {
		return 0, err
	}
	q.After, q.Limit = feeds.QuoteCursor{}, 0
	return min(len(l.chosen(q)), most), nil
}

// SaveQuote keeps a quote.
func (l *Library) SaveQuote(ctx context.Context, q feeds.StoredQuote) (feeds.StoredQuote, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "SaveQuote"); err != nil {
		return q, err
	}
	if q.SavedID == 0 {
		q.SavedID = int64(len(l.Calls)) + 1000
	}
	if q.SavedAt.IsZero() {
		q.SavedAt = Now()
	}
	for i := range l.Stored {
		if s := &l.Stored[i]; s.Text == q.Text && s.URL == q.URL {
			s.SavedID, s.SavedAt, s.Note = q.SavedID, q.SavedAt, q.Note
		}
	}
	return q, nil
}

// UnsaveQuote lets a quote go.
func (l *Library) UnsaveQuote(ctx context.Context, saved int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "UnsaveQuote"); err != nil {
		return err
	}
	for i := range l.Stored {
		if l.Stored[i].SavedID == saved {
			l.Stored[i].SavedID, l.Stored[i].Note = 0, ""
			return nil
		}
	}
	return feeds.ErrNotFound
}

// ExportQuotes writes quotes as the library does.
func (l *Library) ExportQuotes(ctx context.Context, w io.Writer, f library.QuoteFormat, q feeds.QuoteQuery) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "ExportQuotes"); err != nil {
		return 0, err
	}
	out, err := library.NewQuoteWriter(w, f)
	if err != nil {
		return 0, err
	}
	all := l.chosen(q)
	for _, s := range all {
		if err := out.Write(s); err != nil {
			return 0, err
		}
	}
	return len(all), out.Close()
}

// Tend tells of Works.
func (l *Library) Tend(context.Context) <-chan library.Work {
	l.mu.Lock()
	defer l.mu.Unlock()
	ch := make(chan library.Work, len(l.Works))
	for _, w := range l.Works {
		ch <- w
	}
	close(ch)
	return ch
}

// StopPrefetch notes that it was called.
func (l *Library) StopPrefetch() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Calls = append(l.Calls, "StopPrefetch")
}

// Many is a library of n entries of three feeds, one every eleven minutes.
func Many(n int) *Library {
	l := &Library{Fail: map[string]error{}, Subs: []feeds.Feed{
		{ID: 1, Title: "Harbour Post", URL: "https://harbour.example/feed", Site: "https://harbour.example/", Folder: []string{"World"}},
		{ID: 2, Title: "Fjord & Tundra", URL: "https://fjord.example/feed", Folder: []string{"World", "North"}},
		{ID: 3, Title: "Lab Notes", URL: "https://lab.example/feed", Failures: 3, Failure: "HTTP 503"},
	}}
	titles := []string{
		"Council votes to keep the night ferry running through winter",
		"Ice returns to the northern lakes earlier than in any year on record",
		"東京の研究者、新しい電池を発表「充電は三分で終わる」",
		"A small comet, seen twice, turns out to be two",
		"مجلس المدينة يوافق على خطة جديدة للمياه",
		"Teachers and pupils 👩🏽‍🚀 build a weather balloon that will not come down",
		"“We counted every bird,” says the warden of the marsh",
		"Bäckerei öffnet nach hundert Jahren wieder – mit demselben Ofen",
	}
	for i := range n {
		f := l.Subs[i%3]
		l.All = append(l.All, feeds.Entry{
			ID: feeds.EntryID(n - i), Feed: f.ID, FeedTitle: f.Title, Title: titles[i%len(titles)],
			URL: fmt.Sprintf("https://%s/%d", article.Host(f.URL), n-i), Author: "A. Writer",
			Published: Now().Add(-time.Duration(i) * 11 * time.Minute), Arrived: Now(),
			Read: i%4 == 3, Starred: i%7 == 2, Quotes: i%5 - 1,
		})
	}
	return l
}

// Article is a short document with two quotes.
func Article(title string) *article.Document {
	text := "The ferry will run.\n\n“It was never in doubt,” said Ada Voss, who runs the harbour. “We only counted the money twice.”\n\nThe council meets again in May."
	d := &article.Document{Title: title, Text: text, Language: "en", Publisher: "Harbour Post", URL: "https://harbour.example/1", Sure: 1, Path: article.FromFeed}
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	span := func(words string) article.Range {
		i := strings.Index(text, words)
		return article.Range{Start: i, End: i + len(words)}
	}
	d.Quotes = []article.Quote{
		{Spans: []article.Range{span("It was never in doubt,")}, Speaker: "Ada Voss", Role: "who runs the harbour", Cue: "said", Kind: article.Direct, Sure: 3},
		{Spans: []article.Range{span("We only counted the money twice.")}, Speaker: "Ada Voss", Kind: article.Direct, Sure: 2},
	}
	return d
}
