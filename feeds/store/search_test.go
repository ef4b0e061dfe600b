package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// indexAll puts all waiting entries into the full-text index, as their feeds
// wrote them.
func indexAll(t *testing.T, s *Store) {
	t.Helper()
	for {
		raw, err := s.Pending(t.Context(), 300)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) == 0 {
			return
		}
		var ws []Words
		for _, r := range raw {
			ws = append(ws, Words{Raw: r, Text: r.Content})
		}
		if _, err := s.Index(t.Context(), ws, false); err != nil {
			t.Fatal(err)
		}
	}
}

func query(t *testing.T, q string) feeds.Query {
	t.Helper()
	parsed, err := feeds.ParseQuery(q, noon)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// wholeIndex checks that there is one row of the full-text index for each
// indexed entry, at its place, and no other.
func wholeIndex(t *testing.T, s *Store) {
	t.Helper()
	var wrong, rows, entries int
	if err := s.read.QueryRow("SELECT (SELECT count(*) FROM entries WHERE "+placed+" AND (place NOT IN (SELECT rowid FROM words) OR place >> 14 <> sort >> 14)), (SELECT count(*) FROM words), (SELECT count(*) FROM entries WHERE "+placed+")").Scan(&wrong, &rows, &entries); err != nil {
		t.Fatal(err)
	}
	if wrong != 0 || rows != entries {
		t.Errorf("%d rows of the index for %d entries, %d in the wrong place", rows, entries, wrong)
	}
	if h, err := s.Check(t.Context(), false); err != nil || len(h.Problems) != 0 {
		t.Errorf("%v, %v", h.Problems, err)
	}
}

// TestOldMatches: a match is found and counted however many newer ones there
// are in other feeds.
func TestOldMatches(t *testing.T) {
	s := open(t)
	rare, much := addFeed(t, s, "https://rare.example/", "Quiet"), addFeed(t, s, "https://much.example/", "Loud")
	var es []feeds.Entry
	for n := range 3 {
		e := entry(n)
		e.URL += "/rare" // an article of its own: what is read here is not read there
		e.Published, e.Content, e.Author, e.Language, e.Categories = e.Published.AddDate(-20, 0, 0), "glacier melting", "Ada Crane", "de-AT", []string{"Ice & Snow"}
		es = append(es, e)
	}
	put(t, s, rare, es...)
	es = nil
	for n := range 6000 {
		e := entry(n)
		e.Content, e.Published = "glacier", noon.Add(-time.Duration(n)*time.Second)
		es = append(es, e)
	}
	put(t, s, much, es...)
	indexAll(t, s)
	for q, want := range map[string]int{
		"glacier": 6003, "glacier feed:rare": 3, "glac feed:rare": 3, "glacier folder:Quiet": 3, "glacier folder:Loud": 6000, "melt": 3, "glacier is:read": 0,
		"author:crane": 3, "glacier author:crane": 3, "lang:de": 3, "lang:DE-at": 3, "lang:d": 0, "lang:at": 0, "lang:fr": 0, "tag:snow": 3, `tag:"ice & snow"`: 3, "tag:glacier": 0,
		"glacier since:30d": 6000, "glacier until:2020-01-01": 3, "glacier lang:de tag:ice until:2020-01-01": 3,
	} {
		total, unread, err := s.Count(t.Context(), query(t, q))
		if err != nil || total != want || unread != want {
			t.Errorf("Count(%q) = %d, %d, %v, want %d", q, total, unread, err, want)
		}
		if got := pages(t, s, query(t, q), 500, false); len(got) != want {
			t.Errorf("%q finds %d, want %d", q, len(got), want)
		}
	}
	c, err := s.MarkAll(t.Context(), query(t, "glacier feed:rare"))
	if err != nil || len(c.Read) != 3 {
		t.Errorf("marked %d, %v", len(c.Read), err)
	}
	wholeIndex(t, s)
}

// TestTextPages: down and up through matches, half of them not indexed yet, is
// the same list as without a text.
func TestTextPages(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	for half := range 2 {
		var es []feeds.Entry
		for n := range 60 {
			e := entry(n*2 + half)
			e.Title = fmt.Sprint("glacier ", n)
			e.Published = noon.Add(-time.Duration((n*37)%23) * time.Minute)
			switch n {
			case 7:
				e.Published = time.Unix(-1e8, 0)
			case 8:
				e.Published = noon.AddDate(3000, 0, 0)
			}
			es = append(es, e)
		}
		put(t, s, f, es...)
		if half == 0 {
			indexAll(t, s)
		}
	}
	all := pages(t, s, feeds.Query{}, 1000, false)
	for _, limit := range []int{1, 7, 500} {
		for _, up := range []bool{false, true} {
			if got := pages(t, s, query(t, "glacier"), limit, up); len(all) != 120 || !slices.EqualFunc(got, all, sameEntry) {
				t.Errorf("by %d, up %v: %d of %d in order", limit, up, len(got), len(all))
			}
		}
	}
}

// TestWordsInARun: scripts without blanks are found by a part of a run.
func TestWordsInARun(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n, text := range []string{"東京都知事は昨日の会見で述べた。", "北京市政府发布了新规定。", "서울시장은 어제 말했다.", "ประเทศไทยประกาศแผนใหม่", "iPhoneの価格が上がる", "Straße nach Köln", "Das Donau\u00addampf\u00adschiff war\u2060tet"} {
		e := entry(n)
		e.Content, e.Categories = text, []string{"地方政治"}
		es = append(es, e)
	}
	put(t, s, f, es...)
	indexAll(t, s)
	for q, want := range map[string]string{
		"知事": "Title 0", "会見": "Title 0", "京": "Title 0,Title 1", "事知": "", "政府": "Title 1", "시장": "Title 2", "ไทย": "Title 3", "価格": "Title 4", "iphoneの": "Title 4",
		"koln": "Title 5", "donaudampfschiff": "Title 6", "wartet": "Title 6", "Donau\u00addampf": "Title 6", "知事 会見": "Title 0", "知事 政府": "", "tag:政治": "Title 0,Title 1,Title 2,Title 3,Title 4,Title 5,Title 6", "tag:治政": "",
	} {
		if got := strings.Join(titles(t, s, query(t, q)), ","); got != want {
			t.Errorf("%q: %s, want %s", q, got, want)
		}
	}
	e := whole(t, s, 1)
	if err := s.PutDocument(t.Context(), e, article.FromFeed, 1, &article.Document{}, []feeds.StoredQuote{{Number: 1, Text: "新しい橋を造る", Speaker: "山田太郎"}}, Blocks{}, e.Content); err != nil {
		t.Fatal(err)
	}
	for _, repaired := range []bool{false, true} {
		if repaired {
			if h, err := s.Check(t.Context(), true); err != nil || len(h.Problems) != 0 {
				t.Fatal(h.Problems, err)
			}
		}
		for _, q := range []feeds.QuoteQuery{{Speaker: "太郎"}, {Text: "橋"}, {Speaker: "山田", Text: "造る"}} {
			if got, err := s.Quotes(t.Context(), q); err != nil || len(got) != 1 {
				t.Errorf("repaired %v: %+v finds %d, %v", repaired, q, len(got), err)
			}
		}
		if got, err := s.Quotes(t.Context(), feeds.QuoteQuery{Text: "郎太"}); err != nil || len(got) != 0 {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

// TestIndexFollows: an entry that is edited, dated anew, opened or deleted has
// one row in the index or none, and no word of what it said before.
func TestIndexFollows(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n := range 8 {
		e := entry(n)
		e.Content = "glacier"
		es = append(es, e)
	}
	put(t, s, f, es...)
	indexAll(t, s)
	wholeIndex(t, s)
	for n := range es { // another date and, of some, another text
		es[n].Published = noon.AddDate(0, -n, -1)
		if n%2 == 0 {
			es[n].Content = "volcano"
		}
	}
	put(t, s, f, es...)
	wholeIndex(t, s)
	indexAll(t, s)
	wholeIndex(t, s)
	if g, v := titles(t, s, feeds.Query{Text: "glacier"}), titles(t, s, feeds.Query{Text: "volcano"}); len(g) != 4 || len(v) != 4 {
		t.Errorf("%v %v", g, v)
	}
	all := pages(t, s, feeds.Query{}, 100, false)
	for range 2 {
		if err := s.PutDocument(t.Context(), whole(t, s, all[0].ID), article.FromFeed, 1, &article.Document{}, nil, Blocks{}, "meadow"); err != nil {
			t.Fatal(err)
		}
	}
	wholeIndex(t, s)
	if got := titles(t, s, feeds.Query{Text: "meadow"}); len(got) != 1 {
		t.Error(got)
	}
	if _, err := s.write.Exec("DELETE FROM entries WHERE id IN (?, ?)", all[0].ID, all[1].ID); err != nil {
		t.Fatal(err)
	}
	wholeIndex(t, s)
	if got := titles(t, s, feeds.Query{Text: "meadow"}); len(got) != 0 {
		t.Error(got)
	}
}

// TestNothingPassesIntoTheQuery: no text of a reader is an operator or a mark.
func TestNothingPassesIntoTheQuery(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	put(t, s, f, entry(1))
	indexAll(t, s)
	for _, q := range []string{`"`, `""`, "*", "title :", "a OR b", "NEAR(", "{", "-", "^", "%", "\x00", "\ue000" + "1", "\ue001en", "(", "AND", "🙂", "\xff"} {
		for _, asked := range []feeds.Query{{Text: q}, {Author: q}, {Tag: q}, {Language: q}, {Speaker: q}, {Text: q, Ranked: true}} {
			es, err := s.Entries(t.Context(), feeds.Page{Query: asked})
			if err != nil || len(es) != 0 && asked.Text == "" {
				t.Errorf("%+q: %d entries, %v", q, len(es), err)
			}
		}
	}
	if got := titles(t, s, feeds.Query{Text: "\ue0001"}); len(got) != 1 { // the 1 of "Title 1", not the feed
		t.Error(got)
	}
	if got := titles(t, s, feeds.Query{Text: "\ue0002"}); len(got) != 0 {
		t.Error(got)
	}
}

// TestRankedOfOldTimes: the bounds of a query bound what is ranked.
func TestRankedOfOldTimes(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n := range 3 * rankNewest {
		e := entry(n)
		e.Content = "glacier"
		es = append(es, e)
	}
	old := entry(20_000)
	old.Title, old.Content, old.Published = "Glacier", "glacier", noon.AddDate(-9, 0, 0)
	put(t, s, f, append(es, old)...)
	indexAll(t, s)
	if got := titles(t, s, query(t, "glacier sort:rank until:2020-01-01")); !slices.Equal(got, []string{"Glacier"}) {
		t.Error(got)
	}
	if got := titles(t, s, query(t, "glacier sort:rank")); got[0] != "Glacier" {
		t.Errorf("an old headline stands behind %q", got[0])
	}
}

// TestRanked: the headline before the author, the author before the text, and
// of texts the one that says it more often; as said in any writing.
func TestRanked(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	es := []feeds.Entry{entry(1), entry(2), entry(3), entry(4), entry(5)}
	es[0].Content = "a glacier once"
	es[1].Content = "glacier upon GLACIER upon Glaciér"
	es[2].Author = "Ada Glacier"
	es[3].Title = "The glacier"
	es[4].Content = "no ice"
	put(t, s, f, es...)
	indexAll(t, s)
	if got := titles(t, s, query(t, "glacier sort:rank")); !slices.Equal(got, []string{"The glacier", "Title 2", "Title 3", "Title 1"}) {
		t.Error(got)
	}
}

// TestBeginnings: where very many words begin as what is typed, headlines and
// names that hold one are found, whatever number of letters was typed; an
// author's words are no others'.
func TestBeginnings(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/")
	var es []feeds.Entry
	for n := range 60 {
		e := entry(n)
		e.Title, e.Content = fmt.Sprint("Story ", n), fmt.Sprintf("harb%c%cx said so", 'a'+n%26, 'a'+n/26)
		es = append(es, e)
	}
	es[3].Title, es[4].Author, es[5].Title = "The Harbourmaster retires", "Ona Harboe", "Harb"
	put(t, s, f, es...)
	indexAll(t, s)
	for _, c := range []struct {
		q    feeds.Query
		want int
	}{
		{feeds.Query{Text: "har"}, 3}, {feeds.Query{Text: "harb"}, 3}, {feeds.Query{Text: "harbo"}, 2 + 2}, {feeds.Query{Text: "harbourm"}, 1},
		{feeds.Query{Text: "harbaax"}, 1}, {feeds.Query{Author: "harboe"}, 1}, {feeds.Query{Author: "harbourmaster"}, 0}, {feeds.Query{Author: "said"}, 0},
	} {
		if got := titles(t, s, c.q); len(got) != c.want {
			t.Errorf("%+v finds %d entries, want %d: %v", c.q, len(got), c.want, got)
		}
	}
}
