package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"

	"github.com/spf13/cobra"
)

func (a *app) refreshVerb() *cobra.Command {
	var asJSON, due, force bool
	c := &cobra.Command{
		Use:   "refresh [flags] [FEED...]",
		Short: "Fetch the feeds; one line a feed, exit 3 if some failed",
		Long: "Fetch all feeds, or those that are named. Each feed gets a line that says what was done and why.\n\n" +
			"With --due only feeds are asked whose time has come: by their own rhythm, by what server and feed say,\n" +
			"less and less often where they fail. Run it as often as you like, from cron say: it keeps to that.\n" +
			"A server that asked to wait (Retry-After) is left alone in any case, unless --force is given.",
		RunE: func(c *cobra.Command, args []string) error {
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			o := library.RefreshOptions{Due: due, Force: force, Explain: true}
			for _, name := range args {
				f, err := findFeed(c.Context(), l, name)
				if err != nil {
					return err
				}
				o.Feeds = append(o.Feeds, f.ID)
			}
			return a.refresh(c.Context(), l, o, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "JSON Lines, one feed a line")
	c.Flags().BoolVar(&due, "due", false, "only feeds whose time has come")
	c.Flags().BoolVar(&force, "force", false, "those too whose server asked to wait")
	return c
}

func (a *app) refresh(ctx context.Context, l *library.Library, o library.RefreshOptions, asJSON bool) error {
	failed := 0
	var perr error
	for p := range l.Refresh(ctx, o) {
		if !p.Done || perr != nil {
			continue // the channel is drained whatever happens
		}
		if p.Err != nil {
			if errors.Is(p.Err, context.Canceled) {
				continue
			}
			failed++
		}
		perr = a.told(p, asJSON)
	}
	// The full-text index is filled behind the feeds; this process ends here.
	settled := l.Settle(ctx)
	switch {
	case perr != nil:
		return perr
	case settled != nil:
		return settled
	case ctx.Err() != nil:
		return ctx.Err()
	case failed > 0:
		return code{exit: SomeFailed}
	}
	return nil
}

// told prints what became of one feed: failures on the error stream.
func (a *app) told(p library.Progress, asJSON bool) error {
	if asJSON {
		return a.printJSON(newProgressJSON(p))
	}
	if p.List != nil {
		a.leftOut(p.List.Skipped)
	}
	if p.Err != nil {
		a.complain(code{Failed, fmt.Errorf("%s: %s", shortURL(p.Feed.Name()), library.Explain(p.Err))})
		return nil
	}
	return a.printf("%s\t%s\n", p.Feed.Name(), outcome(p))
}

// outcome says what a refresh did with a feed.
func outcome(p library.Progress) string {
	var said string
	switch {
	case p.Skipped != "":
		return p.Skipped
	case p.List != nil:
		return "list: " + p.List.Said()
	case p.Status == 304:
		said = "unchanged, says the server (304)"
	case p.Same:
		said = "unchanged"
	case p.Changed > 0:
		said = fmt.Sprintf("%d new, %d changed", p.New, p.Changed)
	default:
		said = fmt.Sprintf("%d new", p.New)
	}
	if p.Moved != "" {
		said += "; from now on at " + shortURL(p.Moved)
	}
	return said
}

func (a *app) listVerb() *cobra.Command {
	var o struct {
		query string
		json  bool
		limit int
	}
	c := &cobra.Command{
		Use:     "list [flags]",
		Short:   "Headlines, newest first",
		Long:    "Headlines, newest first, one a line: number, marks (N unread, * starred), date, feed, title.\n\n" + queryHelp,
		Example: "  pullquote list --query 'is:unread has:quote since:2d'\n  pullquote list --json --query 'speaker:lagarde'",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.limit < 0 {
				return misuse("--limit is %d: it takes 0 (all) or more", o.limit)
			}
			q, err := feeds.ParseQuery(o.query, a.Now())
			if err != nil {
				return err
			}
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			return a.eachEntry(c.Context(), l, q, o.limit, func(e feeds.Entry) error {
				if o.json {
					return a.printJSON(newEntryJSON(e))
				}
				return a.printf("%s", entryLine(e))
			})
		},
	}
	c.Flags().StringVarP(&o.query, "query", "q", "", "which ones: the filter line's `words`")
	c.Flags().BoolVar(&o.json, "json", false, "JSON Lines")
	c.Flags().IntVarP(&o.limit, "limit", "n", 100, "at most so many; 0: all")
	return c
}

const queryHelp = "A query is words to be found and any of: is:unread is:read is:starred has:quote\n" +
	"quotes:>3 feed:NAME folder:A/B tag:T author:A speaker:S lang:de since:7d until:2026-11-01 sort:rank"

// eachEntry walks a query page by page, so that a million entries take no
// more memory than a hundred. limit 0 is all.
func (a *app) eachEntry(ctx context.Context, l *library.Library, q feeds.Query, limit int, do func(feeds.Entry) error) error {
	const page = 256
	var at feeds.Cursor
	for n := 0; limit == 0 || n < limit; {
		want := page
		if limit > 0 {
			want = min(page, limit-n)
		}
		es, err := l.Entries(ctx, feeds.Page{Query: q, After: at, Limit: want})
		if err != nil {
			return err
		}
		for _, e := range es {
			if err := do(e); err != nil {
				return err
			}
		}
		if n += len(es); len(es) < want || q.Ranked {
			return nil // a ranked list has one page: its order is no keyset
		}
		at = feeds.CursorOf(es[len(es)-1])
	}
	return nil
}

// entryLine is tab-separated: number, marks, date, feed, title, address.
func entryLine(e feeds.Entry) string {
	marks := ""
	if !e.Read {
		marks = "N"
	}
	if e.Starred {
		marks += "*"
	}
	title := cmp.Or(e.Title, e.Lead, e.URL)
	return strings.Join([]string{fmt.Sprint(e.ID), marks, e.Time().Format("2006-01-02 15:04"), e.FeedTitle, title}, "\t") + "\n"
}

func (a *app) showVerb() *cobra.Command {
	var o struct{ json, all, raw, changes bool }
	var open library.OpenOptions
	c := &cobra.Command{
		Use:   "show [flags] ID",
		Short: "Print one article of the list, clean",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ids, err := entryIDs(args)
			if err != nil {
				return err
			}
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			if o.changes {
				return a.showChanges(c.Context(), l, ids[0], o.json)
			}
			if o.raw {
				data, err := l.Raw(c.Context(), ids[0], open)
				if err != nil {
					return noArticle(err, ids[0])
				}
				return a.writeRaw(data)
			}
			got, err := l.Open(c.Context(), ids[0], open)
			if err != nil {
				return noArticle(err, ids[0])
			}
			a.warn(got)
			return a.print(got.Doc, o.json, o.all)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "as `read --json`")
	c.Flags().BoolVar(&o.all, "all", false, allHelp)
	c.Flags().BoolVar(&o.raw, "raw", false, "the page as it came (with --feed: what the feed carries)")
	c.Flags().BoolVar(&open.Feed, "feed", false, "the feed's own text")
	c.Flags().BoolVar(&open.Page, "page", false, "the page, also where the feed carries the whole article")
	c.Flags().BoolVar(&open.Reload, "reload", false, "fetch the page even if it is stored")
	c.Flags().BoolVar(&o.changes, "changes", false, "what the feed has changed since the article came")
	c.MarkFlagsMutuallyExclusive("changes", "raw")
	c.MarkFlagsMutuallyExclusive("json", "raw")
	c.MarkFlagsMutuallyExclusive("all", "raw")
	c.MarkFlagsMutuallyExclusive("feed", "page")
	c.MarkFlagsMutuallyExclusive("feed", "reload")
	return c
}

// noArticle names an article that is none.
func noArticle(err error, id feeds.EntryID) error {
	if errors.Is(err, feeds.ErrNotFound) {
		return code{Failed, fmt.Errorf("no article has the number %d", id)}
	}
	return err
}

func (a *app) markVerb() *cobra.Command {
	var query string
	c := &cobra.Command{
		Use:       "mark read|unread|star|unstar (ID... | --query Q)",
		Short:     "Mark articles read, unread, starred or not",
		Long:      "Mark articles by number or by query.\n\n" + queryHelp,
		Example:   "  pullquote mark read --query 'feed:gazette'\n  pullquote mark star 17 23",
		ValidArgs: []string{"read", "unread", "star", "unstar"},
		Args:      cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			change, err := changer(args[0])
			if err != nil {
				return err
			}
			if (len(args) > 1) == c.Flags().Changed("query") {
				return misuse("mark %s takes either numbers or --query", args[0])
			}
			ids, err := entryIDs(args[1:])
			if err != nil {
				return err
			}
			q, err := feeds.ParseQuery(query, a.Now())
			if err != nil {
				return err
			}
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				if err := a.eachEntry(c.Context(), l, q, 0, func(e feeds.Entry) error {
					ids = append(ids, e.ID)
					return nil
				}); err != nil {
					return err
				}
			}
			done, err := l.Mark(c.Context(), change(ids))
			if err != nil {
				return err
			}
			return a.printf("%d changed\n", len(done.Read)+len(done.Unread)+len(done.Star)+len(done.Unstar))
		},
	}
	c.Flags().StringVarP(&query, "query", "q", "", "which ones: the filter line's `words`; \"\" is all")
	return c
}

