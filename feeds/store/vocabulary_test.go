package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestVocabulary(t *testing.T) {
	var v vocabulary
	for in, want := range map[string]string{
		"The cat, the CAT and “the” cat’s hat": "the cat and s hat",
		"":            "",
		" -- ":        "",
		"Été été ete": "Été été ete",
		"a\u200db c":  "a\u200db c",
	} {
		if got := strings.TrimSpace(v.words(in)); got != want {
			t.Errorf("words(%q) = %q, want %q", in, got, want)
		}
	}
	var many []string
	for n := range 20_000 {
		many = append(many, fmt.Sprint("w", n))
	}
	if got := strings.Fields(v.words(strings.Join(append(many, many...), " "))); !slices.Equal(got, many) {
		t.Errorf("%d of %d words", len(got), len(many))
	}
}

func BenchmarkVocabulary(b *testing.B) {
	text := strings.Repeat("The glacier retreated, officials said, and the “harbour” was closed for the season. ", 40)
	var v vocabulary
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		v.words(text)
	}
}
