package uitest

import (
	"context"
	"slices"

	"pullquote/article"
	"pullquote/feeds/library"
)

// AddRule remembers a rule; articles that are opened from now on obey it.
func (l *Library) AddRule(ctx context.Context, q library.RuleRequest) (library.Rule, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "AddRule"); err != nil {
		return library.Rule{}, err
	}
	of := q.Doc.Of(q.Doc.Blocks[q.Block].Range)
	r := library.Rule{Text: of, Hide: q.Hide, Site: q.Doc.Host(), Of: of}
	l.Rules = append(l.Rules, r)
	return r, nil
}

// DropRule forgets a rule.
func (l *Library) DropRule(ctx context.Context, rule library.Rule) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.call(ctx, "DropRule"); err != nil {
		return err
	}
	if i := slices.Index(l.Rules, rule); i >= 0 {
		l.Rules = slices.Delete(l.Rules, i, i+1)
	}
	return nil
}

// Ruled is the article as the rules make it.
func (l *Library) Ruled(d *article.Document) *article.Document {
	out := *d
	out.Blocks = slices.Clone(d.Blocks)
	for _, r := range l.Rules {
		for i := range out.Blocks {
			b := &out.Blocks[i]
			if out.Of(b.Range) != r.Text {
				continue
			}
			b.Cut, b.Kept = nil, "rules.toml:1"
			if r.Hide {
				b.Cut, b.Kept = &article.Cut{Reason: article.UserRule, Rule: "rules.toml:1", Score: 1}, ""
			}
		}
	}
	return &out
}
