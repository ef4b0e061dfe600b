package opml

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pullquote/article"
	"pullquote/feeds"
)

func take(t *testing.T, s string) List {
	t.Helper()
	l, err := Read(strings.NewReader(s))
	if err != nil {
		t.Fatalf("%v in %q", err, s)
	}
	return l
}

func write(t *testing.T, l List) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	got := take(t, `<?xml version="1.0"?>
<!-- made by hand -->
<!DOCTYPE opml [ <!ENTITY who "nobody"> ]>
<opml version="1.1" xmlns:shelf="https://shelf.example/ns">
 <head><title>My &amp; your <![CDATA[feeds & more]]></title><ownerName>A</ownerName></head>
 <body>
  <outline text="Top" title="The Top Feed" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/" category="/news,local/Town , news" description="All of it" shelf:keep="9" other:x="y"/>
  <outline text="World">
    <outline TEXT='Sub' XMLURL='http://b.example/rss?x=1&y=2&amp;copy=3' type=atom></outline>
    <OUTLINE title="Deep &eacute;&#8217;&who;">
      <outline text="http://c.example/" xmlurl="http://c.example/"/>
    </OUTLINE>
  </outline>
  <outline text="Old" type="rss" url="feed://d.example/x"/>
  <outline text="A bookmark" type="link" url="https://e.example/"/>
  <outline title="Only a title" xmlUrl=" https://f.example/ "/>
 </body>
</opml>`)
	want := []feeds.Feed{
		{URL: "https://a.example/feed", Title: "Top", Site: "https://a.example/", Tags: []string{"news", "local/Town"},
			Attrs: map[string]string{"title": "The Top Feed", "description": "All of it", "shelf:keep": "9", "xmlns:shelf": "https://shelf.example/ns", "other-x": "y"}},
		{URL: "http://b.example/rss?x=1&y=2&copy=3", Title: "Sub", Folder: []string{"World"}, Attrs: map[string]string{"type": "atom"}},
		{URL: "http://c.example/", Folder: []string{"World", "Deep é’&who;"}},
		{URL: "http://d.example/x", Title: "Old"},
		{URL: "https://f.example/", Title: "Only a title"},
	}
	if got.Title != "My & your feeds & more" {
		t.Errorf("title %q", got.Title)
	}
	if len(got.Skipped) != 0 {
		t.Errorf("skipped %q", got.Skipped)
	}
	compare(t, got.Feeds, want)
}

func compare(t *testing.T, got, want []feeds.Feed) {
	t.Helper()
	last := 0
	for i := range got {
		if got[i].Rank <= last {
			t.Errorf("feed %d has rank %d behind %d", i, got[i].Rank, last)
		}
		last, got[i].Rank = got[i].Rank, 0
	}
	if len(got) != len(want) {
		t.Errorf("%d feeds, want %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("feed %d:\n got %+v\nwant %+v", i, got[i], want[i])
		}
	}
}

