package boilerplate

import (
	"testing"

	"pullquote/article"
)

// TestReasons: what stands beside the story gets the reason of what it is.
func TestReasons(t *testing.T) {
	const prose = "The council voted on Tuesday evening to close the old pier for the whole of the winter, after engineers found cracks in its piles."
	tests := []struct {
		lang, text string
		ev         Evidence
		want       article.Reason
	}{
		{"en", "Share Post Email Print", Evidence{Region: Aside}, article.ShareBar},
		{"de", "Teilen WhatsApp Mailen Drucken", Evidence{Region: Aside}, article.ShareBar},
		{"fr", "Partager Facebook Imprimer", Evidence{Hidden: true}, article.ShareBar},
		{"es", "Compartir WhatsApp Telegram", Evidence{Region: Footer}, article.ShareBar},
		{"en", "Share this with Messenger", Evidence{Region: Aside, LinkShare: 1}, article.ShareBar},
		{"de", "Beitrag teilen", Evidence{Region: Aside}, article.ShareBar},
		{"en", "Want to read more stories like this? Subscribe to our weekly harbour letter.", Evidence{Region: Form}, article.SubscribePrompt},
		{"en", "Which of the two piers do you use more often?", Evidence{Region: Form}, article.OutsideStory},
		{"en", "We use cookies to improve your visit.", Evidence{Region: Dialog}, article.CookieNotice},
		{"en", "Pick the colour of the text", Evidence{Region: Dialog}, article.OutsideStory},
		{"en", "© 2024 Valley Ledger", Evidence{Region: Footer}, article.CopyrightLine},
		{"de", "Fähre stellt nach neunzig Jahren den Betrieb ein", Evidence{Region: Aside, LinkShare: 1}, article.RelatedLinks},
		{"it", "Il porto chiude per tutto l'inverno", Evidence{Region: Aside, Names: []string{"popular"}}, article.MostRead},
		{"en", "The harbour has two piers, of which the older is made of oak.", Evidence{Region: Aside, Names: []string{"share"}}, article.OutsideStory},
	}
	for _, c := range tests {
		d := &article.Document{Language: c.lang}
		ev := make([]Evidence, 0, 5)
		for i, text := range []string{prose, prose, c.text, prose, prose} {
			e := Evidence{Region: Story, Heading: -1}
			if i == 2 {
				e = c.ev
			}
			d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: len(d.Text), End: len(d.Text) + len(text)}})
			d.Text += text + "\n\n"
			ev = append(ev, e)
		}
		Judge(d, ev, Site{})
		if got := d.Blocks[2].Cut; got == nil || got.Reason != c.want {
			t.Errorf("%q: %+v, want %q", c.text, got, c.want)
		}
	}
}
