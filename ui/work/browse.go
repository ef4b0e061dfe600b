package work

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"pullquote/article"

	tea "charm.land/bubbletea/v2"
)

// ErrNoPage: the article has no address on the web that a browser could open.
var ErrNoPage = errors.New("no page on the web")

// ErrBrowser: the program that should open the address could not.
var ErrBrowser = errors.New("the browser could not be started")

// openerTime is how long an opener may take to fail.
const openerTime = 2 * time.Second

// Browse gives an address to the browser: as one argument, without a shell,
// and only http or https, so that a feed can't run anything through its links.
func (d Desk) Browse(url string) tea.Cmd {
	argv := d.Browser
	return func() tea.Msg {
		clean := article.CleanURL(url)
		if !strings.HasPrefix(clean, "http://") && !strings.HasPrefix(clean, "https://") {
			return Browsed{URL: url, Err: ErrNoPage}
		}
		args := browserArgs(argv, clean, runtime.GOOS)
		cmd := exec.Command(args[0], args[1:]...)
		if err := cmd.Start(); err != nil {
			return Browsed{URL: clean, Err: fmt.Errorf("%w: %s", ErrBrowser, args[0])}
		}
		// A browser that stays is fine; an opener that ends at once with an
		// error ("no browser found") has to be told.
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case err := <-ended:
			if err != nil {
				return Browsed{URL: clean, Err: fmt.Errorf("%w: %s", ErrBrowser, args[0])}
			}
		case <-time.After(openerTime):
		}
		return Browsed{URL: clean}
	}
}

// browserArgs is the command line for an address. %u stands for it; where a
// setting has no %u it comes last.
func browserArgs(argv []string, url, system string) []string {
	if len(argv) == 0 {
		switch system {
		case "darwin":
			return []string{"open", url}
		case "windows":
			// Not "cmd /c start": that is a shell.
			return []string{"rundll32", "url.dll,FileProtocolHandler", url}
		}
		return []string{"xdg-open", url}
	}
	out := make([]string, 0, len(argv)+1)
	placed := false
	for i, a := range argv {
		if i > 0 && strings.Contains(a, "%u") {
			a, placed = strings.ReplaceAll(a, "%u", url), true
		}
		out = append(out, a)
	}
	if !placed {
		out = append(out, url)
	}
	return out
}
