package quote

import (
	"slices"
	"strings"
	"testing"

	"pullquote/article"
)

// utterances writes the quotes that count as "speaker: words".
func utterances(text string, qs []article.Quote) []string {
	var out []string
	for _, q := range qs {
		if q.Kind == article.Term {
			continue
		}
		var parts []string
		for _, r := range q.Spans {
			parts = append(parts, text[r.Start:r.End])
		}
		out = append(out, q.Speaker+": "+strings.Join(parts, " / "))
	}
	return out
}

// TestTurns follows interviews and transcripts without marks in plain lines.
func TestTurns(t *testing.T) {
	for _, c := range []struct {
		name, lang, text string
		want             []string
	}{
		{"letters", "en", "Marta Quill keeps bees on the roof of the customs house.\nQ: Ms. Quill, why a roof?\nA: Nobody else wanted it. I did.\nQ: And in winter?\nA: Then I read to them.",
			[]string{"Marta Quill: Nobody else wanted it. I did.", "Marta Quill: Then I read to them."}},
		{"letters with full stops", "en", "Marta Quill keeps bees.\nQ. Why a roof?\nA. My rent is low there.\nQ. And in winter?\nA. I read to them.",
			[]string{"Marta Quill: My rent is low there.", "Marta Quill: I read to them."}},
		{"questions of customers", "en", "Q: How long does the parcel take?\nA: Three days.\nQ: Is there a fee?\nA: There is none.", nil},
		{"names", "en", "Marta Quill met Oren Vale in the harbour.\nVALE: Who owns the bees?\nQUILL: The roof does.\nThe city only rents it.\nVALE: That is no answer.",
			[]string{"Oren Vale: Who owns the bees?", "Marta Quill: The roof does. / The city only rents it.", "Oren Vale: That is no answer."}},
		{"full names and a moderator", "en", "MODERATOR: Good evening to both of you.\nMarta Quill: Good evening.\nMODERATOR: You keep bees.\nMarta Quill: Some.",
			[]string{"Moderator: Good evening to both of you.", "Marta Quill: Good evening.", "Moderator: You keep bees.", "Marta Quill: Some."}},
		{"a title on the label", "en", "MAYOR QUILL: The bridge opens today.\nSENATOR VALE: At last.\nMAYOR QUILL: It took a year.",
			[]string{"Quill: The bridge opens today.", "Vale: At last.", "Quill: It took a year."}},
		{"the house asks", "en", "Kestrel spoke with Marta Quill about bees.\nKESTREL: Why a roof?\nQuill: It is quiet.\nKESTREL: And in winter?\nQuill: Quieter.",
			[]string{"Marta Quill: It is quiet.", "Marta Quill: Quieter."}},
		{"marks stay", "en", "Marta Quill and Tom Vale spoke.\nQuill: “The roof is quiet.”\nVale: “It is not.”\nQuill: “It was until you came.”",
			[]string{"Marta Quill: The roof is quiet.", "Tom Vale: It is not.", "Marta Quill: It was until you came."}},
		{"notes", "en", "Note: the bridge is closed.\nWarning: the detour is long.\nNote: it opens in May.\nSource: the harbour office.", nil},
		{"a review", "en", "Pros: a bright screen.\nCons: a weak hinge.\nPros: a loud bell.\nCons: a short cord.", nil},
		{"credits", "en", "Director: Marta Quill\nWriter: Oren Vale\nDirector: Ilse Brandt\nWriter: Tom Reed", nil},
		{"headlines", "en", "Mary Quill: the bridge is late.\nThe council met.\nName: none given\nThe mayor left.\nMary Quill: the bridge is dear.\nThe bridge was closed in May and nobody asked why.", nil},
		{"reactions come once", "en", "Mary Quill: the baker\nJohn Vale: the pilot\nAnna Brandt: the clerk", nil},
		{"German", "de", "Marta Quill züchtet Bienen.\nFrage: Frau Quill, warum ein Dach?\nAntwort: Mir gefällt die Ruhe.\nFrage: Und im Winter?\nAntwort: Da lese ich vor.",
			[]string{"Marta Quill: Mir gefällt die Ruhe.", "Marta Quill: Da lese ich vor."}},
		{"Spanish", "es", "Marta Quintero cría abejas.\nP: ¿Por qué un tejado?\nR: Me gusta el silencio.\nP: ¿Y en invierno?\nR: Yo les leo.",
			[]string{"Marta Quintero: Me gusta el silencio.", "Marta Quintero: Yo les leo."}},
		{"French", "fr", "Marthe Quillet élève des abeilles.\nQ : Pourquoi un toit ?\nR : J’aime le calme.\nQ : Et en hiver ?\nR : Je leur fais la lecture.",
			[]string{"Marthe Quillet: J’aime le calme.", "Marthe Quillet: Je leur fais la lecture."}},
	} {
		if got := utterances(c.text, InText(c.text, c.lang)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got  %q\n want %q", c.name, got, c.want)
		}
	}
}

