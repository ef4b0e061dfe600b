package library

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

// A state file is JSON Lines: everything that a reader did, so that nobody is
// locked in. The first line says what it is,
//
//	{"pullquote":"state","version":1}
//
// and each other line holds one thing under its name: "feed" (a subscription,
// as the reader has it), "list" (one that is followed, with what it held), "folder"
// (what is known of one beside its feeds), "entry" (one that is read or starred, by the address of
// its feed and its id; a starred one whole, with what the feed wrote), "quote" (a
// saved quote with its note). Times are RFC 3339 in UTC. Fields and names that
// are not known are passed over, so that older programs read newer files of the
// same version. Rules of the reader's own are a file of text themselves, and not
// in here. Feeds, lists and folders stand by address or path, entries by feed and id, quotes in the
// order in which they were saved: the same state is the same file.
const stateVersion = 1

// stateLine is one line of it.
type stateLine struct {
	Pullquote string      `json:"pullquote,omitempty"`
	Version   int         `json:"version,omitempty"`
	Feed      *stateFeed  `json:"feed,omitempty"`
	List      *stateList  `json:"list,omitempty"`
	Folder    *stateDir   `json:"folder,omitempty"`
	Entry     *stateEntry `json:"entry,omitempty"`
	Quote     *stateQuote `json:"quote,omitempty"`
}

type stateFeed struct {
	URL         string            `json:"url"`
	Title       string            `json:"title,omitempty"` // as the feed calls itself
	Name        string            `json:"name,omitempty"`  // as the reader calls it
	Site        string            `json:"site,omitempty"`
	Description string            `json:"description,omitempty"`
	Language    string            `json:"language,omitempty"`
	Folder      []string          `json:"folder,omitempty"`
	Tags        []string          `json:"tags,omitempty"`
	Attrs       map[string]string `json:"attrs,omitempty"`
	Added       *time.Time        `json:"added,omitempty"`
	Removed     bool              `json:"removed,omitempty"` // only starred entries are left of it
	List        string            `json:"list,omitempty"`    // the followed list that it came from
	Rank        int               `json:"rank,omitempty"`    // where it stood in a list
	Former      []string          `json:"former,omitempty"`  // addresses that it had before
}

type stateList struct {
	URL   string              `json:"url"`
	Title string              `json:"title,omitempty"`
	Held  map[string][]string `json:"held,omitempty"` // addresses, each with its folder
}

type stateDir struct {
	Path  []string          `json:"path"` // none: the head of the list
	Rank  int               `json:"rank,omitempty"`
	Attrs map[string]string `json:"attrs,omitempty"`
}

type stateEntry struct {
	Feed    string        `json:"feed"`
	ID      string        `json:"id"`
	URL     string        `json:"url,omitempty"`
	Read    bool          `json:"read,omitempty"`
	Starred bool          `json:"starred,omitempty"`
	Whole   *stateArticle `json:"whole,omitempty"`
}

type stateArticle struct {
	Title      string            `json:"title,omitempty"`
	Lead       string            `json:"lead,omitempty"` // its first words, for want of a title
	Author     string            `json:"author,omitempty"`
	Language   string            `json:"language,omitempty"`
	Comments   string            `json:"comments,omitempty"`
	Image      string            `json:"image,omitempty"`
	Published  *time.Time        `json:"published,omitempty"`
	Updated    *time.Time        `json:"updated,omitempty"`
	Arrived    *time.Time        `json:"arrived,omitempty"`
	Categories []string          `json:"categories,omitempty"`
	Enclosures []feeds.Enclosure `json:"enclosures,omitempty"`
	Extra      *feeds.Extra      `json:"extra,omitempty"`
	Summary    string            `json:"summary,omitempty"`
	Content    string            `json:"content,omitempty"`
}

type stateQuote struct {
	Text      string     `json:"text"`
	Speaker   string     `json:"speaker,omitempty"`
	Role      string     `json:"role,omitempty"`
	Cue       string     `json:"cue,omitempty"`
	Kind      string     `json:"kind,omitempty"`
	Headline  string     `json:"headline,omitempty"`
	Publisher string     `json:"publisher,omitempty"`
	URL       string     `json:"url,omitempty"`
	Published *time.Time `json:"published,omitempty"`
	Note      string     `json:"note,omitempty"`
	Saved     *time.Time `json:"saved,omitempty"`
}

