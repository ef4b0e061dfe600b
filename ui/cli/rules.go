package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pullquote/article/rules"

	"github.com/spf13/cobra"
)

func (a *app) rulesVerb() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "Which rule hides what",
		Long: "Rules hide or keep blocks of articles where the general judge would decide\n" +
			"otherwise. Your own stand in rules.toml beside the settings (`pullquote config path`\n" +
			"tells where) and win over everything:\n\n" + rulesHelp,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return misuse("rules takes list or test SRC") },
	}
	c.AddCommand(a.rulesListVerb(), a.rulesTestVerb())
	return c
}

const rulesHelp = `  [[hide]]                        # or [[keep]]
  site = "example.org"            # its subdomains too; none: everywhere
  begins = "Read our coverage"    # or text, contains, matches, select
  reason = "read more"            # what the reader is told

  [[stop-at]]                     # this block and all behind it; [[start-at]]: all before it
  site = "example.org"
  select = "div.related"

  [[next-page]]                   # the link to the next page of one article
  site = "example.org"
  select = "a.pager-next"

text, begins and contains compare words, matches is a regular expression, select a
CSS selector; each takes one or a list. In [[keep]] a reason alone brings back all
that was hidden for it. Of two rules that fit a block the later decides.`

func (a *app) rulesListVerb() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "list", Short: "List the rules: the built-in ones and your own", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			own, err := a.userRules()
			if err != nil {
				return err
			}
			for _, of := range []struct {
				name string
				set  *rules.Set
			}{{"built-in", rules.Builtin()}, {"rules.toml", own}} {
				for i := range of.set.Rules() {
					r := &of.set.Rules()[i]
					if asJSON {
						err = a.printJSON(newRuleJSON(of.name, r))
					} else {
						err = a.printf("%s:%d\t%s\n", of.name, r.Line, r)
					}
					if err != nil {
						return err
					}
				}
			}
			return a.ruleFaults(own)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "JSON Lines")
	return c
}

// ruleJSON is one line of `rules list --json`.
type ruleJSON struct {
	From     string   `json:"from"`
	Line     int      `json:"line"`
	Action   string   `json:"action"`
	Site     []string `json:"site,omitempty"`
	Text     []string `json:"text,omitempty"`
	Begins   []string `json:"begins,omitempty"`
	Contains []string `json:"contains,omitempty"`
	Matches  []string `json:"matches,omitempty"`
	Select   []string `json:"select,omitempty"`
	Reason   string   `json:"reason,omitempty"`
}

func newRuleJSON(from string, r *rules.Rule) ruleJSON {
	return ruleJSON{from, r.Line, string(r.Action), r.Sites, r.Text, r.Begins, r.Contains, r.Matches, r.Select, string(r.Reason)}
}

// userRules reads the reader's own rules; none is no error.
func (a *app) userRules() (*rules.Set, error) {
	r, err := a.extractor()
	if err != nil {
		return nil, err
	}
	return r.Rules()
}

// ruleFaults tells what is wrong with the reader's rules, one line each.
func (a *app) ruleFaults(own *rules.Set) error {
	p, err := a.where()
	if err != nil {
		return err
	}
	wrong := false
	for _, f := range own.Faults() {
		a.complain(code{Misused, fmt.Errorf("%s:%w", p.Rules, f)})
		wrong = true
	}
	if old := strings.TrimSuffix(p.Rules, filepath.Ext(p.Rules)); isFile(old) {
		a.complain(code{Misused, fmt.Errorf("%s is not read: rules are TOML now and stand in %s (`pullquote rules --help` shows how)", old, filepath.Base(p.Rules))})
		wrong = true
	}
	if wrong {
		return code{exit: Misused}
	}
	return nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
