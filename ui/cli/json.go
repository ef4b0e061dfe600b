package cli

import (
	"math"
	"slices"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
)

// readJSON is what `read --json` and `show --json` print. Offsets are code
// points of Text.
type readJSON struct {
	Title     string      `json:"title"`
	Deck      string      `json:"deck,omitempty"`
	Byline    []string    `json:"byline"`
	Published string      `json:"published,omitempty"` // RFC 3339
	Updated   string      `json:"updated,omitempty"`
	Publisher string      `json:"publisher"`
	Section   string      `json:"section,omitempty"`
	Lang      string      `json:"lang"`
	URL       string      `json:"url"`
	Canonical string      `json:"canonical,omitempty"`
	Image     string      `json:"image,omitempty"`
	Paid      bool        `json:"paid,omitempty"` // the page calls itself not free
	Stub      bool        `json:"stub,omitempty"` // and seems to hold only the beginning
	Path      string      `json:"path"`
	Sure      float64     `json:"sure"`            // that this is the article, 0 to 1
	Pages     int         `json:"pages,omitempty"` // where it stood on several
	Next      string      `json:"next,omitempty"`  // a further page that is missing
	Text      string      `json:"text"`            // the body, one block a line
	Blocks    []blockJSON `json:"blocks"`
	Cuts      []cutJSON   `json:"cuts"`
	Quotes    []quoteJSON `json:"quotes"`
}

type blockJSON struct {
	Kind  string     `json:"kind"`
	Text  string     `json:"text"`
	Level int        `json:"level,omitempty"`
	Image string     `json:"image,omitempty"`
	Href  string     `json:"href,omitempty"`
	Rows  [][]string `json:"rows,omitempty"`
	Spans []markJSON `json:"spans,omitempty"`
	Cut   *cutJSON   `json:"cut,omitempty"`  // with --all: why it would be hidden
	Kept  string     `json:"kept,omitempty"` // the rule that keeps it
}

// markJSON is an inline span; its offsets are code points of the block's text.
type markJSON struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Href  string `json:"href,omitempty"`
}

type cutJSON struct {
	Text   string  `json:"text,omitempty"`
	Reason string  `json:"reason"`
	Rule   string  `json:"rule"`
	Score  float64 `json:"score"`
}

type quoteJSON struct {
	Text    string `json:"text"`
	Speaker string `json:"speaker"`
	Role    string `json:"role,omitempty"`
	Cue     string `json:"cue"`
	Kind    string `json:"kind"`
	Sure    int    `json:"sure"`
	Start   *int   `json:"start,omitempty"`
	End     *int   `json:"end,omitempty"`
}

// documentJSON is the article; with all the text and the blocks hold what
// would be hidden, in its place.
func documentJSON(d *article.Document, all bool) readJSON {
	whole := d
	if all {
		whole = uncut(d)
	}
	text, order := whole.Body()
	out := readJSON{
		Title: d.Title, Deck: d.Deck, Byline: d.Byline, Published: stamp(d.Published), Updated: stamp(d.Updated),
		Publisher: d.Publisher, Section: d.Section, Lang: d.Language, URL: d.URL, Canonical: d.Canonical, Image: d.LeadImage, Paid: d.Paid, Stub: d.Stub,
		Path: string(d.Path), Sure: math.Round(d.Sure*100) / 100, Pages: d.Pages, Next: d.Next, Text: text, Blocks: []blockJSON{}, Cuts: []cutJSON{}, Quotes: []quoteJSON{},
	}
	if out.Byline == nil {
		out.Byline = []string{}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Cut != nil {
			out.Cuts = append(out.Cuts, cutJSON{d.Of(b.Range), b.Cut.Told(), b.Cut.Rule, b.Cut.Score})
			if !all {
				continue
			}
		}
		out.Blocks = append(out.Blocks, newBlockJSON(d, b))
	}
	// A block's place in the body, in bytes: Body puts one line feed between blocks.
	base := make(map[int]int, len(order))
	at := 0
	for _, i := range order {
		base[i] = at
		at += d.Blocks[i].Len() + 1
	}
	points := codePoints{text: text}
	for _, q := range d.Spoken() {
		start, end := -1, -1
		first, last := d.BlockAt(q.Start()), d.BlockAt(q.End()-1)
		if b, ok := base[first]; ok {
			if e, ok := base[last]; ok {
				start = points.at(b + q.Start() - d.Blocks[first].Start)
				end = points.at(e + q.End() - d.Blocks[last].Start)
			}
		}
		out.Quotes = append(out.Quotes, newQuoteJSON(d, q, start, end))
	}
	return out
}

// uncut is the Document with nothing hidden.
func uncut(d *article.Document) *article.Document {
	out := *d
	out.Blocks = slices.Clone(d.Blocks)
	for i := range out.Blocks {
		out.Blocks[i].Cut = nil
	}
	return &out
}

