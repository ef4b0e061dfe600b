package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"pullquote/feeds"
)

// How an entry is recognised within its feed, the first rule that fits:
//
//  1. by its id;
//  2. by its address (see address), together with its headline, its time of
//     publication or its text: any one of the three may have changed as well;
//  3. by headline and text, where the text is long enough to be nobody else's,
//     or the day is the same too.
//
// Rules 2 and 3 hold only for entries whose id is not in the document any more:
// two that stand side by side are two, however alike they are, unless nothing
// but their ids and dates differs. So an id, an
// address or a date that a feed makes anew at every fetch neither floods the
// list nor brings back as unread what was read.
//
// Entries of different feeds stay apart, as each stands in its feed's list. But
// one that has the address of an entry that was read, of whatever feed, comes in
// as read, and marking one read marks the others.

// had is what the store has of an entry; id 0: nothing.
type had struct {
	id, hash, arrived int64
}

// incoming is an entry of a document with what is known of it.
type incoming struct {
	feeds.Entry
	hash, akin, likeness int64
	was                  had
	read, starred        bool // a new one comes in so
	pack, slot           int64
}

// recognise sorts out what a document changes: the new and the edited entries,
// in the document's order. It reads only; what is written under the writer's
// lock later fits also when another process wrote in between.
func (s *Store) recognise(ctx context.Context, f feeds.Feed, entries []feeds.Entry, here map[string]bool) ([]incoming, error) {
	feed := f.ID
	ins := make([]incoming, len(entries))
	for i, e := range entries {
		// As they come back from the store: the place in the list (sort) must be
		// the one that Entry.Time gives after reading.
		e.Published, e.Updated = fromUnix(unix(e.Published)), fromUnix(unix(e.Updated))
		ins[i] = incoming{Entry: e, hash: contentHash(e), akin: akin(e.URL)}
	}
	st, err := s.ask(ctx, "SELECT EXISTS (SELECT 1 FROM entries WHERE feed = ?)")
	if err != nil {
		return nil, err
	}
	var some bool
	if err := st.QueryRowContext(ctx, feed).Scan(&some); err != nil {
		return nil, err
	}
	if some {
		if err := s.byGUID(ctx, feed, ins); err != nil {
			return nil, err
		}
	}
	ins = slices.DeleteFunc(ins, func(in incoming) bool { return in.was.id != 0 && in.was.hash == in.hash })
	for i := range ins {
		ins[i].likeness = likeness(ins[i].Entry)
	}
	if some {
		if err := s.byLooks(ctx, feed, ins, here); err != nil {
			return nil, err
		}
		ins = slices.DeleteFunc(ins, func(in incoming) bool { return in.was.id != 0 && in.was.hash == in.hash })
	}
	return ins, s.arriving(ctx, feed, ins)
}

// byGUID is rule 1, for a whole document in one query.
func (s *Store) byGUID(ctx context.Context, feed feeds.FeedID, ins []incoming) error {
	ids := make([]string, 0, 2*len(ins))
	for _, in := range ins { // its address may have been another
		ids = append(ids, in.GUID, alias(in.GUID))
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	st, err := s.ask(ctx, "SELECT j.key, e.id, e.hash, e.arrived FROM json_each(?) j CROSS JOIN entries e ON e.feed = ? AND e.guid = j.value")
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, string(list), feed)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var i int
		var k had
		if err := rows.Scan(&i, &k.id, &k.hash, &k.arrived); err != nil {
			return err
		}
		ins[i/2].was = k
	}
	return rows.Err()
}

// aliased begins a stored id that is the entry's address: four in ten are, and
// stand twice in its row and once in an index. What follows is a number for it.
// No cleaned id begins so.
const aliased = "\x01"

// alias is how an id is stored where it is the entry's address.
func alias(guid string) string {
	h := fnv.New64a()
	_, _ = io.WriteString(h, guid) // a hash takes everything
	return aliased + base64.RawStdEncoding.EncodeToString(h.Sum(nil))
}