func changer(verb string) (func([]feeds.EntryID) feeds.Change, error) {
	switch verb {
	case "read":
		return func(ids []feeds.EntryID) feeds.Change { return feeds.Change{Read: ids} }, nil
	case "unread":
		return func(ids []feeds.EntryID) feeds.Change { return feeds.Change{Unread: ids} }, nil
	case "star":
		return func(ids []feeds.EntryID) feeds.Change { return feeds.Change{Star: ids} }, nil
	case "unstar":
		return func(ids []feeds.EntryID) feeds.Change { return feeds.Change{Unstar: ids} }, nil
	}
	return nil, misuse("mark takes read, unread, star or unstar, not %q", article.CleanLine(verb))
}

func entryIDs(args []string) ([]feeds.EntryID, error) {
	var ids []feeds.EntryID
	for _, s := range args {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n <= 0 {
			return nil, misuse("%q is no article's number; `pullquote list` shows them", s)
		}
		ids = append(ids, feeds.EntryID(n))
	}
	return ids, nil
}

func (a *app) unreadVerb() *cobra.Command {
	var query string
	var asJSON bool
	c := &cobra.Command{
		Use:   "unread",
		Short: "Print the number of unread articles",
		Long:  "Print the number of unread articles, for a status bar or a prompt.\n\n" + queryHelp,
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			q, err := feeds.ParseQuery(query, a.Now())
			if err != nil {
				return err
			}
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			total, unread, err := l.Count(c.Context(), q)
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(map[string]int{"unread": unread, "total": total})
			}
			return a.printf("%d\n", unread)
		},
	}
	c.Flags().StringVarP(&query, "query", "q", "", "among which: the filter line's `words`")
	c.Flags().BoolVar(&asJSON, "json", false, "unread and total")
	return c
}
