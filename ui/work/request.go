package work

import "context"

// Token is the identity of a request: its result is taken only while the slot
// still waits for it. Its context ends when the request is aborted.
type Token struct {
	Ctx context.Context
	ID  uint64
}

// Slot holds at most one request of a kind. Beginning another, or Abort, makes
// the result of the former a stranger.
type Slot struct {
	id     uint64
	busy   bool
	ctx    context.Context // of the request under way
	cancel context.CancelFunc
}

// Begin starts a request under the parent context; one that is under way is
// aborted.
func (s *Slot) Begin(parent context.Context) Token {
	s.Abort()
	ctx, cancel := context.WithCancel(parent)
	s.ctx, s.cancel, s.busy = ctx, cancel, true
	return Token{Ctx: ctx, ID: s.id}
}

// Now is the token of the request under way, for one more command of it; a
// new request where there is none.
func (s *Slot) Now(parent context.Context) Token {
	if !s.busy {
		return s.Begin(parent)
	}
	return Token{Ctx: s.ctx, ID: s.id}
}

// Is reports whether the token is the one that the slot waits for: for the
// steps of a stream.
func (s *Slot) Is(t Token) bool { return s.busy && t.ID == s.id }

// Finish takes the result of the token: true when it is the one waited for.
// The slot is free then.
func (s *Slot) Finish(t Token) bool {
	if !s.Is(t) {
		return false
	}
	s.Abort()
	return true
}

// Abort ends the request under way, if any.
func (s *Slot) Abort() {
	if s.cancel != nil {
		s.cancel()
	}
	s.ctx, s.cancel, s.busy = nil, nil, false
	s.id++
}

// Busy reports whether a request is under way.
func (s *Slot) Busy() bool { return s.busy }
