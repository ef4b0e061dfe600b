package opml

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var declaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)
})

// decode gives the list as UTF-8: by byte order mark, by the zero bytes of
// UTF-16 (XML's appendix F), by the XML declaration; bytes that are not the
// UTF-8 they should be are read as windows-1252, which old exports write.
func decode(data []byte) string {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}),
		bytes.HasPrefix(data, []byte{0, '<'}):
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte{'<', 0}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	default:
		if m := declaration().FindSubmatch(data[:min(len(data), 512)]); m != nil {
			// A declaration that could be read as ASCII is not UTF-16, whatever it says.
			if e, name := charset.Lookup(string(m[1])); e != nil && !strings.HasPrefix(name, "utf-") {
				from = e
			}
		}
	}
	if from == nil && !utf8.Valid(data) {
		from = charmap.Windows1252
		if mostlyUTF8(data) {
			return strings.ToValidUTF8(string(data), "\uFFFD")
		}
	}
	if from == nil {
		return string(data)
	}
	out, err := from.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(out)
}

// mostlyUTF8 reports whether the bytes above ASCII are UTF-8 but for a few: a
// damaged letter is no reason to misread all others.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > bad
}
