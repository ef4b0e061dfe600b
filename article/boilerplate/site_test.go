package boilerplate

import (
	"fmt"
	"strings"
	"testing"

	"pullquote/article"
)

// report is a story of eight paragraphs of prose.
func report() []string {
	var out []string
	for i := range 8 {
		out = append(out, fmt.Sprintf("The harbour board voted on plan number %d of the many that had been laid before it since the storm, and put off the rest of the agenda until the spring session of the council in the town hall.", i))
	}
	return out
}

func siteDoc(lang string, texts ...string) *article.Document {
	d := &article.Document{Language: lang}
	for _, s := range texts {
		if d.Text != "" {
			d.Text += "\n\n"
		}
		at := len(d.Text)
		d.Text += s
		d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: len(d.Text)}})
	}
	return d
}

// seen is a site on which these texts stood in so many other articles.
func seen(stories int, counts map[string]int) Site {
	by := map[uint64]int{}
	for s, n := range counts {
		by[Fingerprint(s)] = n
	}
	return Site{Stories: stories, Seen: func(f uint64) int { return by[f] }}
}

func TestBySite(t *testing.T) {
	const (
		label   = "Kaiku ja tuuli"                             // no phrase file knows it
		refusal = "The ministry did not answer a request."     // a sentence that reporters write often
		promo   = "Our harbour page has all of it, every day." // speaks of the house
		quoted  = "“Whoever comes here has to bring two good hands and a coat against the rain,” it says on the door of the house at the pier."
	)
	background := "The trial over the sunken ferry began in the autumn four years ago and has heard more than two hundred witnesses from nine countries, among them the captain and both of the engineers."
	for _, c := range []struct {
		name, text string
		place      int // 0 before the story, 4 inside, 8 behind
		n, stories int
		kind       article.Kind
		cut        bool
	}{
		{"in three articles, whatever it says", label, 4, 2, 2, article.Paragraph, true},
		{"in two only", label, 4, 1, 2, article.Paragraph, false},
		{"a label inside, in 2 of 90", label, 4, 2, 90, article.Paragraph, false},
		{"a subheading of the story", label, 4, 90, 90, article.Heading, false},
		{"a heading of nothing", label, 8, 2, 9, article.Heading, true},
		{"a moment of a live blog", "10.40 BST: kick-off", 4, 40, 90, article.Paragraph, false},
		{"a line of a recipe", "Salt and pepper", 4, 80, 90, article.ListItem, false},
		{"a sentence inside the story, in 4 of 90", refusal, 4, 4, 90, article.Paragraph, false},
		{"the same in half of them", refusal, 4, 45, 90, article.Paragraph, true},
		{"behind it, in 2 of 90", refusal, 8, 2, 90, article.Paragraph, false},
		{"behind it, in all three", refusal, 8, 3, 3, article.Paragraph, true},
		{"of the house, in three", promo, 4, 2, 90, article.Paragraph, true},
		{"background inside", background, 4, 60, 90, article.Paragraph, false},
		{"background behind, in four", background, 8, 4, 90, article.Paragraph, false},
		{"a standing intro", background, 0, 30, 90, article.Paragraph, true},
		{"a standing end", background, 8, 30, 90, article.Paragraph, true},
		{"a quote inside", quoted, 4, 80, 90, article.Paragraph, false},
		{"a motto behind, in four", quoted, 8, 4, 9, article.Paragraph, false},
		{"a motto behind, in all", quoted, 8, 80, 90, article.Paragraph, true},
	} {
		texts := report()
		if c.kind == article.ListItem {
			texts[c.place] = "Four plums and a quince"
		}
		texts = append(texts[:c.place:c.place], append([]string{c.text}, texts[c.place:]...)...)
		d := siteDoc("en", texts...)
		d.Blocks[c.place].Kind = c.kind
		if c.kind == article.ListItem {
			d.Blocks[c.place+1].Kind = c.kind
		}
		if c.kind == article.Heading {
			d.Blocks[c.place].Level = 2
		}
		site := seen(c.stories, map[string]int{c.text: c.n})
		later := *d
		later.Blocks = append([]article.Block{}, d.Blocks...)
		Judge(d, nil, site)
		b := d.Blocks[c.place]
		if (b.Cut != nil) != c.cut {
			t.Errorf("%s: cut is %+v", c.name, b.Cut)
		}
		if b.Cut != nil && (b.Cut.Told() != fmt.Sprintf("seen in %d other articles of this site", c.n) || b.Cut.Score <= 0.5) {
			t.Errorf("%s: told %q, %.2f", c.name, b.Cut.Told(), b.Cut.Score)
		}
		if d.CutCount() > 1 {
			t.Errorf("%s: %d blocks are cut", c.name, d.CutCount())
		}
		// One that was made before the site was known learns it later.
		if Repeated(&later, site) != c.cut || (later.Blocks[c.place].Cut != nil) != c.cut {
			t.Errorf("%s: later cut is %+v", c.name, later.Blocks[c.place].Cut)
		}
	}
}

// TestSameArticleAgain: of an article that is met at a third address, or in a
// third version, nothing is furniture for that.
func TestSameArticleAgain(t *testing.T) {
	texts := report()
	counts := map[string]int{}
	for _, s := range texts[:6] {
		counts[s] = 40
	}
	d := siteDoc("en", texts...)
	if Judge(d, nil, seen(60, counts)); d.CutCount() > 0 {
		t.Errorf("%d blocks are cut", d.CutCount())
	}
	// The same short note, again and again, is all there is.
	d = siteDoc("en", "Words of the feed")
	if Judge(d, nil, seen(60, map[string]int{"Words of the feed": 40})); d.CutCount() > 0 {
		t.Error("nothing is left of a short note")
	}
}

// TestKeptOutvotes: what the reader keeps is not learned again.
func TestKeptOutvotes(t *testing.T) {
	texts := append(report(), "Kaiku ja tuuli")
	d := siteDoc("en", texts...)
	d.Blocks[8].Kept = "rules.toml:1"
	if Repeated(d, seen(9, map[string]int{"Kaiku ja tuuli": 9})) || d.Blocks[8].Cut != nil {
		t.Error("it is cut")
	}
	if !strings.HasPrefix((&article.Cut{Reason: article.SiteRepeats}).Told(), "repeated") {
		t.Error("a reason without a count")
	}
}
