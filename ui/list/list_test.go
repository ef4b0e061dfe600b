package list

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func make2(t testing.TB, n, w, h int) *List {
	t.Helper()
	s, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	l := New(Options{Keys: keys.Default(), Styles: s, Method: ansi.WcWidth, Now: uitest.Now})
	l.SetSize(w, h)
	l.Replace(Window{Rows: uitest.Many(n).All, Top: true, End: true, Anchor: -1}, false, false)
	l.SetTotal(n)
	return l
}

func press(l *List, names ...string) (in intent.Intent) {
	for _, n := range names {
		in, _ = l.Update(uitest.Key(n))
	}
	return in
}

func TestAge(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		before time.Duration
		want   string
	}{
		{-time.Hour, "now"}, {0, "now"}, {59 * time.Second, "now"}, {time.Minute, "1 min"}, {59 * time.Minute, "59 min"},
		{time.Hour, "1 h"}, {23*time.Hour + 59*time.Minute, "23 h"}, {24 * time.Hour, "1 d"}, {6 * 24 * time.Hour, "6 d"},
		{7 * 24 * time.Hour, "3 Mar"}, {100 * 24 * time.Hour, "30 Nov"}, {300 * 24 * time.Hour, "2025-05"},
	} {
		if got := Age(now.Add(-c.before), now); got != c.want {
			t.Errorf("%v ago is %q, want %q", c.before, got, c.want)
		}
	}
	if got := Age(time.Time{}, now); got != "" {
		t.Errorf("an unknown time is %q", got)
	}
}

// Each column begins in the same cell of every row, whatever is in it.
func TestColumnsAreStraight(t *testing.T) {
	for _, w := range []int{40, 60, 80, 100, 120, 160, 300} {
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			l := make2(t, 24, w, 24)
			l.SetStyles(l.o.Styles, m)
			c := plan(w)
			for i, line := range l.Lines() {
				age := m.TruncateLeft(ansi.Strip(line), w-back-c.age, "")
				if want := Age(l.rows[i].Time(), uitest.Now()); strings.TrimSpace(age) != want {
					t.Errorf("width %d, row %d: the last column is %q, want %q", w, i, age, want)
				}
				if n := m.StringWidth(line); n != w {
					t.Errorf("width %d, row %d takes %d cells", w, i, n)
				}
			}
		}
	}
}

func TestMarks(t *testing.T) {
	l := make2(t, 8, 120, 8)
	frame := strings.Split(uitest.Plain(l.View()), "\n")
	for i, e := range l.rows {
		if unread := strings.Contains(frame[i], "●"); unread == e.Read {
			t.Errorf("row %d: read %v, mark %v", i, e.Read, unread)
		}
		if star := strings.Contains(frame[i], "★"); star != e.Starred {
			t.Errorf("row %d: starred %v, sign %v", i, e.Starred, star)
		}
		if q := strings.Contains(frame[i], "❝"); q != (e.Quotes > 0) {
			t.Errorf("row %d: %d quotes, sign %v", i, e.Quotes, q)
		}
	}
	if !strings.HasPrefix(frame[0], "▌") {
		t.Error("the row under the cursor has no bar")
	}
}

// Where there is no column for it, a headline gives cells up to its count.
func TestQuotesOnANarrowScreen(t *testing.T) {
	for w, want := range map[int]bool{31: false, 32: true, 40: true, 51: true} {
		l := make2(t, 8, w, 8)
		frame := strings.Split(uitest.Plain(l.View()), "\n")
		for i, e := range l.rows {
			if q := strings.Contains(frame[i], "❝"); q != (want && e.Quotes > 0) {
				t.Errorf("width %d, row %d: %d quotes, %q", w, i, e.Quotes, frame[i])
			}
		}
	}
}

func TestMoving(t *testing.T) {
	l := make2(t, 100, 80, 10)
	for _, c := range []struct {
		keys string
		want int
	}{
		{"j", 2}, {"k", 1}, {"k", 1}, {"space", 10}, {"b", 1}, {"G", 100}, {"j", 100}, {"pgup", 91}, {"g", 1}, {"d", 5}, {"u", 1},
	} {
		press(l, c.keys)
		if at, of := l.Position(); at != c.want || of != 100 {
			t.Errorf("after %s: %d of %d, want %d", c.keys, at, of, c.want)
		}
		if row := l.cursor - l.offset; row < 0 || row >= 10 {
			t.Errorf("after %s the cursor is out of sight: row %d", c.keys, row)
		}
	}
}

