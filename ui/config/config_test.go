package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestDefaultIsWhole(t *testing.T) {
	c := Default()
	if c.Article.Measure < 40 || c.Network.Timeout == 0 || c.Network.PerHost == 0 || c.Theme.Style != "auto" || !c.Article.MarkRead {
		t.Fatalf("the defaults have holes: %+v", c)
	}
}

func TestLoadWithoutFileIsDefault(t *testing.T) {
	c, err := Load(filepath.Join(t.TempDir(), "none.toml"))
	if err != nil || c.Article.Measure != Default().Article.Measure {
		t.Fatalf("got %+v, %v", c, err)
	}
}

func TestLoadOverDefaults(t *testing.T) {
	c, err := load(t, "[article]\nmeasure = 60\n[list]\nrefresh-every = \"45m\"\n[keys]\nnext-quote = [\"]\", \"ctrl+n\"]\n")
	if err != nil {
		t.Fatal(err)
	}
	if c.Article.Measure != 60 || c.List.RefreshEvery != 45*time.Minute || !c.Article.MarkRead || len(c.Keys["next-quote"]) != 2 {
		t.Fatalf("got %+v", c)
	}
}

func TestErrorsNameThePlaceAndTheCure(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "[article]\nmesure = 60\n", `:2:1: "article.mesure" is no setting: there is "measure"`},
		{"unknown table", "[artcle]\nmeasure = 60\n", `is no setting: there is "article"`},
		{"wrong type", "[article]\n\nmeasure = \"wide\"\n", ":3:11: article.measure takes a whole number"},
		{"no list", "[keys]\nstar = \"x\"\n", `:2:8: keys.star takes a list of words`},
		{"no table", "theme = 3\n", ":1:9: theme takes a table: [theme]"},
		{"no number", "[sites.\"a.example\"]\ntimeout = \"x\"\n", "timeout takes a whole number"},
		{"no key", "[keys]\nstar = [\"Enter\"]\n", `:2:1: keys: "Enter" is no key for star`},
		{"out of range", "[network]\nper-host = 99\n", ":2:1: network.per-host is 99: it takes 1 to 16"},
		{"bad choice", "[theme]\n  color = \"blue\"\n", `:2:3: theme.color is "blue"`},
		{"bad style", "[theme]\nstyle = \"drakula\"\n", `:2:1: theme.style is "drakula": there is "dracula"`},
		{"bad time", "[list]\nrefresh-every = \"often\"\n", ":2:1: list.refresh-every"},
		{"too often", "[list]\nrefresh-every = \"1s\"\n", "not under a minute"},
		{"unknown action", "[keys]\nnext-qoute = [\"x\"]\n", `:2:1: keys.next-qoute is no action: there is "next-quote"`},
		{"taken key", "[keys]\nnext-quote = [\"x\"]\n", `:2:1: keys: "x" is both`},
		{"smart folder without a name", "[[smart]]\nquery = \"is:unread\"\n", ":1:1: smart.name is missing"},
		{"smart folder without a query", "[[smart]]\nname = \"A\"\nquery = \"x\"\n\n[[smart]]\nname = \"B\"\n", `:5:1: smart.query of "B" is missing`},
		{"bad query", "[[smart]]\nname = \"A\"\nquery = \"x\"\n[[smart]]\nname = \"B\"\n  query = \"is:lost\"\n", `:6:3: smart.query of "B": "is:lost": is: takes`},
		{"smart folder twice", "[[smart]]\nname = \"A\"\nquery = \"x\"\n[[smart]]\nname = \"A\"\nquery = \"y\"\n", `:5:1: smart.name "A" stands there twice`},
		{"no TOML", "[article\n", ":1:"},
		{"twice", "[list]\nmouse = true\nmouse = false\n", ":3:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, c.text)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want an *Error", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %s\nwant …%s…", err, c.want)
			}
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("not one clean line: %q", err)
			}
		})
	}
}

func TestWhere(t *testing.T) {
	env := map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "relative"}
	p, err := Where("", "", func(k string) string { return env[k] })
	if err != nil {
		t.Fatal(err)
	}
	want := Paths{"/home/a/.config/pullquote/config.toml", "/home/a/.config/pullquote/rules.toml", "/data/pullquote/pullquote.db", "/home/a/.local/state/pullquote/pullquote.log"}
	for _, w := range []*string{&want.Config, &want.Rules, &want.Database, &want.Log} {
		*w = filepath.FromSlash(*w)
	}
	if p != want && filepath.Separator == '/' {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
	env["PULLQUOTE_DB"], env["PULLQUOTE_CONFIG"] = "/x/y.db", "/x/c.toml"
	p, err = Where("/flag.toml", "", func(k string) string { return env[k] })
	if err != nil || p.Database != "/x/y.db" || p.Config != "/flag.toml" {
		t.Errorf("got %+v, %v", p, err)
	}
}

func load(t *testing.T, text string) (Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path)
}
