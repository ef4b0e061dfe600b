package extract

import (
	"strings"
	"testing"
	"unicode"

	"pullquote/article"
)

// told writes each block as "reason: text", kept ones as "kind: text".
func told(d *article.Document) string {
	var b strings.Builder
	for i := range d.Blocks {
		bl := &d.Blocks[i]
		word := string(bl.Kind)
		if bl.Cut != nil {
			word = "[" + string(bl.Cut.Reason) + "]"
		}
		text := d.Of(bl.Range)
		if len(text) > 44 {
			text = strings.ToValidUTF8(text[:max(strings.LastIndexByte(text[:44], ' '), 30)], "") + " …"
		}
		b.WriteString(word + ": " + text + "\n")
	}
	return b.String()
}

const tipPage = `© 2023 Valley Ledger Group Inc. All rights reserved.
Ferry line to close after ninety years on the lake
Photo by Ana Petrov/Lakeside Pictures

Ferry line to close after ninety years on the lake

The last ferry across Lake Orrin will sail in October, its owner told the town council on Tuesday evening.

“We have carried four generations to school,” said Maud Ferris, who has run the line since 1988. “There is nobody left to carry.”

The council will vote in May on a bridge that would open two years later.

Got a news tip for the lake desk?

Our readers pay for this reporting. Please make a donation to the Ledger today.
Leave a comment below.
Not a subscriber yet? Start your free trial.`

const britishPage = `Storm closes the coast road for a third day

By Tom Ashdown and Priya Nair
Published: 14 March 2024, 9:05am | Updated: 14 March 2024, 4:40pm
Share this article

Engineers said on Thursday that the coast road would stay shut until the sea wall has been checked, stone by stone.

Waves of six metres broke over the promenade on Tuesday night and tore out forty metres of railing.

Read more: Harbour master warns of a second storm
Sign up to our free morning newsletter and never miss a story

“I have not seen the like since I was a boy,” said Len Carver, 81, whose house stands behind the wall.

Repairs will cost two million pounds, the county said, and take until the summer.

Additional reporting by the Ashdown News Agency
Related topics
Weather
Follow us on Facebook and Instagram
12 comments`

const germanPage = `Stadtrat kippt den Plan für das neue Schwimmbad

Von Lena Vogt
Stand: 3. Mai 2024, 18:20 Uhr
Foto: Jan Huber/dpa

Der Stadtrat hat am Donnerstag den Plan für ein neues Schwimmbad verworfen, weil die Kosten in zwei Jahren um die Hälfte gestiegen sind.

Lesen Sie auch: Warum Bäder im ganzen Land schließen

„Wir können uns das nicht leisten“, sagte Kämmerin Ruth Adler nach der Sitzung. Die Abstimmung fiel mit zwölf zu neun Stimmen aus.

Das alte Bad bleibt bis zum Herbst geöffnet, danach müssen Schulen in die Nachbarstadt fahren.

Hier unseren Newsletter abonnieren
Artikel teilen
Alle Rechte vorbehalten`

func TestTextPages(t *testing.T) {
	tests := []struct {
		name, text, title, publisher, byline, day string
		want                                      string
	}{
		{"tip", tipPage, "Ferry line to close after ninety years on the lake", "Valley Ledger Group", "", "0001-01-01", `
[copyright]: © 2023 Valley Ledger Group Inc. All rights …
[repeated headline]: Ferry line to close after ninety years on …
[photo credit]: Photo by Ana Petrov/Lakeside Pictures
[repeated headline]: Ferry line to close after ninety years on …
paragraph: The last ferry across Lake Orrin will sail …
paragraph: “We have carried four generations to …
paragraph: The council will vote in May on a bridge …
[tip prompt]: Got a news tip for the lake desk?
[donation prompt]: Our readers pay for this reporting. Please …
[comment prompt]: Leave a comment below.
[subscribe prompt]: Not a subscriber yet? Start your free trial.
`},
		{"British", britishPage, "Storm closes the coast road for a third day", "", "Tom Ashdown; Priya Nair", "2024-03-14", `
[repeated headline]: Storm closes the coast road for a third day
[byline]: By Tom Ashdown and Priya Nair
[date line]: Published: 14 March 2024, 9:05am | Updated: …
[share bar]: Share this article
paragraph: Engineers said on Thursday that the coast …
paragraph: Waves of six metres broke over the …
[read more]: Read more: Harbour master warns of a second …
[newsletter prompt]: Sign up to our free morning newsletter and …
paragraph: “I have not seen the like since I was a …
paragraph: Repairs will cost two million pounds, the …
[agency line]: Additional reporting by the Ashdown News …
[tags]: Related topics
[navigation]: Weather
[follow prompt]: Follow us on Facebook and Instagram
[comment prompt]: 12 comments
`},
		{"German", germanPage, "Stadtrat kippt den Plan für das neue Schwimmbad", "", "Lena Vogt", "2024-05-03", `
[repeated headline]: Stadtrat kippt den Plan für das neue …
[byline]: Von Lena Vogt
[date line]: Stand: 3. Mai 2024, 18:20 Uhr
[photo credit]: Foto: Jan Huber/dpa
paragraph: Der Stadtrat hat am Donnerstag den Plan …
[read more]: Lesen Sie auch: Warum Bäder im ganzen Land …
paragraph: „Wir können uns das nicht leisten“, …
paragraph: Das alte Bad bleibt bis zum Herbst …
[newsletter prompt]: Hier unseren Newsletter abonnieren
[share bar]: Artikel teilen
[copyright]: Alle Rechte vorbehalten
`},
	}
	for _, tt := range tests {
		d, err := Document([]byte(tt.text), Options{Name: "a.txt"})
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		invariants(t, d)
		if got := told(d); got != tt.want[1:] {
			t.Errorf("%s:\ngot\n%s\nwant%s", tt.name, got, tt.want)
		}
		if d.Title != tt.title || d.Publisher != tt.publisher || strings.Join(d.Byline, "; ") != tt.byline || d.Published.Format("2006-01-02") != tt.day {
			t.Errorf("%s: title %q, publisher %q, byline %q, day %s", tt.name, d.Title, d.Publisher, d.Byline, d.Published.Format("2006-01-02"))
		}
	}
}

