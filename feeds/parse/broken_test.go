package parse

import (
	"fmt"
	"strings"
	"testing"
)

// TestBroken: what feeds do to XML, and what is to be saved of it.
func TestBroken(t *testing.T) {
	item := func(inner string) string {
		return `<rss version="2.0"><channel><title>t</title><item>` + inner + `</item><item><title>next</title></item></channel></rss>`
	}
	for name, c := range map[string]struct {
		doc  string
		want map[string]string
	}{
		"bare ampersand":   {item(`<title>Salt & pepper &co; &amp;</title>`), map[string]string{"0.title": "Salt & pepper &co; &", "1.title": "next"}},
		"html entity":      {item(`<title>caf&eacute;&nbsp;&#8212;&#X41;&#65;</title>`), map[string]string{"0.title": "café\u00a0—AA"}},
		"windows number":   {item(`<title>it&#146;s</title>`), map[string]string{"0.title": "it’s"}},
		"control bytes":    {item("<title>a\x01b\x1b[31mc&#27;d&#0;e</title>"), map[string]string{"0.title": "ab[31mcde", "1.title": "next"}},
		"c1 as text":       {item("<title>it\u0092s</title>"), map[string]string{"0.title": "it’s"}},
		"bare less":        {item(`<title>1 < 2</title>`), map[string]string{"0.title": "1 < 2", "1.title": "next", "notes": "the markup is not well-formed; it was mended"}},
		"unclosed inline":  {item(`<description><p>one<br>two</description><title>x</title>`), map[string]string{"0.title": "x", "0.summary": "<p>one<br>two", "1.title": "next"}},
		"inline markup":    {item(`<description><p>a <b>b</b></p></description>`), map[string]string{"0.summary": "<p>a <b>b</b></p>"}},
		"stray end":        {item(`<title>x</b></title>`), map[string]string{"0.title": "x", "1.title": "next"}},
		"end tag case":     {item(`<Title>x</TITLE>`), map[string]string{"0.title": "x", "1.title": "next"}},
		"unquoted":         {item(`<enclosure url=http://a.example/x.mp3 type='audio/mpeg'/>`), map[string]string{"0.enclosure0": "http://a.example/x.mp3 audio/mpeg 0 "}},
		"quote left open":  {item(`<enclosure url="http://a.example/x.mp3 /><title>x</title>`), map[string]string{"1.title": "next"}},
		"duplicate attr":   {item(`<enclosure url="http://a.example/1" url="http://a.example/2"/>`), map[string]string{"0.enclosure0": "http://a.example/1  0 "}},
		"tag left open":    {item(`<title>x</title <guid>g</guid>`), map[string]string{"0.title": "x", "0.guid": "g", "1.title": "next"}},
		"dash comment":     {item(`<!-- a -- b --><title>x</title>`), map[string]string{"0.title": "x"}},
		"comment no end":   {item(`<!-- a ><title>x</title>`), map[string]string{"0.title": "x", "1.title": "next"}},
		"cdata in cdata":   {item(`<title><![CDATA[a <![CDATA[b]]></title>`), map[string]string{"1.title": "next"}},
		"mixed cdata":      {item(`<title>a <![CDATA[b & c]]> d</title>`), map[string]string{"0.title": "a b & c d"}},
		"generic in title": {item(`<title>Use List&lt;String&gt; now</title>`), map[string]string{"0.title": "Use List<String> now"}},
		"script in title":  {item(`<title>a&lt;script&gt;alert(1)&lt;/script&gt;b</title>`), map[string]string{"0.title": "ab"}},
		"twice escaped":    {item(`<title>Q&amp;amp;amp;A &amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt;</title>`), map[string]string{"0.title": "Q&A x"}},
		"empty then full":  {item(`<title/><title>x</title>`), map[string]string{"0.title": "x"}},
		"item left open":   {`<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>`, map[string]string{"entries": "2", "0.title": "a", "1.title": "b"}},
		"category left open": {`<rss><channel><itunes:category text="x"><item><title>a</title></item></channel></rss>`,
			map[string]string{"entries": "1", "0.title": "a"}},
		"no channel":     {`<rss version="2.0"><title>t</title><item><title>a</title></item></rss>`, map[string]string{"title": "t", "0.title": "a"}},
		"no root":        {`<channel><title>t</title><item><title>a</title></item></channel>`, map[string]string{"title": "t", "0.title": "a"}},
		"items outside":  {`<rss><channel><title>t</title></channel><item><title>a</title></item></rss>`, map[string]string{"0.title": "a"}},
		"warning before": {"<br />\n<b>Warning</b>: fopen() in x.php\n<?xml version='1.0'?>" + item(`<title>a</title>`), map[string]string{"0.title": "a"}},
		"undeclared":     {item(`<dc:creator>Ann</dc:creator><content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>`), map[string]string{"0.author": "Ann", "0.content": "<p>x</p>"}},
		"odd prefix": {`<rss xmlns:q="http://purl.org/dc/elements/1.1/"><channel><item><q:creator>Ann</q:creator></item></channel></rss>`,
			map[string]string{"0.author": "Ann"}},
		"atom as default": {`<rss xmlns="http://www.w3.org/2005/Atom"><channel><title>t</title><item><link>http://a.example/1</link></item></channel></rss>`,
			map[string]string{"title": "t", "0.url": "http://a.example/1"}},
		"prefixed atom": {`<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title><a:entry><a:title>x</a:title></a:entry></a:feed>`,
			map[string]string{"title": "t", "0.title": "x"}},
		"atom no namespace": {`<feed><title>t</title><entry><title>x</title><link>http://a.example/</link></entry></feed>`,
			map[string]string{"0.title": "x", "0.url": "http://a.example/"}},
		"feed in a page": {`<html><body><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>x</id></entry></feed></body></html>`,
			map[string]string{"title": "t", "0.guid": "x"}},
		"entry in content": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="application/xml"><entry>x</entry></content></entry></feed>`,
			map[string]string{"entries": "1", "0.content": "<entry>x</entry>"}},
		"author behind": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry><author><name>Ann</name></author></feed>`,
			map[string]string{"0.author": "Ann"}},
		"hostile version": {`<rss version="2&#x202e;"><channel><title>t</title></channel></rss>`, map[string]string{"format": "RSS"}},
		"hostile label": {"<?xml version='1.0' encoding='x\u202e\x1b'?><rss><channel><title>caf\xe9</title></channel></rss>",
			map[string]string{"title": "café", "notes": "not the charset that it claims; wrong bytes were read as windows-1252"}},
		"html as text": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><summary>&lt;p&gt;x&lt;/p&gt;</summary></entry></feed>`,
			map[string]string{"0.summary": "<p>x</p>"}},
		"picture as content": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="image/png">iVBORw0KGgoAAAANSUhEUg==</content></entry></feed>`,
			map[string]string{"0.content": ""}},
		"counter link": {item(`<link>http://count.example/~3/x</link><feedburner:origLink>http://a.example/x</feedburner:origLink>`),
			map[string]string{"0.url": "http://a.example/x"}},
		"media only": {item(`<media:title>m</media:title><media:description>d</media:description><media:content url="http://a.example/p.jpg" medium="image"/>`),
			map[string]string{"0.title": "m", "0.summary": "d", "0.image": "http://a.example/p.jpg"}},
		"podcast": {item(`<itunes:author>Host</itunes:author><itunes:summary>Long words</itunes:summary><itunes:subtitle>s</itunes:subtitle><itunes:image href="http://a.example/p.jpg"/>`),
			map[string]string{"0.author": "Host", "0.summary": "Long words", "0.image": "http://a.example/p.jpg"}},
		"feed's second words": {`<rss><channel><itunes:subtitle>sub</itunes:subtitle><description>main</description></channel></rss>`,
			map[string]string{"description": "main"}},
		"json cut": {`{"version":"https://jsonfeed.org/version/1","title":"t","items":[{"id":"1"},{"id":"2"},{"id":"3","ti`,
			map[string]string{"entries": "2", "1.guid": "2", "notes": "the document breaks off after 2 entries"}},
	} {
		t.Run(name, func(t *testing.T) { check(t, mustRead(t, c.doc, Options{}), c.want) })
	}
}

