package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// job is a write that waits for a transaction that it shares with others.
type job struct {
	weight int
	do     func(context.Context, *sql.Tx) error
	done   bool
	err    error
}

// What one shared transaction takes: a key press waits for one of them at most.
const (
	groupWeight = 1600
	groupTime   = 12 * time.Millisecond
)

// group runs a write in a transaction that it may share with others which wait
// at the same time: a refresh of a thousand feeds then writes the pages that
// they have in common, such as those of the newest headlines, a hundred times
// and not a thousand times. Each is whole or not there by itself. do may run
// twice and is not cancelled once it runs. weight is about how many rows it writes.
func (s *Store) group(ctx context.Context, weight int, do func(context.Context, *sql.Tx) error) error {
	j := &job{weight: weight, do: do}
	s.queueMu.Lock()
	s.queue = append(s.queue, j)
	s.queueMu.Unlock()
	s.later.Lock()
	defer s.later.Unlock()
	for !j.done {
		if err := ctx.Err(); err != nil {
			s.leave(j)
			return err
		}
		s.runGroup(context.WithoutCancel(ctx), s.nextGroup())
	}
	return j.err
}

// leave takes a job that nobody waits for any more out of the queue.
func (s *Store) leave(j *job) {
	s.queueMu.Lock()
	defer s.queueMu.Unlock()
	for i, q := range s.queue {
		if q == j {
			s.queue = append(s.queue[:i], s.queue[i+1:]...)
			return
		}
	}
}

// nextGroup takes from the front of the queue what fits into one transaction.
func (s *Store) nextGroup() []*job {
	s.queueMu.Lock()
	defer s.queueMu.Unlock()
	n, weight := 0, 0
	for n < len(s.queue) && (n == 0 || weight+s.queue[n].weight <= groupWeight) {
		weight += s.queue[n].weight
		n++
	}
	out := s.queue[:n:n]
	s.queue = s.queue[n:]
	return out
}

// runGroup does jobs in one transaction. What there was no time for goes back to
// the front of the queue.
func (s *Store) runGroup(ctx context.Context, jobs []*job) {
	began := time.Now()
	n := 0
	var broken error // the transaction itself
	err := s.locked(ctx, false, func(tx *sql.Tx) error {
		for ; n < len(jobs) && (n == 0 || time.Since(began) < groupTime && s.waiting.Load() == 0); n++ {
			if jobs[n].err, broken = s.nested(ctx, tx, jobs[n].do); broken != nil {
				return broken
			}
		}
		return nil
	})
	if broken != nil && len(jobs) > 1 { // a full disk ends the whole transaction: each for itself
		for _, j := range jobs {
			s.runGroup(ctx, []*job{j})
		}
		return
	}
	if broken != nil {
		n = 1
	}
	for _, j := range jobs[:n] {
		j.done, j.err = true, errors.Join(j.err, err)
	}
	if n < len(jobs) {
		s.queueMu.Lock()
		s.queue = append(jobs[n:len(jobs):len(jobs)], s.queue...)
		s.queueMu.Unlock()
	}
}

// nested is a transaction within a transaction. broken: it can't go on.
func (s *Store) nested(ctx context.Context, tx *sql.Tx, do func(context.Context, *sql.Tx) error) (err, broken error) {
	if _, err := s.exec(ctx, tx, "SAVEPOINT one"); err != nil {
		return nil, err
	}
	if err = do(ctx, tx); err != nil {
		if _, berr := s.exec(ctx, tx, "ROLLBACK TO one"); berr != nil {
			return nil, err
		}
	}
	_, broken = s.exec(ctx, tx, "RELEASE one")
	return err, broken
}
