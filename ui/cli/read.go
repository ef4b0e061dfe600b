package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"pullquote/article"
	"pullquote/article/markdown"
	"pullquote/feeds/library"
	"pullquote/ui/render"

	"github.com/spf13/cobra"
)

// maxFile is the most that is read of a file or of standard input, in bytes:
// as much as of a page.
const maxFile = 15 << 20

func (a *app) readVerb() *cobra.Command {
	var o struct {
		json, markdown, plain, all, raw bool
		url                             string
	}
	c := &cobra.Command{
		Use:     "read [flags] URL|FILE|-",
		Short:   "Read one article, clean, its quotes marked",
		Example: "  pullquote read https://example.org/story\n  pullquote read --json saved.html | jq .quotes\n  pbpaste | pullquote read -",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if o.raw {
				return a.printRaw(c.Context(), args[0])
			}
			r, err := a.extractor()
			if err != nil {
				return err
			}
			got, err := a.opened(c.Context(), r, args[0], o.url)
			if err != nil {
				return err
			}
			if !o.json && !o.markdown && !o.plain && a.Terminal {
				return a.article(c.Context(), r, got, o.all)
			}
			a.warn(got)
			if o.markdown {
				return a.printf("%s", markdown.Write(got.Doc, markdown.Options{All: o.all}))
			}
			return a.print(got.Doc, o.json, o.all)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "one JSON object: title, byline, text, blocks, cuts, quotes")
	c.Flags().BoolVar(&o.markdown, "markdown", false, "as Markdown")
	c.Flags().BoolVar(&o.plain, "plain", false, "as plain text, also on a terminal")
	c.Flags().BoolVar(&o.all, "all", false, allHelp)
	c.Flags().BoolVar(&o.raw, "raw", false, "the page as it came, nothing taken out")
	c.Flags().StringVar(&o.url, "url", "", "the `address` that a file's links belong to")
	c.MarkFlagsMutuallyExclusive("json", "markdown", "plain", "raw")
	return c
}

const allHelp = "show what would be hidden in its place, with the reason"

// document reads SRC: an address, a file, or "-" for standard input.
func (a *app) document(ctx context.Context, src, base string) (*article.Document, error) {
	r, err := a.extractor()
	if err != nil {
		return nil, err
	}
	o, err := a.opened(ctx, r, src, base)
	if err != nil {
		return nil, err
	}
	a.warn(o)
	return o.Doc, nil
}

// opened reads SRC; an article of an address with all of its pages.
func (a *app) opened(ctx context.Context, r *library.Reader, src, base string) (library.Opened, error) {
	if isAddress(src) {
		return r.Read(ctx, src)
	}
	data, name, err := a.bytes(src)
	if err != nil {
		return library.Opened{}, err
	}
	d, err := r.Extract(data, base, name)
	if err != nil {
		return library.Opened{}, err
	}
	return library.Opened{Doc: d, Shown: d.Path}, nil
}

// warn tells what is wrong with an article that is shown all the same.
func (a *app) warn(o library.Opened) {
	switch {
	case o.Problem == "":
	case o.Entry.ID != 0 && o.Shown == article.FromFeed:
		a.complain(code{Failed, fmt.Errorf("the feed's own text: %s", o.Problem)})
	default:
		a.complain(code{Failed, errors.New(o.Problem)})
	}
}

// print writes an article as text or JSON; with all what was hidden too.
func (a *app) print(d *article.Document, asJSON, all bool) error {
	if asJSON {
		return a.printJSON(documentJSON(d, all))
	}
	o := a.plain()
	o.Unfold = all
	return a.printf("%s", render.Plain(d, o))
}

// printRaw writes the bytes of SRC as they are.
func (a *app) printRaw(ctx context.Context, src string) error {
	if !isAddress(src) {
		data, _, err := a.bytes(src)
		if err != nil {
			return err
		}
		return a.writeRaw(data)
	}
	r, err := a.extractor()
	if err != nil {
		return err
	}
	got, err := r.Fetch(ctx, src)
	if err != nil {
		return err
	}
	return a.writeRaw(got.Body)
}

// writeRaw writes what a stranger wrote, byte for byte: not to a terminal,
// which would obey it.
func (a *app) writeRaw(data []byte) error {
	if a.Width > 0 {
		return misuse("--raw does not write to a terminal; put it into a file or a pipe")
	}
	_, err := a.Out.Write(data)
	return err
}

// bytes reads a file or standard input within bounds.
func (a *app) bytes(src string) (data []byte, name string, err error) {
	in := a.In
	if src != "-" {
		f, err := os.Open(src)
		if err != nil {
			return nil, "", fileError(src, err)
		}
		defer f.Close() //nolint:errcheck // read only: nothing can be lost
		in, name = f, src
	}
	data, err = io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return nil, "", fileError(src, err)
	}
	if len(data) > maxFile {
		return nil, "", code{Failed, fmt.Errorf("%s is larger than %d MB", src, maxFile>>20)}
	}
	return data, name, nil
}

// fileError says what is wrong with a file, and helps those who left out https://.
func fileError(src string, err error) error {
	if os.IsNotExist(err) && strings.Contains(src, ".") && strings.Contains(src, "/") && !strings.HasPrefix(src, ".") && !strings.HasPrefix(src, "/") {
		return code{Failed, fmt.Errorf("no file %s; an address begins with https://", src)}
	}
	return code{Failed, err}
}

func isAddress(s string) bool {
	l := strings.ToLower(s)
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "builtin:")
}
