package boilerplate

import (
	"slices"
	"strings"

	"pullquote/article"
)

// shareRow cuts a row of buttons by which a page is passed on ("Share Post Email
// Print"): three words or more, and each a verb for it or a network.
func shareRow(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.words < 3 || b.words > 20 || b.ends || b.kind == article.Table || b.kind == article.Code || b.kind == article.Figure {
		return nil
	}
	verbs, commas := 0, strings.Count(b.text, ",")
	for k := range b.ts {
		t := strings.TrimRight(b.ts[k].text, "0123456789.,")
		if b.ts[k].mark || t == "" {
			continue
		}
		switch {
		case slices.ContainsFunc(j.lex, func(x *lexicon) bool { return x.in("share", t) }):
			verbs++
		case !networks[t]:
			return nil
		}
	}
	if verbs == 0 || commas > 0 {
		return nil
	}
	return cut(article.ShareBar, "share:row of buttons", 0.85)
}

// shareButton reports, of a block that is cut anyway, one button of a share bar:
// a verb for it by itself or with one word more, or with the name of a network.
func (j *judge) shareButton(i int) bool {
	b := &j.blocks[i]
	if b.words == 0 || b.words > 7 || b.ends {
		return false
	}
	verb, network := false, false
	for k := range b.ts {
		t := strings.TrimRight(b.ts[k].text, "0123456789.,")
		if networks[t] {
			network = true // "e-mail" and "link" are on the buttons and in every form
			continue
		}
		verb = verb || slices.ContainsFunc(j.lex, func(x *lexicon) bool { return x.in("share", t) })
	}
	return verb && (network || b.words <= 2)
}

// networks are the places to which pages are passed on, whatever the language.
var networks = words("facebook twitter x whatsapp linkedin reddit pinterest telegram messenger flipboard pocket bluesky threads mastodon tumblr " +
	"instagram youtube tiktok snapchat viber vk line xing weibo wechat kakaotalk hatena skype sms rss feed email e-mail mail link url post pin")

// learnShare notes the verbs that stand alone on the buttons of a share bar.
func (x *lexicon) learnShare(p *phrase) {
	if p.reason != article.ShareBar || !p.begins || !p.ends || len(p.words) != 1 {
		return
	}
	if x.lists["share"] == nil {
		x.lists["share"] = map[string]bool{}
	}
	for _, w := range p.words[0].any {
		x.lists["share"][w] = true
	}
}
