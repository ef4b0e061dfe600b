// Package article holds the nouns of one news article: the Document, its
// Blocks and inline Spans, what was cut from it and why, and its Quotes.
//
// It is pure data. No network, disk, clock or colour is known on this floor.
// Every position is a byte offset into Document.Text, which is one canonical,
// cleaned text of the whole page: what stays and what was cut alike, so that a
// block brought back moves no other position. Text from outside enters only
// through Clean and CleanLine.
package article

import (
	"fmt"
	"strings"
	"time"
)

// Range is a half-open range of byte offsets [Start, End) into Document.Text.
type Range struct{ Start, End int }

// Len is the length of the range in bytes.
func (r Range) Len() int { return r.End - r.Start }

// Contains reports whether the offset lies inside the range.
func (r Range) Contains(off int) bool { return r.Start <= off && off < r.End }

// Overlaps reports whether the two ranges share at least one byte.
func (r Range) Overlaps(o Range) bool { return r.Start < o.End && o.Start < r.End }

// Kind says what a Block is.
type Kind string

// The kinds of block. A headline is a Heading of level 1 that repeats
// Document.Title; it is cut as a repeated headline, never kept.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading"    // Level 1 to 6
	ListItem  Kind = "list item"  // Level 1 is outermost; Ordinal 0 is a bullet
	Quotation Kind = "blockquote" // a block quote; Level is its nesting depth
	Figure    Kind = "figure"     // Text is the caption; Image the address
	Table     Kind = "table"      // Cells holds the grid
	Code      Kind = "code"       // preformatted; line feeds are kept
	Embed     Kind = "embed"      // a post of a social network, a video: Href is its address
	Rule      Kind = "rule"       // a thematic break; its range is empty
)

// Block is one block of an article, in reading order.
type Block struct {
	Kind  Kind
	Range // the block's text, without the separators around it
	// Level is the heading level, or the nesting depth of a list item or a
	// block quote (1 is outermost). 0 elsewhere.
	Level int
	// Ordinal is the number of an ordered list's item, from 1. 0 is a bullet.
	Ordinal int
	// Spans are the inline spans of the block, ordered by Start, then by the
	// longer first. They may nest and never cross the block's borders.
	Spans []Span
	// Image is the address of a Figure's picture ("" where none is known).
	Image string
	// Href is the address of an Embed.
	Href string
	// Language is the programming language of Code where the page says it.
	Language string
	// Cells is the grid of a Table: rows of cells, each a range of Text. The
	// first row is the header when HeaderRow is set.
	Cells     [][]Range
	HeaderRow bool
	// Cut is nil for a block that stays.
	Cut *Cut
	// Kept names the rule by which the reader, or a built-in rule, keeps the
	// block whatever a judge says; "" none does.
	Kept string
}

// SpanKind says what an inline Span is.
type SpanKind string

// The kinds of inline span.
const (
	Emphasis  SpanKind = "emphasis"
	Strong    SpanKind = "strong"
	InlineRaw SpanKind = "code"
	Link      SpanKind = "link"
	Strike    SpanKind = "strike"
	QuoteTag  SpanKind = "quote" // <q>: the page itself says that these words are quoted
	CiteTag   SpanKind = "cite"  // <cite>: a work or a speaker
	LineBreak SpanKind = "break" // an empty range: a hard line break at Start (the text holds "\n" there)
	CreditTag SpanKind = "credit"
	TimeTag   SpanKind = "time" // when an entry of a live blog was written: the whole of its small heading
)

// Signature reports the line below a block quote that names whose words they
// are: a Quotation that is a cite from end to end.
func (b *Block) Signature() bool {
	return b.Kind == Quotation && len(b.Spans) > 0 && b.Spans[0].Kind == CiteTag && b.Spans[0].Range == b.Range
}

