package boilerplate

import (
	"strings"
	"testing"

	"pullquote/article"
)

// rows makes a Document of lines and judges it. A line is "kind|link share|region|text";
// only the text has to be there.
func rows(title string, byline []string, lines ...string) *article.Document {
	const prose = "The council voted on Tuesday evening to close the old pier for the whole of the winter, after engineers found cracks in its piles."
	d := &article.Document{Language: "en", URL: "https://post.example/a", Title: title, Byline: byline}
	var ev []Evidence
	for _, line := range lines {
		e := Evidence{Region: Story, Heading: -1}
		b := article.Block{Kind: article.Paragraph}
		for {
			word, rest, ok := strings.Cut(line, "|")
			if !ok {
				break
			}
			switch word {
			case "item":
				b.Kind = article.ListItem
			case "head":
				b.Kind, b.Level = article.Heading, 2
			case "link":
				e.LinkShare = 1
				b.Spans = []article.Span{{Kind: article.Link, Href: "https://post.example/b"}}
			case "out":
				e.LinkShare = 1
				b.Spans = []article.Span{{Kind: article.Link, Href: "https://other.example/b"}}
			case "comments":
				e.Region = CommentArea
			}
			line = rest
		}
		if line == "prose" {
			line = prose
		}
		b.Range = article.Range{Start: len(d.Text), End: len(d.Text) + len(line)}
		for i := range b.Spans {
			b.Spans[i].Range = b.Range
		}
		d.Text += line + "\n\n"
		d.Blocks = append(d.Blocks, b)
		ev = append(ev, e)
	}
	Judge(d, ev, Site{})
	return d
}

// TestLists: what becomes of whole lists, and of the lines around them. A "-"
// before a line is a cut.
func TestLists(t *testing.T) {
	for _, c := range []struct {
		name   string
		byline []string
		lines  []string
	}{
		{"a list of links goes as a whole", nil, []string{"prose", "prose", "prose", "prose", "-item|link|Why the old pier was built where it is", "-item|link|Can it be saved?", "prose", "prose"}},
		{"half of a list is no reason to take the other", nil, []string{"prose", "prose", "prose", "prose", "-item|link|Why the old pier was built where it is", "item|Oak", "item|Iron", "item|Stone", "prose"}},
		{"a heading of nothing that stays", nil, []string{"prose", "prose", "prose", "prose", "-head|Harbour and lake", "-link|Why the old pier was built where it is", "-link|Heron count at a record high again"}},
		{"a heading of a part", nil, []string{"prose", "prose", "prose", "prose", "head|Harbour and lake", "prose"}},
		{"works with a year", nil, []string{"prose", "prose", "prose", "prose", "out|Ferris M, Carver L. Cracks in the piles of lake piers and what to do about them. Lake Engineering, 2019;3:14-29.", "-link|Heron count at a record high on the north shore again."}},
		{"other stories below the comments", nil, []string{"prose", "prose", "prose", "prose", "-comments|jo", "-comments|I took that boat every day.", "-comments|Score: 3", "-Monday August 8, 2022 4:33 am by Tom Ashdown",
			"-The herons have come back to the north shore in such numbers that the count took two days.", "-Sunday August 7, 2022 6:13 am by Ana Petrov", "-Ice came late again this winter, and the fleet stayed out until the last week of January."}},
		{"a comment between paragraphs", nil, []string{"prose", "prose", "prose", "prose", "-comments|jo", "-comments|I took that boat every day.", "-comments|Score: 3", "prose", "prose"}},
		{"a byline below a long standfirst", []string{"Ana Petrov"}, []string{"prose", "prose", "prose", "prose", "prose", "prose", "prose", "prose", "prose", "-By Ana Petrov, Orrin", "prose"}},
		{"the author by a role", nil, []string{"prose", "prose", "prose", "prose", "prose", "-The author is a surgeon at the lake hospital and teaches anatomy."}},
		{"an author whom the story is about", nil, []string{"prose", "prose", "The prize of the lake goes to an author who has written about piers for thirty years and more.", "The author is a surgeon at the lake hospital.", "prose", "prose", "The author is a surgeon at the lake hospital and teaches anatomy."}},
		{"the author of a book", []string{"Ana Petrov"}, []string{"prose", "prose", "prose", "prose", "prose", "-Ana Petrov is the author of “The Tide Book of Orrin” and writes about water."}},
		{"code of the page's system", nil, []string{"prose", "prose", `-[gallery ids="1,2" columns="3"]`, "-[/vc_column] [/vc_row]", "[sic]", "prose", "[Laughs at the joke]", "prose"}},
		{"a machine's record", nil, []string{"prose", "prose", "-5328 0 Harbour 2019/04/11 22:22:00 2019/04/11 22:22:00 2019/04/11 22:22:00 Photo Desk"}},
		{"a click that buys nothing", nil, []string{"prose", "prose", "Both give you a good sense of where you are headed if you click on a link.", "prose"}},
	} {
		var lines []string
		for _, l := range c.lines {
			lines = append(lines, strings.TrimPrefix(l, "-"))
		}
		d := rows("Pier to close", c.byline, lines...)
		for i := range d.Blocks {
			if want := strings.HasPrefix(c.lines[i], "-"); (d.Blocks[i].Cut != nil) != want {
				t.Errorf("%s: %q: cut %+v", c.name, c.lines[i], d.Blocks[i].Cut)
			}
		}
	}
}
