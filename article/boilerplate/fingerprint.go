package boilerplate

import "unicode"

// Fingerprint identifies the words of a block whatever its case, spacing,
// punctuation and digits: what a site repeats has the same one in each
// article. 0 is the fingerprint of a text without letters. It is FNV-1a over
// the letters: a stored fingerprint must mean the same in every version.
func Fingerprint(text string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h, n := uint64(offset), 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		r = unicode.ToLower(r)
		for s := 0; s < 32; s += 8 {
			h = (h ^ uint64(byte(r>>s))) * prime
		}
		n++
	}
	if n == 0 {
		return 0
	}
	return h
}
