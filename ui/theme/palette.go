package theme

import (
	"image/color"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
)

// tint is a speaker's colour: letters and the ground behind them.
type tint struct{ ink, ground string }

// The speakers' tints. Letters and ground share a hue, the ground just off the
// page's own, so that a page full of quotes stays calm; letters stand at 7:1 on
// their ground (WCAG AAA, tested) and the letters alone tell the speakers
// apart where a terminal of 256 colours folds two grounds into one grey.
// Neighbours in the order lie far apart on the wheel, since most articles quote
// two to four people. Functions, not variables: nothing to write after init.
func darkTints() []tint {
	return []tint{
		{"#9ccbff", "#16324d"}, // blue
		{"#f2c879", "#453413"}, // amber
		{"#9fe0a8", "#183f25"}, // green
		{"#ffb0be", "#4d1f2c"}, // rose
		{"#cdbbff", "#35285a"}, // violet
		{"#7fe0dc", "#0f403f"}, // teal
		{"#ffb487", "#4d2912"}, // orange
		{"#d3e384", "#363f12"}, // lime
		{"#f5aee8", "#4a2147"}, // magenta
		{"#c6d0dd", "#333c47"}, // steel
	}
}

func lightTints() []tint {
	return []tint{
		{"#0b3e75", "#d9eafd"},
		{"#5a4100", "#fbebc0"},
		{"#0f4d22", "#d6f2db"},
		{"#7a1530", "#fddfe5"},
		{"#43278f", "#e7e0fd"},
		{"#004c4a", "#cdf1ef"},
		{"#703000", "#fee3d0"},
		{"#3d4a00", "#e9f3bc"},
		{"#6e1a65", "#faddf5"},
		{"#333f4d", "#e1e6ec"},
	}
}

// fewTints are the tints for 256 colours. The quiet grounds above have no like
// there: the nearest are bright, and letters on them hard to read. So all speech
// stands on one grey, and the letters tell who speaks.
func fewTints(dark bool) []tint {
	ground := "#eeeeee"
	inks := []string{"#005faf", "#875f00", "#005f00", "#af005f", "#5f00af", "#005f5f", "#af0000", "#5f5f00", "#870087", "#585858"}
	if dark {
		ground = "#303030"
		inks = []string{"#afd7ff", "#ffd787", "#87d787", "#ffafaf", "#d7afff", "#5fd7d7", "#ffaf5f", "#d7ff5f", "#ff87ff", "#bcbcbc"}
	}
	out := make([]tint, len(inks))
	for i, c := range inks {
		out[i] = tint{c, ground}
	}
	return out
}

// sixteen are the tints for sixteen colours, which every terminal has in shades
// of its own: letters alone, in those of the sixteen that show on the page.
func sixteen(dark bool) []tint {
	out := []tint{{ink: "4"}, {ink: "5"}, {ink: "2"}, {ink: "1"}, {ink: "6"}}
	if dark {
		out = []tint{{ink: "12"}, {ink: "11"}, {ink: "10"}, {ink: "13"}, {ink: "14"}, {ink: "9"}}
	}
	return out
}

// quotes sets the colours of speech for a terminal of so many colours.
func (s *Styles) quotes(colors int) {
	tints, nobody := lightTints(), tint{"#3a3a3a", "#e6e6e6"}
	if s.Dark {
		tints, nobody = darkTints(), tint{"#d0d0d0", "#303030"}
	}
	switch colors {
	case 256:
		tints = fewTints(s.Dark)
	case 16:
		tints, nobody = sixteen(s.Dark), tint{}
		s.SearchHit, s.SearchHere = lipgloss.NewStyle().Underline(true), lipgloss.NewStyle().Reverse(true)
	}
	for _, t := range tints {
		s.Speakers = append(s.Speakers, t.style())
	}
	s.Nobody = nobody.style()
	// The active quote keeps its speaker's colour and turns it round: found at
	// a glance on a page of quotes, also by those who see few colours.
	s.Here = lipgloss.NewStyle().Reverse(true)
}

func (t tint) style() lipgloss.Style {
	s := lipgloss.NewStyle()
	if t.ink != "" {
		s = s.Foreground(lipgloss.Color(t.ink))
	}
	if t.ground != "" {
		s = s.Background(lipgloss.Color(t.ground))
	}
	return s
}

// greys of the frame around the text, from loud to quiet.
type greys struct{ body, soft, dim, line, ground string }

// list sets the palette of lists, frame and masthead. Its one accent is the
// Glamour style's heading colour, so that list and article look of one piece.
func (s *Styles) list(c ansi.StyleConfig) {
	g := greys{body: "#1c1c1c", soft: "#4e4e4e", dim: "#626262", line: "#c6c6c6", ground: "#e4e4e4"}
	problem, good, busy, star := "#af0000", "#00662a", "#875f00", "#8a5a00"
	if s.Dark {
		g = greys{body: "#e4e4e4", soft: "#b2b2b2", dim: "#9e9e9e", line: "#4e4e4e", ground: "#303030"}
		problem, good, busy, star = "#ff8787", "#87d787", "#ffd787", "#ffd75f"
	}
	pen := func(hex string) lipgloss.Style { return lipgloss.NewStyle().Foreground(lipgloss.Color(hex)) }
	accent := lipgloss.NewStyle().Foreground(legible(s.accent(c), lipgloss.Color(g.ground)))

	s.Title, s.TitleRead = pen(g.body).Bold(true), pen(g.dim)
	s.Source, s.Age, s.Star = pen(g.soft), pen(g.dim), pen(star)
	s.Mark, s.Count = accent, pen(g.soft)
	s.Cursor = lipgloss.NewStyle().Background(lipgloss.Color(g.ground)).Bold(true)
	s.Header, s.Footer = accent.Bold(true), pen(g.soft)
	s.Hint, s.HintKey = pen(g.dim), pen(g.soft).Bold(true)
	s.Problem, s.Good, s.Busy = pen(problem), pen(good), pen(busy)
	s.Border, s.Match = pen(g.line), accent.Underline(true)

	s.Bullet, s.Rule, s.Caption = accent, pen(g.line), pen(g.dim).Italic(true)
	s.Byline, s.Deck = pen(g.dim), pen(g.soft).Italic(true)
	s.Cut, s.CutReason = pen(g.dim), pen(g.dim).Italic(true)
	s.Term = pen(g.soft).Italic(true)
	hit, here := tint{"#2b2100", "#ffe58a"}, tint{"#1a1200", "#ffb000"}
	if s.Dark {
		hit, here = tint{"#fff3c4", "#5f4800"}, tint{"#1a1200", "#ffc94d"}
	}
	s.SearchHit, s.SearchHere = hit.style(), here.style().Bold(true)
}

// accent is the heading's colour of the Glamour style, or a blue.
func (s *Styles) accent(c ansi.StyleConfig) color.Color {
	for _, p := range []*string{c.Heading.Color, c.H2.Color, c.H1.Color, c.Link.Color} {
		if p != nil && *p != "" {
			return lipgloss.Color(*p)
		}
	}
	if s.Dark {
		return lipgloss.Color("#5fafff")
	}
	return lipgloss.Color("#005faf")
}
