package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds"
)

// plain is an error of ours whose text can be shown as it is.
type plain string

func (p plain) Error() string { return string(p) }

const (
	errAddress     plain = "not an address that can be fetched"
	errScheme      plain = "only http and https are fetched"
	errProxy       plain = "the proxy setting cannot be used"
	errRedirect    plain = "a redirect leads nowhere that can be fetched"
	errRedirects   plain = "more than 10 redirects"
	errCircle      plain = "redirects in a circle"
	errDowngrade   plain = "a redirect from https to http would show the password"
	errCoding      plain = "packed in a way that was not asked for"
	errBroken      plain = "the packed answer is damaged"
	errCertificate plain = "the client certificate of the settings cannot be read"
	errHeaders     plain = "headers larger than 256 kB"
)

// errBomb is too large by its ratio.
var errBomb = fmt.Errorf("unpacks to a multiple of its size: %w", feeds.ErrTooLarge)

// sizeError is feeds.ErrTooLarge with the limit.
type sizeError struct{ limit int64 }

func (e sizeError) Error() string {
	if e.limit >= 1<<20 {
		return fmt.Sprintf("larger than %d MB", e.limit>>20)
	}
	return fmt.Sprintf("larger than %d kB", max(e.limit>>10, 1))
}

func (e sizeError) Unwrap() error { return feeds.ErrTooLarge }

// timeoutError is our own time limit, apart from the caller's deadline.
type timeoutError struct{ after time.Duration }

func (e timeoutError) Error() string { return "timed out after " + span(e.after) }

func (e timeoutError) Unwrap() error { return context.DeadlineExceeded }

// failure is what Get returns. Its text is ours from end to end; the cause,
// whose text may quote a server or a password, is there for errors.Is and As
// alone.
type failure struct {
	host  string
	words string
	cause error
}

func (f *failure) Error() string {
	if f.host == "" {
		return "fetch: " + f.words
	}
	return "fetch " + f.host + ": " + f.words
}

func (f *failure) Unwrap() error { return f.cause }

func failed(host string, err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err // its text holds the whole address
	}
	return &failure{
		host:  cut(article.CleanLine(host), 100),
		words: cmp.Or(words(err), "the answer cannot be understood"),
		cause: err,
	}
}

// Explain turns an error of Get into one short line of human words, under 300
// bytes: "timed out after 20 s", "HTTP 503: the server is overloaded". It
// quotes no server and shows no password. nil gives "".
func Explain(err error) string {
	if err == nil {
		return ""
	}
	var f *failure
	if errors.As(err, &f) {
		return f.words
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return cmp.Or(words(err), unknown)
}

// unknown stands for errors that are not ours: their text could be a server's.
const unknown = "failed for a reason that is not known"

// words explains the cause of a failure; "" where it knows none.
func words(err error) string {
	var own plain
	var size sizeError
	var late timeoutError
	var status feeds.StatusError
	var quiet silence
	var secret secretError
	var wait feeds.HeldError
	switch {
	case errors.As(err, &quiet):
		return quiet.Error()
	case errors.As(err, &secret):
		return secret.Error()
	case errors.As(err, &wait):
		return wait.Error()
	case errors.As(err, &own):
		return string(own)
	case errors.As(err, &size):
		return size.Error()
	case errors.As(err, &late):
		return late.Error()
	case errors.As(err, &status):
		return statusWords(status)
	case errors.Is(err, feeds.ErrUnchanged):
		return "unchanged"
	case errors.Is(err, feeds.ErrGone):
		return "HTTP 410: gone for good"
	case errors.Is(err, feeds.ErrPrivate):
		return "the address leads into a private network"
	case errors.Is(err, errBomb):
		return "unpacks to a multiple of its size"
	case errors.Is(err, feeds.ErrTooLarge):
		return "too large"
	case errors.Is(err, feeds.ErrAddress):
		return feeds.ErrAddress.Error()
	case errors.Is(err, feeds.ErrNotFound):
		return feeds.ErrNotFound.Error()
	case errors.Is(err, feeds.ErrNotFeed):
		return feeds.ErrNotFeed.Error()
	case errors.Is(err, context.Canceled):
		return "stopped"
	case errors.Is(err, context.DeadlineExceeded):
		return "timed out"
	}
	if w := tlsWords(err); w != "" {
		return w
	}
	return netWords(err)
}

func netWords(err error) string {
	var dns *net.DNSError
	var late interface{ Timeout() bool }
	var op *net.OpError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return "no such host"
	case errors.As(err, &dns):
		return "the host's name cannot be looked up: offline?"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the server refuses the connection"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETDOWN):
		return "no way to the host: offline?"
	case errors.As(err, &late) && late.Timeout():
		return "timed out: the host does not answer"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET),
		errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed):
		return "the server broke off"
	case errors.As(err, &op):
		return "the connection failed"
	}
	// net/http names these by their text alone. The text is matched, not shown.
	switch s := err.Error(); {
	case strings.Contains(s, "headers exceeded"), strings.Contains(s, "header list larger"):
		return string(errHeaders)
	case strings.Contains(s, "MIME header"), strings.Contains(s, "invalid header"):
		return "the headers of the answer are damaged"
	case strings.Contains(s, "malformed"):
		return "the server does not speak HTTP"
	case strings.Contains(s, "HTTP response to HTTPS client"):
		return "the server does not speak https"
	case strings.HasPrefix(s, "net/http:"), strings.HasPrefix(s, "http:"), strings.HasPrefix(s, "http2:"),
		strings.HasPrefix(s, "stream error"), strings.HasPrefix(s, "proxyconnect"):
		return "the connection failed"
	}
	return ""
}

func tlsWords(err error) string {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &authority):
		return "the certificate is not trusted: unknown authority"
	case errors.As(err, &host):
		return "the certificate is for another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the certificate has expired, or the clock is wrong"
	case errors.As(err, &invalid), errors.As(err, &verify):
		return "the certificate is not trusted"
	case errors.As(err, &record):
		return "the server does not speak https"
	case errors.As(err, &alert):
		return "no secure connection could be agreed on"
	}
	return ""
}

func statusWords(e feeds.StatusError) string {
	s := fmt.Sprintf("HTTP %d", e.Code)
	what := ""
	switch e.Code {
	case 204, 205, 206:
		what = "the server sent no whole document"
	case 304:
		what = "unchanged since a visit that never was"
	case 400:
		what = "the server does not understand the request"
	case 401, 407:
		what = "a user name and password are wanted"
	case 402:
		what = "to be paid for"
	case 403, 451:
		what = "the server forbids it"
	case 404:
		what = "not there"
	case 406, 415:
		what = "the server has it in no form that we read"
	case 408, 504:
		what = "timed out on the server's side"
	case 429:
		what = "asked too often"
	case 500:
		what = "the server has a fault"
	case 502, 520, 521, 522, 523, 524:
		what = "the server behind it does not answer"
	case 503:
		what = "the server is overloaded"
	default:
		switch {
		case e.Code >= 500:
			what = "the server has a fault"
		case e.Code >= 400:
			what = "the server refuses it"
		case e.Code >= 300:
			what = "a redirect without an address"
		}
	}
	if what != "" {
		s += ": " + what
	}
	if e.RetryAfter > 0 {
		s += ", asks to wait " + span(time.Duration(e.RetryAfter)*time.Second)
	}
	return s
}

// cut shortens to at most n bytes, at a character's edge.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
