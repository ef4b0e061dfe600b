package builtin

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"pullquote/feeds"
)

func TestEveryFeedIsThere(t *testing.T) {
	if len(Feeds()) < 3 {
		t.Fatalf("%d feeds", len(Feeds()))
	}
	for _, f := range Feeds() {
		data, kind, err := Get(f.URL)
		if err != nil || len(data) == 0 || kind == "" || !strings.HasPrefix(f.URL, feeds.Builtin) {
			t.Errorf("%s: %d bytes, %q, %v", f.URL, len(data), kind, err)
		}
	}
}

func TestGetRefuses(t *testing.T) {
	for _, url := range []string{"", "builtin:", "builtin://guide", "builtin://guide/none.html", "builtin://../builtin.go", "https://example.org/", "builtin://guide/../../builtin.go"} {
		if _, _, err := Get(url); !errors.Is(err, feeds.ErrNotFound) {
			t.Errorf("Get(%q): %v", url, err)
		}
	}
}

// TestLinksLead: a page or feed that names another built-in page names one that is there.
func TestLinksLead(t *testing.T) {
	err := fs.WalkDir(files, "guide", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(p)
		if err != nil {
			return err
		}
		for _, part := range strings.Split(string(data), "builtin://")[1:] {
			name := part[:strings.IndexAny(part, `"<#`)]
			if strings.HasPrefix(name, "guide/notebook/") {
				continue // an identity, not an address
			}
			if _, _, err := Get(root + name); err != nil {
				t.Errorf("%s names %s", p, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
