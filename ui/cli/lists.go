package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/library"

	"github.com/spf13/cobra"
)

func (a *app) importVerb() *cobra.Command {
	var follow, unfollow, arrange, asJSON bool
	c := &cobra.Command{
		Use:   "import FILE|URL|-",
		Short: "Take subscriptions, or all of a reader's state, from a file",
		Long: "Take subscriptions from OPML (folders nested as deep as you like) or from newsboat's urls file; everything from\n" +
			"a state file (see export --state); what was read and flagged in newsboat from its cache.db.\n" +
			"They are merged with yours: nothing is lost or doubled. A feed that is there already stays in its folder,\n" +
			"or moves into the list's if it stands in none.\n\n" +
			"With --follow a list on the web is kept in step: every refresh adds what the list adds and removes what it\n" +
			"drops, of what came from it and nothing else. What you remove yourself does not come back.",
		Example: "  pullquote import feeds.opml\n  pullquote import ~/.newsboat/urls && pullquote import ~/.newsboat/cache.db\n  pullquote import --follow https://example.org/blogroll.opml",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if follow && unfollow {
				return misuse("it is either --follow or --unfollow")
			}
			if (follow || unfollow) && !isAddress(args[0]) {
				return misuse("only a list on the web can be followed, not %q", args[0])
			}
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			switch {
			case follow:
				return a.follow(c.Context(), l, args[0])
			case unfollow:
				return a.unfollow(c.Context(), l, args[0])
			}
			if done, err := a.importState(c.Context(), l, args[0]); done || err != nil {
				return err
			}
			return a.importList(c.Context(), l, args[0], library.ImportOptions{Arrange: arrange}, asJSON)
		},
	}
	c.Flags().BoolVar(&follow, "follow", false, "keep in step with this list from now on")
	c.Flags().BoolVar(&unfollow, "unfollow", false, "do so no longer; its feeds stay, as yours")
	c.Flags().BoolVar(&arrange, "arrange", false, "move feeds that are there already into the list's folders")
	c.Flags().BoolVar(&asJSON, "json", false, "JSON Lines, one feed a line: what was done with it, and why")
	return c
}

func (a *app) importList(ctx context.Context, l *library.Library, src string, o library.ImportOptions, asJSON bool) error {
	var data []byte
	var err error
	if isAddress(src) {
		var got library.Got
		got, err = l.Fetch(ctx, src)
		data = got.Body
	} else {
		data, _, err = a.bytes(src)
	}
	if err != nil {
		return err
	}
	r, err := l.Merge(ctx, bytes.NewReader(data), o)
	if err != nil {
		return code{Failed, fmt.Errorf("%s: %s", shortURL(src), library.Explain(err))}
	}
	if asJSON {
		for _, f := range r.Feeds {
			if err := a.printJSON(importedJSON{f.What, feeds.Shown(f.URL), f.Title, f.Folder, f.Why}); err != nil {
				return err
			}
		}
		return nil
	}
	for _, f := range r.Feeds {
		if f.Why == "" || f.What == library.Left {
			continue
		}
		name := f.Title
		if name == "" {
			name = shortURL(f.URL)
		}
		if err := a.printf("%s\t%s: %s\n", f.What, name, f.Why); err != nil {
			return err
		}
	}
	a.leftOut(r.Skipped)
	moved := ""
	if r.Moved > 0 {
		moved = fmt.Sprintf(", %d moved", r.Moved)
	}
	return a.printf("%d added, %d already there%s, %d left out\n", r.Added, r.Already, moved, len(r.Skipped))
}

// importedJSON is one line of `import --json`.
type importedJSON struct {
	What   string   `json:"what"` // added, already there, moved, left out
	URL    string   `json:"url"`
	Title  string   `json:"title,omitempty"`
	Folder []string `json:"folder,omitempty"`
	Why    string   `json:"why,omitempty"`
}

func (a *app) leftOut(skipped []string) {
	for _, s := range skipped {
		a.complain(code{Failed, fmt.Errorf("left out: %s", s)})
	}
}

func (a *app) follow(ctx context.Context, l *library.Library, url string) error {
	r, err := l.Follow(ctx, url)
	if err != nil {
		return code{Failed, fmt.Errorf("%s: %s", shortURL(url), library.Explain(err))}
	}
	a.leftOut(r.Skipped)
	return a.printf("following %s: %s; `pullquote refresh` keeps in step\n", r.List.Name(), r.Said())
}

func (a *app) unfollow(ctx context.Context, l *library.Library, url string) error {
	err := l.Unfollow(ctx, url)
	if errors.Is(err, feeds.ErrNotFound) {
		return code{Failed, fmt.Errorf("%s is not followed; `pullquote feeds` shows the lists that are", shortURL(url))}
	}
	if err != nil {
		return err
	}
	return a.printf("no longer following %s; its feeds stay\n", shortURL(url))
}

// listLists shows the followed lists behind the feeds.
func (a *app) listLists(ctx context.Context, l *library.Library, asJSON bool) error {
	lists, err := l.Lists(ctx)
	if err != nil {
		return err
	}
	for _, x := range lists {
		if asJSON {
			err = a.printJSON(listJSON{feeds.Shown(x.URL), x.Name(), x.Feeds, stamp(x.Checked), stamp(x.Fetched), x.Failure})
		} else {
			fields := []string{"list", fmt.Sprintf("%d feeds", x.Feeds), x.Name(), feeds.Shown(x.URL)}
			if x.Failure != "" {
				fields = append(fields, x.Failure)
			}
			err = a.printf("%s\n", strings.Join(fields, "\t"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// listJSON is a followed list among the lines of `feeds --json`.
type listJSON struct {
	Followed string `json:"followed"`
	Title    string `json:"title"`
	Feeds    int    `json:"feeds"`
	Checked  string `json:"checked,omitempty"`
	Fetched  string `json:"fetched,omitempty"`
	Failure  string `json:"failure,omitempty"`
}
