// Package cli holds the verbs, flags, streams and exit codes of the command
// line, and wires the rooms together: the one place where concrete types meet.
// It owns no rule of its own: what a verb does is done by feeds/library and the
// article engine; here it is asked for and printed.
//
// The command line is a contract: scripts depend on its output and exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/config"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// The exit codes.
const (
	OK         = 0
	Failed     = 1
	Misused    = 2 // wrong usage or settings
	SomeFailed = 3 // some feeds could not be fetched
	Unreadable = 4 // no readable article
)

// Version is what `version` prints; a release sets it by -ldflags -X.
var Version = "0.1.0-dev"

// Streams are the world outside, so that tests can be it.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Env      func(string) string
	Now      func() time.Time
	// Terminal says that In and Out are a terminal; Width is its width in cells.
	Terminal bool
	Width    int
}

// System is the process's own streams.
func System() Streams {
	s := Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv, Now: time.Now}
	if term.IsTerminal(os.Stdout.Fd()) {
		s.Width = 80
		if w, _, err := term.GetSize(os.Stdout.Fd()); err == nil && w > 0 {
			s.Width = w
		}
		// A dumb terminal shows text, line by line: for that it is a pipe.
		s.Terminal = term.IsTerminal(os.Stdin.Fd()) && os.Getenv("TERM") != "dumb"
	}
	return s
}

// Run runs one command line and gives the exit code. Errors are told on
// Streams.Err, one line each.
func Run(ctx context.Context, s Streams, args []string) int {
	a := &app{Streams: s}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	var err error
	if asksHelp(args) {
		// Fang draws the help. It asks the terminal for its background, so it is
		// kept away from every other call.
		err = fang.Execute(ctx, root, fang.WithoutManpage(), fang.WithoutVersion(), fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}))
	} else {
		err = root.ExecuteContext(ctx)
	}
	if cerr := a.close(); err == nil {
		err = cerr
	}
	return a.exit(err)
}

func asksHelp(args []string) bool {
	return slices.Contains(args, "-h") || slices.Contains(args, "--help") || len(args) > 0 && args[0] == "help"
}

// code is an error that has been told already, or says which exit code it wants.
type code struct {
	exit int
	err  error // nil: told already
}

func (c code) Error() string {
	if c.err == nil {
		return fmt.Sprintf("exit %d", c.exit)
	}
	return c.err.Error()
}

func (c code) Unwrap() error { return c.err }

// misuse is a wrong command line, in words.
func misuse(format string, args ...any) error { return code{Misused, fmt.Errorf(format, args...)} }

// exit tells the error in one line and chooses the code.
func (a *app) exit(err error) int {
	if err == nil {
		return OK
	}
	var c code
	exit := Failed
	var settings *config.Error
	var query feeds.QueryError
	switch {
	case errors.As(err, &c):
		exit = c.exit
		if c.err == nil {
			return exit
		}
	case errors.As(err, &settings), errors.As(err, &query), isUsage(err):
		exit = Misused
	case errors.Is(err, article.ErrNoArticle):
		exit = Unreadable
	case errors.Is(err, context.Canceled):
		return 130 // as a shell reports ^C: nothing to tell
	}
	a.complain(err)
	return exit
}

// complain prints one clean line of at most 300 bytes.
func (a *app) complain(err error) {
	var choice feeds.ChoiceError
	msg := ""
	switch {
	case isOurs(err):
		msg = err.Error()
	case errors.As(err, &choice):
		msg = err.Error()
	default:
		msg = library.Explain(err)
	}
	line := article.CleanLine("pullquote: " + msg)
	if len(line) > 290 {
		line = strings.ToValidUTF8(line[:287], "") + "…"
	}
	_, _ = fmt.Fprintln(a.Err, line) // nowhere left to tell
}

// isOurs reports errors whose text we wrote ourselves and may show as it is.
func isOurs(err error) bool {
	var c code
	var settings *config.Error
	var query feeds.QueryError
	var path *os.PathError
	return errors.As(err, &c) || errors.As(err, &settings) || errors.As(err, &query) || errors.As(err, &path) || isUsage(err)
}

// isUsage reports cobra's complaints about the command line, which are plain
// errors without a type.
func isUsage(err error) bool {
	for _, start := range []string{"unknown command", "unknown flag", "unknown shorthand", "flag needs", "invalid argument", "accepts ", "requires ", "required flag", "bad flag", "if any flags"} {
		if strings.HasPrefix(err.Error(), start) {
			return true
		}
	}
	return false
}

// root is the whole tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "pullquote",
		Short: "A news reader for the terminal: headlines, clean articles, every quote",
		Long: "pullquote lists the headlines of your feeds, opens any article as clean text,\n" +
			"and lets you jump from quote to quote: who said what.\n\nWithout a command it opens the reader.",
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(c *cobra.Command, _ []string) error { return a.screen(c.Context()) },
	}
	root.PersistentFlags().StringVar(&a.configPath, "config", "", "settings `file` (else $PULLQUOTE_CONFIG, else the usual place)")
	root.PersistentFlags().StringVar(&a.dbPath, "db", "", "database `file` (else $PULLQUOTE_DB, else the usual place)")
	root.AddGroup(
		&cobra.Group{ID: "read", Title: "Reading"},
		&cobra.Group{ID: "feeds", Title: "Feeds"},
		&cobra.Group{ID: "entries", Title: "Headlines"},
		&cobra.Group{ID: "program", Title: "Program"},
	)
	for _, g := range []struct {
		id       string
		commands []*cobra.Command
	}{
		{"read", []*cobra.Command{a.readVerb(), a.quotesVerb()}},
		{"feeds", []*cobra.Command{a.addVerb(), a.removeVerb(), a.feedsVerb(), a.importVerb(), a.exportVerb(), a.starterVerb(), a.refreshVerb(), a.inspectVerb()}},
		{"entries", []*cobra.Command{a.listVerb(), a.showVerb(), a.markVerb(), a.unreadVerb()}},
		{"program", []*cobra.Command{a.configVerb(), a.rulesVerb(), a.doctorVerb(), a.manVerb(), a.versionVerb()}},
	} {
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID("program")
	root.SetCompletionCommandGroupID("program")
	return root
}
