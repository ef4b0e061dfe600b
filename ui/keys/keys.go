// Package keys is the one table of actions: id, default keys, help, section.
// The help screen, the footers, the README and the man page are generated from
// it, and the settings may rebind any of it. It handles no input: components
// compare with key.Matches.
package keys

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// Action is the id of something that a key can do, as the settings name it.
type Action string

// The actions. Move actions work in every list and in the article.
const (
	Down        Action = "down"
	Up          Action = "up"
	PageDown    Action = "page-down"
	PageUp      Action = "page-up"
	HalfDown    Action = "half-page-down"
	HalfUp      Action = "half-page-up"
	Top         Action = "top"
	Bottom      Action = "bottom"
	Open        Action = "open"
	Back        Action = "back"
	Quit        Action = "quit"
	Help        Action = "help"
	Commands    Action = "commands"
	Undo        Action = "undo"
	Search      Action = "search"
	NextMatch   Action = "next-match"
	PrevMatch   Action = "previous-match"
	NextQuote   Action = "next-quote"
	PrevQuote   Action = "previous-quote"
	Quotes      Action = "quotes"
	SameSpeaker Action = "next-by-speaker"
	PrevSpeaker Action = "previous-by-speaker"
	QuotesOnly  Action = "quotes-only"
	SaveQuote   Action = "save-quote"
	Everything  Action = "speaker-quotes"
	Note        Action = "note"
	Export      Action = "export"
	NextArticle Action = "next-article"
	PrevArticle Action = "previous-article"
	NextHeading Action = "next-heading"
	PrevHeading Action = "previous-heading"
	NextLink    Action = "next-link"
	PrevLink    Action = "previous-link"
	Unfold      Action = "show-hidden"
	NextBlock   Action = "next-block"
	PrevBlock   Action = "previous-block"
	HideKeep    Action = "hide-or-keep"
	ToggleBody  Action = "page-or-feed"
	Reload      Action = "reload"
	Changes     Action = "changes"
	MarkRead    Action = "toggle-read"
	MarkAllRead Action = "mark-all-read"
	Star        Action = "star"
	Browser     Action = "browser"
	Copy        Action = "copy"
	CopyLink    Action = "copy-link"
	Refresh     Action = "refresh"
	RefreshFeed Action = "refresh-feed"
	AddFeed     Action = "add-feed"
	RemoveFeed  Action = "remove-feed"
	Starter     Action = "starter-packs"
	UnreadOnly  Action = "unread-only"
	StarredOnly Action = "starred-only"
	Feeds       Action = "feeds"
	FeedError   Action = "feed-errors"
	Theme       Action = "light-or-dark"
	Suspend     Action = "suspend"
)

// Section groups actions on the help screen.
type Section string

// The sections, in the order in which help shows them.
const (
	Moving    Section = "Move"
	Reading   Section = "Read"
	QuoteWork Section = "Quotes"
	Marking   Section = "Mark"
	FeedWork  Section = "Feeds"
	Program   Section = "Program"
)

// Sections are all sections in their order.
func Sections() []Section {
	return []Section{Moving, Reading, QuoteWork, Marking, FeedWork, Program}
}

// Place says on which screens an action works.
type Place uint8

// The places; an action may have several. An article by itself, without a
// library behind it, has some of an article's actions.
const (
	InList Place = 1 << iota
	InArticle
	InQuotes
	InFeeds
	Alone
	InText     = InArticle | Alone
	Everywhere = InList | InText | InQuotes | InFeeds
)

// Entry is one row of the table.
type Entry struct {
	Action  Action
	Keys    []string // defaults, as Bubble Tea names keys
	Help    string   // what it does, in a few words
	Section Section
	Places  Place
}

