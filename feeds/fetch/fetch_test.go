package fetch

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"pullquote/feeds"
)

// clock is noon of a fixed day, so that dates in headers have a meaning.
func clock() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func client(t *testing.T, o Options) *Client {
	t.Helper()
	if o.Now == nil {
		o.Now = clock
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func TestGet(t *testing.T) {
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT")
		w.Header().Set("Cache-Control", "public, max-age=900")
		w.Header().Set("Set-Cookie", "id=1")
		fmt.Fprint(w, "<rss/>")
	})
	c := client(t, Options{UserAgent: "pullquote/9"})
	for range 2 { // the second one would show a cookie
		a, err := c.Get(t.Context(), Request{URL: " " + s.URL + "/feed#top "})
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != s.URL+"/feed" || a.Moved != "" || a.Status != 200 || string(a.Body) != "<rss/>" || a.Wire != 6 ||
			a.ContentType != "application/rss+xml" || a.ETag != `"v1"` || a.LastModified == "" || a.Fresh != 15*time.Minute {
			t.Errorf("answer %+v", a)
		}
		want := map[string]string{
			"User-Agent": "pullquote/9", "Accept": anything, "Accept-Encoding": "gzip, br, zstd, deflate",
			"Cookie": "", "Referer": "", "Authorization": "", "If-None-Match": "", "If-Modified-Since": "",
		}
		for k, v := range want {
			if got.Get(k) != v {
				t.Errorf("%s: %q, want %q", k, got.Get(k), v)
			}
		}
	}
}

func TestConditional(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", r.Header.Get("If-None-Match")+strings.Repeat("x", 1000))
		w.Header().Set("Expires", "Sun, 01 Mar 2026 13:00:00 GMT")
		w.Header()["Date"] = nil
		if r.Header.Get("If-None-Match") == `"v1"` || r.Header.Get("If-Modified-Since") != "" || r.URL.Path == "/304" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "new")
	})
	c := client(t, Options{})
	tests := []struct {
		name, path, etag, modified string
		want                       error
	}{
		{"tag", "/", `"v1"`, "", feeds.ErrUnchanged},
		{"date", "/", "", "Sun, 01 Mar 2026 10:00:00 GMT", feeds.ErrUnchanged},
		{"a date in no known form goes back as it came", "/", "", "yesterday", feeds.ErrUnchanged},
		{"other tag", "/", `"v2"`, "", nil},
		{"tag with a control byte is not sent", "/", "\"v1\"\x1b", "", nil},
		{"tag over the limit is not sent", "/", strings.Repeat("v", 1025), "", nil},
		{"304 that nobody asked for", "/304", "", "", feeds.StatusError{Code: 304}},
	}
	for _, tt := range tests {
		a, err := c.Get(t.Context(), Request{URL: s.URL + tt.path, ETag: tt.etag, LastModified: tt.modified})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if a.Status == 0 || a.Fresh != time.Hour {
			t.Errorf("%s: answer without headers: %+v", tt.name, a)
		}
	}
}

func pack(t *testing.T, coding, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip", "x-gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	default:
		return []byte(text)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCodings(t *testing.T) {
	text := strings.Repeat("Nobody was hurt, the mayor said. ", 2000)
	random := make([]byte, 4000)
	for i := range random {
		random[i] = byte(i*i>>3) ^ byte(i)
	}
	tests := []struct {
		name, coding string
		body         []byte
		text         string // "" wants an error
		words        string
	}{
		{"plain", "", []byte(text), text, ""},
		{"named identity", "identity", []byte(text), text, ""},
		{"a packed file", "", pack(t, "gzip", text), text, ""},
		{"a packed file, cut short", "", pack(t, "gzip", text)[:60], "", "the server broke off"},
		{"two bytes", "", []byte("\x1f\x8b"), "\x1f\x8b", ""},
		{"gzip", "gzip", pack(t, "gzip", text), text, ""},
		{"gzip again, from the pool", "GZIP", pack(t, "gzip", text+"!"), text + "!", ""},
		{"x-gzip", "x-gzip", pack(t, "gzip", text), text, ""},
		{"br", "br", pack(t, "br", text), text, ""},
		{"zstd", "zstd", pack(t, "zstd", text), text, ""},
		{"gzip cut short", "gzip", pack(t, "gzip", text)[:60], "", "the server broke off"},
		{"gzip without its last byte", "gzip", pack(t, "gzip", text)[:len(pack(t, "gzip", text))-1], "", "the server broke off"},
		{"br cut short", "br", pack(t, "br", text)[:20], "", "the server broke off"},
		{"zstd cut short", "zstd", pack(t, "zstd", text)[:30], "", "the server broke off"},
		{"gzip that is none", "gzip", []byte(text), "", "the packed answer is damaged"},
		{"br that is none", "br", random, "", "the packed answer is damaged"},
		{"zstd that is none", "zstd", []byte(text), "", "the packed answer is damaged"},
		{"gzip with a wrong sum", "gzip", flip(pack(t, "gzip", text), -8), "", "the packed answer is damaged"},
		{"gzip twice", "gzip, gzip", pack(t, "gzip", string(pack(t, "gzip", text))), "", string(errCoding)},
		{"unknown", "compress", []byte(text), "", string(errCoding)},
	}
	c := client(t, Options{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Encoding", tt.coding)
				if _, err := w.Write(tt.body); err != nil {
					t.Error(err)
				}
			})
			a, err := c.Get(t.Context(), Request{URL: s.URL})
			if got := Explain(err); got != tt.words {
				t.Fatalf("error %q (%v), want %q", got, err, tt.words)
			}
			if string(a.Body) != tt.text {
				t.Errorf("body of %d bytes, want %d", len(a.Body), len(tt.text))
			}
			if err == nil && a.Wire != int64(len(tt.body)) {
				t.Errorf("wire %d, want %d", a.Wire, len(tt.body))
			}
		})
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Encoding", "gzip") })
	if a, err := c.Get(t.Context(), Request{URL: s.URL}); err != nil || len(a.Body) != 0 {
		t.Errorf("nothing at all, said to be gzip: %v, %d bytes", err, len(a.Body))
	}
}