// page makes a document of blocks: "*" before a paragraph makes it bold, "#" a
// heading.
func page(title string, byline []string, paras ...string) *article.Document {
	d := &article.Document{Title: title, Byline: byline, Language: "en"}
	for _, p := range paras {
		if d.Text != "" {
			d.Text += "\n\n"
		}
		b := article.Block{Kind: article.Paragraph}
		b.Start = len(d.Text)
		words := strings.TrimLeft(p, "*#")
		d.Text += words
		b.End = len(d.Text)
		switch p[0] {
		case '*':
			b.Spans = []article.Span{{Kind: article.Strong, Range: b.Range}}
		case '#':
			b.Kind, b.Level = article.Heading, 2
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

// TestBoldQuestions tells an interview with bold questions from a page of
// frequent questions and from an essay.
func TestBoldQuestions(t *testing.T) {
	for _, c := range []struct {
		name string
		d    *article.Document
		want []string
	}{
		{"interview", page("Bees on the roof", []string{"Oren Vale"}, "Oren Vale spoke with Marta Quill, a beekeeper.", "*Why did you choose a roof?", "I like the quiet.", "My bees do as well.",
			"*What do you do in winter?", "I read to them.", "*Do they listen to you?", "I never asked them.", "The hives are open on Sundays."),
			[]string{"Marta Quill: I like the quiet. / My bees do as well.", "Marta Quill: I read to them.", "Marta Quill: I never asked them."}},
		{"letters in bold", page("Ten minutes", nil, "Viktor Anselm mends clocks.", "*Q: Mr. Anselm, how long do you read?", "A: One minute. I read nothing else.", "*Q: And then?", "A: Then I unfold it.",
			"His apprentice, Lucie Marchand, listens. “He says one minute,” she says."),
			[]string{"Viktor Anselm: One minute. I read nothing else.", "Viktor Anselm: Then I unfold it.", "Lucie Marchand: He says one minute,"}},
		{"headings", page("Bees", nil, "Marta Quill keeps bees.", "#Why did you choose a roof?", "I like the quiet.", "#What do you do in winter?", "I read to them.", "#Do they listen to you?", "I hope so."),
			[]string{"Marta Quill: I like the quiet.", "Marta Quill: I read to them.", "Marta Quill: I hope so."}},
		{"frequent questions", page("Help", nil, "Marta Quill wrote this page.", "*How do I send a parcel?", "Bring it to the counter.", "*How long does it take?", "Three days.", "*Is there a fee?", "There is none."), nil},
		{"an essay", page("Why Lisbon", []string{"Marta Quill"}, "The boat landed at six.", "*Why did I move?", "I was tired.", "*What was it like?", "I liked it.", "*Would I go back?", "I would not."), nil},
	} {
		Find(c.d)
		if got := utterances(c.d.Text, c.d.Quotes); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got  %q\n want %q", c.name, got, c.want)
		}
		check(t, c.d.Text, c.d.Quotes)
	}
}
