package work

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestBrowserArguments(t *testing.T) {
	const url = "https://a.example/?q=$(id)&b='x';rm"
	for _, c := range []struct {
		argv   []string
		system string
		want   []string
	}{
		{nil, "linux", []string{"xdg-open", url}},
		{nil, "darwin", []string{"open", url}},
		{nil, "windows", []string{"rundll32", "url.dll,FileProtocolHandler", url}},
		{[]string{"firefox", "--new-tab", "%u"}, "linux", []string{"firefox", "--new-tab", url}},
		{[]string{"firefox"}, "linux", []string{"firefox", url}},
		{[]string{"b", "--url=%u"}, "linux", []string{"b", "--url=" + url}},
		{[]string{"%u"}, "linux", []string{"%u", url}}, // an address is never the program
	} {
		if got := browserArgs(c.argv, url, c.system); !slices.Equal(got, c.want) {
			t.Errorf("%v on %s runs %q, want %q", c.argv, c.system, got, c.want)
		}
	}
}

// Nothing but the web goes to a browser.
func TestOnlyTheWebIsOpened(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "ran")
	d := Desk{Ctx: context.Background(), Browser: []string{"touch", mark}}
	for _, url := range []string{"", "file:///etc/passwd", "javascript:alert(1)", "builtin:guide/a", "-rf", "mailto:a@b.example", "ftp://a.example/"} {
		if got := d.Browse(url)().(Browsed); !errors.Is(got.Err, ErrNoPage) {
			t.Errorf("%q gave %v", url, got.Err)
		}
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("the browser ran")
	}
}

func TestBrowserThatFailsIsTold(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("false(1) is not there")
		return
	}
	for _, argv := range [][]string{{"false"}, {"/no/such/program"}} {
		if got := (Desk{Browser: argv}).Browse("https://a.example/")().(Browsed); !errors.Is(got.Err, ErrBrowser) {
			t.Errorf("%v gave %v", argv, got.Err)
		}
	}
	if got := (Desk{Browser: []string{"true"}}).Browse("https://a.example/")().(Browsed); got.Err != nil {
		t.Errorf("true gave %v", got.Err)
	}
}
