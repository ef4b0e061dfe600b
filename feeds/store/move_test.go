package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// moving makes the test binary the child of TestKilledInMigration.
var moving = flag.Bool("move", false, "bring "+oldName+" in this folder up to date, and do nothing else")

const oldName = "old.db"

func TestMain(m *testing.M) {
	flag.Parse()
	if *moving {
		s, err := Open(context.Background(), oldName, time.Now)
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// oldStore makes a database as an older schema had it, with n entries in each
// of two feeds: every third read, every fifth starred.
func oldStore(t *testing.T, version, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), oldName)
	db, err := sql.Open("sqlite", dsn(path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer db.Close()
	run := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatalf("%.80s: %v", query, err)
		}
	}
	run("PRAGMA synchronous = OFF")
	fresh := open(t) // for its compressor
	for v := 1; v <= version; v++ {
		text, err := schemas.ReadFile(fmt.Sprintf("schema%d.sql", v))
		if err != nil {
			t.Fatal(err)
		}
		run(string(text))
	}
	run(fmt.Sprintf("PRAGMA user_version = %d", version))
	run("BEGIN")
	for f := 1; f <= 2; f++ {
		run("INSERT INTO feeds (id, url, title, folder) VALUES (?, ?, ?, ?)", f, fmt.Sprintf("https://f%d.example/feed", f), fmt.Sprint("Feed ", f), "News"+sep)
		for i := range n {
			id := f*100_000 + i
			e := entry(id)
			e.Content = fmt.Sprintf("<p>glacier number %d</p>", id)
			run("INSERT INTO entries (id, feed, guid, url, title, published, arrived, sort, hash, likeness, read, starred, quotes) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
				id, f, e.GUID, e.URL, e.Title, noon.Unix()-int64(i%7), noon.Unix(), noon.Unix()-int64(i%7), contentHash(e), 1, i%3 == 0, i%5 == 0, -1)
			if version < 6 {
				run("UPDATE entries SET indexed = ? WHERE id = ?", i%2, id)
				run("INSERT INTO bodies (entry, summary, content) VALUES (?,?,?)", id, fresh.pack([]byte(e.Summary)), fresh.pack([]byte(e.Content)))
				continue
			}
			run("INSERT INTO packs (id, feed, entries, body) VALUES (?,?,1,?)", id, f, fresh.packed([]body{{e.Summary, e.Content}}))
			if version == 6 {
				run("UPDATE entries SET pack = id, place = CASE WHEN ?2 % 2 THEN id END WHERE id = ?1", id, i)
			} else {
				run("UPDATE entries SET pack = id, place = -2147483648 WHERE id = ?", id)
			}
		}
		run("INSERT INTO quotes (entry, number, start, text, speaker, role, cue, kind, headline, publisher, url, published) VALUES (?,1,0,'We will rebuild the harbour','Ana Ruiz','','','','','','',?)", f*100_000, noon.Unix())
		run("INSERT INTO saved (text, speaker, role, cue, kind, headline, publisher, url, published, note, saved) VALUES (?,'Ana Ruiz','','','','','','',1,'a note',2)", fmt.Sprint("Kept ", f))
	}
	// From 6 on the program counts them and not a trigger.
	run("UPDATE feeds SET total = ?, unread = (SELECT count(*) FROM entries WHERE feed = feeds.id AND read = 0)", n)
	run("COMMIT")
	return path
}

