package boilerplate

import (
	"slices"
	"testing"

	"pullquote/article"
)

// TestPlaceholders: what stands three times in one article was put there by the
// page; two times, or quoted, it is the writer's.
func TestPlaceholders(t *testing.T) {
	const hint = "Your settings keep us from showing the chart that belongs here, dear reader of ours."
	const said = "“We shall keep on mending the nets until the ice is gone,” he said once more."
	count := func(texts ...string) int {
		d := docOf("en", texts...)
		Judge(d, nil, Site{})
		n := 0
		for _, b := range d.Blocks {
			if b.Cut != nil && b.Cut.Reason == article.RepeatedText {
				n++
			}
		}
		return n
	}
	for _, tc := range []struct {
		name  string
		texts []string
		want  int
	}{
		{"three times, with their labels", []string{story, "Chart not shown", hint, story, "Chart not shown", hint, story, "Chart not shown", hint, story + " It was cold."}, 6},
		{"twice", []string{story, hint, story + " It was cold.", hint, story + " It stayed cold."}, 0},
		{"quoted", []string{story, said, story + " It was cold.", said, story + " It stayed cold.", said, story + " It was colder."}, 0},
		{"a refrain without stops", []string{story, "and the ice came in and the ice came in over the bay", "one", "and the ice came in and the ice came in over the bay", "two", "and the ice came in and the ice came in over the bay", story + " It was cold."}, 0},
	} {
		if got := count(tc.texts...); got != tc.want {
			t.Errorf("%s: %d cut, want %d", tc.name, got, tc.want)
		}
	}
}

// TestLinksThatAreContent: a block that is all link stays where it is a source
// written out or an offer with its price.
func TestLinksThatAreContent(t *testing.T) {
	for _, tc := range []struct {
		text string
		kind article.Kind
		cut  bool
	}{
		{"https://archive.example/papers/ice-on-the-bay", article.Paragraph, false},
		{"Ice atlas: https://archive.example/atlas", article.Paragraph, false},
		{"Get the warm gloves at the outfitter for $39.99", article.ListItem, false},
		{"Warm gloves at the outfitter, now 39 €", article.ListItem, false},
		{"Why the northern islands fear the winter", article.Paragraph, true},
		{"Get the warm gloves at the outfitter", article.ListItem, true},
	} {
		d := docOf("en", story, story+" It was cold.", tc.text, story+" It stayed cold.", story+" It was colder.", story+" It thawed.")
		d.Blocks[2].Kind = tc.kind
		ev := make([]Evidence, len(d.Blocks))
		for i := range ev {
			ev[i] = Evidence{Region: Story, Heading: -1}
		}
		ev[2].LinkShare = 1
		Judge(d, ev, Site{})
		if got := d.Blocks[2].Cut != nil; got != tc.cut {
			t.Errorf("%q: cut %v, want %v", tc.text, got, tc.cut)
		}
	}
}

// TestSubheadingsThatNamePrompts: a heading above prose may speak of
// newsletters; a prompt by itself is one.
func TestSubheadingsThatNamePrompts(t *testing.T) {
	for text, want := range map[string]bool{
		"Five steps to build a weekly newsletter of your own":                false,
		"How the harbour sold memberships (Upgrade to Premium for a dollar)": false,
		"Sign up for our newsletter":                                         true,
	} {
		d := docOf("en", story, story+" It was cold.", text, story+" It stayed cold.", story+" It was colder.")
		d.Blocks[2].Kind, d.Blocks[2].Level = article.Heading, 2
		Judge(d, nil, Site{})
		if got := d.Blocks[2].Cut != nil; got != want {
			t.Errorf("%q: cut %v, want %v", text, got, want)
		}
	}
}

