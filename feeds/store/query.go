package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"pullquote/feeds"
)

// waiting is how many of the newest entries that are not indexed yet are
// looked through by headline.
const waiting = "2000"

// where is a query as SQL.
type where struct {
	conds []string
	args  []any
	// feeds are the chosen feeds where they are several; their condition is
	// among conds as well.
	feeds []feeds.FeedID
	feed  bool   // conditions on the feed's row: it has to be joined
	rows  bool   // conditions that no index of a list can answer
	match string // the full-text query; "" none
	quote bool   // chosen by a speaker, and by no text
	// waits is the same selection among entries that are not in the full-text
	// index yet; nil without a text.
	waits *where
	// index is the index that the list is walked along where no text is asked
	// for. It is named and not left to the planner, which takes a worse one
	// with the statistics of a store that was still empty, or with none.
	index string
}

func (w *where) add(cond string, args ...any) {
	w.conds = append(w.conds, cond)
	w.args = append(w.args, args...)
}

func (w *where) String() string { return strings.Join(w.conds, " AND ") }

// part are the conditions, and their arguments, that begin so, or do not.
func (w *where) part(prefix string, begin bool) (string, []any) {
	var conds []string
	var args []any
	at := 0
	for _, c := range w.conds {
		n := strings.Count(c, "?")
		if strings.HasPrefix(c, prefix) == begin {
			conds, args = append(conds, c), append(args, w.args[at:at+n]...)
		}
		at += n
	}
	return strings.Join(conds, " AND "), args
}

// from is what the conditions choose from. The order is ours: the full-text
// index, which gives its rows in the order of the list, then their entries; else
// the entries by their index.
func (w *where) from() string {
	from := "entries e INDEXED BY " + w.index
	switch {
	case w.match != "":
		from = "words CROSS JOIN entries e INDEXED BY entries_place ON e.place = words.rowid AND e." + placed
	case w.quote:
		from = "entries e NOT INDEXED"
	}
	if w.feed {
		from += " CROSS JOIN feeds f ON f.id = e.feed"
	}
	return from
}

// after keeps what stands behind (or, up, before) a place.
func (w *where) after(p feeds.Page) {
	than := " < "
	switch {
	case p.Up:
		than = " > "
	case p.After == (feeds.Cursor{}):
		return
	}
	at := unix(p.After.Time)
	if w.match != "" {
		if p.Up {
			w.add("words.rowid >= ?", stretch(at))
		} else {
			w.add("words.rowid < ?", stretchEnd(at))
		}
	}
	w.add("(e.sort, e.id)"+than+"(?, ?)", at, p.After.ID)
}

// ids is the selection as a statement without order.
func (w *where) ids() (string, []any) {
	q, args := "SELECT e.id FROM "+w.from()+" WHERE "+w.String(), w.args
	if w.waits != nil {
		more, margs := w.waits.ids()
		q, args = q+" UNION ALL "+more, slices.Concat(args, margs)
	}
	return q, args
}

// spokenIn are the entries in which somebody speaks.
const spokenIn = "SELECT entry FROM quotes WHERE id IN (SELECT rowid & " + idMask + " FROM quotes_text WHERE quotes_text MATCH ?)"

