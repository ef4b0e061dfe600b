package pager

import (
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/ui/intent"
	"pullquote/ui/render/testdata/rendertest"

	tea "charm.land/bubbletea/v2"
)

func TestSearch(t *testing.T) {
	p := newPager(t, 60, 10)
	press(t, p, "/")
	if !p.Typing() || p.Cursor() == nil || p.Cursor().Y != 9 {
		t.Fatal("no search line")
	}
	press(t, p, "subscriber")
	if p.matches() != "no match" {
		t.Errorf("hidden text is found: %s", p.matches())
	}
	press(t, p, "esc")
	if p.Typing() || p.find.active() || p.top != 0 {
		t.Error("Escape did not take the search back")
	}
	press(t, p, "/", "cafe", "enter")
	if p.Typing() || len(p.find.hits) != 1 || !strings.Contains(screen(p), "café") {
		t.Errorf("accents: %d found:\n%s", len(p.find.hits), screen(p))
	}
	for query, want := range map[string]int{
		"mira": 1, "Mira": 1, "mirA": 0, "ROAD": 0, "the": 3, "café": 1, "cafè": 0, `"we`: 2, "zzz": 0, " ": 0, "": 0,
		"we have waited for": 1, "nobody says a word": 16,
	} {
		p := newPager(t, 60, 10)
		press(t, p, "/", query, "enter")
		if len(p.find.hits) != want {
			t.Errorf("%q: %d found, want %d", query, len(p.find.hits), want)
		}
		for _, h := range p.find.hits {
			if got := foldText(p.art.Doc.Of(h), spelling{}).text; got != foldText(query, spelling{}).text {
				t.Errorf("%q found %q", query, p.art.Doc.Of(h))
			}
		}
	}
}

func TestSearchMoves(t *testing.T) {
	p := newPager(t, 60, 10)
	press(t, p, "/", "said", "enter")
	n := len(p.find.hits)
	if n != 3 || p.find.hit != 1 {
		t.Fatalf("%d found, at %d", n, p.find.hit)
	}
	for _, want := range []int{2, 3, 1} {
		press(t, p, "n")
		if p.find.hit != want {
			t.Errorf("n: match %d, want %d", p.find.hit, want)
		}
	}
	press(t, p, "N")
	if p.find.hit != 3 || p.notice != "from the end again" || p.quote != -1 {
		t.Errorf("N: match %d, %q, quote %d", p.find.hit, p.notice, p.quote)
	}
	if s := status(p); !strings.Contains(s, "match 3/3") {
		t.Errorf("status %q", s)
	}
	if in := press(t, p, "esc"); in != (intent.None{}) || p.find.active() {
		t.Errorf("the first Escape gives %#v", in)
	}
	press(t, p, "n")
	if p.quote < 0 {
		t.Error("n without a search is no next quote")
	}
	if in := press(t, p, "esc"); in != (intent.None{}) || p.quote != -1 {
		t.Errorf("the second Escape gives %#v", in)
	}
	if in := press(t, p, "esc"); in != (intent.Close{}) {
		t.Errorf("the third Escape gives %#v", in)
	}
}

func TestTypingTakesAllKeys(t *testing.T) {
	p := newPager(t, 60, 10)
	if in := press(t, p, "/", "q"); in != (intent.None{}) || p.input.Value() != "q" {
		t.Errorf("%#v, %q", in, p.input.Value())
	}
	press(t, p, "backspace")
	p.Update(tea.PasteMsg{Content: "twenty\x1b[31m years"})
	if strings.ContainsRune(p.View(), 0x07) || strings.Contains(screen(p), "\x1b") {
		t.Error("a paste reaches the screen as it came")
	}
	press(t, p, "enter", "/", "enter")
	if p.find.active() {
		t.Error("an empty search is still one")
	}
}

func TestFoldText(t *testing.T) {
	for _, s := range []string{"Café", "Cafe\u0301 noir", "ﬁn", "İstanbul ß ẞ", "a\u00adb", "日本 é", "각"} {
		for _, sp := range []spelling{{}, {true, true}, {true, false}, {false, true}} {
			f := foldText(s, sp)
			for i := range f.text {
				if a, b := f.start(i), f.end(i+1); a < 0 || b > len(s) || a > b {
					t.Errorf("%q, byte %d: %d to %d", s, i, a, b)
				}
			}
		}
	}
	f := foldText("un Cafe\u0301 noir", spelling{})
	i := strings.Index(f.text, "cafe")
	if got := f.orig[f.start(i):f.end(i+4)]; got != "Cafe\u0301" {
		t.Errorf("found %q", got)
	}
}

func BenchmarkSearchKey(b *testing.B) {
	p := newPager(b, 100, 50)
	d := rendertest.Doc(strings.Repeat(filler(1)+"\n\n", 1200))
	p.Show(&Article{Doc: d})
	p.find.query = "weight"
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		p.find.folded = nil
		p.find.run(p)
	}
}

// Hints for line breaking are in the text of many pages and on no keyboard: the
// words are found, drawn and copied without them, and what is found keeps its
// place in the Document.
func TestSearchKnowsNoHints(t *testing.T) {
	text := "Das Donau\u00addampf\u00adschiff legt ab. \u201eWir \u200bhaben ge\u2060war\u00adtet\u201c, sagte Anna Holm."
	b := article.Block{Kind: article.Paragraph, Range: article.Range{End: len(text)}}
	from := strings.Index(text, "Wir")
	d := &article.Document{Text: text, Title: "Donau\u00addampf\u00adschiff", Blocks: []article.Block{b}, Quotes: []article.Quote{{
		Kind: article.Direct, Speaker: "Anna Holm", Spans: []article.Range{{Start: from, End: strings.Index(text, "\u201c,")}},
	}}}
	p := newPager(t, 60, 10)
	p.Show(&Article{Doc: d})
	press(t, p, "/", "donaudampfschiff legt", "enter")
	if len(p.find.hits) != 1 || d.Of(p.find.hits[0]) != "Donau\u00addampf\u00adschiff legt" {
		t.Errorf("found %v", p.find.hits)
	}
	for _, want := range []string{"Donaudampfschiff legt ab", "„Wir haben gewartet“"} {
		if !strings.Contains(screen(p), want) {
			t.Errorf("the screen does not show %q:\n%s", want, screen(p))
		}
	}
	press(t, p, "esc")
	in, ok := press(t, p, "]", "y").(intent.Copy)
	if !ok || !strings.HasPrefix(in.Text, "“Wir haben gewartet”") {
		t.Errorf("copied %q", in.Text)
	}
}
