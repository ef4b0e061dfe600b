package cli

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/keys"
)

// TestGuideNamesRealKeys: the built-in articles teach keys, so a key that they
// name must be one of the table's.
func TestGuideNamesRealKeys(t *testing.T) {
	known := map[string]bool{}
	for _, e := range keys.Table() {
		for _, k := range e.Keys {
			known[keys.Show(k)] = true
		}
	}
	pages, err := filepath.Glob(filepath.Join("..", "..", "feeds", "builtin", "guide", "*"))
	if err != nil || len(pages) < 8 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	kbd, named := regexp.MustCompile(`<kbd>(.*?)</kbd>`), 0
	for _, p := range pages {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range kbd.FindAllStringSubmatch(string(b), -1) {
			named++
			if k := html.UnescapeString(m[1]); !known[k] {
				t.Errorf("%s teaches the key %q, which there is not", filepath.Base(p), k)
			}
		}
	}
	if named < 20 {
		t.Errorf("only %d keys are taught", named)
	}
}

// TestGuideReads: every built-in article opens clean, without a network, with
// its furniture cut and its quotes put to speakers.
func TestGuideReads(t *testing.T) {
	ctx := t.Context()
	l, err := library.Open(ctx, library.Options{Path: filepath.Join(t.TempDir(), "pq.db"), Guide: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	es, err := l.Entries(ctx, feeds.Page{})
	if err != nil || len(es) < 8 {
		t.Fatalf("%d entries, %v", len(es), err)
	}
	langs, cuts, spoken := map[string]bool{}, 0, 0
	for _, e := range es {
		o, err := l.Open(ctx, e.ID, library.OpenOptions{})
		if err != nil || o.Problem != "" {
			t.Errorf("%s: %q, %v", e.Title, o.Problem, err)
			continue
		}
		langs[o.Doc.Language] = true
		cuts += o.Doc.CutCount()
		n, unknown := 0, 0
		for _, q := range o.Doc.Spoken() {
			n++
			if q.Speaker == "" {
				unknown++
			}
		}
		spoken += n
		if n == 0 || unknown > 1 {
			t.Errorf("%s: %d quotes, %d of nobody", e.Title, n, unknown)
		}
	}
	for _, want := range []string{"en", "de", "fr", "es", "ja"} {
		if !langs[want] {
			t.Errorf("nothing in %s", want)
		}
	}
	if cuts < 30 || spoken < 40 {
		t.Errorf("%d cuts and %d quotes in all", cuts, spoken)
	}
}
