package feeds

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pullquote/article"
)

// Query chooses entries. The zero Query is all of them, newest first. It is
// what the filter line, `list --query` and saved views speak.
type Query struct {
	Text     string   // words that title, author or text must hold; the last may be a prefix
	Feeds    []FeedID // any of them
	FeedName string   // part of the feed's name or address
	Folder   []string // this folder and those in it
	Tag      string
	Author   string
	Speaker  string // somebody quoted in it
	Language string
	Read     *bool
	Starred  *bool
	Quoted   int       // at least so many quotes are in it
	Since    time.Time // published at or after
	Until    time.Time // published before
	Ranked   bool      // best match first instead of newest first
}

// Page asks for one page of a list: at most Limit entries behind (or, with
// Up, before) the cursor, which is a position that the store gave out with an
// entry. Keyset paging: the cost does not grow with the depth.
type Page struct {
	Query Query
	After Cursor
	Up    bool
	Limit int // 0 means 100
}

// Cursor is a place in a list: the entry's sort time and its id. The zero
// Cursor is the top.
type Cursor struct {
	Time time.Time
	ID   EntryID
}

// CursorOf is the place of an entry.
func CursorOf(e Entry) Cursor { return Cursor{e.Time(), e.ID} }

// QueryError says which word of a query is wrong, and what would be right.
type QueryError struct {
	Word string
	Hint string
}

func (e QueryError) Error() string { return fmt.Sprintf("%q: %s", e.Word, e.Hint) }

// ParseQuery reads the query language of the filter line:
//
//	is:unread is:read is:starred has:quote quotes:>3
//	feed:NAME folder:A/B tag:T author:A speaker:S lang:de
//	since:7d since:2026-11-01 until:… sort:rank
//
// and any other words as text to be found. Double quotes hold blanks:
// feed:"The Guardian". now is the clock that "7d" counts back from.
func ParseQuery(s string, now time.Time) (Query, error) {
	var q Query
	var words []string
	yes, no := true, false
	for _, w := range splitWords(s) {
		key, val, ok := strings.Cut(w, ":")
		if !ok || val == "" || strings.HasPrefix(val, "//") {
			words = append(words, w)
			continue
		}
		var err error
		switch strings.ToLower(key) {
		case "is":
			switch strings.ToLower(val) {
			case "unread":
				q.Read = &no
			case "read":
				q.Read = &yes
			case "starred", "star":
				q.Starred = &yes
			default:
				return q, QueryError{w, "is: takes unread, read or starred"}
			}
		case "has":
			if v := strings.ToLower(val); v != "quote" && v != "quotes" {
				return q, QueryError{w, "has: takes quote"}
			}
			q.Quoted = max(q.Quoted, 1)
		case "quotes":
			var n int
			if n, ok = atLeast(val); !ok {
				return q, QueryError{w, "quotes: takes a number: quotes:>3, quotes:>=3 or quotes:3, which is three or more"}
			}
			q.Quoted = max(q.Quoted, n)
		case "feed":
			q.FeedName = val
		case "folder":
			q.Folder = strings.Split(val, "/")
		case "tag":
			q.Tag = val
		case "author":
			q.Author = val
		case "speaker":
			q.Speaker = val
		case "lang":
			q.Language = strings.ToLower(val)
		case "since":
			q.Since, err = ParseSince(val, now)
		case "until":
			q.Until, err = ParseSince(val, now)
		case "sort":
			switch strings.ToLower(val) {
			case "rank":
				q.Ranked = true
			case "new", "newest":
			default:
				return q, QueryError{w, "sort: takes new or rank"}
			}
		default:
			words = append(words, w) // a colon in plain text is no mistake
		}
		if err != nil {
			return q, QueryError{w, "wants a span like 7d, 12h or 2w, or a date like 2026-11-01"}
		}
	}
	q.Text = strings.Join(words, " ")
	return q, nil
}

// atLeast reads a number as the least of what is meant: 3 and >=3 are three,
// >3 is four.
func atLeast(s string) (int, bool) {
	digits, more := strings.CutPrefix(s, ">")
	digits, same := strings.CutPrefix(digits, "=")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > 100_000 || digits[0] == '+' {
		return 0, false
	}
	if more && !same {
		n++
	}
	return n, true
}

// ParseSince reads a span back from now (30m, 12h, 7d, 2w, 1y) or a day.
func ParseSince(s string, now time.Time) (time.Time, error) {
	if t, err := time.ParseInLocation("2006-01-02", s, now.Location()); err == nil {
		return t, nil
	}
	if len(s) < 2 {
		return time.Time{}, fmt.Errorf("%q is no span of time", s)
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil || n < 0 || n > 100_000 {
		return time.Time{}, fmt.Errorf("%q is no span of time", s)
	}
	switch s[len(s)-1] {
	case 'm':
		return now.Add(-time.Duration(n) * time.Minute), nil
	case 'h':
		return now.Add(-time.Duration(n) * time.Hour), nil
	case 'd':
		return now.AddDate(0, 0, -n), nil
	case 'w':
		return now.AddDate(0, 0, -7*n), nil
	case 'y':
		return now.AddDate(-n, 0, 0), nil
	}
	return time.Time{}, fmt.Errorf("%q is no span of time", s)
}

// splitWords splits at blanks; double quotes hold a word together.
func splitWords(s string) []string {
	s = article.NoHints(s) // a headline that was pasted may hold some
	var words []string
	var b strings.Builder
	quoted := false
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			if b.Len() > 0 {
				words = append(words, b.String())
				b.Reset()
			}
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() > 0 {
		words = append(words, b.String())
	}
	return words
}
