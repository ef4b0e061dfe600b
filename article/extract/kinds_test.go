package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pullquote/article"
)

// whole is a page with a head and a body of its own.
func whole(head, body string) string {
	return `<!doctype html><html lang="en"><head><title>Harbour freezes over - The Example Post</title>
<meta property="og:title" content="Harbour freezes over">` + head + `</head><body>
<header><a href="/">The Example Post</a><nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>` +
		body + `<footer><p>All of it belongs to the Example Post, of Example Street, in the town of Example.</p></footer></body></html>`
}

// each joins what f makes of 1 to n.
func each(n int, f func(i int) string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

// entry is one entry of a live blog.
func entry(i int) string {
	return fmt.Sprintf(`<article class="live-entry" id="e%d"><header><time datetime="2024-01-05T1%d:05:00Z">1%d:05</time><h3>Entry headline number %d of the day</h3></header><p>%s</p><ul class="share"><li><a href="#">Share</a></li></ul></article>`,
		i, i, i, i, lorem(i*20, 3))
}

// TestKindsOfPage: the kinds of page that lose others keep what they are
// about, in order, and nothing else.
func TestKindsOfPage(t *testing.T) {
	for _, tc := range []struct {
		name, html string
		want       []string // kept, in this order
		not        []string
	}{
		{"live blog", whole(`<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbour freezes over"}</script>`,
			`<main><h1>Harbour freezes over</h1><p class="standfirst">Follow the ice as it comes.</p><div class="liveblog">`+each(6, entry)+`</div></main>`),
			[]string{"Entry headline number 1", lorem(20, 3), lorem(40, 3), "Entry headline number 6", lorem(120, 3)}, []string{"Share", "World"}},
		{"live blog of divisions", whole("", `<main><h1>Harbour freezes over</h1><section>`+each(8, func(i int) string {
			return fmt.Sprintf(`<div class="post"><div class="stamp"><span>1%d.30</span></div><div class="post__body"><p>%s</p></div></div>`, i%10, lorem(i*9, 2))
		})+`</section></main>`), []string{lorem(9, 2), lorem(18, 2), lorem(72, 2)}, nil},
		{"gallery", whole("", `<main><h1>Harbour freezes over</h1><p>The winter in pictures.</p>`+each(8, func(i int) string {
			return fmt.Sprintf(`<figure><img src="/p%d.jpg"><figcaption>%s</figcaption></figure>`, i, lorem(i*5, 1))
		})+`</main>`), []string{lorem(5, 1), lorem(20, 1), lorem(40, 1)}, nil},
		{"listicle", whole("", `<main><article><h1>Harbour freezes over</h1><p>`+lorem(1, 2)+`</p>`+each(7, func(i int) string {
			return fmt.Sprintf(`<div class="item"><h2>%d. <a href="https://shop%d.example/">The boat of maker %d</a></h2><p>%s</p><p><a class="buy" href="https://shop%d.example/buy">Buy it for $%d</a></p></div>`, i, i, i, lorem(i*6, 2), i, i*100)
		})+`</article></main>`), []string{"The boat of maker 1", lorem(6, 2), "The boat of maker 7", lorem(42, 2)}, nil},
		{"recipe", whole(`<script type="application/ld+json">{"@type":"Recipe","name":"Harbour freezes over"}</script>`, `<main><h1>Harbour freezes over</h1><p>`+lorem(1, 3)+`</p><h2>Ingredients</h2><ul><li>2 cups flour</li><li>1 herring</li><li>salt</li></ul><h2>Method</h2><ol><li>Mix the flour with cold water.</li><li>Fry the herring for 4 minutes.</li><li>Serve.</li></ol><p>`+lorem(9, 2)+`</p></main>`),
			[]string{"Ingredients", "2 cups flour", "1 herring", "salt", "Method", "Mix the flour", "Serve."}, nil},
		{"interview", whole(`<meta name="author" content="Ann Example">`, `<main><article><h1>Harbour freezes over</h1><p>`+lorem(1, 2)+`</p>`+each(6, func(i int) string {
			return fmt.Sprintf(`<p><strong>Why did boat %d stay?</strong></p><p>Because the ice of day %d held her. We waited.</p>`, i, i)
		})+`<p>Ann Example: What will you do now?</p><p>Bo Example: We go home.</p></article></main>`),
			[]string{"Why did boat 1 stay?", "ice of day 1", "Why did boat 6 stay?", "ice of day 6", "What will you do now?", "We go home."}, nil},
		{"transcript in capitals", whole("", `<main><article><h1>Harbour freezes over</h1><p>`+lorem(1, 2)+`</p><p>MOSS: Good evening. Thank you for having us here.</p><p>CARR: Is the ice thick?</p><p>MOSS: Yes.</p><p>CARR (laughing): And the boats?</p><p>(CROSSTALK)</p><p>MOSS: They stay. [Applause.]</p><p>CARR: Follow me on that. Why?</p><p>MOSS: Read more of the charts, and you will know.</p><p>CARR: Thank you.</p><p>END TRANSCRIPT</p></article></main>`),
			[]string{"MOSS: Good evening", "CARR: Is the ice thick?", "MOSS: Yes.", "CARR (laughing): And the boats?", "(CROSSTALK)", "[Applause.]", "CARR: Follow me on that.", "MOSS: Read more of the charts", "CARR: Thank you."}, nil},
		{"transcript with times", whole("", `<main><article><h1>Harbour freezes over</h1><p>`+lorem(1, 2)+`</p>`+each(5, func(i int) string {
			return fmt.Sprintf(`<p><b>Ada Moss</b> <span class="time">(0%d:15)</span><br>Turn %d of the talk, about the nets and what they cost.</p><p><b>Len Carr</b> <span class="time">(0%d:40)</span><br>And then?</p>`, i, i, i)
		})+`</article></main>`), []string{"Turn 1 of the talk", "And then?", "Turn 5 of the talk", "And then?"}, nil},
		{"transcript of definitions", whole("", `<main><article><h1>Harbour freezes over</h1><p>`+lorem(1, 2)+`</p><dl>`+each(5, func(i int) string {
			return fmt.Sprintf(`<dt>Speaker %d</dt><dd>I have seen the ice of winter %d, and it was thinner than this one is.</dd>`, i, i)
		})+`</dl><p>`+lorem(9, 2)+`</p></article></main>`), []string{"Speaker 1", "ice of winter 1", "Speaker 5", "ice of winter 5"}, nil},
		{"press release", whole("", `<main><article><h1>Harbour freezes over</h1><p>EXAMPLE TOWN, Jan. 5 -- `+lorem(1, 3)+`</p><p>`+lorem(5, 3)+`</p><p>About the Harbour Board</p><p>The Harbour Board runs the harbour since 1890 and belongs to the town.</p></article></main>`),
			[]string{"EXAMPLE TOWN", lorem(5, 3), "since 1890"}, nil},
		{"AMP", `<!doctype html><html amp lang="en"><head><title>Harbour freezes over</title><link rel="canonical" href="https://post.example/a"></head><body><amp-sidebar id="menu"><ul><li><a href="/world">World news of the day</a></li></ul></amp-sidebar><article class="amp-wp-article"><h1 class="amp-wp-title">Harbour freezes over</h1><amp-img src="/a.jpg"></amp-img><div class="amp-wp-article-content"><p>` + lorem(1, 3) + `</p><amp-ad></amp-ad><p>` + lorem(9, 3) + `</p></div></article></body></html>`,
			[]string{lorem(1, 3), lorem(9, 3)}, []string{"World news"}},
		{"fold by a script", page(`<p>` + lorem(1, 3) + `</p><div id="rest" class="collapsed" style="display:none"><p>` + lorem(20, 3) + `</p></div><button>Read more</button>`),
			[]string{lorem(1, 3), lorem(20, 3)}, []string{"Read more"}},
		{"details", page(`<p>` + lorem(1, 3) + `</p><details><summary>What the ice does</summary><p>` + lorem(20, 3) + `</p></details><p>` + lorem(40, 3) + `</p>`),
			[]string{lorem(1, 3), "What the ice does", lorem(20, 3), lorem(40, 3)}, nil},
		{"breaks instead of paragraphs", whole("", `<table><tr><td><h1>Harbour freezes over</h1><font size="2">`+lorem(1, 3)+`<br><br>`+lorem(9, 3)+`<br><br>`+lorem(19, 3)+`</font></td></tr></table>`),
			[]string{lorem(1, 3), lorem(9, 3), lorem(19, 3)}, nil},
		{"a newsletter on the web", whole("", `<main><article><h1>Harbour freezes over</h1><h3 class="subtitle">What the ice tells us.</h3><div class="post-body"><p>`+lorem(1, 3)+`</p><div class="subscription-widget"><p>Thanks for reading! Subscribe for free to receive new posts.</p><form><input type="email"><button>Subscribe</button></form></div><p>`+lorem(9, 3)+`</p><hr><p><em>`+lorem(30, 1)+`</em></p></div><div class="comments"><h4>Discussion about this post</h4><p>A comment of some reader who liked it very much and says so here.</p></div></article></main>`),
			[]string{lorem(1, 3), lorem(9, 3), lorem(30, 1)}, []string{"Thanks for reading", "liked it very much"}},
		{"streamed", whole("", `<main><article><h1>Harbour freezes over</h1><p>`+lorem(1, 3)+`</p><!--$?--><template id="B:0"></template><p>Loading the rest of the story now.</p><!--/$--><p>`+lorem(30, 3)+`</p></article></main><div hidden id="S:0"><p>`+lorem(10, 3)+`</p></div><script>$RC("B:0","S:0")</script>`),
			[]string{lorem(1, 3), lorem(10, 3), lorem(30, 3)}, []string{"Loading the rest"}},
		{"labels for screen readers", page(`<h2 class="visually-hidden">Article content</h2><p>` + lorem(1, 3) + `</p><div class="sr-only">Story continues</div><p>` + lorem(9, 3) + `</p>`),
			[]string{lorem(1, 3), lorem(9, 3)}, []string{"Article content", "Story continues"}},
		{"a correction", page(`<p>` + lorem(1, 3) + `</p><p>` + lorem(9, 3) + `</p><p class="footnote"><em>This article was amended on 6 January 2024 because an earlier version misnamed the pier.</em></p><p>Correction: the ice was 40 cm thick, not 4.</p>`),
			[]string{"This article was amended", "Correction: the ice"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := extractPage(t, tc.html)
			body, _ := d.Body()
			rest := body
			for _, w := range tc.want {
				i := strings.Index(rest, w)
				if i < 0 {
					t.Fatalf("%.60q is not in the body, or not in its place:\n%s", w, body)
				}
				rest = rest[i+len(w):]
			}
			for _, n := range tc.not {
				if strings.Contains(body, n) {
					t.Errorf("%q stands in the body:\n%s", n, body)
				}
			}
		})
	}
}

// TestLiveTimes: each entry of a live blog keeps its time as a small heading,
// which the reader sees and the plain body leaves out.
func TestLiveTimes(t *testing.T) {
	d := extractPage(t, whole(`<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbour freezes over"}</script>`,
		`<main><h1>Harbour freezes over</h1><div class="liveblog">`+each(5, entry)+`</div></main>`))
	var times []string
	for _, b := range d.Kept {
		if b.Kind == article.Heading && b.Level == 6 {
			times = append(times, d.Of(b.Range))
		}
	}
	if got := strings.Join(times, " "); got != "11:05 12:05 13:05 14:05 15:05" {
		t.Errorf("times %q", got)
	}
	if body, _ := d.Body(); strings.Contains(body, "12:05") {
		t.Error("the times stand in the body")
	}
}

// TestNoArticlePages: what is no article is told, so that nobody reads a
// consent text or a list of teasers for one.
func TestNoArticlePages(t *testing.T) {
	teaser := func(i int) string {
		return fmt.Sprintf(`<div class="card"><h2><a href="/story/%d">The headline of story number %d is here</a></h2><p>A short deck that says what story %d is about, in a dozen words.</p></div>`, i, i, i)
	}
	for name, html := range map[string]string{
		"section front": `<!doctype html><html><head><title>World - The Example Post</title><meta property="og:type" content="website"></head><body><main><h1>World</h1>` + each(24, teaser) + `</main></body></html>`,
		"search results": `<!doctype html><html><head><title>Search: ice</title></head><body><form><input name="q"></form><h1>Results for “ice”</h1><ol>` + each(10, func(i int) string {
			return fmt.Sprintf(`<li><a href="/story/%d">The headline of story number %d</a><p>… words around the ice in story %d, cut off in the middle …</p></li>`, i, i, i)
		}) + `</ol></body></html>`,
		"login":        `<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><form><label>E-mail</label><input><label>Password</label><input type="password"><button>Sign in</button></form><p>Forgot your password? Ask for a new one. No account yet? Make one now, it is free of charge.</p></body></html>`,
		"not found":    `<!doctype html><html><head><title>404 - Page not found</title></head><body><h1>Page not found</h1><p>Sorry, the page you are looking for does not exist or has been moved. Please check the address, use the search, or go back to our home page.</p></body></html>`,
		"consent wall": `<!doctype html><html><head><title>The Example Post</title></head><body><div class="message"><h2>We value your privacy</h2><p>We and our 312 partners store and access information on a device, such as cookies, and process personal data such as unique identifiers for personalised ads and content, measurement and audience insights.</p><p>With your permission we and our partners may use precise location data. You may click to consent to our and our partners’ processing as described above. You can change your choice at any time.</p><button>Accept all</button><button>Reject</button></div></body></html>`,
		"empty shell":  `<!doctype html><html><head><title>The Example Post</title></head><body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>`,
		"robot check":  `<!doctype html><html><head><title>Just a moment...</title></head><body><h1>post.example</h1><p>Checking if the site connection is secure. Enable JavaScript and cookies to continue.</p><p>post.example needs to review the security of your connection before proceeding.</p></body></html>`,
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Document([]byte(html), Options{URL: "https://post.example/world", ContentType: "text/html"})
			if !errors.Is(err, article.ErrNoArticle) {
				text, _ := d.Body()
				t.Errorf("got %v, sure %.2f, body:\n%s", err, d.Sure, text)
			}
			if d == nil || d.Sure >= 0.3 {
				t.Error("it must come back with what there was, and unsure")
			}
		})
	}
}

