package list

import (
	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"

	tea "charm.land/bubbletea/v2"
)

// Update handles keys and the mouse while the list has the focus. The mouse
// is told in the list's own cells.
func (l *List) Update(msg tea.Msg) (intent.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return l.press(msg), nil
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			return l.move(3), nil
		case tea.MouseWheelUp:
			return l.move(-3), nil
		}
	case tea.MouseClickMsg:
		if at := l.offset + msg.Y; msg.Button == tea.MouseLeft && msg.Y >= 0 && msg.Y < l.h && at < l.base+len(l.rows) {
			if at == l.cursor {
				return l.open(), nil
			}
			return l.move(at - l.cursor), nil
		}
	}
	return intent.None{}, nil
}

func (l *List) press(k tea.KeyPressMsg) intent.Intent {
	m := l.o.Keys
	page := max(l.h-1, 1)
	switch {
	case m.Is(k, keys.Down):
		return l.move(1)
	case m.Is(k, keys.Up):
		return l.move(-1)
	case m.Is(k, keys.PageDown):
		return l.page(page)
	case m.Is(k, keys.PageUp):
		return l.page(-page)
	case m.Is(k, keys.HalfDown):
		return l.page(max(page/2, 1))
	case m.Is(k, keys.HalfUp):
		return l.page(-max(page/2, 1))
	case m.Is(k, keys.Top):
		return l.jump(false)
	case m.Is(k, keys.Bottom):
		return l.jump(true)
	case m.Is(k, keys.NextArticle):
		return l.unread(1)
	case m.Is(k, keys.PrevArticle):
		return l.unread(-1)
	case m.Is(k, keys.Open):
		return l.open()
	}
	e, ok := l.Current()
	if !ok {
		return intent.None{}
	}
	switch {
	case m.Is(k, keys.MarkRead):
		if e.Read {
			return intent.Mark{Change: feeds.Change{Unread: []feeds.EntryID{e.ID}}}
		}
		return intent.Mark{Change: feeds.Change{Read: []feeds.EntryID{e.ID}}}
	case m.Is(k, keys.Star):
		if e.Starred {
			return intent.Mark{Change: feeds.Change{Unstar: []feeds.EntryID{e.ID}}}
		}
		return intent.Mark{Change: feeds.Change{Star: []feeds.EntryID{e.ID}}}
	case m.Is(k, keys.Copy), m.Is(k, keys.CopyLink):
		if e.URL == "" {
			return intent.Notice{Text: "This article has no address."}
		}
		return intent.Copy{Text: e.URL, What: "link"}
	case m.Is(k, keys.Browser):
		return intent.Browse{URL: e.URL}
	}
	return intent.None{}
}

func (l *List) open() intent.Intent {
	e, ok := l.Current()
	if !ok {
		return intent.None{}
	}
	return intent.Open{ID: e.ID}
}

// move takes the cursor so many rows on.
func (l *List) move(by int) intent.Intent {
	l.filling = false
	l.cursor += by
	l.settle()
	return l.more()
}

// page scrolls: cursor and rows move together, as a pager's page does.
func (l *List) page(by int) intent.Intent {
	l.offset += by
	return l.move(by)
}

// jump goes to an end of the whole list, loaded or not.
func (l *List) jump(end bool) intent.Intent {
	switch {
	case end && !l.end:
		l.seek = toEnd
	case !end && !l.top:
		l.seek = toTop
	}
	if end {
		return l.move(len(l.rows))
	}
	return l.move(l.base - l.cursor)
}

// unread goes to the next unread headline at hand.
func (l *List) unread(by int) intent.Intent {
	for i := l.cursor - l.base + by; i >= 0 && i < len(l.rows); i += by {
		if !l.rows[i].Read {
			return l.move(l.base + i - l.cursor)
		}
	}
	switch {
	case by > 0 && !l.end:
		return l.move(len(l.rows)) // further ones are not at hand yet
	case by < 0 && !l.top:
		return l.move(-len(l.rows))
	case by > 0:
		return intent.Notice{Text: "No more unread headlines below."}
	}
	return intent.Notice{Text: "No more unread headlines above."}
}

// more asks for a page when the rows at hand run short.
func (l *List) more() intent.Intent {
	w := l.Want()
	if w == (Want{}) {
		return intent.None{}
	}
	return intent.More{Up: w.Up || w.Top}
}
