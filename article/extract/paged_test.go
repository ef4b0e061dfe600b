package extract

import (
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/article/rules"
)

func TestPageOf(t *testing.T) {
	for _, c := range []struct {
		first, to string
		n         int
		mark      pageMark
	}{
		{"https://a.example/story", "https://a.example/story?page=2", 2, wordMark},
		{"https://a.example/story?utm_source=rss", "https://www.a.example/story/?page=3&utm_medium=x#top", 3, wordMark},
		{"https://a.example/s?id=7", "https://a.example/s?id=7&pg=2", 2, wordMark},
		{"https://a.example/s?id=7&page=1", "https://a.example/s?page=2&id=7", 2, wordMark},
		{"https://a.example/story/", "https://a.example/story/2/", 2, partMark},
		{"https://a.example/story", "https://a.example/story/page/12", 12, wordMark},
		{"https://a.example/story.html", "https://a.example/story-2.html", 2, bareMark},
		{"https://a.example/story.html", "https://a.example/story_seite-2.html", 2, wordMark},
		{"https://a.example/story.html", "https://a.example/story.html/2", 2, partMark},
		{"https://a.example/story/", "https://a.example/story/2.html", 2, partMark},
		{"https://a.example/story", "https://a.example/story,2", 2, bareMark},
		{"https://a.example/story", "https://a.example/story-p2", 2, wordMark},
		{"https://a.example/story", "http://a.example/story/2", 2, partMark},

		{"https://a.example/story/123", "https://a.example/story/124", 0, noMark}, // the next article
		{"https://a.example/story-1", "https://a.example/story-2", 0, noMark},
		{"https://a.example/story", "https://a.example/other?page=2", 0, noMark},
		{"https://a.example/story", "https://b.example/story?page=2", 0, noMark},
		{"https://a.example/story", "https://a.example:8443/story?page=2", 0, noMark},
		{"https://a.example/story", "https://a.example/story?comment=2", 0, noMark},
		{"https://a.example/story", "https://a.example/story/comment-page-2", 0, noMark},
		{"https://a.example/story", "https://a.example/story?page=2#comments", 0, noMark},
		{"https://a.example/story", "https://a.example/story?id=4&page=2", 0, noMark},
		{"https://a.example/s?id=7", "https://a.example/s?id=8&page=2", 0, noMark},
		{"https://a.example/story", "https://a.example/story?page=02", 0, noMark},
		{"https://a.example/story", "https://a.example/story?page=20000", 0, noMark},
		{"https://a.example/story", "https://a.example/story2", 0, noMark},
		{"https://a.example/story", "https://a.example/story/photo/2", 0, noMark},
		{"https://a.example/story", "https://a.example/story-of-2", 0, noMark},
		{"https://a.example/", "https://a.example/2", 2, partMark},
		{"", "https://a.example/story?page=2", 0, noMark},
		{"https://a.example/story", "::", 0, noMark},
	} {
		if n, mark := pageOf(c.first, c.to); n != c.n || mark != c.mark {
			t.Errorf("pageOf(%q, %q) = %d, %d", c.first, c.to, n, mark)
		}
	}
}

// pagedPage is an article with something below it, and something in its head.
func pagedPage(head, below string) string {
	return `<!doctype html><html lang="en"><head><title>The weir is mended</title>` + head + `</head><body><article><h1>The weir is mended</h1>` +
		strings.Repeat("<p>The weir below the mill was mended on Friday, three weeks after the flood had torn a gap of nine metres into it, the water board said.</p>", 6) +
		`</article>` + below + `</body></html>`
}

