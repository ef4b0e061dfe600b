package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"pullquote/feeds"
	"pullquote/feeds/fetch"
	"pullquote/feeds/opml"
)

// What an import did with one subscription.
const (
	Added   = "added"
	Already = "already there"
	Moved   = "moved"
	Left    = "left out"
)

// Imported is one subscription of a list, and what became of it.
type Imported struct {
	URL, Title string
	Folder     []string // where it stands now
	What, Why  string
}

// ImportReport says what an import did.
type ImportReport struct {
	Added, Already, Moved int
	Skipped               []string   // what was refused, each with the reason
	Feeds                 []Imported // one by one, as in the list
}

// ImportOptions say how a list is merged.
type ImportOptions struct {
	// Arrange moves feeds that are there already into the list's folders. Else
	// only those move that stand in none.
	Arrange bool
}

// Import reads OPML or a newsboat urls file and merges it: nothing that is
// there is lost or doubled. It fetches nothing.
func (l *Library) Import(ctx context.Context, r io.Reader) (ImportReport, error) {
	return l.Merge(ctx, r, ImportOptions{})
}

// Merge is Import with options.
func (l *Library) Merge(ctx context.Context, r io.Reader, o ImportOptions) (ImportReport, error) {
	list, err := opml.Read(r)
	if err != nil {
		return ImportReport{}, err
	}
	return l.merge(ctx, list, "", o)
}

// merge takes a list into the store. from is the followed list that it is.
func (l *Library) merge(ctx context.Context, list opml.List, from string, o ImportOptions) (ImportReport, error) {
	report := ImportReport{Skipped: list.Skipped}
	last, err := l.store.LastRank(ctx) // what is new stands behind what is there
	if err != nil {
		return report, err
	}
	for i := range list.Feeds {
		f := &list.Feeds[i]
		f.Named, f.List = f.Title != "", from
		f.Rank += last
	}
	for i := range list.Folders {
		list.Folders[i].Rank += last
	}
	if first, err := l.firstList(ctx); err != nil {
		return report, err
	} else if first && from == "" && len(list.Head) > 0 {
		list.Folders = append(list.Folders, feeds.Folder{Attrs: list.Head})
	}
	if err := l.store.AddFolders(ctx, list.Folders); err != nil {
		return report, err
	}
	did, err := l.store.Merge(ctx, list.Feeds, o.Arrange)
	if err != nil {
		return report, err
	}
	seen := map[feeds.FeedID]bool{}
	for i, m := range did {
		f := list.Feeds[i]
		in := Imported{URL: f.URL, Title: f.Title, Folder: m.Was, What: Already}
		switch {
		case m.Added:
			report.Added++
			in.What = Added
		case m.Moved:
			report.Moved++
			in.What, in.Folder, in.Why = Moved, f.Folder, "from "+folderName(m.Was)+" to "+folderName(f.Folder)
		default:
			report.Already++
			switch {
			case seen[m.ID]:
				in.Why = "the list names it twice"
			case len(f.Folder) > 0 && !slices.Equal(m.Was, f.Folder):
				in.Why = "it stays in " + folderName(m.Was) + "; the list has it in " + folderName(f.Folder)
			}
		}
		seen[m.ID] = true
		report.Feeds = append(report.Feeds, in)
	}
	for _, s := range list.Skipped {
		what, why := s, ""
		if i := strings.LastIndex(s, ": "); i >= 0 {
			what, why = s[:i], s[i+2:]
		}
		report.Feeds = append(report.Feeds, Imported{URL: what, What: Left, Why: why})
	}
	return report, nil
}

// firstList reports whether nothing was subscribed to yet: the head of a list that
// is merged into others is not theirs.
func (l *Library) firstList(ctx context.Context) (bool, error) {
	all, err := l.store.Feeds(ctx)
	return !slices.ContainsFunc(all, func(f feeds.Feed) bool { return !strings.HasPrefix(f.URL, feeds.Builtin) }), err
}

func folderName(path []string) string {
	if len(path) == 0 {
		return "the top"
	}
	return strings.Join(path, "/")
}

// Export writes all subscriptions as OPML 2.0, with what other programs' lists
// said of feeds and folders.
func (l *Library) Export(ctx context.Context, w io.Writer) error {
	all, err := l.store.Feeds(ctx)
	if err != nil {
		return err
	}
	folders, err := l.store.Folders(ctx)
	if err != nil {
		return err
	}
	list := opml.List{Feeds: all}
	for _, f := range folders {
		if len(f.Path) == 0 {
			list.Head = f.Attrs
			continue
		}
		list.Folders = append(list.Folders, f)
	}
	list.Title = cmp.Or(list.Head["title"], "pullquote")
	return opml.Write(w, list)
}

// ListReport says what a followed list brought into step.
type ListReport struct {
	List                  feeds.List
	Added, Moved, Removed []feeds.Feed
	Skipped               []string
}

// errEmptyList: a list that holds nothing any more is more likely broken than meant.
var errEmptyList = errors.New("the list names no feed any more: nothing was removed")