// TestPaywallStub: the paragraphs before the wall stay, and the Document says
// that there is more for those who pay.
func TestPaywallStub(t *testing.T) {
	stub := `<main><article><h1>Harbour freezes over</h1><p>` + lorem(1, 3) + `</p><p>` + lorem(9, 2) + `</p><div class="paywall"><h3>To continue reading, subscribe now</h3><p>Already a subscriber? Sign in.</p></div></article></main>`
	for name, head := range map[string]string{
		"linked data":  `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour freezes over","isAccessibleForFree":"False"}</script>`,
		"by its words": "",
	} {
		d := extractPage(t, whole(head, stub))
		text, _ := d.Body()
		if !d.Paid || !strings.Contains(text, lorem(9, 2)) || strings.Contains(text, "ubscribe") {
			t.Errorf("%s: paid %v, body:\n%s", name, d.Paid, text)
		}
	}
	if d := extractPage(t, page("<p>"+lorem(1, 9)+"</p><p>"+lorem(20, 9)+"</p><p>Subscribe to our newsletter!</p>")); d.Paid {
		t.Error("a newsletter prompt makes no page paid")
	}
}

// TestBodiesInScripts: pages that are an empty shell, whose story stands in
// what their framework ships to its script.
func TestBodiesInScripts(t *testing.T) {
	p := func(from int) string { return lorem(from, 3) }
	escaped := func(s string) string { return strings.NewReplacer("<", `\u003C`, ">", `\u003E`, `"`, `\"`).Replace(s) }
	html := "<p>" + p(1) + "</p><p>" + p(9) + "</p><h2>What comes next</h2><p>" + p(30) + "</p>"
	shell := func(script string) string {
		return `<!doctype html><html><head><title>Harbour freezes over</title></head><body><div id="app"></div>` + script + `</body></html>`
	}
	for name, page := range map[string]string{
		"next data, blocks":  shell(`<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"menu":[{"title":"World","text":"All of the world"},{"title":"Sport","text":"All of the sport"},{"title":"More","text":"All of the rest"}],"article":{"headline":"Harbour freezes over","body":[{"type":"paragraph","model":{"text":"` + p(1) + `"}},{"type":"paragraph","model":{"text":"` + p(9) + `"}},{"type":"heading","model":{"text":"What comes next"}},{"type":"paragraph","model":{"text":"` + p(30) + `"}}]}}}}</script>`),
		"next flight, html":  shell(`<script>self.__next_f=self.__next_f||[]</script><script>self.__next_f.push([1,"5:[\"$\",\"div\",null,{\"className\":\"body\",\"dangerouslySetInnerHTML\":{\"__html\":\"$6\"}}]\n6:T` + fmt.Sprintf("%x", len(html)) + `,"])</script><script>self.__next_f.push([1,"` + escaped(html) + `"])</script>`),
		"next flight, tree":  shell(`<script>self.__next_f.push([1,"7:[\"$\",\"article\",null,{\"children\":[[\"$\",\"p\",null,{\"children\":\"` + p(1) + `\"}],[\"$\",\"p\",null,{\"children\":\"` + p(9) + `\"}],[\"$\",\"h2\",null,{\"children\":\"What comes next\"}],[\"$\",\"p\",null,{\"children\":\"` + p(30) + `\"}]]}]\n"])</script>`),
		"nuxt 2, object":     shell(`<script>window.__NUXT__={"layout":"default","data":[{"article":{"title":"Harbour freezes over","content":"` + escaped(html) + `"}}]}</script>`),
		"nuxt 2, function":   shell(`<script>window.__NUXT__=(function(a,b,c){return {layout:"default",data:[{article:{title:a,content:b,id:c}}],error:null}}("Harbour freezes over","` + escaped(html) + `",17));</script>`),
		"nuxt 3, flat":       shell(`<script type="application/json" id="__NUXT_DATA__" data-ssr="true">[["ShallowReactive",1],{"data":2},{"article":3},{"title":4,"body":5,"related":6},"Harbour freezes over","` + escaped(html) + `",[7,8],{"title":9},{"title":10},"Another story of the day that is only related to it","A third story of the day that is only related to it"]</script>`),
		"linked data":        shell(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour freezes over","articleBody":"` + p(1) + `\n\n` + p(9) + `\n\nWhat comes next\n\n` + p(30) + `"}</script>`),
		"a component":        shell(`<div data-react-class="Story" data-react-props="{&quot;story&quot;:{&quot;html&quot;:&quot;` + strings.ReplaceAll(html, "<", `\u003c`) + `&quot;}}"></div>`),
		"a variable":         shell(`<script>var story = {"id": 7, "top": "` + strings.NewReplacer("<", "&lt;", ">", "&gt;", "/", `\/`).Replace(html) + `"};</script>`),
		"another story":      shell(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour freezes over","articleBody":"` + p(1) + `\n\n` + p(9) + `\n\nWhat comes next\n\n` + p(30) + `"}</script><script>window.__APOLLO_STATE__={"Story:9":{"body":"<p>` + lorem(200, 20) + `</p>"}}</script>`),
		"a store of a state": shell(`<script>window.__PRELOADED_STATE__ = {"article":{"paragraphs":["` + p(1) + `","` + p(9) + `","What comes next","` + p(30) + `"]}};</script>`),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Document([]byte(page), Options{URL: "https://post.example/a", ContentType: "text/html"})
			if err != nil {
				t.Fatalf("%v: %q", err, d.Text)
			}
			invariants(t, d)
			body, _ := d.Body()
			want := p(1) + "\n" + p(9) + "\nWhat comes next\n" + p(30)
			if d.Path != article.FromData || body != want {
				t.Errorf("path %s, got\n%s\nwant\n%s", d.Path, body, want)
			}
		})
	}
}

