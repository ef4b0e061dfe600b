package library

import (
	"strings"
	"testing"

	"pullquote/feeds"
)

func TestIsWhole(t *testing.T) {
	const at = "https://paper.example/2026/pier"
	para := func(n int) string {
		return strings.Repeat("<p>The board looked at four plans, and three of them kept the old foundations below the water line.</p>\n", n)
	}
	footer := `<p>The post <a href="` + at + `">A new pier</a> appeared first on <a href="https://paper.example">The Paper</a>.</p>`
	for name, c := range map[string]struct {
		e    feeds.Entry
		want bool
	}{
		"nothing":                         {feeds.Entry{Title: "A new pier"}, false},
		"a summary of one sentence":       {feeds.Entry{Title: "A new pier", Summary: "The board has voted for a new pier."}, false},
		"a summary of a paragraph":        {feeds.Entry{Title: "A new pier", Summary: para(4)}, false},
		"the whole text as description":   {feeds.Entry{Title: "A new pier", Summary: para(20)}, true},
		"the same text twice":             {feeds.Entry{Title: "A new pier", Summary: para(20), Content: para(20)}, true},
		"a newsletter in full":            {feeds.Entry{Title: "A new pier", Summary: "On piers.", Content: para(12) + `<p><a href="` + at + `/comments">Leave a comment</a></p>`}, true},
		"full, with the footer":           {feeds.Entry{Title: "A new pier", Summary: "On piers […]" + footer, Content: para(10) + footer}, true},
		"excerpt, with the footer":        {feeds.Entry{Title: "A new pier", Summary: "<p>On piers and boats […]</p>" + footer}, false},
		"cut content, with the footer":    {feeds.Entry{Title: "A new pier", Content: para(9) + "<p>And then [&hellip;]</p>" + footer}, false},
		"ends in an ellipsis":             {feeds.Entry{Title: "A new pier", Content: para(12) + "<p>And then…</p>"}, false},
		"long and ends in an ellipsis":    {feeds.Entry{Title: "A new pier", Content: para(40) + "<p>And then…</p>"}, true},
		"continue reading":                {feeds.Entry{Title: "A new pier", Content: para(12) + `<p><a href="` + at + `?utm_source=rss#more-12">Continue reading</a></p>`}, false},
		"weiterlesen":                     {feeds.Entry{Title: "A new pier", Content: para(12) + `<a href="` + at + `">Weiterlesen »</a>`}, false},
		"続きを読む":                           {feeds.Entry{Title: "A new pier", Content: para(12) + `<a href="` + at + `">続きを読む</a>`}, false},
		"comments below a full text":      {feeds.Entry{Title: "A new pier", Content: para(12) + `<p><a href="` + at + `#comments">12 comments</a></p>`}, true},
		"links to itself in the middle":   {feeds.Entry{Title: "A new pier", Content: `<p>An update of <a href="` + at + `">this piece</a>.</p>` + para(12)}, true},
		"a short message without a title": {feeds.Entry{Content: "<p>The ferry is late today.</p>"}, true},
		"a short one that is cut":         {feeds.Entry{Content: "<p>The ferry is late today and…</p>"}, false},
		"summary and body, both short":    {feeds.Entry{Title: "A new pier", Summary: "<p>A vote.</p>", Content: para(4)}, true},
		"a link blog":                     {feeds.Entry{Title: "A new pier", URL: "https://elsewhere.example/x", FeedSite: "https://paper.example/", Content: para(3)}, true},
		"an aggregator's bare link":       {feeds.Entry{Title: "A new pier", URL: "https://elsewhere.example/x", FeedSite: "https://paper.example/", Content: `<a href="https://paper.example/item/1">Comments</a>`}, false},
		"three paragraphs and no summary": {feeds.Entry{Title: "A new pier", Content: para(10)}, true},
		"one paragraph and no summary":    {feeds.Entry{Title: "A new pier", Content: para(4)}, false},
		"only a picture":                  {feeds.Entry{Title: "A new pier", Content: `<img src="https://paper.example/p.jpg">`}, false},
		"text in a script is no text":     {feeds.Entry{Title: "A new pier", Content: "<script>" + para(20) + "</script>"}, false},
	} {
		if c.e.URL == "" {
			c.e.URL, c.e.FeedSite = at, "https://paper.example/"
		}
		if got := isWhole(c.e); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzReadBody(f *testing.F) {
	f.Add("<p>a<a href='https://paper.example/1'>b</a>", "b")
	f.Add("<a href=https://paper.example/1><p>x</a></p></a><script>", "")
	f.Fuzz(func(t *testing.T, body, title string) {
		b := readBody(body, title, "https://paper.example/1")
		if b.rest < 0 || strings.ContainsRune(b.text, '\x1b') {
			t.Errorf("%+v", b)
		}
	})
}

func BenchmarkPlainText(b *testing.B) {
	body := strings.Repeat("<p>The board looked at <b>four</b> plans &amp; three of them kept the old foundations.</p>\n", 60)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		plainText(body)
	}
}
