package discover

import (
	"slices"
	"strings"
	"testing"

	"pullquote/feeds"
)

func addresses(cs []feeds.Candidate) (urls []string) {
	for _, c := range cs {
		urls = append(urls, c.URL)
	}
	return urls
}

// TestAddresses: what the rules say of an address; a page or a question is told
// as such.
func TestAddresses(t *testing.T) {
	const yt = "https://www.youtube.com/feeds/videos.xml?"
	for address, want := range map[string]string{
		"https://www.youtube.com/channel/UCabc":                      yt + "channel_id=UCabc",
		"https://m.youtube.com/channel/UCabc/videos":                 yt + "channel_id=UCabc",
		"https://www.youtube.com/playlist?list=PL1&index=3":          yt + "playlist_id=PL1",
		"https://youtube.com/user/somebody/":                         yt + "user=somebody",
		"https://www.youtube.com/@somebody":                          "page",
		"https://www.youtube.com/watch?v=abc":                        "page",
		"https://www.youtube.com/":                                   "",
		"https://notyoutube.com/channel/UCabc":                       "",
		"https://www.reddit.com/r/golang":                            "https://www.reddit.com/r/golang/.rss",
		"https://old.reddit.com/r/golang/new/":                       "https://www.reddit.com/r/golang/new/.rss",
		"https://www.reddit.com/r/golang/comments/1ab/a_title/":      "https://www.reddit.com/r/golang/comments/1ab/a_title/.rss",
		"https://www.reddit.com/user/somebody":                       "https://www.reddit.com/user/somebody/.rss",
		"https://github.com/some/thing":                              "https://github.com/some/thing/releases.atom https://github.com/some/thing/commits.atom https://github.com/some/thing/tags.atom",
		"https://github.com/some/thing/releases":                     "https://github.com/some/thing/releases.atom",
		"https://github.com/some/thing/tags":                         "https://github.com/some/thing/tags.atom",
		"https://github.com/some/thing/commits/feature/x":            "https://github.com/some/thing/commits/feature/x.atom",
		"https://github.com/some":                                    "https://github.com/some.atom",
		"https://github.com/topics/go":                               "",
		"https://github.com/some/thing/blob/main/a.go":               "",
		"https://somebody.substack.com/p/a-story":                    "https://somebody.substack.com/feed",
		"https://somebody.substack.com/feed":                         "",
		"https://substack.com/@somebody":                             "page",
		"https://medium.com/@somebody/a-story-123":                   "https://medium.com/feed/@somebody",
		"https://medium.com/some-magazine":                           "https://medium.com/feed/some-magazine",
		"https://medium.com/feed/some-magazine":                      "",
		"https://somebody.medium.com/a-story":                        "https://somebody.medium.com/feed",
		"https://somebody.wordpress.com/2024/05/a-story/":            "https://somebody.wordpress.com/feed/",
		"https://podcasts.apple.com/us/podcast/a-show/id123456?l=en": "ask https://itunes.apple.com/lookup?id=123456&entity=podcast",
		"https://overcast.fm/itunes123456/a-show":                    "ask https://itunes.apple.com/lookup?id=123456&entity=podcast",
		"https://shows.acast.com/a-show/episodes/1":                  "https://feeds.acast.com/public/shows/a-show",
		"https://ashow.podbean.com/":                                 "https://feed.podbean.com/ashow/feed.xml",
		"https://feed.podbean.com/":                                  "",
		"https://bsky.app/profile/somebody.example":                  "https://bsky.app/profile/somebody.example/rss",
		"https://cooking.stackexchange.com/questions/tagged/bread":   "https://cooking.stackexchange.com/feeds/tag/bread",
		"https://paper.example/":                                     "",
		"no address":                                                 "",
		"https://github.com/%0Aevil/x":                               "https://github.com/%0Aevil/x/releases.atom https://github.com/%0Aevil/x/commits.atom https://github.com/%0Aevil/x/tags.atom",
	} {
		k, ok := Address(address)
		got := strings.Join(addresses(k.Feeds), " ")
		switch {
		case k.Page:
			got = "page"
		case k.Ask != "":
			got = "ask " + k.Ask
		}
		if got != want || ok != (want != "") {
			t.Errorf("%s:\n got %q\nwant %q", address, got, want)
		}
	}
}

