package library

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pullquote/feeds"
)

// web answers for hosts that are not ours; what it does not know is 404.
type web map[string]string

func (w web) RoundTrip(r *http.Request) (*http.Response, error) {
	body, ok := w[r.URL.String()]
	a := response(r, body)
	if !ok {
		a.StatusCode = 404
	}
	if link, rest, ok := strings.Cut(body, "\n\n"); ok && strings.HasPrefix(link, "Link: ") {
		a = response(r, rest)
		a.Header.Set("Link", strings.TrimPrefix(link, "Link: "))
	}
	if strings.HasPrefix(body, "<html") {
		a.Header.Set("Content-Type", "text/html")
	}
	return a, nil
}

func TestFind(t *testing.T) {
	feed := rss("F", item{guid: "1", title: "One", link: "https://a.example/1", summary: "s"})
	const channel = "UCabcdefghijklmnopqrstuv"
	for name, c := range map[string]struct {
		web     web
		address string
		guess   bool
		want    string // the feed's address; or how many are offered
		err     error
	}{
		"by the rules alone": {web{"https://www.reddit.com/r/news/.rss": feed}, "https://www.reddit.com/r/news", false, "https://www.reddit.com/r/news/.rss", nil},
		"where the rule is wrong, the page": {
			web{"https://www.reddit.com/r/news": `<html><link rel=alternate type=application/rss+xml href=/f>`, "https://www.reddit.com/f": feed},
			"https://www.reddit.com/r/news", false, "https://www.reddit.com/f", nil,
		},
		"a name of the fediverse": {
			web{"https://social.example/@ann": `<html><link rel=alternate type="application/activity+json" href=/x>`, "https://social.example/@ann.rss": feed},
			"@ann@social.example", false, "https://social.example/@ann.rss", nil,
		},
		"several by the rules": {web{}, "https://github.com/some/thing", false, "3", nil},
		"by a rule and the page": {
			web{"https://www.youtube.com/@ann": `<html>"externalId":"` + channel + `"`, "https://www.youtube.com/feeds/videos.xml?channel_id=" + channel: feed},
			"https://www.youtube.com/@ann", false, "https://www.youtube.com/feeds/videos.xml?channel_id=" + channel, nil,
		},
		"by a question": {
			web{"https://itunes.apple.com/lookup?id=12&entity=podcast": `{"results":[{"feedUrl":"https://show.example/f"}]}`, "https://show.example/f": feed},
			"https://podcasts.apple.com/us/podcast/show/id12", false, "https://show.example/f", nil,
		},
		"by JSON-LD": {
			web{"https://show.example/": `<html><script type="application/ld+json">{"webFeed":"https://show.example/f"}</script>`, "https://show.example/f": feed},
			"https://show.example/", false, "https://show.example/f", nil,
		},
		"by the Link header": {
			web{"https://p.example/": "Link: </f>; rel=alternate; type=\"application/rss+xml\"\n\n<html>", "https://p.example/f": feed},
			"https://p.example/", false, "https://p.example/f", nil,
		},
		"by what made the page": {
			web{"https://p.example/": `<html><meta name="generator" content="Ghost 5">`, "https://p.example/rss/": feed}, "https://p.example/", false, "https://p.example/rss/", nil,
		},
		"a page that is a feed": {
			web{"https://ann.example/": `<html><div class="h-feed"><div class="h-entry"><a class="p-name u-url" href="/1">One</a></div></div>`},
			"https://ann.example/", false, "https://ann.example/", nil,
		},
		"a page that is a feed and names a better one": {
			web{"https://ann.example/": `<html><link rel=alternate type=application/rss+xml href=/f><div class="h-feed"><div class="h-entry"><a class="p-name u-url" href="/1">One</a></div></div>`, "https://ann.example/f": feed},
			"https://ann.example/", false, "https://ann.example/f", nil,
		},
		"an index of sitemaps": {
			web{"https://p.example/s.xml": `<sitemapindex><sitemap><loc>https://p.example/a.xml</loc></sitemap><sitemap><loc>https://p.example/news.xml</loc></sitemap></sitemapindex>`},
			"https://p.example/s.xml", false, "2", nil,
		},
		"nothing, and nobody asked to guess": {web{"https://p.example/": "<html>", "https://p.example/feed": feed}, "https://p.example/", false, "", feeds.ErrNotFeed},
		"guessed":                            {web{"https://p.example/blog": "<html>", "https://p.example/rss.xml": feed}, "https://p.example/blog", true, "https://p.example/rss.xml", nil},
		"guessed, but all are pages":         {web{"https://p.example/": "<html>", "https://p.example/feed": "<html>"}, "https://p.example/", true, "", feeds.ErrNotFeed},
		"a sitemap of news by robots.txt": {
			web{
				"https://p.example/": "<html>", "https://p.example/robots.txt": "Sitemap: https://p.example/all.xml\n",
				"https://p.example/all.xml":    `<sitemapindex><sitemap><loc>https://p.example/old.xml</loc></sitemap><sitemap><loc>https://p.example/news-1.xml</loc></sitemap></sitemapindex>`,
				"https://p.example/news-1.xml": `<urlset><url><loc>https://p.example/1</loc><news:news><news:title>One</news:title></news:news></url></urlset>`,
			}, "https://p.example/", true, "https://p.example/news-1.xml", nil,
		},
		"a page that leads home": {
			web{"https://p.example/": `<html><link rel=alternate type=application/rss+xml href=http://192.168.1.1/f>`}, "https://p.example/", false, "", feeds.ErrPrivate,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t, func(o *Options) { o.Transport = c.web })
			f, err := l.Subscribe(t.Context(), c.address, SubscribeOptions{Guess: c.guess})
			got := f.URL
			var choice feeds.ChoiceError
			if errors.As(err, &choice) {
				got, err = fmt.Sprint(len(choice.Candidates)), nil
			}
			if got != c.want || !errors.Is(err, c.err) {
				t.Fatalf("%q, %v; want %q, %v", got, err, c.want, c.err)
			}
			if f.ID == 0 {
				return
			}
			if f.Total != 1 {
				t.Errorf("%d entries", f.Total)
			}
			if p := results(t, l, RefreshOptions{})[f.URL]; p.Err != nil || !p.Same {
				t.Errorf("refreshed: %+v", p)
			}
		})
	}
}

