package store

import (
	"context"
	"database/sql"
)

// What is written goes to SQLite's log first, and is folded into the file when
// the log holds so many pages. SQLite would do it in the midst of a write, which
// then takes as long as the disk does; here it is done beside the writer, on a
// connection of its own. Only the little that was written meanwhile is folded
// while the writer waits, so that the log can begin anew and does not grow.
const (
	foldAt    = 2500 // pages: 10 MB
	foldRest  = 100  // few enough to hold the writer for
	foldTries = 6
)

// foldLook is after how many writes the log is looked at.
const foldLook = 8

// wrote tells that something was written.
func (s *Store) wrote() {
	if s.commits.Add(1)%foldLook != 0 {
		return
	}
	select {
	case s.written <- struct{}{}:
	default: // it looks at all that there is
	}
}

// folding folds until the store is closed.
func (s *Store) folding(ctx context.Context) {
	defer close(s.folded)
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.written:
		}
		if log, done, err := s.folds(ctx, "NOOP"); err == nil && log-done >= foldAt {
			// What fails is done with the next write, or when the store is closed.
			_ = s.fold(ctx)
		}
	}
}

func (s *Store) fold(ctx context.Context) error {
	for range foldTries {
		log, done, err := s.folds(ctx, "PASSIVE")
		if err != nil || log == done {
			return err
		}
		if log-done < foldRest {
			break
		}
	}
	s.later.Lock()
	defer s.later.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _, err := s.folds(ctx, "PASSIVE")
	return err
}

// folds folds, or (NOOP) only tells: how many pages the log has, and how many of
// them are in the file.
func (s *Store) folds(ctx context.Context, how string) (log, done int, err error) {
	var busy int
	err = s.aside.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &log, &done)
	return log, done, err
}

// startFolding opens the connection that folds.
func (s *Store) startFolding(ctx context.Context) (err error) {
	if s.aside, err = sql.Open("sqlite", dsn(s.path, "rw")); err != nil {
		return err
	}
	s.aside.SetMaxOpenConns(1)
	s.written, s.folded = make(chan struct{}, 1), make(chan struct{})
	ctx, s.stopFolding = context.WithCancel(context.WithoutCancel(ctx))
	go s.folding(ctx)
	return nil
}

func (s *Store) endFolding() error {
	if s.aside == nil {
		return nil
	}
	s.stopFolding()
	<-s.folded
	return s.aside.Close()
}