func TestTextBlocks(t *testing.T) {
	wrapped := "The harbour froze over in the first week of January, and nobody\ncould remember a winter like it. The fishermen carried their nets\nhome and mended them by the fire.\n\nIn March the ice broke. It took the old pier with it and left three\nboats on the sand, where they lay until somebody came to see what\ncould be saved of them."
	d := fromText(wrapped, Options{})
	if n := len(d.Blocks); n != 2 {
		t.Errorf("hard-wrapped text gives %d blocks:\n%s", n, told(d))
	}
	lists := "What the crew took along for the winter on the ice\n\n• two sledges\n• a tent\n\n1. Eat.\n2. Sleep.\n\n7. The seventh is alone.\n\n* * *\n\nUnderlined\n==========\n\n> Quoted words\n> go on"
	want := "heading: What the crew took along for the winter on …\nlist item: two sledges\nlist item: a tent\nlist item: Eat.\nlist item: Sleep.\nparagraph: 7. The seventh is alone.\nrule: \nheading: Underlined\nblockquote: Quoted words\nblockquote: go on\n"
	if got := strings.Replace(told(fromText(lists, Options{})), "[repeated headline]", "heading", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	link := fromText("Headline of it all\n\nSee https://example.org/a_(b), it said, and (https://example.net/x).", Options{})
	var hrefs []string
	for _, b := range link.Blocks {
		for _, s := range b.Spans {
			hrefs = append(hrefs, s.Href)
		}
	}
	if got := strings.Join(hrefs, " "); got != "https://example.org/a_%28b%29 https://example.net/x" && got != "https://example.org/a_(b) https://example.net/x" {
		t.Errorf("links are %q", got)
	}
}

func TestSplitTitle(t *testing.T) {
	for _, tt := range []struct{ in, title, site string }{
		{"Harbour freezes over - The Example Post", "Harbour freezes over", "The Example Post"},
		{"Harbour freezes over | example.org", "Harbour freezes over", "example.org"},
		{"Opinion | The harbour ought to freeze over", "The harbour ought to freeze over", ""},
		{"Council votes on harbour - and loses", "Council votes on harbour - and loses", ""},
		{"Frozen – the film", "Frozen – the film", ""},
		{"Just a headline", "Just a headline", ""},
	} {
		if title, site := splitTitle(tt.in); title != tt.title || site != tt.site {
			t.Errorf("splitTitle(%q) = %q, %q", tt.in, title, site)
		}
	}
}

func TestHolder(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"© 2024 Some Media LLC. All rights reserved.", "Some Media"},
		{"Copyright 2019-2024 The Example Company, Ltd.", "The Example"},
		{"(c) 2020 Beispiel Verlag GmbH – Alle Rechte vorbehalten", "Beispiel Verlag"},
		{"© Jane Doe", ""}, // a photographer
		{"The copyright of 2024 songs", ""},
	} {
		if got := holderIn(tt.in); got != tt.want {
			t.Errorf("holderIn(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// lettersOf keeps what no layout may lose.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) && r > '9' {
			return r
		}
		return -1
	}, s)
}

// FuzzText: no letter of the input is lost, and the Document holds to its
// contract, whatever the text.
func FuzzText(f *testing.F) {
	for _, s := range []string{tipPage, britishPage, germanPage, "", "\n\n\n", "a\n===\n", "- a\n- b", "http://", "1. x\n3. y", "© 2024", "\xff\xfe", "> >", "By\nBy By", strings.Repeat("word ", 400)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := fromText(s, Options{})
		invariants(t, d)
		in := article.Clean(strings.ReplaceAll(s, "\u00ad", ""))
		if want, got := lettersOf(in), lettersOf(d.Text); want != got && len(s) < 1<<16 {
			t.Errorf("%q became %q", want, got)
		}
	})
}

func BenchmarkText(b *testing.B) {
	text := britishPage + strings.Repeat("\n\n"+lorem(0, 4), 30)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		fromText(text, Options{})
	}
}
