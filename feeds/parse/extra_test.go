package parse

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
)

func TestExtras(t *testing.T) {
	rss := func(item string) string {
		return `<rss version="2.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"
			xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:podcast="https://podcastindex.org/namespace/1.0"
			xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title><item><guid>1</guid><title>One</title>` + item + `</item></channel></rss>`
	}
	atom := func(entry string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>t</title><entry><id>1</id><title>One</title>` + entry + `</entry></feed>`
	}
	at := func(lat, long float64) *[2]float64 { return &[2]float64{lat, long} }
	for name, c := range map[string]struct {
		doc  string
		want *feeds.Extra
	}{
		"none":                      {rss(``), nil},
		"source of RSS":             {rss(`<source url="https://paper.example/rss">The &amp;amp; Paper</source>`), &feeds.Extra{Source: "The & Paper", SourceURL: "https://paper.example/rss"}},
		"a topic as its own source": {rss(`<source url="https://forum.example/t/1.rss">one</source>`), nil},
		"source in Dublin Core":     {rss(`<dc:source>The Paper</dc:source>`), &feeds.Extra{Source: "The Paper"}},
		"source of Atom": {atom(`<source><title type="html">The &lt;b&gt;Paper&lt;/b&gt;</title><id>urn:x</id><link rel="self" href="https://paper.example/feed"/><link href="https://paper.example/"/></source>`),
			&feeds.Extra{Source: "The Paper", SourceURL: "https://paper.example/"}},
		"an answer":          {atom(`<thr:in-reply-to ref="urn:0" href="https://paper.example/0"/><thr:total>4</thr:total>`), &feeds.Extra{ReplyTo: "https://paper.example/0", Replies: 4}},
		"an answer by id":    {rss(`<thr:in-reply-to ref="urn:0"/>`), &feeds.Extra{ReplyTo: "urn:0"}},
		"answers, as a link": {atom(`<link rel="replies" type="application/atom+xml" href="/r" thr:count="12"/>`), &feeds.Extra{Replies: 12}},
		"comments":           {rss(`<slash:comments> 7 </slash:comments>`), &feeds.Extra{Replies: 7}},
		"no comments":        {rss(`<slash:comments>0</slash:comments>`), nil},
		"W3C's position":     {rss(`<geo:lat>60.1</geo:lat><geo:long>-5.25</geo:long>`), &feeds.Extra{Position: at(60.1, -5.25)}},
		"W3C's point":        {rss(`<geo:Point><geo:long>7</geo:long><geo:lat>50</geo:lat></geo:Point>`), &feeds.Extra{Position: at(50, 7)}},
		"GeoRSS":             {rss(`<georss:point>45.256 -71.92</georss:point><georss:featureName>The Hill</georss:featureName>`), &feeds.Extra{Position: at(45.256, -71.92), Place: "The Hill"}},
		"GML":                {rss(`<georss:where><gml:Point><gml:pos>45.5 -71.9</gml:pos></gml:Point></georss:where>`), &feeds.Extra{Position: at(45.5, -71.9)}},
		"undeclared":         {strings.ReplaceAll(rss(`<georss:point>1 2</georss:point>`), `xmlns:georss="http://www.georss.org/georss"`, ""), &feeds.Extra{Position: at(1, 2)}},
		"not on earth":       {rss(`<georss:point>91 0</georss:point><geo:lat>NaN</geo:lat><geo:long>0</geo:long>`), nil},
		"an episode":         {rss(`<itunes:duration>1:02:03</itunes:duration><itunes:season>2</itunes:season><itunes:episode>14</itunes:episode>`), &feeds.Extra{Seconds: 3723, Season: "2", Episode: "14"}},
		"seconds":            {rss(`<itunes:duration> 95.6 </itunes:duration>`), &feeds.Extra{Seconds: 95}},
		"no time":            {rss(`<itunes:duration>soon</itunes:duration>`), nil},
		"podcast": {rss(`<podcast:transcript url="/t.vtt" type="text/vtt"/><podcast:transcript url="javascript:x"/><podcast:chapters url="https://show.example/c.json" type="application/json+chapters"/>
			<podcast:person role="host">Ann Lee</podcast:person><podcast:person role="guest">Bo Ek</podcast:person><podcast:season name="Winter">3</podcast:season><podcast:episode>15b</podcast:episode>
			<podcast:location geo="geo:30.2672,97.7431;u=10">Austin, TX</podcast:location>`),
			&feeds.Extra{
				Transcripts: []feeds.Enclosure{{URL: "https://show.example/t.vtt", Type: "text/vtt"}}, Chapters: "https://show.example/c.json", People: []string{"Ann Lee", "Bo Ek"},
				Season: "Winter", Episode: "15b", Place: "Austin, TX", Position: at(30.2672, 97.7431),
			}},
		"control bytes": {rss("<source url=\"https://paper.example/\">P\u009b31m&#27;aper</source>"), &feeds.Extra{Source: "P›31maper", SourceURL: "https://paper.example/"}},
		"JSON Feed": {`{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","attachments":[{"url":"https://show.example/a.mp3","mime_type":"audio/mpeg","duration_in_seconds":61}]}]}`,
			&feeds.Extra{Seconds: 61}},
	} {
		p := mustRead(t, c.doc, Options{URL: "https://show.example/feed"})
		if len(p.Entries) != 1 {
			t.Errorf("%s: %d entries", name, len(p.Entries))
			continue
		}
		if got := p.Entries[0].Extra; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, c.want)
		}
	}
	p := mustRead(t, rss(`<enclosure url="https://show.example/a.mp3" type="audio/mpeg"/><podcast:alternateEnclosure type="audio/opus" length="9" title="Small"><podcast:source uri="https://show.example/a.opus"/></podcast:alternateEnclosure>`), Options{})
	if e := p.Entries[0].Enclosures; len(e) != 2 || e[1].URL != "https://show.example/a.opus" || e[1].Title != "Small" || e[1].Length != 9 {
		t.Errorf("alternate: %+v", e)
	}
}

