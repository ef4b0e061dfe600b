package extract

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"pullquote/article"
	"pullquote/article/dom"
)

// Bounds of a message: parts nested and parts read. A newsletter has two
// parts; what is beyond these limits was made to cost.
const (
	maxMailDepth = 8
	maxMailParts = 100
)

// fromMail makes the Document of a message (RFC 5322): a newsletter, or an
// article that somebody sent. Its HTML part is read as a feed's body is, for
// it holds no page around the story; without one its text is.
func fromMail(data string, o Options) *article.Document {
	if rest, ok := strings.CutPrefix(data, "From "); ok { // the line by which mailboxes part messages
		if _, after, ok := strings.Cut(rest, "\n"); ok {
			data = after
		}
	}
	msg, err := mail.ReadMessage(strings.NewReader(data))
	if err != nil {
		return fromText(data, o)
	}
	words := &mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
		return charset.NewReaderLabel(name, in)
	}}
	decode := func(s string) string {
		if out, err := words.DecodeHeader(s); err == nil {
			s = out
		}
		return article.CleanLine(s)
	}
	o.Title = firstOf(decode(msg.Header.Get("Subject")), o.Title)
	if from := sender(decode(msg.Header.Get("From"))); from != "" && len(o.Byline) == 0 {
		o.Byline = []string{from}
	}
	if list, _, ok := strings.Cut(msg.Header.Get("List-Id"), "<"); ok {
		o.Publisher = firstOf(o.Publisher, strings.Trim(decode(list), `" `))
	}
	p := &mailParts{}
	p.read(msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Body, 0)
	var d *article.Document
	if p.html != "" {
		if page, err := fromFeed(p.html, o); page != nil && (err == nil || p.text == "") {
			d = page
		}
	}
	if d == nil {
		d = fromText(p.text, o)
	}
	d.Path = article.FromMail
	if sent, err := msg.Header.Date(); err == nil && d.Published.IsZero() {
		d.Published = sent
	}
	return d
}

// sender is the name in a From field, or "" where only an address stands.
func sender(from string) string {
	if a, err := mail.ParseAddress(from); err == nil {
		return a.Name
	}
	name, _, _ := strings.Cut(from, "<")
	if strings.Contains(name, "@") {
		return ""
	}
	return strings.Trim(name, `" `)
}

// mailParts are the texts of a message.
type mailParts struct {
	html, text string
	n          int
}

// read takes one part and those within it. The first part of each kind is the
// letter; the others are what is attached to it.
func (p *mailParts) read(contentType, encoding string, body io.Reader, depth int) {
	if p.n++; p.n > maxMailParts || depth > maxMailDepth {
		return
	}
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, params = "text/plain", nil
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		r := multipart.NewReader(body, params["boundary"])
		for {
			part, err := r.NextRawPart()
			if err != nil || p.n > maxMailParts {
				return // io.EOF, or a message that breaks off: what was read counts
			}
			if how, _, err := mime.ParseMediaType(part.Header.Get("Content-Disposition")); err == nil && how == "attachment" {
				continue
			}
			p.read(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, depth+1)
		}
	}
	if kind != "text/plain" && kind != "text/html" {
		return
	}
	if kind == "text/html" && p.html != "" || kind == "text/plain" && p.text != "" {
		return
	}
	text := mailText(encoding, params["charset"], body)
	if kind == "text/html" {
		p.html = text
		return
	}
	if strings.EqualFold(params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	p.text = text
}

// mailText undoes the transfer encoding and the charset. What cannot be
// undone to its end is kept as far as it goes.
func mailText(encoding, label string, body io.Reader) string {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	data, err := io.ReadAll(io.LimitReader(body, dom.MaxBytes))
	if err != nil && len(data) == 0 {
		return ""
	}
	if label == "" {
		label = "utf-8"
	}
	return dom.Decode(data, "text/plain; charset="+label)
}

// unflow joins the lines of a format=flowed text (RFC 3676): a line that ends
// in a blank goes on.
func unflow(s string, delsp bool) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasSuffix(line, " ") && line != "-- " {
			if delsp {
				line = line[:len(line)-1]
			}
			b.WriteString(line)
			continue
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
