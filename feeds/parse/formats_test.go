package parse

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

// documents are one feed of each format, with everything that we read.
var documents = map[string]string{
	"rss 0.91": `<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour Log</title><link>http://harbour.example/</link>
<description>Ships in and out</description><language>en-US</language>
<image><title>Not this</title><url>http://harbour.example/logo.png</url><link>http://harbour.example/logo</link></image>
<item><title>The ferry is late</title><link>http://harbour.example/ferry</link><description>Fog, said the captain.</description></item>
<item><title>The crane is new</title><link>http://harbour.example/crane</link></item>
</channel></rss>`,

	"rss 1.0": `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="http://hill.example/rss"><title>Hill News</title><link>http://hill.example/</link>
<description>From above</description><dc:language>de</dc:language><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
<items><rdf:Seq><rdf:li rdf:resource="http://hill.example/1"/></rdf:Seq></items></channel>
<item rdf:about="http://hill.example/1"><title>Snow &amp; ice</title><link>http://hill.example/1?a=1&amp;b=2</link>
<description>&lt;p&gt;Cold.&lt;/p&gt;</description><dc:creator>Ida Berg</dc:creator><dc:date>2024-02-03T04:05:06+01:00</dc:date><dc:subject>weather</dc:subject></item>
</rdf:RDF>`,

	"rss 2.0": `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Town &amp; Country</title><link>https://town.example/</link><description><![CDATA[News from <b>here</b>]]></description>
<atom:link href="https://town.example/feed" rel="self" type="application/rss+xml"/><atom:link rel="hub" href="https://hub.example/"/>
<language>en_GB</language><ttl>90</ttl><skipHours><hour>1</hour><hour>2</hour></skipHours>
<item><title>Mayor: &amp;#8220;No&amp;#8221; to &lt;em&gt;the&lt;/em&gt; bridge</title><link>https://town.example/bridge</link>
<guid isPermaLink="false">town-1</guid><pubDate>Tue, 05 Mar 2024 10:20:30 EST</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>Long. <a href="/more">More</a></p>]]></content:encoded>
<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator><author>desk@town.example (The Desk)</author>
<category>Politics</category><category domain="x">politics</category><category>Roads</category>
<comments>https://town.example/bridge#talk</comments>
<enclosure url="https://town.example/a.mp3" length="1234" type="audio/mpeg"/>
<media:group><media:content url="https://town.example/v.mp4" type="video/mp4" fileSize="99"/><media:thumbnail url="https://town.example/t.jpg"/></media:group></item>
<item><title>By its guid</title><guid>https://town.example/by-guid</guid></item>
</channel></rss>`,

	"rss 1.1": `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="http://one.example/rss">
<title>One One</title><link>http://one.example/</link><description>d</description>
<items rdf:parseType="Collection"><item rdf:about="http://one.example/1"><title>First</title><link>http://one.example/1</link></item></items></Channel>`,

	"atom 1.0": `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://lac.example/journal/">
<title type="html">Le &lt;b&gt;lac&lt;/b&gt;</title><subtitle>Eaux</subtitle><id>urn:lac</id><updated>2024-05-01T00:00:00Z</updated>
<link rel="self" href="feed.xml"/><link href="./"/><link rel="next" href="feed.xml?page=2"/><link rel="hub" href="https://hub.example/"/>
<author><name>Équipe</name></author>
<entry xml:base="2024/"><title type="text">1 &lt; 2 &amp; 3</title><id>urn:lac:1</id><link rel="alternate" href="un.html"/>
<link rel="enclosure" href="un.ogg" type="audio/ogg" length="7" title="Écoute"/><link rel="replies" type="text/html" href="un.html#r"/>
<published>2024-04-30T12:00:00+02:00</published><updated>2024-05-01T00:00:00Z</updated><category term="eau" label="Eau"/>
<summary>Un &lt;resumé</summary>
<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>Bon<x:br/>jour <x:a href="deux.html">&amp; plus</x:a></x:p></x:div></content></entry>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Deux <i>mots</i></div></title><id>urn:lac:2</id><link href="/deux"/>
<author><name>Zoé</name><email>zoe@lac.example</email></author><author><email>nom@lac.example</email></author>
<updated>2024-05-02T00:00:00Z</updated><content type="html">&lt;p&gt;Deux&lt;/p&gt;</content></entry>
<entry><title>Trois</title><id>urn:lac:3</id><source><author><name>Source</name></author></source><updated>2024-05-03T00:00:00Z</updated>
<content type="text/html" src="https://ailleurs.example/3"/></entry>
</feed>`,

	"atom 0.3": `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped" type="text/html">Old &lt;i&gt;paper&lt;/i&gt;</title>
<tagline>Since 1900</tagline><link rel="alternate" type="text/html" href="http://old.example/"/><modified>2004-01-02T03:04:05Z</modified>
<entry><title>Item</title><link rel="alternate" type="text/html" href="http://old.example/1"/><id>tag:old.example,2004:1</id>
<issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T03:04:05Z</modified>
<content type="text/html" mode="base64">PHA+SGVsbG88L3A+</content></entry></feed>`,

	"json 1.1": `{"version":"https://jsonfeed.org/version/1.1","title":"Json &amp; son","home_page_url":"https://json.example/","feed_url":"https://json.example/feed.json",
"description":"d","language":"pt-BR","next_url":"https://json.example/feed.json?2","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"authors":[{"name":"House"}],
"items":[{"id":17,"url":"/17","title":"Seventeen","content_html":"<p>x</p>","summary":"a < b","image":"https://json.example/i.png",
"date_published":"2024-01-02T03:04:05Z","date_modified":"2024-01-03T03:04:05Z","tags":["one","two"],"authors":[{"name":"Kim"},{"name":"Lou"}],
"attachments":[{"url":"https://json.example/a.mp3","mime_type":"audio/mpeg","size_in_bytes":5,"title":"Sound"}]},
{"id":"18","external_url":"https://else.example/","content_text":"One\n\nTwo <b>"}]}`,

	"json 1.0": `{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"a","url":"https://json.example/a","author":{"name":"Solo"},"content_text":"x","tags":"single"},"junk"]}`,
}

