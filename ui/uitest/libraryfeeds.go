package uitest

import (
	"context"
	"slices"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
)

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
