package sidebar

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pullquote/feeds"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/theme"
	"pullquote/ui/uitest"

	"github.com/charmbracelet/x/ansi"
)

func panel(t *testing.T) *Sidebar {
	t.Helper()
	st, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{Keys: keys.Default(), Styles: st, Method: ansi.WcWidth})
	s.SetSize(30, 12)
	s.SetFeeds([]feeds.Feed{
		{ID: 1, Title: "Zebra", Unread: 2, Total: 5},
		{ID: 2, Title: "Deep", Folder: []string{"World", "North"}, Unread: 3, Total: 4, Failures: 1},
		{ID: 3, Title: "Shallow", Folder: []string{"World"}, Unread: 1, Total: 1},
		{ID: 4, Title: "apple", Gone: true},
	})
	return s
}

func frame(s *Sidebar) string { return uitest.Plain(s.View(true)) }

func press(s *Sidebar, names ...string) (in intent.Intent) {
	for _, n := range names {
		in, _ = s.Update(uitest.Key(n))
	}
	return in
}

func TestTree(t *testing.T) {
	want := strings.Join([]string{
		"▌  All                      6",
		" ▾ World                  ! 4",
		"     Shallow                1",
		"   ▾ North                ! 3",
		"       Deep               ! 3",
		"   apple                    ×",
		"   Zebra                    2",
	}, "\n")
	if got := strings.TrimRight(frame(panel(t)), "\n"); got != want {
		t.Errorf("the tree is\n%s\nwant\n%s", got, want)
	}
}

// Smart folders stand above the feeds, and their counts are in nobody's sum.
func TestSmartFolders(t *testing.T) {
	s := panel(t)
	s.SetSmart([]Smart{{Name: "Holm speaks", Unread: 2}, {Name: "Long reads"}})
	s.SetChoice(0, nil, "Holm speaks")
	if got := frame(s); !strings.HasPrefix(got, "▌  All                      6\n / Holm speaks              2\n / Long reads\n ▾ World ") {
		t.Errorf("the panel is\n%s", got)
	}
	if in := press(s, "j", "j", "enter"); !reflect.DeepEqual(in, intent.Choose{Smart: "Long reads"}) {
		t.Errorf("Enter asks %+v", in)
	}
	if in := press(s, "r"); !reflect.DeepEqual(in, intent.Refresh{}) {
		t.Errorf("r asks %+v", in)
	}
	if _, ok := s.Feed(); ok {
		t.Error("it is taken for a feed")
	}
}

func TestFolding(t *testing.T) {
	s := panel(t)
	press(s, "j")
	if in := press(s, "enter"); !reflect.DeepEqual(in, intent.Choose{Folder: []string{"World"}}) {
		t.Errorf("Enter on a folder asks %+v", in)
	}
	s.SetChoice(0, []string{"World"}, "")
	press(s, "enter") // it is shown already: fold it
	if got := frame(s); strings.Contains(got, "Deep") || strings.Contains(got, "North") || !strings.Contains(got, "▸ World") {
		t.Errorf("a folded folder shows\n%s", got)
	}
	press(s, "x")
	if !strings.Contains(frame(s), "Deep") {
		t.Error("x did not unfold it")
	}
	press(s, "j", "j", "j", "x") // on the feed in it: fold its folder
	if got := frame(s); strings.Contains(got, "Deep") || !strings.Contains(got, "▌  ▸ North") {
		t.Errorf("folding from inside shows\n%s", got)
	}
}

func TestChoosing(t *testing.T) {
	s := panel(t)
	if in := press(s, "enter"); !reflect.DeepEqual(in, intent.Choose{}) {
		t.Errorf("All asks %+v", in)
	}
	press(s, "G")
	if f, ok := s.Feed(); !ok || f.ID != 1 {
		t.Errorf("the last row is feed %d", f.ID)
	}
	if in := press(s, "enter"); !reflect.DeepEqual(in, intent.Choose{Feed: 1}) {
		t.Errorf("a feed asks %+v", in)
	}
	if in := press(s, "g", "j", "r"); !reflect.DeepEqual(in, intent.Refresh{Feeds: []feeds.FeedID{3, 2}}) {
		t.Errorf("r on a folder asks %+v", in)
	}
	if in := press(s, "q"); in != (intent.Close{}) {
		t.Errorf("q asks %+v", in)
	}
}

// New counts and feeds leave the cursor on its feed.
func TestCursorStaysOnItsFeed(t *testing.T) {
	s := panel(t)
	press(s, "G")
	s.SetFeeds([]feeds.Feed{{ID: 9, Title: "Aaa"}, {ID: 1, Title: "Zebra"}, {ID: 10, Title: "Zzz"}})
	if f, _ := s.Feed(); f.ID != 1 {
		t.Errorf("the cursor is on feed %d", f.ID)
	}
}

func TestEverySize(t *testing.T) {
	s := panel(t)
	press(s, "G")
	for _, size := range uitest.Sizes() {
		s.SetSize(size[0], size[1])
		uitest.Exact(t, "feeds", s.View(true), size[0], size[1], ansi.WcWidth)
	}
}

// BenchmarkSetFeeds: the feeds come anew after each mark, on the screen's own time.
func BenchmarkSetFeeds(b *testing.B) {
	fs := make([]feeds.Feed, 3000)
	for i := range fs {
		fs[i] = feeds.Feed{ID: feeds.FeedID(i + 1), Title: fmt.Sprint("Feed ", i*7919%3000), Folder: []string{fmt.Sprint("Folder ", i/50)}}
	}
	s := New(Options{})
	b.ReportAllocs()
	for b.Loop() {
		s.SetFeeds(fs)
	}
}