func TestAnswer(t *testing.T) {
	const id = "UCabcdefghijklmnopqrstuv"
	for _, c := range []struct{ address, text, want string }{
		{"https://www.youtube.com/@somebody", `<meta itemprop="identifier" content="` + id + `">`, "https://www.youtube.com/feeds/videos.xml?channel_id=" + id},
		{"https://youtu.be/abc", `{"x":1,"channelId":"` + id + `"}`, "https://www.youtube.com/feeds/videos.xml?channel_id=" + id},
		{"https://www.youtube.com/@somebody", `Please accept our cookies`, ""},
		{"https://podcasts.apple.com/us/podcast/a-show/id12", `{"results":[{"feedUrl":"https:\/\/show.example\/feed.xml"}]}`, "https://show.example/feed.xml"},
		{"https://podcasts.apple.com/us/podcast/a-show/id12", `{"results":[{"feedUrl":"javascript:alert(1)"}]}`, ""},
		{"https://substack.com/@somebody", `"primaryPublication\":{\"id\":1,\"subdomain\":\"paper\"}`, "https://paper.substack.com/feed"},
	} {
		k, ok := Address(c.address)
		if got := strings.Join(addresses(k.Answer([]byte(c.text))), " "); got != c.want || !ok {
			t.Errorf("%s: %q, want %q", c.address, got, c.want)
		}
	}
}

func TestMarked(t *testing.T) {
	for _, c := range []struct{ base, page, want string }{
		{"https://social.example/@ann", `<link href="x" rel="alternate" type="application/activity+json">`, "https://social.example/@ann.rss"},
		{"https://social.example/about", `<link href="x" rel="alternate" type="application/activity+json">`, ""},
		{"https://blog.example/news/2024", `<link rel="https://api.w.org/" href="https://blog.example/news/wp-json/">`, "https://blog.example/news/feed/"},
		{"https://blog.example/2024", `<img src="/wp-content/x.png">`, "https://blog.example/feed/"},
		{"https://blog.example/", `<meta name="generator" content="Ghost 5.0">`, "https://blog.example/rss/"},
		{"https://forum.example/t/1", `<meta name="generator" content="Discourse 3">`, "https://forum.example/latest.rss https://forum.example/posts.rss"},
		{"https://paper.example/blog?x=1", `Static.SQUARESPACE_CONTEXT = {}`, "https://paper.example/blog?format=rss"},
		{"https://code.example/ann/tool", `<a>Powered by Forgejo</a>`, "https://code.example/ann/tool/releases.rss https://code.example/ann/tool.rss"},
		{"https://paper.example/", `<p>Nothing</p>`, ""},
	} {
		if got := strings.Join(addresses(Marked([]byte(c.page), c.base)), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.base, got, c.want)
		}
	}
}

