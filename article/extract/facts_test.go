package extract

import (
	"strings"
	"testing"
	"time"

	"pullquote/article"
)

func TestParseDate(t *testing.T) {
	for _, tc := range []struct {
		in       string
		dayFirst bool
		want     string // RFC 3339; "" none
	}{
		{"2024-01-05T10:20:30+02:00", false, "2024-01-05T10:20:30+02:00"},
		{"2024-01-05T10:20:30.123Z", false, "2024-01-05T10:20:30Z"},
		{"2024-01-05 10:20", false, "2024-01-05T10:20:00Z"},
		{"2024-01-05T10:20:30-0500", false, "2024-01-05T10:20:30-05:00"},
		{"2024/1/5", false, "2024-01-05T00:00:00Z"},
		{"20240105", false, "2024-01-05T00:00:00Z"},
		{"1704450030", false, "2024-01-05T10:20:30Z"},
		{"1704450030000", false, "2024-01-05T10:20:30Z"},
		{"Fri, 05 Jan 2024 10:20:30 +0100", false, "2024-01-05T10:20:30+01:00"},
		{"January 5, 2024", false, "2024-01-05T00:00:00Z"},
		{"Published: Fri., Jan. 5th, 2024 at 3:04 pm", false, "2024-01-05T15:04:00Z"},
		{"5. Januar 2024, 10:20 Uhr", true, "2024-01-05T10:20:00Z"},
		{"5 de enero de 2024", true, "2024-01-05T00:00:00Z"},
		{"le 5 février 2024 à 10:20", true, "2024-02-05T10:20:00Z"},
		{"5 marraskuuta 2024", true, "2024-11-05T00:00:00Z"},
		{"5 stycznia 2024", true, "2024-01-05T00:00:00Z"},
		{"5 января 2024 г.", true, "2024-01-05T00:00:00Z"},
		{"2024年1月5日", true, "2024-01-05T00:00:00Z"},
		{"05.01.2024", true, "2024-01-05T00:00:00Z"},
		{"05.01.24", true, "2024-01-05T00:00:00Z"},
		{"3/4/2024", true, "2024-04-03T00:00:00Z"},
		{"3/4/2024", false, "2024-03-04T00:00:00Z"},
		{"13/4/2024", false, "2024-04-13T00:00:00Z"},
		{"2024-13-45", false, ""},
		{"0001-01-01T00:00:00Z", false, ""},
		{"30 February 2024", false, ""},
		{"Room 5, 2024 seats", false, ""},
		{"yesterday", false, ""},
		{"", false, ""},
	} {
		got := ""
		if d := parseDate(tc.in, tc.dayFirst); !d.IsZero() {
			got = d.Format(time.RFC3339)
		}
		if got != tc.want {
			t.Errorf("parseDate(%q, %v) = %q, want %q", tc.in, tc.dayFirst, got, tc.want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"5. Januar 2024, 10:20 Uhr", "2024-01-05T10:20:30+02:00", "2024年1月5日", "ſ 1 ſ 2024", "İ 5, 2024 at 10:2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d := parseDate(s, true); !d.IsZero() && (d.Year() < 1980 || d.Year() > 2100) {
			t.Fatalf("parseDate(%q) = %v", s, d)
		}
	})
}

