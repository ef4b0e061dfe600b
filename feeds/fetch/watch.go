package fetch

import (
	"context"
	"io"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// Beside the time for all of it, a request has two shorter ones: until the
// answer begins, and between two pieces of it. A server that went silent is
// then let go before it has cost the whole time.
const (
	answerTimeout = 15 * time.Second
	stallTimeout  = 10 * time.Second
)

// watch ends a request whose server is silent for too long.
type watch struct {
	timer         *time.Timer
	answer, stall time.Duration
	begun         atomic.Bool // the answer has
	dialling      atomic.Bool // no connection yet: nothing was asked
}

// silence is the cause of a request that a watch ended.
type silence struct {
	after time.Duration
	begun bool
}

func (s silence) Error() string {
	if s.begun {
		return "timed out: nothing came for " + span(s.after)
	}
	return "timed out: no answer after " + span(s.after)
}

func (silence) Unwrap() error { return context.DeadlineExceeded }

// watched makes the context of one hop. The clock starts when the request has
// been sent: connecting has a limit of its own.
func (t *trip) watched(ctx context.Context) (context.Context, *watch, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	w := &watch{answer: t.c.answer, stall: t.c.stall}
	if t.site != nil && t.site.Timeout > 0 { // the reader knows that it is slow
		w.answer, w.stall = t.site.Timeout, t.site.Timeout
	}
	w.timer = time.AfterFunc(time.Hour, func() {
		if w.begun.Load() {
			cancel(silence{w.stall, true})
		} else {
			cancel(silence{w.answer, false})
		}
	})
	w.timer.Stop()
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectStart: func(string, string) { w.dialling.Store(true) },
		GotConn:      func(httptrace.GotConnInfo) { w.dialling.Store(false) },
		WroteRequest: func(httptrace.WroteRequestInfo) {
			if !w.begun.Load() { // an answer may overtake the end of its request
				w.timer.Reset(w.answer)
			}
		},
	}), w, cancel
}

// body watches the pieces of an answer.
func (w *watch) body(r io.Reader) io.Reader {
	w.begun.Store(true)
	w.timer.Reset(w.stall)
	return stalling{r, w}
}

func (w *watch) stop() { w.timer.Stop() }

type stalling struct {
	io.Reader
	w *watch
}

func (s stalling) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if n > 0 {
		s.w.timer.Reset(s.w.stall)
	}
	return n, err
}
