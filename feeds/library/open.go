package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"pullquote/article"
	"pullquote/article/extract"
	"pullquote/feeds"
	"pullquote/feeds/fetch"
	"pullquote/feeds/store"
)

// Opened is an article ready to be read.
type Opened struct {
	Entry feeds.Entry
	Doc   *article.Document // with Quotes
	// Shown says where the body is from: article.FromFeed or FromPage.
	Shown article.Path
	// Problem is why the page is not shown, in human words, when the feed's own
	// text stands in for it, or which of an article's pages is missing; "" else.
	Problem string
	Cached  bool // nothing was fetched
	// Fault is what is wrong with the reader's own rules, "" nothing: those that
	// are right were applied.
	Fault string

	engine int // the rules that it was made by: those of the moment before it was
	// Reached is how far it was read, as an offset into Doc.Text; 0: begin at the top.
	Reached int
	// Edits are what the feed changed of its text since the entry came, the last first.
	Edits []Edit
}

// OpenOptions change how an entry is opened.
type OpenOptions struct {
	Reload bool // fetch the page even if the store has it or the feed's text would do
	Feed   bool // show the feed's own text
	Page   bool // show the page, also where the feed's text would do

	ahead bool // nobody waits for it: what the host asked for is kept
}

// openEntry gives the article of an entry: from the store, from the feed's own body
// when that is the whole article, or from its page, fetched and extracted. It
// stores what it made and the quotes. A page that fails is no error as long as
// the feed has text: see Opened.Problem.
func (l *Library) openEntry(ctx context.Context, id feeds.EntryID, o OpenOptions) (Opened, error) {
	e, err := l.store.Entry(ctx, id)
	if err != nil {
		return Opened{}, err
	}
	out := Opened{Entry: e, Shown: article.FromPage, Cached: true, Fault: l.ruleFault(), engine: l.engine()}
	if o.Feed || !o.Reload && !o.Page && (e.URL == "" || isWhole(e)) {
		out.Shown = article.FromFeed
	}
	if !o.Reload {
		if d, err := l.store.Document(ctx, id, out.Shown, out.engine); err == nil {
			out.Doc = d
			if d.Next != "" {
				out.Problem = missingPage(d, errMissing)
			}
			l.relearn(ctx, &out)
			return out, nil
		} else if !errors.Is(err, feeds.ErrNotFound) {
			return out, err
		}
	}
	if out.Shown == article.FromPage {
		d, problem, cached, err := l.fromPage(ctx, e, o)
		if err == nil && holdsLess(d, e) {
			err = errLess
		}
		if err == nil {
			out.Doc, out.Cached, out.Problem = d, cached, problem
			return l.keep(ctx, out)
		}
		if ctx.Err() != nil {
			return out, err
		}
		// A page that can't be had again is shown as it was had before.
		if o.Reload {
			if d, _, serr := l.fromStored(ctx, e, nil); serr == nil && !holdsLess(d, e) {
				out.Doc, out.Cached, out.Problem = d, true, Explain(err)
				return l.keep(ctx, out)
			}
		}
		if strings.TrimSpace(plainText(ownText(e))) == "" {
			return out, err // the feed has nothing to stand in
		}
		out.Shown, out.Problem, out.Cached = article.FromFeed, Explain(err), cached
	}
	d, err := l.fromFeed(ctx, e)
	if d == nil {
		return out, err
	}
	// The feed's own text is shown however short it is: there is nothing else.
	if text, _ := d.Body(); err != nil && strings.TrimSpace(text) == "" {
		return out, err
	}
	out.Doc = d
	return l.keep(ctx, out)
}

