package extract

import (
	"strings"
	"testing"
	"time"

	"pullquote/article"
)

// prosePage is a page with a head, what stands above the text, the text and
// what stands below it.
func prosePage(head, above, below string) string {
	return "<html lang=en><head>" + head + "</head><body><main>" + above + "<div class=text><p>" + lorem(0, 4) + "</p><p>" + lorem(7, 4) +
		"</p><p>" + lorem(13, 4) + "</p></div>" + below + "</main></body></html>"
}

func factsOf(t *testing.T, address, html string) *article.Document {
	t.Helper()
	d, err := Document([]byte(html), Options{URL: address, ContentType: "text/html; charset=utf-8"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTitleVote(t *testing.T) {
	og := func(s string) string { return `<meta property="og:title" content="` + s + `">` }
	linked := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + s + `"}</script>`
	}
	for _, tc := range []struct{ name, head, above, want string }{
		{"site's name cut", "<title>Harbour reopens after the storm - Shore Post</title>" + og("Harbour reopens after the storm | Shore Post") + `<meta property="og:site_name" content="Shore Post">`,
			"", "Harbour reopens after the storm"},
		{"kicker within the h1", og("After the storm: Harbour reopens to all ships"),
			`<h1><span class="kicker">After the storm</span> <span>Harbour reopens to all ships</span></h1>`, "Harbour reopens to all ships"},
		{"subline within the h1", og("Harbour reopens to all ships"), `<h1>Harbour reopens to all ships <small>What the pilots say</small></h1>`, "Harbour reopens to all ships"},
		{"a colon joins the kicker", "<title>Storm: Harbour reopens to all ships</title>", `<h1><span class="kicker">Storm</span>: Harbour reopens to all ships</h1>`, "Storm: Harbour reopens to all ships"},
		{"the h1 is the site's name", "<title>Shore Notes » Blog Archive » The old lighthouse keeper</title>",
			`<h1><a href="https://post.example/">Shore Notes</a></h1><h2>The old lighthouse keeper</h2>`, "The old lighthouse keeper"},
		{"the h1 closes the breadcrumbs", "<title>Harbour storm ships news</title>" + og("Ships may call at the harbour again") + linked("Harbour storm ships news"),
			`<nav><ol class="breadcrumb"><li>Coast</li><li><h1>Harbour storm ships news</h1></li></ol></nav><h2>Ships may call at the harbour again</h2>`, "Ships may call at the harbour again"},
		{"the only h1 says more than the title", "<title>Lemon cake from the tray | Kitchen Post</title>", `<h1>Lemon cake from the tray: simply good!</h1>`, "Lemon cake from the tray: simply good!"},
		{"a headline cut short in the data", "<title>Harbour master: the long way back to the quay after the storm</title>" + linked("Harbour master: the long way back to..."),
			`<h1>Harbour master: the long way back to the quay after the storm</h1>`, "Harbour master: the long way back to the quay after the storm"},
		{"the page shows another headline than the head", "<title>Ten storm facts for you | Shore Post</title>" + og("Ten storm facts for you"), `<h1>Pilots tell how they saved the ferry</h1>`, "Pilots tell how they saved the ferry"},
		{"three in the head against it", "<title>Ten storm facts for you</title>" + og("Ten storm facts for you") + linked("Ten storm facts for you"), `<h1>Pilots tell how they saved the ferry</h1>`, "Ten storm facts for you"},
		{"a lower heading shows what the head says", "<title>Ten storm facts for you</title>" + og("Ten storm facts for you"), `<h1>Our readers write about the coast</h1><h2>Ten storm facts for you</h2>`, "Ten storm facts for you"},
		{"one word is no headline", "<title>Ten storm facts for you</title>" + og("Ten storm facts for you"), `<h1>Weather</h1>`, "Ten storm facts for you"},
		{"a box that stands there twice", "<title>Storm, facts | Shore Post | Read now</title>", `<h1>Pilots tell how they saved the ferry</h1><h1>Get our letter on each Sunday</h1><h1>Get our letter on each Sunday</h1>`, "Pilots tell how they saved the ferry"},
		{"a heading in the margin", "<title>Ten storm facts for you</title>" + og("Ten storm facts for you"), `<aside><h1>Read what others read today</h1></aside>`, "Ten storm facts for you"},
		{"the head leaves words out", og("Harbour reopens after the storm"), `<h1>Harbour reopens after the storm and waits for ships</h1>`, "Harbour reopens after the storm and waits for ships"},
		{"a section before a bar", og("Harbour reopens after the storm"), `<h1>Coast | Harbour reopens after the storm</h1>`, "Harbour reopens after the storm"},
		{"a kicker with a colon of its own", og("Storm at sea: the harbour reopens"), `<h1><span class="kicker">Storm at sea:</span> Harbour reopens to all ships</h1>`, "Storm at sea: Harbour reopens to all ships"},
		{"the section cut", og("Harbour reopens after the storm | Coast") + `<meta property="article:section" content="Coast">`, "", "Harbour reopens after the storm"},
		{"the site behind a colon", "<title>Harbour reopens after the storm: Shore Post</title>" + `<meta property="og:site_name" content="Shore Post">`, "", "Harbour reopens after the storm"},
		{"a bar of Korean letters", og("Harbour reopens after the stormㅣShore Post") + `<meta property="og:site_name" content="Shore Post">`, "", "Harbour reopens after the storm"},
		{"the h1 is the end of the title", "<title>Harbour reopens after the storm - Shore Notes</title>", `<h1>Shore Notes</h1>`, "Harbour reopens after the storm"},
		{"value for content", `<meta name="og:title" value="Harbour reopens after the storm">`, "", "Harbour reopens after the storm"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := factsOf(t, "https://post.example/a", prosePage(tc.head, tc.above, ""))
			if d.Title != tc.want {
				t.Errorf("got %q, want %q", d.Title, tc.want)
			}
		})
	}
}

func TestDateVote(t *testing.T) {
	published := func(s string) string { return `<meta property="article:published_time" content="` + s + `">` }
	const h1 = "<h1>Harbour reopens after the storm</h1>"
	for _, tc := range []struct{ name, address, head, above, below, want string }{
		{"the day of the address", "https://post.example/2024/01/05/harbour", published("2024-01-06T02:30:00Z"), h1, "", "2024-01-05T21:30:00-05:00|2024-01-05T23:30:00-03:00"},
		{"the clock that the page shows", "https://post.example/a", published("2024-01-06T02:30:00Z"), h1 + `<p><span class="date">January 5, 2024 at 21:30</span></p>`, "", "2024-01-05T21:30:00-05:00"},
		{"east of Greenwich", "https://post.example/a", published("2024-01-04T23:00:01Z"), h1 + `<p class="date">January 5, 2024</p>`, "", "2024-01-05T00:00:01+01:00"},
		{"two days apart are two dates", "https://post.example/2024/01/03/harbour", published("2024-01-06T02:30:00Z"), h1, "", "2024-01-06T02:30:00Z"},
		{"microdata in the story's foot", "https://post.example/a", `<meta property="og:updated_time" content="2024-02-02">`, h1, `<div class="footer"><time itemprop="datePublished" datetime="2024-01-05">5 Jan</time></div>`, "2024-01-05T00:00:00Z"},
		{"microdata before a date of change", "https://post.example/a", `<meta name="date" content="2024-01-01T10:00:00Z">`, h1 + `<time itemprop="datePublished" datetime="2024-01-05">5 Jan</time>`, "", "2024-01-05T00:00:00Z"},
		{"a weak date beside an older one", "https://post.example/a", `<meta name="date" content="2024-02-09T10:00:00Z">`, h1 + `<p class="stamp">As of: January 5, 2024</p>`, "", "2024-01-05T00:00:00Z"},
		{"a label below the text", "https://post.example/a", "", h1, `<p class="foot">Last change: 7 March 2024. Posted on: 5 January 2024</p>`, "2024-01-05T00:00:00Z"},
		{"a dateline opens the text", "https://post.example/a", "", h1 + "<p>5 January 2024 – " + lorem(2, 3) + "</p>", "", "2024-01-05T00:00:00Z"},
		{"day first in the address", "https://post.example/news/29-10-2024", "", h1, "", "2024-10-29T00:00:00Z"},
		{"nobody knows day from month", "https://post.example/news/05-01-2024", "", h1, "", ""},
		{"the page says which is the month", "https://post.example/a", `<meta name="date" content="01/05/2024 10:20:00">`, h1, `<p class="foot">Posted on: 5 January 2024</p>`, "2024-01-05T10:20:00Z"},
		{"the title ends with it", "https://post.example/a", "<title>Harbour reopens after the storm | Shore Post | 05.01.2024</title>", h1 + `<div class="teasers"><span class="date">2 February 2024</span></div>`, "", "2024-01-05T00:00:00Z"},
		{"in the number of the story", "https://post.example/news/A2024010510200001", "", h1, "", "2024-01-05T00:00:00Z"},
		{"no day in that number", "https://post.example/news/A2099999910200001", "", h1, "", ""},
		{"the address is older by a year", "https://post.example/2023/01/05/harbour", published("2024-02-06T02:30:00Z"), h1, "", "2023-01-05T00:00:00Z"},
		{"dates of other stories in a row", "https://post.example/a", "", "<div><time datetime=2024-01-05>5.1.</time></div><div><div>" + h1 + `</div><ul><li><time datetime=2023-03-03>3.3.</time></li><li><time datetime=2023-03-02>2.3.</time></li><li><time datetime=2023-03-01>1.3.</time></li></ul></div>`, "", "2024-01-05T00:00:00Z"},
		{"stamped anew with each change", "https://post.example/a", published("2024-03-05T10:33:13Z") + `<meta property="article:modified_time" content="2024-03-05T10:32:18Z">`, h1 + `<time datetime="2024-01-05">5 January</time>`, "", "2024-01-05T00:00:00Z"},
		{"written before it was to appear", "https://post.example/a", published("2024-03-05T10:33:13Z") + `<meta property="article:modified_time" content="2024-01-05T10:32:18Z">`, h1 + `<time class="updated" datetime="2024-01-05">5 January</time>`, "", "2024-03-05T10:33:13Z"},
		{"only the last change", "https://post.example/a", "", h1, `<p>This page was last changed by the harbour office, which last edited it on 5 January 2024.</p>`, "2024-01-05T00:00:00Z"},
		{"a caption beside a sure date", "https://post.example/a", `<meta name="date" content="2024-01-05">`, h1 + `<p class="date">January 5, 2024</p><p>The quay, here on June 18, 2015</p>`, "", "2024-01-05T00:00:00Z"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := factsOf(t, tc.address, prosePage(tc.head, tc.above, tc.below))
			got := ""
			if !d.Published.IsZero() {
				got = d.Published.Format(time.RFC3339)
			}
			ok := false
			for _, want := range strings.Split(tc.want, "|") {
				ok = ok || got == want || tc.name == "the day of the address" && strings.HasPrefix(got, "2024-01-05T") && d.Published.UTC().Format(time.RFC3339) == "2024-01-06T02:30:00Z"
			}
			if !ok {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestBylineVote(t *testing.T) {
	const h1 = "<h1>Harbour reopens after the storm</h1>"
	author := func(v string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour reopens after the storm","author":` + v + `}</script>`
	}
	site := `<meta property="og:site_name" content="Shore Post">`
	for _, tc := range []struct{ name, head, above, below, want string }{
		{"the paper's name gives way to a person", site + author(`{"@type":"Organization","name":"Shore Post"}`), h1 + `<p class="byline">By Ana Example</p>`, "", "Ana Example"},
		{"a name with an ampersand is one", site + `<meta name="author" content="Shore & Post">` + `<meta property="og:site_name" content="Shore & Post">`, h1, "", "Shore & Post"},
		{"a login gives way to the name", author(`{"@type":"Person","name":"anaexample"}`), h1 + `<p class="byline">By <a href="/author/ana/">Ana Example</a></p>`, "", "Ana Example"},
		{"a first name grows", author(`{"@type":"Person","name":"Ana"}`), h1 + `<span class="byline"><a href="/author/ana/">Ana Example</a></span>`, "", "Ana Example"},
		{"all creators", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ana Example"},"creator":["Ana Example","Ben Muster"]}</script>`, h1, "", "Ana Example; Ben Muster"},
		{"the article's author before those it cites", `<meta name="citation_author" content="Ana Example">`, h1, `<ol><li><meta itemprop="author" content="C. Cited">C. Cited</li></ol>`, "Ana Example"},
		{"a role where no one is named", author(`{"@type":"Person","name":"Shore Contributor"}`), h1, "", "Shore Contributor"},
		{"links mark the names", "", h1 + `<div class="byline"><a href="/authors/ana">Ana Example</a> Follow on Chirper</div>`, "", "Ana Example"},
		{"a link to all articles is no name", site + `<meta name="author" content="Shore Post">`, h1 + `<a href="/author/x">More articles of this desk</a>`, "", "Shore Post"},
		{"in bold above the text", "", h1 + `<p><strong>Ana Example/Ben Muster</strong></p>`, "", "Ana Example; Ben Muster"},
		{"signed below it", "", h1, `<p style="text-align: right">Ana Example</p>`, "Ana Example"},
		{"date and name", "", h1 + `<p>5.1.2024 - Ana Example</p>`, "", "Ana Example"},
		{"posted on, by", "", h1, `<p>Posted on January 5, 2024 by Ana Example</p>`, "Ana Example"},
		{"names like months", "", h1 + `<p class="byline">By Julia Example and Martin Muster</p>`, "", "Julia Example; Martin Muster"},
		{"a margin beside the headline is the story's", "", "<article><header>" + h1 + `</header><aside><p class="byline">By <a rel="author" href="/ana">Ana Example</a></p></aside>`, "</article>", "Ana Example"},
		{"the foot of the page is not", "", "<article><header>" + h1 + "</header></article>", `</main><footer><p class="author">Theme by Theo Theme</p></footer><main>`, ""},
		{"each author in an element of the same make", author(`{"@type":"Person","name":"Ben Muster"}`), h1 + `<div><div class="by"><a rel="author" href="mailto:a@shore.example">Ana Example</a></div><div class="by"><a rel="author" href="mailto:b@shore.example">Ben Muster</a></div></div>`, "", "Ana Example; Ben Muster"},
		{"teasers of the same make are not together", "", h1 + `<p class="byline">By Ana Example</p>`, "<div><div><p>" + lorem(3, 2) + `</p><p class="byline">By Carl Other</p></div></div>`, "Ana Example"},
		{"who checked it did not write it", author(`{"@type":"Person","name":"Ana Example"}`), h1 + `<div>By <a href="/author/1">Ana Example</a> | Fact-checked by <a href="/author/2">Carl Check</a></div>`, "", "Ana Example"},
		{"parts that touch", "", h1 + `<div class="byline"><span>Ana Example</span><span>vor 5 Stunden</span></div>`, "", "Ana Example"},
		{"blocks part", "", h1 + `<div class="author"><div>Ana Example</div><div>All her stories</div></div>`, "", "Ana Example"},
		{"place and desk cut", "", h1 + `<p class="byline">Von Ana Example in Hafenstadt</p>`, "", "Ana Example"},
		{"the pictures are another's", "", h1 + `<p>Text von Ana Example Illustration von Carl Draw</p>`, "", "Ana Example"},
		{"a section called people", "", h1 + `<a href="/people/real-life">Real Life</a>`, "", ""},
		{"two against one", author(`{"@type":"Person","name":"Carl Upload"}`) + `<meta name="parsely-author" content="Ana Example">`, h1 + `<a rel="author" href="/ana">Ana Example</a>`, "", "Ana Example"},
		{"the head names whose site it is", `<meta name="author" content="Owner Oster">`, h1 + `<p>by <a href="/author/ana/">Ana</a></p>`, "", "Ana"},
		{"an account without a name", author(`{"@type":"Person","name":"Shorely D","url":"https://shore.example/author/admin/"}`), h1 + `<p><strong>ANA EXAMPLE</strong></p>`, "", "ANA EXAMPLE"},
		{"the initials are the site", `<meta name="author" content="Seaside House Or Rather Example">`, h1, `<p>Autorin/Autor Ana Example</p>`, "Ana Example"},
		{"a teaser's byline", "", h1 + `<ul><li><a href="/other"><div><h6>By Carl Other</h6></div></a></li></ul>`, "", ""},
		{"the headline begins with by", "", "<h1>Von Ebbe und Flut an der Küste und den Folgen</h1>", "", ""},
		{"a question is no name", "", h1 + `<div class="author">Seen an error?</div>`, "", ""},
		{"date, then one name", "", h1 + `<p>05.01.2024 13:30 von Olga</p>`, "", "Olga"},
		{"labels glued together are no name", "", h1 + `<div class="author">ArchivePhotosVideosMore</div>`, "", ""},
		{"a bold sentence is no name", "", h1 + `<p><strong>Advertisement for a harbour</strong></p>`, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := factsOf(t, "https://shore.example/a", prosePage(tc.head, tc.above, tc.below))
			if got := strings.Join(d.Byline, "; "); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
