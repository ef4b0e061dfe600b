package library

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// crashing is the environment variable that makes the test binary the child of
// TestKilled: the path of its database.
const crashing = "PULLQUOTE_TEST_CRASH"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashing); path != "" {
		if err := refreshForEver(path); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// refreshForEver stores changing feeds and marks entries, naming each mark on
// standard output once it is acknowledged, until it is killed.
func refreshForEver(path string) error {
	ctx := context.Background()
	round := 0
	l, err := Open(ctx, Options{Path: path, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		var items []item
		for n := range 40 {
			items = append(items, item{guid: fmt.Sprint(n), title: fmt.Sprint("Story ", n), link: "https://" + r.URL.Host + fmt.Sprint("/", n), summary: fmt.Sprint("round ", round)})
		}
		return response(r, rss("F", items...)), nil
	})})
	if err != nil {
		return err
	}
	var list strings.Builder
	for i := range 5 {
		fmt.Fprintf(&list, "https://f%d.example/feed\n", i)
	}
	if _, err := l.Import(ctx, strings.NewReader(list.String())); err != nil {
		return err
	}
	for range l.Refresh(ctx, RefreshOptions{}) { //nolint:revive // the first one, to have entries
	}
	var all []feeds.Entry
	for at := (feeds.Cursor{}); ; at = feeds.CursorOf(all[len(all)-1]) {
		es, err := l.Entries(ctx, feeds.Page{After: at, Limit: 1000})
		if err != nil {
			return err
		}
		if all = append(all, es...); len(es) == 0 {
			break
		}
	}
	go func() {
		for { // never two at once: round is the transport's
			round++
			for range l.Refresh(ctx, RefreshOptions{}) { //nolint:revive // until the kill
			}
		}
	}()
	for _, e := range all {
		if _, err := l.Mark(ctx, feeds.Change{Read: []feeds.EntryID{e.ID}, Star: []feeds.EntryID{e.ID}}); err != nil {
			return err
		}
		fmt.Println("marked", e.ID)
	}
	select {}
}

// TestKilled: a program that is killed while it refreshes leaves a whole store,
// with every mark that it had acknowledged.
func TestKilled(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pq.db")
	for round := range 2 {
		child := exec.CommandContext(t.Context(), exe)
		child.Env = append(os.Environ(), crashing+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		marked := map[feeds.EntryID]bool{}
		for lines := bufio.NewScanner(out); lines.Scan(); {
			number, ok := strings.CutPrefix(lines.Text(), "marked ")
			if !ok {
				t.Fatal(lines.Text())
			}
			id, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			marked[feeds.EntryID(id)] = true
			if len(marked) == 20+17*round {
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the child was not killed")
		}
		l, err := Open(t.Context(), Options{Path: path, Now: func() time.Time { return noon }})
		if err != nil {
			t.Fatal(err)
		}
		if h, err := l.Check(t.Context(), false); err != nil || !h.Whole || h.Entries != 200 {
			t.Errorf("after kill %d: %+v, %v", round+1, h, err)
		}
		for id := range marked {
			if e, err := l.Entry(t.Context(), id); err != nil || !e.Read || !e.Starred {
				t.Errorf("the mark of %d is lost: %+v, %v", id, e, err)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