func newBlockJSON(d *article.Document, b *article.Block) blockJSON {
	text := d.Of(b.Range)
	out := blockJSON{Kind: string(b.Kind), Text: text, Level: b.Level, Image: b.Image, Href: b.Href, Kept: b.Kept}
	if b.Cut != nil {
		out.Cut = &cutJSON{"", b.Cut.Told(), b.Cut.Rule, b.Cut.Score}
	}
	for _, row := range b.Cells {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = d.Of(c)
		}
		out.Rows = append(out.Rows, cells)
	}
	points := codePoints{text: text}
	for _, s := range b.Spans {
		out.Spans = append(out.Spans, markJSON{string(s.Kind), points.at(s.Start - b.Start), points.at(s.End - b.Start), s.Href})
	}
	return out
}

// newQuoteJSON leaves start and end out where they are -1: a quote in a
// caption has no place in the body.
func newQuoteJSON(d *article.Document, q article.Quote, start, end int) quoteJSON {
	out := quoteJSON{Text: d.QuoteText(q), Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: string(q.Kind), Sure: q.Sure}
	if start >= 0 {
		out.Start, out.End = &start, &end
	}
	return out
}

// entryJSON is one line of `list --json`.
type entryJSON struct {
	ID        int64    `json:"id"`
	Title     string   `json:"title"`
	Lead      string   `json:"lead,omitempty"` // the first words where there is no title
	URL       string   `json:"url"`
	Feed      string   `json:"feed"`
	Author    string   `json:"author,omitempty"`
	Published string   `json:"published,omitempty"`
	Read      bool     `json:"read"`
	Starred   bool     `json:"starred"`
	Quotes    *int     `json:"quotes,omitempty"` // left out until the article was opened
	Tags      []string `json:"categories,omitempty"`
}

func newEntryJSON(e feeds.Entry) entryJSON {
	out := entryJSON{int64(e.ID), e.Title, e.Lead, e.URL, e.FeedTitle, e.Author, stamp(e.Time()), e.Read, e.Starred, nil, e.Categories}
	if e.Quotes >= 0 {
		out.Quotes = &e.Quotes
	}
	return out
}

// feedJSON is one line of `feeds --json`.
type feedJSON struct {
	ID      int64    `json:"id"`
	Title   string   `json:"title"`
	URL     string   `json:"url"`
	Site    string   `json:"site,omitempty"`
	Folder  []string `json:"folder,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	List    string   `json:"list,omitempty"` // the followed list that it came from
	Unread  int      `json:"unread"`
	Total   int      `json:"total"`
	Checked string   `json:"checked,omitempty"`
	Fetched string   `json:"fetched,omitempty"`
	Next    string   `json:"next,omitempty"`
	Why     string   `json:"why,omitempty"`  // why not before
	Pace    int64    `json:"pace,omitempty"` // seconds between two batches of news
	Failure string   `json:"failure,omitempty"`
	Gone    bool     `json:"gone,omitempty"`
}

func newFeedJSON(f feeds.Feed, now time.Time) feedJSON {
	return feedJSON{
		int64(f.ID), f.Name(), feeds.Shown(f.URL), f.Site, f.Folder, f.Tags, feeds.Shown(f.List), f.Unread, f.Total, stamp(f.Checked), stamp(f.Fetched),
		stamp(f.NextCheck), library.Waits(f, now), int64(f.Pace.Seconds()), f.Failure, f.Gone,
	}
}

// visitJSON is one line of `feeds --history --json`.
type visitJSON struct {
	At      string `json:"at"`
	Status  int    `json:"status"`
	Bytes   int64  `json:"bytes"`
	New     int    `json:"new"`
	Changed int    `json:"changed"`
	Ms      int64  `json:"ms"`
	Error   string `json:"error,omitempty"`
}

func newVisitJSON(v feeds.Visit) visitJSON {
	return visitJSON{stamp(v.At), v.Status, v.Bytes, v.New, v.Changed, v.Took.Milliseconds(), v.Failure}
}

// progressJSON is one line of `refresh --json`.
type progressJSON struct {
	Feed    string `json:"feed"`
	URL     string `json:"url"`
	New     int    `json:"new"`
	Changed int    `json:"changed"`
	Status  int    `json:"status"`
	Bytes   int64  `json:"bytes"`
	Ms      int64  `json:"ms"`
	Skipped string `json:"skipped,omitempty"` // it was not asked, and why
	Moved   string `json:"moved,omitempty"`
	List    string `json:"list,omitempty"` // it is a followed list: what was brought into step
	Error   string `json:"error,omitempty"`
}

func newProgressJSON(p library.Progress) progressJSON {
	row := progressJSON{
		p.Feed.Name(), feeds.Shown(p.Feed.URL), p.New, p.Changed, p.Status, p.Bytes, p.Took.Milliseconds(),
		p.Skipped, feeds.Shown(p.Moved), "", library.Explain(p.Err),
	}
	if p.List != nil {
		row.List = p.List.Said()
	}
	return row
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