// Table is the whole table in the order of the help screen.
func Table() []Entry {
	return []Entry{
		{Down, []string{"j", "down"}, "down", Moving, Everywhere},
		{Up, []string{"k", "up"}, "up", Moving, Everywhere},
		{PageDown, []string{"space", "f", "pgdown"}, "page down; at the end of an article the next unread", Moving, Everywhere},
		{PageUp, []string{"b", "pgup"}, "page up", Moving, Everywhere},
		{HalfDown, []string{"d", "ctrl+d"}, "half a page down", Moving, Everywhere},
		{HalfUp, []string{"u", "ctrl+u"}, "half a page up", Moving, Everywhere},
		{Top, []string{"g", "home"}, "to the top", Moving, Everywhere},
		{Bottom, []string{"G", "end"}, "to the end", Moving, Everywhere},

		{Open, []string{"enter", "l", "right"}, "open", Reading, Everywhere},
		{Back, []string{"q", "esc", "h", "left"}, "back", Reading, Everywhere},
		{NextArticle, []string{"J"}, "next article; in the list the next unread", Reading, InArticle | InList},
		{PrevArticle, []string{"K"}, "previous article; in the list the previous unread", Reading, InArticle | InList},
		{NextHeading, []string{"}"}, "next heading", Reading, InText},
		{PrevHeading, []string{"{"}, "previous heading", Reading, InText},
		{NextLink, []string{"tab"}, "next link; 1 to 9 choose one of those shown", Reading, InText},
		{PrevLink, []string{"shift+tab"}, "previous link", Reading, InText},
		{Search, []string{"/"}, "filter the list, search the article", Reading, Everywhere},
		{NextMatch, []string{"n"}, "next match, or next quote", Reading, InText},
		{PrevMatch, []string{"N"}, "previous match, or previous quote", Reading, InText},
		{Unfold, []string{"x"}, "show what was hidden and why; in the feeds, fold a folder", Reading, InText | InFeeds},
		{NextBlock, []string{">"}, "choose the next block, to hide or keep it", Reading, InText},
		{PrevBlock, []string{"<"}, "choose the previous block", Reading, InText},
		{HideKeep, []string{"X"}, "hide the chosen block on this site, or keep it: writes a rule", Reading, InText},
		{ToggleBody, []string{"t"}, "the page, or the feed’s own text", Reading, InArticle},
		{Reload, []string{"r"}, "fetch the page again", Reading, InArticle},
		{Changes, []string{"c"}, "what the feed has changed since the article came", Reading, InArticle},

		{NextQuote, []string{"]"}, "next quote", QuoteWork, InText},
		{PrevQuote, []string{"["}, "previous quote", QuoteWork, InText},
		{SameSpeaker, []string{")"}, "next quote of the same speaker", QuoteWork, InText},
		{PrevSpeaker, []string{"("}, "previous quote of the same speaker", QuoteWork, InText},
		{Quotes, []string{"\""}, "quotes by speaker; in the list, all stored quotes", QuoteWork, InText | InList | InQuotes},
		{Everything, []string{"'"}, "everything stored that this speaker said", QuoteWork, InArticle | InQuotes},
		{QuotesOnly, []string{"v"}, "quotes only: fold the prose between", QuoteWork, InText},
		{Copy, []string{"y"}, "copy the quote with its source, else the link", QuoteWork, InText | InQuotes | InList},
		{CopyLink, []string{"Y"}, "copy the link", QuoteWork, InText | InQuotes | InList},
		{SaveQuote, []string{"S"}, "save the quote, or let it go", QuoteWork, InArticle | InQuotes},
		{Note, []string{"e"}, "write a note on the quote; it is saved with it", QuoteWork, InArticle | InQuotes},
		{Export, []string{"w"}, "write the quotes shown to a file or the clipboard", QuoteWork, InQuotes},

		{MarkRead, []string{"m"}, "read or unread", Marking, InList | InArticle},
		{Star, []string{"s"}, "star", Marking, InList | InArticle},
		{MarkAllRead, []string{"A"}, "mark all shown read", Marking, InList},
		{Undo, []string{"U"}, "undo", Marking, Everywhere},
		{UnreadOnly, []string{"."}, "unread only", Marking, InList},
		{StarredOnly, []string{"*"}, "starred only; in the stored quotes, saved only", Marking, InList | InQuotes},

		{Feeds, []string{"F"}, "feeds and folders", FeedWork, InList | InFeeds},
		{Refresh, []string{"R"}, "refresh all", FeedWork, InList | InFeeds},
		{RefreshFeed, []string{"r"}, "refresh this feed", FeedWork, InList | InFeeds},
		{AddFeed, []string{"a"}, "add a feed", FeedWork, InList | InFeeds},
		{Starter, []string{"+"}, "starter packs", FeedWork, InList | InFeeds},
		{RemoveFeed, []string{"D"}, "remove this feed", FeedWork, InFeeds},
		{FeedError, []string{"e"}, "how this feed is doing, and its last fetches", FeedWork, InList | InFeeds},

		{Browser, []string{"o"}, "open in the browser", Program, Everywhere},
		{Commands, []string{":"}, "commands", Program, Everywhere},
		{Help, []string{"?"}, "help", Program, Everywhere},
		{Theme, []string{"T"}, "light or dark", Program, Everywhere},
		{Suspend, []string{"ctrl+z"}, "to the shell; fg comes back", Program, Everywhere},
		{Quit, []string{"Q", "ctrl+c"}, "quit", Program, Everywhere},
	}
}

// Both is what an action and the next one of the table do, where the two belong
// together: the help gives them one row. "" elsewhere.
func Both(a Action) string {
	switch a {
	case Down:
		return "down, up"
	case HalfDown:
		return "half a page down, up"
	case Top:
		return "to the top, to the end"
	case NextArticle:
		return "next, previous article; in the list the unread ones"
	case NextHeading:
		return "next, previous heading"
	case NextLink:
		return "next, previous link; 1 to 9 choose one of those shown"
	case NextMatch:
		return "next, previous match or quote"
	case NextBlock:
		return "choose a block, to hide or keep it"
	case NextQuote:
		return "next, previous quote"
	case SameSpeaker:
		return "next, previous quote of the same speaker"
	}
	return ""
}

