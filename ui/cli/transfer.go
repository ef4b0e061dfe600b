package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"pullquote/feeds/library"

	"github.com/spf13/cobra"
)

// sqliteHead is how a database of SQLite begins.
const sqliteHead = "SQLite format 3\x00"

// importState takes in what is no list of subscriptions: a state file, or
// newsboat's database. done: it was one of these.
func (a *app) importState(ctx context.Context, l *library.Library, src string) (done bool, err error) {
	if isAddress(src) {
		return false, nil
	}
	in := a.In
	if src != "-" {
		f, err := os.Open(src)
		if err != nil {
			return false, code{Failed, err}
		}
		defer f.Close() //nolint:errcheck // only read
		in = f
	}
	buffered := bufio.NewReader(in)
	begin, err := buffered.Peek(1024)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	var r library.StateReport
	switch {
	case strings.HasPrefix(string(begin), sqliteHead) && src == "-":
		return true, misuse("a database is imported from a file, not from a pipe")
	case strings.HasPrefix(string(begin), sqliteHead):
		r, err = l.ImportNewsboat(ctx, src)
	case library.IsState(begin):
		r, err = l.ImportState(ctx, buffered)
	default:
		a.In = io.MultiReader(buffered, in) // what was peeked at is still to be read
		return false, nil
	}
	if err != nil {
		err = code{Failed, fmt.Errorf("%s: %s", shortURL(src), library.Explain(err))}
	}
	return true, errors.Join(err, a.merged(r))
}

func (a *app) merged(r library.StateReport) error {
	if r == (library.StateReport{}) {
		return a.printf("nothing new\n")
	}
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{
		{r.Feeds, "feeds added"}, {r.Read, "marked read"}, {r.Starred, "starred"}, {r.Quotes, "quotes saved"}, {r.Awaited, "marks wait for their article"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprint(p.n, " ", p.what))
		}
	}
	return a.printf("%s\n", strings.Join(parts, ", "))
}

func (a *app) exportVerb() *cobra.Command {
	var state bool
	c := &cobra.Command{
		Use:   "export [flags] [FILE]",
		Short: "Write the subscriptions as OPML 2.0, or everything as JSON Lines",
		Long: "Write the subscriptions as OPML 2.0.\n\n" +
			"With --state, write all that is yours as JSON Lines, for another machine or another program: subscriptions,\n" +
			"what is read, starred articles whole, saved quotes and notes. `pullquote import` takes it in.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			write := l.Export
			if state {
				write = l.ExportState
			}
			if len(args) == 0 || args[0] == "-" {
				return write(c.Context(), a.Out)
			}
			return replaceFile(args[0], func(w io.Writer) error { return write(c.Context(), w) })
		},
	}
	c.Flags().BoolVar(&state, "state", false, "everything, as JSON Lines")
	return c
}

// replaceFile writes a file whole or not at all: beside it, synced, renamed. A
// full disk leaves the old one as it was. It is the owner's alone.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".pullquote-*")
	if err != nil {
		return code{Failed, err}
	}
	defer func() {
		if err != nil {
			err = code{Failed, errors.Join(err, os.Remove(f.Name()))}
		}
	}()
	if err = errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
