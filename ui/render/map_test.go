package render

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/ui/render/testdata/rendertest"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// story has every kind of block.
const story = `The road along the harbour <a https://example.org/plan>will be closed</a> from next spring, Mira Holt, the mayor of Ostbay, said on Monday. “<q Mira Holt; mayor of Ostbay>We have waited for twenty years, and <b>nobody</b> in this room can say that we were <a https://example.org/rash>rash</a> about it,</q>” she told the council. “<q +>The road goes.</q>”

{photo credit} Picture: A. Nother

Her deputy was less sure. “<q Jon Varga; deputy mayor>It is a good plan with a bad date,</q>” Jon Varga said, and asked for <i>another</i> winter of <code>counts</code>. The so-called “<t>quiet quay</t>” has been debated since 1998.

## What the traders say

Nobody on the quay had slept well.

“<q Ana Lindqvist; fishmonger>My customers come by car.</q>” Ana Lindqvist has sold fish here for three decades.

- A ferry every ten minutes, from six in the morning until the last train has gone

  - half price for children under twelve, and for all who show a ticket of the day

- Two hundred places behind the station

9. Draft in March

10. Vote in May, after a hearing to which all households will be invited by letter

> <q Tom Okafor; harbour master>Ships do not care about roads. They care about depth, and depth is what this plan forgets.</q>

|!District|For|Against
|Old Quay|1,204|310
|North Mole, with the islands|77|1,530
|Station: “<q Eva Berg>enough</q>”, Eva Berg said|804|799

![https://example.org/p.jpg] The harbour road on Monday morning, seen from the old customs house.

@[https://video.example.org/v/1] The vote, in full

~go
func main() {
	fmt.Println("closed", 42) // for good, said the mayor of the town at the end
}

---

## Next

市長は「<q 山田太郎>この道路は来年閉鎖される予定で、市民の皆さんには不便をおかけします</q>」と述べた。

{subscribe prompt} Already a subscriber? Sign in.

{subscribe prompt} Get our letter every morning.`

func storyDoc() *article.Document {
	d := rendertest.Doc(story)
	d.Title = "Ostbay closes its harbour road after twenty years of waiting and one loud night"
	d.Deck = "The council voted 21 to 19. Traders want a ferry first."
	d.Byline = []string{"Lea Sommer", "Ivo Brandt"}
	d.Publisher = "The Ostbay Courier"
	d.URL = "https://courier.example/harbour"
	d.Published = noon.Add(-3 * time.Hour)
	return d
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// shapes are the pages that the goldens hold.
func shapes(t testing.TB) map[string]Options {
	st := styles(t, true)
	shapes := map[string]Options{}
	for _, w := range []int{40, 80, 120} {
		shapes[fmt.Sprint("story-", w)] = Options{Width: w, Styles: st}
	}
	shapes["unfolded-80"] = Options{Width: 80, Styles: st, Unfold: true}
	shapes["quotes-80"] = Options{Width: 80, Styles: st, QuotesOnly: true}
	shapes["tiny-16"] = Options{Width: 16, Styles: st}
	for k, o := range shapes {
		o.Head = Head{Now: noon, Shown: "from the page", Starred: true, Problem: "the page could not be reached: no such host"}
		shapes[k] = o
	}
	return shapes
}

func TestGoldens(t *testing.T) {
	for name, o := range shapes(t) {
		p := Lay(storyDoc(), o)
		var b strings.Builder
		for i := range p.Lines() {
			b.WriteString(strings.TrimRight(ansi.Strip(p.Draw(i, Marks{})), " ") + "\n")
		}
		golden(t, name, b.String())
	}
	golden(t, "plain", Plain(storyDoc(), Options{Head: Head{Now: noon}}))
	golden(t, "plain-60", Plain(storyDoc(), Options{Width: 60, Head: Head{Now: noon}}))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was; go test -update writes it anew:\n%s", name, got)
	}
}

// Every byte that shows is found on the line that LineOf names, and the place
// survives a change of width.
func TestLineOfFindsEveryWord(t *testing.T) {
	d := storyDoc()
	for _, width := range []int{9, 24, 40, 80, 120} {
		for _, unfold := range []bool{false, true} {
			p := Lay(d, Options{Width: width, Styles: styles(t, true), Unfold: unfold})
			for off := range d.Text {
				if !p.Shows(off) || off >= d.Blocks[d.BlockAt(off)].End || strings.ContainsRune(" \n\t", rune(d.Text[off])) {
					continue
				}
				l := p.LineOf(off)
				if !p.has(l, off) {
					t.Fatalf("width %d: byte %d (%q) is not on line %d: %q", width, off, d.Text[off:min(off+10, len(d.Text))], l, p.Draw(l, Marks{}))
				}
			}
			for l := range p.Lines() {
				if p.lines[l].block < 0 || len(p.segs[p.lines[l].first:p.lines[l].last]) == 0 {
					continue
				}
				if at := p.OffsetAt(l); d.BlockAt(at) != p.lines[l].block {
					t.Errorf("width %d: line %d of block %d stands for %d", width, l, p.lines[l].block, at)
				}
			}
		}
	}
}

