package cli

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCodePoints asks for offsets to and fro, over the borders of steps that cut runes in two.
func TestCodePoints(t *testing.T) {
	text := strings.Repeat("aé“x”漢😀 ", 3000)
	points := codePoints{text: text}
	var offs []int
	for i := range text {
		offs = append(offs, i)
	}
	offs = append(offs, len(text))
	for i := 0; i < len(offs); i += 7 {
		for _, off := range []int{offs[len(offs)-1-i], offs[i]} {
			if got, want := points.at(off), utf8.RuneCountInString(text[:off]); got != want {
				t.Fatalf("at(%d) = %d, want %d", off, got, want)
			}
		}
	}
}
