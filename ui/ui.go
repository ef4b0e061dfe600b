// Package ui is the reader's screen: the only tea.Model. It routes input, holds
// the facts of the screen, turns intents into commands and results into facts,
// and puts the panes together into a frame. It decides; it neither draws text
// (its components do) nor does work (ui/work does): Update and View never touch
// disk, network, clipboard or clock.
package ui

import (
	"context"
	"errors"
	"io"
	"time"

	"pullquote/feeds/library"
	"pullquote/ui/config"
	"pullquote/ui/keys"
	"pullquote/ui/theme"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// Options are what the screen is made of.
type Options struct {
	Library work.Library
	Config  config.Config
	Keys    keys.Map
	Now     func() time.Time // nil: time.Now
	Version string
	// Theme is the look to begin with: the style by name or as JSON, NoColor
	// for NO_COLOR, Dark as the guess until the terminal tells its background.
	Theme theme.Options
	// Article is shown by itself, without a list: closing it leaves. It needs
	// no Library, and Rules to hide and keep blocks of it.
	Article *library.Opened
	Rules   work.Rules
	Unfold  bool // with what is hidden
	// Browser is the command that opens an address, %u standing for it; nil:
	// the system's own. The settings win over it.
	Browser []string
}

// Run shows the reader until it is quit: nil then, and also when the context
// ends. The terminal is restored either way.
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	return run(ctx, o, tea.WithInput(in), tea.WithOutput(out))
}

func run(ctx context.Context, o Options, opts ...tea.ProgramOption) error {
	m := New(o)
	work, stop := context.WithCancel(ctx)
	defer stop() // whatever is still being fetched ends with the screen
	m.desk.Ctx = work
	_, err := tea.NewProgram(m, append(opts, tea.WithContext(ctx))...).Run()
	if ctx.Err() != nil || errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	return err
}

// Init reads the list from the store; the network is asked afterwards, if the
// settings say so.
func (m *Model) Init() tea.Cmd {
	if m.alone() {
		if m.follows() {
			return tea.RequestBackgroundColor
		}
		return nil
	}
	cmds := []tea.Cmd{m.relist(keepNothing), m.readFeeds(), m.every(), m.desk.Tend()}
	if m.follows() {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if m.o.Config.List.RefreshOnStart {
		cmds = append(cmds, m.refresh(nil, true))
	}
	return tea.Batch(cmds...)
}
