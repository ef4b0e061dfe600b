// Package layout turns a terminal size into named rectangles. Arithmetic only:
// it draws nothing and knows no component. Every cell of the terminal belongs
// to exactly one rectangle, so a screen that fills its rectangles leaves no
// cell of an older frame behind.
package layout

// Rect is a rectangle in cells; X and Y are its top left corner.
type Rect struct{ X, Y, W, H int }

// Empty reports whether no cell is inside.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell lies inside.
func (r Rect) Contains(x, y int) bool {
	return !r.Empty() && r.X <= x && x < r.X+r.W && r.Y <= y && y < r.Y+r.H
}

// Facts are what the screen has to show.
type Facts struct {
	Side    bool // the feeds panel is open
	Reading bool // an article is open
	Alone   bool // there is nothing but the article
}

// Screen names the rectangles of one frame. What is not shown is empty.
type Screen struct {
	Header Rect // the name of the view and its counts
	Rule   Rect // the line below it, which a refresh turns into its progress bar
	Side   Rect // feeds and folders
	Bar    Rect // the line between feeds and list
	List   Rect
	Split  Rect // the line between list and article
	Reader Rect // the article
	Footer Rect // keys, or what is going on
}

// The widths from which panes stand beside each other.
const (
	// SideBeside: a list below 70 cells loses its columns, so the feeds panel
	// takes the whole screen of anything narrower than this.
	SideBeside = 100
	// ReadBeside leaves a list of 60 and an article of its full measure.
	ReadBeside = 170
	// AllBeside has room for feeds, list and article at once.
	AllBeside = 220
)

// For decides all rectangles of a terminal of w by h cells.
func For(w, h int, f Facts) Screen {
	var s Screen
	if w <= 0 || h <= 0 {
		return s
	}
	top, bottom := 0, h
	if h >= 3 {
		bottom--
		s.Footer = Rect{0, bottom, w, 1}
	}
	if f.Reading && (f.Alone || w < ReadBeside) {
		s.Reader = Rect{0, 0, w, bottom}
		return s
	}
	if h >= 4 {
		s.Header = Rect{0, 0, w, 1}
		top = 1
	}
	if h >= 7 {
		s.Rule = Rect{0, 1, w, 1}
		top = 2
	}
	x, tall := 0, bottom-top
	if f.Side {
		if w < SideBeside {
			s.Side = Rect{0, top, w, tall}
			return s
		}
		if !f.Reading || w >= AllBeside {
			side := min(max(w/4, 26), 40)
			s.Side = Rect{0, top, side, tall}
			s.Bar = Rect{side, top, 1, tall}
			x = side + 1
		}
	}
	if f.Reading {
		list := min(max((w-x)*2/5, 60), 120)
		s.List = Rect{x, top, list, tall}
		s.Split = Rect{x + list, top, 1, tall}
		s.Reader = Rect{x + list + 1, top, w - x - list - 1, tall}
		return s
	}
	s.List = Rect{x, top, w - x, tall}
	return s
}
