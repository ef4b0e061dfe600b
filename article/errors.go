package article

import (
	"errors"
	"fmt"
)

var (
	// ErrNoArticle: the page holds no readable article (a list of links, a
	// consent wall, an empty shell). The verbs exit with 4.
	ErrNoArticle = errors.New("no readable article")
	// ErrConsent: all that the page shows is a question for consent to cookies.
	ErrConsent = fmt.Errorf("the page only asks for consent to cookies: %w", ErrNoArticle)
	// ErrPaywall: the page shows nothing of the article to those who don't pay.
	ErrPaywall = fmt.Errorf("the page shows the article to subscribers only: %w", ErrNoArticle)
	// ErrTooLarge: the input is over the limit of what is read.
	ErrTooLarge = errors.New("the page is too large")
	// ErrNotText: the input is neither HTML, Markdown nor text (a picture, a PDF).
	ErrNotText = errors.New("not a page of text")
)
