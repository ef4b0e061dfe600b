package fetch

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"pullquote/feeds"
)

func respond(r *http.Request, code int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}
}

func to(code int, location string) func(*http.Request) *http.Response {
	return func(r *http.Request) *http.Response { return respond(r, code, "", "Location", location) }
}

func text(s string) func(*http.Request) *http.Response {
	return func(r *http.Request) *http.Response { return respond(r, 200, s, "ETag", `"1"`) }
}

// raw answers one connection after another with the same bytes.
func raw(t *testing.T, answer string) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			buf := make([]byte, 4096)
			_, _ = conn.Read(buf)
			_, _ = io.WriteString(conn, answer)
			_ = conn.Close()
		}
	}()
	return l.Addr().String()
}

func TestRedirects(t *testing.T) {
	m := trips{
		"http://a.example/end":   text("end"),
		"https://a.example/end":  text("end"),
		"http://b.example/end":   text("end"),
		"http://a.example/301":   to(301, "/end"),
		"http://a.example/308":   to(308, "http://b.example/end"),
		"http://a.example/302":   to(302, "/end"),
		"http://a.example/303":   to(303, "/end"),
		"http://a.example/307":   to(307, "http://b.example/end"),
		"http://a.example/both":  to(301, "/302"),
		"http://a.example/twice": to(301, "/301"),
		"http://a.example/up":    to(301, "https://a.example/end"),
		"https://a.example/down": to(301, "http://a.example/end"),
		"http://a.example/self":  to(302, "/self"),
		"http://a.example/ring":  to(302, "/gnir"),
		"http://a.example/gnir":  to(302, "/ring"),
		"http://a.example/file":  to(302, "file:///etc/passwd"),
		"http://a.example/js":    to(302, "javascript:alert(1)"),
		"http://a.example/bad":   to(302, "http://[::1"),
		"http://a.example/long":  to(302, "/"+strings.Repeat("a", 9000)),
		"http://a.example/none":  to(302, ""),
		"http://a.example/gone":  to(301, "/410"),
		"http://a.example/410":   func(r *http.Request) *http.Response { return respond(r, 410, "") },
	}
	for i := range 20 {
		m["http://a.example/n"+strconv.Itoa(i)] = to(301, "/n"+strconv.Itoa(i+1))
	}
	m["http://a.example/n20"] = text("end")
	tests := []struct {
		from, url, moved string
		etag             bool
		words            string
	}{
		{"http://a.example/301", "http://a.example/end", "http://a.example/end", true, ""},
		{"http://a.example/308", "http://b.example/end", "http://b.example/end", true, ""},
		{"http://a.example/302", "http://a.example/end", "", true, ""},
		{"http://a.example/303", "http://a.example/end", "", true, ""},
		{"http://a.example/307", "http://b.example/end", "", false, ""},
		{"http://a.example/both", "http://a.example/end", "", true, ""},
		{"http://a.example/twice", "http://a.example/end", "http://a.example/end", true, ""},
		{"http://a.example/up", "https://a.example/end", "https://a.example/end", true, ""},
		{"https://a.example/down", "http://a.example/end", "", false, ""},
		{"http://a.example/n10", "http://a.example/n20", "http://a.example/n20", true, ""},
		{"http://a.example/n9", "", "", false, "more than 10 redirects"},
		{"http://a.example/self", "", "", false, "redirects in a circle"},
		{"http://a.example/ring", "", "", false, "redirects in a circle"},
		{"http://a.example/file", "", "", false, "a redirect leads nowhere that can be fetched"},
		{"http://a.example/js", "", "", false, "a redirect leads nowhere that can be fetched"},
		{"http://a.example/bad", "", "", false, "a redirect leads nowhere that can be fetched"},
		{"http://a.example/long", "", "", false, "a redirect leads nowhere that can be fetched"},
		{"http://a.example/none", "", "", false, "HTTP 302: a redirect without an address"},
		{"http://a.example/gone", "http://a.example/410", "", false, "HTTP 410: gone for good"},
	}
	c := client(t, Options{Transport: m})
	for _, tt := range tests {
		a, err := c.Get(t.Context(), Request{URL: tt.from})
		if Explain(err) != tt.words {
			t.Errorf("%s: %q (%v), want %q", tt.from, Explain(err), err, tt.words)
		}
		if tt.url != "" && (a.URL != tt.url || a.Moved != tt.moved || (a.ETag != "") != tt.etag) {
			t.Errorf("%s: %+v, want %s, moved %s, tag %v", tt.from, a, tt.url, tt.moved, tt.etag)
		}
	}
}

