package theme

import (
	"image/color"
	"math"

	"charm.land/lipgloss/v2"
)

// readable is the least contrast of letters and ground (WCAG AA).
const readable = 4.5

// legible is the colour, as little darkened (on a light ground) or lightened as
// makes it readable on the ground.
func legible(c, ground color.Color) color.Color {
	to := 0.0
	if luminance(ground) < .5 {
		to = 0xff
	}
	r, g, b, _ := c.RGBA()
	mixed := c
	for part := .05; contrast(mixed, ground) < readable && part <= 1; part += .05 {
		mix := func(v uint32) uint8 { return uint8((1-part)*float64(v>>8) + part*to) }
		mixed = lipgloss.RGBColor{R: mix(r), G: mix(g), B: mix(b)}
	}
	return mixed
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= .04045 {
			return f / 12.92
		}
		return math.Pow((f+.055)/1.055, 2.4)
	}
	return .2126*lin(r) + .7152*lin(g) + .0722*lin(b)
}
