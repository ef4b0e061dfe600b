package fetch

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"pullquote/feeds"
)

const (
	// patience is how long a request waits for a host that asked for a pause;
	// where it asked for more, the request is not made.
	patience = 10 * time.Second
	// maxHold bounds what one answer means for the other feeds of its host.
	maxHold = time.Hour
	// What a 429 without Retry-After is taken for, at first and from the second on.
	firstHold, nextHold = 5 * time.Second, 10 * time.Minute
)

// holds are the hosts that asked to be left alone. One answer of 429 means the
// whole host: it counts requests. A 503 may be the fault of one feed; two
// feeds in a row that have it are a host that is overloaded.
type holds struct {
	mu    sync.Mutex
	hosts map[string]*hold
}

type hold struct {
	until  time.Time
	last   string // the address of the last 503 without a success since
	strike int    // answers of 429 without a success since
}

// until is when a host may be asked again.
func (h *holds) until(host string) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	if x := h.hosts[host]; x != nil {
		return x.until
	}
	return time.Time{}
}

// note takes an answer of a host into account.
func (h *holds) note(host, address string, code int, retry time.Duration, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	x := h.hosts[host]
	switch {
	case code == http.StatusTooManyRequests:
		if x == nil {
			x = h.add(host)
		}
		x.strike++
		wait := retry
		switch {
		case wait > 0:
		case x.strike == 1:
			wait = firstHold
		default:
			wait = nextHold
		}
		x.hold(now.Add(min(wait, maxHold)))
	case code == http.StatusServiceUnavailable && retry > 0:
		if x == nil {
			x = h.add(host)
		}
		if x.last != "" && x.last != address {
			x.hold(now.Add(min(retry, maxHold)))
		}
		x.last = address
	case x != nil && code < 400:
		x.last, x.strike = "", 0
		if !x.until.After(now) {
			delete(h.hosts, host)
		}
	}
}

func (h *holds) add(host string) *hold {
	x := &hold{}
	h.hosts[host] = x
	return x
}

func (x *hold) hold(until time.Time) {
	if until.After(x.until) {
		x.until = until
	}
}

// Hold keeps what a host asked for in an earlier life of the program: patient
// requests to the host of this address wait until then, or are not made.
func (c *Client) Hold(address string, until time.Time) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return
	}
	if most := c.now().Add(maxHold); until.After(most) {
		until = most
	}
	c.holds.mu.Lock()
	defer c.holds.mu.Unlock()
	host := hostPort(u)
	x := c.holds.hosts[host]
	if x == nil {
		x = c.holds.add(host)
	}
	x.hold(until)
}

// turn takes a place at the host. A patient request waits first until the host
// wants to be asked again; where that is long, it is not made.
func (c *Client) turn(ctx context.Context, host string, patient bool) (release func(), err error) {
	for {
		release, err = c.turns.take(ctx, host)
		if err != nil || !patient {
			return release, err
		}
		until := c.holds.until(host)
		wait := until.Sub(c.now())
		if wait <= 0 {
			return release, nil
		}
		release() // others may be less patient
		if wait > patience {
			return nil, feeds.HeldError{Until: until}
		}
		pause := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			pause.Stop()
			return nil, ctx.Err()
		case <-pause.C:
		}
	}
}
