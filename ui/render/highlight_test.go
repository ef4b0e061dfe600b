package render

import (
	"strings"
	"testing"
	"unicode"

	"pullquote/article"
	"pullquote/ui/render/testdata/rendertest"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

func styles(t testing.TB, dark bool) theme.Styles {
	t.Helper()
	s, err := theme.New(theme.Options{Dark: dark})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// drawn is a drawn rune with its ink.
type drawn struct {
	r rune
	k ink
}

// read takes a drawn line apart.
func read(s string) []drawn {
	var ds []drawn
	scanSGR(s, func(r rune, k ink) bool {
		ds = append(ds, drawn{r, k})
		return true
	})
	return ds
}

// lit is what is drawn on one of the grounds, blanks left out: at a line's end
// they are not drawn.
func lit(p *Page, m Marks, grounds ...hue) string {
	var b strings.Builder
	for i := range p.Lines() {
		for _, d := range read(p.Draw(i, m)) {
			for _, g := range grounds {
				if d.k.bg == g && !unicode.IsSpace(d.r) {
					b.WriteRune(d.r)
				}
			}
		}
	}
	return b.String()
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || article.LineHint(r) {
			return -1
		}
		return r
	}, s)
}

// highlights are the cases in which a reader that highlights gets it wrong. In
// each, all that is between <q> and </q>, and the marks beside it, is lit, and
// nothing else.
var highlights = []struct{ name, src, want string }{
	{"soft wrap", "She said “<q A>we have waited for twenty long years and nobody may call it rash</q>” and left.",
		"“we have waited for twenty long years and nobody may call it rash”"},
	{"bold inside", "“<q A>not <b>one single</b> day</q>”, he said.", "“not one single day”"},
	{"link inside", "“<q A>read <a https://example.org/a/very/long/address>the whole report first</a> please</q>”, he said.",
		"“read the whole report first please”"},
	{"bold in a link inside", "“<q A>see <a https://example.org>the <b>new</b> plan</a></q>” it said.", "“see the new plan”"},
	{"begins in bold", "<b>He was blunt:</b> “<q A><b>no more</b> of it</q>”.", "“no more of it”"},
	{"ends in emphasis", "“<q A>it is <i>over</i></q>”, she said.", "“it is over”"},
	{"inside a link's words", "The <a https://example.org>mayor’s “<q A>never again</q>” speech</a> was long.", "“never again”"},
	{"list item", "- “<q A>first of all we must count the ships that come in winter</q>”, she said", "“first of all we must count the ships that come in winter”"},
	{"nested list item", "- outer\n\n  - “<q A>deep down in the list there is a word or two about it</q>” it read",
		"“deep down in the list there is a word or two about it”"},
	{"numbered item", "9. one\n\n10. “<q A>ten is enough for everybody who has fingers to count on</q>”", "“ten is enough for everybody who has fingers to count on”"},
	{"block quote", "> <q A>Ships do not care about roads, they care about depth and wind.</q>", "Ships do not care about roads, they care about depth and wind."},
	{"nested block quote", ">> “<q A>twice removed from whoever said it in the first place</q>” it went", "“twice removed from whoever said it in the first place”"},
	{"two paragraphs", "“<q A>It begins here and goes on.</q>\n\n“<q +>It ends here, in another paragraph.</q>”",
		"“It begins here and goes on.“It ends here, in another paragraph.”"},
	{"interrupted", "“<q A>We will go</q>”, she said, “<q +>and not come back</q>”.", "“We will go”“and not come back”"},
	{"hard break", "“<q A>line one<br>line two of it</q>” sang he.", "“line one line two of it”"},
	{"what looks like an entity", "“<q A>fish &amp; chips &lt;b&gt;</q>” was on the card.", "“fish &amp; chips &lt;b&gt;”"},
	{"what looks like Markdown", "“<q A>**not** bold, [no](link) and \\* no star | no cell</q>” it said.", "“**not** bold, [no](link) and \\* no star | no cell”"},
	{"Japanese", "市長は「<q A>この道路は来年の春に閉鎖される予定で、市民の皆さんには不便をおかけします</q>」と述べた。",
		"「この道路は来年の春に閉鎖される予定で、市民の皆さんには不便をおかけします」"},
	{"Chinese in English", "He said “<q A>我们已经等了二十年 and that is 足够 for us</q>” twice.", "“我们已经等了二十年 and that is 足够 for us”"},
	{"family of emoji", "“<q A>we 👨‍👩‍👧‍👦 are 🇺🇦 fine 👩🏽‍🚀 up here ❤️ and so are you</q>” they wrote.", "“we 👨‍👩‍👧‍👦 are 🇺🇦 fine 👩🏽‍🚀 up here ❤️ and so are you”"},
	{"combining marks", "“<q A>un café à Noël, s’il vous plaît, garçon</q>”, dit-il.", "“un café à Noël, s’il vous plaît, garçon”"},
	{"Devanagari", "“<q A>यह सड़क अगले साल बंद हो जाएगी, क्षिप्र ही</q>” उसने कहा।", "“यह सड़क अगले साल बंद हो जाएगी, क्षिप्र ही”"},
	{"Arabic", "قال الوزير: «<q A>لن نغلق الطريق قبل نهاية العام المقبل</q>» ثم غادر القاعة.", "«لن نغلق الطريق قبل نهاية العام المقبل»"},
	{"Hebrew", "ראש העיר אמר: \"<q A>הדרך תיסגר בשנה הבאה ואין מה לעשות</q>\" ויצא.", "\"הדרך תיסגר בשנה הבאה ואין מה לעשות\""},
	{"French marks", "« <q A>La route fermera l’an prochain, quoi qu’il arrive</q> », a dit la maire.", "«La route fermera l’an prochain, quoi qu’il arrive»"},
	{"German marks", "„<q A>Die Straße wird nächstes Jahr geschlossen, so oder so</q>“, sagte sie.", "„Die Straße wird nächstes Jahr geschlossen, so oder so“"},
	{"code span inside", "“<q A>type <code>git push --force</code> and pray</q>” was the advice.", "“type git push --force and pray”"},
	{"strike inside", "“<q A>it was <s>mine</s> ours</q>” they said.", "“it was mine ours”"},
	{"heading", "## “<q A>Never in my life have I seen so many boats</q>”", "“Never in my life have I seen so many boats”"},
	{"caption", "![https://example.org/a.jpg] Holt: “<q A>the road goes, and it goes now, whatever they say</q>”.", "“the road goes, and it goes now, whatever they say”"},
	{"table", "|!District|Voice\n|Old Quay|Berg: “<q A>quite enough of all that noise</q>” she said\n|North|none", "“quite enough of all that noise”"},
	{"table, two voices in a row", "|!A|B\n|“<q A>left side of it all</q>”|“<q B>right side of it all</q>”", "“left side of it all”"},
	{"long address inside", "“<q A>see https://example.org/a/very/long/address/that/no/line/holds?with=a&query=too for it</q>” he wrote.",
		"“see https://example.org/a/very/long/address/that/no/line/holds?with=a&query=too for it”"},
	{"same words again", "Enough, she thought. “<q A>Enough</q>”, she said. Enough was said.", "“Enough”"},
}

