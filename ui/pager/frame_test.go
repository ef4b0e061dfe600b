package pager

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

func TestResizingKeepsThePlace(t *testing.T) {
	p := newPager(t, 70, 12)
	press(t, p, "space", "space", "j")
	first, _, _ := strings.Cut(strings.TrimSpace(screen(p)), "\n")
	here := p.here
	for _, w := range []int{30, 44, 9, 120, 33} {
		p.SetSize(w, 12)
		if l := p.page.LineOf(here); l != p.top && p.top != p.last() {
			t.Errorf("width %d: the place is on line %d, the top is %d", w, l, p.top)
		}
	}
	st, _ := theme.New(theme.Options{})
	p.SetStyles(st, ansi.GraphemeWidth)
	p.SetSize(70, 12)
	if now, _, _ := strings.Cut(strings.TrimSpace(screen(p)), "\n"); now != first {
		t.Errorf("it was %q and is %q", first, now)
	}
}

func TestStatus(t *testing.T) {
	p := newPager(t, 60, 12)
	for _, c := range []struct{ keys, left, right string }{
		{"", "4 quotes · ] next", "top"},
		{"]", "quote 1/4 · Mira Holt, mayor of Ostbay", "top"},
		{"] ] ]", "quote 4/4 · nobody named", "%"},
		{"G", "quote 4/4", "end"},
		{"/ road enter", "quote 4/4", "match "},
	} {
		press(t, p, strings.Fields(c.keys)...)
		if s := status(p); !strings.HasPrefix(s, c.left) || !strings.Contains(s[len(c.left):], c.right) {
			t.Errorf("%s: status %q", c.keys, s)
		}
	}
	if s := p.View(); !strings.Contains(s, "2 hidden") {
		t.Error("what is hidden is not told")
	}
	p.SetSize(60, 200)
	if !strings.HasSuffix(status(p), "all") {
		t.Errorf("status %q", status(p))
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

func TestFrames(t *testing.T) {
	for _, w := range []int{40, 80, 120} {
		for name, ks := range map[string]string{"top": "", "quote": "] ] ]", "search": "/ road enter n", "typing": "/ plain", "hidden": "x }", "block": "} x > X", "folded": "v ] ]"} {
			p := newPager(t, w, 18)
			press(t, p, strings.Fields(ks)...)
			var b strings.Builder
			for l := range strings.SplitSeq(screen(p), "\n") {
				b.WriteString(strings.TrimRight(l, " ") + "\n")
			}
			file := filepath.Join("testdata", fmt.Sprintf("%s-%d.golden", name, w))
			if *update {
				if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s is not as it was; go test -update writes it anew:\n%s", file, b.String())
			}
		}
	}
}

func TestStatusHasTheSpeakersColour(t *testing.T) {
	p := newPager(t, 60, 12)
	press(t, p, "]", "]")
	if want := p.o.Styles.Label(1).Render("Jon Varga"); !strings.Contains(p.View(), want) {
		t.Errorf("%q is not in %q", want, p.status())
	}
}

func TestGeometry(t *testing.T) {
	states := []string{"", "]", "] ] )", "tab", "x", "v", "/ said", "/ said enter", "/ 日本語日本語日本語", "G", "} }", "> > <", "x > X", "o x v ] /", "esc"}
	for _, w := range []int{1, 2, 3, 4, 5, 7, 8, 10, 13, 17, 25, 39, 40, 41, 60, 80, 120, 300} {
		for _, h := range []int{1, 2, 3, 5, 24, 90} {
			for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
				p := newPager(t, w, h)
				p.SetStyles(p.o.Styles, m)
				for _, s := range states {
					press(t, p, strings.Fields(s)...)
					checkFrame(t, p, fmt.Sprintf("%dx%d, %q", w, h, s))
				}
			}
		}
	}
}

func checkFrame(t *testing.T, p *Pager, what string) {
	t.Helper()
	ls := strings.Split(p.View(), "\n")
	if len(ls) != p.h {
		t.Fatalf("%s: %d lines", what, len(ls))
	}
	for _, l := range ls {
		if n := p.o.Method.StringWidth(l); n > p.w {
			t.Fatalf("%s: a line of %d cells: %q", what, n, l)
		}
	}
	if c := p.Cursor(); c != nil && (c.X < 0 || c.X >= p.w || c.Y != p.h-1) {
		t.Fatalf("%s: the cursor is at %d, %d", what, c.X, c.Y)
	}
}

func BenchmarkView(b *testing.B) {
	p := newPager(b, 100, 50)
	press(b, p, "]")
	b.ReportAllocs()
	for b.Loop() {
		p.View()
	}
}