func TestAddressDate(t *testing.T) {
	for in, want := range map[string]string{
		"https://post.example/2024/01/05/harbour":     "2024-01-05",
		"https://post.example/a-2024-01-05-b.html":    "2024-01-05",
		"https://post.example/20240105/harbour":       "2024-01-05",
		"https://post.example/2024/jan/05/harbour":    "2024-01-05",
		"https://post.example/story-20249999-x":       "",
		"https://post.example/2024/harbour/1/2/3":     "",
		"https://post.example/top-2024-harbours-list": "",
	} {
		got := ""
		if d := addressDate(in); !d.IsZero() {
			got = d.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("addressDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	m := &meta{publisher: "The Example Post"}
	for _, tc := range []struct{ in, want string }{
		{"By Ann Example and Bo Example", "Ann Example|Bo Example"},
		{"by: ANN EXAMPLE, BO EXAMPLE", "ANN EXAMPLE|BO EXAMPLE"},
		{"Von Änne Beispiel und Bo Beispiel", "Änne Beispiel|Bo Beispiel"},
		{"Jürgen und Eva Beispiel", "Jürgen und Eva Beispiel"},
		{"Ann Example, senior political correspondent", "Ann Example"},
		{"ByAnn Example", "Ann Example"},
		{"Ann Example (Agency)", "Ann Example"},
		{"Ann Example 5 January 2024", "Ann Example"},
		{"Ann Example December 25", "Ann Example"},
		{"Ann Example The Example Post", "Ann Example"},
		{"Interview: Ann Example", "Ann Example"},
		{"Ann van der Example", "Ann van der Example"},
		{"April Example", "April Example"},
		{"Associated Press", "Associated Press"},
		{"AFP", "AFP"},
		{"Byron Example", "Byron Example"},
		{"https://post.example/ann", ""},
		{"ann@post.example", ""},
		{"admin", ""},
		{"Staff", ""},
		{"By", ""},
		{"5 min read", ""},
		{"홍길동 기자", "홍길동"},
	} {
		if got := strings.Join(addNames(nil, tc.in, m), "|"); got != tc.want {
			t.Errorf("addNames(%q) = %q, want %q", tc.in, got, tc.want)
		}
	}
}

func TestReadJSON(t *testing.T) {
	for _, tc := range []struct{ name, in, key, want string }{
		{"plain", `{"a":"x"}`, "a", "x"},
		{"raw line feed", "{\"a\":\"x\ny\"}", "a", "x y"},
		{"comma before the end", `{"b":[1,2,],"a":"x",}`, "a", "x"},
		{"comment around", "<!--\n{\"a\":\"x\"}\n-->", "a", "x"},
		{"marks unescaped", `{"a":"she said "yes" to it","b":1}`, "a", `she said "yes" to it`},
		{"cut off", `{"b":{"c":1},"a":"x","d":[{"e":`, "a", "x"},
		{"escapes", `{"a":"\u00e4 \ud83d\ude00 \/ \n"}`, "a", "ä 😀 /"},
		{"lone surrogate", `{"a":"\ud83dx"}`, "a", "\ufffdx"},
		{"html in it", `{"a":"Tom &amp;amp; Ann"}`, "a", "Tom & Ann"},
		{"object with a name", `{"a":{"@type":"Person","name":"Ann"}}`, "a", "Ann"},
	} {
		v := readJSON(tc.in)
		if len(v) == 0 {
			t.Errorf("%s: nothing", tc.name)
			continue
		}
		m, ok := v[0].(map[string]any)
		if !ok || thing(m).str(tc.key) != tc.want {
			t.Errorf("%s: got %v", tc.name, v[0])
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add(`{"a":["b",{"c":"d\u0041"}],"e":tru`)
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range things(readJSON(s)) {
			for k := range x {
				if v := x.str(k); article.CleanLine(v) != v {
					t.Fatalf("%q is not clean", v)
				}
			}
		}
	})
}

func TestFactsOfAPage(t *testing.T) {
	body := "<div class=article-body><p>" + lorem(1, 3) + "</p><p>" + lorem(9, 3) + "</p><p>" + lorem(20, 3) + "</p></div>"
	for _, tc := range []struct {
		name, html string
		check      func(d *article.Document) bool
	}{
		{"json-ld graph", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Example Post"},{"@type":["NewsArticle"],"headline":"Harbour freezes over","author":[{"@id":"#a"},{"name":"Bo Example"}],"datePublished":"2024-01-05T10:00:00+01:00","dateModified":"2024-01-06T10:00:00+01:00","isAccessibleForFree":"False","articleSection":"Sea"},{"@id":"#a","@type":"Person","name":"Ann Example"}]}</script><body><h1>Harbour freezes over</h1>` + body,
			func(d *article.Document) bool {
				_, zone := d.Published.Zone()
				return d.Title == "Harbour freezes over" && strings.Join(d.Byline, "|") == "Ann Example|Bo Example" && zone == 3600 &&
					d.Updated.Day() == 6 && d.Paid && d.Section == "Sea" && d.Publisher == "Example Post"
			}},
		{"head", `<html lang=de_CH><head><title>Der Hafen friert zu | Beispielpost</title><meta property=og:site_name content=Beispielpost><meta name=author content="Von Änne Beispiel"><meta property=article:published_time content=2024-01-05><link rel=canonical href="/hafen"><meta property=og:image content="/eis.jpg"></head><body>` + body,
			func(d *article.Document) bool {
				return d.Title == "Der Hafen friert zu" && d.Language == "de-ch" && d.Byline[0] == "Änne Beispiel" && d.Published.Month() == 1 &&
					d.Canonical == "https://post.example/hafen" && d.LeadImage == "https://post.example/eis.jpg"
			}},
		{"shown", `<body><article><h1>Harbour freezes over</h1><p class=meta>By Ann Example</p><p>5 January 2024</p>` + body + `</article>`,
			func(d *article.Document) bool {
				return d.Title == "Harbour freezes over" && len(d.Byline) == 1 && d.Byline[0] == "Ann Example" && d.Published.Format(time.DateOnly) == "2024-01-05"
			}},
		{"hAtom and time", `<body class="has-sidebar"><article class=hentry><h1 class=entry-title>Harbour freezes over</h1><span class="author vcard"><a class="url fn" rel=author>Ann Example</a></span> <time class=published datetime="2024-01-05T10:00:00Z">Friday</time>` + body + `</article>`,
			func(d *article.Document) bool {
				return len(d.Byline) == 1 && d.Byline[0] == "Ann Example" && d.Published.Format(time.DateOnly) == "2024-01-05"
			}},
		{"microdata", `<body><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop=headline>Harbour freezes over</h1><span itemprop=author>Ann Example</span><meta itemprop=datePublished content=2024-01-05>` + body + `</div>`,
			func(d *article.Document) bool {
				return len(d.Byline) == 1 && d.Byline[0] == "Ann Example" && d.Published.Format(time.DateOnly) == "2024-01-05"
			}},
		{"deck", `<body><article><header><h1>Harbour freezes over</h1><p class=standfirst>The boats are stuck and nobody knows until when.</p></header>` + body + `</article>`,
			func(d *article.Document) bool { return d.Deck == "The boats are stuck and nobody knows until when." }},
	} {
		d := extractPage(t, tc.html)
		d2 := *d
		if !tc.check(d) {
			d2.Text, d2.Blocks = "", nil
			t.Errorf("%s: %+v", tc.name, d2)
		}
	}
}

func TestCutSite(t *testing.T) {
	o := Options{URL: "https://www.examplepost.com/a"}
	for in, want := range map[string]string{
		"Harbour freezes over | The Example Post": "Harbour freezes over",
		"Harbour freezes over - ExamplePost.com":  "Harbour freezes over",
		"The Example Post: not cut":               "The Example Post: not cut",
		"Ice - a history":                         "Ice - a history",
		"Example Post » Harbour freezes over":     "Harbour freezes over",
	} {
		if got := cutSite(in, "The Example Post", o); got != want {
			t.Errorf("cutSite(%q) = %q, want %q", in, got, want)
		}
	}
}
