package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"pullquote/feeds"
)

// voice is a speaker as the index knows it.
type voice struct {
	id         int64
	name, role string
}

// citing puts the quotes of articles into the index within one transaction.
// What it was told of speakers holds until the end, since nobody else writes.
// The rows of the full-text index are held back to the end and go in by rising
// rowid: for a row before the last one FTS5 writes out all that it has gathered.
type citing struct {
	s      *Store
	tx     *sql.Tx
	parsed map[string]feeds.Name
	byKey  map[string]*voice // nil: asked for, and not there
	byID   map[int64]*voice  // the same, so that a better name holds for all
	byLast map[string][]namedAs
	rows   []wordRow
}

// namedAs is a name, folded, that a voice is known by.
type namedAs struct {
	key, name string
	voice     *voice
}

// wordRow is a row of the full-text index of quotes.
type wordRow struct {
	id                       int64
	text, speaker, publisher string
}

func (s *Store) cite(tx *sql.Tx) *citing {
	c := &citing{s: s, tx: tx, parsed: map[string]feeds.Name{}}
	c.forget()
	return c
}

// forget forgets which voices there are.
func (c *citing) forget() {
	c.byKey, c.byID, c.byLast = map[string]*voice{}, map[int64]*voice{}, map[string][]namedAs{}
}

// insertQuote stores a quote as its entry is, hidden or not.
const insertQuote = `INSERT INTO quotes (entry, number, start, text, speaker, role, cue, kind, headline, publisher, url, published, voice, hidden)
	VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`

// put puts the quotes of an article into the index in place of those that it
// had. The new ones come first: a voice whose last quote goes is forgotten, and
// one that is named again keeps its number. They are written from the last to
// the first, so that the list, newest first, shows them in reading order.
func (c *citing) put(ctx context.Context, id feeds.EntryID, quotes []feeds.StoredQuote) error {
	var old, hidden int64
	if err := c.s.row(ctx, c.tx, "SELECT coalesce((SELECT max(id) FROM quotes WHERE entry = ?1), 0), coalesce((SELECT hidden FROM entries WHERE id = ?1), 0)", id).Scan(&old, &hidden); err != nil {
		return err
	}
	voices, err := c.speakers(ctx, quotes)
	if err != nil {
		return err
	}
	nobody := &voice{}
	columns := map[string]string{} // by speaker
	roles := map[*voice]string{}
	for _, q := range slices.Backward(quotes) {
		v := cmp.Or(voices[q.Speaker], nobody)
		res, err := c.s.exec(ctx, c.tx, insertQuote, id, q.Number, q.Start, q.Text, q.Speaker, q.Role, q.Cue, q.Kind, q.Headline, q.Publisher, q.URL, unix(q.Published), v.id, hidden != 0)
		if err != nil {
			return err
		}
		n, err := res.LastInsertId()
		if err != nil {
			return err
		}
		column, ok := columns[q.Speaker]
		if !ok {
			column = speakerWords(q.Speaker, *v)
			columns[q.Speaker] = column
		}
		c.rows = append(c.rows, wordRow{word(unix(q.Published), feeds.EntryID(n)), segment(q.Text), column, segment(q.Publisher)})
		if q.Role != "" && v.id != 0 {
			roles[v] = q.Role
		}
	}
	for v, role := range roles {
		if role == v.role {
			continue
		}
		// All quotes of an article are of one time.
		err := c.s.row(ctx, c.tx, "UPDATE voices SET role = iif(role = '' OR newest <= ?2, ?1, role) WHERE id = ?3 RETURNING role", role, unix(quotes[0].Published), v.id).Scan(&v.role)
		if err != nil {
			return err
		}
	}
	if old == 0 {
		return nil
	}
	c.forget() // a voice may be gone now
	_, err = c.s.exec(ctx, c.tx, "DELETE FROM quotes WHERE entry = ? AND id <= ?", id, old)
	return err
}

// end writes the full-text index.
func (c *citing) end(ctx context.Context) error {
	slices.SortFunc(c.rows, func(a, b wordRow) int { return cmp.Compare(a.id, b.id) })
	for _, r := range c.rows {
		if _, err := c.s.exec(ctx, c.tx, putQuoteWords, r.id, r.text, r.speaker, r.publisher); err != nil {
			return err
		}
	}
	c.rows = nil
	return nil
}

func (c *citing) parse(speaker string) feeds.Name {
	n, ok := c.parsed[speaker]
	if !ok {
		n = feeds.ParseName(speaker)
		c.parsed[speaker] = n
	}
	return n
}

