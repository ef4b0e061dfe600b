package library

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pullquote/article"
	"pullquote/article/extract"
	"pullquote/feeds/fetch"
	"pullquote/feeds/store"
)

// Bounds of an article that stands on several pages, all in all: a server that
// names next pages for ever must not be followed for ever.
const (
	maxPages     = 20
	maxPageBytes = 30 << 20 // of the further pages, decoded
	maxPageTime  = 60 * time.Second
)

var (
	// errMissing: a further page is not stored.
	errMissing = errors.New("it could not be had")
	errMany    = fmt.Errorf("only %d pages are read", maxPages)
	errMuch    = errors.New("the pages are too large")
)

// getPage gets the further page of an article, number from 2.
type getPage func(ctx context.Context, number int, url string) (store.Page, error)

// fetchFurther asks the network for further pages, each as q asks for the
// first: who led to it, and how patiently.
func (r *Reader) fetchFurther(q fetch.Request) getPage {
	return func(ctx context.Context, _ int, url string) (store.Page, error) {
		next := q
		next.URL = url
		a, err := r.get(ctx, next)
		return store.Page{URL: a.URL, Type: a.ContentType, Fetched: r.o.Now(), Body: a.Body}, err
	}
}

// joinPages gets the further pages of an article and joins them to it, as long as
// each names a next one, they are of one host and tell the same story. The
// pages that were joined are given back. problem says which one is missing and
// why; then the Document names it as Next.
func (r *Reader) joinPages(ctx context.Context, d *article.Document, o extract.Options, get getPage) (got []store.Page, problem string) {
	ctx, cancel := context.WithTimeout(ctx, maxPageTime)
	defer cancel()
	first, seen, size := d.URL, map[string]bool{d.URL: true, d.Canonical: true}, 0
	for number := 2; d.Next != ""; number++ {
		next := d.Next
		if seen[next] || article.Host(next) != article.Host(first) {
			break // a circle, or out of the house
		}
		seen[next] = true
		if number > maxPages {
			return got, missingPage(d, errMany)
		}
		p, err := get(ctx, number, next)
		if err == nil && size+len(p.Body) > maxPageBytes {
			err = errMuch
		}
		if err != nil {
			return got, missingPage(d, err)
		}
		if article.Host(p.URL) != article.Host(first) {
			break
		}
		size += len(p.Body)
		of := o
		of.URL, of.ContentType, of.Trace = p.URL, p.Type, nil
		of.Paged = extract.Paged{First: first, Number: number}
		page, err := r.extract(p.Body, of)
		if errors.Is(err, article.ErrNoArticle) && page != nil {
			err = nil // a last page may hold three words: it is told apart below
		}
		if err != nil {
			return got, missingPage(d, err)
		}
		if !extract.SamePage(d, page) || !extract.Join(d, page) {
			break
		}
		got = append(got, p)
		d.Next, d.Pages = page.Next, number
	}
	d.Next = ""
	return got, ""
}

// missingPage says which page of an article is missing.
func missingPage(d *article.Document, err error) string {
	why := ""
	switch {
	case errors.Is(err, errMissing), errors.Is(err, errMany), errors.Is(err, errMuch):
		why = err.Error()
	case errors.Is(err, context.DeadlineExceeded):
		why = "it took too long"
	default:
		why = Explain(err)
	}
	return fmt.Sprintf("the article goes on, but page %d is missing: %s", max(d.Pages, 1)+1, why)
}