// conditions compiles a query. ok is false where it can match nothing.
func (s *Store) conditions(ctx context.Context, q feeds.Query) (w where, ok bool, err error) {
	w.add("e.hidden = 0")
	onlyIf(&w, "read", q.Read)
	onlyIf(&w, "starred", q.Starred)
	w.rows = q.Starred != nil && !*q.Starred
	w.index = listIndex(q)
	if q.Quoted > 0 {
		w.add("e.quotes > 0") // by these words the index is chosen
	}
	if q.Quoted > 1 {
		w.add("e.quotes >= ?", q.Quoted)
	}
	ids, chosen, err := s.chosenFeeds(ctx, q)
	if err != nil {
		return w, false, err
	}
	switch {
	case chosen && len(ids) == 0:
		return w, false, nil
	case chosen && len(ids) == 1:
		w.add("e.feed = ?", ids[0])
		w.index = feedIndex(w.index)
	case chosen:
		w.feeds = ids
		w.add("+e.feed IN (SELECT value FROM json_each(?))", idList(ids))
	}
	if !q.Since.IsZero() {
		w.add("e.sort >= ?", q.Since.Unix())
	}
	if !q.Until.IsZero() {
		w.add("e.sort < ?", q.Until.Unix())
	}
	if q.Speaker != "" {
		who := match(feeds.FoldName(q.Speaker), "speaker")
		if who == "" {
			return w, false, nil
		}
		w.add("e.id IN ("+spokenIn+")", who)
		w.quote = true
	}
	ok, err = s.addText(ctx, &w, q, ids)
	return w, ok, err
}

// addText adds what the full-text index is asked for; false: nothing matches.
func (s *Store) addText(ctx context.Context, w *where, q feeds.Query, ids []feeds.FeedID) (ok bool, err error) {
	var parts []string
	for _, part := range []struct {
		asked string
		make  func() (string, error)
	}{
		{q.Text, func() (string, error) { return s.widen(ctx, q.Text, "") }},
		{q.Author, func() (string, error) { return s.widen(ctx, q.Author, markName) }},
		{q.Tag, func() (string, error) { return s.tagged(ctx, q.Tag) }},
		{q.Language, func() (string, error) { return spoken(q.Language), nil }},
	} {
		if strings.TrimSpace(part.asked) == "" {
			continue
		}
		m, err := part.make()
		if err != nil || m == "" {
			return false, err
		}
		parts = append(parts, "("+m+")")
	}
	if len(parts) == 0 {
		return true, nil
	}
	w.waits = w.waiting(q)
	if m := feedMarks(ids); m != "" {
		parts = append(parts, "("+m+")")
	}
	w.match = strings.Join(parts, " AND ")
	w.add("words MATCH ?", w.match)
	// Few entries are asked for one by one: nothing is gained by walking all
	// that hold a common word.
	if q.Starred != nil && *q.Starred {
		w.add("words.rowid IN (SELECT place FROM entries INDEXED BY entries_starred WHERE hidden = 0 AND starred = 1)")
	} else if q.Speaker != "" {
		w.add("words.rowid IN (SELECT place FROM entries WHERE id IN ("+spokenIn+"))", match(feeds.FoldName(q.Speaker), "speaker"))
	}
	if !q.Since.IsZero() {
		w.add("words.rowid >= ?", stretch(q.Since.Unix()))
	}
	if !q.Until.IsZero() {
		w.add("words.rowid < ?", stretchEnd(q.Until.Unix()))
	}
	return true, nil
}

// waiting is the selection among entries that are not in the full-text index
// yet, by what their rows say.
func (w *where) waiting(q feeds.Query) *where {
	u := *w
	u.conds, u.args = slices.Clone(w.conds), slices.Clone(w.args)
	u.index, u.quote = "entries_pending", false
	u.add("e." + waits + " AND e.id >= coalesce((SELECT id FROM entries INDEXED BY entries_pending WHERE " + waits + " ORDER BY id DESC LIMIT 1 OFFSET " + waiting + "), 0)")
	for _, t := range strings.Fields(q.Text) {
		u.add("e.title || ' ' || e.author LIKE ? ESCAPE '\\'", contains(t))
	}
	if t := strings.TrimSpace(q.Author); t != "" {
		u.add("e.author LIKE ? ESCAPE '\\'", contains(t))
	}
	if t := strings.TrimSpace(q.Tag); t != "" {
		u.feed = true
		u.add("(e.categories LIKE ? ESCAPE '\\' OR f.tags LIKE ? ESCAPE '\\')", contains(t), contains(t))
	}
	if t := strings.TrimSpace(q.Language); t != "" {
		u.feed = true
		u.add("coalesce(nullif(e.language, ''), f.language) || '-' LIKE ? ESCAPE '\\'", strings.TrimPrefix(contains(t+"-"), "%"))
	}
	return &u
}

