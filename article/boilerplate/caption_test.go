package boilerplate

import (
	"testing"

	"pullquote/article"
)

// TestCredit: where in a caption its credit begins, marked with a bar.
func TestCredit(t *testing.T) {
	for _, want := range []string{
		"|Getty Images", "|© Ana Petrov", "|(c) Ana Petrov", "|Foto: Jan Huber", "|Bron: BELGA", "|(Image: Ana Petrov/Lakeside Pictures)",
		"|Photo by Ana Petrov", "|Ana Petrov / AFP", "|REUTERS/Ana Petrov", "|Courtesy of the Orrin Museum", "|Photo: iLake", "|Supplied",
		"|Ana Petrov via Getty Images", "|Quelle: Hafenamt Orrin", "|（写真：湖畔写真社）", "|写真＝湖畔写真社", "|湖畔写真社提供", "|ＡＰ", "|图片来源：湖畔社", "|사진=호반통신",
		"The ferry leaves the pier for the last time. |Photo: Ana Petrov/Lakeside",
		"The ferry leaves the pier for the last time. |Getty Images",
		"The ferry leaves the pier for the last time |(Ana Petrov/AFP)",
		"Die Fähre legt zum letzten Mal ab |(Foto: Jan Huber, 3.5.2024).",
		"Die Fähre legt zum letzten Mal ab. |© Jan Huber/dpa",
		"最後の便を見送る人たち|＝ＡＰ",
		"The crew in 1928. |Ana Petrov / AP",
		"The ferry leaves the pier for the last time.|", "Maud Ferris at the old pier|", "Maud Ferris|", "Image: the harbour in winter|", "写真を撮る人たち|", "会場の様子を撮影|",
		"Getty Images sued the maker of a program that draws pictures on demand.|", "Nine years by bus from Orrin to the sea|", "|Credit: Lakeside Pictures",
	} {
		at := 0
		for at < len(want) && want[at] != '|' {
			at++
		}
		text := want[:at] + want[at+1:]
		if got := Credit(text); got != at {
			t.Errorf("%q: credit %q at %d", want, text[min(got, len(text)):], got)
		}
	}
}

// TestCaptions: a caption goes when it is a credit or a label and nothing else.
func TestCaptions(t *testing.T) {
	for _, c := range []struct {
		text   string
		credit string // what the page marks as one
		want   article.Reason
	}{
		{"Foto: Jan Huber", "", article.PhotoCredit},
		{"Lakeside Pictures", "Lakeside Pictures", article.PhotoCredit},
		{"Maud Ferris Lakeside Pictures", "Lakeside Pictures", ""},
		{"She has run the line since 1988. Maud Ferris", "She has run the line since 1988. Maud Ferris", ""},
		{"Advertisement", "", article.Advertising},
		{"Health", "", ""},
		{"Maud Ferris", "", ""},
	} {
		d := &article.Document{Language: "en", Text: c.text, Blocks: []article.Block{{Kind: article.Figure, Range: article.Range{End: len(c.text)}}}}
		if c.credit != "" {
			d.Blocks[0].Spans = []article.Span{{Kind: article.CreditTag, Range: article.Range{Start: len(c.text) - len(c.credit), End: len(c.text)}}}
		}
		Judge(d, nil, Site{})
		var got article.Reason
		if d.Blocks[0].Cut != nil {
			got = d.Blocks[0].Cut.Reason
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
