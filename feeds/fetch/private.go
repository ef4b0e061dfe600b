package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/idna"

	"pullquote/feeds"
)

// newTransport makes one pool of connections; timeout is for the connection and
// once more for TLS. names is nil outside tests. check sees each address that is
// really dialled, after the name was resolved: a name that resolves otherwise
// the second time (DNS rebinding) gains nothing.
func newTransport(timeout time.Duration, perHost int, proxy func(*http.Request) (*url.URL, error),
	check func(network, address string, c syscall.RawConn) error, names *net.Resolver) *http.Transport {
	dial := &net.Dialer{Timeout: timeout, KeepAlive: 15 * time.Second, Control: check, Resolver: names}
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            dial.DialContext,
		DisableCompression:     true, // its own gzip has no limit
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    timeout,
		MaxResponseHeaderBytes: maxHeaders,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    perHost,
		IdleConnTimeout:        30 * time.Second,
	}
}

// refusePrivate is the Control of the guarded dialer.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil || isPrivate(a.Addr()) {
		return feeds.ErrPrivate
	}
	return nil
}

// private4 are the IPv4 blocks that are not the public network: RFC 6890 and
// the IANA registry of special-purpose addresses.
func private4(a netip.Addr) bool {
	b := a.As4()
	switch b[0] {
	case 0, 10, 127: // this network, private, loopback
		return true
	case 100: // carrier-grade NAT, 100.64/10
		return b[1]&0xc0 == 64
	case 169: // link-local, with the metadata service of clouds
		return b[1] == 254
	case 172: // 172.16/12
		return b[1]&0xf0 == 16
	case 192: // private; protocol assignments, examples, 6to4 relays
		return b[1] == 168 || b[1] == 0 && (b[2] == 0 || b[2] == 2) || b[1] == 88 && b[2] == 99
	case 198: // benchmarks 198.18/15, examples
		return b[1]&0xfe == 18 || b[1] == 51 && b[2] == 100
	case 203: // examples
		return b[1] == 0 && b[2] == 113
	}
	return b[0] >= 224 // multicast, reserved, broadcast
}

// isPrivate reports an address outside the public network. IPv6 forms that
// carry an IPv4 address (mapped, NAT64, 6to4) are judged by what they carry;
// for the rest of IPv6 only 2000::/3 is public, and not all of it.
func isPrivate(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if !a.IsValid() {
		return true
	}
	if a.Is4() {
		return private4(a)
	}
	b := a.As16()
	is := func(p string) bool { return netip.MustParsePrefix(p).Contains(a) }
	switch {
	case is("64:ff9b::/96"): // NAT64: how a network without IPv4 reaches all of it
		return private4(netip.AddrFrom4([4]byte(b[12:16])))
	case is("2002::/16"): // 6to4
		return private4(netip.AddrFrom4([4]byte(b[2:6])))
	case is("2001::/23"), // protocol assignments, Teredo among them
		is("2001:db8::/32"), is("3fff::/20"): // examples
		return true
	}
	// Everything else: loopback, IPv4-compatible and translated forms, local
	// NAT64 (64:ff9b:1::/48), unique local, link-local, site-local, multicast.
	return !is("2000::/3")
}

// localName reports a host whose very name says that it is not public: an
// address of a private block in any spelling, localhost, a name without a dot,
// a name in a zone that no public server can hold (RFC 6761, 6762 and its
// appendix G, 8375).
func localName(host string) bool {
	host = strings.ToLower(host)
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii // full-width digits and stops become plain, as in the dialer
	}
	host = strings.TrimSuffix(host, ".")
	if a, err := netip.ParseAddr(host); err == nil {
		return isPrivate(a)
	}
	if a, ok := looseIPv4(host); ok {
		return private4(a)
	}
	i := strings.LastIndexByte(host, '.')
	if i < 0 {
		return true
	}
	switch host[i+1:] {
	case "localhost", "local", "internal", "lan", "home", "corp", "intranet", "private", "localdomain":
		return true
	}
	return strings.HasSuffix(host, ".home.arpa")
}

// looseIPv4 reads the spellings that C libraries take for an address:
// 2130706433, 0x7f.1, 0177.0.0.1.
func looseIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var v uint64
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 0, 64)
		if err != nil || strings.Contains(p, "_") {
			return netip.Addr{}, false
		}
		width := uint(8)
		if i == len(parts)-1 { // the last part fills what is left
			width = uint(8 * (5 - len(parts)))
		}
		if n >= 1<<width {
			return netip.Addr{}, false
		}
		v = v<<width | n
	}
	return netip.AddrFrom4([4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}), true
}
