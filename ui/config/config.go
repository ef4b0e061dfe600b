// Package config reads the settings: strict TOML into plain structs. An unknown
// key or a bad value is an error with file, line, column and the nearest valid
// name. The file is the reader's: it is never written by the program.
package config

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"pullquote/ui/keys"

	"github.com/pelletier/go-toml/v2"
)

// Config is all settings with their defaults filled in.
type Config struct {
	Theme    Theme               `toml:"theme"`
	List     List                `toml:"list"`
	Article  Article             `toml:"article"`
	Network  Network             `toml:"network"`
	Keep     Keep                `toml:"keep"`
	Smart    []Smart             `toml:"smart"`
	Sites    map[string]Site     `toml:"sites"`
	Commands Commands            `toml:"commands"`
	Keys     map[string][]string `toml:"keys"`
}

// Theme is the look.
type Theme struct {
	Style string `toml:"style"` // a Glamour style by name, or "auto"
	File  string `toml:"file"`  // a Glamour style of one's own, JSON
	Color string `toml:"color"` // auto, always, never
}

// List is the list of headlines.
type List struct {
	UnreadOnly     bool          `toml:"unread-only"`
	RefreshOnStart bool          `toml:"refresh-on-start"`
	Every          string        `toml:"refresh-every"`
	RefreshEvery   time.Duration `toml:"-"` // Every, read; 0: only when asked
	Mouse          bool          `toml:"mouse"`
}

// Article is the reading view.
type Article struct {
	Measure    int  `toml:"measure"`    // cells of the widest line
	Terms      bool `toml:"show-terms"` // highlight titles and scare quotes dimly
	MarkRead   bool `toml:"mark-read"`  // opening marks read
	Prefetch   int  `toml:"prefetch"`   // articles opened in the background after a refresh
	Hyperlinks bool `toml:"hyperlinks"` // OSC 8
}

// Keep bounds what is kept of each feed; starred articles, those that a saved
// quote is from and those that the feed still has stay whatever it says.
type Keep struct {
	Days    int  `toml:"days"`    // back from the feed's newest article; 0: no bound
	Entries int  `toml:"entries"` // of one feed; 0: no bound
	Unread  bool `toml:"unread"`  // unread ones go as well
}

// Smart is a smart folder: a list by a query, which is what the filter line says.
type Smart struct {
	Name  string `toml:"name"`
	Query string `toml:"query"`
}

// Network bounds fetching.
type Network struct {
	Timeout      int    `toml:"timeout"`         // seconds, one feed or page all in all
	Connect      int    `toml:"connect-timeout"` // seconds of it for the connection
	Answer       int    `toml:"answer-timeout"`  // seconds until the answer begins
	Stall        int    `toml:"stall-timeout"`   // seconds between two pieces of it
	MaxMegabytes int    `toml:"max-size"`        // of one document, decoded
	Workers      int    `toml:"at-once"`         // fetches at once
	PerHost      int    `toml:"per-host"`        // of them from one host
	Proxy        string `toml:"proxy"`           // "" the environment's, "none", or an address
	Private      bool   `toml:"allow-private"`   // redirects and links into private networks
}

// Commands are programs that the reader runs for the user, each as a list of
// arguments, %u being the address. No shell is involved.
type Commands struct {
	Browser []string `toml:"browser"`
}

// commented is the whole of the settings with their defaults, each with its
// reason: what `config default` prints and what Default is read from, so that
// the two cannot drift apart.
//
//go:embed default.toml
var commented []byte

// Commented is the settings file with all defaults and comments.
func Commented() []byte { return slices.Clone(commented) }

// Default is what holds without a settings file.
func Default() Config {
	c, err := parse("default.toml", commented, Config{})
	if err != nil {
		panic(err) // embedded, and read by a test
	}
	return c
}

// Load reads the settings file over the defaults. A file that isn't there is
// no error: the defaults hold. Errors are *Error, ready for a reader's eyes.
func Load(path string) (Config, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return Config{}, fmt.Errorf("read the settings: %w", err)
	}
	return parse(path, data, Default())
}

// parse reads one file over what stands in c already.
func parse(path string, data []byte, c Config) (Config, error) {
	d := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return Config{}, explain(path, err)
	}
	if err := c.check(path, data); err != nil {
		return Config{}, err
	}
	return c, nil
}

// check refuses values that the types let through.
func (c *Config) check(path string, data []byte) error {
	at := func(table, key, format string, args ...any) error {
		line, col := position(data, table, key)
		return &Error{path, line, col, table + "." + key + " " + fmt.Sprintf(format, args...)}
	}
	if !slices.Contains([]string{"auto", "always", "never"}, c.Theme.Color) {
		return at("theme", "color", "is %q: it takes auto, always or never", c.Theme.Color)
	}
	if s := c.Theme.Style; !slices.Contains(Styles(), s) {
		return at("theme", "style", "is %q: there is %s", s, orNearest(s, Styles()))
	}
	every, err := time.ParseDuration(c.List.Every)
	if err != nil || every < 0 || (every > 0 && every < time.Minute) {
		return at("list", "refresh-every", `is %q: it takes a time like "30m" or "2h", not under a minute, or "0s" for never`, c.List.Every)
	}
	c.List.RefreshEvery = every
	for _, n := range []struct {
		table, key   string
		is, min, max int
	}{
		{"article", "measure", c.Article.Measure, 20, 300},
		{"keep", "days", c.Keep.Days, 0, 36500},
		{"keep", "entries", c.Keep.Entries, 0, 12000},
		{"article", "prefetch", c.Article.Prefetch, 0, 1000},
		{"network", "timeout", c.Network.Timeout, 1, 600},
		{"network", "connect-timeout", c.Network.Connect, 1, 600},
		{"network", "answer-timeout", c.Network.Answer, 1, 600},
		{"network", "stall-timeout", c.Network.Stall, 1, 600},
		{"network", "max-size", c.Network.MaxMegabytes, 1, 200},
		{"network", "at-once", c.Network.Workers, 1, 128},
		{"network", "per-host", c.Network.PerHost, 1, 16},
	} {
		if n.is < n.min || n.is > n.max {
			return at(n.table, n.key, "is %d: it takes %d to %d", n.is, n.min, n.max)
		}
	}
	if !isProxy(c.Network.Proxy) {
		return at("network", "proxy", "is no proxy: %s", proxyHelp)
	}
	if err := c.checkSmart(path, data); err != nil {
		return err
	}
	if err := c.checkSites(path, data); err != nil {
		return err
	}
	if len(c.Commands.Browser) > 0 && c.Commands.Browser[0] == "" {
		return at("commands", "browser", `begins with an empty word: it takes ["program", "argument", "%%u"]`)
	}
	for name := range c.Keys {
		if !slices.Contains(keys.Names(), name) {
			return at("keys", name, "is no action: there is %s", orNearest(name, keys.Names()))
		}
	}
	if _, err := keys.New(c.Keys); err != nil {
		return (&Error{Path: path, What: err.Error()}).inKeys(data, err)
	}
	return nil
}

// Styles are the names that theme.style takes: Glamour's built-in ones. They
// stand here as words because reading the settings must not load Glamour; a
// test in ui/cli holds them against the theme's own list.
func Styles() []string {
	return []string{"auto", "ascii", "dark", "dracula", "light", "notty", "pink", "tokyo-night"}
}