func flip(b []byte, at int) []byte {
	b[len(b)+at] ^= 0xff
	return b
}

func TestTooLarge(t *testing.T) {
	small := strings.Repeat("0123456789abcdef", 4<<10) // 64 kB
	tests := []struct {
		name   string
		limit  int64
		serve  func(w http.ResponseWriter)
		tooBig string // "" none
	}{
		{"at the limit", 64 << 10, func(w http.ResponseWriter) { fmt.Fprint(w, small) }, ""},
		{"announced", 64 << 10, func(w http.ResponseWriter) { w.Header().Set("Content-Length", "65537") }, "larger than 64 kB"},
		{"endless", 1 << 20, func(w http.ResponseWriter) {
			for {
				if _, err := fmt.Fprint(w, small); err != nil {
					return
				}
			}
		}, "larger than 1 MB"},
		{"packed below, unpacked above", 60 << 10, func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(pack(t, "gzip", small))
		}, "larger than 60 kB"},
		{"bomb", 1 << 30, func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(pack(t, "gzip", strings.Repeat(" ", 8<<20)))
		}, "unpacks to a multiple of its size"},
		{"headers", 1 << 20, func(w http.ResponseWriter) { w.Header().Set("X-Long", strings.Repeat("a", 300<<10)) }, string(errHeaders)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) { tt.serve(w) })
			_, err := client(t, Options{MaxBytes: tt.limit}).Get(t.Context(), Request{URL: s.URL})
			if Explain(err) != tt.tooBig {
				t.Errorf("%q (%v), want %q", Explain(err), err, tt.tooBig)
			}
			if tt.tooBig != "" && tt.name != "headers" && !errors.Is(err, feeds.ErrTooLarge) {
				t.Errorf("%v is not ErrTooLarge", err)
			}
		})
	}
}

func TestStatus(t *testing.T) {
	tests := []struct {
		code  int
		retry string
		is    error
		words string
	}{
		{404, "", feeds.StatusError{Code: 404}, "HTTP 404: not there"},
		{410, "", feeds.ErrGone, "HTTP 410: gone for good"},
		{429, "3600", feeds.StatusError{Code: 429, RetryAfter: 3600}, "HTTP 429: asked too often, asks to wait 60 min"},
		{429, "99999999999999999999", feeds.StatusError{Code: 429, RetryAfter: 86400}, "HTTP 429: asked too often, asks to wait 24 h"},
		{503, "Sun, 01 Mar 2026 12:10:00 GMT", feeds.StatusError{Code: 503, RetryAfter: 600}, "HTTP 503: the server is overloaded, asks to wait 10 min"},
		{503, "Sun, 01 Mar 2020 12:10:00 GMT", feeds.StatusError{Code: 503}, "HTTP 503: the server is overloaded"},
		{503, "-5", feeds.StatusError{Code: 503}, "HTTP 503: the server is overloaded"},
		{500, "soon", feeds.StatusError{Code: 500}, "HTTP 500: the server has a fault"},
		{301, "", feeds.StatusError{Code: 301}, "HTTP 301: a redirect without an address"},
		{204, "", feeds.StatusError{Code: 204}, "HTTP 204: the server sent no whole document"},
		{299, "", nil, ""},
	}
	c := client(t, Options{})
	for _, tt := range tests {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if tt.retry != "" {
				w.Header().Set("Retry-After", tt.retry)
			}
			w.Header().Set("Content-Type", "text/plain")
			w.WriteHeader(tt.code)
			if tt.code != 204 {
				fmt.Fprint(w, "server text")
			}
		})
		a, err := c.Get(t.Context(), Request{URL: s.URL})
		if !errors.Is(err, tt.is) || Explain(err) != tt.words {
			t.Errorf("%d: %v, %q; want %v, %q", tt.code, err, Explain(err), tt.is, tt.words)
		}
		if a.Status != tt.code || a.ContentType == "" {
			t.Errorf("%d: answer without status and headers: %+v", tt.code, a)
		}
	}
}

