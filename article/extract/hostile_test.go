package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestHostilePages feeds pages that aim at what grows faster than its input:
// unclosed elements that each paragraph reopens, depth, many headlines, many
// suspects, one long class on everything. They must come back, whole and in
// bounds; a hang shows as the test's timeout.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts in one goroutine")
	}
	many := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	long := strings.Repeat("related-", 40_000)
	for name, html := range map[string]string{
		"reopened": many(500, func(i int) string { return fmt.Sprintf("<b id=%d>", i) }) + strings.Repeat("<p>x", 20_000),
		"depth":    strings.Repeat("<div class=related>", 20_000) + lorem(1, 5),
		"deep paragraphs": strings.Repeat("<div class=aside>", 400) + many(2_000, func(i int) string {
			return "<p>" + lorem(i, 1)
		}),
		"headlines":   many(20_000, func(i int) string { return fmt.Sprintf("<h1>Headline %d</h1>", i) }),
		"suspects":    many(5_000, func(i int) string { return fmt.Sprintf("<div class=comment>%s</div>", lorem(i, 1)) }),
		"class":       fmt.Sprintf("<div class=%q>", long) + many(2_000, func(i int) string { return "<p>" + lorem(i, 1) }),
		"quotes":      strings.Repeat("<q>", 400) + strings.Repeat("word ", 100_000),
		"cites":       strings.Repeat("<cite>", 400) + strings.Repeat("<p>x</p>", 20_000),
		"json":        `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 100_000) + `</script>`,
		"json string": `<script type="application/ld+json">{"articleBody":"` + strings.Repeat(`" `, 200_000) + `</script>`,
		"witness":     `<script type="application/ld+json">{"@type":"Article","articleBody":"` + strings.Repeat("a b ", 60_000) + `"}</script>` + many(5_000, func(i int) string { return fmt.Sprintf("<p>a b a b %s", lorem(i, 1)) }),
		"tables":      strings.Repeat("<table><tr><td>", 5_000) + lorem(1, 3),
		"late parts":  many(20_000, func(i int) string { return fmt.Sprintf("<template id=B:%d></template>", i) }) + many(20_000, func(i int) string { return fmt.Sprintf("<div hidden id=S:%d><p>%s</div>", i, lorem(i, 1)) }),
		"labels":      strings.Repeat("<p>"+lorem(1, 3), 5) + many(15_000, func(i int) string { return fmt.Sprintf("<p>Label%d: x", i) }) + "<p>© 2024 The Example Post",
		"seams":       "<h2>" + strings.Repeat("<span>ab</span><em>Cd</em>", 50_000) + "</h2>" + lorem(1, 3),
		"elements":    `<script>self.__next_f.push([1,"7:` + strings.Repeat(`[\"$\",\"div\",null,{\"children\":`, 3_000) + `"])</script>`,
		"references":  `<script id="__NUXT_DATA__" type="application/json">[` + many(300, func(i int) string { return fmt.Sprintf("[%d,%d,%d],", i+1, i+1, i+1) }) + `"x"]</script>`,
		"literals":    `<script>window.__NUXT__=(function(){return "` + strings.Repeat(`\"`, 500_000) + `")</script>`,
		"breaks":      strings.Repeat("a<br>\n", 100_000),
		"breaks only": "x" + strings.Repeat("<br> ", 100_000) + "y",
		"text nodes":  strings.Repeat("a<!-- -->", 200_000),
		"entities":    strings.Repeat("&amp;lt;p&amp;gt;", 50_000),
	} {
		for _, feed := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s feed=%v", name, feed), func(t *testing.T) {
				d, err := Document([]byte(html), Options{URL: "https://post.example/", ContentType: "text/html", Feed: feed})
				if d == nil {
					t.Fatalf("no document: %v", err)
				}
				invariants(t, d)
			})
		}
	}
}