// Follow subscribes to a list on the web: at every refresh of all feeds what it
// adds is added and what it drops is dropped, as far as it came from the list.
// A list that is followed already is brought into step.
func (l *Library) Follow(ctx context.Context, address string) (ListReport, error) {
	address, err := fullAddress(address)
	if err != nil {
		return ListReport{}, err
	}
	all, err := l.store.Lists(ctx)
	if err != nil {
		return ListReport{}, err
	}
	list := feeds.List{URL: address}
	if i := slices.IndexFunc(all, func(x feeds.List) bool { return x.URL == address }); i >= 0 {
		list = all[i]
		list.ETag, list.LastModified = "", "" // asked for: read it whole
	}
	r, err := l.step(ctx, list)
	if err != nil && list.Fetched.IsZero() {
		return r, err // never read: not followed
	}
	return r, errors.Join(err, l.store.PutList(context.WithoutCancel(ctx), r.List))
}

// Unfollow stops following a list; its feeds stay, as the reader's own.
// Errors: feeds.ErrNotFound.
func (l *Library) Unfollow(ctx context.Context, address string) error {
	address, err := fullAddress(address)
	if err != nil {
		return err
	}
	return l.store.DropList(ctx, address)
}

// Lists are the followed lists.
func (l *Library) Lists(ctx context.Context) ([]feeds.List, error) { return l.store.Lists(ctx) }

// listPace is how often a followed list is read by refreshes that keep to what
// is due.
const listPace = 6 * time.Hour

// step fetches a list and brings the subscriptions into step with it. The
// report's List is as it has to be kept, after failures too.
func (l *Library) step(ctx context.Context, list feeds.List) (ListReport, error) {
	now := l.o.Now()
	a, err := l.get(ctx, fetch.Request{URL: list.URL, ETag: list.ETag, LastModified: list.LastModified, Accept: "text/x-opml, application/xml, text/xml, text/plain, */*;q=0.5"})
	r := ListReport{List: list}
	r.List.Checked = now
	if err == nil {
		r, err = l.compare(ctx, r, a)
	}
	if err == nil || errors.Is(err, feeds.ErrUnchanged) {
		r.List.Fetched, r.List.Failures, r.List.Failure = now, 0, ""
		r.List.NextCheck = now.Add(min(max(listPace, a.Fresh), latest))
		return r, nil
	}
	r.List.Failures++
	r.List.Failure = Explain(err)
	r.List.NextCheck = now.Add(backOff(r.List.Failures, a.RetryAfter))
	return r, err
}

// compare takes what the list adds and drops what it dropped.
func (l *Library) compare(ctx context.Context, r ListReport, a fetch.Answer) (ListReport, error) {
	list, err := opml.Read(strings.NewReader(string(a.Body)))
	if err != nil {
		return r, err
	}
	r.Skipped = list.Skipped
	held := map[string][]string{}
	var fresh opml.List
	for _, f := range list.Feeds {
		if _, twice := held[f.URL]; twice {
			continue
		}
		held[f.URL] = f.Folder
		was, known := r.List.Held[f.URL]
		switch {
		case !known:
			fresh.Feeds = append(fresh.Feeds, f)
		case !slices.Equal(was, f.Folder):
			moved, err := l.store.Refile(ctx, r.List.URL, f.URL, was, f.Folder)
			if err != nil {
				return r, err
			}
			if moved {
				r.Moved = append(r.Moved, f)
			}
		}
	}
	if len(held) == 0 && len(r.List.Held) > 0 {
		return r, errEmptyList
	}
	did, err := l.merge(ctx, fresh, r.List.URL, ImportOptions{})
	if err != nil {
		return r, err
	}
	for i, in := range did.Feeds {
		if in.What == Added {
			r.Added = append(r.Added, fresh.Feeds[i])
		}
	}
	if list.Torn { // what is missing may stand behind the tear
		maps.Copy(held, r.List.Held)
		r.List.Held = held
		return r, nil
	}
	var gone []string
	for u := range r.List.Held {
		if _, still := held[u]; !still {
			gone = append(gone, u)
		}
	}
	slices.Sort(gone)
	if r.Removed, err = l.store.RemoveListed(ctx, r.List.URL, gone); err != nil {
		return r, err
	}
	r.List.Held, r.List.ETag, r.List.LastModified = held, a.ETag, a.LastModified
	if list.Title != "" {
		r.List.Title = list.Title
	}
	return r, nil
}

// steps brings all followed lists into step, beside a refresh of all feeds.
func (l *Library) steps(ctx context.Context, due bool, tell func(Progress)) error {
	all, err := l.store.Lists(ctx)
	if err != nil {
		return err
	}
	for _, list := range all {
		now := l.o.Now()
		if due && list.NextCheck.After(now) && !list.Checked.After(now) {
			continue
		}
		started := time.Now()
		r, err := l.step(ctx, list)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		err = errors.Join(err, l.store.PutList(ctx, r.List))
		tell(Progress{Feed: feeds.Feed{URL: r.List.URL, Title: r.List.Name()}, Done: true, List: &r, Err: err, Took: time.Since(started)})
	}
	return nil
}

// Said is a report in human words.
func (r ListReport) Said() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{len(r.Added), "added"}, {len(r.Moved), "moved"}, {len(r.Removed), "removed"}, {len(r.Skipped), "left out"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	if len(parts) == 0 {
		return "in step"
	}
	return strings.Join(parts, ", ")
}
