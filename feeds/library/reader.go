package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/article/extract"
	"pullquote/article/quote"
	"pullquote/article/rules"
	"pullquote/feeds"
	"pullquote/feeds/builtin"
	"pullquote/feeds/fetch"
	"pullquote/feeds/opml"
	"pullquote/feeds/parse"
)

// Reader reads single pages and feeds without a store: what `read`, `quotes`
// and `inspect` need.
type Reader struct {
	o      Options
	client *fetch.Client
	book   rulebook
}

// NewReader makes a Reader; nothing is opened or fetched.
func NewReader(o Options) *Reader {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Workers = cmp.Or(max(o.Workers, 0), defaultWorkers)
	return &Reader{o: o, book: rulebook{path: o.Rules}, client: fetch.New(fetch.Options{
		UserAgent: o.UserAgent, Timeout: o.Timeout, Connect: o.Connect, Answer: o.Answer, Stall: o.Stall,
		MaxBytes: o.MaxBytes, PerHost: o.PerHost, Private: o.Private, Transport: o.Transport, Now: o.Now,
		ProxyName: o.Proxy, Sites: o.Sites,
	})}
}

// get fetches an address; one of the built-in ones comes from memory.
func (r *Reader) get(ctx context.Context, q fetch.Request) (fetch.Answer, error) {
	if !strings.HasPrefix(q.URL, feeds.Builtin) {
		return r.client.Get(ctx, q)
	}
	if q.Unasked && !strings.HasPrefix(q.From, feeds.Builtin) {
		return fetch.Answer{}, feeds.ErrPrivate // no page of the web leads into the guide
	}
	data, kind, err := builtin.Get(q.URL)
	if err != nil {
		return fetch.Answer{}, err
	}
	return fetch.Answer{URL: q.URL, Status: 200, ContentType: kind, Body: data, Wire: int64(len(data))}, nil
}

// Got is a document as it came off the wire.
type Got struct {
	URL         string // after redirects
	ContentType string
	Body        []byte // decoded
	Link        string // the Link header
}

// Fetch gives the bytes of an address that the reader named.
func (r *Reader) Fetch(ctx context.Context, url string) (Got, error) {
	a, err := r.get(ctx, fetch.Request{URL: url})
	return Got{a.URL, a.ContentType, a.Body, a.Link}, err
}

// Read fetches an address that belongs to no entry, with the further pages of
// its article, extracts it and finds its quotes; nothing is stored. Problem
// says which page is missing. An article that is none comes with its error.
func (r *Reader) Read(ctx context.Context, url string) (Opened, error) {
	return r.read(ctx, fetch.Request{URL: url})
}

// ReadLink is Read of a link on a page at from, which may lead nowhere that a
// redirect may not.
func (r *Reader) ReadLink(ctx context.Context, url, from string) (Opened, error) {
	return r.read(ctx, fetch.Request{URL: url, Unasked: true, From: from})
}

func (r *Reader) read(ctx context.Context, q fetch.Request) (Opened, error) {
	a, err := r.get(ctx, q)
	if err != nil {
		return Opened{}, err
	}
	o := extract.Options{URL: a.URL, ContentType: a.ContentType}
	d, err := r.extract(a.Body, o)
	if d == nil {
		return Opened{}, err
	}
	out := Opened{Doc: d, Shown: d.Path}
	if err == nil {
		_, out.Problem = r.joinPages(ctx, d, o, r.fetchFurther(fetch.Request{Unasked: true, From: a.URL}))
	}
	findQuotes(d)
	return out, cmp.Or(err, ctx.Err())
}

// Extract makes a Document of bytes at hand (a file, standard input), with
// quotes. base is the address that links are resolved against ("" none).
func (r *Reader) Extract(data []byte, base, name string) (*article.Document, error) {
	return r.document(data, extract.Options{URL: base, Name: name})
}

// Trace is what the engine saw in each block of a Document.
type Trace = extract.Trace

// Trace makes a Document of what was got and tells of each block why it stays
// or goes. name is a file's name, whose ending may say what it is; "" none.
func (r *Reader) Trace(g Got, name string) (*article.Document, Trace, error) {
	var t Trace
	d, err := r.document(g.Body, extract.Options{URL: g.URL, ContentType: g.ContentType, Name: name, Trace: &t})
	return d, t, err
}

// guard runs an engine over text from outside. One that panics has failed on
// this text and on no other; it counts as the error that is given.
func guard(run func() error, broken error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the text broke the engine: %w", broken)
		}
	}()
	return run()
}

// document runs the whole article engine. What is no article comes with its
// error and, where there is any text, with the Document.
func (r *Reader) document(data []byte, o extract.Options) (*article.Document, error) {
	d, err := r.extract(data, o)
	if d != nil {
		findQuotes(d)
	}
	return d, err
}

// findQuotes finds the quotes of a Document that is whole. Quotes that can't
// be found leave an article that can be read.
func findQuotes(d *article.Document) {
	if broken := guard(func() error { quote.Find(d); return nil }, article.ErrNoArticle); broken != nil {
		d.Quotes = nil
	}
}

// extract makes the Document, without quotes.
func (r *Reader) extract(data []byte, o extract.Options) (d *article.Document, err error) {
	o.Rules, _, _ = r.book.read() // without them the article can still be read; Open tells
	err = guard(func() (err error) {
		d, err = extract.Document(data, o)
		return err
	}, article.ErrNoArticle)
	return d, err
}

// parse reads a feed document.
func (r *Reader) parse(a fetch.Answer) (p feeds.Parsed, err error) {
	err = guard(func() (err error) {
		p, err = parse.Document(a.Body, parse.Options{URL: a.URL, ContentType: a.ContentType})
		return err
	}, feeds.ErrNotFeed)
	return p, err
}

// Explain turns an error of this package into one line of human words under
// 300 bytes: no text of a server, no secret, no control byte.
func Explain(err error) string {
	if err == nil {
		return ""
	}
	var words string
	var several AmbiguousError
	var choice feeds.ChoiceError
	var page pageError
	switch {
	case errors.As(err, &page):
		words = page.Error()
	case errors.Is(err, feeds.ErrNotFeed):
		words = "not a feed that can be read"
	case errors.Is(err, errLess):
		words = "the page holds less than the feed"
	case errors.Is(err, article.ErrConsent):
		words = article.ErrConsent.Error()
	case errors.Is(err, article.ErrPaywall):
		words = article.ErrPaywall.Error()
	case errors.Is(err, article.ErrNoArticle):
		words = article.ErrNoArticle.Error()
	case errors.Is(err, article.ErrNotText):
		words = article.ErrNotText.Error()
	case errors.Is(err, article.ErrTooLarge):
		words = article.ErrTooLarge.Error()
	case errors.Is(err, errEmptyList):
		words = errEmptyList.Error()
	case errors.Is(err, opml.ErrNotList):
		words = opml.ErrNotList.Error()
	case errors.As(err, &choice):
		words = choice.Error()
	case errors.As(err, &several):
		words = several.Error()
	case isFile(err), ours(err), errors.Is(err, rules.ErrNoRule), errors.Is(err, errRules):
		words = err.Error()
	default:
		words = fetch.Explain(err)
	}
	words = article.CleanLine(words)
	if len(words) > 290 {
		words = strings.ToValidUTF8(words[:287], "") + "…"
	}
	return words
}