func TestReadDamaged(t *testing.T) {
	tests := []struct {
		name, doc string
		urls      string
		skipped   int
	}{
		{"a < in a title", `<opml><body><outline text="a < b <i>c</i>" xmlUrl="http://a.example/"/><outline text="x" xmlUrl="http://b.example/"/></body></opml>`, "[http://a.example/ http://b.example/]", 0},
		{"a control character", "<opml><body><outline text=\"a\x1b[2J\x00\" xmlUrl=\"http://a.example/\"/></body></opml>", "[http://a.example/]", 0},
		{"a bare ampersand", `<opml><body><outline text="A&B" xmlUrl="http://a.example/?a=1&b=2"/></body></opml>`, "[http://a.example/?a=1&b=2]", 0},
		{"a quote too many", `<opml><body><outline text="say "no" now" xmlUrl="http://a.example/"/></body></opml>`, "[http://a.example/]", 0},
		{"a link in a description", `<opml><body><outline text="a" description="By <a href="https://x.example" target="_blank">X</a>. All rights." xmlUrl="http://a.example/"/><outline xmlUrl="http://b.example/" text="b <i"/></body></opml>`, "[http://a.example/ http://b.example/]", 0},
		{"a quote that is not closed", "<opml><body><outline text=\"a xmlUrl='http://a.example/'>\n<outline text=\"b\" xmlUrl=\"http://b.example/\"/></body></opml>", "[http://b.example/]", 0},
		{"cut in a tag", `<opml><body><outline text="a" xmlUrl="http://a.example/"/><outline text="b" xmlU`, "[http://a.example/]", 1},
		{"cut between tags", `<opml><body><outline text="a" xmlUrl="http://a.example/"/>`, "[http://a.example/]", 1},
		{"no root", `<outline text="a" xmlUrl="http://a.example/"/>`, "[http://a.example/]", 0},
		{"ends too often", `<opml><body></outline></outline><outline xmlUrl="http://a.example/"/></body></opml>`, "[http://a.example/]", 0},
		{"a feed that holds feeds", `<opml><body><outline text="a" xmlUrl="http://a.example/"><outline text="b" xmlUrl="http://b.example/"/></outline></body></opml>`, "[http://a.example/ http://b.example/]", 0},
		{"prefixed elements", `<o:opml xmlns:o="x"><o:body><o:outline xmlUrl="http://a.example/"/></o:body></o:opml>`, "[http://a.example/]", 0},
		{"the same address twice", `<opml><outline text="x"><outline xmlUrl="http://a.example/"/></outline><outline text="y"><outline xmlUrl="http://a.example/"/></outline></opml>`, "[http://a.example/ http://a.example/]", 0},
		{"empty", `<opml/>`, "[]", 1},
		{"empty, whole", `<opml version="2.0"><body/></opml>`, "[]", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := take(t, tt.doc)
			urls := []string{}
			for _, f := range l.Feeds {
				urls = append(urls, f.URL)
				if f.Title != article.CleanLine(f.Title) {
					t.Errorf("title %q", f.Title)
				}
			}
			if got := fmt.Sprint(urls); got != tt.urls || len(l.Skipped) != tt.skipped {
				t.Errorf("got %s, skipped %q; want %s, %d", got, l.Skipped, tt.urls, tt.skipped)
			}
		})
	}
}

func TestQuotesInValues(t *testing.T) {
	l := take(t, `<opml><body><outline text="say "no" now" title='it's "so"' type = "rss"xmlUrl="http://a.example/" description="By <a href="http://x.example" rel="y">X</a>."/></body></opml>`)
	f := l.Feeds[0]
	if f.Title != `say "no" now` || f.Attrs["title"] != `it's "so"` || f.Attrs["description"] != `By <a href="http://x.example" rel="y">X</a>.` || len(f.Attrs) != 2 {
		t.Errorf("%+v", f)
	}
}