// Works reports whether an action works on a place.
func Works(a Action, p Place) bool {
	return slices.ContainsFunc(Table(), func(e Entry) bool { return e.Action == a && e.Places&p != 0 })
}

// Map holds the bindings in force.
type Map struct{ bindings map[Action]key.Binding }

// Fault is what is wrong with keys of the settings, and the actions that it is
// about.
type Fault struct {
	Text    string
	Actions []Action
}

func (f *Fault) Error() string { return "keys: " + f.Text }

// New makes the bindings: the defaults, changed by the settings. Errors: an
// unknown action, an empty key, or two actions of one screen on the same key.
func New(rebind map[string][]string) (Map, error) {
	m := Map{map[Action]key.Binding{}}
	table := Table()
	for name := range rebind {
		if !slices.ContainsFunc(table, func(e Entry) bool { return string(e.Action) == name }) {
			return Map{}, &Fault{Text: fmt.Sprintf("no action is called %q", name)}
		}
	}
	type use struct {
		place Place
		act   Action
	}
	taken := map[string][]use{}
	for _, e := range table {
		ks := e.Keys
		if r, ok := rebind[string(e.Action)]; ok {
			ks = r
		}
		for _, k := range ks {
			if k == "" {
				return Map{}, &Fault{fmt.Sprintf("%s has an empty key", e.Action), []Action{e.Action}}
			}
			if !isKey(k) {
				return Map{}, &Fault{fmt.Sprintf("%q is no key for %s: it takes a character, or a name as enter, pgdown, f5 or ctrl+x", k, e.Action), []Action{e.Action}}
			}
			for _, u := range taken[k] {
				if u.place&e.Places != 0 {
					return Map{}, &Fault{fmt.Sprintf("%q is both %s and %s", Show(k), u.act, e.Action), []Action{u.act, e.Action}}
				}
			}
			taken[k] = append(taken[k], use{e.Places, e.Action})
		}
		b := key.NewBinding(key.WithKeys(ks...), key.WithHelp(showAll(ks), e.Help))
		if len(ks) == 0 {
			b.SetEnabled(false)
		}
		m.bindings[e.Action] = b
	}
	return m, nil
}

// Default is the table as it comes; it has no conflicts (a test proves it).
func Default() Map {
	m, err := New(nil)
	if err != nil {
		panic(err)
	}
	return m
}

// For is the binding of an action.
func (m Map) For(a Action) key.Binding { return m.bindings[a] }

// Is reports whether the key is bound to the action. Everything with a String
// of the key's name will do: tea.KeyPressMsg does.
func (m Map) Is(k fmt.Stringer, a Action) bool { return key.Matches(k, m.bindings[a]) }

// Step is where a key of movement leads from row at of n, page of which fit the
// screen; false: it is no such key.
func (m Map) Step(k fmt.Stringer, at, n, page int) (int, bool) {
	switch {
	case m.Is(k, Down):
		at++
	case m.Is(k, Up):
		at--
	case m.Is(k, PageDown):
		at += page
	case m.Is(k, PageUp):
		at -= page
	case m.Is(k, HalfDown):
		at += max(page/2, 1)
	case m.Is(k, HalfUp):
		at -= max(page/2, 1)
	case m.Is(k, Top):
		at = 0
	case m.Is(k, Bottom):
		at = n
	default:
		return at, false
	}
	return max(min(at, n-1), 0), true
}

// First is the first key of an action as it is shown: "]", "Enter". "" where
// the settings took every key from it.
func (m Map) First(a Action) string {
	if ks := m.bindings[a].Keys(); len(ks) > 0 {
		return Show(ks[0])
	}
	return ""
}

// All are all keys of an action as they are shown, with blanks between.
func (m Map) All(a Action) string { return m.bindings[a].Help().Key }

// Names are the ids of all actions, sorted.
func Names() []string {
	set := map[string]bool{}
	for _, e := range Table() {
		set[string(e.Action)] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// Show is a key as people write it: "Enter", "PgDn", "^C", "↓".
func Show(k string) string {
	switch k {
	case "enter":
		return "Enter"
	case "esc":
		return "Esc"
	case "space":
		return "Space"
	case "tab":
		return "Tab"
	case "shift+tab":
		return "S-Tab"
	case "pgdown":
		return "PgDn"
	case "pgup":
		return "PgUp"
	case "home":
		return "Home"
	case "end":
		return "End"
	case "down":
		return "↓"
	case "up":
		return "↑"
	case "left":
		return "←"
	case "right":
		return "→"
	}
	if c, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return "^" + strings.ToUpper(c)
	}
	return k
}

func showAll(ks []string) string {
	out := make([]string, len(ks))
	for i, k := range ks {
		out[i] = Show(k)
	}
	return strings.Join(out, " ")
}
