package library

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/store"
)

var spoken = feeds.StoredQuote{
	ID: 3, Entry: 7, Number: 2, Text: "We waited for *twenty* years, and [then] waited more for the road to be closed,", Speaker: "Mira Holt", Role: "mayor of Ostbay",
	Headline: "Ostbay closes its <main> road", Publisher: "The Courier", URL: "https://courier.example/road?a=1&b=2",
	Published: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), SavedID: 4, SavedAt: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC), Note: "for the essay\n# not a heading",
}

func written(t *testing.T, f QuoteFormat, qs ...feeds.StoredQuote) string {
	t.Helper()
	var b strings.Builder
	w, err := NewQuoteWriter(&b, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range qs {
		if err := w.Write(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestQuotesAsMarkdown(t *testing.T) {
	nobody := feeds.StoredQuote{Text: "Never."}
	want := `> “We waited for \*twenty\* years, and \[then\] waited more for the road to be closed”
>
> — Mira Holt, mayor of Ostbay, [Ostbay closes its \<main\> road](https://courier.example/road?a=1&b=2#:~:text=We%20waited%20for%20%2Atwenty%2A%20years,the%20road%20to%20be%20closed), The Courier, 24 November 2026

Note: for the essay # not a heading

> “Never.”
`
	if got := written(t, QuotesMarkdown, spoken, nobody); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestQuotesAsJSON(t *testing.T) {
	var back []QuoteRecord
	if err := json.Unmarshal([]byte(written(t, QuotesJSON, spoken, spoken)), &back); err != nil || len(back) != 2 {
		t.Fatal(back, err)
	}
	if r := back[1]; r.Speaker != "Mira Holt" || r.Role != "mayor of Ostbay" || r.Note != spoken.Note || r.Text != spoken.Words() || r.Published != "2026-11-24T09:00:00Z" || !strings.Contains(r.Link, "#:~:text=We%20waited") {
		t.Errorf("%+v", r)
	}
	if got := written(t, QuotesJSON); got != "[]\n" {
		t.Errorf("none: %q", got)
	}
}

// A spreadsheet takes no cell for a formula, and reads back what was written.
func TestQuotesAsCSV(t *testing.T) {
	bad := spoken
	bad.Text, bad.Speaker, bad.Note, bad.Headline, bad.Role = `=HYPERLINK("https://evil.example","x")`, "@cmd", "+1\nsecond line", "-2+3", "＝1"
	rows, err := csv.NewReader(strings.NewReader(written(t, QuotesCSV, spoken, bad))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	if rows[0][0] != "text" || rows[1][0] != spoken.Words() || rows[1][7] != spoken.Note {
		t.Errorf("%q", rows)
	}
	for i, c := range rows[2] {
		if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r\n") || strings.HasPrefix(c, "＝") {
			t.Errorf("column %s is a formula: %q", rows[0][i], c)
		}
	}
}

func TestQuoteFormats(t *testing.T) {
	for in, want := range map[string]QuoteFormat{"md": QuotesMarkdown, "Markdown": QuotesMarkdown, "JSON": QuotesJSON, "csv": QuotesCSV, "xls": "", "": ""} {
		if got, err := ParseQuoteFormat(in); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
	if _, err := NewQuoteWriter(nil, "xls"); !errors.Is(err, ErrQuoteFormat) {
		t.Error(err)
	}
}

// An export takes all pages, and only as many as it is told to.
func TestExportIsWhole(t *testing.T) {
	l := open(t, nil)
	f, err := l.store.AddFeeds(t.Context(), []feeds.Feed{{URL: "https://a.example/"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.store.PutFeed(t.Context(), feeds.Feed{ID: f[0]}, []feeds.Entry{{GUID: "a", Title: "T", Published: l.o.Now()}}, store.Fetch{Status: 200}); err != nil {
		t.Fatal(err)
	}
	e := headlines(t, l, "")[0]
	var qs []feeds.StoredQuote
	for n := range 2*quotePage + 3 {
		qs = append(qs, feeds.StoredQuote{Number: n + 1, Text: fmt.Sprint("Words ", n), Speaker: "Mira Holt", Published: e.Time()})
	}
	if err := l.store.PutDocument(t.Context(), e, article.FromFeed, 1, &article.Document{}, qs, store.Blocks{}, ""); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int]int{0: len(qs), 1: 1, quotePage: quotePage, quotePage + 1: quotePage + 1, 5000: len(qs)} {
		var b strings.Builder
		n, err := l.ExportQuotes(t.Context(), &b, QuotesCSV, feeds.QuoteQuery{Speaker: "holt", Limit: limit})
		if err != nil || n != want || strings.Count(b.String(), "Words ") != want {
			t.Errorf("limit %d: %d, %v", limit, n, err)
		}
	}
}
