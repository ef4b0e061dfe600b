package extract

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A date in the words of a page is read by hand: the layouts of package time
// know English alone, and a table of all layouts of the world costs more to
// load than all the pages of a day to read.

// stems are the letters that a month's name begins with in the languages of
// the news; the longest that fits wins ("marras" is not March).
const stems = `jan gen ene janv янв січ sty led oca tammi ιαν
feb fev fév févr fév лют фев lut úno şub helmi φεβ
mar mär mrt mars март бер bře maalis μαρ
apr avr abr апр кві kwi dub nis huhti απρ
may mai maj mag mei мая май трав mayıs kvě touko μαΐ μαι
jun juin giu июн чер cze červen haz kesä ιουν
jul juil lug июл лип lip červenc tem heinä ιουλ
aug aoû aou ago авг сер sie srp ağu elo αυγ
sep set сен вер wrz zář eyl syys σεπ
oct okt ott out окт жов paź říj eki loka οκτ
nov ноя lis kas marras νοε
dec dez déc dic дек гру gru pro ara joulu δεκ`

// month is the month that a word in lower case names, 0 for none.
func month(word string) time.Month {
	found, size := time.Month(0), 0
	m := time.January
	for rest := stems; rest != ""; {
		var stem string
		end := strings.IndexAny(rest, " \n")
		if end < 0 {
			end = len(rest) - 1
			stem, rest = rest, ""
		} else {
			stem = rest[:end]
		}
		if len(stem) > size && strings.HasPrefix(word, stem) {
			found, size = m, len(stem)
		}
		if rest != "" {
			if rest[end] == '\n' {
				m++
			}
			rest = rest[end+1:]
		}
	}
	return found
}

// parseDate reads a stamp or a date in words. Stamps keep their zone; one
// without a zone counts as UTC. dayFirst says how 3/4/2025 is meant. The zero
// time where there is none, or one that no newspaper can bear.
func parseDate(s string, dayFirst bool) time.Time {
	s = strings.TrimSpace(s)
	if len(s) < 6 {
		return time.Time{}
	}
	if len(s) > 200 {
		s = s[:200]
	}
	if t := stamp(s); !t.IsZero() {
		return sane(t)
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 02 2006 15:04:05 GMT-0700"} {
		if len(s) >= 20 && len(s) <= 64 {
			if t, err := time.Parse(layout, s); err == nil {
				return sane(t)
			}
		}
	}
	return sane(spelled(s, dayFirst))
}

// sane drops dates before the web and impossible ones.
func sane(t time.Time) time.Time {
	if t.Year() < 1980 || t.Year() > 2100 {
		return time.Time{}
	}
	return t
}

// stamp reads 2006-01-02T15:04:05.999+01:00 and what is near it, 20060102,
// and the seconds or milliseconds since 1970.
func stamp(s string) time.Time {
	n := digits(s)
	if n == len(s) && (n == 10 || n == 13) && s[0] == '1' {
		v, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return time.Time{}
		}
		if n == 13 {
			v /= 1000
		}
		return time.Unix(v, 0).UTC()
	}
	if len(s) < 4 || !year(s[:4]) {
		return time.Time{}
	}
	if n >= 8 && n != 10 && n <= 14 {
		return build(num(s[:4]), num(s[4:6]), num(s[6:8]), clock(strings.TrimLeft(s[8:], "T ")))
	}
	if n != 4 || len(s) < 8 || !strings.ContainsRune("-/.", rune(s[4])) {
		return time.Time{}
	}
	y := num(s[:4])
	rest := s[5:]
	a := digits(rest)
	if a == 0 || a > 2 || a >= len(rest) || !strings.ContainsRune("-/.", rune(rest[a])) {
		return time.Time{}
	}
	mo := num(rest[:a])
	rest = rest[a+1:]
	a = digits(rest)
	if a == 0 || a > 2 {
		return time.Time{}
	}
	return build(y, mo, num(rest[:a]), clock(strings.TrimLeft(rest[a:], "T, ")))
}

// clockTime is the time of day and the zone behind a date.
type clockTime struct {
	h, m, s int
	zone    *time.Location
}

// clock reads 15:04:05.000 +01:00, Z, or nothing.
func clock(s string) (c clockTime) {
	c.zone = time.UTC
	part := [3]int{}
	for i := range part {
		n := digits(s)
		if n == 0 || n > 2 {
			break
		}
		part[i] = num(s[:n])
		s = s[n:]
		if i < 2 {
			if s == "" || s[0] != ':' {
				break
			}
			s = s[1:]
		}
	}
	c.h, c.m, c.s = part[0], part[1], part[2]
	if s != "" && (s[0] == '.' || s[0] == ',') {
		s = s[1+digits(s[1:]):]
	}
	s = strings.TrimLeft(s, " ")
	if low := strings.ToLower(s); strings.HasPrefix(low, "pm") && c.h < 12 {
		c.h += 12
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "GMT"), "UTC")
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign := 1
		if s[0] == '-' {
			sign = -1
		}
		s = strings.Replace(s[1:], ":", "", 1)
		if n := digits(s); n >= 2 {
			off := num(s[:2]) * 3600
			if n >= 4 {
				off += num(s[2:4]) * 60
			}
			if off > 0 && off <= 15*3600 {
				c.zone = time.FixedZone("", sign*off)
			}
		}
	}
	return c
}

