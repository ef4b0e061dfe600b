package fetch

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

const (
	codings = "gzip, br, zstd, deflate"
	// No text that people write shrinks by more than this; a body that does is
	// a bomb, and is dropped before it has cost the whole size limit. Gzip goes
	// up to 1,032, the others further.
	maxRatio  = 500
	ratioFrom = 4 << 20 // decoded bytes from which the ratio is looked at
	// RFC 9659: a zstd window on the web is 8 MB at most.
	zstdWindow = 8 << 20
)

// body reads and decodes the whole body, under the limit after decoding. A
// body that ends early is an error and never a short answer.
func (c *Client) body(resp *http.Response, from io.Reader) (data []byte, wire int64, err error) {
	if resp.ContentLength > c.maxBytes {
		return nil, 0, sizeError{c.maxBytes}
	}
	w := &meter{r: from}
	r, done, err := c.decoder(w, resp.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, w.n, err
	}
	defer done()
	data, err = io.ReadAll(&bounded{r: r, wire: w, limit: c.maxBytes})
	if err != nil {
		return nil, w.n, w.blame(err)
	}
	return data, w.n, nil
}

// decoder undoes one content coding. done gives back what it borrowed.
func (c *Client) decoder(w *meter, headers []string) (r io.Reader, done func(), err error) {
	coding := strings.ToLower(strings.TrimSpace(strings.Join(headers, ",")))
	switch coding {
	case "", "identity", "none", "utf-8": // the last two are common mistakes for "none at all"
		b := bufio.NewReader(w)
		// A packed file that is served as it lies there (sitemap.xml.gz).
		if head, _ := b.Peek(3); bytes.Equal(head, []byte("\x1f\x8b\x08")) {
			return c.gunzip(b, w)
		}
		return b, func() {}, nil
	case "gzip", "x-gzip":
		return c.gunzip(w, w)
	case "br":
		return brotli.NewReader(w), func() {}, nil
	case "deflate":
		return inflate(w)
	case "zstd":
		z, err := zstd.NewReader(w, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, nil, w.blame(err)
		}
		return z, z.Close, nil
	}
	return nil, nil, errCoding // unknown, or several: a tower of codings is a bomb's way
}

// gunzip undoes gzip; r is w, or what was peeked at of it.
func (c *Client) gunzip(r io.Reader, w *meter) (io.Reader, func(), error) {
	z, _ := c.unzip.Get().(*gzip.Reader)
	if z == nil {
		z = new(gzip.Reader)
	}
	if err := z.Reset(r); err != nil {
		if errors.Is(err, io.EOF) && w.n == 0 && w.err == io.EOF { //nolint:errorlint // the reader's own
			return w, func() {}, nil // nothing at all
		}
		return nil, nil, w.blame(err)
	}
	return z, func() {
		_ = z.Reset(strings.NewReader("")) // lets go of the connection; fails by design
		c.unzip.Put(z)
	}, nil
}

// inflate undoes "deflate", which means zlib and is written by some as the bare
// stream inside of it.
func inflate(w *meter) (io.Reader, func(), error) {
	b := bufio.NewReader(w)
	head, err := b.Peek(2)
	if err != nil && len(head) == 0 {
		return b, func() {}, nil // nothing at all, or the wire's error once more
	}
	// RFC 1950: method 8, and the two bytes are a multiple of 31.
	if len(head) == 2 && head[0]&15 == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		z, err := zlib.NewReader(b)
		if err != nil {
			return nil, nil, w.blame(err)
		}
		return z, func() { _ = z.Close() }, nil
	}
	z := flate.NewReader(b)
	return z, func() { _ = z.Close() }, nil
}

// meter counts the bytes off the wire and keeps the error of the wire apart
// from that of the coding.
type meter struct {
	r   io.Reader
	n   int64
	err error
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	if err != nil {
		m.err = err
	}
	return n, err
}

// blame says whose fault a failed read was: the wire's, ours (a limit), or
// that of a broken coding.
func (m *meter) blame(err error) error {
	var size sizeError
	switch {
	case errors.As(err, &size), err == errBomb: //nolint:errorlint // exactly ours
		return err
	case m.err != nil && m.err != io.EOF: //nolint:errorlint // Read's own
		return m.err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return io.ErrUnexpectedEOF
	}
	return errBroken
}

// bounded counts decoded bytes against the size limit and the ratio.
type bounded struct {
	r     io.Reader
	wire  *meter
	n     int64
	limit int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	switch {
	case b.n > b.limit:
		return 0, sizeError{b.limit}
	case b.n > ratioFrom && b.n/maxRatio > b.wire.n:
		return 0, errBomb
	}
	return n, err
}
