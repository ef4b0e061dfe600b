package quotes

import (
	"fmt"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Of is the layer with one article's quotes, grouped by speaker in the order
// in which they first speak; the unattributed come last. at is the index of
// the active quote in Document.Spoken; -1 none.
func Of(d *article.Document, at int, m keys.Map) overlay.Layer {
	return &ofArticle{doc: d, keys: m, at: at}
}

type ofArticle struct {
	doc   *article.Document
	keys  keys.Map
	at    int
	board board
}

// SetStyles repaints.
func (o *ofArticle) SetStyles(s theme.Styles, m ansi.Method) {
	at := o.at
	if o.board.items != nil {
		at = o.board.items[o.board.cursor].ref
	}
	o.board = board{styles: s, method: m, most: 3}
	spoken := o.doc.Spoken()
	var items []item
	for i, name := range append(o.doc.Speakers(), "") {
		n := 0
		var run []item
		role := ""
		for ref, q := range spoken {
			if q.Speaker != name {
				continue
			}
			n++
			if role == "" {
				role = q.Role
			}
			run = append(run, item{text: feeds.Marked(feeds.Spoken(o.doc.QuoteText(q))), ref: ref})
		}
		group, color, about := article.CleanLine(name), s.Label(i), ""
		if name == "" {
			group, color = "Nobody named", s.Label(-1)
		}
		if r := article.CleanLine(role); r != "" && !strings.EqualFold(r, group) {
			about = ", " + r
		}
		if n > 1 {
			about += fmt.Sprintf(" · %d", n)
		}
		for j := range run {
			run[j].group, run[j].color, run[j].about = group, color, about
		}
		items = append(items, run...)
	}
	o.board.set(items)
	for i, it := range items {
		if it.ref == at {
			o.board.cursor = i
		}
	}
}

// Update moves; Enter goes to the quote.
func (o *ofArticle) Update(msg tea.Msg) (intent.Intent, tea.Cmd, overlay.Verdict) {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		o.board.cursor = wheel(msg, o.board.cursor, len(o.board.items))
		return intent.None{}, nil, overlay.Consumed
	case tea.KeyPressMsg:
		switch {
		case o.keys.Is(msg, keys.Quit):
			return intent.Quit{}, nil, overlay.Finished
		case o.keys.Is(msg, keys.Open):
			return intent.JumpTo{Quote: o.board.items[o.board.cursor].ref}, nil, overlay.Finished
		case o.keys.Is(msg, keys.Back), o.keys.Is(msg, keys.Quotes):
			return intent.None{}, nil, overlay.Finished
		}
		o.board.move(msg, o.keys)
		return intent.None{}, nil, overlay.Consumed
	}
	return intent.None{}, nil, overlay.Ignored
}

// Body draws the quotes in sight.
func (o *ofArticle) Body(w, h int) overlay.Content {
	w = min(w, 92)
	return overlay.Content{
		Title: fmt.Sprintf("Who says what · %d", len(o.board.items)),
		Hint:  o.keys.First(keys.Open) + " goes there · " + o.keys.First(keys.Back) + " closes",
		Lines: o.board.draw(w, h), Wide: w, CursorX: -1, CursorY: -1,
	}
}