// TestBreaksOff cuts every document at every byte: the entries before the cut
// stay, under the ids that they have in the whole document.
func TestBreaksOff(t *testing.T) {
	for name, doc := range documents {
		t.Run(name, func(t *testing.T) {
			whole := mustRead(t, doc, Options{})
			last := 0
			for n := range len(doc) {
				p, err := Document([]byte(doc[:n]), Options{})
				if err != nil {
					continue // cut before it could be known as a feed
				}
				if len(p.Entries) < last {
					t.Fatalf("cut at %d: %d entries, %d before", n, len(p.Entries), last)
				}
				last = len(p.Entries)
				for i, e := range p.Entries {
					if e.GUID != whole.Entries[i].GUID {
						t.Fatalf("cut at %d: entry %d is %q, want %q", n, i, e.GUID, whole.Entries[i].GUID)
					}
				}
				if n < len(doc)-len("</Channel></rdf:RDF>") && len(p.Entries) > 0 && !strings.Contains(strings.Join(p.Notes, " "), "breaks off") {
					t.Fatalf("cut at %d: notes %q", n, p.Notes)
				}
			}
			if last < len(whole.Entries)-1 {
				t.Errorf("only %d of %d entries before the last byte", last, len(whole.Entries))
			}
		})
	}
}

func TestIdentity(t *testing.T) {
	read := func(inner string) string {
		p := mustRead(t, `<rss><channel><item>`+inner+`</item></channel></rss>`, Options{})
		return p.Entries[0].GUID
	}
	long := strings.Repeat("x", 300)
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"guid wins":           {"<guid>1</guid><link>http://a.example/1</link>", "<guid>1</guid><link>http://a.example/2</link><title>t</title>", true},
		"blanks around":       {"<guid> 1\n</guid>", "<guid>1</guid>", true},
		"other guid":          {"<guid>1</guid>", "<guid>2</guid>", false},
		"link next":           {"<link>http://a.example/1</link><title>a</title>", "<link>http://a.example/1</link><title>b</title>", true},
		"words last":          {"<title>a</title><description>x</description>", "<title>a</title><description>x</description>", true},
		"other words":         {"<title>a</title><description>x</description>", "<title>a</title><description>y</description>", false},
		"other day":           {"<title>a</title><pubDate>2024-01-01</pubDate>", "<title>a</title><pubDate>2024-01-02</pubDate>", false},
		"nothing":             {"", "", true},
		"long":                {"<guid>" + long + "1</guid>", "<guid>" + long + "1</guid>", true},
		"long, other at end":  {"<guid>" + long + "1</guid>", "<guid>" + long + "2</guid>", false},
		"title can't imitate": {"<title>a</title><description>b</description>", "<title>ab</title>", false},
	} {
		a, b := read(c.a), read(c.b)
		if (a == b) != c.same || a == "" || b == "" || len(a) > maxGUID {
			t.Errorf("%s: %q and %q", name, a, b)
		}
	}
}

