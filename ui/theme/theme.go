// Package theme turns a Glamour style (one of its built-in ones, or the
// reader's own JSON) and a small palette into the Styles that every room
// paints with. It draws nothing and reads no file; Styles is a value, passed.
//
// It owns every colour of the program. It never asks the terminal for its
// background or its colours: the caller says whether it is dark, and the
// renderer below brings true colours down to what the terminal shows.
package theme

import (
	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
)

// Options choose the looks.
type Options struct {
	// Name is a built-in Glamour style ("auto", "dark", "light", "notty",
	// "dracula", "tokyo-night", "pink") or empty for auto.
	Name string
	// JSON is a Glamour style of the reader's own; it wins over Name.
	JSON []byte
	Dark bool // the terminal's background
	// Colors is how many colours the terminal has: 256, 16; 0: all of them.
	Colors int
	// NoColor paints with bold, underline, reverse and faint alone.
	NoColor bool
}

// Styles are all styles of the program.
type Styles struct {
	// Dark says for which background the colours are chosen: the terminal's,
	// or that of the named style ("dracula" is dark on any terminal).
	Dark, NoColor bool

	// The list.
	Title, TitleRead     lipgloss.Style // headline, unread and read
	Source, Age, Star    lipgloss.Style
	Mark, Count          lipgloss.Style // unread mark, number of quotes
	Cursor               lipgloss.Style // the row under the cursor: laid over the others
	Header, Footer, Hint lipgloss.Style
	HintKey, Problem     lipgloss.Style
	Good, Busy           lipgloss.Style
	Border, Match        lipgloss.Style

	// The article, as the Glamour style says.
	Text, Heading1, Heading2, Heading3 lipgloss.Style
	Emphasis, Strong, Strike, Code     lipgloss.Style
	Link, LinkActive                   lipgloss.Style
	BlockQuote, Bullet, Rule, Caption  lipgloss.Style
	Byline, Deck                       lipgloss.Style
	Cut, CutReason                     lipgloss.Style
	SearchHit, SearchHere              lipgloss.Style
	Term                               lipgloss.Style // titles and terms in marks, dimmed

	// Headline is the article's title above its text.
	Headline lipgloss.Style
	// QuoteBar and BulletMark are what stands before a block quote and an
	// unnumbered list item, one to four cells, as the Glamour style has them.
	QuoteBar, BulletMark string
	// Glamour is the style that tables and code are painted with.
	Glamour ansi.StyleConfig

	// Speakers are the colours of quotes: speaker i of a Document has
	// Speakers[i % len]; Nobody is for unattributed ones; Here is laid over
	// the active quote.
	Speakers []lipgloss.Style
	Nobody   lipgloss.Style
	Here     lipgloss.Style
}

// Speaker is the style of the i-th speaker of a Document; a negative i, and
// Styles without any speaker's colour, give Nobody.
func (s *Styles) Speaker(i int) lipgloss.Style {
	if i < 0 || len(s.Speakers) == 0 {
		return s.Nobody
	}
	return s.Speakers[i%len(s.Speakers)]
}

// Label is the style of the i-th speaker's name where it stands by itself: the
// letters' colour alone, since a ground of its own would look like one more
// quote.
func (s *Styles) Label(i int) lipgloss.Style {
	return s.Speaker(i).UnsetBackground().Bold(true)
}

// New makes the styles. Errors: a JSON that is no Glamour style, an unknown name.
func New(o Options) (Styles, error) {
	g, err := choose(o)
	if err != nil {
		return Styles{}, err
	}
	s := Styles{Dark: g.dark, NoColor: o.NoColor || g.bare, Glamour: g.config}
	s.article(g.config)
	s.list(g.config)
	s.quotes(o.Colors)
	if s.NoColor {
		s.bleach()
	}
	return s, nil
}