// Twelve pairs of addresses: what of the first may reach the second.
func TestSecretsStayWithTheirOrigin(t *testing.T) {
	tests := []struct {
		from, to string
		carried  bool
		refused  bool
	}{
		{"https://a.example/", "https://a.example/x", true, false},
		{"https://a.example/", "https://a.example:443/x", true, false},
		{"https://a.example/", "https://A.EXAMPLE./x", true, false},
		{"http://a.example/", "http://a.example:80/x", true, false},
		{"https://a.example/", "https://a.example:8443/x", false, false},
		{"https://a.example/", "https://b.example/x", false, false},
		{"https://a.example/", "https://www.a.example/x", false, false},
		{"http://a.example/", "https://a.example/x", false, false},
		{"http://a.example:8080/", "http://a.example/x", false, false},
		{"https://a.example/", "https://reader:hush@b.example/x", false, false},
		{"https://a.example/", "http://a.example/x", false, true},
		{"https://a.example/", "http://b.example/x", false, true},
	}
	for _, tt := range tests {
		var last *http.Request
		first := true
		c := client(t, Options{Transport: funcTransport(func(r *http.Request) *http.Response {
			if first {
				first = false
				if r.Header.Get("Authorization") == "" || r.Header.Get("X-Auth-Token") == "" {
					t.Errorf("%s: secrets did not reach their own origin", tt.from)
				}
				return respond(r, 301, "", "Location", tt.to)
			}
			last = r
			return respond(r, 200, "")
		})})
		a, err := c.Get(t.Context(), Request{
			URL:  strings.Replace(tt.from, "://", "://reader:hush@", 1) + "?token=hush",
			ETag: `"hush"`, LastModified: "hush",
			Header: http.Header{"X-Auth-Token": {"hush"}, "Cookie": {"hush=1"}, "X-Other": {"hush"}},
		})
		if tt.refused {
			if err == nil || last != nil || Explain(err) != string(errDowngrade) {
				t.Errorf("%s to %s: %v", tt.from, tt.to, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s to %s: %v", tt.from, tt.to, err)
			continue
		}
		if last.Header.Get("Referer") != "" {
			t.Errorf("%s to %s: referer %q", tt.from, tt.to, last.Header.Get("Referer"))
		}
		for _, k := range []string{"Authorization", "X-Auth-Token", "Cookie", "X-Other", "If-None-Match", "If-Modified-Since"} {
			if (last.Header.Get(k) != "") != tt.carried {
				t.Errorf("%s to %s: %s is %q", tt.from, tt.to, k, last.Header.Get(k))
			}
		}
		if strings.Contains(a.URL, "hush") || strings.Contains(a.Moved, "hush") != tt.carried {
			t.Errorf("%s to %s: address %q, moved %q", tt.from, tt.to, a.URL, a.Moved)
		}
	}
}

type funcTransport func(*http.Request) *http.Response

func (f funcTransport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r), nil }

// Once away from its origin, a secret does not come back with a redirect home.
func TestSecretsDoNotReturn(t *testing.T) {
	var seen []string
	c := client(t, Options{Transport: funcTransport(func(r *http.Request) *http.Response {
		seen = append(seen, r.URL.Host+" "+r.Header.Get("X-Auth-Token"))
		switch len(seen) {
		case 1:
			return respond(r, 302, "", "Location", "https://b.example/")
		case 2:
			return respond(r, 302, "", "Location", "https://a.example/back")
		}
		return respond(r, 200, "")
	})})
	if _, err := c.Get(t.Context(), Request{URL: "https://a.example/", Header: http.Header{"x-auth-token": {"hush"}}}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(seen); got != "[a.example hush b.example  a.example ]" {
		t.Error(got)
	}
}

// The same over real connections, where net/http would leak.
func TestSecretsOnTheWire(t *testing.T) {
	var far http.Header
	other := serve(t, func(w http.ResponseWriter, r *http.Request) { far = r.Header })
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/far", http.StatusFound) })
	u := strings.Replace(s.URL, "://", "://reader:hush@", 1) + "/?token=hush"
	if _, err := client(t, Options{}).Get(t.Context(), Request{URL: u, Header: http.Header{"X-Auth-Token": {"hush"}}}); err != nil {
		t.Fatal(err)
	}
	if far == nil || strings.Contains(fmt.Sprint(far), "hush") || far.Get("Authorization") != "" {
		t.Errorf("%v", far)
	}
}

func TestTLS(t *testing.T) {
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) {})
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/down" {
			http.Redirect(w, r, plain.URL, http.StatusFound)
		}
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it would name the refused handshake
	s.StartTLS()
	defer s.Close()

	if _, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL}); Explain(err) != "the certificate is not trusted: unknown authority" {
		t.Errorf("own certificate: %q (%v)", Explain(err), err)
	}
	if _, err := client(t, Options{}).Get(t.Context(), Request{URL: strings.Replace(plain.URL, "http:", "https:", 1)}); Explain(err) != "the server does not speak https" {
		t.Errorf("no TLS: %q (%v)", Explain(err), err)
	}
	c := client(t, Options{Transport: s.Client().Transport})
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/down"}); err != nil {
		t.Errorf("down without secrets: %v", err)
	}
	if _, err := c.Get(t.Context(), Request{URL: strings.Replace(s.URL, "://", "://reader:hush@", 1) + "/down"}); Explain(err) != string(errDowngrade) {
		t.Errorf("down with a password: %v", err)
	}
}

