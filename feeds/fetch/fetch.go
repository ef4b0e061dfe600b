// Package fetch is the only HTTP of the program: one client with limits on
// time, size, redirects and addresses, conditional requests, decoding of gzip,
// br, zstd and deflate, politeness to hosts. It parses and stores nothing, keeps no
// cookies, sends no referer, and no text of a server ever stands in its errors.
//
// Redirects are followed here and not by net/http, because that client hands
// X-Auth-Token to any host, Authorization and Cookie to another port of the
// same host, and a Referer with its query. Each hop is a new request with
// nothing in it but what was put there for its origin.
package fetch

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"pullquote/article"
)

// Defaults of Options, and limits that nobody may change.
const (
	defaultTimeout = 20 * time.Second
	defaultMax     = 15 << 20
	defaultPerHost = 2
	dialTimeout    = 10 * time.Second // for the connection, and once more for TLS
	maxHeaders     = 256 << 10        // bytes of one answer's headers
	maxRedirects   = 10               // as curl and Miniflux have it
	maxAddress     = 8 << 10          // bytes of an address
	maxWait        = 24 * time.Hour   // no server may put a feed off for longer
)

// Options bound the client. Zero fields take the defaults named beside them.
type Options struct {
	UserAgent string            // "pullquote/VERSION"
	Timeout   time.Duration     // one request with redirects and body: 20 s
	MaxBytes  int64             // of the decoded body: 15 MiB
	Connect   time.Duration     // of it for the connection, and once more for TLS: 10 s
	Answer    time.Duration     // until the answer begins: 15 s
	Stall     time.Duration     // between two pieces of it: 10 s
	PerHost   int               // requests in flight to one host and port: 2
	Private   bool              // redirects and links may lead into private networks
	Transport http.RoundTripper // for tests: used as it is
	Now       func() time.Time
	// Proxy chooses the proxy of a request: http.ProxyFromEnvironment. ProxyName
	// is the reader's own setting, which is stronger: see ParseProxy.
	Proxy     func(*http.Request) (*url.URL, error)
	ProxyName string
	Sites     []Site // what the reader set for single sites; see CheckSite
}

// Client fetches. It may be used from several goroutines.
type Client struct {
	agent                           string
	timeout, connect, answer, stall time.Duration
	maxBytes                        int64
	private                         bool
	now                             func() time.Time
	proxy                           func(*http.Request) (*url.URL, error)
	proxyName                       string
	sites                           []*site
	turns                           turns
	holds                           holds
	unzip                           sync.Pool // of *gzip.Reader
	fixed                           http.RoundTripper
	pools                           pools
}

// New makes a client. A site of the settings that CheckSite refuses is left out.
func New(o Options) *Client {
	c := &Client{
		agent:     cmp.Or(article.CleanLine(o.UserAgent), "pullquote"),
		timeout:   cmp.Or(max(o.Timeout, 0), defaultTimeout),
		maxBytes:  cmp.Or(max(o.MaxBytes, 0), defaultMax),
		private:   o.Private,
		now:       o.Now,
		proxy:     o.Proxy,
		proxyName: o.ProxyName,
		turns:     turns{limit: cmp.Or(max(o.PerHost, 0), defaultPerHost), hosts: map[string]*turn{}},
		holds:     holds{hosts: map[string]*hold{}},
		fixed:     o.Transport,
		pools:     pools{ways: map[string]pool{}},
	}
	c.connect = min(cmp.Or(max(o.Connect, 0), dialTimeout), c.timeout)
	c.answer = min(cmp.Or(max(o.Answer, 0), answerTimeout), c.timeout)
	c.stall = min(cmp.Or(max(o.Stall, 0), stallTimeout), c.timeout)
	if c.now == nil {
		c.now = time.Now
	}
	switch {
	case o.Transport != nil:
		c.proxy, c.proxyName = nil, "none"
	case c.proxy == nil:
		c.proxy = http.ProxyFromEnvironment
	}
	for _, s := range o.Sites {
		if known, err := newSite(s); err == nil {
			c.sites = append(c.sites, known)
		}
	}
	return c
}

