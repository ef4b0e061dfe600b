package boilerplate

import "pullquote/article"

// Features are what the judge sees in one block, for those who want to know
// why it stays or goes. They decide nothing.
type Features struct {
	Words, Sentences int
	Ends             bool // as a sentence does
	Quote            bool // holds somebody's words
	Correction       bool
	You              int    // words that speak to the reader or of the house
	Prose            bool   // reads as reporting
	Zone             string // "head", "story" or "tail": where in the article it stands
	Phrases          []string
	Score            float64 // of the surest phrase, whether or not it was enough
	Seen             int     // in how many other articles of the site
}

// Look tells the features of each block of a Document that was judged.
func Look(d *article.Document, ev []Evidence, site Site) []Features {
	if len(ev) != len(d.Blocks) {
		ev = nil
	}
	j := newJudge(d, ev, site)
	for i := range j.blocks {
		j.blocks[i].cut = nil // the zones as the judge found them
	}
	j.repeated()
	j.zones()
	out := make([]Features, len(j.blocks))
	for i := range j.blocks {
		b, f := &j.blocks[i], &out[i]
		f.Words, f.Sentences, f.Ends, f.Quote, f.Correction, f.You = b.words, b.sentences, b.ends, b.quote, b.correction, b.you
		f.Prose = j.isProse(i)
		switch {
		case i < j.first:
			f.Zone = "head"
		case i > j.last:
			f.Zone = "tail"
		default:
			f.Zone = "story"
		}
		for k := range b.found {
			p := &b.found[k]
			f.Phrases = append(f.Phrases, p.rule)
			f.Score = max(f.Score, j.weigh(i, p))
		}
		f.Seen = b.seen
	}
	return out
}

// String names the region.
func (r Region) String() string {
	switch r {
	case Story:
		return "story"
	case Aside:
		return "aside"
	case Header:
		return "header"
	case Footer:
		return "footer"
	case Navigation:
		return "navigation"
	case Form:
		return "form"
	case CommentArea:
		return "comments"
	case Dialog:
		return "dialog"
	}
	return ""
}
