package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/library"
)

// showChanges prints what a feed changed of an article, the last change first:
// what went as [-this-], what came as {+this+}, a paragraph a line.
func (a *app) showChanges(ctx context.Context, l *library.Library, id feeds.EntryID, asJSON bool) error {
	edits, err := l.Edits(ctx, id)
	if errors.Is(err, feeds.ErrNotFound) {
		return code{Failed, fmt.Errorf("no article has the number %d", id)}
	}
	if err != nil {
		return err
	}
	for _, e := range edits {
		if asJSON {
			if err := a.printJSON(newEditJSON(e)); err != nil {
				return err
			}
			continue
		}
		if err := a.printf("updated %s, %d changed\n", e.At.Format("2006-01-02 15:04"), len(e.Paragraphs)); err != nil {
			return err
		}
		for _, c := range e.Paragraphs {
			if err := a.printf("  %s\n", marked(c)); err != nil {
				return err
			}
		}
	}
	return nil
}

// marked is a changed paragraph in one line.
func marked(c library.Changed) string {
	var words []string
	for _, p := range c.Pieces {
		switch p.Is {
		case library.Stayed:
			words = append(words, p.Text)
		case library.Went:
			words = append(words, "[-"+p.Text+"-]")
		case library.Came:
			words = append(words, "{+"+p.Text+"+}")
		}
	}
	return strings.Join(words, " ")
}

// editJSON is one edit: each paragraph before and after; "" where there was, or
// is, none.
type editJSON struct {
	At         string       `json:"at"`
	Paragraphs []beforeJSON `json:"paragraphs"`
}

type beforeJSON struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

func newEditJSON(e library.Edit) editJSON {
	out := editJSON{At: stamp(e.At)}
	for _, c := range e.Paragraphs {
		var before, after []string
		for _, p := range c.Pieces {
			if p.Is != library.Came {
				before = append(before, p.Text)
			}
			if p.Is != library.Went {
				after = append(after, p.Text)
			}
		}
		out.Paragraphs = append(out.Paragraphs, beforeJSON{strings.Join(before, " "), strings.Join(after, " ")})
	}
	return out
}