// Close drops idle connections. The client can still be used.
func (c *Client) Close() {
	c.pools.mu.Lock()
	defer c.pools.mu.Unlock()
	for _, p := range c.pools.ways {
		p.close()
	}
	if c.fixed != nil {
		pool{c.fixed, c.fixed}.close()
	}
}

// Request is one fetch.
type Request struct {
	// URL is http or https. A user name and password in it become basic
	// authentication for its own origin and go nowhere else.
	URL string
	// ETag and LastModified make the request conditional. They go to the
	// origin of URL alone.
	ETag, LastModified string
	Accept             string // "" takes feeds and pages
	// Unasked: the address was named by a feed or a page, not by the reader, so
	// it may not lead from a public host (From) into a private network. From
	// counts as private only where its very name says so (an address, localhost,
	// a name of a local zone): what a public name resolves to is up to its
	// owner. "" is public.
	Unasked bool
	From    string
	// Patient requests keep what a host asked for (Retry-After): they wait for a
	// short while, and are not made where it would be long (feeds.HeldError).
	Patient bool
	// Header holds further headers, a token say. They go to the origin of URL
	// alone, and never from https to http.
	Header http.Header
}

// Answer is what came back. Body is decoded and whole.
type Answer struct {
	URL string // after redirects, without user and password
	// Moved is the address to keep when all redirects were permanent and none
	// led from https to http; "" else. On the origin of the request it keeps
	// the request's user and password.
	Moved        string
	Status       int
	ContentType  string
	Link         string // the Link header; "" where it is none that can be used
	ETag         string // "" also where URL could not be sent it: see Get
	LastModified string
	Body         []byte
	Wire         int64         // bytes of the body as it was sent
	Fresh        time.Duration // how long the server says that it is fresh, a day at most; 0 unsaid
	RetryAfter   time.Duration // a day at most; 0 unsaid
}

// Get fetches. Errors: feeds.ErrUnchanged (304), feeds.ErrGone (410),
// feeds.StatusError, feeds.ErrTooLarge, feeds.ErrPrivate, feeds.HeldError, context errors; with
// each of the first three the Answer still carries status and headers. All can
// be shown by Explain.
//
// Waiting for the host's turn is bounded by ctx alone; the client's timeout
// counts from then on. Validators of an answer that came by a redirect from
// another origin, which was not permanent, are left out: the next request
// would show them to an origin that did not issue them.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	t, err := c.begin(r)
	if err != nil {
		return Answer{}, failed("", err)
	}
	if t.own {
		// A command that asks for a password may take its time.
		if t.header, err = t.site.headers(ctx); err != nil {
			return Answer{}, t.fail(ctx, err)
		}
	}
	for {
		a, done, err := t.hop(ctx)
		if err != nil {
			return a, t.fail(ctx, err)
		}
		if done {
			return a, nil
		}
	}
}

// address parses an address that may be fetched.
func address(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if len(s) > maxAddress {
		return nil, errAddress
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, errAddress // the parser's own text quotes the address
	}
	return u, fit(u)
}

// fit makes a parsed address fit for a request line, or says why it is not one
// that we fetch.
func fit(u *url.URL) error {
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return errScheme
	}
	if u.Hostname() == "" || u.Opaque != "" {
		return errAddress
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = escapeQuery(u.RawQuery)
	return nil
}

// escapeQuery escapes blanks and bytes outside ASCII: net/http sends the query
// as it stands, and a blank would end the request line early.
func escapeQuery(q string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(q) {
		if ch := q[i]; ch <= ' ' || ch >= 0x7f {
			b.Write([]byte{'%', hex[ch>>4], hex[ch&15]})
		} else {
			b.WriteByte(ch)
		}
	}
	return b.String()
}

// origin is scheme, host and port, the unit that secrets are bound to.
func origin(u *url.URL) string { return u.Scheme + "://" + hostPort(u) }

// hostPort is host and port in lower case, the port always named.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".") + ":" + port
}