// Raw is what an entry's article is made of, byte for byte: its page, and
// those behind it, as they came off the wire; with Feed what the feed carries.
// A page that is not stored is fetched.
func (l *Library) Raw(ctx context.Context, id feeds.EntryID, o OpenOptions) ([]byte, error) {
	e, err := l.store.Entry(ctx, id)
	if err != nil {
		return nil, err
	}
	if o.Feed || e.URL == "" {
		return []byte(ownText(e)), nil
	}
	p, err := l.store.Page(ctx, id)
	if o.Reload || errors.Is(err, feeds.ErrNotFound) {
		f, ferr := l.store.Feed(ctx, e.Feed)
		if ferr != nil {
			return nil, ferr
		}
		a, err := l.get(ctx, fetch.Request{URL: e.URL, Unasked: true, From: f.URL})
		return a.Body, err
	}
	if err != nil {
		return nil, err
	}
	further, err := l.store.Further(ctx, id)
	if err != nil {
		return nil, err
	}
	data := p.Body
	for _, f := range further {
		data = append(append(data, '\n'), f.Body...)
	}
	return data, nil
}

// TraceEntry tells of each block of an entry's article, as it is stored and
// would be shown, why it stays or goes.
func (l *Library) TraceEntry(ctx context.Context, id feeds.EntryID) (*article.Document, Trace, error) {
	var t Trace
	e, err := l.store.Entry(ctx, id)
	if err != nil {
		return nil, t, err
	}
	o := extract.Options{URL: e.URL, Feed: true}
	body := []byte(ownText(e))
	if e.URL != "" && !isWhole(e) {
		if p, err := l.store.Page(ctx, id); err == nil {
			o, body = extract.Options{URL: p.URL, ContentType: p.Type}, p.Body
		} else if !errors.Is(err, feeds.ErrNotFound) {
			return nil, t, err
		}
	}
	o = l.hints(ctx, e, o)
	o.Trace = &t
	d, err := l.extract(body, o)
	return d, t, err
}

// errLess: what came is a teaser, a wall or a notice, and no article.
var errLess = fmt.Errorf("the page holds less than the feed: %w", article.ErrNoArticle)

// holdsLess reports whether a page gave clearly less text than the feed did.
func holdsLess(d *article.Document, e feeds.Entry) bool {
	page, _ := d.Body()
	return len(page)*3 < len(plainText(ownText(e)))*2
}

// fromPage makes the Document of the entry's page: the stored one, or (with
// Reload, or where none is stored) fetched. problem says which further page of
// the article could not be had.
func (l *Library) fromPage(ctx context.Context, e feeds.Entry, how OpenOptions) (d *article.Document, problem string, cached bool, err error) {
	f, err := l.store.Feed(ctx, e.Feed)
	if err != nil && !errors.Is(err, feeds.ErrNotFound) {
		return nil, "", false, err
	}
	further := l.fetchFurther(fetch.Request{Unasked: true, From: cmp.Or(f.URL, e.URL), Patient: how.ahead})
	if !how.Reload {
		d, problem, err := l.fromStored(ctx, e, further)
		if !errors.Is(err, feeds.ErrNotFound) {
			return d, problem, true, err
		}
	}
	a, err := l.get(ctx, fetch.Request{URL: e.URL, Unasked: true, From: f.URL, Patient: how.ahead})
	if err != nil {
		return nil, "", false, err
	}
	p := store.Page{URL: a.URL, Type: a.ContentType, Fetched: l.o.Now(), Body: a.Body}
	o := l.hints(ctx, e, extract.Options{URL: a.URL, ContentType: a.ContentType})
	d, err = l.extract(a.Body, o)
	if err != nil {
		return nil, "", false, err
	}
	got, problem := l.joinPages(ctx, d, o, further)
	if ctx.Err() != nil {
		return nil, "", false, ctx.Err()
	}
	findQuotes(d)
	return d, problem, false, l.store.PutPage(ctx, e.ID, p, got...)
}