// storedGUID is an entry's id as it is stored.
func storedGUID(e feeds.Entry) string {
	if e.GUID == e.URL && len(e.GUID) > 24 {
		return alias(e.GUID)
	}
	return e.GUID
}

// ownGUID gives it back, of entries e.
const ownGUID = "CASE WHEN substr(e.guid, 1, 1) = char(1) THEN e.url ELSE e.guid END"

// alike is how many stored entries that look alike are gone through.
const alike = 50

// byLooks are the rules 2 and 3. Each stored entry is taken once.
func (s *Store) byLooks(ctx context.Context, feed feeds.FeedID, ins []incoming, here map[string]bool) error {
	var sts [2]*sql.Stmt
	for i, q := range []string{
		"SELECT id, hash, arrived, guid FROM entries WHERE akin = ?1 AND akin <> 0 AND feed = ?2 AND (title = ?3 OR published = ?4 AND published <> 0 OR likeness = ?5) ORDER BY id DESC LIMIT ?6",
		"SELECT id, hash, arrived, guid FROM entries WHERE feed = ?2 AND likeness = ?5 ORDER BY id DESC LIMIT ?6",
	} {
		st, err := s.ask(ctx, q)
		if err != nil {
			return err
		}
		sts[i] = st
	}
	taken := map[int64]bool{}
	for i := range ins {
		for _, st := range sts {
			if ins[i].was.id != 0 {
				break
			}
			in := &ins[i]
			k, err := pick(ctx, st, here, taken, in.akin, feed, in.Title, unix(in.Published), in.likeness, alike)
			if err != nil {
				return err
			}
			if k.id != 0 {
				in.was, taken[k.id] = k, true
			}
		}
	}
	return nil
}

// pick is the first row whose id is not in this document and that no other
// entry of it was recognised as.
func pick(ctx context.Context, st *sql.Stmt, here map[string]bool, taken map[int64]bool, args ...any) (had, error) {
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return had{}, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var k had
		var guid string
		if err := rows.Scan(&k.id, &k.hash, &k.arrived, &guid); err != nil {
			return had{}, err
		}
		if !here[guid] && !taken[k.id] {
			return k, nil
		}
	}
	return had{}, rows.Err()
}

// arriving finds how new entries come in: read where their address was read in
// another feed, read or starred where a mark waits for them.
func (s *Store) arriving(ctx context.Context, feed feeds.FeedID, ins []incoming) error {
	var akins []int64
	for _, in := range ins {
		if in.was.id == 0 && in.akin != 0 {
			akins = append(akins, in.akin)
		}
	}
	if len(akins) == 0 {
		return nil
	}
	st, err := s.ask(ctx, "SELECT DISTINCT e.akin, 0 FROM json_each(?) j CROSS JOIN entries e INDEXED BY entries_akin ON e.akin = j.value AND e.akin <> 0 WHERE e.read = 1 AND e.feed <> ?")
	if err != nil {
		return err
	}
	read, err := places(st.QueryContext(ctx, idList(akins), feed))
	if err != nil {
		return err
	}
	was := make(map[int64]bool, len(read))
	for _, r := range read {
		was[int64(r.id)] = true
	}
	for i := range ins {
		ins[i].read = was[ins[i].akin]
	}
	return nil
}

// once leaves out the entries of a document that say what one before says, at
// the same address: feeds that are put together of several name an article under
// an id of each.
func once(es []feeds.Entry) []feeds.Entry {
	type said struct {
		url  string
		hash int64
	}
	first := make(map[string]int, len(es)) // by address
	seen := map[said]bool{}                // of addresses that come again
	double := map[int]bool{}
	for i, e := range es {
		at, again := first[e.URL]
		if !again || e.URL == "" {
			first[e.URL] = i
			continue
		}
		seen[said{e.URL, contentHash(es[at])}] = true
		what := said{e.URL, contentHash(e)}
		double[i] = seen[what]
		seen[what] = true
	}
	if len(double) == 0 {
		return es
	}
	out := make([]feeds.Entry, 0, len(es))
	for i, e := range es {
		if !double[i] {
			out = append(out, e)
		}
	}
	return out
}

