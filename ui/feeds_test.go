package ui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/uitest"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

func TestRemoveAndRestore(t *testing.T) {
	lib := uitest.Many(30)
	_, d := start(t, lib, 120, 24)
	d.Press("F", "G", "D", "x")
	if len(lib.Subs) != 3 {
		t.Fatal("a key that is not y removed the feed")
	}
	d.Press("D", "y")
	if len(lib.Subs) != 2 {
		t.Fatal("y did not remove the feed")
	}
	has(t, d, "Removed Lab Notes")
	d.Press("U")
	if len(lib.Subs) != 3 || len(lib.All) != 30 {
		t.Error("U did not bring the feed back")
	}
}

func TestAddFeed(t *testing.T) {
	lib := uitest.Many(9)
	m, d := start(t, lib, 100, 20)
	d.Press("a")
	d.Type("https://new.example/feed")
	d.Press("enter")
	if len(lib.Subs) != 4 {
		t.Fatal("the feed was not added")
	}
	has(t, d, "Subscribed to new.example")

	lib.Fail["Subscribe"] = feeds.ChoiceError{Candidates: []feeds.Candidate{
		{URL: "https://two.example/a", Title: "News"}, {URL: "https://two.example/b", Title: "Comments"}}}
	d.Press("a")
	d.Type("two.example")
	d.Press("enter")
	has(t, d, "Several feeds")
	d.Press("enter")
	if m.layers.Top() == nil {
		t.Fatal("a layer that opened by itself took a key meant for the screen")
	}
	lib.Fail = nil
	d.Fire()
	d.Press("j", "enter")
	if last := lib.Subs[len(lib.Subs)-1]; last.URL != "https://two.example/b" {
		t.Errorf("subscribed to %s", last.URL)
	}
}

// An address that fails comes back into the prompt, to be mended.
func TestAddFeedAgainAfterAnError(t *testing.T) {
	lib := uitest.Many(9)
	lib.Fail["Subscribe"] = article.ErrNoArticle
	_, d := start(t, lib, 100, 20)
	d.Press("a")
	d.Type("typo.example")
	d.Press("enter")
	has(t, d, "Address typo.example")
	lib.Fail = nil
	d.Press("enter") // meant for what was there before: the prompt is deaf at first
	has(t, d, "Address typo.example")
	d.Fire()
	d.Press("enter")
	has(t, d, "Subscribed to")
}

// A site that names no feed: the prompt says how to have the usual addresses tried.
func TestAddFeedByGuessing(t *testing.T) {
	lib := uitest.Many(9)
	lib.Fail["Subscribe"] = feeds.ErrNotFeed
	_, d := start(t, lib, 120, 20)
	d.Press("a")
	d.Type("plain.example")
	d.Press("enter")
	has(t, d, "put ? behind it")
	lib.Fail = nil
	d.Fire()
	d.Type(" ?")
	d.Press("enter")
	has(t, d, "Subscribed to")
	if !lib.Guessed {
		t.Error("the library was not asked to guess")
	}
}

func TestRefreshBarAndStopping(t *testing.T) {
	lib := uitest.Many(9)
	lib.Progress = []library.Progress{
		{Feed: lib.Subs[0], Started: true, Total: 4},
		{Feed: lib.Subs[0], Done: true, Finished: 1, Total: 4, New: 2},
		{Feed: lib.Subs[1], Done: true, Finished: 2, Total: 4, Err: errors.New("no")},
	}
	m, d := start(t, lib, 80, 20)
	d.Hold = true
	d.Press("R")
	for m.fetching.done < 2 {
		d.Step()
	}
	has(t, d, "2/4")
	has(t, d, "2 new")
	has(t, d, "1 error")
	has(t, d, "Esc stops")
	has(t, d, strings.Repeat("━", 40)+strings.Repeat("─", 40))
	if v := m.View(); v.ProgressBar == nil || v.ProgressBar.Value != 50 {
		t.Errorf("the terminal's own bar is %+v", v.ProgressBar)
	}
	d.Press("esc")
	if m.slots.refresh.Busy() {
		t.Error("Esc did not stop the refresh")
	}
	d.Resume()
	lacks(t, d, "━")
}

// A followed list is brought into step beside the feeds, and is none of them.
func TestRefreshWithAList(t *testing.T) {
	lib := uitest.Many(9)
	lib.Progress = []library.Progress{
		{Feed: feeds.Feed{Title: "Blogroll"}, Done: true, List: &library.ListReport{Added: lib.Subs[:1]}},
		{Feed: feeds.Feed{Title: "Other"}, Done: true, List: &library.ListReport{}, Err: feeds.ErrNotFound},
		{Feed: lib.Subs[0], Done: true, Finished: 1, Total: 1, New: 2},
	}
	_, d := start(t, lib, 80, 20)
	d.Press("R")
	has(t, d, "2 new articles; 1 feed failed")
}

