package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"pullquote/article"
)

// Health is what Check finds.
type Health struct {
	Path                              string
	Bytes, Free                       int64
	Schema                            int
	Problems                          []string
	Feeds, Entries, Documents, Quotes int
	Backup                            string
}

// Check looks the whole database over. With repair it makes a backup first,
// then rebuilds indexes, counters and full text; what SQLite can't mend stays a
// problem.
func (s *Store) Check(ctx context.Context, repair bool) (Health, error) {
	h := Health{Path: s.path, Schema: Schema}
	if repair {
		if err := s.backup(ctx, Schema); err != nil {
			return h, err
		}
		if err := s.repair(ctx); err != nil {
			h.Problems = append(h.Problems, article.CleanLine(err.Error()))
		}
	}
	if size, err := s.Size(); err == nil {
		h.Bytes = size
	}
	backups, err := filepath.Glob(s.path + ".backup-*")
	if err == nil && len(backups) > 0 {
		h.Backup = slices.Max(backups)
	}
	for _, look := range []func(context.Context) ([]string, error){s.integrity, s.orphans, s.counts, s.voiceCounts, s.fullText, s.bodiesWhole} {
		found, err := look(ctx)
		if errors.Is(err, context.Canceled) {
			return h, err
		}
		if err != nil {
			found = append(found, article.CleanLine(err.Error()))
		}
		h.Problems = append(h.Problems, found...)
	}
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size), (SELECT count(*) FROM feeds WHERE hidden = 0), (SELECT count(*) FROM entries WHERE hidden = 0),
		(SELECT count(*) FROM documents), (SELECT count(*) FROM quotes)`).Scan(&h.Free, &h.Feeds, &h.Entries, &h.Documents, &h.Quotes)
	if err != nil {
		h.Problems = append(h.Problems, article.CleanLine(err.Error()))
	}
	return h, nil
}

// Size is the size of the file, with what still stands in its log.
func (s *Store) Size() (int64, error) {
	fi, err := os.Stat(s.path)
	if err != nil {
		return 0, err
	}
	size := fi.Size()
	if fi, err = os.Stat(s.path + "-wal"); err == nil {
		size += fi.Size()
	}
	return size, nil
}

// integrity looks with a connection of its own: on one that has searched before,
// FTS5 checks by what it remembers of the index, and calls it damaged after
// another connection has emptied it.
func (s *Store) integrity(ctx context.Context) (out []string, err error) {
	own, err := sql.Open("sqlite", dsn(s.path, "ro"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, own.Close()) }()
	rows, err := own.QueryContext(ctx, "PRAGMA integrity_check(20)")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return out, err
		}
		if line != "ok" {
			out = append(out, article.CleanLine(line))
		}
	}
	return out, rows.Err()
}

func (s *Store) orphans(ctx context.Context) ([]string, error) {
	return s.tally(ctx, "SELECT count(*) FROM pragma_foreign_key_check", "%d rows belong to nothing")
}

func (s *Store) counts(ctx context.Context) ([]string, error) {
	return s.tally(ctx, `SELECT count(*) FROM feeds f WHERE total <> (SELECT count(*) FROM entries WHERE feed = f.id)
		OR unread <> (SELECT count(*) FROM entries WHERE feed = f.id AND read = 0)`, "%d feeds are counted wrongly")
}

func (s *Store) voiceCounts(ctx context.Context) ([]string, error) {
	return s.tally(ctx, "SELECT count(*) FROM voices v WHERE quotes <> (SELECT count(*) FROM quotes WHERE voice = v.id AND hidden = 0)", "%d speakers are counted wrongly")
}

func (s *Store) fullText(ctx context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, table := range []string{"words", "quotes_text"} {
		if _, err := s.write.ExecContext(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES ('integrity-check')", table, table)); err != nil {
			return []string{fmt.Sprintf("the full-text index %s is damaged", table)}, nil
		}
	}
	return nil, nil
}

func (s *Store) tally(ctx context.Context, query, words string) ([]string, error) {
	var n int
	if err := s.read.QueryRowContext(ctx, query).Scan(&n); err != nil || n == 0 {
		return nil, err
	}
	return []string{fmt.Sprintf(words, n)}, nil
}

// repair rebuilds all that is made from something else.
func (s *Store) repair(ctx context.Context) error {
	return s.change(ctx, true, func(tx *sql.Tx) error {
		for _, q := range []string{
			"REINDEX",
			"DELETE FROM entries WHERE feed NOT IN (SELECT id FROM feeds)",
			"DELETE FROM packs WHERE id NOT IN (SELECT pack FROM entries)",
			"DELETE FROM versions WHERE entry NOT IN (SELECT id FROM entries)",
			"DELETE FROM pages WHERE entry NOT IN (SELECT id FROM entries)",
			"DELETE FROM documents WHERE entry NOT IN (SELECT id FROM entries)",
			"DELETE FROM blocks WHERE entry NOT IN (SELECT id FROM entries)",
			"DELETE FROM quotes WHERE entry NOT IN (SELECT id FROM entries)",
			"DELETE FROM fetches WHERE feed NOT IN (SELECT id FROM feeds)",
			"UPDATE feeds SET total = (SELECT count(*) FROM entries WHERE feed = feeds.id), unread = (SELECT count(*) FROM entries WHERE feed = feeds.id AND read = 0)",
			"DELETE FROM voices WHERE id NOT IN (SELECT voice FROM quotes WHERE voice IS NOT NULL)",
			"UPDATE quotes SET voice = NULL WHERE voice <> 0 AND voice NOT IN (SELECT id FROM voices)", // Revoice gives them others
			"UPDATE voices SET quotes = (SELECT count(*) FROM quotes WHERE voice = voices.id AND hidden = 0), newest = coalesce((SELECT max(published) FROM quotes WHERE voice = voices.id AND hidden = 0), 0)",
			"INSERT INTO quotes_text (quotes_text) VALUES ('delete-all')",
			"INSERT INTO words (words) VALUES ('delete-all')",
			"UPDATE entries SET " + waits + " WHERE " + placed,
		} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return requote(ctx, tx)
	})
}
