package config

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Site is what the reader sets for one site or one feed. Secrets stand in no
// file: a command of the reader's own prints them.
type Site struct {
	UserAgent       string            `toml:"user-agent"`
	Headers         map[string]string `toml:"headers"`
	User            string            `toml:"user"`
	PasswordCommand []string          `toml:"password-command"` // with User: basic authentication
	TokenCommand    []string          `toml:"token-command"`    // a bearer's token
	Certificate     string            `toml:"certificate"`      // PEM files of a client certificate
	Key             string            `toml:"key"`
	Proxy           string            `toml:"proxy"` // "" as elsewhere, "none", or an address
	Timeout         int               `toml:"timeout"`
	Every           string            `toml:"refresh-every"`
	RefreshEvery    time.Duration     `toml:"-"` // Every, read; 0: the feed's own pace
}

const proxyHelp = `it takes "none", or an address that begins with http://, https:// or socks5://`

// isProxy reports a proxy setting that can be used.
func isProxy(s string) bool {
	if s == "" || s == "none" {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme)
}

// checkSites refuses what a site can't be given.
func (c *Config) checkSites(path string, data []byte) error {
	for _, name := range slices.Sorted(maps.Keys(c.Sites)) {
		s := c.Sites[name]
		table := fmt.Sprintf("sites.%q", name)
		if key, what := s.fault(); key != "" {
			line, col := position(data, table, key)
			return &Error{path, line, col, table + "." + key + " " + what}
		}
		if s.Every != "" {
			every, err := time.ParseDuration(s.Every)
			if err != nil || every < time.Minute {
				line, col := position(data, table, "refresh-every")
				return &Error{path, line, col, fmt.Sprintf(`%s.refresh-every is %q: it takes a time like "30m" or "6h", not under a minute`, table, s.Every)}
			}
			s.RefreshEvery = every
			c.Sites[name] = s
		}
	}
	return nil
}

// fault is the key that is wrong, and how; "" none.
func (s Site) fault() (key, what string) {
	switch {
	case s.Timeout < 0 || s.Timeout > 600:
		return "timeout", fmt.Sprintf("is %d: it takes 1 to 600", s.Timeout)
	case !isProxy(s.Proxy):
		return "proxy", "is no proxy: " + proxyHelp
	case s.Certificate == "" && s.Key != "":
		return "key", "has no certificate beside it"
	case s.Certificate != "" && s.Key == "":
		return "certificate", "has no key beside it"
	case s.User == "" && len(s.PasswordCommand) > 0:
		return "password-command", "has no user beside it"
	case s.User != "" && len(s.TokenCommand) > 0:
		return "token-command", "stands beside a user: it is one or the other"
	case len(s.PasswordCommand) > 0 && s.PasswordCommand[0] == "":
		return "password-command", `begins with an empty word: it takes ["program", "argument"]`
	case len(s.TokenCommand) > 0 && s.TokenCommand[0] == "":
		return "token-command", `begins with an empty word: it takes ["program", "argument"]`
	case strings.ContainsAny(s.UserAgent, "\r\n\x00"):
		return "user-agent", "has more than one line"
	}
	for _, name := range slices.Sorted(maps.Keys(s.Headers)) {
		switch strings.ToLower(name) {
		case "cookie", "host", "referer", "content-length", "transfer-encoding", "connection", "accept-encoding":
			return "headers", fmt.Sprintf("names %s, which is not sent", name)
		}
		if name == "" || strings.ContainsFunc(name, notToken) || strings.ContainsAny(s.Headers[name], "\r\n\x00") {
			return "headers", fmt.Sprintf("holds %q, which is no header", name)
		}
	}
	return "", ""
}

// notToken reports characters that the name of a header can't hold.
func notToken(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r)
}