// TestFeedFooters: what blog engines, newsletter services and link sites hang
// below the bodies of their feeds goes; a body that is all there is stays.
func TestFeedFooters(t *testing.T) {
	body := "<p>" + lorem(1, 3) + "</p><p>" + lorem(9, 3) + "</p>"
	want := lorem(1, 3) + "\n" + lorem(9, 3)
	for _, footer := range []string{
		`<p>The post <a href="https://post.example/a">Harbour freezes over</a> appeared first on <a href="https://post.example/">The Example Post</a>.</p>`,
		`<p>Der Beitrag <a href="https://post.example/a">Harbour freezes over</a> erschien zuerst auf <a href="https://post.example/">The Example Post</a>.</p>`,
		`<p>Cet article <a href="https://post.example/a">Harbour freezes over</a> est apparu en premier sur <a href="https://post.example/">The Example Post</a>.</p>`,
		`<p><a href="https://post.example/a">Continue reading...</a></p>`,
		`<p><a href="https://post.example/a#comments">14 Comments</a></p>`,
		`<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="https://social.example/x">Click to share on Twitter (Opens in new window)</a></li><li><a href="https://social.example/y">Click to share on Facebook (Opens in new window)</a></li></ul></div>`,
		`<p><strong>Read more:</strong> <a href="https://post.example/b">Why the pier was lost</a></p>`,
		`<p class="button-wrapper"><a class="button primary" href="https://post.example/subscribe">Subscribe now</a></p>`,
		`<p>Thanks for reading The Example Post! Subscribe for free to receive new posts and support my work.</p>`,
		`<p>Follow us on <a href="https://social.example/">Twitter</a> and <a href="https://social.example/">Facebook</a>.</p>`,
		`<p><small>© 2024 The Example Post. All rights reserved.</small></p>`,
		`<img src="https://stats.example/pixel.gif" width="1" height="1">`,
		`<p>submitted by <a href="https://link.example/u/ann">/u/ann</a></p><p><a href="https://link.example/1">[link]</a> <a href="https://link.example/1c">[comments]</a></p>`,
	} {
		d, err := Document([]byte(body+footer), Options{Feed: true, URL: "https://post.example/a", Title: "Harbour freezes over", Publisher: "The Example Post"})
		if err != nil {
			t.Errorf("%.60s: %v", footer, err)
			continue
		}
		if got, _ := d.Body(); got != want {
			t.Errorf("%.60s: got\n%s", footer, got)
		}
	}
	d, err := Document([]byte(`<p>Read it at <a href="https://post.example/a">the harbour's own page</a>.</p>`), Options{Feed: true, Title: "Harbour freezes over"})
	if err != nil {
		t.Errorf("a short body: %v", err)
	} else if got, _ := d.Body(); got == "" {
		t.Error("a short body is gone")
	}
}

