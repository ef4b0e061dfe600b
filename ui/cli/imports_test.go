package cli

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is the plan of the house: which room may import which. A room that
// is missing here may import none of ours. A line is added with a reason.
var allowed = map[string][]string{
	"pullquote": {"ui/cli"},

	"article":             {},
	"article/dom":         {"article"},
	"article/rules":       {"article"},
	"article/boilerplate": {"article"},
	"article/quote":       {"article"},
	"article/markdown":    {"article"},
	"article/extract":     {"article", "article/dom", "article/boilerplate", "article/rules", "article/markdown"},

	"feeds":          {"article"},
	"feeds/parse":    {"feeds", "article", "article/dom"},
	"feeds/fetch":    {"feeds", "article"},
	"feeds/discover": {"feeds", "article", "article/dom"},
	"feeds/opml":     {"feeds", "article"},
	"feeds/builtin":  {"feeds"},
	"feeds/starter":  {"feeds", "feeds/opml"},
	"feeds/store":    {"feeds", "article"},
	"feeds/library": {
		"feeds", "feeds/store", "feeds/fetch", "feeds/parse", "feeds/discover", "feeds/opml", "feeds/builtin",
		"article", "article/extract", "article/quote", "article/boilerplate", "article/rules",
	},

	"ui/keys":    {},
	"ui/layout":  {},
	"ui/config":  {"article", "feeds", "ui/keys"},
	"ui/theme":   {},
	"ui/intent":  {"article", "feeds"},
	"ui/render":  {"article", "ui/theme"},
	"ui/pager":   {"article", "feeds", "ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	"ui/list":    {"article", "feeds", "ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	"ui/sidebar": {"article", "feeds", "ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	// What lies over a screen is drawn in a box of the overlay; the stored
	// quotes are a list with a line to type in.
	"ui/quotes":  {"article", "feeds", "ui/list", "ui/prompt", "ui/overlay", "ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	"ui/prompt":  {"article", "feeds", "ui/overlay", "ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	"ui/help":    {"article", "ui/overlay", "ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	"ui/overlay": {"ui/render", "ui/intent", "ui/theme", "ui/keys", "ui/layout"},
	"ui/work":    {"article", "feeds", "feeds/library"},
	"ui": {
		"article", "feeds", "feeds/library", "feeds/starter",
		"ui/config", "ui/help", "ui/intent", "ui/keys", "ui/layout", "ui/list", "ui/overlay", "ui/pager", "ui/prompt",
		"ui/quotes", "ui/render", "ui/sidebar", "ui/theme", "ui/work",
	},
	// The wiring: the one place where concrete types meet.
	"ui/cli": {
		"article", "article/markdown", "article/quote", "article/rules",
		"feeds", "feeds/library", "feeds/opml", "feeds/parse", "feeds/starter",
		"ui", "ui/config", "ui/keys", "ui/pager", "ui/render", "ui/theme",
	},
}

// TestImportsRunOneWay parses every file of the program and fails on an import
// that is not on the plan.
func TestImportsRunOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && p != root) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(p))
		if err != nil {
			return err
		}
		room := filepath.ToSlash(rel)
		if room == "." {
			room = "pullquote"
		}
		seen[room] = true
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		may, known := allowed[room]
		if !known && !strings.HasPrefix(room, "ui/uitest") {
			t.Errorf("%s is on no floor: add it to the plan", room)
		}
		for _, im := range f.Imports {
			name, err := strconv.Unquote(im.Path.Value)
			if err != nil {
				return err
			}
			to, ours := strings.CutPrefix(name, "pullquote/")
			if ours && known && !slices.Contains(may, to) && path.Dir(to) != room {
				t.Errorf("%s imports %s", p, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range allowed {
		if !seen[room] {
			t.Errorf("the plan has a room that is not in the house: %s", room)
		}
	}
}

// dear are packages that cost more at every start than the reader can pay, or
// that must not be in the binary at all.
var dear = map[string]string{
	"github.com/markusmobius/go-trafilatura": "363 ms of CPU at every start, for date tables",
	"github.com/markusmobius/go-dateparser":  "the same tables",
	"github.com/charmbracelet/bubbletea":     "the old major version does not compile beside v2",
	"github.com/charmbracelet/lipgloss":      "the old major version does not compile beside v2",
	"github.com/charmbracelet/glamour":       "the old major version does not compile beside v2",
	"github.com/mmcdole/gofeed":              "the yardstick of the tests, not the parser",
	"testing":                                "a test's package in the program",
}

func TestNoDearImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "pullquote").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.SplitSeq(string(out), "\n") {
		for bad, why := range dear {
			if dep == bad || strings.HasPrefix(dep, bad+"/") && bad != "testing" {
				t.Errorf("%s is linked into the reader: %s", dep, why)
			}
		}
	}
}

// floors are the versions below which a library has a known hole that a page,
// a feed or a server could use (Go's vulnerability database).
var floors = map[string]string{
	"golang.org/x/net":  "v0.56.0", // HTML that takes quadratic time or never ends
	"golang.org/x/text": "v0.39.0", // normalising invalid UTF-8 never ends
}

func TestSecurityFloors(t *testing.T) {
	for mod, floor := range floors {
		out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", mod).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(out)); minor(t, got) < minor(t, floor) {
			t.Errorf("%s is %s, under %s", mod, got, floor)
		}
	}
}

// minor is the middle number of a version of the form v0.N.P.
func minor(t *testing.T, v string) int {
	t.Helper()
	parts := strings.Split(v, ".")
	if len(parts) != 3 || parts[0] != "v0" {
		t.Fatalf("%s has another form now: look at the floors again", v)
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