// ExportState writes the whole state, a line at a time.
func (l *Library) ExportState(ctx context.Context, w io.Writer) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(stateLine{Pullquote: "state", Version: stateVersion}); err != nil {
		return err
	}
	err := l.store.Subscriptions(ctx, func(f store.Subscription) error {
		return enc.Encode(stateLine{Feed: &stateFeed{
			URL: f.URL, Title: f.Title, Name: f.Own, Site: f.Site, Description: f.Description, Language: f.Language,
			Folder: f.Folder, Tags: f.Tags, Attrs: f.Attrs, Added: stateTime(f.Added), Removed: f.Removed,
			List: f.List, Rank: f.Rank, Former: f.Former,
		}})
	})
	if err != nil {
		return err
	}
	if err := l.exportLists(ctx, enc); err != nil {
		return err
	}
	err = l.store.EachKept(ctx, func(k store.Kept) error {
		e := stateEntry{Feed: k.Feed, ID: k.GUID, URL: k.URL, Read: k.Read, Starred: k.Starred}
		if a := k.Entry; a != nil {
			e.Whole = &stateArticle{
				Title: a.Title, Lead: a.Lead, Author: a.Author, Language: a.Language, Comments: a.Comments, Image: a.Image,
				Published: stateTime(a.Published), Updated: stateTime(a.Updated), Arrived: stateTime(a.Arrived),
				Categories: a.Categories, Enclosures: a.Enclosures, Extra: a.Extra, Summary: a.Summary, Content: a.Content,
			}
		}
		return enc.Encode(stateLine{Entry: &e})
	})
	if err != nil {
		return err
	}
	err = l.store.EachSaved(ctx, func(q store.SavedQuote) error {
		return enc.Encode(stateLine{Quote: &stateQuote{
			Text: q.Text, Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: q.Kind, Headline: q.Headline,
			Publisher: q.Publisher, URL: q.URL, Published: stateTime(q.Published), Note: q.Note, Saved: stateTime(q.At),
		}})
	})
	return errors.Join(err, b.Flush())
}

func (l *Library) exportLists(ctx context.Context, enc *json.Encoder) error {
	lists, err := l.store.Lists(ctx)
	if err != nil {
		return err
	}
	for _, x := range lists {
		if err := enc.Encode(stateLine{List: &stateList{URL: x.URL, Title: x.Title, Held: x.Held}}); err != nil {
			return err
		}
	}
	dirs, err := l.store.Folders(ctx)
	if err != nil {
		return err
	}
	for _, d := range dirs {
		if err := enc.Encode(stateLine{Folder: &stateDir{Path: d.Path, Rank: d.Rank, Attrs: d.Attrs}}); err != nil {
			return err
		}
	}
	return nil
}

func stateTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// StateReport says what an import of a state changed.
type StateReport struct {
	Feeds, Read, Starred, Quotes int
	Awaited                      int // marks that wait for entries which have not come yet
}

// StateError is a line of a state file that can't be read.
type StateError struct {
	Line int
	Why  string
}

func (e StateError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Why) }

// The bounds of a state file: of one line, and how many lines are stored together.
const (
	stateLineMost = 32 << 20
	stateBatch    = 200
)

// IsState reports whether a file begins as a state file does.
func IsState(begin []byte) bool {
	line, _, _ := bytes.Cut(begin, []byte("\n"))
	var first stateLine
	return json.Unmarshal(line, &first) == nil && first.Pullquote == "state"
}

// ImportState merges a state with what is here: nothing is overwritten, and what
// is read or starred in either is so afterwards. Marks of entries that are not
// here wait for them. What stood before a line that can't be read is kept, and
// importing the file again does no harm.
func (l *Library) ImportState(ctx context.Context, r io.Reader) (StateReport, error) {
	var report StateReport
	var piece store.State
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), stateLineMost)
	n := 0
	for lines.Scan() {
		n++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var line stateLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return report, errors.Join(l.mergeState(ctx, &piece, &report), StateError{n, "this is no JSON object of a state file"})
		}
		if n == 1 && line.Pullquote != "state" {
			return report, StateError{n, "this is no state file of pullquote"}
		}
		if line.Version > stateVersion {
			return report, StateError{n, fmt.Sprintf("the file is of version %d, and this program knows %d", line.Version, stateVersion)}
		}
		take(line, &piece)
		if piece.Len() >= stateBatch {
			if err := l.mergeState(ctx, &piece, &report); err != nil {
				return report, err
			}
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return report, errors.Join(l.mergeState(ctx, &piece, &report), StateError{n + 1, "the line is too long"})
	} else if err != nil {
		return report, errors.Join(l.mergeState(ctx, &piece, &report), err)
	}
	err := l.mergeState(ctx, &piece, &report)
	l.background()
	return report, err
}

// mergeState stores what was gathered, and empties it.
func (l *Library) mergeState(ctx context.Context, piece *store.State, to *StateReport) error {
	if piece.Len() == 0 {
		return nil
	}
	m, err := l.store.MergeState(ctx, *piece)
	*piece = store.State{}
	to.Feeds, to.Read, to.Starred = to.Feeds+m.Feeds, to.Read+m.Read, to.Starred+m.Starred
	to.Quotes, to.Awaited = to.Quotes+m.Quotes, to.Awaited+m.Awaited
	return err
}

// ImportNewsboat takes over what was read and flagged in newsboat, from its
// cache.db, which is only read. A flagged article comes in starred.
func (l *Library) ImportNewsboat(ctx context.Context, path string) (StateReport, error) {
	var report StateReport
	var piece store.State
	err := store.NewsboatItems(ctx, path, func(k store.Kept) error {
		line := stateLine{Entry: &stateEntry{Feed: k.Feed, ID: k.GUID, URL: k.URL, Read: k.Read, Starred: k.Starred}}
		if e := k.Entry; e != nil {
			line.Entry.Whole = &stateArticle{Title: e.Title, Author: e.Author, Published: stateTime(e.Published), Content: e.Content}
		}
		if take(line, &piece); piece.Len() < stateBatch {
			return nil
		}
		return l.mergeState(ctx, &piece, &report)
	})
	return report, errors.Join(err, l.mergeState(ctx, &piece, &report))
}
