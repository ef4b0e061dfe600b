package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// read takes a date in any order. It looks for the time first, because its
// colons are unmistakable; around it stand the day before and the zone behind,
// or, in asctime, the year.
func (p *datePieces) read(s string) bool {
	var nums []dateNumber
	month := 0
	inDay := false // the last thing was a number of the day, so '-' only parts
	for s != "" {
		c, size := utf8.DecodeRuneInString(s)
		switch {
		case isDigit(s[0]):
			n := digits(s)
			if n > 8 {
				return false
			}
			if !p.hasTime && n <= 2 && isClock(s[n:]) {
				rest, ok := p.clock(s)
				if !ok {
					return false
				}
				s, inDay = rest, false
				continue
			}
			var num dateNumber
			num, s = numberAt(s, n)
			if done := p.unit(num); !done {
				nums = append(nums, num)
			}
			if len(nums) > 4 {
				return false
			}
			inDay = true
			continue
		case unicode.IsLetter(c):
			n := wordLen(s)
			if s[:n] == "W" { // a week that iso refused
				return false
			}
			if m := monthNamed(s[:n]); m > 0 && !(month > 0 && p.hasTime) {
				month = m
			} else {
				p.word(s[:n])
			}
			s = s[n:]
		case (c == '+' || c == '-') && p.hasTime && !inDay && len(s) > 1 && isDigit(s[1]):
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
		default:
			s = s[size:]
		}
		inDay = false
	}
	if p.year > 0 && p.month > 0 && p.day > 0 { // each said its unit
		return true
	}
	if month > 0 {
		return p.named(nums, month)
	}
	return p.numeric(nums)
}

// dateNumber is a run of digits with what stands around it.
type dateNumber struct {
	value, len int
	sep        byte   // the byte behind it
	unit       string // a CJK unit behind it
}

func numberAt(s string, n int) (dateNumber, string) {
	num := dateNumber{value: number10(s[:min(n, 9)]), len: n}
	s = s[n:]
	if s == "" {
		return num, s
	}
	num.sep = s[0]
	for _, unit := range []string{"年", "년", "月", "월", "日", "일", "時", "时", "시", "点", "分", "분", "秒", "초"} {
		if rest, ok := strings.CutPrefix(s, unit); ok {
			num.unit = unit
			return num, rest
		}
	}
	return num, s
}

// unit takes a number that says what it counts, as Chinese, Japanese and
// Korean dates do.
func (p *datePieces) unit(n dateNumber) bool {
	p.korean = p.korean || n.unit == "년" || n.unit == "월"
	switch n.unit {
	case "年", "년":
		p.year = n.value
		if n.len == 2 {
			p.year = twoDigits(n.value)
		}
	case "月", "월":
		p.month = n.value
	case "日", "일":
		p.day = n.value
	case "時", "时", "시", "点":
		p.hour, p.hasTime = n.value, true
	case "分", "분":
		p.min = n.value
	case "秒", "초":
		p.sec = n.value
	default:
		return false
	}
	return true
}

// named sets year and day around the name of a month.
func (p *datePieces) named(nums []dateNumber, month int) bool {
	p.month = month
	yearAt := -1
	for i, n := range nums {
		if n.len == 4 || n.value > 31 {
			yearAt = i
			break
		}
	}
	if yearAt < 0 && len(nums) > 1 { // 01 Jan 04; Jan 01, 04
		yearAt = 1
	}
	for i, n := range nums {
		switch {
		case i == yearAt:
			p.year = n.value
			if n.len == 2 {
				p.year = twoDigits(n.value)
			}
		case p.day == 0 && n.len <= 3:
			p.day = n.value
		}
	}
	return p.year > 0
}

// numeric tells day, month and year apart by their size and their separator:
// 2006/09/15, 15.09.2006, 9/15/2006.
func (p *datePieces) numeric(nums []dateNumber) bool {
	if len(nums) < 3 {
		return false
	}
	a, b, c := nums[0], nums[1], nums[2]
	switch {
	case a.len == 4:
		p.year, p.month, p.day = a.value, b.value, c.value
	case a.sep == '/': // American, unless that can't be
		p.month, p.day, p.year = a.value, b.value, c.value
	case a.sep == '-' && c.len != 4:
		p.year, p.month, p.day = twoDigits(a.value), b.value, c.value
	default:
		p.day, p.month, p.year = a.value, b.value, c.value
	}
	if p.month > 12 && p.day <= 12 {
		p.month, p.day = p.day, p.month
	}
	if p.year < 100 {
		p.year = twoDigits(p.year)
	}
	return p.month >= 1 && p.month <= 12 && p.day >= 1
}

// isClock reports that what is behind an hour makes it one: "14:30", "14h30".
func isClock(rest string) bool {
	return len(rest) > 1 && (rest[0] == ':' || rest[0] == 'h') && isDigit(rest[1])
}
