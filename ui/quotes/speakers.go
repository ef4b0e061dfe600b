package quotes

import (
	"fmt"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/ui/layout"
	"pullquote/ui/list"
	"pullquote/ui/render"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// speakers is the list of those who speak, whom the newest quote is of first:
// the name with the role, how many quotes and how old the newest, and below it
// what that says.
type speakers struct {
	rows   []feeds.Voice
	end    bool   // the last row is that of the whole list
	words  string // the filter that they were found by
	cursor int
	offset int // index into rows
}

// each is the lines of one speaker.
const each = 2

func (s *speakers) current() (feeds.Voice, bool) {
	if s.cursor < len(s.rows) {
		return s.rows[s.cursor], true
	}
	return feeds.Voice{}, false
}

// replace takes another list. The cursor stays on its speaker where it is in.
func (s *speakers) replace(vs []feeds.Voice, end bool) {
	was, had := s.current()
	s.rows, s.end = vs, end
	if had && s.cursor > 0 {
		for i, v := range vs {
			if v.ID == was.ID {
				s.cursor = i
				return
			}
		}
	}
	s.cursor, s.offset = 0, 0
}

func (s *speakers) draw(w, h int, now time.Time, st *theme.Styles, m ansi.Method) []string {
	fit := max(h/each, 1)
	s.offset = max(min(s.offset, s.cursor), s.cursor-fit+1, 0)
	var out []string
	for i := s.offset; i < min(s.offset+fit, len(s.rows)); i++ {
		out = append(out, s.row(i, w, now, st, m)...)
	}
	return out
}

func (s *speakers) row(i, w int, now time.Time, st *theme.Styles, m ansi.Method) []string {
	v := s.rows[i]
	name, role, last, count, age, bar := st.Title, st.Byline, st.Source, st.Count, st.Age, " "
	if i == s.cursor {
		bar = "▌"
		name, role, last, count, age = st.Cursor.Inherit(name), st.Cursor.Inherit(role), st.Cursor.Inherit(last), st.Cursor.Inherit(count), st.Cursor.Inherit(age)
	}
	mark := st.Mark
	if i == s.cursor {
		mark = st.Cursor.Inherit(mark)
	}
	const counts, ages = 6, 9
	room := max(w-3-counts-ages, 0)
	who := v.Name
	if v.ID == 0 {
		who, v.Role = "Nobody named", ""
	}
	who, n := render.Clip(article.CleanLine(who), room, m)
	said := ""
	if r := article.CleanLine(v.Role); r != "" && n < room-6 {
		said = ", " + r
	}
	head := mark.Render(bar) + name.Render("  "+who) + role.Render(render.Fit(said, room-n, m)) +
		count.Render(fmt.Sprintf("%*s", counts, layout.Number(v.Quotes))) + age.Render(fmt.Sprintf("%*s ", ages-1, list.Age(v.Newest, now)))
	text := mark.Render(bar) + last.Render(render.Fit("    "+feeds.Marked(feeds.Spoken(v.Last)), max(w-2, 0), m)+" ")
	return []string{layout.Line(head, w, m), layout.Line(text, w, m)}
}
