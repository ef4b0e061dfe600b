package article

import "errors"

var (
	// ErrNoArticle: the page holds no readable article (a list of links, a
	// consent wall, an empty shell). The verbs exit with 4.
	ErrNoArticle = errors.New("no readable article")
	// ErrTooLarge: the input is over the limit of what is read.
	ErrTooLarge = errors.New("the page is too large")
	// ErrNotText: the input is neither HTML, Markdown nor text (a picture, a PDF).
	ErrNotText = errors.New("not a page of text")
)