// distinct gives each entry of a document an id of its own: entries that share
// an id but not an address (or, without addresses, a headline) are several, and
// one that comes twice is one. The order stays.
func distinct(es []feeds.Entry) []feeds.Entry {
	what := func(e feeds.Entry) string { return cmp.Or(e.URL, e.Title) }
	first, several := map[string]string{}, map[string]bool{}
	for _, e := range es {
		if w, ok := first[e.GUID]; !ok {
			first[e.GUID] = what(e)
		} else if w != what(e) {
			several[e.GUID] = true
		}
	}
	if len(first) == len(es) {
		return es
	}
	out, seen := make([]feeds.Entry, 0, len(es)), map[string]bool{}
	for _, e := range es {
		if several[e.GUID] {
			h := fnv.New64a()
			_, _ = io.WriteString(h, what(e)) // a hash takes everything
			e.GUID = fmt.Sprintf("%s#%016x", e.GUID, h.Sum64())
		}
		if !seen[e.GUID] {
			seen[e.GUID] = true
			out = append(out, e)
		}
	}
	return out
}

// contentHash covers all that a feed says of an entry but its id and its dates:
// a feed that makes those anew at every fetch changes nothing that is read.
func contentHash(e feeds.Entry) int64 {
	h := fnv.New64a()
	add := func(t string) {
		_, _ = io.WriteString(h, t) // a hash takes everything
		_, _ = h.Write([]byte{0})
	}
	for _, t := range [...]string{e.URL, e.Comments, e.Title, e.Author, e.Language, e.Summary, e.Content, e.Image, strings.Join(e.Categories, sep)} {
		add(t)
	}
	for _, x := range e.Enclosures {
		add(x.URL)
	}
	return int64(h.Sum64())
}

// longText is from what length on, in bytes, a text and its headline belong to
// one entry whatever the day: "no change since yesterday" does not.
const longText = 400

// likeness covers headline and text, and the day where the text is short: what
// stays when a feed makes new ids and addresses. An entry without a title or
// text is like no other.
func likeness(e feeds.Entry) int64 {
	h := fnv.New64a()
	text := cmp.Or(e.Content, e.Summary)
	if e.Title == "" || text == "" {
		_, _ = io.WriteString(h, e.GUID) // as above
	}
	_, _ = io.WriteString(h, e.Title+sep+text)
	if len(text) < longText && !e.Published.IsZero() {
		_, _ = io.WriteString(h, e.Published.UTC().Format("2006-01-02"))
	}
	return int64(h.Sum64())
}

// akin is a number for an address; 0 for one that says nothing.
func akin(url string) int64 {
	a := address(url)
	if a == "" {
		return 0
	}
	h := fnv.New64a()
	_, _ = io.WriteString(h, a) // as above
	return int64(h.Sum64())
}

// address is what of an entry's address says which article it is: the scheme,
// "www.", a slash at the end, the fragment, and parameters that only tell where
// a reader came from are left out. "" for a front page, which is the address of
// all entries of some feeds.
func address(url string) string {
	_, a, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	a, _, _ = strings.Cut(a, "#")
	a, query, _ := strings.Cut(a, "?")
	host, path, _ := strings.Cut(a, "/")
	path = strings.TrimRight(path, "/")
	var kept []string
	for p := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(p, "=")
		if p != "" && !tracks(strings.ToLower(name)) {
			kept = append(kept, p)
		}
	}
	if path == "" && len(kept) == 0 {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + path + "?" + strings.Join(kept, "&")
}

// tracks reports parameters by which a server learns where a reader came from;
// they name nothing.
func tracks(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ref", "ref_src", "source", "src", "rss", "feed", "from":
		return true
	}
	for _, prefix := range [...]string{"utm_", "mtm_", "pk_", "at_", "hsa_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
