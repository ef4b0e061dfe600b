package extract

import (
	"strings"

	"pullquote/article/boilerplate"
)

// witness is the text of the page's linked data, against which a block is
// held.
type witness []string

func witnesses(bodies []string) witness {
	var w witness
	for _, b := range bodies {
		if len(b) <= 1<<18 && len(w) < 2 {
			w = append(w, fold(unescape(b)))
		}
	}
	return w
}

// of is 1 where the text stands in the linked data, -1 where it does not
// though there is some, 0 where there is none or the text is too short.
func (w witness) of(text string) int {
	if len(w) == 0 || len(text) < 40 {
		return 0
	}
	f := fold(text[:min(len(text), 600)])
	if len(f) > 60 {
		head := f[:60]
		tail := f[len(f)/2 : min(len(f)/2+60, len(f))]
		for _, body := range w {
			if strings.Contains(body, head) || strings.Contains(body, tail) {
				return 1
			}
		}
		return -1
	}
	for _, body := range w {
		if strings.Contains(body, f) {
			return 1
		}
	}
	return -1
}

// trust drops the witness of linked data that holds only a part of what the
// finder took for the story: a stub, a summary, another text.
func (w *walker) trust(ev []boilerplate.Evidence) {
	agree, all := 0, 0
	for i := range ev {
		n := &w.notes[i]
		if n.kept*2 < n.letters || n.letters-n.links < 80 || apart(ev[i]) {
			continue
		}
		all += n.letters
		if ev[i].Witness > 0 {
			agree += n.letters
		}
	}
	if agree*10 >= all*7 && all > 0 {
		return
	}
	for i := range ev {
		ev[i].Witness = max(ev[i].Witness, 0)
	}
}
