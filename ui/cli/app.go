package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds/library"
	"pullquote/ui/config"
)

// app is one run of the program: what the flags said, and the settings and the
// library, read and opened when a verb first needs them.
type app struct {
	Streams
	configPath, dbPath string
	guide              bool // a new store begins with the built-in feeds

	paths    *config.Paths
	settings *config.Config
	lib      *library.Library
}

func (a *app) where() (config.Paths, error) {
	if a.paths == nil {
		p, err := config.Where(a.configPath, a.dbPath, a.Env)
		if err != nil {
			return p, err
		}
		a.paths = &p
	}
	return *a.paths, nil
}

// config reads the settings once.
func (a *app) config() (config.Config, error) {
	if a.settings == nil {
		p, err := a.where()
		if err != nil {
			return config.Config{}, err
		}
		if a.configPath != "" { // a file that was named has to be there
			if _, err := os.Stat(p.Config); err != nil {
				return config.Config{}, code{Misused, err}
			}
		}
		c, err := config.Load(p.Config)
		if err != nil {
			return config.Config{}, err
		}
		a.settings = &c
	}
	return *a.settings, nil
}

// options are the library's, from the settings.
func (a *app) options() (library.Options, error) {
	c, err := a.config()
	if err != nil {
		return library.Options{}, err
	}
	p, err := a.where()
	if err != nil {
		return library.Options{}, err
	}
	sites, err := a.sites(c, p.Config)
	if err != nil {
		return library.Options{}, err
	}
	return library.Options{
		Path:      p.Database,
		Now:       a.Now,
		UserAgent: "pullquote/" + Version,
		Timeout:   time.Duration(c.Network.Timeout) * time.Second,
		Connect:   time.Duration(c.Network.Connect) * time.Second,
		Answer:    time.Duration(c.Network.Answer) * time.Second,
		Stall:     time.Duration(c.Network.Stall) * time.Second,
		Proxy:     c.Network.Proxy,
		Sites:     sites,
		MaxBytes:  int64(c.Network.MaxMegabytes) << 20,
		Workers:   c.Network.Workers,
		PerHost:   c.Network.PerHost,
		Private:   c.Network.Private,
		Prefetch:  c.Article.Prefetch,
		Keep:      library.Keeping{Days: c.Keep.Days, Entries: c.Keep.Entries, Unread: c.Keep.Unread},
		Guide:     a.guide,
		Rules:     p.Rules,
	}, nil
}

// library opens the store once.
func (a *app) library(ctx context.Context) (*library.Library, error) {
	if a.lib == nil {
		o, err := a.options()
		if err != nil {
			return nil, err
		}
		if a.Terminal { // else the screen stays dark for as long as it takes
			o.Moving = func() {
				_, _ = fmt.Fprintln(a.Err, "Bringing the database up to date, after a backup. This may take a while …")
			}
		}
		l, err := library.Open(ctx, o)
		if err != nil {
			return nil, err
		}
		a.lib = l
	}
	return a.lib, nil
}

// extractor reads single pages and feeds; it opens no store.
func (a *app) extractor() (*library.Reader, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	return library.NewReader(o), nil
}

func (a *app) close() error {
	if a.lib == nil {
		return nil
	}
	return a.lib.Close()
}

// printf writes a line of plain text: the last barrier before the terminal or
// the pipe, whatever the text has passed already.
func (a *app) printf(format string, args ...any) error {
	_, err := io.WriteString(a.Out, article.NoHints(article.Clean(fmt.Sprintf(format, args...))))
	return err
}

// printJSON writes one object on one line.
func (a *app) printJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := a.Out.Write(escapeControls(b.Bytes()))
	return err
}

// escapeControls writes as \u escapes what JSON itself lets through and a
// terminal may obey: DEL and C1. Strings are the only place they can stand in.
func escapeControls(b []byte) []byte {
	if bytes.IndexFunc(b, isControl) < 0 {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if isControl(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return out
}

func isControl(r rune) bool {
	return r >= 0x7f && r <= 0x9f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff
}

// counted is a count with its noun: "1 article", "3 articles".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
