package render

import (
	"image/color"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// ink is a style as the drawing needs it: small, comparable, and merged
// attribute by attribute. lipgloss.Style.Render costs a microsecond and more a
// call and knows no "lay this over that", which every cut of a line needs.
type ink struct {
	fg, bg hue
	attrs  attrs
}

// attrs are the attributes that a terminal switches on and off.
type attrs uint8

const (
	bold attrs = 1 << iota
	faint
	italic
	underline
	reverse
	strike
)

// hue is a colour: its kind in the top byte, its value below. 0 is none.
type hue uint32

const (
	hueBasic   hue = 1 << 24
	hueIndexed hue = 2 << 24
	hueTrue    hue = 3 << 24
)

// hueOf reads a colour. Colours of the palette stay what they are, so that the
// reader's own terminal colours show.
func hueOf(c color.Color) hue {
	switch c := c.(type) {
	case nil, lipgloss.NoColor:
		return 0
	case ansi.BasicColor:
		return hueBasic | hue(c)
	case ansi.IndexedColor:
		return hueIndexed | hue(c)
	}
	r, g, b, a := c.RGBA()
	if a == 0 {
		return 0
	}
	return hueTrue | hue(r>>8)<<16 | hue(g>>8)<<8 | hue(b>>8)
}

// inkOf reads a style.
func inkOf(s lipgloss.Style) ink {
	i := ink{fg: hueOf(s.GetForeground()), bg: hueOf(s.GetBackground())}
	for _, a := range []struct {
		on  bool
		bit attrs
	}{
		{s.GetBold(), bold}, {s.GetFaint(), faint}, {s.GetItalic(), italic},
		{s.GetUnderline(), underline}, {s.GetReverse(), reverse}, {s.GetStrikethrough(), strike},
	} {
		if a.on {
			i.attrs |= a.bit
		}
	}
	return i
}

// over is the ink with another laid over it: the other's colours win, the
// attributes of both stay, so that what is bold stays bold inside a quote.
// Reverse on reverse turns back, or a search hit inside the active quote could
// not be seen; a layer with a ground of its own takes reverse off.
func (i ink) over(o ink) ink {
	if o.fg != 0 {
		i.fg = o.fg
	}
	if o.bg != 0 {
		i.bg = o.bg
		i.attrs &^= reverse
		i.attrs |= o.attrs
		return i
	}
	i.attrs = (i.attrs | o.attrs&^reverse) ^ o.attrs&reverse
	return i
}

// write switches the terminal to the ink, from whatever was on.
func (i ink) write(b *strings.Builder) {
	b.WriteString("\x1b[")
	if i == (ink{}) {
		b.WriteByte('m')
		return
	}
	b.WriteByte('0')
	for bit := range len(attrCodes) {
		if i.attrs&(1<<bit) != 0 {
			b.WriteByte(';')
			b.WriteByte(attrCodes[bit])
		}
	}
	i.fg.write(b, 30)
	i.bg.write(b, 40)
	b.WriteByte('m')
}

// attrCodes are the SGR codes of the six attributes in the order of their bits.
const attrCodes = "123479"

// write adds the colour's parameters; base is 30 for letters, 40 for ground.
func (h hue) write(b *strings.Builder, base int) {
	var buf [24]byte
	p := append(buf[:0], ';')
	switch v := int64(h & 0xffffff); h &^ 0xffffff {
	case hueBasic:
		if v >= 8 {
			v += 60 - 8
		}
		p = strconv.AppendInt(p, int64(base)+v, 10)
	case hueIndexed:
		p = strconv.AppendInt(p, int64(base)+8, 10)
		p = append(p, ";5;"...)
		p = strconv.AppendInt(p, v, 10)
	case hueTrue:
		p = strconv.AppendInt(p, int64(base)+8, 10)
		p = append(p, ";2;"...)
		p = strconv.AppendInt(p, v>>16, 10)
		p = append(p, ';')
		p = strconv.AppendInt(p, v>>8&0xff, 10)
		p = append(p, ';')
		p = strconv.AppendInt(p, v&0xff, 10)
	default:
		return
	}
	b.Write(p)
}

// sgr changes the ink as the parameters of one SGR sequence say ("1;38;5;39").
// It reads what Glamour and chroma write and ignores the rest.
func (i ink) sgr(params string) ink {
	var n []int
	for f := range strings.SplitSeq(params, ";") {
		v, err := strconv.Atoi(f)
		if err != nil && f != "" {
			return i
		}
		n = append(n, v)
	}
	for k := 0; k < len(n); k++ {
		switch v := n[k]; {
		case v == 0:
			i = ink{}
		case v < 10:
			if bit := strings.IndexByte(attrCodes, byte('0'+v)); bit >= 0 {
				i.attrs |= 1 << bit
			}
		case v == 22:
			i.attrs &^= bold | faint
		case v == 23:
			i.attrs &^= italic
		case v == 24:
			i.attrs &^= underline
		case v == 27:
			i.attrs &^= reverse
		case v == 29:
			i.attrs &^= strike
		case v >= 30 && v <= 37:
			i.fg = hueBasic | hue(v-30)
		case v >= 90 && v <= 97:
			i.fg = hueBasic | hue(v-90+8)
		case v >= 40 && v <= 47:
			i.bg = hueBasic | hue(v-40)
		case v >= 100 && v <= 107:
			i.bg = hueBasic | hue(v-100+8)
		case v == 39:
			i.fg = 0
		case v == 49:
			i.bg = 0
		case v == 38 || v == 48:
			h, used := extended(n[k+1:])
			if k += used; v == 38 {
				i.fg = h
			} else {
				i.bg = h
			}
		}
	}
	return i
}

// extended reads "5;n" or "2;r;g;b" and says how many parameters it took.
func extended(n []int) (hue, int) {
	switch {
	case len(n) >= 2 && n[0] == 5:
		return hueIndexed | hue(n[1]&0xff), 2
	case len(n) >= 4 && n[0] == 2:
		return hueTrue | hue(n[1]&0xff)<<16 | hue(n[2]&0xff)<<8 | hue(n[3]&0xff), 4
	}
	return 0, len(n)
}
