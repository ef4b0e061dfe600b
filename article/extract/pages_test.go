package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pullquote/article"
	"pullquote/article/dom"
)

// TestPages reads pages as the common systems build them, in ten languages. An
// element marked data-story is of the story, one marked data-deck its standfirst;
// all other text of the page is furniture. <html> tells the headline, the byline
// and the day.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".html"), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			tree, err := dom.Parse(string(data))
			if err != nil {
				t.Fatal(err)
			}
			d, err := Document(data, Options{URL: "https://post.example/story", ContentType: "text/html; charset=utf-8"})
			if err != nil {
				t.Fatal(err)
			}
			invariants(t, d)
			left := keptWords(d)
			for n := tree.FirstChild; n != nil; n = dom.Next(n, tree, false) {
				switch {
				case n.Data == "html" && n.Type == html.ElementNode:
					sameFacts(t, d, n)
				case dom.Has(n, "data-deck"):
					if want := dom.TextLimit(n, 1000); d.Deck != want {
						t.Errorf("deck %q, want %q", d.Deck, want)
					}
					left = strings.Replace(left, squeezed(dom.TextLimit(n, 1000)), "|", 1)
				case dom.Has(n, "data-story"):
					want := squeezed(ownText(n))
					if !strings.Contains(left, want) {
						t.Errorf("lost: %s", dom.TextLimit(n, 1000))
					}
					left = strings.Replace(left, want, "|", 1)
				}
			}
			if left = strings.Trim(left, "|"); left != "" {
				t.Errorf("furniture left: %q", left)
			}
			if t.Failed() {
				t.Log("\n" + told(d))
			}
		})
	}
}

// ownText is the text of an element without that of those marked by themselves.
func ownText(n *html.Node) string {
	text := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			text += c.Data
		case !dom.Has(c, "data-story"):
			text += ownText(c)
		}
	}
	return text
}

// keptWords is what stays of the Document, without blanks, a bar between blocks.
func keptWords(d *article.Document) string {
	var b strings.Builder
	for _, bl := range d.Kept {
		b.WriteString(squeezed(d.Of(bl.Range)) + "|")
	}
	return b.String()
}

// squeezed is text without its blanks.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func sameFacts(t *testing.T, d *article.Document, n *html.Node) {
	t.Helper()
	if want := dom.Attr(n, "data-title"); d.Title != want {
		t.Errorf("title %q, want %q", d.Title, want)
	}
	if got, want := strings.Join(d.Byline, ";"), dom.Attr(n, "data-by"); got != want {
		t.Errorf("byline %q, want %q", got, want)
	}
	if got, want := d.Published.Format("2006-01-02"), dom.Attr(n, "data-day"); got != want {
		t.Errorf("day %s, want %s", got, want)
	}
}
