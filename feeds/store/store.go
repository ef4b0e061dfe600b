// Package store is the only SQL of the program: feeds, entries, bodies,
// Documents, quotes, in one SQLite file. It owns transactions, migrations and
// the counters; it fetches, parses and extracts nothing. Nothing above it knows
// that it is SQLite.
//
// One connection writes, several read (WAL). What a reader does (marks, stars,
// subscriptions) is written with synchronous=FULL and outlives a power cut; a
// refresh is written with NORMAL, which no crash of the program can hurt.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"pullquote/feeds"

	"github.com/klauspost/compress/zstd"
)

//go:embed schema*.sql
var schemas embed.FS

// Schema is the version of the tables that this program writes.
const Schema = 8

// readers is how many reads run at once.
const readers = 4

var (
	// ErrNewer: the file was written by a newer pullquote.
	ErrNewer = errors.New("the database was written by a newer pullquote")
	// ErrDamaged: the file is no database, or a damaged one.
	ErrDamaged = errors.New("the database is damaged")
	// ErrStore: the database could not be read or written; the text says why.
	ErrStore = errors.New("the database")
)

// Store is an open database. Its methods may be called from several goroutines.
type Store struct {
	path  string
	now   func() time.Time
	write *sql.DB // one connection
	read  *sql.DB
	// mu serialises writers, so that they queue here and not in SQLite's
	// busy handler; another process is waited for by busy_timeout. What a
	// refresh writes queues at later first, so that one of them at most stands
	// before what a reader does.
	mu      sync.Mutex
	later   sync.Mutex
	queueMu sync.Mutex
	queue   []*job       // see group
	undo    feeds.FeedID // the last feed that was removed
	waiting atomic.Int32 // writes that a reader waits for
	writes  prepared     // of the writer's connection
	reads   prepared
	// See fold.go.
	aside       *sql.DB
	commits     atomic.Uint32
	written     chan struct{}
	folded      chan struct{}
	stopFolding context.CancelFunc
	keeping     Keeping
	zip         *zstd.Encoder
	unzip       *zstd.Decoder
}

// Open opens the database, makes it where there is none, and brings an older
// one up to date after a backup beside it. That may take seconds: moving, where
// it is given, is called before it begins.
func Open(ctx context.Context, path string, now func() time.Time, moving ...func()) (*Store, error) {
	if err := ready(path); err != nil {
		return nil, err
	}
	s := &Store{path: path, now: now}
	var err error
	if s.write, err = sql.Open("sqlite", dsn(path, "rwc")); err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", dsn(path, "ro")); err != nil {
		return nil, errors.Join(fmt.Errorf("open the database: %w", err), s.Close())
	}
	s.read.SetMaxOpenConns(readers)
	if s.zip, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(packSize*2), zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if s.unzip, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxBody)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.migrate(ctx, moving); err != nil {
		return nil, errors.Join(s.damage(err), s.Close())
	}
	if err := s.startFolding(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// ready makes the folder and an empty file that only the reader may open:
// SQLite itself would make it as the umask says.
func ready(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the database's folder: %w", err)
	}
	fi, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			return fmt.Errorf("make the database: %w", err)
		}
	case err != nil:
		return fmt.Errorf("open the database: %w", err)
	case fi.IsDir():
		return fmt.Errorf("%w %s: it is a folder", ErrStore, path)
	}
	return nil
}

// dsn names the file with the pragmas that every connection takes.
func dsn(path, mode string) string {
	q := url.Values{"mode": {mode}, "_pragma": {"busy_timeout(5000)", "foreign_keys(1)", "synchronous(NORMAL)", "temp_store(MEMORY)", "cache_size(-8000)"}}
	if mode != "ro" {
		q["_pragma"] = append(q["_pragma"], "journal_mode(WAL)", "journal_size_limit(16777216)", "wal_autocheckpoint(16000)") // the last if folding ever does not keep up
		q.Set("_txlock", "immediate")
		if fi, err := os.Stat(path); err == nil && fi.Size() == 0 { // a new file gives back what is deleted, see Shrink
			q["_pragma"] = append([]string{"auto_vacuum(INCREMENTAL)"}, q["_pragma"]...)
		}
	}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q.Encode()}
	return u.String()
}

// Close closes the database. Closing the last connection folds the log back
// into the file.
func (s *Store) Close() error {
	errs := []error{s.endFolding(), s.reads.close(), s.writes.close()}
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	if s.zip != nil {
		errs = append(errs, s.zip.Close())
	}
	if s.unzip != nil {
		s.unzip.Close()
	}
	return errors.Join(errs...)
}

// migrate brings the tables to Schema, one version after the other, all in one
// transaction, after a backup of what was there.
func (s *Store) migrate(ctx context.Context, moving []func()) error {
	var version int
	if err := s.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	switch {
	case version == Schema:
		return nil
	case version > Schema:
		return fmt.Errorf("%w (schema %d, this one knows %d): %s; a newer pullquote opens it, --db names another file", ErrNewer, version, Schema, s.path)
	}
	if version == 0 {
		// A file of another program is left alone.
		var tables int
		if err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return err
		}
		if tables > 0 {
			return s.migrateFrom(ctx, 0, fmt.Errorf("%s is another program's database", s.path))
		}
		return s.migrateFrom(ctx, 0, nil)
	}
	for _, tell := range moving {
		tell()
	}
	if err := s.backup(ctx, version); err != nil {
		return err
	}
	return s.migrateFrom(ctx, version, nil)
}

