package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/feeds/opml"
	"pullquote/feeds/starter"

	"github.com/spf13/cobra"
)

func (a *app) addVerb() *cobra.Command {
	var folder, title string
	var guess bool
	c := &cobra.Command{
		Use:   "add [flags] URL...",
		Short: "Subscribe to a feed, or to the feed that a page names",
		Long: "Subscribe to a feed, or to the feed that a page names or is known to have: a channel, a repository, a podcast's\n" +
			"page in a directory. Of several you are told; add the one that you want by its address.\n\n" +
			"With --guess the addresses are tried at which sites usually keep a feed, and the sitemaps of news that\n" +
			"robots.txt names. A sitemap of news is a feed too.",
		Example: "  pullquote add https://example.org/feed.xml\n  pullquote add --folder World/Europe example.org",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if title != "" && len(args) > 1 {
				return misuse("--title takes one address, not %d", len(args))
			}
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			failed := false
			for _, url := range args {
				o := library.SubscribeOptions{Title: title, Folder: folderPath(folder), Guess: guess}
				if err := a.add(c.Context(), l, url, o); err != nil {
					if errors.Is(err, context.Canceled) {
						return err
					}
					failed = true
				}
			}
			if failed {
				return code{exit: Failed}
			}
			return nil
		},
	}
	c.Flags().StringVar(&folder, "folder", "", "the `folder`, as World/Europe")
	c.Flags().StringVar(&title, "title", "", "a `name` of your own for the feed")
	c.Flags().BoolVar(&guess, "guess", false, "try the usual addresses where the page names no feed")
	return c
}

// add subscribes to one address and tells what came of it. A page with several
// feeds is a choice: the candidates are listed, nothing is subscribed.
func (a *app) add(ctx context.Context, l *library.Library, url string, o library.SubscribeOptions) error {
	f, err := l.Subscribe(ctx, url, o)
	var choice feeds.ChoiceError
	switch {
	case errors.Is(err, feeds.ErrSubscribed):
		return a.printf("already there: %s\n", f.Name())
	case errors.As(err, &choice):
		a.complain(code{Failed, fmt.Errorf("%s names %d feeds; add one of these", shortURL(url), len(choice.Candidates))})
		for _, c := range choice.Candidates {
			if perr := a.printf("%s\t%s\n", c.URL, c.Title); perr != nil {
				return perr
			}
		}
		return err
	case errors.Is(err, feeds.ErrNotFeed) && !o.Guess:
		a.complain(code{Failed, fmt.Errorf("%s: no feed, and none is named there; --guess tries the usual addresses", shortURL(url))})
		return err
	case err != nil:
		a.complain(code{Failed, fmt.Errorf("%s: %s", shortURL(url), library.Explain(err))})
		return err
	}
	return a.printf("added %s (%s)\n", f.Name(), counted(f.Total, "article"))
}

func (a *app) removeVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "remove FEED...",
		Short: "Unsubscribe; starred articles and saved quotes stay",
		Long:  "Unsubscribe from feeds, named by number, address or a part of the name.\nStarred articles and saved quotes stay.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			for _, name := range args {
				f, err := findFeed(c.Context(), l, name)
				if err != nil {
					return err
				}
				if err := l.Unsubscribe(c.Context(), f.ID); err != nil {
					return err
				}
				if err := a.printf("removed %s\n", f.Name()); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func findFeed(ctx context.Context, l *library.Library, name string) (feeds.Feed, error) {
	f, err := l.FindFeed(ctx, name)
	if errors.Is(err, feeds.ErrNotFound) {
		return f, code{Failed, fmt.Errorf("no feed is called %q; `pullquote feeds` lists them", name)}
	}
	return f, err
}

