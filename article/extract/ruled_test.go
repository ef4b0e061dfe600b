package extract

import (
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/rules"
)

func TestUserRules(t *testing.T) {
	own := rules.Parse([]byte("nonsense = 1\n[[keep]]\nsite = 'ledger.example'\nbegins = 'Not a subscriber yet'\n[[hide]]\nbegins = 'The council will vote'\n"))
	d := fromText(tipPage, Options{URL: "https://ledger.example/1", Rules: own})
	got := told(d)
	if !strings.Contains(got, "paragraph: Not a subscriber yet?") || !strings.Contains(got, "[user rule]: The council") {
		t.Errorf("the reader's rules do not count:\n%s", got)
	}
}

// TestUserRuleReason: a rule that names no reason gives the reader's own.
func TestUserRuleReason(t *testing.T) {
	own := rules.Parse([]byte("[[hide]]\nsite = 'weir.example'\nselect = '.facts'\n"))
	d, err := Document([]byte(boxPage), Options{URL: "https://weir.example/1", Rules: own})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, b := range d.Blocks {
		if b.Cut != nil && b.Cut.Reason == article.UserRule {
			n++
			if !strings.HasPrefix(d.Of(b.Range), "Built: 1911") || b.Cut.Score != 1 {
				t.Errorf("%q is cut by %+v", d.Of(b.Range), b.Cut)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d blocks are cut by the reader's rule, want 1", n)
	}
}

// boxPage has a story, a box of facts in it, and a box that no survey would
// take for story.
const boxPage = `<!doctype html><html lang="en"><head><title>The weir is mended</title></head><body>
<main><article><h1>The weir is mended</h1>
<p>The weir below the mill was mended on Friday, three weeks after the flood had torn a gap of nine metres into it, the water board said.</p>
<div class="facts"><p>Built: 1911. Length: 62 metres. Width at the crown: two metres. It has been torn open by floods four times since.</p></div>
<p>“It will hold for another century,” said Ines Tarr, who led the work and slept beside the river for most of it. “The stones are the old ones.”</p>
<p>The board had warned for years that the wall was hollow, and had put the price of a new one at two million, which the district would not pay.</p>
<p class="more">More from the river</p>
<p>The swimmers of the rowing club meet on Sundays at the boathouse, and the ferry runs until the end of October whatever the weather.</p>
</article></main>
<footer><div class="note"><p>An earlier version of this story gave another length for the gap, which was nine metres and not seven, as the board has told us since.</p></div></footer>
</body></html>`

// TestSelectorRules: they see the page while it is being extracted, and bring
// back what the survey left far outside.
func TestSelectorRules(t *testing.T) {
	read := func(own string) *article.Document {
		d, err := Document([]byte(boxPage), Options{URL: "https://weir.example/1", Rules: rules.Parse([]byte(own))})
		if err != nil {
			t.Fatal(err)
		}
		invariants(t, d)
		return d
	}
	kept := func(d *article.Document, words string) bool {
		body, _ := d.Body()
		return strings.Contains(body, words)
	}
	d := read("")
	if !kept(d, "Built: 1911") || !kept(d, "swimmers") || kept(d, "An earlier version") {
		t.Fatalf("the page itself:\n%s", told(d))
	}
	if d := read("[[hide]]\nsite = 'weir.example'\nselect = '.facts'\nreason = 'fact box'\n"); kept(d, "Built: 1911") || !kept(d, "the old ones") || !strings.Contains(told(d), "[fact box]") {
		t.Errorf("hide:\n%s", told(d))
	}
	if d := read("[[hide]]\nsite = 'other.example'\nselect = '.facts'\n"); !kept(d, "Built: 1911") {
		t.Errorf("another site's rule:\n%s", told(d))
	}
	if d := read("[[stop-at]]\nselect = 'p.more'\n"); kept(d, "swimmers") || !kept(d, "two million") {
		t.Errorf("stop-at:\n%s", told(d))
	}
	if d := read("[[keep]]\nselect = '.note'\n"); !kept(d, "An earlier version") || !kept(d, "Built: 1911") {
		t.Errorf("keep:\n%s", told(d))
	}
}

// TestTrace tells of each block, and of kept ones too, what decided.
func TestTrace(t *testing.T) {
	var trace Trace
	own := rules.Parse([]byte("[[keep]]\nsite = 'weir.example'\nbegins = 'Built'\n[[hide]]\nbegins = 'more from'\n"))
	site := boilerplate.Site{Seen: func(p uint64) int {
		if p == boilerplate.Fingerprint("More from the river") {
			return 4
		}
		return 0
	}}
	d, err := Document([]byte(boxPage), Options{URL: "https://weir.example/1", Rules: own, Trace: &trace, Site: site})
	if err != nil {
		t.Fatal(err)
	}
	if len(trace.Features) != len(d.Blocks) || len(trace.Evidence) != len(d.Blocks) || len(trace.Ruled) != len(d.Blocks) {
		t.Fatalf("%d blocks, %d features, %d evidence, %d ruled", len(d.Blocks), len(trace.Features), len(trace.Evidence), len(trace.Ruled))
	}
	for i := range d.Blocks {
		text, f := d.Of(d.Blocks[i].Range), trace.Features[i]
		switch {
		case strings.HasPrefix(text, "Built"):
			if trace.Ruled[i] != "rules.toml:1" || f.Zone != "story" || !f.Prose {
				t.Errorf("%q: %q, %+v", text, trace.Ruled[i], f)
			}
		case strings.HasPrefix(text, "More from"):
			if trace.Ruled[i] != "rules.toml:4" || f.Seen != 4 || f.Prose {
				t.Errorf("%q: %q, %+v", text, trace.Ruled[i], f)
			}
		case strings.HasPrefix(text, "“It will hold"):
			if !f.Quote || f.Words < 20 || trace.Ruled[i] != "" {
				t.Errorf("%q: %q, %+v", text, trace.Ruled[i], f)
			}
		}
	}
}
