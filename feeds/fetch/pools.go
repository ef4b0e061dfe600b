package fetch

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// pool is the connections of one way into the net: through one proxy, under one
// client certificate. It is two pools and not one: an idle connection that a
// reader's own address opened into a private network would otherwise serve a
// redirect to the same host, and no dial would ever be checked.
type pool struct{ open, guarded http.RoundTripper }

func (p pool) close() {
	for _, t := range []http.RoundTripper{p.open, p.guarded} {
		if t, ok := t.(interface{ CloseIdleConnections() }); ok {
			t.CloseIdleConnections()
		}
	}
}

// pools are the ways that were taken so far; the settings bound their number.
type pools struct {
	mu   sync.Mutex
	ways map[string]pool
}

// way finds or makes the connections for a request of a site (nil: of none).
// home: the site's certificate may be shown.
func (c *Client) way(s *site, home bool) (pool, error) {
	if c.fixed != nil {
		return pool{c.fixed, c.fixed}, nil
	}
	key := ""
	if s != nil {
		key = s.Proxy
		if home && s.Certificate != "" {
			key += "\x00" + s.Certificate + "\x00" + s.Key
		}
	}
	c.pools.mu.Lock()
	defer c.pools.mu.Unlock()
	if p, ok := c.pools.ways[key]; ok {
		return p, nil
	}
	var certs []tls.Certificate
	if home {
		var err error
		if certs, err = s.certificate(); err != nil {
			return pool{}, err
		}
	}
	open := newTransport(c.connect, c.turns.limit, c.proxyOf(s), nil, nil)
	guarded := newTransport(c.connect, c.turns.limit, nil, refusePrivate, nil)
	if len(certs) > 0 {
		open.TLSClientConfig = &tls.Config{Certificates: certs}
		guarded.TLSClientConfig = &tls.Config{Certificates: certs}
	}
	p := pool{open, guarded}
	c.pools.ways[key] = p
	return p, nil
}

// proxyOf chooses the proxy for the requests of a site: its own, or else the
// common one of the settings, or else that of the environment. One that the
// settings name is not asked for this machine itself.
func (c *Client) proxyOf(s *site) func(*http.Request) (*url.URL, error) {
	name := c.proxyName
	if s != nil && s.Proxy != "" {
		name = s.Proxy
	}
	switch {
	case name == "none":
		return nil
	case name == "":
		return c.proxy
	}
	u, err := ParseProxy(name)
	return func(r *http.Request) (*url.URL, error) {
		if err != nil || isLoopback(r.URL.Hostname()) {
			return nil, err
		}
		return u, nil
	}
}

func isLoopback(host string) bool {
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback()
	}
	return strings.EqualFold(strings.TrimSuffix(host, "."), "localhost")
}
