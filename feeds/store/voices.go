package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"pullquote/feeds"
)

// voice is a speaker as the index knows it.
type voice struct {
	id         int64
	name, role string
}

// putQuotes puts the quotes of an article into the index in place of those that
// it had. The new ones come first: a voice whose last quote goes is forgotten,
// and one that is named again keeps its number. They are written from the last
// to the first, so that the list, newest first, shows them in reading order.
func putQuotes(ctx context.Context, tx *sql.Tx, id feeds.EntryID, quotes []feeds.StoredQuote) error {
	var old, hidden int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce((SELECT max(id) FROM quotes WHERE entry = ?1), 0), coalesce((SELECT hidden FROM entries WHERE id = ?1), 0)", id).Scan(&old, &hidden); err != nil {
		return err
	}
	voices, err := voicesOf(ctx, tx, quotes)
	if err != nil {
		return err
	}
	for i := len(quotes) - 1; i >= 0; i-- {
		q := quotes[i]
		v := voices[q.Speaker]
		q.Voice = v.id
		res, err := tx.ExecContext(ctx, "INSERT INTO quotes (entry, number, start, text, speaker, role, cue, kind, headline, publisher, url, published, voice, hidden) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
			id, q.Number, q.Start, q.Text, q.Speaker, q.Role, q.Cue, q.Kind, q.Headline, q.Publisher, q.URL, unix(q.Published), q.Voice, hidden != 0)
		if err != nil {
			return err
		}
		if q.ID, err = res.LastInsertId(); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, putQuoteWords, quoteWords(q, v.name)...); err != nil {
			return err
		}
		if q.Role != "" && q.Voice != 0 {
			if _, err := tx.ExecContext(ctx, "UPDATE voices SET role = ? WHERE id = ? AND (role = '' OR newest <= ?)", q.Role, q.Voice, unix(q.Published)); err != nil {
				return err
			}
		}
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM quotes WHERE entry = ? AND id <= ?", id, old)
	return err
}

// voicesOf finds out who the speakers of one article are, by feeds.Name's rule:
// full names first, since bare ones are put to them.
func voicesOf(ctx context.Context, tx *sql.Tx, quotes []feeds.StoredQuote) (map[string]voice, error) {
	names, roles := map[string]feeds.Name{}, map[string]string{}
	var order []string
	for _, q := range quotes {
		if _, seen := names[q.Speaker]; !seen && q.Speaker != "" {
			names[q.Speaker] = feeds.ParseName(q.Speaker)
			order = append(order, q.Speaker)
		}
		if roles[q.Speaker] == "" {
			roles[q.Speaker] = q.Role
		}
	}
	out := map[string]voice{}
	for _, bare := range []bool{false, true} {
		for _, s := range order {
			n := names[s]
			if n.Full() == bare || n.Key == "" {
				continue
			}
			v, ok := only(n, names, out)
			if !ok {
				var err error
				if v, err = known(ctx, tx, n, s, roles[s]); err != nil {
					return nil, err
				}
			}
			out[s] = v
		}
	}
	return out, nil
}

// only is the one speaker of the article whose full name a bare name fits.
func only(n feeds.Name, names map[string]feeds.Name, found map[string]voice) (v voice, ok bool) {
	for s, full := range names {
		w, there := found[s]
		if !there || !n.Fits(full) {
			continue
		}
		if ok && v.id != w.id {
			return voice{}, false
		}
		v, ok = w, true
	}
	return v, ok
}

// namesakes is how many names of one surname are compared.
const namesakes = 500

// known is the voice that has this name already, in all articles, or a new one.
func known(ctx context.Context, tx *sql.Tx, n feeds.Name, shown, role string) (voice, error) {
	var v voice
	err := tx.QueryRowContext(ctx, "SELECT v.id, v.name, v.role FROM names n JOIN voices v ON v.id = n.voice WHERE n.key = ?", n.Key).Scan(&v.id, &v.name, &v.role)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return v, err
	}
	if n.Full() {
		if v, err = namesake(ctx, tx, n, role); err != nil {
			return v, err
		}
	}
	if v.id == 0 {
		v = voice{name: shown, role: role}
		res, err := tx.ExecContext(ctx, "INSERT INTO voices (name, role) VALUES (?, ?)", shown, role)
		if err != nil {
			return v, err
		}
		if v.id, err = res.LastInsertId(); err != nil {
			return v, err
		}
	} else if n.Better(feeds.ParseName(v.name)) {
		v.name = shown
		if _, err := tx.ExecContext(ctx, "UPDATE voices SET name = ? WHERE id = ?", shown, v.id); err != nil {
			return v, err
		}
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO names (key, last, name, voice) VALUES (?,?,?,?)", n.Key, n.Last(), shown, v.id)
	return v, err
}