func TestAsking(t *testing.T) {
	l := make2(t, 9, 80, 10)
	id := l.rows[0].ID
	for key, want := range map[string]intent.Intent{
		"enter": intent.Open{ID: id},
		"m":     intent.Mark{Change: feeds.Change{Read: []feeds.EntryID{id}}},
		"s":     intent.Mark{Change: feeds.Change{Star: []feeds.EntryID{id}}},
		"y":     intent.Copy{Text: l.rows[0].URL, What: "link"},
		"o":     intent.Browse{URL: l.rows[0].URL},
	} {
		got := press(l, key)
		switch w := want.(type) {
		case intent.Mark:
			g, ok := got.(intent.Mark)
			if !ok || !slices.Equal(g.Change.Read, w.Change.Read) || !slices.Equal(g.Change.Star, w.Change.Star) {
				t.Errorf("%s asks %+v, want %+v", key, got, want)
			}
		default:
			if got != want {
				t.Errorf("%s asks %+v, want %+v", key, got, want)
			}
		}
	}
	l.Apply(feeds.Change{Read: []feeds.EntryID{id}, Star: []feeds.EntryID{id}})
	if in := press(l, "m").(intent.Mark); len(in.Change.Unread) != 1 {
		t.Error("m on a read entry does not ask for unread")
	}
	if in := press(l, "s").(intent.Mark); len(in.Change.Unstar) != 1 {
		t.Error("s on a starred entry does not ask to let it go")
	}
}

// A list far longer than its window: pages come in at both ends, old rows are
// let go, and the cursor stays on its article.
func TestWindowOverALongList(t *testing.T) {
	all := uitest.Many(20000).All
	l := make2(t, 0, 80, 20)
	l.SetTotal(len(all))
	l.Replace(Window{Rows: slices.Clone(all[:256]), Top: true, Anchor: -1}, false, false)
	feed := func() {
		for {
			w := l.Want()
			if !w.Page {
				return
			}
			i := slices.IndexFunc(all, func(e feeds.Entry) bool { return e.ID == w.At.ID })
			cur, _ := l.Current()
			if w.Up {
				from := max(i-256, 0)
				l.Extend(true, slices.Clone(all[from:i]), from == 0)
			} else {
				to := min(i+257, len(all))
				l.Extend(false, slices.Clone(all[i+1:to]), to == len(all))
			}
			if now, _ := l.Current(); now.ID != cur.ID {
				t.Fatalf("a page moved the cursor from %d to %d", cur.ID, now.ID)
			}
			if len(l.rows) > most+256 {
				t.Fatalf("%d rows are held", len(l.rows))
			}
		}
	}
	for range 700 {
		press(l, "space")
		feed()
	}
	if at, of := l.Position(); at < 13000 || of != 20000 {
		t.Errorf("after 700 pages at %d of %d", at, of)
	}
	at, _ := l.Position()
	if e, _ := l.Current(); e.ID != all[at-1].ID {
		t.Errorf("position %d shows entry %d, want %d", at, e.ID, all[at-1].ID)
	}
	for range 800 {
		press(l, "b")
		feed()
	}
	if e, _ := l.Current(); e.ID != all[0].ID || l.base != 0 {
		t.Errorf("back at the top: entry %d, base %d", e.ID, l.base)
	}
	if in := press(l, "G"); in == (intent.None{}) || !l.Want().End {
		t.Error("G does not ask for the end")
	}
	l.Replace(Window{Rows: slices.Clone(all[len(all)-256:]), End: true, Anchor: 255}, false, false)
	if at, _ := l.Position(); at != 20000 {
		t.Errorf("the end is position %d", at)
	}
}

func TestNeighbour(t *testing.T) {
	l := make2(t, 9, 80, 10)
	if e, ok, _ := l.Neighbour(l.rows[2].ID, 1, true); !ok || e.ID != l.rows[4].ID {
		t.Errorf("the unread one after row 2 is %d", e.ID) // row 3 is read
	}
	if _, ok, sure := l.Neighbour(l.rows[0].ID, -1, false); ok || !sure {
		t.Error("there is something before the first")
	}
	l.end = false
	if _, ok, sure := l.Neighbour(l.rows[8].ID, 1, false); ok || sure {
		t.Error("a list that goes on is sure to end")
	}
}

func TestMouse(t *testing.T) {
	l := make2(t, 30, 80, 10)
	l.Update(tea.MouseClickMsg{Y: 4, Button: tea.MouseLeft})
	if at, _ := l.Position(); at != 5 {
		t.Errorf("a click on the fifth row went to %d", at)
	}
	if in, _ := l.Update(tea.MouseClickMsg{Y: 4, Button: tea.MouseLeft}); in != (intent.Open{ID: l.rows[4].ID}) {
		t.Errorf("a second click asks %+v", in)
	}
}

func TestEverySize(t *testing.T) {
	for _, n := range []int{0, 1, 60} {
		l := make2(t, n, 1, 1)
		l.SetEmpty("Nothing", "", "a very long line that has to be cut somewhere, surely, at nearly every width")
		for _, s := range uitest.Sizes() {
			l.SetSize(s[0], s[1])
			uitest.Exact(t, "list", l.View(), s[0], s[1], ansi.WcWidth)
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	l := make2(b, 4000, 120, 50)
	for b.Loop() {
		l.View()
	}
}