// speakers finds out who the speakers of one article are, by feeds.Name's rule:
// full names first, since bare ones are put to them.
func (c *citing) speakers(ctx context.Context, quotes []feeds.StoredQuote) (map[string]*voice, error) {
	names, roles := map[string]feeds.Name{}, map[string]string{}
	var order []string
	for _, q := range quotes {
		if _, seen := names[q.Speaker]; !seen && q.Speaker != "" {
			names[q.Speaker] = c.parse(q.Speaker)
			order = append(order, q.Speaker)
		}
		if roles[q.Speaker] == "" {
			roles[q.Speaker] = q.Role
		}
	}
	if err := c.learn(ctx, order); err != nil {
		return nil, err
	}
	out := map[string]*voice{}
	for _, bare := range []bool{false, true} {
		for _, s := range order {
			n := names[s]
			if n.Full() == bare || n.Key == "" {
				continue
			}
			v, ok := only(n, names, out)
			if !ok {
				var err error
				if v, err = c.known(ctx, n, s, roles[s]); err != nil {
					return nil, err
				}
			}
			out[s] = v
		}
	}
	return out, nil
}

// learn asks in one question which voices names have.
func (c *citing) learn(ctx context.Context, speakers []string) error {
	var ask []string
	for _, s := range speakers {
		k := c.parse(s).Key
		if _, asked := c.byKey[k]; !asked && k != "" {
			c.byKey[k] = nil
			ask = append(ask, k)
		}
	}
	if len(ask) == 0 {
		return nil
	}
	list, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	rows, err := c.s.rows(ctx, c.tx, "SELECT n.key, v.id, v.name, v.role FROM json_each(?) j CROSS JOIN names n ON n.key = j.value CROSS JOIN voices v ON v.id = n.voice", string(list))
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var key string
		var v voice
		if err := rows.Scan(&key, &v.id, &v.name, &v.role); err != nil {
			return err
		}
		c.remember(key, v)
	}
	return rows.Err()
}

func (c *citing) remember(key string, v voice) *voice {
	w := c.share(v)
	c.byKey[key] = w
	return w
}

// share is the one that stands for this voice.
func (c *citing) share(v voice) *voice {
	w := c.byID[v.id]
	if w == nil {
		w = &v
		c.byID[v.id] = w
	}
	return w
}

// only is the one speaker of the article whose full name a bare name fits.
func only(n feeds.Name, names map[string]feeds.Name, found map[string]*voice) (v *voice, ok bool) {
	for s, full := range names {
		w, there := found[s]
		if !there || !n.Fits(full) {
			continue
		}
		if ok && v.id != w.id {
			return nil, false
		}
		v, ok = w, true
	}
	return v, ok
}

// namesakes is how many names of one surname are compared.
const namesakes = 500

// known is the voice that has this name already, in all articles, or a new one.
// It was learned before whether there is one.
func (c *citing) known(ctx context.Context, n feeds.Name, shown, role string) (*voice, error) {
	if v := c.byKey[n.Key]; v != nil {
		return v, nil
	}
	var v *voice
	var err error
	if n.Full() {
		if v, err = c.namesake(ctx, n, role); err != nil {
			return nil, err
		}
	}
	if v == nil {
		res, err := c.s.exec(ctx, c.tx, "INSERT INTO voices (name, role) VALUES (?, ?)", shown, role)
		if err != nil {
			return nil, err
		}
		id, err := res.LastInsertId()
		if err != nil {
			return nil, err
		}
		v = c.share(voice{id, shown, role})
	} else if n.Better(c.parse(v.name)) {
		v.name = shown
		if _, err := c.s.exec(ctx, c.tx, "UPDATE voices SET name = ? WHERE id = ?", shown, v.id); err != nil {
			return nil, err
		}
	}
	c.byKey[n.Key] = v
	if known, asked := c.byLast[n.Last()]; asked {
		c.byLast[n.Last()] = append(known, namedAs{n.Key, shown, v})
	}
	_, err = c.s.exec(ctx, c.tx, "INSERT INTO names (key, last, name, voice) VALUES (?,?,?,?)", n.Key, n.Last(), shown, v.id)
	return v, err
}

// namesake is the only voice all of whose names may be this one; nil where there
// is none, or more than one.
func (c *citing) namesake(ctx context.Context, n feeds.Name, role string) (*voice, error) {
	known, err := c.lastNamed(ctx, n.Last())
	if err != nil {
		return nil, err
	}
	fits := map[*voice]bool{}
	for _, k := range known {
		was, seen := fits[k.voice]
		fits[k.voice] = (was || !seen) && n.Shares(k.key) && n.Same(c.parse(k.name), role+" "+k.voice.role)
	}
	var one *voice
	for v, fit := range fits {
		switch {
		case fit && one != nil:
			return nil, nil
		case fit:
			one = v
		}
	}
	return one, nil
}

// lastNamed are the names with a surname.
func (c *citing) lastNamed(ctx context.Context, last string) ([]namedAs, error) {
	if known, asked := c.byLast[last]; asked {
		return known, nil
	}
	rows, err := c.s.rows(ctx, c.tx, "SELECT n.key, n.name, v.id, v.name, v.role FROM names n JOIN voices v ON v.id = n.voice WHERE n.last = ? ORDER BY v.id LIMIT ?", last, namesakes)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	known := []namedAs{}
	for rows.Next() {
		var k namedAs
		var v voice
		if err := rows.Scan(&k.key, &k.name, &v.id, &v.name, &v.role); err != nil {
			return nil, err
		}
		k.voice = c.share(v)
		known = append(known, k)
	}
	c.byLast[last] = known
	return known, rows.Err()
}
