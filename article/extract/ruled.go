package extract

import (
	"golang.org/x/net/html"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/rules"
)

// Trace is what is known of each block of a Document beside its Cut.
type Trace struct {
	Evidence []boilerplate.Evidence // what the markup says; nil of plain text
	Features []boilerplate.Features
	// Ruled names the rule of a rules file that decided about the block, also
	// where that changed nothing: "rules.toml:12"; "" none did.
	Ruled []string
}

// judge asks the judge of furniture, and then lets the built-in rules for
// generators and the reader's own overrule it, in this order, so that the
// reader has the last word. Each path calls it once. ev and p are zero where
// there is no markup.
func judge(d *article.Document, ev []boilerplate.Evidence, p rules.Page, o Options) {
	if d.URL == "" {
		d.URL = o.URL // a rule may be for its host
	}
	boilerplate.Judge(d, ev, o.Site)
	overrule(d, ev, p, o)
}

// overrule lets the rules decide after the judge.
func overrule(d *article.Document, ev []boilerplate.Evidence, p rules.Page, o Options) {
	builtin := rules.Builtin().Apply(d, p)
	own := o.Rules.Apply(d, p)
	if o.Trace == nil {
		return
	}
	*o.Trace = Trace{Evidence: ev, Features: boilerplate.Look(d, ev, o.Site), Ruled: make([]string, len(d.Blocks))}
	for i := range d.Blocks {
		if i < len(builtin) {
			o.Trace.Ruled[i] = builtin[i]
		}
		if i < len(own) && own[i] != "" {
			o.Trace.Ruled[i] = own[i]
		}
	}
}

// places are the elements in which the blocks stand.
func (b *builder) places() []*html.Node {
	at := make([]*html.Node, len(b.notes))
	for i := range b.notes {
		at[i] = b.notes[i].at
	}
	return at
}
