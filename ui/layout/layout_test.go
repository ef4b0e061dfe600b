package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// draw shows the rectangles as boxes of letters, one letter for each ten
// columns and each row.
func draw(w, h int, s Screen) string {
	grid := make([][]byte, h)
	for y := range grid {
		grid[y] = []byte(strings.Repeat(".", w))
	}
	for name, r := range rects(s) {
		for y := r.Y; y < r.Y+r.H; y++ {
			for x := r.X; x < r.X+r.W; x++ {
				grid[y][x] = name
			}
		}
	}
	var b strings.Builder
	for _, row := range grid {
		last, n := row[0], 0
		for _, c := range append(row, 0) {
			if c == last {
				n++
				continue
			}
			fmt.Fprintf(&b, "%c%d ", last, n)
			last, n = c, 1
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func rects(s Screen) map[byte]Rect {
	return map[byte]Rect{
		'H': s.Header, 'R': s.Rule, 'S': s.Side, 'b': s.Bar, 'L': s.List,
		's': s.Split, 'A': s.Reader, 'F': s.Footer,
	}
}

func TestScreens(t *testing.T) {
	for _, c := range []struct {
		name string
		w, h int
		f    Facts
		want string
	}{
		{"narrow list", 40, 8, Facts{}, "H40 \nR40 \nL40 \nL40 \nL40 \nL40 \nL40 \nF40 \n"},
		{"narrow feeds cover the list", 40, 7, Facts{Side: true}, "H40 \nR40 \nS40 \nS40 \nS40 \nS40 \nF40 \n"},
		{"wide feeds stand beside it", 120, 7, Facts{Side: true}, "H120 \nR120 \nS30 b1 L89 \nS30 b1 L89 \nS30 b1 L89 \nS30 b1 L89 \nF120 \n"},
		{"article alone", 120, 4, Facts{Reading: true, Side: true}, "A120 \nA120 \nA120 \nF120 \n"},
		{"article beside the list", 200, 4, Facts{Reading: true}, "H200 \nL80 s1 A119 \nL80 s1 A119 \nF200 \n"},
		{"all three", 300, 4, Facts{Reading: true, Side: true}, "H300 \nS40 b1 L103 s1 A155 \nS40 b1 L103 s1 A155 \nF300 \n"},
		{"one article and nothing else", 200, 3, Facts{Reading: true, Alone: true}, "A200 \nA200 \nF200 \n"},
		{"two rows", 10, 2, Facts{}, "L10 \nL10 \n"},
		{"one cell", 1, 1, Facts{Side: true}, "S1 \n"},
	} {
		if got := draw(c.w, c.h, For(c.w, c.h, c.f)); got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
	}
}

// Every cell belongs to exactly one rectangle, at every size.
func TestScreensFillTheTerminal(t *testing.T) {
	for w := 1; w <= 310; w += 1 + w/30 {
		for h := 1; h <= 60; h += 1 + h/12 {
			for i := range 4 {
				f := Facts{Side: i&1 != 0, Reading: i&2 != 0}
				area := 0
				for name, r := range rects(For(w, h, f)) {
					if r.Empty() {
						continue
					}
					if r.X < 0 || r.Y < 0 || r.X+r.W > w || r.Y+r.H > h {
						t.Fatalf("%dx%d %+v: %c is outside: %+v", w, h, f, name, r)
					}
					area += r.W * r.H
				}
				if area != w*h {
					t.Fatalf("%dx%d %+v: rectangles cover %d cells of %d", w, h, f, area, w*h)
				}
				if s := draw(w, h, For(w, h, f)); strings.Contains(s, ".") {
					t.Fatalf("%dx%d %+v: a hole\n%s", w, h, f, s)
				}
			}
		}
	}
}

func TestNothingAtNoSize(t *testing.T) {
	if s := For(0, 10, Facts{}); s != (Screen{}) {
		t.Errorf("a terminal without columns has %+v", s)
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"abc", 5, "abc  "}, {"abcdef", 4, "abc…"}, {"abc", 3, "abc"}, {"abc", 0, ""}, {"abc", -1, ""},
		{"東京タワー", 5, "東京…"}, {"東京タワー", 4, "東… "}, {"東", 1, "…"}, {"", 2, "  "},
	} {
		if got := Line(c.s, c.w, ansi.WcWidth); got != c.want {
			t.Errorf("Line(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
}

// Line is exact for every text, width and method.
func FuzzLine(f *testing.F) {
	for _, s := range []string{"plain", "日本語のニュース", "👩🏽‍🚀 lands", "مرحبا بالعالم", "e\u0301e\u0301", "❤️ a", "क्षि"} {
		f.Add(s, 7)
	}
	f.Add("靤~~~\ufe0fQ~~~~~~\ufe0fQ~~~", 7)
	f.Add("م\u0604", 95)
	f.Add("000000000000000000👩🏽🚀", 23)
	f.Fuzz(func(t *testing.T, s string, w int) {
		if w < 1 || w > 200 || strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || (r >= 0x7f && r < 0xa0) || r == 0xfffd }) {
			return
		}
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			if got := m.StringWidth(Line(s, w, m)); got != w {
				t.Errorf("method %d: %q in %d cells takes %d", m, s, w, got)
			}
		}
	})
}

func TestPutKeepsWhatIsBeside(t *testing.T) {
	frame := []string{"0123456789", "日本語日本", "abcdefghij"}
	Put(frame, []string{"XX", "YY", "ZZ"}, 3, 0, ansi.WcWidth)
	for i, want := range []string{"012XX56789", "日 YY 日本", "abcZZfghij"} {
		if got := ansi.Strip(frame[i]); got != want {
			t.Errorf("line %d is %q, want %q", i, got, want)
		}
	}
}
