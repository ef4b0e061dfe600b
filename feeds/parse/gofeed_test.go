package parse

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// TestAgreesWithGofeed reads our own well-formed documents with another parser
// as well: the plain fields must be the same.
func TestAgreesWithGofeed(t *testing.T) {
	for name, doc := range documents {
		if name == "rss 1.1" || name == "json 1.0" {
			continue // gofeed doesn't know the one and refuses the faults of the other
		}
		t.Run(name, func(t *testing.T) {
			theirs, err := gofeed.NewParser().ParseString(doc)
			if err != nil {
				t.Fatal(err)
			}
			ours := mustRead(t, doc, Options{})
			if len(ours.Entries) != len(theirs.Items) {
				t.Fatalf("%d entries, gofeed has %d", len(ours.Entries), len(theirs.Items))
			}
			for i, e := range ours.Entries {
				g := theirs.Items[i]
				if g.GUID != "" && e.GUID != g.GUID {
					t.Errorf("%d: guid %q, gofeed %q", i, e.GUID, g.GUID)
				}
				if strings.HasPrefix(g.Link, "http") && e.URL != g.Link {
					t.Errorf("%d: url %q, gofeed %q", i, e.URL, g.Link)
				}
				if want := plainHTML(g.Title); e.Title != want && name != "atom 1.0" { // "1 < 2" is a tag to plainHTML's caller
					t.Errorf("%d: title %q, gofeed %q", i, e.Title, want)
				}
				if g.PublishedParsed != nil && !e.Published.IsZero() && !e.Published.Equal(*g.PublishedParsed) {
					t.Errorf("%d: published %v, gofeed %v", i, e.Published, g.PublishedParsed)
				}
				if g.UpdatedParsed != nil && !e.Updated.IsZero() && !e.Updated.Equal(*g.UpdatedParsed) {
					t.Errorf("%d: updated %v, gofeed %v", i, e.Updated, g.UpdatedParsed)
				}
			}
		})
	}
}

// newspaper is a feed of n entries as a newspaper serves it.
func newspaper(format string, n int) []byte {
	var b strings.Builder
	body := strings.Repeat("&lt;p&gt;The council met again &amp;amp; talked about the bridge, said its chair. &lt;a href=\"https://paper.example/b\"&gt;More&lt;/a&gt;&lt;/p&gt;\n", 12)
	at := time.Date(2024, 3, 5, 10, 20, 30, 0, time.UTC)
	if format == "rss" {
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Paper</title><link>https://paper.example/</link>`)
	} else {
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><link href="https://paper.example/"/>`)
	}
	for i := range n {
		when := at.Add(time.Duration(i) * time.Hour)
		if format == "rss" {
			fmt.Fprintf(&b, "<item>\n<title>Bridge &amp; tunnel, part %d</title>\n<link>https://paper.example/%d</link>\n<guid isPermaLink=\"false\">p-%d</guid>\n<pubDate>%s</pubDate>\n<dc:creator><![CDATA[Ann Lee]]></dc:creator>\n<category>Roads</category>\n<description>%s</description>\n<content:encoded><![CDATA[%s]]></content:encoded>\n</item>\n",
				i, i, i, when.Format(time.RFC1123Z), body[:300], body)
			continue
		}
		fmt.Fprintf(&b, "<entry>\n<title>Bridge &amp; tunnel, part %d</title>\n<link href=\"https://paper.example/%d\"/>\n<id>urn:p:%d</id>\n<updated>%s</updated>\n<author><name>Ann Lee</name></author>\n<category term=\"Roads\"/>\n<content type=\"html\">%s</content>\n</entry>\n",
			i, i, i, when.Format(time.RFC3339), body)
	}
	if format == "rss" {
		b.WriteString("</channel></rss>")
	} else {
		b.WriteString("</feed>")
	}
	return []byte(b.String())
}

func BenchmarkDocument(b *testing.B) {
	for _, format := range []string{"rss", "atom"} {
		doc := newspaper(format, 50)
		b.Run(format, func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Document(doc, Options{URL: "https://paper.example/feed"}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(format+"/gofeed", func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := gofeed.NewParser().ParseString(string(doc)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		parseDate("Tue, 05 Mar 2024 10:20:30 +0100")
		parseDate("2024-03-05T10:20:30+01:00")
	}
}