// Credit is the part of a caption that is marked as a credit; empty where none is.
func (b *Block) Credit() Range {
	var r Range
	for _, s := range b.Spans {
		if s.Kind == CreditTag && b.Kind == Figure {
			if r.Len() == 0 {
				r.Start = s.Start
			}
			r.End = max(r.End, s.End)
		}
	}
	return r
}

// Span marks an inline range of a Block.
type Span struct {
	Kind SpanKind
	Range
	Href string // of a Link: absolute, http, https or mailto
}

// Cut says why a block is hidden. Nothing is ever deleted: the block stays in
// the Document and a reader can bring it back.
type Cut struct {
	// Reason is shown to the reader: "subscribe prompt", "photo credit".
	Reason Reason
	// Rule names the rule that decided, for `rules test` and bug reports.
	Rule string
	// Score is how sure the judge is, 0 to 1.
	Score float64
	// Seen is in how many other articles of the site the block stood, where
	// that is the reason.
	Seen int
}

// Told is the reason as a reader is told it.
func (c *Cut) Told() string {
	if c.Seen > 0 && c.Reason == SiteRepeats {
		return fmt.Sprintf("seen in %d other articles of this site", c.Seen)
	}
	return string(c.Reason)
}

// Reason is why a block is furniture, in the words that a reader is shown.
type Reason string

// The reasons for a cut.
const (
	RepeatedHeadline Reason = "repeated headline"
	RepeatedDeck     Reason = "repeated deck"
	RepeatedText     Reason = "repeated text"
	BylineLine       Reason = "byline"
	DateLine         Reason = "date line"
	PhotoCredit      Reason = "photo credit"
	TipPrompt        Reason = "tip prompt"
	DonatePrompt     Reason = "donation prompt"
	SubscribePrompt  Reason = "subscribe prompt"
	RegisterPrompt   Reason = "register prompt"
	NewsletterPrompt Reason = "newsletter prompt"
	AppPrompt        Reason = "app prompt"
	FollowPrompt     Reason = "follow prompt"
	PodcastPrompt    Reason = "podcast prompt"
	CommentPrompt    Reason = "comment prompt"
	ContactPrompt    Reason = "contact prompt"
	ShareBar         Reason = "share bar"
	ReadMore         Reason = "read more"
	RelatedLinks     Reason = "related links"
	MostRead         Reason = "most read"
	TagList          Reason = "tags"
	Comments         Reason = "comments"
	AuthorBio        Reason = "author biography"
	Advertising      Reason = "advertising"
	CookieNotice     Reason = "cookie notice"
	CopyrightLine    Reason = "copyright"
	AgencyLine       Reason = "agency line"
	Navigation       Reason = "navigation"
	ImageButton      Reason = "image button"
	ScriptNotice     Reason = "script notice"
	Paywall          Reason = "paywall notice"
	SiteRepeats      Reason = "repeated on this site"
	OutsideStory     Reason = "outside the story"
	UserRule         Reason = "user rule"
)

// Path says by which way a Document came about.
type Path string

// The paths through the extractor.
const (
	FromPage     Path = "page"
	FromFeed     Path = "feed"
	FromMarkdown Path = "markdown"
	FromText     Path = "text"
	FromMail     Path = "mail"
	FromData     Path = "data" // a body that the page carries only in JSON
)

// Document is one article: a full account of its source. Joining all blocks,
// kept and cut, loses no sentence of the page's main content.
type Document struct {
	URL       string // where the bytes came from, after redirects ("" unknown)
	Canonical string // what the page calls its own address
	Language  string // BCP 47, lower case primary subtag: "en", "pt-br"; "" unknown
	Title     string
	Deck      string   // the standfirst below the headline
	Byline    []string // people, as the page writes them, without "By"
	Publisher string
	Section   string
	LeadImage string
	Published time.Time // zero where unknown; keeps the page's zone
	Updated   time.Time
	Paid      bool // the page calls itself not free; it may hold all of the article
	Stub      bool // it does, and seems to hold only the beginning
	// Pages is on how many pages the article was found; 0 and 1 are one.
	Pages int
	// Next is the address of a further page that is not in the Document, ""
	// where it is whole.
	Next string
	Path Path
	// Sure is how sure the extractor is that this is the article, 0 to 1.
	// Below 0.3 the page is told as "no readable article".
	Sure float64

	// Text is the canonical text: the texts of all blocks in order, two line
	// feeds between them. It is valid UTF-8 and clean (see Clean).
	Text   string
	Blocks []Block
	Quotes []Quote
}

