package library

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

// dated are entries of these ages.
func dated(ages ...time.Duration) []feeds.Entry {
	es := make([]feeds.Entry, 0, len(ages))
	for _, a := range ages {
		es = append(es, feeds.Entry{Published: noon.Add(-a)})
	}
	return es
}

func TestRhythm(t *testing.T) {
	const h, day = time.Hour, 24 * time.Hour
	for name, c := range map[string]struct {
		es   []feeds.Entry
		want time.Duration
	}{
		"nothing":                    {nil, 0},
		"no dates":                   {make([]feeds.Entry, 5), 0},
		"one":                        {dated(h), 0},
		"hourly":                     {dated(0, h, 2*h, 3*h, 4*h), h},
		"in any order":               {dated(3*h, h, 4*h, 0, 2*h), h},
		"ten at once each day":       {dated(0, time.Minute, 2*time.Minute, day, day+time.Minute, day+time.Minute*2, 2*day, 2*day+time.Minute), day},
		"an old one pinned":          {dated(400*day, 0, h, 2*h, 3*h), h},
		"a night between":            {dated(0, h, 2*h, 12*h, 13*h, 14*h, 15*h), h},
		"dated into the future":      {dated(-day, -2*day, 0, h, 2*h), h},
		"all within minutes":         {dated(0, time.Minute, 2*time.Minute), 30 * time.Minute},
		"long ago, but often before": {dated(90*day, 91*day, 92*day), day},
	} {
		if got, _ := rhythm(c.es, noon); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestDue(t *testing.T) {
	const h, day = time.Hour, 24 * time.Hour
	for name, c := range map[string]struct {
		f     feeds.Feed
		fresh time.Duration
		every time.Duration
		want  time.Duration
		why   string
	}{
		"nothing is known": {feeds.Feed{}, 0, 0, usual, "it was asked a moment ago"},
		"twice a day":      {feeds.Feed{Pace: 12 * h, News: noon}, 0, 0, 4 * h, "the feed publishes about twice a day"},
		"each minute":      {feeds.Feed{Pace: time.Minute, News: noon}, 0, 0, soonest, "the feed publishes more than once an hour"},
		"weekly":           {feeds.Feed{Pace: 7 * day, News: noon}, 0, 0, day, "the feed publishes about once a week"},
		"asleep":           {feeds.Feed{Pace: h, News: noon.Add(-12 * day)}, 0, 0, day, "the feed has had nothing new for 12 days"},
		"falling asleep":   {feeds.Feed{Pace: h, News: noon.Add(-24 * h)}, 0, 0, 2 * h, "the feed has had nothing new for 24 hours"},
		"the server knows": {feeds.Feed{Pace: h, News: noon}, 5 * h, 0, 5 * h, "the server says that nothing changes before"},
		"not for ever":     {feeds.Feed{Pace: h, News: noon}, 500 * h, 0, day, "the server says that nothing changes before"},
		"ttl":              {feeds.Feed{Pace: h, News: noon, TTL: 6 * h}, h, 0, 6 * h, "the feed asks to be fetched about 4 times a day"},
		"skipped hours":    {feeds.Feed{Pace: h, News: noon, Skip: feeds.Skip{Hours: 1<<12 | 1<<13}}, 0, 0, 2 * h, "the feed asks to be left alone at this time"},
		"skipped days":     {feeds.Feed{Pace: day, News: noon, Skip: feeds.Skip{Days: 1 << 3}}, 0, 0, 12 * h, "the feed asks to be left alone at this time"},
		"skips everything": {feeds.Feed{Pace: h, News: noon, Skip: feeds.Skip{Hours: 1<<24 - 1, Days: 127}}, 0, 0, 20 * time.Minute, "the feed publishes about once an hour"},
		"a setting":        {feeds.Feed{Pace: h, News: noon, TTL: day}, day, 90 * time.Minute, 90 * time.Minute, "your settings say so"},
		"news from beyond": {feeds.Feed{Pace: h, News: noon.Add(1000 * day)}, 0, 0, 20 * time.Minute, "the feed publishes about once an hour"},
	} {
		f := due(c.f, c.fresh, c.every, noon)
		if got := f.NextCheck.Sub(noon); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		f.Checked = noon
		if got := Waits(f, noon); !strings.HasPrefix(got, "not due until ") || !strings.HasSuffix(got, ": "+c.why) {
			t.Errorf("%s: %q, want …%q", name, got, c.why)
		}
		if got := Waits(f, noon.Add(25*time.Hour)); got != "" {
			t.Errorf("%s: never due: %s", name, got)
		}
	}
	failing := failedAt(feeds.Feed{Failures: 3, Checked: noon}, 0, noon)
	if got := Waits(failing, noon); !strings.Contains(got, "failed 3 times in a row") {
		t.Error(got)
	}
	waiting := failedAt(feeds.Feed{Failures: 1, Checked: noon}, 30*time.Hour, noon)
	if got := Waits(waiting, noon); !strings.HasPrefix(got, "not due until 21 May ") || !strings.HasSuffix(got, "the server asked to wait") {
		t.Error(got)
	}
}

// TestFeedWithoutDates: the rhythm is learned from what fetches bring.
func TestFeedWithoutDates(t *testing.T) {
	s := newSite(t)
	n := 0
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>F</title><item><guid>%d</guid><title>T%d</title></item></channel></rss>`, n/6, n/6)
	})
	c := newClock()
	l := open(t, func(o *Options) { o.Now = c.now })
	f := subscribe(t, l, s.URL+"/feed")
	for range 72 { // an hour each; something new every sixth
		c.add(time.Hour)
		n++
		results(t, l, RefreshOptions{})
	}
	f, err := l.FindFeed(t.Context(), f.URL)
	if err != nil || f.Pace < 5*time.Hour || f.Pace > 7*time.Hour {
		t.Errorf("pace %v, %v", f.Pace, err)
	}
	c.add(time.Minute)
	var told []Progress
	for p := range l.Refresh(t.Context(), RefreshOptions{Due: true, Explain: true}) {
		told = append(told, p)
	}
	if len(told) != 1 || !told[0].Done || told[0].Skipped != "not due until 14:00: the feed publishes about 4 times a day" || told[0].Total != 1 {
		t.Errorf("told %+v", told)
	}
	h, err := l.History(t.Context(), f.ID)
	if err != nil || len(h) != 20 {
		t.Fatalf("%d fetches are remembered, %v", len(h), err)
	}
	fresh := 0
	for i, v := range h {
		fresh += v.New
		if v.Status != 200 || v.Bytes == 0 || i > 0 && v.At.After(h[i-1].At) {
			t.Errorf("%d: %+v", i, v)
		}
	}
	if fresh != 4 && fresh != 3 {
		t.Errorf("%d new in the last 20 hours", fresh)
	}
}

// TestRecall: the rhythm of a feed that only ever says "unchanged" comes from what
// is stored.
func TestRecall(t *testing.T) {
	s := newSite(t)
	var items []item // an hour apart
	for i := range 6 {
		items = append(items, item{guid: fmt.Sprint(i), title: fmt.Sprint("T", i), link: fmt.Sprint("https://paper.example/", i), summary: "s"})
	}
	s.on("/feed", text("application/rss+xml", rss("F", items...)))
	l := open(t, nil)
	f := subscribe(t, l, s.URL+"/feed")
	f.Pace, f.News = 0, time.Time{}
	if err := l.store.Checked(t.Context(), []feeds.Feed{f}, []store.Fetch{{Status: 304}}); err != nil {
		t.Fatal(err)
	}
	if p := results(t, l, RefreshOptions{})[f.URL]; p.Status != 304 {
		t.Fatalf("%+v", p)
	}
	if f, err := l.FindFeed(t.Context(), f.URL); err != nil || f.Pace != time.Hour || !f.News.Equal(noon) {
		t.Errorf("pace %v, news %v, %v", f.Pace, f.News, err)
	}
}

// TestBusyHost: a host that answers 429 is not asked for its other feeds, in
// this refresh and in the next process; one overloaded feed is not its host.
func TestBusyHost(t *testing.T) {
	for name, c := range map[string]struct {
		status      int
		first, next int // requests of the first and of the second process
	}{
		"429": {429, 2, 0}, // two were under way
		"503": {503, 12, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			var list strings.Builder
			asked := make(chan string, 100)
			for i := range 12 {
				p := fmt.Sprintf("/%d", i)
				fmt.Fprintln(&list, s.URL+p)
				s.on(p, func(w http.ResponseWriter, _ *http.Request) {
					asked <- p
					time.Sleep(5 * time.Millisecond)
					if c.status == 429 || p == "/3" {
						w.Header().Set("Retry-After", "3600")
						w.WriteHeader(c.status)
						return
					}
					_, _ = fmt.Fprint(w, rss("F"))
				})
			}
			k := newClock()
			path := t.TempDir() + "/db"
			for round, want := range []int{c.first, c.next} {
				l := open(t, func(o *Options) { o.Now, o.Path = k.now, path })
				if _, err := l.Import(t.Context(), strings.NewReader(list.String())); err != nil {
					t.Fatal(err)
				}
				skipped := 0
				for _, p := range results(t, l, RefreshOptions{Due: round > 0}) {
					if p.Skipped != "" {
						skipped++
					}
				}
				if n := len(asked); n > want || n == 0 && want > 0 {
					t.Errorf("round %d: %d requests, want %d; %d told as left out", round, n, want, skipped)
				}
				for len(asked) > 0 {
					<-asked
				}
				if err := l.Close(); err != nil {
					t.Fatal(err)
				}
				k.add(time.Minute)
			}
		})
	}
}
