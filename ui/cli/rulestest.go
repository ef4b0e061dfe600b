package cli

import (
	"context"
	"fmt"
	"strings"

	"pullquote/article"
	"pullquote/feeds/library"
	"pullquote/ui/render"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

func (a *app) rulesTestVerb() *cobra.Command {
	var o struct {
		json, cuts bool
		url        string
	}
	c := &cobra.Command{
		Use:   "test [flags] URL|FILE|-|ID",
		Short: "Show each block of an article, what is seen in it, and the rule that decided",
		Long: "Show each block of an article: whether it stays, by which rule and how surely, and\n" +
			"what the judge saw in it. A block is cut by a score of 0.50 and more. The number of an\n" +
			"article of the list tells of it as it is stored, with what its site repeats.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			d, t, err := a.trace(c.Context(), args[0], o.url)
			if d == nil {
				return err
			}
			shown := 0
			for i := range d.Blocks {
				b := newTestJSON(d, t, i)
				if o.cuts && b.Kept {
					continue
				}
				shown++
				var werr error
				if o.json {
					werr = a.printJSON(b)
				} else {
					werr = a.testedBlock(b)
				}
				if werr != nil {
					return werr
				}
			}
			if !o.json {
				if werr := a.printf("%d of %d blocks hidden · %s, sure %.2f\n", d.CutCount(), len(d.Blocks), d.Path, d.Sure); werr != nil {
					return werr
				}
			}
			if err != nil { // no article: what there is was shown all the same
				return err
			}
			own, err := a.userRules()
			if err != nil {
				return err
			}
			return a.ruleFaults(own)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "JSON Lines, one block a line")
	c.Flags().BoolVar(&o.cuts, "cuts", false, "only what is hidden")
	c.Flags().StringVar(&o.url, "url", "", "the `address` that a file came from: rules may be for its site")
	return c
}

// trace reads SRC as document does, and tells why each block stays or goes.
func (a *app) trace(ctx context.Context, src, base string) (*article.Document, library.Trace, error) {
	r, err := a.extractor()
	if err != nil {
		return nil, library.Trace{}, err
	}
	if isAddress(src) {
		got, err := r.Fetch(ctx, src)
		if err != nil {
			return nil, library.Trace{}, err
		}
		return r.Trace(got, "")
	}
	if id, err := entryIDs([]string{src}); err == nil && !isFile(src) {
		l, err := a.library(ctx)
		if err != nil {
			return nil, library.Trace{}, err
		}
		d, t, err := l.TraceEntry(ctx, id[0])
		return d, t, noArticle(err, id[0])
	}
	data, name, err := a.bytes(src)
	if err != nil {
		return nil, library.Trace{}, err
	}
	return r.Trace(library.Got{URL: base, Body: data}, name)
}

// testJSON is one line of `rules test --json`.
type testJSON struct {
	Block    int          `json:"block"` // from 1
	Kind     string       `json:"kind"`
	Level    int          `json:"level,omitempty"`
	Text     string       `json:"text"`
	Kept     bool         `json:"kept"`
	Reason   string       `json:"reason,omitempty"`
	Rule     string       `json:"rule,omitempty"` // that decided, of a kept block too
	Score    float64      `json:"score"`
	Features featuresJSON `json:"features"`
}

type featuresJSON struct {
	Words      int      `json:"words"`
	Sentences  int      `json:"sentences"`
	Ends       bool     `json:"ends"` // as a sentence does
	Quote      bool     `json:"quote"`
	Correction bool     `json:"correction"`
	Prose      bool     `json:"prose"`
	You        int      `json:"you"`
	Zone       string   `json:"zone"`
	Phrases    []string `json:"phrases,omitempty"`
	Seen       int      `json:"seen"`
	Region     string   `json:"region,omitempty"`
	Links      float64  `json:"links"` // share of the letters
	Names      []string `json:"names,omitempty"`
	Hidden     bool     `json:"hidden"`
	Witness    int      `json:"witness"`
}

func newTestJSON(d *article.Document, t library.Trace, i int) testJSON {
	b := &d.Blocks[i]
	out := testJSON{Block: i + 1, Kind: string(b.Kind), Level: b.Level, Text: d.Of(b.Range), Kept: b.Cut == nil}
	if i < len(t.Features) {
		f := &t.Features[i]
		out.Score = f.Score
		out.Features = featuresJSON{Words: f.Words, Sentences: f.Sentences, Ends: f.Ends, Quote: f.Quote, Correction: f.Correction,
			Prose: f.Prose, You: f.You, Zone: f.Zone, Phrases: f.Phrases, Seen: f.Seen}
	}
	if i < len(t.Evidence) {
		e := &t.Evidence[i]
		f := &out.Features
		f.Region, f.Links, f.Names, f.Hidden, f.Witness = e.Region.String(), e.LinkShare, e.Names, e.Hidden, e.Witness
	}
	if i < len(t.Ruled) {
		out.Rule = t.Ruled[i]
	}
	if b.Cut != nil {
		out.Reason, out.Rule, out.Score = b.Cut.Told(), b.Cut.Rule, b.Cut.Score
	}
	return out
}

// testedBlock prints one block: what becomes of it, its words, why, and what
// was seen in it.
func (a *app) testedBlock(b testJSON) error {
	width := 80
	if a.Width > 0 {
		width = min(a.Width, 120)
	}
	const indent = "          "
	var out strings.Builder
	line := func(s string) {
		s, _ = render.Clip(s, width, ansi.WcWidth)
		out.WriteString(strings.TrimRight(s, " ") + "\n")
	}
	verdict := "keep"
	if !b.Kept {
		verdict = "CUT "
	}
	kind := b.Kind
	if b.Level > 0 {
		kind = fmt.Sprintf("%s %d", kind, b.Level)
	}
	text := article.CleanLine(b.Text)
	if text == "" {
		text = "(no text)"
	}
	line(fmt.Sprintf("%3d %s  %s: %s", b.Block, verdict, kind, text))
	line(indent + b.why())
	for _, s := range b.Features.lines(width - len(indent)) {
		line(indent + s)
	}
	return a.printf("%s\n", out.String())
}

// why says in words which rule decided.
func (b testJSON) why() string {
	switch {
	case !b.Kept:
		return fmt.Sprintf("%s · %s · %.2f", b.Reason, b.Rule, b.Score)
	case b.Rule != "":
		return "kept by " + b.Rule
	case b.Features.Correction:
		return "kept: a correction"
	case b.Score > 0:
		return fmt.Sprintf("kept: %.2f is not enough", b.Score)
	case len(b.Features.Phrases) > 0 && b.Features.Quote:
		return "kept: somebody is quoted"
	case len(b.Features.Phrases) > 0:
		return "kept: its phrases are drowned out"
	}
	return "kept: nothing speaks against it"
}

// lines are the features in words, as many a line as fit.
func (f featuresJSON) lines(width int) []string {
	var facts []string
	add := func(is bool, format string, args ...any) {
		if is {
			facts = append(facts, fmt.Sprintf(format, args...))
		}
	}
	add(true, "%d words", f.Words)
	add(f.Zone != "", "%s", f.Zone)
	add(f.Prose, "prose")
	add(f.Quote, "quote")
	add(f.You > 0, "you %d", f.You)
	add(f.Links > 0, "links %.0f %%", f.Links*100)
	add(f.Region != "" && f.Region != "story", "in %s", f.Region)
	add(f.Hidden, "hidden by the page")
	add(f.Witness > 0, "in its data")
	add(f.Witness < 0, "not in its data")
	add(f.Seen > 0, "seen in %d others", f.Seen)
	for _, p := range f.Phrases {
		add(true, "“%s”", p)
	}
	var out []string
	cur := ""
	for _, s := range facts {
		if cur != "" && len([]rune(cur))+3+len([]rune(s)) > width {
			out = append(out, cur)
			cur = ""
		}
		if cur != "" {
			cur += " · "
		}
		cur += s
	}
	out = append(out, cur)
	if len(f.Names) > 0 {
		out = append(out, "class "+strings.Join(f.Names, " "))
	}
	return out
}