// Where every feed failed for one reason, the reason is the news.
func TestRefreshThatFailedAltogether(t *testing.T) {
	lib := uitest.Many(9)
	down := fmt.Errorf("dial: %w", &net.DNSError{})
	for i, f := range lib.Subs {
		lib.Progress = append(lib.Progress, library.Progress{Feed: f, Done: true, Finished: i + 1, Total: 3, Err: down})
	}
	_, d := start(t, lib, 100, 20)
	d.Press("R")
	has(t, d, "None of 3 feeds could be fetched: the host's name cannot be looked up: offline?")
	lib.Progress[1].Err = feeds.ErrNotFound
	d.Press("R")
	has(t, d, "Nothing new; 3 feeds failed")
	lib.Progress = []library.Progress{{Feed: lib.Subs[0], Done: true, Finished: 1, Total: 1, Err: feeds.StatusError{Code: 404}}}
	d.Press("r")
	has(t, d, lib.Subs[0].Title+" could not be fetched: HTTP 404: not there.")
}

func TestRefreshTellsWhyNothingWasAsked(t *testing.T) {
	lib := uitest.Many(9)
	lib.Progress = []library.Progress{{Feed: lib.Subs[0], Done: true, Finished: 1, Total: 1, Skipped: "not asked before 16:40: the server asked to wait"}}
	_, d := start(t, lib, 80, 20)
	d.Press("R")
	has(t, d, "Not asked before 16:40: the server asked to wait.")
}

func TestFeedStateShowsItsFetches(t *testing.T) {
	lib := uitest.Many(9)
	lib.Subs[2].NextCheck, lib.Subs[2].Pace, lib.Subs[2].Why = uitest.Now().Add(2*time.Hour), 12*time.Hour, feeds.ByPace
	_, d := start(t, lib, 100, 24)
	d.Press("F", "G", "e")
	has(t, d, "Last fetches")
	has(t, d, "3 new, 1 changed")
	has(t, d, "publishes about twice a day")
	lib.Fail["History"] = errors.New("no")
	d.Press("esc", "e")
	has(t, d, "history cannot be read")
}

// Whatever comes in, and wherever: the cursor stays on its article, and on its
// row of the screen where rows above it do not fit any more.
func TestRefreshNeverMovesTheCursor(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		n := 1 + rnd.IntN(900)
		lib := uitest.Many(n)
		m, d := start(t, lib, 80, 6+rnd.IntN(30))
		for range rnd.IntN(40) {
			d.Press([]string{"j", "j", "space", "k", "G", "m", "d"}[rnd.IntN(7)])
		}
		if rnd.IntN(2) == 0 {
			d.Press(".")
		}
		was, ok := m.list.Current()
		if !ok {
			continue
		}
		next := feeds.EntryID(n + 1)
		for range 1 + rnd.IntN(400) {
			e := lib.All[rnd.IntN(len(lib.All))]
			e.ID, e.Read = next, false
			if rnd.IntN(3) > 0 {
				e.Published = uitest.Now()
			}
			next++
			lib.Arrive = append(lib.Arrive, e)
		}
		lib.Progress = []library.Progress{{Done: true, New: 1, Finished: 1, Total: 1}}
		d.Press("R")
		d.Fire()
		if e, _ := m.list.Current(); e.ID != was.ID {
			t.Fatalf("round %d (%d entries): the cursor went from %d to %d", round, n, was.ID, e.ID)
		}
	}
}

func TestNewRowsAreToldWhenScrolled(t *testing.T) {
	lib := uitest.Many(300)
	m, d := start(t, lib, 80, 20)
	d.Press("space", "space", "j", "j", "j", "j", "j")
	for i := range 12 {
		lib.Arrive = append(lib.Arrive, feeds.Entry{ID: feeds.EntryID(1000 + i), Feed: 1, Title: "Just in", Published: uitest.Now(), Arrived: uitest.Now()})
	}
	lib.Progress = []library.Progress{{Done: true, New: 12, Finished: 1, Total: 1}}
	before := row(d, m)
	d.Press("R")
	has(t, d, "↑ 12 new")
	if after := row(d, m); after != before {
		t.Errorf("the article went from row %d to %d", before, after)
	}
	d.Press("g")
	lacks(t, d, "↑")
	has(t, d, "Just in")
}

// row is the line of the screen that the cursor is on.
func row(d *uitest.Driver, _ *Model) int {
	for i, l := range strings.Split(d.Frame(), "\n") {
		if strings.HasPrefix(l, "▌") {
			return i
		}
	}
	return -1
}

