package list

import (
	"fmt"
	"strings"
	"time"

	"pullquote/feeds"
	"pullquote/ui/layout"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	"charm.land/lipgloss/v2"
)

// columns are the widths of a row's cells; 0: not shown.
type columns struct {
	title, quotes, star, author, source, age int
}

// The gap between two columns and the two cells in front of the title: the
// cursor's bar and the unread mark, with a blank behind.
const (
	gap   = 2
	front = 3
	back  = 1
)

// plan shares a row out. Narrow: title and age. From 52 cells: quotes. From
// 72: the source, since before that it would take the headline's words. From
// 100: the star, which the unread mark's place tells before. From 150: the
// author, so that the far columns stay within reach of the eye.
func plan(w int) columns {
	c := columns{age: 7}
	switch {
	case w < 24:
		c.age = 0
	case w >= 150:
		c.author, c.source, c.star, c.quotes = min(w/8, 30), min(w/8, 32), 1, 4
	case w >= 100:
		c.source, c.star, c.quotes = min(w/5, 24), 1, 4
	case w >= 72:
		c.source, c.quotes = w/6, 3
	case w >= 52:
		c.quotes = 3
	}
	c.title = w - front - back
	for _, x := range []int{c.quotes, c.author, c.source, c.age} {
		if x > 0 {
			c.title -= x + gap
		}
	}
	if c.star > 0 {
		c.title -= c.star + 1
	}
	c.title = max(c.title, 0)
	return c
}

// View draws the rectangle: exactly h lines, each exactly w cells.
func (l *List) View() string { return strings.Join(l.Lines(), "\n") }

// Lines are the lines of View.
func (l *List) Lines() []string {
	if l.w <= 0 || l.h <= 0 {
		return nil
	}
	if len(l.rows) == 0 {
		return l.drawEmpty()
	}
	now, c := l.o.Now(), plan(l.w)
	out := make([]string, 0, l.h)
	for at := l.offset; at < l.offset+l.h; at++ {
		i := at - l.base
		if i < 0 || i >= len(l.rows) {
			out = append(out, layout.Blank(l.w))
			continue
		}
		out = append(out, l.row(&l.rows[i], at == l.cursor, c, now))
	}
	return out
}

// drawEmpty puts what there is to say in the middle, first line loud, all
// lines flush left as one block.
func (l *List) drawEmpty() []string {
	var lines []string
	if l.loaded {
		lines = append(lines, make([]string, max((l.h-len(l.empty))/3, 0))...)
		wide := 0
		for _, s := range l.empty {
			_, n := render.Clip(s, l.w, l.o.Method)
			wide = max(wide, n)
		}
		for i, s := range l.empty {
			style := l.o.Styles.Hint
			if i == 0 {
				style = l.o.Styles.Title
			}
			s, _ := render.Clip(s, l.w, l.o.Method)
			lines = append(lines, layout.Blank((l.w-wide)/2)+style.Render(s))
		}
	}
	return layout.Box(lines, l.w, l.h, l.o.Method)
}

// narrow is the least width at which a headline has cells to give.
const narrow = 32

// row draws one headline. Each cell is painted by itself, so that no style
// runs into the next column and the row under the cursor is one unbroken band.
func (l *List) row(e *feeds.Entry, here bool, c columns, now time.Time) string {
	p, m := &l.pens[0], l.o.Method
	bar := " "
	if here {
		p, bar = &l.pens[1], "▌"
	}
	title := p.title
	if e.Read {
		title = p.read
	}
	var b strings.Builder
	p.mark.write(&b, bar)
	// Where no column of its own tells of the star, the mark does.
	switch {
	case c.star == 0 && e.Starred:
		p.star.write(&b, "★ ")
	case !e.Read:
		p.mark.write(&b, "● ")
	default:
		title.write(&b, "  ")
	}
	// Nor is there room for a column of quotes there: a headline that has some
	// gives up a few cells for them.
	sign := ""
	if c.quotes == 0 && l.w >= narrow {
		sign = quotes(e.Quotes)
	}
	wide := c.title
	if sign != "" {
		wide = max(c.title-layout.Width(sign, m)-1, 0)
	}
	title.write(&b, render.Fit(Headline(e), wide, m))
	if sign != "" {
		p.count.write(&b, " "+sign)
	}
	if c.star > 0 {
		p.star.write(&b, " "+choose(e.Starred, "★", " "))
	}
	if c.quotes > 0 {
		p.count.write(&b, right(quotes(e.Quotes), c.quotes+gap, l))
	}
	if c.author > 0 {
		p.age.write(&b, layout.Blank(gap)+render.Fit(e.Author, c.author, m))
	}
	if c.source > 0 {
		p.source.write(&b, layout.Blank(gap)+render.Fit(source(e), c.source, m))
	}
	if c.age > 0 {
		p.age.write(&b, right(Age(e.Time(), now), c.age+gap, l))
	}
	p.age.write(&b, layout.Blank(back))
	return layout.Line(b.String(), l.w, m)
}

// pen is a style as the escape sequences around a text. Lip Gloss works out
// margins, borders and alignment for each text that it paints, which took 85 %
// of a frame of rows that have none of them.
type pen struct{ on, off string }

// pens are the styles of a row.
type pens struct{ mark, star, title, read, count, source, age pen }

func sharpen(s theme.Styles, here bool) pens {
	cut := func(st lipgloss.Style) pen {
		if here {
			st = s.Cursor.Inherit(st)
		}
		on, off, _ := strings.Cut(st.Render("x"), "x")
		return pen{on, off}
	}
	return pens{
		mark: cut(s.Mark), star: cut(s.Star), title: cut(s.Title), read: cut(s.TitleRead),
		count: cut(s.Count), source: cut(s.Source), age: cut(s.Age),
	}
}

func (p pen) write(b *strings.Builder, text string) {
	b.WriteString(p.on)
	b.WriteString(text)
	b.WriteString(p.off)
}

// Headline is the title of an entry, or what stands in for one.
func Headline(e *feeds.Entry) string {
	switch {
	case e.Title != "":
		return e.Title
	case e.Lead != "":
		return e.Lead
	case e.URL != "":
		return e.URL
	}
	return "(untitled)"
}

func source(e *feeds.Entry) string {
	if e.FeedTitle != "" {
		return e.FeedTitle
	}
	return e.FeedSite
}

// quotes is the count of quotes where it is known; none is not worth a sign.
func quotes(n int) string {
	switch {
	case n <= 0:
		return ""
	case n > 999:
		return "❝999"
	}
	return fmt.Sprintf("❝%d", n)
}

// Age is how old something is, as short as it can be said: "now", "12 min",
// "3 h", "2 d", then the day, then the month of another year. Zero gives "".
func Age(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	d := now.Sub(t)
	switch {
	case d < time.Minute: // the future too: clocks differ
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	case d < 7*24*time.Hour:
		return fmt.Sprintf("%d d", int(d.Hours()/24))
	}
	t = t.In(now.Location())
	if t.Year() == now.Year() || d < 180*24*time.Hour {
		return t.Format("2 Jan")
	}
	return t.Format("2006-01")
}

func right(s string, w int, l *List) string {
	s, n := render.Clip(s, w, l.o.Method)
	return layout.Blank(w-n) + s
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
