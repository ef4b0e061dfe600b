package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxValidator = 1 << 10 // bytes; an entity tag needs a few dozen
	maxType      = 256
	maxLink      = 8 << 10
)

// validator is an ETag or Last-Modified that may be kept and sent back. Longer
// ones, and those with odd bytes, are no use but to mark the reader.
func validator(s string) string { return printable(s, maxValidator) }

// printable is s if it is short and visible ASCII with blanks, else "".
func printable(s string, limit int) string {
	s = strings.TrimSpace(s)
	if len(s) > limit {
		return ""
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return ""
		}
	}
	return s
}

// retryAfter reads seconds or a date, a day at most; 0 where it says neither.
func retryAfter(s string, now time.Time) time.Duration {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0
	}
	if strings.Trim(s, "0123456789") == "" {
		return seconds(s)
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(t.Sub(now), 0), maxWait)
	}
	return 0
}

// freshness is how long an answer stays fresh (RFC 9111), a day at most.
func freshness(h http.Header, now time.Time) time.Duration {
	age := seconds(strings.TrimSpace(h.Get("Age")))
	var fresh time.Duration
	said := false
	for d := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(d), "=")
		switch name {
		case "no-store", "no-cache":
			return 0
		case "max-age":
			fresh, said = seconds(strings.Trim(value, `"`)), true
		}
	}
	if !said {
		t, err := http.ParseTime(h.Get("Expires"))
		if err != nil {
			return 0 // "0" and "-1" mean: at once
		}
		if sent, err := http.ParseTime(h.Get("Date")); err == nil {
			now = sent // the server's clock against itself: ours may be wrong
		}
		fresh = min(t.Sub(now), maxWait)
	}
	return max(fresh-age, 0)
}

// seconds reads a count of seconds, a day at most; 0 where it is none. It
// never overflows, however many digits come.
func seconds(s string) time.Duration {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(maxWait/time.Second) {
		return maxWait
	}
	return time.Duration(n) * time.Second
}
