package library

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/store"
)

// SubscribeOptions name the new feed's place.
type SubscribeOptions struct {
	Title  string
	Folder []string
	// Guess tries the addresses at which sites usually keep feeds, and the
	// sitemaps that robots.txt names, where the page names none.
	Guess bool
}

// Subscribe takes the address of a feed, or of a page that names one, and
// stores the feed with its entries. A bare host gets https://. A page that
// names several feeds gives feeds.ChoiceError; a feed that is there already
// feeds.ErrSubscribed together with that feed.
func (l *Library) Subscribe(ctx context.Context, address string, o SubscribeOptions) (feeds.Feed, error) {
	address, err := fullAddress(address)
	if err != nil {
		return feeds.Feed{}, err
	}
	if f, err := l.store.FeedByURL(ctx, address); err == nil {
		return f, errors.Join(feeds.ErrSubscribed, l.own(ctx, f))
	}
	a, p, err := l.find(ctx, address, o.Guess)
	if err != nil {
		return feeds.Feed{}, err
	}
	f := p.Feed
	switch {
	case p.Feed.URL != "": // found on the page
	case a.Moved != "":
		f.URL = a.Moved
	default:
		f.URL = address
	}
	f.Folder = o.Folder
	if f.Title == "" {
		f.Title = article.Host(f.URL)
	}
	named := f
	if o.Title != "" {
		named.Title, named.Named = article.CleanLine(o.Title), true
	}
	added, err := l.store.AddFeeds(ctx, []feeds.Feed{named})
	if err != nil {
		return feeds.Feed{}, err
	}
	if added[0] == 0 {
		old, err := l.store.FeedByURL(ctx, f.URL)
		return old, errors.Join(feeds.ErrSubscribed, err, l.own(ctx, old))
	}
	f.ID = added[0]
	now := l.o.Now()
	f.Checked, f.Fetched, f.ETag, f.LastModified = now, now, a.ETag, a.LastModified
	how := store.Fetch{Status: a.Status, Bytes: a.Wire, Plan: l.plan(a, p.Entries, now)}
	if _, err := l.store.PutFeed(ctx, f, p.Entries, how); err != nil {
		return feeds.Feed{}, err
	}
	l.background()
	return l.store.Feed(ctx, f.ID)
}

// own keeps a feed of a followed list, whatever becomes of the list: the reader
// asked for it himself.
func (l *Library) own(ctx context.Context, f feeds.Feed) error {
	if f.List == "" {
		return nil
	}
	return l.store.Own(ctx, f.ID)
}

// fullAddress makes an address of what a reader typed.
func fullAddress(s string) (string, error) {
	s = strings.TrimSpace(article.CleanLine(s))
	if strings.HasPrefix(s, feeds.Builtin) {
		return s, nil
	}
	// @ann@social.example is how people of the fediverse are called.
	if name, host, ok := strings.Cut(strings.TrimPrefix(s, "@"), "@"); ok && s[0] == '@' && name != "" && !strings.ContainsAny(s, "/: ") {
		s = "https://" + host + "/@" + name
	}
	for _, p := range []string{"feed://", "feed:"} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			s = rest
		}
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("only http and https addresses can be subscribed to: %w", feeds.ErrAddress)
	}
	return u.String(), nil
}

// Unsubscribe removes a feed and its entries; starred entries and saved quotes
// stay.
func (l *Library) Unsubscribe(ctx context.Context, id feeds.FeedID) error {
	return l.store.RemoveFeed(ctx, id)
}

// Restore takes the last Unsubscribe since the start back.
func (l *Library) Restore(ctx context.Context) (feeds.Feed, error) { return l.store.RestoreFeed(ctx) }

// Rename gives a feed the reader's own title and folder; "" takes the feed's own title again.
func (l *Library) Rename(ctx context.Context, id feeds.FeedID, title string, folder []string) error {
	return l.store.Rename(ctx, id, article.CleanLine(title), folder)
}

// Feeds are all subscriptions with their counts, by folder, then by name.
func (l *Library) Feeds(ctx context.Context) ([]feeds.Feed, error) { return l.store.Feeds(ctx) }

// History is the last twenty fetches of a feed, the last one first.
func (l *Library) History(ctx context.Context, id feeds.FeedID) ([]feeds.Visit, error) {
	return l.store.History(ctx, id)
}

// FindFeed finds one feed by id, address, or an unmistakable part of its name.
// Errors: feeds.ErrNotFound; AmbiguousError where several fit.
func (l *Library) FindFeed(ctx context.Context, s string) (feeds.Feed, error) {
	all, err := l.store.Feeds(ctx)
	if err != nil {
		return feeds.Feed{}, err
	}
	id, _ := strconv.ParseInt(s, 10, 64) // 0 is no feed's id
	var part []feeds.Feed
	for _, f := range all {
		if f.ID == feeds.FeedID(id) || f.URL == s || strings.EqualFold(f.Name(), s) {
			return f, nil
		}
		if strings.Contains(strings.ToLower(f.Name()), strings.ToLower(s)) || strings.Contains(strings.ToLower(f.URL), strings.ToLower(s)) {
			part = append(part, f)
		}
	}
	switch len(part) {
	case 0:
		return feeds.Feed{}, feeds.ErrNotFound
	case 1:
		return part[0], nil
	}
	return feeds.Feed{}, AmbiguousError{s, part}
}
