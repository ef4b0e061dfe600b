package ui

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/ui/config"
	"pullquote/ui/keys"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// start is a screen on a library, its clock held by the driver.
func start(t testing.TB, lib *uitest.Library, w, h int) (*Model, *uitest.Driver) {
	t.Helper()
	c := config.Default()
	c.List.RefreshOnStart, c.List.RefreshEvery = false, 0
	m := New(Options{Library: lib, Config: c, Keys: keys.Default(), Now: uitest.Now, Version: "1.0", Browser: []string{"true"}, Theme: theme.Options{Dark: true}})
	d := &uitest.Driver{Model: m}
	m.after = d.After
	d.Start(w, h)
	return m, d
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

// quoted is a library with stored quotes.
func quoted(n int) *uitest.Library {
	lib := uitest.Many(n)
	for i, who := range []string{"Ada Voss", "Jon Field", "", "Ada Voss"} {
		lib.Stored = append(lib.Stored, feeds.StoredQuote{
			ID: int64(i + 1), Entry: feeds.EntryID(n - i), Number: 1, Speaker: who, Role: "who runs the harbour",
			Text: []string{
				"It was never in doubt.", "We counted every bird on the marsh, and then we counted them again, because nobody believed us the first time.",
				"No comment.", "一番大事なのは、時間です。",
			}[i],
			Headline: "Council votes to keep the night ferry", Publisher: "Harbour Post", URL: "https://harbour.example/1",
			Published: uitest.Now().Add(-time.Duration(i) * 9 * time.Hour), SavedID: []int64{0, 8, 0, 0}[i], SavedAt: uitest.Now(), Voice: []int64{1, 2, 0, 1}[i],
		})
	}
	return lib
}

// surfaces are all screens and layers, each as the keys that lead to it.
func surfaces() map[string]func(d *uitest.Driver) {
	press := func(names ...string) func(*uitest.Driver) {
		return func(d *uitest.Driver) { d.Press(names...) }
	}
	return map[string]func(d *uitest.Driver){
		"list":     press("j", "j"),
		"unread":   press("."),
		"starred":  press("*"),
		"feeds":    press("F", "j", "j"),
		"article":  press("enter"),
		"quotes":   press("\""),
		"voice":    press("\"", "enter"),
		"bytime":   press("\"", "\"", "j"),
		"saved":    press("\"", "*"),
		"note":     func(d *uitest.Driver) { d.Press("\"", "\"", "e"); d.Type("for the essay") },
		"export":   press("\"", "w"),
		"noquotes": func(d *uitest.Driver) { d.Press("\"", "/"); d.Type("zzz"); d.Fire() },
		"speakers": press("enter", "\""),
		"help":     press("?"),
		"add":      press("a"),
		"starter":  press("+", "space", "j"),
		"remove":   press("F", "G", "D"),
		"failed":   press("F", "G", "e"),
		"commands": func(d *uitest.Driver) { d.Press(":"); d.Type("mark") },
		"filter":   func(d *uitest.Driver) { d.Press("/"); d.Type("ferry"); d.Fire() },
		"found":    func(d *uitest.Driver) { d.Press("/"); d.Type("ferry"); d.Press("enter", "j") },
		"wrong":    func(d *uitest.Driver) { d.Press("/"); d.Type("is:lost"); d.Fire() },
		"nothing":  func(d *uitest.Driver) { d.Press("/"); d.Type("zzz"); d.Press("enter") },
		"notice":   press("A"),
	}
}

// The screens that golden files show; starter packs are data of another
// package and change by themselves.
func TestScreens(t *testing.T) {
	for name, reach := range surfaces() {
		if name == "starter" || name == "article" || name == "help" || name == "commands" {
			continue
		}
		for _, size := range [][2]int{{40, 14}, {80, 18}, {120, 22}} {
			_, d := start(t, quoted(60), size[0], size[1])
			reach(d)
			golden(t, name+"-"+strconv.Itoa(size[0]), d.Frame())
		}
	}
}

func TestNoFeeds(t *testing.T) {
	for _, w := range []int{40, 80} {
		_, d := start(t, &uitest.Library{}, w, 12)
		golden(t, "empty-"+strconv.Itoa(w), d.Frame())
	}
}

// Every surface fills the terminal exactly, at every size.
func TestEverySurfaceFitsEverySize(t *testing.T) {
	if testing.Short() {
		t.Skip("many sizes in one goroutine")
	}
	for name, reach := range surfaces() {
		t.Run(name, func(t *testing.T) {
			m, d := start(t, quoted(60), 80, 24)
			reach(d)
			for _, s := range uitest.Sizes() {
				d.Send(size(s[0], s[1]))
				uitest.Exact(t, name, m.View().Content, s[0], s[1], m.method)
				if c := m.View().Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= s[0] || c.Y >= s[1]) {
					t.Fatalf("%s at %dx%d: the cursor stands at %d,%d", name, s[0], s[1], c.X, c.Y)
				}
			}
		})
	}
}