func TestFeedsPanel(t *testing.T) {
	m, d := start(t, uitest.Many(30), 120, 24)
	d.Press("F", "j", "j", "enter")
	if m.viewName() != "Harbour Post" || !m.sideOn || m.focus != onList {
		t.Fatalf("Enter on a feed shows %q, panel %v, focus %d", m.viewName(), m.sideOn, m.focus)
	}
	for _, e := range m.list.Rows() {
		if e.Feed != 1 {
			t.Fatalf("the list of feed 1 holds an entry of feed %d", e.Feed)
		}
	}
	d.Press("F", "F")
	if m.sideOn {
		t.Error("F on the panel does not close it")
	}
	d.Send(size(60, 24))
	d.Press("F")
	lacks(t, d, "Council votes")
	d.Press("g", "enter")
	has(t, d, "Council votes")
	if m.sideOn || m.viewName() != "All feeds" {
		t.Errorf("on a narrow screen the panel stays after a choice: %v, %q", m.sideOn, m.viewName())
	}
}

func TestStarterPacksSubscribe(t *testing.T) {
	lib := uitest.Many(3)
	m, d := start(t, lib, 100, 30)
	d.Press("+")
	if m.layers.Top() == nil {
		t.Fatal("+ opens nothing")
	}
	d.Press("j", "space", "space", "space", "enter")
	if len(lib.Subs) != 6 {
		t.Fatalf("three ticks give %d feeds, want 6", len(lib.Subs))
	}
	for _, f := range lib.Subs[3:] {
		if len(f.Folder) == 0 {
			t.Errorf("%s is in no folder", f.URL)
		}
	}
	has(t, d, "Subscribed to 3 feeds.")
}

// A list that was empty fills at once while the refresh still runs, and the
// newest headline stays under the cursor until somebody moves it.
func TestFirstRefreshFillsFromTheTop(t *testing.T) {
	lib := uitest.Many(40)
	all := lib.All
	lib.All = nil
	m, d := start(t, lib, 80, 20)
	has(t, d, "looks for news")
	token := m.slots.refresh.Begin(m.desk.Ctx)
	came := func(finished int) {
		_, cmd := m.Update(work.Progressed{Token: token, Progress: library.Progress{Feed: lib.Subs[0], Done: true, New: 1, Finished: finished, Total: 9}})
		for _, c := range cmd().(tea.BatchMsg)[1:] { // the first waits for the next step, and none comes
			d.Run(c)
		}
		d.Fire()
	}
	m.sayEmpty()
	has(t, d, "Looking for news")
	lib.All = slices.DeleteFunc(slices.Clone(all), func(e feeds.Entry) bool { return e.ID > 20 })
	came(1)
	has(t, d, "1/9")
	if e, ok := m.list.Current(); !ok || e.ID != 20 {
		t.Fatalf("after the first feed the cursor is on %d", e.ID)
	}
	lib.All = all
	came(2)
	if e, _ := m.list.Current(); e.ID != 40 || m.list.Fresh() != 0 {
		t.Fatalf("newer rows came: the cursor is on %d, %d told as new", e.ID, m.list.Fresh())
	}
	d.Press("j")
	e := all[0]
	e.ID, e.Published = 99, uitest.Now()
	lib.All = append(slices.Clone(all), e)
	came(3)
	if e, _ := m.list.Current(); e.ID != 39 {
		t.Errorf("the cursor left the article that it was moved to, for %d", e.ID)
	}
}

// A reading of the list that takes long is not ended by the next feed.
func TestRefreshLetsAReadingOfTheListFinish(t *testing.T) {
	lib := uitest.Many(9)
	m, d := start(t, lib, 80, 20)
	token := m.slots.refresh.Begin(m.desk.Ctx)
	d.Hold = true
	progress := library.Progress{Feed: lib.Subs[0], Done: true, New: 1, Finished: 1, Total: 9}
	m.Update(work.Progressed{Token: token, Progress: progress})
	asked := m.slots.list.Now(m.desk.Ctx)
	m.Update(tick{kind: settleDown})
	m.Update(work.Progressed{Token: token, Progress: progress})
	if !m.slots.list.Is(asked) {
		t.Error("the list was asked anew before it had answered")
	}
	if !m.fetching.stale {
		t.Error("what came in meanwhile is forgotten")
	}
}

// Where Esc goes back, the line does not say that it stops the refresh, and the
// keys stay in sight.
func TestRefreshIsToldBesideTheKeysOfAnArticle(t *testing.T) {
	lib := uitest.Many(9)
	m, d := start(t, lib, 80, 20)
	d.Press("enter")
	m.slots.refresh.Begin(m.desk.Ctx)
	m.fetching = fetching{done: 3, total: 6}
	has(t, d, "next quote")
	has(t, d, "━━━━━───── 3/6")
	lacks(t, d, "Esc stops")
	d.Press("q")
	has(t, d, "Esc stops")
	m.fetching = fetching{done: 5, total: 6, name: "Fast", inHand: lib.Subs[:1]}
	has(t, d, "waiting for "+lib.Subs[0].Name())
	d.Send(size(80, 6)) // no rule above the list
	has(t, d, "━")
}
