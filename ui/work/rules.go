package work

import (
	"context"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"

	tea "charm.land/bubbletea/v2"
)

// Rules is what the screen asks of the reader's own rules. *library.Reader is
// one.
type Rules interface {
	AddRule(ctx context.Context, q library.RuleRequest) (library.Rule, error)
	DropRule(ctx context.Context, rule library.Rule) error
	Ruled(d *article.Document) *article.Document
}

var _ Rules = (*library.Reader)(nil)

// Ruled says that a rule was written, or taken back, with the article as the
// rules make it now.
type Ruled struct {
	done
	Rule    library.Rule
	Before  library.Opened // the article as it was
	Opened  library.Opened
	Stored  []feeds.StoredQuote // its quotes as the index has them now
	Dropped bool
	Err     error // nothing was written
}

// Rule writes a rule about a block of an open article.
func (d Desk) Rule(of library.Opened, q library.RuleRequest) tea.Cmd {
	return func() tea.Msg {
		rule, err := d.Rules.AddRule(d.Ctx, q)
		if err != nil {
			return Ruled{Before: of, Err: err}
		}
		now := library.Opened{Doc: d.Rules.Ruled(of.Doc), Entry: of.Entry, Shown: of.Shown, Problem: of.Problem}
		r := Ruled{Rule: rule, Before: of}
		r.Opened, r.Stored = d.again(of, now)
		return r
	}
}

// Unrule takes a rule back that Rule wrote.
func (d Desk) Unrule(r Ruled) tea.Cmd {
	return func() tea.Msg {
		if err := d.Rules.DropRule(d.Ctx, r.Rule); err != nil {
			return Ruled{Rule: r.Rule, Before: r.Before, Dropped: true, Err: err}
		}
		u := Ruled{Rule: r.Rule, Before: r.Opened, Dropped: true}
		u.Opened, u.Stored = d.again(r.Before, r.Before)
		return u
	}
}

// again makes the article anew from the library, which knows its page; one of
// no library, or that can't be made, is now.
func (d Desk) again(of, now library.Opened) (library.Opened, []feeds.StoredQuote) {
	if d.Lib == nil || of.Entry.ID == 0 {
		return now, nil
	}
	feed := of.Shown == article.FromFeed
	opened, err := d.Lib.Open(d.Ctx, of.Entry.ID, library.OpenOptions{Feed: feed, Page: !feed})
	if err != nil || opened.Doc == nil || opened.Shown != of.Shown {
		return now, nil
	}
	if opened.Problem == "" {
		opened.Problem = of.Problem // why the feed's text stands in
	}
	stored, err := d.Lib.Quotes(d.Ctx, feeds.QuoteQuery{Entry: of.Entry.ID, Limit: mostSpoken})
	if err != nil {
		stored = nil // they are marked as kept when the article is opened next
	}
	return opened, stored
}
