package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// prepared keeps statements that are run again and again: SQLite takes longer
// to read the text of a small one than to do it.
type prepared struct {
	mu sync.Mutex
	of map[string]*sql.Stmt
	// wanted are those of the writer that were asked for in a transaction: with
	// its only connection in use they are prepared behind it.
	wanted []string
}

func (p *prepared) get(query string) *sql.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.of[query]
}

func (p *prepared) put(query string, st *sql.Stmt) {
	if p.of == nil {
		p.of = map[string]*sql.Stmt{}
	}
	p.of[query] = st
}

// want asks for a statement to be there the next time.
func (p *prepared) want(query string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wanted = append(p.wanted, query)
}

// settle prepares what was wanted. One that can't be is run as it is.
func (p *prepared) settle(ctx context.Context, db *sql.DB) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, q := range p.wanted {
		if p.of[q] != nil {
			continue
		}
		if st, err := db.PrepareContext(ctx, q); err == nil {
			p.put(q, st)
		}
	}
	p.wanted = p.wanted[:0]
}

func (p *prepared) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, st := range p.of {
		errs = append(errs, st.Close())
	}
	p.of, p.wanted = nil, nil
	return errors.Join(errs...)
}

// exec is tx.ExecContext for statements that are written again and again.
func (s *Store) exec(ctx context.Context, tx *sql.Tx, query string, args ...any) (sql.Result, error) {
	if st := s.writes.get(query); st != nil {
		return tx.StmtContext(ctx, st).ExecContext(ctx, args...)
	}
	s.writes.want(query)
	return tx.ExecContext(ctx, query, args...)
}

// row is tx.QueryRowContext for the same.
func (s *Store) row(ctx context.Context, tx *sql.Tx, query string, args ...any) *sql.Row {
	if st := s.writes.get(query); st != nil {
		return tx.StmtContext(ctx, st).QueryRowContext(ctx, args...)
	}
	s.writes.want(query)
	return tx.QueryRowContext(ctx, query, args...)
}

// rows is tx.QueryContext for the same.
func (s *Store) rows(ctx context.Context, tx *sql.Tx, query string, args ...any) (*sql.Rows, error) {
	if st := s.writes.get(query); st != nil {
		return tx.StmtContext(ctx, st).QueryContext(ctx, args...)
	}
	s.writes.want(query)
	return tx.QueryContext(ctx, query, args...)
}

// stmt is a statement for many rows of one transaction.
func (s *Store) stmt(ctx context.Context, tx *sql.Tx, query string) (*sql.Stmt, error) {
	if st := s.writes.get(query); st != nil {
		return tx.StmtContext(ctx, st), nil
	}
	s.writes.want(query)
	return tx.PrepareContext(ctx, query)
}

// ask is a statement that reads, for any of the readers' connections.
func (s *Store) ask(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := s.reads.get(query); st != nil {
		return st, nil
	}
	s.reads.mu.Lock()
	defer s.reads.mu.Unlock()
	if st := s.reads.of[query]; st != nil {
		return st, nil
	}
	// It outlives the call.
	st, err := s.read.PrepareContext(context.WithoutCancel(ctx), query)
	if err == nil {
		s.reads.put(query, st)
	}
	return st, err
}
