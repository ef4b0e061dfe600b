package ui

import (
	"fmt"
	"strings"

	"pullquote/ui/keys"
	"pullquote/ui/layout"
)

// footer is the last line: what is typed, what is under way, what just
// happened, or else which keys work here. A long notice takes some lines above
// it, too. x is the cell of the text cursor; -1: none.
func (m *Model) footer(w int) (lines []string, x int) {
	s := m.styles
	if m.filter != nil {
		line, x := m.filterLine(w)
		return []string{line}, x
	}
	left := ""
	switch {
	case m.opening != nil && m.opening.shown:
		left = s.Busy.Render(" "+m.spinner()+" Opening ") + m.openingName(w)
	case len(m.adding.queue) > 0 && m.adding.shown:
		left = s.Busy.Render(" "+m.spinner()+" Subscribing") + s.Hint.Render(m.addingName(w))
	case m.notice.text != "":
		return m.news(w), -1
	case m.slots.refresh.Busy() && m.fetching.total > 0 && m.stoppable():
		left = m.fetchingLine(w)
	default:
		left = m.hints(w)
	}
	return []string{layout.Line(left, w, m.method)}, -1
}

// maxNews is how many lines a notice may take, the footer and some above it.
const maxNews = 3

// news is the notice in lines. What went wrong must be readable to its end on a
// narrow terminal, too.
func (m *Model) news(w int) []string {
	style, most := m.styles.Good, maxNews
	if m.notice.bad {
		style = m.styles.Problem
	}
	if m.h < 8 {
		most = 1
	}
	out := strings.Split(m.method.Wrap(m.notice.text, max(w-2, 1), ""), "\n")
	if len(out) > most {
		out = append(out[:most-1], strings.Join(out[most-1:], " "))
	}
	for i := range out {
		out[i] = layout.Line(style.Render(" "+m.cut(out[i], w-2)), w, m.method)
	}
	return out
}

// filterLine is the filter while it is typed, with how much it found.
func (m *Model) filterLine(w int) (string, int) {
	s := m.styles
	right := ""
	switch {
	case m.shown.problem != "" && w >= 60:
		right = s.Problem.Render(m.cut(m.shown.problem, w/2-2) + " ")
	case m.shown.problem == "" && m.shown.words != "" && m.shown.total >= 0:
		right = s.Count.Render(layout.Number(m.shown.total) + " found ")
	}
	n := layout.Width(right, m.method)
	if n > w/2 {
		right, n = "", 0
	}
	room := max(w-3-n, 1)
	text, x := m.filter.View(room, m.method)
	hint := ""
	if text == "" {
		hint = s.Hint.Render(m.cut("words  is:unread  has:quote  speaker:NAME  feed:NAME  since:7d  quotes:>3", room-1))
	}
	return layout.Line(" "+s.HintKey.Render("/")+" "+s.Text.Render(text)+hint, w-n, m.method) + right, 3 + x
}

func (m *Model) openingName(w int) string {
	host := ""
	if m.opening.host != "" && w >= 60 {
		host = " · " + m.cut(m.opening.host, w/4)
	}
	host += " · Esc cancels"
	// 12 cells stand before it: the spinner and "Opening".
	name := m.cut(m.opening.title, max(w-12-layout.Width(host, m.method), 8))
	return m.styles.Text.Render(name) + m.styles.Hint.Render(host)
}

func (m *Model) addingName(w int) string {
	a := m.adding
	out := ""
	if a.total > 1 {
		out = fmt.Sprintf(" %d/%d", a.done+1, a.total)
	}
	return out + " · " + m.cut(a.queue[0].url, max(w-40, 8)) + " · Esc cancels"
}

// fetchingLine tells of a refresh: "━━━━──── 12/100 · 3 new · 2 errors · Feed
// Name · Esc stops". What does not fit goes, the feed's name first; the bar is
// only here where no rule above the list is the bar already.
func (m *Model) fetchingLine(w int) string {
	f, s := m.fetching, m.styles
	out := " "
	if m.rects.Rule.Empty() && w >= 40 {
		out += m.bar(min(w/6, 24)) + " "
	}
	out += s.Busy.Render(layout.Number(f.done) + "/" + layout.Number(f.total))
	if f.fresh > 0 {
		out += s.Good.Render(" · " + layout.Number(f.fresh) + " new")
	}
	if f.failed > 0 {
		out += s.Problem.Render(" · " + plural(f.failed, "error", "errors"))
	}
	const stop = " · Esc stops"
	name := f.name
	switch left := f.total - f.done; {
	case left > few:
	case len(f.inHand) > 0:
		name = "waiting for " + f.inHand[0].Name()
	case left > 0: // which they are was not told: a beginning may be dropped
		name = "waiting for " + plural(left, "feed", "feeds")
	}
	if room := w - layout.Width(out+stop, m.method) - 4; name != "" && room >= 8 {
		out += s.Hint.Render(" · " + m.cut(name, room))
	}
	return out + s.Hint.Render(stop)
}

// few is how many feeds may be left before the line names one that keeps
// everybody waiting.
const few = 3

// bar is how far a refresh is, in so many cells.
func (m *Model) bar(w int) string {
	full := 0
	if f := m.fetching; f.total > 0 {
		full = w * min(f.done, f.total) / f.total
	}
	return m.styles.Busy.Render(strings.Repeat("━", full)) + m.styles.Border.Render(strings.Repeat("─", w-full))
}

// stoppable reports whether Esc would stop a refresh here: everywhere else it
// has something nearer to take back.
func (m *Model) stoppable() bool {
	return m.place() == keys.InList && m.shown.words == "" && m.shown.problem == ""
}

// fetchingMark is a refresh told beside the keys of a screen on which Esc goes
// back and so stops nothing.
func (m *Model) fetchingMark(w int) string {
	f := m.fetching
	if !m.slots.refresh.Busy() || f.total == 0 || w < 40 {
		return ""
	}
	out := m.styles.Busy.Render(layout.Number(f.done) + "/" + layout.Number(f.total) + " ")
	if w >= 60 {
		out = m.bar(10) + " " + out
	}
	return out
}

// summary is what a refresh brought.
func (f fetching) summary(m keys.Map) string {
	out := "Nothing new"
	switch {
	case f.fresh == 0 && f.failed > 0 && f.failed == f.total-f.skipped && !f.faults: // the network is down, or one server
		what := "None of " + plural(f.failed, "feed", "feeds") + " could be fetched"
		if f.failed == 1 {
			what = f.name + " could not be fetched"
		}
		return what + ": " + f.fault + "."
	case f.fresh > 0:
		out = plural(f.fresh, "new article", "new articles")
	case f.skipped > 0 && f.skipped == f.total:
		out = strings.ToUpper(f.why[:1]) + f.why[1:] // our own words
	}
	if f.skipped > 0 && f.total > f.skipped {
		out += fmt.Sprintf("; %s asked to wait", plural(f.skipped, "server", "servers"))
	}
	if f.failed > 0 {
		out += fmt.Sprintf("; %s failed, %s shows them", plural(f.failed, "feed", "feeds"), m.First(keys.Feeds))
	}
	return out + "."
}

// spinner is the sign that something is under way.
func (m *Model) spinner() string {
	turns := []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}
	return turns[m.spin%len(turns)]
}