func (p *Page) has(l, off int) bool {
	for _, s := range p.segs[p.lines[l].first:p.lines[l].last] {
		if s.lit == "" && s.start <= off && off < s.end {
			return true
		}
	}
	return false
}

func TestPlaceSurvivesResizing(t *testing.T) {
	d := storyDoc()
	st := styles(t, true)
	wide, narrow := Lay(d, Options{Width: 100, Styles: st}), Lay(d, Options{Width: 33, Styles: st})
	for l := wide.body; l < wide.Lines(); l++ {
		off := wide.OffsetAt(l)
		n := narrow.LineOf(off)
		if off >= len(d.Text) || wide.lines[l].block < 0 || strings.ContainsRune("\n\t", rune(d.Text[off])) {
			continue // a rule, a tab: nothing of the text is drawn there
		}
		if !narrow.has(n, off) {
			t.Errorf("line %d at %d is lost: %q", l, off, ansi.Strip(narrow.Draw(n, Marks{})))
		}
	}
	if wide.OffsetAt(0) != -1 || wide.LineOf(-1) != 0 {
		t.Error("the masthead is no place")
	}
	if wide.OffsetAt(9999) != len(d.Text) || wide.LineOf(1<<30) >= wide.Lines() || wide.Draw(9999, Marks{}) != "" || wide.Draw(-1, Marks{}) != "" {
		t.Error("beyond the page is no end")
	}
}

func TestHiddenBlocks(t *testing.T) {
	d := storyDoc()
	st := styles(t, true)
	credit := strings.Index(d.Text, "Picture:")
	p := Lay(d, Options{Width: 80, Styles: st, UnfoldKey: "z"})
	all := Plain(d, Options{Width: 80})
	if p.Shows(credit) || strings.Contains(all, "Picture:") {
		t.Error("a cut block shows")
	}
	if l := ansi.Strip(p.Draw(p.LineOf(credit), Marks{})); strings.TrimSpace(l) != "" && !strings.Contains(l, "Her deputy") {
		t.Errorf("in its stead is %q", l)
	}
	if last := ansi.Strip(p.Draw(p.Lines()-1, Marks{})); !strings.Contains(last, "3 blocks hidden · z shows them") {
		t.Errorf("the footer says %q", last)
	}
	u := Lay(d, Options{Width: 80, Styles: st, Unfold: true})
	l := u.LineOf(credit)
	if !u.Shows(credit) || !strings.Contains(u.Draw(l, Marks{}), "Picture: A. Nother") || !strings.Contains(u.Draw(l-1, Marks{}), "photo credit") {
		t.Error("it is not unfolded with its reason")
	}
	text := ansi.Strip(strings.Join(drawAll(u, Marks{}), "\n"))
	if n := strings.Count(text, "subscribe prompt"); n != 1 {
		t.Errorf("one reason of a run is told %d times", n)
	}
}

func drawAll(p *Page, m Marks) []string {
	out := make([]string, p.Lines())
	for i := range out {
		out[i] = p.Draw(i, m)
	}
	return out
}

