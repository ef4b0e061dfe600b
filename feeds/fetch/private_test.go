package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"pullquote/feeds"
)

func TestPrivateAddresses(t *testing.T) {
	tests := []struct {
		host    string
		private bool
	}{
		{"127.0.0.1", true},
		{"127.255.255.254", true},
		{"0.0.0.0", true},
		{"0.1.2.3", true},
		{"10.0.0.1", true},
		{"100.64.0.1", true},
		{"100.127.255.255", true},
		{"169.254.169.254", true},
		{"172.16.0.1", true},
		{"172.31.255.255", true},
		{"192.0.0.8", true},
		{"192.0.2.1", true},
		{"192.88.99.1", true},
		{"192.168.1.1", true},
		{"198.18.0.1", true},
		{"198.51.100.1", true},
		{"203.0.113.9", true},
		{"224.0.0.251", true},
		{"240.0.0.1", true},
		{"255.255.255.255", true},
		{"::", true},
		{"::1", true},
		{"::127.0.0.1", true},
		{"::ffff:10.0.0.1", true},
		{"::ffff:7f00:1", true},
		{"::ffff:0:127.0.0.1", true},
		{"64:ff9b::7f00:1", true},
		{"64:ff9b::192.168.0.1", true},
		{"64:ff9b:1::1", true},
		{"100::1", true},
		{"2001::1", true},
		{"2001:db8::1", true},
		{"2002:7f00:1::", true},
		{"2002:c0a8:101::1", true},
		{"3fff::1", true},
		{"fc00::1", true},
		{"fd12:3456::1", true},
		{"fe80::1%eth0", true},
		{"fec0::1", true},
		{"ff02::1", true},

		{"1.1.1.1", false},
		{"8.8.8.8", false},
		{"100.63.255.255", false},
		{"100.128.0.1", false},
		{"169.253.0.1", false},
		{"172.15.0.1", false},
		{"172.32.0.1", false},
		{"192.0.1.1", false},
		{"192.169.0.1", false},
		{"198.20.0.1", false},
		{"203.0.112.1", false},
		{"223.255.255.255", false},
		{"::ffff:8.8.8.8", false},
		{"64:ff9b::808:808", false},
		{"2002:808:808::1", false},
		{"2606:4700::1111", false},
		{"2a00:1450:4001::1", false},
	}
	for _, tt := range tests {
		a := netip.MustParseAddr(tt.host)
		if got := isPrivate(a); got != tt.private {
			t.Errorf("isPrivate(%s) = %v", tt.host, got)
		}
		if got := localName(tt.host); got != tt.private {
			t.Errorf("localName(%s) = %v", tt.host, got)
		}
		err := refusePrivate("tcp", netip.AddrPortFrom(a, 80).String(), nil)
		if errors.Is(err, feeds.ErrPrivate) != tt.private {
			t.Errorf("dialling %s: %v", tt.host, err)
		}
	}
	if !isPrivate(netip.Addr{}) || refusePrivate("tcp", "nonsense", nil) == nil {
		t.Error("an address that is none is public")
	}
}

func TestLocalNames(t *testing.T) {
	tests := map[string]bool{
		"localhost": true, "LOCALHOST.": true, "a.localhost": true, "router": true, "nas.local": true, "box.home.arpa": true,
		"db.internal": true, "fritz.lan": true, "2130706433": true, "0x7f000001": true, "0177.0.0.1": true, "127.1": true,
		"0x7f.1": true, "10.1": true, "①②⑦.⓪.⓪.①": true, "localhost。": true, "": true,
		"134744072":   false, // 8.8.8.8
		"example.org": false, "local.example.org": false, "localhost.example.org": false, "1.2.3.4.5": false, "256.1.1.1": false,
		"bücher.example": false, "10.example.org": false,
	}
	for host, want := range tests {
		if got := localName(host); got != want {
			t.Errorf("localName(%q) = %v", host, got)
		}
	}
}

// names is a resolver that says 127.0.0.1 to every name.
func names(t *testing.T) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
					Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
				}}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// A public name may resolve to a private address, now or the next time.
