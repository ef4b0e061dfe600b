package library

import (
	"fmt"
	"slices"
	"testing"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/feeds"
	"pullquote/feeds/store"
)

// BenchmarkRelearn is what opening a stored article pays for what its site has
// repeated, in a store that remembers as much of it as it ever does.
func BenchmarkRelearn(b *testing.B) {
	l, err := Open(b.Context(), Options{Path: b.TempDir() + "/pq.db", Now: newClock().now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = l.Close() }) // a benchmark's own store
	f, err := l.store.AddFeeds(b.Context(), []feeds.Feed{{URL: "https://gazette.example/feed"}})
	if err != nil {
		b.Fatal(err)
	}
	var in []feeds.Entry
	for n := range 300 {
		in = append(in, feeds.Entry{GUID: fmt.Sprint(n), Title: fmt.Sprint("T", n), URL: fmt.Sprint("https://gazette.example/", n)})
	}
	if _, err := l.store.PutFeed(b.Context(), feeds.Feed{ID: f[0], URL: "https://gazette.example/feed"}, in, store.Fetch{}); err != nil {
		b.Fatal(err)
	}
	doc := &article.Document{URL: "https://gazette.example/1"}
	for i := range 60 {
		s := fmt.Sprintf("Block %s of the article, which says this and that.", word(i))
		doc.Blocks = append(doc.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: len(doc.Text), End: len(doc.Text) + len(s)}})
		doc.Text += s
	}
	es, err := l.Entries(b.Context(), feeds.Page{Limit: 300})
	if err != nil || len(es) != 300 {
		b.Fatal(len(es), err)
	}
	for n, e := range es {
		blocks := store.Blocks{Site: "gazette.example", Story: e.ID}
		for i := range 60 {
			blocks.Prints = append(blocks.Prints, uint64(n%50*60+i))
		}
		for i := range 3 { // what it has in common with all others
			blocks.Prints = append(blocks.Prints, boilerplate.Fingerprint(doc.Of(doc.Blocks[i].Range)))
		}
		if err := l.store.PutDocument(b.Context(), e, article.FromPage, 1, doc, nil, blocks, ""); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		d := *doc
		d.Blocks = slices.Clone(doc.Blocks)
		o := Opened{Entry: es[0], Doc: &d, Shown: article.FromPage}
		l.relearn(b.Context(), &o)
	}
}