// TestOldSchemas: what any older version stored is all there, after a backup.
func TestOldSchemas(t *testing.T) {
	for version := 1; version < Schema; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			path := oldStore(t, version, 60)
			told := 0
			s, err := Open(t.Context(), path, func() time.Time { return noon }, func() { told++ })
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if again, err := Open(t.Context(), path, time.Now, func() { told++ }); err != nil || again.Close() != nil || told != 1 {
				t.Errorf("told %d times, %v", told, err)
			}
			all := pages(t, s, feeds.Query{}, 1000, false)
			if len(all) != 120 {
				t.Fatalf("%d entries", len(all))
			}
			for _, e := range all {
				w := whole(t, s, e.ID)
				n := int(e.ID % 100_000)
				if w.Content != fmt.Sprintf("<p>glacier number %d</p>", e.ID) || w.Summary != "short" || w.Read != (n%3 == 0) || w.Starred != (n%5 == 0) {
					t.Fatalf("%+v", w)
				}
			}
			if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 || h.Schema != Schema || !strings.Contains(h.Backup, fmt.Sprintf("backup-v%d-", version)) {
				t.Errorf("%+v, %v", h, err)
			}
			// The full text is made anew, and nothing that the feed says again is new.
			indexAll(t, s)
			wholeIndex(t, s)
			if got := pages(t, s, query(t, "glacier"), 100, false); !slices.EqualFunc(got, all, sameEntry) {
				t.Errorf("%d entries by their text", len(got))
			}
			e := entry(100_001)
			e.Content, e.Published = "<p>glacier number 100001</p>", noon.Add(-time.Second)
			f, err := s.FeedByURL(t.Context(), "https://f1.example/feed")
			if err != nil {
				t.Fatal(err)
			}
			if d := put(t, s, f, e); d != (Stored{}) {
				t.Errorf("the same again: %+v", d)
			}
			for more := true; more; {
				if more, err = s.Revoice(t.Context(), 10); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := s.Quotes(t.Context(), feeds.QuoteQuery{Text: "harbour", Speaker: "Ruiz"}); err != nil || len(got) != 2 {
				t.Errorf("%+v, %v", got, err)
			}
			if got, err := s.Quotes(t.Context(), feeds.QuoteQuery{Saved: true}); err != nil || len(got) != 2 || got[0].Note != "a note" {
				t.Errorf("%+v, %v", got, err)
			}
			backups, err := filepath.Glob(path + ".backup-*")
			if err != nil || len(backups) != 1 {
				t.Fatal(backups, err)
			}
			if fi, err := os.Stat(backups[0]); err != nil || os.PathSeparator == '/' && fi.Mode() != 0o600 {
				t.Errorf("%v, %v", fi.Mode(), err)
			}
		})
	}
}

// TestKilledInMigration: a program that is killed while it brings a database up
// to date leaves the old one or the new one, and the next start finishes.
func TestKilledInMigration(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := oldStore(t, 1, 300)
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Kills are spread over the time that the whole way takes, which is less on a
	// machine that has nothing else to do any more: one that comes too late says so.
	const kills, tries = 4, 12
	var whole time.Duration
	between, done := 0, 0
	for n := 0; n <= kills || between == 0 && n <= tries; n++ {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, old, 0o600); err != nil {
			t.Fatal(err)
		}
		child := exec.CommandContext(t.Context(), exe, "-move")
		child.Dir = filepath.Dir(path)
		if n == 0 {
			began := time.Now()
			if err := child.Run(); err != nil || versionOf(t, path) != Schema {
				t.Fatal(versionOf(t, path), err)
			}
			whole = time.Since(began)
			continue
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		after := whole * time.Duration((n-1)%kills+1) / (kills + 1)
		time.Sleep(after)
		if err := child.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = child.Wait() // killed, or done before
		switch v := versionOf(t, path); v {
		case 1:
			between++
		case Schema:
			done++
			whole = min(whole, after)
		default:
			t.Errorf("killed after %v: schema %d", after, v)
		}
		s, err := Open(t.Context(), path, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 || h.Entries != 600 {
			t.Errorf("killed after %v: %+v, %v", after, h, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("killed before the end %d times, after it %d times", between, done)
	if between == 0 {
		t.Error("no kill came in time")
	}
}

func versionOf(t *testing.T, path string) (v int) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, "ro"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("PRAGMA user_version").Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestPacks: bodies come out as they went in, whatever they are, and what is no
// pack is told.
func TestPacks(t *testing.T) {
	s := open(t)
	in := []body{{}, {"s", ""}, {"", strings.Repeat("long ", 100_000)}, {"\x00\xff", "c"}}
	blob := s.packed(in)
	if out, err := s.unpacked(blob); err != nil || !slices.Equal(out, in) {
		t.Errorf("%d bodies, %v", len(out), err)
	}
	for _, bad := range [][]byte{blob[:len(blob)/2], {1, 2, 3}, s.pack([]byte{200}), s.pack([]byte{5, 1, 1}), s.pack([]byte{1, 100, 100, 'x'}), s.pack(bytes.Repeat([]byte{0xff}, 20))} {
		if _, err := s.unpacked(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("%x: %v", bad, err)
		}
	}
}

func FuzzUnpacked(f *testing.F) {
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "pq.db"), time.Now)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{2, 1, 1, 0, 3, 'a', 'b', 'c', 'd', 'e'})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if bs, err := s.unpacked(s.pack(raw)); err == nil {
			size := 0
			for _, b := range bs {
				size += b.size()
			}
			if size > len(raw) {
				t.Errorf("%d bytes out of %d", size, len(raw))
			}
		} else if !errors.Is(err, ErrDamaged) {
			t.Error(err)
		}
	})
}

