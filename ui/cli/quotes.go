package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"pullquote/article"
	"pullquote/article/quote"
)

// maxLine is the longest line that --jsonl takes, in bytes.
const maxLine = 64 << 20

// quoteLines is `quotes --jsonl`: a text a line in, its quotes out, offsets in
// code points. Each span is a row of its own, as annotators count them.
func quoteLines(ctx context.Context, in io.Reader, out io.Writer) (err error) {
	r := bufio.NewReaderSize(in, 1<<20)
	w := bufio.NewWriterSize(out, 1<<16)
	defer func() { err = errors.Join(err, w.Flush()) }()
	for n := 1; ctx.Err() == nil; n++ {
		line, rerr := readLine(r)
		if rerr != nil && !errors.Is(rerr, io.EOF) {
			return misuse("line %d: %s", n, rerr)
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := quoteLine(line, w); err != nil {
				return misuse("line %d: %s", n, err)
			}
		}
		if rerr != nil {
			return nil
		}
	}
	return ctx.Err()
}

// readLine reads up to the line feed within bounds.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
		if len(line) > maxLine {
			return nil, fmt.Errorf("longer than %d MB", maxLine>>20)
		}
	}
}

// spanJSON is one span of a quote as --jsonl writes it.
type spanJSON struct {
	Start        int    `json:"start"`
	End          int    `json:"end"`
	Text         string `json:"text"`
	Speaker      string `json:"speaker"`
	Role         string `json:"role,omitempty"`
	Cue          string `json:"cue"`
	Kind         string `json:"kind"`
	MentionStart *int   `json:"mention_start,omitempty"`
	MentionEnd   *int   `json:"mention_end,omitempty"`
}

func quoteLine(line []byte, w io.Writer) error {
	var in struct {
		ID   json.RawMessage `json:"id"`
		Text string          `json:"text"`
		Lang string          `json:"lang"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return errors.New("no JSON object with id and text")
	}
	res := struct {
		ID     json.RawMessage `json:"id"`
		Quotes []spanJSON      `json:"quotes"`
	}{in.ID, []spanJSON{}}
	if len(res.ID) == 0 {
		res.ID = json.RawMessage("null")
	}
	points := codePoints{text: in.Text}
	for _, q := range quote.InText(in.Text, in.Lang) {
		if q.Kind == article.Term {
			continue
		}
		for _, s := range q.Spans {
			row := spanJSON{Start: points.at(s.Start), End: points.at(s.End), Text: in.Text[s.Start:s.End], Speaker: q.Speaker, Role: q.Role, Cue: q.Cue, Kind: string(q.Kind)}
			if q.Mention.Len() > 0 {
				from, to := points.at(q.Mention.Start), points.at(q.Mention.End)
				row.MentionStart, row.MentionEnd = &from, &to
			}
			res.Quotes = append(res.Quotes, row)
		}
	}
	b, err := json.Marshal(res)
	if err != nil {
		return err
	}
	_, err = w.Write(append(escapeControls(b), '\n'))
	return err
}

// codePoints turns byte offsets of a text into code points. It counts once, in steps: the
// offsets of an article go to and fro.
type codePoints struct {
	text  string
	steps []int // code points before each step
}

// pointStep is how many bytes a step is long.
const pointStep = 4096

func (c *codePoints) at(off int) int {
	if len(c.steps) == 0 {
		c.steps = []int{0}
	}
	for k := len(c.steps); k*pointStep <= off; k++ {
		c.steps = append(c.steps, c.steps[k-1]+runeStarts(c.text[(k-1)*pointStep:k*pointStep]))
	}
	k := off / pointStep
	return c.steps[k] + runeStarts(c.text[k*pointStep:off])
}

// runeStarts counts the bytes that begin a rune: a step may cut one in two.
func runeStarts(s string) int {
	n := 0
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}