// What stands behind a counter is taken without it; inspection shows what is written.
func TestOriginals(t *testing.T) {
	const doc = `<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>t</title><item><title>One</title><link>https://count.example/1</link>
		<enclosure url="https://count.example/a.mp3" type="audio/mpeg" length="5"/><feedburner:origLink>https://show.example/1</feedburner:origLink><feedburner:origEnclosureLink>https://show.example/a.mp3</feedburner:origEnclosureLink></item></channel></rss>`
	e := mustRead(t, doc, Options{}).Entries[0]
	if e.URL != "https://show.example/1" || len(e.Enclosures) != 1 || e.Enclosures[0] != (feeds.Enclosure{URL: "https://show.example/a.mp3", Type: "audio/mpeg", Length: 5}) {
		t.Errorf("%+v", e)
	}
	if in, err := Inspect([]byte(doc), Options{}); err != nil || in.Items[0].Link != "https://count.example/1" || in.Items[0].Enclosures[0].URL != "https://count.example/a.mp3" {
		t.Errorf("%+v, %v", in, err)
	}
}

func TestLead(t *testing.T) {
	long := strings.Repeat("The ferry is late again, ", 12)
	for name, c := range map[string]struct{ title, description, want string }{
		"a title":    {"One", "Some text", ""},
		"short":      {"", "&lt;p&gt;The &lt;b&gt;ferry&lt;/b&gt; is late &amp;amp; full.&lt;/p&gt;", "The ferry is late & full."},
		"long":       {"", long, "The ferry is late again, The ferry is late again, The ferry is late again, The ferry is late again, The ferry is late…"},
		"no spaces":  {"", strings.Repeat("船", 60), strings.Repeat("船", 40) + "…"},
		"no text":    {"", "&lt;img src=x&gt;", ""},
		"just empty": {"", "", ""},
	} {
		doc := `<rss version="2.0"><channel><title>t</title><item><guid>1</guid><title>` + c.title + `</title><description>` + c.description + `</description></item></channel></rss>`
		if got := mustRead(t, doc, Options{}).Entries[0].Lead; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

const newsSitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://courier.example/about</loc><lastmod>2024-01-01</lastmod></url>
<url><loc>https://courier.example/bridge?a=1&amp;b=2</loc><lastmod>2024-03-05T12:00:00Z</lastmod>
<news:news><news:publication><news:name>The Courier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-05T10:20:30+01:00</news:publication_date><news:title>Bridge &amp;amp; tunnel</news:title><news:keywords>roads, Town, roads</news:keywords></news:news>
<image:image><image:loc>https://courier.example/b.jpg</image:loc></image:image></url>
<url><loc>https://courier.example/untitled</loc><news:news><news:publication_date>2024-03-05</news:publication_date></news:news></url>
<url><loc>https://courier.example/ferry</loc><news:news><news:title>Ferry stops</news:title></news:news></url>
</urlset>`

func TestNewsSitemap(t *testing.T) {
	p := mustRead(t, newsSitemap, Options{URL: "https://courier.example/news.xml"})
	if p.Format != "News sitemap" || p.Feed.Title != "The Courier" || p.Feed.Language != "en" || p.Feed.Site != "https://courier.example/" || len(p.Entries) != 2 {
		t.Fatalf("%+v", p)
	}
	e := p.Entries[0]
	if e.Title != "Bridge & tunnel" || e.URL != "https://courier.example/bridge?a=1&b=2" || e.GUID != e.URL || e.Image != "https://courier.example/b.jpg" ||
		!reflect.DeepEqual(e.Categories, []string{"roads", "Town"}) || !e.Published.Equal(time.Date(2024, 3, 5, 9, 20, 30, 0, time.UTC)) || e.Updated.IsZero() || e.Language != "en" {
		t.Errorf("%+v", e)
	}
	// Prefixes that are not declared, and an end that is missing.
	torn := strings.Replace(newsSitemap[:strings.Index(newsSitemap, "<url><loc>https://courier.example/untitled")], ` xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"`, "", 1)
	if p := mustRead(t, torn, Options{}); len(p.Entries) != 1 || len(p.Notes) == 0 {
		t.Errorf("torn: %+v", p)
	}
	for name, doc := range map[string]string{
		"a sitemap of pages": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>`,
		"an index":           `<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>`,
	} {
		if p, err := Document([]byte(doc), Options{}); !errors.Is(err, feeds.ErrNotFeed) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

const hFeed = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Site title</title><base href="https://ann.example/blog/"></head><body>
<div class="h-feed"><h1 class="p-name">Ann&rsquo;s notes</h1><p class="p-author h-card"><span class="p-name">Ann Lee</span></p>
<article class="h-entry post"><h2><a class="p-name u-url" href="2024/bridge">The bridge</a></h2>
 <time class="dt-published" datetime="2024-03-05T10:20:30+01:00">5 March</time> <a class="p-category">Roads</a> <a class="p-category">roads</a>
 <div class="e-content"><p>It is <a href="/open">open</a>.</p><img class="u-photo" src="b.jpg"></div>
 <div class="h-cite u-comment"><a class="u-url" href="https://bo.example/1">x</a><p class="p-name">Not this</p></div></article>
<article class="h-entry"><div class="e-content p-name">A note without a headline, short.</div><a class="u-url" href="/note/2"><span class="dt-published"><span class="value">2024-03-04</span> at <span class="value">09:30</span></span></a>
 <a class="u-in-reply-to h-cite" href="https://bo.example/0">Bo</a><span class="p-author">Bo Ek</span></article>
<article class="h-entry"><p class="p-name">No address</p></article>
</div><div class="h-entry"><a class="u-url p-name" href="/outside">Outside of the feed</a></div></body></html>`

func TestHFeed(t *testing.T) {
	if _, err := Document([]byte(hFeed), Options{}); !errors.Is(err, feeds.ErrNotFeed) {
		t.Errorf("a page is taken for a feed document: %v", err)
	}
	p, err := Page([]byte(hFeed), Options{URL: "https://ann.example/"})
	if err != nil || p.Format != "h-feed" || p.Feed.Title != "Ann’s notes" || p.Feed.Language != "en-gb" || p.Feed.Site != "https://ann.example/" || len(p.Entries) != 2 {
		t.Fatalf("%+v, %v", p, err)
	}
	e := p.Entries[0]
	if e.Title != "The bridge" || e.URL != "https://ann.example/blog/2024/bridge" || e.GUID != e.URL || e.Author != "Ann Lee" || len(e.Categories) != 1 ||
		!e.Published.Equal(time.Date(2024, 3, 5, 9, 20, 30, 0, time.UTC)) || !strings.Contains(e.Content, `<a href="https://ann.example/open">open</a>`) || e.Image != "" {
		t.Errorf("%+v", e)
	}
	e = p.Entries[1]
	if e.Title != "" || e.URL != "https://ann.example/note/2" || e.Author != "Bo Ek" || e.Extra == nil || e.Extra.ReplyTo != "https://bo.example/0" ||
		!e.Published.Equal(time.Date(2024, 3, 4, 9, 30, 0, 0, time.UTC)) || !strings.Contains(e.Content, "without a headline") {
		t.Errorf("%+v", e)
	}
	two := `<div class="h-entry"><a class="u-url p-name" href="https://a.example/1">One</a></div><div class="h-entry"><a class="u-url p-name" href="https://a.example/2">Two</a></div>`
	if p, err := Page([]byte(two), Options{}); err != nil || len(p.Entries) != 2 || p.Entries[1].Title != "Two" {
		t.Errorf("entries without a feed: %+v, %v", p, err)
	}
	for name, page := range map[string]string{
		"a single story":    `<div class="h-entry"><a class="u-url p-name" href="https://a.example/1">One</a></div>`,
		"an empty feed":     `<div class="h-feed"><p class="p-name">h-entry</p></div>`,
		"another class":     `<div class="hentry my-h-entry"><a class="u-url" href="https://a.example/1">One</a></div>`,
		"no page":           "h-entry \x00\xff<",
		"dangerous address": `<div class="h-feed"><div class="h-entry"><a class="u-url p-name" href="javascript:alert(1)">One</a></div></div>`,
	} {
		if p, err := Page([]byte(page), Options{}); !errors.Is(err, feeds.ErrNotFeed) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	if in, err := Inspect([]byte(hFeed), Options{URL: "https://ann.example/"}); err != nil || len(in.Items) != 2 || in.Items[0].Title != "The bridge" {
		t.Errorf("inspected: %+v, %v", in, err)
	}
}