// build makes the time, or zero where the figures make none.
func build(y, mo, d int, c clockTime) time.Time {
	if y < 100 {
		y += 2000
	}
	if mo < 1 || mo > 12 || d < 1 || d > 31 || y < 1000 || y > 9999 {
		return time.Time{}
	}
	if c.zone == nil {
		c.zone = time.UTC
	}
	if c.h > 24 || c.m > 59 || c.s > 60 {
		c.h, c.m, c.s = 0, 0, 0
	}
	t := time.Date(y, time.Month(mo), d, c.h, c.m, c.s, 0, c.zone)
	if t.Day() != d && c.h < 24 {
		return time.Time{}
	}
	return t
}

// token is a number or a word of a date in words.
type token struct {
	text string
	num  bool
	sep  byte // the character behind it
	end  int
}

// spelled reads the first date in running words: "Oct. 3, 2025", "3. Oktober
// 2025", "3 de octubre de 2025", "3/10/2025", "2025年10月3日".
func spelled(s string, dayFirst bool) time.Time {
	var toks []token
	rs := []byte(strings.ToLower(s))
	low := string(rs)
	for i := 0; i < len(low) && len(toks) < 60; {
		if low[i] >= '0' && low[i] <= '9' {
			j := i + digits(low[i:])
			toks = append(toks, token{text: low[i:j], num: true, end: j})
			i = j
		} else if r := []rune(low[i:min(len(low), i+4)])[0]; unicode.IsLetter(r) {
			j := i
			for k, r := range low[i:] {
				if !unicode.IsLetter(r) {
					break
				}
				j = i + k + len(string(r))
			}
			if j == i {
				break
			}
			toks = append(toks, token{text: low[i:j], end: j})
			i = j
		} else {
			i += len(string(r))
		}
		if n := len(toks); n > 0 && i < len(low) && toks[n-1].end == i {
			toks[n-1].sep = low[i]
		}
	}
	for i := range toks {
		if t, end := dateAt(toks, i, dayFirst); !t.IsZero() {
			if end < len(low) {
				if c := clockAfter(s[min(end, len(s)):]); c != nil {
					t = build(t.Year(), int(t.Month()), t.Day(), *c)
				}
			}
			return t
		}
	}
	return time.Time{}
}

// clockAfter is the time of day that follows a date closely: "… at 14:05".
func clockAfter(s string) *clockTime {
	if len(s) > 40 {
		s = s[:40]
	}
	i := strings.IndexByte(s, ':')
	if i < 1 || i+2 >= len(s) {
		return nil
	}
	j := i
	for j > 0 && s[j-1] >= '0' && s[j-1] <= '9' {
		j--
	}
	if j == i || i-j > 2 || digits(s[i+1:]) != 2 {
		return nil
	}
	c := clock(s[j:])
	return &c
}

// dateAt reads a date that begins with token i.
func dateAt(toks []token, i int, dayFirst bool) (time.Time, int) {
	at := func(k int) token {
		if k < len(toks) {
			return toks[k]
		}
		return token{}
	}
	a := at(i)
	next := i + 1
	for next < len(toks) && !toks[next].num && isOf(toks[next].text) {
		next++
	}
	b := at(next)
	last := next + 1
	for last < len(toks) && !toks[last].num && isOf(toks[last].text) {
		last++
	}
	c := at(last)
	switch {
	case a.num && len(a.text) <= 2 && !b.num && b.text != "" && c.num && year(c.text): // 3 October 2025
		if m := month(b.text); m != 0 {
			return build(num(c.text), int(m), num(a.text), clockTime{}), c.end
		}
	case !a.num && a.text != "" && b.num && len(b.text) <= 2 && c.num && year(c.text): // October 3, 2025
		if m := month(a.text); m != 0 {
			return build(num(c.text), int(m), num(b.text), clockTime{}), c.end
		}
	case a.num && b.num && c.num && year(a.text): // 2025.10.3
		return build(num(a.text), num(b.text), num(c.text), clockTime{}), c.end
	case a.num && year(a.text) && b.text == "年" && c.num && at(last+2).num: // 2025年10月3日
		return build(num(a.text), num(c.text), num(at(last+2).text), clockTime{}), at(last + 3).end
	case a.num && b.num && c.num && len(a.text) <= 2 && len(b.text) <= 2 && (len(c.text) == 4 && year(c.text) || len(c.text) == 2) &&
		a.sep == b.sep && strings.IndexByte("./-", a.sep) >= 0:
		d, m := num(a.text), num(b.text)
		if a.sep == '/' && !dayFirst && m <= 31 && d <= 12 || m > 12 {
			d, m = m, d
		}
		return build(num(c.text), m, d, clockTime{}), c.end
	case a.num && year(a.text) && !b.num && c.num && len(c.text) <= 2: // 2025 October 3
		if m := month(b.text); m != 0 {
			return build(num(a.text), int(m), num(c.text), clockTime{}), c.end
		}
	}
	return time.Time{}, 0
}

// isOf: the small words between the parts of a date, and the ordinal endings.
func isOf(w string) bool {
	switch w {
	case "de", "of", "del", "di", "do", "den", "the", "st", "nd", "rd", "th", "er", "г", "i":
		return true
	}
	return false
}

func year(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// digits is how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// num is the number that up to nine digits spell.
func num(s string) int {
	v, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return v
}
