package fetch

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pullquote/feeds"
)

// secure is a TLS server that speaks HTTP/2, and a client that trusts it.
func secure(t *testing.T, h http.HandlerFunc, o Options) (*httptest.Server, *Client) {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	s.StartTLS()
	t.Cleanup(s.Close)
	for i := range o.Sites {
		o.Sites[i].For = strings.Replace(o.Sites[i].For, "SERVER", s.Listener.Addr().String(), 1)
	}
	c := client(t, o)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	for _, site := range append([]*site{nil}, c.sites...) {
		for _, home := range []bool{true, false} {
			p, err := c.way(site, home)
			if err != nil {
				t.Fatal(err)
			}
			for _, rt := range []http.RoundTripper{p.open, p.guarded} {
				tr := rt.(*http.Transport)
				if tr.TLSClientConfig == nil {
					tr.TLSClientConfig = &tls.Config{}
				}
				tr.TLSClientConfig.RootCAs = roots
			}
		}
	}
	return s, c
}

// HTTP/2, each coding, and conditional requests in one connection.
func TestHTTP2(t *testing.T) {
	words := strings.Repeat("Nobody was hurt, the mayor said. ", 500)
	s, c := secure(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Proto != "HTTP/2.0" {
			t.Errorf("asked in %s", r.Proto)
		}
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		coding := strings.TrimPrefix(r.URL.Path, "/")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), coding) {
			t.Errorf("%s was not asked for: %s", coding, r.Header.Get("Accept-Encoding"))
		}
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("ETag", `"v1"`)
		_, _ = w.Write(pack(t, coding, words))
	}, Options{})
	for _, coding := range []string{"gzip", "br", "zstd"} {
		a, err := c.Get(t.Context(), Request{URL: s.URL + "/" + coding})
		if err != nil || string(a.Body) != words || a.Wire >= int64(len(words))/2 {
			t.Errorf("%s: %d bytes from %d on the wire, %v", coding, len(a.Body), a.Wire, err)
		}
		if _, err = c.Get(t.Context(), Request{URL: s.URL + "/" + coding, ETag: a.ETag}); !errors.Is(err, feeds.ErrUnchanged) {
			t.Errorf("%s again: %v", coding, err)
		}
	}
}

func TestDeflate(t *testing.T) {
	words := strings.Repeat("Nobody was hurt, the mayor said. ", 2000)
	var zl, raw bytes.Buffer
	z := zlib.NewWriter(&zl)
	f, err := flate.NewWriter(&raw, flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{z, f} {
		if _, err := io.WriteString(w, words); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		body        []byte
		text, wrong string
	}{
		"as the standard says":  {zl.Bytes(), words, ""},
		"the bare stream":       {raw.Bytes(), words, ""},
		"nothing":               {nil, "", ""},
		"zlib cut short":        {zl.Bytes()[:40], "", "the server broke off"},
		"bare, cut short":       {raw.Bytes()[:40], "", "the server broke off"},
		"zlib with a wrong sum": {flip(bytes.Clone(zl.Bytes()), -1), "", "the packed answer is damaged"},
		"what is not packed":    {[]byte("<rss version='2.0'>\xff\xfe"), "", "the packed answer is damaged"},
		"one byte":              {[]byte{0x78}, "", "the server broke off"},
	} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "deflate")
			_, _ = w.Write(c.body)
		})
		a, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL})
		if Explain(err) != c.wrong || string(a.Body) != c.text {
			t.Errorf("%s: %d bytes, %v, want %q", name, len(a.Body), err, c.wrong)
		}
	}
}

// pair writes a certificate of one's own with its key.
func pair(t *testing.T) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Ann"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	kder, err := x509.MarshalECPrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "ann.pem"), filepath.Join(dir, "ann.key")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "EC PRIVATE KEY", Bytes: kder}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

func TestClientCertificate(t *testing.T) {
	cert, key := pair(t)
	s, c := secure(t, func(w http.ResponseWriter, r *http.Request) {
		who := "nobody"
		if len(r.TLS.PeerCertificates) > 0 {
			who = r.TLS.PeerCertificates[0].Subject.CommonName
		}
		fmt.Fprint(w, who)
	}, Options{Sites: []Site{{For: "https://SERVER/private", Certificate: cert, Key: key}}})
	for path, want := range map[string]string{"/private": "Ann", "/public": "nobody"} {
		if a, err := c.Get(t.Context(), Request{URL: s.URL + path}); err != nil || string(a.Body) != want {
			t.Errorf("%s: %s, %v", path, a.Body, err)
		}
	}
	bad := client(t, Options{Sites: []Site{{For: "a.example", Certificate: "/nothing.pem", Key: key}}})
	if _, err := bad.Get(t.Context(), Request{URL: "https://a.example/"}); Explain(err) != string(errCertificate) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// A server that takes the request and goes silent, before or in its answer.
func TestSilence(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/late":
			time.Sleep(100 * time.Millisecond)
		case "/begins":
			fmt.Fprint(w, "<rss>")
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		case "/pieces": // slow, but never silent for long
			for range 8 {
				fmt.Fprint(w, "piece")
				_ = http.NewResponseController(w).Flush()
				time.Sleep(60 * time.Millisecond)
			}
		default:
			<-r.Context().Done()
		}
	})
	c := client(t, Options{Answer: 300 * time.Millisecond, Stall: 300 * time.Millisecond})
	for path, want := range map[string]string{
		"/never": "timed out: no answer after 300 ms", "/begins": "timed out: nothing came for 300 ms", "/late": "", "/pieces": "",
	} {
		_, err := c.Get(t.Context(), Request{URL: s.URL + path})
		if Explain(err) != want || want != "" && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

func TestHolds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var status, asked atomic.Int64
		retry := ""
		c := New(Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			asked.Add(1)
			return respond(r, int(status.Load()), "", "Retry-After", retry), nil
		})})
		get := func(host string, patient bool) error {
			_, err := c.Get(t.Context(), Request{URL: "http://" + host + "/feed", Patient: patient})
			return err
		}
		status.Store(429)
		retry = "3"
		if err := get("a.example", true); err == nil {
			t.Fatal("429 is no error")
		}
		status.Store(200)
		started := time.Now()
		if err := get("a.example", true); err != nil || time.Since(started) != 3*time.Second {
			t.Errorf("a short pause is waited for: %v after %v", err, time.Since(started))
		}
		status.Store(429)
		retry = "7200"
		_ = get("a.example", true)
		n := asked.Load()
		var wait feeds.HeldError
		if err := get("a.example", true); !errors.As(err, &wait) || asked.Load() != n || time.Until(wait.Until) != maxHold {
			t.Errorf("a long one is not: %v", err)
		}
		status.Store(200)
		if err := get("b.example", true); err != nil {
			t.Errorf("another host: %v", err)
		}
		if err := get("a.example", false); err != nil {
			t.Errorf("what the reader asks for himself: %v", err)
		}
		time.Sleep(maxHold)
		if err := get("a.example", true); err != nil || len(c.holds.hosts) != 0 {
			t.Errorf("afterwards: %v, %d hosts are kept", err, len(c.holds.hosts))
		}
		c.Hold("http://a.example/", time.Now().Add(48*time.Hour))
		if err := get("a.example", true); !errors.As(err, &wait) || time.Until(wait.Until) != maxHold {
			t.Errorf("from an earlier life: %v", err)
		}
	})
}
