package fetch

import (
	"context"
	"sync"
)

// turns lets at most limit requests into one host at a time. It holds an entry
// only for hosts that are being asked, so it does not grow.
type turns struct {
	limit int
	mu    sync.Mutex
	hosts map[string]*turn
}

type turn struct {
	slots chan struct{}
	users int // holding or waiting
}

// take waits for a place at the host, in order of asking. release gives it back.
func (t *turns) take(ctx context.Context, host string) (release func(), err error) {
	t.mu.Lock()
	h := t.hosts[host]
	if h == nil {
		h = &turn{slots: make(chan struct{}, t.limit)}
		t.hosts[host] = h
	}
	h.users++
	t.mu.Unlock()

	leave := func() {
		t.mu.Lock()
		if h.users--; h.users == 0 {
			delete(t.hosts, host)
		}
		t.mu.Unlock()
	}
	select {
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	case h.slots <- struct{}{}:
		return func() { <-h.slots; leave() }, nil
	}
}