func TestHighlights(t *testing.T) {
	st := styles(t, true)
	for _, c := range highlights {
		d := rendertest.Doc(c.src)
		for _, width := range []int{24, 44, 78, 130} {
			for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
				p := Lay(d, Options{Width: width, Styles: st, Method: m})
				got := lit(p, Marks{}, p.ink.speakers[0].bg)
				if got != squeeze(c.want) {
					t.Errorf("%s, width %d, method %d:\n got %q\nwant %q", c.name, width, m, got, squeeze(c.want))
				}
			}
		}
	}
}

// A soft hyphen shows at a line's end, as part of the quote, and nowhere else.
func TestSoftHyphens(t *testing.T) {
	d := rendertest.Doc("“<q A>Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft</q>”, sagte er.")
	for width, want := range map[int]string{60: "“Donaudampfschifffahrtsgesellschaft”", 24: "“Donaudampfschifffahrts-gesellschaft”"} {
		p := Lay(d, Options{Width: width, Styles: styles(t, true)})
		if got := lit(p, Marks{}, p.ink.speakers[0].bg); got != want {
			t.Errorf("width %d: %q, want %q", width, got, want)
		}
	}
}

// A quote keeps what is bold, linked or struck inside it.
func TestQuoteKeepsWhatLiesUnder(t *testing.T) {
	d := rendertest.Doc("“<q A>a <b>b</b> <a https://example.org>l</a> <s>s</s> <i>i</i></q>”")
	p := Lay(d, Options{Width: 60, Styles: styles(t, true)})
	want := map[rune]attrs{'a': 0, 'b': bold, 'l': underline, 's': strike, 'i': italic}
	seen := 0
	for _, l := range read(p.Draw(p.LineOf(0), Marks{})) {
		if a, ok := want[l.r]; ok {
			seen++
			if l.k.attrs != a || l.k.bg != p.ink.speakers[0].bg {
				t.Errorf("%c is drawn in %+v", l.r, l.k)
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d letters are on the line", seen, len(want))
	}
}

func TestMarksLieOver(t *testing.T) {
	d := rendertest.Doc("Hello “<q A>one two three</q>” <a https://example.org/x>go there</a> now “<q B>four</q>”.")
	p := Lay(d, Options{Width: 80, Styles: styles(t, false)})
	at := func(word string) article.Range {
		i := strings.Index(d.Text, word)
		return article.Range{Start: i, End: i + len(word)}
	}
	m := Marks{Quote: 1, Link: 1, Hits: []article.Range{at("two"), at("now")}, Hit: 1}
	if got := lit(p, m, p.ink.hitHere.bg); got != "two" {
		t.Errorf("the active match is %q", got)
	}
	if got := lit(p, m, p.ink.hit.bg); got != "now" {
		t.Errorf("the other match is %q", got)
	}
	var turned strings.Builder
	bars := 0
	for i := range p.Lines() {
		for _, l := range read(p.Draw(i, m)) {
			if l.k.attrs&reverse != 0 && !unicode.IsSpace(l.r) {
				turned.WriteRune(l.r)
			}
			if l.r == '▌' {
				bars++
				if l.k.fg != p.ink.speakers[0].fg {
					t.Error("the bar has not the speaker's colour")
				}
			}
		}
	}
	if turned.String() != "“onethree”gothere" {
		t.Errorf("active are %q", turned.String())
	}
	if bars != 1 {
		t.Errorf("%d bars beside the active quote", bars)
	}
}

func TestTerms(t *testing.T) {
	d := rendertest.Doc("The “<t>quiet quay</t>” was “<q A>loud</q>”.")
	for _, on := range []bool{false, true} {
		p := Lay(d, Options{Width: 60, Styles: styles(t, true), Terms: on})
		dim := ""
		for _, l := range read(p.Draw(p.LineOf(0), Marks{})) {
			if l.k.fg == p.ink.term.fg && l.k.attrs&italic != 0 {
				dim += string(l.r)
			}
		}
		if want := map[bool]string{true: "“quiet quay”", false: ""}[on]; dim != want {
			t.Errorf("terms %v: dimmed %q", on, dim)
		}
	}
}

// A cut of style never tears a letter from its accent or an emoji apart,
// wherever somebody's offsets point.
func TestCutsAreWhole(t *testing.T) {
	d := rendertest.Doc("cafe\u0301 👨‍👩‍👧‍👦 🇺🇦🇫🇷 किं end")
	p := Lay(d, Options{Width: 60, Styles: styles(t, true), Method: ansi.GraphemeWidth})
	for a := range len(d.Text) {
		for b := a + 1; b <= len(d.Text); b++ {
			line := p.Draw(p.LineOf(0), Marks{Hits: []article.Range{{Start: a, End: b}}})
			for i, piece := range strings.Split(line, "\x1b[") {
				if i > 0 {
					_, piece, _ = strings.Cut(piece, "m")
				}
				for n, r := range piece {
					if n == 0 && joins(r) {
						t.Fatalf("a hit at %d to %d tears %q", a, b, line)
					}
				}
			}
		}
	}
}
