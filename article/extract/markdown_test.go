package extract

import (
	"strings"
	"testing"

	"pullquote/article"
)

const markdownPage = `---
title: "Harbour freezes over"
author: Ada Moss
date: 2024-01-04
description: Nobody could remember such a winter
tags: [ice, winter]
---

# Harbour freezes over

The harbour of **Example Bay** froze over, and [nobody](https://example.org/x) could *remember* such a winter.

## What comes next

> “We wait,” said the harbour master.

1. First the ice.
2. Then the boats.
   - one
   - two

![Boats in the ice](/boats.jpg)

| Town | Boats |
| --- | --- |
| Bay | 12 |

` + "```go\nx := 1\n```" + `

A line with &amp; and \*stars\* and ` + "`code`" + `.

* * *

<div>Raw <b>words</b></div>

Subscribe to our newsletter
`

func TestMarkdown(t *testing.T) {
	d, err := Document([]byte(markdownPage), Options{Name: "a.md", URL: "https://example.org/a"})
	if err != nil {
		t.Fatal(err)
	}
	invariants(t, d)
	want := `[repeated headline]: Harbour freezes over
paragraph: The harbour of Example Bay froze over, and …
heading: What comes next
blockquote: “We wait,” said the harbour master.
list item: First the ice.
list item: Then the boats.
list item: one
list item: two
figure: Boats in the ice
table: Town	Boats
Bay	12
code: x := 1
paragraph: A line with & and *stars* and code.
rule: 
paragraph: Raw words
[newsletter prompt]: Subscribe to our newsletter
`
	if got := told(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Title != "Harbour freezes over" || strings.Join(d.Byline, ";") != "Ada Moss" || d.Published.Format("2006-01-02") != "2024-01-04" || d.Deck == "" {
		t.Errorf("title %q, byline %q, published %v, deck %q", d.Title, d.Byline, d.Published, d.Deck)
	}
	var spans []string
	for _, b := range d.Blocks {
		for _, s := range b.Spans {
			spans = append(spans, string(s.Kind)+" "+d.Of(s.Range)+" "+s.Href)
		}
		if b.Kind == article.ListItem && d.Of(b.Range) == "one" && b.Level != 2 {
			t.Errorf("the inner item has level %d", b.Level)
		}
		if b.Kind == article.Figure && b.Image != "https://example.org/boats.jpg" {
			t.Errorf("image is %q", b.Image)
		}
		if b.Kind == article.Table && (len(b.Cells) != 2 || d.Of(b.Cells[1][1]) != "12" || !b.HeaderRow) {
			t.Errorf("cells are %v", b.Cells)
		}
	}
	if got := strings.Join(spans, "|"); got != "strong Example Bay |link nobody https://example.org/x|emphasis remember |code code |strong words " {
		t.Errorf("spans are %q", got)
	}
}

func TestFrontMatter(t *testing.T) {
	f, body := frontMatter("+++\ntitle = 'It''s on'\nauthors = [\"A B\", \"C D\"]\n+++\nText")
	if f.first("title") != "It's on" || len(f["authors"]) != 2 || body != "Text" {
		t.Errorf("TOML: %v %q", f, body)
	}
	f, body = frontMatter("---\ntitle: X\nauthors:\n  - name: A B\n  - C D\n---\nText")
	if strings.Join(f["authors"], ";") != "A B;C D" || body != "Text" {
		t.Errorf("YAML: %v %q", f, body)
	}
	if f, body = frontMatter("---\nJust a rule above a paragraph\n---\n"); f != nil || !strings.HasPrefix(body, "---") {
		t.Errorf("a rule is no front matter: %v %q", f, body)
	}
}

// FuzzMarkdown: the Document holds to its contract whatever the text, and
// nesting costs nothing.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{markdownPage, "", "---\n", "![](x)", "[a](javascript:x)", strings.Repeat("> ", 3000) + "x", strings.Repeat("[", 3000), strings.Repeat("*a ", 500), "|a|\n|-|\n|", "<!-- x", "1. a\n\n   b\n", "- \n  - \n    - x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { invariants(t, fromMarkdown(s, Options{})) })
}

const letter = "From: =?utf-8?q?Ada_M=C3=B6ss?= <ada@example.org>\r\nTo: you@example.org\r\nSubject: =?utf-8?b?SGFyYm91ciBmcmVlemVzIG92ZXI=?=\r\nDate: Thu, 4 Jan 2024 09:15:00 +0100\r\nMIME-Version: 1.0\r\n"

func TestMail(t *testing.T) {
	multi := letter + "Content-Type: multipart/alternative; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/plain\r\n\r\nplain\r\n--xx\r\n" +
		"Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Harbour freezes over</h1><p>The harbour of M=FCnde froze over, and nobody could =\r\nremember such a winter.</p><p>View this email in your browser</p>\r\n--xx--\r\n"
	flowed := letter + "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nThe harbour of Münde \r\nfroze over, and nobody could remember such \r\na winter.\r\n"
	based := letter + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhlIGhhcmJvdXIgZnJvemUgb3ZlciBsYXN0IG5pZ2h0Lg==\r\n"
	for _, tt := range []struct{ name, mail, want string }{
		{"HTML", multi, "paragraph: The harbour of Münde froze over, and nobody could remember such a winter.\n"},
		{"flowed", flowed, "paragraph: The harbour of Münde froze over, and nobody could remember such a winter.\n"},
		{"base64", based, "paragraph: The harbour froze over last night.\n"},
	} {
		d, err := Document([]byte(tt.mail), Options{})
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		invariants(t, d)
		if got := blocks(d); got != tt.want {
			t.Errorf("%s: got\n%s", tt.name, got)
		}
		if d.Title != "Harbour freezes over" || strings.Join(d.Byline, ";") != "Ada Möss" || d.Published.Hour() != 9 || d.Path != article.FromMail {
			t.Errorf("%s: title %q, byline %q, published %v, path %s", tt.name, d.Title, d.Byline, d.Published, d.Path)
		}
	}
}

// FuzzMail: no message, however broken, breaks the Document.
func FuzzMail(f *testing.F) {
	f.Add(letter + "\r\nText")
	f.Add(letter + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n")
	f.Add("From x\nSubject: y\n\nz")
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) { invariants(t, fromMail(s, Options{})) })
}
