package theme

import (
	"reflect"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
)

// bleach turns every style into bold, underline, reverse and faint alone, for
// NO_COLOR and terminals of one colour. First all colours go, so that a style
// added later cannot keep one by being forgotten here; then what lived on
// colour alone gets another sign.
func (s *Styles) bleach() {
	v := reflect.ValueOf(s).Elem()
	style := reflect.TypeFor[lipgloss.Style]()
	for i := range v.NumField() {
		if f := v.Field(i); f.Type() == style {
			f.Set(reflect.ValueOf(plain(f.Interface().(lipgloss.Style))))
		}
	}
	s.Glamour = bare(s.Glamour)

	none := lipgloss.NewStyle()
	bold, under, faint, reverse := none.Bold(true), none.Underline(true), none.Faint(true), none.Reverse(true)
	s.Title, s.TitleRead = bold, none
	s.Age, s.Source, s.Count = faint, none, none
	s.Mark, s.Star = bold, bold
	s.Cursor = reverse
	s.Header, s.HintKey, s.Problem = bold, bold, bold
	s.Footer, s.Hint, s.Border = none, faint, faint
	s.Match, s.Link = under, under
	s.Heading1, s.Heading2, s.Heading3 = bold.Underline(true), bold, bold
	s.Headline, s.Strong, s.Code = bold, bold, bold
	s.Emphasis = under // italic is not among the four, and many consoles show none
	s.Strike = faint
	s.Byline, s.Caption, s.Deck = faint, faint, none
	s.Rule, s.Bullet = faint, none
	s.Cut, s.CutReason, s.Term = faint, faint, faint
	s.SearchHit, s.SearchHere = reverse, reverse.Bold(true).Underline(true)
	s.LinkActive, s.Here = reverse, reverse
	// Three signs are all that four attributes give: reverse is the cursor's,
	// faint would make speech the quietest thing on the page.
	s.Speakers = []lipgloss.Style{under, bold, bold.Underline(true)}
	s.Nobody = under
}

// plain drops what NoColor may not use.
func plain(s lipgloss.Style) lipgloss.Style {
	return lipgloss.NewStyle().Bold(s.GetBold()).Underline(s.GetUnderline()).
		Reverse(s.GetReverse()).Faint(s.GetFaint())
}

// bare keeps the shape of a style (separators, bars) and drops its colours,
// with Glamour's own colourless style as the ground.
func bare(c ansi.StyleConfig) ansi.StyleConfig {
	out := styles.NoTTYStyleConfig
	out.Table.CenterSeparator, out.Table.ColumnSeparator, out.Table.RowSeparator =
		c.Table.CenterSeparator, c.Table.ColumnSeparator, c.Table.RowSeparator
	return out
}
