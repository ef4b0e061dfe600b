package render

import (
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"pullquote/article"

	"charm.land/glamour/v2"
	gl "charm.land/glamour/v2/ansi"
)

// maxPainted is the longest code that is given to a lexer, in bytes; more
// stands in one ink. News has snippets; a page of generated code would cost
// seconds.
const maxPainted = 32 << 10

// codeBlock lays out preformatted text: its own lines, broken only where they
// are wider than the page.
func (p *Page) codeBlock(i int, b *article.Block, k ink) {
	h := p.fits(hang{first: "  ", rest: "  "})
	room := max(p.width-h.cells(p), 1)
	off := b.Start
	for row := range strings.SplitSeq(p.doc.Of(b.Range), "\n") {
		p.open(i, off)
		p.lit(h.first, ink{})
		used, tab := 0, nextTab(row, 0)
		for at := 0; at < len(row); {
			if at == tab {
				n := min(4-used%4, room-used)
				p.lit(strings.Repeat(" ", n), ink{})
				used += n
				at++
				tab = nextTab(row, at)
			} else {
				n, w := head(row[at:tab], room-used, p.o.Method)
				if n == 0 && used == 0 {
					n, w = cluster(row[at:tab], p.o.Method)
				}
				p.run(off+at, off+at+n, k)
				at, used = at+n, used+w
				if n == 0 {
					used = room
				}
			}
			if used >= room && at < len(row) {
				p.close()
				p.open(i, off+at)
				p.lit(h.rest, ink{})
				used = 0
			}
		}
		p.close()
		off += len(row) + 1
	}
}

// nextTab is the place of the next tab, or the row's end.
func nextTab(row string, at int) int {
	if n := strings.IndexByte(row[at:], '\t'); n >= 0 {
		return at + n
	}
	return len(row)
}

// tokens has Glamour paint the code and takes the inks over as layers. The
// text itself stays ours: what Glamour wrote is only compared with it, sign by
// sign, blanks left out (it wraps and pads); where the two part, the painting
// ends and the rest stands plain.
func (p *Page) tokens(b *article.Block) {
	text := p.doc.Of(b.Range)
	if b.Cut != nil || p.o.bare || p.o.Styles.NoColor || len(text) > maxPainted || strings.TrimSpace(text) == "" {
		return
	}
	out, err := paintCode(text, b.Language)
	if err != nil {
		return // a lexer's fault costs the colours, not the text
	}
	theme := tokenInks(p.o.Styles.Glamour.CodeBlock.Chroma, p.ink.text)
	pos := b.Start
	scanSGR(out, func(r rune, k ink) bool {
		if unicode.IsSpace(r) {
			return true
		}
		for pos < b.End {
			c, n := utf8.DecodeRuneInString(p.doc.Text[pos:b.End])
			if !unicode.IsSpace(c) {
				if c != r {
					return false
				}
				p.token(pos, pos+n, theme[int(k.fg&0xff)%len(theme)])
				pos += n
				return true
			}
			pos += n
		}
		return false
	})
}

// token paints one sign, joined to the token before it where the ink is the same.
func (p *Page) token(start, end int, k ink) {
	if k == (ink{}) {
		return
	}
	if n := len(p.layers); n > 0 && p.layers[n-1].end == start && p.layers[n-1].ink == k &&
		p.layers[n-1].link == 0 && p.layers[n-1].quote == 0 {
		p.layers[n-1].end = end
		return
	}
	p.layers = append(p.layers, layer{start: start, end: end, ink: k})
}

// paintCode is the code as Glamour paints it, in marker colours.
//
// Glamour enters a style's code colours once a process under one name, and
// whoever comes first wins: after a light page, dark pages would keep the light
// colours. So it is always given the same markers, #000001 for the first kind
// of token, #000002 for the second, and the colours of the theme in force are
// put in their stead here.
func paintCode(text, language string) (string, error) {
	registered()
	return markerPaint(text, language)
}

// registered enters the markers before anything else paints: Glamour guards
// the entering with a lock, but not the reading beside it.
var registered = sync.OnceFunc(func() {
	_, _ = markerPaint("x", "go") // the entering happens whatever comes of it
})

func markerPaint(text, language string) (string, error) {
	var chroma gl.Chroma
	v := reflect.ValueOf(&chroma).Elem()
	const hex = "0123456789abcdef"
	for i := range v.NumField() {
		n := i + 1
		c := "#0000" + string([]byte{hex[n>>4&15], hex[n&15]})
		v.Field(i).Set(reflect.ValueOf(gl.StylePrimitive{Color: &c}))
	}
	style := gl.StyleConfig{CodeBlock: gl.StyleCodeBlock{Chroma: &chroma}}
	r, err := glamour.NewTermRenderer(glamour.WithStyles(style), glamour.WithWordWrap(0),
		glamour.WithChromaFormatter("terminal16m"))
	if err != nil {
		return "", err
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return r.Render(fence + plainWord(language) + "\n" + text + "\n" + fence + "\n")
}

// plainWord keeps of a language's name what cannot end the line of the fence.
func plainWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && alphanumeric(byte(r)) || strings.ContainsRune("+-#._", r) {
			return r
		}
		return -1
	}, s[:min(len(s), 40)])
}

// tokenInks are the theme's inks by marker: [0] is no token. A kind that the
// theme leaves out takes the colour of the kind whose name begins its own
// (NameClass that of Name), as chroma itself does.
func tokenInks(c *gl.Chroma, text ink) []ink {
	if c == nil {
		c = &gl.Chroma{}
	}
	v := reflect.ValueOf(c).Elem()
	t := v.Type()
	inks := make([]ink, t.NumField()+1)
	for i := range t.NumField() {
		k := primitiveInk(v.Field(i).Interface().(gl.StylePrimitive))
		best := 0
		for j := range t.NumField() {
			name := t.Field(j).Name
			if k != (ink{}) || j == i || len(name) <= best || !strings.HasPrefix(t.Field(i).Name, name) {
				continue
			}
			if up := primitiveInk(v.Field(j).Interface().(gl.StylePrimitive)); up != (ink{}) {
				k, best = up, len(name)
			}
		}
		if k == (ink{}) {
			k = text
		}
		inks[i+1] = k
	}
	return inks
}