func TestNextPage(t *testing.T) {
	const at = "https://weir.example/story"
	for _, c := range []struct{ name, head, below, want string }{
		{"none", "", "", ""},
		{"rel in the head", `<link rel="next" href="/story?page=2">`, "", at + "?page=2"},
		{"a part of the path", "", `<a rel="next" href="/story/2/">→</a>`, at + "/2/"},
		{"numbers", "", `<div><span>1</span> <a href="/story-2">2</a> <a href="/story-3">3</a></div>`, at + "-2"},
		{"a pager by name", "", `<ul class="article-pagination"><li><a href="/story/page/2">Weiter</a></li></ul>`, at + "/page/2"},
		{"any language", "", `<nav class=pager><a href="?seite=2">次へ</a></nav>`, at + "?seite=2"},

		{"the next article", `<link rel="next" href="/another-story">`, `<a rel="next" href="/another-story">Next</a>`, ""},
		{"the next article of the same name", `<link rel="next" href="/story-2">`, `<nav class="pagination"><a rel="next" href="/story-2">The weir is mended</a></nav>`, ""},
		{"comments", "", `<div id="comments"><span>1</span> <a href="/story?page=2" rel="next">2</a> 3</div>`, ""},
		{"a gallery", "", `<div class="gallery"><a rel="next" href="/story?page=2">2</a></div>`, ""},
		{"a plain link", "", `<p>See the <a href="/story?page=2">other half</a>.</p>`, ""},
		{"the third page", "", `<div class="pager"><a href="/story?page=3">3</a></div>`, ""},
		{"another site", "", `<a rel="next" href="https://b.example/story?page=2">2</a>`, ""},
		{"a script", "", `<a rel="next" href="javascript:go(2)">2</a>`, ""},
	} {
		d, err := Document([]byte(pagedPage(c.head, c.below)), Options{URL: at})
		if err != nil {
			t.Fatal(err)
		}
		if d.Next != c.want {
			t.Errorf("%s: next is %q, want %q", c.name, d.Next, c.want)
		}
	}
	// From page to page the first one's address is what counts.
	d, err := Document([]byte(pagedPage("", `<div class="pager"><a href="/story?page=1">1</a> 2 <a href="/story?page=3">3</a></div>`)),
		Options{URL: at + "?page=2", Paged: Paged{First: at, Number: 2}})
	if err != nil || d.Next != at+"?page=3" {
		t.Errorf("the third page: %q, %v", d.Next, err)
	}
	own := rules.Parse([]byte("[[next-page]]\nsite = 'weir.example'\nselect = '.more'\n"))
	for below, want := range map[string]string{
		`<div class="more"><a href="/rest">On</a></div><a rel=next href="?page=2">2</a>`: "https://weir.example/rest",
		`<div class="more">On</div>`:       "",
		`<a rel=next href="?page=2">2</a>`: at + "?page=2",
	} {
		d, err := Document([]byte(pagedPage("", below)), Options{URL: at, Rules: own})
		if err != nil || d.Next != want {
			t.Errorf("by a rule, %s: %q, %v", below, d.Next, err)
		}
	}
}

func TestJoin(t *testing.T) {
	read := func(title, body, canonical string) *article.Document {
		d, err := Document([]byte(`<html lang="en"><head><title>`+title+`</title><link rel=canonical href="`+canonical+`"></head><body><article><h1>`+title+`</h1>`+body+`</article></body></html>`), Options{URL: "https://weir.example/story"})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	const shared = "<p>This is the second part of a series about the river, which the paper began in March.</p><p>No.</p>"
	para := func(what string) string {
		return strings.Repeat("<p>The "+what+` below the mill was <a href="/x">mended</a> on Friday, three weeks after the flood had torn a gap of nine metres into it.</p>`, 1) +
			"<p>“It will hold,” said Ines Tarr of the " + what + ", who led the work and slept beside the river for most of the summer.</p><table><tr><th>Metres</th><th>" + what + "</th></tr><tr><td>9</td><td>2</td></tr></table>"
	}
	one, two := read("The weir is mended", shared+para("weir"), "https://weir.example/story"), read("The weir is mended – page 2", shared+para("lock"), "https://weir.example/story?page=2")
	if !SamePage(one, two) {
		t.Error("not the same article")
	}
	if SamePage(one, read("The mayor resigns over a boat", para("boat"), "https://weir.example/mayor")) {
		t.Error("another article is the same")
	}
	if !SamePage(one, read("Teil zwei", para("boat"), "https://weir.example/story")) {
		t.Error("a page that calls the first one its own is another article")
	}
	if !Join(one, two) {
		t.Error("nothing new")
	}
	invariants(t, one)
	body, _ := one.Body()
	for words, n := range map[string]int{"second part of a series": 1, "No.": 2, "weir below the mill": 1, "lock below the mill": 1, "Metres": 2} {
		if got := strings.Count(body, words); got != n {
			t.Errorf("%q stands there %d times:\n%s", words, got, body)
		}
	}
	for i := range one.Blocks {
		for _, s := range one.Blocks[i].Spans {
			if s.Kind == article.Link && one.Of(s.Range) != "mended" {
				t.Errorf("a link over %q", one.Of(s.Range))
			}
		}
	}
	if Join(one, read("The weir is mended", shared+para("lock"), "")) {
		t.Error("the same page again is new")
	}
}

func FuzzPageOf(f *testing.F) {
	f.Add("https://a.example/story.html?x=1", "https://a.example/story-2.html?x=1&page=2")
	f.Add("https://a.example/.html", "https://a.example/2.html")
	f.Fuzz(func(t *testing.T, a, b string) {
		if n, mark := pageOf(a, b); (n == 0) != (mark == noMark) || n == 1 || n < 0 {
			t.Errorf("pageOf(%q, %q) = %d, %d", a, b, n, mark)
		}
	})
}
