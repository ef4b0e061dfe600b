package library

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/feeds"
)

// QuoteFormat is a form in which quotes leave the program.
type QuoteFormat string

// The forms.
const (
	QuotesMarkdown QuoteFormat = "md"
	QuotesJSON     QuoteFormat = "json" // one array
	QuotesCSV      QuoteFormat = "csv"
)

// ErrQuoteFormat: no such form.
var ErrQuoteFormat = errors.New("quotes are written as md, json or csv")

// ParseQuoteFormat reads the name of a form, or the ending of a file's name.
func ParseQuoteFormat(s string) (QuoteFormat, error) {
	switch s = strings.ToLower(s); s {
	case "md", "markdown":
		return QuotesMarkdown, nil
	case "json", "csv":
		return QuoteFormat(s), nil
	}
	return "", ErrQuoteFormat
}

// QuoteRecord is a quote as it is written out.
type QuoteRecord struct {
	Text      string `json:"text"` // without the comma that leads on to the cue
	Speaker   string `json:"speaker"`
	Role      string `json:"role,omitempty"`
	Cue       string `json:"cue,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Headline  string `json:"headline"`
	Publisher string `json:"publisher"`
	Published string `json:"published,omitempty"` // RFC 3339
	URL       string `json:"url"`
	Link      string `json:"link,omitempty"` // with a fragment that names the words
	Entry     int64  `json:"entry,omitempty"`
	Number    int    `json:"number,omitempty"`
	Saved     string `json:"saved,omitempty"` // RFC 3339
	Note      string `json:"note,omitempty"`
}

// NewQuoteRecord is the record of a quote.
func NewQuoteRecord(q feeds.StoredQuote) QuoteRecord {
	line := article.CleanLine
	return QuoteRecord{
		Text: q.Words(), Speaker: line(q.Speaker), Role: line(q.Role), Cue: line(q.Cue), Kind: line(q.Kind), Headline: line(q.Headline), Publisher: line(q.Publisher),
		Published: rfc(q.Published), URL: article.CleanURL(q.URL), Link: q.Link(), Entry: int64(q.Entry), Number: q.Number, Saved: rfc(q.SavedAt), Note: article.Clean(q.Note),
	}
}

func rfc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// quotePage is how many quotes are read at once.
const quotePage = 500

// ExportQuotes writes the quotes of a query, all of them where it has no limit,
// and says how many they were.
func (l *Library) ExportQuotes(ctx context.Context, w io.Writer, f QuoteFormat, q feeds.QuoteQuery) (int, error) {
	out, err := NewQuoteWriter(w, f)
	if err != nil {
		return 0, err
	}
	n := 0
	err = l.EachQuote(ctx, q, func(s feeds.StoredQuote) error {
		n++
		return out.Write(s)
	})
	return n, errors.Join(err, out.Close())
}

// EachQuote calls do with each quote of a query, page by page, up to its limit;
// 0: all.
func (l *Library) EachQuote(ctx context.Context, q feeds.QuoteQuery, do func(feeds.StoredQuote) error) error {
	for left := q.Limit; ; {
		q.Limit = quotePage
		if left > 0 {
			q.Limit = min(left, quotePage)
		}
		page, err := l.Quotes(ctx, q)
		if err != nil {
			return err
		}
		for _, s := range page {
			if err := do(s); err != nil {
				return err
			}
		}
		if len(page) < q.Limit || left > 0 && left <= len(page) {
			return ctx.Err()
		}
		left = max(left-len(page), 0)
		q.After = feeds.CursorOfQuote(page[len(page)-1], q.Saved)
	}
}

// QuoteWriter writes quotes one after the other.
type QuoteWriter struct {
	f   QuoteFormat
	w   *bufio.Writer
	csv *csv.Writer
	n   int
}

// NewQuoteWriter begins to write. Errors: ErrQuoteFormat.
func NewQuoteWriter(w io.Writer, f QuoteFormat) (*QuoteWriter, error) {
	if _, err := ParseQuoteFormat(string(f)); err != nil {
		return nil, err
	}
	out := &QuoteWriter{f: f, w: bufio.NewWriter(w)}
	if f == QuotesCSV {
		out.csv = csv.NewWriter(out.w)
		return out, out.csv.Write([]string{"text", "speaker", "role", "headline", "publisher", "published", "link", "note", "saved", "url"})
	}
	return out, nil
}

// Write writes one more quote.
func (o *QuoteWriter) Write(q feeds.StoredQuote) error {
	r := NewQuoteRecord(q)
	o.n++
	switch o.f {
	case QuotesCSV:
		row := []string{r.Text, r.Speaker, r.Role, r.Headline, r.Publisher, r.Published, r.Link, r.Note, r.Saved, r.URL}
		for i := range row {
			row[i] = cell(row[i])
		}
		return o.csv.Write(row)
	case QuotesJSON:
		o.w.WriteString(map[bool]string{true: "[\n  ", false: ",\n  "}[o.n == 1])
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(r); err != nil {
			return err
		}
		_, err := o.w.WriteString(strings.TrimSuffix(b.String(), "\n"))
		return err
	}
	if o.n > 1 {
		o.w.WriteString("\n")
	}
	_, err := o.w.WriteString(markdownQuote(q, r))
	return err
}

// Close ends what was begun and hands it over.
func (o *QuoteWriter) Close() error {
	switch {
	case o.f == QuotesCSV:
		o.csv.Flush()
		if err := o.csv.Error(); err != nil {
			return err
		}
	case o.f == QuotesJSON && o.n == 0:
		o.w.WriteString("[]\n")
	case o.f == QuotesJSON:
		o.w.WriteString("\n]\n")
	}
	return o.w.Flush()
}

// cell keeps a spreadsheet from taking a text for a formula: what begins with
// one of its signs gets an apostrophe in front, as one would type it there. The
// words of a page must not run in the reader's table; a dash or a "+1" that is
// shown with an apostrophe is the price.
func cell(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
		return "'" + s
	}
	return s
}

// markdownQuote is a quote as a block quote with its source below and the note
// behind it.
func markdownQuote(q feeds.StoredQuote, r QuoteRecord) string {
	var b strings.Builder
	fmt.Fprintf(&b, "> %s\n", escapeMarkdown(feeds.Marked(q.Words())))
	who := q.Who()
	title := escapeMarkdown(r.Headline)
	if r.Link != "" {
		title = "[" + title + "](" + r.Link + ")"
		if r.Headline == "" {
			title = "<" + r.Link + ">"
		}
	}
	from := []string{}
	for _, p := range []string{escapeMarkdown(who), title, escapeMarkdown(r.Publisher), day(q.Published)} {
		if p != "" {
			from = append(from, p)
		}
	}
	if len(from) > 0 {
		fmt.Fprintf(&b, ">\n> — %s\n", strings.Join(from, ", "))
	}
	if r.Note != "" {
		fmt.Fprintf(&b, "\nNote: %s\n", escapeMarkdown(article.CleanLine(r.Note)))
	}
	return b.String()
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2 January 2006")
}

// escapeMarkdown takes the meaning from every sign that has one inside a line of
// Markdown; at the beginning of a line none of our texts stands.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>~|&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