func onlyIf(w *where, column string, on *bool) {
	switch {
	case on == nil:
	case *on:
		w.add("e." + column + " = 1")
	default:
		w.add("e." + column + " = 0")
	}
}

// listIndex is the smallest index that holds all that a query can choose, in
// the order of the list.
func listIndex(q feeds.Query) string {
	switch {
	case q.Quoted > 0:
		return "entries_quoted"
	case q.Starred != nil && *q.Starred:
		return "entries_starred"
	case q.Read == nil:
		return "entries_newest"
	case *q.Read:
		return "entries_read"
	}
	return "entries_unread"
}

// feedIndex is the index for the same list of one feed.
func feedIndex(index string) string {
	switch index {
	case "entries_unread":
		return "entries_feed_unread"
	case "entries_newest", "entries_read":
		return "entries_feed"
	}
	return index
}

// idList is a list of ids as JSON: one argument, however many there are.
func idList[T ~int64](ids []T) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(int64(id), 10))
	}
	b.WriteByte(']')
	return b.String()
}

// chosenFeeds are the feeds that a query names by id, name or folder.
func (s *Store) chosenFeeds(ctx context.Context, q feeds.Query) (ids []feeds.FeedID, chosen bool, err error) {
	if len(q.Feeds) == 0 && q.FeedName == "" && len(q.Folder) == 0 {
		return nil, false, nil
	}
	if len(q.Feeds) > 0 && q.FeedName == "" && len(q.Folder) == 0 {
		return q.Feeds, true, nil
	}
	if len(q.Feeds) == 0 && q.FeedName == "" {
		ids, err = s.inFolders(ctx, q.Folder)
		return ids, true, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT id, folder, coalesce(nullif(name, ''), title), url FROM feeds WHERE hidden = 0")
	if err != nil {
		return nil, false, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	allowed := map[feeds.FeedID]bool{}
	for _, id := range q.Feeds {
		allowed[id] = true
	}
	part := strings.ToLower(q.FeedName)
	for rows.Next() {
		var id feeds.FeedID
		var folder, name, url string
		if err := rows.Scan(&id, &folder, &name, &url); err != nil {
			return nil, false, err
		}
		switch {
		case len(q.Feeds) > 0 && !allowed[id], len(q.Folder) > 0 && !inFolder(folderPath(folder), q.Folder):
		case part != "" && !strings.Contains(strings.ToLower(name), part) && !strings.Contains(strings.ToLower(url), part):
		default:
			ids = append(ids, id)
		}
	}
	return ids, true, rows.Err()
}

// inFolders are the feeds of a folder and of those in it. Folders are few: the
// feeds' rows are not read for it.
func (s *Store) inFolders(ctx context.Context, folder []string) ([]feeds.FeedID, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT folder FROM feeds INDEXED BY feeds_folder WHERE hidden = 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var chosen []string
	for rows.Next() {
		var path string
		if err := rows.Scan(&path); err != nil {
			return nil, err
		}
		if inFolder(folderPath(path), folder) {
			chosen = append(chosen, path)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(chosen) == 0 {
		return nil, err
	}
	list, err := json.Marshal(chosen)
	if err != nil {
		return nil, err
	}
	found, err := s.read.QueryContext(ctx, "SELECT f.id FROM json_each(?) j CROSS JOIN feeds f INDEXED BY feeds_folder ON f.folder = j.value AND f.hidden = 0", string(list))
	if err != nil {
		return nil, err
	}
	return idsOf[feeds.FeedID](found)
}

func inFolder(path, folder []string) bool {
	if len(folder) > len(path) {
		return false
	}
	for i := range folder {
		if !strings.EqualFold(path[i], folder[i]) {
			return false
		}
	}
	return true
}

// contains is a LIKE pattern for a part of a text.
func contains(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s) + "%"
}
