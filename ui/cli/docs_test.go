package cli

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/ui/config"
	"pullquote/ui/keys"
	"pullquote/ui/theme"
)

var update = flag.Bool("update", false, "write the generated parts of README.md")

// TestReadmeIsFresh holds the README's tables against the program's own.
func TestReadmeIsFresh(t *testing.T) {
	path := filepath.Join("..", "..", "README.md")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	was := string(b)
	now := between(t, was, "keys", keysTable())
	now = between(t, now, "verbs", verbsTable())
	if now == was {
		return
	}
	if !*update {
		t.Fatal("README.md is stale: go test ./ui/cli -run Readme -update")
	}
	if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

// between puts text between the two markers of a name.
func between(t *testing.T, s, name, text string) string {
	t.Helper()
	i := strings.Index(s, "<!-- "+name+":")
	j := strings.Index(s, "<!-- end of "+name+" -->")
	if i < 0 || j < i {
		t.Fatalf("README.md has no place for %s", name)
	}
	i += strings.Index(s[i:], "-->") + len("-->\n")
	return s[:i] + "\n" + text + "\n" + s[j:]
}

func keysTable() string {
	var b strings.Builder
	b.WriteString("| keys | do | name |\n|---|---|---|\n")
	m := keys.Default()
	for _, s := range keys.Sections() {
		for _, e := range keys.Table() {
			if e.Section != s {
				continue
			}
			var ks []string
			for k := range strings.FieldsSeq(m.All(e.Action)) {
				ks = append(ks, "`"+strings.ReplaceAll(k, "|", `\|`)+"`")
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", strings.Join(ks, " "), e.Help, e.Action)
		}
	}
	return b.String()
}

func verbsTable() string {
	var b strings.Builder
	b.WriteString("| verb | does |\n|---|---|\n")
	for _, c := range (&app{}).root().Commands() {
		if c.Hidden || c.Name() == "help" {
			continue
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(strings.TrimSuffix(c.Use, " [flags]"), "|", `\|`), c.Short)
	}
	return b.String()
}

// TestStyleNamesAgree: the settings name the styles without loading Glamour, so
// the two lists are held against each other here.
func TestStyleNamesAgree(t *testing.T) {
	if got, want := fmt.Sprint(config.Styles()), fmt.Sprint(theme.Names()); got != want {
		t.Errorf("settings know %s, the theme %s", got, want)
	}
}