func TestBrokenOff(t *testing.T) {
	tests := map[string]string{
		"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nshort":              "the server broke off",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n": "the server broke off",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n":         "the answer cannot be understood",
		"HTTP/1.1 200 OK\r\nAge: 1\r\n":                                       "the server broke off",
		"":                                                                    "the server broke off",
		"SSH-2.0-x\r\n":                                                       "the server does not speak HTTP",
	}
	for answer, want := range tests {
		_, err := client(t, Options{}).Get(t.Context(), Request{URL: "http://" + raw(t, answer)})
		if Explain(err) != want {
			t.Errorf("%q: %q (%v), want %q", answer, Explain(err), err, want)
		}
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{nil, ""},
		{feeds.ErrUnchanged, "unchanged"},
		{fmt.Errorf("refresh: %w", feeds.StatusError{Code: 503}), "HTTP 503: the server is overloaded"},
		{fmt.Errorf("open: %w", failed("a.example", &net.DNSError{IsNotFound: true, Name: "a.example"})), "no such host"},
		{feeds.ErrTooLarge, "too large"},
		{fmt.Errorf("more than 64 folders: %w", feeds.ErrTooLarge), "too large"},
		{feeds.ErrNotFeed, "not a feed"},
		{errors.New("odd\x1b[31m\nthing"), "failed for a reason that is not known"},
		{fmt.Errorf("<h1>the server says: %w", feeds.ErrAddress), "not a web address"},
	}
	for _, tt := range tests {
		if got := Explain(tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
	for code := 100; code < 600; code++ {
		if s := Explain(feeds.StatusError{Code: code, RetryAfter: 86400}); len(s) > 120 || !strings.HasPrefix(s, fmt.Sprintf("HTTP %d", code)) {
			t.Errorf("%d: %q", code, s)
		}
	}
}