// A status line, headers and a body full of controls: none may show.
func TestServerTextIsNotQuoted(t *testing.T) {
	evil := "\x1b]52;c;aGVsbG8=\x07\x1b[2J\u009b31m"
	answers := []string{
		"HTTP/1.1 503 " + evil + "\r\nX-Reason: " + evil + "\r\n\r\n" + evil,
		"HTTP/1.1 " + evil + " 200\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: " + evil + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\n" + evil + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: SERVER-SAYS\r\n\r\n",
		"HTTP/1.1 302 Found\r\nLocation: http://" + evil + "/\r\n\r\n",
		"HTTP/1.1 302 Found\r\nLocation: gopher://SERVER-SAYS/\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Encoding: SERVER-SAYS\r\n\r\n",
		evil,
	}
	for _, answer := range answers {
		s := raw(t, answer)
		_, err := client(t, Options{}).Get(t.Context(), Request{URL: "http://reader:hush@" + s})
		if err == nil {
			t.Errorf("%q is taken", answer)
			continue
		}
		for _, text := range []string{err.Error(), Explain(err)} {
			if strings.ContainsAny(text, "\x1b\x07\u009b") || strings.Contains(text, "SERVER-SAYS") ||
				strings.Contains(text, "hush") || strings.Contains(text, "31m") || len(text) > 300 {
				t.Errorf("%q shows %q", answer, text)
			}
		}
	}
}

func TestBadAddresses(t *testing.T) {
	c := client(t, Options{})
	for _, u := range []string{
		"", "feed", "/etc/passwd", "file:///etc/passwd", "ftp://example.org/", "exec:ls", "|ls", "http://", "http:opaque",
		"http://[::1", "http://a b/", "http://user:hush@exa\x1bmple/", "http://x/" + strings.Repeat("a", 9000), "javascript:alert(1)", "-o",
	} {
		_, err := c.Get(t.Context(), Request{URL: u})
		if err == nil || strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q: %v", u, err)
		}
	}
}

// The query goes out escaped, so that a blank can't end the request line.
func TestOddQuery(t *testing.T) {
	var got string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { got = r.URL.Query().Get("q") })
	if _, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL + "/?q=zwei Wörter"}); err != nil || got != "zwei Wörter" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestPassword(t *testing.T) {
	var got string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { got = r.Header.Get("Authorization") })
	c := client(t, Options{})
	u := strings.Replace(s.URL, "http://", "http://reader:h%20sh@", 1)
	a, err := c.Get(t.Context(), Request{URL: u})
	if err != nil {
		t.Fatal(err)
	}
	if want := "Basic " + base64.StdEncoding.EncodeToString([]byte("reader:h sh")); got != want {
		t.Errorf("authorization %q, want %q", got, want)
	}
	if a.URL != s.URL {
		t.Errorf("address %q", a.URL)
	}
	s.Close()
	if _, err = c.Get(t.Context(), Request{URL: u}); err == nil || strings.Contains(err.Error(), "sh") && !strings.Contains(err.Error(), "refuses") {
		t.Errorf("error %v", err)
	}
	if Explain(err) != "the server refuses the connection" {
		t.Errorf("%q", Explain(err))
	}
}

func TestProxy(t *testing.T) {
	var asked []string
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) { asked = append(asked, r.URL.String()) })
	to, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, Options{Proxy: func(*http.Request) (*url.URL, error) { return to, nil }})
	// The proxy may be private; what it is asked for may not.
	if _, err := c.Get(t.Context(), Request{URL: "http://news.example/feed", Unasked: true}); err != nil {
		t.Error(err)
	}
	if _, err := c.Get(t.Context(), Request{URL: "http://0x7f.1/feed", Unasked: true}); !errors.Is(err, feeds.ErrPrivate) {
		t.Errorf("%v", err)
	}
	if fmt.Sprint(asked) != "[http://news.example/feed]" {
		t.Errorf("asked %v", asked)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := client(t, Options{}).Get(ctx, Request{URL: s.URL})
	if !errors.Is(err, context.Canceled) || Explain(err) != "stopped" {
		t.Errorf("%v", err)
	}
}

// What goes into a request line or a key can't be split by what an address holds.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://a.example/?q=a b", "https://u:p@[::1]:8080/x#y", "HTTP://A\u3002example", "http://a\r\nX: y/", "http://\xff/%zz?\x00", "http://0x7f.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := address(s)
		if err != nil {
			return
		}
		line := u.RequestURI()
		for i := range len(line) {
			if line[i] <= ' ' || line[i] >= 0x7f {
				t.Errorf("%q gives the request line %q", s, line)
			}
		}
		again, err := address(u.String())
		if err != nil || origin(again) != origin(u) || localName(again.Hostname()) != localName(u.Hostname()) {
			t.Errorf("%q becomes %q: %v", s, u, err)
		}
	})
}
