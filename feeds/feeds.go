// Package feeds holds the nouns of a subscription: Feed, Entry, Enclosure,
// Folder, Query, Change, and the errors that the rooms below share. Pure data:
// no network, disk, clock or colour. Entries never carry paint.
//
// Every string in these types has passed article.Clean or article.CleanLine,
// except Entry.Content and Entry.Summary, which are HTML as the feed wrote it
// (valid UTF-8) and become text only through article/extract.
package feeds

import (
	"strings"
	"time"
)

// FeedID is a feed's row in the store; 0 is "not stored".
type FeedID int64

// EntryID is an entry's row in the store; 0 is "not stored".
type EntryID int64

// Feed is one subscription.
type Feed struct {
	ID   FeedID
	URL  string // the address that is fetched
	Site string // the page that the feed belongs to
	// Title is the reader's own name for the feed, or else the feed's.
	Title       string
	Named       bool // Title is the reader's own
	Description string
	Language    string
	// Folder is the path of the folder, outermost first; nil is the top.
	Folder []string
	Tags   []string
	// Attrs are attributes of the OPML outline that we do not know ourselves:
	// kept, so that they go out as they came in.
	Attrs map[string]string
	// Rank is where the feed stood in the list that it came from, among all of it
	// and of the lists before; 0: in none. Lists go out in this order.
	Rank  int
	Added time.Time

	// What the last fetches said.
	ETag         string
	LastModified string
	Checked      time.Time // last try
	Fetched      time.Time // last success
	NextCheck    time.Time // not before; zero: whenever asked
	Failures     int       // in a row
	Failure      string    // the last failure in human words; "" after success
	Gone         bool      // answered 410: no longer asked
	// Hints for scheduling, from the document itself; zero where it says nothing.
	TTL  time.Duration
	Skip Skip
	// What was learned of its rhythm.
	Pace time.Duration // between two batches of news; 0 unknown
	News time.Time     // when a fetch last brought something new
	Wait time.Time     // the server asked not to be asked before
	Why  Reason        // what set NextCheck

	List string // the followed list that it came from; "" the reader's own choice

	Unread, Total int // counted by the store
}

// Reason is why a feed is not asked before its NextCheck.
type Reason string

// The reasons.
const (
	ByPace    Reason = "pace"    // the feed's own rhythm
	ByServer  Reason = "server"  // Cache-Control or Expires
	ByFeed    Reason = "feed"    // ttl, sy:updatePeriod
	BySkip    Reason = "skip"    // skipHours, skipDays
	ByFailure Reason = "failure" // it failed, and is asked less and less often
	ByWait    Reason = "wait"    // Retry-After
	BySetting Reason = "setting" // the reader's own settings
)

// Skip is when a feed asks to be left alone, in UTC: bit h of Hours for the
// hour that begins at h, bit d of Days for time.Weekday d. One that leaves no
// time at all is taken for none.
type Skip struct {
	Hours uint32
	Days  uint8
}

const allHours, allDays = 1<<24 - 1, 1<<7 - 1

// At reports whether t falls into what is to be skipped.
func (s Skip) At(t time.Time) bool {
	t = t.UTC()
	return s.Hours&allHours != allHours && s.Hours>>t.Hour()&1 == 1 || s.Days&allDays != allDays && s.Days>>t.Weekday()&1 == 1
}

// After is the first moment from t on that is not to be skipped.
func (s Skip) After(t time.Time) time.Time {
	for range 8 * 24 { // a week holds every combination
		if !s.At(t) {
			return t
		}
		t = t.UTC().Truncate(time.Hour).Add(time.Hour)
	}
	return t
}

// Visit is one fetch of a feed, for its history.
type Visit struct {
	At           time.Time
	Status       int // HTTP; 0: no answer
	Bytes        int64
	New, Changed int
	Took         time.Duration
	Failure      string // in human words
}

// Name is what a feed is called on the screen: its title, or else its address
// without the password that may stand in it.
func (f Feed) Name() string {
	if f.Title != "" {
		return f.Title
	}
	return Shown(f.URL)
}

// Shown is an address fit for eyes, logs and errors: without user and password.
func Shown(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	host, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	return scheme + "://" + host[strings.LastIndexByte(host, '@')+1:] + path
}

// Builtin is the address scheme of the embedded feeds: "builtin:guide/...".
// Such a feed is served from the binary and never touches the network.
const Builtin = "builtin:"

