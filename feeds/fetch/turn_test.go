package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// drip is a body of one byte a second, for ever.
type drip struct{ ctx context.Context }

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	case <-time.After(time.Second):
		p[0] = 'x'
		return 1, nil
	}
}

func (drip) Close() error { return nil }

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestTimeouts(t *testing.T) {
	silent := func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	dripping := func(r *http.Request) (*http.Response, error) {
		resp := respond(r, 200, "")
		resp.Body, resp.ContentLength = drip{r.Context()}, -1
		return resp, nil
	}
	n := 0
	slowRedirects := func(r *http.Request) (*http.Response, error) { // each within the limit, all of them not
		n++
		select {
		case <-r.Context().Done():
			return nil, r.Context().Err()
		case <-time.After(8 * time.Second):
			return respond(r, 302, "", "Location", "/"+string(rune('a'+n))), nil
		}
	}
	for name, f := range map[string]roundTrip{"silent": silent, "drip": dripping, "redirects": slowRedirects} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := New(Options{Transport: f})
				started := time.Now()
				_, err := c.Get(t.Context(), Request{URL: "http://a.example/"})
				if Explain(err) != "timed out after 20 s" || !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("%v", err)
				}
				if took := time.Since(started); took != 20*time.Second { // of the bubble's clock
					t.Errorf("took %s", took)
				}
			})
		})
	}
}

// The caller's own deadline is no timeout of ours.
func TestCallersDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})})
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		_, err := c.Get(ctx, Request{URL: "http://a.example/"})
		if Explain(err) != "timed out" || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
	})
}

func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		flying, most := map[string]int{}, map[string]int{}
		c := New(Options{PerHost: 3, Timeout: 5 * time.Second, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			flying[r.URL.Host]++
			most[r.URL.Host] = max(most[r.URL.Host], flying[r.URL.Host])
			mu.Unlock()
			time.Sleep(4 * time.Second)
			mu.Lock()
			flying[r.URL.Host]--
			mu.Unlock()
			return respond(r, 200, ""), nil
		})})
		var wg sync.WaitGroup
		started := time.Now()
		for i := range 24 {
			host := []string{"a.example", "b.example"}[i%2]
			wg.Go(func() {
				// Waiting for the turn is not held against the request: the last
				// ones wait for 12 s with a limit of 5.
				if _, err := c.Get(t.Context(), Request{URL: "http://" + host + "/"}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if most["a.example"] != 3 || most["b.example"] != 3 {
			t.Errorf("in flight at once: %v", most)
		}
		if took := time.Since(started); took != 16*time.Second { // of the bubble's clock
			t.Errorf("took %s", took)
		}
		if len(c.turns.hosts) != 0 {
			t.Errorf("%d hosts are kept", len(c.turns.hosts))
		}
	})
}

// The place of a request that was given up is kept until the server may have
// noticed.
func TestGivenUpKeepsItsPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{PerHost: 1, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			resp := respond(r, 200, "")
			switch r.URL.Path {
			case "/silent":
				<-r.Context().Done()
				return nil, r.Context().Err()
			case "/drip":
				resp.Body, resp.ContentLength = drip{r.Context()}, -1
			}
			return resp, nil
		})})
		for path, want := range map[string]time.Duration{"/silent": labours, "/drip": notices} {
			if _, err := c.Get(t.Context(), Request{URL: "http://a.example" + path}); err == nil {
				t.Fatal("no timeout")
			}
			started := time.Now()
			for range 2 { // once
				if _, err := c.Get(t.Context(), Request{URL: "http://a.example/"}); err != nil || time.Since(started) != want {
					t.Errorf("%s: %v after %s, want %s", path, err, time.Since(started), want)
				}
			}
		}
	})
}

func TestTurnHonoursContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{PerHost: 1, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})})
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: "http://a.example/1"}); Explain(err) != "timed out after 20 s" {
				t.Error(err)
			}
		})
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		wg.Go(func() {
			if _, err := c.Get(ctx, Request{URL: "http://a.example/2"}); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		synctest.Wait()
		cancel()
		wg.Wait()
		time.Sleep(2 * labours)
		synctest.Wait()
		if len(c.turns.hosts) != 0 {
			t.Errorf("%d hosts are kept", len(c.turns.hosts))
		}
	})
}
