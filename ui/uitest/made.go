package uitest

import (
	"fmt"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// Many is a library of n entries of three feeds, one every eleven minutes.
func Many(n int) *Library {
	l := &Library{Fail: map[string]error{}, Subs: []feeds.Feed{
		{ID: 1, Title: "Harbour Post", URL: "https://harbour.example/feed", Site: "https://harbour.example/", Folder: []string{"World"}},
		{ID: 2, Title: "Fjord & Tundra", URL: "https://fjord.example/feed", Folder: []string{"World", "North"}},
		{ID: 3, Title: "Lab Notes", URL: "https://lab.example/feed", Failures: 3, Failure: "HTTP 503"},
	}}
	titles := []string{
		"Council votes to keep the night ferry running through winter",
		"Ice returns to the northern lakes earlier than in any year on record",
		"東京の研究者、新しい電池を発表「充電は三分で終わる」",
		"A small comet, seen twice, turns out to be two",
		"مجلس المدينة يوافق على خطة جديدة للمياه",
		"Teachers and pupils 👩🏽‍🚀 build a weather balloon that will not come down",
		"“We counted every bird,” says the warden of the marsh",
		"Bäckerei öffnet nach hundert Jahren wieder – mit demselben Ofen",
	}
	for i := range n {
		f := l.Subs[i%3]
		l.All = append(l.All, feeds.Entry{
			ID: feeds.EntryID(n - i), Feed: f.ID, FeedTitle: f.Title, Title: titles[i%len(titles)],
			URL: fmt.Sprintf("https://%s/%d", article.Host(f.URL), n-i), Author: "A. Writer",
			Published: Now().Add(-time.Duration(i) * 11 * time.Minute), Arrived: Now(),
			Read: i%4 == 3, Starred: i%7 == 2, Quotes: i%5 - 1,
		})
	}
	return l
}

// Article is a short document with two quotes.
func Article(title string) *article.Document {
	text := "The ferry will run.\n\n“It was never in doubt,” said Ada Voss, who runs the harbour. “We only counted the money twice.”\n\nThe council meets again in May."
	d := &article.Document{Title: title, Text: text, Language: "en", Publisher: "Harbour Post", URL: "https://harbour.example/1", Sure: 1, Path: article.FromFeed}
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	span := func(words string) article.Range {
		i := strings.Index(text, words)
		return article.Range{Start: i, End: i + len(words)}
	}
	d.Quotes = []article.Quote{
		{Spans: []article.Range{span("It was never in doubt,")}, Speaker: "Ada Voss", Role: "who runs the harbour", Cue: "said", Kind: article.Direct, Sure: 3},
		{Spans: []article.Range{span("We only counted the money twice.")}, Speaker: "Ada Voss", Kind: article.Direct, Sure: 2},
	}
	return d
}
