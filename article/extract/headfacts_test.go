package extract

import (
	"strings"
	"testing"
	"time"
)

func TestHeadOfAText(t *testing.T) {
	const deck = "The boats of the whole coast are stuck in the ice of the bay, and nobody in the harbour office dares to say until when they will have to wait."
	for _, tc := range []struct{ name, head, names, day string }{
		{"by", "By Ann Example\n\n5 January 2024", "Ann Example", "2024-01-05"},
		{"by below a deck that reads like prose", deck + "\n\nby Ann Example\n\n5 January 2024", "Ann Example", "2024-01-05"},
		{"by on a line of its own", "By\n\nAnn Example", "Ann Example", ""},
		{"alone beside a date", "Ann Example\n\nJanuary 5, 2024", "Ann Example", "2024-01-05"},
		{"two beside a date", "Ann Example/Bo Muster\n\nJanuary 5, 2024", "Ann Example; Bo Muster", "2024-01-05"},
		{"glued to the date", "Ann Example05.01.2024, 19:35 Uhr", "Ann Example", "2024-01-05"},
		{"when it was published", "Ann Example|Published 4 months ago", "Ann Example", ""},
		{"paper and date behind bars", "Ann Example · Shore Post · Posted: Jan 05, 2024", "Ann Example", "2024-01-05"},
		{"what they wrote", "A column by Ann Example", "Ann Example", ""},
		{"one word for it", "Kolumne von Ann Example", "Ann Example", ""},
		{"a book by somebody else", "Cursed Harbours by Ann Example", "", ""},
		{"a photograph is not the story", "Photo taken by Ann Example", "", ""},
		{"a place alone", "Upper Harbour", "", ""},
		{"a place below the story's date line far away", "Upper Harbour\n\nCoast\n\nJanuary 5, 2024", "", "2024-01-05"},
		{"nothing", "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := "Harbour reopens after the storm\n\n" + tc.head + "\n\n" + lorem(0, 4) + "\n\n" + lorem(7, 4) + "\n\n" + lorem(13, 4) + "\n"
			d, err := Document([]byte(text), Options{Name: "a.txt"})
			if err != nil {
				t.Fatal(err)
			}
			day := ""
			if !d.Published.IsZero() {
				day = d.Published.Format(time.DateOnly)
			}
			if got := strings.Join(d.Byline, "; "); got != tc.names || day != tc.day {
				t.Errorf("got %q on %q, want %q on %q", got, day, tc.names, tc.day)
			}
		})
	}
}