func (s *Store) migrateFrom(ctx context.Context, version int, refuse error) error {
	return s.change(ctx, false, func(tx *sql.Tx) error {
		// Another process may have been quicker.
		var now int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil || now == Schema {
			return err
		}
		if refuse != nil {
			return refuse
		}
		for v := version + 1; v <= Schema; v++ {
			sqlText, err := schemas.ReadFile(fmt.Sprintf("schema%d.sql", v))
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(sqlText)); err != nil {
				return fmt.Errorf("bring the database to schema %d: %w", v, err)
			}
			if move := moves[v]; move != nil {
				if err := move(s, ctx, tx); err != nil {
					return fmt.Errorf("bring the database to schema %d: %w", v, err)
				}
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", Schema))
		return err
	})
}

// backup writes a whole copy beside the database. It gets its name when it is
// whole: one that was killed half way is nobody's backup, and in nobody's way.
func (s *Store) backup(ctx context.Context, version int) error {
	path := fmt.Sprintf("%s.backup-v%d-%s", s.path, version, s.now().UTC().Format("20060102-150405"))
	part := fmt.Sprintf("%s.unfinished-%d", s.path, os.Getpid())
	if err := s.clearUnfinished(part); err != nil {
		return fmt.Errorf("make a backup of the database: %w", err)
	}
	if _, err := s.write.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return errors.Join(fmt.Errorf("make a backup of the database: %w", err), gone(os.Remove(part)))
	}
	if err := os.Chmod(part, 0o600); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// clearUnfinished removes what a killed backup left, and what stands under a name
// that is wanted. Another process may be making one at this moment.
func (s *Store) clearUnfinished(wanted string) error {
	all, err := filepath.Glob(s.path + ".unfinished-*")
	for _, path := range all {
		if fi, serr := os.Stat(path); path == wanted || serr == nil && time.Since(fi.ModTime()) > time.Hour {
			err = errors.Join(err, gone(os.Remove(path)))
		}
	}
	return err
}

// gone makes a file that was not there no error.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// damage puts SQLite's words for a broken file into ours.
func (s *Store) damage(err error) error {
	if err == nil {
		return nil
	}
	for _, sign := range []string{"malformed", "not a database", "disk I/O error", "file is encrypted"} {
		if strings.Contains(err.Error(), sign) {
			return fmt.Errorf("%w: %s (a backup may stand beside it; `pullquote doctor --repair` mends what it can)", ErrDamaged, s.path)
		}
	}
	var sqlite *sqlite.Error
	if errors.As(err, &sqlite) {
		return fmt.Errorf("%w %s: %w", ErrStore, s.path, plainly{sqlite})
	}
	return err
}

// plainly is an error of SQLite in words that say what to do. SQLite's own are
// about the file and quote nothing that a feed said.
type plainly struct{ err *sqlite.Error }

func (p plainly) Unwrap() error { return p.err }

func (p plainly) Error() string {
	switch p.err.Code() & 0xff { // the rest of it is the finer reason
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "another program is writing to it; try again in a moment"
	case sqlite3.SQLITE_FULL:
		return "the disk is full"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return "it may not be written to"
	case sqlite3.SQLITE_CANTOPEN:
		return "it cannot be opened"
	}
	return p.err.Error()
}

// change runs one transaction. durable waits until the disk has it.
func (s *Store) change(ctx context.Context, durable bool, do func(*sql.Tx) error) (err error) {
	if !durable {
		s.later.Lock()
		defer s.later.Unlock()
	}
	return s.locked(ctx, durable, do)
}

// locked is change for those who queued already.
func (s *Store) locked(ctx context.Context, durable bool, do func(*sql.Tx) error) (err error) {
	if durable {
		s.waiting.Add(1)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if durable {
		s.waiting.Add(-1)
	}
	c, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, c.Close())
		s.writes.settle(context.WithoutCancel(ctx), s.write)
		s.wrote()
	}()
	if durable {
		if _, err := c.ExecContext(ctx, "PRAGMA synchronous = FULL"); err != nil {
			return err
		}
		// The connection is shared: the next refresh wants NORMAL again, also
		// when this call was cancelled.
		defer func() {
			_, perr := c.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous = NORMAL")
			err = errors.Join(err, perr)
		}()
	}
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		if rerr := tx.Rollback(); rerr != nil && !errors.Is(rerr, sql.ErrTxDone) {
			return errors.Join(err, rerr)
		}
		return err
	}
	return tx.Commit()
}

// maxBody is the most that one stored body may unfold to, in bytes: a file
// that was tampered with must not eat the memory.
const maxBody = 64 << 20

// pack compresses a body; nil for an empty one.
func (s *Store) pack(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return s.zip.EncodeAll(b, make([]byte, 0, len(b)/3+64))
}

func (s *Store) unpack(b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, nil
	}
	out, err := s.unzip.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: a stored text can't be unpacked", ErrDamaged)
	}
	return out, nil
}

// unix is a time as it is stored; 0 is unknown.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func fromUnix(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0)
}
