package ui

import (
	"context"
	"errors"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/work"
)

func cancelled(err error) bool { return errors.Is(err, context.Canceled) }

// words is an error in human words: one line, no text of a server.
func words(err error) string {
	var q feeds.QueryError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &q):
		return q.Error()
	case errors.Is(err, work.ErrNoPage):
		return "there is no page on the web for this"
	case errors.Is(err, work.ErrBrowser), errors.Is(err, work.ErrThere), errors.Is(err, library.ErrQuoteFormat):
		return article.CleanLine(err.Error())
	case errors.Is(err, article.ErrConsent), errors.Is(err, article.ErrPaywall):
	case errors.Is(err, article.ErrNoArticle):
		return "there is no readable article on the page"
	}
	return article.CleanLine(library.Explain(err))
}
