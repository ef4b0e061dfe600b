package article

import "strings"

// Nearest is the valid word that the word most likely means, for error
// messages: `there is "begins"`. "" where none is near.
func Nearest(word string, valid []string) string {
	best, at := len(word)/2+1, ""
	for _, v := range valid {
		if d := distance(strings.ToLower(word), v); d < best {
			best, at = d, v
		}
	}
	return at
}

// distance is the number of letters to add, drop, change or swap with the next
// one (the restricted Damerau-Levenshtein distance): what a typing slip costs.
func distance(a, b string) int {
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
