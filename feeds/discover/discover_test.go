package discover

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pullquote/article"
)

func found(page, contentType, base string) (urls []string) {
	for _, c := range Page([]byte(page), contentType, base) {
		urls = append(urls, c.URL)
	}
	return urls
}

func TestPage(t *testing.T) {
	const base = "https://news.example/town/page.html"
	tests := []struct {
		name, page string
		want       []string
	}{
		{"rss", `<link rel="alternate" type="application/rss+xml" href="/rss.php?id=7">`, []string{"https://news.example/rss.php?id=7"}},
		{"atom, json, order of the page", `<link rel=alternate type=application/atom+xml href=a><LINK TYPE="Application/Feed+JSON; charset=utf-8" REL="ALTERNATE home" HREF="b">`,
			[]string{"https://news.example/town/a", "https://news.example/town/b"}},
		{"odd types", `<link rel=alternate type=text/rss+xml href=/a><link rel=alternate type=application/rdf+xml href=/b>`,
			[]string{"https://news.example/a", "https://news.example/b"}},
		{"rel=feed", `<link rel="feed" href="//feeds.news.example/all">`, []string{"https://feeds.news.example/all"}},
		{"rel=feed of a page", `<link rel="feed" type="text/html" href="/stream">`, nil},
		{"xml only where the address agrees", `<link rel=alternate type=text/xml href=/rss.xml><link rel=alternate type=text/xml href=/sitemap.xml>`,
			[]string{"https://news.example/rss.xml"}},
		{"json is not always a feed", `<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1><link rel=alternate type=application/json href=/feed.json>`,
			[]string{"https://news.example/feed.json"}},
		{"alternates that are no feeds", `<link rel=alternate hreflang=de href=/de/><link rel="alternate stylesheet" href=/x.css><link rel=alternate type=application/json+oembed href=/o><link rel=alternate type=text/xml+oembed href=/p><link rel=alternate media=print href=/print>`, nil},
		{"no type, but the name of a feed", `<link rel=alternate href=/blog/atom.xml>`, []string{"https://news.example/blog/atom.xml"}},
		{"each once, without fragment", `<link rel=alternate type=application/rss+xml href=/r><link rel=alternate type=application/atom+xml href=https://news.example/r#x>`,
			[]string{"https://news.example/r"}},
		{"base", `<base href="/other/"><base href="https://elsewhere.example/"><link rel=alternate type=application/rss+xml href=feed>`,
			[]string{"https://news.example/other/feed"}},
		{"base of another host", `<base href="https://cdn.example/x/"><link rel=alternate type=application/rss+xml href=feed>`, []string{"https://cdn.example/x/feed"}},
		{"base that is none", `<base href="javascript:void(0)"><link rel=alternate type=application/rss+xml href=feed>`, []string{"https://news.example/town/feed"}},
		{"comments go last", `<link rel=alternate type=application/rss+xml title="All comments" href=/c><link rel=alternate type=application/rss+xml href=/comments/feed><link rel=alternate type=application/rss+xml title=News href=/n>`,
			[]string{"https://news.example/n", "https://news.example/c", "https://news.example/comments/feed"}},
		{"in the body, in noscript", `<body><div><noscript><link rel=alternate type=application/rss+xml href=/r></noscript>`, []string{"https://news.example/r"}},
		{"not in comments, scripts, text areas", `<!-- <link rel=alternate type=application/rss+xml href=/a> --><script>"<link rel=alternate type=application/rss+xml href=/b>"</script><textarea><link rel=feed href=/c></textarea>`, nil},
		{"no address", `<link rel=alternate type=application/rss+xml href=""><link rel=alternate type=application/rss+xml>`, nil},
		{"not fetchable", `<link rel=alternate type=application/rss+xml href="javascript:alert(1)"><link rel=alternate type=application/rss+xml href="file:///etc/passwd"><link rel=alternate type=application/rss+xml href="mailto:a@b.example">`, nil},
		{"feed scheme", `<link rel=alternate type=application/rss+xml href="feed://news.example/a"><link rel=alternate type=application/rss+xml href="feed:https://news.example/b">`,
			[]string{"http://news.example/a", "https://news.example/b"}},
		{"user and password are dropped", `<link rel=alternate type=application/rss+xml href="https://u:p@news.example/a">`, []string{"https://news.example/a"}},

		{"links: by name", `<a href="/feed/">Follow</a> <a href="/news.rss">x</a> <a href="/y/index.xml">y</a> <a href="/index.php">z</a> <a href="/?feed=rss2">q</a>`,
			[]string{"https://news.example/feed/", "https://news.example/news.rss", "https://news.example/y/index.xml", "https://news.example/?feed=rss2"}},
		{"links: by text", `<a href="/subscribe/1"><img alt=""> RSS </a><a href="/about-rss">What RSS is</a>`, []string{"https://news.example/subscribe/1"}},
		{"links: by type", `<a type="application/atom+xml" href="/releases">Releases</a>`, []string{"https://news.example/releases"}},
		{"links only where no link element is", `<a href="/feed/">RSS</a><link rel=alternate type=application/rss+xml href=/r>`, []string{"https://news.example/r"}},
		{"links: buttons of other services", `<a href="https://reader.example/add?u=https%3A%2F%2Fnews.example%2Ffeed">RSS</a><a href="https://reader.example/sub/http://news.example/rss.xml">RSS</a>`, nil},
		{"links: jumps and mail", `<a href="#feed">Feed</a><a href="mailto:rss@news.example">RSS</a><a>RSS</a>`, nil},
		{"links: never closed", `<a href="/rss.xml">one<a href="/two">two`, []string{"https://news.example/rss.xml"}},
		{"folders of feeds", `<a href="/rss/politics.xml">Politics</a><a href="/data/politics.xml">Data</a>`, []string{"https://news.example/rss/politics.xml"}},
		{"nothing", `<p>Words alone.`, nil},
		{"empty", ``, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := found(tt.page, "text/html", base); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTitles(t *testing.T) {
	page := `<title>Town &amp; Country <b>News</title><svg><title>Logo</title></svg>
		<link rel=alternate type=application/rss+xml title="Sp&ouml;rt` + "\x1b]0;x\x07" + ` &#8238;fdp" href=/1>
		<link rel=alternate type=application/atom+xml href=/2>`
	got := Page([]byte(page), "text/html; charset=utf-8", "https://news.example/")
	if len(got) != 2 || got[0].Title != "Spört]0;x fdp" || got[0].Type != "application/rss+xml" ||
		got[1].Title != "Town & Country <b>News" || got[1].Type != "application/atom+xml" {
		t.Errorf("%+v", got)
	}
	got = Page([]byte(`<a href=/feed> <b>All</b> the news </a>`), "", "https://news.example/")
	if len(got) != 1 || got[0].Title != "All the news" {
		t.Errorf("%+v", got)
	}
	got = Page([]byte(`<link rel=feed href=/f title="`+strings.Repeat("ü", 5000)+`">`), "text/html; charset=utf-8", "https://news.example/")
	if len(got) != 1 || len(got[0].Title) > maxTitle+3 {
		t.Errorf("%d", len(got[0].Title))
	}
}

func TestCharsets(t *testing.T) {
	page := `<title>Новости</title><link rel=alternate type=application/rss+xml href=/r>`
	latin, err := charmap.Windows1251.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, page, contentType string }{
		{"header", latin, "text/html; charset=windows-1251"},
		{"meta", `<meta charset="windows-1251">` + latin, "text/html"},
		{"byte order mark", wide, "text/html"},
		{"utf-8", page, ""},
	}
	for _, tt := range tests {
		got := Page([]byte(tt.page), tt.contentType, "https://news.example/")
		if len(got) != 1 || got[0].Title != "Новости" || got[0].URL != "https://news.example/r" {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

func TestBounds(t *testing.T) {
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, `<link rel=alternate type=application/rss+xml href=/%d>`, i)
	}
	if got := found(many.String(), "", "https://news.example/"); len(got) != maxCandidates {
		t.Errorf("%d candidates", len(got))
	}
	deep := strings.Repeat("<div><b><i>", 100_000) + `<link rel=feed href=/f>`
	if got := found(deep, "", "https://news.example/"); len(got) != 1 {
		t.Errorf("%d candidates in a deep page", len(got))
	}
	var wide strings.Builder
	wide.WriteString("<link rel=feed ")
	for i := range 100_000 {
		fmt.Fprintf(&wide, "a%d=1 ", i)
	}
	if got := found(wide.String()+"href=/f>", "", "https://news.example/"); len(got) != 1 {
		t.Errorf("%d candidates in a wide tag", len(got))
	}
	if got := found(strings.Repeat(" ", maxPage)+`<link rel=feed href=/f>`, "", "https://news.example/"); got != nil {
		t.Errorf("read behind the limit: %q", got)
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		`<base href=/x/><link rel=alternate type=application/rss+xml title=t href=feed>`,
		`<a href="feed:https://a.example/rss">RSS</a>`, `<title>x<a href=/feed`, "\xff\xfe<\x00l\x00", `<link rel=feed href="http://[">`,
	} {
		f.Add([]byte(s), "text/html", "https://news.example/")
	}
	f.Fuzz(func(t *testing.T, page []byte, contentType, base string) {
		seen := map[string]bool{}
		for _, c := range Page(page, contentType, base) {
			if article.CleanURL(c.URL) != c.URL || !strings.HasPrefix(c.URL, "http") || seen[c.URL] {
				t.Errorf("address %q", c.URL)
			}
			if article.CleanLine(c.Title) != c.Title || article.CleanLine(c.Type) != c.Type {
				t.Errorf("%q", c)
			}
			seen[c.URL] = true
		}
	})
}

func BenchmarkPage(b *testing.B) {
	page := []byte("<title>News</title>" + strings.Repeat(`<div class=x><a href="/story/1">A story</a> with words</div>`, 5000) + `<a href=/feed>RSS</a>`)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if len(Page(page, "text/html; charset=utf-8", "https://news.example/")) != 1 {
			b.Fatal("lost")
		}
	}
}
