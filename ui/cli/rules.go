package cli

import (
	"fmt"
	"os"
	"strings"

	"pullquote/article/rules"

	"github.com/spf13/cobra"
)

func (a *app) rulesVerb() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "Which rule hides what",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return misuse("rules takes list or test SRC") },
	}
	c.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List the rules: the built-in ones and your own", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				own, err := a.userRules()
				if err != nil {
					return err
				}
				for _, r := range rules.Builtin().Rules() {
					if err := a.printf("built in\t%s\n", r); err != nil {
						return err
					}
				}
				for _, r := range own.Rules() {
					if err := a.printf("your own\t%s\n", r); err != nil {
						return err
					}
				}
				return nil
			},
		},
		&cobra.Command{
			Use: "test URL|FILE|-", Short: "Show what is hidden in an article, and by which rule", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error {
				d, err := a.document(c.Context(), args[0], "")
				if err != nil {
					return err
				}
				for _, b := range d.Blocks {
					if b.Cut == nil {
						continue
					}
					if err := a.printf("%s\t%s\t%.2f\t%s\n", b.Cut.Reason, b.Cut.Rule, b.Cut.Score, strings.ReplaceAll(d.Of(b.Range), "\n", " ")); err != nil {
						return err
					}
				}
				return a.printf("%d of %d blocks hidden\n", d.CutCount(), len(d.Blocks))
			},
		},
	)
	return c
}

// userRules reads the reader's own rules; none is no error.
func (a *app) userRules() (*rules.Set, error) {
	p, err := a.where()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(p.Rules)
	if err != nil && !os.IsNotExist(err) {
		return nil, code{Failed, err}
	}
	s, err := rules.Parse(data)
	if err != nil {
		return nil, code{Misused, fmt.Errorf("%s: %w", p.Rules, err)}
	}
	return s, nil
}
