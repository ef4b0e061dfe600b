package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/keys"
	"pullquote/ui/uitest"
	"pullquote/ui/work"
)

// furnished is an article with a line that was hidden.
func furnished() *article.Document {
	d := uitest.Article("Ferry")
	at := len(d.Text) + 2
	d.Text += "\n\nSubscribe to the Harbour Post"
	d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: len(d.Text)},
		Cut: &article.Cut{Reason: article.SubscribePrompt, Rule: "phrase", Score: 0.9}})
	return d
}

// Hiding and keeping blocks from the article writes rules, shows them, and
// undoing takes them back, at every width and without colours.
func TestHideAndKeep(t *testing.T) {
	for _, w := range []int{40, 100, 200} {
		lib := uitest.Many(3)
		lib.Docs = map[feeds.EntryID]*article.Document{3: furnished()}
		m, d := start(t, lib, w, 24)
		d.Press("enter", "x")
		has(t, d, "X keeps it · subscribe prompt")
		if w >= 100 {
			has(t, d, "hide or keep")
		}
		d.Press("X")
		if len(lib.Rules) != 1 || lib.Rules[0].Hide || m.reading.Doc.CutCount() != 0 {
			t.Fatalf("%d columns: rules %+v, %d hidden", w, lib.Rules, m.reading.Doc.CutCount())
		}
		has(t, d, "Keeps: Subscribe")
		has(t, d, "U undoes")
		if w >= 100 {
			has(t, d, " · on harbour.example · U undoes")
		}
		d.Press("<", "X")
		if len(lib.Rules) != 2 || !lib.Rules[1].Hide || m.reading.Doc.CutCount() != 1 {
			t.Fatalf("%d columns: rules %+v", w, lib.Rules)
		}
		has(t, d, "Hides: The counc")
		d.Press("U")
		has(t, d, "The rule is gone again.")
		d.Press("U")
		if len(lib.Rules) != 0 || m.reading.Doc.CutCount() != 1 {
			t.Errorf("%d columns: after undoing rules %+v, %d hidden", w, lib.Rules, m.reading.Doc.CutCount())
		}
		uitest.Exact(t, "rule", m.View().Content, w, 24, m.method)
	}
}

func TestRuleThatCannotBeWritten(t *testing.T) {
	lib := uitest.Many(3)
	lib.Fail["AddRule"] = errors.New("the disk is full")
	m, d := start(t, lib, 100, 24)
	d.Press("enter", ">", "X")
	has(t, d, "The rule could not be written")
	if len(m.writes.undo) != 0 {
		t.Error("there is something to undo")
	}
	lib.Fail["AddRule"] = nil
	d.Press("X")
	lib.Fail["DropRule"] = errors.New("the disk is full")
	d.Press("U")
	has(t, d, "The rule could not be taken back")
}

// An article by itself is hidden in and undone without a library.
func TestRuleInAnArticleAlone(t *testing.T) {
	lib := uitest.Many(1)
	m := New(Options{Article: &library.Opened{Doc: furnished()}, Rules: lib, Keys: keys.Default(), Now: uitest.Now, Unfold: true})
	d := &uitest.Driver{Model: m}
	m.after = d.After
	d.Start(80, 24)
	has(t, d, "┄ subscribe prompt") // unfolded from the start
	d.Press(">", "X")
	if m.reading.Doc.CutCount() != 2 || slices.Contains(lib.Calls, "Open") {
		t.Errorf("%d hidden, calls %v", m.reading.Doc.CutCount(), lib.Calls)
	}
	d.Press("U")
	if m.reading.Doc.CutCount() != 1 || len(lib.Rules) != 0 {
		t.Errorf("%d hidden, rules %v", m.reading.Doc.CutCount(), lib.Rules)
	}
	d.Press("U")
	has(t, d, "nothing to undo")
}

// What is wrong with the reader's rules is told where an article is opened.
func TestRuleFaultIsTold(t *testing.T) {
	m, d := start(t, uitest.Many(3), 100, 24)
	d.Press("enter")
	r := *m.reading
	r.Fault = `rules.toml:2:1: "begns" is no part of a rule`
	token := m.slots.open.Begin(m.desk.Ctx)
	d.Run(m.opened(workOpened(token, r)))
	has(t, d, "Your rules: rules.toml:2:1")
	if !strings.Contains(m.notice.text, "begns") || !m.notice.bad {
		t.Errorf("notice %+v", m.notice)
	}
}

func workOpened(t work.Token, o library.Opened) work.Opened {
	return work.Opened{Token: t, ID: o.Entry.ID, Opened: o}
}
