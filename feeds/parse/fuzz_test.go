package parse

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds"
)

// FuzzDocument: whatever comes in, what goes out is bounded, clean, and every
// entry has an identity.
func FuzzDocument(f *testing.F) {
	for _, doc := range documents {
		f.Add([]byte(doc), "https://a.example/feed", "")
	}
	f.Add([]byte("\xff\xfe<\x00r\x00"), "", "")
	f.Add([]byte(`<rss><item><title><![CDATA[<b`), "builtin:guide", "text/xml; charset=shift_jis")
	f.Add([]byte(`<feed><entry xml:base="//"><content type="xhtml"><a href="?" src=x>&#0;&#x9f;`), "http://[::1]/", "")
	f.Add([]byte(`<rss><channel><item><author><name>a</email>b`), "", "")
	f.Add([]byte(newsSitemap), "https://a.example/news.xml", "")
	f.Add([]byte(hFeed), "https://a.example/", "text/html")
	f.Fuzz(func(t *testing.T, data []byte, url, contentType string) {
		if p, err := Page(data, Options{URL: url, ContentType: contentType}); err == nil {
			checkClean(t, p)
		}
		p, err := Document(data, Options{URL: url, ContentType: contentType})
		if err != nil {
			return
		}
		checkClean(t, p)
		in, err := Inspect(data, Options{URL: url, ContentType: contentType})
		if err != nil || len(in.Items) != len(p.Entries) {
			t.Fatalf("inspection differs: %v, %d and %d", err, len(in.Items), len(p.Entries))
		}
	})
}

// checkClean holds a document to the promises of package feeds.
func checkClean(t *testing.T, p feeds.Parsed) {
	t.Helper()
	line := func(what, s string) {
		if s != article.CleanLine(s) || len(s) > 2*maxLine || !utf8.ValidString(s) {
			t.Fatalf("%s is not clean: %q", what, s)
		}
	}
	address := func(what, s string) {
		line(what, s)
		if s != "" && !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, feeds.Builtin) {
			t.Fatalf("%s: %q", what, s)
		}
	}
	line("title", p.Feed.Title)
	line("description", p.Feed.Description)
	line("language", p.Feed.Language)
	line("format", p.Format)
	address("site", p.Feed.Site)
	address("hub", p.Hub)
	address("next", p.Next)
	if len(p.Entries) > maxEntries || len(p.Notes) > maxNotes || p.Feed.TTL < 0 {
		t.Fatalf("%d entries, %d notes, TTL %v", len(p.Entries), len(p.Notes), p.Feed.TTL)
	}
	for _, n := range p.Notes {
		line("note", n)
	}
	for _, e := range p.Entries {
		if e.GUID == "" || len(e.GUID) > maxGUID || e.Quotes != -1 {
			t.Fatalf("guid %q, quotes %d", e.GUID, e.Quotes)
		}
		line("guid", e.GUID)
		line("entry title", e.Title)
		line("lead", e.Lead)
		if len(e.Lead) > 130 || e.Title != "" && e.Lead != "" {
			t.Fatalf("title %q, lead %q", e.Title, e.Lead)
		}
		line("author", e.Author)
		line("entry language", e.Language)
		address("url", e.URL)
		address("comments", e.Comments)
		address("image", e.Image)
		for _, c := range e.Categories {
			line("category", c)
		}
		for _, c := range e.Enclosures {
			address("enclosure", c.URL)
			line("type", c.Type)
			line("enclosure title", c.Title)
			if c.Length < 0 {
				t.Fatalf("length %d", c.Length)
			}
		}
		if x := e.Extra; x != nil {
			line("source", x.Source)
			address("source's page", x.SourceURL)
			line("reply", x.ReplyTo)
			line("place", x.Place)
			line("season", x.Season+x.Episode)
			address("chapters", x.Chapters)
			for _, c := range x.Transcripts {
				address("transcript", c.URL)
				line("type", c.Type)
			}
			for _, who := range x.People {
				line("person", who)
			}
			if x.Seconds < 0 || x.Replies < 0 {
				t.Fatalf("%+v", x)
			}
		}
		for _, body := range []string{e.Summary, e.Content} {
			if !utf8.ValidString(body) || len(body) > 2*maxText || strings.ContainsAny(body, "\x00\x07\x1b\x7f\u009b") {
				t.Fatalf("body %q", body)
			}
		}
	}
}

func TestDocumentsAreClean(t *testing.T) {
	for _, doc := range documents {
		checkClean(t, mustRead(t, doc, Options{URL: "https://a.example/feed"}))
	}
}
