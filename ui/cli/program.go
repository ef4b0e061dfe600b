package cli

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"pullquote/ui/config"
	"pullquote/ui/keys"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

func (a *app) configVerb() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Where the settings are, what they may be, whether they are right",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return misuse("config takes path, default or check")
		},
	}
	c.AddCommand(
		&cobra.Command{
			Use: "path", Short: "Print where settings, rules, database and log are kept", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				p, err := a.where()
				if err != nil {
					return err
				}
				return a.printf("settings\t%s\nrules\t%s\ndatabase\t%s\nlog\t%s\n", p.Config, p.Rules, p.Database, p.Log)
			},
		},
		&cobra.Command{
			Use: "default", Short: "Print the whole settings file with its defaults and comments", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return a.printf("%s", config.Commented()) },
		},
		&cobra.Command{
			Use: "check", Short: "Read the settings and the rules, and say what is wrong", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				if _, err := a.options(); err != nil {
					return err
				}
				c, err := a.config()
				if err != nil {
					return err
				}
				if _, err := a.theme(c); err != nil {
					return err
				}
				p, err := a.where()
				if err != nil {
					return err
				}
				own, err := a.userRules()
				if err != nil {
					return err
				}
				if err := a.ruleFaults(own); err != nil {
					return err
				}
				if _, err := os.Stat(p.Config); err != nil {
					return a.printf("no settings file at %s: the defaults hold\n", p.Config)
				}
				return a.printf("%s is right\n", p.Config)
			},
		},
	)
	return c
}

func (a *app) versionVerb() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return a.printJSON(map[string]string{"version": Version, "go": runtime.Version(), "system": runtime.GOOS + "/" + runtime.GOARCH})
			}
			return a.printf("pullquote %s (%s, %s/%s)\n", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object")
	return c
}

func (a *app) manVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "man",
		Short: "Print the manual page: pullquote man | man -l -",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, c.Root())
			if err != nil {
				return err
			}
			page = page.WithSection("Keys", keysText()).
				WithSection("Queries", queryHelp).
				WithSection("Exit status", "0 all went well\n\n1 something failed\n\n2 the command line or the settings are wrong\n\n3 some feeds could not be fetched\n\n4 no readable article").
				WithSection("Environment", "PULLQUOTE_CONFIG, PULLQUOTE_DB: the settings file, the database\n\nNO_COLOR: paint without colour\n\nBROWSER: the program that opens links")
			_, err = fmt.Fprint(a.Out, page.Build(roff.NewDocument()))
			return err
		},
	}
}

// keysText is the key table for the man page.
func keysText() string {
	m := keys.Default()
	var b strings.Builder
	for _, s := range keys.Sections() {
		fmt.Fprintf(&b, "%s\n\n", s)
		for _, e := range keys.Table() {
			if e.Section == s {
				fmt.Fprintf(&b, "  %s: %s (%s)\n\n", m.All(e.Action), e.Help, e.Action)
			}
		}
	}
	return b.String()
}
