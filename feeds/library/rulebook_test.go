package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pullquote/article"
)

// TestRulesHoldAtOnce: a rule reaches an article that is stored, without the
// network, and dropping it brings the article back as it was.
func TestRulesHoldAtOnce(t *testing.T) {
	s := newSite(t)
	s.on("/page", text("text/html; charset=utf-8", page(prose+`<p class="box">The harbour master keeps the keys.</p>`+prose)))
	s.on("/feed", text("application/rss+xml", rss("F", item{guid: "1", title: "The pier", link: s.URL + "/page", summary: "Pier."})))
	path := filepath.Join(t.TempDir(), "new", "rules.toml")
	l := open(t, func(o *Options) { o.Rules = path })
	subscribe(t, l, s.URL+"/feed")
	id := headlines(t, l, "")[0].ID
	read := func() (Opened, string) {
		t.Helper()
		o, err := l.Open(t.Context(), id, OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		body, _ := o.Doc.Body()
		return o, body
	}
	o, body := read()
	if !strings.Contains(body, "harbour master") {
		t.Fatalf("the article: %q", body)
	}
	at := blockOf(o.Doc, "harbour master")
	rule, err := l.AddRule(t.Context(), RuleRequest{Doc: o.Doc, Block: at, Hide: true})
	if err != nil || rule.Site != "127.0.0.1" || rule.Of != "The harbour master keeps the keys." {
		t.Fatalf("%+v, %v", rule, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", info, err)
	}
	o, body = read()
	if c := o.Doc.Blocks[at].Cut; strings.Contains(body, "harbour master") || c == nil || c.Rule != "rules.toml:2" || o.Fault != "" {
		t.Errorf("the rule does not hold: %+v, %q", c, o.Fault)
	}
	// Applied to a Document at hand it says the same.
	if d := l.Ruled(o.Doc); d.Blocks[at].Cut == nil {
		t.Error("Ruled does nothing")
	}
	if err := l.DropRule(t.Context(), rule); err != nil {
		t.Fatal(err)
	}
	if _, body = read(); !strings.Contains(body, "harbour master") {
		t.Error("the rule still holds")
	}
	if l.DropRule(t.Context(), rule) == nil {
		t.Error("dropped twice")
	}
	// The reader's own edit is seen by a library that is open; what is wrong
	// with it is told, and what is right counts.
	if err := os.WriteFile(path, []byte("[[hide]]\nbegns = 'x'\n[[hide]]\nselect = '.box'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if o, body = read(); strings.Contains(body, "harbour master") || !strings.HasPrefix(o.Fault, `rules.toml:2:1: "begns"`) {
		t.Errorf("%q: %q", o.Fault, body)
	}
	if n := s.count("/page"); n != 1 {
		t.Errorf("the page was asked for %d times", n)
	}
}

// TestRulesFile: a link stays a link, a mode stays as it is, a broken file is
// left alone, and the reader's own text is kept to the letter.
func TestRulesFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "real.toml"), filepath.Join(dir, "rules.toml")
	const mine = "# mine\n[[hide]]\n  text = 'x' # why\n"
	if err := os.WriteFile(file, []byte(mine), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	r := NewReader(Options{Rules: link})
	d := &article.Document{Text: "…\n\nOne two", URL: "https://example.org/", Blocks: []article.Block{{Range: article.Range{End: 3}}, {Range: article.Range{Start: 5, End: 12}}}}
	if _, err := r.AddRule(t.Context(), RuleRequest{Doc: d, Block: 0, Hide: true}); err == nil || !strings.Contains(Explain(err), "no words") {
		t.Errorf("a rule of no words: %v", err)
	}
	if _, err := r.AddRule(t.Context(), RuleRequest{Doc: d, Block: 7}); err == nil {
		t.Error("a rule of no block")
	}
	if _, err := r.AddRule(t.Context(), RuleRequest{Doc: d, Block: 1}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(data), mine) || !strings.Contains(string(data), "[[keep]]\nsite = \"example.org\"\ntext = \"One two\"\n") {
		t.Errorf("%q, %v", data, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is none any more")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode: %v", info.Mode())
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".rules-*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	if err := os.WriteFile(file, []byte("[[hide]]\ntext = '''\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.AddRule(t.Context(), RuleRequest{Doc: d, Block: 1}); err == nil || !strings.HasPrefix(Explain(err), "the rules: rules.toml:2:") {
		t.Errorf("a broken file: %v", err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Rules(); err == nil {
		t.Error("a folder is read as rules")
	}
	if r.ruleFault() == "" {
		t.Error("it is not told")
	}
	if _, err := NewReader(Options{}).AddRule(t.Context(), RuleRequest{Doc: d, Block: 1}); err == nil {
		t.Error("written nowhere")
	}
}

// blockOf is the block that holds the words; -1 none.
func blockOf(d *article.Document, words string) int {
	for i := range d.Blocks {
		if strings.Contains(d.Of(d.Blocks[i].Range), words) {
			return i
		}
	}
	return -1
}
