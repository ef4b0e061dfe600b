package cli

import (
	"context"
	"fmt"

	"pullquote/feeds/library"

	"github.com/spf13/cobra"
)

func (a *app) doctorVerb() *cobra.Command {
	var repair, compact, asJSON bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look the database over, mend it, make it small",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := a.library(c.Context())
			if err != nil {
				return err
			}
			if compact {
				if err := a.compact(c.Context(), l, asJSON); err != nil {
					return err
				}
			}
			return a.check(c.Context(), l, repair, asJSON)
		},
	}
	c.Flags().BoolVar(&repair, "repair", false, "mend what can be mended, after a backup")
	c.Flags().BoolVar(&compact, "compact", false, "write the database anew, as small as it can be; needs as much space again meanwhile")
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object")
	return c
}

func (a *app) compact(ctx context.Context, l *library.Library, quiet bool) error {
	before, after, err := l.Compact(ctx)
	if err != nil || quiet {
		return err
	}
	return a.printf("compacted\t%.1f MB, was %.1f MB\n", float64(after)/1e6, float64(before)/1e6)
}

func (a *app) check(ctx context.Context, l *library.Library, repair, asJSON bool) error {
	h, err := l.Check(ctx, repair)
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(h)
	} else {
		err = a.printf("database\t%s (%.1f MB, %.1f MB of it free, schema %d)\nfeeds\t%d\nentries\t%d\narticles\t%d\nquotes\t%d\n",
			h.Path, float64(h.Bytes)/1e6, float64(h.Free)/1e6, h.Schema, h.Feeds, h.Entries, h.Documents, h.Quotes)
		for _, p := range h.Problems {
			a.complain(code{Failed, fmt.Errorf("%s", p)})
		}
		if err == nil && h.Whole {
			err = a.printf("all is well\n")
		}
	}
	if err == nil && !h.Whole {
		if !repair {
			a.complain(code{Failed, fmt.Errorf("the database is damaged; `pullquote doctor --repair` makes a backup and mends what it can")})
		}
		return code{exit: Failed}
	}
	return err
}