func TestNameThatLeadsHome(t *testing.T) {
	asked := 0
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { asked++ })
	u := strings.Replace(s.URL, "127.0.0.1", "news.example.org", 1)
	for _, private := range []bool{false, true} {
		asked = 0
		c := client(t, Options{Private: private})
		dns := names(t)
		c.pools.ways[""] = pool{newTransport(time.Minute, 2, nil, nil, dns), newTransport(time.Minute, 2, nil, refusePrivate, dns)}
		if _, err := c.Get(t.Context(), Request{URL: u}); err != nil {
			t.Errorf("asked for by the reader: %v", err)
		}
		// Now an idle connection to that very host lies in the open pool.
		_, err := c.Get(t.Context(), Request{URL: u, Unasked: true, From: "https://feeds.example.org/"})
		if private && err != nil {
			t.Errorf("allowed by the setting: %v", err)
		}
		if !private && (!errors.Is(err, feeds.ErrPrivate) || asked != 1) {
			t.Errorf("named by a page: %v, %d requests", err, asked)
		}
		c.Close()
	}
}

func TestUnasked(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {})
	tests := []struct {
		name string
		r    Request
		ok   bool
	}{
		{"typed", Request{URL: s.URL}, true},
		{"named by nobody known", Request{URL: s.URL, Unasked: true}, false},
		{"named by a public page", Request{URL: s.URL, Unasked: true, From: "https://example.org/"}, false},
		{"named by a private page", Request{URL: s.URL, Unasked: true, From: "http://192.168.0.7/feed"}, true},
		{"named by itself", Request{URL: s.URL, Unasked: true, From: s.URL}, true},
		{"a public name that claims to be private", Request{URL: s.URL, Unasked: true, From: "http://192.168.0.7.example.org/"}, false},
	}
	c := client(t, Options{})
	for _, tt := range tests {
		_, err := c.Get(t.Context(), tt.r)
		if tt.ok && err != nil || !tt.ok && (!errors.Is(err, feeds.ErrPrivate) || Explain(err) != "the address leads into a private network") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// trips is a transport of made-up hosts: address to answer.
type trips map[string]func(*http.Request) *http.Response

func (m trips) RoundTrip(r *http.Request) (*http.Response, error) {
	f := m[r.URL.String()]
	if f == nil {
		return nil, fmt.Errorf("no such address %s", r.URL)
	}
	return f(r), nil
}

func TestRedirectsIntoPrivate(t *testing.T) {
	m := trips{
		"http://example.org/a":       to(302, "http://127.0.0.1/x"),
		"http://example.org/b":       to(302, "http://nas.local/x"),
		"http://example.org/c":       to(302, "http://[::ffff:10.0.0.1]/x"),
		"http://example.org/d":       to(302, "http://2130706433/x"),
		"http://example.org/far":     to(302, "http://example.com/x"),
		"http://192.168.0.1/near":    to(302, "http://127.0.0.1/x"),
		"http://192.168.0.1/far":     to(302, "http://example.org/far"),
		"http://192.168.0.1/round":   to(302, "http://example.org/a"),
		"http://example.com/x":       text("public"),
		"http://127.0.0.1/x":         text("private"),
		"http://nas.local/x":         text("private"),
		"http://[::ffff:10.0.0.1]/x": text("private"),
		"http://2130706433/x":        text("private"),
	}
	tests := []struct {
		url string
		ok  bool
	}{
		{"http://example.org/a", false}, {"http://example.org/b", false}, {"http://example.org/c", false},
		{"http://example.org/d", false}, {"http://example.org/far", true}, {"http://192.168.0.1/near", true},
		{"http://192.168.0.1/far", true}, {"http://192.168.0.1/round", false},
	}
	for _, private := range []bool{false, true} {
		c := client(t, Options{Transport: m, Private: private})
		for _, tt := range tests {
			_, err := c.Get(t.Context(), Request{URL: tt.url})
			if (err == nil) != (tt.ok || private) || err != nil && !errors.Is(err, feeds.ErrPrivate) {
				t.Errorf("%s, allowed %v: %v", tt.url, private, err)
			}
		}
	}
}
