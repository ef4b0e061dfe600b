package boilerplate

import (
	"strings"

	"pullquote/article"
)

// Name gives the blocks that were cut for their place alone the reason that a
// reader would give: what stands beside the story is a share bar, a newsletter's
// prompt, links to other stories. It cuts nothing but the headings of such parts.
func (v *Verdict) Name() {
	j := v.j
	named := make([]bool, len(j.blocks))
	for i := range j.blocks {
		c := j.d.Blocks[i].Cut
		if c == nil || !vague(c) {
			continue
		}
		if r := j.reason(i, strings.HasPrefix(c.Rule, "name:")); r != "" {
			also := *c
			also.Reason, named[i] = r, true
			j.d.Blocks[i].Cut = &also
		}
	}
	j.boxes(named)
	j.company()
	j.orphans()
}

// orphans cuts the headings behind the story of parts that are gone as a whole, as
// links and prompts are. One above what was cut for its place alone stays: that may be brought back.
func (j *judge) orphans() {
	blocks := j.d.Blocks
	for i := range blocks {
		h := &blocks[i]
		if b := &j.blocks[i]; h.Kind != article.Heading || h.Cut != nil || h.Kept != "" || b.correction || !j.tail(i) || b.ends || b.quote || b.words > 10 || numbered(b.text) > 0 {
			continue
		}
		var below *article.Cut
		k := i + 1
		for ; k < len(blocks) && (blocks[k].Kind != article.Heading || blocks[k].Cut != nil); k++ {
			c := blocks[k].Cut
			if c == nil && (blocks[k].Kind != article.Rule && j.blocks[k].text != "" || blocks[k].Kind == article.Embed || blocks[k].Image != "") {
				below = nil
				break
			}
			if c != nil && below == nil && many(c.Reason) {
				below = c
			}
			if c != nil && !many(c.Reason) && j.blocks[k].words > 12 {
				below = nil
				break
			}
		}
		if below != nil && (k == len(blocks) || blocks[k].Kind == article.Heading && blocks[k].Level <= h.Level) {
			h.Cut = cut(below.Reason, "heading:of nothing that stays", 0.6)
		}
	}
}

// boxes names the blocks of a form or a dialog by what most of its named blocks
// are. One of which nothing is known is a poll, a search, a window: no prompt.
func (j *judge) boxes(named []bool) {
	blocks := j.d.Blocks
	for i := 0; i < len(blocks); i++ {
		if blocks[i].Cut == nil || !ofBox(blocks[i].Cut) {
			continue
		}
		end, count, most := i, map[article.Reason]int{}, article.OutsideStory
		for ; end < len(blocks) && blocks[end].Cut != nil && blocks[end].Cut.Rule == blocks[i].Cut.Rule; end++ {
			if r := blocks[end].Cut.Reason; named[end] && many(r) {
				if count[r]++; most == article.OutsideStory || count[r] > count[most] {
					most = r
				}
			}
		}
		for ; i < end; i++ {
			if c := *blocks[i].Cut; !named[i] {
				c.Reason = most
				blocks[i].Cut = &c
			}
		}
		i--
	}
}

// vague: the cut says where the block stood, not what it is.
func vague(c *article.Cut) bool {
	return c.Reason == article.OutsideStory || ofBox(c) || strings.HasPrefix(c.Rule, "name:") || c.Rule == "edge:label in the head" || c.Rule == "region:header"
}

// ofBox: all that is known is that it stood in a form or in a dialog.
func ofBox(c *article.Cut) bool { return c.Rule == "region:form" || c.Rule == "region:dialog" }

// reason is what the block itself, or the name of its component, says that it is;
// "" nothing. Where a component was named already only the block's own words
// say more.
func (j *judge) reason(i int, named bool) article.Reason {
	b := &j.blocks[i]
	if b.text == "" || b.kind == article.Rule {
		return ""
	}
	if b.kind != article.Figure {
		for _, rule := range [...]func(*judge, int) *article.Cut{shareRow, photoCredit, dateLine} {
			if c := rule(j, i); c != nil {
				return c.Reason
			}
		}
	}
	says, sure := j.says(i)
	if !sure && b.kind != article.Heading && j.shareButton(i) {
		return article.ShareBar
	}
	if says == article.FollowPrompt && b.words == 1 {
		sure = false // a network's name alone: the button of a share bar as well
	}
	if sure {
		return says
	}
	if named {
		return ""
	}
	if r := j.component(i); r != "" {
		return r
	}
	if says != "" {
		return says
	}
	if b.kind == article.Paragraph && b.words > 0 && b.words <= 12 && len(b.ts[0].text) <= 4 && len(bylineOf(b.text, j.lex)) > 0 {
		return article.BylineLine
	}
	if j.ev != nil && j.ev[i].LinkShare > 0.5 && b.words >= 4 {
		return article.RelatedLinks
	}
	return ""
}

