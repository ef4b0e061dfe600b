package dom

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"pullquote/article"
)

// Bounds of what is parsed. The largest of 885 news pages holds 2.2 MB and 20,000
// tags, most of it script.
const (
	MaxBytes = 15 << 20
	MaxTags  = 400_000
	// maxReopened bounds the elements that a parser must make beside those
	// that are written: HTML reopens each unclosed <b> or <a> in each new
	// paragraph, so that a few kilobytes can ask for millions of nodes.
	maxReopened = 400_000
)

// Decode turns the bytes of a page into UTF-8: by its byte order mark, by its
// being valid UTF-8 whatever it claims, by the header, by its meta element.
func Decode(data []byte, contentType string) string {
	if len(data) >= 3 && data[0] == 0xef && data[1] == 0xbb && data[2] == 0xbf {
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD")
	}
	utf16 := len(data) >= 2 && (data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff)
	escapes := bytes.Contains(data[:min(len(data), 1<<16)], []byte{0x1b, '$'}) // ISO-2022-JP is pure ASCII bytes
	if !utf16 && !escapes && utf8.Valid(data) {
		return string(data)
	}
	enc, name, certain := charset.DetermineEncoding(data, contentType)
	if !certain {
		if e, n := charset.Lookup(metaCharset(data)); e != nil {
			enc, name = e, n
		} else if mostlyUTF8(data) {
			name = "utf-8"
		}
	}
	if name == "utf-8" && !mostlyUTF8(data) {
		enc, name = charset.Lookup("windows-1252") // it claims UTF-8 and is not
	}
	if name == "utf-8" || enc == nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return strings.TrimPrefix(strings.ToValidUTF8(string(out), "\uFFFD"), "\uFEFF")
}

// metaCharset looks for charset= further down than the 1,024 bytes that the
// standard asks for: some pages put kilobytes of script before it.
func metaCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 1<<15)])
	for {
		i := bytes.Index(head, []byte("<meta"))
		if i < 0 {
			return ""
		}
		head = head[i+len("<meta"):]
		tag := head[:max(0, bytes.IndexByte(head, '>'))]
		_, s, ok := bytes.Cut(tag, []byte("charset="))
		if !ok {
			continue
		}
		s = bytes.TrimLeft(s, `"' `)
		if end := bytes.IndexAny(s, `"' />;`); end >= 0 {
			s = s[:end]
		}
		if len(s) > 0 && len(s) < 40 {
			return string(s)
		}
	}
}

// mostlyUTF8: bad bytes are rare among the non-ASCII ones, as in a page cut
// off or with one foreign string in it.
func mostlyUTF8(data []byte) bool {
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
	return bad*20 <= good
}

// Parse is the tree of a page. A page that would cost too much (too many
// tags, too deep, too many elements to reopen) becomes a flat tree of
// paragraphs instead. Errors: article.ErrTooLarge over twice MaxBytes.
func Parse(s string) (*html.Node, error) {
	if len(s) > 2*MaxBytes { // decoding may have made it longer
		return nil, fmt.Errorf("parse a page of %d bytes: %w", len(s), article.ErrTooLarge)
	}
	lean, tooDear := dear(s)
	if tooDear {
		return flat(s), nil
	}
	root, err := html.ParseWithOptions(strings.NewReader(lean), html.ParseOptionEnableScripting(true))
	if err != nil {
		return flat(s), nil //nolint:nilerr // the parser refuses depth; the text is still to be had
	}
	return root, nil
}

// flat reads a page without a tree: its title and its texts, one paragraph
// for each stretch between two block tags.
func flat(s string) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	page := &html.Node{Type: html.ElementNode, Data: "html", DataAtom: atom.Html}
	root := &html.Node{Type: html.DocumentNode}
	root.AppendChild(page)
	page.AppendChild(body)
	var buf strings.Builder
	tags := 0
	flush := func() {
		if strings.TrimSpace(buf.String()) != "" {
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: buf.String()})
			body.AppendChild(p)
		}
		buf.Reset()
	}
	z := html.NewTokenizer(strings.NewReader(s))
	silent := atom.Atom(0)
	for tags < MaxTags {
		switch z.Next() {
		case html.ErrorToken:
			flush()
			return root
		case html.TextToken:
			if silent == 0 {
				buf.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			tags++
			name, _ := z.TagName()
			a := atom.Lookup(name)
			end := bytes.HasPrefix(z.Raw(), []byte("</"))
			switch a {
			case atom.Script, atom.Style, atom.Title, atom.Svg, atom.Textarea, atom.Select:
				if end {
					silent = 0
				} else {
					silent = a
				}
			}
			if Blocky(a) || a == atom.Br {
				flush()
			}
		}
	}
	flush()
	return root
}
