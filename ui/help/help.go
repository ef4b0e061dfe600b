// Package help draws the help: the keys of a screen, or every key of the table,
// by section, in as many columns as there is room for. It is generated; there is
// no key in it that does not work, and none that works is missing.
package help

import (
	"strings"

	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/overlay"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// The width of one column of help, and of its keys.
const (
	column  = 46
	widest  = 66 // the longest line of help needs no more
	keyWide = 14
)

// Help is the help as a layer.
type Help struct {
	overlay.Text
	m       keys.Map
	version string
	place   keys.Place
	all     bool // the keys of all screens
}

// New is the help for a screen; Tab shows the keys of all of them.
func New(m keys.Map, version string, place keys.Place) *Help {
	h := &Help{m: m, version: version, place: place}
	h.Keys = m
	h.Lines = func(w int, s theme.Styles, method ansi.Method) []string {
		return Lines(m, h.shown(), w, s, method)
	}
	h.name()
	return h
}

func (h *Help) shown() keys.Place {
	if h.all {
		return keys.Everywhere
	}
	return h.place
}

func (h *Help) name() {
	h.Title, h.Hint = "Keys "+where(h.place), "Tab shows all keys"
	if h.all {
		h.Title, h.Hint = "All keys", "Tab shows those "+where(h.place)
	}
	if h.version != "" {
		h.Title += " · pullquote " + h.version
	}
	h.Hint += " · " + h.m.First(keys.Back) + " closes"
}

// where names a screen.
func where(p keys.Place) string {
	switch p {
	case keys.InList:
		return "of the list"
	case keys.InQuotes:
		return "of the stored quotes"
	case keys.InFeeds:
		return "of the feeds"
	}
	return "of the article"
}

// Update changes between the keys of this screen and all of them; the rest is
// scrolling.
func (h *Help) Update(msg tea.Msg) (intent.Intent, tea.Cmd, overlay.Verdict) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.Keystroke() == "tab" {
		h.all = !h.all
		h.name()
		return intent.None{}, nil, overlay.Consumed
	}
	return h.Text.Update(msg)
}

// Lines draws the help of some places for a width.
func Lines(m keys.Map, places keys.Place, w int, s theme.Styles, method ansi.Method) []string {
	n := max(min(w/column, 2), 1)
	wide := max(min((w-(n-1)*3)/n, widest), 1)
	var blocks [][]string
	total := 0
	for _, sec := range keys.Sections() {
		if b := section(m, sec, places, wide, s, method); len(b) > 0 {
			blocks = append(blocks, b)
			total += len(b)
		}
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
		tall = max(tall, len(c)-1) // without the blank at the end
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

// section draws one section with a blank at its end; nil where nothing of it
// works on these places.
func section(m keys.Map, sec keys.Section, places keys.Place, w int, s theme.Styles, method ansi.Method) []string {
	var out []string
	table := keys.Table()
	for i := 0; i < len(table); i++ {
		e := table[i]
		if e.Section != sec || e.Places&places == 0 {
			continue
		}
		show, text := m.All(e.Action), e.Help
		if both := keys.Both(e.Action); both != "" {
			i++
			show, text = strings.TrimSpace(show+"  "+m.All(table[i].Action)), both
		}
		if show == "" {
			show = "–" // the settings took its keys; the command line still has it
		}
		out = append(out, row(show, text, w, s, method)...)
	}
	if out == nil {
		return nil
	}
	out = append([]string{s.Header.Render(render.Fit(string(sec), w, method))}, out...)
	return append(out, "")
}

// row draws keys and what they do; what is too long goes on below.
func row(show, text string, w int, s theme.Styles, method ansi.Method) []string {
	k := min(keyWide, w/2)
	var out []string
	for i, part := range strings.Split(method.Wrap(text, max(w-k, 1), ""), "\n") {
		if i > 0 {
			show = ""
		}
		out = append(out, s.HintKey.Render(render.Fit(show, k-1, method))+" "+s.Hint.Render(render.Fit(part, w-k, method)))
	}
	return out
}