// flat are the fields of a document by short paths, for tables.
func flat(p feeds.Parsed) map[string]string {
	m := map[string]string{
		"format": p.Format, "hub": p.Hub, "next": p.Next, "title": p.Feed.Title, "site": p.Feed.Site, "description": p.Feed.Description,
		"language": p.Feed.Language, "ttl": p.Feed.TTL.String(), "entries": fmt.Sprint(len(p.Entries)), "notes": strings.Join(p.Notes, "; "),
	}
	for i, e := range p.Entries {
		set := func(name, value string) { m[fmt.Sprint(i, ".", name)] = value }
		set("title", e.Title)
		set("url", e.URL)
		set("guid", e.GUID)
		set("author", e.Author)
		set("language", e.Language)
		set("summary", e.Summary)
		set("content", e.Content)
		set("comments", e.Comments)
		set("image", e.Image)
		set("categories", strings.Join(e.Categories, "|"))
		if !e.Published.IsZero() {
			set("published", e.Published.Format(time.RFC3339))
		}
		if !e.Updated.IsZero() {
			set("updated", e.Updated.Format(time.RFC3339))
		}
		for j, c := range e.Enclosures {
			set(fmt.Sprint("enclosure", j), fmt.Sprintf("%s %s %d %s", c.URL, c.Type, c.Length, c.Title))
		}
	}
	return m
}

func check(t *testing.T, p feeds.Parsed, want map[string]string) {
	t.Helper()
	got := flat(p)
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s:\n got %q\nwant %q", k, got[k], v)
		}
	}
}

