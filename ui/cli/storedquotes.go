package cli

import (
	"context"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"

	"github.com/spf13/cobra"
)

type quotesOptions struct {
	json, jsonl, stored, saved           bool
	speaker, since, text, publisher, url string
	format                               string
	limit                                int
}

func (a *app) quotesVerb() *cobra.Command {
	var o quotesOptions
	c := &cobra.Command{
		Use:   "quotes [flags] URL|FILE|-",
		Short: "Who said what: in one article, or in all stored ones",
		Example: "  pullquote quotes https://example.org/story\n  pullquote quotes --stored --speaker lagarde --since 7d\n" +
			"  pullquote quotes --stored --text \"interest rates\" --publisher courier --json\n  pullquote quotes --saved --format md > quotes.md",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 && (o.stored || o.saved) {
				return misuse("%s: stored quotes are those of all articles; leave the source out, or --stored and --saved", args[0])
			}
			if o.jsonl || o.stored || o.saved {
				return cobra.NoArgs(c, args)
			}
			return cobra.ExactArgs(1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if o.format != "" {
				if _, err := library.ParseQuoteFormat(o.format); err != nil {
					return misuse("--format %s: %s", o.format, err)
				}
			}
			switch {
			case o.jsonl:
				return quoteLines(c.Context(), a.In, a.Out)
			case o.stored || o.saved:
				return a.storedQuotes(c.Context(), o)
			}
			for _, f := range []string{"since", "text", "publisher", "limit"} {
				if c.Flags().Changed(f) {
					return misuse("--%s chooses among stored quotes: it goes with --stored or --saved", f)
				}
			}
			d, err := a.document(c.Context(), args[0], o.url)
			if err != nil {
				return err
			}
			return a.printQuotes(d, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "JSON Lines, one quote a line")
	c.Flags().BoolVar(&o.jsonl, "jsonl", false, "read lines {id, text, lang} on standard input, write {id, quotes}")
	c.Flags().StringVar(&o.format, "format", "", "write a `form` to keep: md, json (one array) or csv")
	c.Flags().BoolVar(&o.stored, "stored", false, "from all articles that were opened or prefetched, newest first")
	c.Flags().BoolVar(&o.saved, "saved", false, "those that you saved, the last saved first")
	c.Flags().StringVar(&o.speaker, "speaker", "", "only of this `speaker`: words of the name, the last may be its beginning")
	c.Flags().StringVar(&o.since, "since", "", "stored: not older than a `span` (7d, 12h) or a day (2026-11-01)")
	c.Flags().StringVar(&o.text, "text", "", "stored: that hold these `words`")
	c.Flags().StringVar(&o.publisher, "publisher", "", "stored: of this `publisher`")
	c.Flags().IntVar(&o.limit, "limit", 0, "stored: at most so many (default 200 on a screen or as text; with --saved or --format all)")
	c.Flags().StringVar(&o.url, "url", "", "the `address` that a file's links belong to")
	c.MarkFlagsMutuallyExclusive("json", "jsonl", "format")
	c.MarkFlagsMutuallyExclusive("stored", "jsonl")
	c.MarkFlagsMutuallyExclusive("saved", "jsonl")
	return c
}

// printQuotes prints the quotes of one Document.
func (a *app) printQuotes(d *article.Document, o quotesOptions) error {
	out, end, err := a.quoteWriter(o)
	if err != nil {
		return err
	}
	for i, q := range d.Spoken() {
		if o.speaker != "" && !feeds.Asked(o.speaker, q.Speaker) {
			continue
		}
		var err error
		if o.json {
			err = a.printJSON(struct {
				Number int `json:"number"`
				quoteJSON
			}{i + 1, newQuoteJSON(d, q, -1, -1)})
		} else {
			err = out(feeds.StoredQuote{
				Number: i + 1, Text: d.QuoteText(q), Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: string(q.Kind),
				Headline: d.Title, Publisher: d.Publisher, URL: d.URL, Published: d.Published,
			}, false)
		}
		if err != nil {
			return err
		}
	}
	return end()
}

// fewQuotes is how many stored quotes are printed where nobody says how many.
const fewQuotes = 200

// storedQuotes prints quotes of the index, or saved ones.
func (a *app) storedQuotes(ctx context.Context, o quotesOptions) error {
	q := feeds.QuoteQuery{Speaker: o.speaker, Text: o.text, Publisher: o.publisher, Saved: o.saved, Limit: o.limit}
	if o.limit < 0 {
		return misuse("--limit %d: a number above zero", o.limit)
	}
	if o.limit == 0 && !o.saved && o.format == "" {
		q.Limit = fewQuotes
	}
	if o.since != "" {
		t, err := feeds.ParseSince(o.since, a.Now())
		if err != nil {
			return misuse("--since %s: wants a span like 7d, 12h or 2w, or a day like 2026-11-01", o.since)
		}
		q.Since = t
	}
	l, err := a.library(ctx)
	if err != nil {
		return err
	}
	out, end, err := a.quoteWriter(o)
	if err != nil {
		return err
	}
	if err := l.EachQuote(ctx, q, func(s feeds.StoredQuote) error { return out(s, true) }); err != nil {
		return err
	}
	return end()
}

// quoteWriter is how quotes are printed: in a form to keep, as JSON Lines, or to
// be read, with where they stand if that is not plain.
func (a *app) quoteWriter(o quotesOptions) (write func(q feeds.StoredQuote, source bool) error, end func() error, err error) {
	switch {
	case o.format != "":
		f, err := library.ParseQuoteFormat(o.format)
		if err != nil {
			return nil, nil, err
		}
		w, err := library.NewQuoteWriter(a.Out, f)
		if err != nil {
			return nil, nil, err
		}
		return func(q feeds.StoredQuote, _ bool) error { return w.Write(q) }, w.Close, nil
	case o.json:
		return func(q feeds.StoredQuote, _ bool) error { return a.printJSON(library.NewQuoteRecord(q)) }, func() error { return nil }, nil
	}
	return func(q feeds.StoredQuote, source bool) error {
		who := q.Who()
		if who == "" {
			who = "unattributed"
		}
		text := feeds.Marked(q.Words()) + "\n  — " + who + "\n"
		if s := sourceLine(q); source && s != "" {
			text += "  " + s + "\n"
		}
		if q.Note != "" {
			text += "  Note: " + article.CleanLine(q.Note) + "\n"
		}
		return a.printf("%s\n", text)
	}, func() error { return nil }, nil
}

func sourceLine(s feeds.StoredQuote) string {
	var parts []string
	day := ""
	if !s.Published.IsZero() {
		day = s.Published.Format("2 Jan 2006")
	}
	for _, p := range []string{s.Headline, s.Publisher, day, article.CleanURL(s.URL)} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}