// The time is linear, whatever the quotes are.
func BenchmarkQuotes(b *testing.B) {
	doc := []byte("<opml><outline " + strings.Repeat(`a="b"c`, 1<<20))
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(doc)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCharsets(t *testing.T) {
	const doc = `<?xml version="1.0" encoding="%s"?><opml version="1.0"><body><outline text="Žluťoučký „kůň“" xmlUrl="http://a.example/"/></body></opml>`
	with := func(name string) string { return strings.Replace(doc, "%s", name, 1) }
	must := func(s string, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	bare := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	tests := map[string]string{
		"utf-8":                             with("UTF-8"),
		"utf-8 with a mark":                 "\ufeff" + with("UTF-8"),
		"windows-1250":                      must(charmap.Windows1250.NewEncoder().String(with("windows-1250"))),
		"utf-16 with a mark":                must(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(with("UTF-16"))),
		"utf-16, little, without a mark":    must(bare.NewEncoder().String(with("UTF-16"))),
		"utf-16, big, without a mark":       must(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(with("UTF-16"))),
		"utf-8 that says it is utf-16":      with("UTF-16"),
		"utf-8 that says nothing it can be": with("x-none"),
	}
	for name, s := range tests {
		if l := take(t, s); len(l.Feeds) != 1 || l.Feeds[0].Title != "Žluťoučký „kůň“" {
			t.Errorf("%s: %+v", name, l.Feeds)
		}
	}
	// Old exports write windows-1252 and do not say so.
	if l := take(t, "<opml><outline text=\"Caf\xe9 \x93x\x94\" xmlUrl=\"http://a.example/\"/></opml>"); l.Feeds[0].Title != "Café “x”" {
		t.Errorf("%q", l.Feeds[0].Title)
	}
	// One damaged letter spoils no other.
	if l := take(t, "<opml><outline text=\"Österreich äö \xff\" xmlUrl=\"http://a.example/\"/></opml>"); l.Feeds[0].Title != "Österreich äö \ufffd" {
		t.Errorf("%q", l.Feeds[0].Title)
	}
}

func TestRefused(t *testing.T) {
	l := take(t, `<opml><body>
		<outline text="pipe" xmlUrl="|touch /x"/><outline text="exec" xmlUrl="exec:touch /x"/><outline text="filter" xmlUrl="filter:touch /x:http://a.example/"/>
		<outline text="file" xmlUrl="file:///etc/passwd"/><outline text="dash" xmlUrl="--help"/><outline text="query" xmlUrl="query:x:y"/>
		<outline text="script" xmlUrl="javascript:alert(1)"/><outline text="host" xmlUrl="http:///x"/><outline text="bell" xmlUrl="http://a.example/&#7;&#27;[2J"/>
		<outline text="bad" xmlUrl="http://[::1"/><outline text="builtin" xmlUrl="builtin:guide/x"/>
		<outline text="cmd" xmlUrl="http://a.example/" filtercmd="touch /x"/>
	</body></opml>`)
	if len(l.Feeds) != 1 || l.Feeds[0].URL != "http://a.example/" || l.Feeds[0].Attrs != nil {
		t.Errorf("%+v", l.Feeds)
	}
	want := []string{
		"|touch /x: it would run a command",
		"exec:touch /x: it would run a command",
		"filter:touch /x:http://a.example/: it would run a filter command",
		"file:///etc/passwd: files are not subscribed to",
		"--help: only http and https addresses are taken",
		"query:x:y: a stored search, not a feed",
		"javascript:alert(1): only http and https addresses are taken",
		"http:///x: not an address",
		"http://a.example/[2J: not an address",
		"http://[::1: not an address",
		"builtin:guide/x: only http and https addresses are taken",
		"filtercmd touch /x: commands are not run, the feed is taken without it",
	}
	if !slices.Equal(l.Skipped, want) {
		t.Errorf("got  %q\nwant %q", l.Skipped, want)
	}
}

func TestUrlsFile(t *testing.T) {
	l := take(t, `# my feeds
http://a.example/feed news "local affairs" "~My \"own\" Name" !

https://b.example/x#part !hidden   # a comment
"https://c.example/a b" tag,with,commas tag
"query:Unread:unread = \"yes\""
exec:~/bin/feed.sh
"filter:~/bin/f x:http://a.example/"
| cat /etc/passwd
file:///etc/passwd
FEED:https://d.example/
`)
	compare(t, l.Feeds, []feeds.Feed{
		{URL: "http://a.example/feed", Title: `My "own" Name`, Named: true, Tags: []string{"news", "local affairs"}},
		{URL: "https://b.example/x#part", Tags: []string{"hidden"}},
		{URL: "https://c.example/a%20b", Tags: []string{"tag with commas", "tag"}},
		{URL: "https://d.example/"},
	})
	want := []string{
		`query:Unread:unread = "yes": a stored search, not a feed`,
		"exec:~/bin/feed.sh: it would run a command",
		"filter:~/bin/f x:http://a.example/: it would run a filter command",
		"| cat /etc/passwd: it would run a command",
		"file:///etc/passwd: files are not subscribed to",
	}
	if !slices.Equal(l.Skipped, want) {
		t.Errorf("got  %q\nwant %q", l.Skipped, want)
	}
	for _, s := range []string{"", "# nothing yet\n", "\ufeffhttp://a.example/\r\nhttp://b.example/\r\n", "query:a:b\n"} {
		if _, err := Read(strings.NewReader(s)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestNoList(t *testing.T) {
	for name, s := range map[string]string{
		"a feed":   `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`,
		"a page":   `<!DOCTYPE html><html><head><title>x</title></head></html>`,
		"json":     `{"version": "https://jsonfeed.org/version/1.1"}`,
		"prose":    "Nobody was hurt, the mayor said.\nThe fire was out by noon.",
		"a binary": "\x7fELF\x02\x01\x00\x00http://a.example/",
		"no tags":  "<<<<",
	} {
		if l, err := Read(strings.NewReader(s)); !errors.Is(err, ErrNotList) || len(l.Feeds) != 0 {
			t.Errorf("%s: %v, %+v", name, err, l)
		}
	}
}

func TestBounds(t *testing.T) {
	many := "<opml><body>" + strings.Repeat(`<outline xmlUrl="http://a.example/"/>`, maxFeeds+1) + "</body></opml>"
	deep := "<opml><body>" + strings.Repeat(`<outline text="g">`, 20_000) + "</body></opml>"
	for name, s := range map[string]string{"many": many, "deep": deep, "large": strings.Repeat(" ", maxBytes+1)} {
		if _, err := Read(strings.NewReader(s)); !errors.Is(err, feeds.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	broken := errors.New("broken")
	if _, err := Read(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	// Entities that a list defines stay as they are written.
	var laughs strings.Builder
	laughs.WriteString(`<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY x SYSTEM "file:///etc/passwd">`)
	for c := 'b'; c < 'k'; c++ {
		fmt.Fprintf(&laughs, `<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	l := take(t, laughs.String()+`]><opml><outline text="&j;&x;" xmlUrl="http://a.example/"/></opml>`)
	if len(l.Feeds) != 1 || l.Feeds[0].Title != "&j;&x;" {
		t.Errorf("%+v", l.Feeds)
	}
	var odd strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&odd, "file:///%d\n", i)
	}
	if l := take(t, odd.String()+"http://a.example/"); len(l.Skipped) != maxSkipped+1 || l.Skipped[maxSkipped] != "and 1500 more" {
		t.Errorf("%d skipped", len(l.Skipped))
	}
}

func TestWrite(t *testing.T) {
	fs := []feeds.Feed{
		{URL: "https://z.example/", Title: "zoo"},
		{URL: "https://a.example/feed?a=1&b=2", Title: `Tom & "Jerry" <3`, Site: "https://a.example/", Folder: []string{"World", "Near"}, Tags: []string{"x", "y,z"},
			Attrs: map[string]string{"b": "2", "a": "1\n2", "type": "atom", "filtercmd": "rm", "bad name": "x", "q:un": "declared", "s:x": "1", "xmlns:s": "urn:s"}},
		{URL: "https://b.example/", Folder: []string{"World"}},
		{URL: "https://reader:hush@c.example/", Title: "Alpha", Folder: []string{"World"}, Attrs: map[string]string{"s:x": "2", "xmlns:s": "urn:t"}},
		{URL: "builtin:guide/en", Title: "Guide"},
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:s="urn:s">
  <head>
    <title>Mine</title>
  </head>
  <body>
    <outline text="World" title="World">
      <outline text="Near" title="Near">
        <outline text="Tom &amp; &quot;Jerry&quot; &lt;3" title="Tom &amp; &quot;Jerry&quot; &lt;3" type="atom" xmlUrl="https://a.example/feed?a=1&amp;b=2" htmlUrl="https://a.example/" category="x,y z" a="1 2" b="2" s:x="1"/>
      </outline>
      <outline text="Alpha" title="Alpha" type="rss" xmlUrl="https://c.example/" s:x="2" xmlns:s="urn:t"/>
      <outline text="https://b.example/" title="https://b.example/" type="rss" xmlUrl="https://b.example/"/>
    </outline>
    <outline text="zoo" title="zoo" type="rss" xmlUrl="https://z.example/"/>
  </body>
</opml>
`
	got := write(t, List{Title: "Mine", Feeds: fs})
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	slices.Reverse(fs)
	if again := write(t, List{Title: "Mine", Feeds: fs}); again != got {
		t.Errorf("another order gives\n%s", again)
	}
	if err := Write(failing{}, List{Feeds: fs}); err == nil {
		t.Error("a full disk is not told")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestRoundTrip(t *testing.T) {
	var fs []feeds.Feed
	for i := range 10_000 {
		f := feeds.Feed{URL: fmt.Sprintf("https://%d.example/feed?n=%d&x=ü", i%97, i), Title: fmt.Sprintf("Feed № %d – “x”", i)}
		for d := range i % 5 {
			f.Folder = append(f.Folder, fmt.Sprintf("F%d & Co", (i+d)%7))
		}
		if i%3 == 0 {
			f.Attrs = map[string]string{"description": "d'" + f.Title, "x:y": "1", "xmlns:x": "urn:x"}
			f.Tags = []string{"t", "u v"}
		}
		fs = append(fs, f)
	}
	first := write(t, List{Title: "All", Feeds: fs})
	l := take(t, first)
	if len(l.Skipped) != 0 || len(l.Feeds) != len(fs) {
		t.Fatalf("%d feeds, skipped %q", len(l.Feeds), l.Skipped)
	}
	if second := write(t, l); second != first {
		t.Error("the second export differs")
	}
	byURL := map[string]feeds.Feed{}
	for _, f := range l.Feeds {
		byURL[f.Title] = f
	}
	for _, f := range fs {
		g := byURL[f.Title]
		if !slices.Equal(g.Folder, f.Folder) || !slices.Equal(g.Tags, f.Tags) || !maps.Equal(g.Attrs, f.Attrs) {
			t.Fatalf("%+v came back as %+v", f, g)
		}
	}
}

func TestFoldersRoundTrip(t *testing.T) {
	const list = `<opml version="2.0" xmlns:n="urn:notes"><head><title>T</title></head><body>
 <outline text="World" title="The World" isOpen="true" n:color="red" startcommand="rm">
  <outline text="Near"><outline text="A" xmlUrl="https://a.example/"/></outline>
  <outline text="Nothing yet"/>
 </outline>
 <outline text="A bookmark" type="link" url="https://e.example/" category="x"/>
 <outline text="A trap" type="link" url="exec:rm"/>
 <outline isOpen="true"/>
</body></opml>`
	l := take(t, list)
	want := []feeds.Folder{
		{Path: []string{"World"}, Attrs: map[string]string{"title": "The World", "isOpen": "true", "n:color": "red", "xmlns:n": "urn:notes"}, Rank: 1},
		{Path: []string{"World", "Nothing yet"}, Rank: 4},
		{Path: []string{"A bookmark"}, Attrs: map[string]string{"type": "link", "url": "https://e.example/", "category": "x"}, Rank: 5},
		{Path: []string{"A trap"}, Attrs: map[string]string{"type": "link"}, Rank: 6},
	}
	if !reflect.DeepEqual(l.Folders, want) {
		t.Errorf("got  %+v\nwant %+v", l.Folders, want)
	}
	first := write(t, l)
	for _, part := range []string{
		`<outline text="World" title="The World" isOpen="true" n:color="red">`, `<outline text="Nothing yet" title="Nothing yet"/>`,
		`<outline text="A bookmark" title="A bookmark" category="x" type="link" url="https://e.example/"/>`, `xmlns:n="urn:notes"`,
	} {
		if !strings.Contains(first, part) {
			t.Errorf("lost: %s in\n%s", part, first)
		}
	}
	if second := write(t, take(t, first)); second != first || strings.Contains(first, "exec:") || strings.Contains(first, `"rm"`) {
		t.Errorf("the second export differs:\n%s\n%s", first, second)
	}
	if take(t, list).Torn || !take(t, list[:len(list)-20]).Torn {
		t.Error("whether the end is there")
	}
}

// TestOrderRoundTrip: what stood in a list stands there again where it stood, in
// the body as in the head; what was added since follows by name.
func TestOrderRoundTrip(t *testing.T) {
	const list = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:n="urn:notes">
  <head>
    <title>Zoe's feeds</title>
    <dateCreated>Mon, 02 Mar 2026 10:00:00 GMT</dateCreated>
    <expansionState>1, 4</expansionState>
    <n:colour>sea green &amp; blue</n:colour>
    <ownerName>Zoe</ownerName>
  </head>
  <body>
    <outline text="Zebra" title="Zebra" type="rss" xmlUrl="https://z.example/"/>
    <outline text="World" title="World">
      <outline text="South" title="South">
        <outline text="Late" title="Late" type="rss" xmlUrl="https://l.example/"/>
        <outline text="Early" title="Early" type="rss" xmlUrl="https://e.example/"/>
      </outline>
      <outline text="Between" title="Between" type="rss" xmlUrl="https://b.example/"/>
      <outline text="Empty" title="Empty"/>
      <outline text="North" title="North">
        <outline text="Cold" title="Cold" type="rss" xmlUrl="https://c.example/"/>
      </outline>
    </outline>
    <outline text="Apple" title="Apple" type="rss" xmlUrl="https://a.example/"/>
    <outline text="Art" title="Art" n:mood="calm">
      <outline text="Paint" title="Paint" type="rss" xmlUrl="https://p.example/"/>
    </outline>
  </body>
</opml>
`
	l := take(t, list)
	if got := write(t, l); got != list {
		t.Errorf("got\n%s", got)
	}
	l.Feeds = append(l.Feeds, feeds.Feed{URL: "https://y.example/", Title: "Yak"}, feeds.Feed{URL: "https://m.example/", Title: "Mole"}, feeds.Feed{URL: "https://n.example/", Title: "New", Folder: []string{"Added"}})
	slices.Reverse(l.Feeds)
	slices.Reverse(l.Folders)
	const behind = `    <outline text="Added" title="Added">
      <outline text="New" title="New" type="rss" xmlUrl="https://n.example/"/>
    </outline>
    <outline text="Mole" title="Mole" type="rss" xmlUrl="https://m.example/"/>
    <outline text="Yak" title="Yak" type="rss" xmlUrl="https://y.example/"/>
  </body>
`
	if got, want := write(t, l), strings.Replace(list, "  </body>\n", behind, 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestHead: what is no plain element with a text is not taken for one.
func TestHead(t *testing.T) {
	l := take(t, `<opml xmlns:n="urn:n"><head><title> A </title><ownerName>&#27;[2J</ownerName><docs/><n:a xmlns:m="urn:m">1<m:b>2</m:b>3</n:a><q:c>4</q:c><windowTop></windowTop>
		<a"b>5</a"b></head><body><title>no</title><outline text="x"><ownerId>no</ownerId></outline></body></opml>`)
	want := map[string]string{"title": "A", "ownerName": "[2J", "m:b": "2", "xmlns:m": "urn:m", "q-c": "4"}
	delete(l.Head, "a") // however that is read
	if !maps.Equal(l.Head, want) {
		t.Errorf("got  %q\nwant %q", l.Head, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`<opml version="2.0" xmlns:a="urn:a"><head><title>t</title></head><body><outline text="f"><outline text="a" title="b" type="rss" xmlUrl="http://a.example/?a=1&amp;b" htmlUrl="http://a.example" category="/x,y" a:b="c"/></outline></body></opml>`,
		"http://a.example/ tag \"~Name\" # c\nexec:x\n", `<outline xmlUrl='http://u:p@a.example/%20 x'>`, "<\x00o\x00", "\xff\xfe<", "<!DOCTYPE x [<!ENTITY a \"]>\">]><opml>&a;",
		`<opml><outline text="&#x1b;]0;x&#7;" xmlUrl=http://a.example/ q="<outline xmlUrl="http://b.example"/>`,
	} {
		f.Add([]byte(s))
	}
	f.Add([]byte(`<opml xmlns:a="urn:a"><head><title>t</title><ownerName>x</ownerName><a:b>y</a:b></head><body><outline text="b" xmlUrl="http://b.example/"/><outline text="a"/></body></opml>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		clean := func(s string) {
			if article.CleanLine(s) != s {
				t.Errorf("not clean: %q", s)
			}
		}
		clean(l.Title)
		for k, v := range l.Head {
			clean(k)
			clean(v)
		}
		for _, s := range l.Skipped {
			clean(s)
		}
		for _, f := range l.Folders {
			for _, n := range f.Path {
				clean(n)
			}
			for k, v := range f.Attrs {
				clean(k)
				clean(v)
			}
		}
		for _, f := range l.Feeds {
			clean(f.URL)
			clean(f.Title)
			clean(f.Site)
			for _, s := range slices.Concat(f.Folder, f.Tags) {
				clean(s)
			}
			for k, v := range f.Attrs {
				clean(k)
				clean(v)
			}
			if !strings.HasPrefix(f.URL, "http://") && !strings.HasPrefix(f.URL, "https://") {
				t.Errorf("address %q", f.URL)
			}
		}
		first := write(t, l)
		again := take(t, first)
		if len(again.Feeds) != len(l.Feeds) || len(again.Skipped) != 0 {
			t.Errorf("%d of %d feeds come back, skipped %q", len(again.Feeds), len(l.Feeds), again.Skipped)
		}
		if second := write(t, again); second != first {
			t.Errorf("second export differs:\n%s\n%s", first, second)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	doc := []byte("<opml><body>" + strings.Repeat(`<outline text="Some feed &amp; more" title="Some feed" type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>`+"\n", 10_000) + "</body></opml>")
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(doc)); err != nil {
			b.Fatal(err)
		}
	}
}
