package quote

import (
	"strings"
	"testing"

	"pullquote/article"
)

// TestOneStory follows one article: full names found from surnames and
// pronouns, roles, two stretches in one sentence, a sentence cut by an incise.
func TestOneStory(t *testing.T) {
	text := strings.Join([]string{
		"Radek Molnar, a spokesman for the port, said, “It is too early to speak of a reopening.”",
		"He added, “There is an agreement that the cranes will be inspected” and that there are “no firm dates at all” for the work.",
		"On Monday, harbour union secretary Ines Calder said that Mayor Piet Vos had “agreed in principle” a visit to the docks.",
		"“We waited all spring,” Calder said, “and we can wait a little longer.”",
		"Vos said he was “persuaded” that the crews would return.",
		"“Nobody asked the crews,” said a docker who gave no name.",
		"The so-called “summer plan” lapsed in June.",
	}, "\n")
	type row struct {
		words, speaker, role, cue string
		spans                     int
		kind                      article.QuoteKind
	}
	want := []row{
		{"It is too early to speak of a reopening.", "Radek Molnar", "a spokesman for the port", "said", 1, article.Direct},
		{"There is an agreement that the cranes will be inspected", "Radek Molnar", "a spokesman for the port", "added", 1, article.Direct},
		{"no firm dates at all", "Radek Molnar", "a spokesman for the port", "added", 1, article.Mixed},
		{"agreed in principle", "Ines Calder", "harbour union secretary", "said", 1, article.Mixed},
		{"We waited all spring,", "Ines Calder", "harbour union secretary", "said", 2, article.Direct},
		{"persuaded", "Piet Vos", "Mayor", "said", 1, article.Mixed},
		{"Nobody asked the crews,", "a docker", "", "said", 1, article.Direct},
		{"summer plan", "", "", "", 1, article.Term},
	}
	qs := InText(text, "en")
	if len(qs) != len(want) {
		t.Fatalf("%d quotes, want %d", len(qs), len(want))
	}
	for i, w := range want {
		q := qs[i]
		got := row{text[q.Spans[0].Start:q.Spans[0].End], q.Speaker, q.Role, q.Cue, len(q.Spans), q.Kind}
		if w.kind == article.Term {
			got.speaker, got.role, got.cue = "", "", ""
		}
		if got != w {
			t.Errorf("quote %d:\n got  %+v\n want %+v", i, got, w)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"straight", `"We left at dawn and saw nobody," she said.`, []string{"We left at dawn and saw nobody,"}},
		{"single", "‘The boys’ coats are still on the hook,’ he said.", []string{"The boys’ coats are still on the hook,"}},
		{"apostrophes are no marks", "It’s the ’90s: rock ’n’ roll, and that’s that.", nil},
		{"inches", `He is 6'2" tall and owns a 5" pipe, they said on Monday.`, nil},
		{"nested", "“She called it ‘the pit’ and left us there,” Jo Marsh said.", []string{"She called it ‘the pit’ and left us there,"}},
		{"old wire", "''We never got the letter you speak of,'' Mr. Dunne said.", []string{"We never got the letter you speak of,"}},
		{"unclosed does not swallow", "He said “no.\n\nThe next paragraph is prose and has no mark at all.", []string{}},
		{"paragraphs", "“We closed the mine in May and told nobody.\n\n“Then the lamps went out,” said Ada Pell.", []string{"We closed the mine in May and told nobody.", "Then the lamps went out,"}},
		{"mixed marks", "“The road is shut until the spring,\" said Ada Pell.", []string{"The road is shut until the spring,"}},
	} {
		var got []string
		for _, q := range InText(c.text, "en") {
			if q.Kind == article.Term {
				continue
			}
			for _, r := range q.Spans {
				got = append(got, c.text[r.Start:r.End])
			}
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A quote over paragraphs is one quote with a span in each.
func TestParagraphsAreOneQuote(t *testing.T) {
	qs := InText("“We closed the mine in May and told nobody.\n\n“Then the lamps went out,” said Ada Pell.", "en")
	if len(qs) != 1 || len(qs[0].Spans) != 2 || qs[0].Speaker != "Ada Pell" {
		t.Errorf("got %+v", qs)
	}
}

func TestTerms(t *testing.T) {
	for _, text := range []string{
		"The so-called “weather tax” begins in May.",
		"Her novel “The Salt Road” is out on Friday.",
		"The “smart” lamps failed again.",
		"They rode the ferry known as “Old Peg” to the island.",
		"“Tin Harbour” runs until June.",
	} {
		for _, q := range InText(text, "en") {
			if q.Kind != article.Term {
				t.Errorf("%s: %+v", text, q)
			}
		}
	}
}

func TestPronouns(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Mary Dunmore met Peter Vale at the gate.\n“You are early for once,” she said.", "Mary Dunmore"},
		{"Mary Dunmore met Peter Vale at the gate.\n“You are early for once,” he said.", "Peter Vale"},
		{"Senator Walt Greer spoke first. Lou Baird followed.\n“We have no money left for roads,” the senator said.", "Walt Greer"},
		{"The report is out.\nIt says: “Every valve had been painted shut.”", "The report"},
		{"Mr. Vale was late. Rosa Vale and Peter Vale own the mill.\n“The wheel has not turned since March,” Mrs. Vale said.", "Rosa Vale"},
	} {
		qs := InText(c.text, "en")
		if len(qs) != 1 || qs[0].Speaker != c.want {
			t.Errorf("%s\n got %+v, want %s", c.text, qs, c.want)
		}
	}
}

func document(kinds []article.Kind, texts ...string) *article.Document {
	d := &article.Document{Language: "en"}
	for i, s := range texts {
		if i > 0 {
			d.Text += "\n\n"
		}
		lo := len(d.Text)
		d.Text += s
		d.Blocks = append(d.Blocks, article.Block{Kind: kinds[i], Range: article.Range{Start: lo, End: len(d.Text)}})
	}
	return d
}

func TestFind(t *testing.T) {
	p, h, bq := article.Paragraph, article.Heading, article.Quotation
	d := document([]article.Kind{h, p, p, bq, article.Figure, article.Code, p, article.Embed},
		"“Too late,” mayor says of the bridge",
		"“The bridge is closed,” Mayor Ann Tolley said.",
		"The engineer Bram Oakes wrote:",
		"I warned them in April, and again in May.",
		"“A caption is no quote of the story,” said Nobody Here.",
		"fmt.Println(\"hello, you wide world of ours\")",
		"“This block was cut from the story,” said Ivo Grant.",
		"The bridge sways like a hammock.\n— Nell Byrne (@nellb) May 4")
	d.Blocks[6].Cut = &article.Cut{Reason: article.RelatedLinks}
	Find(d)
	want := []string{"The bridge is closed,|Ann Tolley", "I warned them in April, and again in May.|Bram Oakes", "The bridge sways like a hammock.|Nell Byrne"}
	var got []string
	for _, q := range d.Spoken() {
		got = append(got, d.QuoteText(q)+"|"+q.Speaker)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A pull quote repeats what the story says: it counts once.
func TestPullQuote(t *testing.T) {
	d := document([]article.Kind{article.Paragraph, article.Quotation},
		"“We never saw the letter they speak of,” said Ada Pell.", "“We never saw the letter they speak of”")
	Find(d)
	if n := len(d.Spoken()); n != 1 || len(d.Quotes) != 2 {
		t.Errorf("%d spoken of %d", n, len(d.Quotes))
	}
}

func TestQuoteTag(t *testing.T) {
	d := document([]article.Kind{article.Paragraph}, "We never saw the letter, said Ada Pell.")
	d.Blocks[0].Spans = []article.Span{{Kind: article.QuoteTag, Range: article.Range{Start: 0, End: 23}}}
	Find(d)
	if len(d.Quotes) != 1 || d.QuoteText(d.Quotes[0]) != "We never saw the letter" || d.Quotes[0].Speaker != "Ada Pell" {
		t.Errorf("got %+v", d.Quotes)
	}
}
