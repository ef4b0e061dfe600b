package feeds

import (
	"errors"
	"testing"
	"time"
)

var noon = time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)

func TestParseQuery(t *testing.T) {
	q, err := ParseQuery(`is:unread has:quote feed:"The Gazette" folder:World/Europe speaker:lagarde since:7d rate cut`, noon)
	if err != nil {
		t.Fatal(err)
	}
	if q.Read == nil || *q.Read || q.Quoted != 1 || q.FeedName != "The Gazette" || len(q.Folder) != 2 || q.Speaker != "lagarde" || q.Text != "rate cut" {
		t.Errorf("got %+v", q)
	}
	if !q.Since.Equal(noon.AddDate(0, 0, -7)) {
		t.Errorf("since %v", q.Since)
	}
}

func TestParseQueryCountsQuotes(t *testing.T) {
	for s, want := range map[string]int{"quotes:>3": 4, "quotes:>=3": 3, "quotes:3": 3, "quotes:0": 0, "has:quote quotes:>9": 10, "quotes:0 has:quote": 1} {
		if q, err := ParseQuery(s, noon); err != nil || q.Quoted != want {
			t.Errorf("ParseQuery(%q) = %+v, %v", s, q, err)
		}
	}
}

func TestParseQueryLeavesPlainColonsAlone(t *testing.T) {
	for _, s := range []string{"Budget: what now", "https://example.org/x", "12:30", "a:b"} {
		if q, err := ParseQuery(s, noon); err != nil || q.Text != s {
			t.Errorf("ParseQuery(%q) = %+v, %v", s, q, err)
		}
	}
}

func TestParseQueryRefuses(t *testing.T) {
	for _, s := range []string{"is:new", "has:picture", "since:soon", "until:2026-13-01", "sort:old", "quotes:many", "quotes:>", "quotes:-1", "quotes:+1", "quotes:>=", "quotes:=>1"} {
		var e QueryError
		if _, err := ParseQuery(s, noon); !errors.As(err, &e) || e.Word != s || e.Hint == "" {
			t.Errorf("ParseQuery(%q): %v", s, err)
		}
	}
}

func TestParseSince(t *testing.T) {
	for s, want := range map[string]time.Time{
		"30m": noon.Add(-30 * time.Minute), "12h": noon.Add(-12 * time.Hour), "2w": noon.AddDate(0, 0, -14), "1y": noon.AddDate(-1, 0, 0),
		"2026-01-02": time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC),
	} {
		if got, err := ParseSince(s, noon); err != nil || !got.Equal(want) {
			t.Errorf("ParseSince(%q) = %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "d", "-3d", "9999999d", "3x"} {
		if _, err := ParseSince(s, noon); err == nil {
			t.Errorf("ParseSince(%q) is taken", s)
		}
	}
}

func TestEntryTimeIsNeverInTheFuture(t *testing.T) {
	e := Entry{Published: noon.AddDate(10, 0, 0), Arrived: noon}
	if !e.Time().Equal(noon) {
		t.Errorf("got %v", e.Time())
	}
	e.Published = noon.AddDate(0, 0, -1)
	if !e.Time().Equal(e.Published) {
		t.Errorf("got %v", e.Time())
	}
}

func TestShownHidesThePassword(t *testing.T) {
	for in, want := range map[string]string{
		"https://me:secret@example.org/a@b?c=d@e": "https://example.org/a@b?c=d@e",
		"https://example.org":                     "https://example.org",
		"https://a:b@c@example.org?x":             "https://example.org?x",
		"builtin://guide/x":                       "builtin://guide/x",
		"no address":                              "no address",
	} {
		if got := Shown(in); got != want {
			t.Errorf("Shown(%q) = %q, want %q", in, got, want)
		}
	}
	if got := (Feed{URL: "https://me:secret@example.org/"}).Name(); got != "https://example.org/" {
		t.Errorf("named %q", got)
	}
}

func TestChangeInverse(t *testing.T) {
	c := Change{Read: []EntryID{1}, Star: []EntryID{2}}
	i := c.Inverse()
	if len(i.Unread) != 1 || len(i.Unstar) != 1 || len(i.Read)+len(i.Star) != 0 || c.Empty() || !(Change{}).Empty() {
		t.Errorf("got %+v", i)
	}
}

// FuzzParseQuery: any line is either a query or an error that names its word.
func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"", `feed:"a b`, "is:unread x", "::", "since:99999d", `"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, err := ParseQuery(s, noon)
		var e QueryError
		if err != nil && (!errors.As(err, &e) || e.Word == "") {
			t.Fatalf("%q: %v", s, err)
		}
	})
}