// TestOneIDForAll: a feed that gives every entry the same id still has several.
func TestOneIDForAll(t *testing.T) {
	item := func(guid, link string) string {
		return "<item><guid>" + guid + "</guid><link>http://a.example/" + link + "</link></item>"
	}
	for name, c := range map[string]struct {
		items string
		want  int
	}{
		"all the same":      {item("x", "1") + item("x", "2") + item("x", "3") + item("y", "4"), 4},
		"one moved":         {item("x", "1") + item("x", "2") + item("y", "3"), 2},
		"one thrice":        {item("x", "1") + item("x", "1") + item("x", "1"), 1},
		"all the same, new": {item("x", "5") + item("x", "1") + item("x", "2") + item("x", "3"), 4},
	} {
		ids := map[string]bool{}
		for _, e := range mustRead(t, "<rss><channel>"+c.items+"</channel></rss>", Options{}).Entries {
			ids[e.GUID] = true
		}
		if len(ids) != c.want {
			t.Errorf("%s: %d ids: %v", name, len(ids), ids)
		}
		if name == "all the same, new" && !ids["x http://a.example/1"] {
			t.Errorf("the ids moved: %v", ids)
		}
	}
}

func TestPerson(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Lee":                       "Ann Lee",
		"ann@a.example (Ann Lee)":       "Ann Lee",
		"Ann Lee &lt;ann@a.example&gt;": "Ann Lee",
		"ann@a.example":                 "ann@a.example",
		"mailto:ann@a.example":          "ann@a.example",
		"&lt;b&gt;Ann&lt;/b&gt;":        "Ann",
		"  Ann \n Lee ":                 "Ann Lee",
		"<name>Ann</name>":              "Ann",
		"<email>ann@a.example</email>":  "ann@a.example",
		"(Ann)":                         "Ann",
		"":                              "",
	} {
		p := mustRead(t, fmt.Sprintf(`<rss><channel><item><author>%s</author></item></channel></rss>`, in), Options{})
		if got := p.Entries[0].Author; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
