package article

import (
	"slices"
	"testing"
)

// sample is a small Document: a repeated headline that was cut, two paragraphs
// and a caption.
func sample() *Document {
	d := &Document{}
	add := func(k Kind, text string, cut *Cut) {
		if d.Text != "" {
			d.Text += "\n\n"
		}
		d.Blocks = append(d.Blocks, Block{Kind: k, Range: Range{len(d.Text), len(d.Text) + len(text)}, Cut: cut})
		d.Text += text
	}
	add(Heading, "Harbour opens", &Cut{Reason: RepeatedHeadline})
	add(Paragraph, "“It is open,” Ana Ruiz said.", nil)
	add(Figure, "The harbour at dawn", nil)
	add(Paragraph, "Ships came.\nMany ships.", nil)
	d.Quotes = []Quote{
		{Spans: []Range{{18, 29}}, Speaker: "Ana Ruiz", Kind: Direct},
		{Spans: []Range{{50, 55}, {60, 64}}, Kind: Term},
	}
	return d
}

func TestBody(t *testing.T) {
	d := sample()
	text, blocks := d.Body()
	if want := "“It is open,” Ana Ruiz said.\nShips came. Many ships."; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
	if !slices.Equal(blocks, []int{1, 3}) {
		t.Errorf("blocks %v", blocks)
	}
	if d.CutCount() != 1 {
		t.Errorf("%d cut", d.CutCount())
	}
}

func TestBlockAt(t *testing.T) {
	d := sample()
	for i, b := range d.Blocks {
		for off := b.Start; off < b.End; off++ {
			if got := d.BlockAt(off); got != i {
				t.Fatalf("BlockAt(%d) = %d, want %d", off, got, i)
			}
		}
	}
	if (&Document{}).BlockAt(3) != -1 {
		t.Error("an empty Document has a block")
	}
}

func TestQuotes(t *testing.T) {
	d := sample()
	if n := len(d.Spoken()); n != 1 {
		t.Errorf("%d spoken", n)
	}
	if !slices.Equal(d.Speakers(), []string{"Ana Ruiz"}) {
		t.Errorf("speakers %v", d.Speakers())
	}
	if got := d.QuoteText(d.Quotes[1]); got != d.Text[50:55]+" … "+d.Text[60:64] {
		t.Errorf("got %q", got)
	}
	if (Quote{}).Start() != 0 || (Quote{}).End() != 0 || d.Of(Range{5, 9999}) != "" {
		t.Error("empty ranges are not empty")
	}
}

func TestStandfirst(t *testing.T) {
	d := Document{Text: "A picture\n\nThe boats are stuck.\n\nThe story.", Deck: "The boats are stuck.", Blocks: []Block{
		{Kind: Figure, Range: Range{0, 9}}, {Kind: Paragraph, Range: Range{11, 31}}, {Kind: Paragraph, Range: Range{33, 43}},
	}}
	if got := d.Standfirst(); got != "" {
		t.Errorf("shown twice: %q", got)
	}
	d.Blocks[1].Cut = &Cut{Reason: RepeatedDeck}
	if got := d.Standfirst(); got != d.Deck {
		t.Errorf("not shown: %q", got)
	}
	d.Blocks[1].Cut, d.Deck = nil, "Nobody knows until when."
	if got := d.Standfirst(); got != d.Deck {
		t.Errorf("another deck is not shown: %q", got)
	}
}