func TestQuotesOnlyFolds(t *testing.T) {
	d := storyDoc()
	p := Lay(d, Options{Width: 80, Styles: styles(t, true), QuotesOnly: true})
	text := ansi.Strip(strings.Join(drawAll(p, Marks{}), "\n"))
	for _, want := range []string{"Ana Lindqvist, fishmonger", "My customers come by car", "⋯ 1 paragraph\n", "⋯ 5 paragraphs"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if strings.Contains(text, "slept well") || strings.Contains(text, "last train") {
		t.Error("prose shows")
	}
	slept := strings.Index(d.Text, "slept")
	if l := ansi.Strip(p.Draw(p.LineOf(slept), Marks{})); p.Shows(slept) || !strings.Contains(l, "⋯ 1 paragraph") {
		t.Errorf("in the stead of folded prose is %q", l)
	}
	for _, q := range d.Spoken() {
		if !p.Shows(q.Start()) {
			t.Errorf("%q is folded", d.QuoteText(q))
		}
	}
}

// Who goes on speaking in the next paragraph is not named again; who speaks after
// something was folded is.
func TestQuotesOnlyNamesOnce(t *testing.T) {
	d := rendertest.Doc(`“<q Ana Holt>One</q>,” she said.

“<q Ana Holt>Two</q>,” she said.

“<q Jon Field>Three</q>,” he said. “<q Ana Holt>Four</q>.”

Nobody speaks here.

“<q Ana Holt>Five</q>,” she said.`)
	p := Lay(d, Options{Width: 60, Styles: styles(t, true), QuotesOnly: true})
	var names []string
	for _, l := range drawAll(p, Marks{}) {
		if l = strings.TrimSpace(ansi.Strip(l)); l == "Ana Holt" || l == "Jon Field" {
			names = append(names, l)
		}
	}
	if want := []string{"Ana Holt", "Jon Field", "Ana Holt", "Ana Holt"}; !slices.Equal(names, want) {
		t.Errorf("named are %q", names)
	}
}

func TestLinks(t *testing.T) {
	d := rendertest.Doc(`A <a https://example.org/a>link</a>, <a javascript:alert(1)>none</a>, <a mailto:a@example.org>mail</a>.

![https://example.org/p.jpg]

@[https://video.example.org/v]

{tags} <a https://example.org/hidden>hidden</a>`)
	st := styles(t, true)
	p := Lay(d, Options{Width: 60, Styles: st, Hyperlinks: true})
	var urls []string
	for _, l := range p.Links() {
		urls = append(urls, l.URL)
		if s := ansi.Strip(p.Draw(l.Line, Marks{})); l.Len() > 0 && !strings.Contains(s, d.Of(l.Range)) {
			t.Errorf("%s is not on its line: %q", l.URL, s)
		}
	}
	if got := strings.Join(urls, " "); got != "https://example.org/a mailto:a@example.org https://example.org/p.jpg https://video.example.org/v" {
		t.Errorf("links are %s", got)
	}
	out := strings.Join(drawAll(p, Marks{}), "\n")
	if !strings.Contains(out, ansi.SetHyperlink("https://example.org/a", "id=1")) || strings.Contains(out, "javascript") {
		t.Errorf("written as %q", out)
	}
	if n := strings.Count(out, "\x1b]8;"); n != 8 {
		t.Errorf("%d openings and closings for 4 links", n)
	}
	off := Lay(d, Options{Width: 60, Styles: st})
	if strings.Contains(strings.Join(drawAll(off, Marks{}), ""), "\x1b]8") {
		t.Error("hyperlinks are written unasked")
	}
	for n, want := range []string{"link", "mail", "picture", "video.example.org"} {
		got := ""
		for _, l := range drawAll(p, Marks{Link: n + 1}) {
			for _, c := range read(stripLinks(l)) {
				if c.k.attrs&reverse != 0 {
					got += string(c.r)
				}
			}
		}
		if got != want && !(n == 1 && got == "mail") {
			t.Errorf("active link %d is %q, want %q", n+1, got, want)
		}
	}
}

// Links that show are numbered in the margin, from the one that is told.
func TestLinkNumbers(t *testing.T) {
	d := rendertest.Doc("A <a https://example.org/1>one</a>, <a https://example.org/2>two</a>.\n\nB <a https://example.org/3>three</a>.\n\nC.")
	p := Lay(d, Options{Width: 60, Styles: styles(t, true)})
	at := func(m Marks) string {
		var b strings.Builder
		for _, l := range drawAll(p, m) {
			b.WriteString(strings.TrimSpace(string([]rune(ansi.Strip(l) + "  ")[:p.left])))
		}
		return b.String()
	}
	for m, want := range map[int]string{0: "", 1: "13", 2: "12", 3: "1"} {
		if got := at(Marks{Numbers: m}); got != want {
			t.Errorf("from link %d the margin holds %q, want %q", m, got, want)
		}
	}
}

// stripLinks takes OSC 8 out.
func stripLinks(s string) string {
	for {
		i := strings.Index(s, "\x1b]8;")
		if i < 0 {
			return s
		}
		j := strings.IndexAny(s[i:], "\x07")
		if j < 0 {
			return s
		}
		s = s[:i] + s[i+j+1:]
	}
}

// Tables of every shape come out as they should, and whole.
func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, src string
		width     int
		want      string
	}{
		{"header", "|!Town|Votes\n|Ostbay|12\n|Nord|3", 60, " Town   │ Votes\n────────┼───────\n Ostbay │    12\n Nord   │     3"},
		{"none", "|Ostbay|twelve\n|Nord|three", 60, " Ostbay │ twelve\n Nord   │ three"},
		{"wide letters", "|!都市|票\n|東京|12", 60, " 都市 │ 票\n──────┼────\n 東京 │ 12"},
		{"what Markdown would read", "|!`a`|**b**\n|<c> &amp; [d](e)|_f_", 60,
			" `a`              │ **b**\n──────────────────┼───────\n <c> &amp; [d](e) │ _f_"},
		{"no room", "|!District|Representative\n|Old Quay|Constantinople", 16, "District\n  Old Quay\nRepresentative\n  Constantinople"},
		{"no room, no header", "|Old Quay|Constantinople\n|Nord|Alexandria", 16, "Old Quay\nConstantinople\n\nNord\nAlexandria"},
		{"ragged", "|!A|B|C\n|1\n|2|3", 40, " A │ B │ C\n───┼───┼───\n 1 │   │\n 2 │ 3 │"},
	} {
		p := Lay(rendertest.Doc(c.src), Options{Width: c.width, Styles: styles(t, true)})
		var got []string
		for i := p.body; i < p.Lines(); i++ {
			got = append(got, strings.TrimRight(strings.TrimPrefix(ansi.Strip(p.Draw(i, Marks{})), strings.Repeat(" ", p.left)), " "))
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, s, c.want)
		}
	}
}

