package parse

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxDate is the longest text that is read as a date, in bytes.
const maxDate = 100

// parseDate reads a date as feeds write them: RFC 822, RFC 3339 and the rest
// of ISO 8601 (weeks and days of the year too), asctime, seconds since 1970,
// and every order of day, month and year that can be told apart, with the
// names of months and zones in the languages of datenames.go. The result is in UTC.
// Without a zone it is taken as UTC, without a time as midnight. A day that
// its month doesn't have is its last one.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxDate {
		return time.Time{}, false
	}
	var p datePieces
	if !p.iso(s) {
		p = datePieces{}
		if !p.read(s) {
			return time.Time{}, false
		}
	}
	return p.time()
}

// datePieces are what was found of a date.
type datePieces struct {
	year, month, day int // month and day from 1; 0 unknown
	hour, min, sec   int
	nano             int
	offset           int // seconds east of UTC
	hasTime          bool
	zoned            bool  // offset was said
	korean           bool  // written the Korean way: without a zone it is Korea's
	unix             int64 // seconds since 1970 in place of all others
	pm, am           bool
	yearDay          int // in place of month and day
}

func (p *datePieces) time() (time.Time, bool) {
	if p.unix != 0 {
		return time.Unix(p.unix, 0).UTC(), true
	}
	if p.korean && !p.zoned {
		p.offset = 9 * 3600
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	if p.year < 1000 || p.year > 9999 || p.month > 12 || p.day > 31 || p.hour > 24 || p.min > 59 || p.sec > 60 || p.yearDay > 366 {
		return time.Time{}, false
	}
	if p.yearDay > 0 {
		p.month, p.day = 1, p.yearDay
	} else {
		p.month, p.day = max(p.month, 1), max(p.day, 1)
		last := time.Date(p.year, time.Month(p.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		p.day = min(p.day, last)
	}
	t := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.min, p.sec, p.nano, time.UTC)
	t = t.Add(-time.Duration(p.offset) * time.Second)
	return t, t.Year() >= 1000 && t.Year() <= 9999 // what RFC 3339 can write
}

// iso reads the forms that begin with the year and have no names in them.
func (p *datePieces) iso(s string) bool {
	day, clock := s, ""
	if i := strings.IndexAny(s, "Tt \t_"); i >= 0 {
		day, clock = s[:i], strings.TrimSpace(s[i+1:])
	}
	if !p.isoDay(day) {
		return false
	}
	if clock == "" {
		return true
	}
	rest, ok := p.clock(clock)
	return ok && p.zone(rest)
}

// isoDay reads YYYY, YYYY-MM, YYYY-MM-DD, YYYY-DDD, YYYY-Www-D, all also
// without hyphens, and with a year of two digits where that can be told.
func (p *datePieces) isoDay(s string) bool {
	if len(s) > 3 && s[0] == '-' && isDigits(strings.Replace(s[1:], "-", "", 1)) { // -YYMM, -YY-MM
		s = strings.Replace(s[1:], "-", "", 1)
		p.year, p.month = fullYear(s[:2]), number10(s[2:])
		return len(s) == 4 && p.month >= 1 && p.month <= 12
	}
	parts := strings.Split(s, "-")
	for i, part := range parts {
		if part == "" || len(part) > 14 || !isDigits(strings.TrimPrefix(strings.ToUpper(part), "W")) {
			return false
		}
		if i == 0 && (part[0] == 'w' || part[0] == 'W') {
			return false
		}
	}
	if len(parts) == 1 {
		return p.isoPacked(s)
	}
	if n := len(parts[0]); n != 4 && (n != 2 || len(parts) == 2 && len(parts[1]) != 3) {
		return false
	}
	p.year = fullYear(parts[0])
	if second := parts[1]; second[0]|0x20 == 'w' {
		weekday := 1
		if len(parts) == 3 {
			weekday = number10(parts[2])
		}
		return p.week(number10(second[1:]), weekday)
	}
	switch {
	case len(parts) == 2 && len(parts[1]) == 3:
		p.yearDay = number10(parts[1])
		return p.yearDay > 0
	case len(parts) == 2 && len(parts[1]) <= 2:
		p.month = number10(parts[1])
		return p.month > 0
	case len(parts) == 3 && len(parts[1]) <= 3 && len(parts[2]) <= 2:
		p.month, p.day = number10(parts[1]), number10(parts[2])
		if p.month > 12 && p.day <= 12 && len(parts[0]) == 4 {
			p.month, p.day = p.day, p.month // year, day, month
		}
		return p.month > 0 && p.month <= 12 && p.day > 0
	}
	return false
}

// isoPacked reads a run of digits.
func (p *datePieces) isoPacked(s string) bool {
	if !isDigits(s) {
		return false
	}
	two := func(i int) int { return number10(s[i : i+2]) }
	switch len(s) {
	case 4:
		p.year = number10(s)
	case 5: // two digits of the year, day of the year
		p.year, p.yearDay = fullYear(s[:2]), number10(s[2:])
	case 6: // YYYYMM, or else YYMMDD
		if y := number10(s[:4]); y >= 1970 && y < 2100 && two(4) >= 1 && two(4) <= 12 {
			p.year, p.month = y, two(4)
		} else {
			p.year, p.month, p.day = fullYear(s[:2]), two(2), two(4)
		}
	case 7:
		p.year, p.yearDay = number10(s[:4]), number10(s[4:])
	case 8:
		p.year, p.month, p.day = number10(s[:4]), two(4), two(6)
	case 12, 14:
		p.year, p.month, p.day, p.hour, p.min = number10(s[:4]), two(4), two(6), two(8), two(10)
		if len(s) == 14 {
			p.sec = two(12)
		}
	case 9, 10, 13:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n == 0 {
			return false
		}
		if len(s) == 13 { // milliseconds
			n /= 1000
		}
		p.unix = n
		return true
	default:
		return false
	}
	return p.year > 0 && p.month <= 12
}

// week sets the day of an ISO week: week 1 is the one of 4 January.
func (p *datePieces) week(week, weekday int) bool {
	if week < 1 || week > 53 || weekday < 1 || weekday > 7 {
		return false
	}
	fourth := time.Date(p.year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	t := monday.AddDate(0, 0, (week-1)*7+weekday-1)
	p.year, p.month, p.day = t.Year(), int(t.Month()), t.Day()
	return true
}

// clock reads hh:mm[:ss[.fff]] or hhmm[ss] at the beginning of s and returns
// what is behind it.
func (p *datePieces) clock(s string) (string, bool) {
	n := digits(s)
	rest := s[n:]
	switch {
	case n == 1 || n == 2:
		p.hour = number10(s[:n])
	case n == 4 || n == 6:
		p.hour, p.min = number10(s[:2]), number10(s[2:4])
		if n == 6 {
			p.sec = number10(s[4:6])
		}
		p.hasTime = true
		return p.fraction(rest), true
	default:
		return s, false
	}
	p.hasTime = true
	if m := 0; isClock(rest) {
		if m = digits(rest[1:]); m > 2 {
			return s, false
		}
		p.min = number10(rest[1 : 1+m])
		rest = rest[1+m:]
		if m = digits(strings.TrimPrefix(rest, ":")); rest != "" && rest[0] == ':' && m > 0 && m <= 2 {
			p.sec = number10(rest[1 : 1+m])
			rest = rest[1+m:]
		}
	}
	return p.fraction(rest), true
}

// fraction passes over the part of a second behind a point or a comma.
func (p *datePieces) fraction(s string) string {
	if len(s) < 2 || (s[0] != '.' && s[0] != ',' && s[0] != ':') {
		return s
	}
	n := digits(s[1:])
	if n == 0 {
		return s
	}
	if n <= 9 {
		p.nano = number10(s[1:1+n]) * pow10(9-n)
	}
	return s[1+n:]
}

// zone reads a zone that fills all of s: Z, ±hh:mm, a name, a name with an
// offset. What nobody knows counts as UTC; only digits that are no zone fail.
func (p *datePieces) zone(s string) bool {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		switch c := s[0]; {
		case c == '+' || c == '-':
			n := 1 + digits(s[1:])
			if n < len(s) && s[n] == ':' {
				n += 1 + digits(s[n+1:])
			}
			off, ok := offsetOf(s[:n])
			if !ok {
				return false
			}
			p.offset, p.zoned = off, true
			s = s[n:]
		case isDigit(c):
			return false
		default:
			n := wordLen(s)
			if n == 0 {
				_, size := utf8.DecodeRuneInString(s)
				s = s[size:]
				continue
			}
			p.word(s[:n])
			s = s[n:]
		}
	}
	return true
}

// word takes a name: the half of the day, or, behind the time, a zone ("at" and
// "met" are words before it).
func (p *datePieces) word(w string) {
	lower := strings.ToLower(w)
	p.korean = p.korean || lower == "오전" || lower == "오후"
	switch {
	case isMorning(lower):
		p.am = true
	case isEvening(lower):
		p.pm = true
	default:
		if off, ok := zoneNamed(lower); ok && !p.zoned && p.hasTime {
			p.offset, p.zoned = off, true
		}
	}
}

// offsetOf reads ±h, ±hh, ±hmm, ±hhmm, ±hh:mm as seconds.
func offsetOf(s string) (int, bool) {
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	h, m, colon := strings.Cut(s[1:], ":")
	if !colon && len(h) > 2 {
		h, m = h[:len(h)-2], h[len(h)-2:]
	}
	if len(h) > 2 || len(m) > 2 || h == "" {
		return 0, false
	}
	hours, minutes := number10(h), 0
	if m != "" {
		minutes = number10(m)
	}
	if hours > 15 || minutes > 59 {
		return 0, true // a zone that nowhere is: the rest of the date still counts
	}
	return sign * (hours*3600 + minutes*60), true
}

// twoDigits completes a year as RFC 2822 does, but with 90 as the border:
// there were no feeds before 1997, and there may be some in 2050.
func twoDigits(y int) int {
	switch {
	case y < 90:
		return 2000 + y
	case y < 100:
		return 1900 + y
	}
	return y
}

func fullYear(s string) int {
	if len(s) == 2 {
		return twoDigits(number10(s))
	}
	return number10(s)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// digits is the length of the run of digits that s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigits(s string) bool { return s != "" && digits(s) == len(s) }

// number10 is the value of a run of at most nine digits; 0 for a longer one.
func number10(s string) int {
	if len(s) > 9 {
		return 0
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// wordLen is the length of the word that s begins with, in bytes: letters, and
// '/' or '_' within ("Europe/Brussels").
func wordLen(s string) int {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || (i > 0 && (r == '/' || r == '_')) {
			continue
		}
		return i
	}
	return len(s)
}
