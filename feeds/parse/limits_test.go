package parse

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

func TestEntryCap(t *testing.T) {
	for name, doc := range map[string]string{
		"rss":  "<rss><channel>" + strings.Repeat("<item><title>x</title></item>", maxEntries+50) + "</channel></rss>",
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom">` + strings.Repeat("<entry><id>x</id></entry>", maxEntries+50) + "</feed>",
		"json": `{"version":"https://jsonfeed.org/version/1","title":"t","items":[{"id":1}` + strings.Repeat(`,{"id":2}`, maxEntries+50) + `]}`,
	} {
		p := mustRead(t, doc, Options{})
		if len(p.Entries) != maxEntries || !strings.Contains(fmt.Sprint(p.Notes), "only the first 10000") {
			t.Errorf("%s: %d entries, notes %q", name, len(p.Entries), p.Notes)
		}
	}
}

func TestDepth(t *testing.T) {
	deep := strings.Repeat("<div>", 100_000)
	p := mustRead(t, "<rss><channel><item><title>a</title><description>"+deep+"x"+strings.Repeat("</div>", 100_000)+
		"</description><guid>g</guid></item><item><title>b</title></item></channel></rss>", Options{})
	check(t, p, map[string]string{"entries": "2", "0.guid": "g", "1.title": "b"})
	if n := strings.Count(p.Entries[0].Summary, "<div>"); n > maxDepth {
		t.Errorf("%d levels", n)
	}
}

func TestTextCap(t *testing.T) {
	huge := strings.Repeat("é", maxText)
	for name, doc := range map[string]string{
		"cdata":  "<rss><channel><item><description><![CDATA[" + huge + "]]></description><content:encoded>" + huge + "</content:encoded><guid>g</guid><title>" + huge + "</title></item></channel></rss>",
		"text":   "<rss><channel><item><description>&lt;" + huge + "</description><guid>g</guid></item></channel></rss>",
		"markup": `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>g</id><content type="xhtml"><div>` + huge + `</div></content></entry></feed>`,
		"json":   `{"version":"https://jsonfeed.org/version/1","items":[{"id":"g","content_html":"` + huge + `"}]}`,
	} {
		p := mustRead(t, doc, Options{})
		e := p.Entries[0]
		if n := len(e.Summary) + len(e.Content); n < maxText/2 || n > maxText {
			t.Errorf("%s: %d bytes", name, n)
		}
		if e.GUID != "g" || len(e.Title) > maxLine {
			t.Errorf("%s: guid %q, title of %d bytes", name, clip(e.GUID, 50), len(e.Title))
		}
		if strings.Contains(e.Summary+e.Content, "\ufffd") {
			t.Errorf("%s: a character was cut", name)
		}
	}
}

// TestNoExpansion: entities that a document declares stay what they are: the
// billion laughs, and files of the reader's machine.
func TestNoExpansion(t *testing.T) {
	p := mustRead(t, `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<rss><channel><title>&b; &f; ]&gt;</title></channel></rss>`, Options{})
	if p.Feed.Title != "&b; &f; ]>" {
		t.Errorf("%q", p.Feed.Title)
	}
}

// allocated is how much memory reading takes, in bytes.
func allocated(t *testing.T, doc string) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Document([]byte(doc), Options{URL: "https://a.example/feed"}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestAmplification: small documents that would become huge: a long base for
// many short links, bases upon bases, a crowd of authors in every entry, tags
// without end.
func TestAmplification(t *testing.T) {
	long := strings.Repeat("a/", maxBase/2-50)
	people := ""
	for i := range 2000 {
		people += fmt.Sprintf("<author><name>%d %s</name></author>", i, strings.Repeat("n", 80))
	}
	for name, doc := range map[string]string{
		"links in bodies": `<rss xml:base="http://b.example/` + long + `"><channel>` +
			strings.Repeat("<item><description>"+strings.Repeat("&lt;a href=x>", 100)+"</description></item>", 500) + "</channel></rss>",
		"links in markup": `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/` + long + `">` +
			strings.Repeat(`<entry><content type="xhtml">`+strings.Repeat("<a href=x>", 100)+"</content></entry>", 500) + "</feed>",
		"enclosures": `<rss xml:base="http://b.example/` + long + `"><channel>` +
			strings.Repeat("<item>"+strings.Repeat(`<enclosure url="x"/>`, 90)+"</item>", 500) + "</channel></rss>",
		"base upon base": `<rss><channel>` + strings.Repeat(`<x xml:base="`+long+`/">`, 150) + strings.Repeat(`<y xml:base="z/"/>`, 20_000) + "</channel></rss>",
		"authors":        `<feed xmlns="http://www.w3.org/2005/Atom">` + people + strings.Repeat("<entry><id>x</id></entry>", 2000) + "</feed>",
		"open tags":      "<rss><channel><item><description>" + strings.Repeat("<a ", 200_000) + "</description></item></channel></rss>",
		"open quotes":    "<rss><channel><item><description>" + strings.Repeat(`<a b="`, 100_001) + "</description></item></channel></rss>",
		"open comments":  "<rss><channel><item><title>x</title><description>" + strings.Repeat(`<!-- `, 100_000) + "</description></item></channel></rss>",
		"text in pieces": "<rss><channel><item><description>" + strings.Repeat("<", maxText+500) + "</description></item></channel></rss>",
		"members":        `{"version":"https://jsonfeed.org/version/1","items":[]` + strings.Repeat(`,"a":1`, 500_000) + "}",
		"names":          "<rss><channel>" + manyNames(50_000) + "</channel></rss>",
		"prefixes":       "<rss " + manyPrefixes(5000) + "><channel>" + strings.Repeat("<p1:x/>", 50_000) + "</channel></rss>",
	} {
		if got, limit := allocated(t, doc), uint64(12*len(doc)+64<<20); got > limit {
			t.Errorf("%s: %d MB allocated for %d KB", name, got>>20, len(doc)>>10)
		}
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<n%d/>", i)
	}
	return b.String()
}

func manyPrefixes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` xmlns:p%d="http://x.example/%d"`, i, i)
	}
	return b.String()
}

func TestListCaps(t *testing.T) {
	p := mustRead(t, "<rss><channel><item>"+strings.Repeat(`<enclosure url="http://a.example/x"/>`, 500)+manyCategories(500)+"</item></channel></rss>", Options{})
	e := p.Entries[0]
	if len(e.Enclosures) != 1 || len(e.Categories) != maxList {
		t.Errorf("%d enclosures, %d categories", len(e.Enclosures), len(e.Categories))
	}
}

func manyCategories(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<category>%d</category>", i)
	}
	return b.String()
}
