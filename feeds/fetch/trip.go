package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"pullquote/feeds"
)

// anything is the Accept header where the caller names none.
const anything = "application/atom+xml, application/rss+xml, application/feed+json, " +
	"application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, application/xhtml+xml;q=0.8, */*;q=0.5"

// trip is one Get on its way over its redirects.
type trip struct {
	c    *Client
	r    Request
	at   *url.URL      // the next address, without user
	user *url.Userinfo // of the first address
	site *site         // what the reader set for the first address; nil nothing
	own  bool          // its secrets may go to the first origin
	// header is what the site adds there, secrets included.
	header http.Header

	first     string // origin of the first address
	home      bool   // every hop so far was on the first origin
	guard     bool   // the next hop may not be private
	permanent bool   // every redirect so far was permanent
	down      bool   // a redirect led from https to http
	seen      map[string]bool
	left      time.Duration // of the timeout
	limit     time.Duration // the whole of it
}

func (c *Client) begin(r Request) (*trip, error) {
	u, err := address(r.URL)
	if err != nil {
		return nil, err
	}
	t := &trip{
		c: c, r: r, at: u, user: u.User,
		first: origin(u), home: true, permanent: true,
		seen: map[string]bool{}, left: c.timeout,
	}
	u.User = nil
	from, err := address(r.From)
	if r.Unasked && !c.private {
		t.guard = err != nil || !localName(from.Hostname())
	}
	if t.site = c.site(u); t.site != nil {
		// A page of another site that names an address here must not have the
		// reader log in there.
		t.own = t.site.trusted(u) && (!r.Unasked || err == nil && origin(from) == t.first)
		if t.site.Timeout > 0 {
			t.left = t.site.Timeout
		}
	}
	t.limit = t.left
	return t, nil
}

// secrets reports whether the next hop would carry any.
func (t *trip) secrets() bool {
	return t.home && (t.user != nil || len(t.r.Header) > 0 || t.own && t.site.hasSecrets())
}

// conditional reports whether the next hop carries a validator.
func (t *trip) conditional() bool {
	return t.home && (validator(t.r.ETag) != "" || validator(t.r.LastModified) != "")
}

func (t *trip) request(ctx context.Context) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.at.String(), nil)
	if err != nil {
		return nil, errAddress
	}
	agent := t.c.agent
	if t.home {
		if t.site != nil && t.site.UserAgent != "" {
			agent = t.site.UserAgent
		}
		if t.own {
			maps.Copy(req.Header, t.header)
		}
		for k, v := range t.r.Header {
			req.Header[http.CanonicalHeaderKey(k)] = v
		}
		if t.user != nil {
			password, _ := t.user.Password()
			req.SetBasicAuth(t.user.Username(), password)
		}
		if v := validator(t.r.ETag); v != "" {
			req.Header.Set("If-None-Match", v)
		}
		if v := validator(t.r.LastModified); v != "" {
			req.Header.Set("If-Modified-Since", v)
		}
	}
	accept := t.r.Accept
	if accept == "" {
		accept = anything
	}
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", codings)
	req.Header.Set("User-Agent", agent)
	return req, nil
}

// hop makes one request. done: the answer is final.
func (t *trip) hop(ctx context.Context) (a Answer, done bool, err error) {
	host := hostPort(t.at)
	release, err := t.c.turn(ctx, host, t.r.Patient)
	if err != nil {
		return a, false, err
	}
	// A request that is given up is still under way for the server until it
	// notices: the place at the host is kept for that time.
	keep := notices
	defer func() {
		if keep > 0 {
			time.AfterFunc(keep, release)
		} else {
			release()
		}
	}()

	started := time.Now()
	ctx, cancel := context.WithTimeout(ctx, t.left)
	defer cancel()
	defer func() { t.left -= time.Since(started) }()
	ctx, w, stop := t.watched(ctx)
	defer stop(nil)
	defer w.stop()
	defer func() {
		var s silence
		if err != nil && errors.As(context.Cause(ctx), &s) {
			err = s
		}
	}()

	resp, public, err := t.send(ctx)
	if err != nil {
		if ctx.Err() != nil && !w.dialling.Load() {
			keep = labours
		}
		return a, false, err
	}
	defer resp.Body.Close() //nolint:errcheck // nothing is written; the body was read or is thrown away
	a = t.answer(resp)
	t.c.holds.note(host, t.at.String(), resp.StatusCode, a.RetryAfter, t.c.now())
	if isRedirect(resp.StatusCode) && resp.Header.Get("Location") != "" {
		if slurp(resp) {
			keep = 0
		}
		return a, false, t.follow(resp, public)
	}
	if err := t.status(resp.StatusCode, &a); err != nil {
		if slurp(resp) {
			keep = 0
		}
		return a, false, err
	}
	wire := w.body(resp.Body)
	a.Body, a.Wire, err = t.c.body(resp, wire)
	if err == nil && drained(wire) {
		keep = 0
	}
	return a, true, err
}

