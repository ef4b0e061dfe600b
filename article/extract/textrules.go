package extract

import (
	"pullquote/article"
	"pullquote/article/rules"
)

// ruled lets the built-in rules and then the reader's own decide about the
// blocks of d, after the judge: the reader has the last word. A line of the
// reader's file that is no rule is passed over here; whoever read the file
// tells about it.
func ruled(d *article.Document, o Options) *article.Document {
	rules.Builtin().Apply(d)
	if len(o.Rules) > 0 {
		if own, _ := rules.Parse(o.Rules); own != nil { // see above: good lines count
			own.Apply(d)
		}
	}
	return d
}