// TestSourceIsThePublisher: an entry of a collection is by whom it names.
func TestSourceIsThePublisher(t *testing.T) {
	s := newSite(t)
	s.on("/feed", text("application/rss+xml", `<rss version="2.0"><channel><title>Collected</title><item><guid>1</guid><title>One</title>
		<description>The ferry is late again, said its captain, and nobody on the quay was surprised to hear it.</description><source url="https://paper.example/">The Paper</source></item></channel></rss>`))
	l := open(t, nil)
	subscribe(t, l, s.URL+"/feed")
	o, err := l.Open(t.Context(), headlines(t, l, "")[0].ID, OpenOptions{})
	if err != nil || o.Doc.Publisher != "The Paper" || o.Entry.Extra == nil || o.Entry.Extra.SourceURL != "https://paper.example/" {
		t.Errorf("%+v, %+v, %v", o.Doc, o.Entry.Extra, err)
	}
}

// TestPageInstead: a feed that has become a page is told with the feed that the
// page names, and is not changed.
func TestPageInstead(t *testing.T) {
	s := newSite(t)
	s.on("/feed", text("application/rss+xml", rss("F", item{guid: "1", title: "One", link: "https://paper.example/1", summary: "s"})))
	l := open(t, nil)
	f := subscribe(t, l, s.URL+"/feed")
	s.on("/feed", text("text/html", `<html><link rel=alternate type=application/rss+xml href=/new></html>`))
	p := results(t, l, RefreshOptions{})[f.URL]
	if want := "a page stands where the feed was; it names " + s.URL + "/new"; Explain(p.Err) != want || !errors.Is(p.Err, feeds.ErrNotFeed) {
		t.Errorf("%v, want %s", p.Err, want)
	}
	if again, err := l.FindFeed(t.Context(), "F"); err != nil || again.URL != f.URL || again.Total != 1 {
		t.Errorf("%+v, %v", again, err)
	}
}

// TestListLeadsNowhereElse: what a list on the web names is asked like a link,
// not like an address that the reader typed.
func TestListLeadsNowhereElse(t *testing.T) {
	feed := rss("F", item{guid: "1", title: "One", link: "https://a.example/1", summary: "s"})
	l := open(t, func(o *Options) {
		o.Transport = web{
			"https://lists.example/l.opml": `<opml><body><outline xmlUrl="https://a.example/f"/><outline xmlUrl="http://192.168.1.1/f"/></body></opml>`,
			"https://a.example/f":          feed, "http://192.168.1.1/f": feed,
		}
	})
	r, err := l.Follow(t.Context(), "lists.example/l.opml")
	if err != nil || len(r.Added) != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	got := results(t, l, RefreshOptions{})
	if len(got) != 3 { // the list among them
		t.Errorf("%d results", len(got))
	}
	if p := got["https://a.example/f"]; p.Err != nil || p.New != 1 {
		t.Errorf("%+v", p)
	}
	if p := got["http://192.168.1.1/f"]; !errors.Is(p.Err, feeds.ErrPrivate) {
		t.Errorf("into the private network: %+v", p)
	}
	// Asked for by the reader, the feed is the reader's own from then on.
	if _, err := l.Subscribe(t.Context(), "http://192.168.1.1/f", SubscribeOptions{}); !errors.Is(err, feeds.ErrSubscribed) {
		t.Fatal(err)
	}
	if p := results(t, l, RefreshOptions{})["http://192.168.1.1/f"]; p.Err != nil || p.New != 1 {
		t.Errorf("the reader's own: %+v", p)
	}
}

// TestListAddsWhileRefreshing: a slow list holds up no feed, and what it adds is
// fetched by the same refresh.
func TestListAddsWhileRefreshing(t *testing.T) {
	s := newSite(t)
	feed := rss("F", item{guid: "1", title: "One", link: "https://a.example/1", summary: "s"})
	s.on("/own", text("application/rss+xml", feed))
	s.on("/new", text("application/rss+xml", feed))
	list := `<opml><body></body></opml>`
	own := make(chan struct{}, 10)
	s.on("/list", func(w http.ResponseWriter, _ *http.Request) {
		if strings.Contains(list, "/new") {
			<-own // only when the feed is through
		}
		_, _ = fmt.Fprint(w, list)
	})
	l := open(t, nil)
	subscribe(t, l, s.URL+"/own")
	if _, err := l.Follow(t.Context(), s.URL+"/list"); err != nil {
		t.Fatal(err)
	}
	list = `<opml><body><outline xmlUrl="` + s.URL + `/new"/></body></opml>`
	var order []string
	for p := range l.Refresh(t.Context(), RefreshOptions{}) {
		if p.Done {
			order = append(order, strings.TrimPrefix(p.Feed.URL, s.URL))
			if p.Err != nil {
				t.Error(p.Err)
			}
			own <- struct{}{}
		}
	}
	if got := strings.Join(order, " "); got != "/own /list /new" {
		t.Error(got)
	}
}
