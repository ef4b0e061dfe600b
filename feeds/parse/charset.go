package parse

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// decode turns a document into valid UTF-8 without control bytes. note says
// what had to be guessed. A clean UTF-8 document is handed back as it is.
func decode(data []byte, contentType string) (text []byte, note string) {
	text, note = toUTF8(data, contentType)
	return dropControls(text), note
}

// toUTF8 asks, in this order: the bytes themselves where they can be nothing
// else (byte order mark, zero bytes, UTF-8), the server's header, the XML declaration.
func toUTF8(data []byte, contentType string) ([]byte, string) {
	if enc, skip := wide(data); enc != nil {
		return convert(enc, data[skip:])
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(data, []byte("\x4c\x6f\xa7\x94")) { // "<?xm" in EBCDIC
		decl, err := charmap.CodePage037.NewDecoder().Bytes(data[:min(len(data), 200)])
		enc := lookup(declared(decl))
		if err != nil || enc == nil {
			enc = charmap.CodePage037
		}
		return convert(enc, data)
	}
	if utf8.Valid(data) {
		// An escape sequence is the mark of ISO-2022 and HZ, which are 7-bit.
		if enc := lookup(declared(data)); enc == nil || isASCIIBased(data) {
			return data, ""
		} else {
			return convert(enc, data)
		}
	}
	if enc := lookup(labelOf(contentType)); enc != nil {
		return convert(enc, data)
	}
	if enc := lookup(declared(data)); enc != nil {
		return convert(enc, data)
	}
	return mendUTF8(data), "not the charset that it claims; wrong bytes were read as windows-1252"
}

// wide finds UTF-16 and UTF-32 by their byte order mark or by the zero bytes
// around the first '<'.
func wide(data []byte) (encoding.Encoding, int) {
	is := func(p string) bool { return bytes.HasPrefix(data, []byte(p)) }
	switch {
	case is("\x00\x00\xfe\xff"):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case is("\xff\xfe\x00\x00"):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case is("\x00\x00\x00<"):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 0
	case is("<\x00\x00\x00"):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 0
	case is("\xfe\xff"):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	case is("\xff\xfe"):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case is("\x00<"), is("\x00{"):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0
	case is("<\x00"), is("{\x00"):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0
	}
	return nil, 0
}

func convert(enc encoding.Encoding, data []byte) ([]byte, string) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(out) {
		return mendUTF8(data), "the charset could not be read to the end"
	}
	return bytes.TrimPrefix(out, []byte("\ufeff")), ""
}

// lookup is the encoding of a label; nil for UTF-8, for a label that nobody
// knows, and for UTF-16 and UTF-32, which wide would have found.
func lookup(label string) encoding.Encoding {
	if label == "" {
		return nil
	}
	enc, name := charset.Lookup(label)
	if enc == nil {
		var err error
		if enc, err = ianaindex.IANA.Encoding(label); err != nil || enc == nil {
			return nil
		}
		name = strings.ToLower(label)
	}
	if strings.HasPrefix(name, "utf-") || strings.HasPrefix(name, "utf_") || name == "replacement" || strings.HasPrefix(name, "iso-10646") {
		return nil
	}
	return enc
}

// isASCIIBased reports that valid UTF-8 is to be taken as such, whatever the
// label: text of another charset is next to never valid UTF-8 by chance,
// except in the 7-bit charsets.
func isASCIIBased(data []byte) bool {
	return bytes.IndexByte(data, 0x1b) < 0 && !bytes.Contains(data, []byte("~{"))
}

func labelOf(contentType string) string {
	if contentType == "" {
		return ""
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(params["charset"])
}

// declared is the encoding that the XML declaration names.
func declared(data []byte) string {
	head := data[:min(len(data), 400)]
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	head = head[i:]
	if end := bytes.Index(head, []byte("?>")); end >= 0 {
		head = head[:end]
	}
	_, rest, ok := bytes.Cut(head, []byte("encoding"))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if len(rest) == 0 || (rest[0] != '"' && rest[0] != '\'') {
		return ""
	}
	label, _, ok := bytes.Cut(rest[1:], rest[:1])
	if !ok {
		return ""
	}
	return string(bytes.TrimSpace(label))
}

// mendUTF8 keeps what is valid and reads the other bytes as windows-1252, the
// charset that is pasted into everything. Where the document has more real
// UTF-8 than wrong bytes, the pieces of a cut character become one U+FFFD.
func mendUTF8(data []byte) []byte {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	out := make([]byte, 0, len(data)+2*bad)
	for i := 0; i < len(data); {
		c := data[i]
		if c < utf8.RuneSelf {
			out = append(out, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			out = append(out, data[i:i+n]...)
		case good > bad && (c < 0xc0 || i+1 < len(data) && data[i+1]&0xc0 == 0x80):
			out = append(out, "\ufffd"...)
			for i++; i < len(data) && data[i]&0xc0 == 0x80; i++ {
			}
			continue
		default:
			out = utf8.AppendRune(out, windows1252(c))
		}
		i += n
	}
	return out
}

func windows1252(c byte) rune {
	if r := charmap.Windows1252.DecodeByte(c); r >= 0xa0 {
		return r
	}
	return utf8.RuneError // five places are not taken
}

// dropControls takes out the characters that XML forbids, which would live on
// in every body, and reads C1 controls as the windows-1252 that they come from.
// The text is copied only where there are some.
func dropControls(text []byte) []byte {
	i := 0
	for i < len(text) && !isControl(text[i]) && !isC1(text, i) {
		i++
	}
	if i == len(text) {
		return text
	}
	out := append(make([]byte, 0, len(text)+16), text[:i]...)
	for ; i < len(text); i++ {
		switch {
		case isC1(text, i):
			i++
			out = utf8.AppendRune(out, windows1252(text[i]))
		case !isControl(text[i]):
			out = append(out, text[i])
		}
	}
	return out
}

// isC1 reports U+0080 to U+009F at i.
func isC1(text []byte, i int) bool {
	return text[i] == 0xc2 && i+1 < len(text) && text[i+1] < 0xa0
}

func isControl(c byte) bool {
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0x7f
}

// clipBytes is clip for bytes, in place.
func clipBytes(b []byte, n int) []byte {
	if len(b) <= n {
		return b
	}
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// clip shortens s to at most n bytes, at a rune's border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
