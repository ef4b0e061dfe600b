package uitest

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Sizes are the sizes of a sweep: every small one, and some of each kind above.
func Sizes() [][2]int {
	var out [][2]int
	for w := 1; w <= 12; w++ {
		for h := 1; h <= 9; h++ {
			out = append(out, [2]int{w, h})
		}
	}
	for _, w := range []int{16, 23, 24, 39, 40, 59, 60, 80, 99, 100, 120, 169, 170, 219, 220, 300} {
		for _, h := range []int{1, 2, 3, 4, 6, 7, 8, 12, 24, 50} {
			out = append(out, [2]int{w, h})
		}
	}
	return out
}

// Exact fails the test unless the content is exactly w by h cells: an
// overwide line wraps and pushes the frame down, a short one leaves cells of
// the frame before, and a missing one leaves a row.
func Exact(t *testing.T, what, content string, w, h int, m ansi.Method) {
	t.Helper()
	lines := strings.Split(content, "\n")
	if len(lines) != h {
		t.Fatalf("%s at %dx%d: %d lines", what, w, h, len(lines))
	}
	for i, l := range lines {
		if n := m.StringWidth(l); n != w {
			t.Fatalf("%s at %dx%d: line %d takes %d cells: %q", what, w, h, i, n, l)
		}
	}
}