// TestRuleFile: the file is read to its end, and mistakes in it are found.
func TestRuleFile(t *testing.T) {
	rs, err := readRules(siteRules)
	if err != nil || len(rs) < 50 {
		t.Fatalf("%d rules, %v", len(rs), err)
	}
	for i, r := range rs {
		if len(r.at)+len(r.marks) == 0 {
			t.Errorf("rule %d (%v) holds for everything", i, r.feeds)
		}
		for _, f := range r.feeds {
			if !strings.HasPrefix(f.address, "http") && !strings.HasPrefix(f.address, "{") {
				t.Errorf("rule %d gives %s", i, f.address)
			}
		}
	}
	for _, wrong := range []string{"at x.example/{a\nfind", "site X\nfeeds x", "find x [", "find x abc"} {
		if _, err := readRules(wrong); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

func TestJSON(t *testing.T) {
	const base = "https://show.example/page"
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"webFeed": {`<script type="application/ld+json">{"@context":"https://schema.org","@type":"PodcastSeries","name":"A Show","webFeed":"/feed.xml"}</script>`,
			[]string{"https://show.example/feed.xml"}},
		"in a graph, as an object": {`<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"PodcastSeries","webFeed":{"@type":"DataFeed","url":"https://a.example/1"}}]}</script>`,
			[]string{"https://a.example/1"}},
		"a list": {`<script type="Application/LD+JSON">[{"webFeed":["https://a.example/1","https://a.example/2"]}]</script>`,
			[]string{"https://a.example/1", "https://a.example/2"}},
		"by its format": {`<script type="application/ld+json">{"@type":"DataDownload","encodingFormat":"application/rss+xml","contentUrl":"https://a.example/x"}</script>`,
			[]string{"https://a.example/x"}},
		"other files": {`<script type="application/ld+json">{"@type":"AudioObject","encodingFormat":"audio/mpeg","contentUrl":"https://a.example/x.mp3"}</script>`, nil},
		"broken":      {`<script type="application/ld+json">{"webFeed":"https://a.example/1"</script>`, nil},
		"the data of a page": {`<script id="data" type="application/json">{"show":{"title":"A","feedUrl":"https:\u002F\u002Fa.example\u002Ffeed"}}</script>`,
			[]string{"https://a.example/feed"}},
		"data as a text": {`<script>x = JSON.parse("{\"rss_url\":\"https://a.example/feed?a=1\"}")</script>`, []string{"https://a.example/feed?a=1"}},
		"a link is stronger": {`<link rel=alternate type=application/rss+xml href=/r><script>{"feedUrl":"https://a.example/feed"}</script>`,
			[]string{"https://show.example/r"}},
		"no address": {`<script>{"feedUrl":"","rssUrl":null,"feed_url":"file:///etc/passwd"}</script>`, nil},
	} {
		if got := found(c.page, "text/html", base); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	deep := `<script type="application/ld+json">` + strings.Repeat("[", 100_000) + `</script>`
	if got := found(deep, "text/html", base); got != nil {
		t.Errorf("%q", got)
	}
}

func TestHeader(t *testing.T) {
	got := Header(`</a.css>; rel=stylesheet, </feed?x=1,2>; rel="alternate"; type="application/atom+xml"; title="News, all", <https://hub.example/>; rel=hub, <`, "https://paper.example/x/")
	if len(got) != 1 || got[0].URL != "https://paper.example/feed?x=1,2" || got[0].Title != "News, all" {
		t.Errorf("%+v", got)
	}
	if got := Header("", "https://paper.example/"); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestSitemaps(t *testing.T) {
	got := Sitemaps([]byte(`<?xml version="1.0"?><sitemapindex xmlns="x"><sitemap><loc>https://p.example/pages.xml?a=1&amp;b=2</loc></sitemap><sitemap><loc> https://p.example/News-1.xml </loc></sitemap></sitemapindex>`))
	if want := []string{"https://p.example/News-1.xml", "https://p.example/pages.xml?a=1&b=2"}; !slices.Equal(addresses(got), want) {
		t.Errorf("%+v", got)
	}
	if got := Sitemaps([]byte(`<urlset><url><loc>https://p.example/</loc></url></urlset>`)); got != nil {
		t.Errorf("%+v", got)
	}
	robots := Robots([]byte("User-agent: *\nDisallow: /x\nSitemap: https://p.example/a.xml\nsitemap:/news.xml\n"), "https://p.example/robots.txt")
	if want := []string{"https://p.example/a.xml", "https://p.example/news.xml"}; !slices.Equal(addresses(robots), want) {
		t.Errorf("%+v", robots)
	}
}

func TestPaths(t *testing.T) {
	got := Paths("https://p.example/blog")
	if len(got) != 18 || got[0] != "https://p.example/blog/feed" || got[9] != "https://p.example/feed" {
		t.Errorf("%q", got)
	}
	if got := Paths("https://p.example/a/story.html"); len(got) != 9 {
		t.Errorf("%q", got)
	}
	if Paths("nothing") != nil {
		t.Error("of no address")
	}
}

// FuzzRules: whatever a page holds, what comes out is an address of the web.
func FuzzRules(f *testing.F) {
	f.Add("https://www.youtube.com/@x", `"channelId":"UCabcdefghijklmnopqrstuv"`)
	f.Add("https://a.example/@x", "application/activity+json")
	f.Fuzz(func(t *testing.T, address, page string) {
		k, _ := Address(address)
		all := slices.Concat(k.Feeds, k.Answer([]byte(page)), Marked([]byte(page), address), Page([]byte(page), "", address), Header(page, address), Sitemaps([]byte(page)), Robots([]byte(page), address))
		for _, c := range all {
			if !strings.HasPrefix(c.URL, "http://") && !strings.HasPrefix(c.URL, "https://") || strings.ContainsAny(c.URL+c.Title, "\x1b\n\x00") {
				t.Errorf("%q of %q, %q", c, address, page)
			}
		}
	})
}
