package extract

import "pullquote/article/boilerplate"

// How much furniture a Document keeps around and within its story: enough to
// see what was hidden, not the whole page.
const (
	keepBehind = 12
	keepMenu   = 30
)

// trim drops what is clearly not of this story: all before the headline, all
// that comes well behind the last paragraph, and long menus in between. What
// stays is numbered anew.
func (w *walker) trim(ev []boilerplate.Evidence, in []bool, headline int) ([]boilerplate.Evidence, []bool) {
	first, last := len(in), -1
	for i := range in {
		if in[i] && w.notes[i].letters > 0 {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return ev, in
	}
	for i := range in {
		if w.isWanted(i) {
			first = min(first, i)
		}
	}
	if headline >= 0 {
		first = min(first, headline)
	}
	keep := make([]bool, len(in))
	menu := 0
	for i := first; i < len(in); i++ {
		bare := w.notes[i].letters == 0
		switch {
		case in[i] && (i <= last || !bare), w.isWanted(i):
			keep[i] = true
		case bare && i > last, i > last+keepBehind:
		case apart(ev[i]) && ev[i].Region != boilerplate.Aside, ev[i].LinkShare > 0.9:
			menu++
			keep[i] = menu <= keepMenu && (i < last || ev[i].Region == boilerplate.Unknown || ev[i].Region == boilerplate.Aside)
		default:
			keep[i] = true
		}
	}
	return w.retain(keep, ev, in)
}

// retain builds the text anew from the blocks that are kept.
func (w *walker) retain(keep []bool, ev []boilerplate.Evidence, in []bool) ([]boilerplate.Evidence, []bool) {
	old := w.builder
	text := old.text.String()
	w.builder = &builder{base: old.base}
	place := make([]int, len(keep)) // old index -> new
	n := 0
	for i := range keep {
		place[i] = -1
		if !keep[i] {
			continue
		}
		bl := old.blocks[i]
		w.add(relative(bl), text[bl.Start:bl.End], old.notes[i])
		place[i] = n
		ev[n], in[n] = ev[i], in[i]
		if h := ev[n].Heading; h >= 0 {
			ev[n].Heading = place[h]
		}
		n++
	}
	return ev[:n], in[:n]
}