// TestRepack: what comes a little at a time is packed together, and nothing is
// lost by that, by edits or by deleting.
func TestRepack(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	for n := range 60 {
		put(t, s, f, entry(n))
	}
	packs := func() (n int) {
		t.Helper()
		if err := s.read.QueryRow("SELECT count(*) FROM packs").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := packs()
	for more := true; more; {
		var err error
		if more, err = s.Repack(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if after := packs(); before != 60 || after > 3 {
		t.Errorf("%d packs before, %d after", before, after)
	}
	for _, e := range pages(t, s, feeds.Query{}, 100, false) {
		if w := whole(t, s, e.ID); w.Content != "<p>The body of number "+strings.TrimPrefix(e.Title, "Title ")+"</p>" {
			t.Errorf("%s says %q", e.Title, w.Content)
		}
	}
	if _, err := s.write.Exec("DELETE FROM entries"); err != nil {
		t.Fatal(err)
	}
	if n := packs(); n != 0 {
		t.Errorf("%d packs of nothing are left", n)
	}
}

// TestCompact makes the file small and changes nothing that is in it.
func TestCompact(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	for n := range 30 {
		var es []feeds.Entry
		for k := range 40 {
			e := entry(n*40 + k)
			e.Content = long(n*40 + k)
			es = append(es, e)
		}
		put(t, s, f, es...)
	}
	indexAll(t, s)
	if _, err := s.write.Exec("DELETE FROM entries WHERE id % 10 > 0"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	before, err := s.Size()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, err := s.Size()
	if err != nil || after > before/2 {
		t.Errorf("%d bytes, were %d, %v", after, before, err)
	}
	all := pages(t, s, feeds.Query{}, 1000, false)
	if got := pages(t, s, query(t, "ferry"), 1000, false); len(all) != 120 || !slices.EqualFunc(got, all, sameEntry) {
		t.Errorf("%d of %d by their text", len(got), len(all))
	}
	wholeIndex(t, s)
}

// TestDamagedText is told by Check, and costs no other article anything.
func TestDamagedText(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1))
	put(t, s, f, entry(2))
	if _, err := s.write.Exec("UPDATE packs SET body = x'00112233' WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	h, err := s.Check(t.Context(), false)
	if err != nil || len(h.Problems) != 1 || !strings.Contains(h.Problems[0], "1 packs") {
		t.Errorf("%q, %v", h.Problems, err)
	}
	if _, err := s.Entry(t.Context(), 1); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if e := whole(t, s, 2); e.Content == "" {
		t.Error("the other one has no text")
	}
	indexAll(t, s)
	if err := s.PutDocument(t.Context(), whole(t, s, 2), article.FromFeed, 1, &article.Document{}, nil, Blocks{}, ""); err != nil {
		t.Error(err)
	}
}
