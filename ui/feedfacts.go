package ui

import (
	"fmt"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/keys"
	"pullquote/ui/list"
	"pullquote/ui/overlay"
	"pullquote/ui/theme"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// askFeedFacts reads what is remembered of the feed that is meant here: the
// one under the cursor, of the article under it, or the one that is shown.
func (m *Model) askFeedFacts() tea.Cmd {
	var f feeds.Feed
	var ok bool
	if m.place() == keys.InFeeds {
		f, ok = m.side.Feed()
	} else if e, has := m.list.Current(); has {
		f, ok = m.feed(e.Feed)
	} else {
		f, ok = m.feed(m.shown.feed)
	}
	if !ok {
		return m.say("Choose a single feed.")
	}
	return m.desk.History(m.slots.history.Begin(m.desk.Ctx), f)
}

// historyRead shows a feed's state and its last fetches.
func (m *Model) historyRead(r work.HistoryRead) tea.Cmd {
	if !m.slots.history.Finish(r.Token) {
		return nil
	}
	if r.Err != nil {
		return m.fail("The feed’s history cannot be read", r.Err)
	}
	now := m.o.Now()
	facts := feedFacts(r.Feed, now)
	m.layers.Push(&overlay.Text{
		Title: r.Feed.Name(), Hint: m.o.Keys.First(keys.Back) + " closes", Keys: m.o.Keys,
		Lines: func(w int, s theme.Styles, method ansi.Method) []string {
			out := factLines(facts, w, s, method)
			if len(r.Visits) > 0 {
				out = append(out, "", s.Hint.Render("Last fetches"))
			}
			for _, v := range r.Visits {
				out = append(out, visitLine(v, now.Location(), w, s, method))
			}
			return out
		},
	})
	return nil
}

func factLines(facts []fact, w int, s theme.Styles, method ansi.Method) []string {
	const head = 14
	var out []string
	for _, fact := range facts {
		style := s.Text
		if fact.bad {
			style = s.Problem
		}
		for i, line := range strings.Split(method.Wrap(fact.text, max(min(w, 72)-head, 1), ""), "\n") {
			name := strings.Repeat(" ", head)
			if i == 0 {
				name = fmt.Sprintf("%-*s", head, fact.head)
			}
			out = append(out, s.Hint.Render(name)+style.Render(line))
		}
	}
	return out
}

// visitLine is one fetch: when, status, what came of it, and where there is
// room how much was sent and how long it took.
func visitLine(v feeds.Visit, where *time.Location, w int, s theme.Styles, method ansi.Method) string {
	status, what, style := "  -", "unchanged", s.Text
	if v.Status > 0 {
		status = fmt.Sprintf("%3d", v.Status)
	}
	switch {
	case v.Failure != "":
		what, style = article.CleanLine(v.Failure), s.Problem
	case v.New > 0 && v.Changed > 0:
		what = fmt.Sprintf("%d new, %d changed", v.New, v.Changed)
	case v.New > 0:
		what = fmt.Sprintf("%d new", v.New)
	case v.Changed > 0:
		what = fmt.Sprintf("%d changed", v.Changed)
	}
	cost := ""
	if v.Failure == "" && w >= 60 {
		cost = fmt.Sprintf("%-20s%8s%9s", what, kilobytes(v.Bytes), fmt.Sprintf("%d ms", v.Took.Milliseconds()))
		what = ""
	}
	line := v.At.In(where).Format("_2 Jan 15:04") + "  "
	return s.Hint.Render(line) + style.Render(method.Truncate(status+"  "+what+cost, max(w-len(line), 1), "…"))
}

func kilobytes(n int64) string {
	if n < 1024 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%d kB", n>>10)
}

type fact struct {
	head, text string
	bad        bool
}

func feedFacts(f feeds.Feed, now time.Time) []fact {
	ago := func(t time.Time) string {
		switch s := list.Age(t, now); {
		case s == "":
			return "never"
		case now.Sub(t) < 7*24*time.Hour && s != "now":
			return s + " ago"
		default:
			return s
		}
	}
	out := []fact{{"Address", article.CleanLine(f.URL), false}}
	switch {
	case f.Gone:
		out = append(out, fact{"State", "gone for good: the server says so, and it is not asked any more", true})
	case f.Failures > 0:
		out = append(out, fact{"State", article.CleanLine(f.Failure), true},
			fact{"Failed", plural(f.Failures, "time", "times") + " in a row", false})
	case f.Checked.IsZero():
		out = append(out, fact{"State", "not fetched yet", false})
	default:
		out = append(out, fact{"State", "works", false})
	}
	out = append(out, fact{"Last try", ago(f.Checked), false}, fact{"Last success", ago(f.Fetched), false})
	if why := library.Waits(f, now); why != "" && !f.Gone {
		out = append(out, fact{"Next try", why, false})
	}
	if f.List != "" {
		out = append(out, fact{"From the list", article.CleanLine(feeds.Shown(f.List)), false})
	}
	return append(out, fact{"Articles", fmt.Sprintf("%d, %d unread", f.Total, f.Unread), false})
}