// Entry is one item of a feed.
type Entry struct {
	ID        EntryID
	Feed      FeedID
	FeedTitle string // for lists; not stored with the entry
	FeedSite  string
	GUID      string // the feed's own identity of the entry; never empty once parsed
	URL       string // absolute, http(s) or builtin:; "" where the feed names none
	Comments  string // address of the discussion
	Title     string // plain text; "" where the feed has none
	Lead      string // of an entry without a title its first words, for lists
	Author    string // names, joined by ", "
	Language  string
	Published time.Time // zero where unknown
	Updated   time.Time
	Arrived   time.Time // when it was first stored
	Edited    time.Time // when its words were last seen to have changed; zero: never
	Summary   string    // HTML
	Content   string    // HTML; "" where the feed carries only a summary
	Image     string

	Categories []string
	Enclosures []Enclosure
	// Extra is what few feeds say; nil for none. Lists do not carry it.
	Extra *Extra

	Read, Starred bool
	// Quotes is the number of spoken quotes; -1 until the article was opened
	// or prefetched.
	Quotes int
}

// Time is the entry's place in the list: its date of publication, or else of
// its change, or else of its arrival; never later than its arrival, so that a
// feed that dates into the future can't sit on top for ever.
func (e Entry) Time() time.Time {
	t := e.Published
	if t.IsZero() {
		t = e.Updated
	}
	if t.IsZero() || (!e.Arrived.IsZero() && t.After(e.Arrived)) {
		t = e.Arrived
	}
	return t
}

// Extra is what an entry says in the vocabularies that few feeds use.
type Extra struct {
	// Source is the publication that an entry of a collection was taken from.
	Source    string `json:"source,omitempty"`
	SourceURL string `json:"source_url,omitempty"`
	// ReplyTo is the address or id of the entry that this one answers, Replies
	// how many answers it has, as of when it was last fetched.
	ReplyTo string `json:"reply_to,omitempty"`
	Replies int    `json:"replies,omitempty"`
	// Place is where it happened: by name, and as degrees of latitude and longitude.
	Place    string      `json:"place,omitempty"`
	Position *[2]float64 `json:"position,omitempty"`
	// Of an episode.
	Seconds     int         `json:"seconds,omitempty"`
	Season      string      `json:"season,omitempty"`
	Episode     string      `json:"episode,omitempty"`
	Chapters    string      `json:"chapters,omitempty"`
	Transcripts []Enclosure `json:"transcripts,omitempty"`
	People      []string    `json:"people,omitempty"`
}

// Enclosure is a file that comes with an entry.
type Enclosure struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`   // media type
	Length int64  `json:"length,omitempty"` // bytes; 0 unknown
	Title  string `json:"title,omitempty"`
}

// Parsed is a feed document as it was understood: what feeds/parse returns,
// whatever the format.
type Parsed struct {
	Feed    Feed
	Entries []Entry
	Format  string   // "RSS 2.0", "Atom 1.0", "JSON Feed 1.1", "RDF" ...
	Hub     string   // WebSub hub
	Next    string   // address of the next page of an archived feed
	Notes   []string // what was mended on the way, in human words
}

// Candidate is a feed that a page names.
type Candidate struct {
	URL   string
	Title string
	Type  string // media type as the page says it
}

// Folder is a folder of feeds: its counts, for the sidebar, and what an OPML
// list says of it beside its name, for the next one.
type Folder struct {
	Path          []string // none: the list as a whole, of which Attrs are the head
	Unread, Total int
	Attrs         map[string]string
	Rank          int // as a Feed's
}

// List is a subscription list on the web that is followed: what it adds is
// subscribed to, what it drops is dropped, and nothing else is touched.
type List struct {
	URL, Title       string
	ETag             string
	LastModified     string
	Checked, Fetched time.Time
	NextCheck        time.Time
	Failures         int
	Failure          string
	// Held is what it held when it was last read: addresses, each with its
	// folder. What the reader removed since then does not come back.
	Held  map[string][]string
	Feeds int // subscriptions that came from it; counted by the store
}

// Name is what a list is called on the screen.
func (l List) Name() string {
	if l.Title != "" {
		return l.Title
	}
	return Shown(l.URL)
}

// Change is what a reader did to entries; the store applies it, and Undo
// applies its inverse.
type Change struct {
	Read, Unread, Star, Unstar []EntryID
}

// Empty reports whether the change does nothing.
func (c Change) Empty() bool {
	return len(c.Read)+len(c.Unread)+len(c.Star)+len(c.Unstar) == 0
}

// Inverse is the change that takes this one back.
func (c Change) Inverse() Change {
	return Change{Read: c.Unread, Unread: c.Read, Star: c.Unstar, Unstar: c.Star}
}
