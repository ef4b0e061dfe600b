package quotes

import (
	"strings"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/prompt"

	tea "charm.land/bubbletea/v2"
)

// Update handles keys and the mouse while the screen has the focus.
func (q *Quotes) Update(msg tea.Msg) (intent.Intent, tea.Cmd) {
	if q.filter != nil {
		return q.typeFilter(msg), nil
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		if q.OnSpeakers() {
			q.by.cursor = wheel(msg, q.by.cursor, len(q.by.rows))
		} else {
			q.board.cursor = wheel(msg, q.board.cursor, len(q.board.items))
		}
		return q.lacks(), nil
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return q.click(msg.X, msg.Y), nil
		}
	case tea.KeyPressMsg:
		return q.press(msg), nil
	}
	return intent.None{}, nil
}

// click chooses what was clicked on, and opens what was chosen already.
func (q *Quotes) click(x, y int) intent.Intent {
	y -= q.head()
	if y < 0 || !q.loaded {
		return intent.None{}
	}
	at, cursor := q.board.at(y), &q.board.cursor
	if q.OnSpeakers() {
		if at = q.by.offset + y/each; at >= len(q.by.rows) || q.w >= beside && x >= q.left() {
			at = -1
		}
		cursor = &q.by.cursor
	}
	switch {
	case at < 0:
		return intent.None{}
	case at == *cursor:
		return q.open()
	}
	*cursor = at
	return q.lacks()
}

// open opens what is under the cursor: a speaker's quotes, or a quote's article.
func (q *Quotes) open() intent.Intent {
	if v, ok := q.by.current(); ok && q.OnSpeakers() {
		q.leave()
		q.show(&v, false)
		return q.lacks()
	}
	if s, ok := q.Current(); ok {
		return intent.Open{ID: s.Entry, Quote: s.Number, Words: s.Text}
	}
	return intent.None{}
}

// lacks asks for what the screen lacks.
func (q *Quotes) lacks() intent.Intent {
	if _, ok := q.Want(); ok {
		return intent.More{}
	}
	return intent.None{}
}

func (q *Quotes) move(k tea.KeyPressMsg) bool {
	if q.OnSpeakers() {
		at, ok := q.o.Keys.Step(k, q.by.cursor, len(q.by.rows), max((q.h-2)/each, 1))
		q.by.cursor = at
		return ok
	}
	// The end may lie far behind what was read: it is read from there.
	if !q.end && q.o.Keys.Is(k, keys.Bottom) || !q.top && q.o.Keys.Is(k, keys.Top) {
		q.anew(q.o.Keys.Is(k, keys.Bottom))
		return true
	}
	return q.board.move(k, q.o.Keys)
}

func (q *Quotes) press(k tea.KeyPressMsg) intent.Intent {
	m := q.o.Keys
	if q.move(k) {
		return q.lacks()
	}
	switch {
	case m.Is(k, keys.Back):
		return q.back(k)
	case m.Is(k, keys.Search):
		f := prompt.NewField(q.words)
		q.filter = &f
		return intent.None{}
	case m.Is(k, keys.Quotes):
		q.behind, q.byTime = nil, q.OnSpeakers()
		q.show(nil, false)
		return q.lacks()
	case m.Is(k, keys.StarredOnly) && q.saved:
		return q.back(k)
	case m.Is(k, keys.StarredOnly):
		q.leave()
		q.show(nil, true)
		return q.lacks()
	case m.Is(k, keys.Export):
		return intent.Export{Query: q.Query()}
	}
	if q.OnSpeakers() {
		switch {
		case m.Is(k, keys.Open), m.Is(k, keys.Everything):
			return q.open()
		case m.Is(k, keys.Copy), m.Is(k, keys.CopyLink), m.Is(k, keys.Browser), m.Is(k, keys.SaveQuote), m.Is(k, keys.Note):
			return intent.Notice{Text: m.First(keys.Open) + " shows the quotes of this speaker; there one can be chosen."}
		}
		return intent.None{}
	}
	if s, ok := q.Current(); ok {
		return q.onQuote(k, s)
	}
	return intent.None{}
}

