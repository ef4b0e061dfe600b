package render

import (
	"pullquote/ui/theme"

	gl "charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
)

// inks are the styles of an article, read once a page.
type inks struct {
	text, headline, deck, byline, caption, problem, star, count ink
	heading                                                     [3]ink
	emphasis, strong, strike, code, link, linkActive            ink
	blockQuote, bar, bullet, rule, cut, cutReason, term         ink
	hit, here, hitHere, nobody                                  ink
	speakers                                                    []ink
}

func inksOf(s *theme.Styles) inks {
	k := inks{
		text: inkOf(s.Text), headline: inkOf(s.Headline), deck: inkOf(s.Deck), byline: inkOf(s.Byline),
		caption: inkOf(s.Caption), problem: inkOf(s.Problem), star: inkOf(s.Star), count: inkOf(s.Count),
		heading:  [3]ink{inkOf(s.Heading1), inkOf(s.Heading2), inkOf(s.Heading3)},
		emphasis: inkOf(s.Emphasis), strong: inkOf(s.Strong), strike: inkOf(s.Strike), code: inkOf(s.Code),
		link: inkOf(s.Link), linkActive: inkOf(s.LinkActive), blockQuote: inkOf(s.BlockQuote),
		bar: inkOf(s.Border), bullet: inkOf(s.Bullet), rule: inkOf(s.Rule),
		cut: inkOf(s.Cut), cutReason: inkOf(s.CutReason), term: inkOf(s.Term),
		hit: inkOf(s.SearchHit), hitHere: inkOf(s.SearchHere), here: inkOf(s.Here), nobody: inkOf(s.Nobody),
	}
	for _, v := range s.Speakers {
		k.speakers = append(k.speakers, inkOf(v))
	}
	return k
}

// speaker is the ink of the i-th speaker; -1 is nobody.
func (k *inks) speaker(i int) ink {
	if i < 0 || len(k.speakers) == 0 {
		return k.nobody
	}
	return k.speakers[i%len(k.speakers)]
}

// primitiveInk is a Glamour primitive's ink.
func primitiveInk(p gl.StylePrimitive) ink {
	var k ink
	if p.Color != nil && *p.Color != "" {
		k.fg = hueOf(lipgloss.Color(*p.Color))
	}
	if p.BackgroundColor != nil && *p.BackgroundColor != "" {
		k.bg = hueOf(lipgloss.Color(*p.BackgroundColor))
	}
	for _, a := range []struct {
		on  *bool
		bit attrs
	}{{p.Bold, bold}, {p.Italic, italic}, {p.Underline, underline}, {p.Faint, faint}} {
		if a.on != nil && *a.on {
			k.attrs |= a.bit
		}
	}
	return k
}
