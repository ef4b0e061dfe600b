package library

import (
	"net/url"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/store"
)

// take puts a line where it belongs, cleaned: a file is text from outside.
func take(line stateLine, to *store.State) {
	switch {
	case line.Feed != nil:
		f := line.Feed
		if address := feedAddress(f.URL); address != "" {
			to.Feeds = append(to.Feeds, store.Subscription{Own: article.CleanLine(f.Name), Removed: f.Removed, Feed: feeds.Feed{
				URL: address, Title: article.CleanLine(f.Title), Site: article.CleanURL(f.Site), Description: article.Clean(f.Description),
				Language: article.CleanLine(f.Language), Folder: cleanLines(f.Folder), Tags: cleanLines(f.Tags), Attrs: cleanAttrs(f.Attrs), Added: timeOf(f.Added),
				List: feedAddress(f.List), Rank: cleanRank(f.Rank),
			}, Former: addresses(f.Former)})
		}
	case line.List != nil:
		if address := feedAddress(line.List.URL); address != "" {
			held := map[string][]string{}
			for u, folder := range line.List.Held {
				if feedAddress(u) != "" {
					held[u] = cleanLines(folder)
				}
			}
			to.Lists = append(to.Lists, feeds.List{URL: address, Title: article.CleanLine(line.List.Title), Held: held})
		}
	case line.Folder != nil:
		if path := cleanLines(line.Folder.Path); len(path) == len(line.Folder.Path) && len(path)+len(line.Folder.Attrs) > 0 {
			to.Folders = append(to.Folders, feeds.Folder{Path: path, Rank: cleanRank(line.Folder.Rank), Attrs: cleanAttrs(line.Folder.Attrs)})
		}
	case line.Entry != nil:
		e := line.Entry
		k := store.Kept{Feed: feedAddress(e.Feed), GUID: article.Clean(e.ID), URL: cleanLink(e.URL), Read: e.Read, Starred: e.Starred}
		if k.Feed == "" || k.GUID == "" || !k.Read && !k.Starred {
			return
		}
		if a := e.Whole; a != nil && e.Starred {
			k.Entry = &feeds.Entry{
				GUID: k.GUID, URL: k.URL, Title: article.CleanLine(a.Title), Lead: article.CleanLine(a.Lead), Author: article.CleanLine(a.Author), Language: article.CleanLine(a.Language),
				Comments: cleanLink(a.Comments), Image: cleanLink(a.Image), Published: timeOf(a.Published), Updated: timeOf(a.Updated), Arrived: timeOf(a.Arrived),
				Categories: cleanLines(a.Categories), Enclosures: cleanEnclosures(a.Enclosures), Extra: cleanExtra(a.Extra), Summary: ownHTML(a.Summary), Content: ownHTML(a.Content),
			}
		}
		to.Kept = append(to.Kept, k)
	case line.Quote != nil:
		q := line.Quote
		if strings.TrimSpace(q.Text) == "" {
			return
		}
		to.Quotes = append(to.Quotes, store.SavedQuote{At: timeOf(q.Saved), StoredQuote: feeds.StoredQuote{
			Text: article.Clean(q.Text), Speaker: article.CleanLine(q.Speaker), Role: article.CleanLine(q.Role), Cue: article.CleanLine(q.Cue), Kind: article.CleanLine(q.Kind),
			Headline: article.CleanLine(q.Headline), Publisher: article.CleanLine(q.Publisher), URL: cleanLink(q.URL), Published: timeOf(q.Published), Note: article.Clean(q.Note),
		}})
	}
}

// ownHTML is a feed's own text: valid UTF-8, and cleaned where it becomes visible.
func ownHTML(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

// feedAddress is an address that can be subscribed to; "" where it is none.
func feedAddress(s string) string {
	if strings.HasPrefix(s, feeds.Builtin) && article.CleanLine(s) == s {
		return s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || article.CleanLine(s) != s {
		return ""
	}
	return s
}

// addresses are those that can be subscribed to.
func addresses(in []string) []string {
	var out []string
	for _, s := range in {
		if feedAddress(s) != "" {
			out = append(out, s)
		}
	}
	return out
}

// cleanLink is an address of the web or of a built-in article; "" where it is none.
func cleanLink(s string) string {
	if strings.HasPrefix(s, feeds.Builtin) {
		return article.CleanLine(s)
	}
	return article.CleanURL(s)
}

// cleanRank is a rank that leaves room for many more.
func cleanRank(n int) int { return min(max(n, 0), 1<<30) }

func cleanLines(in []string) []string {
	var out []string
	for _, s := range in {
		if s = article.CleanLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func cleanAttrs(in map[string]string) map[string]string {
	var out map[string]string
	for k, v := range in {
		if k = article.CleanLine(k); k != "" {
			if out == nil {
				out = map[string]string{}
			}
			out[k] = article.Clean(v)
		}
	}
	return out
}

func cleanEnclosures(in []feeds.Enclosure) []feeds.Enclosure {
	var out []feeds.Enclosure
	for _, e := range in {
		if e.URL = cleanLink(e.URL); e.URL != "" {
			e.Type, e.Title, e.Length = article.CleanLine(e.Type), article.CleanLine(e.Title), max(e.Length, 0)
			out = append(out, e)
		}
	}
	return out
}

func cleanExtra(x *feeds.Extra) *feeds.Extra {
	if x == nil {
		return nil
	}
	out := *x
	out.Source, out.SourceURL, out.ReplyTo = article.CleanLine(x.Source), cleanLink(x.SourceURL), article.CleanLine(x.ReplyTo)
	out.Place, out.Season, out.Episode, out.Chapters = article.CleanLine(x.Place), article.CleanLine(x.Season), article.CleanLine(x.Episode), cleanLink(x.Chapters)
	out.Transcripts, out.People = cleanEnclosures(x.Transcripts), cleanLines(x.People)
	return &out
}
