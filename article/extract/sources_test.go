package extract

import (
	"strings"
	"testing"
	"time"

	"pullquote/article"
)

// facts is one line of all facts of a Document that a page can name.
func facts(d *article.Document) map[string]string {
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.RFC3339)
	}
	out := map[string]string{"title": d.Title, "byline": strings.Join(d.Byline, "; "), "published": stamp(d.Published), "updated": stamp(d.Updated), "publisher": d.Publisher,
		"section": d.Section, "image": d.LeadImage, "lang": d.Language, "canonical": d.Canonical}
	if d.Paid {
		out["paid"] = "yes"
	}
	return out
}

// TestSources: each way in which pages name their facts, alone.
func TestSources(t *testing.T) {
	const h1 = "<h1>Harbour reopens after the storm</h1>"
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	all := map[string]string{"title": "Harbour reopens after the storm", "byline": "Ann Example; Bo Muster", "published": "2024-01-05T10:20:30+01:00", "updated": "2024-01-06T08:00:00+01:00",
		"publisher": "Shore Post", "section": "Coast", "image": "https://post.example/quay.jpg", "canonical": "https://post.example/harbour"}
	const linked = `"headline":"Harbour reopens after the storm","author":[{"@type":"Person","name":"Ann Example"},{"@type":"Person","name":"Bo Muster"}],"datePublished":"2024-01-05T10:20:30+01:00",` +
		`"dateModified":"2024-01-06T08:00:00+01:00","publisher":{"@type":"Organization","name":"Shore Post"},"articleSection":"Coast","image":{"@type":"ImageObject","url":"https://post.example/quay.jpg"},` +
		`"url":"https://post.example/harbour"`
	for _, tc := range []struct {
		name, head, above string
		want              map[string]string
	}{
		{"linked data", ld(`{"@type":"NewsArticle",` + linked + `}`), h1, all},
		{"in an array", ld(`[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle",` + linked + `}]`), h1, all},
		{"in a graph", ld(`{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList"},{"@type":["Article","NewsArticle"],` + linked + `}]}`), h1, all},
		{"within the page", ld(`{"@type":"WebPage","mainEntity":{"@type":"NewsArticle",` + linked + `}}`), h1, all},
		{"type as an address", ld(`{"@type":"http://schema.org/NewsArticle",` + linked + `}`), h1, all},
		{"broken: comment, comma, control bytes", ld("<!--\n{\"@type\":\"NewsArticle\",\x01" + linked + ",\"keywords\":[\"a\n b\",],}\n-->"), h1, all},
		{"broken: CDATA", ld("//<![CDATA[\n{\"@type\":\"NewsArticle\"," + linked + "}\n//]]>"), h1, all},
		{"by reference", ld(`{"@graph":[{"@type":"NewsArticle","headline":"Harbour reopens after the storm","author":{"@id":"#a"},"publisher":{"@id":"#p"},"image":{"@id":"#i"}},{"@id":"#a","@type":"Person","name":"Ann Example"},{"@id":"#p","@type":"Organization","name":"Shore Post"},{"@id":"#i","@type":"ImageObject","url":"https://post.example/quay.jpg"}]}`), h1,
			map[string]string{"byline": "Ann Example", "publisher": "Shore Post", "image": "https://post.example/quay.jpg"}},
		{"given and family name", ld(`{"@type":"NewsArticle","author":{"@type":"Person","givenName":"Ann","familyName":"Example"}}`), h1, map[string]string{"byline": "Ann Example"}},
		{"Open Graph", `<meta property="og:title" content="Harbour reopens after the storm"><meta property="article:author" content="Ann Example"><meta property="article:author" content="Bo Muster">` +
			`<meta property="article:published_time" content="2024-01-05T10:20:30+01:00"><meta property="article:modified_time" content="2024-01-06T08:00:00+01:00"><meta property="og:site_name" content="Shore Post">` +
			`<meta property="article:section" content="Coast"><meta property="og:image" content="/quay.jpg"><meta property="og:url" content="https://post.example/harbour">`, h1, all},
		{"Dublin Core", `<meta name="DC.title" content="Harbour reopens after the storm"><meta name="DC.creator" content="Ann Example"><meta name="DCTERMS.creator" content="x"><meta name="DC.date.issued" content="2024-01-05"><meta name="DC.publisher" content="Shore Post"><meta name="DC.language" content="en-GB">`, h1,
			map[string]string{"title": "Harbour reopens after the storm", "byline": "Ann Example", "published": "2024-01-05T00:00:00Z", "publisher": "Shore Post"}},
		{"microdata", "", `<div itemscope itemtype="https://schema.org/NewsArticle">` + strings.Replace(h1, "<h1", `<h1 itemprop="headline"`, 1) + `<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Example</span></span>` +
			`<time itemprop="datePublished" datetime="2024-01-05T10:20:30+01:00">Friday</time><meta itemprop="dateModified" content="2024-01-06T08:00:00+01:00"><meta itemprop="articleSection" content="Coast"><div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Shore Post"></div><link itemprop="image" href="/quay.jpg"></div>`,
			map[string]string{"title": "Harbour reopens after the storm", "byline": "Ann Example", "published": "2024-01-05T10:20:30+01:00", "updated": "2024-01-06T08:00:00+01:00", "section": "Coast", "publisher": "Shore Post", "image": "https://post.example/quay.jpg"}},
		{"RDFa", "", `<div vocab="http://schema.org/" typeof="NewsArticle">` + h1 + `<span property="schema:author">Ann Example</span><time property="schema:datePublished" content="2024-01-05T10:20:30+01:00">Friday</time><time property="schema:dateModified" content="2024-01-06T08:00:00+01:00">Saturday</time></div>`,
			map[string]string{"byline": "Ann Example", "published": "2024-01-05T10:20:30+01:00", "updated": "2024-01-06T08:00:00+01:00"}},
		{"hAtom", "", `<article class="hentry"><h1 class="entry-title">Harbour reopens after the storm</h1><span class="author vcard"><a class="url fn" href="/ann">Ann Example</a></span><abbr class="published" title="2024-01-05T10:20:30+01:00">Friday</abbr><abbr class="updated" title="2024-01-06T08:00:00+01:00">Saturday</abbr></article>`,
			map[string]string{"title": "Harbour reopens after the storm", "byline": "Ann Example", "published": "2024-01-05T10:20:30+01:00", "updated": "2024-01-06T08:00:00+01:00"}},
		{"h-entry", "", `<article class="h-entry"><h1 class="p-name">Harbour reopens after the storm</h1><a class="p-author h-card" href="/ann">Ann Example</a><time class="dt-published" datetime="2024-01-05T10:20:30+01:00">Friday</time><time class="dt-updated" datetime="2024-01-06T08:00:00+01:00">Saturday</time></article>`,
			map[string]string{"title": "Harbour reopens after the storm", "byline": "Ann Example", "published": "2024-01-05T10:20:30+01:00", "updated": "2024-01-06T08:00:00+01:00"}},
		{"the page itself", "", h1 + `<p>By Ann Example and Bo Muster</p><p>5 January 2024, 10:20</p><p>Updated: 6 January 2024, 08:00</p>`,
			map[string]string{"title": "Harbour reopens after the storm", "byline": "Ann Example; Bo Muster", "published": "2024-01-05T10:20:00Z", "updated": "2024-01-06T08:00:00Z"}},
		{"paid, as a word", ld(`{"@type":"NewsArticle","isAccessibleForFree":"False"}`), h1, map[string]string{"paid": "yes"}},
		{"paid in a part", ld(`{"@type":"NewsArticle","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}}`), h1, map[string]string{"paid": "yes"}},
		{"paid by tier", `<meta property="article:content_tier" content="locked">`, h1, map[string]string{"paid": "yes"}},
		{"free", ld(`{"@type":"NewsArticle","isAccessibleForFree":true}`), h1, map[string]string{"paid": ""}},
		{"language of the linked data", "", h1, map[string]string{"lang": "en"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := facts(factsOf(t, "https://post.example/a?x=1", prosePage(tc.head, tc.above, "")))
			for k, want := range tc.want {
				if got[k] != want {
					t.Errorf("%s: got %q, want %q", k, got[k], want)
				}
			}
		})
	}
}

