package boilerplate

import (
	"strings"
	"testing"

	"pullquote/article"
)

// filler is the beginning and the end of a sentence of the news that speaks to
// nobody, in a language.
var filler = map[string][2]string{
	"ja": {"湾の漁師たちは月曜日の夜に開かれた長い会議で、町の役場が", "について三月までに新しい決まりを作ることになったと話した。"},
	"zh": {"湾区的渔民星期一晚上在一次很长的会议上说，市政府关于", "的新规定将在三月之前写成，并且在冬天之后生效。"},
	"ko": {"만의 어부들은 월요일 밤에 열린 긴 회의에서 시가 ", " 에 관한 새 규칙을 삼월까지 만들기로 했다고 말했다."},
	"":   {"Kapitan Moss, Ada Carr, Len Vogt i Jan Ferris 1921 Example Bay Harbour Pier Ledger Fisher Winter ", " Moss Carr Vogt Ferris Example Harbour Ledger 1947 Pier Bay Island Boats Nets Village."},
}

// TestTopicsAreNews: a phrase of furniture in the midst of a long sentence that
// speaks to nobody is what the news is about, in every language. What is furniture
// whoever it speaks to (a copyright line, "read more") is another matter.
func TestTopicsAreNews(t *testing.T) {
	for _, lang := range languages {
		x := lexicons[lang]()
		around, ok := filler[lang]
		if !ok {
			around = filler[""]
		}
		seen := map[*phrase]bool{}
		for _, set := range []map[string][]*phrase{x.first, x.stems} {
			for _, list := range set {
				for _, p := range list {
					if seen[p] || p.begins || p.ends || !topic(p.reason) || strings.HasPrefix(p.spoken(), "©") {
						continue
					}
					seen[p] = true
					text := around[0] + p.spoken() + around[1]
					if wide(p.spoken()) {
						text = around[0] + strings.ReplaceAll(p.spoken(), " ", "") + around[1]
					}
					d := docOf(lang, story, story+" It was cold.", text, story+" It froze.", story+" It thawed.")
					j := newJudge(d, nil, Site{})
					if j.blocks[2].you > 0 {
						continue // "your inbox" speaks to the reader by itself
					}
					Judge(d, nil, Site{})
					if c := d.Blocks[2].Cut; c != nil && c.Reason != article.Paywall { // a wall speaks to nobody in many languages
						t.Errorf("%s: %q is cut as %s by %s (%.2f)", lang, text, c.Reason, c.Rule, c.Score)
					}
				}
			}
		}
	}
}

// topic: news may be about what the reason names.
func topic(r article.Reason) bool {
	switch r {
	case article.SubscribePrompt, article.NewsletterPrompt, article.RegisterPrompt, article.DonatePrompt, article.CookieNotice, article.AppPrompt, article.MostRead, article.CommentPrompt:
		return true
	}
	return false
}