// Of is the text of a range.
func (d *Document) Of(r Range) string {
	if r.Start < 0 || r.End > len(d.Text) || r.Start > r.End {
		return ""
	}
	return d.Text[r.Start:r.End]
}

// Host is the host name of the Document's address without "www.", or "".
func (d *Document) Host() string { return Host(d.URL) }

// Kept calls yield for each block that stays, in order, with its index.
func (d *Document) Kept(yield func(int, *Block) bool) {
	for i := range d.Blocks {
		if d.Blocks[i].Cut == nil && !yield(i, &d.Blocks[i]) {
			return
		}
	}
}

// Standfirst is the deck as it is shown below the headline: nothing where one
// of the story's first blocks says the same, so that a reader meets it once.
func (d *Document) Standfirst() string {
	seen := 0
	for _, b := range d.Kept {
		if b.Kind == Figure || b.Len() == 0 {
			continue
		}
		if saysDeck(d.Of(b.Range), d.Deck) {
			return ""
		}
		if seen++; seen == 3 {
			break
		}
	}
	return d.Deck
}

// saysDeck reports a block that is the deck, or goes on where the deck was cut
// short ("The ferry will sail in …").
func saysDeck(text, deck string) bool {
	if strings.EqualFold(text, deck) {
		return true
	}
	head := strings.TrimRight(deck, " .…")
	return len(head) >= 60 && len(head) < len(text) && strings.EqualFold(text[:len(head)], head)
}

// CutCount is the number of hidden blocks.
func (d *Document) CutCount() int {
	n := 0
	for i := range d.Blocks {
		if d.Blocks[i].Cut != nil {
			n++
		}
	}
	return n
}

// Body is the text of the story alone, one block a line: headings,
// paragraphs, list items, quotes, tables and code; without headline, byline,
// captions, the names that sign block quotes and the times of a live blog's
// entries. Its line i is the text of
// block blocks[i]. A standfirst is part
// of it, for it tells the story's first facts: its block is hidden only
// because the masthead shows it. A shorter deck is a second headline.
func (d *Document) Body() (text string, blocks []int) {
	var b strings.Builder
	deck := false
	for i := range d.Blocks {
		bl := &d.Blocks[i]
		if bl.Kind == Figure || bl.Kind == Rule || bl.Len() == 0 || bl.stamp() || bl.Signature() {
			continue
		}
		if bl.Cut != nil {
			if deck || bl.Cut.Reason != RepeatedDeck || !standfirst(d.Of(bl.Range)) {
				continue
			}
			deck = true
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.ReplaceAll(d.Of(bl.Range), "\n", " "))
		blocks = append(blocks, i)
	}
	return b.String(), blocks
}

// stamp reports the small heading that only says when an entry was written.
func (b *Block) stamp() bool {
	return b.Kind == Heading && len(b.Spans) == 1 && b.Spans[0].Kind == TimeTag && b.Spans[0].Range == b.Range
}

// standfirst tells a deck of some twenty words or more from a second headline.
// A letter of Chinese, Japanese or Korean says as much as two.
func standfirst(deck string) bool {
	n := 0
	for _, r := range deck {
		n++
		if r >= 0x2e80 && r <= 0xffef {
			n++
		}
	}
	return n >= 120
}

// BlockAt is the index of the block that holds the offset, or the last one
// before it; -1 in an empty Document.
func (d *Document) BlockAt(off int) int {
	lo, hi := 0, len(d.Blocks)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Blocks[mid].Start <= off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}
