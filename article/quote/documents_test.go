package quote

import (
	"slices"
	"testing"

	"pullquote/article"
)

// TestCodeSpans leaves the marks of keys and commands alone.
func TestCodeSpans(t *testing.T) {
	text := "Press \" to see the quotes, or type say \"hello there my friend\" to test. “It works on my machine,” said Ada Pell."
	d := &article.Document{Text: text, Language: "en", Blocks: []article.Block{{Kind: article.Paragraph, Range: article.Range{Start: 0, End: len(text)},
		Spans: []article.Span{{Kind: article.InlineRaw, Range: article.Range{Start: 6, End: 7}}, {Kind: article.InlineRaw, Range: article.Range{Start: 35, End: 62}}}}}}
	Find(d)
	if len(d.Quotes) != 1 || d.QuoteText(d.Quotes[0]) != "It works on my machine," || d.Quotes[0].Speaker != "Ada Pell" {
		t.Errorf("%+v", d.Quotes)
	}
}

// TestOneIdentity names one person alike all through an article, whatever the
// form: full name, title, surname, pronoun, role, label, credit.
func TestOneIdentity(t *testing.T) {
	p, bq, e := article.Paragraph, article.Quotation, article.Embed
	d := document([]article.Kind{p, p, p, p, bq, e},
		"“We start on Monday,” said Mayor Ada Pell, who took office in May.",
		"“The pier is first,” Pell said. Mrs. Pell then added: “The market is second.”",
		"“Nobody is third,” she joked. “There is no money for a third,” the mayor explained.",
		"According to Ada M. Pell, “the bank said no twice”. Oren Vale, a banker, disagreed: “We said maybe.”",
		"I would rather build than talk.\n— Pell",
		"Rain stops work. Work goes on.\n— Ada Pell (@adapell) May 4")
	Find(d)
	if got, want := d.Speakers(), []string{"Ada Pell", "Oren Vale"}; !slices.Equal(got, want) {
		t.Errorf("speakers %q, want %q: %q", got, want, utterances(d.Text, d.Quotes))
	}
	if n := len(d.Spoken()); n != 9 {
		t.Errorf("%d quotes: %q", n, utterances(d.Text, d.Quotes))
	}
}

// TestPulledOverIncise counts a pull quote once that leaves out who said it.
func TestPulledOverIncise(t *testing.T) {
	d := document([]article.Kind{article.Paragraph, article.Quotation, article.Paragraph, article.Quotation},
		"“We never saw the letter,” said Ada Pell, “and nobody told us of it.”",
		"We never saw the letter and nobody told us of it!",
		"The council met in the harbour office.",
		"This stands nowhere else in the story at all.")
	Find(d)
	var kinds []article.QuoteKind
	for _, q := range d.Quotes {
		kinds = append(kinds, q.Kind)
	}
	if want := []article.QuoteKind{article.Direct, article.Term, article.Direct}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %q, want %q", kinds, want)
	}
}

// TestBlockQuoteParagraphs gives a letter of several paragraphs to who wrote it.
func TestBlockQuoteParagraphs(t *testing.T) {
	p, bq := article.Paragraph, article.Quotation
	d := document([]article.Kind{p, bq, bq, p}, "In her letter the engineer Ines Calder wrote:",
		"The bolts are older than I am.", "They will outlive the budget.", "The council thanked her.")
	Find(d)
	for _, q := range d.Quotes {
		if q.Speaker != "Ines Calder" {
			t.Errorf("%q by %q", d.QuoteText(q), q.Speaker)
		}
	}
	if len(d.Quotes) != 2 {
		t.Errorf("%d quotes", len(d.Quotes))
	}
}

// TestQuoteTags takes the page's own <q> for a quotation whatever stands inside.
func TestQuoteTags(t *testing.T) {
	text := "Ada Pell called the pier a ruin and said we build it anew when the wind drops."
	d := &article.Document{Text: text, Language: "en", Blocks: []article.Block{{Kind: article.Paragraph, Range: article.Range{Start: 0, End: len(text)},
		Spans: []article.Span{{Kind: article.QuoteTag, Range: article.Range{Start: 27, End: 31}}, {Kind: article.QuoteTag, Range: article.Range{Start: 41, End: 77}}}}}}
	Find(d)
	for _, q := range d.Quotes {
		if q.Speaker != "Ada Pell" || q.Kind == article.Term {
			t.Errorf("%q: %+v", d.QuoteText(q), q)
		}
	}
	if len(d.Quotes) != 2 {
		t.Errorf("%d quotes", len(d.Quotes))
	}
}
