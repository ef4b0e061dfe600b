package pager

import (
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/ui/intent"
	"pullquote/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// chosen are the words of the chosen block; "" none.
func chosen(p *Pager) string {
	if p.block < 0 {
		return ""
	}
	return p.art.Doc.Of(p.art.Doc.Blocks[p.block].Range)
}

func TestBlockCursor(t *testing.T) {
	p := newPager(t, 60, 16)
	press(t, p, ">")
	first := chosen(p)
	if first == "" || !strings.HasPrefix(status(p), "X hides it · block 1/") {
		t.Fatalf("> chooses %q: %q", first, status(p))
	}
	press(t, p, ">")
	if chosen(p) == first {
		t.Error("> stays")
	}
	press(t, p, "<", "<")
	if chosen(p) != first || p.notice != "that was the first block" {
		t.Errorf("< ends at %q, %q", chosen(p), p.notice)
	}
	// From what is on the screen, not from a place that was left.
	press(t, p, "G", ">")
	l, _, _ := p.page.Block(p.block)
	if !p.visible(l) {
		t.Errorf("> at the end chooses line %d of %d to %d", l, p.top, p.top+p.rows())
	}
	press(t, p, "G")
	for range 40 {
		press(t, p, ">")
	}
	if p.notice != "that was the last block" {
		t.Errorf("behind the last: %q", p.notice)
	}
	// What takes the cursor away.
	press(t, p, "esc")
	if chosen(p) != "" {
		t.Error("Esc leaves it")
	}
	press(t, p, ">", "]")
	if chosen(p) != "" || p.quote < 0 {
		t.Error("a quote and a block are chosen")
	}
	press(t, p, ">")
	if p.quote >= 0 {
		t.Error("a block and a quote are chosen")
	}
	press(t, p, ">", "tab")
	if chosen(p) != "" || p.link == 0 {
		t.Error("a link and a block are chosen")
	}
}

// TestUnfoldChoosesWhatWasHidden: the reason and the key that keeps it are in
// the status, at forty columns too, and the block is marked without colours.
func TestUnfoldChoosesWhatWasHidden(t *testing.T) {
	for _, w := range []int{30, 40, 80} {
		p := newPager(t, w, 24)
		bare, err := theme.New(theme.Options{NoColor: true})
		if err != nil {
			t.Fatal(err)
		}
		p.SetStyles(bare, ansi.WcWidth)
		press(t, p, "G", "x")
		for range 30 { // up to the hidden block
			if p.block >= 0 && p.art.Doc.Blocks[p.block].Cut != nil {
				break
			}
			press(t, p, "<")
		}
		if !strings.HasPrefix(chosen(p), "Already a subscriber") && !strings.HasPrefix(chosen(p), "Picture") {
			t.Fatalf("%d columns: %q is chosen", w, chosen(p))
		}
		if s := status(p); !strings.HasPrefix(s, "X keeps it · ") {
			t.Errorf("%d columns: status %q", w, s)
		}
		marked := strings.Contains(screen(p), "▌")
		if w >= 40 && !marked {
			t.Errorf("%d columns: no bar:\n%s", w, screen(p))
		}
		with := p.View()
		in := press(t, p, "X")
		if r, ok := in.(intent.Rule); !ok || r.Hide || r.Block != p.block {
			t.Errorf("X asks for %#v", in)
		}
		press(t, p, "esc")
		if p.View() == with {
			t.Errorf("%d columns: the chosen block looks like any other", w)
		}
	}
}

// TestReplace: an article that a rule made anew keeps its place.
func TestReplace(t *testing.T) {
	p := newPager(t, 60, 12)
	press(t, p, "space", "x", ">")
	top, at := p.top, p.block
	d := *p.art.Doc
	d.Blocks = append([]article.Block{}, d.Blocks...)
	d.Blocks[at].Cut, d.Blocks[at].Kept = nil, "rules.toml:3"
	p.Replace(&Article{Doc: &d, Entry: p.art.Entry, Shown: p.art.Shown})
	if p.top != top || p.block != at || !p.unfold {
		t.Errorf("top %d, was %d; block %d, was %d; unfolded %v", p.top, top, p.block, at, p.unfold)
	}
	if s := status(p); !strings.HasPrefix(s, "X hides it · kept by rules.toml:3") {
		t.Errorf("status %q", s)
	}
	// Folded, a block that is hidden now hands the cursor on.
	press(t, p, "x", "esc", ">")
	at = p.block
	d.Blocks = append([]article.Block{}, d.Blocks...)
	d.Blocks[at].Cut = &article.Cut{Reason: article.UserRule}
	p.Replace(&Article{Doc: &d, Entry: p.art.Entry, Shown: p.art.Shown})
	if p.block <= at {
		t.Errorf("the cursor is on %d, which is hidden", p.block)
	}
}