// TestOtherWays: text, Markdown and letters lose their furniture as pages do.
func TestOtherWays(t *testing.T) {
	prose := []string{lorem(1, 3), lorem(9, 3), lorem(30, 3)}
	for _, tc := range []struct {
		name, data string
		o          Options
		path       article.Path
	}{
		{"text", "Harbour freezes over\n\nBy Ann Example\n\nPublished 5 January 2024\n\n" + prose[0] + "\n\nPhoto: Bo Example/Agency\n\n" + prose[1] + "\n\nRead more: Why the pier was lost\n\n" + prose[2] + "\n\nSign up for our newsletter\n\n© 2024 The Example Post\n",
			Options{Name: "a.txt"}, article.FromText},
		{"Markdown", "---\ntitle: Harbour freezes over\nauthor: Ann Example\n---\n\n# Harbour freezes over\n\n" + prose[0] + "\n\n" + prose[1] + "\n\n**[Subscribe now](https://post.example/s)**\n\n" + prose[2] + "\n\nShare this article\n",
			Options{Name: "a.md"}, article.FromMarkdown},
		{"a letter", "From: The Example Post <post@post.example>\r\nTo: reader@mail.example\r\nSubject: Harbour freezes over\r\nDate: Fri, 05 Jan 2024 10:20:30 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><table><tr><td><a href=\"https://post.example/v\">View this email in your browser</a></td></tr><tr><td><h1>Harbour freezes over</h1><p>" +
			prose[0] + "</p><p>" + prose[1] + "</p><p>" + prose[2] + "</p></td></tr><tr><td><p>You are receiving this email because you signed up on our site.</p><p>Our mailing address is: Example Street 1, Example Town</p><p><a href=\"https://post.example/u\">Unsubscribe from this list</a></p></td></tr></table></body></html>",
			Options{Name: "a.eml"}, article.FromMail},
	} {
		d, err := Document([]byte(tc.data), tc.o)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		invariants(t, d)
		if got, _ := d.Body(); got != strings.Join(prose, "\n") || d.Path != tc.path || d.Title != "Harbour freezes over" {
			t.Errorf("%s: path %s, title %q, body\n%s", tc.name, d.Path, d.Title, got)
		}
	}
}

