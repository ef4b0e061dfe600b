package fetch

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pullquote/feeds"
)

// socks is a SOCKS5 proxy (RFC 1928) that answers each request itself and
// tells which names it was asked for.
func socks(t *testing.T, asked chan<- string) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_ = speakSocks(c, asked)
			}()
		}
	}()
	return l.Addr().String()
}

func speakSocks(c net.Conn, asked chan<- string) error {
	r := bufio.NewReader(c)
	head := make([]byte, 2)
	if _, err := io.ReadFull(r, head); err != nil {
		return err
	}
	if _, err := r.Discard(int(head[1])); err != nil { // the methods
		return err
	}
	if _, err := c.Write([]byte{5, 0}); err != nil {
		return err
	}
	want := make([]byte, 5)
	if _, err := io.ReadFull(r, want); err != nil {
		return err
	}
	if want[3] != 3 {
		return errors.New("asked for an address and not for a name")
	}
	name := make([]byte, int(want[4])+2)
	if _, err := io.ReadFull(r, name); err != nil {
		return err
	}
	host, port := string(name[:len(name)-2]), binary.BigEndian.Uint16(name[len(name)-2:])
	asked <- fmt.Sprintf("%s:%d", host, port)
	if _, err := c.Write([]byte{5, 0, 0, 1, 127, 0, 0, 1, 0, 80}); err != nil {
		return err
	}
	if _, err := http.ReadRequest(r); err != nil {
		return err
	}
	_, err := io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nsocks")
	return err
}

func TestProxies(t *testing.T) {
	names := make(chan string, 20)
	tor := "socks5://" + socks(t, names)
	web := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/leave" {
			http.Redirect(w, r, "http://other.example/", http.StatusFound)
			return
		}
		fmt.Fprintf(w, "proxy for %s", r.URL.Host)
	})
	here := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "straight") })
	env := func(*http.Request) (*url.URL, error) { return url.Parse(web.URL) }
	c := client(t, Options{Proxy: env, Sites: []Site{{For: "onion.example", Proxy: tor}, {For: strings.TrimPrefix(here.URL, "http://"), Proxy: "none"}}})
	for _, tt := range []struct{ address, want string }{
		{"http://paper.example/feed", "proxy for paper.example"},
		{"http://onion.example/feed", "socks"},
		{here.URL, "straight"},
	} {
		a, err := c.Get(t.Context(), Request{URL: tt.address})
		if err != nil || string(a.Body) != tt.want {
			t.Errorf("%s: %q, %v", tt.address, a.Body, err)
		}
	}
	if got := <-names; got != "onion.example:80" {
		t.Errorf("the proxy was asked for %s", got)
	}
	// The setting is stronger than the environment, and this machine is reached
	// straight.
	c = client(t, Options{Proxy: env, ProxyName: tor})
	if a, err := c.Get(t.Context(), Request{URL: "http://paper.example/"}); err != nil || string(a.Body) != "socks" {
		t.Errorf("the common setting: %q, %v", a.Body, err)
	}
	if a, err := c.Get(t.Context(), Request{URL: here.URL}); err != nil || string(a.Body) != "straight" {
		t.Errorf("loopback: %q, %v", a.Body, err)
	}
	if got := <-names; got != "paper.example:80" {
		t.Errorf("the proxy was asked for %s", got)
	}
	// A site that hides behind a proxy stays behind it wherever it is led.
	c = client(t, Options{Sites: []Site{{For: "hidden.example", Proxy: web.URL}}})
	if a, err := c.Get(t.Context(), Request{URL: "http://hidden.example/leave"}); err != nil || string(a.Body) != "proxy for other.example" {
		t.Errorf("led elsewhere: %q, %v", a.Body, err)
	}
	// A name that is private by itself is not asked of a proxy either.
	if _, err := c.Get(t.Context(), Request{URL: "http://hidden.example/", Unasked: true, From: "http://a.example/"}); err != nil {
		t.Errorf("named by a page: %v", err)
	}
	c = client(t, Options{ProxyName: tor})
	if _, err := c.Get(t.Context(), Request{URL: "http://router.lan/", Unasked: true, From: "http://a.example/"}); !errors.Is(err, feeds.ErrPrivate) {
		t.Errorf("a local name: %v", err)
	}
	dead := client(t, Options{ProxyName: "http://ann:hush@127.0.0.1:1"})
	if _, err := dead.Get(t.Context(), Request{URL: "http://paper.example/"}); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("a proxy that is down: %v", err)
	}
}