func TestPrint(t *testing.T) {
	st := styles(t, true)
	for _, width := range []int{30, 60, 200} {
		out := Print(storyDoc(), Options{Width: width, Styles: st})
		if !strings.Contains(out, "\x1b[") || !strings.HasSuffix(out, "\n") {
			t.Errorf("width %d: no styles, or no end", width)
		}
		plain := Plain(storyDoc(), Options{Width: width, Styles: st})
		if strings.Contains(plain, "\x1b") {
			t.Errorf("width %d: plain text has styles", width)
		}
		wide := 0
		for l := range strings.SplitSeq(ansi.Strip(out), "\n") {
			wide = max(wide, ansi.StringWidthWc(l))
		}
		if wide > min(width, defaultMeasure+2) {
			t.Errorf("width %d: a line of %d cells", width, wide)
		}
		squeezed := squeeze(ansi.Strip(out))
		if squeezed != squeeze(plain) {
			t.Errorf("width %d: styled and plain text differ", width)
		}
	}
}

// Glamour keeps the first code colours of a process for all that follow.
func TestCodeColoursFollowTheTheme(t *testing.T) {
	d := rendertest.Doc("~go\nfunc main() { return 42 }")
	colours := func(name string) map[rune]hue {
		st, err := theme.New(theme.Options{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		m := map[rune]hue{}
		p := Lay(d, Options{Width: 60, Styles: st})
		for _, l := range drawAll(p, Marks{}) {
			for _, c := range read(l) {
				m[c.r] = c.k.fg
			}
		}
		return m
	}
	light, dark, again := colours("light"), colours("dark"), colours("light")
	if light['4'] != again['4'] || light['f'] != again['f'] {
		t.Error("the light colours changed")
	}
	if dark['4'] != hueTrue|0x6eefc0 { // the number of Glamour's dark style
		t.Errorf("a number is %x on dark", dark['4'])
	}
	if light['4'] == dark['4'] || dark['f'] == dark['4'] {
		t.Errorf("colours are %x, %x; %x", light['4'], dark['4'], dark['f'])
	}
}

// Pages are laid out beside each other (prefetch, a resize): one Glamour
// renderer for all would mix them up.
func TestLayBesideEachOther(t *testing.T) {
	d, st := storyDoc(), styles(t, true)
	want := strings.Join(drawAll(Lay(d, Options{Width: 80, Styles: st}), Marks{}), "\n")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			p := Lay(d, Options{Width: 80, Styles: st})
			if got := strings.Join(drawAll(p, Marks{}), "\n"); got != want {
				t.Error("a page laid out beside others looks otherwise")
			}
		})
	}
	wg.Wait()
}

func TestDatedAndMinutes(t *testing.T) {
	for age, want := range map[time.Duration]string{
		10 * time.Second: "24 Nov 2026, just now", 5 * time.Minute: "24 Nov 2026, 5 min ago",
		3 * time.Hour: "24 Nov 2026, 3 h ago", 30 * time.Hour: "23 Nov 2026, 30 h ago",
		72 * time.Hour: "21 Nov 2026, 3 days ago", 300 * time.Hour: "12 Nov 2026", -time.Hour: "24 Nov 2026",
	} {
		if got := Dated(noon.Add(-age), noon); got != want {
			t.Errorf("%s ago: %q, want %q", age, got, want)
		}
	}
	if Dated(time.Time{}, noon) != "" || Dated(noon, time.Time{}) != "24 Nov 2026" {
		t.Error("an unknown date or clock")
	}
	for n, want := range map[int]int{1: 1, 230: 1, 460: 2, 2300: 10} {
		if got := Minutes(rendertest.Doc(strings.Repeat("word ", n))); got != want {
			t.Errorf("%d words are %d min, want %d", n, got, want)
		}
	}
	if got := Minutes(rendertest.Doc(strings.Repeat("道", 2000))); got != 4 {
		t.Errorf("2000 signs are %d min", got)
	}
}