// TestButtonRows: links that only the page's style parts are words of their own;
// what a row of buttons is called tells it from the story.
func TestButtonRows(t *testing.T) {
	d := extractPage(t, page(`<h1>Harbour freezes over</h1><div class="tools"><a href="/f">Share on Facebook</a><a href="/x">Share on X</a><a href="/c">Copy link</a></div>
<p>`+lorem(1, 3)+`</p><p>Share Post Email Print</p><p>`+lorem(4, 3)+` The <a href="/a">sna</a><a href="/b">pping</a> ice held.</p><p>`+lorem(9, 3)+`</p>`))
	got := told(d)
	for _, want := range []string{"[share bar]: Share on Facebook Share on X Copy link", "[share bar]: Share Post Email Print"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if !strings.Contains(d.Text, "The snapping ice held.") {
		t.Error("a word in two links fell apart")
	}
}

// TestCredits: a credit below a picture goes and leaves the picture; behind the
// words of a caption it is marked.
func TestCredits(t *testing.T) {
	d := extractPage(t, page(`<h1>Harbour freezes over</h1><p>`+lorem(1, 3)+`</p><figure><img src="/a.jpg"><figcaption>Foto: Jan Huber</figcaption></figure>
<p>`+lorem(4, 3)+`</p><figure><img src="/b.jpg"><figcaption>The <a href="/ferry">ferry</a> in the ice. Ana Petrov/AFP</figcaption></figure><p>`+lorem(9, 3)+`</p>`))
	var pictures []string
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == article.Figure {
			way := "stays"
			if b.Cut != nil {
				way = string(b.Cut.Reason)
			}
			pictures = append(pictures, b.Image+" "+way+" "+d.Of(b.Credit()))
		}
	}
	if got := strings.Join(pictures, "; "); got != "https://post.example/a.jpg stays ;  photo credit Foto: Jan Huber; https://post.example/b.jpg stays Ana Petrov/AFP" {
		t.Error(got)
	}
}
