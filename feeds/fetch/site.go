package fetch

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"pullquote/article"
	"pullquote/feeds"
)

// Site is what the reader set for one site or one feed. Everything in it goes
// to the address that the request was made for and to its origin alone: a
// redirect elsewhere loses all but the proxy.
type Site struct {
	// For is a host ("paper.example", "paper.example:8443"), the beginning of
	// addresses ("https://paper.example/feeds/"), or one with a query, for itself
	// alone. The longest that fits counts.
	For string

	UserAgent string
	Header    http.Header
	// User and Password make basic authentication, Token a bearer's. The two
	// functions are asked when the secret is first wanted, and once.
	User     string
	Password func(context.Context) (string, error)
	Token    func(context.Context) (string, error)
	// Certificate and Key are the PEM files of a client certificate.
	Certificate, Key string
	// Proxy is "" for the common one, "none", or an address: see ParseProxy.
	Proxy   string
	Timeout time.Duration // in place of the client's; 0 the client's
	Every   time.Duration // the reader's own pace for the feed; 0 none
}

// site is a Site that was read, with what was found out since.
type site struct {
	Site
	host   string // and port; "" where an address was given
	origin string
	path   string
	query  string // of one address alone; "" any

	secret sync.Mutex
	header http.Header // with the secrets in it; nil until asked
}

// errSite is the reader's own mistake in the settings.
type errSite struct{ what string }

func (e errSite) Error() string { return e.what }

// newSite reads what the settings say.
func newSite(s Site) (*site, error) {
	out := &site{Site: s}
	if strings.Contains(s.For, "://") {
		u, err := address(s.For)
		if err != nil || u.User != nil {
			return nil, errSite{"is no host and no beginning of an address"}
		}
		out.origin, out.path, out.query = origin(u), u.EscapedPath(), u.RawQuery
	} else {
		u, err := address("https://" + s.For)
		if err != nil || u.User != nil || u.RawQuery != "" || u.Path != "" {
			return nil, errSite{"is no host and no beginning of an address"}
		}
		out.host = strings.ToLower(u.Host)
	}
	if _, err := ParseProxy(s.Proxy); err != nil {
		return nil, err
	}
	if (s.Certificate == "") != (s.Key == "") {
		return nil, errSite{"a certificate and its key go together"}
	}
	return out, nil
}

// CheckSite says what is wrong with a site of the settings; nil: nothing.
func CheckSite(s Site) error {
	_, err := newSite(s)
	return err
}

// fits reports whether the site speaks of an address, and how closely.
func (s *site) fits(u *url.URL) (int, bool) {
	if s.host != "" {
		named := strings.Contains(s.host, ":") && !strings.HasSuffix(s.host, "]")
		have := strings.ToLower(u.Hostname())
		if named || u.Port() != "" {
			have = strings.ToLower(u.Host)
		}
		return len(s.host), s.host == strings.TrimSuffix(have, ".")
	}
	if s.origin != origin(u) {
		return 0, false
	}
	path := u.EscapedPath()
	rest, ok := strings.CutPrefix(path, s.path)
	if s.query != "" {
		return len(s.origin) + 1000 + len(s.path) + len(s.query), ok && rest == "" && escapeQuery(u.RawQuery) == s.query
	}
	edge := rest == "" || strings.HasSuffix(s.path, "/") || s.path == "" || rest[0] == '/'
	return len(s.origin) + 1000 + len(s.path), ok && edge
}

// trusted reports whether secrets may go to an address: over https, or where
// the settings name the address with its http:// themselves.
func (s *site) trusted(u *url.URL) bool { return u.Scheme == "https" || s.origin != "" }

// site is what the settings say of an address; nil: nothing.
func (c *Client) site(u *url.URL) *site {
	var best *site
	most := -1
	for _, s := range c.sites {
		if n, ok := s.fits(u); ok && n > most {
			best, most = s, n
		}
	}
	return best
}

// Every is the pace that the settings give to an address; 0 none.
func (c *Client) Every(address string) time.Duration {
	if u, err := url.Parse(address); err == nil {
		if s := c.site(u); s != nil {
			return s.Every
		}
	}
	return 0
}

// hasSecrets reports whether the site's headers hold any.
func (s *site) hasSecrets() bool {
	return len(s.Header) > 0 || s.User != "" || s.Password != nil || s.Token != nil
}

// headers are the site's own, secrets among them. A command that fails is asked
// again by the next request: a password store may just be locked.
func (s *site) headers(ctx context.Context) (http.Header, error) {
	s.secret.Lock()
	defer s.secret.Unlock()
	if s.header != nil {
		return s.header, nil
	}
	h := http.Header{}
	for k, v := range s.Header {
		h[http.CanonicalHeaderKey(k)] = v
	}
	switch {
	case s.Token != nil:
		token, err := s.Token(ctx)
		if err != nil {
			return nil, secretError{err}
		}
		h.Set("Authorization", "Bearer "+token)
	case s.User != "" || s.Password != nil:
		password := ""
		if s.Password != nil {
			var err error
			if password, err = s.Password(ctx); err != nil {
				return nil, secretError{err}
			}
		}
		r := http.Request{Header: http.Header{}}
		r.SetBasicAuth(s.User, password)
		h["Authorization"] = r.Header["Authorization"]
	}
	for _, vs := range h {
		for _, v := range vs {
			if article.CleanLine(v) != strings.TrimSpace(v) || strings.ContainsAny(v, "\r\n") {
				return nil, secretError{fmt.Errorf("%w: it holds control characters", feeds.ErrAddress)}
			}
		}
	}
	s.header = h
	return h, nil
}

// secretError: the secret of a site could not be had. Its text names neither
// the secret nor what the command said.
type secretError struct{ cause error }

func (e secretError) Error() string { return "the command for its password or token failed" }

func (e secretError) Unwrap() error { return e.cause }

// ParseProxy reads a proxy setting: "" and "none" give nil.
func ParseProxy(s string) (*url.URL, error) {
	if s == "" || s == "none" {
		return nil, nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil, errSite{`is no proxy: it takes "none" or an address like "socks5://127.0.0.1:9050"`}
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u, nil
	}
	return nil, errSite{"is no proxy: there is http, https, socks5 and socks5h"}
}

// certificate loads a client certificate.
func (s *site) certificate() ([]tls.Certificate, error) {
	if s == nil || s.Certificate == "" {
		return nil, nil
	}
	c, err := tls.LoadX509KeyPair(s.Certificate, s.Key)
	if err != nil {
		return nil, errCertificate
	}
	return []tls.Certificate{c}, nil
}
