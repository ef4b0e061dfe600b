package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// tells is a command that prints a secret, and counts how often it ran.
func tells(secret string, runs *int) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		*runs++
		if secret == "" {
			return "", errors.New("locked: hush")
		}
		return secret, nil
	}
}

func TestSiteThatFits(t *testing.T) {
	c := client(t, Options{Sites: []Site{
		{For: "paper.example", UserAgent: "host"},
		{For: "paper.example:8443", UserAgent: "port"},
		{For: "https://paper.example/feeds", UserAgent: "folder"},
		{For: "https://paper.example/feeds/news/", UserAgent: "deeper"},
		{For: "http://plain.example/", UserAgent: "plain"},
		{For: "https://paper.example/feeds?id=7", UserAgent: "one"},
		{For: "http://", UserAgent: "no site"},
		{For: "a b", UserAgent: "no site"},
		{For: "paper.example/feeds", UserAgent: "no site"},
	}})
	for address, want := range map[string]string{
		"https://paper.example/":             "host",
		"http://PAPER.example./x":            "host",
		"https://paper.example:8443/feeds":   "port",
		"https://paper.example:9443/":        "",
		"https://paper.example/feeds":        "folder",
		"https://paper.example/feeds?x=1":    "folder",
		"https://paper.example/feeds?id=7":   "one",
		"https://paper.example/feeds?id=77":  "folder",
		"https://paper.example/feeds/x":      "folder",
		"https://paper.example/feedster":     "host",
		"http://paper.example/feeds":         "host",
		"https://paper.example/feeds/news/1": "deeper",
		"https://www.paper.example/":         "",
		"https://notpaper.example/":          "",
		"http://plain.example/feed":          "plain",
		"https://plain.example/feed":         "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if s := c.site(u); s != nil {
			got = s.UserAgent
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// What the settings say of a site reaches that site, and no other place.
func TestSiteSecretsStay(t *testing.T) {
	runs := 0
	site := Site{For: "a.example", UserAgent: "Ann's", Header: http.Header{"X-Edition": {"hush"}}, Token: tells("hush", &runs)}
	for name, c := range map[string]struct {
		site    Site
		from    string
		to      string
		request Request
		first   bool // the first host sees the secrets
		second  bool
		words   string // of the error; "" none
	}{
		"its own origin":           {site, "https://a.example/", "https://a.example/x", Request{}, true, true, ""},
		"another host":             {site, "https://a.example/", "https://b.example/", Request{}, true, false, ""},
		"another port":             {site, "https://a.example/", "https://a.example:8443/", Request{}, true, false, ""},
		"a host that is led to it": {site, "https://b.example/", "https://a.example/", Request{}, false, false, ""},
		"down to http":             {site, "https://a.example/", "http://a.example/", Request{}, true, false, string(errDowngrade)},
		"not over http":            {site, "http://a.example/", "http://a.example/x", Request{}, false, false, ""},
		"over http where it is named": {
			Site{For: "http://a.example/", Token: tells("hush", &runs), UserAgent: "Ann's", Header: site.Header},
			"http://a.example/", "http://a.example/x", Request{}, true, true, "",
		},
		"named by a page of its own": {site, "https://a.example/", "https://a.example/x", Request{Unasked: true, From: "https://a.example/page"}, true, true, ""},
		"named by a page elsewhere":  {site, "https://a.example/", "https://a.example/x", Request{Unasked: true, From: "https://b.example/page"}, false, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var seen []http.Header
			k := client(t, Options{UserAgent: "common", Sites: []Site{c.site}, Transport: funcTransport(func(r *http.Request) *http.Response {
				seen = append(seen, r.Header)
				if len(seen) == 1 {
					return respond(r, 302, "", "Location", c.to)
				}
				return respond(r, 200, "")
			})})
			c.request.URL = c.from
			_, err := k.Get(t.Context(), c.request)
			if Explain(err) != c.words {
				t.Fatalf("%v, want %q", err, c.words)
			}
			for i, want := range []bool{c.first, c.second} {
				if i >= len(seen) {
					break
				}
				h := seen[i]
				if (h.Get("Authorization") == "Bearer hush") != want || (h.Get("X-Edition") == "hush") != want || strings.Contains(fmt.Sprint(h), "hush") != want {
					t.Errorf("request %d: %v", i+1, h)
				}
			}
		})
	}
}

func TestSiteHeaders(t *testing.T) {
	var seen http.Header
	runs := 0
	transport := funcTransport(func(r *http.Request) *http.Response {
		seen = r.Header
		return respond(r, 200, "")
	})
	c := client(t, Options{UserAgent: "common", Transport: transport, Sites: []Site{
		{For: "a.example", User: "ann", Password: tells("hush", &runs), UserAgent: "Ann's"},
		{For: "locked.example", User: "ann", Password: tells("", &runs)},
		{For: "odd.example", Token: tells("two\x1b[31m", &runs)},
	}})
	for range 3 {
		if _, err := c.Get(t.Context(), Request{URL: "https://a.example/feed"}); err != nil {
			t.Fatal(err)
		}
	}
	if runs != 1 {
		t.Errorf("the command ran %d times", runs)
	}
	r := http.Request{Header: seen}
	if user, password, ok := r.BasicAuth(); !ok || user != "ann" || password != "hush" || seen.Get("User-Agent") != "Ann's" {
		t.Errorf("%v", seen)
	}
	if _, err := c.Get(t.Context(), Request{URL: "https://b.example/feed"}); err != nil || seen.Get("User-Agent") != "common" || seen.Get("Authorization") != "" {
		t.Errorf("elsewhere: %v, %v", err, seen)
	}
	for _, host := range []string{"locked", "odd"} {
		seen = nil
		_, err := c.Get(t.Context(), Request{URL: "https://" + host + ".example/"})
		if Explain(err) != "the command for its password or token failed" || strings.Contains(err.Error(), "hush") || seen != nil {
			t.Errorf("%s: %v, sent %v", host, err, seen)
		}
	}
}

func TestSiteTimeoutAndPace(t *testing.T) {
	slow := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(200 * time.Millisecond):
		}
	})
	sites := []Site{{For: strings.TrimPrefix(slow.URL, "http://"), Timeout: 5 * time.Second, Every: time.Hour}}
	if _, err := client(t, Options{Timeout: 50 * time.Millisecond}).Get(t.Context(), Request{URL: slow.URL}); err == nil {
		t.Error("the common timeout does not hold")
	}
	c := client(t, Options{Timeout: 50 * time.Millisecond, Sites: sites})
	if _, err := c.Get(t.Context(), Request{URL: slow.URL}); err != nil {
		t.Errorf("the site's own timeout: %v", err)
	}
	if c.Every(slow.URL+"/feed") != time.Hour || c.Every("https://b.example/") != 0 {
		t.Error("its pace")
	}
}

func TestCheckSite(t *testing.T) {
	for _, s := range []Site{
		{For: ""}, {For: "ftp://a.example/"}, {For: "https://ann:hush@a.example/"}, {For: "a.example?q"},
		{For: "a.example", Proxy: "gopher://p.example"}, {For: "a.example", Proxy: "p.example:3128"}, {For: "a.example", Certificate: "x.pem"},
	} {
		if err := CheckSite(s); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