func (a *app) feedsVerb() *cobra.Command {
	var asJSON bool
	var history string
	c := &cobra.Command{
		Use:   "feeds [flags]",
		Short: "List the subscriptions",
		Long:  "List the subscriptions: number, unread/total, folder, name, address, and what went wrong last.\nThen the lists that are followed, if any.",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			if history != "" {
				return a.history(c.Context(), l, history, asJSON)
			}
			return a.listFeeds(c.Context(), l, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "JSON Lines")
	c.Flags().StringVar(&history, "history", "", "the last twenty fetches of this `feed` instead")
	return c
}

func (a *app) listFeeds(ctx context.Context, l *library.Library, asJSON bool) error {
	all, err := l.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range all {
		if asJSON {
			err = a.printJSON(newFeedJSON(f, a.Now()))
		} else {
			err = a.printf("%s", feedLine(f))
		}
		if err != nil {
			return err
		}
	}
	return a.listLists(ctx, l, asJSON)
}

// history tells the last fetches of a feed, the last one first, and when and
// why it is asked again.
func (a *app) history(ctx context.Context, l *library.Library, name string, asJSON bool) error {
	f, err := findFeed(ctx, l, name)
	if err != nil {
		return err
	}
	visits, err := l.History(ctx, f.ID)
	if err != nil {
		return err
	}
	for _, v := range visits {
		if asJSON {
			err = a.printJSON(newVisitJSON(v))
		} else {
			err = a.printf("%s", visitLine(v, a.Now().Location()))
		}
		if err != nil {
			return err
		}
	}
	if why := library.Waits(f, a.Now()); why != "" && !asJSON {
		return a.printf("%s\n", why)
	}
	return nil
}

// visitLine is tab-separated: when, status, bytes, what came, how long it took,
// and what went wrong.
func visitLine(v feeds.Visit, where *time.Location) string {
	status := "-"
	if v.Status > 0 {
		status = fmt.Sprint(v.Status)
	}
	fields := []string{
		v.At.In(where).Format("2006-01-02 15:04"), status, fmt.Sprintf("%d bytes", v.Bytes),
		fmt.Sprintf("%d new, %d changed", v.New, v.Changed), fmt.Sprintf("%d ms", v.Took.Milliseconds()),
	}
	if v.Failure != "" {
		fields = append(fields, v.Failure)
	}
	return strings.Join(fields, "\t") + "\n"
}

// feedLine is tab-separated: number, unread/total, folder, name, address, the
// followed list that it came from, and what went wrong last.
func feedLine(f feeds.Feed) string {
	fields := []string{fmt.Sprint(f.ID), fmt.Sprintf("%d/%d", f.Unread, f.Total), strings.Join(f.Folder, "/"), f.Name(), feeds.Shown(f.URL)}
	if f.List != "" {
		fields = append(fields, "from "+feeds.Shown(f.List))
	}
	if f.Failure != "" {
		fields = append(fields, f.Failure)
	}
	return strings.Join(fields, "\t") + "\n"
}

func (a *app) starterVerb() *cobra.Command {
	var asJSON bool
	var lang string
	c := &cobra.Command{
		Use:     "starter [flags] [PACK...]",
		Short:   "News feeds to begin with, by topic and language",
		Long:    "Without a name, list the packs and their feeds. With names, subscribe to all feeds of these packs.\nNothing is fetched before the next refresh.",
		Example: "  pullquote starter --lang de\n  pullquote starter World Science",
		RunE: func(c *cobra.Command, args []string) error {
			packs := starter.Packs()
			if lang != "" {
				packs = slices.DeleteFunc(packs, func(p starter.Pack) bool { return p.Language != lang })
			}
			if len(packs) == 0 {
				return misuse("no pack in %q", lang)
			}
			if len(args) == 0 {
				return a.listPacks(packs, asJSON)
			}
			return a.addPacks(c.Context(), packs, args)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "JSON Lines, one feed a line")
	c.Flags().StringVar(&lang, "lang", "", "only packs in this `language` (en, de, …)")
	return c
}

func (a *app) listPacks(packs []starter.Pack, asJSON bool) error {
	for _, p := range packs {
		if !asJSON {
			if err := a.printf("%s (%s)\n", p.Name, p.Language); err != nil {
				return err
			}
		}
		for _, f := range p.Feeds {
			var err error
			if asJSON {
				err = a.printJSON(map[string]string{"pack": p.Name, "topic": p.Topic, "language": p.Language, "title": f.Title, "url": f.URL})
			} else {
				err = a.printf("  %s\t%s\n", f.Title, f.URL)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// addPacks subscribes to packs by way of an import, which merges and fetches
// nothing.
func (a *app) addPacks(ctx context.Context, packs []starter.Pack, names []string) error {
	var chosen []feeds.Feed
	for _, name := range names {
		n := len(chosen)
		for _, p := range packs {
			if strings.EqualFold(p.Name, name) || strings.EqualFold(p.Topic, name) {
				for _, f := range p.Feeds {
					f.Folder = []string{p.Name}
					chosen = append(chosen, f)
				}
			}
		}
		if len(chosen) == n {
			return misuse("no pack is called %q; `pullquote starter` lists them", name)
		}
	}
	l, err := a.library(ctx)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := opml.Write(&b, opml.List{Feeds: chosen}); err != nil {
		return err
	}
	r, err := l.Import(ctx, &b)
	if err != nil {
		return err
	}
	return a.printf("%d added, %d already there; `pullquote refresh` fetches them\n", r.Added, r.Already)
}

func folderPath(s string) []string {
	var path []string
	for p := range strings.SplitSeq(s, "/") {
		if p = strings.TrimSpace(p); p != "" {
			path = append(path, p)
		}
	}
	return path
}

// shortURL keeps an address from filling the whole line of an error, and its
// password out of it.
func shortURL(s string) string {
	s = feeds.Shown(s)
	if len(s) > 120 {
		return strings.ToValidUTF8(s[:119], "") + "…"
	}
	return s
}
