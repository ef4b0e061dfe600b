package store

// vocabulary reduces a text to its different words. The index holds in which
// column of which entry a word stands, not where nor how often, so a word that
// comes again is work for nothing: half of the work of filling the index.
// Splitting is coarser than the tokenizer's, which splits on.
type vocabulary struct {
	out   []byte
	table []seenWord // open addressing; a power of two
	round uint32
	used  int
}

// seenWord is a word of the round: where it stands in out.
type seenWord struct {
	round      uint32
	hash       uint32
	start, end int
}

// words of texts, each once, with a blank behind it.
func (v *vocabulary) words(texts ...string) string {
	if v.table == nil {
		v.table = make([]seenWord, 1<<12)
	}
	v.out, v.used = v.out[:0], 0
	if v.round++; v.round == 0 {
		clear(v.table)
		v.round = 1
	}
	for _, s := range texts {
		v.add(s)
	}
	return string(v.out)
}

func (v *vocabulary) add(s string) {
	for i := 0; i < len(s); {
		if n := gap(s, i); n > 0 {
			i += n
			continue
		}
		start := len(v.out)
		hash := uint32(2166136261) // FNV-1a
		for i < len(s) && gap(s, i) == 0 {
			c := s[i]
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			v.out = append(v.out, c)
			hash = (hash ^ uint32(c)) * 16777619
			i++
		}
		if v.again(start, hash) {
			v.out = v.out[:start]
			continue
		}
		v.out = append(v.out, ' ')
	}
}

// again reports whether the word at the end of out stood there before, and
// remembers it.
func (v *vocabulary) again(start int, hash uint32) bool {
	if v.used*2 >= len(v.table) {
		v.grow()
	}
	word := v.out[start:]
	mask := uint32(len(v.table) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		e := &v.table[at]
		if e.round != v.round {
			*e = seenWord{v.round, hash, start, len(v.out)}
			v.used++
			return false
		}
		if e.hash == hash && string(v.out[e.start:e.end]) == string(word) {
			return true
		}
	}
}

func (v *vocabulary) grow() {
	old := v.table
	v.table = make([]seenWord, 2*len(old))
	mask := uint32(len(v.table) - 1)
	for _, e := range old {
		if e.round != v.round {
			continue
		}
		at := e.hash & mask
		for v.table[at].round == v.round {
			at = (at + 1) & mask
		}
		v.table[at] = e
	}
}

// gap is the length of what separates words at i: an ASCII character that is no
// letter or digit, or a mark of the block of dashes and quotation marks, but not
// one that joins; 0: a word goes on.
func gap(s string, i int) int {
	switch c := s[i]; {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return 0
	case c < 0x80:
		return 1
	case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] <= 0xbf:
		return 3
	}
	return 0
}
