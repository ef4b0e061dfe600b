package boilerplate

import (
	"strconv"
	"strings"
	"time"
)

// dateAt reads the date, with its time of day if one follows, that begins at
// token k. next is the token behind it, 0 where none begins there.
func dateAt(ts []token, k int, lex []*lexicon) (t time.Time, next int) {
	y, m, d, next := dayAt(ts, k, lex)
	if next == 0 || m < 1 || m > 12 || d < 1 || d > 31 || y < 1900 || y > 2100 {
		return time.Time{}, 0
	}
	hour, minute := 0, 0
	if _, h, ok := strings.Cut(ts[next-1].text, "t"); ok && allDigits(h) && next+1 < len(ts) && len(ts[next+1].text) >= 2 { // 04T09:15
		if hour, minute = atoi(h), atoi(ts[next+1].text[:2]); hour > 23 || minute > 59 {
			return time.Time{}, 0
		}
		next += 2
	} else if h, mi, n := clockAt(ts, next); n > 0 {
		hour, minute, next = h, mi, n
	}
	t = time.Date(y, time.Month(m), d, hour, minute, 0, 0, time.UTC)
	if t.Day() != d { // 31 February
		return time.Time{}, 0
	}
	return t, next
}

// dayAt reads a calendar day: 2024-03-01, 1 March 2024, March 1, 2024,
// 1.3.2024, 2024年3月1日. The order of 3/4/2024 is the one that fits, day first
// where both do, except in English with a slash.
func dayAt(ts []token, k int, lex []*lexicon) (y, m, d, next int) {
	word := func(i int) string {
		if i < len(ts) {
			return ts[i].text
		}
		return ""
	}
	a := word(k)
	if month := monthOf(a, lex); month > 0 { // March 1, 2024
		d, i := small(word(k+1)), k+2
		if word(i) == "," {
			i++
		}
		if y := year(word(i)); d > 0 && y > 0 {
			return y, month, d, i + 1
		}
		return 0, 0, 0, 0
	}
	if y := year(a); y > 0 { // 2024-03-01, 2024/3/1, 2024年3月1日
		i := skipDate(ts, k+1)
		if month := monthOf(word(i), lex); month > 0 {
			return y, month, small(word(i + 1)), i + 2
		}
		m, d := small(word(i)), 0
		j := skipDate(ts, i+1)
		d = small(word(j))
		if m > 0 && d > 0 {
			return y, m, d, j + 1
		}
		return 0, 0, 0, 0
	}
	if parts := strings.Split(strings.TrimRight(a, "."), "."); len(parts) == 3 { // 1.3.2024
		if y := year(parts[2]); y > 0 {
			return y, small(parts[1]), small(parts[0]), k + 1
		}
	}
	d = small(a)
	if d == 0 {
		return 0, 0, 0, 0
	}
	i := k + 1
	for i < len(ts) && i <= k+2 && (word(i) == "de" || word(i) == "of" || word(i) == "di") {
		i++
	}
	if month := monthOf(word(i), lex); month > 0 { // 1 de marzo de 2024
		i++
		for i < len(ts) && (word(i) == "de" || word(i) == "del" || word(i) == "," || word(i) == "di") {
			i++
		}
		if y := year(word(i)); y > 0 {
			return y, month, d, i + 1
		}
		return 0, 0, 0, 0
	}
	if word(i) == "/" || isNumberPair(word(i)) { // 3/4/2024
		i = skipDate(ts, i)
		second := small(word(i))
		j := skipDate(ts, i+1)
		if y := year(word(j)); y > 0 && second > 0 {
			english := len(lex) > 0 && lex[0].lang == "en"
			if second > 12 || english && d <= 12 {
				return y, d, second, j + 1
			}
			return y, second, d, j + 1
		}
	}
	return 0, 0, 0, 0
}

func isNumberPair(w string) bool { return small(w) > 0 }

// skipDate passes over what stands between the figures of a date.
func skipDate(ts []token, i int) int {
	for i < len(ts) && (ts[i].text == "/" || ts[i].text == "年" || ts[i].text == "月" || ts[i].text == "년" || ts[i].text == "월") {
		i++
	}
	return i
}

// clockAt reads 16:05, 4:05 pm, 16h05, 16.05 within a few tokens.
func clockAt(ts []token, k int) (hour, minute, next int) {
	for i := k; i < len(ts) && i < k+4; i++ {
		h := ts[i].text
		if year(h) > 0 {
			return 0, 0, 0
		}
		if parts := strings.FieldsFunc(strings.TrimPrefix(h, "t"), func(r rune) bool { return r == '.' || r == 'h' }); len(parts) == 2 &&
			len(parts[1]) == 2 && allDigits(parts[0]) && allDigits(parts[1]) {
			hour, minute, next = atoi(parts[0]), atoi(parts[1]), i+1
		} else if i+2 < len(ts) && ts[i+1].text == ":" && allDigits(strings.TrimPrefix(h, "t")) && len(ts[i+2].text) >= 2 && allDigits(ts[i+2].text[:2]) {
			hour, minute, next = atoi(strings.TrimPrefix(h, "t")), atoi(ts[i+2].text[:2]), i+3
			if strings.HasPrefix(ts[i+2].text[2:], "p") && hour < 12 {
				hour += 12
			}
		} else {
			continue
		}
		if next < len(ts) && (ts[next].text == "pm" || ts[next].text == "p") && hour < 12 {
			hour += 12
		}
		if hour > 23 || minute > 59 {
			return 0, 0, 0
		}
		return hour, minute, next
	}
	return 0, 0, 0
}

func monthOf(w string, lex []*lexicon) int {
	for _, x := range lex {
		if m := x.months[w]; m > 0 {
			return m
		}
	}
	return 0
}

// small is the day or month that a token begins with: 7, 07, 1st, 22.; 0 none.
func small(w string) int {
	w = strings.TrimRight(w, ".,")
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	if n == 0 || n > 2 {
		return 0
	}
	switch w[n:] {
	case "", "st", "nd", "rd", "th", "er", "º", "t":
		return atoi(w[:n])
	}
	if strings.HasPrefix(w[n:], "t") && n == 2 { // 2024-03-01T10
		return atoi(w[:n])
	}
	return 0
}

func year(w string) int {
	if len(w) < 4 || !allDigits(w[:4]) || len(w) > 4 && w[4] >= '0' && w[4] <= '9' && len(w) < 6 {
		return 0
	}
	y := atoi(w[:4])
	if y < 1900 || y > 2100 {
		return 0
	}
	return y
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