// TestEndsOfStories: what a story ends in is not cut for being short; what only
// hangs about there is.
func TestEndsOfStories(t *testing.T) {
	for _, tc := range []struct {
		name  string
		texts []string
		stays []string
		goes  []string
	}{
		{"a numbered list", []string{"What the boats carry:", "1. Nets of hemp", "2. Salt for a month", "3. Lamps"}, []string{"What the boats carry:", "1. Nets of hemp", "3. Lamps"}, nil},
		{"the last list of names", []string{
			"North pier: Ada Moss, Len Carr, Jan Ferris, Bo Tarr, Ines Vogt, Maud Lind, Per Holm, Kai Berg, Eva Strand, Ola Dahl, Tom Reed, Ann Low, Sam Hill, Joe Park, Liz Wood, Ray Field, Ian Shore, Una Craig, Roy Glen, May Cole",
			"South pier: Ida Moss, Leo Carr, Jon Ferris, Bea Tarr, Ivo Vogt, Max Lind, Pia Holm, Kim Berg, Els Strand, Odd Dahl"}, []string{"South pier: Ida Moss, Leo Carr, Jon Ferris, Bea Tarr, Ivo Vogt, Max Lind, Pia Holm, Kim Berg, Els Strand, Odd Dahl"}, nil},
		{"an author's mailbox", []string{"ada.moss@ledger.example"}, nil, []string{"ada.moss@ledger.example"}},
		{"a day in figures", []string{"2024.01.05"}, nil, []string{"2024.01.05"}},
		{"the name of a file", []string{"boats in the ice.jpg"}, nil, []string{"boats in the ice.jpg"}},
		{"where it was found", []string{"(Via Example Ledger and Bay News)"}, nil, []string{"(Via Example Ledger and Bay News)"}},
		{"a letter at any length", []string{"Sign up to the Harbour Weekly here for news and analysis of ice, nets and boats of the north in your inbox"}, nil,
			[]string{"Sign up to the Harbour Weekly here for news and analysis of ice, nets and boats of the north in your inbox"}},
	} {
		d := docOf("en", append([]string{story, story + " It was cold.", story + " It stayed cold.", story + " It thawed."}, tc.texts...)...)
		Judge(d, nil, Site{})
		for _, b := range d.Blocks {
			if s := d.Of(b.Range); b.Cut != nil && slices.Contains(tc.stays, s) || b.Cut == nil && slices.Contains(tc.goes, s) {
				t.Errorf("%s: %q: %+v", tc.name, s, b.Cut)
			}
		}
	}
}

// TestTurns: in a dialogue with names before each turn nothing is a prompt; two
// lines with a label are no dialogue.
func TestTurns(t *testing.T) {
	d := docOf("en", story, "MOSS: Follow us on the ice.", "CARR: Read more about it?", "MOSS: You may. Subscribe to our letter.", "CARR: Thank you. [Laughter]", story+" It was cold.")
	Judge(d, nil, Site{})
	if d.CutCount() != 0 {
		for _, b := range d.Blocks {
			t.Logf("%q: %+v", d.Of(b.Range), b.Cut)
		}
		t.Error("a turn is cut")
	}
	d = docOf("en", story, "Photo: Ada Moss", story+" It was cold.", "Photo: Ada Moss", story+" It thawed.", "Read more: Ice breaker sent north", "Read more: The old pier is lost", story+" It froze.")
	Judge(d, nil, Site{})
	if d.CutCount() != 4 {
		t.Errorf("%d of 4 labels are cut", d.CutCount())
	}
}

// TestAnyWord: "_?" is any word or none.
func TestAnyWord(t *testing.T) {
	x := parseLexicon("en", "[newsletter prompt]\n=get our _? _? letter\n[related links]\n=関連記事|新着記事 はこちら\n")
	for text, want := range map[string]int{"Get our letter": 1, "Get our weekly letter": 1, "Get our best weekly letter": 1, "Get our very best weekly letter": 0, "関連記事はこちら": 1, "新着記事はこちら": 1, "関連はこちら": 0} {
		if got := len(x.find(tokens(text), nil)); got != want {
			t.Errorf("%q: %d phrases, want %d", text, got, want)
		}
	}
}
