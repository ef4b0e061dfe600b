package quote

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/article"
)

// tableCase is one text of testdata with the quotes that it must give.
type tableCase struct {
	line int
	text string
	want []string
}

func readTable(t *testing.T, file string) (cs []tableCase) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c tableCase
	var text []string
	flush := func() {
		if len(text) > 0 {
			c.text = strings.Join(text, "\n")
			if len(c.want) == 0 {
				t.Errorf("%s:%d: a case without a line that begins with =", file, c.line)
			}
			cs = append(cs, c)
		}
		c, text = tableCase{}, nil
	}
	for i, line := range strings.Split(string(b), "\n") {
		switch {
		case line == "":
			flush()
		case line[0] == '#':
		case strings.HasPrefix(line, "= "):
			c.want = append(c.want, line[2:])
		default:
			if len(text) == 0 {
				c.line = i + 1
			}
			if line == "¶" {
				line = ""
			}
			text = append(text, line)
		}
	}
	flush()
	return cs
}

// TestTables runs every language's table.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/??.txt")
	if err != nil || len(files) < 25 {
		t.Fatal("no tables", err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(lang, func(t *testing.T) {
			cs := readTable(t, file)
			if len(cs) < 8 {
				t.Errorf("only %d cases", len(cs))
			}
			for _, c := range cs {
				qs := InText(c.text, lang)
				check(t, c.text, qs)
				if got, ok := matches(c, qs); !ok {
					t.Errorf("%s:%d: %s\n got  %s\n want %s", file, c.line, c.text, strings.Join(got, "\n      "), strings.Join(c.want, "\n      "))
				}
			}
		})
	}
}

// matches compares the quotes that count with what a case wants.
func matches(c tableCase, qs []article.Quote) (got []string, ok bool) {
	type row struct{ words, speaker, cue string }
	var rows []row
	for _, q := range qs {
		if q.Kind == article.Term {
			continue
		}
		for _, r := range q.Spans {
			rows = append(rows, row{c.text[r.Start:r.End], q.Speaker, q.Cue})
			got = append(got, c.text[r.Start:r.End]+" | "+q.Speaker+" | "+q.Cue)
		}
	}
	want := c.want
	if len(want) == 1 && want[0] == "nothing" {
		want = nil
	}
	if len(rows) != len(want) {
		return got, false
	}
	for i, w := range want {
		f := strings.Split(w+" | | ", "|")
		words, speaker, cue := strings.TrimSpace(f[0]), strings.TrimSpace(f[1]), strings.TrimSpace(f[2])
		front, cut := strings.CutSuffix(words, "…")
		if !cut && rows[i].words != words || cut && !strings.HasPrefix(rows[i].words, front) || rows[i].speaker != speaker || cue != "" && rows[i].cue != cue {
			return got, false
		}
	}
	return got, true
}