func mustRead(t testing.TB, doc string, o Options) feeds.Parsed {
	t.Helper()
	p, err := Document([]byte(doc), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]map[string]string{
		"rss 0.91": {
			"format": "RSS 0.91", "title": "Harbour Log", "site": "http://harbour.example/", "description": "Ships in and out", "language": "en-us",
			"entries": "2", "0.title": "The ferry is late", "0.url": "http://harbour.example/ferry", "0.guid": "http://harbour.example/ferry",
			"0.summary": "Fog, said the captain.", "notes": "",
		},
		"rss 1.0": {
			"format": "RDF", "title": "Hill News", "language": "de", "ttl": "30m0s", "entries": "1", "0.title": "Snow & ice", "0.guid": "http://hill.example/1",
			"0.url": "http://hill.example/1?a=1&b=2", "0.summary": "<p>Cold.</p>", "0.author": "Ida Berg", "0.published": "2024-02-03T03:05:06Z", "0.categories": "weather",
		},
		"rss 2.0": {
			"format": "RSS 2.0", "title": "Town & Country", "description": "News from here", "language": "en-gb", "ttl": "1h30m0s", "hub": "https://hub.example/",
			"site": "https://town.example/", "entries": "2", "0.title": "Mayor: “No” to the bridge", "0.guid": "town-1", "0.published": "2024-03-05T15:20:30Z",
			"0.summary": "Short.", "0.content": `<p>Long. <a href="https://town.example/more">More</a></p>`, "0.author": "Ann Lee, Bo Ek", "0.categories": "Politics|Roads",
			"0.comments": "https://town.example/bridge#talk", "0.enclosure0": "https://town.example/a.mp3 audio/mpeg 1234 ",
			"0.enclosure1": "https://town.example/v.mp4 video/mp4 99 ", "0.image": "https://town.example/t.jpg",
			"1.url": "https://town.example/by-guid", "1.guid": "https://town.example/by-guid",
		},
		"rss 1.1": {"title": "One One", "entries": "1", "0.title": "First", "0.guid": "http://one.example/1"},
		"atom 1.0": {
			"format": "Atom 1.0", "title": "Le lac", "description": "Eaux", "language": "fr", "site": "https://lac.example/journal/",
			"next": "https://lac.example/journal/feed.xml?page=2", "hub": "https://hub.example/", "entries": "3",
			"0.title": "1 < 2 & 3", "0.url": "https://lac.example/journal/2024/un.html", "0.guid": "urn:lac:1", "0.author": "Équipe", "0.language": "fr",
			"0.published": "2024-04-30T10:00:00Z", "0.updated": "2024-05-01T00:00:00Z", "0.categories": "Eau", "0.summary": "Un &lt;resumé",
			"0.content":    `<div><p>Bon<br />jour <a href="https://lac.example/journal/2024/deux.html">&amp; plus</a></p></div>`,
			"0.enclosure0": "https://lac.example/journal/2024/un.ogg audio/ogg 7 Écoute", "0.comments": "https://lac.example/journal/2024/un.html#r",
			"1.title": "Deux mots", "1.author": "Zoé, nom@lac.example", "1.url": "https://lac.example/deux", "1.content": "<p>Deux</p>",
			"2.author": "Source", "2.url": "https://ailleurs.example/3",
		},
		"atom 0.3": {
			"format": "Atom 0.3", "title": "Old paper", "description": "Since 1900", "0.published": "2004-01-01T00:00:00Z", "0.updated": "2004-01-02T03:04:05Z",
			"0.content": "<p>Hello</p>", "0.guid": "tag:old.example,2004:1",
		},
		"json 1.1": {
			"format": "JSON Feed 1.1", "title": "Json & son", "site": "https://json.example/", "language": "pt-br", "next": "https://json.example/feed.json?2",
			"hub": "https://hub.example/", "entries": "2", "0.guid": "17", "0.url": "https://json.example/17", "0.author": "Kim, Lou", "0.content": "<p>x</p>",
			"0.summary": "a &lt; b", "0.image": "https://json.example/i.png", "0.published": "2024-01-02T03:04:05Z", "0.updated": "2024-01-03T03:04:05Z",
			"0.categories": "one|two", "0.enclosure0": "https://json.example/a.mp3 audio/mpeg 5 Sound",
			"1.url": "https://else.example/", "1.content": "<p>One</p>\n<p>Two &lt;b&gt;</p>", "1.author": "House",
		},
		"json 1.0": {"format": "JSON Feed 1", "entries": "1", "0.author": "Solo", "0.categories": "single"},
	} {
		t.Run(name, func(t *testing.T) { check(t, mustRead(t, documents[name], Options{}), want) })
	}
}