// fromStored makes the Document of the entry's stored page and those behind
// it. A page of which rules of today know first is asked for where fetch is
// not nil. Errors: feeds.ErrNotFound where none is stored.
func (l *Library) fromStored(ctx context.Context, e feeds.Entry, fetch getPage) (*article.Document, string, error) {
	p, err := l.store.Page(ctx, e.ID)
	if err != nil {
		return nil, "", err
	}
	stored, err := l.store.Further(ctx, e.ID)
	if err != nil {
		return nil, "", err
	}
	o := l.hints(ctx, e, extract.Options{URL: p.URL, ContentType: p.Type})
	d, err := l.extract(p.Body, o)
	if err != nil {
		return nil, "", err
	}
	further, problem := l.joinPages(ctx, d, o, func(ctx context.Context, number int, url string) (store.Page, error) {
		if number-2 < len(stored) {
			return stored[number-2], nil
		}
		if fetch == nil {
			return store.Page{}, errMissing
		}
		return fetch(ctx, number, url)
	})
	if ctx.Err() != nil {
		return nil, "", ctx.Err()
	}
	findQuotes(d)
	if len(further) > len(stored) {
		err = l.store.PutPage(ctx, e.ID, p, further...)
	}
	return d, problem, err
}

// fromFeed makes the Document of what the feed itself carries.
func (l *Library) fromFeed(ctx context.Context, e feeds.Entry) (*article.Document, error) {
	d, err := l.document([]byte(ownText(e)), l.hints(ctx, e, extractFeed(e)))
	if d != nil {
		d.Path = article.FromFeed
	}
	return d, err
}

// extractFeed says that a text is a feed's own.
func extractFeed(e feeds.Entry) extract.Options { return extract.Options{URL: e.URL, Feed: true} }

// hints is what the entry knows where its source is silent.
func (l *Library) hints(ctx context.Context, e feeds.Entry, o extract.Options) extract.Options {
	o.Title, o.Publisher, o.Language = e.Title, publisher(e), e.Language
	if e.Author != "" {
		o.Byline = []string{e.Author}
	}
	of := pagePublisher(o.URL)
	if o.Feed {
		of = feedPublisher(e)
	}
	o.Site = l.site(ctx, of, e.ID)
	return o
}

// publisher is who published an entry: in a collection the source that it names.
func publisher(e feeds.Entry) string {
	if e.Extra != nil && e.Extra.Source != "" {
		return e.Extra.Source
	}
	return e.FeedTitle
}

// keep completes the Document from the entry, stores it with its quotes, and
// returns the article.
func (l *Library) keep(ctx context.Context, o Opened) (Opened, error) {
	d, e := o.Doc, o.Entry
	complete(d, e)
	of := pagePublisher(d.URL)
	if o.Shown == article.FromFeed {
		of = feedPublisher(e)
	}
	blocks, err := l.blocks(ctx, of, d, e.ID)
	if err != nil {
		return o, err
	}
	quotes := storedQuotes(d, e)
	text := "" // what the feed carries is in the full-text index, or will be
	if o.Shown == article.FromPage {
		text, _ = d.Body()
	}
	if err := l.store.PutDocument(ctx, e, o.Shown, o.engine, d, quotes, blocks, text); err != nil {
		return o, err
	}
	o.Entry.Quotes = len(quotes)
	return o, nil
}

// complete fills in from the entry what the Document doesn't say itself.
func complete(d *article.Document, e feeds.Entry) {
	if d.Title == "" {
		d.Title = e.Title
	}
	if d.Published.IsZero() {
		d.Published = e.Published
	}
	if d.Publisher == "" {
		d.Publisher = publisher(e)
	}
	if d.URL == "" {
		d.URL = e.URL
	}
}

// storedQuotes are the quotes of a Document as the index keeps them.
func storedQuotes(d *article.Document, e feeds.Entry) []feeds.StoredQuote {
	spoken := d.Spoken()
	out := make([]feeds.StoredQuote, len(spoken))
	for i, q := range spoken {
		out[i] = feeds.StoredQuote{
			Entry: e.ID, Number: i + 1, Start: q.Start(), Text: d.QuoteText(q), Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: string(q.Kind),
			Headline: d.Title, Publisher: d.Publisher, URL: d.URL, Published: e.Time(),
		}
	}
	return out
}
