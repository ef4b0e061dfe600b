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
	"pullquote/ui/render"

	"github.com/spf13/cobra"
)

// maxFile is the most that is read of a file or of standard input, in bytes:
// as much as of a page.
const maxFile = 15 << 20

func (a *app) readVerb() *cobra.Command {
	var o struct {
		json, markdown, plain, all bool
		url                        string
	}
	c := &cobra.Command{
		Use:     "read [flags] URL|FILE|-",
		Short:   "Read one article, clean, its quotes marked",
		Example: "  pullquote read https://example.org/story\n  pullquote read --json saved.html | jq .quotes\n  pbpaste | pullquote read -",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			d, err := a.document(c.Context(), args[0], o.url)
			if err != nil {
				return err
			}
			if o.all {
				bringBack(d)
			}
			switch {
			case o.json:
				return a.printJSON(documentJSON(d))
			case o.markdown:
				return a.printf("%s", markdown.Write(d, markdown.Options{}))
			case a.Terminal && !o.plain:
				return a.article(c.Context(), d)
			}
			return a.printf("%s", render.Plain(d, a.plain()))
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "one JSON object: title, byline, text, blocks, cuts, quotes")
	c.Flags().BoolVar(&o.markdown, "markdown", false, "as Markdown")
	c.Flags().BoolVar(&o.plain, "plain", false, "as plain text, also on a terminal")
	c.Flags().BoolVar(&o.all, "all", false, "keep what would be hidden")
	c.Flags().StringVar(&o.url, "url", "", "the `address` that a file's links belong to")
	c.MarkFlagsMutuallyExclusive("json", "markdown", "plain")
	return c
}

// document reads SRC: an address, a file, or "-" for standard input.
func (a *app) document(ctx context.Context, src, base string) (*article.Document, error) {
	r, err := a.extractor()
	if err != nil {
		return nil, err
	}
	if isAddress(src) {
		o, err := r.Read(ctx, src)
		if err == nil && o.Problem != "" {
			a.complain(code{Failed, errors.New(o.Problem)})
		}
		return o.Doc, err
	}
	data, name, err := a.bytes(src)
	if err != nil {
		return nil, err
	}
	return r.Extract(data, base, name)
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

// bringBack un-hides everything: --all.
func bringBack(d *article.Document) {
	for i := range d.Blocks {
		d.Blocks[i].Cut = nil
	}
}