func TestNotFeeds(t *testing.T) {
	for name, doc := range map[string]string{
		"empty":        "",
		"blanks":       " \n ",
		"text":         "just words",
		"page":         "<!DOCTYPE html><html><body><p>Hello</body></html>",
		"page example": `<html><body><pre><rss version="2.0"><channel><title>x</title></channel></rss></pre></body></html>`,
		"opml":         `<opml version="2.0"><body><outline text="x"/></body></opml>`,
		"json":         `{"name":"x","items":3}`,
		"json list":    `[1,2]`,
		"null":         "null",
		"zeros":        "\x00\x00\x00\x00",
		"deep json":    `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 300),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Document([]byte(doc), Options{})
			if !errors.Is(err, feeds.ErrNotFeed) {
				t.Errorf("err = %v, parsed %+v", err, p)
			}
		})
	}
}

// TestBase: xml:base, the document's address, and a service that serves other
// people's feeds.
func TestBase(t *testing.T) {
	item := func(link string) string {
		return `<rss version="2.0"><channel><title>t</title><link>/</link><item><title>a</title><link>` + link +
			`</link><description>&lt;img src="i.png"&gt; &lt;a href='#n'&gt; &lt;a href="mailto:x@y.example"&gt; &lt;a href=/r?a=1&amp;amp;b=2&gt;</description></item></channel></rss>`
	}
	for name, c := range map[string]struct {
		doc, url string
		want     map[string]string
	}{
		"own host": {item("p/1"), "https://a.example/x/feed", map[string]string{
			"site": "https://a.example/", "0.url": "https://a.example/x/p/1",
			"0.summary": `<img src="https://a.example/x/i.png"> <a href='#n'> <a href="mailto:x@y.example"> <a href="https://a.example/r?a=1&amp;b=2">`,
		}},
		"other host": {item("https://b.example/y/1"), "https://a.example/x/feed", map[string]string{
			"0.summary": `<img src="https://b.example/y/i.png"> <a href='#n'> <a href="mailto:x@y.example"> <a href="https://b.example/r?a=1&amp;b=2">`,
		}},
		"unknown": {item("p/1"), "", map[string]string{"site": "", "0.url": "", "0.summary": `<img src="i.png"> <a href='#n'> <a href="mailto:x@y.example"> <a href=/r?a=1&amp;b=2>`}},
		"script":  {item("javascript:alert(1)"), "https://a.example/", map[string]string{"0.url": ""}},
		"mail":    {item("mailto:x@y.example"), "https://a.example/", map[string]string{"0.url": ""}},
		"builtin": {item("builtin:guide/1"), "https://a.example/", map[string]string{"0.url": ""}},
		"our own": {item("builtin:guide/1"), "builtin:guide", map[string]string{"0.url": "builtin:guide/1"}},
		"secret":  {item("https://user:pass@b.example/1"), "https://a.example/", map[string]string{"0.url": "https://b.example/1"}},
	} {
		t.Run(name, func(t *testing.T) { check(t, mustRead(t, c.doc, Options{URL: c.url}), c.want) })
	}
}

func TestPace(t *testing.T) {
	for head, want := range map[string]time.Duration{
		"":                  0,
		"<ttl>60</ttl>":     time.Hour,
		"<ttl>-5</ttl>":     0,
		"<ttl>999999</ttl>": 7 * 24 * time.Hour,
		"<ttl>soon</ttl>":   0,
		"<sy:updatePeriod>daily</sy:updatePeriod>":                                           24 * time.Hour,
		"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>": 6 * time.Hour,
		"<ttl>600</ttl><sy:updatePeriod>hourly</sy:updatePeriod>":                            10 * time.Hour,
		"<skipDays><day>Saturday</day><day>Sunday</day></skipDays>":                          0,
	} {
		p := mustRead(t, `<rss version="2.0"><channel><title>t</title>`+head+`</channel></rss>`, Options{})
		if p.Feed.TTL != want {
			t.Errorf("%s: %v, want %v", head, p.Feed.TTL, want)
		}
	}
}

func TestSkip(t *testing.T) {
	p := mustRead(t, `<rss version="2.0"><channel><title>t</title><skipHours><hour>0</hour><hour> 5 </hour><hour>24</hour><hour>99</hour><hour>x</hour></skipHours>
		<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays></channel></rss>`, Options{})
	if want := (feeds.Skip{Hours: 1 | 1<<5, Days: 1 | 1<<6}); p.Feed.Skip != want {
		t.Errorf("%+v, want %+v", p.Feed.Skip, want)
	}
}
