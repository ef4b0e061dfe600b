package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"pullquote/article"
	"pullquote/article/extract"
	"pullquote/article/quote"
	"pullquote/article/rules"
)

// rulebook is the file of the reader's own rules. It is read when an article
// is made, and again when it has changed: what is written into it, by hand or
// from the screen, holds for the next article that is opened.
type rulebook struct {
	path string
	mu   sync.Mutex
	at   time.Time // of the file as it was read
	size int64
	data []byte
	set  *rules.Set
	sum  uint32
	err  error
}

// read gives the rules as the file has them now. Without a file there are
// none. An error is the file's: it could not be read.
func (b *rulebook) read() (*rules.Set, uint32, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.path == "" {
		return nil, 0, nil
	}
	info, err := os.Stat(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		b.keep(nil, time.Time{}, 0, nil)
		return nil, 0, nil
	}
	if err == nil && b.err == nil && !b.at.IsZero() && info.ModTime().Equal(b.at) && info.Size() == b.size {
		return b.set, b.sum, nil
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(b.path)
	}
	if err != nil {
		b.keep(nil, time.Time{}, 0, fmt.Errorf("read the rules: %w", err))
		return nil, 0, b.err
	}
	b.keep(data, info.ModTime(), info.Size(), nil)
	return b.set, b.sum, nil
}

func (b *rulebook) keep(data []byte, at time.Time, size int64, err error) {
	b.data, b.at, b.size, b.err, b.set, b.sum = data, at, size, err, nil, 0
	if len(data) > 0 {
		b.set, b.sum = rules.Parse(data), crc32.ChecksumIEEE(data)
	}
}

// change rewrites the file: all of it or nothing, whoever looks meanwhile.
func (b *rulebook) change(edit func(data []byte) ([]byte, error)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.path == "" {
		return errors.New("there is no rules file")
	}
	path := b.path
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to // the file itself: a link into a folder of dot-files stays one
	}
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the rules: %w", err)
	}
	out, err := edit(data)
	if err != nil {
		return err
	}
	b.at = time.Time{} // whatever becomes of it is read anew
	if err := replace(path, out); err != nil {
		return fmt.Errorf("write the rules: %w", err)
	}
	return nil
}

// replace puts data in a file's place in one step. A new file is the reader's
// alone; one that is there keeps its mode.
func replace(path string, data []byte) error {
	mode := fs.FileMode(0o600)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".rules-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone already when all went well
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// engine numbers the rules that make a Document and find its quotes: a stored
// Document of another number is made anew from what came off the wire. A rule
// that the reader wrote makes another engine.
func (r *Reader) engine() int {
	_, sum, _ := r.book.read() // rules that can't be read are none; Open tells
	all := crc32.ChecksumIEEE(fmt.Appendf(nil, "%d %d %d %d", extract.Version, quote.Version, rules.BuiltinSum(), sum))
	return int(all >> 1) // 31 bits: an int everywhere
}

// Rules are the reader's own rules as their file has them now, with what is
// wrong in it; nil without a file.
func (r *Reader) Rules() (*rules.Set, error) {
	set, _, err := r.book.read()
	return set, err
}

// ruleFault says what is wrong with the reader's rules, in one line; "" nothing.
func (r *Reader) ruleFault() string {
	set, err := r.Rules()
	if err != nil {
		return Explain(err)
	}
	if fs := set.Faults(); len(fs) > 0 {
		return article.CleanLine(filepath.Base(r.book.path) + ":" + fs[0].Error())
	}
	return ""
}

// RuleRequest asks for a rule about one block of an article.
type RuleRequest struct {
	Doc   *article.Document
	Block int
	Hide  bool // else keep
}

// Rule is a rule that was written into the reader's file.
type Rule struct {
	Text string // as it stands in the file
	Hide bool
	Site string // "" everywhere
	Of   string // what it names: the block's words, or their beginning
}

// AddRule writes a rule that hides or keeps blocks like this one on this site,
// at the end of the reader's file. What stands there stays as it is.
func (r *Reader) AddRule(ctx context.Context, q RuleRequest) (Rule, error) {
	if err := ctx.Err(); err != nil {
		return Rule{}, err
	}
	d := q.Doc
	if d == nil || q.Block < 0 || q.Block >= len(d.Blocks) {
		return Rule{}, rules.ErrNoRule
	}
	req := rules.Request{Host: cmp.Or(d.Host(), article.Host(d.Canonical)), Action: rules.Keep, Text: d.Of(d.Blocks[q.Block].Range)}
	if q.Hide {
		req.Action = rules.Hide
	}
	req.Note = r.o.Now().Format("2 Jan 2006")
	if d.Title != "" {
		req.Note += ", in “" + d.Title + "”"
	}
	text, err := rules.Write(req)
	if err != nil {
		return Rule{}, err
	}
	if err := r.book.change(func(data []byte) ([]byte, error) {
		out, err := rules.Append(data, text)
		if err != nil {
			err = fmt.Errorf("%w: %s:%w", errRules, filepath.Base(r.book.path), err)
		}
		return out, err
	}); err != nil {
		return Rule{}, err
	}
	return Rule{Text: text, Hide: q.Hide, Site: req.Host, Of: article.CleanLine(req.Text)}, nil
}

// DropRule takes a rule that AddRule wrote out of the file again.
func (r *Reader) DropRule(ctx context.Context, rule Rule) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.book.change(func(data []byte) ([]byte, error) {
		out, ok := rules.Remove(data, rule.Text)
		if !ok {
			return nil, fmt.Errorf("%w: the rule does not stand there any more", errRules)
		}
		return out, nil
	})
}

// Ruled is the Document with the reader's rules applied once more: for an
// article that is in no library, whose page is not at hand. The one that is
// given stays as it is.
func (r *Reader) Ruled(d *article.Document) *article.Document {
	out := *d
	out.Blocks = make([]article.Block, len(d.Blocks))
	copy(out.Blocks, d.Blocks)
	if set, err := r.Rules(); err == nil {
		set.Apply(&out, rules.Page{})
	}
	return &out
}

// errRules: the rules file would not take a rule; the text is our own.
var errRules = errors.New("the rules")