// says is the reason of the surest phrase in the block, and whether it is sure
// without any company: it is all of the block, or one that is enough in a long
// block too.
func (j *judge) says(i int) (article.Reason, bool) {
	b := &j.blocks[i]
	if b.words > 60 || b.kind == article.Table || b.kind == article.Code {
		return "", false
	}
	var best *found
	rank := func(f *found) int {
		switch {
		case f.strength == hint:
			return 0
		case f.begins && f.ends && b.words <= 12:
			return 4
		case f.reason == article.AuthorBio && (b.you > 0 || b.sentences > 3):
			return 0
		case f.strength == certain:
			return 3
		case b.words <= 22:
			return 2
		}
		return 0
	}
	for k := range b.found {
		f := &b.found[k]
		if r := rank(f); r > 0 && (best == nil || r > rank(best)) {
			best = f
		}
	}
	if best == nil {
		return "", false
	}
	return best.reason, rank(best) > 2 && best.reason != article.AuthorBio
}

// componentsBeside are the names of components that say what a block beside the
// story is; in the story they would say too little to cut it.
var componentsBeside = map[string]article.Reason{"teaser": article.RelatedLinks, "teasers": article.RelatedLinks, "upnext": article.RelatedLinks,
	"recommend": article.RelatedLinks, "popular": article.MostRead, "mostpopular": article.MostRead, "menu": article.Navigation, "nav": article.Navigation,
	"navigation": article.Navigation, "login": article.RegisterPrompt, "register": article.RegisterPrompt, "registration": article.RegisterPrompt,
	"comment": article.Comments, "commentlist": article.Comments, "ad": article.Advertising, "ads": article.Advertising, "tag": article.TagList,
	"topics": article.TagList, "author": article.AuthorBio, "authors": article.AuthorBio, "biography": article.AuthorBio, "follow": article.FollowPrompt}

// component is the reason that the names around the block give.
func (j *judge) component(i int) article.Reason {
	if j.ev == nil {
		return ""
	}
	for _, n := range j.ev[i].Names {
		r := componentReasons[n]
		if r == "" {
			r = componentsBeside[n]
		}
		switch r {
		case "", article.PhotoCredit, article.AgencyLine:
			continue
		case article.ShareBar, article.Navigation, article.TagList, article.FollowPrompt, article.DateLine, article.BylineLine:
			if b := &j.blocks[i]; b.words > 12 || b.ends && b.words > 5 {
				continue // these are of few words; a wrapper is called so too
			}
		}
		return r
	}
	return ""
}

// company names what still has no reason by its neighbours: it stands between two
// blocks of one thing.
func (j *judge) company() {
	blocks := j.d.Blocks
	for i := range blocks {
		c := blocks[i].Cut
		if c == nil || c.Reason != article.OutsideStory || j.blocks[i].text == "" {
			continue
		}
		before, after := i-1, i+1
		for after < len(blocks) && after < i+4 && blocks[after].Cut != nil && (blocks[after].Cut.Reason == article.OutsideStory || j.blocks[after].text == "") {
			after++
		}
		if before < 0 || after >= len(blocks) || blocks[before].Cut == nil || blocks[after].Cut == nil {
			continue
		}
		if r := blocks[before].Cut.Reason; r == blocks[after].Cut.Reason && many(r) {
			also := *c
			also.Reason = r
			blocks[i].Cut = &also
		}
	}
}

// many: what has this reason comes in several blocks.
func many(r article.Reason) bool {
	switch r {
	case article.RelatedLinks, article.ReadMore, article.MostRead, article.TagList, article.Comments, article.ShareBar, article.Navigation, article.Advertising,
		article.SubscribePrompt, article.NewsletterPrompt, article.RegisterPrompt, article.CookieNotice, article.Paywall, article.AuthorBio, article.DonatePrompt:
		return true
	}
	return false
}
