package boilerplate

import (
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