// send chooses the way for the next hop and takes it. public: the host stands
// in the public network.
func (t *trip) send(ctx context.Context) (resp *http.Response, public bool, err error) {
	local := localName(t.at.Hostname())
	if t.guard && local {
		return nil, false, feeds.ErrPrivate
	}
	// The address that was really dialled is known for certain only here.
	var dialled atomic.Pointer[netip.Addr]
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) {
		if a, ok := i.Conn.RemoteAddr().(*net.TCPAddr); ok {
			addr := a.AddrPort().Addr()
			dialled.Store(&addr)
		}
	}})
	req, err := t.request(ctx)
	if err != nil {
		return nil, false, err
	}
	var proxy *url.URL
	if choose := t.c.proxyOf(t.site); choose != nil {
		if proxy, err = choose(req); err != nil {
			return nil, false, errProxy
		}
	}
	ways, err := t.c.way(t.site, t.home && t.own)
	if err != nil {
		return nil, false, err
	}
	// What a proxy dials can't be seen, and asking for the name ourselves would
	// tell the resolver what the proxy may be there to hide: there the name
	// alone is judged. The proxy itself may well be private.
	way := ways.open
	if t.guard && proxy == nil {
		way = ways.guarded
	}
	resp, err = way.RoundTrip(req)
	if err != nil {
		return nil, false, err
	}
	if addr := dialled.Load(); addr != nil && proxy == nil {
		return resp, !isPrivate(*addr), nil
	}
	return resp, !local, nil
}

// follow takes a redirect: it sets the next address or says why not.
func (t *trip) follow(resp *http.Response, public bool) error {
	t.seen[t.at.String()] = true
	loc := resp.Header.Get("Location")
	if len(loc) > maxAddress {
		return errRedirect
	}
	to, err := t.at.Parse(loc)
	if err != nil {
		return errRedirect
	}
	if err := fit(to); err != nil {
		return errRedirect
	}
	// A name and password that a server writes into a redirect are not the
	// reader's: with them it could log the reader in elsewhere.
	to.User = nil
	down := t.at.Scheme == "https" && to.Scheme == "http"
	if down && t.secrets() {
		return errDowngrade
	}
	if t.seen[to.String()] {
		return errCircle
	}
	if len(t.seen) > maxRedirects {
		return errRedirects
	}
	t.home = t.home && origin(to) == t.first
	t.guard = !t.c.private && (t.guard || public)
	t.permanent = t.permanent && (resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect)
	t.down = t.down || down
	t.at = to
	return nil
}

// answer is what the headers say.
func (t *trip) answer(resp *http.Response) Answer {
	now := t.c.now()
	a := Answer{
		URL:          t.at.String(),
		Status:       resp.StatusCode,
		ContentType:  printable(resp.Header.Get("Content-Type"), maxType),
		Link:         printable(strings.Join(resp.Header.Values("Link"), ", "), maxLink),
		ETag:         validator(resp.Header.Get("ETag")),
		LastModified: validator(resp.Header.Get("Last-Modified")),
		Fresh:        freshness(resp.Header, now),
		RetryAfter:   retryAfter(resp.Header.Get("Retry-After"), now),
	}
	if len(t.seen) > 0 && t.permanent && !t.down {
		to := *t.at
		if t.home {
			to.User = t.user // without it the kept address would not open
		}
		a.Moved = to.String()
	}
	if !t.home && a.Moved == "" {
		a.ETag, a.LastModified = "", ""
	}
	return a
}

// status turns an answer that is no success into its error.
func (t *trip) status(code int, a *Answer) error {
	switch {
	case code == http.StatusNotModified && t.conditional():
		return feeds.ErrUnchanged
	case code == http.StatusNoContent, code == http.StatusResetContent, code == http.StatusPartialContent:
		// A part that nobody asked for, or nothing: no document either way.
	case code >= 200 && code < 300:
		return nil
	}
	a.Moved = "" // the new address is worth keeping only once it has answered
	if code == http.StatusGone {
		return feeds.ErrGone
	}
	return feeds.StatusError{Code: code, RetryAfter: int(a.RetryAfter / time.Second)}
}

// fail gives an error of a hop its final form.
func (t *trip) fail(ctx context.Context, err error) error {
	switch {
	case err == feeds.ErrUnchanged: //nolint:errorlint // exactly ours: no failure
		return err
	case errors.As(err, new(feeds.HeldError)):
		return err
	case ctx.Err() != nil:
		return failed(t.at.Hostname(), ctx.Err())
	case t.left <= 0:
		return failed(t.at.Hostname(), timeoutError{t.limit})
	}
	return failed(t.at.Hostname(), err)
}

func isRedirect(code int) bool {
	switch code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// notices is how long a server may take to see that a request was given up in the
// midst of its answer, and labours how long one that has not begun to answer may
// be at work on it all the same: many look at the connection only when they write.
const (
	notices = 250 * time.Millisecond
	labours = 5 * time.Second
)

// drained reads what a decoder left of an answer: the server is done only then.
func drained(body io.Reader) bool {
	_, err := io.CopyN(io.Discard, body, short+1)
	return errors.Is(err, io.EOF)
}

// short is an answer that is worth reading only to use its connection again, as
// net/http does between redirects.
const short = 2 << 10

// slurp reads the short body of an answer that is thrown away, so that the
// connection can be used again; a long or slow one is not worth it. It says
// whether the answer was read to its end.
func slurp(resp *http.Response) bool {
	if resp.Body == http.NoBody {
		return true
	}
	if resp.ContentLength > short {
		return false
	}
	return drained(resp.Body)
}

// span writes a duration the short way: "20 s", "5 min", "24 h".
func span(d time.Duration) string {
	switch {
	case d >= 2*time.Hour:
		return strconv.Itoa(int(d.Round(time.Hour)/time.Hour)) + " h"
	case d >= 2*time.Minute:
		return strconv.Itoa(int(d.Round(time.Minute)/time.Minute)) + " min"
	case d >= time.Second:
		return strconv.Itoa(int(d.Round(time.Second)/time.Second)) + " s"
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}
