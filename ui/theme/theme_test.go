package theme

import (
	"errors"
	"image/color"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

func TestEveryNameMakesStyles(t *testing.T) {
	names := Names()
	if names[0] != Auto || !slices.Contains(names, "dracula") || !slices.Contains(names, "tokyo-night") {
		t.Fatalf("Names() = %q", names)
	}
	for _, n := range append(names, "", " Dark ") {
		for _, dark := range []bool{false, true} {
			s, err := New(Options{Name: n, Dark: dark})
			if err != nil {
				t.Errorf("New(%q): %v", n, err)
			}
			if s.QuoteBar == "" || s.BulletMark == "" || len(s.Speakers) == 0 {
				t.Errorf("New(%q): no bar, bullet or speakers", n)
			}
		}
	}
}

func TestAutoFollowsTheTerminal(t *testing.T) {
	dark, _ := New(Options{Dark: true})
	light, _ := New(Options{})
	named, _ := New(Options{Name: "dracula"})
	if !dark.Dark || light.Dark || !named.Dark {
		t.Errorf("Dark = %v, %v, %v; want true, false, true", dark.Dark, light.Dark, named.Dark)
	}
	if same(dark.Text.GetForeground(), light.Text.GetForeground()) {
		t.Error("text has one colour on dark and on light")
	}
}

func TestErrors(t *testing.T) {
	_, err := New(Options{Name: "mauve\x1b[2J"})
	if err == nil || !strings.Contains(err.Error(), "dracula") {
		t.Errorf("unknown name: %v; want one that names the others", err)
	}
	if err != nil && strings.Contains(err.Error(), "\x1b") {
		t.Errorf("the error carries an escape: %q", err)
	}
	for _, bad := range []string{"[]", "{", `{"color": "1"}`, `{"h1": 3}`, "null"} {
		if _, err := New(Options{JSON: []byte(bad)}); !errors.Is(err, ErrNotStyle) {
			t.Errorf("New(%s) = %v, want ErrNotStyle", bad, err)
		}
	}
}

func TestOwnStyle(t *testing.T) {
	s, err := New(Options{Name: "nonsense", JSON: []byte(`{
		"document": {"color": "#112233"},
		"strong": {"italic": true},
		"block_quote": {"indent_token": "\u001b[31m> \u202eand more"},
		"item": {"block_prefix": "- "}
	}`)})
	if err != nil {
		t.Fatal(err)
	}
	if !same(s.Text.GetForeground(), lipgloss.Color("#112233")) {
		t.Errorf("text = %v", s.Text.GetForeground())
	}
	if !s.Strong.GetItalic() || s.Strong.GetBold() {
		t.Error("strong is not as the style says")
	}
	if s.QuoteBar != "[31m" || s.BulletMark != "- " {
		t.Errorf("bar %q, bullet %q", s.QuoteBar, s.BulletMark)
	}
}

// Letters of speech are read in full sentences: AAA of WCAG, 7:1.
func TestSpeakersAreReadable(t *testing.T) {
	for _, dark := range []bool{false, true} {
		s, _ := New(Options{Dark: dark})
		for i, v := range append(s.Speakers, s.Nobody) {
			if r := contrast(v.GetForeground(), v.GetBackground()); r < 7 {
				t.Errorf("dark %v, speaker %d: contrast %.1f", dark, i, r)
			}
		}
		for name, v := range map[string]lipgloss.Style{"hit": s.SearchHit, "here": s.SearchHere} {
			if r := contrast(v.GetForeground(), v.GetBackground()); r < 7 {
				t.Errorf("dark %v, %s: contrast %.1f", dark, name, r)
			}
		}
	}
}

// Nor is it lost where the terminal has few colours: 4.5:1, each speaker by
// letters of his own, and on sixteen colours no ground to get lost on.
func TestSpeakersOnFewColours(t *testing.T) {
	p := colorprofile.ANSI256
	for _, dark := range []bool{false, true} {
		s, _ := New(Options{Dark: dark, Colors: 256})
		seen := map[color.Color]bool{}
		for i, v := range append(s.Speakers, s.Nobody) {
			if r := contrast(p.Convert(v.GetForeground()), p.Convert(v.GetBackground())); r < 4.5 {
				t.Errorf("dark %v, speaker %d: contrast %.1f", dark, i, r)
			}
			if k := p.Convert(v.GetForeground()); seen[k] {
				t.Errorf("dark %v: speaker %d has another one's letters", dark, i)
			} else {
				seen[k] = true
			}
		}
		s, _ = New(Options{Dark: dark, Colors: 16})
		for i, v := range append(s.Speakers, s.Nobody, s.SearchHit, s.SearchHere) {
			if _, none := v.GetBackground().(lipgloss.NoColor); !none {
				t.Errorf("dark %v, style %d has a ground on sixteen colours", dark, i)
			}
		}
	}
}

// On the ground that the page has, and on that of the row under the cursor, quiet
// things are still read: 4.5:1.
func TestFrameIsReadable(t *testing.T) {
	for _, dark := range []bool{false, true} {
		s, _ := New(Options{Dark: dark})
		page := lipgloss.Color("#ffffff")
		if dark {
			page = lipgloss.Color("#1c1c1c")
		}
		for i, v := range []lipgloss.Style{s.Title, s.TitleRead, s.Source, s.Age, s.Footer, s.Problem, s.Good,
			s.Busy, s.Star, s.Count, s.Byline, s.Deck, s.Cut, s.Term, s.Caption, s.Hint, s.Header, s.Mark, s.HintKey, s.Match} {
			for _, ground := range []color.Color{page, s.Cursor.GetBackground()} {
				if r := contrast(v.GetForeground(), ground); r < 4.5 {
					t.Errorf("dark %v, style %d on %v: contrast %.1f", dark, i, ground, r)
				}
			}
		}
	}
}

// The accent is the Glamour style's, and none of them knows of rows under a
// cursor.
func TestAccentIsReadable(t *testing.T) {
	for _, name := range Names() {
		for _, dark := range []bool{false, true} {
			s, err := New(Options{Name: name, Dark: dark})
			if err != nil {
				t.Fatal(err)
			}
			if s.NoColor {
				continue
			}
			if r := contrast(s.Mark.GetForeground(), s.Cursor.GetBackground()); r < 4.5 {
				t.Errorf("%s, dark %v: contrast %.1f", name, dark, r)
			}
		}
	}
}

func TestSpeakersDiffer(t *testing.T) {
	for _, dark := range []bool{false, true} {
		s, _ := New(Options{Dark: dark})
		if len(s.Speakers) < 8 {
			t.Fatalf("%d speakers", len(s.Speakers))
		}
		for i, a := range s.Speakers {
			for j, b := range s.Speakers[:i] {
				if d := distance(a, b); d < 30 {
					t.Errorf("dark %v: speakers %d and %d are %.0f apart", dark, j, i, d)
				}
				p := colorprofile.ANSI256
				if p.Convert(a.GetForeground()) == p.Convert(b.GetForeground()) &&
					p.Convert(a.GetBackground()) == p.Convert(b.GetBackground()) {
					t.Errorf("dark %v: speakers %d and %d are one on 256 colours", dark, j, i)
				}
			}
		}
	}
}

func TestSpeakerWrapsRound(t *testing.T) {
	s, _ := New(Options{Dark: true})
	n := len(s.Speakers)
	if !reflect.DeepEqual(s.Speaker(n+1), s.Speakers[1]) || !reflect.DeepEqual(s.Speaker(-1), s.Nobody) {
		t.Error("Speaker is off by one")
	}
	if none := (&Styles{}).Speaker(3); none.GetBold() {
		t.Error("Styles without speakers have none")
	}
}

// Every Style of NoColor: no colour, and of the attributes only the four.
func TestNoColor(t *testing.T) {
	for _, o := range []Options{{NoColor: true}, {NoColor: true, Dark: true, Name: "dracula"}, {Name: "notty"}, {Name: "ascii"}} {
		s, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		check := func(name string, v lipgloss.Style) {
			t.Helper()
			none := lipgloss.NoColor{}
			if v.GetForeground() != none || v.GetBackground() != none || v.GetItalic() || v.GetStrikethrough() {
				t.Errorf("%+v: %s has more than bold, underline, reverse, faint", o, name)
			}
		}
		v := reflect.ValueOf(s)
		for i := range v.NumField() {
			if st, ok := v.Field(i).Interface().(lipgloss.Style); ok {
				check(v.Type().Field(i).Name, st)
			}
		}
		for _, st := range s.Speakers {
			check("Speakers", st)
			if !st.GetBold() && !st.GetUnderline() {
				t.Error("a speaker looks like plain text")
			}
		}
		if !s.Here.GetReverse() || !s.Cursor.GetReverse() {
			t.Error("the active quote or the cursor cannot be seen")
		}
	}
}

func same(a, b color.Color) bool {
	r, g, bl, _ := a.RGBA()
	x, y, z, _ := b.RGBA()
	return r == x && g == y && bl == z
}

// distance is how far two tints lie apart, letters and ground together.
func distance(a, b lipgloss.Style) float64 {
	d := func(x, y color.Color) float64 {
		r, g, bl, _ := x.RGBA()
		u, v, w, _ := y.RGBA()
		sq := func(p, q uint32) float64 { f := float64(p>>8) - float64(q>>8); return f * f }
		return sq(r, u) + sq(g, v) + sq(bl, w)
	}
	return math.Sqrt(d(a.GetForeground(), b.GetForeground()) + d(a.GetBackground(), b.GetBackground()))
}