// back goes one step out, to where that was left: Esc first drops the filter.
func (q *Quotes) back(k tea.KeyPressMsg) intent.Intent {
	n := len(q.behind)
	switch {
	case q.words != "" && k.Keystroke() == "esc" && (n == 0 || q.behind[n-1].words != q.words):
		q.words = ""
		q.anew(false)
		return q.lacks()
	case n == 0:
		return intent.Close{}
	}
	v := q.behind[n-1]
	q.behind = q.behind[:n-1]
	q.words, q.byTime = v.words, v.byTime
	q.show(v.voice, v.saved)
	if !q.OnSpeakers() {
		q.stored, q.top, q.end, q.total, q.loaded = v.stored, v.top, v.end, v.total, true
		q.board.cursor = v.cursor
		q.arrange()
		q.board.keepRow(v.row)
	}
	return q.lacks()
}

// leave remembers what is shown, for Back.
func (q *Quotes) leave() {
	v := view{voice: q.voice, byTime: q.byTime, saved: q.saved, words: q.words}
	if !q.OnSpeakers() {
		v.stored, v.top, v.end, v.total, v.cursor, v.row = q.stored, q.top, q.end, q.total, q.board.cursor, q.board.row()
	}
	q.behind = append(q.behind, v)
}

// ShowVoice shows the quotes of one speaker.
func (q *Quotes) ShowVoice(v feeds.Voice) { q.show(&v, false) }

// show changes what the screen shows: one speaker's quotes, the saved ones, or
// else all. The list of speakers stays as it was left.
func (q *Quotes) show(v *feeds.Voice, saved bool) {
	peeked := v != nil && q.OnSpeakers() && q.peeks(*v)
	q.voice, q.saved = v, saved
	q.total = -1
	q.board.cursor, q.board.offset = 0, 0
	if !peeked {
		q.stored, q.peeked = nil, nil
	}
	q.arrange()
	q.anew(false)
	q.loaded = q.OnSpeakers() && len(q.by.rows) > 0 && q.by.words == q.words
}

// onQuote handles the keys for the quote under the cursor.
func (q *Quotes) onQuote(k tea.KeyPressMsg, s feeds.StoredQuote) intent.Intent {
	m := q.o.Keys
	switch {
	case m.Is(k, keys.Open):
		return q.open()
	case m.Is(k, keys.Copy):
		return intent.Copy{Text: s.Cite(), What: "quote"}
	case m.Is(k, keys.CopyLink):
		if s.Link() == "" {
			return intent.Notice{Text: "This article has no address."}
		}
		return intent.Copy{Text: s.Link(), What: "link to the quote"}
	case m.Is(k, keys.Browser):
		return intent.Browse{URL: s.Link()}
	case m.Is(k, keys.SaveQuote):
		return intent.SaveQuote{Quote: s, Was: s, Let: s.Saved()}
	case m.Is(k, keys.Note):
		return intent.Note{Quote: s}
	case m.Is(k, keys.Everything) && q.voice == nil && s.Voice != 0:
		q.leave()
		q.words = ""
		q.show(&feeds.Voice{ID: s.Voice, Name: s.Speaker, Role: s.Role}, false)
		return q.lacks()
	}
	return intent.None{}
}

// typeFilter edits the filter line; every change is told, and its parent
// waits for a pause.
func (q *Quotes) typeFilter(msg tea.Msg) intent.Intent {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.Keystroke() {
		case "enter":
			q.filter = nil
			return intent.None{}
		case "esc":
			q.filter, q.words = nil, ""
			q.anew(false)
			return intent.Filter{}
		case "ctrl+c":
			return intent.Quit{}
		case "up", "down", "pgup", "pgdown":
			q.move(k)
			return q.lacks()
		}
	}
	if _, changed := q.filter.Update(msg); !changed {
		return intent.None{}
	}
	q.words = strings.TrimSpace(q.filter.Value())
	q.anew(false)
	return intent.Filter{Words: q.words}
}
