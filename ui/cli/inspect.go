package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/feeds/parse"

	"github.com/spf13/cobra"
)

func (a *app) inspectVerb() *cobra.Command {
	var asJSON bool
	var list string
	c := &cobra.Command{
		Use:   "inspect [flags] FILE|URL",
		Short: "Show a feed as it is understood; nothing is stored",
		Args: func(c *cobra.Command, args []string) error {
			if list != "" {
				return cobra.NoArgs(c, args)
			}
			return cobra.ExactArgs(1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if list != "" {
				return a.inspectList(list)
			}
			return a.inspect(c.Context(), args[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object")
	c.Flags().StringVar(&list, "list", "", "a `file` of paths, one a line: one JSON line each")
	return c
}

// inspect shows one document. A page that is no feed is told with the feeds
// that it names.
func (a *app) inspect(ctx context.Context, src string, asJSON bool) error {
	r, err := a.extractor()
	if err != nil {
		return err
	}
	var got library.Got
	if isAddress(src) {
		got, err = r.Fetch(ctx, src)
	} else {
		got.Body, _, err = a.bytes(src)
	}
	failed := func(err error) error { return code{Failed, fmt.Errorf("%s: %s", shortURL(src), library.Explain(err))} }
	if err != nil {
		return failed(err)
	}
	o := parse.Options{URL: got.URL, ContentType: got.ContentType}
	if asJSON {
		seen, err := parse.Inspect(got.Body, o)
		if err != nil {
			return failed(err)
		}
		return a.printJSON(seen)
	}
	p, err := parse.Document(got.Body, o)
	if page, perr := parse.Page(got.Body, o); err != nil && perr == nil {
		p, err = page, nil
	}
	if err == nil {
		return a.printf("%s", parsedText(p))
	}
	found := r.Named(got)
	if len(found) == 0 {
		return failed(err)
	}
	for _, c := range found {
		if err := a.printf("%s\t%s\n", c.URL, c.Title); err != nil {
			return err
		}
	}
	return code{Failed, fmt.Errorf("%s is a page; it names these feeds", shortURL(src))}
}

// inspectList reads a file of paths. A file that can't be read is that line's
// error and no other's.
func (a *app) inspectList(list string) (err error) {
	f, err := os.Open(list)
	if err != nil {
		return code{Failed, err}
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	s := bufio.NewScanner(f)
	for s.Scan() {
		path := strings.TrimSpace(s.Text())
		if path == "" {
			continue
		}
		row := struct {
			File  string `json:"file"`
			Feed  any    `json:"feed,omitempty"`
			Error string `json:"error,omitempty"`
		}{File: path}
		data, _, err := a.bytes(path)
		if err == nil {
			row.Feed, err = parse.Inspect(data, parse.Options{})
		}
		if err != nil {
			row.Feed, row.Error = nil, library.Explain(err)
		}
		if err := a.printJSON(row); err != nil {
			return err
		}
	}
	return errors.Join(s.Err())
}

// parsedText is a feed for human eyes.
func parsedText(p feeds.Parsed) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  %s, %d entries", p.Feed.Name(), p.Format, len(p.Entries))
	if p.Feed.Site != "" {
		fmt.Fprintf(&b, ", %s", p.Feed.Site)
	}
	b.WriteByte('\n')
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "  note: %s\n", n)
	}
	for _, e := range p.Entries {
		fmt.Fprintf(&b, "\n%s\n  %s\n", e.Title, e.URL)
		var facts []string
		if t := e.Published; !t.IsZero() {
			facts = append(facts, t.Format("2006-01-02 15:04 MST"))
		}
		if e.Author != "" {
			facts = append(facts, e.Author)
		}
		if n := len(e.Content); n > 0 {
			facts = append(facts, fmt.Sprintf("%d bytes of content", n))
		}
		for _, x := range e.Enclosures {
			facts = append(facts, x.URL)
		}
		facts = append(facts, extraFacts(e.Extra)...)
		if len(facts) > 0 {
			fmt.Fprintf(&b, "  %s\n", strings.Join(facts, " · "))
		}
	}
	return b.String()
}

// extraFacts is what few feeds say, for human eyes.
func extraFacts(x *feeds.Extra) (facts []string) {
	if x == nil {
		return nil
	}
	add := func(what, s string) {
		if s != "" {
			facts = append(facts, what+s)
		}
	}
	add("from ", cmp.Or(x.Source, x.SourceURL))
	add("answers ", x.ReplyTo)
	if x.Replies > 0 {
		add("", fmt.Sprintf("%d answers", x.Replies))
	}
	add("at ", x.Place)
	if p := x.Position; p != nil {
		add("", fmt.Sprintf("%g, %g", p[0], p[1]))
	}
	if x.Seconds > 0 {
		add("", (time.Duration(x.Seconds) * time.Second).String())
	}
	add("season ", x.Season)
	add("episode ", x.Episode)
	add("with ", strings.Join(x.People, ", "))
	add("chapters ", x.Chapters)
	for _, t := range x.Transcripts {
		add("transcript ", t.URL)
	}
	return facts
}
