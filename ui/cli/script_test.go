package cli

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pullquote/feeds"
	"pullquote/feeds/library"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"pullquote": func() { os.Exit(Run(context.Background(), System(), os.Args[1:])) },
	})
}

// TestScripts runs the verbs as a shell would, each script with a home of its
// own and a server on loopback that serves the script's folder "site". Commands
// beside testscript's own:
//
//	exits N pullquote ...    the exit code is exactly N
//	plain FILE|stdout|stderr no control byte but tab and line feed
//	keep WORDS NOTE          save the stored quote that holds the words, as S and e do in the reader
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			srv := httptest.NewServer(site(filepath.Join(e.WorkDir, "site")))
			e.Defer(srv.Close)
			e.Setenv("SITE", srv.URL)
			e.Setenv("HOME", e.WorkDir)
			for _, v := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "PULLQUOTE_CONFIG", "PULLQUOTE_DB"} {
				e.Setenv(v, "")
			}
			// Pages, feeds and lists name their server as http://SITE.
			return filepath.WalkDir(e.WorkDir, func(p string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				b, err := os.ReadFile(p)
				if err != nil {
					return err
				}
				return os.WriteFile(p, []byte(strings.ReplaceAll(string(b), "http://SITE", srv.URL)), 0o600)
			})
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"plain": plain,
			"keep":  keep,
		},
	})
}

// site serves a folder; /status/N answers with that status, /closed/ opens to a
// token, and ETags make repeats conditional.
func site(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n, ok := strings.CutPrefix(r.URL.Path, "/status/"); ok {
			code, err := strconv.Atoi(n)
			if err != nil {
				code = http.StatusBadRequest
			}
			if code == http.StatusTooManyRequests {
				w.Header().Set("Retry-After", "3600")
			}
			w.WriteHeader(code)
			_, _ = w.Write([]byte("server words \x1b[31m that nobody may see"))
			return
		}
		if path, ok := strings.CutPrefix(r.URL.Path, "/closed"); ok {
			if r.Header.Get("Authorization") != "Bearer open-sesame" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			r.URL.Path = path
		}
		if strings.HasSuffix(r.URL.Path, ".xml") {
			w.Header().Set("Content-Type", "application/rss+xml")
		}
		if fi, err := os.Stat(filepath.Join(dir, filepath.Clean(r.URL.Path))); err == nil {
			w.Header().Set("ETag", strconv.Quote(strconv.FormatInt(fi.ModTime().UnixNano()+fi.Size(), 36)))
		}
		files.ServeHTTP(w, r)
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command ...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = strconv.Itoa(exit.ExitCode())
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != args[0] {
		ts.Fatalf("exit %s, want %s", got, args[0])
	}
}

func plain(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		for i, r := range ts.ReadFile(name) {
			if r != '\n' && r != '\t' && (r < 0x20 || isControl(r)) {
				ts.Fatalf("%s holds %U at byte %d", name, r, i)
			}
		}
	}
}

// keep saves a stored quote with a note: the verbs only read quotes.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	l, err := library.Open(ctx, library.Options{Path: ts.MkAbs(".local/share/pullquote/pullquote.db")})
	ts.Check(err)
	defer func() { ts.Check(l.Close()) }()
	qs, err := l.Quotes(ctx, feeds.QuoteQuery{Text: args[0]})
	ts.Check(err)
	if len(qs) != 1 {
		ts.Fatalf("%d quotes hold %q", len(qs), args[0])
	}
	qs[0].Note = args[1]
	_, err = l.SaveQuote(ctx, qs[0])
	ts.Check(err)
}
