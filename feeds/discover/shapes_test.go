package discover

import (
	"strings"
	"testing"
)

// named is what the library takes from an address and its page: the rules for
// the address, the page's own words, the rules for pages.
func named(address, page string) []string {
	k, _ := Address(address)
	if len(k.Feeds) > 0 {
		return addresses(k.Feeds)
	}
	if urls := found(page, "text/html; charset=utf-8", address); urls != nil {
		return urls
	}
	if k.Page {
		if urls := addresses(k.Answer([]byte(page))); urls != nil {
			return urls
		}
	}
	return addresses(Marked([]byte(page), address))
}

// TestShapes: pages in the shape that the large sites give them, with what stands
// around the one thing that counts: the wrong channel, the feed of comments, the
// manifest. Names and texts are made up.
func TestShapes(t *testing.T) {
	const (
		mine, other = "UCmineMINEmineMINEmine12", "UCothrOTHRothrOTHRothr34"
		yt          = "https://www.youtube.com/feeds/videos.xml?channel_id=" + mine
	)
	for name, c := range map[string]struct{ address, page, want string }{
		"a channel of YouTube": {"https://www.youtube.com/@gazette", `<!DOCTYPE html><html lang="en"><head><script nonce="x">var ytcfg={d:function(){}};ytcfg.set({"CLIENT_NAME":"WEB"});</script>
			<link rel="search" type="application/opensearchdescription+xml" href="https://www.youtube.com/opensearch?locale=en_US" title="YouTube"><link rel="manifest" href="/manifest.webmanifest">
			<title>Gazette - YouTube</title><link rel="canonical" href="https://www.youtube.com/channel/` + mine + `"><link rel="alternate" media="handheld" href="https://m.youtube.com/@gazette">
			<link rel="alternate" type="application/rss+xml" title="RSS" href="https://www.youtube.com/feeds/videos.xml?channel_id=` + mine + `"><meta property="og:title" content="Gazette">
			<link rel="alternate" href="android-app://com.google.android.youtube/http/www.youtube.com/@gazette"></head><body>
			<script>var ytInitialData = {"contents":{"subscribeButton":{"channelId":"` + other + `"}},"metadata":{"channelMetadataRenderer":{"externalId":"` + mine + `"}}};</script></body></html>`, yt},
		"the same without its link": {"https://www.youtube.com/@gazette/videos", `<html><head><title>Gazette - YouTube</title></head><body><meta itemprop="identifier" content="` + mine + `">
			<script>var ytInitialData = {"header":{},"contents":{"x":[{"navigationEndpoint":{"browseEndpoint":{"browseId":"` + other + `"}}}]},"metadata":{"channelMetadataRenderer":{"title":"Gazette","externalId":"` + mine + `"}}};</script></body></html>`, yt},
		"a video": {"https://www.youtube.com/watch?v=a1B2c3D4e5F&t=12s", `<html><head><title>Flood - YouTube</title><link rel="canonical" href="https://www.youtube.com/watch?v=a1B2c3D4e5F"></head><body>
			<div itemscope><meta itemprop="identifier" content="a1B2c3D4e5F"><span itemprop="author"><link itemprop="url" href="http://www.youtube.com/@gazette"></span></div>
			<script>var ytInitialPlayerResponse = {"videoDetails":{"videoId":"a1B2c3D4e5F","title":"Flood","channelId":"` + mine + `"}};var ytInitialData={"x":{"channelId":"` + other + `"}};</script></body></html>`, yt},
		"a short video":               {"https://www.youtube.com/shorts/a1B2c3D4e5F?feature=share", `<script>{"videoDetails":{"channelId":"` + mine + `"}}</script>`, yt},
		"the consent page of YouTube": {"https://www.youtube.com/@gazette", `<html><head><title>Before you continue to YouTube</title></head><body><form action="https://consent.youtube.com/save" method="POST"></form></body></html>`, ""},
		"a subreddit":                 {"https://www.reddit.com/r/harbours/", `<!DOCTYPE html><html><head><title>Harbours</title><link rel="canonical" href="https://www.reddit.com/r/harbours/"></head><body><shreddit-app></shreddit-app></body></html>`, "https://www.reddit.com/r/harbours/.rss"},
		"an old subreddit":            {"https://old.reddit.com/r/harbours/top", `<html><head><link rel="alternate" type="application/atom+xml" title="RSS" href="https://old.reddit.com/r/harbours/top/.rss"></head></html>`, "https://www.reddit.com/r/harbours/top/.rss"},
		"a thread":                    {"https://www.reddit.com/r/harbours/comments/1abcde/the_pier_is_gone/?sort=new", "", "https://www.reddit.com/r/harbours/comments/1abcde/the_pier_is_gone/.rss"},
		"a profile on Mastodon": {"https://social.example/@ann", `<!DOCTYPE html><html><head><title>Ann (@ann@social.example) - Social</title><link rel="manifest" href="/manifest">
			<link href="https://social.example/.well-known/webfinger?resource=acct%3Aann%40social.example" rel="lrdd" type="application/jrd+json"><link href="https://social.example/@ann.rss" rel="alternate" type="application/rss+xml">
			<link href="https://social.example/users/ann" rel="alternate" type="application/activity+json"></head><body><div id="mastodon"></div></body></html>`, "https://social.example/@ann.rss"},
		"one without its link":       {"https://social.example/@ann", `<html><head><link href="https://social.example/users/ann" rel="alternate" type="application/activity+json"></head><body><div id="mastodon"></div></body></html>`, "https://social.example/@ann.rss"},
		"somebody of another server": {"https://social.example/@ann@far.example", `<html><head><meta content="noindex" name="robots"></head><body class="app-body"><div id="mastodon"></div></body></html>`, "https://far.example/@ann.rss"},
		"a repository on GitHub": {"https://github.com/ann/pier", `<html><head><link rel="alternate" type="application/atom+xml" title="Recent Commits to pier:main" href="https://github.com/ann/pier/commits/main.atom"></head></html>`,
			"https://github.com/ann/pier/releases.atom https://github.com/ann/pier/commits.atom https://github.com/ann/pier/tags.atom"},
		"one release":                     {"https://github.com/ann/pier/releases/tag/v1.2.3", "", "https://github.com/ann/pier/releases.atom"},
		"a branch":                        {"https://github.com/ann/pier/tree/release/2.x", "", "https://github.com/ann/pier/commits/release/2.x.atom"},
		"a wiki":                          {"https://github.com/ann/pier/wiki/Home", "", "https://github.com/ann/pier/wiki.atom"},
		"a letter on Substack":            {"https://harbour.substack.com/p/the-pier?utm_source=x", `<link rel="alternate" type="application/rss+xml" href="/feed" title="Harbour">`, "https://harbour.substack.com/feed"},
		"as the app shares it":            {"https://open.substack.com/pub/harbour/p/the-pier?r=1x2y&utm_medium=ios", "", "https://harbour.substack.com/feed"},
		"Substack at a domain of its own": {"https://www.harbour.example/p/the-pier", `<html><head><link rel="preconnect" href="https://substackcdn.com"><title>The pier</title></head><body></body></html>`, "https://www.harbour.example/feed"},
		"a story on Medium":               {"https://medium.com/@ann/the-pier-0a1b2c3d4e5f", "", "https://medium.com/feed/@ann"},
		"a magazine on Medium":            {"https://medium.com/harbour-weekly/the-pier-0a1b2c3d4e5f", "", "https://medium.com/feed/harbour-weekly"},
		"a writer's subdomain":            {"https://ann.medium.com/the-pier-0a1b2c3d4e5f", "", "https://ann.medium.com/feed"},
		"a short link of Medium":          {"https://medium.com/p/0a1b2c3d4e5f", "<html><title>The pier</title></html>", ""},
		"Medium at a domain of its own":   {"https://blog.harbour.example/the-pier-0a1b", `<html><head><meta property="al:ios:app_name" content="Medium"><meta property="al:android:package" content="com.medium.reader"></head></html>`, "https://blog.harbour.example/feed"},
		"a blog on WordPress": {"https://harbour.example/2026/05/the-pier/", `<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><link rel="profile" href="https://gmpg.org/xfn/11">
			<link rel="dns-prefetch" href="//s.w.org"><link rel="alternate" type="application/rss+xml" title="Harbour &raquo; The pier Comments Feed" href="https://harbour.example/2026/05/the-pier/feed/">
			<link rel="alternate" type="application/rss+xml" title="Harbour &raquo; Feed" href="https://harbour.example/feed/"><link rel="alternate" type="application/rss+xml" title="Harbour &raquo; Comments Feed" href="https://harbour.example/comments/feed/">
			<link rel="https://api.w.org/" href="https://harbour.example/wp-json/"><link rel="alternate" title="JSON" type="application/json" href="https://harbour.example/wp-json/wp/v2/posts/12">
			<link rel="alternate" title="oEmbed (JSON)" type="application/json+oembed" href="https://harbour.example/wp-json/oembed/1.0/embed?url=x"><link rel="EditURI" type="application/rsd+xml" title="RSD" href="https://harbour.example/xmlrpc.php?rsd">
			<meta name="generator" content="WordPress 6.5"></head><body></body></html>`, "https://harbour.example/feed/ https://harbour.example/2026/05/the-pier/feed/ https://harbour.example/comments/feed/"},
		"one that hides its feeds, in a folder": {"https://harbour.example/news/the-pier/", `<html><head><link rel="https://api.w.org/" href="https://harbour.example/news/wp-json/" /><link rel="shortlink" href="https://harbour.example/news/?p=12"></head></html>`, "https://harbour.example/news/feed/"},
		"a blog at wordpress.com":               {"https://harbour.wordpress.com/2026/05/01/the-pier/", "", "https://harbour.wordpress.com/feed/"},
	} {
		if got := strings.Join(named(c.address, c.page), " "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}
