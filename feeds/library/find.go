package library

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/discover"
	"pullquote/feeds/fetch"
	"pullquote/feeds/parse"
)

// find fetches an address and parses the feed that it is, that the rules know
// for it, or that its page names. p.Feed.URL is the feed's address where that
// is another.
func (r *Reader) find(ctx context.Context, address string, guess bool) (a fetch.Answer, p feeds.Parsed, err error) {
	known, ok := discover.Address(address)
	if ok {
		// The place has a feed elsewhere. Where that fails the page may know better.
		a, p, err = r.known(ctx, address, &known)
		var choice feeds.ChoiceError
		if err == nil || errors.As(err, &choice) || ctx.Err() != nil {
			return a, p, err
		}
	}
	if a, err = r.get(ctx, fetch.Request{URL: address}); err != nil {
		return a, feeds.Parsed{}, err
	}
	p, err = r.parse(a)
	if err == nil {
		p.Feed.URL = ""
		return a, p, nil
	}
	if found := r.named(a, known); len(found) > 0 {
		return r.follow(ctx, found, a.URL)
	}
	if page, perr := r.page(a); perr == nil {
		page.Feed.URL = ""
		return a, page, nil
	}
	if guess {
		if b, p, gerr := r.guess(ctx, a.URL); gerr == nil || ctx.Err() != nil {
			return b, p, gerr
		}
	}
	return a, p, err
}

// known tries what the rules say of an address without its page.
func (r *Reader) known(ctx context.Context, address string, k *discover.Known) (fetch.Answer, feeds.Parsed, error) {
	found := k.Feeds
	if k.Ask != "" {
		a, err := r.get(ctx, fetch.Request{URL: k.Ask, Unasked: true, From: address, Accept: "application/json, */*;q=0.5"})
		if err != nil {
			return a, feeds.Parsed{}, err
		}
		found = k.Answer(a.Body)
	}
	if len(found) == 0 {
		return fetch.Answer{}, feeds.Parsed{}, feeds.ErrNotFeed
	}
	return r.follow(ctx, found, address)
}

// named are the feeds that a page names: its markup, its headers, the rules.
func (r *Reader) named(a fetch.Answer, known discover.Known) []feeds.Candidate {
	found := discover.Page(a.Body, a.ContentType, a.URL)
	if len(found) == 0 {
		found = discover.Header(a.Link, a.URL)
	}
	if len(found) == 0 && known.Page {
		found = known.Answer(a.Body)
	}
	if len(found) == 0 {
		found = discover.Sitemaps(a.Body)
	}
	if len(found) == 0 {
		found = discover.Marked(a.Body, a.URL)
	}
	return found
}

// Named are the feeds that a page names, or that are known of its address.
// Nothing is fetched.
func (r *Reader) Named(g Got) []feeds.Candidate {
	known, _ := discover.Address(g.URL)
	if len(known.Feeds) > 0 {
		return known.Feeds
	}
	return r.named(fetch.Answer{URL: g.URL, ContentType: g.ContentType, Body: g.Body, Link: g.Link}, known)
}

// follow takes the only feed that was found; of several the reader chooses.
func (r *Reader) follow(ctx context.Context, found []feeds.Candidate, from string) (fetch.Answer, feeds.Parsed, error) {
	if len(found) > 1 {
		return fetch.Answer{}, feeds.Parsed{}, feeds.ChoiceError{Candidates: found}
	}
	return r.take(ctx, found[0].URL, from)
}

// take fetches a feed that a page or a rule names, not the reader: it may not
// lead into a private network unless the page is in one.
func (r *Reader) take(ctx context.Context, address, from string) (fetch.Answer, feeds.Parsed, error) {
	a, err := r.get(ctx, fetch.Request{URL: address, Unasked: true, From: from})
	if err != nil {
		return a, feeds.Parsed{}, err
	}
	p, err := r.parse(a)
	if err != nil {
		return a, p, err
	}
	if p.Feed.URL = address; a.Moved != "" {
		p.Feed.URL = a.Moved
	}
	a.Moved = ""
	return a, p, nil
}

// maxSitemaps is how many sitemaps of a site are looked into.
const maxSitemaps = 6

// guess tries the usual addresses one after the other, then sitemaps of news.
func (r *Reader) guess(ctx context.Context, page string) (fetch.Answer, feeds.Parsed, error) {
	for _, address := range discover.Paths(page) {
		if a, p, err := r.take(ctx, address, page); err == nil || ctx.Err() != nil {
			return a, p, err
		}
	}
	none := feeds.ErrNotFeed
	at, err := url.Parse(page)
	if err != nil {
		return fetch.Answer{}, feeds.Parsed{}, none
	}
	robots, err := r.get(ctx, fetch.Request{URL: at.Scheme + "://" + at.Host + "/robots.txt", Unasked: true, From: page})
	if err != nil {
		return robots, feeds.Parsed{}, none
	}
	queue := newsFirst(discover.Robots(robots.Body, robots.URL))
	for n := 0; len(queue) > 0 && n < maxSitemaps; n++ {
		next := queue[0]
		queue = queue[1:]
		a, err := r.get(ctx, fetch.Request{URL: next.URL, Unasked: true, From: page})
		if ctx.Err() != nil {
			return a, feeds.Parsed{}, ctx.Err()
		}
		if err != nil {
			continue
		}
		if p, err := r.parse(a); err == nil {
			p.Feed.URL = next.URL
			return a, p, nil
		}
		queue = newsFirst(append(discover.Sitemaps(a.Body), queue...))
	}
	return fetch.Answer{}, feeds.Parsed{}, none
}

// newsFirst leaves out the sitemaps that do not say that they hold news, unless
// none does.
func newsFirst(all []feeds.Candidate) []feeds.Candidate {
	var news []feeds.Candidate
	for _, c := range all {
		if strings.Contains(strings.ToLower(c.URL), "news") {
			news = append(news, c)
		}
	}
	if len(news) > 0 {
		return news
	}
	return all
}

// page reads a page that is a feed itself (h-feed).
func (r *Reader) page(a fetch.Answer) (p feeds.Parsed, err error) {
	err = guard(func() (err error) {
		p, err = parse.Page(a.Body, parse.Options{URL: a.URL, ContentType: a.ContentType})
		return err
	}, feeds.ErrNotFeed)
	return p, err
}
