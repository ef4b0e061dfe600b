package boilerplate

import (
	"strings"
	"testing"

	"pullquote/article"
)

// spoken writes a phrase of a lexicon as words: the first choice at each place.
func (p *phrase) spoken() string {
	var b strings.Builder
	for i := range p.words {
		e := &p.words[i]
		word := "ice"
		switch {
		case e.number:
			word = "7"
		case len(e.any) > 0:
			word = e.any[0]
		case len(e.prefix) > 0:
			word = e.prefix[0] + "s"
		}
		b.WriteString(word + " ")
	}
	return strings.TrimSpace(b.String())
}

// TestNoQuoteIsCut: whatever phrase of furniture a person says in the news, in
// whatever language, the paragraph that quotes them stays; and so does a long
// run of prose in which it stands.
func TestNoQuoteIsCut(t *testing.T) {
	for _, lang := range languages {
		x := lexicons[lang]()
		seen := map[*phrase]bool{}
		for _, set := range []map[string][]*phrase{x.first, x.stems} {
			for _, list := range set {
				for _, p := range list {
					if seen[p] {
						continue
					}
					seen[p] = true
					said := "“We were told: " + p.spoken() + ", and that was all of it,” the harbour master said on Tuesday."
					told := strings.Repeat(story+" ", 1+100/wordsOf(story)) + "They read " + p.spoken() + " there."
					for _, links := range []float64{0, 0.3} {
						d := docOf(lang, story, said, story+" It was cold.", told, story+" It thawed.")
						ev := make([]Evidence, len(d.Blocks))
						for i := range ev {
							ev[i] = Evidence{Region: Story, Heading: -1}
						}
						ev[1].LinkShare = links
						Judge(d, ev, Site{})
						for _, i := range []int{1, 3} {
							if c := d.Blocks[i].Cut; c != nil {
								t.Errorf("%s: %q is cut as %s by %s", lang, d.Of(d.Blocks[i].Range), c.Reason, c.Rule)
							}
						}
					}
				}
			}
		}
		if len(seen) < 20 {
			t.Errorf("%s: only %d phrases", lang, len(seen))
		}
	}
}

// TestQuotesBesideFurniture: the marks by which other rules tell furniture
// don't cost a paragraph with a quotation either.
func TestQuotesBesideFurniture(t *testing.T) {
	for _, said := range []string{
		"“We go home when the ice is gone,” the harbour master said. (Reuters)",
		"“We go home when the ice is gone,” he told AFP.",
		"Photo: “We go home when the ice is gone,” the harbour master said as he stood there.",
		"By Tuesday it was over. “We go home now,” the harbour master said.",
		"“Read more about the ice, and you will stay at home,” the harbour master said.",
		"The Ledger asked him again. “We go home when the ice is gone, as we did in the winter of 1947,” the harbour master said.",
		"«Nous rentrons quand la glace sera partie», a dit le capitaine du port.",
		"„Wir fahren heim, wenn das Eis weg ist“, sagte der Hafenmeister.",
		"「氷が消えたら家に帰ります」と港長は語った。",
	} {
		for name, e := range map[string]Evidence{
			"plain": {Region: Story}, "half a link": {Region: Story, LinkShare: 0.5}, "in an aside": {Region: Aside},
			"in a box called social": {Region: Story, Names: []string{"social", "share"}}, "in a box called related": {Region: Story, Names: []string{"related"}},
			"in a form": {Region: Form}, "in a footer": {Region: Footer},
		} {
			d := docOf("", story, said, story+" It was cold.", story+" It stayed cold.", story+" It thawed.")
			ev := make([]Evidence, len(d.Blocks))
			for i := range ev {
				ev[i] = Evidence{Region: Story, Heading: -1}
			}
			e.Heading = -1
			ev[1] = e
			Judge(d, ev, Site{Seen: func(uint64) int { return 0 }})
			if c := d.Blocks[1].Cut; c != nil {
				t.Errorf("%s: %q is cut as %s by %s", name, said, c.Reason, c.Rule)
			}
		}
	}
}

// TestCorrectionsStay: a house's notes on its own errors are part of the
// record, in every language.
func TestCorrectionsStay(t *testing.T) {
	for _, note := range []string{
		"Correction: an earlier version of this article misnamed the pier.",
		"This article was amended on 6 January 2024 to name the pier.",
		"Clarification: the ice was 40 cm thick.",
		"Korrektur: In einer früheren Version hieß es, das Eis sei 4 cm dick.",
		"Rectificatif : la glace faisait 40 cm, et non 4.",
		"Corrección: el hielo tenía 40 cm, no 4.",
		"Errata: o gelo tinha 40 cm, não 4.",
		"Rettifica: il ghiaccio era di 40 cm, non di 4.",
		"Rectificatie: het ijs was 40 cm dik, niet 4.",
		"Rättelse: isen var 40 cm tjock, inte 4.",
		"Rettelse: isen var 40 cm tyk, ikke 4.",
		"Oikaisu: jää oli 40 cm paksua, ei 4.",
		"Sprostowanie: lód miał 40 cm, nie 4.",
		"Oprava: led měl 40 cm, ne 4.",
		"Уточнение: толщина льда 40 см, а не 4.",
		"Düzeltme: buz 4 değil 40 cm kalınlığındaydı.",
		"訂正：氷の厚さは4センチではなく40センチでした。",
		"更正：冰厚40厘米，不是4厘米。",
	} {
		d := docOf("", story, story+" It was cold.", story+" It thawed.", "Read more", note, "Share this article")
		Judge(d, nil, Site{Seen: func(uint64) int { return 9 }})
		if c := d.Blocks[4].Cut; c != nil {
			t.Errorf("%q is cut as %s by %s", note, c.Reason, c.Rule)
		}
	}
}

// TestEveryReason: what each reason that a page's own shape gives is called.
func TestEveryReason(t *testing.T) {
	d := docOf("en", "By Ada Moss, coast correspondent", story, story+" It was cold.", "Menu of the day at the Example Inn", story+" It thawed.")
	ev := make([]Evidence, len(d.Blocks))
	for i := range ev {
		ev[i] = Evidence{Region: Story, Heading: -1}
	}
	ev[3].Region = Aside
	Judge(d, ev, Site{})
	for i, want := range []article.Reason{article.BylineLine, "", "", article.OutsideStory, ""} {
		if got := reasonOf(d.Blocks[i].Cut); got != want {
			t.Errorf("block %d is cut as %q, want %q", i, got, want)
		}
	}
	for _, line := range []string{"Ada Moss", "Words by Ada Moss", "Reporter"} {
		d := docOf("en", "January 4, 2024", line, story, story+" It was cold.", story+" It thawed.")
		Judge(d, nil, Site{})
		if got := reasonOf(d.Blocks[1].Cut); got != article.BylineLine {
			t.Errorf("%q below a date is cut as %q", line, got)
		}
	}
}
