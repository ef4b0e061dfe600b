package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"pullquote/feeds/library"
	"pullquote/ui"
	"pullquote/ui/config"
	"pullquote/ui/keys"
	"pullquote/ui/render"
	"pullquote/ui/theme"
)

// screen opens the reader on the list of headlines.
func (a *app) screen(ctx context.Context) error {
	if !a.Terminal {
		return misuse("the reader needs a terminal to draw on; `pullquote list` and `pullquote read` need none")
	}
	o, err := a.screenOptions()
	if err != nil {
		return err
	}
	a.guide = true
	l, err := a.library(ctx)
	if err != nil {
		return err
	}
	o.Library = l
	return ui.Run(ctx, o, a.In, a.Out)
}

// screenOptions are the screen's, from the settings.
func (a *app) screenOptions() (ui.Options, error) {
	c, err := a.config()
	if err != nil {
		return ui.Options{}, err
	}
	m, err := keys.New(c.Keys)
	if err != nil {
		return ui.Options{}, err
	}
	t, err := a.theme(c)
	if err != nil {
		return ui.Options{}, err
	}
	o := ui.Options{Config: c, Keys: m, Now: a.Now, Version: Version, Theme: t}
	if b := strings.Fields(a.Env("BROWSER")); len(b) > 0 {
		// BROWSER may be a list with colons; the first is the preferred one. It
		// takes the address in place of %s, or behind its words.
		first, _, _ := strings.Cut(a.Env("BROWSER"), ":")
		o.Browser = strings.Fields(strings.ReplaceAll(first, "%s", "%u"))
		if !strings.Contains(first, "%s") {
			o.Browser = append(o.Browser, "%u")
		}
	}
	return o, nil
}

// lightGround is what some terminals say of their colours before they are asked:
// "0;15", the ground last. The answer of one that can be asked comes later and wins.
func lightGround(colors string) bool {
	n, err := strconv.Atoi(colors[strings.LastIndexByte(colors, ';')+1:])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}

// theme reads the style of the settings and what the terminal is asked to do
// without. Errors are the settings': a style that is none.
func (a *app) theme(c config.Config) (theme.Options, error) {
	o := theme.Options{Name: c.Theme.Style, Dark: !lightGround(a.Env("COLORFGBG")), NoColor: c.Theme.Color == "never" || c.Theme.Color == "auto" && a.Env("NO_COLOR") != ""}
	if c.Theme.File == "" {
		return o, nil
	}
	p, err := a.where()
	if err != nil {
		return o, err
	}
	file := a.home(c.Theme.File)
	if !filepath.IsAbs(file) { // it stands beside the settings
		file = filepath.Join(filepath.Dir(p.Config), file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return o, code{Misused, fmt.Errorf("theme.file: %w", err)}
	}
	o.JSON = data
	if _, err := theme.New(o); err != nil {
		return o, code{Misused, fmt.Errorf("%s: %w", file, err)}
	}
	return o, nil
}

// plain are the options of an article as plain text: wrapped on a terminal,
// one line a paragraph in a pipe.
func (a *app) plain() render.Options {
	o := render.Options{Head: render.Head{Now: a.Now()}}
	if a.Width > 0 {
		o.Width = min(a.Width, 80)
	}
	return o
}

// article opens the reader on one article, alone: nothing is stored for it.
// unfold shows what is hidden from the start.
func (a *app) article(ctx context.Context, r *library.Reader, got library.Opened, unfold bool) error {
	o, err := a.screenOptions()
	if err != nil {
		return err
	}
	o.Article, o.Rules, o.Unfold = &got, r, unfold
	return ui.Run(ctx, o, a.In, a.Out)
}