// namesake is the only voice all of whose names may be this one; none, or more
// than one: a zero voice.
func namesake(ctx context.Context, tx *sql.Tx, n feeds.Name, role string) (voice, error) {
	rows, err := tx.QueryContext(ctx, "SELECT v.id, v.name, v.role, n.name FROM names n JOIN voices v ON v.id = n.voice WHERE n.last = ? ORDER BY v.id LIMIT ?", n.Last(), namesakes)
	if err != nil {
		return voice{}, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	fits := map[int64]bool{}
	all := map[int64]voice{}
	for rows.Next() {
		var v voice
		var name string
		if err := rows.Scan(&v.id, &v.name, &v.role, &name); err != nil {
			return voice{}, err
		}
		was, seen := fits[v.id]
		fits[v.id] = (was || !seen) && n.Same(feeds.ParseName(name), role+" "+v.role)
		all[v.id] = v
	}
	var one voice
	for id, fit := range fits {
		switch {
		case fit && one.id != 0:
			return voice{}, rows.Err()
		case fit:
			one = all[id]
		}
	}
	return one, rows.Err()
}

// Revoice gives quotes that an older version stored their voices and their place
// in the full-text index, those of so many articles, the newest first. It says
// whether there may be more.
func (s *Store) Revoice(ctx context.Context, limit int) (more bool, err error) {
	err = s.change(ctx, false, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT DISTINCT entry FROM quotes INDEXED BY quotes_waiting WHERE voice IS NULL ORDER BY entry DESC LIMIT ?", limit)
		if err != nil {
			return err
		}
		var ids []feeds.EntryID
		for rows.Next() {
			var id feeds.EntryID
			if err := rows.Scan(&id); err != nil {
				return errors.Join(err, rows.Close())
			}
			ids = append(ids, id)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		more = len(ids) == limit
		for _, id := range ids {
			qs, err := stored(ctx, tx, id)
			if err != nil {
				return err
			}
			if err := putQuotes(ctx, tx, id, qs); err != nil {
				return err
			}
		}
		return nil
	})
	return more, s.damage(err)
}

// stored are the quotes of an article in reading order.
func stored(ctx context.Context, tx *sql.Tx, id feeds.EntryID) ([]feeds.StoredQuote, error) {
	rows, err := tx.QueryContext(ctx, "SELECT number, start, text, speaker, role, cue, kind, headline, publisher, url, published FROM quotes WHERE entry = ? ORDER BY number", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.StoredQuote
	for rows.Next() {
		q := feeds.StoredQuote{Entry: id}
		var published int64
		if err := rows.Scan(&q.Number, &q.Start, &q.Text, &q.Speaker, &q.Role, &q.Cue, &q.Kind, &q.Headline, &q.Publisher, &q.URL, &published); err != nil {
			return nil, err
		}
		q.Published = fromUnix(published)
		out = append(out, q)
	}
	return out, rows.Err()
}

// window is how many quotes with the words asked for are looked at, the newest.
const window = 5000

// Voices is a page of speakers, whom the newest quote is of first; the zero
// place of q.After is the top. With words, those who have quotes with them
// among the newest window of such quotes, and how many.
func (s *Store) Voices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	if q.Limit <= 0 {
		q.Limit = 200
	}
	if q.Words == "" && q.Speaker == "" && q.Text == "" && q.Publisher == "" && q.Since.IsZero() {
		return s.allVoices(ctx, q)
	}
	from, w, ok := quotesWhere(q)
	if !ok || q.After != (feeds.QuoteCursor{}) {
		return nil, nil
	}
	by := "q.published DESC, q.id DESC"
	if w.match != "" {
		by = "quotes_text.rowid DESC"
	}
	// SQLite gives the bare column text from the row that holds the maximum.
	return s.voices(ctx, "SELECT coalesce(m.voice, 0), coalesce(v.name, ''), coalesce(v.role, ''), count(*), max(m.published), m.text FROM (SELECT q.voice, q.published, substr(q.text, 1, 400) AS text FROM "+from+
		" WHERE "+w.String()+" ORDER BY "+by+" LIMIT ?) m LEFT JOIN voices v ON v.id = m.voice GROUP BY m.voice ORDER BY max(m.published) DESC, m.voice DESC LIMIT ?", append(w.args, window, q.Limit)...)
}

// allVoices is a page of all speakers; behind the last stands nobody, for the
// quotes that no name goes with.
func (s *Store) allVoices(ctx context.Context, q feeds.QuoteQuery) ([]feeds.Voice, error) {
	const last = `coalesce((SELECT substr(text, 1, 400) FROM quotes WHERE voice = v.id AND hidden = 0 ORDER BY published DESC, id DESC LIMIT 1), '')`
	var w where
	w.add("v.quotes > 0")
	if q.After != (feeds.QuoteCursor{}) {
		if q.After.ID == 0 { // behind nobody
			return nil, nil
		}
		w.add("(v.newest, v.id) < (?, ?)", unix(q.After.Time), q.After.ID)
	}
	found, err := s.voices(ctx, "SELECT v.id, v.name, v.role, v.quotes, v.newest, "+last+" FROM voices v INDEXED BY voices_newest WHERE "+w.String()+
		" ORDER BY v.newest DESC, v.id DESC LIMIT ?", append(w.args, q.Limit)...)
	if err != nil || len(found) == q.Limit {
		return found, err
	}
	nobody, err := s.voices(ctx, `SELECT 0, '', '', count(*), coalesce(max(v.published), 0), `+strings.ReplaceAll(last, "v.id", "0")+
		" FROM quotes v INDEXED BY quotes_voice WHERE v.voice = 0 AND v.hidden = 0 HAVING count(*) > 0")
	return append(found, nobody...), err
}

func (s *Store) voices(ctx context.Context, query string, args ...any) ([]feeds.Voice, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.damage(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []feeds.Voice
	for rows.Next() {
		var v feeds.Voice
		var newest int64
		if err := rows.Scan(&v.ID, &v.Name, &v.Role, &v.Quotes, &newest, &v.Last); err != nil {
			return nil, err
		}
		v.Newest = fromUnix(newest)
		out = append(out, v)
	}
	return out, s.damage(rows.Err())
}
