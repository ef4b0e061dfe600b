package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pullquote/feeds/library"
	"pullquote/ui/config"
)

// sites are what the settings say of single sites.
func (a *app) sites(c config.Config, path string) ([]library.Site, error) {
	var out []library.Site
	for _, name := range slices.Sorted(maps.Keys(c.Sites)) {
		s := c.Sites[name]
		site := library.Site{
			For: name, UserAgent: s.UserAgent, Header: http.Header{}, User: s.User, Proxy: s.Proxy,
			Certificate: a.home(s.Certificate), Key: a.home(s.Key),
			Timeout: time.Duration(s.Timeout) * time.Second, Every: s.RefreshEvery,
		}
		for k, v := range s.Headers {
			site.Header.Set(k, v)
		}
		if len(s.PasswordCommand) > 0 {
			site.Password = secret(s.PasswordCommand)
		}
		if len(s.TokenCommand) > 0 {
			site.Token = secret(s.TokenCommand)
		}
		if err := library.CheckSite(site); err != nil {
			return nil, &config.Error{Path: path, What: fmt.Sprintf("sites.%q %s", name, err)}
		}
		out = append(out, site)
	}
	return out, nil
}

// home puts the home folder in place of ~/.
func (a *app) home(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(a.Env("HOME"), rest)
	}
	return path
}

// secretTime is how long a command may take that asks the reader to unlock a
// password store.
const secretTime = time.Minute

// errSecret: a command of the settings gave no secret. What it printed is
// never shown: it may be one.
var errSecret = errors.New("the command gave nothing")

// secret runs a command of the reader's own settings and gives the first line
// that it prints. There is no shell, nothing of a feed is in it, and the
// secret is in no argument, no environment and no file.
func secret(argv []string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		ctx, cancel := context.WithTimeout(ctx, secretTime)
		defer cancel()
		cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
		cmd.WaitDelay = time.Second // a child that it leaves behind may hold the pipe
		cmd.Env = os.Environ()
		out, err := cmd.Output()
		if err != nil {
			return "", errSecret // its own text may quote what the command said
		}
		line, _, _ := bytes.Cut(out, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			return "", errSecret
		}
		return string(line), nil
	}
}
