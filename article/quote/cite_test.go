package quote

import (
	"testing"

	"pullquote/article"
)

// TestCite takes the name in a block quote's <cite> for its speaker.
func TestCite(t *testing.T) {
	text := "We wait for the wind and for nothing else.\n— Ada Pell, harbour master"
	d := &article.Document{Text: text, Language: "en", Blocks: []article.Block{{Kind: article.Quotation, Range: article.Range{Start: 0, End: len(text)},
		Spans: []article.Span{{Kind: article.CiteTag, Range: article.Range{Start: 47, End: len(text)}}}}}}
	Find(d)
	if len(d.Quotes) != 1 || d.Quotes[0].Speaker != "Ada Pell" || d.Quotes[0].Role != "harbour master" || d.QuoteText(d.Quotes[0]) != "We wait for the wind and for nothing else." {
		t.Errorf("%+v", d.Quotes)
	}
	d.Text = "We wait for the wind and for nothing else.    Ada Pell, harbour master"
	d.Blocks[0].End = len(d.Text)
	d.Blocks[0].Spans[0].Range = article.Range{Start: 46, End: len(d.Text)}
	Find(d)
	if len(d.Quotes) != 1 || d.Quotes[0].Speaker != "Ada Pell" || d.QuoteText(d.Quotes[0]) != "We wait for the wind and for nothing else." {
		t.Errorf("without a dash: %+v", d.Quotes)
	}
}

// TestSigned takes the name in the line below a quote, not a list or a story.
func TestSigned(t *testing.T) {
	for _, c := range []struct{ below, speaker string }{
		{"— Ada Pell, harbour master", "Ada Pell"},
		{"- Ada Pell.", "Ada Pell"},
		{"- Buy rope, bread and salt", "Oren Vale"},
		{"— The evening was long and nobody spoke.", "Oren Vale"},
	} {
		qs := InText("Oren Vale spoke first.\n“The wind will come back and we will all sail.”\n"+c.below+"\nThe lamps went out.", "en")
		if len(qs) != 1 || qs[0].Speaker != c.speaker {
			t.Errorf("%q: %+v, want %q", c.below, qs, c.speaker)
		}
	}
}
