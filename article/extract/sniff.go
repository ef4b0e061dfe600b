package extract

import (
	"bytes"
	"mime"
	"path"
	"strings"

	"pullquote/article"
)

// sniff chooses the path through the extractor: by what the server and the
// file's name say, and by the look of the bytes where these say nothing or
// "plain text". "" where the bytes are no text at all.
func sniff(data []byte, o Options) article.Path {
	if binary(data) {
		return ""
	}
	if o.Feed {
		return article.FromFeed
	}
	kind, _, err := mime.ParseMediaType(o.ContentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(o.ContentType), ";")
	}
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml":
		return article.FromPage
	case "text/markdown", "text/x-markdown":
		return article.FromMarkdown
	case "message/rfc822":
		return article.FromMail
	case "", "text/plain", "application/octet-stream", "text/xml", "application/xml":
	default:
		if strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/") || kind == "application/pdf" {
			return ""
		}
	}
	name := o.Name
	if name == "" {
		name, _, _ = strings.Cut(o.URL, "?")
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return article.FromPage
	case ".md", ".markdown", ".mdown":
		if !tagged(data) {
			return article.FromMarkdown
		}
	case ".eml":
		return article.FromMail
	case ".txt", ".text":
		if !tagged(data) {
			return article.FromText
		}
	}
	switch head := data[:min(len(data), 1<<14)]; {
	case tagged(data):
		return article.FromPage
	case mailHead(head):
		return article.FromMail
	case markdownLook(head):
		return article.FromMarkdown
	}
	return article.FromText
}

// binary reports bytes that no charset makes a text of.
func binary(data []byte) bool {
	for _, magic := range []string{"%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "PK\x03\x04", "\x1f\x8b", "RIFF", "OggS", "ID3", "\x7fELF", "MZ\x90"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	if len(data) >= 2 && (data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff) {
		return false // UTF-16: every other byte is zero
	}
	head := data[:min(len(data), 4096)]
	odd := 0
	for _, c := range head {
		if c == 0 {
			odd += 8
		} else if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	return odd*10 > len(head) && len(head) > 0
}

// tagged: the bytes begin like a page, or hold the tags of one.
func tagged(data []byte) bool {
	head := bytes.TrimLeft(data[:min(len(data), 1<<16)], "\xef\xbb\xbf \t\r\n")
	begin := bytes.ToLower(head[:min(len(head), 16)])
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<meta", "<article", "<div", "<p>", "<p "} {
		if bytes.HasPrefix(begin, []byte(start)) {
			return true
		}
	}
	head = bytes.ToLower(head)
	n := 0
	for _, tag := range []string{"</p>", "</div>", "</a>", "<br", "</h1>", "</li>", "</title>", "</body>", "</script>", "<meta"} {
		if bytes.Contains(head, []byte(tag)) {
			n++
		}
	}
	return n >= 3
}

// mailHead: the first lines are the header of a letter.
func mailHead(head []byte) bool {
	known := 0
	for i, line := range bytes.Split(head, []byte("\n")) {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 || i > 60 {
			break
		}
		if i > 0 && (line[0] == ' ' || line[0] == '\t') {
			continue
		}
		key, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(key, " \t") && !bytes.HasPrefix(line, []byte("From ")) {
			return false
		}
		switch strings.ToLower(string(key)) {
		case "from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path", "delivered-to", "content-type", "list-id", "reply-to":
			known++
		}
	}
	return known >= 3
}

// markdownLook: marks that plain text seldom bears, on lines of their own.
func markdownLook(head []byte) bool {
	score := 0
	for _, line := range strings.Split(string(head), "\n") {
		line = strings.TrimRight(line, "\r ")
		switch {
		case strings.HasPrefix(line, "# "), strings.HasPrefix(line, "## "), strings.HasPrefix(line, "### "):
			score += 2
		case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "!["):
			score += 2
		case strings.HasPrefix(line, "> "), strings.HasPrefix(line, "* "), strings.HasPrefix(line, "- "):
			score++
		}
		if strings.Contains(line, "](http") || strings.Contains(line, "](/") {
			score += 2
		}
		if strings.Count(line, "**") >= 2 {
			score++
		}
	}
	return score >= 4
}
