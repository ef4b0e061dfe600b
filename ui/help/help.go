// Package help draws the help: every key of the table, by section, in as many
// columns as there is room for. It is generated; there is no key in it that
// does not work, and none that works is missing.
package help

import (
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/overlay"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// The width of one column of help, and of its keys.
const (
	column  = 52
	widest  = 66 // the longest line of help needs no more
	keyWide = 13
)

// New is the help as a layer.
func New(m keys.Map, version string) *overlay.Text {
	title := "Keys"
	if version != "" {
		title = "pullquote " + version
	}
	return &overlay.Text{
		Title: title, Hint: m.First(keys.Back) + " closes", Keys: m,
		Lines: func(w int, s theme.Styles, method ansi.Method) []string {
			return Lines(m, w, s, method)
		},
	}
}

// Lines draws the help for a width.
func Lines(m keys.Map, w int, s theme.Styles, method ansi.Method) []string {
	n := max(min(w/column, 2), 1)
	wide := max(min((w-(n-1)*3)/n, widest), 1)
	var blocks [][]string
	total := 0
	for _, sec := range keys.Sections() {
		b := section(m, sec, wide, s, method)
		blocks = append(blocks, b)
		total += len(b)
	}
	// Sections stay whole and in order; the column ends where half is reached.
	cols := make([][]string, n)
	at := 0
	for _, b := range blocks {
		if at < n-1 && len(cols[at]) > 0 && len(cols[at])+len(b)/2 > (total+n-1)/n {
			at++
		}
		cols[at] = append(cols[at], b...)
	}
	tall := 0
	for _, c := range cols {
		tall = max(tall, len(c))
	}
	out := make([]string, tall)
	for i, c := range cols {
		for y, line := range layout.Box(c, wide, tall, method) {
			if i > 0 {
				line = "   " + line
			}
			out[y] += line
		}
	}
	return out
}

func section(m keys.Map, sec keys.Section, w int, s theme.Styles, method ansi.Method) []string {
	out := []string{s.Header.Render(render.Fit(string(sec), w, method))}
	k := min(keyWide, w/2)
	for _, e := range keys.Table() {
		if e.Section != sec {
			continue
		}
		show := m.All(e.Action)
		if show == "" {
			show = "–" // the settings took its keys; the command line still has it
		}
		out = append(out, s.HintKey.Render(render.Fit(show, k-1, method))+" "+
			s.Hint.Render(render.Fit(e.Help, w-k, method)))
	}
	return append(out, "")
}