// TestConflicts: where the sources disagree, the page itself decides.
func TestConflicts(t *testing.T) {
	const h1 = "<h1>Harbour reopens after the storm</h1>"
	article := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle",` + s + `}</script>`
	}
	for _, tc := range []struct {
		name, head, above string
		want              map[string]string
	}{
		{"a headline for search engines", `<meta property="og:title" content="Storm: all you need to know">`, h1, map[string]string{"title": "Harbour reopens after the storm"}},
		{"whose account it is, and who wrote", article(`"author":{"@type":"Organization","name":"Shore Post"},"publisher":{"name":"Shore Post"}`), h1 + `<p class="byline">By Ann Example, Shore Post</p>`, map[string]string{"byline": "Ann Example"}},
		{"day and month", `<meta name="date" content="03/04/2024">`, h1 + `<p>Posted on: 4 March 2024</p>`, map[string]string{"published": "2024-03-04T00:00:00Z"}},
		{"the zone", `<meta property="article:published_time" content="2024-01-05T23:30:00Z">`, h1 + `<p class="date">6 January 2024, 00:30</p>`, map[string]string{"published": "2024-01-06T00:30:00+01:00"}},
		{"the time of the last change is no other zone", "", h1 + `<p>5 January 2024, 23:50</p><p>Updated: 6 January 2024, 08:00</p>`, map[string]string{"published": "2024-01-05T23:50:00Z", "updated": "2024-01-06T08:00:00Z"}},
		{"published before the last change", article(`"datePublished":"2024-01-05T10:00:00Z","dateModified":"2024-01-05T12:00:00Z"`), h1 + `<p>Updated 5 January 2024</p>`, map[string]string{"published": "2024-01-05T10:00:00Z", "updated": "2024-01-05T12:00:00Z"}},
		{"a change before the publication is none", article(`"datePublished":"2024-01-05T10:00:00Z","dateModified":"2024-01-04T12:00:00Z"`), h1, map[string]string{"updated": ""}},
		{"another story's data", `<script type="application/ld+json">[{"@type":"VideoObject","name":"A film","uploadDate":"2023-01-01"},{"@type":"NewsArticle","headline":"Harbour reopens after the storm","datePublished":"2024-01-05"}]</script>`, h1, map[string]string{"title": "Harbour reopens after the storm", "published": "2024-01-05T00:00:00Z"}},
		{"the copyright's year is no date", "", h1 + `<p>© 2019 Shore Post</p><p>January 5, 2024</p>`, map[string]string{"published": "2024-01-05T00:00:00Z"}},
		{"the canonical address before og:url", `<link rel="canonical" href="/harbour"><meta property="og:url" content="https://post.example/harbour?utm=1">`, h1, map[string]string{"canonical": "https://post.example/harbour"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := facts(factsOf(t, "https://post.example/a?x=1", prosePage(tc.head, tc.above, "")))
			for k, want := range tc.want {
				if got[k] != want {
					t.Errorf("%s: got %q, want %q", k, got[k], want)
				}
			}
		})
	}
}
